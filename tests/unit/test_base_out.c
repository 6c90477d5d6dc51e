/* What leaves the program: cells of CSV files, files written beside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <mahalli/beside.h>
#include <mahalli/csvout.h>

static void assert_cell(const char *text, bool guard, const char *want)
{
    struct mh_str out = MH_STR_INIT;

    mh_csv_cell(&out, text, ';', guard);
    assert_string_equal(mh_str_text(&out), want);
    mh_str_free(&out);
}

static void assert_line_cell(const char *text, const char *want)
{
    struct mh_str out = MH_STR_INIT;

    mh_csv_line_cell(&out, text, ';');
    assert_string_equal(mh_str_text(&out), want);
    mh_str_free(&out);
}

static void cells(void **state)
{
    (void)state;
    assert_cell(NULL, true, "");
    assert_cell("gant", true, "gant");
    assert_cell("a;b", true, "\"a;b\"");
    assert_cell("5\" LONGUE", true, "\"5\"\" LONGUE\"");
    assert_cell(" bord", true, "\" bord\"");
    assert_cell("a\nb", true, "\"a\nb\"");
    assert_cell("=1+1", true, "'=1+1");
    assert_cell("=1;1", true, "\"'=1;1\"");
    assert_cell("=1+1", false, "=1+1");
    assert_cell("-12,5", true, "-12,5");
    assert_cell("+33 6", true, "'+33 6");
    assert_cell("-", true, "'-");
}

static void cells_of_one_line(void **state)
{
    (void)state;
    assert_line_cell(NULL, "");
    assert_line_cell("=x", "'=x");
    assert_line_cell("sonde vésicale", "sonde vésicale");
    assert_line_cell("a\nb", "\"a; b\"");
    assert_line_cell("a\r\nb", "\"a; b\"");
    assert_line_cell("a\rb", "\"a; b\"");
    assert_line_cell("\x1B[31mrouge", "\" [31mrouge\"");
    assert_line_cell("a\xC2\x9B" "b", "a b");
    assert_line_cell("\t=1", "\" =1\"");
    assert_line_cell("mal\xFF", "mal\xEF\xBF\xBD");
}

struct folder {
    char path[300], file[340], link[340];
};

static int setup(void **state)
{
    static struct folder f;
    const char *tmp = getenv("TMPDIR");

    (void)snprintf(f.path, sizeof f.path, "%.200s/mahalli-out.XXXXXX", tmp && *tmp ? tmp : "/tmp");
    if (!mkdtemp(f.path))
        return 1;
    (void)snprintf(f.file, sizeof f.file, "%s/rejets.csv", f.path);
    (void)snprintf(f.link, sizeof f.link, "%s/lien.csv", f.path);
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    struct folder *f = *state;

    unlink(f->link);
    unlink(f->file);
    return rmdir(f->path); /* nothing else was left there */
}

static void put(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
}

static void assert_holds(const char *path, const char *want)
{
    char text[64] = "";
    FILE *f = fopen(path, "r");

    assert_non_null(f);
    text[fread(text, 1, sizeof text - 1, f)] = '\0';
    fclose(f);
    assert_string_equal(text, want);
}

static void written_beside(void **state)
{
    const struct folder *f = *state;
    struct mh_beside b;
    struct mh_err err = MH_ERR_INIT;
    struct stat st;

    assert_int_equal(mh_beside_open(&b, f->file, &err), MH_OK);
    assert_int_not_equal(stat(f->file, &st), 0);
    put(b.tmp, "un");
    assert_int_equal(mh_beside_commit(&b, &err), MH_OK);
    assert_holds(f->file, "un");
    /* Dropped: the one of before stays. */
    assert_int_equal(chmod(f->file, 0640), 0);
    assert_int_equal(mh_beside_open(&b, f->file, &err), MH_OK);
    put(b.tmp, "deux");
    mh_beside_drop(&b);
    assert_holds(f->file, "un");
    mh_beside_drop(&b);
    /* Through a link: the file it names is replaced, with its mode. */
    assert_int_equal(symlink(f->file, f->link), 0);
    assert_int_equal(mh_beside_open(&b, f->link, &err), MH_OK);
    put(b.tmp, "trois");
    assert_int_equal(mh_beside_commit(&b, &err), MH_OK);
    assert_holds(f->file, "trois");
    assert_int_equal(lstat(f->link, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(stat(f->file, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
}

static void cannot_be_written(void **state)
{
    const struct folder *f = *state;
    struct mh_beside b;
    struct mh_err err = MH_ERR_INIT;

    assert_int_equal(mh_beside_open(&b, f->path, &err), MH_EIO);
    assert_non_null(strstr(err.msg, "c'est un dossier"));
    mh_err_clear(&err);
    assert_int_equal(mh_beside_open(&b, "/nulle/part/x.csv", &err), MH_EIO);
    assert_non_null(strstr(err.msg, "ce dossier n'existe pas"));
    mh_beside_drop(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells),
        cmocka_unit_test(cells_of_one_line),
        cmocka_unit_test_setup_teardown(written_beside, setup, teardown),
        cmocka_unit_test_setup_teardown(cannot_be_written, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
