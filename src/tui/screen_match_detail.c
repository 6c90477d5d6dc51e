/* One article and one candidate beside the lists: what is asked, what is offered, what proves it. */
#include "tui/screen_match.h"

#include <mahalli/date.h>
#include <mahalli/i18n.h>
#include <mahalli/utf8.h>

#include <string.h>

enum { LABEL = 11, WIDE = 100 };

const char *mh__candidate_verdict(const struct mh_detail_candidate *c, enum mh__style *style)
{
    *style = MH__DIM;
    if (c->rejected)
        return "Écarté";
    if (c->excluded)
        return "Exclu";
    if (c->validated) {
        *style = MH__GOOD;
        return "Validé";
    }
    switch (c->verdict) {
    case MH_VERDICT_MATCH: *style = MH__GOOD; break;
    case MH_VERDICT_REVIEW: *style = MH__WARN; break;
    case MH_VERDICT_NEAR: *style = MH__BAD; break;
    default: return "À juger";
    }
    return mh_verdict_title(c->verdict);
}

/* --- reasons --- */

static bool counts(const struct mh_detail_requirement *q)
{
    return !q->wish && !q->met;
}

static void one_reason(const struct mh_detail_requirement *q, struct mh_str *out)
{
    if (q->special)
        mh_str_addf(out, "%s : %s non demandé", q->attribute, q->offered);
    else if (q->failed)
        mh_str_addf(out, "%s : %s", q->attribute, *q->by ? q->by : q->offered);
    else
        mh_str_addf(out, "%s : %s demandé, %s", q->attribute, q->wanted, *q->offered ? q->offered : "non dit");
}

static void reasons(const struct mh_detail_candidate *c, bool failed, struct mh_str *whole, void (*each)(void *ctx, const char *one), void *ctx)
{
    struct mh_str one = MH_STR_INIT;
    for (size_t i = 0; i < c->nrequirements; i++) {
        const struct mh_detail_requirement *q = &c->requirement[i];
        if (!counts(q) || q->failed != failed)
            continue;
        mh_str_clear(&one);
        one_reason(q, &one);
        if (whole != NULL)
            mh_str_addf(whole, "%s%s", whole->len ? " ; " : "", mh_str_text(&one));
        if (each != NULL)
            each(ctx, mh_str_text(&one));
    }
    mh_str_free(&one);
}

void mh__reason_against(const struct mh_detail_candidate *c, struct mh_str *whole, void (*each)(void *ctx, const char *one), void *ctx)
{
    size_t before = whole ? whole->len : 0;
    reasons(c, true, whole, each, ctx);
    reasons(c, false, whole != NULL && whole->len == before ? whole : NULL, each, ctx);
}

void mh__reason_reserve(const struct mh_detail_candidate *c, struct mh_str *whole)
{
    struct mh_str list = MH_STR_INIT;
    reasons(c, true, whole, NULL, NULL);
    for (size_t i = 0; i < c->nrequirements; i++) {
        const struct mh_detail_requirement *q = &c->requirement[i];
        if (counts(q) && !q->failed)
            mh_str_addf(&list, "%s%s %s", list.len ? ", " : "", q->attribute, q->special ? q->offered : q->wanted);
    }
    if (list.len != 0)
        mh_str_addf(whole, "%sà confirmer : %s", whole->len ? " ; " : "", mh_str_text(&list));
    mh_str_free(&list);
}

/* --- lines --- */

struct lines { /* drawn one after another, those above the pane only counted */
    struct mh__app *app;
    struct mh__area a;
    int y; /* of the next, may be above the pane */
};

static void add_pair(struct lines *l, const char *label, enum mh__style style, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    struct mh__area at = mh__area_columns(l->a, LABEL + 1, l->a.w - LABEL - 1);
    mh__put_fit(&l->app->canvas, l->a, l->y, 0, LABEL, MH__LEFT, MH__DIM, mh__text(l->app, label));
    l->y = mh__put_wrapped(&l->app->canvas, at, l->y, style, text);
}

/* People count « 14 200 pièces »; signs of measure stay. */
static void add_unit(const struct mh__app *app, int64_t n, const char *unit, struct mh_str *out)
{
    size_t len = strlen(unit);
    mh_str_addf(out, " %s", unit);
    if (n > 1 && len > 3 && unit[len - 1] == 'e' && strcmp(app->lang, "fr") == 0)
        mh_str_addc(out, 's');
}

static const char *result_text(const struct mh_detail_requirement *q, enum mh__style *style)
{
    *style = q->failed ? MH__BAD : q->met ? MH__GOOD : MH__WARN;
    if (q->special)
        return "à voir";
    if (*q->result == '\0') { /* of an article without candidate: where the demand comes from */
        *style = MH__DIM;
        return q->source;
    }
    if (q->wish && !q->met)
        *style = MH__DIM;
    return q->result;
}

/* Result, what of, asked, offered, by how much: as wide as the pane allows. */
static void add_requirement(struct lines *l, const struct mh_detail_requirement *q)
{
    struct mh__canvas *c = &l->app->canvas;
    enum mh__style style;
    const char *result = result_text(q, &style);
    int room = l->a.w - LABEL - 1, name = room * 26 / 100, value = room * 23 / 100, x = LABEL + 1;
    bool wide = l->a.w >= WIDE / 2;
    mh__put_fit(c, l->a, l->y, 0, LABEL, MH__LEFT, style, mh__text(l->app, result));
    mh__put_fit(c, l->a, l->y, x, name, MH__LEFT, MH__PLAIN, q->attribute);
    x += name + 1;
    mh__put_fit(c, l->a, l->y, x, value, MH__LEFT, MH__PLAIN, q->wanted);
    x += value + 1;
    mh__put_fit(c, l->a, l->y, x, value, MH__LEFT, q->met ? MH__PLAIN : style, q->offered);
    x += value + 1;
    if (wide && x < l->a.w && *q->result != '\0') {
        const char *note = q->failed && *q->by ? q->by : q->wish ? mh__text(l->app, "souhait") : mh__text(l->app, q->source);
        mh__put_fit(c, l->a, l->y, x, l->a.w - x, MH__LEFT, q->failed ? style : MH__DIM, note);
    }
    l->y++;
}

static void add_table(struct lines *l, const struct mh_detail_requirement *q, size_t n)
{
    static const struct mh_detail_requirement head = { .attribute = "Spécification", .wanted = "Demandé", .offered = "Offert" };
    if (n == 0)
        return;
    struct mh__canvas *c = &l->app->canvas;
    int room = l->a.w - LABEL - 1, name = room * 26 / 100, value = room * 23 / 100, x = LABEL + 1;
    mh__put_fit(c, l->a, l->y, 0, l->a.w, MH__LEFT, MH__HEADER, mh__text(l->app, *q->result ? "Résultat" : "Source"));
    mh__put_fit(c, l->a, l->y, x, name, MH__LEFT, MH__HEADER, mh__text(l->app, head.attribute));
    mh__put_fit(c, l->a, l->y, x + name + 1, value, MH__LEFT, MH__HEADER, mh__text(l->app, head.wanted));
    mh__put_fit(c, l->a, l->y, x + name + value + 2, value, MH__LEFT, MH__HEADER, mh__text(l->app, head.offered));
    l->y++;
    for (int pass = 0; pass < 3; pass++) /* what fails first, then what is unknown */
        for (size_t i = 0; i < n; i++)
            if (pass == (q[i].failed ? 0 : q[i].met ? 2 : 1))
                add_requirement(l, &q[i]);
}

/* --- facts as text --- */

static void add_date(struct mh_str *out, const char *iso)
{
    if (*iso == '\0')
        mh_str_add(out, "?");
    else
        mh_date_fr(out, iso);
}

static void proof_text(const struct mh__app *app, const struct mh_detail_proof *p, struct mh_str *out)
{
    mh_str_addf(out, "%s %s", mh__text(app, p->type), *p->number ? p->number : mh__text(app, "sans numéro"));
    if (*p->authority)
        mh_str_addf(out, ", %s", p->authority);
    mh_str_add(out, p->expired ? mh__text(app, ", expiré le ") : mh__text(app, ", jusqu'au "));
    add_date(out, p->to);
    if (p->of_maker)
        mh_str_add(out, mh__text(app, ", du fabricant"));
    mh_str_add(out, *p->document || *p->verified_on ? mh__text(app, ", vu") : mh__text(app, ", non vu"));
    if (*p->verified_on) {
        mh_str_add(out, mh__text(app, " le "));
        mh_date_fr(out, p->verified_on);
    }
}

static void quantity_text(const struct mh__app *app, const char *what, int64_t n, const char *unit, struct mh_str *out)
{
    mh_str_addf(out, "%s%s ", out->len ? " · " : "", mh__text(app, what));
    if (n == MH_UNKNOWN)
        mh_str_add(out, mh__text(app, "inconnue"));
    else
        mh_str_add_int(out, n);
    if (n != MH_UNKNOWN && *unit)
        add_unit(app, n, unit, out);
}

static void supply_text(const struct mh__app *app, const struct mh_detail_candidate *c, struct mh_str *out)
{
    quantity_text(app, "capacité par an", c->capacity, c->unit, out);
    quantity_text(app, "quantité minimale", c->minimum, c->unit, out);
    if (c->lead_days == MH_UNKNOWN)
        mh_str_addf(out, " · %s", mh__text(app, "délai inconnu"));
    else
        mh_str_addf(out, mh_trn(app->lang, " · délai %lld jour", " · délai %lld jours", c->lead_days), (long long)c->lead_days);
    if (*c->available_on) {
        mh_str_addf(out, " · %s ", mh__text(app, "disponible le"));
        mh_date_fr(out, c->available_on);
    }
}

static enum mh__style clearance_style(enum mh_clearance c)
{
    return c == MH_CLEAR_REGISTERED || c == MH_CLEAR_NOT_REQUIRED ? MH__GOOD : c == MH_CLEAR_EXPIRED ? MH__BAD : MH__WARN;
}

static void maker_text(const struct mh_detail_candidate *c, struct mh_str *out)
{
    mh_str_addf(out, "%s", *c->maker_name ? c->maker_name : c->maker);
    if (*c->city)
        mh_str_addf(out, ", %s", c->city);
    if (*c->maker_status)
        mh_str_addf(out, ", %s", c->maker_status);
    mh_str_addf(out, " · %s", c->product);
    if (strcmp(c->label, c->product) != 0 && *c->label)
        mh_str_addf(out, " · %s", c->label);
}

static void verdict_line(const struct mh__app *app, const struct mh_detail_candidate *c, struct mh_str *out, enum mh__style *style)
{
    mh_str_add(out, mh__text(app, mh__candidate_verdict(c, style)));
    if ((c->validated || c->rejected || c->excluded) && c->verdict != MH_VERDICT_NONE)
        mh_str_addf(out, " (%s)", mh__text(app, mh_verdict_title(c->verdict)));
    if (*c->who)
        mh_str_addf(out, mh__text(app, ", à trancher : %s"), mh__text(app, c->who));
    if (c->by_hand)
        mh_str_addf(out, " · %s", mh__text(app, "hors des propositions"));
}

void mh__candidate_title(const struct mh__app *app, const struct mh_detail_candidate *c, struct mh_str *out)
{
    enum mh__style ignored;
    mh_str_addf(out, "%s : ", c->product);
    verdict_line(app, c, out, &ignored);
}

static void add_facts(struct lines *l, const struct mh_detail_candidate *c)
{
    struct mh_str text = MH_STR_INIT;
    add_pair(l, "Achetable", clearance_style(c->clearance), mh__text(l->app, mh_clearance_title(c->clearance)));
    for (size_t i = 0; i < c->nproofs; i++) {
        mh_str_clear(&text);
        proof_text(l->app, &c->proof[i], &text);
        add_pair(l, i ? " " : "Preuves", c->proof[i].expired ? MH__BAD : MH__PLAIN, mh_str_text(&text));
    }
    if (c->nproofs == 0)
        add_pair(l, "Preuves", MH__WARN, mh__text(l->app, "aucune connue"));
    mh_str_clear(&text);
    supply_text(l->app, c, &text);
    add_pair(l, "Fourniture", MH__PLAIN, mh_str_text(&text));
    mh_str_clear(&text);
    maker_text(c, &text);
    add_pair(l, "Fabricant", MH__PLAIN, mh_str_text(&text));
    add_pair(l, "Motif", MH__PLAIN, c->reason);
    mh_str_clear(&text);
    if (c->verdict != MH_VERDICT_NONE)
        mh_str_addf(&text, "%lld = %s", (long long)c->score, c->parts);
    add_pair(l, "Score", MH__DIM, mh_str_text(&text));
    mh_str_free(&text);
}

static const char *why_nothing(const struct mh_match_detail *d)
{
    switch (d->state) {
    case MH_STATE_UNREAD: return "L'article n'est pas compris : précisez son libellé, ses spécifications ou sa famille dans Besoins. Un produit peut "
                                 "quand même être jugé : p le cherche au registre.";
    case MH_STATE_OUT: return "Hors du périmètre du plan.";
    case MH_STATE_LEAD: return "Aucun produit recensé de cette famille ; des fabricants déclarent cette gamme : à interroger.";
    default: return "Aucun produit recensé de cette famille, aucun fabricant de cette gamme. p cherche dans tout le registre.";
    }
}

int mh__draw_candidate(struct mh__app *app, struct mh__area a, const struct mh_match_detail *d, const struct mh_detail_candidate *c,
                       int top)
{
    struct lines l = { .app = app, .a = a, .y = -top };
    if (c == NULL) {
        add_pair(&l, "À faire", MH__INFO, mh__text(app, d->next));
        l.y = mh__put_wrapped(&app->canvas, a, l.y, MH__DIM, mh__text(app, why_nothing(d)));
        add_table(&l, d->asked, d->nasked);
        return l.y + top;
    }
    add_pair(&l, "Avis", *c->reopened ? MH__WARN : c->rejected ? MH__BAD : c->validated ? MH__GOOD : MH__INFO, c->opinion);
    if (*c->trial)
        add_pair(&l, "Essai", MH__INFO, c->trial);
    add_table(&l, c->requirement, c->nrequirements);
    add_facts(&l, c);
    return l.y + top;
}

/* --- the article --- */

static void article_facts(const struct mh__app *app, const struct mh_match_detail *d, struct mh_str *out)
{
    mh_str_add(out, *d->family_name ? d->family_name : mh__text(app, "famille non lue"));
    if (d->alike > 1)
        mh_str_addf(out, mh__text(app, " · %lld articles identiques"), (long long)d->alike);
    if (d->volume != MH_UNKNOWN) {
        mh_str_add(out, " · ");
        mh_str_add_int(out, d->volume);
        if (*d->base_unit)
            add_unit(app, d->volume, d->base_unit, out);
        else
            mh_str_addf(out, " %s", mh_trn(app->lang, "unité", "unités", d->volume));
    }
    if (d->stale)
        mh_str_addf(out, mh__text(app, " · a changé : %s, m rapproche de nouveau"), mh__text(app, mh_state_title(d->state)));
    if (*d->problem)
        mh_str_addf(out, " · %s", d->problem);
    if (*d->rest)
        mh_str_addf(out, mh__text(app, " · non lu : %s"), d->rest);
    if (*d->none)
        mh_str_addf(out, mh__text(app, " · aucun produit : %s"), d->none);
}

int mh__draw_article(struct mh__app *app, struct mh__area a, const struct mh_match_detail *d, int most)
{
    struct mh_str text = MH_STR_INIT;
    mh_str_addf(&text, "%s%s%s %s", d->member, *d->member && *d->reference ? "/" : "", d->reference, d->label);
    if (*d->given)
        mh_str_addf(&text, " · %s", d->given);
    int y = mh__put_wrapped(&app->canvas, mh__area_rows(a, 0, most > 1 ? most - 1 : most), 0, MH__BOLD, mh_str_text(&text));
    if (y > most - 1)
        y = most - 1;
    mh_str_clear(&text);
    article_facts(app, d, &text);
    if (y < 1 && most == 1) {
        mh_str_free(&text);
        return 1;
    }
    int end = mh__put_wrapped(&app->canvas, mh__area_rows(a, y, most - y), 0, *d->problem ? MH__WARN : MH__DIM, mh_str_text(&text)) + y;
    mh_str_free(&text);
    return end > most ? most : end;
}

/* --- the same in words --- */

static void tell(struct mh_str *out, const struct mh__app *app, const char *label, const char *text)
{
    if (text != NULL && *text != '\0')
        mh_str_addf(out, "%s : %s\n", mh__text(app, label), text);
}

static void tell_requirements(const struct mh__app *app, const struct mh_detail_requirement *q, size_t n, struct mh_str *out)
{
    enum mh__style ignored;
    for (size_t i = 0; i < n; i++) {
        mh_str_addf(out, "  %s : %s %s", q[i].attribute, mh__text(app, "demandé"), q[i].wanted);
        if (*q[i].source)
            mh_str_addf(out, " (%s)", mh__text(app, q[i].source));
        if (*q[i].result) {
            mh_str_addf(out, ", %s %s", mh__text(app, "offert"), q[i].offered);
            mh_str_addf(out, " : %s", mh__text(app, result_text(&q[i], &ignored)));
            if (*q[i].by)
                mh_str_addf(out, ", %s", q[i].by);
            if (q[i].wish)
                mh_str_addf(out, ", %s", mh__text(app, "souhait"));
            if (!q[i].met && *q[i].who)
                mh_str_addf(out, " (%s)", mh__text(app, q[i].who));
        }
        mh_str_addc(out, '\n');
    }
}

void mh__tell_candidate(const struct mh__app *app, const struct mh_match_detail *d, const struct mh_detail_candidate *c, struct mh_str *out)
{
    struct mh_str text = MH_STR_INIT;
    enum mh__style ignored;
    mh_str_addf(&text, "%s%s%s", d->member, *d->reference ? "/" : "", d->reference);
    tell(out, app, "Article", mh_str_text(&text));
    tell(out, app, "Désignation", d->label);
    tell(out, app, "Spécifications données", d->given);
    mh_str_clear(&text);
    article_facts(app, d, &text);
    tell(out, app, "Lu comme", mh_str_text(&text));
    tell(out, app, "État", mh__text(app, mh_state_title(d->state)));
    tell(out, app, "À faire", mh__text(app, d->next));
    mh_str_addc(out, '\n');
    if (c == NULL) {
        mh_str_addf(out, "%s\n", mh__text(app, why_nothing(d)));
        tell_requirements(app, d->asked, d->nasked, out);
        mh_str_free(&text);
        return;
    }
    mh_str_clear(&text);
    maker_text(c, &text);
    tell(out, app, "Produit", mh_str_text(&text));
    mh_str_clear(&text);
    verdict_line(app, c, &text, &ignored);
    tell(out, app, "Verdict", mh_str_text(&text));
    tell(out, app, "Motif", c->reason);
    tell_requirements(app, c->requirement, c->nrequirements, out);
    mh_str_clear(&text);
    mh_str_addf(&text, "%lld = %s", (long long)c->score, c->parts);
    tell(out, app, "Score", c->verdict != MH_VERDICT_NONE ? mh_str_text(&text) : "");
    tell(out, app, "Avis", c->opinion);
    tell(out, app, "Essai", c->trial);
    tell(out, app, "Achetable", mh__text(app, mh_clearance_title(c->clearance)));
    for (size_t i = 0; i < c->nproofs; i++) {
        mh_str_clear(&text);
        proof_text(app, &c->proof[i], &text);
        tell(out, app, "Preuve", mh_str_text(&text));
    }
    mh_str_clear(&text);
    supply_text(app, c, &text);
    tell(out, app, "Fourniture", mh_str_text(&text));
    mh_str_free(&text);
}
