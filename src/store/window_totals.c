/* Totals of a window, a slice of the list at a time: the work of a slice is bounded by the rows it looks at. */
#include <string.h>
#include "store/window.h"

/* Where a slice of `n` rows that starts behind `at` ends; 0: there is nothing more. */
static enum mh_rc slice_end(struct mh_window *w, int64_t at, int64_t n, int64_t *end, struct mh_err *err)
{
    const char *table = w->tab->t == &mh_table_need_lines ? "needs" : w->tab->t == &mh_table_opinion_lines ? "opinions"
                        : w->tab->t == &mh_table_article_lines ? "articles" : w->tab->t == &mh_table_purchase_lines ? "purchases" : w->tab->t == &mh_table_trial_lines ? "trials"
                        : w->tab->t == &mh_table_award_lines ? "awards" : w->tab->t->sql;
    struct mh_str sql = MH_STR_INIT;
    struct mh__stmt *st = NULL;

    mh_str_add(&sql, "SELECT max(id) FROM (SELECT id FROM ");
    mh__sql_name(&sql, table, NULL);
    mh_str_add(&sql, " WHERE id > $at ORDER BY id LIMIT $n)");
    enum mh_rc rc = mh__stmt_take(w->s, mh_str_text(&sql), &st, err);
    mh_str_free(&sql);
    if (rc != MH_OK)
        return rc;
    mh__bind_int(w->s, st, "$at", at);
    mh__bind_int(w->s, st, "$n", n);
    rc = mh__stmt_number(w->s, st, 0, end, err);
    if (*end == MH_UNKNOWN)
        *end = 0;
    return rc;
}

static const char *text_at(struct mh_window *w, struct mh__stmt *st, int column)
{
    const char *text = w->s->drv->text(st, column, NULL);
    return text ? text : "";
}

static bool counted_in_packs(const char *text)
{
    return strcmp(text, "conditionnement") == 0;
}

/* Centimes of a line: price and volume counted in the same, a whole number of centimes. */
static bool amount_of(const char *quantity, int64_t price, int64_t *out)
{
    struct mh_decimal q, product;

    return price != MH_UNKNOWN && mh_decimal_parse(quantity, MH_NUM_POINT, &q) && mh_decimal_mul(q, mh_decimal_int(price), &product) &&
           mh_decimal_to_int(product, out);
}

static void add_unit(struct mh_window_totals *t, const char *unit)
{
    size_t n = strlen(unit);

    if (n == 0 || n >= sizeof t->base_unit || (t->base_unit[0] && strcmp(t->base_unit, unit) != 0))
        t->several = true;
    else if (!t->several)
        memcpy(t->base_unit, unit, n + 1);
    if (t->several)
        t->base_unit[0] = '\0';
}

static void add_need(struct mh_window *w, struct mh__stmt *st, struct mh_window_totals *t)
{
    int64_t base = w->s->drv->integer(st, 1), price = w->s->drv->integer(st, 2), amount = 0;
    bool same = counted_in_packs(text_at(w, st, 4)) == counted_in_packs(text_at(w, st, 5));

    if (base == MH_UNKNOWN) {
        t->base_unknown++;
    } else {
        add_unit(t, text_at(w, st, 6));
        t->base = mh_sum(t->base, base);
    }
    if (same && amount_of(text_at(w, st, 3), price, &amount))
        t->amount = mh_sum(t->amount, amount);
    else
        t->amount_unknown++;
}

enum mh_rc mh_window_totals(struct mh_window *w, int64_t slice, struct mh_window_totals *t, struct mh_err *err)
{
    bool needs = w->tab->t == &mh_table_need_lines, row = false;
    struct mh_str sql = MH_STR_INIT;
    struct mh__stmt *st = NULL;
    int64_t end = 0;
    enum mh_rc rc = t->done ? MH_OK : slice_end(w, t->at, slice > 0 ? slice : 1, &end, err);

    if (rc != MH_OK || end == 0) {
        t->done = rc == MH_OK;
        return rc;
    }
    mh_str_addf(&sql, "SELECT %s FROM (%s ", needs ? "t.id, t.base_quantity, t.price_ht, t.quantity, t.price_in, t.quantity_in, t.base_unit" : "t.id",
                w->select);
    mh_str_addf(&sql, "%s) AS t%s AND t.id > $at AND t.id <= $end", w->from_free, w->where.len ? mh_str_text(&w->where) : " WHERE 1");
    rc = mh__stmt_take(w->s, mh_str_text(&sql), &st, err);
    mh_str_free(&sql);
    if (rc != MH_OK)
        return rc;
    mh__window_bind(w, st);
    mh__bind_int(w->s, st, "$at", t->at);
    mh__bind_int(w->s, st, "$end", end);
    while ((rc = w->s->drv->step(st, &row, err)) == MH_OK && row) {
        t->rows++;
        if (needs)
            add_need(w, st, t);
    }
    mh__stmt_give(w->s, st);
    t->at = end;
    return rc;
}
