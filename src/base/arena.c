#include <mahalli/arena.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/xalloc.h>

enum { BLOCK_SIZE = 64 * 1024 - 64, ALIGN = _Alignof(max_align_t) };

struct mh_arena_block {
    struct mh_arena_block *next;
    size_t used, size;
    _Alignas(max_align_t) unsigned char data[];
};

/* Takes n bytes, aligned when asked; not zeroed. A large piece gets a block of its own, behind the current one. */
static void *take(struct mh_arena *a, size_t n, size_t align)
{
    struct mh_arena_block *b = a->head;
    size_t at = b ? (b->used + align - 1) / align * align : 0;

    if (b && at <= b->size && n <= b->size - at) {
        b->used = at + n;
        return b->data + at;
    }
    size_t size = n > BLOCK_SIZE / 4 ? n : BLOCK_SIZE;
    if (size > SIZE_MAX - sizeof *b)
        mh_xreallocarray(NULL, SIZE_MAX, 2); /* no memory serves this */
    struct mh_arena_block *fresh = mh_xmalloc(sizeof *b + size);
    fresh->size = size;
    fresh->used = n;
    if (b && size == n) {
        fresh->next = b->next;
        b->next = fresh;
    } else {
        fresh->next = b;
        a->head = fresh;
    }
    return fresh->data;
}

void *mh_arena_alloc(struct mh_arena *a, size_t n)
{
    void *p = take(a, n, ALIGN);
    return memset(p, 0, n);
}

char *mh_arena_strndup(struct mh_arena *a, const char *s, size_t n)
{
    const char *end = memchr(s, '\0', n);
    if (end)
        n = (size_t)(end - s);
    char *p = take(a, n + 1, 1);
    memcpy(p, s, n);
    p[n] = '\0';
    return p;
}

char *mh_arena_strdup(struct mh_arena *a, const char *s)
{
    return s ? mh_arena_strndup(a, s, strlen(s)) : NULL;
}

void mh_arena_reset(struct mh_arena *a)
{
    struct mh_arena_block *keep = a->head;

    if (!keep)
        return;
    for (struct mh_arena_block *b = keep->next, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    keep->next = NULL;
    keep->used = 0;
}

void mh_arena_free(struct mh_arena *a)
{
    mh_arena_reset(a);
    free(a->head);
    a->head = NULL;
}
