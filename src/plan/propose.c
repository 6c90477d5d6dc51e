/* A need's volume from what was bought. */
#include <mahalli/plan.h>

bool mh_propose(const struct mh_bought *b, size_t n, int64_t growth, int64_t step, struct mh_proposed *out)
{
    __int128 sum = 0, grown, steps, past = 0;
    int64_t by_quarter[4] = { 0 }, given = 0;
    bool dated = true;

    *out = (struct mh_proposed){ .quarter = { MH_UNKNOWN, MH_UNKNOWN, MH_UNKNOWN, MH_UNKNOWN } };
    for (size_t i = 0; i < n; i++) {
        sum += b[i].amount;
        if (sum > INT64_MAX / 16)
            return false;
        if (b[i].quarter == 0)
            dated = false;
        else
            by_quarter[b[i].quarter - 1] += b[i].amount;
    }
    if (sum == 0 || growth <= -1000 || step <= 0)
        return false;
    grown = (sum * (1000 + growth) + 999) / 1000;
    steps = (grown + step - 1) / step;
    if (grown > INT64_MAX || steps > INT64_MAX / step)
        return false;
    out->sum = (int64_t)sum;
    out->grown = (int64_t)grown;
    out->steps = (int64_t)steps;
    for (int q = 0; dated && q < 4; q++) { /* what is due by the end of each quarter, so that the parts add up */
        past += by_quarter[q];
        int64_t due = (int64_t)((2 * steps * past + sum) / (2 * sum));
        out->quarter[q] = due - given;
        given = due;
    }
    return true;
}
