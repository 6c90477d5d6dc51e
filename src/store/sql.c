/* SQL text made from column tables: the only place where an identifier enters a statement. Values never do. */
#include <assert.h>
#include <string.h>
#include "store/internal.h"

void mh__sql_name(struct mh_str *out, const char *name, const char *suffix)
{
    mh_str_addc(out, '"');
    mh_str_add(out, name);
    mh_str_add(out, suffix);
    mh_str_addc(out, '"');
}

static void add_param(struct mh_str *out, const char *name, const char *suffix)
{
    mh_str_addc(out, '$');
    mh_str_add(out, name);
    mh_str_add(out, suffix);
}

void mh__sql_source(struct mh_str *out, const struct mh__tab *tab, bool ordered)
{
    if (tab->view) {
        mh_str_addc(out, '(');
        mh_str_add(out, tab->view->select);
        mh_str_addc(out, ' ');
        mh_str_add(out, ordered && tab->view->walk ? tab->view->walk : tab->view->from);
        mh_str_add(out, ") AS t");
    } else {
        mh__sql_name(out, tab->t->sql, NULL);
        mh_str_add(out, " AS t");
    }
}

/* Parameters stand in this order: id, the fields, the folded copies. */
void mh__sql_insert(struct mh_str *out, const struct mh__tab *tab)
{
    mh_str_clear(out);
    mh_str_add(out, "INSERT INTO ");
    mh__sql_name(out, tab->t->sql, NULL);
    mh_str_add(out, " (id");
    for (int fold = 0; fold < 2; fold++)
        for (size_t i = 0; i < tab->nfields; i++)
            if (!fold || tab->field[i].fold) {
                mh_str_add(out, ", ");
                mh__sql_name(out, tab->field[i].c->sql, fold ? "_fold" : NULL);
            }
    mh_str_add(out, ") VALUES ($id");
    for (int fold = 0; fold < 2; fold++)
        for (size_t i = 0; i < tab->nfields; i++)
            if (!fold || tab->field[i].fold) {
                mh_str_add(out, ", ");
                add_param(out, tab->field[i].c->sql, fold ? "_fold" : NULL);
            }
    mh_str_addc(out, ')');
}

/* Parameters: the fields of the mask in order, each followed by its folded copy; then the id. */
void mh__sql_update(struct mh_str *out, const struct mh__tab *tab, uint64_t mask)
{
    const char *sep = " SET ";

    assert(mask);
    mh_str_clear(out);
    mh_str_add(out, "UPDATE ");
    mh__sql_name(out, tab->t->sql, NULL);
    for (size_t i = 0; i < tab->nfields; i++) {
        if (!(mask >> i & 1))
            continue;
        for (int fold = 0; fold <= tab->field[i].fold; fold++) {
            mh_str_add(out, sep);
            mh__sql_name(out, tab->field[i].c->sql, fold ? "_fold" : NULL);
            mh_str_add(out, " = ");
            add_param(out, tab->field[i].c->sql, fold ? "_fold" : NULL);
            sep = ", ";
        }
    }
    mh_str_add(out, " WHERE id = $id");
}

void mh__sql_find(struct mh_str *out, const struct mh__tab *tab)
{
    const char *sep = " WHERE ";

    mh_str_clear(out);
    mh_str_add(out, "SELECT id FROM ");
    mh__sql_name(out, tab->t->sql, NULL);
    for (size_t i = 0; i < tab->nfields; i++) {
        const struct mh_column *c = tab->field[i].c;
        if (!(c->flags & MH_KEY))
            continue;
        mh_str_add(out, sep);
        mh__sql_name(out, c->sql, NULL);
        mh_str_add(out, " IS ");
        add_param(out, c->sql, NULL);
        sep = " AND ";
    }
    /* An own row stands after the reference row that it hides. */
    mh_str_add(out, tab->reference ? " ORDER BY id DESC LIMIT 1" : " LIMIT 1");
}

static void select_columns(struct mh_str *out, const struct mh__tab *tab)
{
    mh_str_clear(out);
    mh_str_add(out, "SELECT t.id");
    for (size_t i = 0; i < tab->nfields; i++) {
        mh_str_add(out, ", t.");
        mh__sql_name(out, tab->field[i].c->sql, NULL);
    }
    if (tab->view && tab->view->hidden) {
        mh_str_add(out, ", t.");
        mh__sql_name(out, tab->view->hidden, NULL);
    }
    mh_str_add(out, " FROM ");
}

void mh__sql_select(struct mh_str *out, const struct mh__tab *tab)
{
    select_columns(out, tab);
    mh__sql_source(out, tab, false);
}

void mh__sql_select_ordered(struct mh_str *out, const struct mh__tab *tab)
{
    select_columns(out, tab);
    for (size_t i = 0; i < tab->nfields; i++)
        if (tab->field[i].by_code) {
            /* CROSS: the few parents in their order outside, their rows by index inside, so that nothing is sorted. */
            mh__sql_name(out, tab->field[i].c->ref->sql, NULL);
            mh_str_add(out, " AS r CROSS JOIN ");
            mh__sql_source(out, tab, true);
            mh_str_add(out, " ON r.id = t.");
            mh__sql_name(out, tab->field[i].c->sql, NULL);
            return;
        }
    mh__sql_source(out, tab, true);
}

void mh__sql_not_hidden(struct mh_str *out, const struct mh__tab *tab)
{
    /* 4294967296 is MH__OWN_ID. */
    mh_str_add(out, "(t.id >= 4294967296 OR NOT EXISTS (SELECT 1 FROM ");
    mh__sql_name(out, tab->t->sql, NULL);
    mh_str_add(out, " AS o WHERE o.id >= 4294967296");
    for (size_t i = 0; i < tab->nfields; i++) {
        const struct mh_column *c = tab->field[i].c;
        if (!(c->flags & MH_KEY))
            continue;
        mh_str_add(out, " AND o.");
        mh__sql_name(out, c->sql, NULL);
        mh_str_add(out, " IS t.");
        mh__sql_name(out, c->sql, NULL);
    }
    mh_str_add(out, "))");
}

static const struct mh__field *field_named(const struct mh__tab *tab, const char *sql, size_t n)
{
    for (size_t i = 0; i < tab->nfields; i++)
        if (strlen(tab->field[i].c->sql) == n && memcmp(tab->field[i].c->sql, sql, n) == 0)
            return &tab->field[i];
    return NULL;
}

static void order_field(struct mh_str *out, const struct mh__field *f)
{
    if (f->by_code)
        mh_str_add(out, "r.code_fold, r.code, ");
    /* Texts without a folded copy have a key further on. */
    if (f->c->type == MH_TEXT && !f->fold && !(f->c->flags & MH_DERIVED))
        return;
    for (int plain = !f->fold; plain < 2 && !f->by_code; plain++) {
        mh_str_add(out, "t.");
        mh__sql_name(out, f->c->sql, plain ? NULL : "_fold");
        mh_str_add(out, ", ");
    }
}

void mh__sql_order(struct mh_str *out, const struct mh__tab *tab, bool by_id)
{
    mh_str_add(out, " ORDER BY ");
    if (!by_id && tab->view) {
        mh_str_add(out, tab->view->order);
        mh_str_add(out, ", ");
    }
    for (const char *p = by_id || tab->view || !tab->t->order ? "" : tab->t->order; *p;) {
        p += strspn(p, " ,");
        size_t n = strcspn(p, " ,");
        const struct mh__field *f = field_named(tab, p, n);
        if (f)
            order_field(out, f);
        p += n;
    }
    mh_str_add(out, "t.id");
}

void mh__sql_from(struct mh_str *out, const char *verb, const struct mh__tab *tab, const char *rest)
{
    mh_str_clear(out);
    mh_str_add(out, verb);
    mh_str_add(out, " FROM ");
    mh__sql_name(out, tab->t->sql, NULL);
    mh_str_addc(out, ' ');
    mh_str_add(out, rest);
}
