/*
 * Files that nobody should send: each of tests/hostile/csv says here what becomes of it; and thousands of random wounds to good files,
 * after which the reader must only ever give valid rows or a refusal in words.
 */
#include "import_help.h"
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>
#include <mahalli/utf8.h>

#define FOLDER "tests/hostile/csv"

static const struct {
    const char *file;
    enum mh_rc rc;
    int64_t good, bad;
    const char *says; /* part of the error, or of the first refusal */
} cases[] = {
    { "binaire.csv", MH_EINVAL, 0, 0, "n'est pas un fichier texte" },
    { "blanc.csv", MH_EINVAL, 0, 0, "est vide" },
    { "bom-guillemet.csv", MH_OK, 1, 0, "" },
    { "classeur.ods.csv", MH_EINVAL, 0, 0, "classeur LibreOffice (.ods)" },
    { "classeur.xls.csv", MH_EINVAL, 0, 0, "ancien classeur Excel (.xls)" },
    { "classeur.xlsx.csv", MH_EINVAL, 0, 0, "classeur abîmé" },
    { "controles.csv", MH_OK, 2, 0, "" },
    { "cr-seul.csv", MH_OK, 2, 0, "" },
    { "document.pdf.csv", MH_EINVAL, 0, 0, "est un PDF" },
    { "en-tete-double.csv", MH_OK, 1, 0, "" },
    { "en-tete-seul.csv", MH_OK, 0, 0, "" },
    { "fin-de-fichier-dos.csv", MH_OK, 1, 0, "" },
    { "fins-de-ligne-melees.csv", MH_OK, 3, 0, "" },
    { "formules.csv", MH_OK, 1, 1, "« douze » n'est pas un nombre" },
    { "guillemet-dans-le-texte.csv", MH_OK, 3, 1, "du texte suit un guillemet fermant" },
    { "guillemet-jamais-referme.csv", MH_EINVAL, 1, 0, "ligne 3 : guillemet ouvert et jamais refermé" },
    { "guillemet-referme-plus-loin.csv", MH_OK, 2, 1, "le guillemet ouvert ligne 2 n'est pas refermé" },
    { "lignes-inegales.csv", MH_OK, 4, 1, "4 cellules pour 3 en-têtes" },
    { "mac-guillemets.csv", MH_OK, 2, 0, "" },
    { "nombres-ambigus.csv", MH_EINVAL, 0, 0, "--decimal" },
    { "nombres-contradictoires.csv", MH_EINVAL, 0, 0, "écrits de deux façons" },
    { "nombres-enormes.csv", MH_OK, 0, 4, "trop grand" },
    { "octet-nul.csv", MH_OK, 1, 3, "caractère nul" },
    { "page-web.xls.csv", MH_EINVAL, 0, 0, "il manque « quantite »" },
    { "sans-en-tete.csv", MH_EINVAL, 0, 0, "il manque « designation »" },
    { "sans-fin-de-ligne.csv", MH_OK, 1, 0, "" },
    { "sep-virgule.csv", MH_OK, 1, 0, "" },
    { "titres.csv", MH_OK, 1, 0, "" },
    { "utf16-demi-paire.csv", MH_OK, 1, 0, "" },
    { "utf16be-impair.csv", MH_OK, 2, 0, "" },
    { "utf16le-sans-marque.csv", MH_OK, 1, 0, "" },
    { "utf8-casse.csv", MH_OK, 3, 0, "" },
    { "vide.csv", MH_EINVAL, 0, 0, "est vide" },
};
enum { NCASES = sizeof cases / sizeof *cases };

static struct taken take_file(const char *path)
{
    struct taken t;
    struct mh_reader *r;
    memset(&t, 0, sizeof t);
    t.rc = mh_reader_open(path, MH_NUM_UNSETTLED, &r, &t.err);
    if (t.rc == MH_OK)
        take_reader(r, "besoins", NULL, &t);
    return t;
}

static void test_corpus(void **state)
{
    (void)state;
    for (int i = 0; i < NCASES; i++) {
        char path[300];
        snprintf(path, sizeof path, FOLDER "/%s", cases[i].file);
        struct taken t = take_file(path);
        const char *said = t.err.msg;
        for (size_t k = 0; t.rc == MH_OK && k < t.diags.list.len && *said == '\0'; k++)
            if (t.diags.list.at[k].severity == MH_SEV_ERROR)
                said = t.diags.list.at[k].message;
        if (t.rc != cases[i].rc || t.good != cases[i].good || t.bad != cases[i].bad || strstr(said, cases[i].says) == NULL)
            fail_msg("%s : %d, %d bonnes, %d rejetées, « %s »", cases[i].file, t.rc, (int)t.good, (int)t.bad, said);
        taken_free(&t);
    }
}

static void test_corpus_is_listed(void **state)
{
    (void)state;
    DIR *d = opendir(FOLDER);
    assert_non_null(d);
    int n = 0;
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        if (e->d_name[0] == '.')
            continue;
        bool listed = false;
        for (int i = 0; i < NCASES; i++)
            listed = listed || strcmp(cases[i].file, e->d_name) == 0;
        if (!listed)
            fail_msg("%s n'a pas de cas", e->d_name);
        n++;
    }
    closedir(d);
    assert_int_equal(n, NCASES);
}

static void test_no_files(void **state)
{
    (void)state;
    struct mh_reader *r;
    struct mh_err err = MH_ERR_INIT;
    assert_int_equal(mh_reader_open("tests/hostile/absent.csv", MH_NUM_UNSETTLED, &r, &err), MH_EIO);
    assert_has(err.msg, "n'existe pas");
    assert_null(r);
    mh_err_clear(&err);
    assert_int_equal(mh_reader_open(FOLDER, MH_NUM_UNSETTLED, &r, &err), MH_EINVAL);
    assert_has(err.msg, "est un dossier");
    mh_err_clear(&err);
    assert_int_equal(mh_reader_open("/dev/null", MH_NUM_UNSETTLED, &r, &err), MH_EINVAL);
    assert_has(err.msg, "fichier ordinaire");
    mh_err_clear(&err);
    assert_int_equal(mh_reader_open(FOLDER "/vide.csv/x", MH_NUM_UNSETTLED, &r, &err), MH_EIO);
}

static void test_unreadable(void **state)
{
    (void)state;
    char path[300];
    const char *tmp = getenv("TMPDIR");
    struct mh_reader *r;
    struct mh_err err = MH_ERR_INIT;
    snprintf(path, sizeof path, "%s/mh-illisible-XXXXXX", tmp != NULL ? tmp : "/tmp");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    chmod(path, 0);
    enum mh_rc rc = mh_reader_open(path, MH_NUM_UNSETTLED, &r, &err);
    if (geteuid() == 0) { /* root reads everything: it is only empty */
        assert_int_equal(rc, MH_EINVAL);
    } else {
        assert_int_equal(rc, MH_EIO);
        assert_has(err.msg, "pas le droit");
    }
    unlink(path);
}

/* --- random wounds --- */

static uint64_t rng_state;

static uint32_t rng(uint32_t below)
{
    rng_state ^= rng_state << 13;
    rng_state ^= rng_state >> 7;
    rng_state ^= rng_state << 17;
    return (uint32_t)(rng_state >> 20) % below;
}

static void wound(struct mh_str *s)
{
    static const char *const darts[] = { "\"", "\"\"", ";", ",", "\r", "\n", "\r\n", "\t", "|", "\xEF\xBB\xBF", "\xC3", "\xED\xA0\x80", "\x1A",
                                         "sep=", "'", "=", "1.234", "1,5", "\xFF\xFE", "É", " " };
    size_t at = s->len > 0 ? rng((uint32_t)s->len) : 0;
    struct mh_str out = MH_STR_INIT;
    const char *dart = darts[rng(sizeof darts / sizeof *darts)];
    size_t gone = rng(4) == 0 ? rng(40) : rng(2);
    if (gone > s->len - at)
        gone = s->len - at;
    mh_str_addn(&out, mh_str_text(s), at);
    switch (rng(4)) {
    case 0: mh_str_addc(&out, (char)rng(256)); break;
    case 1: mh_str_addn(&out, "\0\0\0", 1 + rng(3)); break;
    case 2: break;
    default: mh_str_add(&out, dart);
    }
    mh_str_addn(&out, mh_str_text(s) + at + gone, s->len - at - gone);
    mh_str_free(s);
    *s = out;
}

/* Reads as far as it goes; every cell is valid UTF-8, every count agrees. */
static void survives(const char *bytes, size_t n)
{
    struct mh_reader *r;
    struct mh_err err = MH_ERR_INIT;
    struct mh_record rec;
    bool got = true;
    int64_t given = 0, line = 0;
    enum mh_rc rc = mh_reader_open_memory(bytes, n, "essai.csv", MH_NUM_UNSETTLED, &r, &err);
    if (rc != MH_OK) {
        assert_int_equal(rc, MH_EINVAL);
        assert_true(strlen(err.msg) > 20);
        return;
    }
    while ((rc = mh_reader_next(r, &rec, &got, &err)) == MH_OK && got) {
        given++;
        assert_true(rec.line > line);
        line = rec.line;
        for (size_t i = 0; i < rec.ncells; i++)
            assert_true(mh_utf8_valid(rec.cell[i], strlen(rec.cell[i])));
    }
    assert_true(rc == MH_OK || rc == MH_EINVAL);
    assert_int_equal(given, mh_reader_dialect(r)->records);
    mh_reader_close(r);
}

static void test_random_wounds(void **state)
{
    (void)state;
    static const char *const files[] = { "bom-guillemet.csv", "titres.csv", "guillemet-dans-le-texte.csv", "utf16le-sans-marque.csv",
                                         "mac-guillemets.csv", "utf8-casse.csv" };
    rng_state = 0x9E3779B97F4A7C15u;
    for (int round = 0; round < 1500; round++) {
        char path[300], buf[4096];
        struct mh_str s = MH_STR_INIT;
        snprintf(path, sizeof path, FOLDER "/%s", files[(size_t)round % (sizeof files / sizeof *files)]);
        FILE *f = fopen(path, "rb");
        assert_non_null(f);
        mh_str_addn(&s, buf, fread(buf, 1, sizeof buf, f));
        fclose(f);
        for (uint32_t i = 1 + rng(12); i > 0; i--)
            wound(&s);
        survives(mh_str_text(&s), s.len);
        struct taken t = take_styled("besoins", mh_str_text(&s), s.len, MH_NUM_COMMA);
        assert_true(t.rc == MH_OK || t.rc == MH_EINVAL);
        taken_free(&t);
        mh_str_free(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_corpus),     cmocka_unit_test(test_corpus_is_listed), cmocka_unit_test(test_no_files),
        cmocka_unit_test(test_unreadable), cmocka_unit_test(test_random_wounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
