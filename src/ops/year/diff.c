#include "ops/year/changes.h"
#include "ops/report/export.h"
#include "ops/report/wide.h"

#include <mahalli/i18n.h>
#include <mahalli/plan.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct mh_frozen_line *line_at(const struct mh__rows *rows, size_t i)
{
    return mh__rows_at(rows, i);
}

static char *volume_text(int64_t volume)
{
    struct mh_str s = MH_STR_INIT;
    mh_volume_text(&s, volume, 1, false);
    return s.len ? mh_str_take(&s) : mh_xstrdup("?");
}

/* --- article by article --- */

static struct mh_rep_change *add_line(struct mh__rows *out, const struct mh_frozen_line *l, const char *what, const struct mh_session *reader)
{
    struct mh_rep_change *r = mh__rows_add(out);
    r->what = mh_xstrdup(what);
    r->member = mh_xstrdup(l->member);
    r->reference = mh_xstrdup(l->reference);
    r->label = mh_xstrdup(l->label);
    r->family_name = mh_xstrdup(l->family_name);
    r->specs = mh_xstrdup(mh__line_specs(l, reader->audience));
    return r;
}

/* "1 200, Concordant" */
static char *whole_text(const struct mh_frozen_line *l, const char *lang)
{
    struct mh_str s = MH_STR_INIT;
    char *volume = volume_text(l->volume);
    mh_str_addf(&s, "%s, %s", volume, mh_tr(lang, mh_state_title(mh__line_state(l))));
    free(volume);
    return mh_str_take(&s);
}

static char *product_text(const struct mh_frozen_line *l)
{
    struct mh_str s = MH_STR_INIT;
    if (l->product != NULL)
        mh_str_addf(&s, "%s (%s)", l->product, l->maker_name ? l->maker_name : "");
    return s.len ? mh_str_take(&s) : NULL;
}

static void compare_lines(const struct mh_frozen_line *a, const struct mh_frozen_line *b, const struct mh_session *reader, struct mh__rows *out)
{
    if (a->volume != b->volume || (a->volume != MH_UNKNOWN && !mh_streq(a->base_unit, b->base_unit))) {
        struct mh_rep_change *r = add_line(out, b, "volume", reader);
        r->before = volume_text(a->volume);
        r->after = volume_text(b->volume);
        r->unit = mh_xstrdup(b->base_unit ? mh_tr(reader->lang, b->base_unit) : NULL);
    }
    if (!mh_streq(a->state, b->state)) {
        struct mh_rep_change *r = add_line(out, b, "état", reader);
        r->before = mh_xstrdup(mh_tr(reader->lang, mh_state_title(mh__line_state(a))));
        r->after = mh_xstrdup(mh_tr(reader->lang, mh_state_title(mh__line_state(b))));
    }
    if (!mh_streq(a->product, b->product) || !mh_streq(a->maker, b->maker)) {
        struct mh_rep_change *r = add_line(out, b, "produit", reader);
        r->before = product_text(a);
        r->after = product_text(b);
    }
}

static void by_article(const struct mh__rows *before, const struct mh__rows *after, const char *member, const struct mh_session *reader, struct mh__rows *out)
{
    struct mh__idmap in_before = { 0 }, in_after = { 0 };
    for (size_t i = 0; i < before->n; i++)
        mh__idmap_put(&in_before, (uint64_t)line_at(before, i)->article_id, (uint32_t)i);
    for (size_t i = 0; i < after->n; i++)
        mh__idmap_put(&in_after, (uint64_t)line_at(after, i)->article_id, (uint32_t)i);
    for (size_t i = 0; i < after->n; i++) {
        const struct mh_frozen_line *b = line_at(after, i);
        const uint32_t *was = mh__idmap_find(&in_before, (uint64_t)b->article_id);
        if (member != NULL && !mh_streq(member, b->member))
            continue;
        if (was != NULL)
            compare_lines(line_at(before, *was), b, reader, out);
        else
            add_line(out, b, "ligne ajoutée", reader)->after = whole_text(b, reader->lang);
    }
    for (size_t i = 0; i < before->n; i++) {
        const struct mh_frozen_line *a = line_at(before, i);
        if ((member == NULL || mh_streq(member, a->member)) && mh__idmap_find(&in_after, (uint64_t)a->article_id) == NULL)
            add_line(out, a, "ligne retirée", reader)->before = whole_text(a, reader->lang);
    }
    mh__idmap_free(&in_before);
    mh__idmap_free(&in_after);
}

/* --- families, beyond one member --- */

enum { PRODUCTS_SHOWN = 3 };

struct side { /* what one side says of a family and specifications */
    struct mh_tally tally;
    unsigned states;
    const char *product[PRODUCTS_SHOWN];
    int nproducts;
};

struct kind { /* of article: family and specifications read */
    const struct mh_frozen_line *line;
    struct side side[2];
};

struct kinds {
    MH_VEC(struct kind) list;
    struct mh__codes index;
    int64_t untold[2]; /* lines of which nothing may be said but their number */
};

static void add_once(const char **list, int *n, int most, const char *text)
{
    for (int i = 0; i < *n; i++)
        if (mh_streq(list[i], text))
            return;
    if (*n < most && text != NULL)
        list[(*n)++] = text;
}

static void add_kinds(struct kinds *k, const struct mh__rows *lines, int which)
{
    struct mh_str key = MH_STR_INIT;
    for (size_t i = 0; i < lines->n; i++) {
        const struct mh_frozen_line *l = line_at(lines, i);
        enum mh_state state = mh__line_state(l);
        if (!mh__told_apart(l->family, state)) {
            k->untold[which]++;
            continue;
        }
        mh_str_clear(&key);
        mh_str_addf(&key, "%s|%s", l->family, l->specs ? l->specs : "");
        int64_t at = mh__codes_find(&k->index, mh_str_text(&key));
        if (at == 0) {
            mh_vec_push(&k->list, ((struct kind){ .line = l }));
            mh__codes_add(&k->index, mh_str_text(&key), at = (int64_t)k->list.len);
        }
        struct side *s = &k->list.at[at - 1].side[which];
        mh_tally_add(&s->tally, l->member, l->volume, l->quarter, l->needs);
        s->states |= 1U << state;
        add_once(s->product, &s->nproducts, PRODUCTS_SHOWN, l->product);
    }
    mh_str_free(&key);
}

static char *states_text(const struct side *s, const char *lang)
{
    struct mh_str out = MH_STR_INIT;
    for (int i = 0; i < MH_NSTATES; i++)
        if (s->states >> i & 1)
            mh_str_addf(&out, "%s%s", out.len ? ", " : "", mh_tr(lang, mh_state_title((enum mh_state)i)));
    return mh_str_take(&out);
}

static char *products_text(const struct side *s)
{
    struct mh_str out = MH_STR_INIT;
    for (int i = 0; i < s->nproducts; i++)
        mh_str_addf(&out, "%s%s", i ? ", " : "", s->product[i]);
    return out.len ? mh_str_take(&out) : NULL;
}

static char *told_volume(const struct side *s)
{
    struct mh_str out = MH_STR_INIT;
    mh_tally_text(&s->tally, true, &out);
    return out.len ? mh_str_take(&out) : mh_xstrdup("?");
}

/* Takes before and after; nothing is told when they say the same. */
static void tell(struct mh__rows *out, const struct kind *k, const char *what, char *before, char *after, const char *unit, const struct mh_session *reader)
{
    if (mh_streq(before, after)) {
        free(before);
        free(after);
        return;
    }
    struct mh_rep_change *r = mh__rows_add(out);
    r->what = mh_xstrdup(what);
    r->family_name = mh_xstrdup(k->line->family_name);
    r->specs = mh_xstrdup(mh__line_specs(k->line, reader->audience));
    r->before = before;
    r->after = after;
    r->unit = mh_xstrdup(unit ? mh_tr(reader->lang, unit) : NULL);
}

static char *kind_text(const struct side *s, const char *lang)
{
    struct mh_str out = MH_STR_INIT;
    char *volume = told_volume(s), *states = states_text(s, lang);
    mh_str_addf(&out, "%s, %s", volume, states);
    free(volume);
    free(states);
    return mh_str_take(&out);
}

static int kind_order(const void *x, const void *y)
{
    const struct kind *a = x, *b = y;
    const char *ta[] = { a->line->family_name, a->line->specs }, *tb[] = { b->line->family_name, b->line->specs };
    int d = 0;
    for (int i = 0; i < 2 && d == 0; i++)
        d = strcmp(ta[i] ? ta[i] : "", tb[i] ? tb[i] : "");
    return d;
}

static void by_family(const struct mh__rows *before, const struct mh__rows *after, const struct mh_session *reader, struct mh__rows *out)
{
    struct kinds k = { 0 };
    add_kinds(&k, before, 0);
    add_kinds(&k, after, 1);
    if (k.list.len > 1)
        qsort(k.list.at, k.list.len, sizeof *k.list.at, kind_order);
    for (size_t i = 0; i < k.list.len; i++) {
        const struct kind *one = &k.list.at[i];
        const struct side *a = &one->side[0], *b = &one->side[1];
        const char *unit = one->line->base_unit;
        if (a->tally.articles == 0) {
            tell(out, one, "ligne ajoutée", NULL, kind_text(b, reader->lang), unit, reader);
        } else if (b->tally.articles == 0) {
            tell(out, one, "ligne retirée", kind_text(a, reader->lang), NULL, unit, reader);
        } else {
            tell(out, one, "volume", told_volume(a), told_volume(b), unit, reader);
            tell(out, one, "état", states_text(a, reader->lang), states_text(b, reader->lang), NULL, reader);
            tell(out, one, "produit", products_text(a), products_text(b), NULL, reader);
        }
    }
    if (k.untold[0] != k.untold[1]) {
        struct mh_str s = MH_STR_INIT;
        struct mh_rep_change *r = mh__rows_add(out);
        r->what = mh_xstrdup("lignes sans détail");
        mh_str_add_int(&s, k.untold[0]);
        r->before = mh_str_take(&s);
        mh_str_add_int(&s, k.untold[1]);
        r->after = mh_str_take(&s);
    }
    mh_vec_free(&k.list);
    mh__codes_free(&k.index);
}

void mh__changes(const struct mh__rows *before, const struct mh__rows *after, const char *member, bool wide, const struct mh_session *reader,
                 struct mh__rows *out)
{
    *out = (struct mh__rows){ .table = &mh_rep_change_table };
    if (wide)
        by_family(before, after, reader, out);
    else
        by_article(before, after, member, reader, out);
}

/* --- what faces call --- */

enum mh_rc mh_ops_diff(struct mh_session *s, const char *a, const char *b, const char *member, bool wide,
                       enum mh_rc (*each)(void *ctx, const struct mh_rep_change *c, struct mh_err *err), void *ctx, struct mh_diff_sides *sides,
                       struct mh_err *err)
{
    struct mh__side x, y = { .lines = { .table = &mh_table_frozen_lines } };
    struct mh__rows out = { .table = &mh_rep_change_table };
    struct mh_str name = MH_STR_INIT;
    int64_t id;
    mh_row_init(&mh_table_versions, &y.version);
    enum mh_rc rc = member ? mh__find_code(s, &mh_table_members, "membres", member, &id, err) : MH_OK;
    if (rc != MH_OK)
        return rc;
    rc = mh__side_open(s, a, &x, err);
    if (rc == MH_OK)
        rc = mh__side_open(s, b ? b : "actuel", &y, err);
    if (rc == MH_OK) {
        mh__side_name(s, &x, &name);
        snprintf(sides->before, sizeof sides->before, "%s", mh_str_text(&name));
        mh_str_clear(&name);
        mh__side_name(s, &y, &name);
        snprintf(sides->after, sizeof sides->after, "%s", mh_str_text(&name));
        mh__changes(&x.lines, &y.lines, member, wide, s, &out);
    }
    for (size_t i = 0; rc == MH_OK && i < out.n; i++)
        rc = each(ctx, mh__rows_at(&out, i), err);
    mh__rows_free(&out);
    mh__side_free(&x);
    mh__side_free(&y);
    mh_str_free(&name);
    return rc;
}

/* --- the sheet of a revised version --- */

enum mh_rc mh__export_changes(struct mh_session *s, const struct mh__report *r, struct mh__rows *rows, struct mh_err *err)
{
    struct mh__side a = { .lines = { .table = &mh_table_frozen_lines } }, b = a;
    struct mh_version revised;
    mh_row_init(&mh_table_versions, &a.version);
    mh_row_init(&mh_table_versions, &b.version);
    mh_row_init(&mh_table_versions, &revised);
    enum mh_rc rc = MH_OK;
    if (r->frozen_id != 0) {
        rc = mh_store_get(s->store, &mh_table_versions, r->frozen_id, &revised, err);
        revised.id = r->frozen_id;
    } else if (s->campaign.id != 0) {
        rc = mh__version_revised(s, s->campaign.year, &revised, err);
    }
    if (rc == MH_OK && revised.id != 0)
        rc = mh__version_before(s, &revised, &a.version, err);
    if (rc == MH_OK && a.version.id != 0) {
        rc = mh__lines_of(s, a.version.id, &a.lines, err);
        if (rc == MH_OK && r->frozen_id != 0)
            rc = mh__lines_of(s, r->frozen_id, &b.lines, err);
        else if (rc == MH_OK)
            rc = mh__side_open(s, "actuel", &b, err);
        if (rc == MH_OK) {
            char *member = r->wide ? NULL : mh_xstrdup(mh_store_code(s->store, &mh_table_members, r->member_id));
            mh__changes(&a.lines, &b.lines, member, r->wide, s, rows);
            free(member);
        }
    }
    mh_row_free(&mh_table_versions, &revised);
    mh__side_free(&a);
    mh__side_free(&b);
    return rc;
}
