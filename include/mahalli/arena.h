#ifndef MAHALLI_ARENA_H
#define MAHALLI_ARENA_H
/* Memory that is freed together. What is taken from it lives until reset or free. */
#include <stddef.h>

struct mh_arena_block;
struct mh_arena {
    struct mh_arena_block *head;
};

void *mh_arena_alloc(struct mh_arena *a, size_t n);           /* zeroed, aligned for any type */
char *mh_arena_strdup(struct mh_arena *a, const char *s);     /* NULL stays NULL */
char *mh_arena_strndup(struct mh_arena *a, const char *s, size_t n);
void mh_arena_reset(struct mh_arena *a);                      /* keeps one block */
void mh_arena_free(struct mh_arena *a);                       /* leaves zero */

#endif
