/* The score: a sum of parts, each shown. It orders candidates of one verdict; it never changes a verdict. */
#include "match/index.h"
#include <mahalli/i18n.h>

enum { OWN = 100, OTHER = 40, MET = 400, UNKNOWN = -40, CRITICAL = -70, FAILED = -80, MISS = -4, WISH = 15, MADE = 30, UNREAD = -40,
       SPECIAL = -25, SPECIALS = 4, WORD = 12, WORDS = 3 };

static void part(struct mh_candidate *c, const char *name, int points)
{
    if (points == 0 || c->nparts == MH_SCORE_PARTS)
        return;
    c->part[c->nparts++] = (struct mh_score_part){ name, points };
    c->score += points;
}

static int specials(int n)
{
    return SPECIAL * (n > SPECIALS ? SPECIALS : n);
}

static int made(enum mh_made_here here)
{
    static const int points[] = { [MH_HERE_MET] = MADE, [MH_HERE_UNKNOWN] = 10, [MH_HERE_FAILED] = 0, [MH_HERE_EXCLUDED] = -200 };
    return points[here];
}

int mh__score_words(int shared)
{
    return WORD * (shared > WORDS ? WORDS : shared);
}

int mh__score_unread(void)
{
    return -UNREAD;
}

void mh__pair_score(const struct mh__pair *p, struct mh_candidate *c)
{
    int total = p->met + p->failed + p->unknown;
    int least = p->article->confidence < p->product->reading->confidence ? p->article->confidence : p->product->reading->confidence;
    c->score = 0;
    c->nparts = 0;
    part(c, MH_TR("nature du produit"), p->other_family ? OTHER : OWN + least);
    part(c, MH_TR("spécifications tenues"), total == 0 ? MET : MET * p->met / total);
    part(c, MH_TR("spécifications inconnues"), UNKNOWN * (p->unknown - p->critical_unknown) + CRITICAL * p->critical_unknown);
    part(c, MH_TR("écarts"), FAILED * p->failed + MISS * p->misses);
    part(c, MH_TR("souhaits"), WISH * p->wishes_met);
    part(c, MH_TR("particularités"), specials(p->special));
    part(c, MH_TR("fabrication"), made(p->here));
    part(c, MH_TR("demande non lue"), (p->demand || p->norm ? UNREAD : 0) + mh__score_words(p->shared));
}

int mh__score_most(const struct mh_reading *article, const struct mh__asked *asked, bool other_family, int failed, int unknown,
                   int words)
{
    int total = asked->mandatory;
    return (other_family ? OTHER : OWN + article->confidence) + (total == 0 ? MET : MET * (total - failed - unknown) / total) +
           UNKNOWN * unknown + (FAILED + MISS) * failed + WISH * asked->wishes + MADE + (asked->words + asked->norms > 0 && !asked->answerable ? UNREAD : 0) + mh__score_words(words);
}

int mh__score_less(const struct mh_reading *article, const struct mh__asked *asked, const struct mh__glance *kind)
{
    int trust = kind->confidence < article->confidence ? kind->confidence - article->confidence : 0;
    return trust + specials(__builtin_popcountll(kind->special & ~asked->attributes)) + made((enum mh_made_here)kind->here) - MADE;
}
