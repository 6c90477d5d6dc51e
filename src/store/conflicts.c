/* What two plans say otherwise: opened and closed as what stands changes, decided by a person. */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "store/exchange.h"

enum mh_rc mh__conflicts_load(struct mh__merger *m, struct mh_err *err)
{
    struct mh_cursor *cur = NULL;
    bool got = true;
    enum mh_rc rc = mh_cursor_open(m->s, &mh_table_conflicts, NULL, true, &cur, err);

    while (rc == MH_OK && got) {
        if (m->nconflicts == m->conflicts_cap) {
            m->conflicts_cap = m->conflicts_cap ? m->conflicts_cap * 2 : 16;
            m->conflict = mh_xreallocarray(m->conflict, m->conflicts_cap, sizeof *m->conflict);
        }
        mh_row_init(&mh_table_conflicts, &m->conflict[m->nconflicts]);
        rc = mh_cursor_next(cur, &m->conflict[m->nconflicts], &got, err);
        if (rc == MH_OK && got)
            m->nconflicts++;
        else
            mh_row_free(&mh_table_conflicts, &m->conflict[m->nconflicts]);
    }
    mh_cursor_close(cur);
    return rc;
}

static bool about(const struct mh_conflict *c, const struct mh__tab *tab, int64_t id)
{
    return c->id != 0 && c->row_id == id && strcmp(c->kind, tab->t->name_fr) == 0;
}

bool mh__conflicts_any(const struct mh__merger *m, const struct mh__tab *tab, int64_t id)
{
    for (size_t i = 0; i < m->nconflicts; i++)
        if (about(&m->conflict[i], tab, id))
            return true;
    return false;
}

/* A value as conflicts hold it; NULL unknown. */
static char *canonical(struct mh__merger *m, const struct mh__tab *tab, size_t field, struct mh__value v)
{
    struct mh_str text = MH_STR_INIT;

    if (!v.p || mh__value_set(&tab->field[field], v, m->was[1], NULL) != MH_OK)
        return NULL;
    mh_value_text(tab->field[field].c, m->was[1], &text);
    mh_str_addn(&text, "", 0);
    return text.data ? mh_str_take(&text) : mh_xstrdup("");
}

/* The value of a conflict, as claims hold it. */
static struct mh__value encoded(struct mh__merger *m, const struct mh__tab *tab, size_t field, const char *text, struct mh_str *out)
{
    mh_str_clear(out);
    if (!text || mh_value_parse(tab->field[field].c, m->was[1], text, MH_NUM_POINT, NULL) != MH_OK)
        return (struct mh__value){ NULL, 0 };
    mh__value_add(out, &tab->field[field], m->was[1]);
    return (struct mh__value){ mh_str_text(out), out->len };
}

void mh__conflicts_decided(struct mh__merger *m, const struct mh__tab *tab, int64_t id)
{
    struct mh_str a = MH_STR_INIT, b = MH_STR_INIT;

    for (size_t i = 0; i < m->nconflicts; i++) {
        const struct mh_conflict *c = &m->conflict[i];
        if (!about(c, tab, id) || !mh_streq(c->state, "réglé"))
            continue;
        for (size_t f = 0; f < tab->nfields; f++)
            if (strcmp(tab->field[f].c->name, c->field) == 0) {
                struct mh__value ours = encoded(m, tab, f, c->ours, &a), theirs = encoded(m, tab, f, c->theirs, &b);
                bool kept = mh_streq(c->choice, "nôtre");
                mh__claims_decided(&m->claims, f, kept ? ours : theirs, kept ? theirs : ours);
            }
    }
    mh_str_free(&a);
    mh_str_free(&b);
}

/* "GAT/G-7", "GAT/G-7@AT-CAS": the row as people name it. */
static void subject_of(struct mh_store *s, const struct mh_table *t, int64_t id, const void *row, struct mh_str *out)
{
    int64_t article = t == &mh_table_articles ? id : 0;

    if (t == &mh_table_needs)
        article = ((const struct mh_need *)row)->article_id;
    if (t == &mh_table_opinions)
        article = ((const struct mh_opinion *)row)->article_id;
    if (article) {
        struct mh_article a;
        mh_row_init(&mh_table_articles, &a);
        if (mh_store_get(s, &mh_table_articles, article, &a, NULL) == MH_OK) {
            mh_str_add(out, mh_store_code(s, &mh_table_members, a.member_id));
            mh_str_addf(out, "/%s", a.reference ? a.reference : a.label);
        }
        mh_row_free(&mh_table_articles, &a);
    } else {
        mh_str_add(out, mh_store_code(s, t, id));
    }
    if (t == &mh_table_needs) {
        mh_str_addf(out, "@%s", mh_store_code(s, &mh_table_sites, ((const struct mh_need *)row)->site_id));
        if (((const struct mh_need *)row)->occurrence > 1)
            mh_str_addf(out, "/%" PRId64, ((const struct mh_need *)row)->occurrence);
    }
    if (t == &mh_table_opinions && ((const struct mh_opinion *)row)->product_id != MH_UNKNOWN)
        mh_str_addf(out, " %s", mh_store_code(s, &mh_table_products, ((const struct mh_opinion *)row)->product_id));
    if (out->len == 0)
        mh_str_addf(out, "n° %" PRId64, id & (MH__OWN_ID - 1));
}

/* A new conflict, or the one there is (`was`) as it stands now. */
static enum mh_rc open_conflict(struct mh__merger *m, struct mh__tab *tab, const void *row, size_t field, const struct mh__claim *ours,
                                const struct mh__claim *theirs, const struct mh_conflict *was, struct mh_err *err)
{
    struct mh_conflict c;
    struct mh_str subject = MH_STR_INIT;

    mh_row_init(&mh_table_conflicts, &c);
    subject_of(m->s, tab->t, mh__row_id(row), row, &subject);
    c.kind = mh_xstrdup(tab->t->name_fr);
    c.row_id = mh__row_id(row);
    c.subject = mh_str_take(&subject);
    c.field = mh_xstrdup(tab->field[field].c->name);
    c.ours = canonical(m, tab, field, ours->value);
    c.theirs = canonical(m, tab, field, theirs->value);
    c.base = canonical(m, tab, field, mh__claims_base(theirs, ours));
    c.author = mh_xstrdup(theirs->origin ? theirs->author : m->s->author);
    c.said_on = theirs->origin ? mh_xstrndup(theirs->at, 10) : NULL;
    c.state = mh_xstrdup("ouvert");
    c.id = was ? was->id : 0;
    enum mh_rc rc = was ? mh_store_update(m->s, &mh_table_conflicts, was, &c, NULL, err) : mh_store_insert(m->s, &mh_table_conflicts, &c, err);
    m->out->conflicts += rc == MH_OK && (!was || !mh_streq(was->state, "ouvert"));
    mh_row_free(&mh_table_conflicts, &c);
    return rc;
}

enum mh_rc mh__conflicts_settle(struct mh__merger *m, struct mh__tab *tab, const void *row, size_t field,
                                const struct mh__claim *const *stand, size_t n, struct mh_err *err)
{
    bool there[MH__MAX_RIVALS] = { false };
    struct mh_str text = MH_STR_INIT;
    enum mh_rc rc = MH_OK;

    for (size_t i = 0; i < m->nconflicts && rc == MH_OK; i++) {
        struct mh_conflict *c = &m->conflict[i];
        size_t at = 0;
        if (!about(c, tab, mh__row_id(row)) || strcmp(c->field, tab->field[field].c->name) != 0)
            continue;
        for (size_t k = 1; k < n; k++)
            if (mh__equal_value(encoded(m, tab, field, c->theirs, &text), stand[k]->value))
                at = k;
        there[at] = true;
        if (at)
            rc = open_conflict(m, tab, row, field, stand[0], stand[at], c, err);
        else if (mh_streq(c->state, "ouvert")) {
            rc = mh_store_remove(m->s, &mh_table_conflicts, c->id, err);
            c->id = 0;
        }
    }
    for (size_t k = 1; k < n && rc == MH_OK; k++)
        if (!there[k])
            rc = open_conflict(m, tab, row, field, stand[0], stand[k], NULL, err);
    mh_str_free(&text);
    return rc;
}

enum mh_rc mh__conflicts_name(struct mh__merger *m, struct mh__tab *tab, const void *row, size_t field, const struct mh__claim *theirs,
                              struct mh_err *err)
{
    struct mh_str text = MH_STR_INIT;
    struct mh__claim ours = { .said = true, .at = "", .author = "" };
    enum mh_rc rc = MH_OK;

    if (mh_value_known(tab->field[field].c, row)) {
        mh__value_add(&text, &tab->field[field], row);
        ours.value = (struct mh__value){ mh_str_text(&text), text.len };
    }
    ours.past = theirs->past;
    rc = open_conflict(m, tab, row, field, &ours, theirs, NULL, err);
    mh_str_free(&text);
    return rc;
}

enum mh_rc mh__conflicts_drop(struct mh__merger *m, struct mh__tab *tab, int64_t id, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    for (size_t i = 0; i < m->nconflicts && rc == MH_OK; i++)
        if (about(&m->conflict[i], tab, id) && mh_streq(m->conflict[i].state, "ouvert")) {
            rc = mh_store_remove(m->s, &mh_table_conflicts, m->conflict[i].id, err);
            m->conflict[i].id = 0;
        }
    return rc;
}

/* --- decisions --- */

static enum mh_rc write_theirs(struct mh_store *s, const struct mh_conflict *c, struct mh_err *err)
{
    const struct mh_table *t = mh_table_by_name(c->kind);
    const struct mh_column *col = t && t->sql ? mh_table_column(t, c->field) : NULL;
    if (!col)
        return mh_err_set(err, MH_EDAMAGED, "le conflit parle d'une colonne inconnue");
    struct mh__tab *tab = mh__tab_of(s, t);
    void *was = mh_xcalloc(1, tab->t->row_size), *now = mh_xcalloc(1, tab->t->row_size);

    mh_row_init(tab->t, was);
    mh_row_init(tab->t, now);
    enum mh_rc rc = mh_store_get(s, tab->t, c->row_id, was, err);
    if (rc == MH_OK) {
        mh_row_copy(tab->t, now, was);
        *(int64_t *)now = *(int64_t *)was = c->row_id;
        rc = mh_value_parse(col, now, c->theirs ? c->theirs : "", MH_NUM_POINT, err);
    }
    if (rc == MH_OK)
        rc = mh_store_update(s, tab->t, was, now, NULL, err);
    mh_row_free(tab->t, was);
    mh_row_free(tab->t, now);
    free(was);
    free(now);
    return rc;
}

/* What others say of the same field stands against the new value. */
static enum mh_rc renew_others(struct mh_store *s, const struct mh_conflict *decided, const char *shown, struct mh_err *err)
{
    struct mh_filter same[] = { { .column = "row_id", .number = decided->row_id }, { .column = "field", .text = decided->field },
                                { .column = "state", .text = "ouvert" }, { 0 } };
    struct mh_conflict was, now;
    struct mh_cursor *cur = NULL;
    MH_VEC(int64_t) ids = { 0 };
    bool got = true;

    mh_row_init(&mh_table_conflicts, &was);
    mh_row_init(&mh_table_conflicts, &now);
    enum mh_rc rc = mh_cursor_open(s, &mh_table_conflicts, same, true, &cur, err);
    while (rc == MH_OK && (rc = mh_cursor_next(cur, &was, &got, err)) == MH_OK && got)
        if (was.id != decided->id && strcmp(was.kind, decided->kind) == 0)
            mh_vec_push(&ids, was.id);
    mh_cursor_close(cur);
    for (size_t i = 0; i < ids.len && rc == MH_OK; i++) {
        rc = mh_store_get(s, &mh_table_conflicts, ids.at[i], &was, err);
        was.id = ids.at[i];
        mh_row_copy(&mh_table_conflicts, &now, &was);
        now.id = was.id;
        mh_xset(&now.ours, shown);
        if (rc == MH_OK)
            rc = mh_store_update(s, &mh_table_conflicts, &was, &now, NULL, err);
    }
    mh_vec_free(&ids);
    mh_row_free(&mh_table_conflicts, &was);
    mh_row_free(&mh_table_conflicts, &now);
    return rc;
}

enum mh_rc mh_store_decide(struct mh_store *s, int64_t conflict_id, bool theirs, struct mh_err *err)
{
    struct mh_conflict was, now;

    assert(s->state == MH__OPERATION);
    mh_row_init(&mh_table_conflicts, &was);
    mh_row_init(&mh_table_conflicts, &now);
    enum mh_rc rc = mh_store_get(s, &mh_table_conflicts, conflict_id, &was, err);
    if (rc == MH_OK && !mh_streq(was.state, "ouvert"))
        rc = mh_err_set(err, MH_ECONFLICT, "ce conflit est déjà réglé (%s) ; pour revenir dessus : mahalli undo", was.choice ? was.choice : "");
    if (rc == MH_OK) {
        was.id = conflict_id;
        mh_row_copy(&mh_table_conflicts, &now, &was);
        now.id = conflict_id;
        mh_xset(&now.state, "réglé");
        mh_xset(&now.choice, theirs ? "leur" : "nôtre");
        rc = mh_store_update(s, &mh_table_conflicts, &was, &now, NULL, err);
    }
    if (rc == MH_OK && theirs)
        rc = write_theirs(s, &was, err);
    if (rc == MH_OK && theirs)
        rc = renew_others(s, &was, was.theirs, err);
    mh_row_free(&mh_table_conflicts, &was);
    mh_row_free(&mh_table_conflicts, &now);
    return rc;
}
