/* What the match found for each article: derived, outside the journal. */
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>
#include "store/internal.h"

enum mh_rc mh_store_finding_put(struct mh_store *s, const struct mh_finding *f, struct mh_err *err)
{
    static const char SQL_PUT[] =
        "INSERT INTO finding (article_id, family, specs, rest, state, product_id, verdict, score, who, reason, stamp) "
        "VALUES ($article, $family, $specs, $rest, $state, $product, $verdict, $score, $who, $reason, $stamp) "
        "ON CONFLICT (article_id) DO UPDATE SET family = excluded.family, specs = excluded.specs, rest = excluded.rest, "
        "state = excluded.state, product_id = excluded.product_id, verdict = excluded.verdict, score = excluded.score, "
        "who = excluded.who, reason = excluded.reason, stamp = excluded.stamp";
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__check_running(s, err);

    if (rc == MH_OK)
        rc = mh__stmt_take(s, SQL_PUT, &st, err);
    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$article", f->article_id);
    mh__bind_text(s, st, "$family", f->family);
    mh__bind_text(s, st, "$specs", f->specs);
    mh__bind_text(s, st, "$rest", f->rest);
    mh__bind_text(s, st, "$state", mh_state_code(f->state));
    mh__bind_int(s, st, "$product", f->product_id ? f->product_id : MH_UNKNOWN);
    mh__bind_text(s, st, "$verdict", f->verdict == MH_VERDICT_NONE ? NULL : mh_verdict_code(f->verdict));
    mh__bind_int(s, st, "$score", f->score);
    mh__bind_text(s, st, "$who", f->who);
    mh__bind_text(s, st, "$reason", f->reason);
    mh__bind_int(s, st, "$stamp", f->stamp);
    return mh__stmt_run(s, st, err);
}

static char *text_of(struct mh_store *s, struct mh__stmt *st, int column)
{
    return mh_xstrdup(s->drv->text(st, column, NULL));
}

static enum mh_verdict verdict_of(const char *code)
{
    static const enum mh_verdict all[] = { MH_VERDICT_NEAR, MH_VERDICT_REVIEW, MH_VERDICT_MATCH };

    for (size_t i = 0; code && i < sizeof all / sizeof *all; i++)
        if (strcmp(mh_verdict_code(all[i]), code) == 0)
            return all[i];
    return MH_VERDICT_NONE;
}

#define FINDING_COLUMNS "family, specs, rest, state, product_id, verdict, score, reason, stamp, article_id"

static enum mh_rc read_finding(struct mh_store *s, struct mh__stmt *st, struct mh_finding *f, struct mh_err *err)
{
    mh_finding_free(f);
    f->article_id = s->drv->integer(st, 9);
    f->family = text_of(s, st, 0);
    f->specs = text_of(s, st, 1);
    f->rest = text_of(s, st, 2);
    f->product_id = s->drv->integer(st, 4);
    if (f->product_id == MH_UNKNOWN)
        f->product_id = 0;
    f->verdict = verdict_of(s->drv->text(st, 5, NULL));
    f->score = s->drv->integer(st, 6);
    f->reason = text_of(s, st, 7);
    f->stamp = s->drv->integer(st, 8);
    if (!mh_state_parse(s->drv->text(st, 3, NULL), &f->state))
        return mh_err_set(err, MH_EDAMAGED, "le fichier du plan est abîmé (état d'un article)");
    return MH_OK;
}

enum mh_rc mh_store_finding_get(struct mh_store *s, int64_t article_id, struct mh_finding *f, bool *got, struct mh_err *err)
{
    static const char SQL_GET[] = "SELECT " FINDING_COLUMNS " FROM finding WHERE article_id = $article";
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__stmt_take(s, SQL_GET, &st, err);

    *got = false;
    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$article", article_id);
    rc = s->drv->step(st, got, err);
    if (*got)
        rc = read_finding(s, st, f, err);
    mh__stmt_give(s, st);
    return rc;
}

enum mh_rc mh_store_findings(struct mh_store *s, void (*each)(void *ctx, const struct mh_finding *f), void *ctx, struct mh_err *err)
{
    static const char SQL_ALL[] = "SELECT " FINDING_COLUMNS " FROM finding ORDER BY article_id";
    struct mh__stmt *st = NULL;
    struct mh_finding f = { 0 };
    bool row = false;
    enum mh_rc rc = mh__stmt_take(s, SQL_ALL, &st, err);

    if (rc != MH_OK)
        return rc;
    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row)
        if ((rc = read_finding(s, st, &f, err)) == MH_OK)
            each(ctx, &f);
    mh_finding_free(&f);
    mh__stmt_give(s, st);
    return rc;
}

enum mh_rc mh_store_volumes(struct mh_store *s, int64_t campaign_id, void (*each)(void *ctx, int64_t article_id, int64_t base_quantity),
                            void *ctx, struct mh_err *err)
{
    static const char SQL_VOLUMES[] = "SELECT article_id, base_quantity FROM needs WHERE campaign_id = $campaign ORDER BY article_id";
    struct mh__stmt *st = NULL;
    bool row = false;
    enum mh_rc rc = mh__stmt_take(s, SQL_VOLUMES, &st, err);

    if (rc != MH_OK)
        return rc;
    mh__bind_int(s, st, "$campaign", campaign_id);
    while (rc == MH_OK && (rc = s->drv->step(st, &row, err)) == MH_OK && row)
        each(ctx, s->drv->integer(st, 0), s->drv->integer(st, 1));
    mh__stmt_give(s, st);
    return rc;
}

enum mh_rc mh_store_findings_clear(struct mh_store *s, struct mh_err *err)
{
    static const char SQL_CLEAR[] = "DELETE FROM finding";
    struct mh__stmt *st = NULL;
    enum mh_rc rc = mh__stmt_take(s, SQL_CLEAR, &st, err);

    return rc == MH_OK ? mh__stmt_run(s, st, err) : rc;
}
