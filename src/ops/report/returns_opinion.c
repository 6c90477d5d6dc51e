/* Opinions written to be filled in and given back: which pair a line is about, and what its author had before the eyes. */
#include "ops/matching/memory.h"
#include "ops/report/returns.h"

#include <mahalli/hash.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHECK = 4, VERSION = 8 };

void mh__pair_text(int64_t article_id, int64_t product_id, char out[MH__PAIR_SIZE])
{
    const int64_t both[2] = { article_id, product_id };
    char check[CHECK + 1];
    mh__letters(mh_hash64(both, sizeof both, 29), CHECK, check);
    snprintf(out, MH__PAIR_SIZE, "%" PRIx64 "-%" PRIx64 "-%s", (uint64_t)article_id, (uint64_t)product_id, check);
}

static bool one(const char **text, int64_t *id)
{
    char *end;
    uint64_t v = strtoull(*text, &end, 16);
    if (end == *text || *end != '-' || v == 0 || v > INT64_MAX)
        return false;
    *id = (int64_t)v;
    *text = end + 1;
    return true;
}

bool mh__pair_read(const char *text, int64_t *article_id, int64_t *product_id)
{
    char right[MH__PAIR_SIZE];
    const char *at = text;
    if (!one(&at, article_id) || !one(&at, product_id))
        return false;
    mh__pair_text(*article_id, *product_id, right);
    return strcmp(right, text) == 0;
}

static void add_row(struct mh_str *s, const struct mh_table *t, const void *row)
{
    for (size_t i = 0; i < t->ncolumns; i++)
        if (t->columns[i].type != MH_REF) {
            mh_value_text(&t->columns[i], row, s);
            mh_str_addc(s, '\x1F');
        }
}

static enum mh_rc add_opinion(struct mh_session *s, int64_t article_id, int64_t product_id, struct mh_str *text, struct mh_err *err)
{
    struct mh_opinion o;
    int64_t id = 0;
    mh_row_init(&mh_table_opinions, &o);
    o.article_id = article_id;
    o.product_id = product_id;
    enum mh_rc rc = mh_store_find(s->store, &mh_table_opinions, &o, &id, err);
    if (rc == MH_OK && id != 0)
        rc = mh_store_get(s->store, &mh_table_opinions, id, &o, err);
    if (rc == MH_OK && id != 0)
        add_row(text, &mh_table_opinions, &o);
    mh_row_free(&mh_table_opinions, &o);
    return rc;
}

enum mh_rc mh__pair_version(struct mh_session *s, int64_t article_id, int64_t product_id, char out[MH__VERSION_SIZE], struct mh_err *err)
{
    struct mh_filter of_product[] = { { .column = "produit", .number = product_id }, { 0 } };
    struct mh__rows certificates = { .table = &mh_table_certificates };
    struct mh_article article;
    struct mh_product product;
    struct mh_str text = MH_STR_INIT;
    char seen[MH__SEEN_SIZE];
    mh_row_init(&mh_table_articles, &article);
    mh_row_init(&mh_table_products, &product);
    enum mh_rc rc = mh__session_lexicon(s, err);
    if (rc == MH_OK)
        rc = mh_store_get(s->store, &mh_table_articles, article_id, &article, err);
    if (rc == MH_OK)
        rc = mh_store_get(s->store, &mh_table_products, product_id, &product, err);
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_certificates, of_product, &certificates, err);
    if (rc == MH_OK) {
        mh__seen_article(s, &article, seen);
        mh_str_addf(&text, "%s\x1F", seen);
        mh__seen_product(&product, &certificates, seen);
        mh_str_addf(&text, "%s\x1F", seen);
        rc = add_opinion(s, article_id, product_id, &text, err);
    }
    mh__letters(mh_hash64(mh_str_text(&text), text.len, 13), VERSION, out);
    mh__rows_free(&certificates);
    mh_row_free(&mh_table_articles, &article);
    mh_row_free(&mh_table_products, &product);
    mh_str_free(&text);
    return rc;
}

static bool refuse(struct mh__apply *a, const char *rule, const char *message, const char *suggestion)
{
    mh__apply_refuse(a, rule, mh_return_columns[0], a->row_ident, message, suggestion);
    return false;
}

bool mh__pair_is(struct mh__apply *a, const struct mh_opinion *o)
{
    int64_t article, product;
    if (!mh__pair_read(a->row_ident, &article, &product))
        return refuse(a, "identifiant-faux", "ce n'est l'identifiant d'aucune ligne : Excel l'a sans doute changé en étirant la cellule",
                      "videz cette cellule et la suivante si la ligne est nouvelle, ou reprenez le modèle (mahalli template avis)");
    if (article != o->article_id || product != o->product_id)
        return refuse(a, "identifiant-autre", "cet identifiant est celui d'un autre article ou d'un autre produit : la ligne a été copiée, ou ses "
                      "cases grisées ont changé", "remettez-les, ou videz cette cellule et la suivante si la ligne est nouvelle");
    return true;
}

/* Did a line of this file change the pair? Then this one is a copy. */
static bool given_above(struct mh__apply *a, const struct mh_opinion *o, enum mh_rc *rc, struct mh_err *err)
{
    int64_t id = 0;
    *rc = mh_store_find(a->s->store, &mh_table_opinions, o, &id, err);
    const uint32_t *line = *rc == MH_OK && id != 0 ? mh__idmap_find(&a->touched, (uint64_t)id) : NULL;
    if (line == NULL)
        return false;
    struct mh_str s = MH_STR_INIT;
    mh_str_addf(&s, "la ligne %" PRIu32 " porte déjà cet identifiant et dit autre chose", *line);
    refuse(a, "identifiant-double", mh_str_text(&s), "gardez l'une des deux");
    mh_str_free(&s);
    return true;
}

bool mh__pair_fresh(struct mh__apply *a, const struct mh_opinion *o, enum mh_rc *rc, struct mh_err *err)
{
    char version[MH__VERSION_SIZE];
    *rc = mh__pair_version(a->s, o->article_id, o->product_id, version, err);
    if (*rc != MH_OK)
        return false;
    if (mh_streq(version, a->row_version))
        return true;
    if (given_above(a, o, rc, err) || *rc != MH_OK)
        return false;
    return refuse(a, "ligne-perimee", "l'article, le produit, ses certificats ou l'avis ont changé depuis que ce fichier en a été tiré : rien "
                  "n'est pris", "reprenez le modèle (mahalli template avis) et jugez ce qu'il montre maintenant");
}
