#include <mahalli/vec.h>

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

size_t mh_first_from(const void *at, size_t n, size_t size, size_t offset, int64_t least)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int64_t key;
        memcpy(&key, (const char *)at + mid * size + offset, sizeof key);
        if (key < least)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}
