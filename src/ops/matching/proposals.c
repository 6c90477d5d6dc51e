/*
 * Learning in the open: words that only this plan uses (brand ranges, house abbreviations) and products that a person found and the match
 * missed become proposed lexicon rows. Derived each time from articles and opinions; accepting or refusing one is an own row of the
 * lexicon, made by a person.
 */
#include "ops/codes.h"
#include "ops/matching/matching.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { ARTICLES_LEAST = 3, SHARE_LEAST = 80 /* percent of them in one family */, LETTERS_LEAST = 4, MAX_FAMILIES = 16 };

struct word {
    const char *text, *example;
    int64_t articles;
    int family[MAX_FAMILIES], count[MAX_FAMILIES], nfamilies;
};

struct words {
    struct word *at;
    size_t n, cap;
    struct mh__codes index; /* word -> position + 1 */
    struct mh__codes told;  /* terms that the plan's own lexicon rows name already */
    struct mh_arena arena;
};

static void count_word(struct words *w, const char *text, const struct mh__matched *x)
{
    int64_t at = mh__codes_find(&w->index, text);
    if (at == 0) {
        if (w->n == w->cap) {
            w->cap = w->cap ? w->cap * 2 : 64;
            w->at = mh_xreallocarray(w->at, w->cap, sizeof *w->at);
        }
        w->at[w->n++] = (struct word){ .text = mh_arena_strdup(&w->arena, text),
                                       .example = mh_arena_strdup(&w->arena, x->article->label) };
        at = (int64_t)w->n;
        mh__codes_add(&w->index, text, at);
    }
    struct word *one = &w->at[at - 1];
    one->articles++;
    for (int i = 0; i < one->nfamilies; i++)
        if (one->family[i] == x->reading.family) {
            one->count[i]++;
            return;
        }
    if (one->nfamilies < MAX_FAMILIES) {
        one->family[one->nfamilies] = x->reading.family;
        one->count[one->nfamilies++] = 1;
    }
}

static bool is_word(const char *s)
{
    size_t letters = 0;
    for (; *s != '\0'; s++) {
        if (*s >= '0' && *s <= '9')
            return false;
        letters += ((unsigned char)*s & 0xc0) != 0x80;
    }
    return letters >= LETTERS_LEAST;
}

static void count_rest(struct words *w, const struct mh__matched *x)
{
    if (x->reading.rest == NULL || x->reading.family < 0)
        return;
    char *rest = mh_xstrdup(x->reading.rest), *save = NULL;
    for (char *t = strtok_r(rest, " ", &save); t != NULL; t = strtok_r(NULL, " ", &save))
        if (is_word(t) && mh__codes_find(&w->told, t) == 0)
            count_word(w, t, x);
    free(rest);
}

static int main_family(const struct word *w)
{
    int best = 0;
    for (int i = 1; i < w->nfamilies; i++)
        if (w->count[i] > w->count[best])
            best = i;
    return w->nfamilies > 0 && (int64_t)w->count[best] * 100 >= w->articles * SHARE_LEAST ? w->family[best] : -1;
}

static int by_articles(const void *x, const void *y)
{
    const struct word *a = x, *b = y;
    if (a->articles != b->articles)
        return a->articles > b->articles ? -1 : 1;
    return strcmp(a->text, b->text);
}

static enum mh_rc tell_words(struct mh__matching *m, struct words *w,
                             enum mh_rc (*each)(void *ctx, const struct mh_proposal *p, struct mh_err *err), void *ctx, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    if (w->n > 1)
        qsort(w->at, w->n, sizeof *w->at, by_articles);
    for (size_t i = 0; i < w->n && rc == MH_OK; i++) {
        int family = main_family(&w->at[i]);
        if (w->at[i].articles < ARTICLES_LEAST || family < 0)
            continue;
        const struct mh_family *f = mh_lexicon_family_row(m->s->lexicon, family);
        struct mh_proposal p = { .term = w->at[i].text, .family = f->code, .family_name = f->name, .articles = w->at[i].articles,
                                 .example = w->at[i].example, .why = "mot de ce plan, propre à une famille : marque ou usage de la maison ?" };
        rc = each(ctx, &p, err);
    }
    return rc;
}

/* A person judged good a product that the match reads as another thing, or not at all: its label may name the family. */
static enum mh_rc tell_missed(struct mh__matching *m, struct words *w,
                              enum mh_rc (*each)(void *ctx, const struct mh_proposal *p, struct mh_err *err), void *ctx, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < m->opinions.n && rc == MH_OK; i++) {
        const struct mh_opinion *o = mh__rows_at(&m->opinions, i);
        const struct mh_article *a = mh__rows_find(&m->articles, o->article_id);
        const struct mh_product *p = o->product_id == MH_UNKNOWN ? NULL : mh__session_product(m->s, o->product_id);
        bool favours = mh_streq(o->opinion, "conforme") || mh_streq(o->opinion, "sous réserve");
        const struct mh_reading *pr = p ? mh_index_reading(m->s->index, p->id) : NULL;
        if (a == NULL || pr == NULL || !favours || mh__codes_find(&w->told, p->label) != 0)
            continue;
        struct mh_reading r;
        mh__read_article(m->s, a, &r);
        if (r.family >= 0 && pr->family != r.family) {
            const struct mh_family *f = mh_lexicon_family_row(m->s->lexicon, r.family);
            struct mh_proposal one = { .term = p->label, .family = f->code, .family_name = f->name, .example = a->label,
                                       .why = "produit jugé bon que le rapprochement n'avait pas trouvé" };
            rc = each(ctx, &one, err);
        }
        mh_reading_free(&r);
    }
    return rc;
}

/* Own rows, refused ones included: the session's lexicon has left these out. */
static enum mh_rc load_told(struct mh_session *s, struct words *w, struct mh_err *err)
{
    struct mh_filter own[] = { { .column = "origine", .text = "propre" }, { 0 } };
    struct mh__rows rows;
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_synonyms, own, &rows, err);
    for (size_t i = 0; rc == MH_OK && i < rows.n; i++)
        mh__codes_add(&w->told, ((const struct mh_synonym *)mh__rows_at(&rows, i))->term, (int64_t)i + 1);
    if (rc == MH_OK)
        mh__rows_free(&rows);
    return rc;
}

enum mh_rc mh_ops_proposals(struct mh_session *s, enum mh_rc (*each)(void *ctx, const struct mh_proposal *p, struct mh_err *err), void *ctx,
                            struct mh_err *err)
{
    struct mh__matching m;
    struct mh__matched x = { 0 };
    struct words w = { 0 };
    enum mh_rc rc = mh__matching_open(s, &m, err);
    if (rc != MH_OK)
        return rc;
    rc = load_told(s, &w, err);
    for (size_t i = 0; i < m.articles.n && rc == MH_OK; i++) {
        x.article = mh__rows_at(&m.articles, m.order[i]);
        mh__read_article(s, x.article, &x.reading);
        count_rest(&w, &x);
        mh_reading_free(&x.reading);
    }
    if (rc == MH_OK)
        rc = tell_missed(&m, &w, each, ctx, err);
    if (rc == MH_OK)
        rc = tell_words(&m, &w, each, ctx, err);
    free(w.at);
    mh__codes_free(&w.index);
    mh__codes_free(&w.told);
    mh_arena_free(&w.arena);
    mh__matching_free(&m);
    return rc;
}
