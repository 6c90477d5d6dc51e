/* What a header says beyond the name of a column: a year, what was used or what is needed, a unit between brackets, words that change nothing. */
#include "import/headers.h"

#include <string.h>

enum { HEADER_MAX = 200, YEAR_FIRST = 2000, YEAR_LAST = 2099 };

/* Words beside a column's name that leave it what it is. "total" is none: a price in all is no unit price. */
static const char idle[] = "estime|estimee|estimes|estimees|estimatif|estimative|estimatifs|estimatives|prevu|prevue|prevus|prevues|"
                           "previsionnel|previsionnelle|previsionnels|previsionnelles|indicatif|indicative|annuel|annuelle|annuels|annuelles|"
                           "an|annee|exercice|campagne|demande|demandee|demandes|demandees|exprime|exprimee|exprimes|exprimees|souhaite|"
                           "souhaitee|propose|proposee|retenu|retenue|en|au|aux|de|du|des|d|la|le|l|les|pour|par|titre|dispositif|dispositifs|"
                           "medical|medicaux|dm";
/* The same beside a quantity only: "Code du service" is the service's. */
static const char places[] = "site|sites|etablissement|etablissements|service|services|hopital|hopitaux";
/* What was, not what will be needed. */
static const char past[] = "consommation|consommations|consomme|consommee|consommes|consommees|conso|realise|realisee|realises|realisees|livre|livree|"
                           "livrees|recu|recue|recues|ancien|ancienne|precedent|precedente|historique|ecoule|ecoulee";

size_t mh__heading_bracket(const char *header)
{
    size_t n = strlen(header);
    while (n > 0 && (header[n - 1] == ' ' || header[n - 1] == '\n' || header[n - 1] == '*'))
        n--;
    if (n < 3 || (header[n - 1] != ')' && header[n - 1] != ']'))
        return 0;
    char open = header[n - 1] == ')' ? '(' : '[';
    for (size_t i = n - 1; i > 0; i--)
        if (header[i] == open)
            return i;
    return 0;
}

static int64_t year_of(const char *word, size_t n)
{
    int64_t y = 0;
    if (n != 4 || strspn(word, "0123456789") < 4)
        return 0;
    for (size_t i = 0; i < 4; i++)
        y = y * 10 + (word[i] - '0');
    return y >= YEAR_FIRST && y <= YEAR_LAST ? y : 0;
}

static bool in_words(const char *list, const char *word, size_t n)
{
    char one[32];
    if (n >= sizeof one)
        return false;
    memcpy(one, word, n);
    one[n] = '\0';
    return mh_in_list(list, one);
}

static bool is_count(const struct mh_column *c)
{
    return c->type == MH_DECIMAL || c->type == MH_QTY;
}

/* The words of a header without years and words that change nothing; what they say of time. */
static void bare_words(const char *header, bool without_places, struct mh_str *kept, struct mh__heading *out)
{
    struct mh_str key = MH_STR_INIT;
    mh_header_key(&key, header);
    for (const char *p = mh_str_text(&key); *p != '\0'; p += *p == ' ') {
        size_t n = strcspn(p, " ");
        int64_t year = year_of(p, n);
        if (year != 0)
            out->year = year;
        else if (!in_words(idle, p, n) && !(without_places && in_words(places, p, n)))
            mh_str_addf(kept, "%s%.*s", kept->len > 0 ? " " : "", (int)n, p);
        out->past = out->past || in_words(past, p, n);
        p += n;
    }
    mh_str_free(&key);
}

/* The column that a header's words name: as they are, or without a year and words that change nothing. */
static const struct mh_column *by_words(const struct mh_table *t, const char *header, struct mh__heading *out)
{
    struct mh_str key = MH_STR_INIT, kept = MH_STR_INIT;
    const struct mh_column *c = mh_table_match_header(t, header);
    bare_words(header, false, &kept, out);
    if (c == NULL && kept.len > 0)
        c = mh_table_match_header(t, mh_str_text(&kept));
    if (c == NULL) {
        mh_str_clear(&kept);
        bare_words(header, true, &kept, out);
        c = kept.len > 0 ? mh_table_match_header(t, mh_str_text(&kept)) : NULL;
        c = c != NULL && is_count(c) ? c : NULL;
    }
    mh_header_key(&key, header);
    for (size_t i = 0; c == NULL && i < t->ncolumns; i++)
        if (mh_in_list(t->columns[i].parts, mh_str_text(&key))) {
            c = &t->columns[i];
            out->part = true;
        }
    mh_str_free(&key);
    mh_str_free(&kept);
    return c;
}

bool mh__heading_says(const char *words, const char *header)
{
    struct mh_str key = MH_STR_INIT;
    bool is = false;
    mh_header_key(&key, header);
    for (const char *p = mh_str_text(&key); *p != '\0' && !is; p += *p == ' ') {
        size_t n = strcspn(p, " ");
        is = in_words(words, p, n);
        p += n;
    }
    mh_str_free(&key);
    return is;
}

static void read_one(const struct mh_table *t, const char *header, struct mh__heading *out)
{
    size_t at = mh__heading_bracket(header);
    out->column = by_words(t, header, out);
    if (out->column != NULL || at == 0)
        return;
    struct mh_str base = MH_STR_INIT;
    mh_str_addn(&base, header, at);
    out->column = by_words(t, mh_str_text(&base), out);
    mh_str_free(&base);
    if (out->column != NULL && out->column->type == MH_MONEY && mh__heading_says("total|totale", header + at))
        out->column = NULL; /* "PU (total)" */
    if (out->column != NULL)
        mh_str_addn(&out->unit, header + at + 1, strcspn(header + at + 1, ")]"));
}

/* Under "Fournisseur" a code is the supplier's. */
static bool of_another(const struct mh_column *above)
{
    return above != NULL && mh_in_list("fournisseur|fabricant|etablissement|membre|origine", above->name);
}

/* "Prix unitaire" over "HT" and "TTC", "Quantités 2027 (boîtes)" over sites, "Montant" over "Total". Of the two only what stands above
 * gives up words that change nothing: a title is no part of what stands under it. */
static void read_under(const struct mh_table *t, const char *header, const char *above, struct mh__heading *out)
{
    struct mh__heading over = { 0 }, own = { 0 };
    struct mh_str both = MH_STR_INIT;
    bare_words(above, false, &both, out);
    mh_str_addf(&both, " %s", header);
    out->column = mh_table_match_header(t, mh_str_text(&both));
    mh_str_free(&both);
    read_one(t, above, &over);
    read_one(t, header, &own);
    out->above = over.column;
    out->other = mh__heading_says("prix|pu|montant|montants|valeur|valeurs|cout|couts|budget|stock|stocks|reliquat|commande|commandes", above);
    if (out->column == NULL && !(own.column != NULL && ((out->other && (is_count(own.column) || own.column->type == MH_PERMILLE)) || of_another(over.column)))) {
        out->column = own.column;
        out->part = own.part;
    }
    out->past = out->past || own.past;
    out->year = own.year != 0 ? own.year : out->year;
    mh_str_add(&out->unit, own.unit.len > 0 ? mh_str_text(&own.unit) : mh_str_text(&over.unit));
    mh_str_free(&own.unit);
    mh_str_free(&over.unit);
}

void mh__heading_read(const struct mh_table *t, const char *header, const char *above, struct mh__heading *out)
{
    *out = (struct mh__heading){ 0 };
    if (strlen(header) > HEADER_MAX)
        return;
    if (above != NULL && strlen(above) <= HEADER_MAX)
        read_under(t, header, above, out);
    else
        read_one(t, header, out);
}

void mh__heading_free(struct mh__heading *h)
{
    mh_str_free(&h->unit);
}

int mh__heading_time(const struct mh__heading *h, int64_t year)
{
    if (h->year != 0 && h->year == year)
        return h->past ? 2 : 3;
    return h->year != 0 && year != 0 ? 0 : h->past ? 1 : 2;
}
