/* One record into one row, each value by the one validator. */
#include <mahalli/import.h>

#include <inttypes.h>
#include <string.h>
#include <mahalli/utf8.h>
#include "import/book.h"
#include "import/headers.h"
#include "import/rowcheck.h"

const char *mh_number_hint(const char *value, struct mh_str *out)
{
    static const char digits[] = "0123456789., \xC2\xA0\xE2\x80\xAF";
    bool about = strncmp(value, "≈", 3) == 0 || *value == '~';
    const char *first = value + (about ? strcspn(value, "0123456789") : 0), *end = first + strspn(first, digits);
    while (end > first && (end[-1] < '0' || end[-1] > '9'))
        end--;
    if (end == first || end[strcspn(end, "0123456789")] != '\0' || strlen(value) > 40)
        return NULL; /* no number, or two */
    bool counted = *(end + strspn(end, " \xC2\xA0")) != '\0';
    if (!counted && !about)
        return NULL;
    mh_str_addf(out, "écrivez « %.*s » seul%s", (int)(end - first), first, counted ? " ; ce qu'il compte va dans « unite » ou « conditionnement »" : "");
    return mh_str_text(out);
}

/* The validator's message says how such a value is written; the nearest choice is what it cannot know. NULL when none is near. */
static const char *suggestion(const struct mh_column *c, const char *value, struct mh_str *out)
{
    struct mh_str key = MH_STR_INIT, choice = MH_STR_INIT;
    if (strcmp(c->name, "quantite") == 0)
        return mh_number_hint(value, out);
    if (c->type != MH_CHOICE)
        return NULL;
    mh_header_key(&key, value);
    for (const struct mh_choice *one = c->choices; out->len == 0 && one != NULL && one->code != NULL; one++) {
        mh_str_clear(&choice);
        mh_header_key(&choice, one->code);
        if (mh__headers_close(mh_str_text(&key), mh_str_text(&choice)))
            mh_str_addf(out, "%s ?", one->code);
    }
    mh_str_free(&key);
    mh_str_free(&choice);
    return out->len != 0 ? mh_str_text(out) : NULL;
}

enum mh_number_style mh_cell_style(const struct mh_record *rec, size_t i, enum mh_number_style style)
{
    return rec->kind != NULL && rec->kind[i] == MH_CELL_NUMBER ? MH_NUM_POINT : style;
}

static bool read_value(const struct mh__place *at, const struct mh_column *c, const char *header, const char *value, enum mh_number_style style,
                       void *row)
{
    struct mh_err e;
    e.rc = MH_OK;
    e.msg[0] = '\0';
    e.lang = NULL;
    if (mh_value_parse(c, row, value, style, &e) == MH_OK)
        return true;
    struct mh_str s = MH_STR_INIT;
    mh__row_say(at, MH_SEV_ERROR, "valeur-refusee", header, value, e.msg, suggestion(c, value, &s));
    mh_str_free(&s);
    return false;
}

/* More cells than headers: a delimiter in a text without quotes, most often. */
static bool check_surplus(const struct mh__place *at, const struct mh_mapping *m)
{
    const struct mh_record *rec = at->rec;
    size_t last = rec->ncells;
    while (last > m->ncells && mh_blank(rec->cell[last - 1]))
        last--;
    if (last <= m->ncells)
        return true;
    struct mh_str s = MH_STR_INIT;
    if (rec->kind != NULL) { /* a note beside the table: in a sheet no sign that cells are out of place */
        char letters[8];
        size_t first = m->ncells;
        while (mh_blank(rec->cell[first]))
            first++;
        mh__column_letters(letters, first);
        mh_str_addf(&s, "valeur à côté du tableau (colonne %s) : elle n'est pas lue", letters);
        mh__row_say(at, MH_SEV_WARNING, "colonne-sans-en-tete", NULL, rec->cell[first], mh_str_text(&s), "donnez un en-tête à cette colonne");
        mh_str_free(&s);
        return true;
    }
    mh_str_addf(&s, "%zu cellules pour %zu en-têtes : un texte contient sans doute le séparateur", last, m->ncells);
    mh__row_say(at, MH_SEV_ERROR, "cellules-en-trop", NULL, rec->cell[m->ncells], mh_str_text(&s), "mettez ce texte entre guillemets");
    mh_str_free(&s);
    return false;
}

/* "oui" or "non" of what people write under a header that asks for one; NULL: something else. */
static const char *yes_or_no(const char *header_key, const char *value_key)
{
    bool asks = mh_in_list("sterile|sterilite|poudre|latex|usage unique|ballonnet", header_key);
    if (mh_in_list("oui|o|yes|x", value_key) || (asks && mh_in_list("vrai|true|1|avec", value_key)))
        return "oui";
    if (mh_in_list("non|n|no", value_key) || (asks && mh_in_list("faux|false|0|sans|aucun|neant", value_key)))
        return "non";
    return NULL;
}

/* "Taille" M, "Stérile" oui, "Longueur (cm)" 40: the header's word and the value, after what the row's other cells said. */
static void add_part(const struct mh_mapping *m, size_t i, const char *value, struct mh_str *out)
{
    static const char measures[] = "mm|cm|dm|m|ml|cl|cc|l|g|kg|mg|ch|fr|f|um|\xC2\xB5m|inch|pouce|pouces";
    struct mh_str header = MH_STR_INIT, key = MH_STR_INIT, said = MH_STR_INIT, unit = MH_STR_INIT;
    size_t name = strcspn(m->header[i], "([");
    while (name > 0 && (m->header[i][name - 1] == ' ' || m->header[i][name - 1] == '\n'))
        name--;
    mh_str_addn(&header, m->header[i], name);
    mh_header_key(&key, mh_str_text(&header));
    mh_header_key(&said, value);
    const char *answer = yes_or_no(mh_str_text(&key), mh_str_text(&said));
    bool again = key.len > 0 && strncmp(mh_str_text(&said), mh_str_text(&key), key.len) == 0; /* "Taille" : taille M */
    mh_str_add(out, out->len > 0 ? " ; " : "");
    if (!again)
        mh_str_addf(out, "%s%s", mh_str_text(&header), answer != NULL ? " = " : " ");
    mh_str_add(out, answer != NULL && !again ? answer : value);
    if (m->unit[i] != NULL)
        mh_utf8_fold(&unit, m->unit[i]);
    if (mh_in_list(measures, mh_str_text(&unit)) && value[strspn(value, "0123456789.,/xX -")] == '\0')
        mh_str_addf(out, " %s", m->unit[i]);
    mh_str_free(&header);
    mh_str_free(&key);
    mh_str_free(&said);
    mh_str_free(&unit);
}

/* "sans" and "aucun" are answers. */
static bool part_is_silent(const char *value)
{
    enum mh__silence silence = mh__silence_of(value);
    return silence != MH__SPOKEN && silence != MH__NONE;
}

static bool take_parts(const struct mh__place *at, const struct mh_mapping *m, void *row)
{
    struct mh_str said = MH_STR_INIT;
    const struct mh_column *c = NULL;
    size_t where = 0;
    for (size_t i = 0; i < at->rec->ncells && i < m->ncells; i++) {
        if (!m->part[i] || part_is_silent(at->rec->cell[i]))
            continue;
        if (c == NULL && mh_value_known(&m->table->columns[m->column[i]], row))
            mh_value_text(&m->table->columns[m->column[i]], row, &said);
        c = &m->table->columns[m->column[i]];
        where = i;
        add_part(m, i, at->rec->cell[i], &said);
    }
    bool good = c == NULL || read_value(at, c, m->place[where], mh_str_text(&said), MH_NUM_UNSETTLED, row);
    mh_str_free(&said);
    return good;
}

static bool tell_notes(const struct mh__place *at)
{
    bool good = true;
    for (size_t i = 0; i < at->rec->nnotes; i++) {
        struct mh_diag d = at->rec->notes[i];
        d.file = at->file;
        mh_diag_add(at->diags, &d);
        good = good && d.severity != MH_SEV_ERROR;
    }
    return good;
}

bool mh_mapping_row(const struct mh_mapping *m, const struct mh_record *rec, enum mh_number_style style, const char *file,
                    void *row, struct mh_diags *diags)
{
    struct mh__place at = { .rec = rec, .file = file != NULL ? file : rec->file, .diags = diags };
    if (rec->nnotes > 0 && !tell_notes(&at))
        return false;
    bool good = rec->ncells <= m->ncells || check_surplus(&at, m), parts = false;
    for (size_t i = 0; i < rec->ncells && i < m->ncells; i++) {
        const char *value = rec->cell[i];
        if (*value == '\0' && (rec->kind == NULL || rec->kind[i] != MH_CELL_UNCOMPUTED))
            continue;
        const struct mh_column *c = m->column[i] >= 0 ? &m->table->columns[m->column[i]] : NULL;
        if (m->column[i] != MH_CELL_UNMAPPED && !mh__row_check_cell(&at, m, i, c)) {
            good = false;
        } else if (c != NULL && m->part[i]) {
            parts = true;
        } else if (c != NULL && m->numeric[i] && mh_says_nothing(value)) {
            continue;
        } else if (c != NULL) {
            if (c->type != MH_REF && !read_value(&at, c, m->place[i], value, mh_cell_style(rec, i, style), row))
                good = false;
        } else if (m->column[i] == MH_CELL_UNMAPPED && *m->header[i] == '\0' && !mh_blank(value)) {
            struct mh_str s = MH_STR_INIT;
            if (rec->kind == NULL)
                mh_str_addf(&s, "valeur dans une colonne sans en-tête (colonne %zu) : elle n'est pas lue", i + 1);
            else
                mh_str_addf(&s, "valeur dans une %s sans en-tête : elle n'est pas lue", m->place[i]);
            mh__row_say(&at, MH_SEV_WARNING, "colonne-sans-en-tete", NULL, value, mh_str_text(&s), "donnez un en-tête à cette colonne");
            mh_str_free(&s);
        }
    }
    if (parts && !take_parts(&at, m, row))
        good = false;
    mh__row_take_units(m, row);
    return good;
}
