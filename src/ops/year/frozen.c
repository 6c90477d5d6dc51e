#include "ops/year/frozen.h"
#include "ops/report/lines.h"

#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

/* Needs come by article and site. */
enum mh_rc mh__lines_sites(struct mh_session *s, struct mh__rows *lines, struct mh_err *err)
{
    struct mh__idmap at = { 0 };
    struct mh_cursor *cur = NULL;
    struct mh_need_line n;
    struct mh_str sites = MH_STR_INIT;
    char *last = NULL;
    int64_t article = 0;
    for (size_t i = 0; i < lines->n; i++)
        mh__idmap_put(&at, (uint64_t)((const struct mh_frozen_line *)mh__rows_at(lines, i))->article_id, (uint32_t)i);
    mh_row_init(&mh_table_need_lines, &n);
    const struct mh_filter only[] = { { .column = "campaign_id", .number = s->campaign.id }, { 0 } };
    enum mh_rc rc = mh_cursor_open(s->store, &mh_table_need_lines, only, false, &cur, err);
    for (bool got = rc == MH_OK; got;) {
        rc = mh_cursor_next(cur, &n, &got, err);
        got = got && rc == MH_OK;
        if (!got || n.article_id != article) {
            uint32_t *line = mh__idmap_find(&at, (uint64_t)article);
            if (line != NULL)
                mh_xset(&((struct mh_frozen_line *)mh__rows_at(lines, *line))->sites, mh_str_text(&sites));
            mh_str_clear(&sites);
            mh_xset(&last, NULL);
            article = n.article_id;
        }
        if (got && !mh_streq(last, n.site)) {
            mh_str_addf(&sites, "%s%s", sites.len ? "|" : "", n.site);
            mh_xset(&last, n.site);
        }
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_need_lines, &n);
    mh_str_free(&sites);
    mh__idmap_free(&at);
    free(last);
    return rc;
}

enum mh_rc mh__of_version(struct mh_session *s, const struct mh_table *t, int64_t version_id, struct mh__rows *out, struct mh_err *err)
{
    const struct mh_filter only[] = { { .column = "version_id", .number = version_id }, { 0 } };
    return mh__rows_load(s->store, t, only, out, err);
}

enum mh_rc mh__lines_of(struct mh_session *s, int64_t version_id, struct mh__rows *out, struct mh_err *err)
{
    return mh__of_version(s, &mh_table_frozen_lines, version_id, out, err);
}

enum mh_rc mh__frozen_records(struct mh_session *s, int64_t version_id, struct mh__rows *out, struct mh_err *err)
{
    return mh__of_version(s, &mh_table_frozen_records, version_id, out, err);
}

bool mh__fact(const char *facts, const char *column, struct mh_str *out)
{
    size_t n = strlen(column);
    for (const char *p = facts; p != NULL && *p != '\0'; p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL)
        if (strncmp(p, column, n) == 0 && strncmp(p + n, ": ", 2) == 0) {
            p += n + 2;
            mh_str_addn(out, p, strcspn(p, "\n"));
            return true;
        }
    return false;
}

/* --- versions --- */

enum pick { LATEST, BEFORE, REVISED, NAMED };

/* Versions come by id: in the order in which they were made. */
static enum mh_rc pick_version(struct mh_session *s, enum pick how, int64_t year, const struct mh_version *of, const char *name,
                               struct mh_version *out, struct mh_err *err)
{
    struct mh__rows all;
    mh_row_init(&mh_table_versions, out);
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_versions, NULL, &all, err);
    for (size_t i = 0; rc == MH_OK && i < all.n; i++) {
        const struct mh_version *v = mh__rows_at(&all, i);
        bool frozen = v->frozen_on != NULL, same = year == 0 || v->year == year;
        if (!same || (how == REVISED) == frozen || (how == BEFORE && v->id >= of->id) ||
            (how == NAMED && !mh_streq(v->version, name)) || (year == 0 && out->id != 0 && v->year < out->year))
            continue;
        mh_row_copy(&mh_table_versions, out, v);
        out->id = v->id;
    }
    mh__rows_free(&all);
    return rc;
}

enum mh_rc mh__version_latest(struct mh_session *s, int64_t year, struct mh_version *out, struct mh_err *err)
{
    return pick_version(s, LATEST, year, NULL, NULL, out, err);
}

enum mh_rc mh__version_before(struct mh_session *s, const struct mh_version *of, struct mh_version *out, struct mh_err *err)
{
    return pick_version(s, BEFORE, of->year, of, NULL, out, err);
}

enum mh_rc mh__version_revised(struct mh_session *s, int64_t year, struct mh_version *out, struct mh_err *err)
{
    return pick_version(s, REVISED, year, NULL, NULL, out, err);
}

/* --- sides of a comparison --- */

static bool starts_as_year(const char *text)
{
    return strspn(text, "0123456789") == 4;
}

/* Lines as they would be frozen; a comparison reads no reasons. */
static enum mh_rc lines_now(struct mh__matching *m, const struct mh__gather *g, struct mh__rows *out, struct mh_err *err)
{
    char *lang = m->s->lang;
    const struct mh__line *x = NULL;
    m->s->lang = mh_xstrdup("fr"); /* as what is stored */
    struct mh__lines *src = mh__lines_live(m, g, 0, 0);
    enum mh_rc rc;
    while ((rc = src->next(src, &x, err)) == MH_OK && x != NULL)
        mh_row_copy(&mh_table_frozen_lines, mh__rows_add(out), x->l);
    mh__lines_close(src);
    free(m->s->lang);
    m->s->lang = lang;
    return rc;
}

static enum mh_rc lines_today(struct mh_session *s, int64_t year, struct mh__rows *lines, struct mh_err *err)
{
    struct mh__matching m;
    struct mh__gather g = { 0 };
    int64_t back = s->campaign.year;
    enum mh_rc rc = mh__session_year(s, year, err);
    if (rc != MH_OK)
        return rc;
    rc = mh__matching_open(s, &m, err);
    if (rc == MH_OK) {
        rc = mh__gather(&m, 0, &g, NULL, NULL, err);
        if (rc == MH_OK)
            rc = lines_now(&m, &g, lines, err);
        mh__gather_free(&g);
        mh__matching_free(&m);
    }
    struct mh_err again = MH_ERR_INIT;
    if (mh__session_year(s, back, &again) != MH_OK && rc == MH_OK)
        rc = mh_err_set(err, again.rc, "%s", again.msg);
    return rc;
}

enum mh_rc mh__version_named(struct mh_session *s, const char *text, struct mh__side *out, struct mh_err *err)
{
    const char *name = text;
    *out = (struct mh__side){ .year = s->campaign.year, .lines = { .table = &mh_table_frozen_lines } };
    mh_row_init(&mh_table_versions, &out->version);
    if (starts_as_year(text)) {
        out->year = strtoll(text, NULL, 10);
        name = text + 4 + strspn(text + 4, "-/ ");
    }
    bool today = mh_streq(name, "actuel") || mh_streq(name, "now");
    if (*name != '\0' && !today && *name != 'V' && *name != 'v')
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu une version (V1, V1.1), une année (2026), les deux (2026-V1) ou « actuel »", text);
    if (*name == '\0' && out->year == s->campaign.year && mh_streq(s->campaign.status, "ouverte"))
        today = true; /* of a year that is open, what it says now */
    if (today)
        return MH_OK;
    char *upper = mh_xstrdup(name);
    if (*upper == 'v')
        *upper = 'V';
    enum mh_rc rc = pick_version(s, *name ? NAMED : LATEST, out->year, NULL, upper, &out->version, err);
    free(upper);
    if (rc == MH_OK && out->version.id == 0 && *name != '\0')
        rc = mh_err_set(err, MH_ENOTFOUND, "le plan %lld n'a pas de version figée %s : voyez mahalli list versions", (long long)out->year, name);
    return rc;
}

enum mh_rc mh__side_open(struct mh_session *s, const char *text, struct mh__side *out, struct mh_err *err)
{
    enum mh_rc rc = mh__version_named(s, text, out, err);
    if (rc != MH_OK)
        return rc;
    return out->version.id != 0 ? mh__lines_of(s, out->version.id, &out->lines, err) : lines_today(s, out->year, &out->lines, err);
}

void mh__side_free(struct mh__side *x)
{
    mh_row_free(&mh_table_versions, &x->version);
    mh__rows_free(&x->lines);
}

void mh__version_made(struct mh_session *s, int64_t year, struct mh_str *out)
{
    struct mh_version revised;
    struct mh_err ignored = MH_ERR_INIT;
    if (mh__version_revised(s, year, &revised, &ignored) == MH_OK && revised.id != 0)
        mh_str_addf(out, "%s ", revised.version);
    mh_row_free(&mh_table_versions, &revised);
    mh_str_add(out, mh_tr(s->lang, "en préparation"));
}

void mh__side_name(struct mh_session *s, const struct mh__side *x, struct mh_str *out)
{
    mh_str_addf(out, "%lld ", (long long)x->year);
    if (x->version.id != 0)
        mh_str_add(out, x->version.version);
    else
        mh__version_made(s, x->year, out);
}
