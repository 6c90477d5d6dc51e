#include "import/cells.h"

#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>

enum { BLOCK = 4096 };

/* libcsv asks for more room as a cell grows: the place to stop one that never ends. */
static void *capped_realloc(void *p, size_t n)
{
    return n > MH__FIELD_CAP + BLOCK ? NULL : mh_xrealloc(p, n);
}

void mh__cells_init(struct mh__cells *c)
{
    *c = (struct mh__cells){ .cap = BLOCK, .cell_cap = 64 };
    c->text = mh_xmalloc(c->cap);
    c->cell = mh_xreallocarray(NULL, c->cell_cap, sizeof *c->cell);
    csv_init(&c->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL);
    csv_set_realloc_func(&c->parser, capped_realloc);
    csv_set_free_func(&c->parser, free);
    csv_set_blk_size(&c->parser, BLOCK);
    mh__cells_delimiter(c, ';');
}

void mh__cells_delimiter(struct mh__cells *c, char delimiter)
{
    c->delimiter = delimiter;
    csv_set_delim(&c->parser, (unsigned char)delimiter);
}

void mh__cells_free(struct mh__cells *c)
{
    csv_free(&c->parser);
    free(c->text);
    free(c->cell);
    mh_str_free(&c->mended);
}

/* Room for the cells of a record of n bytes: never more than its bytes, a NUL per delimiter, and three bytes for each NUL byte shown. */
static void start(struct mh__cells *c, const char *text, size_t n)
{
    size_t nuls = 0;
    for (const char *p = text, *end = text + n; (p = memchr(p, 0, (size_t)(end - p))) != NULL; p++)
        nuls++;
    size_t need = n + 2 + 2 * nuls;
    c->has_nul = nuls > 0;
    if (need > c->cap) {
        while (c->cap < need)
            c->cap *= 2;
        free(c->text);
        c->text = mh_xmalloc(c->cap);
    }
    c->len = c->n = 0;
    c->nul_cell = SIZE_MAX;
    c->too_many = false;
}

static void add_with_nuls(struct mh__cells *c, const char *s, size_t n)
{
    if (c->nul_cell == SIZE_MAX)
        c->nul_cell = c->n;
    for (size_t i = 0; i < n; i++) {
        if (s[i] != '\0') {
            c->text[c->len++] = s[i];
        } else {
            memcpy(c->text + c->len, "\xE2\x90\x80", 3);
            c->len += 3;
        }
    }
}

static void add(struct mh__cells *c, const char *s, size_t n)
{
    if (c->n == MH__CELLS_CAP) {
        c->too_many = true;
        return;
    }
    if (c->n == c->cell_cap)
        c->cell = mh_xreallocarray(c->cell, c->cell_cap *= 2, sizeof *c->cell);
    c->cell[c->n] = c->text + c->len;
    if (c->has_nul && n > 0 && memchr(s, 0, n) != NULL) {
        add_with_nuls(c, s, n);
    } else if (n > 0) {
        memcpy(c->text + c->len, s, n);
        c->len += n;
    }
    c->text[c->len++] = '\0';
    c->n++;
}

static void on_field(void *s, size_t n, void *ctx)
{
    add(ctx, s, s != NULL ? n : 0);
}

static size_t skip_spaces(const char *t, size_t i, size_t n, char delimiter)
{
    while (i < n && t[i] != delimiter && (t[i] == ' ' || t[i] == '\t'))
        i++;
    return i;
}

/* A quoted cell from its quote at i; lone quotes inside are doubled. Returns where it ends. */
static size_t mend_quoted(struct mh_str *out, const char *t, size_t i, size_t n, char delimiter)
{
    mh_str_addc(out, t[i++]);
    while (i < n) {
        if (t[i] != '"') {
            size_t from = i;
            const char *q = memchr(t + i, '"', n - i);
            i = q != NULL ? (size_t)(q - t) : n;
            mh_str_addn(out, t + from, i - from);
        } else if (i + 1 < n && t[i + 1] == '"') {
            mh_str_addn(out, "\"\"", 2);
            i += 2;
        } else {
            size_t after = skip_spaces(t, i + 1, n, delimiter);
            if (after == n || t[after] == delimiter) {
                mh_str_addc(out, '"');
                return after;
            }
            mh_str_addn(out, "\"\"", 2);
            i++;
        }
    }
    return n;
}

/* An unquoted cell; if it holds quotes it is quoted and they are doubled. */
static size_t mend_bare(struct mh_str *out, const char *t, size_t i, size_t n, char delimiter)
{
    const char *d = memchr(t + i, delimiter, n - i);
    size_t end = d != NULL ? (size_t)(d - t) : n, last = end;
    if (memchr(t + i, '"', end - i) == NULL) {
        mh_str_addn(out, t + i, end - i);
        return end;
    }
    while (last > i && (t[last - 1] == ' ' || t[last - 1] == '\t'))
        last--;
    mh_str_addc(out, '"');
    for (; i < last; i++) {
        if (t[i] == '"')
            mh_str_addc(out, '"');
        mh_str_addc(out, t[i]);
    }
    mh_str_addc(out, '"');
    return end;
}

static void mend(struct mh_str *out, const char *t, size_t n, char delimiter)
{
    size_t i = 0;
    mh_str_clear(out);
    for (;;) {
        i = skip_spaces(t, i, n, delimiter);
        i = i < n && t[i] == '"' ? mend_quoted(out, t, i, n, delimiter) : mend_bare(out, t, i, n, delimiter);
        if (i >= n)
            return;
        mh_str_addc(out, delimiter);
        i++;
    }
}

/* csv_fini refuses to clean up after an unclosed quote in strict mode. */
static void recover(struct mh__cells *c)
{
    int options = csv_get_opts(&c->parser);
    csv_set_opts(&c->parser, 0);
    csv_fini(&c->parser, NULL, NULL, NULL);
    csv_set_opts(&c->parser, (unsigned char)options);
}

enum mh__cells_rc mh__cells_parse(struct mh__cells *c, const struct mh__span *span)
{
    const char *text = span->text;
    size_t n = span->len;
    if (span->kind == MH__STRAY || span->kind == MH__UNDOUBLED) {
        mend(&c->mended, text, n, c->delimiter);
        text = mh_str_text(&c->mended);
        n = c->mended.len;
    }
    start(c, text, n);
    enum mh__cells_rc rc = MH__CELLS_OK;
    if (csv_parse(&c->parser, text, n, on_field, NULL, c) != n)
        rc = csv_error(&c->parser) == CSV_EPARSE ? MH__CELLS_BROKEN : MH__CELLS_TOO_LONG;
    else if (csv_fini(&c->parser, on_field, NULL, c) != 0)
        rc = MH__CELLS_BROKEN;
    if (rc != MH__CELLS_OK)
        recover(c);
    if (c->nul_cell > c->n)
        c->nul_cell = c->n;
    return rc;
}

void mh__cells_cut(struct mh__cells *c, const struct mh__span *span)
{
    const char *p = span->text, *end = span->text + span->len;
    start(c, p, span->len);
    for (;;) {
        const char *d = p < end ? memchr(p, c->delimiter, (size_t)(end - p)) : NULL;
        add(c, p, (size_t)((d != NULL ? d : end) - p));
        if (d == NULL)
            break;
        p = d + 1;
    }
    if (c->nul_cell > c->n)
        c->nul_cell = c->n;
}
