/* Reject files: what went in comes out, says why, and goes in again once corrected. */
#include "import_help.h"
#include <sys/stat.h>
#include <unistd.h>

static char folder[256];

static int set_up(void **state)
{
    (void)state;
    const char *tmp = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/mh-reject-XXXXXX", tmp != NULL ? tmp : "/tmp");
    return mkdtemp(folder) != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    return rmdir(folder); /* fails if something was left */
}

static void in_folder(char *path, size_t n, const char *name)
{
    snprintf(path, n, "%s/%s", folder, name);
}

static char *whole(const char *path)
{
    struct mh_str s = MH_STR_INIT;
    char buf[4096];
    size_t n;
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return NULL;
    while ((n = fread(buf, 1, sizeof buf, f)) > 0)
        mh_str_addn(&s, buf, n);
    fclose(f);
    mh_str_addn(&s, "", 0);
    return mh_str_take(&s);
}

/* Imports `text`, rejects into `path`; returns the good rows, to be freed. */
static char *import_with_rejects(const char *text, const char *path, int64_t *bad)
{
    struct mh_reader *r;
    struct mh_err err = MH_ERR_INIT;
    struct mh_mapping m = { 0 };
    struct mh_diags diags = MH_DIAGS_INIT;
    struct mh_reject_file *f;
    struct mh_record rec;
    struct mh_need_line row;
    struct mh_str rows = MH_STR_INIT;
    bool got = true;
    const struct mh_table *t = &mh_table_need_lines;
    *bad = 0;
    if (mh_reader_open_memory(text, strlen(text), "essai.csv", MH_NUM_UNSETTLED, &r, &err) != MH_OK ||
        mh_mapping_for_reader(r, t, NULL, &m, &diags, &err) != MH_OK ||
        mh_reader_settle_numbers(r, m.numeric, m.ncells, &err) != MH_OK)
        fail_msg("%s", err.msg);
    assert_int_equal(diags.count[MH_SEV_WARNING], 0); /* the five columns come back without a word */
    assert_int_equal(mh_reject_open(path, mh_reader_header(r), mh_reader_dialect(r)->delimiter, &f, &err), MH_OK);
    mh_row_init(t, &row);
    while (mh_reader_next(r, &rec, &got, &err) == MH_OK && got) {
        size_t before = diags.list.len;
        if (mh_mapping_row(&m, &rec, mh_reader_dialect(r)->numbers, NULL, &row, &diags)) {
            row_text(t, &row, &rows);
        } else {
            ++*bad;
            assert_int_equal(mh_reject_row(f, &rec, &diags.list.at[before], &err), MH_OK);
        }
        mh_row_free(t, &row);
    }
    assert_int_equal(mh_reject_close(f, true, &err), MH_OK);
    mh_mapping_free(&m);
    mh_diags_free(&diags);
    mh_reader_close(r);
    mh_str_addn(&rows, "", 0);
    return mh_str_take(&rows);
}

static char *replaced(const char *text, const char *from, const char *to)
{
    struct mh_str s = MH_STR_INIT;
    const char *p = strstr(text, from);
    assert_non_null(p);
    mh_str_addn(&s, text, (size_t)(p - text));
    mh_str_add(&s, to);
    mh_str_add(&s, p + strlen(from));
    return mh_str_take(&s);
}

static void test_out_corrected_and_in(void **state)
{
    (void)state;
    char path[300];
    int64_t bad;
    in_folder(path, sizeof path, "rejets.csv");
    char *rows = import_with_rejects("Désignation,Qté,Observations\n\"Gant, nitrile\",douze,\"=1+1\"\nSonde,3,\n\"5\"\" long\",4 u,\"a\nb\"\n", path, &bad);
    assert_int_equal(bad, 2);
    assert_string_equal(rows, "designation=Sonde|quantite=3\n");
    free(rows);
    char *file = whole(path);
    assert_non_null(file);
    assert_has(file, "Désignation,Qté,Observations,ligne,colonne,valeur,raison,suggestion\n\"Gant, nitrile\",douze,=1+1,2,Qté,douze,");
    assert_has(file, "\n\"5\"\" long\",4 u,\"a\nb\",4,Qté,4 u,");
    char *half = replaced(file, "douze", "12");
    rows = import_with_rejects(half, path, &bad); /* one row still wrong: the old five columns give way to the new */
    assert_int_equal(bad, 1);
    assert_string_equal(rows, "designation=Gant, nitrile|quantite=12|observations==1+1\n");
    free(rows);
    free(file);
    free(half);
    file = whole(path);
    assert_has(file, "Désignation,Qté,Observations,ligne,colonne,valeur,raison,suggestion\n\"5\"\" long\",4 u,\"a\nb\",3,Qté,4 u,");
    char *good = replaced(file, "4 u", "4");
    unlink(path);
    rows = import_with_rejects(good, path, &bad);
    assert_int_equal(bad, 0);
    assert_string_equal(rows, "designation=5\" long|quantite=4|observations=a\nb\n");
    assert_int_equal(access(path, F_OK), -1); /* nothing rejected, nothing left */
    free(rows);
    free(file);
    free(good);
}

static void test_added_cells_run_nothing(void **state)
{
    (void)state;
    char path[300];
    int64_t bad;
    in_folder(path, sizeof path, "formules.csv");
    char *rows = import_with_rejects("designation;quantite\nGant;=HYPERLINK(1)\n@x;-3\n", path, &bad);
    char *file = whole(path);
    assert_has(file, "\nGant;=HYPERLINK(1);2;quantite;'=HYPERLINK(1);");
    assert_has(file, "\n@x;-3;3;quantite;-3;");
    free(rows);
    free(file);
    unlink(path);
}

static void test_surplus_and_broken_rows_lose_nothing(void **state)
{
    (void)state;
    char path[300];
    int64_t bad;
    in_folder(path, sizeof path, "restes.csv");
    char *rows = import_with_rejects("designation;quantite;unite\nGant; taille 7;5;paire\n\"a\" b;1;u\nc\n", path, &bad);
    char *file = whole(path);
    assert_int_equal(bad, 2);
    assert_has(file, "\nGant;taille 7;5;2;;paire;4 cellules pour 3 en-têtes");
    assert_has(file, "\n\"\"\"a\"\" b\";1;u;3;;;");
    free(rows);
    free(file);
    unlink(path);
}

static void test_mark_for_excel(void **state)
{
    (void)state;
    char path[300];
    int64_t bad;
    in_folder(path, sizeof path, "bom.csv");
    char *rows = import_with_rejects("d\xE9signation;quantite\nx;y\n", path, &bad);
    char *file = whole(path);
    assert_int_equal(strncmp(file, "\xEF\xBB\xBF" "désignation;", 16), 0);
    free(rows);
    rows = import_with_rejects(file, path, &bad);
    assert_int_equal(bad, 1);
    free(rows);
    free(file);
    unlink(path);
}

static void test_abandoned_and_impossible(void **state)
{
    (void)state;
    char path[300];
    const char *cells[] = { "a" };
    struct mh_record h = { .cell = cells, .ncells = 1, .line = 1 };
    struct mh_diag why = { .severity = MH_SEV_ERROR, .message = "non" };
    struct mh_reject_file *f;
    struct mh_err err = MH_ERR_INIT;
    in_folder(path, sizeof path, "abandon.csv");
    assert_int_equal(mh_reject_open(path, &h, ';', &f, &err), MH_OK);
    assert_int_equal(mh_reject_row(f, &h, &why, &err), MH_OK);
    assert_int_equal(mh_reject_close(f, false, &err), MH_OK);
    assert_int_equal(access(path, F_OK), -1);
    in_folder(path, sizeof path, "absent/rejets.csv");
    assert_int_equal(mh_reject_open(path, &h, ';', &f, &err), MH_EIO);
    assert_has(err.msg, "absent/rejets.csv » : ce dossier n'existe pas");
    assert_null(f);
    assert_int_equal(mh_reject_close(NULL, true, &err), MH_OK);
    mh_err_clear(&err);
    /* What is there and no reject file stays: the needs themselves, a plan. */
    in_folder(path, sizeof path, "besoins.csv");
    FILE *needs = fopen(path, "w");
    assert_non_null(needs);
    fputs("designation;quantite\nSERINGUE;10\n", needs);
    fclose(needs);
    assert_int_equal(mh_reject_open(path, &h, ';', &f, &err), MH_EINVAL);
    assert_has(err.msg, "n'est pas un fichier de rejets");
    mh_err_clear(&err);
    needs = fopen(path, "w");
    assert_non_null(needs);
    fputs("designation;quantite;ligne;colonne;valeur;raison;suggestion\n", needs);
    fclose(needs);
    assert_int_equal(mh_reject_open(path, &h, ';', &f, &err), MH_OK);
    assert_int_equal(mh_reject_close(f, false, &err), MH_OK);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_out_corrected_and_in),
        cmocka_unit_test(test_added_cells_run_nothing),
        cmocka_unit_test(test_surplus_and_broken_rows_lose_nothing),
        cmocka_unit_test(test_mark_for_excel),
        cmocka_unit_test(test_abandoned_and_impossible),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
