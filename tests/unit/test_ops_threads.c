/* The match by several threads: the same plan whatever their number; stopped, the plan is as before. */
#include "ops_help.h"
#include <mahalli/store.h>
#include "ops/session.h"

enum { NEEDS = 7 /* the first of the samples with needs */ };

static int setup(void **state)
{
    struct plan *p = calloc(1, sizeof *p);
    plan_new(p);
    take_samples(p, 0, NEEDS + 1);
    *state = p;
    return 0;
}

static int teardown(void **state)
{
    plan_free(*state);
    free(*state);
    return 0;
}

static void add_finding(void *ctx, const struct mh_finding *f)
{
    mh_str_addf(ctx, "%lld;%s;%s;%s;%d;%lld;%d;%lld;%lld\n", (long long)f->article_id, f->family ? f->family : "", f->specs ? f->specs : "",
                f->rest ? f->rest : "", (int)f->state, (long long)f->product_id, (int)f->verdict, (long long)f->score, (long long)f->stamp);
}

/* All that a match stores, as text. */
static char *stored(struct plan *p)
{
    struct mh_str out = MH_STR_INIT;
    assert_int_equal(mh_store_findings(p->s->store, add_finding, &out, &p->err), MH_OK);
    char *needs = list_of(p, "besoins", NULL);
    mh_str_add(&out, needs);
    free(needs);
    return mh_str_take(&out);
}

static void forget(struct plan *p)
{
    assert_int_equal(mh_store_derive_begin(p->s->store, &p->err), MH_OK);
    assert_int_equal(mh_store_findings_clear(p->s->store, &p->err), MH_OK);
    assert_int_equal(mh_store_derive_commit(p->s->store, &p->err), MH_OK);
}

static void same_whatever_the_threads(void **state)
{
    struct plan *p = *state;
    struct mh_match_result r, first;
    char *want = NULL;
    static const int64_t threads[] = { 1, 2, 3, 8, 0 };
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        forget(p);
        p->s->threads = threads[i];
        assert_int_equal(mh_ops_match(p->s, &r, &p->err), MH_OK);
        assert_int_equal(r.matched_again, r.articles);
        assert_true(r.articles > 200); /* several blocks */
        char *got = stored(p);
        if (want == NULL) {
            want = got;
            first = r;
            continue;
        }
        assert_string_equal(got, want);
        assert_memory_equal(&r, &first, sizeof r);
        free(got);
    }
    /* Nothing changed: nothing is matched again, the counts are the same. */
    p->s->threads = 3;
    assert_int_equal(mh_ops_match(p->s, &r, &p->err), MH_OK);
    assert_int_equal(r.matched_again, 0);
    assert_memory_equal(r.by_state, first.by_state, sizeof r.by_state);
    free(want);
}

struct stopping {
    int left, calls;
    int64_t last;
};

static bool stop_soon(void *ctx, const char *what, int64_t done, int64_t total)
{
    struct stopping *s = ctx;
    (void)what;
    assert_true(done >= s->last && done <= total);
    s->last = done;
    s->calls++;
    return s->left-- > 0;
}

static void stopped_the_plan_is_as_before(void **state)
{
    struct plan *p = *state;
    struct mh_match_result r;
    char *before = stored(p);
    for (int64_t threads = 1; threads <= 3; threads++)
        for (int left = 0; left < 4; left++) {
            struct stopping s = { .left = left };
            p->s->threads = threads;
            p->s->progress = (struct mh_progress){ .tick = stop_soon, .ctx = &s };
            assert_int_equal(mh_ops_match(p->s, &r, &p->err), MH_ECANCELED);
            assert_non_null(strstr(p->err.msg, "comme avant"));
            mh_err_clear(&p->err);
            assert_int_equal(s.calls, left + 1);
            char *after = stored(p);
            assert_string_equal(after, before);
            free(after);
        }
    struct stopping s = { .left = 1 << 20 };
    p->s->progress = (struct mh_progress){ .tick = stop_soon, .ctx = &s };
    assert_int_equal(mh_ops_match(p->s, &r, &p->err), MH_OK);
    assert_int_equal(s.last, r.articles);
    p->s->progress = (struct mh_progress){ 0 };
    free(before);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = { T(stopped_the_plan_is_as_before), T(same_whatever_the_threads) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
