/*
 * Coverage of pooled needs at full size: bench_cover NEEDS OFFERS ARCS quarters(0|1) rules(0|1|2) seed [cost|simple]. One line: columns,
 * rows, arcs; times in milliseconds of wall clock (CLP alone on the very model, the linear part through the child, integer blocks, the whole);
 * how many integer models; cover and gap in ppm; how; the most ms between two moments when it could have been cancelled.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <mahalli/cover.h>
#include <mahalli/solve.h>
#include <mahalli/xalloc.h>

#include "solve/coin.h"

static uint64_t seed;

static int64_t dice(int64_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (int64_t)(seed >> 11) % n;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double linear_ms, alone_ms, integer_ms;
static int columns, rows, integers;

/* Between two moments when it may be cancelled; the model that this driver solves by itself does not count. */
static double asked_last, asked_most;

static bool ask_again(void *ctx, const char *what, int64_t done, int64_t total)
{
    double t = now();
    (void)ctx;
    (void)what;
    (void)done;
    (void)total;
    asked_most = t - asked_last > asked_most ? t - asked_last : asked_most;
    asked_last = t;
    return true;
}

/* Linear models: CLP in this process first, then as the program does it. */
static enum mh_rc timed(const struct mh_model *m, const struct mh_solve_options *opt, struct mh_solution *out, struct mh_err *err)
{
    bool whole = !opt->relax;
    double t = now();
    if (!whole && alone_ms == 0) {
        struct mh_solution s;
        mh__coin_solve(m, opt, &s);
        mh_solution_free(&s);
        alone_ms = now() - t;
        columns = m->ncols;
        rows = m->nrows;
        t = now();
        asked_last += alone_ms;
    }
    enum mh_rc rc = mh_solve(m, opt, out, err);
    *(whole ? &integer_ms : &linear_ms) += now() - t;
    integers += whole;
    return rc;
}

/* Volumes from hundreds to a million, packs from 1 to 500, minimum orders, capacities of about 115 % of what is asked of them. */
static void make(struct mh_cover_problem *p, size_t nneeds, size_t noffers, size_t arcs, bool quarters)
{
    static const int64_t packs[] = { 1, 1, 10, 25, 50, 100, 200, 500 };
    struct mh_cover_need *need = mh_xcalloc(nneeds, sizeof *need);
    struct mh_cover_offer *offer = mh_xcalloc(noffers, sizeof *offer);
    struct mh_cover_arc *arc = mh_xcalloc(nneeds * arcs, sizeof *arc);
    unsigned char *has = mh_xcalloc(noffers, 1);
    int64_t total = 0;
    for (size_t i = 0; i < nneeds; i++) {
        static const int64_t grain[] = { 1, 10, 50, 100, 100, 100 };
        int64_t g = grain[dice(6)], size = 1, left;
        for (int64_t d = dice(4); d > 0; d--)
            size *= 10;
        need[i].volume = (100 + dice(900)) * size / g * g + g;
        need[i].critical = dice(10) == 0;
        left = need[i].volume;
        for (int q = 0; q < MH_QUARTERS; q++) {
            need[i].quarter[q] = q == 3 ? left : left / (4 - q) / g * g;
            left -= need[i].quarter[q];
        }
        total += need[i].volume;
    }
    for (size_t j = 0; j < noffers; j++) {
        offer[j] = (struct mh_cover_offer) { .maker = (int64_t)j / 3, .lead_days = dice(90), .price = 100 + dice(900), .price_for = 10,
            .capacity = total * 115 / 100 / (int64_t)noffers * (50 + dice(100)) / 100, .buyable = dice(10) != 0,
            .minimum = dice(3) == 0 ? MH_UNKNOWN : 50 * (1 + dice(20)), .pack = packs[dice(8)] };
        for (int q = 0; q < MH_QUARTERS; q++)
            offer[j].quarter[q] = quarters && dice(3) != 0 ? offer[j].capacity * (22 + dice(9)) / 100 : MH_UNKNOWN;
        if (dice(20) == 0)
            offer[j].capacity = MH_UNKNOWN;
    }
    *p = (struct mh_cover_problem) { .need = need, .offer = offer, .arc = arc, .nneeds = nneeds, .noffers = noffers, .rules = MH_COVER_RULES_INIT };
    for (size_t i = 0; i < nneeds; i++) {
        size_t n = 3 + (size_t)dice((int64_t)arcs - 2);
        memset(has, 0, noffers);
        for (size_t a = 0; a < n; a++)
            has[dice((int64_t)noffers)] = 1;
        for (size_t j = 0; j < noffers; j++)
            if (has[j])
                arc[p->narcs++] = (struct mh_cover_arc) { .need = i, .offer = j, .fixed = MH_UNKNOWN, .rank = (int)dice(2) };
    }
    free(has);
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--solve") == 0)
        return mh_solve_child();
    if (argc != 7 && argc != 8)
        return 2;
    struct mh_cover_problem p;
    struct mh_cover c;
    struct mh_err err = MH_ERR_INIT;
    bool quarters = atoi(argv[4]) != 0;
    seed = 88172645463325252u + (uint64_t)atoll(argv[6]);
    make(&p, (size_t)atoll(argv[1]), (size_t)atoll(argv[2]), (size_t)atoll(argv[3]), quarters);
    p.rules.by_quarters = quarters;
    if (atoi(argv[5]) != 0) {
        p.rules.most_makers = 2;
        p.rules.two_sources = true;
        p.rules.buyable_only = true;
    }
    p.rules.unknown_enough = atoi(argv[5]) == 2;
    if (argc == 8 && strcmp(argv[7], "cost") == 0)
        p.rules.aim = MH_COVER_CHEAPEST;
    mh_solver *solver = argc == 8 && strcmp(argv[7], "simple") == 0 ? NULL : timed;
    struct mh_progress progress = { .tick = ask_again };
    double t = now();
    asked_last = t;
    if (mh_cover_solve(&p, &(struct mh_cover_options) { .solver = solver, .solve = { .program = "/proc/self/exe", .progress = &progress } }, &c, &err) != MH_OK) {
        fprintf(stderr, "%s\n", err.msg);
        return 1;
    }
    double all = now() - t - alone_ms;
    ask_again(NULL, NULL, 0, 0);
    printf("%d %d %zu %.0f %.0f %.0f %.0f %d %lld %lld %d %.0f\n", columns, rows, p.narcs, alone_ms, linear_ms, integer_ms, all, integers,
           (long long)c.totals.cover_ppm, (long long)c.totals.gap_ppm, c.how, asked_most);
    return 0;
}
