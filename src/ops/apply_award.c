/* An attribution, however it came: it is a group's own, of the year worked on, and names who decided it. */
#include "ops/apply.h"

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

enum mh_rc mh__apply_award(struct mh__apply *a, struct mh_award *w, struct mh_err *err)
{
    enum mh_rc rc = only_group(a, err);
    if (rc != MH_OK)
        return rc;
    if (w->year == MH_UNKNOWN && a->s->campaign.id != 0)
        w->year = a->s->campaign.year;
    if (w->author == NULL)
        w->author = mh_xstrdup(a->s->user);
    if (w->date == NULL)
        w->date = today(a->s);
    return MH_OK;
}
