/* An attribution, however it came: it is a group's own, of the year worked on, and names who decided it. */
#include "ops/entry/apply.h"

#include <mahalli/xalloc.h>

#include <string.h>

static enum mh_rc only_group(struct mh__apply *a, struct mh_err *err)
{
    int64_t n = 0;
    enum mh_rc rc = mh_store_count(a->s->store, &mh_table_members, NULL, &n, err);
    if (rc == MH_OK && n > 1)
        rc = mh_err_set(err, MH_EDENIED, "ce plan a %lld groupes : les attributions se décident dans le plan de chaque groupe, celui de "
                        "l'association ne dit que la couverture simulée", (long long)n);
    return rc;
}

static char *today(const struct mh_session *s)
{
    char day[11];
    memcpy(day, s->now, 10);
    day[10] = '\0';
    return mh_xstrdup(day);
}

bool mh__apply_named(struct mh__apply *a, const char *column, const char *value, enum mh_rc found, const struct mh_err *why,
                     const char *suggestion, enum mh_rc *rc, struct mh_err *err)
{
    if (found == MH_ENOTFOUND || found == MH_EAMBIG)
        mh__apply_refuse(a, "code-inconnu", column, value, why->msg, suggestion);
    else if (found != MH_OK)
        *rc = mh_err_set(err, found, "%s", why->msg);
    return found == MH_OK;
}

static bool find_pair(struct mh__apply *a, const struct mh_award_line *l, struct mh_award *w, enum mh_rc *rc, struct mh_err *err)
{
    struct mh_err why = MH_ERR_INIT;
    int64_t maker = 0;
    if (l->maker != NULL && (maker = mh__codes_find(&a->makers, l->maker)) <= 0) {
        mh__apply_refuse(a, "code-inconnu", "fabricant", l->maker, "fabricant inconnu", mh__codes_near(&a->makers, l->maker));
        return false;
    }
    if (!mh__apply_named(a, "article", l->article, mh__find_article(a->s, l->article, 0, &w->article_id, &why), &why,
                         "donnez groupe/référence", rc, err))
        return false;
    enum mh_rc found = mh__find_product(a->s, l->product, maker, &w->product_id, &why);
    return mh__apply_named(a, "produit", l->product, found, &why, found == MH_EAMBIG ? "ou le code du fabricant dans la colonne fabricant" : NULL, rc,
                           err);
}

enum mh_rc mh__apply_award(struct mh__apply *a, struct mh_award_line *l, enum mh__outcome *out, struct mh_err *err)
{
    struct mh_award w;
    int64_t id = 0;
    *out = MH__REFUSED;
    enum mh_rc rc = only_group(a, err);
    if (rc != MH_OK || !mh__apply_checked(a, &mh_table_award_lines, l))
        return rc;
    mh_row_init(&mh_table_awards, &w);
    if (find_pair(a, l, &w, &rc, err)) {
        w.year = l->year != MH_UNKNOWN || a->s->campaign.id == 0 ? l->year : a->s->campaign.year;
        w.quantity = l->quantity;
        w.reason = mh_xstrdup(l->reason);
        w.author = mh_xstrdup(l->author ? l->author : a->s->user);
        w.date = l->date ? mh_xstrdup(l->date) : today(a->s);
        if (mh__apply_checked(a, &mh_table_awards, &w))
            rc = mh__apply_store(a, &mh_table_awards, &w, true, &id, out, err);
    }
    mh_row_free(&mh_table_awards, &w);
    return rc;
}
