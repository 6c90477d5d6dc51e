/* A table's rows and its journal read side by side, record by record in the order of identifiers. */
#include "store/internal.h"

static enum mh_rc step(struct mh__walk *p, struct mh__stmt *st, int at, bool *on, int64_t *id, struct mh_err *err)
{
    enum mh_rc rc = p->s->drv->step(st, on, err);
    *id = *on ? p->s->drv->integer(st, at) : INT64_MAX;
    return rc;
}

static enum mh_rc step_entry(struct mh__walk *p, struct mh_err *err)
{
    p->lent = false;
    return step(p, p->journal, 1, &p->entry, &p->entry_id, err);
}

enum mh_rc mh__walk_open(struct mh__walk *p, struct mh_store *s, struct mh__tab *tab, struct mh_err *err)
{
    static const char SQL_JOURNAL[] = "SELECT tbl, row_id, kind, fields, private, derived, seq FROM change WHERE tbl = $tbl "
                                      "ORDER BY row_id, seq DESC";
    *p = (struct mh__walk){ .s = s, .tab = tab };
    mh__sql_select(&s->sql, tab);
    mh_str_add(&s->sql, " WHERE t.id >= $own ORDER BY t.id");
    enum mh_rc rc = mh__stmt_take(s, mh_str_text(&s->sql), &p->rows, err);
    if (rc == MH_OK)
        rc = mh__stmt_take(s, SQL_JOURNAL, &p->journal, err);
    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, p->rows, "$own", MH__OWN_ID);
    mh__bind_text(s, p->journal, "$tbl", tab->t->sql);
    rc = step(p, p->rows, 0, &p->row, &p->row_id, err);
    return rc == MH_OK ? step_entry(p, err) : rc;
}

enum mh_rc mh__walk_record(struct mh__walk *p, void *row, bool *got, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    *got = p->row || p->entry;
    if (!*got)
        return MH_OK;
    p->id = p->row_id < p->entry_id ? p->row_id : p->entry_id;
    p->present = p->row && p->row_id == p->id;
    if (p->present) {
        mh__row_read(p->s, p->tab, p->rows, row);
        rc = step(p, p->rows, 0, &p->row, &p->row_id, err);
    }
    return rc;
}

enum mh_rc mh__walk_entry(struct mh__walk *p, struct mh__entry *e, int64_t *seq, bool *got, struct mh_err *err)
{
    enum mh_rc rc = p->lent ? step_entry(p, err) : MH_OK;

    *got = rc == MH_OK && p->entry && p->entry_id == p->id;
    if (*got) {
        mh__entry_read(p->s, p->journal, 0, e);
        *seq = p->s->drv->integer(p->journal, 6);
        p->lent = true;
    }
    return rc;
}

void mh__walk_close(struct mh__walk *p)
{
    mh__stmt_give(p->s, p->rows);
    mh__stmt_give(p->s, p->journal);
}
