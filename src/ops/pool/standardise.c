/* Standardisation: variants told, and the common specification proposed to groups as a fiche technique type. */
#include "ops/pool/consolidate.h"
#include "ops/matching/sheets.h"

#include <mahalli/i18n.h>
#include <mahalli/standard.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SHOWN = 4 };

static const struct mh_requirement *says(const struct mh_reading *r, int attribute)
{
    for (size_t i = 0; i < r->nreq; i++)
        if (r->req[i].attribute == attribute)
            return &r->req[i];
    return NULL;
}

/* "plis : non dit → 8 ; nombre de pièces : 2 → 3" */
static void changes_text(struct mh_session *s, const struct mh_standard *t, const struct mh_variant *v, const struct mh_reading *from,
                         struct mh_str *out)
{
    for (int i = 0; i < MH_POOL_WORDS; i++) {
        const struct mh_requirement *was = says(from, i), *now = says(&t->reading, i);
        uint64_t bit = (uint64_t)1 << i;
        if (!((v->precise | v->changes) & bit) || now == NULL)
            continue;
        mh_str_addf(out, "%s%s%s", out->len ? mh_tr(s->lang, " ; ") : "", mh_lexicon_attribute_name(s->lexicon, s->lang, t->family, i),
                    mh_tr(s->lang, " : "));
        const struct mh_attribute *a = mh_lexicon_attribute(s->lexicon, t->family, i);
        bool yes_no = mh_streq(a->type, "oui_non");
        const struct mh_requirement *side[2] = { (v->changes & bit) ? was : NULL, now };
        for (int k = 0; k < 2; k++) {
            mh_str_add(out, k ? " → " : "");
            if (side[k] == NULL)
                mh_str_add(out, mh_tr(s->lang, "non dit"));
            else if (yes_no)
                mh_str_add(out, mh_tr(s->lang, side[k]->value.choices == 2 ? MH_TR("non") : MH_TR("oui")));
            else
                mh_value_spec_text(s->lexicon, s->lang, t->family, i, &side[k]->value, out);
        }
    }
    if (out->len == 0)
        mh_str_add(out, mh_tr(s->lang, "rien à changer"));
}

static void variant_row(struct mh_session *s, const struct mh__pools *p, const struct mh_standards *all, const struct mh_standard *t,
                        const struct mh_variant *v, struct mh_rep_variant *row)
{
    struct mh_str text = MH_STR_INIT;
    struct mh_pool common = { .family = t->family, .reading = t->reading };
    row->standard = mh_xstrdup(t->code);
    row->family = mh_xstrdup(mh_lexicon_family_row(s->lexicon, t->family)->code);
    row->family_name = mh_xstrdup(mh__pool_family(s, &common));
    mh__pool_words(s, &common, true, &text);
    row->words = mh__taken(&text);
    row->gathers = t->volume;
    row->variants = (int64_t)t->n;
    row->groups = t->groups;
    row->volume = v->volume;
    row->articles = v->articles;
    row->variant_groups = v->groups;
    row->unit = mh_xstrdup(mh__pool_unit(s, &common));
    changes_text(s, t, v, &p->set.at[all->pool[v->first]].reading, &text);
    row->changes = mh__taken(&text);
    for (size_t k = 0; k < v->n && k < SHOWN; k++)
        mh_str_addf(&text, "%s%s", k ? mh_tr(s->lang, ", ") : "", p->set.at[all->pool[v->first + k]].code);
    if (v->n > SHOWN)
        mh_str_addf(&text, mh_trn(s->lang, " et %zu autre", " et %zu autres", (int64_t)(v->n - SHOWN)), v->n - SHOWN);
    row->codes = mh__taken(&text);
    mh_str_free(&text);
}

void mh__variant_rows(struct mh_session *s, const struct mh__pools *p, struct mh_consolidation *out)
{
    struct mh_standards all;
    mh_standard_propose(s->lexicon, p->input, &p->set, &all);
    out->variant = mh_xcalloc(all.nvariants + 1, sizeof *out->variant);
    for (size_t i = 0; i < all.n; i++)
        for (size_t k = 0; k < all.at[i].n; k++) {
            struct mh_rep_variant *row = &out->variant[out->nvariants++];
            mh_row_init(&mh_rep_variant_table, row);
            row->id = (int64_t)out->nvariants;
            variant_row(s, p, &all, &all.at[i], &all.variant[all.at[i].first + k], row);
        }
    out->nstandards = all.n;
    mh_standards_free(&all);
}

/* --- a fiche --- */

/* What the group's fiche of the family would say: what it says, and what the standard would supply to its articles; no more, since a fiche
 * speaks for all articles of the family. */
static void fiche_specs(struct mh_session *s, const struct mh_standard *t, int64_t member, uint64_t supplied, struct mh_str *out)
{
    const struct mh__sheet *now = mh__sheet_of(s->sheets, member, t->family);
    struct mh_reading r = { .family = t->family, .req = mh_xcalloc(2 * MH_MAX_REQUIREMENTS, sizeof *r.req) };
    for (size_t i = 0; i < t->reading.nreq; i++)
        if (supplied >> t->reading.req[i].attribute & 1)
            r.req[r.nreq++] = t->reading.req[i];
    for (size_t i = 0; now != NULL && i < now->reading.nreq; i++)
        if (says(&r, now->reading.req[i].attribute) == NULL)
            r.req[r.nreq++] = now->reading.req[i];
    mh_reading_text(s->lexicon, &r, out);
    free(r.req);
}

struct taker { /* a group whose articles would take something from it */
    int64_t member;
    uint64_t supplied;
};

static struct taker *taker_of(struct taker *at, size_t n, int64_t member)
{
    for (size_t i = 0; i < n; i++)
        if (at[i].member == member)
            return &at[i];
    return NULL;
}

static enum mh_rc propose_to(struct mh_session *s, const struct mh__pools *p, const struct mh_standard *t, const struct taker *to,
                             struct mh_standard_adopted *one, struct mh_err *err)
{
    struct mh_str f[6] = { MH_STR_INIT };
    const char *fields[7] = { 0 };
    const struct mh_member *member = mh__rows_find(&p->members, to->member);
    struct mh_diags diags = MH_DIAGS_INIT;
    const struct mh_family *family = mh_lexicon_family_row(s->lexicon, t->family);
    mh_str_addf(&f[0], "membre=%s", member && member->code ? member->code : "");
    mh_str_addf(&f[1], "famille=%s", family->code);
    mh_str_add(&f[2], "specifications=");
    fiche_specs(s, t, to->member, to->supplied, &f[2]);
    mh_str_add(&f[3], "etat=proposée");
    mh_str_addf(&f[4], "motif=standardisation %s", t->code);
    mh_str_addf(&f[5], "base=%zu variantes, %lld %s", t->n, (long long)t->volume, mh_blank(family->base_unit) ? "pièce" : family->base_unit);
    for (int i = 0; i < 6; i++)
        fields[i] = mh_str_text(&f[i]);
    one->member = mh_xstrdup(member && member->code ? member->code : "");
    one->family = mh_xstrdup(family->code);
    one->specs = mh_xstrdup(fields[2] + strlen("specifications="));
    enum mh_rc rc = mh_ops_add(s, "fiches", fields, &diags, err);
    for (int i = 0; i < 6; i++)
        mh_str_free(&f[i]);
    mh_diags_free(&diags);
    return rc;
}

static size_t takers_of(const struct mh__pools *p, const struct mh_standards *all, const struct mh_standard *t, struct taker **out)
{
    size_t n = 0;
    struct taker *at = *out = mh_xcalloc(p->members.n + 1, sizeof *at);
    for (size_t k = 0; k < t->n; k++) {
        const struct mh_variant *v = &all->variant[t->first + k];
        for (size_t j = 0; v->precise != 0 && j < v->n; j++) {
            const struct mh_pool *x = &p->set.at[all->pool[v->first + j]];
            for (size_t a = 0; a < x->n; a++) {
                int64_t member = p->input[p->set.share[x->first + a].article].member_id;
                struct taker *one = taker_of(at, n, member);
                if (one == NULL) {
                    one = &at[n++];
                    one->member = member;
                }
                one->supplied |= v->precise;
            }
        }
    }
    return n;
}

enum mh_rc mh_ops_standard_adopt(struct mh_session *s, const char *standard, const char *member,
                                 enum mh_rc (*each)(void *ctx, const struct mh_standard_adopted *one, struct mh_err *err), void *ctx,
                                 struct mh_err *err)
{
    struct mh__pools p;
    struct mh_standards all = { 0 };
    struct taker *to = NULL;
    int64_t only = 0;
    size_t at = 0, n = 0;
    enum mh_rc rc = mh__pools_build(s, 0, false, &p, err);
    if (rc != MH_OK)
        return rc;
    if (member != NULL)
        rc = mh__find_code(s, &mh_table_members, "membres", member, &only, err);
    if (rc != MH_OK)
        goto out;
    mh_standard_propose(s->lexicon, p.input, &p.set, &all);
    while (at < all.n && strcasecmp(all.at[at].code, standard) != 0)
        at++;
    if (at == all.n) {
        rc = mh_err_set(err, MH_ENOTFOUND, "spécification commune « %s » inconnue : voyez mahalli consolidate --variants", standard);
        goto out;
    }
    n = takers_of(&p, &all, &all.at[at], &to);
    if (n == 0 || (only != 0 && taker_of(to, n, only) == NULL)) {
        rc = mh_err_set(err, MH_EINVAL, "aucun article %sne prendrait quelque chose de cette fiche : ce qui est dit autrement se change dans les articles",
                        only ? "de ce groupe " : "");
        goto out;
    }
    for (size_t i = 0; i < n && rc == MH_OK; i++) {
        struct mh_standard_adopted one = { 0 };
        if (only != 0 && to[i].member != only)
            continue;
        rc = propose_to(s, &p, &all.at[at], &to[i], &one, err);
        if (rc == MH_OK)
            rc = each(ctx, &one, err);
        free(one.member);
        free(one.family);
        free(one.specs);
    }
out:
    free(to);
    mh_standards_free(&all);
    mh__pools_free(&p);
    return rc;
}
