/* Rows out of memory: they come back as they were, in any order, and a disk that refuses them is said. */
#define _DEFAULT_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <mahalli/spool.h>
#include <mahalli/str.h>
#include <mahalli/xalloc.h>

struct line {
    int64_t id;
    char *name, *text;
    int64_t quantity, price;
};

static const struct mh_column columns[] = {
    { .name = "nom", .type = MH_TEXT, .offset = offsetof(struct line, name) },
    { .name = "quantite", .type = MH_QTY, .offset = offsetof(struct line, quantity) },
    { .name = "texte", .type = MH_TEXT, .offset = offsetof(struct line, text) },
    { .name = "prix", .type = MH_MONEY, .offset = offsetof(struct line, price) },
};
static const struct mh_table lines = { .name = "lines", .columns = columns, .ncolumns = 4, .row_size = sizeof(struct line) };

static char folder[512];

static int setup(void **state)
{
    (void)state;
    const char *tmp = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/mh_spool_XXXXXX", tmp && *tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(folder));
    return setenv("TMPDIR", folder, 1);
}

static int teardown(void **state)
{
    (void)state;
    return rmdir(folder); /* refuses when something was left in it */
}

static int files(void)
{
    int n = 0;
    DIR *d = opendir(folder);
    assert_non_null(d);
    for (const struct dirent *e; (e = readdir(d)) != NULL;)
        n += e->d_name[0] != '.';
    closedir(d);
    return n;
}

/* The nth row, as it is added and as it is to come back: all kinds of texts and numbers, a few of them long. */
static void nth(size_t n, struct line *row, char **name, char **text)
{
    static const int64_t number[] = { 0, 1, -1, 63, 64, -64, 127, 128, 1000000, MH_UNKNOWN, INT64_MAX, INT64_MIN + 1 };
    size_t long_one = n % 5000 == 4999 ? 200000 : n % 37;
    char label[64];
    snprintf(label, sizeof label, "ligne %zu", n);
    *name = n % 7 == 3 ? NULL : mh_xstrdup(n % 7 == 4 ? "" : label);
    *text = mh_xcalloc(long_one + 1, 1);
    memset(*text, 'a' + (int)(n % 26), long_one);
    *row = (struct line){ .id = (int64_t)n * 3 - 7, .name = *name, .text = *text, .quantity = number[n % 12], .price = number[(n / 12) % 12] };
}

static void check(struct mh_spool *s, size_t n)
{
    struct line want;
    char *name, *text;
    const void *row = NULL;
    nth(n, &want, &name, &text);
    assert_int_equal(mh_spool_next(s, &row, NULL), MH_OK);
    assert_non_null(row);
    const struct line *got = row;
    assert_true(got->id == want.id);
    assert_true(mh_streq(got->name, name));
    assert_true(mh_streq(got->text, text));
    assert_true(got->quantity == want.quantity && got->price == want.price);
    free(name);
    free(text);
}

static void add(struct mh_spool *s, size_t n)
{
    struct line row;
    char *name, *text;
    nth(n, &row, &name, &text);
    mh_spool_add(s, &row);
    free(name);
    free(text);
}

static void test_rows_come_back(void **state)
{
    (void)state;
    static const size_t many[] = { 0, 1, 7, 1000, 30001 };
    for (size_t m = 0; m < sizeof many / sizeof *many; m++) {
        struct mh_spool *s = mh_spool_new(&lines);
        int64_t *at = mh_xcalloc(many[m] + 1, sizeof *at);
        const void *row;
        for (size_t i = 0; i < many[m]; i++) {
            at[i] = mh_spool_end(s);
            add(s, i);
        }
        assert_int_equal(mh_spool_rows(s), many[m]);
        assert_ptr_equal(mh_spool_table(s), &lines);
        for (int turn = 0; turn < 2; turn++) {
            for (size_t i = 0; i < many[m]; i++)
                check(s, i);
            for (int again = 0; again < 2; again++) {
                assert_int_equal(mh_spool_next(s, &row, NULL), MH_OK);
                assert_null(row);
            }
            assert_int_equal(mh_spool_rewind(s, NULL), MH_OK);
        }
        for (size_t i = many[m]; i-- > 0; i -= i % 3 < i ? i % 3 : i) { /* from behind, some left out */
            assert_int_equal(mh_spool_seek(s, at[i], NULL), MH_OK);
            check(s, i);
            if (i + 1 < many[m])
                check(s, i + 1);
        }
        assert_int_equal(mh_spool_check(s, NULL), MH_OK);
        assert_int_equal(files(), 0); /* no name, even while it is used */
        mh_spool_free(s);
        free(at);
    }
    mh_spool_free(NULL);
}

/* A folder that is not there gives way to /tmp; no file at all is said, and only when one is needed. */
static void test_no_file(void **state)
{
    (void)state;
    struct mh_err err = MH_ERR_INIT;
    struct rlimit was, none;
    const void *row;
    assert_int_equal(setenv("TMPDIR", "/n/existe/pas", 1), 0);
    for (int turn = 0; turn < 3; turn++) {
        size_t n = turn == 0 ? 100 : 6000;
        struct mh_spool *s = mh_spool_new(&lines);
        assert_int_equal(getrlimit(RLIMIT_NOFILE, &was), 0);
        none = was;
        none.rlim_cur = 0;
        assert_int_equal(setrlimit(RLIMIT_NOFILE, turn == 1 ? &was : &none), 0);
        for (size_t i = 0; i < n; i++)
            add(s, i);
        assert_int_equal(setrlimit(RLIMIT_NOFILE, &was), 0);
        assert_int_equal(mh_spool_check(s, &err), turn < 2 ? MH_OK : MH_EIO);
        if (turn < 2) {
            check(s, 0);
        } else {
            assert_non_null(strstr(err.msg, "/tmp"));
            assert_non_null(strstr(err.msg, "TMPDIR"));
            assert_int_equal(mh_spool_rewind(s, NULL), MH_EIO);
            assert_int_equal(mh_spool_next(s, &row, NULL), MH_EIO);
            assert_null(row);
        }
        mh_spool_free(s);
    }
    assert_int_equal(setenv("TMPDIR", folder, 1), 0);
}

static void test_full(void **state)
{
    (void)state;
    struct rlimit was, little;
    struct mh_err err = MH_ERR_INIT;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    little = was;
    little.rlim_cur = 300000;
    void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
    struct mh_spool *s = mh_spool_new(&lines);
    for (size_t i = 0; i < 20000; i++)
        add(s, i);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    signal(SIGXFSZ, before);
    assert_int_equal(mh_spool_check(s, &err), MH_EIO);
    assert_non_null(strstr(err.msg, folder));
    assert_int_equal(mh_spool_rewind(s, NULL), MH_EIO);
    assert_int_equal(files(), 0);
    mh_spool_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_come_back),
        cmocka_unit_test(test_no_file),
        cmocka_unit_test(test_full),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
