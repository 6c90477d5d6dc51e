/* Errors, strings, vectors, arenas, hashes, findings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <errno.h>
#include <mahalli/arena.h>
#include <mahalli/diag.h>
#include <mahalli/err.h>
#include <mahalli/hash.h>
#include <mahalli/progress.h>
#include <mahalli/str.h>
#include <mahalli/utf8.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

static void first_error_stays(void **state)
{
    struct mh_err err = MH_ERR_INIT;

    (void)state;
    assert_int_equal(mh_err_set(&err, MH_EINVAL, "ligne %d", 3), MH_EINVAL);
    assert_int_equal(mh_err_set(&err, MH_EIO, "autre"), MH_EINVAL);
    assert_string_equal(err.msg, "ligne 3");
    assert_int_equal(mh_err_where(&err, "%s", "besoins.csv"), MH_EINVAL);
    assert_string_equal(err.msg, "besoins.csv : ligne 3");
    mh_err_clear(&err);
    assert_int_equal(err.rc, MH_OK);
    assert_string_equal(err.msg, "");
    assert_int_equal(mh_err_set(NULL, MH_EIO, "personne n'écoute"), MH_EIO);
}

/* What the catalogue holds is said in the reader's language, the words that go into it and where it happened too; the rest is French. */
static void errors_in_the_readers_language(void **state)
{
    struct mh_err err = MH_ERR_IN("en");

    (void)state;
    mh_err_set(&err, MH_EIO, "impossible d'écrire « %s » : %s", "plan.xlsx", mh_err_errno(&err, ENOSPC));
    assert_string_equal(err.msg, "cannot write \"plan.xlsx\": the disk is full");
    mh_err_where(&err, "%s", "export");
    assert_string_equal(err.msg, "export: cannot write \"plan.xlsx\": the disk is full");
    mh_err_clear(&err);
    mh_err_set(&err, MH_EINVAL, "phrase d'aucun catalogue %d", 7);
    assert_string_equal(err.msg, "phrase d'aucun catalogue 7");
    mh_err_clear(&err);
    assert_string_equal(err.lang, "en");
    assert_string_equal(mh_err_word(NULL, "ce n'est pas un fichier"), "ce n'est pas un fichier");
    assert_string_equal(mh_err_errno(NULL, ENOSPC), "le disque est plein");
}

static void long_messages_are_cut_between_characters(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 4; shift++) {
        struct mh_err err = MH_ERR_INIT;
        struct mh_str text = MH_STR_INIT;
        mh_str_addn(&text, "abc", shift);
        while (text.len < 2 * MH_ERR_SIZE)
            mh_str_add(&text, "é€😀");
        mh_err_set(&err, MH_EINVAL, "%s", mh_str_text(&text));
        assert_true(mh_utf8_valid(err.msg, strlen(err.msg)));
        assert_true(strlen(err.msg) >= MH_ERR_SIZE - 4);
        mh_err_where(&err, "é%s", mh_str_text(&text));
        assert_true(mh_utf8_valid(err.msg, strlen(err.msg)));
        mh_str_free(&text);
    }
}

static void exit_statuses(void **state)
{
    static const struct { enum mh_rc rc; int status; } want[] = {
        { MH_OK, 0 }, { MH_EUSAGE, 2 }, { MH_EINVAL, 3 }, { MH_ENOTFOUND, 4 }, { MH_EAMBIG, 4 }, { MH_EBUSY, 5 }, { MH_ECONFLICT, 5 },
        { MH_EIO, 6 }, { MH_EDAMAGED, 7 }, { MH_ENEWER, 7 }, { MH_EDENIED, 8 }, { MH_ECANCELED, 130 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        assert_int_equal(mh_err_exit_status(want[i].rc), want[i].status);
}

static void strings_grow(void **state)
{
    struct mh_str s = MH_STR_INIT;

    (void)state;
    assert_string_equal(mh_str_text(&s), "");
    mh_str_clear(&s);
    mh_str_add(&s, NULL);
    for (int i = 0; i < 1000; i++)
        mh_str_addf(&s, "%d,", i);
    assert_int_equal(s.len, 10 * 2 + 90 * 3 + 900 * 4);
    assert_int_equal(strlen(s.data), s.len);
    mh_str_clear(&s);
    mh_str_addf(&s, "%0700d", 7);
    assert_int_equal(s.len, 700);
    assert_int_equal(s.data[699], '7');
    char *taken = mh_str_take(&s);
    assert_int_equal(strlen(taken), 700);
    free(taken);
    assert_null(s.data);
    taken = mh_str_take(&s);
    assert_string_equal(taken, "");
    free(taken);
    mh_str_free(&s);
}

static void integers_in_french(void **state)
{
    static const struct { int64_t v; const char *text; } want[] = {
        { 0, "0" }, { 7, "7" }, { 999, "999" }, { 1000, "1\u202F000" }, { -1234567, "-1\u202F234\u202F567" },
        { INT64_MAX, "9\u202F223\u202F372\u202F036\u202F854\u202F775\u202F807" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct mh_str s = MH_STR_INIT;
        mh_str_add_int(&s, want[i].v);
        assert_string_equal(mh_str_text(&s), want[i].text);
        mh_str_free(&s);
    }
}

static void blank_and_equal(void **state)
{
    (void)state;
    assert_true(mh_blank(NULL));
    assert_true(mh_blank(""));
    assert_true(mh_blank(" \t\r\n\u00A0\u202F\u3000\uFEFF"));
    assert_false(mh_blank(" \u00A0."));
    assert_false(mh_blank("\x80"));
    assert_true(mh_streq(NULL, NULL));
    assert_false(mh_streq(NULL, ""));
    assert_true(mh_streq("a", "a"));
}

static void lists(void **state)
{
    (void)state;
    assert_true(mh_in_list("a|bc|d", "bc"));
    assert_true(mh_in_list("a|bc|d", "d"));
    assert_false(mh_in_list("a|bc|d", "b"));
    assert_false(mh_in_list(NULL, "b"));
    assert_false(mh_in_list("", ""));
    assert_false(mh_in_list("a|bc|d", ""));
    assert_false(mh_in_list("a|bc|d", "a|bc"));
}

static void distances(void **state)
{
    char far[80];

    (void)state;
    assert_int_equal(mh_distance("", ""), 0);
    assert_int_equal(mh_distance("", "abc"), 3);
    assert_int_equal(mh_distance("abc", ""), 3);
    assert_int_equal(mh_distance("import", "import"), 0);
    assert_int_equal(mh_distance("improt", "import"), 1);
    assert_int_equal(mh_distance("quantite", "qantite"), 1);
    assert_int_equal(mh_distance("quantite", "quantities"), 2);
    assert_int_equal(mh_distance("abcd", "dcba"), 3); /* the ends change, the middle swaps */
    memset(far, 'x', sizeof far);
    far[64] = '\0';
    assert_int_equal(mh_distance(far, far), 0);
    far[64] = 'x';
    far[65] = '\0';
    assert_int_equal(mh_distance(far, far), 64);
}

static void duplicates(void **state)
{
    (void)state;
    assert_null(mh_xstrdup(NULL));
    char *s = mh_xstrndup("abc", 10);
    assert_string_equal(s, "abc");
    free(s);
    s = mh_xstrndup("abc", 2);
    assert_string_equal(s, "ab");
    free(s);
    free(mh_xmalloc(0));
    free(mh_xcalloc(0, 8));
}

static void vectors(void **state)
{
    MH_VEC(int) v = { 0 };

    (void)state;
    for (int i = 0; i < 1000; i++)
        mh_vec_push(&v, i);
    *mh_vec_add(&v) += 5;
    assert_int_equal(v.len, 1001);
    assert_int_equal(v.at[999], 999);
    assert_int_equal(v.at[1000], 5);
    mh_vec_reserve(&v, 5000);
    assert_true(v.cap >= 5000);
    mh_vec_free(&v);
    assert_null(v.at);
    assert_int_equal(v.len, 0);
}

static void arenas(void **state)
{
    struct mh_arena a = { 0 };
    char *kept[2000];

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 2000; i++) {
            char text[64];
            (void)snprintf(text, sizeof text, "%d-%d", round, i);
            kept[i] = mh_arena_strdup(&a, text);
            max_align_t *p = mh_arena_alloc(&a, (size_t)(i % 70));
            assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
            for (int k = 0; k < i % 70; k++) {
                assert_int_equal(((unsigned char *)p)[k], 0);
                ((unsigned char *)p)[k] = 0xEE; /* the next round must find zeros again */
            }
        }
        memset(mh_arena_alloc(&a, 300000), 0xEE, 300000);
        for (int i = 0; i < 2000; i++) {
            char text[64];
            (void)snprintf(text, sizeof text, "%d-%d", round, i);
            assert_string_equal(kept[i], text);
        }
        mh_arena_reset(&a);
    }
    assert_null(mh_arena_strdup(&a, NULL));
    assert_string_equal(mh_arena_strndup(&a, "abcdef", 3), "abc");
    mh_arena_free(&a);
    assert_null(a.head);
    mh_arena_free(&a);
}

static void sha256(void **state)
{
    struct mh_sha s, t;
    unsigned char digest[MH_SHA_SIZE], other[MH_SHA_SIZE];
    char hex[MH_SHA_HEX_SIZE];

    (void)state;
    mh_sha_init(&s);
    mh_sha_add(&s, "ab", 2);
    mh_sha_add(&s, NULL, 0);
    mh_sha_add(&s, "c", 1);
    mh_sha_final(&s, digest);
    mh_sha_hex(digest, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); /* FIPS 180-2, "abc" */

    mh_sha_init(&s);
    mh_sha_add_text(&s, "ab");
    mh_sha_add_text(&s, "c");
    mh_sha_final(&s, digest);
    mh_sha_init(&t);
    mh_sha_add_text(&t, "a");
    mh_sha_add_text(&t, "bc");
    mh_sha_final(&t, other);
    assert_memory_not_equal(digest, other, MH_SHA_SIZE);
    mh_sha_init(&s);
    mh_sha_add_text(&s, "");
    mh_sha_final(&s, digest);
    mh_sha_init(&t);
    mh_sha_add_text(&t, NULL);
    mh_sha_final(&t, other);
    assert_memory_not_equal(digest, other, MH_SHA_SIZE);
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void hash64(void **state)
{
    enum { N = 20000 };
    uint64_t *seen = mh_xcalloc(N, sizeof *seen);
    static const unsigned char zeros[32];

    (void)state;
    for (int i = 0; i < N; i++) {
        char text[32];
        int n = snprintf(text, sizeof text, "article %d", i);
        seen[i] = mh_hash64(text, (size_t)n, 0);
    }
    qsort(seen, N, sizeof *seen, by_value);
    for (int i = 1; i < N; i++)
        assert_true(seen[i] != seen[i - 1]);
    for (size_t i = 1; i <= sizeof zeros; i++)
        assert_true(mh_hash64(zeros, i, 0) != mh_hash64(zeros, i - 1, 0));
    assert_true(mh_hash64("a", 1, 0) != mh_hash64("a", 1, 1));
    free(seen);
}

static void findings_are_copied_and_capped(void **state)
{
    struct mh_diags d = MH_DIAGS_INIT;
    char message[32] = "date illisible";

    (void)state;
    d.keep = 2;
    for (int i = 0; i < 5; i++)
        mh_diag_add(&d, &(struct mh_diag){ .severity = i ? MH_SEV_ERROR : MH_SEV_NOTE, .rule = "r", .line = i, .message = message });
    strcpy(message, "autre");
    assert_int_equal(d.list.len, 2);
    assert_int_equal(d.count[MH_SEV_NOTE], 1);
    assert_int_equal(d.count[MH_SEV_ERROR], 4);
    assert_string_equal(d.list.at[0].message, "date illisible");
    assert_null(d.list.at[0].value);
    assert_string_equal(mh_severity_name(MH_SEV_WARNING), "avertissement");
    mh_diags_free(&d);
    assert_int_equal(d.count[MH_SEV_ERROR], 0);
    mh_diag_add(NULL, &(struct mh_diag){ .rule = "r" });
}

static bool refuse(void *ctx, const char *what, int64_t done, int64_t total)
{
    (void)what;
    (void)total;
    *(int64_t *)ctx += done;
    return false;
}

static void progress(void **state)
{
    int64_t sum = 0;
    struct mh_progress p = { refuse, &sum }, none = { 0 };

    (void)state;
    assert_true(mh_progress_tick(NULL, "Lecture", 1, 2));
    assert_true(mh_progress_tick(&none, "Lecture", 1, 2));
    assert_false(mh_progress_tick(&p, "Lecture", 3, -1));
    assert_int_equal(sum, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_error_stays), cmocka_unit_test(errors_in_the_readers_language),  cmocka_unit_test(long_messages_are_cut_between_characters),
        cmocka_unit_test(exit_statuses),      cmocka_unit_test(strings_grow),
        cmocka_unit_test(integers_in_french), cmocka_unit_test(blank_and_equal),
        cmocka_unit_test(lists),              cmocka_unit_test(distances),
        cmocka_unit_test(duplicates),         cmocka_unit_test(vectors),
        cmocka_unit_test(arenas),             cmocka_unit_test(sha256),
        cmocka_unit_test(hash64),             cmocka_unit_test(findings_are_copied_and_capped),
        cmocka_unit_test(progress),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
