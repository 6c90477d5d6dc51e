#include "import/numbers.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Cheap look before mh_decimal_evidence: only a value with a point or a comma says anything, and words are no numbers. */
static bool may_tell(const char *s)
{
    unsigned char c = (unsigned char)*s;
    if (!((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == ',' || c == ' ' || c >= 0x80))
        return false;
    size_t n = strcspn(s, ".,");
    return s[n] != '\0' && n < 32 && strlen(s + n) < 32;
}

static void keep(struct mh__evidence *e, int kind, const char *value, int64_t line)
{
    if (e->line[kind] != 0)
        return;
    e->line[kind] = line;
    size_t n = strlen(value), max = sizeof e->value[kind] - 1;
    if (n > max) {
        n = max;
        while (n > 0 && ((unsigned char)value[n] & 0xC0) == 0x80)
            n--;
    }
    memcpy(e->value[kind], value, n);
    e->value[kind][n] = '\0';
}

void mh__numbers_see(struct mh__numbers *n, const char *const *cell, const unsigned char *kinds, size_t ncells, int64_t line)
{
    for (size_t i = 0; i < ncells; i++) {
        if ((kinds != NULL && kinds[i] != MH_CELL_TEXT) || !may_tell(cell[i]))
            continue;
        enum mh_number_evidence ev = mh_decimal_evidence(cell[i]);
        int kind = ev == MH_NUMEV_COMMA ? MH__EV_COMMA : ev == MH_NUMEV_POINT ? MH__EV_POINT : ev == MH_NUMEV_AMBIGUOUS ? MH__EV_AMBIGUOUS : -1;
        if (kind < 0)
            continue;
        while (n->column.len <= i)
            (void)mh_vec_add(&n->column);
        keep(&n->column.at[i], kind, cell[i], line);
    }
}

void mh__numbers_join(struct mh__numbers *n, const struct mh__numbers *more)
{
    for (size_t i = 0; i < more->column.len; i++) {
        while (n->column.len <= i)
            (void)mh_vec_add(&n->column);
        for (int k = 0; k < MH__NEV; k++)
            if (more->column.at[i].line[k] != 0)
                keep(&n->column.at[i], k, more->column.at[i].value[k], more->column.at[i].line[k]);
    }
}

void mh__numbers_free(struct mh__numbers *n)
{
    mh_vec_free(&n->column);
}

/* The column with the first evidence of a kind; -1 none. */
static int first_of(const struct mh__numbers *n, const bool *numeric, size_t ncells, int kind)
{
    int best = -1;
    for (size_t i = 0; i < n->column.len && i < ncells; i++)
        if (numeric[i] && n->column.at[i].line[kind] != 0 &&
            (best < 0 || n->column.at[i].line[kind] < n->column.at[best].line[kind]))
            best = (int)i;
    return best;
}

static const char *header_of(const struct mh_record *h, int i)
{
    return (size_t)i < h->ncells ? h->cell[i] : "";
}

/* 1.234 with the point, or the comma, as decimal mark: what each choice of --decimal makes of it. */
static void as_thousands(const char *value, char out[48])
{
    size_t o = 0;
    for (; *value != '\0' && o < 47; value++)
        if (*value != '.' && *value != ',')
            out[o++] = *value;
    out[o] = '\0';
}

static enum mh_rc ask(const struct mh__evidence *e, const struct mh_record *h, int column, struct mh_err *err)
{
    const char *v = e->value[MH__EV_AMBIGUOUS];
    char thousands[48];
    bool point = strchr(v, '.') != NULL;
    as_thousands(v, thousands);
    return mh_err_set(err, MH_EINVAL,
                      "ligne %" PRId64 ", colonne « %s », valeur « %s » : %s sépare-t-%s les milliers ou les décimales ? Rien d'autre dans "
                      "le fichier ne le dit : relancez avec --decimal %s si c'est %s, ou --decimal %s si ce sont des décimales",
                      e->line[MH__EV_AMBIGUOUS], header_of(h, column), v, point ? "le point" : "la virgule",
                      point ? "il" : "elle", point ? "," : ".", thousands, point ? "." : ",");
}

enum mh_rc mh__numbers_settle(const struct mh__numbers *n, const bool *numeric, size_t ncells, const struct mh_record *header,
                              enum mh_number_style *style, struct mh_err *err)
{
    int comma = first_of(n, numeric, ncells, MH__EV_COMMA), point = first_of(n, numeric, ncells, MH__EV_POINT);
    int unclear = first_of(n, numeric, ncells, MH__EV_AMBIGUOUS);
    if (comma >= 0 && point >= 0) {
        const struct mh__evidence *c = &n->column.at[comma], *p = &n->column.at[point];
        return mh_err_set(err, MH_EINVAL,
                          "les nombres sont écrits de deux façons : ligne %" PRId64 ", colonne « %s », « %s » (virgule décimale) ; ligne "
                          "%" PRId64 ", colonne « %s », « %s » (point décimal) : corrigez le fichier, ou relancez avec --decimal , ou "
                          "--decimal . (les valeurs de l'autre façon seront rejetées)",
                          c->line[MH__EV_COMMA], header_of(header, comma), c->value[MH__EV_COMMA],
                          p->line[MH__EV_POINT], header_of(header, point), p->value[MH__EV_POINT]);
    }
    if (comma < 0 && point < 0 && unclear >= 0)
        return ask(&n->column.at[unclear], header, unclear, err);
    *style = comma >= 0 ? MH_NUM_COMMA : point >= 0 ? MH_NUM_POINT : MH_NUM_UNSETTLED;
    return MH_OK;
}
