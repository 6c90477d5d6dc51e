#ifndef TESTS_OPS_HELP_H
#define TESTS_OPS_HELP_H
/* What the tests of the use cases share: a plan in a folder of its own, files written beside it, lists as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include <mahalli/ops.h>
#include <mahalli/xalloc.h>
#include "ops/session.h"

#define NOW "2026-11-21T10:00:00"

struct plan {
    char dir[512], path[600];
    const char *now, *program;
    struct mh_session *s;
    struct mh_err err;
};

/* The bytes of a file; the caller frees. */
static inline char *file_text(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    struct mh_str s = MH_STR_INIT;
    char buf[4096];
    size_t got;
    while ((got = fread(buf, 1, sizeof buf, f)) > 0)
        mh_str_addn(&s, buf, got);
    fclose(f);
    if (n != NULL)
        *n = s.len;
    char *text = mh_str_take(&s);
    return text ? text : mh_xstrdup("");
}

static inline struct mh_session_options plan_options(const struct plan *p)
{
    return (struct mh_session_options){ .path = p->path, .user = "essai", .lang = "fr", .year = 2027, .origin = 7, .now = p->now, .program = p->program };
}

static inline void plan_new(struct plan *p)
{
    memset(p, 0, sizeof *p);
    const char *tmp = getenv("TMPDIR");
    snprintf(p->dir, sizeof p->dir, "%s/mahalli-ops.XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(p->dir));
    snprintf(p->path, sizeof p->path, "%s/plan.db", p->dir);
    p->now = NOW;
    struct mh_session_options o = plan_options(p);
    static char *made; /* a new plan is made once, then copied */
    static size_t size;
    if (made == NULL) {
        if (mh_ops_init(&o, &p->s, &p->err) != MH_OK)
            fail_msg("%s", p->err.msg);
        mh_session_close(p->s);
        made = file_text(p->path, &size);
    } else {
        FILE *f = fopen(p->path, "wb");
        assert_non_null(f);
        assert_int_equal(fwrite(made, 1, size, f), size);
        fclose(f);
    }
    if (mh_session_open(&o, true, &p->s, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
}

static inline void plan_reopen(struct plan *p, bool write)
{
    mh_session_close(p->s);
    p->s = NULL;
    struct mh_session_options o = plan_options(p);
    if (mh_session_open(&o, write, &p->s, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
}

static inline void plan_free(struct plan *p)
{
    mh_session_close(p->s);
    DIR *d = opendir(p->dir);
    for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;) {
        char path[900];
        snprintf(path, sizeof path, "%s/%s", p->dir, e->d_name);
        unlink(path);
    }
    if (d != NULL)
        closedir(d);
    rmdir(p->dir);
}

/* The path of a file of the plan's folder; the last four stay. */
static inline const char *plan_path(const struct plan *p, const char *name)
{
    static char path[4][900];
    static int at;
    at = (at + 1) % 4;
    snprintf(path[at], sizeof path[at], "%s/%s", p->dir, name);
    return path[at];
}

static inline const char *plan_file(const struct plan *p, const char *name, const char *text)
{
    const char *path = plan_path(p, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    assert_int_equal(fclose(f), 0);
    return path;
}

/* --- importing --- */

static inline enum mh_rc take_asked(struct plan *p, struct mh_import_request q, struct mh_import_result *r)
{
    mh_err_clear(&p->err);
    return mh_ops_import(p->s, &q, r, &p->err);
}

static inline struct mh_import_result take_file(struct plan *p, const char *kind, const char *path, const char *member)
{
    struct mh_import_result r;
    if (take_asked(p, (struct mh_import_request){ .kind = kind, .path = path, .member = member }, &r) != MH_OK)
        fail_msg("%s %s : %s", kind, path, p->err.msg);
    return r;
}

/* Imports text; it must be taken whole. */
static inline void take_text(struct plan *p, const char *kind, const char *text)
{
    struct mh_import_result r = take_file(p, kind, plan_file(p, "essai.csv", text), NULL);
    for (size_t i = 0; i < r.diags.list.len; i++)
        if (r.diags.list.at[i].severity == MH_SEV_ERROR)
            fail_msg("ligne %lld : %s", (long long)r.diags.list.at[i].line, r.diags.list.at[i].message);
    mh_import_result_free(&r);
}

static inline const struct mh_diag *has_rule(const struct mh_import_result *r, const char *rule)
{
    for (size_t i = 0; i < r->diags.list.len; i++)
        if (strcmp(r->diags.list.at[i].rule, rule) == 0)
            return &r->diags.list.at[i];
    return NULL;
}

/* --- lists --- */

static inline enum mh_rc add_line(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err)
{
    struct mh_str *out = ctx;
    (void)err;
    for (size_t i = 0; i < t->ncolumns; i++)
        if ((t->columns[i].flags & MH_HIDDEN) == 0)
            mh_str_addf(out, "%s;", texts[i]);
    mh_str_addc(out, '\n');
    return MH_OK;
}

/* The rows of a kind, a line each; the caller frees. */
static inline char *list_of(struct plan *p, const char *kind, const char *where)
{
    struct mh_str out = MH_STR_INIT;
    mh_err_clear(&p->err);
    if (mh_ops_list(p->s, kind, where, add_line, &out, &p->err) != MH_OK)
        fail_msg("%s : %s", kind, p->err.msg);
    char *text = mh_str_take(&out);
    return text ? text : mh_xstrdup("");
}

static inline int64_t lines_of(struct plan *p, const char *kind, const char *where)
{
    char *text = list_of(p, kind, where);
    int64_t n = 0;
    for (const char *c = text; *c; c++)
        n += *c == '\n';
    free(text);
    return n;
}

/* Everything recorded; the caller frees. Own words are looked for among thousands: not in the tests that ask often. */
static inline char *whole_of(struct plan *p, bool with_words)
{
    static const char *const kinds[] = { "campagnes", "membres", "sites", "fabricants", "produits", "certificats", "articles", "besoins",
                                         "avis" };
    struct mh_str out = MH_STR_INIT;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char *one = list_of(p, kinds[i], NULL);
        mh_str_addf(&out, "== %s\n%s", kinds[i], one);
        free(one);
    }
    if (!with_words)
        return mh_str_take(&out);
    struct mh_filter own[] = { { .column = "origine", .text = "propre" }, { 0 } }; /* the reference's are many and never change */
    struct mh__rows words;
    assert_int_equal(mh__rows_load(p->s->store, &mh_table_synonyms, own, &words, &p->err), MH_OK);
    for (size_t i = 0; i < words.n; i++) {
        const struct mh_synonym *w = mh__rows_at(&words, i);
        mh_str_addf(&out, "%s=%s\n", w->term, w->families ? w->families : "");
    }
    mh__rows_free(&words);
    return mh_str_take(&out);
}

static inline void take_number(void *ctx, const struct mh_operation *op)
{
    *(int64_t *)ctx = op->number;
}

static inline char *whole(struct plan *p)
{
    return whole_of(p, true);
}

/* How many there are. */
static inline int64_t operations(struct plan *p)
{
    int64_t n = 0;
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_history(p->s, 1, take_number, &n, &p->err), MH_OK);
    return n;
}

static inline void assert_sound(struct plan *p)
{
    struct mh_diags diags = MH_DIAGS_INIT;
    mh_err_clear(&p->err);
    if (mh_ops_verify(p->s, &diags, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    if (diags.list.len != 0)
        fail_msg("%s", diags.list.at[0].message);
    mh_diags_free(&diags);
}

static inline void undo_one(struct plan *p)
{
    struct mh_operation done = { 0 };
    mh_err_clear(&p->err);
    if (mh_ops_undo(p->s, 0, &done, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    mh_operation_free(&done);
}

static inline void redo_one(struct plan *p)
{
    struct mh_operation done = { 0 };
    mh_err_clear(&p->err);
    if (mh_ops_redo(p->s, &done, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    mh_operation_free(&done);
}

/* One field of one row, by `set`. */
static inline enum mh_rc set_one(struct plan *p, const char *kind, const char *ref, const char *field)
{
    struct mh_diags diags = MH_DIAGS_INIT;
    const char *const fields[] = { field, NULL };
    mh_err_clear(&p->err);
    enum mh_rc rc = mh_ops_set(p->s, kind, ref, fields, &diags, &p->err);
    mh_diags_free(&diags);
    return rc;
}

static inline struct mh_match_result match_plan(struct plan *p)
{
    struct mh_match_result r;
    mh_err_clear(&p->err);
    if (mh_ops_match(p->s, &r, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    return r;
}

/* --- the samples --- */

static const struct sample {
    const char *kind, *file, *member;
} samples[] = {
    { "membres", "members.csv", NULL }, { "sites", "sites.csv", NULL }, { "synonymes", "synonyms.csv", NULL },
    { "fabricants", "makers.csv", NULL }, { "produits", "products.csv", NULL }, { "certificats", "certificates.csv", NULL },
    { "besoins", "besoins-atlas.csv", "GAT" }, { "besoins", "besoins-sebou.csv", "GSE" }, { "besoins", "besoins-rif.csv", "GRI" },
    { "avis", "opinions.csv", NULL },
};
enum { NSAMPLES = sizeof samples / sizeof *samples, FIRST_NEEDS = 6 };

static inline const char *sample_path(size_t i)
{
    static char path[128];
    snprintf(path, sizeof path, "samples/%s", samples[i].file);
    return path;
}

static inline void take_samples(struct plan *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        struct mh_import_result r = take_file(p, samples[i].kind, sample_path(i), samples[i].member);
        assert_true(r.created > 0);
        mh_import_result_free(&r);
    }
}

/* Small numbers that are the same everywhere. */
static inline uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33) % below;
}

static inline bool long_tests(void)
{
    return getenv("MAHALLI_LONG") != NULL;
}

#define assert_has(text, part) \
    do { \
        if (strstr((text), (part)) == NULL) \
            fail_msg("« %s » sans « %s »", (text), (part)); \
    } while (0)
#define assert_has_not(text, part) \
    do { \
        if (strstr((text), (part)) != NULL) \
            fail_msg("« %s » avec « %s »", (text), (part)); \
    } while (0)

/* Set-up of a test: a fresh plan as its state. */
static inline int plan_setup(void **state)
{
    struct plan *p = calloc(1, sizeof *p);
    plan_new(p);
    *state = p;
    return 0;
}

static inline int plan_teardown(void **state)
{
    plan_free(*state);
    free(*state);
    return 0;
}

#endif
