/* Samples asked of makers and tried by a service or laboratory: asked, received, with a result that is an opinion. */
#include "ops/matching/trials.h"

#include <mahalli/date.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

/* --- by name --- */

enum mh_rc mh__find_trial(struct mh_session *s, const char *ref, int64_t *id, struct mh_err *err)
{
    char day[MH_DATE_SIZE] = "";
    const char *first = strchr(ref, '@'), *last = strrchr(ref, '@');
    int64_t article = 0, product = 0, found = 0;
    if (first == NULL || first == ref)
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu ARTICLE@PRODUIT, au besoin suivi de @DATE", ref);
    bool dated = last != first && mh_date_parse(last + 1, day);
    char *name = mh_xstrndup(ref, (size_t)(first - ref));
    char *made = mh_xstrndup(first + 1, dated ? (size_t)(last - first - 1) : strlen(first + 1));
    struct mh__rows rows = { 0 };
    enum mh_rc rc = mh__find_article(s, name, 0, &article, err);
    if (rc == MH_OK)
        rc = mh__find_product(s, made, 0, &product, err);
    free(name);
    free(made);
    struct mh_filter pair[] = { { .column = "article_id", .number = article }, { .column = "product_id", .number = product }, { 0 } };
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_trials, pair, &rows, err);
    if (rc != MH_OK)
        return rc;
    for (size_t i = 0; i < rows.n; i++) {
        const struct mh_trial *t = mh__rows_at(&rows, i);
        if (dated && !mh_streq(t->asked_on, day))
            continue;
        found++;
        *id = t->id;
    }
    mh__rows_free(&rows);
    if (found == 0)
        return mh_err_set(err, MH_ENOTFOUND, "pas de « %s » dans la liste « Échantillons et essais »", ref);
    return found == 1 ? MH_OK : mh_err_set(err, MH_EAMBIG, "« %s » : plusieurs échantillons, ajoutez @DATE de la demande", ref);
}

enum mh_rc mh__find_lab(struct mh_session *s, const char *ref, int64_t *id, struct mh_err *err)
{
    const char *slash = strchr(ref, '/');
    int64_t found = 0;
    struct mh__rows rows;
    if (slash == NULL)
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu ÉTABLISSEMENT/ESSAI", ref);
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_labs, NULL, &rows, err);
    if (rc != MH_OK)
        return rc;
    for (size_t i = 0; i < rows.n; i++) {
        const struct mh_lab *l = mh__rows_at(&rows, i);
        const char *site = mh_store_code(s->store, &mh_table_sites, l->site_id);
        if (strlen(site) == (size_t)(slash - ref) && strncmp(site, ref, strlen(site)) == 0 && mh_streq(l->test, slash + 1)) {
            found++;
            *id = l->id;
        }
    }
    mh__rows_free(&rows);
    if (found == 0)
        return mh_err_set(err, MH_ENOTFOUND, "pas de « %s » dans la liste « Essais possibles »", ref);
    return found == 1 ? MH_OK : mh_err_set(err, MH_EAMBIG, "« %s » : plusieurs normes pour cet essai", ref);
}

/* --- asked --- */

static char *field(const char *name, const char *text)
{
    struct mh_str s = MH_STR_INIT;
    mh_str_addf(&s, "%s=%s", name, text);
    return mh_str_take(&s);
}

enum mh_rc mh_ops_trial_ask(struct mh_session *s, const struct mh_trial_request *q, struct mh_err *err)
{
    const struct { const char *name, *text; } given[] = {
        { "article", q->article }, { "produit", q->product }, { "demande_le", q->date }, { "laboratoire", q->lab }, { "essai", q->test },
        { "norme", q->norm }, { "observations", q->remarks },
    };
    enum { GIVEN = sizeof given / sizeof *given };
    char *fields[GIVEN + 1] = { 0 };
    struct mh_diags diags = MH_DIAGS_INIT;
    size_t n = 0;
    for (size_t i = 0; i < GIVEN; i++)
        if (!mh_blank(given[i].text))
            fields[n++] = field(given[i].name, given[i].text);
    enum mh_rc rc = mh_ops_add(s, "trials", (const char *const *)fields, &diags, err);
    for (size_t i = 0; i < n; i++)
        free(fields[i]);
    mh_diags_free(&diags);
    return rc;
}

/* --- received, and what came of it --- */

struct step { /* a change of the trial that is under way */
    struct mh_session *s;
    struct mh_trial was, now;
};

static void text_of(char **to, const char *text)
{
    free(*to);
    *to = mh_xstrdup(text);
}

static void step_free(struct step *t)
{
    mh_row_free(&mh_table_trials, &t->was);
    mh_row_free(&mh_table_trials, &t->now);
}

/* The one of the pair asked last that still waits for this. */
static enum mh_rc find_open(struct mh_session *s, int64_t article, int64_t product, bool result, struct step *t, struct mh_err *err)
{
    struct mh_filter pair[] = { { .column = "article_id", .number = article }, { .column = "product_id", .number = product }, { 0 } };
    struct mh__rows rows;
    const struct mh_trial *open = NULL;
    *t = (struct step){ .s = s };
    mh_row_init(&mh_table_trials, &t->was);
    mh_row_init(&mh_table_trials, &t->now);
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_trials, pair, &rows, err);
    if (rc != MH_OK)
        return rc;
    for (size_t i = 0; i < rows.n; i++) {
        const struct mh_trial *one = mh__rows_at(&rows, i);
        if ((result ? one->result : one->received_on) == NULL && (open == NULL || strcmp(open->asked_on, one->asked_on) <= 0))
            open = one;
    }
    if (open != NULL) {
        mh_row_copy(&mh_table_trials, &t->was, open);
        mh_row_copy(&mh_table_trials, &t->now, open);
        t->was.id = t->now.id = open->id;
    } else {
        rc = mh_err_set(err, MH_ENOTFOUND, "aucun échantillon de ce produit n'est attendu pour cet article : mahalli trial ask ARTICLE PRODUIT");
    }
    mh__rows_free(&rows);
    return rc;
}

/* The trial itself, which waits for this. */
static enum mh_rc take_open(struct mh_session *s, int64_t id, bool result, struct step *t, struct mh_err *err)
{
    *t = (struct step){ .s = s };
    mh_row_init(&mh_table_trials, &t->was);
    mh_row_init(&mh_table_trials, &t->now);
    enum mh_rc rc = mh_store_get(s->store, &mh_table_trials, id, &t->was, err);
    if (rc == MH_OK && (result ? t->was.result : t->was.received_on) != NULL)
        rc = mh_err_set(err, MH_EINVAL, result ? "cet essai a déjà un résultat" : "cet échantillon est déjà reçu");
    mh_row_copy(&mh_table_trials, &t->now, &t->was);
    t->was.id = t->now.id = id;
    return rc;
}

static enum mh_rc find_pair(struct mh_session *s, const char *article, const char *product, int64_t *a, int64_t *p, struct mh_err *err)
{
    enum mh_rc rc = mh__find_article(s, article, 0, a, err);
    return rc == MH_OK ? mh__find_product(s, product, 0, p, err) : rc;
}

static enum mh_rc set_day(struct step *t, const char *column, char **field_of, const char *date, struct mh_err *err)
{
    const struct mh_column *c = mh_table_column(&mh_table_trials, column);
    if (mh_blank(date)) {
        char today[MH_DATE_SIZE];
        memcpy(today, t->s->now, MH_DATE_SIZE - 1);
        today[MH_DATE_SIZE - 1] = '\0';
        text_of(field_of, today);
        return MH_OK;
    }
    enum mh_rc rc = mh_value_parse(c, &t->now, date, MH_NUM_UNSETTLED, err);
    return rc == MH_OK ? rc : mh_err_where(err, "%s", column);
}

static enum mh_rc checked(struct step *t, struct mh_err *err)
{
    struct mh_diags diags = MH_DIAGS_INIT;
    enum mh_rc rc = MH_OK;
    if (!mh_row_check(&mh_table_trials, &t->now, &diags))
        rc = mh_err_set(err, MH_EINVAL, "%s", diags.list.at[0].message);
    mh_diags_free(&diags);
    return rc;
}

static enum mh_rc write_step(void *ctx, struct mh_err *err)
{
    struct step *t = ctx;
    return mh_store_update(t->s->store, &mh_table_trials, &t->was, &t->now, NULL, err);
}

static enum mh_rc write_alone(struct step *t, const char *said, struct mh_err *err)
{
    int64_t op = 0;
    enum mh_rc rc = mh_store_begin(t->s->store, said, err);
    if (rc != MH_OK)
        return rc;
    rc = write_step(t, err);
    if (rc == MH_OK)
        return mh_store_commit(t->s->store, &op, err);
    mh_store_rollback(t->s->store);
    return rc;
}

enum mh_rc mh_ops_trial_received(struct mh_session *s, const char *article, const char *product, const char *date, struct mh_err *err)
{
    int64_t a = 0, p = 0;
    struct step t;
    struct mh_str said = MH_STR_INIT;
    enum mh_rc rc = find_pair(s, article, product, &a, &p, err);
    if (rc != MH_OK)
        return rc;
    mh_str_addf(&said, "échantillon reçu : %s, %s", article, product);
    rc = find_open(s, a, p, false, &t, err);
    if (rc == MH_OK)
        rc = set_day(&t, "recu_le", &t.now.received_on, date, err);
    if (rc == MH_OK)
        rc = checked(&t, err);
    if (rc == MH_OK)
        rc = write_alone(&t, mh_str_text(&said), err);
    step_free(&t);
    mh_str_free(&said);
    return rc;
}

enum mh_rc mh_ops_trials_received(struct mh_session *s, const int64_t *trials, size_t n, const char *date, struct mh_err *err)
{
    struct mh_str said = MH_STR_INIT;
    struct mh_trial first;
    mh_row_init(&mh_table_trials, &first);
    mh_str_add(&said, n > 1 ? "échantillons reçus : " : "échantillon reçu : ");
    enum mh_rc rc = n == 0 ? mh_err_set(err, MH_ENOTFOUND, "aucun échantillon choisi") : mh_store_get(s->store, &mh_table_trials, trials[0], &first, err);
    if (rc == MH_OK)
        rc = mh__trial_name(s, &first, &said, err);
    if (n > 1)
        mh_str_addf(&said, " et %zu autre%s", n - 1, n > 2 ? "s" : "");
    if (rc == MH_OK)
        rc = mh_store_begin(s->store, mh_str_text(&said), err);
    mh_row_free(&mh_table_trials, &first);
    mh_str_free(&said);
    if (rc != MH_OK)
        return rc;
    for (size_t i = 0; i < n && rc == MH_OK; i++) {
        struct step t;
        rc = take_open(s, trials[i], false, &t, err);
        if (rc == MH_OK)
            rc = set_day(&t, "recu_le", &t.now.received_on, date, err);
        if (rc == MH_OK)
            rc = checked(&t, err);
        if (rc == MH_OK)
            rc = write_step(&t, err);
        step_free(&t);
    }
    if (rc == MH_OK)
        return mh_store_commit(s->store, NULL, err);
    mh_store_rollback(s->store);
    return rc;
}

/* « essai : EN 455, bloc opératoire » where nobody gave a reason. */
static char *reason_of(const struct mh_trial *t)
{
    struct mh_str s = MH_STR_INIT;
    const char *parts[] = { t->test, t->norm, t->lab };
    mh_str_add(&s, "essai");
    for (size_t i = 0, n = 0; i < sizeof parts / sizeof *parts; i++)
        if (!mh_blank(parts[i]))
            mh_str_addf(&s, "%s%s", n++ ? ", " : " : ", parts[i]);
    return mh_str_take(&s);
}

static enum mh_rc conclude(struct step *t, const struct mh_trial_outcome *q, int64_t article, int64_t product, struct mh_judge_result *out,
                           struct mh_err *err)
{
    if (mh_streq(t->now.result, "non concluant")) {
        struct mh_str said = MH_STR_INIT;
        mh_str_add(&said, "essai non concluant : ");
        enum mh_rc rc = mh__trial_name(t->s, &t->now, &said, err);
        if (rc == MH_OK)
            rc = write_alone(t, mh_str_text(&said), err);
        mh_str_free(&said);
        return rc;
    }
    if (mh_blank(q->document))
        return mh_err_set(err, MH_EUSAGE, "un résultat vaut avis : quelle pièce le dit (document) ?");
    if (mh_streq(t->now.result, "sous réserve") && mh_blank(q->reserve))
        return mh_err_set(err, MH_EUSAGE, "sous quelle réserve (reserve) ?");
    char *reason = mh_blank(q->reason) ? reason_of(&t->now) : mh_xstrdup(q->reason);
    struct mh_judge_request j = { .articles = &article, .narticles = 1, .product_id = product, .opinion = t->now.result, .reason = reason,
                                  .reserve = q->reserve, .documents = q->document };
    enum mh_rc rc = mh__judge_with(t->s, &j, write_step, t, out, err);
    free(reason);
    return rc;
}

enum mh_rc mh_ops_trial_outcome(struct mh_session *s, const struct mh_trial_outcome *q, struct mh_judge_result *out, struct mh_err *err)
{
    int64_t article = 0, product = 0;
    struct step t;
    *out = (struct mh_judge_result){ 0 };
    enum mh_rc rc = q->trial != 0 ? MH_OK : find_pair(s, q->article, q->product, &article, &product, err);
    if (rc != MH_OK)
        return rc;
    rc = q->trial != 0 ? take_open(s, q->trial, true, &t, err) : find_open(s, article, product, true, &t, err);
    article = t.was.article_id;
    product = t.was.product_id;
    if (rc == MH_OK && (rc = mh_value_parse(mh_table_column(&mh_table_trials, "resultat"), &t.now, q->result, MH_NUM_UNSETTLED, err)) != MH_OK)
        mh_err_where(err, "resultat");
    if (rc == MH_OK && t.now.result == NULL)
        rc = mh_err_set(err, MH_EUSAGE, "quel résultat ? conforme, sous réserve, non conforme, non concluant");
    if (rc == MH_OK)
        rc = set_day(&t, "resultat_le", &t.now.result_on, q->date, err);
    if (rc == MH_OK && t.now.received_on == NULL) /* tried, so it came */
        text_of(&t.now.received_on, t.now.result_on);
    if (rc == MH_OK && !mh_blank(q->document))
        text_of(&t.now.document, q->document);
    if (rc == MH_OK)
        rc = checked(&t, err);
    if (rc == MH_OK)
        rc = conclude(&t, q, article, product, out, err);
    step_free(&t);
    return rc;
}
