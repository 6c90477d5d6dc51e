/* Opinions by a key, and the search of any product of the registry. */
#include "tui/screen_match.h"
#include "tui/form.h"

#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { FOUND_MOST = 40, PROPOSALS = 20 };

const char *mh__judge_why_not(struct mh__app *app, void *state)
{
    struct mh__match_screen *st = state;
    mh__match_follow(app, st);
    if (st->list.cursor == 0)
        return mh__text(app, "aucun article choisi");
    if (mh__match_candidate(st) == NULL)
        return mh__text(app, "aucun produit proposé ; p cherche au registre");
    return NULL;
}

static void say_recorded(struct mh__app *app, struct mh__match_screen *st, const struct mh_judge_result *r, size_t picked,
                         const char *article, const char *product)
{
    struct mh_str text = MH_STR_INIT;
    if (!mh_blank(article))
        mh_str_addf(&text, "%s : ", article);
    mh_str_addf(&text, r->operation != 0 ? "%s" : mh__text(app, "déjà dit : %s"), mh__text(app, r->opinion));
    if (r->articles > 1)
        mh_str_addf(&text, picked > 1 ? mh__text(app, " pour %lld articles") : mh__text(app, " pour %lld articles identiques"),
                    (long long)r->articles);
    mh_str_addf(&text, ", %s", product);
    if (st->left > 0)
        mh_str_addf(&text, mh_trn(app->lang, " · reste %lld à régler", " · reste %lld à régler", st->left), (long long)st->left);
    else
        mh_str_addf(&text, " · %s", mh__text(app, "plus rien à régler"));
    mh__say(app, MH__GOOD, "%s", mh_str_text(&text));
    mh_str_free(&text);
}

static bool suits(struct mh__app *app, int64_t article, int64_t product)
{
    struct mh_match_detail *d = NULL;
    struct mh_err ignored = MH_ERR_INIT;
    bool good = false;
    if (mh_ops_match_detail(app->session, article, PROPOSALS, 0, &d, &ignored) != MH_OK)
        return false;
    for (size_t i = 0; i < d->ncandidates; i++) {
        const struct mh_detail_candidate *c = &d->candidate[i];
        good = good || (c->product_id == product && c->verdict >= MH_VERDICT_REVIEW && !c->excluded && !c->by_hand);
    }
    mh_match_detail_free(d);
    return good;
}

/* Several articles at once are not looked at one by one: a product is not said good for one that it fails, or for
 * which it was not even proposed. */
static bool refuse_in_bulk(struct mh__app *app, struct mh__match_screen *st, const char *opinion)
{
    size_t n = 0, bad = 0;
    const int64_t *picked = mh__list_picked(&st->list, &n);
    bool favourable = strcmp(opinion, "conforme") == 0 || strcmp(opinion, "sous réserve") == 0;
    for (size_t i = 0; i < n && n > 1 && favourable && st->product != 0; i++)
        bad += !suits(app, picked[i], st->product);
    if (bad == 0)
        return false;
    const struct mh_detail_candidate *c = mh__match_candidate(st);
    mh__say(app, MH__WARN, mh_trn(app->lang, "%s n'est pas proposé pour %lld des articles choisis : jugez-le à part",
                                  "%s n'est pas proposé pour %lld des articles choisis : jugez-les à part", (int64_t)bad),
            c != NULL ? c->product : "", (long long)bad);
    return true;
}

/* The texts of the opinion are said; the articles are those picked, or the one under the cursor. */
static enum mh_rc record_all(struct mh__app *app, struct mh__match_screen *st, struct mh_judge_request said, struct mh_err *err)
{
    struct mh_judge_result r;
    size_t n = 0;
    const int64_t *picked = mh__list_picked(&st->list, &n);
    int64_t *articles = mh_xcalloc(n + 1, sizeof *articles), from = st->list.cursor;
    memcpy(articles, picked, n * sizeof *articles);
    said.articles = articles;
    said.narticles = n;
    said.product_id = st->product;
    const struct mh_detail_candidate *c = mh__match_candidate(st);
    char *article = mh_xstrdup(n == 1 ? mh__list_text_of(&st->list, picked[0], MH__ART_REFERENCE) : NULL);
    char *product = mh_xstrdup(st->product == 0 ? mh__text(app, "aucun produit ne convient") : c != NULL ? c->product : "");
    enum mh_rc rc = mh_ops_judge_articles(app->session, &said, &r, err);
    if (rc == MH_OK) {
        mh__list_pick_none(&st->list);
        mh__changed(app);
        mh__match_next(app, st, from);
        say_recorded(app, st, &r, n, article, product);
    }
    free(product);
    free(article);
    free(articles);
    return rc;
}

static void record(struct mh__app *app, struct mh__match_screen *st, const char *reason)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    struct mh_judge_request said = { .opinion = st->opinion, .reason = reason, .reserve = st->reserve };
    if (record_all(app, st, said, &err) != MH_OK)
        mh__say_error(app, &err);
    free(st->reserve);
    st->reserve = NULL;
}

/* --- questions --- */

static const char *must_say(struct mh__app *app, void *ctx, const char *text)
{
    (void)ctx;
    return mh_blank(text) ? mh__text(app, "dites pourquoi : vos collègues et le fabricant le liront") : NULL;
}

static void reason_said(struct mh__app *app, void *ctx, const char *text)
{
    record(app, ctx, text);
}

static void given_up(struct mh__app *app, void *ctx)
{
    struct mh__match_screen *st = ctx;
    (void)app;
    free(st->reserve);
    st->reserve = NULL;
}

struct proposing {
    struct mh__choices *out;
    const char *typed;
};

static void propose(void *ctx, const char *one)
{
    const struct proposing *p = ctx;
    mh__choices_add(p->out, one, "");
}

static void propose_reasons(struct mh__app *app, void *ctx, const char *typed, struct mh__choices *out)
{
    struct proposing p = { out, typed };
    const struct mh_detail_candidate *c = mh__match_candidate(ctx);
    if (c == NULL)
        return;
    mh__reason_against(c, NULL, propose, &p);
    mh__choices_add(out, mh__text(app, "qualité insuffisante à l'essai"), "");
    mh__choices_add(out, mh__text(app, "inadapté à notre usage"), "");
}

static void ask_reason(struct mh__app *app, struct mh__match_screen *st, const char *title, bool required, bool against)
{
    struct mh_str value = MH_STR_INIT;
    const struct mh_detail_candidate *c = mh__match_candidate(st);
    if (against && c != NULL)
        mh__reason_against(c, &value, NULL, NULL);
    mh__ask(app, &(struct mh__question){
        .title = title, .label = "Motif", .value = mh_str_text(&value),
        .help = against ? MH_TR("Entrée accepte ce qui est proposé ; flèches : d'autres motifs")
                : required ? MH_TR("Pourquoi : vos collègues et le fabricant le liront") : MH_TR("Facultatif ; vos collègues le liront"),
        .complete = against ? propose_reasons : NULL, .check = required ? must_say : NULL, .abandoned = given_up, .done = reason_said,
        .ctx = st });
    mh_str_free(&value);
}

static bool begin(struct mh__app *app, struct mh__match_screen *st, const char *opinion, bool with_reason)
{
    const struct mh_detail_candidate *c = mh__match_candidate(st);
    st->opinion = opinion;
    st->with_reason = with_reason;
    st->product = c != NULL ? c->product_id : 0;
    free(st->reserve);
    st->reserve = NULL;
    return c != NULL && !refuse_in_bulk(app, st, opinion);
}

static void judge(struct mh__app *app, void *state, const char *opinion, const char *title)
{
    struct mh__match_screen *st = state;
    if (!begin(app, st, opinion, title != NULL))
        return;
    if (title != NULL)
        ask_reason(app, st, title, false, false);
    else
        record(app, st, NULL);
}

/* Against what the program found, one key is not enough: the next reader must find the pharmacist's reason. NULL: it goes along. */
static const char *against_findings(const struct mh_detail_candidate *c)
{
    if (c == NULL || c->validated)
        return NULL;
    if (c->excluded)
        return MH_TR("Conforme, bien qu'exclu");
    if (c->verdict == MH_VERDICT_NEAR)
        return MH_TR("Conforme malgré un écart");
    return c->by_hand ? MH_TR("Conforme, hors des propositions") : NULL;
}

static void judge_good(struct mh__app *app, struct mh__match_screen *st, const char *title)
{
    const char *against = against_findings(mh__match_candidate(st));
    if (against == NULL)
        judge(app, st, "conforme", title);
    else if (begin(app, st, "conforme", true))
        ask_reason(app, st, against, true, false);
}

void mh__judge_good(struct mh__app *app, void *state)
{
    judge_good(app, state, NULL);
}

void mh__judge_good_why(struct mh__app *app, void *state)
{
    judge_good(app, state, "Conforme");
}

void mh__judge_try(struct mh__app *app, void *state)
{
    judge(app, state, "à essayer", NULL);
}

void mh__judge_try_why(struct mh__app *app, void *state)
{
    judge(app, state, "à essayer", "À essayer");
}

static void reserve_said(struct mh__app *app, void *ctx, const char *text)
{
    struct mh__match_screen *st = ctx;
    st->reserve = mh_xstrdup(text);
    if (st->with_reason)
        ask_reason(app, st, "Conforme sous réserve", false, false);
    else
        record(app, st, NULL);
}

static const char *which_reserve(struct mh__app *app, void *ctx, const char *text)
{
    (void)ctx;
    return mh_blank(text) ? mh__text(app, "dites sous quelle réserve") : NULL;
}

static void ask_reserve(struct mh__app *app, void *state, bool with_reason)
{
    struct mh__match_screen *st = state;
    struct mh_str value = MH_STR_INIT;
    if (!begin(app, st, "sous réserve", with_reason))
        return;
    mh__reason_reserve(mh__match_candidate(st), &value);
    mh__ask(app, &(struct mh__question){
        .title = "Conforme sous réserve", .label = "Réserve", .value = mh_str_text(&value), .help = value.len > 0 ? "Entrée accepte ce qui est proposé" : "Sous quelle réserve : vos collègues et le fabricant le liront",
        .check = which_reserve, .done = reserve_said, .ctx = st });
    mh_str_free(&value);
}

void mh__judge_reserve(struct mh__app *app, void *state)
{
    ask_reserve(app, state, false);
}

void mh__judge_reserve_why(struct mh__app *app, void *state)
{
    ask_reserve(app, state, true);
}

void mh__judge_bad(struct mh__app *app, void *state)
{
    if (begin(app, state, "non conforme", true))
        ask_reason(app, state, "Non conforme", true, true);
}

void mh__judge_suspend(struct mh__app *app, void *state)
{
    if (begin(app, state, "suspendu", true))
        ask_reason(app, state, "Suspendu", true, false);
}

void mh__judge_none(struct mh__app *app, void *state)
{
    struct mh__match_screen *st = state;
    begin(app, st, "non conforme", true);
    st->product = 0;
    ask_reason(app, st, "Aucun produit du registre ne convient", true, false);
}

/* --- all that an opinion can say, in a form --- */

enum { FIELD_OPINION, FIELD_REASON, FIELD_RESERVE, FIELD_UNTIL, FIELD_DOCUMENTS, NFIELDS };
static const char *const field_columns[NFIELDS] = { "avis", "motif", "reserve", "valable_jusqu_au", "pieces_vues" };

static const char *column_title(const struct mh__app *app, const struct mh_column *c)
{
    return mh_tr(app->lang, c->title);
}

static enum mh_rc check_field(struct mh__app *app, void *ctx, size_t i, const char *text, struct mh_err *err)
{
    struct mh_opinion row;
    (void)app;
    (void)ctx;
    mh_row_init(&mh_table_opinions, &row);
    enum mh_rc rc = mh_value_parse(mh_table_column(&mh_table_opinions, field_columns[i]), &row, text, MH_NUM_UNSETTLED, err);
    mh_row_free(&mh_table_opinions, &row);
    return rc;
}

static enum mh_rc form_done(struct mh__app *app, void *ctx, const char *const *texts, struct mh_err *err)
{
    struct mh__match_screen *st = ctx;
    struct mh_judge_request said = { .opinion = texts[FIELD_OPINION], .reason = texts[FIELD_REASON], .reserve = texts[FIELD_RESERVE],
                                     .valid_until = texts[FIELD_UNTIL], .documents = texts[FIELD_DOCUMENTS] };
    size_t n = 0;
    mh__list_picked(&st->list, &n);
    if (n > 1 && strncmp(said.opinion, "non", 3) != 0 && refuse_in_bulk(app, st, "conforme"))
        return mh_err_set(err, MH_EINVAL, "%s", mh__text(app, "le produit ne répond pas à tous les articles choisis : jugez-les à part"));
    return record_all(app, st, said, err);
}

void mh__judge_form(struct mh__app *app, void *state)
{
    struct mh__match_screen *st = state;
    const struct mh_detail_candidate *c = mh__match_candidate(st);
    struct mh__field field[NFIELDS] = { { 0 } };
    if (c == NULL)
        return;
    st->product = c->product_id;
    for (size_t i = 0; i < NFIELDS; i++) {
        const struct mh_column *col = mh_table_column(&mh_table_opinions, field_columns[i]);
        field[i] = (struct mh__field){ .name = col->name, .title = column_title(app, col), .help = col->help, .choices = col->choices,
                                       .required = i == FIELD_OPINION };
    }
    struct mh_str title = MH_STR_INIT;
    mh_str_addf(&title, "%s · %s", mh__text(app, "Avis"), c->product);
    mh__form_open(app, &(struct mh__form){ .title = mh_str_text(&title), .fields = field, .nfields = NFIELDS, .changed = check_field,
                                           .create = form_done, .ctx = st });
    mh_str_free(&title);
}

/* --- the registry --- */

static void forget_found(struct mh__match_screen *st)
{
    for (size_t i = 0; i < st->found.len; i++)
        free(st->found.at[i].text);
    st->found.len = 0;
}

struct finding {
    struct mh__match_screen *st;
    struct mh__choices *out;
};

static enum mh_rc take_found(void *ctx, const struct mh_found_product *p, struct mh_err *err)
{
    struct finding *f = ctx;
    struct mh_str text = MH_STR_INIT, note = MH_STR_INIT;
    (void)err;
    mh_str_addf(&text, "%s/%s", p->maker, *p->reference ? p->reference : p->label);
    mh_str_addf(&note, "%s%s%s", *p->reference ? p->label : "", *p->reference && *p->maker_name ? " · " : "", p->maker_name);
    mh__choices_add(f->out, mh_str_text(&text), mh_str_text(&note));
    struct mh__found one = { .id = p->id, .text = mh_str_take(&text) };
    mh_vec_push(&f->st->found, one);
    mh_str_free(&note);
    return MH_OK;
}

static void find(struct mh__app *app, void *ctx, const char *typed, struct mh__choices *out)
{
    struct mh__match_screen *st = ctx;
    struct finding f = { st, out };
    struct mh_err err = MH_ERR_IN(app->lang);
    forget_found(st);
    if (mh_ops_registry_search(app->session, typed, st->detail ? st->detail->family : NULL, FOUND_MOST, take_found, &f, &err) != MH_OK)
        mh__say_error(app, &err);
}

static const char *is_found(struct mh__app *app, void *ctx, const char *text)
{
    const struct mh__match_screen *st = ctx;
    (void)text;
    return st->found.len == 0 ? mh__text(app, "aucun produit du registre ne répond à ces mots") : NULL;
}

static void product_chosen(struct mh__app *app, void *ctx, const char *text)
{
    struct mh__match_screen *st = ctx;
    int64_t id = st->found.len ? st->found.at[0].id : 0;
    for (size_t i = 0; i < st->found.len; i++)
        if (strcmp(st->found.at[i].text, text) == 0)
            id = st->found.at[i].id;
    forget_found(st);
    st->asked = id;
    st->stale = true;
    mh__match_follow(app, st);
    struct mh_err err = MH_ERR_IN(app->lang);
    if (id != 0 && mh__list_stand(&st->candidates, id, &err) != MH_OK)
        mh__say_error(app, &err);
    else
        mh__say(app, MH__INFO, "%s", mh__text(app, "Produit mis à côté des candidats : jugez-le comme eux"));
}

void mh__registry_ask(struct mh__app *app, void *state)
{
    struct mh__match_screen *st = state;
    mh__ask(app, &(struct mh__question){
        .title = "Chercher au registre", .label = "Mots", .help = "début des mots : fabricant, référence, désignation ; flèches choisir, sinon le premier",
        .complete = find, .check = is_found, .done = product_chosen, .ctx = st });
}
