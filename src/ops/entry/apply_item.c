/*
 * The article of a line that a file gives, of needs or of purchases: found by its identity or made, read, counted. Looked at first and
 * written last, so that a refused line leaves nothing behind.
 */
#include "ops/entry/item.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

void mh__text_set(char **to, const char *from)
{
    if (mh_streq(*to, from))
        return;
    free(*to);
    *to = mh_xstrdup(from);
}

void mh__item_init(struct mh__item *it)
{
    *it = (struct mh__item){ 0 };
    mh_row_init(&mh_table_articles, &it->was);
    mh_row_init(&mh_table_articles, &it->now);
}

void mh__item_free(struct mh__item *it)
{
    mh_row_free(&mh_table_articles, &it->was);
    mh_row_free(&mh_table_articles, &it->now);
}

bool mh__item_same(const struct mh_article *a, const struct mh_need_line *n, int64_t member_id)
{
    return a->member_id == member_id && mh_streq(a->reference, n->reference) && mh_streq(a->label, n->label) &&
           mh_streq(a->specs, n->specs) && mh_streq(a->unit, n->unit) && mh_streq(a->pack, n->pack) &&
           mh_streq(a->emdn, n->emdn) && mh_streq(a->family, n->family);
}

void mh__item_said(struct mh_article *row, const struct mh_need_line *n, int64_t member_id)
{
    row->id = 0;
    row->member_id = member_id;
    mh__text_set(&row->reference, n->reference);
    mh__text_set(&row->label, n->label);
    mh__text_set(&row->specs, n->specs);
    mh__text_set(&row->unit, n->unit);
    mh__text_set(&row->pack, n->pack);
    mh__text_set(&row->emdn, n->emdn);
    mh__text_set(&row->family, n->family);
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

enum mh_rc mh__item_find(struct mh__apply *a, const struct mh_article *said, bool leave, struct mh__item *it, struct mh_err *err)
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
    it->left = leave && id != 0;
    it->differs = !it->left && take_values(&it->now, said, it->seen != NULL);
    mh__text_set(&it->now.key, said->key); /* the file's own: answers added to its specifications are no part of it */
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

const char *mh__item_base_unit(const struct mh__apply *a, uint16_t family)
{
    return family == UINT16_MAX ? NULL : mh_lexicon_family_row(a->s->lexicon, family)->base_unit;
}

int64_t mh__item_base(const struct mh_pack *pack, const struct mh_need_line *n, const char **why)
{
    bool in_pack = mh_streq(n->quantity_in, "conditionnement");
    int64_t base = MH_UNKNOWN;
    *why = NULL;
    if (n->quantity == NULL || pack->kind == MH_PACK_UNKNOWN || (in_pack && pack->pack_size == 0))
        return MH_UNKNOWN;
    return mh_pack_quantity(pack, n->quantity, in_pack, &base, why) ? base : MH_UNKNOWN;
}

/* The volume in base units; false: refused. */
bool mh__item_count(struct mh__apply *a, const struct mh_need_line *n, int64_t *base)
{
    const char *why;
    *base = mh__item_base(&a->pack, n, &why);
    if (why == NULL)
        return true;
    mh__apply_refuse(a, "quantite-non-entiere", "quantite", n->quantity, why,
                     "donnez un nombre entier d'unités, ou le conditionnement");
    return false;
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

enum mh_rc mh__item_store(struct mh__apply *a, struct mh__item *it, const struct mh_article *said, int64_t member, uint32_t *index,
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
    if (!it->left && said->label != NULL && !mh_streq(it->now.label, said->label))
        mh__apply_warn(a, "libelle-different", "designation", said->label,
                       "cette référence a un autre libellé plus haut dans le fichier : le premier est gardé", it->now.label);
    return MH_OK;
}

/* Sites are few: a small number each keeps the key of article and site exact. */
uint32_t mh__item_site(struct mh__apply *a, int64_t site_id)
{
    const uint32_t *known = mh__idmap_find(&a->site_index, (uint64_t)site_id);
    if (known != NULL)
        return *known;
    uint32_t s = (uint32_t)a->site_index.n;
    mh__idmap_put(&a->site_index, (uint64_t)site_id, s);
    return s;
}
