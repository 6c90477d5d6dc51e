#include "ops/year/record.h"

#include <mahalli/hash.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* --- lines --- */

struct said { /* all that is said of an article's candidates, or specifications */
    char *text;
    int64_t article;     /* the first one of which it is said */
};

struct told { /* what is said of several articles alike is recorded once */
    struct mh__idmap at; /* digest -> position in set */
    MH_VEC(struct said) set;
};

struct recording {
    struct mh_session *s;
    int64_t version_id;
    struct told candidates, specs;
    struct mh_str text;
};

/* Everything the row says, but of which article and version. */
static void add_said(struct mh_str *out, const struct mh_table *t, const void *row)
{
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (strcmp(c->sql, "version_id") == 0 || strcmp(c->sql, "article_id") == 0)
            continue;
        if (!mh_is_text(c))
            mh_str_addf(out, "%" PRId64, mh_int_at(c, row));
        else if (mh_text_at(c, row) != NULL)
            mh_str_add(out, mh_text_at(c, row));
        mh_str_addc(out, '\x1f');
    }
    mh_str_addc(out, '\x1e');
}

/* The article that said all of this first: this one, when nobody did. */
static int64_t said_by(struct told *t, const struct mh_str *text, int64_t article)
{
    uint64_t key = mh_hash64(mh_str_text(text), text->len, 0) | 1;
    for (const uint32_t *at; (at = mh__idmap_find(&t->at, key)) != NULL; key += 2)
        if (strcmp(t->set.at[*at].text, mh_str_text(text)) == 0)
            return t->set.at[*at].article;
    mh__idmap_put(&t->at, key, (uint32_t)t->set.len);
    mh_vec_push(&t->set, ((struct said){ mh_xstrdup(mh_str_text(text)), article }));
    return article;
}

static void told_free(struct told *t)
{
    for (size_t i = 0; i < t->set.len; i++)
        free(t->set.at[i].text);
    mh_vec_free(&t->set);
    mh__idmap_free(&t->at);
}

static enum mh_rc record_candidates(struct recording *z, const struct mh__line *x, struct mh_frozen_line *l, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    mh_str_clear(&z->text);
    mh_str_addf(&z->text, "%s\x1e", l->family ? l->family : ""); /* by which products are told */
    for (size_t i = 0; i < x->noffers; i++)
        add_said(&z->text, &mh_table_frozen_candidates, x->offer[i].c);
    if (x->noffers == 0)
        return MH_OK;
    l->candidates_of = said_by(&z->candidates, &z->text, l->article_id);
    for (size_t i = 0; i < x->noffers && l->candidates_of == l->article_id && rc == MH_OK; i++) {
        struct mh_frozen_candidate c = *x->offer[i].c; /* borrows its texts */
        c.version_id = z->version_id;
        rc = mh_store_insert(z->s->store, &mh_table_frozen_candidates, &c, err);
    }
    return rc;
}

static enum mh_rc record_specs(struct recording *z, const struct mh__line *x, struct mh_frozen_line *l, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    mh_str_clear(&z->text);
    for (size_t i = 0; i < x->nspecs; i++)
        add_said(&z->text, &mh_table_frozen_specs, &x->spec[i]);
    if (x->nspecs == 0)
        return MH_OK;
    l->specs_of = said_by(&z->specs, &z->text, l->article_id);
    for (size_t i = 0; i < x->nspecs && l->specs_of == l->article_id && rc == MH_OK; i++) {
        struct mh_frozen_spec t = x->spec[i];
        t.version_id = z->version_id;
        t.place = (int64_t)i + 1;
        rc = mh_store_insert(z->s->store, &mh_table_frozen_specs, &t, err);
    }
    return rc;
}

static enum mh_rc record_products(struct recording *z, const struct mh__lines *src, struct mh_err *err)
{
    const struct mh_frozen_product *p;
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; rc == MH_OK && (p = mh__lines_product(src, i)) != NULL; i++) {
        struct mh_frozen_product f = *p;
        f.version_id = z->version_id;
        rc = mh_store_insert(z->s->store, &mh_table_frozen_products, &f, err);
    }
    return rc;
}

enum mh_rc mh__record_lines(struct mh__matching *m, const struct mh__gather *g, int64_t version_id, struct mh__rows *lines, struct mh_err *err)
{
    struct recording z = { .s = m->s, .version_id = version_id };
    struct mh__lines *src = mh__lines_live(m, g, 0, MH__WORDS_OWN | MH__WORDS_TOLD);
    const struct mh__line *x = NULL;
    enum mh_rc rc;
    while ((rc = src->next(src, &x, err)) == MH_OK && x != NULL) {
        src->word(src);
        struct mh_frozen_line *l = mh__rows_add(lines);
        mh_row_copy(&mh_table_frozen_lines, l, x->l);
        l->version_id = version_id;
        rc = record_candidates(&z, x, l, err);
        if (rc == MH_OK)
            rc = record_specs(&z, x, l, err);
        if (rc != MH_OK)
            break;
    }
    if (rc == MH_OK)
        rc = record_products(&z, src, err);
    mh__lines_close(src);
    told_free(&z.candidates);
    told_free(&z.specs);
    mh_str_free(&z.text);
    return rc;
}

/* --- problems --- */

enum mh_rc mh__record_problem(struct mh_session *s, int64_t version_id, int64_t place, const struct mh_rep_problem *p, struct mh_err *err)
{
    struct mh_frozen_problem f = { /* borrows its texts */
        .version_id = version_id, .place = place, .severity = p->severity, .rule = p->rule, .member = p->member, .reference = p->reference, .label = p->label,
        .sentence = p->sentence, .suggestion = p->suggestion, .status = p->status, .note = p->note,
    };
    return mh_store_insert(s->store, &mh_table_frozen_problems, &f, err);
}

/* --- sheets --- */

static enum mh_rc record_report(struct mh_session *s, const struct mh_version *v, const struct mh__report *r, struct mh_err *err)
{
    struct mh_synthesis y = { .year = v->year };
    struct mh__rows before = { .table = &mh_rep_before_table };
    enum mh_rc rc = mh__note_before(s, 0, r->wide ? 0 : r->member_id, &y, err);
    *(struct mh_rep_before *)mh__rows_add(&before) = y.before;
    if (rc == MH_OK)
        rc = mh__record_rows(s, v->id, r, "note", &before, err);
    if (rc == MH_OK)
        rc = mh__record_sheets(s, v->id, r, err);
    mh__rows_free(&before);
    return rc;
}

enum mh_rc mh__record_reports(struct mh_session *s, const struct mh_version *v, const struct mh__rows *lines, struct mh_err *err)
{
    struct mh__codes in_plan = { 0 };
    struct mh__rows members;
    struct mh__report r = { .scope = MH_SCOPE_PLAN, .lang = s->lang, .wide = true };
    for (size_t i = 0; i < lines->n; i++)
        mh__codes_add(&in_plan, ((const struct mh_frozen_line *)mh__rows_at(lines, i))->member, 1);
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_members, NULL, &members, err);
    if (rc == MH_OK)
        rc = record_report(s, v, &r, err);
    r = (struct mh__report){ .scope = MH_SCOPE_MEMBER, .lang = s->lang, .alone = members.n <= 1 };
    for (size_t i = 0; i < members.n && rc == MH_OK; i++) {
        const struct mh_member *one = mh__rows_at(&members, i);
        r.member_id = one->id;
        if (mh__codes_find(&in_plan, one->code) != 0)
            rc = record_report(s, v, &r, err);
    }
    mh__codes_free(&in_plan);
    mh__rows_free(&members);
    return rc;
}
