/* How volumes may be told beyond one member. */
#include <mahalli/plan.h>

enum { EXACT_FROM_GROUPS = 3 };

/* The nearest of 1, 2, 5 and 10 times a power of ten, on a rough scale. */
static int64_t magnitude(int64_t v)
{
    int64_t p = 1;
    while (v / p >= 10)
        p *= 10;
    int64_t lead = v / p;
    return (lead >= 7 && p <= INT64_MAX / 10 ? 10 : lead >= 4 ? 5 : lead >= 2 ? 2 : 1) * p;
}

int64_t mh_volume_groups(uint64_t gives)
{
    int64_t n = 0;
    for (; gives != 0; gives &= gives - 1)
        n++;
    return n;
}

bool mh_quarters_told(const int64_t quarter[4], const int64_t groups[4])
{
    for (int q = 0; q < 4; q++)
        if (quarter[q] > 0 && groups[q] < EXACT_FROM_GROUPS)
            return false;
    return true;
}

int64_t mh_volume_told(int64_t volume, int64_t groups, bool wide, bool *rough)
{
    *rough = wide && volume > 0 && groups < EXACT_FROM_GROUPS; /* unknown is the least of all numbers */
    return *rough ? magnitude(volume) : volume;
}

void mh_volume_text(struct mh_str *out, int64_t volume, int64_t groups, bool wide)
{
    bool rough;
    if (volume == MH_UNKNOWN)
        return;
    int64_t told = mh_volume_told(volume, groups, wide, &rough);
    mh_str_add(out, rough ? "~ " : "");
    mh_str_add_int(out, told);
}
