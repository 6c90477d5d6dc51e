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

/* --- added up --- */

static int group_of(struct mh_tally *t, const char *group)
{
    int i = 0;
    while (i < t->ngroups && !mh_streq(t->group[i], group))
        i++;
    if (i == t->ngroups && i < MH_TALLY_GROUPS)
        t->group[t->ngroups++] = group;
    return i;
}

void mh_tally_add(struct mh_tally *t, const char *group, int64_t volume, const int64_t quarter[4], int64_t needs)
{
    int at = group_of(t, group);
    uint64_t bit = at < MH_TALLY_GROUPS ? (uint64_t)1 << at : 0;
    for (int q = 0; q < 4; q++) {
        t->quarter[q] = t->articles == 0 ? quarter[q] : mh_sum(t->quarter[q], quarter[q]);
        t->gives_q[q] |= quarter[q] > 0 ? bit : 0;
    }
    t->articles++;
    t->needs += needs;
    if (volume == MH_UNKNOWN)
        return;
    t->volume = mh_sum(t->volume, volume);
    t->counted = true;
    t->gives |= volume > 0 ? bit : 0;
}

void mh_tally_text(const struct mh_tally *t, bool wide, struct mh_str *out)
{
    mh_volume_text(out, t->counted ? t->volume : MH_UNKNOWN, mh_volume_groups(t->gives), wide);
}

int64_t mh_tally_told(const struct mh_tally *t, bool wide, bool *rough)
{
    return mh_volume_told(t->counted ? t->volume : MH_UNKNOWN, mh_volume_groups(t->gives), wide, rough);
}

static bool exact(const struct mh_tally *t, bool wide)
{
    return t->counted && (!wide || mh_volume_groups(t->gives) >= EXACT_FROM_GROUPS);
}

int64_t mh_tally_volume(const struct mh_tally *t, bool wide)
{
    return exact(t, wide) ? t->volume : MH_UNKNOWN;
}

void mh_tally_quarters(const struct mh_tally *t, bool wide, int64_t out[4])
{
    int64_t groups[4];
    for (int q = 0; q < 4; q++)
        groups[q] = mh_volume_groups(t->gives_q[q]);
    bool told = exact(t, wide) && (!wide || mh_quarters_told(t->quarter, groups));
    for (int q = 0; q < 4; q++)
        out[q] = told ? t->quarter[q] : MH_UNKNOWN;
}
