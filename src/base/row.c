/* Rows as their column table sees them: unknown, copied, freed, compared, checked. */
#include <mahalli/table.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/xalloc.h>

#include "base/table_priv.h"

int64_t *mh_field_int(const struct mh_column *c, void *row)
{
    assert(!mh_is_text(c));
    return (int64_t *)(void *)((char *)row + c->offset);
}

char **mh_field_text(const struct mh_column *c, void *row)
{
    assert(mh_is_text(c));
    return (char **)(void *)((char *)row + c->offset);
}

void mh_row_init(const struct mh_table *t, void *row)
{
    memset(row, 0, t->row_size);
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (mh_is_text(c))
            *mh_field_text(c, row) = NULL;
        else
            *mh_field_int(c, row) = MH_UNKNOWN;
    }
}

void mh_row_free(const struct mh_table *t, void *row)
{
    for (size_t i = 0; i < t->ncolumns; i++)
        if (mh_is_text(&t->columns[i]))
            free(*mh_field_text(&t->columns[i], row));
    mh_row_init(t, row);
}

void mh_row_copy(const struct mh_table *t, void *to, const void *from)
{
    if (to == from)
        return;
    mh_row_free(t, to);
    memcpy(to, from, t->row_size);
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (mh_is_text(c))
            *mh_field_text(c, to) = mh_xstrdup(mh_text_at(c, from));
    }
}

void mh_row_derive(const struct mh_table *t, void *row)
{
    if (t->derive)
        t->derive(row);
}

bool mh_value_known(const struct mh_column *c, const void *row)
{
    return mh_is_text(c) ? mh_text_at(c, row) != NULL : mh_int_at(c, row) != MH_UNKNOWN;
}

bool mh_value_equal(const struct mh_column *c, const void *row_a, const void *row_b)
{
    return mh_is_text(c) ? mh_streq(mh_text_at(c, row_a), mh_text_at(c, row_b)) : mh_int_at(c, row_a) == mh_int_at(c, row_b);
}

void mh_value_copy(const struct mh_column *c, void *to, const void *from)
{
    if (to == from)
        return;
    if (!mh_is_text(c)) {
        *mh_field_int(c, to) = mh_int_at(c, from);
        return;
    }
    char **text = mh_field_text(c, to);
    free(*text);
    *text = mh_xstrdup(mh_text_at(c, from));
}

bool mh_row_check(const struct mh_table *t, const void *row, struct mh_diags *diags)
{
    bool good = true;

    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (!(c->flags & MH_REQUIRED) || mh_value_known(c, row))
            continue;
        struct mh_str message = MH_STR_INIT;
        mh_str_addf(&message, "« %s » est obligatoire et manque", c->title);
        mh_diag_add(diags, &(struct mh_diag){ .severity = MH_SEV_ERROR, .rule = "obligatoire", .column = c->name,
                                              .message = mh_str_text(&message) });
        mh_str_free(&message);
        good = false;
    }
    if (t->check && !t->check(row, diags))
        good = false;
    return good;
}
