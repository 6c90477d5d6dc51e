/* The score: a sum of parts, each shown. It orders candidates of one verdict; it never changes a verdict. */
#include "match/index.h"

static void part(struct mh_candidate *c, const char *name, int points)
{
    if (points == 0 || c->nparts == MH_SCORE_PARTS)
        return;
    c->part[c->nparts++] = (struct mh_score_part){ name, points };
    c->score += points;
}

void mh__pair_score(const struct mh__pair *p, struct mh_candidate *c)
{
    int total = p->met + p->failed + p->unknown;
    int least = p->article->confidence < p->product->reading.confidence ? p->article->confidence : p->product->reading.confidence;
    c->score = 0;
    c->nparts = 0;
    part(c, "nature du produit", p->other_family ? 40 : 100 + least);
    part(c, "spécifications tenues", total == 0 ? 400 : 400 * p->met / total);
    part(c, "spécifications inconnues", -40 * (p->unknown - p->critical_unknown) - 70 * p->critical_unknown);
    part(c, "écarts", -80 * p->failed - 4 * p->misses);
    part(c, "souhaits", 15 * p->wishes_met);
    part(c, "particularités", -25 * (p->special > 4 ? 4 : p->special));
    part(c, "fabrication", p->here == MH__HERE_MET ? 30 : p->here == MH__HERE_UNKNOWN ? 10 : p->here == MH__HERE_EXCLUDED ? -200 : 0);
    part(c, "demande non lue", (p->demand || p->norm ? -40 : 0) + 12 * (p->shared > 3 ? 3 : p->shared));
}
