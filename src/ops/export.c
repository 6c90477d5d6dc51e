/* Workbooks: scope, rows, file. */
#include "ops/questions.h"
#include "ops/report.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static enum mh_rc only_member(struct mh_session *s, int64_t *id, struct mh_err *err)
{
    struct mh__rows all;
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_members, NULL, &all, err);
    if (rc != MH_OK)
        return rc;
    if (all.n == 1)
        *id = ((const struct mh_member *)mh__rows_at(&all, 0))->id;
    else
        rc = mh_err_set(err, MH_EUSAGE, "les questions sont celles d'un groupe : lequel ? --scope questions=CODE");
    mh__rows_free(&all);
    return rc;
}

/* Default: the only member, else the plan of all. */
static enum mh_rc read_scope(struct mh_session *s, const char *text, enum mh_scope *scope, int64_t *member, struct mh_err *err)
{
    *member = 0;
    if (text == NULL) {
        struct mh__rows all;
        enum mh_rc rc = mh__rows_load(s->store, &mh_table_members, NULL, &all, err);
        if (rc != MH_OK)
            return rc;
        *scope = all.n == 1 ? MH_SCOPE_MEMBER : MH_SCOPE_PLAN;
        if (all.n == 1)
            *member = ((const struct mh_member *)mh__rows_at(&all, 0))->id;
        mh__rows_free(&all);
        return MH_OK;
    }
    if (mh_streq(text, "questions") || strncmp(text, "questions=", 10) == 0) {
        *scope = MH_SCOPE_QUESTIONS;
        return text[9] == '=' ? mh__find_code(s, &mh_table_members, "membres", text + 10, member, err) : only_member(s, member, err);
    }
    if (strncmp(text, "member=", 7) == 0) {
        *scope = MH_SCOPE_MEMBER;
        return mh__find_code(s, &mh_table_members, "membres", text + 7, member, err);
    }
    if (mh_streq(text, "plan") || mh_streq(text, "gaps")) {
        *scope = mh_streq(text, "plan") ? MH_SCOPE_PLAN : MH_SCOPE_GAPS;
        return MH_OK;
    }
    return mh_err_set(err, MH_EUSAGE, "périmètre « %s » : attendu member=CODE, questions=CODE, plan ou gaps", text);
}

static const struct mh__rows *rows_of_sheet(const struct mh__report *r, const char *key)
{
    const struct {
        const char *key;
        const struct mh__rows *rows;
    } known[] = {
        { "plan", &r->plan }, { "candidates", &r->candidates }, { "specs", &r->specs }, { "makers", &r->makers },
        { "gaps", &r->gaps }, { "problems", &r->problems }, { "journal", &r->journal },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (mh_streq(known[i].key, key))
            return known[i].rows;
    return NULL;
}

static enum mh_rc write_workbook(struct mh_session *s, const struct mh_export_request *q, struct mh__report *r,
                                 struct mh_export_result *out, struct mh_err *err)
{
    struct mh_str title = MH_STR_INIT;
    mh_str_add(&title, "Plan d'achat local");
    if (s->campaign.id != 0)
        mh_str_addf(&title, " %lld", (long long)s->campaign.year);
    /* A member's own workbook holds its own prices; in wider ones there is none to hold. */
    struct mh_workbook w = {
        .scope = r->scope, .with_private = r->scope == MH_SCOPE_MEMBER, .title = mh_str_text(&title),
        .author = r->wide ? "Association" : s->user, .now = s->now, .version = r->synthesis.version, .lang = s->lang,
        .synthesis = &r->synthesis,
    };
    struct mh_array array[sizeof w.source / sizeof *w.source] = { 0 };
    for (size_t i = 0; mh_sheets[i] != NULL && i < sizeof w.source / sizeof *w.source; i++) {
        const struct mh__rows *rows = rows_of_sheet(r, mh_sheets[i]->key);
        if ((mh_sheets[i]->scopes & 1U << r->scope) == 0)
            continue;
        if (rows == NULL) {
            out->sheets += mh_sheets[i]->draw != NULL; /* the note, the page that explains */
            continue;
        }
        array[i] = (struct mh_array){ .table = rows->table, .rows = rows->at, .n = rows->n };
        w.source[i] = mh_rows_array(&array[i]);
        out->rows += (int64_t)rows->n;
        out->sheets++;
    }
    enum mh_rc rc = mh_export_workbook(q->path, &w, &s->progress, err);
    struct stat st;
    if (rc == MH_OK && stat(q->path, &st) == 0)
        out->bytes = st.st_size;
    mh_str_free(&title);
    return rc;
}

enum mh_rc mh_ops_gaps(struct mh_session *s, const char *scope, enum mh_rc (*each)(void *ctx, const struct mh_rep_gap *gap, struct mh_err *err),
                       void *ctx, struct mh_err *err)
{
    enum mh_scope which;
    int64_t member;
    struct mh__report r;
    enum mh_rc rc = read_scope(s, scope, &which, &member, err);
    if (rc != MH_OK)
        return rc;
    rc = mh__report_build(s, which, member, &r, err);
    for (size_t i = 0; rc == MH_OK && i < r.gaps.n; i++)
        rc = each(ctx, mh__rows_at(&r.gaps, i), err);
    mh__report_free(&r);
    return rc;
}

static enum mh_rc export_questions(struct mh_session *s, const struct mh_export_request *q, int64_t member, struct mh_export_result *out,
                                   struct mh_err *err)
{
    struct mh_str title = MH_STR_INIT;
    struct mh__questions all;
    enum mh_rc rc = mh__questions_build(s, member, &all, err);
    if (rc != MH_OK)
        return rc;
    mh_str_addf(&title, "Questions : %s", mh_store_code(s->store, &mh_table_members, member));
    struct mh_workbook w = { .scope = MH_SCOPE_QUESTIONS, .title = mh_str_text(&title), .author = s->user, .now = s->now, .lang = s->lang };
    struct mh_array lines = { .table = all.lines.table, .rows = all.lines.at, .n = all.lines.n };
    struct mh_array lacks = { .table = all.lacks.table, .rows = all.lacks.at, .n = all.lacks.n };
    w.source[mh_sheet_index("questions")] = mh_rows_array(&lines);
    w.source[mh_sheet_index("lacks")] = mh_rows_array(&lacks);
    *out = (struct mh_export_result){ .sheets = 3, .rows = (int64_t)(lines.n + lacks.n) };
    rc = mh_export_workbook(q->path, &w, &s->progress, err);
    struct stat st;
    if (rc == MH_OK && stat(q->path, &st) == 0)
        out->bytes = st.st_size;
    mh__questions_free(&all);
    mh_str_free(&title);
    return rc;
}

enum mh_rc mh_ops_export(struct mh_session *s, const struct mh_export_request *q, struct mh_export_result *out, struct mh_err *err)
{
    *out = (struct mh_export_result){ 0 };
    enum mh_scope scope = MH_SCOPE_PLAN;
    int64_t member = 0;
    enum mh_rc rc = read_scope(s, q->scope, &scope, &member, err);
    if (rc != MH_OK)
        return rc;
    if (q->with_prices && scope != MH_SCOPE_MEMBER)
        return mh_err_set(err, MH_EDENIED, "les prix appartiennent à chaque groupe : --with-prices demande --scope member=CODE");
    if (scope == MH_SCOPE_QUESTIONS)
        return export_questions(s, q, member, out, err);
    struct mh__report r;
    rc = mh__report_build(s, scope, member, &r, err);
    if (rc == MH_OK)
        rc = write_workbook(s, q, &r, out, err);
    mh__report_free(&r);
    return rc;
}
