/* Rows of a sheet that are no line of it: totals, titles of lots, headers printed again on each page, what is written below the table. */
#include <mahalli/import.h>

#include <string.h>
#include <mahalli/utf8.h>
#include "import/headers.h"
#include "import/rowcheck.h"

enum { TEXT_MAX = 200, WORD_MAX = 24 };

/* Folded, whole words. A row begins with them, its first text being one of these and what the lists beside allow. */
static const char totals[] = "total|totaux|sous total|s total|s t|montant total|total general|grand total|report|a reporter";
static const char of_totals[] = "general|generale|ht|ttc|h|t|tva|du|de|des|la|le|lot|lots|page|besoin|besoins|annuel|article|articles|rubrique|famille|"
                                "chapitre|section|n|no|en|hors|taxe|taxes|a|reporter|report|i|ii|iii|iv|v|vi|vii|viii|ix|x";
/* Followed by a number, or with a colon: "Lot de 5 pinces" is an article. */
static const char titles[] = "lot|sous lot|section|partie|titre|tranche|groupe|sous groupe|service";
/* No article begins with these. */
static const char sure_titles[] = "gamme|rubrique|chapitre|famille|sous famille|categorie|sous categorie";
static const char numbers[] = "n|no|num|numero|i|ii|iii|iv|v|vi|vii|viii|ix|x";
/* Totals whatever follows. */
static const char sure_totals[] = "sous total|s total|total lot|total rubrique|total famille|total chapitre|total general|total ht|total ttc|montant ht|"
                                  "montant ttc|montant tva|montant total|tva|net a payer";
static const char closings[] = "fait a|fait le|arrete le present|arretee la presente|arrete la presente|arrete a la somme|le pharmacien|la pharmacienne|"
                               "pharmacien|le directeur|la directrice|le medecin|le chef|le responsable|la responsable|signature|signatures|visa|"
                               "cachet et signature|nb|n b|etabli par|valide par|verifie par|edite le|imprime le|page";

/* The words at the beginning of key that are one of the list's; their length, 0 none. */
static size_t begins(const char *list, const char *key)
{
    size_t best = 0;
    for (const char *p = list; *p != '\0'; p += *p == '|') {
        size_t n = strcspn(p, "|");
        if (n > best && strncmp(p, key, n) == 0 && (key[n] == '\0' || key[n] == ' '))
            best = n;
        p += n;
    }
    return best;
}

static bool only_words_of(const char *list, const char *key)
{
    while (*key == ' ')
        key++;
    while (*key != '\0') {
        size_t n = strspn(key, "0123456789");
        if (n == 0 || (key[n] != '\0' && key[n] != ' '))
            n = begins(list, key);
        if (n == 0)
            return false;
        key += n;
        key += strspn(key, " ");
    }
    return true;
}

static bool is_number(const char *s)
{
    return *s != '\0' && s[strspn(s, "0123456789., \t%-+\xC2\xA0\xE2\x80\xAF")] == '\0';
}

/* The text that says what the row is: the first that is no number. */
static const char *first_text(const struct mh_record *rec, size_t *at)
{
    for (size_t i = 0; i < rec->ncells; i++)
        if (!mh_blank(rec->cell[i]) && !is_number(rec->cell[i]) && (rec->kind == NULL || rec->kind[i] != MH_CELL_NUMBER)) {
            *at = i;
            return rec->cell[i];
        }
    return NULL;
}

/* "LOT N° 1 : SUTURES", "Famille : pansements" */
static bool is_title(const char *text, const char *key)
{
    size_t n = begins(titles, key);
    if (begins(sure_titles, key) > 0)
        return true;
    if (n == 0)
        return false;
    key += n;
    key += *key == ' ';
    return strchr(text, ':') != NULL || *key == '\0' || (*key >= '0' && *key <= '9') || begins(numbers, key) > 0;
}

static bool repeats_header(const struct mh_mapping *m, const struct mh_record *rec)
{
    size_t same = 0;
    for (size_t i = 0; i < rec->ncells; i++) {
        if (mh_blank(rec->cell[i]))
            continue;
        if (i >= m->ncells || strcmp(rec->cell[i], m->header[i]) != 0)
            return false;
        same++;
    }
    return same > 1;
}

static bool is_currency(const char *s)
{
    struct mh_str key = MH_STR_INIT;
    if (strchr("dDmM", *s) == NULL || strlen(s) > 8) /* of every cell: most are seen to be none */
        return false;
    mh_utf8_fold(&key, s);
    bool is = mh_is_currency(mh_str_text(&key), key.len);
    mh_str_free(&key);
    return is;
}

/* Other cells that say something, and of them those with no number; a currency says nothing. */
static void count_others(const struct mh_record *rec, size_t text, size_t *filled, size_t *texts)
{
    *filled = *texts = 0;
    for (size_t i = 0; i < rec->ncells && *texts == 0; i++) /* one says enough */
        if (i != text && !mh_blank(rec->cell[i])) {
            ++*filled;
            *texts += !is_number(rec->cell[i]) && !is_currency(rec->cell[i]) && (rec->kind == NULL || rec->kind[i] != MH_CELL_NUMBER);
        }
}

static size_t columns(const struct mh_mapping *m)
{
    size_t n = 0;
    for (size_t i = 0; i < m->ncells; i++)
        n += m->column[i] >= 0 || m->column[i] == MH_CELL_OF_SITE;
    return n;
}

static bool says_none(const char *value)
{
    enum mh__silence silence = mh__silence_of(value);
    return silence != MH__SPOKEN && silence != MH__NOT_KNOWN;
}

/* Does a quarter, or the total beside sites, hold a number? */
static bool asks_elsewhere(const struct mh_mapping *m, const struct mh_record *rec)
{
    for (size_t i = 0; i < m->ncells && i < rec->ncells; i++)
        if (m->column[i] >= 0 && m->numeric[i] && mh_in_list("quantite|t1|t2|t3|t4", m->table->columns[m->column[i]].name) &&
            !mh_blank(rec->cell[i]) && !mh_says_nothing(rec->cell[i]))
            return true;
    return false;
}

/* Somebody wrote that none is wanted; an empty cell is another thing: nobody said. */
static bool asks_nothing(const struct mh_mapping *m, const struct mh_record *rec)
{
    bool said = false;
    if (m->nsites == 0)
        return m->quantity >= 0 && (size_t)m->quantity < rec->ncells && !mh_blank(rec->cell[m->quantity]) && says_none(rec->cell[m->quantity]) &&
               !asks_elsewhere(m, rec);
    for (size_t i = 0; i < m->ncells && i < rec->ncells; i++) {
        if (m->column[i] != MH_CELL_OF_SITE || mh_blank(rec->cell[i]))
            continue;
        if (!says_none(rec->cell[i]))
            return false;
        said = true;
    }
    return said && !asks_elsewhere(m, rec);
}

enum mh_row_sort mh_mapping_row_sort(const struct mh_mapping *m, const struct mh_record *rec)
{
    size_t at = 0, filled, texts;
    const struct mh_importer *imp = mh__importer_of(m->table);
    if (imp == NULL || !imp->listed || m->ident >= 0)
        return MH_ROW_LINE;
    if (asks_nothing(m, rec))
        return MH_ROW_NOTHING;
    const char *text = first_text(rec, &at);
    if (text == NULL || strlen(text) > TEXT_MAX)
        return MH_ROW_LINE;
    if (repeats_header(m, rec))
        return MH_ROW_HEADER;
    count_others(rec, at, &filled, &texts);
    if (texts > 0) /* most lines: no need to look at words */
        return MH_ROW_LINE;
    struct mh_str key = MH_STR_INIT;
    enum mh_row_sort sort = MH_ROW_LINE;
    mh_header_key(&key, text);
    const char *k = mh_str_text(&key);
    size_t n = begins(totals, k);
    if ((n > 0 && only_words_of(of_totals, k + n)) || (filled > 0 && begins(sure_totals, k) > 0))
        sort = MH_ROW_TOTAL;
    else if (filled == 0 && columns(m) < 2) /* a list of one column says nothing beside */
        sort = MH_ROW_LINE;
    else if (filled == 0 && is_title(text, k))
        sort = MH_ROW_TITLE;
    else if (filled == 0 && begins(closings, k) > 0)
        sort = MH_ROW_CLOSING;
    mh_str_free(&key);
    return sort;
}

static size_t sign_at(const char *p)
{
    static const char *const signs[] = { "-", "–", "—", "/", ".", "…", " ", "\xC2\xA0" };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(p, signs[i], strlen(signs[i])) == 0)
            return strlen(signs[i]);
    return 0;
}

enum mh__silence mh__silence_of(const char *value)
{
    static const struct { const char *words; enum mh__silence silence; } known[] = {
        { "neant|aucun", MH__NONE },
        { "nd|n d|nc|n c", MH__NOT_KNOWN },
        { "ras|r a s|aucune|sans objet|s o|non concerne|pas de besoin|nil|none", MH__DASH },
    };
    const char *p = value;
    if (strlen(value) > WORD_MAX)
        return MH__SPOKEN;
    for (size_t n; (n = sign_at(p)) > 0;)
        p += n;
    if (*p == '\0' || (*p >= '0' && *p <= '9'))
        return *p == '\0' ? MH__DASH : MH__SPOKEN;
    struct mh_str key = MH_STR_INIT;
    enum mh__silence silence = MH__SPOKEN;
    mh_header_key(&key, value);
    for (size_t i = 0; i < sizeof known / sizeof *known && silence == MH__SPOKEN; i++)
        if (mh_in_list(known[i].words, mh_str_text(&key)))
            silence = known[i].silence;
    mh_str_free(&key);
    return silence;
}

bool mh_says_nothing(const char *value)
{
    return mh__silence_of(value) != MH__SPOKEN;
}
