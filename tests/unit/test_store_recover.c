/* A plan after an accident: a backup put in its place, or what can be read of a file that was cut, changed, or lost its log. */
#include "store_help.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What is killed here are processes, not machines: what they gave the system is not lost, and some 540 waits for the disk would say nothing. */
int fsync(int fd)
{
    (void)fd;
    return 0;
}

int fdatasync(int fd)
{
    (void)fd;
    return 0;
}

static const struct mh_store_options options = { .author = "essai", .now = "2026-11-22T11:30:00" };

static const char *beside(const char *name)
{
    static char path[4][400];
    static int at;

    at = (at + 1) % 4;
    snprintf(path[at], sizeof path[at], "%s/%s", plan.dir, name);
    return path[at];
}

static bool exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

static char *content_of(const char *path)
{
    struct mh_store *s = NULL;

    ok(mh_store_open(path, MH_STORE_WRITE, &options, &s, help_err()));
    assert_int_equal(verify(s, NULL, 0), 0);
    char *all = content(s);
    mh_store_close(s);
    return all;
}

static void keep_copy(void)
{
    ok(mh_store_backup(plan.s, beside("copie.db"), false, NULL, help_err()));
}

static void add_makers(struct mh_store *s, int from, int n)
{
    struct mh_maker k;

    mh_row_init(&mh_table_makers, &k);
    set_text(&k.name, "Un fabricant dont le nom est assez long pour que la table ait des pages");
    ok(mh_store_begin(s, "fabricants", help_err()));
    for (int i = from; i < from + n; i++) {
        char code[16];
        snprintf(code, sizeof code, "K%05d", i);
        k.id = 0;
        set_text(&k.code, code);
        ok(mh_store_insert(s, &mh_table_makers, &k, help_err()));
    }
    commit(s);
    mh_row_free(&mh_table_makers, &k);
}

static enum mh_rc restore(const char *backup, char **aside, size_t *findings, struct mh_err *err)
{
    struct mh_diags d = MH_DIAGS_INIT;
    enum mh_rc rc = mh_store_restore(backup, plan.path, &options, NULL, &d, aside, err);

    *findings = d.list.len;
    mh_diags_free(&d);
    return rc;
}

struct count {
    int64_t held[64], kept[64];
    bool more;
    int n;
};
static enum mh_rc salvage(const char *damaged, const char *path, struct count *c, struct mh_err *err);
static enum mh_rc rebuild(const char *damaged, const char *path, bool *whole);

/* --- restore --- */

static void test_restore(void **state)
{
    (void)state;
    char *before = content(plan.s), *later, *aside = NULL;
    size_t findings = 0;
    struct stat st;

    keep_copy();
    int64_t origin = plan.s->origin;
    add_makers(plan.s, 0, 5);
    later = content(plan.s);
    plan_close(&plan);
    assert_int_equal(chmod(plan.path, 0640), 0);
    ok(restore(beside("copie.db"), &aside, &findings, help_err()));
    assert_non_null(aside);
    assert_non_null(strstr(aside, ".avant-reprise.db"));
    assert_int_equal(stat(plan.path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    assert_false(exists(beside("copie.db-wal")) || exists(beside("copie.db-shm")));
    char *now = content_of(plan.path), *kept = content_of(aside);
    assert_string_equal(now, before);
    assert_string_equal(kept, later);
    /* Goes on under an origin of its own, its operations numbered after those from before. */
    plan_open(&plan, "essai");
    assert_int_not_equal(plan.s->origin, origin);
    add_makers(plan.s, 100, 1);
    struct mh__op op = { 0 };
    bool got = false;
    ok(mh__op_by_number(plan.s, 2, &op, &got, help_err()));
    assert_true(got && op.origin == plan.s->origin);
    ok(mh__op_by_number(plan.s, 1, &op, &got, help_err()));
    assert_true(got && op.origin == origin);
    mh__op_free(&op);
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    ok(mh_store_undo(plan.s, 0, NULL, help_err()));
    assert_int_equal(verify(plan.s, NULL, 0), 0);
    free(aside);
    /* Again: the second name kept differs. */
    plan_close(&plan);
    ok(restore(beside("copie.db"), &aside, &findings, help_err()));
    assert_non_null(strstr(aside, ".avant-reprise-2.db"));
    free(aside);
    /* Through a link: it stays one. */
    const char *link = beside("lien.db");
    unlink(link);
    assert_int_equal(symlink(plan.path, link), 0);
    struct mh_diags d = MH_DIAGS_INIT;
    ok(mh_store_restore(beside("copie.db"), link, &options, NULL, &d, &aside, help_err()));
    assert_true(lstat(link, &st) == 0 && S_ISLNK(st.st_mode) && lstat(plan.path, &st) == 0 && S_ISREG(st.st_mode));
    assert_true(exists(aside));
    mh_diags_free(&d);
    free(aside);
    free(before);
    free(later);
    free(now);
    free(kept);
}

static void test_restore_without_a_plan(void **state)
{
    (void)state;
    char *before = content(plan.s), *aside = NULL;
    size_t findings = 0;

    keep_copy();
    plan_close(&plan);
    unlink(plan.path);
    ok(restore(beside("copie.db"), &aside, &findings, help_err()));
    assert_null(aside);
    char *now = content_of(plan.path);
    assert_string_equal(now, before);
    free(now);
    free(before);
}

/* What the engine finds is told fault by fault, none over several lines. */
static void test_faults_one_by_one(void **state)
{
    (void)state;
    enum { PAGE = 4096, FIRST = 60, LOST = 5 };
    static const char zeros[PAGE];
    struct mh_diags d = MH_DIAGS_INIT;
    char *aside = NULL;

    add_makers(plan.s, 0, 3000);
    keep_copy();
    plan_close(&plan);
    FILE *f = fopen(beside("copie.db"), "r+b");
    assert_non_null(f);
    for (long i = 0; i < LOST; i++)
        assert_true(fseek(f, (FIRST + 3 * i) * PAGE, SEEK_SET) == 0 && fwrite(zeros, 1, PAGE, f) == PAGE);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(mh_store_restore(beside("copie.db"), plan.path, &options, NULL, &d, &aside, help_err()), MH_EDAMAGED);
    assert_null(aside);
    assert_true(d.list.len >= LOST);
    for (size_t i = 0; i < d.list.len; i++)
        assert_true(strchr(d.list.at[i].message, '\n') == NULL && strstr(d.list.at[i].message, "***") == NULL);
    mh_diags_free(&d);
}

/* The log of a plan that was lost is never read into another one. */
static void test_log_left_behind(void **state)
{
    (void)state;
    char *before = content(plan.s), *aside = NULL, shell[1300];
    size_t findings = 0;
    bool whole = false;

    keep_copy();
    add_makers(plan.s, 0, 200);
    assert_true(exists(beside("plan.db-wal")));
    snprintf(shell, sizeof shell, "cd '%s' && cp plan.db-wal autre.db-wal && cp plan.db-wal reste.wal", plan.dir);
    assert_int_equal(system(shell), 0);
    plan_close(&plan);
    struct mh_store *s = NULL;
    struct mh_err err = MH_ERR_INIT;
    assert_int_equal(mh_store_open(beside("autre.db"), MH_STORE_CREATE, &options, &s, &err), MH_EINVAL);
    assert_non_null(strstr(err.msg, "autre.db-wal"));
    struct mh_diags d = MH_DIAGS_INIT;
    assert_int_equal(mh_store_rebuild(plan.path, beside("autre.db"), &options, NULL, &d, &whole, &err), MH_EINVAL);
    mh_diags_free(&d);
    assert_false(exists(beside("autre.db")));
    snprintf(shell, sizeof shell, "cd '%s' && rm -f plan.db plan.db-shm && mv reste.wal plan.db-wal && cp plan.db-wal plan.avant-reprise.db-wal", plan.dir);
    assert_int_equal(system(shell), 0);
    ok(restore(beside("copie.db"), &aside, &findings, help_err()));
    assert_null(aside);
    assert_false(exists(beside("plan.db-wal")));
    assert_true(exists(beside("plan.avant-reprise-2.db-wal")));
    char *now = content_of(plan.path);
    assert_string_equal(now, before);
    free(now);
    free(before);
}

static void test_restore_refuses(void **state)
{
    (void)state;
    char *aside = NULL, digest[MH_SHA_HEX_SIZE], after[MH_SHA_HEX_SIZE];
    size_t findings = 0;
    struct mh_err *err;

    keep_copy();
    /* Open elsewhere: nothing moves under anybody's hands. */
    err = help_err();
    assert_int_equal(restore(beside("copie.db"), &aside, &findings, err), MH_EBUSY);
    assert_null(aside);
    plan_close(&plan);
    file_digest(plan.path, digest);
    assert_int_equal(restore(plan.path, &aside, &findings, help_err()), MH_EINVAL);
    assert_int_equal(restore(beside("absente.db"), &aside, &findings, help_err()), MH_EIO);
    FILE *f = fopen(beside("texte.db"), "wb");
    fputs("besoins;quantite\n", f);
    fclose(f);
    assert_int_equal(restore(beside("texte.db"), &aside, &findings, help_err()), MH_EDAMAGED);
    /* A value changed behind the journal's back. */
    struct mh_store *s = NULL;
    copy_file(beside("copie.db"), beside("change.db"));
    ok(mh_store_open(beside("change.db"), MH_STORE_WRITE, &options, &s, help_err()));
    sql(s, "UPDATE makers SET name = 'Autre'");
    mh_store_close(s);
    err = help_err();
    assert_int_equal(restore(beside("change.db"), &aside, &findings, err), MH_EDAMAGED);
    assert_true(findings > 0);
    assert_non_null(strstr(err->msg, "rien n'a été changé"));
    /* A newer program's. */
    copy_file(beside("copie.db"), beside("neuve.db"));
    ok(mh_store_open(beside("neuve.db"), MH_STORE_WRITE, &options, &s, help_err()));
    sql(s, "PRAGMA user_version = 9999");
    mh_store_close(s);
    assert_int_equal(restore(beside("neuve.db"), &aside, &findings, help_err()), MH_ENEWER);
    file_digest(plan.path, after);
    assert_string_equal(digest, after);
    assert_false(exists(beside("plan.avant-reprise.db")));
}

/* A backup of an older program comes up to date in the plan's place and stays as it was; so does what is read of an older plan. */
static void test_older_plans(void **state)
{
    (void)state;
    struct mh__migration old[4] = { mh__migrations[0], mh__migrations[1], mh__migrations[2] };
    struct mh_store *s = NULL;
    char *aside = NULL, digest[MH_SHA_HEX_SIZE], after[MH_SHA_HEX_SIZE], shell[600];
    size_t findings = 0;
    bool whole = false;
    struct count c;

    ok(mh__store_open_with(beside("copie.db"), MH_STORE_CREATE, &options, old, &s, help_err()));
    mh_store_close(s);
    file_digest(beside("copie.db"), digest);
    plan_close(&plan);
    ok(restore(beside("copie.db"), &aside, &findings, help_err()));
    assert_int_equal(findings, 0);
    free(aside);
    char *now = content_of(plan.path);
    free(now);
    ok(rebuild(beside("copie.db"), beside("neuf.db"), &whole));
    assert_true(whole);
    now = content_of(beside("neuf.db"));
    free(now);
    ok(salvage(beside("copie.db"), beside("neuf.db"), &c, help_err()));
    assert_true(c.n > 5 && !c.more);
    file_digest(beside("copie.db"), after);
    assert_string_equal(digest, after);
    snprintf(shell, sizeof shell, "test -z \"$(ls -A '%s' | grep avant-v)\"", plan.dir);
    assert_int_equal(system(shell), 0);
}

/* A damaged plan is kept with its log; the log is not taken for the new one's. */
static void test_restore_over_a_damaged_plan(void **state)
{
    (void)state;
    char *before = content(plan.s), *aside = NULL, wal[420];
    size_t findings = 0;

    keep_copy();
    plan_close(&plan);
    FILE *f = fopen(plan.path, "r+b");
    for (int i = 0; i < 4096; i++)
        fputc(0x55, f);
    fclose(f);
    snprintf(wal, sizeof wal, "%s-wal", plan.path);
    f = fopen(wal, "wb");
    fputs("ce qui n'était pas encore dans le fichier", f);
    fclose(f);
    ok(restore(beside("copie.db"), &aside, &findings, help_err()));
    char *now = content_of(plan.path);
    assert_string_equal(now, before);
    snprintf(wal, sizeof wal, "%s-wal", aside);
    assert_true(exists(wal));
    free(aside);
    free(now);
    free(before);
}

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* Whenever it is killed, a whole plan stands at its place: the one from before, or the restored one. */
static void test_restore_killed(void **state)
{
    (void)state;
    int old = 0, new = 0;

    add_makers(plan.s, 0, 3000);
    char *first = content(plan.s);
    keep_copy();
    add_makers(plan.s, 5000, 1);
    char *second = content(plan.s);
    plan_close(&plan);
    copy_file(plan.path, beside("avant.db"));
    int64_t began = now_us(), whole = 0;
    for (int round = 0; round < 8; round++) { /* the first is not killed: the others are, between nothing and a little more than its time */
        int status;
        unlink(plan.path);
        copy_file(beside("avant.db"), plan.path);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            char *aside = NULL;
            size_t findings = 0;
            struct mh_err err = MH_ERR_INIT;
            _exit(restore(beside("copie.db"), &aside, &findings, &err) == MH_OK ? 0 : 1);
        }
        if (round > 0) {
            int64_t wait = whole * round / 6;
            nanosleep(&(struct timespec){ (time_t)(wait / 1000000), (long)(wait % 1000000) * 1000 }, NULL);
            kill(child, SIGKILL);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
        whole = round == 0 ? now_us() - began : whole;
        char *now = content_of(plan.path);
        old += strcmp(now, second) == 0;
        new += strcmp(now, first) == 0;
        free(now);
    }
    assert_int_equal(old + new, 8);
    assert_true(new > 0);
    print_message("# %d arrêts avant, %d après\n", old, new);
    free(first);
    free(second);
}

/* No room: the plan is as it was, and nothing is left beside it. */
static void test_restore_full_disk(void **state)
{
    (void)state;
    int status;

    add_makers(plan.s, 0, 3000);
    char *before = content(plan.s);
    keep_copy();
    plan_close(&plan);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        char *aside = NULL;
        size_t findings = 0;
        bool whole = true;
        struct mh_err err = MH_ERR_INIT;
        struct mh_diags d = MH_DIAGS_INIT;
        int bad = 0;
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 200000, 200000 });
        if (restore(beside("copie.db"), &aside, &findings, &err) != MH_EIO || aside != NULL)
            bad |= 1;
        if (mh_store_rebuild(plan.path, beside("neuf.db"), &options, NULL, &d, &whole, &err) != MH_EIO || exists(beside("neuf.db")))
            bad |= 2;
        _exit(bad);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    char *now = content_of(plan.path), shell[600];
    assert_string_equal(now, before);
    snprintf(shell, sizeof shell, "test -z \"$(ls -A '%s' | grep -E '[.]db[.]')\"", plan.dir);
    assert_int_equal(system(shell), 0);
    free(now);
    free(before);
}

/* --- recover --- */

static void take_count(void *ctx, const struct mh_recovered *r)
{
    struct count *c = ctx;
    for (int i = 0; mh_tables[i]; i++)
        if (mh_tables[i] == r->table) {
            c->held[i] = r->held;
            c->kept[i] = r->kept;
        }
    c->more |= r->more;
    c->n++;
}

static int index_of(const struct mh_table *t)
{
    int i = 0;
    while (mh_tables[i] != t)
        i++;
    return i;
}

static enum mh_rc salvage(const char *damaged, const char *path, struct count *c, struct mh_err *err)
{
    struct mh_store *s = NULL;

    *c = (struct count){ 0 };
    unlink(path);
    ok(mh_store_open(path, MH_STORE_CREATE, &options, &s, help_err()));
    ok(mh_store_begin(s, "reprise", help_err()));
    enum mh_rc rc = mh_store_salvage(s, damaged, NULL, take_count, c, err);
    if (rc == MH_OK)
        commit(s);
    else
        mh_store_rollback(s);
    if (rc == MH_OK) /* whatever was read, the new plan is sound */
        assert_int_equal(verify(s, NULL, 0), 0);
    mh_store_close(s);
    return rc;
}

static enum mh_rc rebuild(const char *damaged, const char *path, bool *whole)
{
    struct mh_diags d = MH_DIAGS_INIT;

    unlink(path);
    enum mh_rc rc = mh_store_rebuild(damaged, path, &options, NULL, &d, whole, help_err());
    mh_diags_free(&d);
    assert_int_equal(exists(path), rc == MH_OK && *whole);
    return rc;
}

static void test_recover_whole(void **state)
{
    (void)state;
    char *before = content(plan.s), digest[MH_SHA_HEX_SIZE], after[MH_SHA_HEX_SIZE];
    bool whole = false;
    struct count c;

    plan_close(&plan);
    file_digest(plan.path, digest);
    ok(rebuild(plan.path, beside("neuf.db"), &whole));
    assert_true(whole);
    char *now = content_of(beside("neuf.db"));
    assert_string_equal(now, before);
    assert_int_equal(mh_store_rebuild(plan.path, beside("neuf.db"), &options, NULL, NULL, &whole, help_err()), MH_EINVAL);
    /* Row by row gives the same rows. */
    ok(salvage(plan.path, beside("lignes.db"), &c, help_err()));
    assert_false(c.more);
    int makers = index_of(&mh_table_makers), needs = index_of(&mh_table_needs);
    assert_true(c.kept[makers] > 0 && c.kept[needs] > 0);
    for (int i = 0; mh_tables[i]; i++)
        assert_int_equal(c.held[i], c.kept[i]);
    file_digest(plan.path, after);
    assert_string_equal(digest, after);
    assert_false(exists(beside("plan.db-wal")) || exists(beside("plan.db-shm")));
    free(now);
    free(before);
}

/* An index that lost entries, and nothing else, loses nothing. */
static void test_recover_index(void **state)
{
    (void)state;
    bool whole = false;

    add_makers(plan.s, 0, 500);
    char *before = content(plan.s);
    sql(plan.s, "CREATE TABLE gone (a)"); /* its page is the index's from here on */
    plan_close(&plan);
    struct mh__db *db = NULL;
    ok(mh__driver_sqlite.open(plan.path, MH__OPEN_DAMAGED, &db, help_err()));
    ok(mh__driver_sqlite.exec(db, "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'gone') "
                                  "WHERE name = 'makers_order'; DELETE FROM sqlite_schema WHERE name = 'gone'", help_err()));
    mh__driver_sqlite.close(db, false);
    ok(rebuild(plan.path, beside("neuf.db"), &whole));
    assert_true(whole);
    char *now = content_of(beside("neuf.db"));
    assert_string_equal(now, before);
    free(now);
    free(before);
}

static void spoil_page(const char *path, int64_t page)
{
    FILE *f = fopen(path, "r+b");
    assert_non_null(f);
    assert_int_equal(fseek(f, (long)((page - 1) * 4096), SEEK_SET), 0);
    for (int i = 0; i < 4096; i++)
        fputc(0xAA, f);
    fclose(f);
}

static int64_t number_of(const char *path, const char *text)
{
    struct mh__db *db = NULL;
    struct mh__stmt *st = NULL;
    bool row = false;

    ok(mh__driver_sqlite.open(path, MH__OPEN_READ, &db, help_err()));
    ok(mh__driver_sqlite.prepare(db, text, &st, help_err()));
    ok(mh__driver_sqlite.step(st, &row, help_err()));
    int64_t n = row ? mh__driver_sqlite.integer(st, 0) : 0;
    mh__driver_sqlite.finalize(st);
    mh__driver_sqlite.close(db, true);
    return n;
}

/* Pages of a table that do not read: the rows on both sides of each do, and those lost are counted. */
static void test_recover_pages(void **state)
{
    (void)state;
    bool whole = true;
    struct count c;
    int makers = index_of(&mh_table_makers);

    add_makers(plan.s, 0, 2000);
    plan_close(&plan);
    struct mh__db *db = NULL;
    ok(mh__driver_sqlite.open(plan.path, MH__OPEN_WRITE, &db, help_err()));
    ok(mh__driver_sqlite.settle(db, help_err()));
    mh__driver_sqlite.close(db, false);
    int64_t held = number_of(plan.path, "SELECT count(*) FROM makers");
    for (int k = 0; k < 3; k++) {
        char text[160];
        snprintf(text, sizeof text, "SELECT pageno FROM dbstat WHERE name = 'makers' AND pagetype = 'leaf' ORDER BY pageno LIMIT 1 OFFSET %d", 10 + 7 * k);
        int64_t page = number_of(plan.path, text);
        assert_true(page > 1);
        spoil_page(plan.path, page);
    }
    ok(rebuild(plan.path, beside("neuf.db"), &whole));
    assert_false(whole);
    ok(salvage(plan.path, beside("neuf.db"), &c, help_err()));
    assert_false(c.more); /* the index tells them all */
    assert_int_equal(c.held[makers], held);
    assert_true(c.kept[makers] < held && c.kept[makers] > held - 3 * 120);
    assert_int_equal(number_of(beside("neuf.db"), "SELECT count(*) FROM makers"), c.kept[makers]);
}

/* The file was cut: what stood before the cut is read; a row whose article is gone goes too. */
static void test_recover_cut(void **state)
{
    (void)state;
    struct count c;
    struct stat st;
    bool whole = true;
    int64_t last = INT64_MAX;

    add_makers(plan.s, 0, 3000);
    plan_close(&plan);
    assert_int_equal(stat(plan.path, &st), 0);
    for (int share = 95; share >= 35; share -= 20) {
        copy_file(plan.path, beside("court.db"));
        assert_int_equal(truncate(beside("court.db"), st.st_size / 100 * share), 0);
        ok(rebuild(beside("court.db"), beside("neuf.db"), &whole));
        assert_false(whole);
        ok(salvage(beside("court.db"), beside("neuf.db"), &c, help_err()));
        int64_t kept = c.kept[index_of(&mh_table_makers)];
        assert_true(kept <= last && kept < 3001);
        assert_int_equal(c.kept[index_of(&mh_table_members)], 1);
        last = kept;
    }
    assert_int_equal(truncate(beside("court.db"), 3000), 0); /* not even the list of tables */
    ok(rebuild(beside("court.db"), beside("neuf.db"), &whole));
    assert_false(whole);
    ok(salvage(beside("court.db"), beside("neuf.db"), &c, help_err()));
    assert_int_equal(c.n, 0);
}

/* What was only in the log is read with it, and lost without it. */
static void test_recover_log(void **state)
{
    (void)state;
    char log[420], copy[420];
    bool whole = false;

    int64_t base = number_of(plan.path, "SELECT count(*) FROM makers");
    add_makers(plan.s, 0, 5);
    copy_file(plan.path, beside("vif.db"));
    snprintf(log, sizeof log, "%s-wal", plan.path);
    snprintf(copy, sizeof copy, "%s-wal", beside("vif.db"));
    copy_file(log, copy);
    ok(rebuild(beside("vif.db"), beside("neuf.db"), &whole));
    assert_true(whole);
    assert_int_equal(number_of(beside("neuf.db"), "SELECT count(*) FROM makers"), base + 5);
    unlink(copy);
    ok(rebuild(beside("vif.db"), beside("neuf.db"), &whole));
    if (whole)
        assert_int_equal(number_of(beside("neuf.db"), "SELECT count(*) FROM makers"), base);
}

/* Bytes changed anywhere: whatever comes of it, a sound plan or a refusal. */
static void test_recover_bytes(void **state)
{
    (void)state;
    uint64_t seed = 11;
    struct stat st;
    int wholes = 0, parts = 0, refused = 0;

    add_makers(plan.s, 0, 300);
    plan_close(&plan);
    assert_int_equal(stat(plan.path, &st), 0);
    for (int round = 0; round < 25; round++) {
        bool whole = false;
        struct count c;
        copy_file(plan.path, beside("abime.db"));
        FILE *f = fopen(beside("abime.db"), "r+b");
        for (int k = 0; k < 1 + round; k++) {
            assert_int_equal(fseek(f, (long)rnd(&seed, (uint32_t)st.st_size), SEEK_SET), 0);
            fputc((int)rnd(&seed, 256), f);
        }
        fclose(f);
        enum mh_rc rc = rebuild(beside("abime.db"), beside("neuf.db"), &whole);
        assert_true(rc == MH_OK || rc == MH_EDAMAGED);
        if (rc == MH_OK && !whole)
            rc = salvage(beside("abime.db"), beside("neuf.db"), &c, help_err());
        assert_true(rc == MH_OK || rc == MH_EDAMAGED);
        wholes += whole;
        parts += rc == MH_OK && !whole;
        refused += rc != MH_OK;
    }
    print_message("# %d entiers, %d en partie, %d illisibles\n", wholes, parts, refused);
    assert_true(parts > 0);
}

/* Nothing is left from the test before. */
static int fresh(void **state)
{
    char shell[600];
    snprintf(shell, sizeof shell, "cd '%s' && rm -f ./*.db.??????* ./plan.avant-reprise* ./copie.db* ./neuf.db*", plan.dir);
    assert_int_equal(system(shell), 0);
    return plan_fresh(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_restore, fresh),
        cmocka_unit_test_setup(test_restore_without_a_plan, fresh),
        cmocka_unit_test_setup(test_log_left_behind, fresh),
        cmocka_unit_test_setup(test_faults_one_by_one, fresh),
        cmocka_unit_test_setup(test_restore_refuses, fresh),
        cmocka_unit_test_setup(test_older_plans, fresh),
        cmocka_unit_test_setup(test_restore_over_a_damaged_plan, fresh),
        cmocka_unit_test_setup(test_restore_killed, fresh),
        cmocka_unit_test_setup(test_restore_full_disk, fresh),
        cmocka_unit_test_setup(test_recover_whole, fresh),
        cmocka_unit_test_setup(test_recover_index, fresh),
        cmocka_unit_test_setup(test_recover_pages, fresh),
        cmocka_unit_test_setup(test_recover_cut, fresh),
        cmocka_unit_test_setup(test_recover_log, fresh),
        cmocka_unit_test_setup(test_recover_bytes, fresh),
    };
    return cmocka_run_group_tests(tests, plan_setup, plan_teardown);
}
