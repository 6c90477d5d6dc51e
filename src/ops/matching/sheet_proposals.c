/*
 * What a group's own articles usually ask of a family, proposed as a fiche technique type. Counted each time from what articles say
 * themselves; adopting is a person's row.
 */
#include "ops/matching/matching.h"
#include "ops/matching/sheets.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { ARTICLES_LEAST = 3, SAYING_LEAST = 3, AGREED_LEAST = 80 /* percent of the articles that say anything of it */ };

struct said { /* one article, one attribute; attribute -1: the article itself */
    int64_t member_id;
    int family, attribute;
    const char *value;  /* in the grammar, with its attribute's code */
    int64_t volume;
};

struct counting {
    struct mh_session *s;
    struct said *at;
    size_t n, cap;
    struct mh_arena arena;
    int64_t *volume; /* by position of the article */
    const struct mh__rows *articles;
    size_t next;
    struct mh__rows sheets;
};

static void take_volume(void *ctx, int64_t article_id, int64_t base)
{
    struct counting *c = ctx;
    while (c->next < c->articles->n && ((const struct mh_article *)mh__rows_at(c->articles, c->next))->id < article_id)
        c->next++;
    if (base == MH_UNKNOWN || c->next == c->articles->n || ((const struct mh_article *)mh__rows_at(c->articles, c->next))->id != article_id)
        return;
    int64_t *v = &c->volume[c->next];
    *v = base > INT64_MAX / 4 - *v ? INT64_MAX / 4 : *v + base;
}

static void keep(struct counting *c, const struct said *one)
{
    if (c->n == c->cap) {
        c->cap = c->cap ? c->cap * 2 : 256;
        c->at = mh_xreallocarray(c->at, c->cap, sizeof *c->at);
    }
    c->at[c->n++] = *one;
}

/* The size of an article is what tells it from its neighbours: it has no usual value. */
static bool identifies(const struct mh_attribute *a)
{
    return mh_streq(a->critical, "oui") && (mh_streq(a->type, "nombre") || mh_streq(a->type, "usp"));
}

static bool plain(const struct mh_requirement *q)
{
    const struct mh_spec_value *v = &q->value;
    bool one = v->kind == MH_VAL_NUMBER ? v->nlist == 0 : (v->choices & (v->choices - 1)) == 0;
    return one && !q->wish && q->source != MH_SRC_REFERENCE;
}

static void count_article(struct counting *c, size_t i)
{
    const struct mh_article *a = mh__rows_at(c->articles, i);
    const struct mh_lexicon *lx = c->s->lexicon;
    struct mh_str text = MH_STR_INIT;
    struct mh_reading r;
    mh__read_article(c->s, a, &r);
    if (r.problem == MH_READ_OK && r.family >= 0) {
        struct said one = { .member_id = a->member_id, .family = r.family, .attribute = -1, .value = "", .volume = c->volume[i] };
        keep(c, &one);
        for (size_t k = 0; k < r.nreq; k++) {
            struct mh_reading single = { .family = r.family, .req = &r.req[k], .nreq = 1 };
            if (!plain(&r.req[k]) || mh_attribute_informative(lx, r.family, r.req[k].attribute) ||
                identifies(mh_lexicon_attribute(lx, r.family, r.req[k].attribute)))
                continue;
            mh_str_clear(&text);
            mh_reading_text(lx, &single, &text);
            one.attribute = r.req[k].attribute;
            one.value = mh_arena_strdup(&c->arena, mh_str_text(&text));
            keep(c, &one);
        }
    }
    mh_reading_free(&r);
    mh_str_free(&text);
}

static int by_place(const void *x, const void *y)
{
    const struct said *a = x, *b = y;
    if (a->member_id != b->member_id)
        return a->member_id < b->member_id ? -1 : 1;
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    if (a->attribute != b->attribute)
        return a->attribute < b->attribute ? -1 : 1;
    return strcmp(a->value, b->value);
}

/* --- one family of one group --- */

struct group {
    size_t from, to;    /* in said */
    int64_t articles, volume;
};

struct best { /* the value most said of an attribute */
    const struct said *said;
    int64_t n, volume, all; /* all: articles that say anything of it */
};

/* The attribute's run from `i` on; returns its end. */
static size_t weigh(const struct counting *c, size_t i, size_t to, struct best *out)
{
    int attribute = c->at[i].attribute;
    *out = (struct best){ 0 };
    while (i < to && c->at[i].attribute == attribute) {
        struct best one = { .said = &c->at[i] };
        size_t from = i;
        for (; i < to && c->at[i].attribute == attribute && strcmp(c->at[i].value, c->at[from].value) == 0; i++) {
            one.n++;
            one.volume += c->at[i].volume;
        }
        one.all = out->all + one.n;
        if (one.n > out->n)
            *out = one;
        else
            out->all = one.all;
    }
    return i;
}

static int64_t percent(int64_t part, int64_t whole)
{
    return whole == 0 ? MH_UNKNOWN : (int64_t)((__int128)part * 100 / whole);
}

static bool has(const struct mh__sheet *f, int attribute)
{
    for (size_t i = 0; f != NULL && i < f->reading.nreq; i++)
        if (f->reading.req[i].attribute == attribute)
            return true;
    return false;
}

/* Said before, adopted or not: a pharmacist knows it. */
static bool known(const struct counting *c, int64_t member, const char *family, const char *specs)
{
    for (size_t i = 0; i < c->sheets.n; i++) {
        const struct mh_spec_sheet *f = mh__rows_at(&c->sheets, i);
        if (f->member_id == member && mh_streq(f->family, family) && mh_streq(f->specs, specs))
            return true;
    }
    return false;
}

struct telling {
    struct mh_sheet_value value[MH_MAX_REQUIREMENTS];
    struct mh_str specs, base;
    struct mh_arena arena;
};

static void tell_value(const struct counting *c, const struct group *g, const struct best *b, struct telling *t, size_t n)
{
    const struct mh_lexicon *lx = c->s->lexicon;
    struct mh_str text = MH_STR_INIT;
    struct mh_requirement q;
    const char *value = strchr(b->said->value, '=');
    if (mh_spec_value_read(lx, b->said->family, b->said->attribute, value ? value + 1 : "", &q))
        mh_value_spec_text(lx, c->s->lang, b->said->family, b->said->attribute, &q.value, &text);
    t->value[n] = (struct mh_sheet_value){
        .name = mh_lexicon_attribute_name(lx, c->s->lang, b->said->family, b->said->attribute),
        .value = mh_arena_strdup(&t->arena, mh_str_text(&text)), .articles = b->n, .lines_said = percent(b->n, g->articles),
        .volume_said = percent(b->volume, g->volume),
    };
    mh_str_free(&text);
    mh_str_addf(&t->specs, "%s%s", t->specs.len ? "; " : "", b->said->value);
}

/* What the fiche that counts says stays; what the articles add comes after, and the reader puts it in order. */
static bool whole_specs(const struct counting *c, const struct group *g, const struct mh__sheet *now, struct telling *t)
{
    const struct said *first = &c->at[g->from];
    struct mh_reading r;
    if (now != NULL)
        mh_str_addf(&t->specs, "; %s", now->row->specs);
    bool ok = mh_spec_sheet_read(c->s->lexicon, first->family, mh_str_text(&t->specs), 0, &r, NULL);
    mh_str_clear(&t->specs);
    mh_reading_text(c->s->lexicon, &r, &t->specs);
    mh_reading_free(&r);
    return ok;
}

static enum mh_rc tell_group(struct counting *c, const struct group *g,
                             enum mh_rc (*each)(void *ctx, const struct mh_sheet_proposal *p, struct mh_err *err), void *ctx,
                             struct mh_err *err)
{
    const struct said *first = &c->at[g->from];
    const struct mh_family *family = mh_lexicon_family_row(c->s->lexicon, first->family);
    const struct mh__sheet *now = mh__sheet_of(c->s->sheets, first->member_id, first->family);
    struct telling t = { 0 };
    size_t n = 0;
    enum mh_rc rc = MH_OK;
    for (size_t i = g->from; i < g->to;) {
        struct best b;
        bool article = c->at[i].attribute < 0;
        i = weigh(c, i, g->to, &b);
        if (!article && n < MH_MAX_REQUIREMENTS && b.all >= SAYING_LEAST && b.n * 100 >= b.all * AGREED_LEAST && !has(now, b.said->attribute))
            tell_value(c, g, &b, &t, n++);
    }
    if (n != 0 && whole_specs(c, g, now, &t) && !known(c, first->member_id, family->code, mh_str_text(&t.specs))) {
        if (now != NULL)
            mh_str_addf(&t.base, "fiche v%lld et ", (long long)now->row->version);
        mh_str_addf(&t.base, "usage de %lld articles", (long long)g->articles);
        struct mh_sheet_proposal p = {
            .member = mh_store_code(c->s->store, &mh_table_members, first->member_id), .family = family->code,
            .family_name = mh_lexicon_family_name(c->s->lexicon, c->s->lang, first->family), .articles = g->articles,
            .specs = mh_str_text(&t.specs), .base = mh_str_text(&t.base), .value = t.value, .nvalues = n,
        };
        rc = each(ctx, &p, err);
    }
    mh_str_free(&t.specs);
    mh_str_free(&t.base);
    mh_arena_free(&t.arena);
    return rc;
}

static int by_articles(const void *x, const void *y)
{
    const struct group *a = x, *b = y;
    if (a->articles != b->articles)
        return a->articles > b->articles ? -1 : 1;
    return (a->from > b->from) - (a->from < b->from);
}

/* Families of which the group has articles enough, most first. */
static struct group *groups_of(const struct counting *c, int only, size_t *n)
{
    struct group *g = mh_xcalloc(c->n + 1, sizeof *g);
    *n = 0;
    for (size_t i = 0; i < c->n;) {
        struct group one = { .from = i };
        for (; i < c->n && c->at[i].member_id == c->at[one.from].member_id && c->at[i].family == c->at[one.from].family; i++)
            if (c->at[i].attribute < 0) {
                one.articles++;
                one.volume += c->at[i].volume;
            }
        one.to = i;
        if (one.articles >= ARTICLES_LEAST && (only < 0 || c->at[one.from].family == only))
            g[(*n)++] = one;
    }
    if (*n > 1)
        qsort(g, *n, sizeof *g, by_articles);
    return g;
}

enum mh_rc mh_ops_sheet_proposals(struct mh_session *s, const char *family,
                                  enum mh_rc (*each)(void *ctx, const struct mh_sheet_proposal *p, struct mh_err *err), void *ctx,
                                  struct mh_err *err)
{
    struct mh__rows articles = { .table = &mh_table_articles };
    struct counting c = { .s = s, .articles = &articles, .sheets = { .table = &mh_table_sheets } };
    const char *near = NULL;
    int only = -1;
    enum mh_rc rc = mh__session_lexicon(s, err);
    if (rc == MH_OK && family != NULL && (only = mh__family_named(s, family, &near)) < 0)
        rc = mh_err_set(err, MH_ENOTFOUND, "famille « %s » inconnue%s%s%s", family, near ? " : vouliez-vous dire « " : "", near ? near : "",
                        near ? " » ?" : "");
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_articles, NULL, &articles, err);
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_sheets, NULL, &c.sheets, err);
    c.volume = mh_xcalloc(articles.n + 1, sizeof *c.volume);
    if (rc == MH_OK)
        rc = mh_store_volumes(s->store, s->campaign.id, take_volume, &c, err);
    for (size_t i = 0; i < articles.n && rc == MH_OK; i++)
        count_article(&c, i);
    if (c.n > 1)
        qsort(c.at, c.n, sizeof *c.at, by_place);
    size_t n = 0;
    struct group *g = groups_of(&c, only, &n);
    for (size_t i = 0; i < n && rc == MH_OK; i++)
        rc = tell_group(&c, &g[i], each, ctx, err);
    free(g);
    free(c.at);
    free(c.volume);
    mh_arena_free(&c.arena);
    mh__rows_free(&c.sheets);
    mh__rows_free(&articles);
    return rc;
}
