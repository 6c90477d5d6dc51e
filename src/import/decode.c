#include "import/decode.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

/* Windows-1252's 0x80..0x9F (unicode.org, CP1252.TXT); the five holes show as U+FFFD. */
static const uint16_t cp1252_high[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

uint32_t mh__cp1252(unsigned char c)
{
    return c >= 0x80 && c < 0xA0 ? cp1252_high[c - 0x80] : c;
}

int mh__utf8_sequence(const unsigned char *p, const unsigned char *end)
{
    unsigned char c = *p, lo = 0x80, hi = 0xBF;
    int n;
    if (c < 0x80)
        return 1;
    if (c < 0xC2 || c > 0xF4)
        return 0;
    n = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (c == 0xE0)
        lo = 0xA0;
    else if (c == 0xED)
        hi = 0x9F;
    else if (c == 0xF0)
        lo = 0x90;
    else if (c == 0xF4)
        hi = 0x8F;
    for (int i = 1; i < n; i++) {
        if (p + i >= end)
            return -1;
        if (p[i] < lo || p[i] > hi)
            return 0;
        lo = 0x80, hi = 0xBF;
    }
    return n;
}

static size_t ascii_run(const unsigned char *p, const unsigned char *end)
{
    return mh_utf8_ascii((const char *)p, (const char *)end);
}

/* --- bytes --- */

static enum mh_rc fill(struct mh__decoder *d, struct mh_err *err)
{
    if (d->pos > 0) {
        memmove(d->raw, d->raw + d->pos, d->len - d->pos);
        d->len -= d->pos;
        d->pos = 0;
    }
    size_t room = MH__RAW_SIZE - d->len;
    if (d->fd < 0) {
        size_t left = (size_t)(d->size - d->offset), n = left < room ? left : room;
        if (n > 0)
            memcpy(d->raw + d->len, d->mem + d->offset, n);
        d->len += n;
        d->offset += (int64_t)n;
        return MH_OK;
    }
    while (room > 0) {
        ssize_t n = read(d->fd, d->raw + d->len, room);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return mh_err_set(err, MH_EIO, "%s : lecture impossible : %s", d->name, mh_err_errno(err, errno));
        d->len += (size_t)n;
        d->offset += n;
        break;
    }
    return MH_OK;
}

enum mh_rc mh__decoder_rewind(struct mh__decoder *d, struct mh_err *err)
{
    d->pos = d->len = 0;
    d->offset = 0;
    if (d->fd >= 0 && lseek(d->fd, 0, SEEK_SET) < 0)
        return mh_err_set(err, MH_EIO, "%s : lecture impossible : %s", d->name, mh_err_errno(err, errno));
    while (d->len < d->bom && d->offset < d->size) {
        int64_t before = d->offset;
        enum mh_rc rc = fill(d, err);
        if (rc != MH_OK || d->offset == before)
            return rc;
    }
    d->pos = d->bom < d->len ? d->bom : d->len;
    return MH_OK;
}

enum mh_rc mh__decoder_open(struct mh__decoder *d, const char *path, const void *mem, size_t n, const char *name, struct mh_err *err)
{
    struct stat st;
    *d = (struct mh__decoder){ .fd = -1, .mem = mem, .size = (int64_t)n, .name = name };
    if (path != NULL) {
        d->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* not to wait for the writer of a pipe */
        if (d->fd < 0)
            return mh_err_set(err, MH_EIO, "%s : ouverture impossible : %s", path,
                              errno == ENOENT    ? mh_err_word(err, "ce fichier n'existe pas")
                              : errno == EACCES ? mh_err_word(err, "vous n'avez pas le droit de le lire")
                                                : mh_err_errno(err, errno));
        if (fstat(d->fd, &st) != 0)
            return mh_err_set(err, MH_EIO, "%s : ouverture impossible : %s", path, mh_err_errno(err, errno));
        if (S_ISDIR(st.st_mode))
            return mh_err_set(err, MH_EINVAL, "%s est un dossier : donnez le fichier qu'il contient", path);
        if (!S_ISREG(st.st_mode))
            return mh_err_set(err, MH_EINVAL, "%s n'est pas un fichier ordinaire : enregistrez d'abord les données dans un fichier", path);
        d->size = st.st_size;
    }
    d->raw = mh_xmalloc(MH__RAW_SIZE);
    return MH_OK;
}

void mh__decoder_close(struct mh__decoder *d)
{
    if (d->fd >= 0)
        close(d->fd);
    free(d->raw);
    d->raw = NULL;
    d->fd = -1;
}

size_t mh__decoder_first(struct mh__decoder *d, unsigned char *out, size_t cap)
{
    if (d->fd < 0) {
        size_t n = (size_t)d->size < cap ? (size_t)d->size : cap;
        if (n > 0)
            memcpy(out, d->mem, n);
        return n;
    }
    ssize_t n = pread(d->fd, out, cap, 0);
    return n > 0 ? (size_t)n : 0;
}

enum mh_rc mh__decoder_whole(struct mh__decoder *d, struct mh_str *out, struct mh_err *err)
{
    enum mh_rc rc = mh__decoder_rewind(d, err);
    for (int64_t before = -1; rc == MH_OK && d->offset != before;) {
        before = d->offset;
        rc = fill(d, err);
        mh_str_addn(out, (const char *)d->raw, d->len);
        d->pos = d->len;
    }
    return rc == MH_OK ? mh__decoder_rewind(d, err) : rc;
}

/* --- detection --- */

struct scan { /* what the bytes of a file say */
    int64_t multi, invalid, invalid_line;
    bool text; /* something but white space was seen */
};

/* UTF-16 without a mark: Latin text has a zero in nearly every other byte. */
static bool looks_utf16(const unsigned char *p, size_t n, enum mh_encoding *e)
{
    size_t zero[2] = { 0, 0 };
    for (size_t i = 0; i + 1 < n; i += 2) {
        zero[0] += p[i] == 0;
        zero[1] += p[i + 1] == 0;
    }
    size_t pairs = n / 2;
    if (pairs < 2)
        return false;
    if (zero[1] * 4 >= pairs && zero[0] * 10 <= zero[1]) {
        *e = MH_ENC_UTF16LE;
        return true;
    }
    if (zero[0] * 4 >= pairs && zero[1] * 10 <= zero[0]) {
        *e = MH_ENC_UTF16BE;
        return true;
    }
    return false;
}

static bool looks_binary(const unsigned char *p, size_t n)
{
    size_t odd = 0;
    for (size_t i = 0; i < n; i++)
        odd += p[i] == 0 || (p[i] < 0x20 && strchr("\t\n\r\f\v\x1A\x1B", p[i]) == NULL);
    return odd > 8 && odd * 20 > n;
}

/* Adds the bytes of raw to the scan; leaves a sequence cut by the buffer's end for the next time. */
static void scan_bytes(struct mh__decoder *d, struct scan *s, int64_t *line, bool last)
{
    const unsigned char *p = d->raw + d->pos, *end = d->raw + d->len;
    while (p < end) {
        size_t run = ascii_run(p, end);
        if (s->invalid == 0)
            for (const unsigned char *nl = p; (nl = memchr(nl, '\n', (size_t)(p + run - nl))) != NULL; nl++)
                (*line)++;
        p += run;
        if (p >= end)
            break;
        int n = mh__utf8_sequence(p, end);
        if (n < 0 && !last)
            break;
        if (n > 0) {
            s->multi++;
            p += n;
        } else {
            if (s->invalid++ == 0)
                s->invalid_line = *line;
            p++;
        }
    }
    d->pos = (size_t)(p - d->raw);
}

static enum mh_rc scan_rest(struct mh__decoder *d, struct scan *s, struct mh_err *err)
{
    int64_t line = 1;
    for (;;) {
        scan_bytes(d, s, &line, false);
        int64_t before = d->offset;
        enum mh_rc rc = fill(d, err);
        if (rc != MH_OK)
            return rc;
        if (d->offset == before)
            break;
    }
    scan_bytes(d, s, &line, true);
    return MH_OK;
}

static bool all_blank(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i] != 0 && p[i] != 0x1A && strchr(" \t\r\n\f\v", p[i]) == NULL)
            return false;
    return true;
}

/*
 * Not valid UTF-8: Windows-1252, unless true UTF-8 sequences are many. Bytes of French text in Windows-1252 form one by chance
 * only (É before », say), so then two files were pasted together: it is read as UTF-8, with each odd byte taken for Windows-1252,
 * which is right for both halves, and said.
 */
static void settle_8bit(struct mh__decoder *d, const struct scan *s, bool bom)
{
    if (s->invalid == 0 || bom || s->multi * 2 >= s->invalid) {
        d->encoding = bom ? MH_ENC_UTF8_BOM : MH_ENC_UTF8;
        d->rescued = s->invalid;
        d->rescued_line = s->invalid_line;
    } else {
        d->encoding = MH_ENC_CP1252;
    }
}

/* Excel wraps an encrypted workbook in an old container with a stream of this name, in UTF-16, in a directory that may be anywhere. */
static bool is_encrypted_ole(struct mh__decoder *d, const unsigned char *p, size_t n)
{
    static const unsigned char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    unsigned char directory[4096];
    if (n < 512 || p[0] != 0xD0 || p[1] != 0xCF)
        return false;
    int64_t sector = (int64_t)p[48] | (int64_t)p[49] << 8 | (int64_t)p[50] << 16 | (int64_t)p[51] << 24;
    int64_t size = p[30] == 12 ? 4096 : 512, at = (sector + 1) * size;
    size_t got = 0;
    if (d->fd >= 0) {
        ssize_t m = pread(d->fd, directory, sizeof directory, (off_t)at);
        got = m > 0 ? (size_t)m : 0;
    } else if (at < d->size) {
        got = (size_t)(d->size - at) < sizeof directory ? (size_t)(d->size - at) : sizeof directory;
        memcpy(directory, d->mem + at, got);
    }
    for (size_t i = 0; i + sizeof name <= got; i++)
        if (memcmp(directory + i, name, sizeof name) == 0)
            return true;
    return false;
}

enum mh_rc mh__decoder_detect(struct mh__decoder *d, struct mh_err *err)
{
    enum mh_rc rc;
    struct scan s = { 0 };
    for (;;) { /* a first look at a full buffer: read may give less */
        int64_t before = d->offset;
        if ((rc = fill(d, err)) != MH_OK)
            return rc;
        if (d->offset == before)
            break;
    }
    const unsigned char *p = d->raw;
    size_t n = d->len;
    const char *refusal = mh__magic_refusal(p, n);
    if (refusal != NULL && is_encrypted_ole(d, p, n))
        return mh_err_set(err, MH_EINVAL, "%s est un classeur protégé par un mot de passe : ouvrez-le dans Excel, « Fichier, Informations, "
                          "Protéger le classeur », retirez le mot de passe, enregistrez-le", d->name);
    if (refusal != NULL)
        return mh_err_set(err, MH_EINVAL, "%s %s", d->name, refusal);
    if (n >= 2 && ((p[0] == 0xFF && p[1] == 0xFE) || (p[0] == 0xFE && p[1] == 0xFF))) {
        d->encoding = p[0] == 0xFF ? MH_ENC_UTF16LE : MH_ENC_UTF16BE;
        d->bom = 2;
    } else if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0) {
        d->encoding = MH_ENC_UTF8_BOM;
        d->bom = 3;
    }
    if (all_blank(p + d->bom, n - d->bom) && d->size <= (int64_t)n)
        return mh_err_set(err, MH_EINVAL, "%s est vide : il faut une ligne d'en-têtes et des lignes de données", d->name);
    if (d->bom != 2 && !(d->bom == 0 && looks_utf16(p, n < 4096 ? n : 4096, &d->encoding))) {
        if (looks_binary(p, n < 4096 ? n : 4096))
            return mh_err_set(err, MH_EINVAL, "%s n'est pas un fichier texte : donnez un CSV (dans Excel, « Enregistrer sous » au format "
                              "CSV UTF-8)", d->name);
        if ((rc = scan_rest(d, &s, err)) != MH_OK)
            return rc;
        settle_8bit(d, &s, d->bom == 3);
    }
    return mh__decoder_rewind(d, err);
}

/* --- decoding: each takes from raw what fits, returns bytes put out --- */

static size_t decode_8bit(struct mh__decoder *d, char *out, size_t cap, bool last)
{
    const unsigned char *p = d->raw + d->pos, *end = d->raw + d->len;
    size_t o = 0;
    bool utf8 = d->encoding != MH_ENC_CP1252;
    while (p < end && cap - o >= 4) {
        size_t room = cap - o, run = ascii_run(p, (size_t)(end - p) < room ? end : p + room);
        memcpy(out + o, p, run);
        p += run;
        o += run;
        if (p >= end || cap - o < 4)
            break;
        int n = utf8 ? mh__utf8_sequence(p, end) : 0;
        if (n < 0 && !last)
            break;
        if (n > 0) {
            memcpy(out + o, p, (size_t)n);
            o += (size_t)n;
            p += n;
        } else {
            o += mh_utf8_put(out + o, mh__cp1252(*p++));
        }
    }
    d->pos = (size_t)(p - d->raw);
    return o;
}

static size_t decode_utf16(struct mh__decoder *d, char *out, size_t cap, bool last)
{
    int hi = d->encoding == MH_ENC_UTF16BE ? 0 : 1, lo = 1 - hi;
    size_t o = 0;
    while (d->pos < d->len && cap - o >= 4) {
        const unsigned char *p = d->raw + d->pos;
        size_t left = d->len - d->pos;
        uint32_t cp = 0xFFFD;
        size_t used = 2;
        if (left < 2) {
            if (!last)
                break;
            used = 1; /* half a unit at the very end */
        } else {
            cp = (uint32_t)p[hi] << 8 | p[lo];
            if (cp >= 0xD800 && cp < 0xDC00) {
                if (left < 4 && !last)
                    break;
                uint32_t c2 = left < 4 ? 0 : (uint32_t)p[2 + hi] << 8 | p[2 + lo];
                if (c2 >= 0xDC00 && c2 < 0xE000) {
                    cp = 0x10000 + ((cp - 0xD800) << 10) + (c2 - 0xDC00);
                    used = 4;
                } else {
                    cp = 0xFFFD;
                }
            } else if (cp >= 0xDC00 && cp < 0xE000) {
                cp = 0xFFFD;
            }
        }
        if (cp < 0x80)
            out[o++] = (char)cp;
        else
            o += mh_utf8_put(out + o, cp);
        d->pos += used;
    }
    return o;
}

enum mh_rc mh__decoder_read(struct mh__decoder *d, char *out, size_t cap, size_t *got, struct mh_err *err)
{
    bool wide = d->encoding == MH_ENC_UTF16LE || d->encoding == MH_ENC_UTF16BE;
    bool last = false;
    *got = 0;
    for (;;) {
        if (d->pos < d->len) {
            *got = wide ? decode_utf16(d, out, cap, last) : decode_8bit(d, out, cap, last);
            if (*got > 0 || last)
                return MH_OK;
        } else if (last) {
            return MH_OK;
        }
        int64_t before = d->offset;
        enum mh_rc rc = fill(d, err);
        if (rc != MH_OK)
            return rc;
        last = d->offset == before;
    }
}
