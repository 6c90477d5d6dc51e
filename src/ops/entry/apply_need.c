/*
 * A row of a needs file: its group, site (apply_place.c), article and volume. Everything is looked at first and written last, so that
 * a refused row leaves nothing behind: no article without a need, no site, no group.
 */
#include "ops/entry/item.h"
#include "ops/report/returns.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

/* One article has one unit: another one further down in the same file would count its volumes wrongly. */
static bool same_count(struct mh__apply *a, const struct mh_need_line *n, const struct mh__item *it, int64_t base)
{
    struct mh_pack pack;
    const char *why;
    if (it->seen == NULL || (mh_streq(it->now.unit, n->unit) && mh_streq(it->now.pack, n->pack)))
        return true;
    mh_pack_read(n->unit ? n->unit : it->now.unit, n->pack ? n->pack : it->now.pack, it->now.label, mh__item_base_unit(a, it->family), &pack);
    int64_t own = mh__item_base(&pack, n, &why);
    if (own == base && why == NULL)
        return true;
    struct mh_str hint = MH_STR_INIT;
    bool unit = n->unit != NULL && !mh_streq(it->now.unit, n->unit);
    const char *first = unit ? it->now.unit : it->now.pack;
    mh_str_addf(&hint, "plus haut : « %s » ; gardez une seule écriture, ou deux références", first ? first : "");
    mh__apply_refuse(a, "unite-differente", unit ? "unite" : "conditionnement", unit ? n->unit : n->pack,
                     "cet article est compté autrement plus haut dans le fichier", mh_str_text(&hint));
    mh_str_free(&hint);
    return false;
}

/* --- writing --- */

void mh__need_said(struct mh_need *need, const struct mh_need_line *n)
{
    mh__text_set(&need->quantity, n->quantity);
    mh__text_set(&need->quantity_in, n->quantity_in);
    for (int q = 0; q < 4; q++)
        mh__text_set(&need->quarter[q], n->quarter[q]);
    need->price_ht = n->price_ht;
    need->price_ttc = n->price_ttc;
    need->vat = n->vat;
    mh__text_set(&need->price_in, n->price_in);
    mh__text_set(&need->source, n->source);
    mh__text_set(&need->supplier, n->supplier);
    mh__text_set(&need->needed_on, n->needed_on);
    mh__text_set(&need->priority, n->priority);
    mh__text_set(&need->remarks, n->remarks);
    mh__text_set(&need->to_confirm, n->to_confirm);
}

void mh__need_decided(const struct mh_need *was, struct mh_need *now)
{
    if (!mh_streq(was->quantity, now->quantity) && mh_streq(was->to_confirm, now->to_confirm))
        mh__text_set(&now->to_confirm, NULL);
}

/* The n-th time that this file gives this article at this site; 0: the file says an occurrence twice. *fresh: the plan cannot hold
 * the need yet. */
static int64_t occurrence_of(struct mh__apply *a, const struct mh_need_line *n, uint32_t article, int64_t site_id, bool *fresh)
{
    enum { BITS = 64, MOST = 0xFFFD };
    struct mh__seen_article *seen = &a->seen[article];
    uint32_t s = mh__item_site(a, site_id);
    uint64_t pair = ((uint64_t)(s + 1) << 48) | article;
    *fresh = false;
    if (n->occurrence != MH_UNKNOWN) {
        bool told = n->occurrence >= 0 && n->occurrence <= MOST;
        return told && !mh__idmap_put(&a->pairs, pair | (uint64_t)(n->occurrence + 1) << 32, 0) ? 0 : n->occurrence;
    }
    bool first = s < BITS ? (seen->sites >> s & 1) == 0 : mh__idmap_put(&a->pairs, pair, 0);
    if (s < BITS)
        seen->sites |= UINT64_C(1) << s;
    if (first) {
        *fresh = seen->created && a->pairs.n == 0;
        return 1;
    }
    uint32_t *times = mh__idmap_find(&a->repeats, pair);
    uint32_t k = times ? *times + 1 : 2;
    mh__idmap_put(&a->repeats, pair, k);
    mh__apply_warn(a, "ligne-en-double", "reference", n->reference ? n->reference : n->label,
                   "même article et même établissement plus haut dans le fichier : gardé comme besoin distinct",
                   "additionnez les deux lignes si c'est le même besoin");
    return k;
}

static enum mh_rc store_need(struct mh__apply *a, const struct mh_need_line *n, uint32_t article, int64_t site, int64_t base,
                             enum mh__outcome *out, struct mh_err *err)
{
    bool fresh = false;
    int64_t occurrence = occurrence_of(a, n, article, site, &fresh), id = 0;
    if (occurrence == 0 && n->occurrence != 0) {
        mh__apply_refuse(a, "ligne-en-double", "occurrence", NULL, "ce besoin est déjà donné plus haut dans le fichier",
                         "gardez une seule des deux lignes, ou changez l'occurrence");
        return MH_OK;
    }
    struct mh_need *need = &a->need;
    need->id = 0;
    need->campaign_id = a->s->campaign.id;
    need->site_id = site;
    need->article_id = a->seen[article].id;
    need->occurrence = occurrence;
    mh__need_said(need, n);
    need->base_quantity = base;
    if (!fresh)
        return mh__apply_store(a, &mh_table_needs, need, false, &id, out, err);
    enum mh_rc rc = mh_store_insert(a->s->store, &mh_table_needs, need, err);
    *out = MH__CREATED;
    return rc;
}

static bool check_line(struct mh__apply *a, const struct mh_need_line *n)
{
    struct mh_diags found = MH_DIAGS_INIT;
    bool ok = mh_row_check(&mh_table_need_lines, n, &found);
    for (size_t i = 0; i < found.list.len; i++) {
        const struct mh_diag *d = &found.list.at[i];
        (d->severity == MH_SEV_ERROR ? mh__apply_refuse : mh__apply_warn)(a, d->rule, d->column, d->value, d->message, d->suggestion);
    }
    mh_diags_free(&found);
    return ok;
}

/* --- a reference that Excel counted up when its cell was pulled down --- */

/* The number at the end of a text; the text before it, in bytes. */
static bool ends_in_number(const char *text, size_t *before, int64_t *number)
{
    size_t n = strlen(text), i = n;
    while (i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9')
        i--;
    if (i == n || n - i > 15)
        return false;
    *before = i;
    *number = strtoll(text + i, NULL, 10);
    return true;
}

static bool is_next(const char *one, const char *two)
{
    size_t a, b;
    int64_t m, n;
    return one != NULL && two != NULL && ends_in_number(one, &a, &m) && ends_in_number(two, &b, &n) && a == b && n == m + 1 &&
           memcmp(one, two, a) == 0;
}

/* The third row on end that says the same under the next reference: told once. */
static void check_dragged(struct mh__apply *a, const struct mh_need_line *n)
{
    const struct mh_article *last = &a->article;
    bool same = n->label != NULL && mh_streq(last->label, n->label) && mh_streq(last->specs, n->specs) && mh_streq(last->unit, n->unit) &&
                mh_streq(last->pack, n->pack);
    if (a->look_only)
        return;
    a->dragged = same && is_next(last->reference, n->reference) ? a->dragged + 1 : 0;
    if (a->dragged == 2)
        mh__apply_warn(a, "reference-etiree", "reference", n->reference,
                       "la même ligne revient sous des références qui se suivent : Excel les a-t-il comptées en étirant la cellule ?",
                       "si c'est un seul article, donnez-lui une seule référence");
}

/* Another article than the row before: looked at, then written with its need. */
static enum mh_rc apply_other(struct mh__apply *a, const struct mh_need_line *n, struct mh__place *p, enum mh__outcome *out, struct mh_err *err)
{
    struct mh__item it;
    int64_t base = MH_UNKNOWN;
    uint32_t index = 0;
    mh__item_init(&it);
    a->looked = false;
    check_dragged(a, n);
    mh__item_said(&a->article, n, p->member);
    enum mh_rc rc = mh__item_find(a, &a->article, false, &it, err);
    if (rc != MH_OK)
        goto out;
    mh_pack_read(it.now.unit, it.now.pack, it.now.label, mh__item_base_unit(a, it.family), &a->pack);
    if (!mh__item_count(a, n, &base) || !same_count(a, n, &it, base))
        goto out;
    if (!mh__returns_allow(a, n, it.was.id, p->site, &it.was, it.differs))
        goto out;
    if (a->look_only) {
        a->looked = true;
        *out = MH__UNCHANGED;
        goto out;
    }
    rc = mh__place_make(a, n, p, err);
    if (rc == MH_OK)
        rc = mh__item_store(a, &it, &a->article, p->member, &index, err);
    if (rc == MH_OK) {
        a->article.id = it.now.id;
        a->article.member_id = p->member;
        a->file_member = a->file_member == 0 || a->file_member == p->member ? p->member : -1;
        a->last_seen = index;
        rc = store_need(a, n, index, p->site, base, out, err);
        if (rc == MH_OK && it.was.id != 0 && it.differs && *out == MH__UNCHANGED)
            *out = MH__UPDATED; /* the volume stays, its article does not */
    }
out:
    mh__item_free(&it);
    return rc;
}

enum mh_rc mh__apply_need(struct mh__apply *a, struct mh_need_line *n, enum mh__outcome *out, struct mh_err *err)
{
    struct mh__place p;
    int64_t base = MH_UNKNOWN;
    *out = MH__REFUSED;
    enum mh_rc rc = mh__session_open_campaign(a->s, err);
    if (rc == MH_OK)
        rc = mh__session_lexicon(a->s, err);
    if (rc == MH_OK)
        rc = mh__apply_load_codes(a, err);
    if (rc != MH_OK || !check_line(a, n) || !mh__returns_find(a, n, &rc, err) || !mh__place_find(a, n, &p, &rc, err))
        return rc;
    bool same = mh__item_same(&a->article, n, p.member);
    if (!same || (a->article.id == 0 && !(a->looked && a->look_only)))
        return apply_other(a, n, &p, out, err);
    if (!mh__item_count(a, n, &base) || !mh__returns_allow(a, n, a->article.id, p.site, NULL, false))
        return MH_OK;
    if (a->look_only) {
        *out = MH__UNCHANGED;
        return MH_OK;
    }
    rc = mh__place_make(a, n, &p, err);
    return rc == MH_OK ? store_need(a, n, a->last_seen, p.site, base, out, err) : rc;
}
