#include <mahalli/vec.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/xalloc.h>

void mh_vec_reserve_(void **at, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return;
    size_t n = *cap ? *cap : 8;
    while (n < need)
        n = n > SIZE_MAX / 2 ? need : n * 2;
    *at = mh_xreallocarray(*at, n, size);
    *cap = n;
}

void mh_vec_zero_(void *p, size_t size)
{
    memset(p, 0, size);
}

void mh_vec_free_(void *p)
{
    free(p);
}
