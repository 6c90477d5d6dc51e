/* Which header of a file gives which column of a table: names, synonyms, years, units, one column per site. */
#include <mahalli/import.h>

#include <stdlib.h>
#include <string.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>
#include "import/making.h"
#include "import/rowcheck.h"

bool mh__same_header(const char *a, const char *b)
{
    struct mh_str ka = MH_STR_INIT, kb = MH_STR_INIT;
    mh_header_key(&ka, a);
    mh_header_key(&kb, b);
    bool same = ka.len > 0 ? strcmp(mh_str_text(&ka), mh_str_text(&kb)) == 0 : strcmp(a, b) == 0;
    mh_str_free(&ka);
    mh_str_free(&kb);
    return same;
}

void mh__making_say(struct mh__making *k, enum mh_severity severity, const char *rule, const char *column, const char *message, const char *suggestion)
{
    mh_diag_add(k->diags, &(struct mh_diag){ .severity = severity, .rule = rule, .file = k->header->file, .line = k->header->line,
                                             .column = column, .message = message, .suggestion = suggestion });
}

static const char *ordinal(const struct mh__making *k, size_t i, char out[24])
{
    mh_mapping_place(k->m, i, out, 24);
    return out;
}

static bool holds_numbers(const struct mh_column *c)
{
    return c->type == MH_DECIMAL || c->type == MH_INT || c->type == MH_QTY || c->type == MH_MONEY || c->type == MH_PERMILLE;
}

static bool is_quantity(const struct mh_column *c)
{
    return strcmp(c->name, "quantite") == 0;
}

/* What the header says between brackets, where it is a unit: of a quantity or a price. Currency is the dirham's already. */
static void take_unit(struct mh__making *k, size_t i)
{
    struct mh_str key = MH_STR_INIT, s = MH_STR_INIT;
    const char *unit = mh_str_text(&k->said[i].unit);
    bool site = k->m->column[i] == MH_CELL_OF_SITE;
    const struct mh_column *c = site ? k->said[i].above : &k->table->columns[k->m->column[i]];
    if (*unit == '\0' || c == NULL || (c->type != MH_MONEY && !is_quantity(c)) || mh_table_column(k->table, "unite") == NULL)
        return;
    mh_header_key(&key, unit);
    if (mh__row_is_unit(mh_str_text(&key))) {
        k->m->unit[i] = mh_xstrdup(unit);
        mh_str_addf(&s, "l'en-tête « %s » dit l'unité de la colonne : « %s »", site && k->header->above != NULL && k->header->above[i] != NULL ? k->header->above[i] : k->m->header[i], unit);
        if (!site || i == 0 || !mh_streq(k->m->unit[i - 1], unit)) /* once for sites side by side */
            mh__making_say(k, MH_SEV_NOTE, "unite-en-en-tete", k->m->place[i], mh_str_text(&s), NULL);
    }
    mh_str_free(&key);
    mh_str_free(&s);
}

static int time_of(const struct mh__making *k, size_t i)
{
    return mh__heading_time(&k->said[i], k->ask->year);
}

/* The volumes of another year, or what was used, stand for the need: told. */
static void tell_time(struct mh__making *k, size_t i)
{
    const struct mh__heading *h = &k->said[i];
    struct mh_str s = MH_STR_INIT;
    if (k->ask->year == 0 || time_of(k, i) > 1)
        return;
    if (h->year != 0) {
        mh_str_addf(&s, "« %s » est lue comme le besoin de %lld : son en-tête dit %lld", k->m->header[i], (long long)k->ask->year, (long long)h->year);
        mh__making_say(k, MH_SEV_WARNING, "autre-annee", k->m->place[i], mh_str_text(&s), "si ce ne l'est pas, annulez l'import (mahalli undo) et désignez "
            "la colonne : --map 'EN-TÊTE=quantite'");
    } else {
        mh_str_addf(&s, "« %s » est lue comme le besoin de %lld", k->m->header[i], (long long)k->ask->year);
        mh__making_say(k, MH_SEV_NOTE, "consommation", k->m->place[i], mh_str_text(&s), NULL);
    }
    mh_str_free(&s);
}

static bool is_quarter(const struct mh_column *c)
{
    return mh_in_list("t1|t2|t3|t4", c->name);
}

/* Gives cell i the column, unless another cell has it. */
static void take(struct mh__making *k, size_t i, const struct mh_column *c)
{
    size_t index = (size_t)(c - k->table->columns);
    struct mh_str s = MH_STR_INIT;
    const char *h = k->m->header[i];
    k->settled[i] = true;
    if (c->flags & MH_DERIVED) {
        mh_str_addf(&s, "la colonne « %s » est calculée par le programme : elle n'est pas lue", h);
        mh__making_say(k, MH_SEV_NOTE, "colonne-calculee", h, mh_str_text(&s), NULL);
    } else if (k->said[i].part && k->said[i].column == c) {
        k->m->column[i] = (int)index;
        k->m->part[i] = true;
        if (k->said[i].unit.len > 0)
            k->m->unit[i] = mh_str_take(&k->said[i].unit);
        if (k->cell_of[index] < 0)
            k->cell_of[index] = (int)i;
    } else if (k->cell_of[index] >= 0) {
        const char *first = k->m->header[k->cell_of[index]];
        char a[24], b[24];
        bool older = is_quantity(c) && time_of(k, i) < time_of(k, (size_t)k->cell_of[index]);
        mh_str_addf(&s, "deux colonnes pour « %s » : « %s » (colonne %s) est lue, « %s » (colonne %s) est laissée de côté", c->name, first,
                    ordinal(k, (size_t)k->cell_of[index], a), h, ordinal(k, i, b));
        mh__making_say(k, older ? MH_SEV_NOTE : MH_SEV_WARNING, "en-tete-double", h, mh_str_text(&s),
            older ? NULL : "gardez une seule des deux, ou renommez l'autre");
    } else {
        k->cell_of[index] = (int)i;
        k->m->column[i] = (int)index;
        k->m->numeric[i] = holds_numbers(c);
        take_unit(k, i);
        if (is_quantity(c))
            k->m->quantity = (int)i;
        if (is_quantity(c) || is_quarter(c))
            tell_time(k, i);
    }
    mh_str_free(&s);
}

/* --- messages with lists --- */

void mh__list_headers(struct mh_str *s, const struct mh_mapping *m)
{
    size_t shown = 0;
    for (size_t i = 0; i < m->ncells && shown < 15; i++) {
        if (mh_blank(m->header[i]))
            continue;
        mh_str_add(s, shown++ > 0 ? ", " : "");
        mh_utf8_clip(s, m->header[i], 24, false);
    }
    if (shown == 15)
        mh_str_add(s, "…");
}

void mh__list_columns(struct mh_str *s, const struct mh_table *t)
{
    bool first = true;
    for (size_t i = 0; i < t->ncolumns; i++)
        if (!(t->columns[i].flags & (MH_DERIVED | MH_HIDDEN))) {
            mh_str_addf(s, "%s%s", first ? "" : ", ", t->columns[i].name);
            first = false;
        }
}

/* --- --map --- */

enum mh_rc mh__claim_option(struct mh__making *k, const char *option, struct mh_err *err)
{
    const char *eq = strrchr(option, '=');
    struct mh_str header = MH_STR_INIT, list = MH_STR_INIT;
    const struct mh_column *c = NULL;
    enum mh_rc rc = MH_OK;
    bool found = false;
    if (eq == NULL || eq == option)
        return mh_err_set(err, MH_EUSAGE, "--map %s : écrivez EN-TÊTE=colonne", option);
    mh_str_addn(&header, option, (size_t)(eq - option));
    if (eq[1] != '\0') {
        c = mh_table_column(k->table, eq + 1);
        if (c == NULL)
            c = mh_table_match_header(k->table, eq + 1);
        if (c == NULL || (c->flags & MH_DERIVED)) {
            mh__list_columns(&list, k->table);
            rc = mh_err_set(err, MH_EUSAGE, "--map %s : « %s » n'est pas une colonne de « %s » : %s", option, eq + 1, k->table->name_fr,
                            mh_str_text(&list));
            goto out;
        }
    }
    for (size_t i = 0; i < k->m->ncells && !found; i++) {
        if (k->settled[i] || !mh__same_header(k->m->header[i], mh_str_text(&header)))
            continue;
        found = true;
        if (c != NULL)
            take(k, i, c);
        k->settled[i] = true;
    }
    if (!found) {
        mh__list_headers(&list, k->m);
        rc = mh_err_set(err, MH_EUSAGE, "--map %s : le fichier n'a pas d'en-tête « %s » ; il a : %s", option, mh_str_text(&header),
                        mh_str_text(&list));
    }
out:
    mh_str_free(&header);
    mh_str_free(&list);
    return rc;
}

/* --- recognising headers --- */

/* How much cell i is the one meant for its column: of quantities the one of this year's needs; then the column's own name; then one that
 * has it: "Désignation et spécifications" before "Item". */
static int claim(const struct mh__making *k, size_t i)
{
    const struct mh_column *c = k->said[i].column;
    return k->said[i].part ? -1 : (is_quantity(c) ? 4 * time_of(k, i) : 0) + (mh__same_header(c->name, k->m->header[i]) ? 2 : mh__heading_says(c->name, k->m->header[i]));
}

/* Of headers that name one column the one that claims most goes first, wherever it stands. */
static void claim_names(struct mh__making *k)
{
    int *best = mh_xcalloc(k->table->ncolumns + 1, sizeof *best); /* cell + 1 */
    for (size_t i = 0; i < k->m->ncells; i++) {
        if (k->settled[i] || k->said[i].column == NULL)
            continue;
        int *one = &best[k->said[i].column - k->table->columns];
        if (*one == 0 || claim(k, i) > claim(k, (size_t)*one - 1))
            *one = (int)i + 1;
    }
    for (size_t i = 0; i < k->m->ncells; i++)
        if (!k->settled[i] && k->said[i].column != NULL && best[k->said[i].column - k->table->columns] == (int)i + 1)
            take(k, i, k->said[i].column);
    for (size_t i = 0; i < k->m->ncells; i++)
        if (!k->settled[i] && k->said[i].column != NULL)
            take(k, i, k->said[i].column);
    free(best);
}

/* The site that the header names, with or without "(boîtes)" behind it; NULL. Owned by the caller. */
static char *site_of(const struct mh__making *k, size_t i)
{
    const char *h = k->m->header[i];
    size_t at = mh__heading_bracket(h);
    if (k->settled[i] || mh_blank(h) || k->said[i].other)
        return NULL;
    if (k->ask->is_site(k->ask->ctx, h))
        return mh_xstrdup(h);
    while (at > 0 && h[at - 1] == ' ')
        at--;
    char *base = at > 0 ? mh_xstrndup(h, at) : NULL;
    if (base != NULL && !k->ask->is_site(k->ask->ctx, base)) {
        free(base);
        base = NULL;
    }
    return base;
}

/* Takes the name. */
static void take_site(struct mh__making *k, size_t i, char *site)
{
    size_t at = mh__heading_bracket(k->m->header[i]);
    k->m->column[i] = MH_CELL_OF_SITE;
    k->m->site[i] = site;
    k->m->numeric[i] = true;
    k->m->nsites++;
    if (at > 0 && strcmp(site, k->m->header[i]) != 0) {
        mh_str_clear(&k->said[i].unit);
        mh_str_addn(&k->said[i].unit, k->m->header[i] + at + 1, strcspn(k->m->header[i] + at + 1, ")]"));
        k->said[i].above = mh_table_column(k->table, "quantite");
    }
    take_unit(k, i);
    tell_time(k, i);
}

/* The cell that has the same site already; -1. */
static int site_before(const struct mh__making *k, const char *site)
{
    for (size_t j = 0; j < k->m->ncells; j++)
        if (k->m->column[j] == MH_CELL_OF_SITE && mh__same_header(k->m->site[j], site))
            return (int)j;
    return -1;
}

/* The same sites may stand under "Consommation 2025" and under "Besoins 2027". */
static void claim_sites(struct mh__making *k)
{
    if (k->ask->is_site == NULL)
        return;
    for (int time = 3; time >= 0; time--)
        for (size_t i = 0; i < k->m->ncells; i++) {
            char *site = time_of(k, i) == time ? site_of(k, i) : NULL;
            if (site == NULL)
                continue;
            int first = site_before(k, site);
            k->settled[i] = true;
            if (first < 0) {
                take_site(k, i, site);
                continue;
            }
            free(site);
            if (time_of(k, (size_t)first) > time)
                mh__making_say(k, MH_SEV_NOTE, "en-tete-double", k->m->place[i], "cet établissement a une colonne de cette année : celle-ci est laissée de côté", NULL);
            else
                mh__making_say(k, MH_SEV_WARNING, "en-tete-double", k->m->header[i], "deux colonnes pour cet établissement : la seconde est laissée de côté",
                    "gardez une seule des deux");
        }
}

void mh__claim_columns(struct mh__making *k)
{
    claim_names(k);
    claim_sites(k);
}

/* Columns of printed lists that a plan has no use for: the number of the line, a price times a quantity. */
static bool is_beside(const char *header)
{
    static const char keys[] = "n|no|num|numero|n ordre|n d ordre|no ordre|no d ordre|numero ordre|numero d ordre|n ligne|n de ligne|rang|n art|"
                               "montant|montant ht|montant ttc|montant total|montant total ht|montant total ttc|montant estime|prix total|"
                               "prix total ht|prix total ttc|total ht|total ttc|p t|p t ht|p t ttc|pt ht|pt ttc";
    struct mh_str key = MH_STR_INIT;
    mh_header_key(&key, header);
    bool is = mh_in_list(keys, mh_str_text(&key));
    mh_str_free(&key);
    return is;
}

void mh__claim_unknown(struct mh__making *k)
{
    struct mh_str s = MH_STR_INIT, hint = MH_STR_INIT;
    char where[24];
    for (size_t i = 0, unknown = 0; i < k->m->ncells; i++) {
        const char *h = k->m->header[i];
        if (k->settled[i] || mh_blank(h))
            continue;
        const struct mh_column *near = unknown++ < MH__HINTS ? mh__headers_nearest(k->table, h) : NULL;
        mh_str_clear(&s);
        mh_str_clear(&hint);
        if (is_beside(h)) {
            mh_str_addf(&s, "« %s » (colonne %s), numéro de ligne ou montant, n'est pas lue", h, ordinal(k, i, where));
            mh__making_say(k, MH_SEV_NOTE, "colonne-sans-objet", k->m->place[i], mh_str_text(&s), NULL);
            continue;
        }
        mh_str_addf(&s, "en-tête inconnu « %s » (colonne %s) : ses valeurs ne sont pas lues", h, ordinal(k, i, where));
        if (near != NULL && k->cell_of[near - k->table->columns] < 0)
            mh_str_addf(&hint, "est-ce « %s » ? --map '%s=%s'", near->name, h, near->name);
        mh__making_say(k, MH_SEV_WARNING, "en-tete-inconnu", h, mh_str_text(&s), hint.len > 0 ? mh_str_text(&hint) : NULL);
    }
    mh_str_free(&s);
    mh_str_free(&hint);
}
