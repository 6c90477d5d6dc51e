/*
 * May the product be bought today? Only a registration (law 84-12, art. 12) of the product itself clears it; CE, ISO or a maker's
 * declaration never do. A registration counts as seen when a document or the date of a check is recorded.
 *
 *   number  seen  dates                    is
 *   yes     yes   begun, end not past      registered
 *   yes     yes   not begun yet            filed: granted, but not to be bought on today
 *   yes     any   end past                 expired
 *   yes     no    -                        unverified: somebody says so
 *   yes     yes   end unknown              unverified: nobody knows whether it still holds
 *   no      -     authority or document    filed, unless its end is past (then expired)
 *   no      -     neither                  unverified
 *
 * Of several, the first of registered, filed, unverified, expired that occurs: expired only when nothing else is known.
 */
#include <string.h>

#include <mahalli/i18n.h>

#include "domain/domain_priv.h"

const char *mh_clearance_title(enum mh_clearance c)
{
    static const char *const title[] = {
        [MH_CLEAR_UNVERIFIED] = MH_TR("non vérifié"), [MH_CLEAR_REGISTERED] = MH_TR("enregistré"), [MH_CLEAR_FILED] = MH_TR("dossier déposé"),
        [MH_CLEAR_EXPIRED] = MH_TR("expiré"), [MH_CLEAR_NOT_REQUIRED] = MH_TR("non requis"),
    };
    return title[c];
}

static enum mh_clearance one_clearance(const struct mh_certificate *c, const char *today)
{
    if (c->to && strcmp(c->to, today) < 0)
        return MH_CLEAR_EXPIRED;
    if (!c->number)
        return c->authority || c->document ? MH_CLEAR_FILED : MH_CLEAR_UNVERIFIED;
    if (!c->to || (!c->document && !c->verified_on))
        return MH_CLEAR_UNVERIFIED;
    return c->from && strcmp(c->from, today) > 0 ? MH_CLEAR_FILED : MH_CLEAR_REGISTERED;
}

enum mh_clearance mh_clearance_of(const struct mh_certificate *const *certs, size_t n, int64_t product_id, int64_t device,
                                  const char *today)
{
    bool seen[MH_CLEAR_NOT_REQUIRED + 1] = { false };

    for (size_t i = 0; i < n && product_id != MH_UNKNOWN; i++)
        if (certs[i]->product_id == product_id && mh_streq(certs[i]->type, "enregistrement"))
            seen[one_clearance(certs[i], today)] = true;
    if (seen[MH_CLEAR_REGISTERED])
        return MH_CLEAR_REGISTERED;
    if (device == 0)
        return MH_CLEAR_NOT_REQUIRED;
    if (seen[MH_CLEAR_FILED])
        return MH_CLEAR_FILED;
    return seen[MH_CLEAR_EXPIRED] && !seen[MH_CLEAR_UNVERIFIED] ? MH_CLEAR_EXPIRED : MH_CLEAR_UNVERIFIED;
}
