/* Samples and trials as the coordinator follows them: what is waited for first, the longest first, then what came of the others. */
#include "ops/matching/trials.h"

#include <mahalli/date.h>
#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

static int64_t days_since(const char *day, const char *now)
{
    char today[MH_DATE_SIZE];
    memcpy(today, now, MH_DATE_SIZE - 1);
    today[MH_DATE_SIZE - 1] = '\0';
    return mh_date_days(today) - mh_date_days(day);
}

static void add_day(struct mh_str *out, const char *fmt, const char *day)
{
    struct mh_str text = MH_STR_INIT;
    mh_date_fr(&text, day);
    mh_str_addf(out, fmt, mh_str_text(&text)); /* fmt: of a catalogue, one %s */
    mh_str_free(&text);
}

/* Waited for since `from`: on time, or late with who is to be asked again. */
static void say_waiting(const struct mh_session *s, int64_t since, const char *whom, struct mh_rep_trial *row, struct mh_str *out)
{
    if (since > 0)
        mh_str_addf(out, mh_trn(s->lang, " depuis %lld jour", " depuis %lld jours", since), (long long)since);
    if (since <= MH_TRIAL_DAYS)
        return;
    row->late_days = since - MH_TRIAL_DAYS;
    mh_str_addf(out, mh_tr(s->lang, " : relancer %s"), whom);
}

static void say_where(const struct mh_session *s, const struct mh_trial *t, const char *maker, struct mh_rep_trial *row)
{
    struct mh_str out = MH_STR_INIT;
    const char *status = t->result;
    int64_t since = days_since(t->received_on ? t->received_on : t->asked_on, s->now);
    if (t->result != NULL) {
        mh_str_addf(&out, "%s", mh_tr(s->lang, t->result));
        if (t->result_on != NULL)
            add_day(&out, mh_tr(s->lang, ", le %s"), t->result_on);
        if (!mh_blank(t->document))
            mh_str_addf(&out, mh_tr(s->lang, ", d'après %s"), t->document);
    } else if (t->received_on != NULL) {
        status = since > MH_TRIAL_DAYS ? "essai en retard" : "à l'essai";
        add_day(&out, mh_tr(s->lang, "reçu le %s, résultat attendu"), t->received_on);
        say_waiting(s, since, mh_blank(t->lab) ? mh_tr(s->lang, "qui l'essaie") : t->lab, row, &out);
    } else {
        status = since > MH_TRIAL_DAYS ? "en retard" : "attendu";
        add_day(&out, mh_tr(s->lang, "demandé le %s, attendu"), t->asked_on);
        say_waiting(s, since, maker, row, &out);
    }
    row->status = mh_xstrdup(status);
    row->sentence = mh_str_take(&out);
}

static enum mh_rc fill(struct mh_session *s, const struct mh_trial *t, struct mh_rep_trial *row, struct mh_err *err)
{
    struct mh_article a;
    struct mh_product p;
    struct mh_str name = MH_STR_INIT;
    mh_row_init(&mh_table_articles, &a);
    mh_row_init(&mh_table_products, &p);
    enum mh_rc rc = mh_store_get(s->store, &mh_table_articles, t->article_id, &a, err);
    if (rc == MH_OK)
        rc = mh_store_get(s->store, &mh_table_products, t->product_id, &p, err);
    if (rc == MH_OK) {
        char *maker = mh_xstrdup(mh_store_code(s->store, &mh_table_makers, p.maker_id));
        row->id = t->id;
        row->article_id = t->article_id;
        mh_str_addf(&name, "%s/%s", mh_store_code(s->store, &mh_table_members, a.member_id), mh_blank(a.reference) ? a.label : a.reference);
        row->article = mh_str_take(&name);
        mh_str_addf(&name, "%s/%s", maker, mh_blank(p.reference) ? p.label : p.reference);
        row->product = mh_str_take(&name);
        mh_xset(&row->label, a.label);
        mh_xset(&row->product_label, p.label);
        const struct { char **to; const char *text; } same[] = {
            { &row->asked_on, t->asked_on }, { &row->received_on, t->received_on }, { &row->lab, t->lab }, { &row->test, t->test },
            { &row->norm, t->norm }, { &row->result, t->result }, { &row->result_on, t->result_on }, { &row->document, t->document },
            { &row->author, t->author }, { &row->remarks, t->remarks },
        };
        for (size_t i = 0; i < sizeof same / sizeof *same; i++)
            mh_xset(same[i].to, same[i].text);
        say_where(s, t, maker, row);
        free(maker);
    }
    mh_row_free(&mh_table_articles, &a);
    mh_row_free(&mh_table_products, &p);
    return rc;
}

enum mh_rc mh__trial_name(struct mh_session *s, const struct mh_trial *t, struct mh_str *out, struct mh_err *err)
{
    struct mh_rep_trial row;
    mh_row_init(&mh_rep_trial_table, &row);
    enum mh_rc rc = fill(s, t, &row, err);
    if (rc == MH_OK)
        mh_str_addf(out, "%s, %s", row.article, row.product);
    mh_row_free(&mh_rep_trial_table, &row);
    return rc;
}

static int by_urgency(const void *a, const void *b)
{
    const struct mh_rep_trial *x = a, *y = b;
    int64_t late_x = x->late_days == MH_UNKNOWN ? 0 : x->late_days, late_y = y->late_days == MH_UNKNOWN ? 0 : y->late_days;
    if ((x->result == NULL) != (y->result == NULL))
        return x->result == NULL ? -1 : 1;
    if (late_x != late_y)
        return late_x > late_y ? -1 : 1;
    int order = x->result == NULL ? strcmp(x->asked_on, y->asked_on)
                                  : strcmp(y->result_on ? y->result_on : "", x->result_on ? x->result_on : "");
    return order != 0 ? order : x->id < y->id ? -1 : x->id > y->id;
}

enum mh_rc mh_ops_trials(struct mh_session *s, enum mh_rc (*each)(void *ctx, const struct mh_rep_trial *row, struct mh_err *err), void *ctx,
                         struct mh_err *err)
{
    struct mh__rows trials, rows = { .table = &mh_rep_trial_table };
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_trials, NULL, &trials, err);
    for (size_t i = 0; rc == MH_OK && i < trials.n; i++)
        rc = fill(s, mh__rows_at(&trials, i), mh__rows_add(&rows), err);
    if (rc == MH_OK && rows.n > 1)
        qsort(rows.at, rows.n, rows.table->row_size, by_urgency);
    for (size_t i = 0; rc == MH_OK && i < rows.n; i++)
        rc = each(ctx, mh__rows_at(&rows, i), err);
    mh__rows_free(&trials);
    mh__rows_free(&rows);
    return rc;
}
