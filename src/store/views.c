/* The joined row types. */
#include "store/views.h"

static const struct mh__view *const views[] = { &mh__view_need_lines, &mh__view_opinion_lines, &mh__view_article_lines,
                                                &mh__view_purchase_lines, &mh__view_trial_lines, &mh__view_award_lines };

const struct mh__view *mh__view_of(const struct mh_table *t)
{
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        if (views[i]->table == t)
            return views[i];
    return NULL;
}
