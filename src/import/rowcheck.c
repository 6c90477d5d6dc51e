#include "import/rowcheck.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/date.h>
#include <mahalli/str.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

enum { VALUE_SHOWN = 80 };

/* Columns whose texts are never a date. */
static const char texts[] = "reference|designation|specifications|unite|conditionnement";
/* Words of packs and of units, folded, plural without its s. */
static const char packs[] = "boite|bte|bt|btes|carton|crt|paquet|pqt|conditionnement|cdt|cond|colis|sachet|poche|flacon|lot|rouleau|"
                            "distributeur|etui|box|pack|kit";
static const char units[] = "unite|u|piece|pce|pcs|pc|paire|uc|ml|l|litre|kg|g|m|metre|dose|test";
static const char errors[] = "#n/a|#ref!|#value!|#valeur!|#name?|#nom?|#div/0!|#num!|#nombre!|#null!|#nul!|#spill!|#calc!";

void mh__row_say(const struct mh__place *at, enum mh_severity severity, const char *rule, const char *column, const char *value,
                 const char *message, const char *suggestion)
{
    struct mh_str shown = MH_STR_INIT;
    if (strlen(value) > VALUE_SHOWN) {
        mh_utf8_clip(&shown, value, VALUE_SHOWN, false);
        mh_str_add(&shown, "…");
        value = mh_str_text(&shown);
    }
    mh_diag_add(at->diags, &(struct mh_diag){ .severity = severity, .rule = rule, .file = at->file, .line = at->rec->line, .column = column,
                                              .value = value, .message = message, .suggestion = suggestion });
    mh_str_free(&shown);
}

/* --- errors --- */

/* "#N/A" and the like, in a workbook or exported as text. */
static bool is_error_text(const char *value)
{
    struct mh_str key = MH_STR_INIT;
    if (*value != '#' || strlen(value) > 12)
        return false;
    mh_utf8_fold(&key, value);
    bool is = mh_in_list(errors, mh_str_text(&key));
    mh_str_free(&key);
    return is;
}

/* --- dates --- */

/* What Excel makes of 7/5 when a year is not written: 07-mai, mai-07. Gives day and month. */
static bool month_text(const char *value, int *day, int *month)
{
    static const char *const names[] = { "janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec" };
    static const char *const english[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };
    struct mh_str key = MH_STR_INIT;
    char word[8];
    bool is = false;
    if (strlen(value) > 12 || strchr(value, '-') == NULL)
        return false;
    mh_utf8_fold(&key, value);
    const char *p = mh_str_text(&key);
    int left = (sscanf(p, "%2d-%7[a-z]", day, word) == 2 && strlen(word) >= 3) || (sscanf(p, "%7[a-z].-%2d", word, day) == 2) ||
               (sscanf(p, "%7[a-z]-%2d", word, day) == 2);
    size_t digits = strspn(p, "0123456789");
    const char *rest = digits > 0 ? p + digits : p + strspn(p, "abcdefghijklmnopqrstuvwxyz");
    rest += strspn(rest, ".-");
    rest += digits > 0 ? strspn(rest, "abcdefghijklmnopqrstuvwxyz") : strspn(rest, "0123456789");
    rest += strspn(rest, ".");
    for (int i = 0; left && *rest == '\0' && i < 12 && !is; i++)
        if (strcmp(word, names[i]) == 0 || strcmp(word, english[i]) == 0) {
            *month = i + 1;
            is = true;
        }
    mh_str_free(&key);
    return is;
}

/* "07/05 : Excel a-t-il transformé 7/5 ?" */
static void check_date(const struct mh__place *at, const struct mh_mapping *m, size_t i, const struct mh_column *c)
{
    const char *value = at->rec->cell[i];
    char date[MH_DATE_SIZE], message[160];
    int day, month;
    if (strpbrk(value, "-/.") == NULL || !mh_in_list(texts, c->name)) /* every date has one of these, most texts none */
        return;
    bool typed = at->rec->kind != NULL && at->rec->kind[i] == MH_CELL_DATE;
    if (mh_date_parse(value, date)) {
        day = (date[8] - '0') * 10 + date[9] - '0';
        month = (date[5] - '0') * 10 + date[6] - '0';
    } else if (!month_text(value, &day, &month)) {
        if (typed)
            mh__row_say(at, MH_SEV_WARNING, "date-dans-un-texte", m->place[i], value, "c'est une heure ou une date : Excel a-t-il transformé "
                        "ce qui était écrit ?", "récrivez la valeur, la cellule au format Texte");
        return;
    }
    /* A reference may be written 01-02-2027; as a text it says nothing of Excel. */
    if (!typed && strcmp(c->name, "reference") == 0 && mh_date_parse(value, date))
        return;
    snprintf(message, sizeof message, "%02d/%02d : Excel a-t-il transformé %d/%d ?", day % 100, month % 100, day % 100, month % 100);
    mh__row_say(at, MH_SEV_WARNING, "date-dans-un-texte", m->place[i], value, message, "récrivez la valeur, la cellule au format Texte");
}

bool mh__row_check_cell(const struct mh__place *at, const struct mh_mapping *m, size_t i, const struct mh_column *c)
{
    const struct mh_record *rec = at->rec;
    unsigned char kind = rec->kind != NULL ? rec->kind[i] : MH_CELL_TEXT;
    if (kind == MH_CELL_UNCOMPUTED) {
        mh__row_say(at, MH_SEV_ERROR, "formule-sans-valeur", m->place[i], "", "la cellule est une formule dont la valeur n'a jamais été calculée",
                    "ouvrez le fichier dans Excel ou LibreOffice et enregistrez-le, ou remplacez la formule par sa valeur");
        return false;
    }
    if (kind == MH_CELL_ERROR || (kind == MH_CELL_TEXT && is_error_text(rec->cell[i]))) {
        mh__row_say(at, MH_SEV_ERROR, "erreur-excel", m->place[i], rec->cell[i], "la cellule contient une erreur d'Excel, pas une valeur",
                    "corrigez la formule, ou remplacez-la par sa valeur");
        return false;
    }
    if (c != NULL && c->type == MH_TEXT)
        check_date(at, m, i, c);
    return true;
}

/* --- units in headers --- */

static bool in_words(const char *list, const char *key)
{
    size_t n = strlen(key);
    char one[32];
    if (mh_in_list(list, key))
        return true;
    if (n < 2 || n >= sizeof one || key[n - 1] != 's')
        return false;
    memcpy(one, key, n - 1);
    one[n - 1] = '\0';
    return mh_in_list(list, one);
}

/* "boite de 100", "b 100", "boites" */
static bool is_pack(const char *key)
{
    char word[32];
    size_t n = strcspn(key, " ");
    if (n == 0 || n >= sizeof word)
        return false;
    memcpy(word, key, n);
    word[n] = '\0';
    return in_words(packs, word);
}

bool mh__row_is_unit(const char *key)
{
    return is_pack(key) || in_words(units, key);
}

static void fill(const struct mh_table *t, const char *name, const char *text, void *row)
{
    const struct mh_column *c = mh_table_column(t, name);
    struct mh_err none = MH_ERR_INIT;
    if (c != NULL && !mh_value_known(c, row))
        (void)mh_value_parse(c, row, text, MH_NUM_UNSETTLED, &none);
}

/* A pack beside a unit that the row gives counts packs of it; alone it is the row's unit. */
static void take_count_unit(const struct mh_table *t, const char *unit, bool pack, bool given, void *row)
{
    if (pack && given)
        fill(t, "quantite_en", "conditionnement", row);
    else
        fill(t, "unite", unit, row);
}

/* A price of one pack, or of one unit beside a quantity that counts packs: then the quantity's packs are packs, and the unit the price's. */
static void take_price_unit(const struct mh_table *t, const char *unit, bool pack, bool given, void *row)
{
    const struct mh_column *c = mh_table_column(t, "unite");
    struct mh_str key = MH_STR_INIT;
    if (c != NULL && mh_value_known(c, row))
        mh_header_key(&key, *mh_field_text(c, row));
    if (pack && !is_pack(mh_str_text(&key))) {
        fill(t, "prix_en", "conditionnement", row);
    } else if (!pack && !given && is_pack(mh_str_text(&key))) {
        char **text = mh_field_text(c, row);
        free(*text);
        *text = mh_xstrdup(unit);
        fill(t, "quantite_en", "conditionnement", row);
    }
    mh_str_free(&key);
}

void mh__row_take_units(const struct mh_mapping *m, void *row)
{
    const struct mh_column *quantity = mh_table_column(m->table, "quantite"), *unit = mh_table_column(m->table, "unite");
    bool given = unit != NULL && mh_value_known(unit, row);
    for (int money = 0; money < 2; money++)
        for (size_t i = 0; i < m->ncells; i++) {
            if (m->unit[i] == NULL || m->part[i] || (m->column[i] >= 0 && !mh_value_known(&m->table->columns[m->column[i]], row)))
                continue;
            const struct mh_column *c = m->column[i] >= 0 ? &m->table->columns[m->column[i]] : quantity; /* of a site */
            if ((c->type == MH_MONEY) != (money == 1))
                continue;
            struct mh_str key = MH_STR_INIT;
            mh_header_key(&key, m->unit[i]);
            (money ? take_price_unit : take_count_unit)(m->table, m->unit[i], is_pack(mh_str_text(&key)), given, row);
            mh_str_free(&key);
        }
}
