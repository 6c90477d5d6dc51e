#ifndef MAHALLI_VEC_H
#define MAHALLI_VEC_H
/* A typed vector: `struct { T *at; size_t len, cap; } v = {0};`. Elements are plain memory; free what they own first. */
#include <stddef.h>
#include <stdint.h>

#define MH_VEC(T) struct { T *at; size_t len, cap; }
#define mh_vec_push(v, x) \
    (mh_vec_reserve_((void **)&(v)->at, &(v)->cap, (v)->len + 1, sizeof *(v)->at), (v)->at[(v)->len++] = (x))
/* Room for one more, zeroed; evaluates to its address. */
#define mh_vec_add(v) \
    (mh_vec_reserve_((void **)&(v)->at, &(v)->cap, (v)->len + 1, sizeof *(v)->at), mh_vec_zero_(&(v)->at[(v)->len], sizeof *(v)->at), &(v)->at[(v)->len++])
#define mh_vec_reserve(v, n) mh_vec_reserve_((void **)&(v)->at, &(v)->cap, (n), sizeof *(v)->at)
#define mh_vec_free(v) (mh_vec_free_((v)->at), (v)->at = NULL, (v)->len = (v)->cap = 0)

/* Of n elements of `size` bytes, sorted by the int64_t that stands at `offset` in each: the place of the first that is not below `least`; n
 * when all are. */
size_t mh_first_from(const void *at, size_t n, size_t size, size_t offset, int64_t least);

void mh_vec_reserve_(void **at, size_t *cap, size_t need, size_t size);
void mh_vec_zero_(void *p, size_t size);
void mh_vec_free_(void *p);

#endif
