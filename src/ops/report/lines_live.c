/* The plan's lines as the match says them today. */
#include "ops/report/lacks.h"
#include "ops/report/lines.h"

#include <mahalli/hash.h>
#include <mahalli/i18n.h>
#include <mahalli/vec.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>

enum { NEAREST_SHOWN = 3, LEADS_SHOWN = 8 };

struct live {
    struct mh__lines base;
    struct mh__matching *m;
    const struct mh__gather *g;
    int64_t member_id;
    unsigned words;
    size_t at;                  /* the next article */
    bool worded;
    struct mh__matched x;       /* the one at hand */
    struct mh_frozen_line l;
    struct mh__line line;
    struct mh__rows candidates, specs;
    MH_VEC(struct mh__offer) offers;
    MH_VEC(struct mh_frozen_product *) products;
    struct mh__idmap product_at; /* product and family -> position + 1 in products */
    struct mh_str text;
};

static struct live *live_of(struct mh__lines *src)
{
    return (struct live *)src;
}

static char *taken(struct live *v)
{
    return v->text.len ? mh_str_take(&v->text) : NULL;
}

static void clear(struct mh__rows *rows) /* its room stays */
{
    for (size_t i = 0; i < rows->n; i++)
        mh_row_free(rows->table, mh__rows_at(rows, i));
    rows->n = 0;
}

/* --- products --- */

static struct mh_frozen_product *product_make(const struct live *v, const struct mh_product *p, int family)
{
    struct mh__matching *m = v->m;
    const struct mh_maker *k = mh__session_maker(m->s, p->maker_id);
    const struct mh_certificate *best = mh__certificate(m, p), *any;
    struct mh_frozen_product *f = mh_xcalloc(1, sizeof *f);
    mh_row_init(&mh_table_frozen_products, f);
    f->product_id = p->id;
    f->family = mh_xstrdup(mh_lexicon_family_row(m->s->lexicon, family)->code);
    if (k != NULL) {
        f->maker = mh_xstrdup(k->code);
        f->maker_name = mh_xstrdup(k->name);
        f->maker_city = mh_xstrdup(k->city);
        f->maker_status = mh_xstrdup(k->status);
        f->maker_role = mh_xstrdup(k->role);
    }
    f->reference = mh_xstrdup(p->reference);
    f->label = mh_xstrdup(p->label);
    f->clearance = mh_xstrdup(mh_clearance_title(mh__clearance(m, p, family)));
    f->certified = mh__certificates(m, p, &any, 1) != 0;
    if (best != NULL) {
        f->cert_number = mh_xstrdup(best->number ? best->number : best->type);
        f->cert_to = mh_xstrdup(best->to);
    }
    f->capacity = p->capacity;
    f->capacity_base = mh__capacity_base(m->s->lexicon, p, family);
    f->lead_days = p->lead_days;
    f->verified_on = mh_xstrdup(p->verified_on);
    return f;
}

static const struct mh_frozen_product *product_of(struct live *v, int64_t id, int family)
{
    const int64_t pair[2] = { id, family };
    const char *code = mh_lexicon_family_row(v->m->s->lexicon, family)->code;
    uint64_t key = mh_hash64(pair, sizeof pair, 0) | 1;
    uint32_t *at;
    for (; (at = mh__idmap_find(&v->product_at, key)) != NULL; key += 2)
        if (v->products.at[*at]->product_id == id && mh_streq(v->products.at[*at]->family, code))
            return v->products.at[*at];
    const struct mh_product *p = mh__session_product(v->m->s, id);
    if (p == NULL)
        return NULL;
    struct mh_frozen_product *f = product_make(v, p, family);
    mh__idmap_put(&v->product_at, key, (uint32_t)v->products.len);
    mh_vec_push(&v->products, f);
    return f;
}

const struct mh_frozen_product *mh__lines_product(const struct mh__lines *src, size_t i)
{
    const struct live *v = (const struct live *)src;
    return i < v->products.len ? v->products.at[i] : NULL;
}

/* --- the line --- */

static void say_family(struct live *v)
{
    const struct mh_reading *r = &v->x.reading;
    const struct mh_lexicon *lx = v->m->s->lexicon;
    v->l.rest = mh_xstrdup(r->rest);
    if (r->family < 0)
        return;
    const struct mh_family *f = mh_lexicon_family_row(lx, r->family);
    v->l.family = mh_xstrdup(f->code);
    v->l.family_name = mh_xstrdup(mh_lexicon_family_name(lx, v->m->s->lang, r->family));
    v->l.emdn = mh_xstrdup(f->emdn);
    v->l.hs = mh_xstrdup(f->hs);
    v->l.base_unit = mh_xstrdup(f->base_unit);
    mh_reading_text(lx, r, &v->text);
    v->l.specs = taken(v);
}

static void say_product(struct live *v)
{
    const struct mh_frozen_product *p = v->x.best && v->x.reading.family >= 0 ? product_of(v, v->x.best, v->x.reading.family) : NULL;
    struct mh_frozen_line *l = &v->l;
    if (p == NULL)
        return;
    l->product_id = p->product_id;
    l->product = mh_xstrdup(p->reference ? p->reference : p->label);
    l->product_label = mh_xstrdup(p->label);
    l->maker = mh_xstrdup(p->maker);
    l->maker_name = mh_xstrdup(p->maker_name);
    l->maker_city = mh_xstrdup(p->maker_city);
    l->maker_status = mh_xstrdup(p->maker_status);
    l->maker_role = mh_xstrdup(p->maker_role);
    l->clearance = mh_xstrdup(p->clearance);
    l->cert_number = mh_xstrdup(p->cert_number);
    l->cert_to = mh_xstrdup(p->cert_to);
    l->capacity = p->capacity;
    l->lead_days = p->lead_days;
    l->verified_on = mh_xstrdup(p->verified_on);
}

/* A norm is asked for that the best product does not prove. */
static bool lacks_norm(const struct live *v)
{
    struct mh_compared_row t[MH__TABLE_ROWS];
    if (v->x.best_candidate == NULL)
        return false;
    size_t n = mh_match_table(v->m->s->index, v->m->s->lang, &v->x.reading, v->x.best_candidate, t, MH__TABLE_ROWS);
    for (size_t i = 0; i < n; i++)
        if (t[i].result == MH_CMP_UNKNOWN && t[i].norm)
            return true;
    return false;
}

static const char *origin_text(unsigned origins)
{
    switch (origins) {
    case MH__ORIGIN_IMPORTED: return MH_TR("importé");
    case MH__ORIGIN_LOCAL: return MH_TR("local");
    case MH__ORIGIN_UNKNOWN: case 0: return MH_TR("inconnue");
    default: return MH_TR("diverse");
    }
}

static void say_sum(struct live *v, const struct mh__sum *sum)
{
    struct mh_frozen_line *l = &v->l;
    l->needs = sum->needs;
    l->uncounted = sum->unknown;
    l->volume = sum->needs == sum->unknown ? MH_UNKNOWN : sum->volume;
    for (int q = 0; q < 4; q++)
        l->quarter[q] = sum->quarter[q];
    l->origins = mh_xstrdup(origin_text(sum->origins));
    l->amount = sum->amount;
    l->supplier = mh_xstrdup(sum->supplier);
}

static void say_line(struct live *v, const struct mh__sum *sum)
{
    const struct mh__matched *x = &v->x;
    struct mh_frozen_line *l = &v->l;
    mh_row_free(&mh_table_frozen_lines, l);
    l->article_id = x->article->id;
    l->member = mh_xstrdup(x->member);
    l->reference = mh_xstrdup(x->article->reference);
    l->label = mh_xstrdup(x->article->label);
    l->unit = mh_xstrdup(x->article->unit);
    l->pack = mh_xstrdup(x->article->pack);
    say_sum(v, sum);
    say_family(v);
    say_product(v);
    l->state = mh_xstrdup(mh_state_code(x->state));
    l->who = mh_xstrdup(mh__next_who(x));
    l->next_step = mh_xstrdup(mh__next_step(x));
    l->norm = x->state == MH_STATE_REVIEW && lacks_norm(v);
    if (x->best_candidate != NULL) {
        l->verdict = mh_xstrdup(mh_verdict_code(x->best_candidate->verdict));
        l->score = x->best_candidate->score;
    }
}

static void say_offers(struct live *v)
{
    const struct mh__matched *x = &v->x;
    v->offers.len = 0;
    clear(&v->candidates);
    for (size_t i = 0; i < x->candidates.n; i++) {
        const struct mh_candidate *c = &x->candidates.at[i];
        struct mh_frozen_candidate *f = mh__rows_add(&v->candidates);
        f->id = 0;
        f->article_id = x->article->id;
        f->rank = (int64_t)i + 1;
        f->product_id = c->product_id;
        f->verdict = mh_xstrdup(mh_verdict_code(c->verdict));
        f->score = c->score;
        f->rejected = i >= x->accepted;
        f->excluded = c->excluded;
    }
    for (size_t i = 0; i < x->candidates.n; i++) /* now that the rows stay where they are */
        mh_vec_push(&v->offers, ((struct mh__offer){ mh__rows_at(&v->candidates, i),
                                                     product_of(v, x->candidates.at[i].product_id, x->reading.family) }));
}

static enum mh_rc live_next(struct mh__lines *src, const struct mh__line **line, struct mh_err *err)
{
    struct live *v = live_of(src);
    *line = NULL;
    while (v->at < v->m->narticles) {
        size_t i = v->at++;
        const struct mh_article *a = mh__article_at(v->m, i);
        const struct mh__sum *sum = a != NULL ? mh__gather_find(v->g, a->id) : NULL;
        if ((i & 127) == 0 && !mh_progress_tick(&v->m->s->progress, "Lecture du plan", (int64_t)i, (int64_t)v->m->narticles))
            return mh_err_set(err, MH_ECANCELED, "interrompu : le plan est comme avant");
        if (sum == NULL || (v->member_id != 0 && a->member_id != v->member_id))
            continue;
        mh__match_one(v->m, i, MH__CANDIDATES_SHOWN, &v->x);
        v->worded = false;
        clear(&v->specs);
        say_line(v, sum);
        say_offers(v);
        v->line = (struct mh__line){ .l = &v->l, .group = v->x.member, .offer = v->offers.at, .noffers = v->offers.len };
        *line = &v->line;
        return MH_OK;
    }
    return mh__matching_check(v->m, err);
}

/* --- words --- */

static char *reason_of(struct live *v, const struct mh_candidate *c, bool own)
{
    struct mh_reading told = v->x.reading; /* borrows everything */
    if (!own) {
        told.rest = NULL;
        told.demand = NULL;
        told.problem_words = NULL;
    }
    mh_match_reason(v->m->s->index, v->m->s->lang, &told, c, &v->text);
    return taken(v);
}

static void word_line(struct live *v)
{
    const struct mh__matched *x = &v->x;
    const char *lang = v->m->s->lang;
    if (x->reading.family >= 0)
        mh_reading_words(v->m->s->lexicon, lang, &x->reading, &v->text);
    v->l.plain = taken(v);
    if (x->best_candidate == NULL) { /* why it was not understood are its own words */
        if (v->words & MH__WORDS_OWN)
            mh__problem_text(v->m->s->lexicon, lang, &x->reading, &v->text);
        v->l.reason = taken(v);
        return;
    }
    if (v->words & MH__WORDS_OWN)
        v->l.reason = reason_of(v, x->best_candidate, true);
    if (v->words & MH__WORDS_TOLD)
        v->l.told = reason_of(v, x->best_candidate, false);
}

static bool nobody_offers(enum mh_state state)
{
    return state == MH_STATE_NEAR || state == MH_STATE_LEAD || state == MH_STATE_NONE;
}

static void word_leads(struct live *v)
{
    int64_t ids[LEADS_SHOWN];
    const char *lang = v->m->s->lang;
    size_t n = mh_index_leads(v->m->s->index, v->x.reading.family, ids, LEADS_SHOWN);
    for (size_t i = 0; i < n && i < LEADS_SHOWN; i++) {
        const struct mh_maker *k = mh__session_maker(v->m->s, ids[i]);
        mh_str_addf(&v->text, "%s%s", i ? mh_tr(lang, ", ") : "", k ? k->name : "");
    }
    if (n > LEADS_SHOWN)
        mh_str_addf(&v->text, mh_trn(lang, " et %zu autre", " et %zu autres", (int64_t)(n - LEADS_SHOWN)), n - LEADS_SHOWN);
    v->l.leads = taken(v);
}

static void word_offer(struct live *v, size_t i, struct mh_frozen_candidate *f)
{
    const struct mh_candidate *c = &v->x.candidates.at[i];
    f->who = c->verdict == MH_VERDICT_REVIEW ? mh_xstrdup(mh_who_name(c->who)) : NULL;
    bool words = v->x.reading.rest != NULL || v->x.reading.demand != NULL || v->x.reading.problem_words != NULL;
    if (v->words & MH__WORDS_TOLD)
        f->told = reason_of(v, c, false);
    if (v->words & MH__WORDS_OWN) {
        if (f->told == NULL || words)
            f->reason = reason_of(v, c, true);
        if (f->told != NULL && mh_streq(f->told, f->reason))
            mh_xset(&f->reason, NULL);
        mh__recall_text(&v->x.recall, v->m->s->lang, c->product_id, &v->text);
        f->opinion = taken(v);
    }
}

/* What the nearest ones lack of what is asked; what they lack against the volume follows from the sum of those who ask it. */
static void word_lacks(struct live *v)
{
    for (size_t i = 0, shown = 0; i < v->x.accepted && shown < NEAREST_SHOWN; i++) {
        struct mh_frozen_candidate *f = mh__rows_at(&v->candidates, i);
        if (f->excluded)
            continue;
        shown++;
        f->lacks_kinds = mh__lacks_pair(v->m, &v->x, &v->x.candidates.at[i], &v->text);
        f->lacks = taken(v);
    }
}

static void word_specs(struct live *v)
{
    const struct mh__matched *x = &v->x;
    const struct mh_session *s = v->m->s;
    struct mh_compared_row t[MH__TABLE_ROWS];
    size_t n = x->best_candidate ? mh_match_table(s->index, s->lang, &x->reading, x->best_candidate, t, MH__TABLE_ROWS) : 0;
    for (size_t i = 0; i < n || (n == 0 && x->reading.family >= 0 && i < x->reading.nreq); i++) {
        const struct mh_requirement *q = i < x->reading.nreq ? &x->reading.req[i] : NULL; /* they come first in the table, in their order */
        if (n == 0 && mh_requirement_implied(q))
            continue;
        struct mh_frozen_spec *f = mh__rows_add(&v->specs);
        f->id = 0;
        f->article_id = x->article->id;
        f->words = q && *q->words ? mh_xstrdup(q->words) : NULL;
        if (n == 0) {
            f->attribute = mh_xstrdup(mh_lexicon_attribute_name(s->lexicon, s->lang, x->reading.family, q->attribute));
            mh_value_spec_text(s->lexicon, s->lang, x->reading.family, q->attribute, &q->value, &v->text);
            f->wanted = taken(v);
            f->source = mh_xstrdup(mh_source_name(q->source));
            f->sheet = q->sheet ? q->sheet : MH_UNKNOWN;
            continue;
        }
        f->attribute = mh_xstrdup(t[i].attribute);
        f->wanted = mh_xstrdup(t[i].wanted);
        f->source = *t[i].wanted ? mh_xstrdup(mh_source_name(t[i].source)) : NULL;
        f->sheet = t[i].sheet ? t[i].sheet : MH_UNKNOWN;
        f->offered = mh_xstrdup(t[i].offered);
        f->result = mh_xstrdup(mh_compared_name(t[i].result));
        f->difference = mh_xstrdup(t[i].by);
    }
}

static void live_word(struct mh__lines *src)
{
    struct live *v = live_of(src);
    if (v->worded || v->line.l == NULL)
        return;
    v->worded = true;
    word_line(v);
    for (size_t i = 0; i < v->x.candidates.n; i++)
        word_offer(v, i, mh__rows_at(&v->candidates, i));
    if (nobody_offers(v->x.state)) {
        word_leads(v);
        word_lacks(v);
    }
    word_specs(v);
    v->line.spec = v->specs.n ? mh__rows_at(&v->specs, 0) : NULL;
    v->line.nspecs = v->specs.n;
}

/* --- all --- */

static void live_close(struct mh__lines *src)
{
    struct live *v = live_of(src);
    for (size_t i = 0; i < v->products.len; i++) {
        mh_row_free(&mh_table_frozen_products, v->products.at[i]);
        free(v->products.at[i]);
    }
    mh_vec_free(&v->products);
    mh_vec_free(&v->offers);
    mh__idmap_free(&v->product_at);
    mh__rows_free(&v->candidates);
    mh__rows_free(&v->specs);
    mh_row_free(&mh_table_frozen_lines, &v->l);
    mh__matched_free(&v->x);
    mh_str_free(&v->text);
    free(v);
}

struct mh__lines *mh__lines_live(struct mh__matching *m, const struct mh__gather *g, int64_t member_id, unsigned words)
{
    struct live *v = mh_xcalloc(1, sizeof *v);
    v->base = (struct mh__lines){ .next = live_next, .word = live_word, .close = live_close };
    v->m = m;
    v->g = g;
    v->member_id = member_id;
    v->words = words;
    v->candidates.table = &mh_table_frozen_candidates;
    v->specs.table = &mh_table_frozen_specs;
    mh_row_init(&mh_table_frozen_lines, &v->l);
    return &v->base;
}

void mh__lines_close(struct mh__lines *src)
{
    if (src != NULL)
        src->close(src);
}
