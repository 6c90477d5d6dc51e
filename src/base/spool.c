/*
 * A row in the file: four bytes that tell its length, then its id and its columns in order. A text is its length and one (nothing: 0) in groups of
 * seven bits, its bytes and a NUL, so that it is read where it stands; a number is 0 when unknown, else one more than its zigzag.
 */
#include <mahalli/spool.h>

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <mahalli/xalloc.h>

enum { HEAD = 4, LITTLE = 4 * 1024, BLOCK = 32 * 1024, NUMBER = 10 /* bytes of a number at most */ };

struct mh_spool {
    const struct mh_table *table;
    int fd;             /* -1: all rows are still in `block` */
    int64_t rows, size; /* bytes in the file and in what is not written yet */
    int failed;         /* errno of the first failure, 0 none */
    char *dir;          /* where the file is, for messages */
    char *block;        /* while adding: from `written` on; while reading: from `from` on */
    size_t len, cap;
    int64_t written, from, at; /* at: of the next row to read */
    size_t ahead;       /* to read at once: little of rows here and there, more of those that follow each other */
    bool reading;
    void *row;
};

struct mh_spool *mh_spool_new(const struct mh_table *t)
{
    struct mh_spool *s = mh_xcalloc(1, sizeof *s);
    s->table = t;
    s->fd = -1;
    s->row = mh_xcalloc(1, t->row_size);
    return s;
}

void mh_spool_free(struct mh_spool *s)
{
    if (s == NULL)
        return;
    if (s->fd >= 0)
        close(s->fd);
    free(s->dir);
    free(s->block);
    free(s->row); /* its texts stand in the block */
    free(s);
}

const struct mh_table *mh_spool_table(const struct mh_spool *s)
{
    return s->table;
}

int64_t mh_spool_rows(const struct mh_spool *s)
{
    return s->rows;
}

int64_t mh_spool_end(const struct mh_spool *s)
{
    return s->size;
}

enum mh_rc mh_spool_check(const struct mh_spool *s, struct mh_err *err)
{
    return s->failed == 0 ? MH_OK
           : mh_err_set(err, MH_EIO, "fichier temporaire dans « %s » : %s (TMPDIR désigne un autre dossier)", s->dir, mh_err_errno(err, s->failed));
}

/* --- adding --- */

static void make_file_in(struct mh_spool *s, const char *dir)
{
    struct mh_str path = MH_STR_INIT;
    mh_xset(&s->dir, dir);
    mh_str_addf(&path, "%s/mahalli-lignes.XXXXXX", dir);
    s->fd = mkstemp(path.data);
    s->failed = s->fd >= 0 ? 0 : errno;
    if (s->fd >= 0)
        unlink(path.data);
    mh_str_free(&path);
}

static void make_file(struct mh_spool *s)
{
    const char *dir = getenv("TMPDIR");
    if (!mh_blank(dir))
        make_file_in(s, dir);
    if (s->fd < 0)
        make_file_in(s, "/tmp");
}

static void flush(struct mh_spool *s)
{
    size_t done = 0;
    if (s->fd < 0 && s->failed == 0)
        make_file(s);
    while (s->failed == 0 && done < s->len) {
        ssize_t n = pwrite(s->fd, s->block + done, s->len - done, (off_t)(s->written + (int64_t)done));
        if (n > 0)
            done += (size_t)n;
        else if (n == 0 || errno != EINTR)
            s->failed = n == 0 ? ENOSPC : errno;
    }
    s->written += (int64_t)s->len;
    s->len = 0;
}

static char *room(struct mh_spool *s, size_t n)
{
    if (s->len + n > s->cap) {
        s->cap = s->len + n < BLOCK + LITTLE ? BLOCK + LITTLE : (s->len + n) * 2;
        s->block = mh_xrealloc(s->block, s->cap);
    }
    return s->block + s->len;
}

static void put_number(struct mh_spool *s, uint64_t v)
{
    char *to = room(s, NUMBER);
    for (; v > 127; v >>= 7, s->len++)
        *to++ = (char)((v & 127) | 128);
    *to = (char)v;
    s->len++;
}

static void put_text(struct mh_spool *s, const char *text)
{
    size_t n = text ? strlen(text) + 1 : 0;
    put_number(s, n);
    if (n != 0)
        memcpy(room(s, n), text, n);
    s->len += n;
}

static void put_int(struct mh_spool *s, int64_t v)
{
    uint64_t zigzag = ((uint64_t)v << 1) ^ (v < 0 ? UINT64_MAX : 0);
    put_number(s, v == MH_UNKNOWN ? 0 : zigzag + 1);
}

void mh_spool_add(struct mh_spool *s, const void *row)
{
    size_t start = s->len;
    int64_t id;
    assert(!s->reading);
    if (s->failed != 0)
        return;
    room(s, HEAD);
    s->len += HEAD;
    memcpy(&id, row, sizeof id);
    put_int(s, id);
    for (size_t i = 0; i < s->table->ncolumns; i++) {
        const struct mh_column *c = &s->table->columns[i];
        if (mh_is_text(c))
            put_text(s, mh_text_at(c, row));
        else
            put_int(s, mh_int_at(c, row));
    }
    uint32_t n = (uint32_t)(s->len - start - HEAD);
    memcpy(s->block + start, &n, HEAD);
    s->size += (int64_t)(s->len - start);
    s->rows++;
    if (s->len >= BLOCK)
        flush(s);
}

/* --- reading --- */

/* The n bytes at `at`, in memory; NULL: the file could not be read. */
static const char *bytes(struct mh_spool *s, size_t n)
{
    if (s->at >= s->from && s->at + (int64_t)n <= s->from + (int64_t)s->len)
        return s->block + (s->at - s->from);
    if (n > s->cap) {
        s->cap = n * 2;
        s->block = mh_xrealloc(s->block, s->cap);
    }
    s->from = s->at;
    s->len = 0;
    size_t want = n > s->ahead ? n : s->ahead;
    want = want < s->cap ? want : s->cap;
    s->ahead = s->ahead < BLOCK ? s->ahead * 2 : BLOCK;
    while (s->len < n && s->failed == 0) {
        ssize_t got = pread(s->fd, s->block + s->len, want - s->len, (off_t)(s->from + (int64_t)s->len));
        if (got > 0)
            s->len += (size_t)got;
        else if (got == 0 || errno != EINTR)
            s->failed = got == 0 ? EIO : errno;
    }
    return s->failed == 0 ? s->block : NULL;
}

static uint64_t take_number(const char **p)
{
    uint64_t v = 0;
    for (unsigned shift = 0;; shift += 7) {
        unsigned char c = (unsigned char)*(*p)++;
        v |= (uint64_t)(c & 127) << shift;
        if (c < 128)
            return v;
    }
}

static int64_t int_of(uint64_t n)
{
    return n == 0 ? MH_UNKNOWN : (int64_t)(((n - 1) >> 1) ^ ((n - 1) & 1 ? UINT64_MAX : 0));
}

static void take_row(struct mh_spool *s, const char *p)
{
    int64_t id = int_of(take_number(&p));
    memcpy(s->row, &id, sizeof id);
    for (size_t i = 0; i < s->table->ncolumns; i++) {
        const struct mh_column *c = &s->table->columns[i];
        uint64_t n = take_number(&p);
        if (!mh_is_text(c)) {
            *mh_field_int(c, s->row) = int_of(n);
            continue;
        }
        *mh_field_text(c, s->row) = n == 0 ? NULL : (char *)(uintptr_t)p;
        p += n;
    }
}

enum mh_rc mh_spool_seek(struct mh_spool *s, int64_t at, struct mh_err *err)
{
    if (!s->reading) {
        if (s->fd >= 0)
            flush(s); /* else all rows are in the block, from the first one on */
        s->from = s->written;
        s->reading = true;
    }
    s->at = at;
    s->ahead = LITTLE;
    return mh_spool_check(s, err);
}

int64_t mh_spool_at(const struct mh_spool *s)
{
    return s->at;
}

enum mh_rc mh_spool_rewind(struct mh_spool *s, struct mh_err *err)
{
    return mh_spool_seek(s, 0, err);
}

enum mh_rc mh_spool_next(struct mh_spool *s, const void **row, struct mh_err *err)
{
    uint32_t n;
    const char *p;
    *row = NULL;
    if (!s->reading && mh_spool_rewind(s, err) != MH_OK)
        return MH_EIO;
    if (s->at >= s->size || s->failed != 0)
        return mh_spool_check(s, err);
    if ((p = bytes(s, HEAD)) == NULL)
        return mh_spool_check(s, err);
    memcpy(&n, p, HEAD);
    if ((p = bytes(s, HEAD + (size_t)n)) == NULL)
        return mh_spool_check(s, err);
    take_row(s, p + HEAD);
    s->at += HEAD + (int64_t)n;
    *row = s->row;
    return MH_OK;
}
