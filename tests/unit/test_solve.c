/* Models to a child and back: answers, limits, and every way in which a child can fail. The tests are their own child. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <mahalli/solve.h>
#include <mahalli/str.h>

#include "glpk_help.h"

static char folder[512];
static const char self[] = "/proc/self/exe"; /* main knows --solve */
static const struct mh_solve_options here = { .program = self };

static int64_t ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Two products of 3 and 5 a piece, three machines. Known: 2 and 6, worth 36; the second hour is worth 1,5, the third 1. */
static void hours(struct mh_model *m)
{
    int a = mh_model_row(m, -MH_INFINITE, 4), b = mh_model_row(m, -MH_INFINITE, 12), c = mh_model_row(m, -MH_INFINITE, 18);
    mh_model_col(m, 0, MH_INFINITE, -3, false);
    mh_model_entry(m, a, 1);
    mh_model_entry(m, c, 3);
    mh_model_col(m, 0, MH_INFINITE, -5, false);
    mh_model_entry(m, b, 2);
    mh_model_entry(m, c, 2);
}

static void linear(void **state)
{
    (void)state;
    struct mh_model m = { 0 };
    struct mh_solution s;
    struct mh_err err = MH_ERR_INIT;
    hours(&m);
    assert_int_equal(mh_solve(&m, &here, &s, &err), MH_OK);
    assert_int_equal(s.status, MH_SOLVED_OPTIMAL);
    assert_true(fabs(s.objective + 36) < 1e-7 && fabs(s.value[0] - 2) < 1e-7 && fabs(s.value[1] - 6) < 1e-7);
    assert_true(fabs(s.dual[0]) < 1e-7 && fabs(s.dual[1] + 1.5) < 1e-7 && fabs(s.dual[2] + 1) < 1e-7);
    mh_solution_free(&s);
    mh_model_free(&m);
}

/* Weights 5, 4, 3, values 5, 4, 3.2, room 7: the linear answer cuts one in two, the whole one is the last two. */
static void whole(void **state)
{
    (void)state;
    static const double weight[] = { 5, 4, 3 }, value[] = { 5, 4, 3.2 };
    struct mh_model m = { 0 };
    struct mh_solution s;
    struct mh_err err = MH_ERR_INIT;
    int room = mh_model_row(&m, -MH_INFINITE, 7);
    for (int j = 0; j < 3; j++) {
        mh_model_col(&m, 0, 1, -value[j], true);
        mh_model_entry(&m, room, weight[j]);
    }
    assert_int_equal(mh_solve(&m, &here, &s, &err), MH_OK);
    assert_int_equal(s.status, MH_SOLVED_OPTIMAL);
    assert_true(fabs(s.objective + 7.2) < 1e-7 && s.value[0] < 0.5 && s.value[1] > 0.5 && s.value[2] > 0.5);
    assert_null(s.dual);
    mh_solution_free(&s);
    assert_int_equal(mh_solve(&m, &(struct mh_solve_options) { .program = self, .relax = true }, &s, &err), MH_OK);
    assert_true(fabs(s.objective + 7.2) < 1e-7 || s.objective < -7.2);
    assert_non_null(s.dual);
    mh_solution_free(&s);
    mh_model_free(&m);
}

/* CBC 2.10.8 with its own preprocessing says 1 is proved: the second column twice. The first alone costs 0,1. */
static void preprocessed(void **state)
{
    (void)state;
    struct mh_model m = { 0 };
    struct mh_solution s;
    struct mh_err err = MH_ERR_INIT;
    static const double upper[] = { 1, 2, 1 }, cost[] = { 10.0 / 98, 0.5, 0.5 };
    static const double at[3][5] = { { 1, 0, 2.0 / 7, 1, 0 }, { 0.5, 0.5, 0, 0.5, 0 }, { 0, 0.5, 0, 1, 1 } };
    for (int i = 0; i < 5; i++)
        mh_model_row(&m, i == 3 ? 0.8 : -MH_INFINITE, i == 3 ? MH_INFINITE : i == 4 ? 0 : 1);
    for (int j = 0; j < 3; j++) {
        mh_model_col(&m, 0, upper[j], cost[j], true);
        for (int i = 0; i < 5; i++)
            if (at[j][i] > 0)
                mh_model_entry(&m, i, at[j][i]);
    }
    assert_int_equal(mh_solve(&m, &here, &s, &err), MH_OK);
    assert_true(fabs(s.objective - 10.0 / 98) < 1e-7);
    mh_solution_free(&s);
    mh_model_free(&m);
}

static void no_answer(void **state)
{
    (void)state;
    struct mh_model m = { 0 };
    struct mh_solution s;
    struct mh_err err = MH_ERR_INIT;
    int row = mh_model_row(&m, 3, MH_INFINITE);
    mh_model_col(&m, 0, 2, 1, false);
    mh_model_entry(&m, row, 1);
    assert_int_equal(mh_solve(&m, &here, &s, &err), MH_OK);
    assert_int_equal(s.status, MH_SOLVED_INFEASIBLE);
    assert_null(s.value);
    m.integer[0] = 1;
    assert_int_equal(mh_solve(&m, &here, &s, &err), MH_OK);
    assert_int_equal(s.status, MH_SOLVED_INFEASIBLE);
    m.integer[0] = 0;
    m.upper[0] = MH_INFINITE;
    m.cost[0] = -1;
    assert_int_equal(mh_solve(&m, &here, &s, &err), MH_OK);
    assert_int_equal(s.status, MH_SOLVED_UNBOUNDED);
    mh_model_free(&m);
    assert_int_equal(mh_solve(&m, &here, &s, &err), MH_OK); /* nothing to decide */
    assert_int_equal(s.status, MH_SOLVED_OPTIMAL);
    mh_solution_free(&s);
}

static void refused(void **state)
{
    (void)state;
    struct mh_model m = { 0 };
    struct mh_solution s;
    struct mh_err err = MH_ERR_INIT;
    hours(&m);
    m.row[1] = 7;
    assert_int_equal(mh_solve(&m, &here, &s, &err), MH_EINVAL);
    m.row[1] = 0; /* twice the same */
    mh_err_clear(&err);
    assert_int_equal(mh_model_check(&m, &err), MH_EINVAL);
    m.row[1] = 2;
    m.lower[0] = (double)NAN;
    mh_err_clear(&err);
    assert_int_equal(mh_model_check(&m, &err), MH_EINVAL);
    m.lower[0] = 0;
    mh_err_clear(&err);
    assert_int_equal(mh_model_check(&m, &err), MH_OK);
    mh_model_free(&m);
}

/* The child is a shell script. What it is asked, how long it may take, what must come of it. */
static const struct bad_child {
    const char *script, *says;
    enum mh_rc rc;
    enum mh_stopped by;
} bad_children[] = {
    { .script = "exit 0", .says = "sans répondre", .rc = MH_EIO },
    { .script = "exit 7", .says = "statut 7", .rc = MH_EIO },
    { .script = "kill -SEGV $$", .says = "signal 11", .rc = MH_EIO },
    { .script = "cat > /dev/null; echo bonjour", .says = "moins qu'un en-tête", .rc = MH_EIO },
    { .script = "cat", .says = "une solution", .rc = MH_EIO }, /* the model back */
    { .script = "cat > /dev/null; while :; do echo encore et encore; done", .says = "plus que ce qui", .rc = MH_EIO },
    { .script = "exec > /dev/null < /dev/null; sleep 20", .says = "signal 9", .rc = MH_EIO },
    { .script = "sleep 20", .rc = MH_OK, .by = MH_STOPPED_CLOCK },
    { .script = "sleep 20 & wait", .rc = MH_OK, .by = MH_STOPPED_CLOCK },
};

static const char *write_script(const char *text)
{
    static char path[600];
    snprintf(path, sizeof path, "%s/child.sh", folder);
    unlink(path);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "#!/bin/sh\n%s\n", text);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(chmod(path, 0755), 0);
    return path;
}

static void bad(void **state)
{
    (void)state;
    struct mh_model m = { 0 };
    hours(&m);
    for (size_t i = 0; i < sizeof bad_children / sizeof *bad_children; i++) {
        const struct bad_child *b = &bad_children[i];
        struct mh_solution s;
        struct mh_err err = MH_ERR_INIT;
        struct mh_solve_options opt = { .program = write_script(b->script), .clock_ms = b->by == MH_STOPPED_CLOCK ? 150 : 5000 };
        int64_t since = ms();
        enum mh_rc rc = mh_solve(&m, &opt, &s, &err);
        if (rc != b->rc || (b->says != NULL && strstr(err.msg, b->says) == NULL))
            fail_msg("« %s » : %d, %s", b->script, rc, err.msg);
        assert_int_equal(s.by, b->by);
        assert_int_equal(s.status, MH_SOLVED_NONE);
        assert_null(s.value);
        assert_true(ms() - since < 2000);
    }
    struct mh_solution s;
    struct mh_err err = MH_ERR_INIT;
    assert_int_equal(mh_solve(&m, &(struct mh_solve_options) { .program = "/nulle/part" }, &s, &err), MH_EIO);
    assert_non_null(strstr(err.msg, "lancé"));
    mh_err_clear(&err);
    assert_int_equal(mh_solve(&m, &(struct mh_solve_options) { 0 }, &s, &err), MH_EIO); /* nobody said who solves: not this program by itself */
    assert_non_null(strstr(err.msg, "aucun programme"));
    assert_true(s.value == NULL && s.status == MH_SOLVED_NONE);
    mh_model_free(&m);
}

static bool no_more(void *ctx, const char *what, int64_t done, int64_t total)
{
    (void)done;
    (void)total;
    assert_string_equal(what, "Calcul de la couverture");
    return ++*(int *)ctx < 3;
}

static void canceled(void **state)
{
    (void)state;
    struct mh_model m = { 0 };
    struct mh_solution s;
    struct mh_err err = MH_ERR_INIT;
    int asked = 0;
    struct mh_progress progress = { .tick = no_more, .ctx = &asked };
    hours(&m);
    int64_t since = ms();
    assert_int_equal(mh_solve(&m, &(struct mh_solve_options) { .program = write_script("sleep 20"), .progress = &progress }, &s, &err), MH_ECANCELED);
    assert_true(ms() - since < 1000);
    assert_int_equal(asked, 3);
    mh_model_free(&m);
}

/* Any byte of either message changed, any end cut off: refused, nothing is left behind. */
static void wire(void **state)
{
    (void)state;
    struct mh_model m = { 0 }, back;
    struct mh_solution s, s_back;
    struct mh_solve_options opt = { .program = self, .nodes = 7, .gap_ppm = 5 }, o;
    struct mh_str a = MH_STR_INIT, b = MH_STR_INIT;
    struct mh_err err = MH_ERR_INIT;
    hours(&m);
    assert_int_equal(mh_solve(&m, &opt, &s, &err), MH_OK);
    mh_wire_put_model(&a, &m, &opt);
    mh_wire_put_solution(&b, &s);
    assert_int_equal(mh_wire_get_model(a.data, a.len, &back, &o, &err), MH_OK);
    assert_true(o.nodes == 7 && o.gap_ppm == 5 && back.nnz == m.nnz && memcmp(back.value, m.value, sizeof(double) * 4) == 0);
    mh_model_free(&back);
    assert_int_equal(mh_wire_get_solution(b.data, b.len, m.ncols, m.nrows, &s_back, &err), MH_OK);
    assert_memory_equal(s_back.value, s.value, sizeof(double) * 2);
    mh_solution_free(&s_back);
    assert_int_equal(mh_wire_get_solution(b.data, b.len, m.ncols + 1, m.nrows, &s_back, &err), MH_EINVAL);
    for (size_t i = 0; i < a.len; i++) {
        mh_err_clear(&err);
        a.data[i] ^= 0x41;
        assert_int_equal(mh_wire_get_model(a.data, a.len, &back, &o, &err), MH_EINVAL);
        a.data[i] ^= 0x41;
        assert_int_equal(mh_wire_get_model(a.data, i, &back, &o, &err), MH_EINVAL);
        assert_true(err.msg[0] != '\0' && back.lower == NULL);
    }
    for (size_t i = 0; i < b.len; i++) {
        b.data[i] ^= 0x41;
        assert_int_equal(mh_wire_get_solution(b.data, b.len, m.ncols, m.nrows, &s_back, &err), MH_EINVAL);
        b.data[i] ^= 0x41;
        assert_int_equal(mh_wire_get_solution(b.data, i, m.ncols, m.nrows, &s_back, &err), MH_EINVAL);
        assert_null(s_back.value);
    }
    mh_str_free(&a);
    mh_str_free(&b);
    mh_solution_free(&s);
    mh_model_free(&m);
}

static uint32_t seed = 12345;
static int dice(int n)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)(seed >> 8) % n;
}

/* Lines and makers with capacities, in random numbers. */
static void transport(struct mh_model *m, int lines, int makers)
{
    for (int i = 0; i < lines; i++)
        mh_model_row(m, -MH_INFINITE, 5 + dice(50));
    for (int k = 0; k < makers; k++)
        mh_model_row(m, -MH_INFINITE, lines * (1 + dice(30)));
    for (int i = 0; i < lines; i++)
        for (int k = 0; k < makers; k++) {
            if (dice(3) == 0)
                continue;
            mh_model_col(m, 0, dice(4) == 0 ? 1 + dice(9) : MH_INFINITE, -1 - dice(1000) / 100.0, false);
            mh_model_entry(m, i, 1 + dice(3));
            mh_model_entry(m, lines + k, 1);
        }
}

/* GLPK as a separate program, never linked. */
static void glpk(void **state)
{
    (void)state;
    if (!help_has_glpsol())
        skip();
    for (int t = 0; t < 12; t++) {
        struct mh_model m = { 0 };
        struct mh_solution s;
        struct mh_err err = MH_ERR_INIT;
        transport(&m, 3 + dice(30), 2 + dice(8));
        double theirs = help_glpsol(&m, folder);
        assert_int_equal(mh_solve(&m, &here, &s, &err), MH_OK);
        assert_int_equal(s.status, MH_SOLVED_OPTIMAL);
        if (!(fabs(s.objective - theirs) <= 1e-6 * (1 + fabs(theirs))))
            fail_msg("modèle %d : %.9f, GLPK dit %.9f", t, s.objective, theirs);
        mh_solution_free(&s);
        mh_model_free(&m);
    }
}

static void same_again(void **state)
{
    (void)state;
    struct mh_model m = { 0 };
    struct mh_str a = MH_STR_INIT, b = MH_STR_INIT;
    transport(&m, 40, 8);
    for (int j = 0; j < m.ncols; j++)
        m.integer[j] = j % 3 == 0;
    for (int t = 0; t < 2; t++) {
        struct mh_solution s;
        struct mh_err err = MH_ERR_INIT;
        assert_int_equal(mh_solve(&m, &(struct mh_solve_options) { .program = self, .nodes = 50 }, &s, &err), MH_OK);
        mh_wire_put_solution(t == 0 ? &a : &b, &s);
        mh_solution_free(&s);
    }
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.data, b.data, a.len);
    mh_str_free(&a);
    mh_str_free(&b);
    mh_model_free(&m);
}

static void clean(void)
{
    char command[600];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0)
        print_message("# %s reste\n", folder);
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--solve") == 0)
        return mh_solve_child();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(linear), cmocka_unit_test(whole), cmocka_unit_test(preprocessed), cmocka_unit_test(no_answer), cmocka_unit_test(refused),
        cmocka_unit_test(bad), cmocka_unit_test(canceled), cmocka_unit_test(wire),
        cmocka_unit_test(same_again), { .name = help_glpk_name("glpk"), .test_func = glpk },
    };
    const char *tmp = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/mahalli-solve-XXXXXX", tmp != NULL ? tmp : "/tmp");
    if (mkdtemp(folder) == NULL)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    clean();
    return failed;
}
