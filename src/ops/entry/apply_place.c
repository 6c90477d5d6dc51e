/* The group and site of a row of needs: found first, made only once the row stands. */
#include "ops/entry/apply.h"

#include <mahalli/hash.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

static enum mh_rc find_own_site(struct mh__apply *a, struct mh__place *p, struct mh_err *err)
{
    p->own_site = true;
    if (p->member == 0)
        return MH_OK;
    struct mh_site site;
    mh_row_init(&mh_table_sites, &site);
    site.member_id = p->member;
    site.code = mh_xstrdup(mh_store_code(a->s->store, &mh_table_members, p->member));
    enum mh_rc rc = mh_store_find(a->s->store, &mh_table_sites, &site, &p->site, err);
    mh_row_free(&mh_table_sites, &site);
    return rc;
}

/* May this import make the sites that its file names for the group? Only when the group has none but its own so far. */
static enum mh_rc makes_sites(struct mh__apply *a, int64_t member, bool *makes, struct mh_err *err)
{
    *makes = true;
    if (member == 0)
        return MH_OK;
    const uint32_t *known = mh__idmap_find(&a->makes_sites, (uint64_t)member);
    if (known != NULL) {
        *makes = *known != 0;
        return MH_OK;
    }
    struct mh_filter of_member[] = { { .column = "membre", .number = member }, { 0 } };
    struct mh__rows sites;
    enum mh_rc rc = mh__rows_load(a->s->store, &mh_table_sites, of_member, &sites, err);
    if (rc != MH_OK)
        return rc;
    const char *own = mh_store_code(a->s->store, &mh_table_members, member);
    for (size_t i = 0; i < sites.n; i++)
        if (!mh_streq(((const struct mh_site *)mh__rows_at(&sites, i))->code, own))
            *makes = false;
    mh__rows_free(&sites);
    mh__idmap_put(&a->makes_sites, (uint64_t)member, *makes);
    return MH_OK;
}

/* Rows name the same few sites over and over: the last ones are kept as the file writes them. */
static struct mh__near_site *near_site(struct mh__apply *a, int64_t member, const char *given)
{
    size_t n = strlen(given);
    if (n >= sizeof a->near[0].text)
        return NULL;
    return &a->near[mh_hash64(given, n, (uint64_t)member) % MH__NEAR_SITES];
}

/* False: refused, or *rc says what went wrong. */
static bool find_site(struct mh__apply *a, struct mh__place *p, const char *given, enum mh_rc *rc, struct mh_err *err)
{
    if (given == NULL) {
        *rc = find_own_site(a, p, err);
        return *rc == MH_OK;
    }
    struct mh__near_site *near = near_site(a, p->member, given);
    if (near != NULL && near->id != 0 && near->member == p->member && strcmp(near->text, given) == 0) {
        p->site = near->id;
        return true;
    }
    int64_t id = mh__apply_site(a, p->member, given);
    if (id > 0) {
        p->site = id;
        if (near != NULL) {
            near->member = p->member;
            near->id = id;
            strcpy(near->text, given);
        }
        return true;
    }
    bool makes = false;
    *rc = makes_sites(a, p->member, &makes, err);
    if (*rc != MH_OK)
        return false;
    if (makes && id == 0)
        return true;
    const char *other = id < 0 ? NULL : mh__codes_near(&a->sites, given);
    struct mh_str hint = MH_STR_INIT;
    if (id < 0)
        mh_str_add(&hint, "donnez son code");
    else if (mh__codes_find(&a->sites, given) != 0)
        mh_str_add(&hint, "il est d'un autre groupe : voyez mahalli list etablissements");
    else
        mh_str_addf(&hint, other ? "vouliez-vous dire « %s » ?" : "importez-le d'abord (mahalli import etablissements)", other);
    mh__apply_refuse(a, "code-inconnu", "etablissement", given,
                     id < 0 ? "plusieurs établissements portent ce nom" : "établissement inconnu de ce groupe", mh_str_text(&hint));
    mh_str_free(&hint);
    return false;
}

static enum mh_rc make_site(struct mh__apply *a, struct mh__place *p, const char *given, struct mh_err *err)
{
    struct mh_site site;
    struct mh_str name = MH_STR_INIT;
    const char *code = given ? given : mh_store_code(a->s->store, &mh_table_members, p->member);
    mh_row_init(&mh_table_sites, &site);
    site.member_id = p->member;
    site.code = mh_xstrdup(code);
    mh_str_addf(&name, given ? "%s" : "%s (groupe)", code);
    site.name = mh_str_take(&name);
    enum mh_rc rc = mh_store_insert(a->s->store, &mh_table_sites, &site, err);
    p->site = site.id;
    if (rc == MH_OK) {
        mh__apply_learn_site(a, p->member, site.code, site.id);
        if (given != NULL)
            mh__apply_warn(a, "etablissement-cree", "etablissement", given, "établissement créé d'après ce fichier", NULL);
    }
    mh_row_free(&mh_table_sites, &site);
    return rc;
}

bool mh__place_find(struct mh__apply *a, const struct mh_need_line *n, struct mh__place *p, enum mh_rc *rc, struct mh_err *err)
{
    *p = (struct mh__place){ 0 };
    if (n->member == NULL) {
        *rc = mh__apply_member(a, false, &p->member, err);
        if (*rc != MH_OK)
            return false;
    } else if ((p->member = mh__codes_find(&a->members, n->member)) <= 0) {
        const char *near = p->member < 0 ? NULL : mh__codes_near(&a->members, n->member);
        mh__apply_refuse(a, "code-inconnu", "membre", n->member, p->member < 0 ? "plusieurs groupes portent ce nom" : "groupe inconnu",
                         near ? near : "importez d'abord les groupes (mahalli import groupes)");
        return false;
    }
    return find_site(a, p, n->site, rc, err);
}

enum mh_rc mh__place_make(struct mh__apply *a, const struct mh_need_line *n, struct mh__place *p, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    if (p->member == 0) {
        rc = mh__apply_member(a, true, &p->member, err);
        if (rc == MH_OK)
            mh__idmap_put(&a->makes_sites, (uint64_t)p->member, 1);
    }
    if (rc == MH_OK && p->own_site && p->site == 0)
        rc = find_own_site(a, p, err);
    return rc == MH_OK && p->site == 0 ? make_site(a, p, n->site, err) : rc;
}
