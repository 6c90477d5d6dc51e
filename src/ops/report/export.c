/* Workbooks: scope, rows, file. */
#include "ops/report/export.h"
#include "ops/year/frozen.h"
#include "ops/year/record.h"

#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static enum mh_rc only_member(struct mh_session *s, int64_t *id, struct mh_err *err)
{
    struct mh__rows all;
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_members, NULL, &all, err);
    if (rc == MH_OK)
        *id = all.n == 1 ? ((const struct mh_member *)mh__rows_at(&all, 0))->id : 0;
    mh__rows_free(&all);
    return rc;
}

/* --- what --scope may say --- */

struct scope {
    const char *name;
    enum mh_scope scope;
    const struct mh_table *of; /* whose code follows "="; NULL: nothing follows */
    const char *list;          /* how people name the list of these codes */
    const char *which;         /* refusal when no code follows and the plan has not exactly one; NULL: a code must follow */
    /* Writes the workbook; NULL: the sheets of the report. */
    enum mh_rc (*write)(struct mh_session *s, const struct mh_export_request *q, int64_t of, struct mh_export_result *out,
                        struct mh_err *err);
};

static const struct scope scopes[] = {
    { .name = "member", .scope = MH_SCOPE_MEMBER, .of = &mh_table_members, .list = "membres" },
    { .name = "plan", .scope = MH_SCOPE_PLAN },
    { .name = "gaps", .scope = MH_SCOPE_GAPS },
    { .name = "questions", .scope = MH_SCOPE_QUESTIONS, .of = &mh_table_members, .list = "membres", .write = mh__export_questions,
      .which = "les questions sont celles d'un groupe : lequel ? --scope questions=CODE" },
    { .name = "return", .scope = MH_SCOPE_RETURN, .of = &mh_table_members, .list = "membres", .write = mh__export_return,
      .which = "l'accusé de réception est celui d'un groupe : lequel ? --scope return=CODE" },
    { .name = "bordereau", .scope = MH_SCOPE_PRICES, .of = &mh_table_members, .list = "membres", .write = mh__export_prices,
      .which = "le bordereau des prix est celui d'un groupe : lequel ? --scope bordereau=CODE" },
    { .name = "maker", .scope = MH_SCOPE_PLAN, .of = &mh_table_makers, .list = "fabricants", .write = mh__export_demand },
};

static enum mh_rc unknown_scope(const char *text, struct mh_err *err)
{
    struct mh_str known = MH_STR_INIT;
    size_t n = sizeof scopes / sizeof *scopes;
    for (size_t i = 0; i < n; i++)
        mh_str_addf(&known, "%s%s%s", i == 0 ? "" : i + 1 == n ? " ou " : ", ", scopes[i].name, scopes[i].of ? "=CODE" : "");
    enum mh_rc rc = mh_err_set(err, MH_EUSAGE, "portée « %s » : attendu %s", text, mh_str_text(&known));
    mh_str_free(&known);
    return rc;
}

/* text NULL: the only member, else the plan of all. *of: the row whose code was given, 0 none. */
static enum mh_rc read_scope(struct mh_session *s, const char *text, const struct scope **out, int64_t *of, struct mh_err *err)
{
    *of = 0;
    if (text == NULL) {
        enum mh_rc rc = only_member(s, of, err);
        *out = &scopes[*of != 0 ? 0 : 1];
        return rc;
    }
    size_t n = strcspn(text, "=");
    for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++) {
        const struct scope *k = *out = &scopes[i];
        if (strlen(k->name) != n || strncmp(k->name, text, n) != 0 || (text[n] == '=' && k->of == NULL))
            continue;
        if (text[n] == '=')
            return mh__find_code(s, k->of, k->list, text + n + 1, of, err);
        if (k->of == NULL)
            return MH_OK;
        if (k->which == NULL)
            break;
        enum mh_rc rc = only_member(s, of, err);
        return rc == MH_OK && *of == 0 ? mh_err_set(err, MH_EUSAGE, "%s", k->which) : rc;
    }
    return unknown_scope(text, err);
}

/* --- sheets --- */

static const struct mh__told *told_of_sheet(const struct mh__report *r, const char *key)
{
    const struct {
        const char *key;
        const struct mh__told *told;
    } known[] = {
        { "plan", &r->plan }, { "candidates", &r->candidates }, { "specs", &r->specs }, { "makers", &r->makers },
        { "gaps", &r->gaps }, { "problems", &r->problems }, { "journal", &r->journal },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (mh_streq(known[i].key, key))
            return known[i].told;
    return NULL;
}

enum mh_rc mh__export_write(struct mh_session *s, const struct mh_export_request *q, const struct mh_workbook *w,
                            struct mh_export_result *out, struct mh_err *err)
{
    struct stat st;
    enum mh_rc rc = mh_export_workbook(q->path, w, &s->progress, err);
    if (rc == MH_OK && stat(q->path, &st) == 0)
        out->bytes = st.st_size;
    return rc;
}

struct spooled { /* a source of rows that are not in memory */
    const struct mh__told *told;
    size_t run;  /* of those told in another order than they stand in: the one at hand */
    bool inside; /* some of it was read */
};

struct sources { /* of the sheets of one workbook; they live until it is written */
    struct mh_array array[MH_MAX_SHEETS];
    struct spooled spooled[MH_MAX_SHEETS];
    struct mh__sheet_rows made;
    struct mh__rows said; /* for Lisez-moi */
};

static void give(struct sources *src, int sheet, const struct mh__rows *rows, struct mh_workbook *w)
{
    src->array[sheet] = (struct mh_array){ .table = rows->table, .rows = rows->at, .n = rows->n };
    w->source[sheet] = mh_rows_array(&src->array[sheet]);
}

static enum mh_rc spool_rewind(void *ctx, struct mh_err *err)
{
    struct spooled *x = ctx;
    x->run = 0;
    x->inside = false;
    return mh_spool_rewind(x->told->spool, err);
}

static enum mh_rc spool_next(void *ctx, const void **row, struct mh_err *err)
{
    struct spooled *x = ctx;
    struct mh_spool *s = x->told->spool;
    enum mh_rc rc = MH_OK;
    if (x->told->run.len == 0)
        return mh_spool_next(s, row, err);
    *row = NULL;
    if (x->inside && mh_spool_at(s) == x->told->run.at[x->run].to) {
        x->inside = false;
        x->run++;
    }
    if (x->run == x->told->run.len)
        return MH_OK;
    if (!x->inside)
        rc = mh_spool_seek(s, x->told->run.at[x->run].from, err);
    x->inside = true;
    return rc == MH_OK ? mh_spool_next(s, row, err) : rc;
}

/* False: the sheet has nothing to show. */
static bool add_source(const struct mh__report *r, int sheet, struct sources *src, struct mh_workbook *w, struct mh_export_result *out)
{
    const struct mh__told *of = told_of_sheet(r, mh_sheets[sheet]->key);
    if (of == NULL)
        of = mh__sheet_rows_of(&src->made, mh_sheets[sheet]->key);
    bool told = of != NULL && of->table != NULL;
    if (told && of->spool != NULL) {
        src->spooled[sheet].told = of;
        w->source[sheet] = (struct mh_rows){ of->table, spool_next, spool_rewind, &src->spooled[sheet], mh_spool_rows(of->spool) };
    } else if (told)
        give(src, sheet, &of->rows, w);
    if (told)
        out->rows += w->source[sheet].rows;
    bool shown = told || mh_sheets[sheet]->draw != NULL; /* the note, the page that explains */
    out->sheets += shown;
    return shown;
}

static struct mh_rep_pair *say(struct sources *src, const char *lang, const char *what)
{
    struct mh_rep_pair *p = mh__rows_add(&src->said);
    p->what = mh_xstrdup(mh_tr(lang, what));
    return p;
}

/* What a frozen version cannot tell, in words. untold: titles of sheets, "" none. */
static void say_frozen(const struct mh__report *r, const char *untold, struct sources *src, struct mh_workbook *w)
{
    struct mh_str text = MH_STR_INIT;
    src->said.table = &mh_rep_pair_table;
    if (r->frozen_id != 0 && !mh_streq(r->lang, "fr"))
        say(src, r->lang, "Langue")->text = mh_xstrdup(mh_tr(r->lang, "Les phrases de cette version sont en français, comme elles étaient à la clôture."));
    if (r->frozen_id != 0 && !r->recorded && *untold != '\0') {
        mh_str_addf(&text, mh_tr(r->lang, "Cette version a été figée avant que ces feuilles ne soient enregistrées : %s. Les Concordances n’y "
                    "portent que le meilleur produit."), untold);
        say(src, r->lang, "Non enregistré")->text = mh_str_take(&text);
    }
    if (src->said.n != 0)
        give(src, mh_sheet_index("readme"), &src->said, w);
    mh_str_free(&text);
}

static enum mh_rc write_workbook(struct mh_session *s, const struct mh_export_request *q, struct mh__report *r,
                                 struct mh_export_result *out, struct mh_err *err)
{
    struct mh_str title = MH_STR_INIT;
    mh_str_add(&title, mh_tr(s->lang, "Plan d’achat local"));
    if (r->frozen_id != 0 || s->campaign.id != 0)
        mh_str_addf(&title, " %lld", (long long)r->synthesis.year);
    /* A member's own workbook holds its own prices; in wider ones there is none to hold. */
    struct mh_workbook w = {
        .scope = r->scope, .with_private = r->scope == MH_SCOPE_MEMBER, .title = mh_str_text(&title),
        .author = r->wide ? "Association" : s->user,
        .now = r->frozen_id != 0 ? r->synthesis.date : s->now, /* the same file whenever it is asked for */
        .version = r->synthesis.version, .lang = s->lang,
        .synthesis = &r->synthesis,
    };
    struct sources src = { .said = { .table = &mh_rep_pair_table } };
    struct mh_str untold = MH_STR_INIT;
    enum mh_rc rc = mh__sheet_rows_make(s, r, &src.made, err);
    for (int i = 0; mh_sheets[i] != NULL && rc == MH_OK; i++)
        if (mh_sheets[i]->scopes & 1U << r->scope && !add_source(r, i, &src, &w, out) && !mh_streq(mh_sheets[i]->key, "changes"))
            mh_str_addf(&untold, "%s%s", untold.len ? mh_tr(s->lang, ", ") : "", mh_tr(s->lang, mh_sheets[i]->title));
    if (rc == MH_OK) {
        say_frozen(r, mh_str_text(&untold), &src, &w);
        rc = mh__export_write(s, q, &w, out, err);
    }
    mh__sheet_rows_free(&src.made);
    mh__rows_free(&src.said);
    mh_str_free(&untold);
    mh_str_free(&title);
    return rc;
}

/* The frozen version that is asked for, or that a closed year stands for; id 0: the plan as it stands. */
static enum mh_rc asked_version(struct mh_session *s, const char *text, struct mh_version *v, struct mh_err *err)
{
    mh_row_init(&mh_table_versions, v);
    if (text != NULL) {
        struct mh__side side;
        enum mh_rc rc = mh__version_named(s, text, &side, err);
        mh_row_copy(&mh_table_versions, v, &side.version);
        v->id = side.version.id;
        mh_row_free(&mh_table_versions, &side.version);
        return rc;
    }
    bool closed = s->campaign.id != 0 && !mh_streq(s->campaign.status, "ouverte");
    return closed ? mh__version_latest(s, s->campaign.year, v, err) : MH_OK;
}

/* The report of the version: as it was frozen, or of the plan as it stands. */
static enum mh_rc build_report(struct mh_session *s, const char *version, enum mh_scope scope, int64_t of, struct mh__report *r, struct mh_err *err)
{
    struct mh_version v;
    *r = (struct mh__report){ 0 };
    enum mh_rc rc = asked_version(s, version, &v, err);
    if (rc == MH_OK)
        rc = v.id != 0 ? mh__report_frozen(s, &v, scope, of, r, err) : mh__report_build(s, scope, of, r, err);
    if (rc == MH_OK)
        rc = v.id != 0 ? mh__frozen_before(s, &v, r, err) : mh__note_before(s, 0, of, &r->synthesis, err);
    mh_row_free(&mh_table_versions, &v);
    return rc;
}

enum mh_rc mh_ops_gaps(struct mh_session *s, const char *scope, mh_row_fn *each, void *ctx, struct mh_err *err)
{
    const struct scope *which;
    int64_t member;
    struct mh__report r;
    enum mh_rc rc = read_scope(s, scope, &which, &member, err);
    if (rc != MH_OK)
        return rc;
    if (which->write != NULL)
        return mh_err_set(err, MH_EUSAGE, "portée « %s » : attendu member=CODE, plan ou gaps", scope);
    rc = build_report(s, NULL, which->scope, member, &r, err);
    for (size_t i = 0; rc == MH_OK && i < r.gaps.rows.n; i++)
        rc = each(ctx, mh__rows_at(&r.gaps.rows, i), err);
    mh__report_free(&r);
    return rc;
}

enum mh_rc mh_ops_local(struct mh_session *s, const char *scope, const char *family,
                        enum mh_rc (*each)(void *ctx, const struct mh_rep_local *row, struct mh_err *err), void *ctx, struct mh_err *err)
{
    const struct scope *which;
    int64_t member;
    struct mh__rows rows = { 0 };
    enum mh_rc rc = read_scope(s, scope, &which, &member, err);
    if (rc != MH_OK)
        return rc;
    if (which->scope != MH_SCOPE_MEMBER && which->scope != MH_SCOPE_PLAN)
        return mh_err_set(err, MH_EUSAGE, "portée « %s » : attendu member=CODE ou plan", scope);
    rc = mh__local_build(s, which->scope != MH_SCOPE_MEMBER, member, &rows, err);
    for (size_t i = 0; rc == MH_OK && i < rows.n; i++) {
        const struct mh_rep_local *row = mh__rows_at(&rows, i);
        if (family == NULL || mh_streq(row->family ? row->family : "", family))
            rc = each(ctx, row, err);
    }
    mh__rows_free(&rows);
    return rc;
}

static enum mh_rc export_report(struct mh_session *s, const struct mh_export_request *q, enum mh_scope scope, int64_t of,
                                struct mh_export_result *out, struct mh_err *err)
{
    struct mh__report r;
    enum mh_rc rc = build_report(s, q->version, scope, of, &r, err);
    if (rc == MH_OK)
        rc = write_workbook(s, q, &r, out, err);
    else if (rc == MH_EIO)
        mh_err_where(err, "export « %s »", q->path);
    mh__report_free(&r);
    return rc;
}

static enum mh_rc look_for_makers(struct mh_session *s, struct mh_export_result *out, struct mh_err *err)
{
    const struct mh_filter year[] = { { .column = "campaign_id", .number = s->campaign.id }, { 0 } };
    int64_t makers = 0, needs = 0;
    enum mh_rc rc = mh_store_count(s->store, &mh_table_makers, NULL, &makers, err);
    if (rc == MH_OK && makers == 0)
        rc = mh_store_count(s->store, &mh_table_needs, year, &needs, err);
    out->no_maker = needs != 0;
    return rc;
}

enum mh_rc mh_ops_export(struct mh_session *s, const struct mh_export_request *q, struct mh_export_result *out, struct mh_err *err)
{
    *out = (struct mh_export_result){ 0 };
    const struct scope *scope;
    int64_t of;
    enum mh_rc rc = read_scope(s, q->scope, &scope, &of, err);
    if (rc != MH_OK)
        return rc;
    if ((q->send || q->due) && scope->write != mh__export_demand)
        return mh_err_set(err, MH_EUSAGE, "--send et --due vont avec une demande d'information : --scope maker=CODE");
    if (q->with_prices && scope->scope != MH_SCOPE_MEMBER && scope->scope != MH_SCOPE_PRICES)
        return mh_err_set(err, MH_EDENIED, "les prix appartiennent à chaque groupe : --with-prices demande --scope member=CODE ou bordereau=CODE");
    mh_store_spare(s->store, true);
    rc = scope->write != NULL ? scope->write(s, q, of, out, err) : export_report(s, q, scope->scope, of, out, err);
    mh_store_spare(s->store, false);
    return rc == MH_OK ? look_for_makers(s, out, err) : rc;
}
