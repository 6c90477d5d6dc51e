/*
 * Reads a finished workbook again: each part inflates to the length promised and ends with its closing tag. libxlsxwriter writes its
 * sheets to temporary files first and does not look whether that succeeded, so a full disk there gives a file that Excel refuses.
 */
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <mahalli/xalloc.h>

#include "export/export.h"

enum { BUF = 1 << 16, EDGE = 256, EOCD = 22, ENTRY = 46, LOCAL = 30 };

struct part {
    uint32_t length, method;
    char head[EDGE + 1], tail[EDGE + 1];
    size_t nhead, ntail;
};

static uint32_t le(const unsigned char *p, int n)
{
    uint32_t v = 0;
    for (int i = n; i-- > 0;)
        v = v << 8 | p[i];
    return v;
}

static void keep_edges(struct part *p, const char *data, size_t n)
{
    size_t h = EDGE - p->nhead < n ? EDGE - p->nhead : n;

    memcpy(p->head + p->nhead, data, h);
    p->nhead += h;
    if (n >= EDGE) {
        memcpy(p->tail, data + n - EDGE, EDGE);
        p->ntail = EDGE;
        return;
    }
    size_t keep = p->ntail + n > EDGE ? EDGE - n : p->ntail;
    memmove(p->tail, p->tail + p->ntail - keep, keep);
    memcpy(p->tail + keep, data, n);
    p->ntail = keep + n;
}

/* The name of the root element closes the text. */
static bool closed(struct part *p)
{
    p->head[p->nhead] = p->tail[p->ntail] = '\0';
    const char *root = p->head;
    while ((root = strchr(root, '<')) && (root[1] == '?' || root[1] == '!'))
        root++;
    if (!root)
        return false;
    size_t n = strcspn(root + 1, " />\r\n\t"), len = strlen(p->tail);
    while (len && (p->tail[len - 1] == '\n' || p->tail[len - 1] == '\r'))
        len--;
    if (len < 2 || p->tail[len - 1] != '>')
        return false;
    if (p->tail[len - 2] == '/') /* <worksheet/>: the root itself, or a child without its parent's end */
        return strchr(root + 1, '<') == NULL;
    return len >= n + 3 && memcmp(p->tail + len - n - 1, root + 1, n) == 0 && p->tail[len - n - 2] == '/' && p->tail[len - n - 3] == '<';
}

static bool inflate_part(FILE *f, struct part *p, unsigned char *in, unsigned char *out)
{
    z_stream z = { 0 };
    uint32_t length = 0;
    int rc = Z_OK;

    if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
        return false;
    while (rc == Z_OK) {
        if (z.avail_in == 0) {
            z.avail_in = (uInt)fread(in, 1, BUF, f);
            z.next_in = in;
            if (z.avail_in == 0)
                break;
        }
        z.next_out = out;
        z.avail_out = BUF;
        rc = inflate(&z, Z_NO_FLUSH);
        size_t got = BUF - z.avail_out;
        length += (uint32_t)got;
        keep_edges(p, (const char *)out, got);
    }
    inflateEnd(&z);
    return rc == Z_STREAM_END && length == p->length && closed(p);
}

static bool check_entry(FILE *f, const unsigned char *entry, unsigned char *in, unsigned char *out)
{
    unsigned char local[LOCAL];
    struct part p = { .length = le(entry + 24, 4), .method = le(entry + 10, 2) };
    long at = (long)le(entry + 42, 4);

    if (p.method != 8 || fseek(f, at, SEEK_SET) != 0 || fread(local, 1, LOCAL, f) != LOCAL || le(local, 4) != 0x04034b50)
        return false;
    return fseek(f, (long)(le(local + 26, 2) + le(local + 28, 2)), SEEK_CUR) == 0 && inflate_part(f, &p, in, out);
}

bool mh__zip_whole(const char *path)
{
    unsigned char end[EOCD], entry[ENTRY];
    unsigned char *in = NULL, *out = NULL;
    bool ok = false;
    FILE *f = fopen(path, "rb");

    if (!f)
        return false;
    if (fseek(f, -(long)EOCD, SEEK_END) != 0 || fread(end, 1, EOCD, f) != EOCD || le(end, 4) != 0x06054b50)
        goto out;
    in = mh_xmalloc(BUF);
    out = mh_xmalloc(BUF);
    uint32_t n = le(end + 10, 2);
    long at = (long)le(end + 16, 4);
    ok = n > 0;
    for (uint32_t i = 0; ok && i < n; i++) {
        ok = fseek(f, at, SEEK_SET) == 0 && fread(entry, 1, ENTRY, f) == ENTRY && le(entry, 4) == 0x02014b50 &&
             check_entry(f, entry, in, out);
        at += ENTRY + (long)(le(entry + 28, 2) + le(entry + 30, 2) + le(entry + 32, 2));
    }
out:
    free(in);
    free(out);
    fclose(f);
    return ok;
}
