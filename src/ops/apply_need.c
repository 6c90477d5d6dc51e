/* A row of a needs file: its group, site, article and volume. */
#include "ops/apply.h"

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

static enum mh_rc own_site(struct mh__apply *a, int64_t member_id, int64_t *id, struct mh_err *err)
{
    /* No site said: the group's own, made on first use under the group's code. */
    const char *code = mh_store_code(a->s->store, &mh_table_members, member_id);
    struct mh_site site;
    mh_row_init(&mh_table_sites, &site);
    site.member_id = member_id;
    site.code = mh_xstrdup(code);
    *id = 0;
    enum mh_rc rc = mh_store_find(a->s->store, &mh_table_sites, &site, id, err);
    if (rc == MH_OK && *id == 0) {
        struct mh_str name = MH_STR_INIT;
        mh_str_addf(&name, "%s (groupe)", code);
        site.name = mh_str_take(&name);
        rc = mh_store_insert(a->s->store, &mh_table_sites, &site, err);
        *id = site.id;
        mh__codes_add(&a->sites, site.code, site.id);
    }
    mh_row_free(&mh_table_sites, &site);
    return rc;
}

static enum mh_rc has_sites(struct mh__apply *a, int64_t member_id, bool *has, struct mh_err *err)
{
    struct mh_filter of_member[] = { { .column = "membre", .number = member_id }, { 0 } };
    int64_t n = 0;
    enum mh_rc rc = mh_store_count(a->s->store, &mh_table_sites, of_member, &n, err);
    *has = n != 0;
    return rc;
}

/* A group without any site recorded: its file names them, they are created and said. With sites recorded an unknown one is refused. */
static enum mh_rc site_of(struct mh__apply *a, int64_t member_id, const char *given, int64_t *id, struct mh_err *err)
{
    if (given == NULL)
        return own_site(a, member_id, id, err);
    *id = mh__codes_find(&a->sites, given);
    if (*id > 0)
        return MH_OK;
    bool has = false;
    enum mh_rc rc = has_sites(a, member_id, &has, err);
    if (rc != MH_OK)
        return rc;
    if (has && !a->made_sites) {
        const char *near = mh__codes_near(&a->sites, given);
        struct mh_str hint = MH_STR_INIT;
        mh_str_addf(&hint, near ? "vouliez-vous dire « %s » ?" : "importez-le d'abord (mahalli import etablissements)", near);
        mh__apply_refuse(a, "code-inconnu", "etablissement", given,
                         *id < 0 ? "plusieurs établissements portent ce nom" : "établissement inconnu", mh_str_text(&hint));
        mh_str_free(&hint);
        *id = 0;
        return MH_OK;
    }
    struct mh_site site;
    mh_row_init(&mh_table_sites, &site);
    site.member_id = member_id;
    site.code = mh_xstrdup(given);
    site.name = mh_xstrdup(given);
    rc = mh_store_insert(a->s->store, &mh_table_sites, &site, err);
    *id = site.id;
    a->made_sites = true;
    mh__codes_add(&a->sites, given, site.id);
    mh_row_free(&mh_table_sites, &site);
    if (rc == MH_OK)
        mh__apply_warn(a, "etablissement-cree", "etablissement", given, "établissement créé d'après ce fichier", NULL);
    return rc;
}

static const char *base_unit_of(const struct mh__apply *a, const struct mh__seen_article *seen)
{
    if (seen->family == UINT16_MAX)
        return "";
    const char *unit = mh_lexicon_family_row(a->s->lexicon, seen->family)->base_unit;
    return unit ? unit : "";
}

/* First time that this file names the article: read it, for its base unit and to count what is out of scope. */
static uint32_t see_article(struct mh__apply *a, const struct mh_article *row, int64_t id, bool fresh)
{
    if (a->nseen == a->seen_cap) {
        a->seen_cap = a->seen_cap ? a->seen_cap * 2 : 256;
        a->seen = mh_xreallocarray(a->seen, a->seen_cap, sizeof *a->seen);
    }
    struct mh_reading r;
    mh__read_article(a->s, row, &r);
    a->seen[a->nseen] = (struct mh__seen_article){ .id = id, .family = r.family < 0 ? UINT16_MAX : (uint16_t)r.family };
    if (r.problem == MH_READ_OUT_OF_SCOPE && fresh)
        a->set_aside++;
    mh_reading_free(&r);
    mh__idmap_put(&a->touched, (uint64_t)id, (uint32_t)a->nseen);
    return (uint32_t)a->nseen++;
}

static bool same_article(const struct mh_article *a, const struct mh_need_line *n, int64_t member_id)
{
    return a->id != 0 && a->member_id == member_id && mh_streq(a->reference, n->reference) && mh_streq(a->label, n->label) &&
           mh_streq(a->specs, n->specs) && mh_streq(a->unit, n->unit) && mh_streq(a->pack, n->pack) &&
           mh_streq(a->emdn, n->emdn) && mh_streq(a->family, n->family);
}

static enum mh_rc article_of(struct mh__apply *a, int64_t member_id, const struct mh_need_line *n, uint32_t *index, bool *refused,
                             struct mh_err *err)
{
    *refused = false;
    struct mh_article *row = &a->article;
    if (same_article(row, n, member_id)) {
        *index = *mh__idmap_find(&a->touched, (uint64_t)row->id);
        return MH_OK;
    }
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
    int64_t id = 0;
    enum mh_rc rc = mh_store_find(a->s->store, &mh_table_articles, row, &id, err);
    if (rc != MH_OK)
        return rc;
    uint32_t *seen = id != 0 ? mh__idmap_find(&a->touched, (uint64_t)id) : NULL;
    if (seen != NULL) {
        /* The file said this article before: its first wording stands, another one is told. */
        *index = *seen;
        struct mh_article first;
        mh_row_init(&mh_table_articles, &first);
        rc = mh_store_get(a->s->store, &mh_table_articles, id, &first, err);
        if (rc == MH_OK && !mh_streq(first.label, n->label) && n->label != NULL)
            mh__apply_warn(a, "libelle-different", "designation", n->label,
                           "cette référence a un autre libellé plus haut dans le fichier : le premier est gardé", first.label);
        mh_row_free(&mh_table_articles, &first);
        row->id = 0;
        return rc;
    }
    enum mh__outcome outcome;
    rc = mh__apply_store(a, &mh_table_articles, row, false, &id, &outcome, err);
    if (rc != MH_OK)
        return rc;
    *refused = outcome == MH__REFUSED;
    if (outcome == MH__UPDATED || outcome == MH__UNCHANGED) {
        /* What is stored may know more than this row. */
        rc = mh_store_get(a->s->store, &mh_table_articles, id, row, err);
        if (rc != MH_OK)
            return rc;
    }
    row->id = id;
    *index = see_article(a, row, id, outcome == MH__CREATED);
    if (outcome != MH__CREATED)
        row->id = 0; /* compared with the next row only when it is exactly what the file said */
    return MH_OK;
}

/* The n-th time that this file gives this article at this site. */
static int64_t occurrence_of(struct mh__apply *a, const struct mh_need_line *n, uint32_t article, int64_t site_id)
{
    if (n->occurrence != MH_UNKNOWN)
        return n->occurrence;
    /* Sites are few: a small number each keeps the key of the pair exact. */
    uint32_t *site = mh__idmap_find(&a->site_index, (uint64_t)site_id);
    uint32_t s = site ? *site : (uint32_t)a->site_index.n;
    if (site == NULL)
        mh__idmap_put(&a->site_index, (uint64_t)site_id, s);
    uint64_t pair = ((uint64_t)(s + 1) << 32) | article;
    if (mh__idmap_put(&a->pairs, pair, 0))
        return 1;
    uint32_t *times = mh__idmap_find(&a->repeats, pair);
    uint32_t k = times ? *times + 1 : 2;
    mh__idmap_put(&a->repeats, pair, k);
    mh__apply_warn(a, "ligne-en-double", "reference", n->reference ? n->reference : n->label,
                   "même article et même établissement plus haut dans le fichier : gardé comme besoin distinct",
                   "additionnez les deux lignes si c'est le même besoin");
    return k;
}

/* The base quantities of the volume and its quarters; false: refused. */
static bool quantities(struct mh__apply *a, const struct mh_need_line *n, const char *base_unit, int64_t *base)
{
    struct mh_pack pack;
    mh_pack_read(n->unit, n->pack, n->label, base_unit, &pack);
    bool in_pack = mh_streq(n->quantity_in, "conditionnement");
    *base = MH_UNKNOWN;
    const char *why = NULL;
    if (n->quantity == NULL || pack.kind == MH_PACK_UNKNOWN || (in_pack && pack.pack_size == 0))
        return true;
    if (!mh_pack_quantity(&pack, n->quantity, in_pack, base, &why)) {
        mh__apply_refuse(a, "quantite-non-entiere", "quantite", n->quantity, why,
                         "donnez un nombre entier d'unités, ou le conditionnement");
        return false;
    }
    return true;
}

static void fill_need(struct mh_need *need, const struct mh_need_line *n)
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

static enum mh_rc member_of(struct mh__apply *a, const struct mh_need_line *n, int64_t *id, struct mh_err *err)
{
    if (n->member == NULL)
        return mh__apply_member(a, NULL, id, err);
    *id = mh__codes_find(&a->members, n->member);
    if (*id <= 0) {
        const char *near = mh__codes_near(&a->members, n->member);
        mh__apply_refuse(a, "code-inconnu", "membre", n->member, "groupe inconnu",
                         near ? near : "importez d'abord les groupes (mahalli import membres)");
        *id = 0;
    }
    return MH_OK;
}

enum mh_rc mh__apply_need(struct mh__apply *a, struct mh_need_line *n, enum mh__outcome *out, struct mh_err *err)
{
    *out = MH__REFUSED;
    int64_t member = 0, site = 0;
    enum mh_rc rc = mh__session_open_campaign(a->s, err);
    if (rc == MH_OK)
        rc = mh__session_lexicon(a->s, err);
    if (rc == MH_OK)
        rc = mh__apply_load_codes(a, err);
    if (rc != MH_OK || !check_line(a, n))
        return rc;
    rc = member_of(a, n, &member, err);
    if (rc != MH_OK || member == 0)
        return rc;
    rc = site_of(a, member, n->site, &site, err);
    if (rc != MH_OK || site == 0)
        return rc;
    uint32_t index = 0;
    bool refused = false;
    int64_t base = MH_UNKNOWN;
    /* Before the article is stored: a refused row leaves nothing behind. The base unit of most families is the piece, so a first
     * look without it refuses what no unit could make whole. */
    if (!quantities(a, n, "", &base))
        return MH_OK;
    rc = article_of(a, member, n, &index, &refused, err);
    if (rc != MH_OK || refused)
        return rc;
    const struct mh__seen_article *seen = &a->seen[index];
    const char *unit = base_unit_of(a, seen);
    if (*unit != '\0' && !mh_streq(unit, "piece") && !quantities(a, n, unit, &base))
        return MH_OK;
    struct mh_need need;
    mh_row_init(&mh_table_needs, &need);
    need.campaign_id = a->s->campaign.id;
    need.site_id = site;
    need.article_id = seen->id;
    need.occurrence = occurrence_of(a, n, index, site);
    fill_need(&need, n);
    need.base_quantity = base;
    int64_t id = 0;
    rc = mh__apply_store(a, &mh_table_needs, &need, false, &id, out, err);
    mh_row_free(&mh_table_needs, &need);
    return rc;
}
