/* The plan's year, from any screen: what stands in the way of freezing it, freezing, revising, what changed since, confirming proposals. */
#include "tui/app.h"
#include "tui/plan_menu.h"

#include <mahalli/xalloc.h>

#include <string.h>

enum { CHANGES_SHOWN = 500 };

static const struct mh_plan_facts *facts(const struct mh__app *app)
{
    return &((const struct mh__app_priv *)app->priv)->facts;
}

static const char *no_plan(const struct mh__app *app)
{
    return app->session == NULL ? "il n'y a pas encore de plan" : facts(app)->year == 0 ? "aucune année n'est ouverte" : NULL;
}

static bool is_open(const struct mh__app *app)
{
    return mh_streq(facts(app)->campaign, "ouverte");
}

/* --- freezing --- */

const char *mh__year_why_not_freeze(struct mh__app *app, void *state)
{
    const char *why = no_plan(app);
    (void)state;
    return why != NULL ? why : is_open(app) ? NULL : "il est figé ; « Réviser » le rouvre";
}

/* Where what blocks can be mended or explained, and by which keys. */
static void show_blocking(struct mh__app *app, int64_t errors)
{
    struct mh_str n = MH_STR_INIT;
    mh_str_add_int(&n, errors);
    mh__go(app, "anomalies", "severity=erreur");
    mh__say(app, MH__WARN, mh__text_n(app, "Le plan ne se fige pas encore : %s erreur à corriger (Entrée) ou à expliquer (e)",
                                      "Le plan ne se fige pas encore : %s erreurs à corriger (Entrée) ou à expliquer (e)", errors), mh_str_text(&n));
    mh_str_free(&n);
}

static enum mh_rc freeze_work(struct mh__app *app, void *ctx, struct mh_err *err)
{
    return mh_ops_freeze(app->session, 0, NULL, NULL, ctx, err);
}

static int64_t open_errors(struct mh__app *app)
{
    struct mh_status st = { 0 };
    struct mh_err err = MH_ERR_IN(app->lang);
    int64_t n = mh_ops_status(app->session, &st, &err) == MH_OK ? st.problems[MH_SEV_ERROR] : 0;
    mh_status_free(&st);
    return n;
}

static void freeze(struct mh__app *app, void *ctx)
{
    struct mh_freeze_result r;
    struct mh_str n = MH_STR_INIT;
    (void)ctx;
    if (mh__long_work(app, "Figer le plan", freeze_work, &r) != MH_OK) { /* matching anew, which comes first, may find errors */
        struct mh__app_priv *p = app->priv;
        struct mh_str why = MH_STR_INIT;
        int64_t errors = open_errors(app);
        mh_str_add(&why, mh_str_text(&p->status));
        mh__changed(app);
        if (errors > 0)
            show_blocking(app, errors);
        else
            mh__say(app, MH__BAD, "%s", mh_str_text(&why));
        mh_str_free(&why);
        return;
    }
    mh__changed(app);
    mh_str_add_int(&n, r.lines);
    mh__say(app, MH__GOOD, mh__text_n(app, "Plan %lld figé en %s : %s article. Il se relit tel quel ; « Réviser » (P) le rouvre avec un motif.",
                                      "Plan %lld figé en %s : %s articles. Il se relit tel quel ; « Réviser » (P) le rouvre avec un motif.", r.lines),
            (long long)r.year, r.version, mh_str_text(&n));
    mh_str_free(&n);
}

/* What is unsettled does not stand in the way, but should be known before. */
static void add_unsettled(struct mh__app *app, struct mh_str *out, const struct mh_status *st)
{
    const struct { int64_t n; const char *one, *many; } part[] = {
        { st->to_confirm, "besoin proposé à confirmer", "besoins proposés à confirmer" },
        { st->no_pack, "besoin sans volume connu", "besoins sans volume connu" },
        { st->state[MH_STATE_UNREAD], "article à préciser", "articles à préciser" },
        { st->state[MH_STATE_MATCH] + st->state[MH_STATE_REVIEW], "article sans avis du pharmacien", "articles sans avis du pharmacien" },
    };
    bool some = false;
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        if (part[i].n == 0)
            continue;
        mh_str_add(out, some ? " ; " : mh__text(app, "\n\nRestent tels quels : "));
        mh_str_add_int(out, part[i].n);
        mh_str_addf(out, " %s", mh__text_n(app, part[i].one, part[i].many, part[i].n));
        some = true;
    }
    mh_str_add(out, some ? "." : "");
}

void mh__year_freeze(struct mh__app *app, void *state)
{
    struct mh_status st = { 0 };
    struct mh_err err = MH_ERR_IN(app->lang);
    struct mh_str said = MH_STR_INIT, n = MH_STR_INIT;
    (void)state;
    if (mh_ops_status(app->session, &st, &err) != MH_OK) {
        mh__say_error(app, &err);
    } else if (st.articles == 0) {
        mh__say(app, MH__WARN, "%s", mh__text(app, "Il n'y a pas encore de besoins à figer : saisissez-les (g b) ou importez-les (g i)"));
    } else if (st.problems[MH_SEV_ERROR] > 0) {
        show_blocking(app, st.problems[MH_SEV_ERROR]);
    } else {
        mh_str_add_int(&n, st.articles);
        mh_str_addf(&said, mh__text_n(app, "Figer le plan %lld : %s article, avec son état, son produit et ses volumes ? Ses besoins ne changeront "
                                           "plus que par une révision motivée. Le registre continue de vivre.",
                                      "Figer le plan %lld : %s articles, avec leurs états, produits et volumes ? Ses besoins ne changeront "
                                      "plus que par une révision motivée. Le registre continue de vivre.", st.articles),
                    (long long)st.year, mh_str_text(&n));
        add_unsettled(app, &said, &st);
        mh__confirm(app, mh_str_text(&said), freeze, NULL);
    }
    mh_status_free(&st);
    mh_str_free(&said);
    mh_str_free(&n);
}

/* --- revising --- */

const char *mh__year_why_not_revise(struct mh__app *app, void *state)
{
    const char *why = no_plan(app);
    (void)state;
    return why != NULL ? why : is_open(app) ? "le plan n'est pas figé" : NULL;
}

static const char *check_reason(struct mh__app *app, void *ctx, const char *text)
{
    (void)ctx;
    return mh_blank(text) ? mh__text(app, "une révision se motive : dites pourquoi le plan change") : NULL;
}

static void revise(struct mh__app *app, void *ctx, const char *reason)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    char version[16];
    (void)ctx;
    if (mh_ops_revise(app->session, 0, reason, version, &err) != MH_OK) {
        mh__say_error(app, &err);
        return;
    }
    mh__changed(app);
    mh__say(app, MH__GOOD, mh__text(app, "%s est ouverte : les besoins se changent à nouveau ; la version d'avant reste telle quelle"), version);
}

void mh__year_revise(struct mh__app *app, void *state)
{
    (void)state;
    mh__ask(app, &(struct mh__question){ .title = "Réviser le plan", .label = "Motif", .help = "pourquoi le plan change ; il est gardé avec la version",
                                         .check = check_reason, .done = revise });
}

/* --- what changed --- */

struct versions {
    struct mh__choices *out; /* NULL: only the latest is looked for */
    const char *typed;
    struct mh_str last;
};

static enum mh_rc take_version(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err)
{
    struct versions *v = ctx;
    const char *code = "", *frozen = "";
    (void)err;
    for (size_t i = 0; i < t->ncolumns; i++) {
        if (mh_streq(t->columns[i].name, "code"))
            code = texts[i] ? texts[i] : "";
        if (mh_streq(t->columns[i].name, "figee_le"))
            frozen = texts[i] ? texts[i] : "";
    }
    if (mh_blank(frozen))
        return MH_OK; /* being revised */
    mh_str_clear(&v->last);
    mh_str_add(&v->last, code);
    if (v->out != NULL && strncmp(code, v->typed, strlen(v->typed)) == 0)
        mh__choices_add(v->out, code, frozen);
    return MH_OK;
}

static bool list_versions(struct mh__app *app, struct versions *v)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    return mh_ops_list(app->session, "versions", NULL, take_version, v, &err) == MH_OK;
}

const char *mh__year_why_not_compare(struct mh__app *app, void *state)
{
    struct versions v = { 0 };
    const char *why = no_plan(app);
    (void)state;
    if (why == NULL && (!list_versions(app, &v) || v.last.len == 0))
        why = "aucun plan n'a encore été figé";
    mh_str_free(&v.last);
    return why;
}

static void complete_version(struct mh__app *app, void *ctx, const char *typed, struct mh__choices *out)
{
    struct versions v = { .out = out, .typed = typed };
    (void)ctx;
    list_versions(app, &v);
    mh_str_free(&v.last);
}

struct telling {
    struct mh__app *app;
    struct mh_str text;
    int64_t n;
};

static enum mh_rc tell_change(void *ctx, const struct mh_rep_change *c, struct mh_err *err)
{
    struct telling *t = ctx;
    struct mh_str *out = &t->text;
    (void)err;
    if (t->n++ >= CHANGES_SHOWN)
        return MH_OK;
    mh_str_addf(out, "%s%s · ", out->len ? "\n" : "", mh__text(t->app, c->what));
    const char *parts[] = { c->member, c->reference, mh_blank(c->label) ? c->family_name : c->label };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!mh_blank(parts[i]))
            mh_str_addf(out, "%s ", parts[i]);
    mh_str_addf(out, "\n    %s → %s", mh_blank(c->before) ? "–" : c->before, mh_blank(c->after) ? "–" : c->after);
    return MH_OK;
}

static void compare(struct mh__app *app, void *ctx, const char *from)
{
    struct telling t = { .app = app };
    struct mh_diff_sides sides = { "", "" };
    struct mh_str title = MH_STR_INIT;
    struct mh_err err = MH_ERR_IN(app->lang);
    (void)ctx;
    if (mh_ops_diff(app->session, from, NULL, NULL, false, tell_change, &t, &sides, &err) != MH_OK) {
        mh__say_error(app, &err);
    } else {
        mh_str_addf(&title, mh__text_n(app, "%lld changement de %s à %s", "%lld changements de %s à %s", t.n), (long long)t.n, sides.before,
                    sides.after);
        if (t.n > CHANGES_SHOWN)
            mh_str_addf(&t.text, mh__text(app, "\n… tous : mahalli diff %s"), from);
        mh__show_text(app, mh_str_text(&title), t.n > 0 ? mh_str_text(&t.text) : mh__text(app, "Rien n'a changé."));
    }
    mh_str_free(&title);
    mh_str_free(&t.text);
}

void mh__year_compare(struct mh__app *app, void *state)
{
    struct versions v = { 0 };
    (void)state;
    list_versions(app, &v);
    mh__ask(app, &(struct mh__question){ .title = "Ce qui change", .label = "Depuis la version", .value = mh_str_text(&v.last),
                                         .help = "une version figée, comparée au plan d'aujourd'hui ; ↓ choisit", .complete = complete_version,
                                         .done = compare });
    mh_str_free(&v.last);
}

/* --- confirming what was proposed --- */

const char *mh__year_why_not_confirm(struct mh__app *app, void *state)
{
    const char *why = no_plan(app);
    (void)state;
    return why != NULL ? why : is_open(app) ? NULL : "le plan est figé";
}

static void confirm(struct mh__app *app, void *ctx)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    int64_t n = 0;
    (void)ctx;
    if (mh_ops_confirm(app->session, NULL, NULL, NULL, &n, &err) != MH_OK) {
        mh__say_error(app, &err);
        return;
    }
    mh__changed(app);
    mh__say(app, MH__GOOD, mh__text_n(app, "%lld besoin confirmé", "%lld besoins confirmés", n), (long long)n);
}

void mh__year_confirm(struct mh__app *app, void *state)
{
    struct mh_status st = { 0 };
    struct mh_err err = MH_ERR_IN(app->lang);
    struct mh_str said = MH_STR_INIT;
    (void)state;
    if (mh_ops_status(app->session, &st, &err) != MH_OK) {
        mh__say_error(app, &err);
    } else if (st.to_confirm == 0) {
        mh__say(app, MH__INFO, "%s", mh__text(app, "Aucun besoin proposé n'attend de confirmation"));
    } else {
        mh_str_addf(&said, mh__text_n(app, "Confirmer %lld besoin proposé, tel que proposé ? u l'annule.",
                                      "Confirmer %lld besoins proposés, tels que proposés ? u l'annule.", st.to_confirm), (long long)st.to_confirm);
        mh__confirm(app, mh_str_text(&said), confirm, NULL);
    }
    mh_status_free(&st);
    mh_str_free(&said);
}
