/* The plan's lines as a frozen version recorded them. */
#include "ops/frozen.h"
#include "ops/lines.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>

struct frozen {
    struct mh__lines base;
    struct mh__rows lines;
    char *member;             /* code; NULL all */
    size_t at;                /* the next line */
    struct mh__line line;
    struct mh__offer offer;   /* of a version that recorded the best product only: all borrowed from the line */
    struct mh_frozen_candidate best;
    struct mh_frozen_product product;
};

enum mh_state mh__line_state(const struct mh_frozen_line *l)
{
    enum mh_state state = MH_STATE_UNREAD;
    (void)mh_state_parse(l->state ? l->state : "", &state);
    return state;
}

const char *mh__line_specs(const struct mh_frozen_line *l, enum mh_audience to)
{
    return to == MH_FOR_PROGRAMS || l->plain == NULL ? l->specs : l->plain;
}

static struct frozen *frozen_of(struct mh__lines *src)
{
    return (struct frozen *)src;
}

static void offer_best(struct frozen *v, const struct mh_frozen_line *l)
{
    v->line.noffers = 0;
    if (l->verdict == NULL || l->product == NULL)
        return;
    v->best = (struct mh_frozen_candidate){
        .article_id = l->article_id, .rank = 1, .product_id = l->product_id, .verdict = l->verdict, .score = l->score,
        .who = mh__line_state(l) == MH_STATE_REVIEW ? l->who : NULL, .told = l->told, .reason = l->reason,
    };
    v->product = (struct mh_frozen_product){
        .product_id = l->product_id, .family = l->family, .maker = l->maker, .maker_name = l->maker_name, .maker_city = l->maker_city,
        .maker_status = l->maker_status, .maker_role = l->maker_role, .reference = l->product, .label = l->product_label,
        .clearance = l->clearance, .cert_number = l->cert_number, .cert_to = l->cert_to, .certified = l->cert_number != NULL,
        .capacity = l->capacity, .capacity_base = MH_UNKNOWN, .lead_days = l->lead_days, .verified_on = l->verified_on,
    };
    v->offer = (struct mh__offer){ &v->best, &v->product };
    v->line.offer = &v->offer;
    v->line.noffers = 1;
}

static enum mh_rc frozen_next(struct mh__lines *src, const struct mh__line **line, struct mh_err *err)
{
    struct frozen *v = frozen_of(src);
    (void)err;
    *line = NULL;
    while (v->at < v->lines.n) {
        const struct mh_frozen_line *l = mh__rows_at(&v->lines, v->at++);
        if (v->member != NULL && !mh_streq(v->member, l->member))
            continue;
        v->line = (struct mh__line){ .l = l, .group = l->member };
        offer_best(v, l);
        *line = &v->line;
        return MH_OK;
    }
    return MH_OK;
}

static void frozen_word(struct mh__lines *src)
{
    (void)src; /* all is there */
}

static void frozen_close(struct mh__lines *src)
{
    struct frozen *v = frozen_of(src);
    mh__rows_free(&v->lines);
    free(v->member);
    free(v);
}

enum mh_rc mh__lines_frozen(struct mh_session *s, const struct mh_version *v, const char *member, struct mh__lines **out, struct mh_err *err)
{
    struct frozen *f = mh_xcalloc(1, sizeof *f);
    f->base = (struct mh__lines){ .next = frozen_next, .word = frozen_word, .close = frozen_close };
    f->member = mh_xstrdup(member);
    *out = &f->base;
    return mh__lines_of(s, v->id, &f->lines, err);
}
