/*
 * A part comes in: rows of another plan meet the rows of this one.
 *
 * Table by table, references first: a row that an earlier part was linked to, else the row known by the same key, else a new one. What then
 * stands in each field follows from what all plans said of it (claims.c), not from the order in which their parts came. All of it is one
 * operation of this plan, so history, undo and verify know it as any other; what was received is kept beside, as it came.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "store/exchange.h"

void mh_merge_result_free(struct mh_merge_result *r)
{
    mh_vec_free(&r->articles);
    *r = (struct mh_merge_result){ 0 };
}

/* --- what comes in --- */

/* A reference of another plan's row, as it was said last; 0 none. */
static int64_t reference(const struct mh__merger *m, size_t field)
{
    const struct mh__claim *one[MH__MAX_RIVALS];
    int64_t id = 0;

    return mh__claims_stand(&m->claims, field, one) > 0 && one[0]->value.p && mh__value_int(one[0]->value, &id) ? id : 0;
}

static enum mh_rc claims_of_one(struct mh__merger *m, size_t row, struct mh_err *err)
{
    mh__claims_clear(&m->claims);
    return mh__claims_other(&m->claims, row, err);
}

/* A removed row comes back when a new one refers to it; and a row spoken of earlier may have gone here since. */
static enum mh_rc mark_needed(struct mh__merger *m, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    for (size_t i = m->book.rows.len; i-- > 0 && rc == MH_OK;) {
        struct mh__other *o = &m->book.rows.at[i];
        if (!o->needed && !(o->fresh && (o->present || o->spoken)))
            continue;
        rc = claims_of_one(m, i, err);
        for (size_t f = 0; f < o->tab->nfields && rc == MH_OK; f++) {
            int64_t id = o->tab->field[f].c->ref ? reference(m, f) : 0;
            struct mh__other *to = id ? mh__book_row(&m->book, id) : NULL;
            if (to)
                to->needed = true;
            else if (id && id >> 32 != m->s->origin)
                rc = mh_err_set(err, MH_EINVAL, "la part est incomplète : une ligne (%s) renvoie à une autre qu'elle n'a pas", o->tab->t->one);
        }
    }
    return rc;
}

/* --- finding the row here --- */

static enum mh_rc is_here(struct mh__merger *m, struct mh__tab *tab, int64_t id, bool *here, struct mh_err *err)
{
    *here = false;
    return id ? mh__row_get(m->s, tab, id, m->was[0], here, err) : MH_OK;
}

static void link_rows(struct mh__merger *m, size_t row, int64_t local)
{
    struct mh__other *o = &m->book.rows.at[row];

    if (o->local != local) {
        mh_str_addf(&m->links, "%" PRId64 "=%" PRId64 ";", o->id, local);
        mh__book_link(&m->book, row, local);
    }
    o->linked = true;
}

/* References of the row as rows of this plan; *left: one of them stays out. */
static void map_references(const struct mh__merger *m, const struct mh__other *o, void *row, bool *left)
{
    for (size_t f = 0; f < o->tab->nfields; f++) {
        const struct mh_column *c = o->tab->field[f].c;
        int64_t id = c->ref ? reference(m, f) : 0;
        if (!id)
            continue;
        const struct mh__other *to = mh__book_row(&m->book, id);
        *mh_field_int(c, row) = to ? to->local : id; /* a row of ours came back */
        *left |= to && (to->left || !to->local);
    }
}

/* The one parser of values says whether a value may stand in its field. */
static enum mh_rc check_value(struct mh__merger *m, const struct mh__tab *tab, const struct mh__field *f, const void *row, struct mh_err *err)
{
    struct mh_str text = MH_STR_INIT;
    struct mh_err why = MH_ERR_INIT;
    enum mh_rc rc = MH_OK;

    if ((f->c->type == MH_DATE || f->c->type == MH_DECIMAL || f->c->type == MH_CHOICE) && mh_value_known(f->c, row)) {
        mh_value_text(f->c, row, &text);
        if (mh_value_parse(f->c, m->was[1], mh_str_text(&text), MH_NUM_POINT, &why) != MH_OK || !mh_value_equal(f->c, m->was[1], row))
            rc = mh_err_set(err, MH_EINVAL, "la part porte une valeur qui ne peut pas être (%s, %s « %s ») : rien n'en a été pris",
                            tab->t->one, f->c->title, mh_str_text(&text));
    }
    mh_str_free(&text);
    return rc;
}

static enum mh_rc set_value(struct mh__merger *m, const struct mh__tab *tab, size_t field, struct mh__value v, void *row, struct mh_err *err)
{
    const struct mh__field *f = &tab->field[field];
    struct mh_err why = MH_ERR_INIT;

    if (mh__value_set(f, v, row, &why) != MH_OK)
        return mh_err_set(err, MH_EINVAL, "la part porte une valeur qui ne peut pas être (%s, %s) : rien n'en a été pris", tab->t->one,
                          f->c->title);
    return check_value(m, tab, f, row, err);
}

/* The row as the claims gathered so far have it. */
static enum mh_rc build(struct mh__merger *m, struct mh__other *o, void *row, bool *left, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    mh_row_free(o->tab->t, row);
    for (size_t f = 0; f < o->tab->nfields && rc == MH_OK; f++) {
        const struct mh__claim *one[MH__MAX_RIVALS];
        if (!o->tab->field[f].c->ref && mh__claims_stand(&m->claims, f, one) > 0)
            rc = set_value(m, o->tab, f, one[0]->value, row, err);
    }
    map_references(m, o, row, left);
    return rc;
}

/* --- campaigns --- */

static enum mh_rc campaign_left(struct mh__merger *m, const void *need, bool *left, struct mh_err *err)
{
    const struct mh_need *n = need;
    struct mh_campaign c;

    mh_row_init(&mh_table_campaigns, &c);
    enum mh_rc rc = mh_store_get(m->s, &mh_table_campaigns, n->campaign_id, &c, err);
    if (rc == MH_OK && !mh_streq(c.status, "ouverte")) {
        *left = true;
        if (n->campaign_id == m->what->campaign_id)
            rc = mh_campaign_changes(&c, err);
    }
    mh_row_free(&mh_table_campaigns, &c);
    return rc;
}

/* --- a row that is here --- */

static bool has_it(const struct mh__other *o)
{
    return o->present || o->spoken;
}

static bool any_has(const struct mh__merger *m, int64_t local)
{
    for (size_t i = (size_t)mh__map_get(&m->book.by_local, local); i; i = m->book.rows.at[i - 1].alike)
        if (m->book.rows.at[i - 1].local == local && has_it(&m->book.rows.at[i - 1]))
            return true;
    return false;
}

/* What all say of the row: who removed it has no word on it any more, unless all did. */
static enum mh_rc gather(struct mh__merger *m, int64_t local, struct mh_err *err)
{
    bool any = any_has(m, local);
    enum mh_rc rc = MH_OK;

    mh__claims_clear(&m->claims);
    for (size_t i = (size_t)mh__map_get(&m->book.by_local, local); i && rc == MH_OK; i = m->book.rows.at[i - 1].alike)
        if (m->book.rows.at[i - 1].local == local && (!any || has_it(&m->book.rows.at[i - 1])))
            rc = mh__claims_other(&m->claims, i - 1, err);
    return rc;
}

static bool merges_field(const struct mh__field *f)
{
    return mh__told_field(f->c) && !f->c->ref && !(f->c->flags & MH_IMMUTABLE);
}

/* Does every field already stand as all say? Then there is nothing to look up. */
static bool all_agree(const struct mh__merger *m, const struct mh__tab *tab, const void *row)
{
    for (size_t f = 0; f < tab->nfields; f++) {
        const struct mh__claim *one[MH__MAX_RIVALS];
        size_t n = merges_field(&tab->field[f]) ? mh__claims_stand(&m->claims, f, one) : 0;
        if (n > 1 || (n == 1 && !mh__value_is(&tab->field[f], one[0]->value, row)))
            return false;
    }
    return true;
}

/* What people call the row. */
static const char *called(const struct mh_table *t, const void *row)
{
    static const char *const names[] = { "reference", "code", "numero" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct mh_column *c = mh_table_column(t, names[i]);
        if (c != NULL && mh_is_text(c) && mh_value_known(c, row))
            return mh_text_at(c, row);
    }
    return "";
}

/*
 * A row renamed there, when another is known by that name here: one of the two would have to be given up, so it is said and not guessed. A
 * code that nothing else hangs on stays as it is, with a conflict to settle; a name that identity is made of (the reference of an article or
 * a product) refuses the part. Met by their last names, in any order, the two would have been one row.
 */
static enum mh_rc name_taken(struct mh__merger *m, struct mh__tab *tab, const void *was, void *now, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    for (size_t f = 0; f < tab->nfields && rc == MH_OK; f++) {
        const struct mh_column *c = tab->field[f].c;
        const struct mh__claim *one[MH__MAX_RIVALS];
        if (!(c->flags & MH_KEY) || mh_value_equal(c, was, now))
            continue;
        if (mh__part_of(c) == MH__DERIVED)
            rc = mh_err_set(err, MH_ECONFLICT, "%s « %s » y est devenu « %s », et ce plan a déjà une autre ligne de ce nom : rien n'en a été pris ; "
                            "si c'est le même, annulez ce qui l'a apporté (mahalli history, mahalli undo N), réunissez cette part puis l'autre ; "
                            "sinon renommez l'un des deux", tab->t->one, called(tab->t, was), called(tab->t, now));
        else if (mh__claims_stand(&m->claims, f, one) > 0)
            rc = mh__conflicts_name(m, tab, was, f, one[0], err);
        mh_value_copy(c, now, was);
    }
    return rc;
}

static enum mh_rc write_row(struct mh__merger *m, struct mh__tab *tab, const void *was, void *now, bool *changed, struct mh_err *err)
{
    struct mh_err why = MH_ERR_INIT;
    enum mh_rc rc = mh_store_update(m->s, tab->t, was, now, changed, &why);

    if (rc != MH_ECONFLICT) /* what stands was just read: only its identity can be another's */
        return rc == MH_OK ? MH_OK : mh_err_set(err, rc, "%s", why.msg);
    rc = name_taken(m, tab, was, now, err);
    return rc == MH_OK ? mh_store_update(m->s, tab->t, was, now, changed, err) : rc;
}

static void touch(struct mh__merger *m, const struct mh__tab *tab, const void *row)
{
    int64_t article = 0;

    if (tab->t == &mh_table_articles)
        article = mh__row_id(row);
    else if (tab->t == &mh_table_needs)
        article = ((const struct mh_need *)row)->article_id;
    if (article)
        mh_vec_push(&m->out->articles, article);
}

/* What a plan called a group without name, and its site: nobody said that. */
static void forget_nobody(struct mh__merger *m, const struct mh__tab *tab)
{
    static const char *const names[] = { MH_NOBODY, MH_NOBODY " (groupe)", "Mon groupe" };

    if (tab->t == &mh_table_members || tab->t == &mh_table_sites)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            mh__claims_forget(&m->claims, names[i]);
}

/* What stands in a field; when nobody says anything it stays as it is, unless who said it is gone. */
static enum mh_rc merge_field(struct mh__merger *m, struct mh__tab *tab, size_t f, bool made, bool gone, struct mh_err *err)
{
    const struct mh__claim *one[MH__MAX_RIVALS];
    size_t n = mh__claims_stand(&m->claims, f, one);
    struct mh__value nothing = { NULL, 0 };
    enum mh_rc rc = MH_OK;

    if (n > 0 && one[0]->weak && made)
        return MH_OK; /* this plan keeps the row, others only spoke of it */
    if ((n > 0 || gone) && !mh__value_is(&tab->field[f], n ? one[0]->value : nothing, m->now))
        rc = set_value(m, tab, f, n ? one[0]->value : nothing, m->now, err);
    if (rc == MH_OK && mh__part_of(tab->field[f].c) != MH__DERIVED)
        rc = mh__conflicts_settle(m, tab, m->was[0], f, one, n > 1 && one[0]->weak ? 1 : n, err);
    return rc;
}

/* m->was[0] holds the row as it stands. gone: somebody who had it removed it, and what only they said goes with them. */
static enum mh_rc merge_row(struct mh__merger *m, struct mh__tab *tab, int64_t local, bool gone, struct mh_err *err)
{
    bool made = false, own = false, changed = false, left = false, differs = false;
    enum mh_rc rc = gather(m, local, err);

    forget_nobody(m, tab);
    if (rc != MH_OK || (!gone && all_agree(m, tab, m->was[0]) && !mh__conflicts_any(m, tab, local)))
        return rc;
    if (gone && !any_has(m, local))
        mh__claims_clear(&m->claims);
    rc = mh__claims_own(&m->claims, tab, m->was[0], &made, &own, err);
    forget_nobody(m, tab);
    mh__conflicts_decided(m, tab, local);
    mh_row_copy(tab->t, m->now, m->was[0]);
    *(int64_t *)m->now = *(int64_t *)m->was[0] = local;
    for (size_t f = 0; f < tab->nfields && rc == MH_OK; f++)
        if (merges_field(&tab->field[f]))
            rc = merge_field(m, tab, f, made, gone, err);
    for (size_t f = 0; f < tab->nfields; f++)
        differs |= !mh_value_equal(tab->field[f].c, m->was[0], m->now);
    if (rc == MH_OK && differs && tab->t == &mh_table_needs)
        rc = campaign_left(m, m->was[0], &left, err);
    if (left) {
        m->out->left++;
        return rc;
    }
    if (rc == MH_OK && differs)
        rc = write_row(m, tab, m->was[0], m->now, &changed, err);
    m->out->updated += changed;
    if (rc == MH_OK && changed)
        touch(m, tab, m->now);
    return rc;
}

/* --- a row that may be here --- */

static enum mh_rc insert_row(struct mh__merger *m, size_t row, struct mh_err *err)
{
    struct mh__other *o = &m->book.rows.at[row];
    struct mh_diags diags = MH_DIAGS_INIT;
    enum mh_rc rc = MH_OK;

    if (!mh_row_check(o->tab->t, m->now, &diags))
        rc = mh_err_set(err, MH_EINVAL, "la part porte une ligne qui ne peut pas être (%s : %s) : rien n'en a été pris", o->tab->t->one,
                        diags.list.len ? diags.list.at[0].message : "");
    mh_diags_free(&diags);
    *(int64_t *)m->now = 0;
    if (rc == MH_OK)
        rc = mh_store_insert(m->s, o->tab->t, m->now, err);
    if (rc != MH_OK)
        return rc;
    link_rows(m, row, mh__row_id(m->now));
    m->out->created++;
    touch(m, o->tab, m->now);
    return MH_OK;
}

/* A group is never made by a part; a base names the group whose plan had none. */
static enum mh_rc find_member(struct mh__merger *m, int64_t *local, struct mh_err *err)
{
    const struct mh_member *now = m->now;
    struct mh_member one;
    struct mh_cursor *cur = NULL;
    bool got = false, more = false;

    if (m->what->part->what == MH_EXCHANGE_PART)
        return *local ? MH_OK : mh_err_set(err, MH_ENOTFOUND, "le groupe « %s » de la part n'est pas dans ce plan", now->code ? now->code : "");
    if (*local)
        return MH_OK;
    mh_row_init(&mh_table_members, &one);
    enum mh_rc rc = mh_cursor_open(m->s, &mh_table_members, NULL, true, &cur, err);
    if (rc == MH_OK)
        rc = mh_cursor_next(cur, &one, &got, err);
    if (rc == MH_OK && got && mh_streq(one.code, MH_NOBODY))
        *local = one.id;
    if (rc == MH_OK && got)
        rc = mh_cursor_next(cur, &one, &more, err);
    if (more)
        *local = 0;
    mh_cursor_close(cur);
    mh_row_free(&mh_table_members, &one);
    return rc;
}

/* The site of a group without name is the group's own site here; and the other way round. */
static enum mh_rc find_site(struct mh__merger *m, struct mh_site *site, int64_t *local, struct mh_err *err)
{
    const char *code = mh_store_code(m->s, &mh_table_members, site->member_id);
    struct mh_str name = MH_STR_INIT;
    enum mh_rc rc = MH_OK;

    if (!*local && mh_streq(site->code, code)) {
        char *own = site->code;
        site->code = (char[]){ MH_NOBODY };
        rc = mh_store_find(m->s, &mh_table_sites, site, local, err);
        site->code = own;
    }
    if (*local || !mh_streq(site->code, MH_NOBODY) || !*code)
        return rc;
    mh_str_addf(&name, "%s (groupe)", code);
    mh_xset(&site->code, code);
    mh_xset(&site->name, mh_str_text(&name));
    mh_str_free(&name);
    return mh_store_find(m->s, &mh_table_sites, site, local, err);
}

/* Known by its key, or new. */
static enum mh_rc meet_row(struct mh__merger *m, size_t row, struct mh_err *err)
{
    struct mh__other *o = &m->book.rows.at[row];
    int64_t local = 0;
    bool left = false, here = false;
    enum mh_rc rc = claims_of_one(m, row, err);

    if (rc == MH_OK)
        rc = build(m, o, m->now, &left, err);
    if (rc == MH_OK && !left && o->tab->t == &mh_table_needs)
        rc = campaign_left(m, m->now, &left, err);
    if (rc == MH_OK && left) {
        o->left = true;
        m->out->left += o->tab->t == &mh_table_needs;
    }
    if (rc != MH_OK || left)
        return rc;
    rc = mh_store_find(m->s, o->tab->t, m->now, &local, err);
    if (rc == MH_OK && local && local < MH__OWN_ID)
        local = 0; /* an own word hides the program's */
    if (rc == MH_OK && o->tab->t == &mh_table_members)
        rc = find_member(m, &local, err);
    if (rc == MH_OK && o->tab->t == &mh_table_sites)
        rc = find_site(m, m->now, &local, err);
    if (rc == MH_OK && !local && o->tab->t == &mh_table_campaigns) {
        o->left = true; /* a year that this plan does not have */
        return MH_OK;
    }
    if (rc == MH_OK && !local)
        return insert_row(m, row, err);
    if (rc != MH_OK)
        return rc;
    link_rows(m, row, local);
    rc = is_here(m, o->tab, local, &here, err);
    return rc == MH_OK && here && o->tab->t != &mh_table_campaigns ? merge_row(m, o->tab, local, false, err) : rc;
}

/* --- tables --- */

static void rows_begin(struct mh__merger *m, const struct mh_table *t)
{
    void **all[] = { &m->was[0], &m->was[1], &m->now };
    for (size_t i = 0; i < 3; i++) {
        *all[i] = mh_xcalloc(1, t->row_size);
        mh_row_init(t, *all[i]);
    }
}

static void rows_end(struct mh__merger *m, const struct mh_table *t)
{
    void **all[] = { &m->was[0], &m->was[1], &m->now };
    for (size_t i = 0; i < 3; i++) {
        mh_row_free(t, *all[i]);
        free(*all[i]);
        *all[i] = NULL;
    }
}

/* Rows known from earlier parts first: a key that they give up is free for the others. */
static enum mh_rc merge_table(struct mh__merger *m, size_t from, size_t to, struct mh_err *err)
{
    struct mh__tab *tab = m->book.rows.at[from].tab;
    enum mh_rc rc = MH_OK;

    rows_begin(m, tab->t);
    for (size_t i = from; i < to && rc == MH_OK; i++) {
        struct mh__other *o = &m->book.rows.at[i];
        bool here = false;
        rc = is_here(m, tab, o->local, &here, err);
        if (!here)
            o->local = 0;
        if (rc == MH_OK && here && o->fresh && o->present && tab->t != &mh_table_campaigns)
            rc = merge_row(m, tab, o->local, false, err);
    }
    for (size_t i = from; i < to && rc == MH_OK; i++) {
        struct mh__other *o = &m->book.rows.at[i];
        if (!o->local && (o->needed || (o->fresh && (o->present || o->spoken))))
            rc = meet_row(m, i, err);
        else if (o->local && o->spoken && o->fresh && !o->linked && tab->t != &mh_table_campaigns && tab->t != &mh_table_members) {
            bool here = false; /* spoken of again: it may be called otherwise */
            rc = is_here(m, tab, o->local, &here, err);
            if (rc == MH_OK && here)
                rc = merge_row(m, tab, o->local, false, err);
        }
    }
    rows_end(m, tab->t);
    return rc;
}

/* Removed there: gone here too, unless somebody still has it or this plan has its own word on it. */
static enum mh_rc remove_row(struct mh__merger *m, struct mh__other *o, struct mh_err *err)
{
    struct mh_err why = MH_ERR_INIT;
    bool here = false, made = false, own = false, left = false;
    enum mh_rc rc = is_here(m, o->tab, o->local, &here, err);

    if (rc != MH_OK || !here)
        return rc;
    mh__claims_clear(&m->claims);
    rc = mh__claims_own(&m->claims, o->tab, m->was[0], &made, &own, err);
    if (rc == MH_OK && !own && o->tab->t == &mh_table_needs)
        rc = campaign_left(m, m->was[0], &left, err);
    if (rc != MH_OK || left) {
        m->out->left += left;
        return rc;
    }
    if (own || any_has(m, o->local)) {
        m->out->kept += own;
        return merge_row(m, o->tab, o->local, any_has(m, o->local) || made, err);
    }
    touch(m, o->tab, m->was[0]);
    rc = mh_store_remove(m->s, o->tab->t, o->local, &why);
    if (rc == MH_EINVAL) { /* others refer to it */
        m->out->kept++;
        return MH_OK;
    }
    if (rc == MH_OK) {
        m->out->removed++;
        rc = mh__conflicts_drop(m, o->tab, o->local, err);
    }
    return rc == MH_OK ? MH_OK : mh_err_set(err, rc, "%s", why.msg);
}

static enum mh_rc remove_gone(struct mh__merger *m, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    for (size_t i = m->book.rows.len; i-- > 0 && rc == MH_OK;) {
        struct mh__other *o = &m->book.rows.at[i];
        if (!o->fresh || o->present || o->spoken || o->needed || !o->local)
            continue;
        rows_begin(m, o->tab->t);
        rc = remove_row(m, o, err);
        rows_end(m, o->tab->t);
    }
    return rc;
}

static enum mh_rc merge_tables(struct mh__merger *m, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    for (size_t from = 0, to; from < m->book.rows.len && rc == MH_OK; from = to) {
        for (to = from; to < m->book.rows.len && m->book.rows.at[to].tab == m->book.rows.at[from].tab;)
            to++;
        rc = merge_table(m, from, to, err);
    }
    return rc == MH_OK ? remove_gone(m, err) : rc;
}

/* --- what was received, as it came --- */

static enum mh_rc keep_received(struct mh__merger *m, struct mh_err *err)
{
    const struct mh_part_file *part = m->what->part;
    bool linked = false;
    enum mh_rc rc = MH_OK;

    for (size_t i = 0; i < part->ops.len && rc == MH_OK; i++) {
        const struct mh_part_op *op = &part->ops.at[i];
        struct mh_received row;
        int64_t known = 0;
        if (op->origin == m->s->origin)
            continue;
        mh_row_init(&mh_table_received, &row);
        row.origin = op->origin;
        row.scope = mh_xstrdup(part->scope);
        row.number = op->number;
        rc = mh_store_find(m->s, &mh_table_received, &row, &known, err);
        if (rc == MH_OK && !known) {
            const char *p = op->payload;
            row.author = mh_xstrdup(op->author);
            row.at = mh_xstrdup(op->at);
            row.command = mh_xstrdup(*op->command ? op->command : "-");
            row.created = row.updated = row.removed = 0;
            struct mh__event e;
            for (bool got = true; (rc = mh__event_next(m->s, &p, op->payload + op->npayload, &e, &got, err)) == MH_OK && got;) {
                row.created += e.kind == '+';
                row.updated += e.kind == '~';
                row.removed += e.kind == '-';
            }
            row.follows = *op->follows ? mh_xstrdup(op->follows) : NULL;
            row.digest = mh_xstrdup(op->digest);
            row.payload = mh_xstrndup(op->payload, op->npayload);
            row.links = linked || m->links.len == 0 ? NULL : mh_str_take(&m->links);
            linked = true;
            if (rc == MH_OK)
                rc = mh_store_insert(m->s, &mh_table_received, &row, err);
            m->out->operations++;
        }
        mh_row_free(&mh_table_received, &row);
    }
    return rc;
}

static void merger_free(struct mh__merger *m)
{
    mh__book_free(&m->book);
    mh__claims_free(&m->claims);
    for (size_t i = 0; i < m->nconflicts; i++)
        mh_row_free(&mh_table_conflicts, &m->conflict[i]);
    free(m->conflict);
    mh_str_free(&m->links);
}

enum mh_rc mh_store_merge(struct mh_store *s, const struct mh_merge *what, struct mh_merge_result *out, struct mh_err *err)
{
    struct mh__merger m = { .s = s, .what = what, .out = out, .claims = { .s = s } };

    assert(s->state == MH__OPERATION);
    *out = (struct mh_merge_result){ 0 };
    enum mh_rc rc = mh__book_load(s, what->part, &m.book, err);
    m.claims.book = &m.book;
    if (rc == MH_OK && m.book.news > 0) {
        rc = mh__conflicts_load(&m, err);
        for (size_t i = 0; i < m.book.rows.len && what->member_id; i++)
            if (m.book.rows.at[i].id == what->part->member_id && !m.book.rows.at[i].local)
                link_rows(&m, i, what->member_id);
        if (rc == MH_OK)
            rc = mark_needed(&m, err);
        if (rc == MH_OK)
            rc = merge_tables(&m, err);
        if (rc == MH_OK)
            rc = keep_received(&m, err);
    }
    merger_free(&m);
    return rc;
}
