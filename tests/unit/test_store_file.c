/* The file: made, opened, refused, brought up to date, copied; two writers, no room, killed writers, damaged bytes. */
#include "store_help.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const struct mh_store_options options = { .author = "essai", .now = "2026-11-22T11:30:00" };

static const char *beside(const char *name)
{
    static char path[4][400];
    static int at;

    at = (at + 1) % 4;
    snprintf(path[at], sizeof path[at], "%s/%s", plan.dir, name);
    return path[at];
}

static enum mh_rc try_open(const char *path, enum mh_store_mode mode, const struct mh__migration *list, struct mh_err *err)
{
    struct mh_store *s = NULL;
    enum mh_rc rc = mh__store_open_with(path, mode, &options, list, &s, err);

    assert_true((rc == MH_OK) == (s != NULL));
    mh_store_close(s);
    return rc;
}

static void write_file(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}

/* --- making and refusing --- */

static void test_create(void **state)
{
    (void)state;
    struct stat st;
    struct mh_err *err;
    mode_t mask = umask(0);

    assert_int_equal(try_open(beside("neuf.db"), MH_STORE_CREATE, mh__migrations, help_err()), MH_OK);
    umask(mask);
    assert_int_equal(stat(beside("neuf.db"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_not_equal(stat(beside("neuf.db-wal"), &st), 0);
    err = help_err();
    assert_int_equal(try_open(beside("neuf.db"), MH_STORE_CREATE, mh__migrations, err), MH_EINVAL);
    assert_non_null(strstr(err->msg, "existe déjà"));
    assert_int_equal(try_open(beside("absent/neuf.db"), MH_STORE_CREATE, mh__migrations, help_err()), MH_EIO);
    const struct mh__migration broken[] = { { 1, "001_cassee", "CREATE TABLE a (b); CREATE TABL" }, { 0 } };
    assert_int_not_equal(try_open(beside("rate.db"), MH_STORE_CREATE, broken, help_err()), MH_OK);
    assert_int_not_equal(stat(beside("rate.db"), &st), 0); /* whole or not at all */
}

static void test_origins_differ(void **state)
{
    (void)state;
    struct mh_store *a = NULL, *b = NULL;

    ok(mh_store_open(beside("a.db"), MH_STORE_CREATE, &options, &a, help_err()));
    ok(mh_store_open(beside("b.db"), MH_STORE_CREATE, &options, &b, help_err()));
    assert_true(a->origin > 0 && b->origin > 0 && a->origin != b->origin);
    assert_int_equal(plan.s->origin, 77);
    mh_store_close(a);
    mh_store_close(b);
}

static void test_what_is_no_plan(void **state)
{
    (void)state;
    static const struct {
        const char *name, *bytes;
        size_t n;
    } files[] = { { "vide.db", "", 0 }, { "texte.db", "besoins;quantite\n", 17 }, { "entete.db", "SQLite format 3\0 et rien", 24 } };

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        write_file(beside(files[i].name), files[i].bytes, files[i].n);
        assert_int_equal(try_open(beside(files[i].name), MH_STORE_WRITE, mh__migrations, help_err()), MH_EDAMAGED);
    }
    assert_int_equal(try_open(plan.dir, MH_STORE_WRITE, mh__migrations, help_err()), MH_EIO);
    assert_int_equal(try_open(beside("absent.db"), MH_STORE_WRITE, mh__migrations, help_err()), MH_EIO);
    /* Another program's database, and one with code in it. */
    sql(plan.s, "CREATE TRIGGER t AFTER INSERT ON makers BEGIN DELETE FROM needs; END");
    plan_close(&plan);
    assert_int_equal(try_open(plan.path, MH_STORE_WRITE, mh__migrations, help_err()), MH_EDAMAGED);
    plan_fresh(NULL);
    sql(plan.s, "PRAGMA application_id = 5");
    plan_close(&plan);
    assert_int_equal(try_open(plan.path, MH_STORE_WRITE, mh__migrations, help_err()), MH_EDAMAGED);
}

static int latest(void)
{
    int n = 0;
    while (mh__migrations[n].number != 0)
        n++;
    return n;
}

/* The program's migrations, then these; room for them in out. */
static void with_more(struct mh__migration *out, const char *const *sql, const char *const *name)
{
    int n = latest();
    memcpy(out, mh__migrations, (size_t)n * sizeof *out);
    for (int i = 0; sql[i] != NULL; i++)
        out[n + i] = (struct mh__migration){ n + i + 1, name[i], sql[i] };
}

/* "plan.avant-v3.db" of the version `more` after the latest; what it ends with before ".db". */
static const char *copy_name(int more, const char *end)
{
    static char name[64];
    snprintf(name, sizeof name, "plan.avant-v%d%s.db", latest() + more, end);
    return name;
}

static void test_newer_plan_is_refused_untouched(void **state)
{
    (void)state;
    char before[MH_SHA_HEX_SIZE], after[MH_SHA_HEX_SIZE];
    struct mh_err *err = help_err();
    struct stat st;

    sql(plan.s, "PRAGMA user_version = 999");
    plan_close(&plan);
    file_digest(plan.path, before);
    for (int mode = MH_STORE_WRITE; mode <= MH_STORE_READ; mode++) {
        err = help_err();
        assert_int_equal(try_open(plan.path, (enum mh_store_mode)mode, mh__migrations, err), MH_ENEWER);
        assert_non_null(strstr(err->msg, "version 999"));
        char ours[32];
        snprintf(ours, sizeof ours, "version %d", latest());
        assert_non_null(strstr(err->msg, ours));
    }
    file_digest(plan.path, after);
    assert_string_equal(before, after);
    assert_int_not_equal(stat(beside("plan.db-wal"), &st), 0);
    /* The newer version may stand in the log only, while another program has the plan open. */
    plan_fresh(NULL);
    sql(plan.s, "PRAGMA user_version = 999");
    file_digest(plan.path, before);
    assert_int_equal(try_open(plan.path, MH_STORE_WRITE, mh__migrations, help_err()), MH_ENEWER);
    file_digest(plan.path, after);
    assert_string_equal(before, after);
}

/* --- migrations --- */

static void test_migration(void **state)
{
    (void)state;
    struct mh__migration next[64] = { { 0 } };
    with_more(next, (const char *const[]){ "ALTER TABLE members ADD COLUMN note TEXT; UPDATE members SET note = 'x';",
                                           "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;", NULL },
              (const char *const[]){ "essai_a", "essai_b" });
    char *before = content(plan.s), *copied, *after;

    plan_close(&plan);
    assert_int_equal(try_open(plan.path, MH_STORE_READ, next, help_err()), MH_EDENIED);
    assert_int_equal(try_open(plan.path, MH_STORE_WRITE, next, help_err()), MH_OK);
    assert_int_equal(try_open(plan.path, MH_STORE_READ, next, help_err()), MH_OK);
    assert_int_equal(try_open(plan.path, MH_STORE_WRITE, mh__migrations, help_err()), MH_ENEWER);
    struct mh_store *s = NULL;
    ok(mh__store_open_with(plan.path, MH_STORE_WRITE, &options, next, &s, help_err()));
    after = content(s);
    assert_string_equal(before, after); /* the two add nothing that the program reads */
    assert_int_equal(verify(s, NULL, 0), 0);
    mh_store_close(s);
    ok(mh_store_open(beside(copy_name(2, "")), MH_STORE_READ, &options, &s, help_err()));
    copied = content(s);
    assert_string_equal(before, copied);
    mh_store_close(s);
    free(before);
    free(after);
    free(copied);
    remove(beside(copy_name(2, "")));
}

static void test_migration_that_fails_halfway(void **state)
{
    (void)state;
    struct mh__migration next[64] = { { 0 } };
    with_more(next, (const char *const[]){
        "ALTER TABLE members ADD COLUMN note TEXT; UPDATE members SET note = 'x'; INSERT INTO nulle_part VALUES (1);", NULL },
              (const char *const[]){ "essai_a" });
    char *before = content(plan.s), *after;
    struct mh_err *err = help_err();
    struct stat st;

    plan_close(&plan);
    assert_int_not_equal(try_open(plan.path, MH_STORE_WRITE, next, err), MH_OK);
    assert_non_null(strstr(err->msg, "essai_a"));
    assert_non_null(strstr(err->msg, copy_name(1, "")));
    assert_int_equal(stat(beside(copy_name(1, "")), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_not_equal(try_open(plan.path, MH_STORE_WRITE, next, help_err()), MH_OK); /* an older copy is never replaced */
    assert_int_equal(stat(beside(copy_name(1, "-2")), &st), 0);
    struct mh__migration careless[64] = { { 0 } };
    with_more(careless, (const char *const[]){ "DELETE FROM members;", NULL }, (const char *const[]){ "essai_b" });
    assert_int_equal(try_open(plan.path, MH_STORE_WRITE, careless, help_err()), MH_EDAMAGED); /* leaves sites without a group */
    plan_open(&plan, "essai");
    after = content(plan.s);
    assert_string_equal(before, after);
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    free(before);
    free(after);
}

/* A plan of the first version, with rows in it, comes up to date: nothing is lost, and what is new can be said. */
static void test_first_version_comes_up_to_date(void **state)
{
    (void)state;
    const struct mh__migration first[] = { mh__migrations[0], { 0 } };
    struct mh_store *s = NULL;
    struct mh_member m;
    struct mh_spec_sheet f;
    int64_t op = 0, n = 0;

    ok(mh__store_open_with(beside("ancien.db"), MH_STORE_CREATE, &options, first, &s, help_err()));
    ok(mh_store_begin(s, "jeu d'essai", help_err()));
    mh_row_init(&mh_table_members, &m);
    set_text(&m.code, "AAA");
    set_text(&m.name, "Groupe A");
    ok(mh_store_insert(s, &mh_table_members, &m, help_err()));
    ok(mh_store_commit(s, &op, help_err()));
    mh_store_close(s);
    ok(mh_store_open(beside("ancien.db"), MH_STORE_WRITE, &options, &s, help_err()));
    assert_string_equal(mh_store_code(s, &mh_table_members, m.id), "AAA");
    ok(mh_store_begin(s, "jeu d'essai", help_err()));
    mh_row_init(&mh_table_sheets, &f);
    f.member_id = m.id;
    set_text(&f.family, "seringue");
    set_text(&f.specs, "sterile = oui");
    mh_row_derive(&mh_table_sheets, &f);
    ok(mh_store_insert(s, &mh_table_sheets, &f, help_err()));
    ok(mh_store_commit(s, &op, help_err()));
    ok(mh_store_count(s, &mh_table_sheets, NULL, &n, help_err()));
    assert_int_equal(n, 1);
    assert_int_equal(verify(s, NULL, 0), 0);
    mh_store_close(s);
    mh_row_free(&mh_table_members, &m);
    mh_row_free(&mh_table_sheets, &f);
}

/* --- writers --- */

static int64_t add_maker(struct mh_store *s, const char *code)
{
    struct mh_maker k;

    mh_row_init(&mh_table_makers, &k);
    set_text(&k.code, code);
    set_text(&k.name, code);
    ok(mh_store_insert(s, &mh_table_makers, &k, help_err()));
    mh_row_free(&mh_table_makers, &k);
    return k.id;
}

static void test_two_writers(void **state)
{
    (void)state;
    struct mh_store *other = NULL;
    struct mh_err *err = help_err();
    struct mh_member was, now, mine;
    uint64_t seed = 1;

    ok(mh_store_open(plan.path, MH_STORE_WRITE, &options, &other, help_err()));
    sql(other, "PRAGMA busy_timeout = 30; PRAGMA synchronous = OFF");
    mh_row_init(&mh_table_members, &was);
    mh_row_init(&mh_table_members, &now);
    mh_row_init(&mh_table_members, &mine);
    int64_t id = random_id(other, &mh_table_members, &seed);
    ok(mh_store_get(other, &mh_table_members, id, &was, help_err()));
    assert_string_equal(mh_store_code(other, &mh_table_members, id), "MOI");
    ok(mh_store_begin(plan.s, "un", help_err()));
    assert_int_equal(mh_store_begin(other, "deux", err), MH_EBUSY);
    assert_non_null(strstr(err->msg, "réessayez"));
    assert_int_equal(mh_store_derive_begin(other, help_err()), MH_EBUSY);
    mh_row_copy(&mh_table_members, &now, &was);
    set_text(&now.code, "NOUS");
    ok(mh_store_update(plan.s, &mh_table_members, &was, &now, NULL, help_err()));
    ok(mh_store_get(other, &mh_table_members, id, &mine, help_err())); /* readers go on, with what was committed */
    assert_string_equal(mine.code, "MOI");
    assert_int_equal(commit(plan.s), 2);
    assert_string_equal(mh_store_code(other, &mh_table_members, id), "NOUS");
    ok(mh_store_begin(other, "deux", help_err()));
    set_text(&now.code, "EUX");
    assert_int_equal(mh_store_update(other, &mh_table_members, &was, &now, NULL, help_err()), MH_ECONFLICT);
    set_text(&now.code, "MOI");
    set_text(&now.city, "Rabat");
    ok(mh_store_update(other, &mh_table_members, &was, &now, NULL, help_err()));
    assert_int_equal(commit(other), 3);
    add_maker((ok(mh_store_begin(plan.s, "trois", help_err())), plan.s), "K");
    assert_int_equal(commit(plan.s), 4);
    assert_int_equal(verify(other, NULL, 0), 0);
    mh_store_close(other);
    mh_row_free(&mh_table_members, &was);
    mh_row_free(&mh_table_members, &now);
    mh_row_free(&mh_table_members, &mine);
}

static void test_read_only(void **state)
{
    (void)state;
    struct mh_store *r = NULL;
    struct mh_err *err = help_err();
    char before[MH_SHA_HEX_SIZE], after[MH_SHA_HEX_SIZE];

    plan_close(&plan);
    file_digest(plan.path, before);
    ok(mh_store_open(plan.path, MH_STORE_READ, &options, &r, help_err()));
    assert_int_equal(mh_store_begin(r, "non", err), MH_EIO);
    assert_non_null(strstr(err->msg, "lecture seule"));
    assert_int_equal(verify(r, NULL, 0), 0);
    mh_store_close(r);
    file_digest(plan.path, after);
    assert_string_equal(before, after);
}

/* As nobody, in a folder where nothing can be written: reads, says no to writing. */
static void test_read_only_folder(void **state)
{
    (void)state;
    plan_close(&plan);
    assert_int_equal(chmod(plan.path, 0444) | chmod(plan.dir, 0555), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct mh_err err = MH_ERR_INIT;
        struct mh_store *s = NULL;
        int64_t n = 0;
        int bad = 0;
        if (getuid() == 0 && setuid(65534) != 0)
            _exit(9);
        if (mh_store_open(plan.path, MH_STORE_READ, &options, &s, &err) != MH_OK || mh_store_count(s, &mh_table_needs, NULL, &n, &err) != MH_OK || n != 4)
            bad |= 1;
        mh_store_close(s);
        s = NULL;
        mh_err_clear(&err);
        if (mh_store_open(plan.path, MH_STORE_WRITE, &options, &s, &err) == MH_OK && mh_store_begin(s, "non", &err) != MH_EIO)
            bad |= 2;
        mh_store_close(s);
        _exit(bad);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(chmod(plan.dir, 0755) | chmod(plan.path, 0600), 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_disk_full(void **state)
{
    (void)state;
    char *before = content(plan.s), *after;
    struct mh_maker k;
    enum mh_rc rc = MH_OK;
    struct mh_err *err = help_err();
    int n = 0;

    sql(plan.s, "PRAGMA max_page_count = 60; PRAGMA cache_size = 5");
    mh_row_init(&mh_table_makers, &k);
    set_text(&k.name, "Un nom assez long pour remplir des pages, répété autant de fois qu'il le faut pour que la place manque");
    ok(mh_store_begin(plan.s, "trop", help_err()));
    for (; n < 100000 && rc == MH_OK; n++) {
        char code[16];
        snprintf(code, sizeof code, "K%d", n);
        k.id = 0;
        set_text(&k.code, code);
        rc = mh_store_insert(plan.s, &mh_table_makers, &k, err);
    }
    assert_int_equal(rc, MH_EIO);
    assert_non_null(strstr(err->msg, "plan.db : il n'y a plus de place"));
    assert_true(n > 10);
    /* Whoever goes on regardless gets no further than the transaction. */
    k.id = 0;
    set_text(&k.code, "ENCORE");
    (void)mh_store_insert(plan.s, &mh_table_makers, &k, help_err());
    mh_store_rollback(plan.s);
    after = content(plan.s);
    assert_string_equal(before, after);
    free(after);
    /* The engine may end the transaction by itself. */
    ok(mh_store_begin(plan.s, "encore", help_err()));
    sql(plan.s, "ROLLBACK");
    k.id = 0;
    assert_int_equal(mh_store_insert(plan.s, &mh_table_makers, &k, help_err()), MH_EIO);
    assert_int_equal(mh_store_commit(plan.s, NULL, help_err()), MH_EIO);
    plan_close(&plan);
    plan_open(&plan, "essai");
    after = content(plan.s);
    assert_string_equal(before, after);
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    free(before);
    free(after);
    mh_row_free(&mh_table_makers, &k);
}

/* --- killed --- */

static void write_until_killed(int ready)
{
    struct mh_store *s = NULL;
    struct mh_err err = MH_ERR_INIT;

    if (mh_store_open(plan.path, MH_STORE_WRITE, &options, &s, &err) != MH_OK)
        _exit(1);
    sql(s, "PRAGMA cache_size = 50"); /* spills to the log early */
    for (int64_t op = 0;; op++) {
        char code[32];
        if (mh_store_begin(s, "beaucoup", &err) != MH_OK)
            _exit(2);
        if (write(ready, "x", 1) != 1)
            _exit(3);
        for (int i = 0; i < 3000; i++) {
            snprintf(code, sizeof code, "%d-%d-%d", (int)getpid(), (int)op, i);
            add_maker(s, code);
        }
        if (mh_store_commit(s, NULL, &err) != MH_OK)
            _exit(4);
    }
}

static void test_killed_writers(void **state)
{
    (void)state;
    for (int round = 0; round < 12; round++) {
        int fd[2], status;
        char x[8];
        int64_t n = 0;
        plan_close(&plan);
        assert_int_equal(pipe(fd), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(fd[0]);
            write_until_killed(fd[1]);
        }
        close(fd[1]);
        for (int begun = 0; begun < 1 + round % 3;) {
            ssize_t got = read(fd[0], x, 1);
            assert_true(got == 1);
            begun++;
        }
        nanosleep(&(struct timespec){ 0, (long)(round * 1700000) }, NULL);
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        close(fd[0]);
        plan_open(&plan, "essai");
        ok(mh_store_count(plan.s, &mh_table_makers, NULL, &n, help_err()));
        assert_int_equal((n - 1) % 3000, 0); /* all of an operation or nothing */
        if (round % 4 == 3)
            assert_int_equal(verify(plan.s, NULL, 0), 0);
    }
}

/* --- copies, damage --- */

static bool stop_at_once(void *ctx, const char *what, int64_t done, int64_t total)
{
    (void)ctx;
    (void)what;
    (void)done;
    (void)total;
    return false;
}

static void test_backup(void **state)
{
    (void)state;
    const struct mh_progress stop = { stop_at_once, NULL };
    char *before = content(plan.s), *copied;
    struct mh_store *s = NULL;
    struct mh_diags d = MH_DIAGS_INIT;
    struct stat st;

    ok(mh_store_backup(plan.s, beside("copie.db"), false, NULL, help_err()));
    assert_int_equal(stat(beside("copie.db"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(mh_store_backup(plan.s, beside("copie.db"), false, NULL, help_err()), MH_EINVAL);
    assert_int_equal(mh_store_backup(plan.s, beside("absent/copie.db"), false, NULL, help_err()), MH_EIO);
    ok(mh_store_open(beside("copie.db"), MH_STORE_READ, &options, &s, help_err()));
    copied = content(s);
    assert_string_equal(before, copied);
    assert_int_equal(verify(s, NULL, 0), 0);
    mh_store_close(s);
    assert_int_equal(mh_store_verify(plan.s, &stop, &d, help_err()), MH_ECANCELED);
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    mh_diags_free(&d);
    free(before);
    free(copied);
}

static void use_all(const char *path)
{
    struct mh_store *s = NULL;
    struct mh_diags d = MH_DIAGS_INIT;
    struct mh_cursor *c = NULL;
    struct mh_need_line l;
    struct mh_err err = MH_ERR_INIT;
    bool got = true;

    if (mh_store_open(path, MH_STORE_WRITE, &options, &s, &err) != MH_OK)
        return;
    (void)mh_store_verify(s, NULL, &d, help_err());
    mh_diags_free(&d);
    mh_row_init(&mh_table_need_lines, &l);
    if (mh_cursor_open(s, &mh_table_need_lines, NULL, false, &c, help_err()) == MH_OK)
        while (mh_cursor_next(c, &l, &got, help_err()) == MH_OK && got)
            ;
    mh_cursor_close(c);
    mh_row_free(&mh_table_need_lines, &l);
    (void)mh_store_undo(s, 1, NULL, help_err());
    (void)mh_store_redo(s, NULL, help_err());
    mh_store_close(s);
}

/* Bytes changed anywhere: refused, or found, or of no consequence; never a crash. */
static void test_damaged_bytes(void **state)
{
    (void)state;
    const char *path = beside("abime.db");
    uint64_t seed = 7;
    struct stat st;

    plan_close(&plan);
    assert_int_equal(stat(plan.path, &st), 0);
    for (int round = 0; round < 60; round++) {
        char wal[420];
        copy_file(plan.path, path);
        FILE *f = fopen(path, "r+b");
        assert_non_null(f);
        for (int k = 0; k < 1 + round % 8; k++) {
            assert_int_equal(fseek(f, (long)rnd(&seed, (uint32_t)st.st_size), SEEK_SET), 0);
            fputc((int)rnd(&seed, 256), f);
        }
        fclose(f);
        if (round % 6 == 5)
            assert_int_equal(truncate(path, (off_t)rnd(&seed, (uint32_t)st.st_size)), 0);
        use_all(path);
        snprintf(wal, sizeof wal, "%s-wal", path);
        remove(wal);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_create),
        cmocka_unit_test(test_origins_differ),
        cmocka_unit_test_setup(test_what_is_no_plan, plan_fresh),
        cmocka_unit_test_setup(test_newer_plan_is_refused_untouched, plan_fresh),
        cmocka_unit_test_setup(test_migration, plan_fresh),
        cmocka_unit_test_setup(test_migration_that_fails_halfway, plan_fresh),
        cmocka_unit_test_setup(test_first_version_comes_up_to_date, plan_fresh),
        cmocka_unit_test_setup(test_two_writers, plan_fresh),
        cmocka_unit_test_setup(test_read_only, plan_fresh),
        cmocka_unit_test_setup(test_read_only_folder, plan_fresh),
        cmocka_unit_test_setup(test_disk_full, plan_fresh),
        cmocka_unit_test_setup(test_killed_writers, plan_fresh),
        cmocka_unit_test_setup(test_backup, plan_fresh),
        cmocka_unit_test_setup(test_damaged_bytes, plan_fresh),
    };
    return cmocka_run_group_tests(tests, plan_setup, plan_teardown);
}
