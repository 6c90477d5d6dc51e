/* Scenarios of coverage, and what the faces ask of them. */
#include "ops/cover/cover.h"

#include <mahalli/i18n.h>
#include <mahalli/solve.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

/* The place of each is the place of its rate in mh_rep_family_cover. */
const struct mh__scenario mh__scenarios[] = {
    { .name = "couverture", .title = MH_TR("Plus grande couverture"),
      .assumes = MH_TR("produits concordants ou validés ; une capacité que personne n'a déclarée est supposée suffisante, et la part qui en dépend est dite"),
      .rules = { .floor_permille = MH_UNKNOWN, .most_makers = MH_UNKNOWN, .second_permille = 200, .lead_days = MH_UNKNOWN,
                 .unknown_enough = true, .worst_rank = MH__RANK_MATCH } },
    { .name = "declare", .title = MH_TR("Capacités déclarées seulement"),
      .assumes = MH_TR("un produit dont la capacité n'est pas déclarée ne compte pas"),
      .rules = { .floor_permille = MH_UNKNOWN, .most_makers = MH_UNKNOWN, .second_permille = 200, .lead_days = MH_UNKNOWN,
                 .worst_rank = MH__RANK_MATCH } },
    { .name = "deux-sources", .title = MH_TR("Deux sources"),
      .assumes = MH_TR("deux fabricants au moins pour chaque besoin prioritaire (pour tous si aucun n'est marqué), le second pour un cinquième au moins"),
      .rules = { .floor_permille = MH_UNKNOWN, .most_makers = MH_UNKNOWN, .second_permille = 200, .lead_days = MH_UNKNOWN,
                 .unknown_enough = true, .two_sources = true, .worst_rank = MH__RANK_MATCH },
      .mark = true },
    { .name = "achetable", .title = MH_TR("Achetables seulement"),
      .assumes = MH_TR("seulement ce qui peut s'acheter aujourd'hui : enregistré, ou sans enregistrement requis"),
      .rules = { .floor_permille = MH_UNKNOWN, .most_makers = MH_UNKNOWN, .second_permille = 200, .lead_days = MH_UNKNOWN,
                 .unknown_enough = true, .buyable_only = true, .worst_rank = MH__RANK_MATCH } },
    { .name = "a-verifier", .title = MH_TR("À vérifier compris"),
      .assumes = MH_TR("si tous les produits à vérifier convenaient : ce que les vérifications peuvent apporter, pas un plan"),
      .rules = { .floor_permille = MH_UNKNOWN, .most_makers = MH_UNKNOWN, .second_permille = 200, .lead_days = MH_UNKNOWN,
                 .unknown_enough = true, .worst_rank = MH__RANK_REVIEW } },
    { .name = "cout", .title = MH_TR("Moindre coût"),
      .assumes = MH_TR("la plus grande couverture au moindre coût ; ce qui n'a pas de prix vient après tout ce qui en a un"),
      .rules = { .aim = MH_COVER_CHEAPEST, .floor_permille = MH_UNKNOWN, .most_makers = MH_UNKNOWN, .second_permille = 200,
                 .lead_days = MH_UNKNOWN, .unknown_enough = true, .unpriced_last = true, .worst_rank = MH__RANK_MATCH },
      .own = true },
};
const size_t mh__nscenarios = sizeof mh__scenarios / sizeof *mh__scenarios;
_Static_assert(sizeof mh__scenarios / sizeof *mh__scenarios == MH_COVER_SCENARIOS, "a rate for each scenario in mh_rep_family_cover");

bool mh__scenario_here(const struct mh__cover_case *c, const struct mh__scenario *k)
{
    return !k->own || (c->alone && c->priced);
}

enum mh_rc mh__scenario_find(const struct mh__cover_case *c, const char *name, const struct mh__scenario **out, struct mh_err *err)
{
    struct mh_str names = MH_STR_INIT;
    *out = &mh__scenarios[0];
    if (name == NULL)
        return MH_OK;
    for (size_t i = 0; i < mh__nscenarios; i++) {
        *out = &mh__scenarios[i];
        if (mh_streq(name, (*out)->name)) {
            mh_str_free(&names);
            if (!c->alone && (*out)->own)
                return mh_err_set(err, MH_EDENIED, "scénario « %s » : les prix restent dans le plan de chaque groupe ; lancez-le là, sur un plan d'un seul groupe", name);
            if (!mh__scenario_here(c, *out))
                return mh_err_set(err, MH_EINVAL, "scénario « %s » : aucun produit qui convienne n'a de prix dans ce plan "
                                  "(mahalli set produits FABRICANT/RÉFÉRENCE prix_unitaire_ht=...)", name);
            return MH_OK;
        }
        mh_str_addf(&names, "%s%s", i ? ", " : "", (*out)->name);
    }
    enum mh_rc rc = mh_err_set(err, MH_EUSAGE, "scénario « %s » inconnu : attendu %s", name, mh_str_text(&names));
    mh_str_free(&names);
    return rc;
}

struct mh_cover_problem mh__cover_problem(const struct mh__cover_case *c, const struct mh__scenario *k, const struct mh_cover_request *q)
{
    struct mh_cover_problem p = { .need = c->need, .offer = c->offer, .arc = c->arc, .nneeds = c->nneeds, .noffers = c->noffers,
                                  .narcs = c->narcs, .rules = k->rules };
    if (q->makers != 0)
        p.rules.most_makers = q->makers;
    if (q->lead_days != 0)
        p.rules.lead_days = q->lead_days;
    p.rules.by_quarters = q->quarters;
    return p;
}

/* Where nobody marked a need as a priority, two sources are asked for all. */
static struct mh_cover_need *all_critical(const struct mh__cover_case *c)
{
    struct mh_cover_need *all = mh_xcalloc(c->nneeds + 1, sizeof *all);
    memcpy(all, c->need, c->nneeds * sizeof *all);
    for (size_t i = 0; i < c->nneeds; i++)
        all[i].critical = true;
    return all;
}

/* Without a program that solves, awards are placed simply: a session of something else than mahalli must not run itself again. */
static struct mh_cover_options cover_options(const struct mh_session *s)
{
    return (struct mh_cover_options){ .solver = s->program ? mh_solve : NULL, .solve = { .progress = &s->progress, .program = s->program } };
}

enum mh_rc mh__cover_run(struct mh__cover_case *c, const struct mh__scenario *k, const struct mh_cover_request *q, struct mh_cover *out,
                         struct mh_err *err)
{
    struct mh_cover_problem p = mh__cover_problem(c, k, q);
    struct mh_cover_need *all = k->mark && c->marked == 0 ? all_critical(c) : NULL;
    struct mh_cover_options opt = cover_options(c->s);
    if (all != NULL)
        p.need = all;
    enum mh_rc rc = mh_cover_solve(&p, &opt, out, err);
    free(all);
    return rc;
}

/* --- what the faces ask --- */

static void summarise(const struct mh__cover_case *c, const struct mh__scenario *k, const struct mh_cover *r, struct mh_cover_summary *sum)
{
    const struct mh_cover_totals *t = &r->totals;
    *sum = (struct mh_cover_summary){
        .scenario = k->name, .title = k->title, .assumes = k->assumes, .pools = (int64_t)c->pools.set.n, .needs = t->needs,
        .rate_ppm = t->cover_ppm, .unknown_ppm = t->unknown_ppm, .makers = t->makers, .cost = c->alone ? t->cost : MH_UNKNOWN,
        .kept = (int64_t)c->kept, .stray = (int64_t)c->stray, .reproducible = r->reproducible, .too_unknown = mh__cover_too_unknown(r),
        .gap_ppm = r->how == MH_COVER_SIMPLE ? MH_UNKNOWN : t->gap_ppm, .note = r->note ? mh_xstrdup(r->note) : NULL,
        .with_product = t->with_product, .with_capacity = t->with_capacity,
    };
    for (size_t i = 0; i < MH_POOL_NCAUSES; i++)
        sum->unpooled[i] = i == MH_POOLED ? 0 : (int64_t)c->pools.set.causes[i];
}

void mh_cover_summary_free(struct mh_cover_summary *s)
{
    free(s->note);
    *s = (struct mh_cover_summary){ 0 };
}

static enum mh_rc tell(const struct mh__rows *rows, mh_row_fn *each, void *ctx,
                       struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; each != NULL && i < rows->n && rc == MH_OK; i++)
        rc = each(ctx, mh__rows_at(rows, i), err);
    return rc;
}

enum mh_rc mh_ops_cover(struct mh_session *s, const struct mh_cover_request *q,
                        mh_row_fn *each, void *ctx, struct mh_cover_summary *sum,
                        struct mh_err *err)
{
    struct mh__cover_case c;
    struct mh_cover r = { 0 };
    const struct mh__scenario *k = NULL;
    struct mh__rows rows = { .table = q->worth ? &mh_rep_worth_table : &mh_rep_cover_table };
    *sum = (struct mh_cover_summary){ 0 };
    enum mh_rc rc = mh__cover_open(s, &c, err);
    if (rc == MH_OK)
        rc = mh__scenario_find(&c, q->scenario, &k, err);
    if (rc == MH_OK)
        rc = mh__cover_run(&c, k, q, &r, err);
    if (rc == MH_OK) {
        summarise(&c, k, &r, sum);
        if (!q->worth)
            mh__cover_rows(&c, &r, false, &rows);
        else if (!sum->too_unknown)
            mh__cover_worth(&c, &r, false, &rows);
        rc = tell(&rows, each, ctx, err);
    }
    mh__rows_free(&rows);
    mh_cover_free(&r);
    mh__cover_close(&c);
    return rc;
}

enum mh_rc mh__cover_all(struct mh__cover_case *c, const struct mh_cover_request *q, struct mh_cover *r, bool *ran, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < mh__nscenarios && rc == MH_OK; i++) {
        ran[i] = mh__scenario_here(c, &mh__scenarios[i]);
        if (ran[i])
            rc = mh__cover_run(c, &mh__scenarios[i], q, &r[i], err);
    }
    return rc;
}

enum mh_rc mh_ops_scenarios(struct mh_session *s, const struct mh_cover_request *q, bool by_family,
                            mh_row_fn *each, void *ctx, struct mh_err *err)
{
    struct mh__cover_case c;
    struct mh_cover r[MH_COVER_SCENARIOS] = { 0 };
    bool ran[MH_COVER_SCENARIOS] = { false };
    const struct mh_cover *of[MH_COVER_SCENARIOS];
    struct mh__rows rows = { .table = by_family ? &mh_rep_family_cover_table : &mh_rep_scenario_table };
    enum mh_rc rc = mh__cover_open(s, &c, err);
    if (rc == MH_OK)
        rc = mh__cover_all(&c, q, r, ran, err);
    for (size_t i = 0; i < mh__nscenarios && rc == MH_OK; i++) {
        of[i] = ran[i] ? &r[i] : NULL;
        if (ran[i] && !by_family)
            mh__cover_scenario_row(&c, &mh__scenarios[i], &r[i], &r[0], false, &rows);
    }
    if (rc == MH_OK && by_family)
        mh__cover_family_rows(&c, of, false, &rows);
    if (rc == MH_OK)
        rc = tell(&rows, each, ctx, err);
    for (size_t i = 0; i < mh__nscenarios; i++)
        mh_cover_free(&r[i]);
    mh__rows_free(&rows);
    mh__cover_close(&c);
    return rc;
}

enum mh_rc mh_ops_frontier(struct mh_session *s, const struct mh_cover_request *q, int64_t points,
                           mh_row_fn *each, void *ctx, struct mh_err *err)
{
    struct mh__cover_case c;
    struct mh_cover largest = { 0 };
    struct mh_cover_point *at = mh_xcalloc((size_t)points + 1, sizeof *at);
    struct mh_cover_options opt = cover_options(s);
    const struct mh__scenario *k = NULL;
    struct mh__rows rows = { .table = &mh_rep_point_table };
    enum mh_rc rc = mh__cover_open(s, &c, err);
    if (rc == MH_OK)
        rc = mh__scenario_find(&c, "cout", &k, err);
    if (rc == MH_OK)
        rc = mh__cover_run(&c, k, q, &largest, err);
    if (rc == MH_OK) {
        struct mh_cover_problem p = mh__cover_problem(&c, k, q);
        int64_t most = largest.totals.cover_ppm / 1000;
        rc = mh_cover_frontier(&p, &opt, most / 2, most, (size_t)points, at, err);
    }
    for (int64_t i = 0; i < points && rc == MH_OK; i++) {
        struct mh_rep_point *row = mh__rows_add(&rows);
        const struct mh_cover_point *x = &at[i];
        row->asked = x->asked_permille;
        row->rate = (x->cover_ppm + 1) / 1000; /* rounded down: what was asked and is reached must not look a thousandth short */
        row->cost = x->cost;
        row->step = x->step_cost;
        row->priced_rate = x->cover_ppm > 0 ? 1000 - x->unpriced_ppm / (x->cover_ppm / 1000 > 0 ? x->cover_ppm / 1000 : 1) : MH_UNKNOWN;
        row->how = mh__cover_how_text(s->lang, x->how, MH_UNKNOWN, true);
    }
    if (rc == MH_OK)
        rc = tell(&rows, each, ctx, err);
    free(at);
    mh__rows_free(&rows);
    mh_cover_free(&largest);
    mh__cover_close(&c);
    return rc;
}

bool mh_ops_scenario(size_t i, const char **name, const char **title)
{
    if (i >= mh__nscenarios)
        return false;
    *name = mh__scenarios[i].name;
    *title = mh__scenarios[i].title;
    return true;
}
