/* Where the rows of a link begin: open addressing over 64-bit hashes (two links that collide would only link wrongly). */
#include <stdlib.h>
#include <string.h>

#include <mahalli/hash.h>
#include <mahalli/xalloc.h>

#include "export/export.h"

static size_t place(const struct mh__anchors *a, uint64_t hash)
{
    size_t i = (size_t)hash & (a->nslots - 1);

    while (a->slot[i].hash && a->slot[i].hash != hash)
        i = (i + 1) & (a->nslots - 1);
    return i;
}

static uint64_t hash_of(const char *link)
{
    uint64_t h = mh_hash64(link, strlen(link), 0);
    return h ? h : 1;
}

static void grow(struct mh__anchors *a)
{
    struct mh__anchors old = *a;

    a->nslots = old.nslots ? old.nslots * 2 : 1024;
    a->slot = mh_xcalloc(a->nslots, sizeof *a->slot);
    for (size_t i = 0; i < old.nslots; i++)
        if (old.slot[i].hash) {
            size_t to = place(a, old.slot[i].hash);
            a->slot[to].hash = old.slot[i].hash;
            a->slot[to].row = old.slot[i].row;
        }
    free(old.slot);
}

void mh__anchors_add(struct mh__anchors *a, const char *link, int64_t row)
{
    if (!link || !*link)
        return;
    if (2 * (a->len + 1) > a->nslots)
        grow(a);
    uint64_t hash = hash_of(link);
    size_t i = place(a, hash);
    if (a->slot[i].hash)
        return;
    a->slot[i].hash = hash;
    a->slot[i].row = row;
    a->len++;
}

int64_t mh__anchors_find(const struct mh__anchors *a, const char *link)
{
    if (!link || !*link || !a->nslots)
        return -1;
    size_t i = place(a, hash_of(link));
    return a->slot[i].hash ? a->slot[i].row : -1;
}

void mh__anchors_free(struct mh__anchors *a)
{
    free(a->slot);
    *a = (struct mh__anchors){ 0 };
}
