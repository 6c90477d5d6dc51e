/*
 * A row of a needs file: its group, site (apply_place.c), article and volume. Everything is looked at first and written last, so that
 * a refused row leaves nothing behind: no article without a need, no site, no group.
 */
#include "ops/apply.h"
#include "ops/returns.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

static void set_text(char **to, const char *from)
{
    if (mh_streq(*to, from))
        return;
    free(*to);
    *to = mh_xstrdup(from);
}

/* --- the article --- */

/* The article of a row: as stored, as it will be, and how its volumes are counted. */
struct item {
    struct mh_article was, now; /* was.id 0: new */
    bool differs;
    uint32_t *seen;             /* index in a->seen, NULL first time in this file */
    bool out_of_scope;
    uint16_t family;
};

static void item_init(struct item *it)
{
    *it = (struct item){ 0 };
    mh_row_init(&mh_table_articles, &it->was);
    mh_row_init(&mh_table_articles, &it->now);
}

static void item_free(struct item *it)
{
    mh_row_free(&mh_table_articles, &it->was);
    mh_row_free(&mh_table_articles, &it->now);
}

static bool same_article(const struct mh_article *a, const struct mh_need_line *n, int64_t member_id)
{
    return a->member_id == member_id && mh_streq(a->reference, n->reference) && mh_streq(a->label, n->label) &&
           mh_streq(a->specs, n->specs) && mh_streq(a->unit, n->unit) && mh_streq(a->pack, n->pack) &&
           mh_streq(a->emdn, n->emdn) && mh_streq(a->family, n->family);
}

static void said_article(struct mh_article *row, const struct mh_need_line *n, int64_t member_id)
{
    row->id = 0;
    row->member_id = member_id;
    set_text(&row->reference, n->reference);
    set_text(&row->label, n->label);
    set_text(&row->specs, n->specs);
    set_text(&row->unit, n->unit);
    set_text(&row->pack, n->pack);
    set_text(&row->emdn, n->emdn);
    set_text(&row->family, n->family);
    mh_row_derive(&mh_table_articles, row);
}

/* Are these the file's specifications with answers of a person after them? Then the file says nothing new. */
static bool answered(const char *now, const char *said)
{
    size_t n = strlen(said);
    return now != NULL && strncmp(now, said, n) == 0 && now[n] == ';';
}

/* The values that `said` knows, over those of `now`; only: where `now` knows none. True when that changes something. */
static bool take_values(struct mh_article *now, const struct mh_article *said, bool only)
{
    const struct mh_table *t = &mh_table_articles;
    bool differs = false;
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (!mh_value_known(c, said) || mh_value_equal(c, now, said) || (only && mh_value_known(c, now)))
            continue;
        if (c->offset == offsetof(struct mh_article, specs) && answered(now->specs, said->specs))
            continue;
        mh_value_copy(c, now, said);
        differs |= (c->flags & MH_DERIVED) == 0;
    }
    return differs;
}

static enum mh_rc find_item(struct mh__apply *a, const struct mh_article *said, struct item *it, struct mh_err *err)
{
    int64_t id = 0;
    enum mh_rc rc = said->member_id != 0 ? mh_store_find(a->s->store, &mh_table_articles, said, &id, err) : MH_OK;
    if (rc == MH_OK && id != 0) {
        rc = mh_store_get(a->s->store, &mh_table_articles, id, &it->was, err);
        mh_row_copy(&mh_table_articles, &it->now, &it->was);
        it->was.id = it->now.id = id;
        it->seen = mh__idmap_find(&a->touched, (uint64_t)id);
    }
    if (rc != MH_OK)
        return rc;
    it->now.member_id = said->member_id;
    it->differs = take_values(&it->now, said, it->seen != NULL);
    set_text(&it->now.key, said->key); /* the file's own: answers added to its specifications are no part of it */
    if (it->seen != NULL && !it->differs) {
        it->family = a->seen[*it->seen].family;
        return MH_OK;
    }
    struct mh_reading r;
    mh__read_article(a->s, &it->now, &r);
    it->family = r.family < 0 ? UINT16_MAX : (uint16_t)r.family;
    it->out_of_scope = r.problem == MH_READ_OUT_OF_SCOPE;
    mh_reading_free(&r);
    return MH_OK;
}

static const char *base_unit_of(const struct mh__apply *a, uint16_t family)
{
    return family == UINT16_MAX ? NULL : mh_lexicon_family_row(a->s->lexicon, family)->base_unit;
}

/* --- volumes --- */

static int64_t base_of(const struct mh_pack *pack, const struct mh_need_line *n, const char **why)
{
    bool in_pack = mh_streq(n->quantity_in, "conditionnement");
    int64_t base = MH_UNKNOWN;
    *why = NULL;
    if (n->quantity == NULL || pack->kind == MH_PACK_UNKNOWN || (in_pack && pack->pack_size == 0))
        return MH_UNKNOWN;
    return mh_pack_quantity(pack, n->quantity, in_pack, &base, why) ? base : MH_UNKNOWN;
}

/* The volume in base units; false: refused. */
static bool count(struct mh__apply *a, const struct mh_need_line *n, int64_t *base)
{
    const char *why;
    *base = base_of(&a->pack, n, &why);
    if (why == NULL)
        return true;
    mh__apply_refuse(a, "quantite-non-entiere", "quantite", n->quantity, why,
                     "donnez un nombre entier d'unités, ou le conditionnement");
    return false;
}

/* One article has one unit: another one further down in the same file would count its volumes wrongly. */
static bool same_count(struct mh__apply *a, const struct mh_need_line *n, const struct item *it, int64_t base)
{
    struct mh_pack pack;
    const char *why;
    if (it->seen == NULL || (mh_streq(it->now.unit, n->unit) && mh_streq(it->now.pack, n->pack)))
        return true;
    mh_pack_read(n->unit ? n->unit : it->now.unit, n->pack ? n->pack : it->now.pack, it->now.label, base_unit_of(a, it->family), &pack);
    int64_t own = base_of(&pack, n, &why);
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
    set_text(&need->quantity, n->quantity);
    set_text(&need->quantity_in, n->quantity_in);
    for (int q = 0; q < 4; q++)
        set_text(&need->quarter[q], n->quarter[q]);
    need->price_ht = n->price_ht;
    need->price_ttc = n->price_ttc;
    need->vat = n->vat;
    set_text(&need->price_in, n->price_in);
    set_text(&need->source, n->source);
    set_text(&need->supplier, n->supplier);
    set_text(&need->needed_on, n->needed_on);
    set_text(&need->priority, n->priority);
    set_text(&need->remarks, n->remarks);
    set_text(&need->to_confirm, n->to_confirm);
}

void mh__need_decided(const struct mh_need *was, struct mh_need *now)
{
    if (!mh_streq(was->quantity, now->quantity) && mh_streq(was->to_confirm, now->to_confirm))
        set_text(&now->to_confirm, NULL);
}

static uint32_t see_article(struct mh__apply *a, int64_t id, uint16_t family, bool created)
{
    if (a->nseen == a->seen_cap) {
        a->seen_cap = a->seen_cap ? a->seen_cap * 2 : 256;
        a->seen = mh_xreallocarray(a->seen, a->seen_cap, sizeof *a->seen);
    }
    a->seen[a->nseen] = (struct mh__seen_article){ .id = id, .family = family, .created = created };
    mh__idmap_put(&a->touched, (uint64_t)id, (uint32_t)a->nseen);
    return (uint32_t)a->nseen++;
}

static enum mh_rc store_item(struct mh__apply *a, struct item *it, const struct mh_article *said, int64_t member, uint32_t *index,
                             struct mh_err *err)
{
    struct mh_store *st = a->s->store;
    enum mh_rc rc = MH_OK;
    it->now.member_id = member;
    if (it->was.id == 0) {
        rc = mh_store_insert(st, &mh_table_articles, &it->now, err);
        a->set_aside += rc == MH_OK && it->out_of_scope;
    } else if (it->differs) {
        rc = mh_store_update(st, &mh_table_articles, &it->was, &it->now, NULL, err);
        if (rc == MH_OK) /* its unit or family may count the other needs otherwise */
            rc = mh__count_needs(a->s, &it->now, NULL, err);
    }
    if (rc != MH_OK)
        return rc;
    if (it->seen == NULL) {
        *index = see_article(a, it->now.id, it->family, it->was.id == 0);
        return MH_OK;
    }
    *index = *it->seen;
    a->seen[*index].family = it->family;
    if (said->label != NULL && !mh_streq(it->now.label, said->label))
        mh__apply_warn(a, "libelle-different", "designation", said->label,
                       "cette référence a un autre libellé plus haut dans le fichier : le premier est gardé", it->now.label);
    return MH_OK;
}

/* Sites are few: a small number each keeps the key of article and site exact. */
static uint32_t site_number(struct mh__apply *a, int64_t site_id)
{
    const uint32_t *known = mh__idmap_find(&a->site_index, (uint64_t)site_id);
    if (known != NULL)
        return *known;
    uint32_t s = (uint32_t)a->site_index.n;
    mh__idmap_put(&a->site_index, (uint64_t)site_id, s);
    return s;
}

/* The n-th time that this file gives this article at this site; 0: the file says an occurrence twice. *fresh: the plan cannot hold
 * the need yet. */
static int64_t occurrence_of(struct mh__apply *a, const struct mh_need_line *n, uint32_t article, int64_t site_id, bool *fresh)
{
    enum { BITS = 64, MOST = 0xFFFD };
    struct mh__seen_article *seen = &a->seen[article];
    uint32_t s = site_number(a, site_id);
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
    struct item it;
    int64_t base = MH_UNKNOWN;
    uint32_t index = 0;
    item_init(&it);
    a->looked = false;
    check_dragged(a, n);
    said_article(&a->article, n, p->member);
    enum mh_rc rc = find_item(a, &a->article, &it, err);
    if (rc != MH_OK)
        goto out;
    mh_pack_read(it.now.unit, it.now.pack, it.now.label, base_unit_of(a, it.family), &a->pack);
    if (!count(a, n, &base) || !same_count(a, n, &it, base))
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
        rc = store_item(a, &it, &a->article, p->member, &index, err);
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
    item_free(&it);
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
    bool same = same_article(&a->article, n, p.member);
    if (!same || (a->article.id == 0 && !(a->looked && a->look_only)))
        return apply_other(a, n, &p, out, err);
    if (!count(a, n, &base) || !mh__returns_allow(a, n, a->article.id, p.site, NULL, false))
        return MH_OK;
    if (a->look_only) {
        *out = MH__UNCHANGED;
        return MH_OK;
    }
    rc = mh__place_make(a, n, &p, err);
    return rc == MH_OK ? store_need(a, n, a->last_seen, p.site, base, out, err) : rc;
}
