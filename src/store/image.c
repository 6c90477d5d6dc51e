/*
 * Fields of rows as text, for the journal and the hash chains. A row: name=length:value; for each known field. A change:
 * name=before>after; for each field that differs, where a side is length:value, or - when unknown. Lengths are bytes; whole numbers
 * are decimal. Unknown fields are left out, so a column added later changes no hash of what was written before it.
 */
#include <string.h>
#include <stdlib.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

/* Digits end before `end`; returns where they start. */
static char *digits(char *end, int64_t v)
{
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

    do
        *--end = (char)('0' + u % 10);
    while (u /= 10);
    if (v < 0)
        *--end = '-';
    return end;
}

static void add_value(struct mh_str *out, const struct mh_column *c, const void *row)
{
    char number[24], length[24], *end = number + sizeof number;
    const char *p;
    size_t n;

    if (mh_is_text(c)) {
        p = mh_text_at(c, row);
        if (!p) {
            mh_str_addc(out, '-');
            return;
        }
        n = strlen(p);
    } else {
        int64_t v = mh_int_at(c, row);
        if (v == MH_UNKNOWN) {
            mh_str_addc(out, '-');
            return;
        }
        p = digits(end, v);
        n = (size_t)(end - p);
    }
    char *l = length + sizeof length - 1;
    *l = ':';
    l = digits(l, (int64_t)n);
    mh_str_addn(out, l, (size_t)(length + sizeof length - l));
    mh_str_addn(out, p, n);
}

enum mh__part mh__part_of(const struct mh_column *c)
{
    return c->flags & MH_DERIVED ? MH__DERIVED : c->flags & MH_PRIVATE ? MH__SECRET : MH__SHARED;
}

void mh__image_add(struct mh_str *out, const struct mh__tab *tab, enum mh__part part, const void *row)
{
    for (size_t i = 0; i < tab->nfields; i++) {
        const struct mh__field *f = &tab->field[i];
        if (mh__part_of(f->c) != part || !mh_value_known(f->c, row))
            continue;
        mh_str_addn(out, f->prefix, f->prefix_len);
        add_value(out, f->c, row);
        mh_str_addc(out, ';');
    }
}

void mh__image_diff(struct mh_str *out, const struct mh__tab *tab, enum mh__part part, const void *was, const void *now)
{
    for (size_t i = 0; i < tab->nfields; i++) {
        const struct mh__field *f = &tab->field[i];
        if (mh__part_of(f->c) != part || mh_value_equal(f->c, was, now))
            continue;
        mh_str_addn(out, f->prefix, f->prefix_len);
        add_value(out, f->c, was);
        mh_str_addc(out, '>');
        add_value(out, f->c, now);
        mh_str_addc(out, ';');
    }
}

static bool is_key(const struct mh__field *f)
{
    return mh__part_of(f->c) == MH__DERIVED && f->c->flags & MH_KEY;
}

void mh__image_add_key(struct mh_str *out, const struct mh__tab *tab, const void *row)
{
    for (size_t i = 0; i < tab->nfields; i++) {
        const struct mh__field *f = &tab->field[i];
        if (!is_key(f) || !mh_value_known(f->c, row))
            continue;
        mh_str_addn(out, f->prefix, f->prefix_len);
        add_value(out, f->c, row);
        mh_str_addc(out, ';');
    }
}

void mh__image_keys(struct mh_str *out, const struct mh__tab *tab, const char *derived, size_t n)
{
    const char *p = derived, *end = derived + n, *from = p;
    struct mh__piece piece;
    bool got = false;

    while (mh__piece_next(tab, &p, end, true, &piece, &got, NULL) == MH_OK && got) {
        if (is_key(piece.field))
            mh_str_addn(out, from, (size_t)(p - from));
        from = p;
    }
}

void mh__value_add(struct mh_str *out, const struct mh__field *f, const void *row)
{
    char number[24], *end = number + sizeof number;

    if (mh_is_text(f->c)) {
        mh_str_add(out, mh_text_at(f->c, row));
        return;
    }
    char *p = digits(end, mh_int_at(f->c, row));
    mh_str_addn(out, p, (size_t)(end - p));
}

static enum mh_rc bad(const struct mh__tab *tab, struct mh_err *err)
{
    return mh_err_set(err, MH_EDAMAGED, "le journal est abîmé (%s)", tab->t->title);
}

static bool read_value(const char **p, const char *end, struct mh__value *out)
{
    size_t n = 0;

    *out = (struct mh__value){ NULL, 0 };
    if (*p < end && **p == '-') {
        ++*p;
        return true;
    }
    if (*p >= end || **p < '0' || **p > '9')
        return false;
    for (; *p < end && **p >= '0' && **p <= '9'; ++*p) {
        n = n * 10 + (size_t)(**p - '0');
        if (n > (size_t)(end - *p))
            return false;
    }
    if (*p >= end || **p != ':' || n > (size_t)(end - *p - 1))
        return false;
    ++*p;
    *out = (struct mh__value){ *p, n };
    *p += n;
    return true;
}

static const struct mh__field *field_of(const struct mh__tab *tab, const char *p, size_t n)
{
    for (size_t i = 0; i < tab->nfields; i++)
        if (tab->field[i].prefix_len == n && memcmp(tab->field[i].prefix, p, n) == 0)
            return &tab->field[i];
    return NULL;
}

enum mh_rc mh__piece_next(const struct mh__tab *tab, const char **p, const char *end, bool diff, struct mh__piece *out, bool *got,
                          struct mh_err *err)
{
    *got = false;
    if (*p >= end)
        return MH_OK;
    const char *eq = memchr(*p, '=', (size_t)(end - *p));
    if (!eq)
        return bad(tab, err);
    out->field = field_of(tab, *p, (size_t)(eq + 1 - *p));
    out->before = (struct mh__value){ NULL, 0 };
    *p = eq + 1;
    if (!out->field)
        return bad(tab, err);
    if (diff) {
        if (!read_value(p, end, &out->before) || *p >= end || **p != '>')
            return bad(tab, err);
        ++*p;
    }
    if (!read_value(p, end, &out->after) || *p >= end || **p != ';')
        return bad(tab, err);
    ++*p;
    *got = true;
    return MH_OK;
}

bool mh__value_int(struct mh__value v, int64_t *out)
{
    bool minus = v.n > 0 && v.p[0] == '-';
    uint64_t u = 0;

    if (v.n == minus || v.n > 20)
        return false;
    for (size_t i = minus; i < v.n; i++) {
        if (v.p[i] < '0' || v.p[i] > '9' || u > (uint64_t)INT64_MAX / 10)
            return false;
        u = u * 10 + (uint64_t)(v.p[i] - '0');
    }
    if (u > (uint64_t)INT64_MAX)
        return false;
    *out = minus ? -(int64_t)u : (int64_t)u;
    return true;
}

enum mh_rc mh__value_set(const struct mh__field *f, struct mh__value v, void *row, struct mh_err *err)
{
    if (mh_is_text(f->c)) {
        char **text = mh_field_text(f->c, row);
        free(*text);
        *text = v.p ? mh_xstrndup(v.p, v.n) : NULL;
        return MH_OK;
    }
    int64_t n = MH_UNKNOWN;
    if (v.p && !mh__value_int(v, &n))
        return mh_err_set(err, MH_EDAMAGED, "le journal est abîmé (%s : un nombre n'en est pas un)", f->c->title);
    *mh_field_int(f->c, row) = n;
    return MH_OK;
}

bool mh__value_is(const struct mh__field *f, struct mh__value v, const void *row)
{
    if (mh_is_text(f->c)) {
        const char *text = mh_text_at(f->c, row);
        return v.p && text ? strlen(text) == v.n && memcmp(text, v.p, v.n) == 0 : !v.p && !text;
    }
    int64_t n = MH_UNKNOWN;
    return (!v.p || mh__value_int(v, &n)) && n == mh_int_at(f->c, row);
}

static enum mh_rc apply(const struct mh__tab *tab, const char *p, size_t n, bool diff, void *row, uint64_t *mask, struct mh_err *err)
{
    const char *end = p + n;
    struct mh__piece piece;
    bool got = true;
    enum mh_rc rc = MH_OK;

    while (rc == MH_OK && (rc = mh__piece_next(tab, &p, end, diff, &piece, &got, err)) == MH_OK && got) {
        rc = mh__value_set(piece.field, diff ? piece.before : piece.after, row, err);
        if (mask)
            *mask |= (uint64_t)1 << (size_t)(piece.field - tab->field);
    }
    return rc;
}

static enum mh_rc apply_all(const struct mh__tab *tab, const struct mh__entry *e, bool diff, void *row, uint64_t *mask,
                            struct mh_err *err)
{
    enum mh_rc rc = apply(tab, e->fields, e->nfields, diff, row, mask, err);

    if (rc == MH_OK)
        rc = apply(tab, e->secret, e->nsecret, diff, row, mask, err);
    if (rc == MH_OK)
        rc = apply(tab, e->derived, e->nderived, diff, row, mask, err);
    return rc;
}

enum mh_rc mh__image_row(const struct mh__tab *tab, const struct mh__entry *e, void *row, struct mh_err *err)
{
    mh_row_free(tab->t, row);
    *(int64_t *)row = e->row_id;
    return apply_all(tab, e, false, row, NULL, err);
}

enum mh_rc mh__image_reverse(const struct mh__tab *tab, const struct mh__entry *e, void *row, uint64_t *mask, struct mh_err *err)
{
    return apply_all(tab, e, true, row, mask, err);
}
