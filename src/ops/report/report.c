#include "ops/year/frozen.h"
#include "ops/report/report.h"
#include "ops/matching/sheets.h"
#include "ops/report/wide.h"

#include <mahalli/date.h>
#include <mahalli/i18n.h>
#include <mahalli/plan.h>
#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void mh__told_free(struct mh__told *t)
{
    mh__rows_free(&t->rows);
    mh_spool_free(t->spool);
    mh_vec_free(&t->run);
    *t = (struct mh__told){ 0 };
}

void mh__report_free(struct mh__report *r)
{
    struct mh__told *all[] = { &r->plan, &r->candidates, &r->specs, &r->makers, &r->gaps, &r->problems, &r->journal };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        mh__told_free(all[i]);
    mh_synthesis_free(&r->synthesis);
    mh_vec_free(&r->read_as);
}

/* Rows that are spooled borrow their texts, and change none. */
static char *lent(const char *text)
{
    return (char *)(uintptr_t)text;
}

static char *worded(const struct mh__report *r, const char *text)
{
    return text ? lent(mh_tr(r->lang, text)) : NULL;
}

const char *mh__verdict_title_of(const char *code)
{
    for (int v = MH_VERDICT_NEAR; v <= MH_VERDICT_MATCH; v++)
        if (mh_streq(mh_verdict_code((enum mh_verdict)v), code))
            return mh_verdict_title((enum mh_verdict)v);
    return NULL;
}

/* --- lines, candidates, specifications --- */

void mh__report_link(size_t nth, char link[MH__LINK_SIZE])
{
    snprintf(link, MH__LINK_SIZE, "A%zu", nth);
}

void mh__report_plan(const struct mh__report *r, const struct mh__line *x, bool told, struct mh_rep_plan *p)
{
    const struct mh_frozen_line *l = x->l;
    mh_row_init(&mh_rep_plan_table, p);
    p->state = lent(mh_state_title(mh__line_state(l)));
    p->next = worded(r, l->next_step);
    if (!told)
        return;
    p->family = l->family;
    p->family_name = l->family_name;
    p->emdn = l->emdn;
    p->hs = l->hs;
    p->specs = lent(mh__line_specs(l, r->audience));
    p->unit = worded(r, l->base_unit);
    p->product = l->product;
    p->maker = l->maker_name;
    p->clearance = l->clearance;
    p->verdict = lent(mh__verdict_title_of(l->verdict));
    p->score = l->score;
    p->reason = lent(mh__reason_text(r->wide, l->told, l->reason));
}

/* A line of the group's own plan. */
static void add_own_line(struct mh__report *r, const struct mh__line *x)
{
    const struct mh_frozen_line *l = x->l;
    struct mh_rep_plan p;
    struct mh_str volume = MH_STR_INIT;
    char link[MH__LINK_SIZE];
    mh__report_plan(r, x, true, &p);
    mh__report_link((size_t)mh_spool_rows(r->plan.spool) + 1, link);
    p.link = link;
    p.member = l->member;
    p.reference = l->reference;
    p.label = l->label;
    p.rest = l->rest;
    p.volume = l->volume;
    mh_volume_text(&volume, l->volume, 1, false);
    p.volume_text = volume.len ? volume.data : NULL;
    p.sites = l->needs;
    p.groups = 1;
    p.amount = l->amount;
    p.supplier = l->supplier;
    mh_spool_add(r->plan.spool, &p);
    for (size_t rank = 1; rank <= x->noffers && rank <= MH__CANDIDATES_SHOWN; rank++)
        mh__report_candidate(r, x, rank, link);
    mh__report_specs(r, x);
    mh_str_free(&volume);
}

void mh__report_candidate(struct mh__report *r, const struct mh__line *x, size_t rank, const char *link)
{
    const struct mh_frozen_candidate *c = x->offer[rank - 1].c;
    const struct mh_frozen_product *p = x->offer[rank - 1].p;
    struct mh_str why = MH_STR_INIT;
    struct mh_rep_candidate row;
    if (p == NULL)
        return;
    mh_row_init(&mh_rep_candidate_table, &row);
    row.member = lent(mh__own_text(r->wide, x->l->member));
    row.reference = lent(mh__own_text(r->wide, x->l->reference));
    row.label = lent(mh__own_text(r->wide, x->l->label));
    row.family_name = x->l->family_name;
    row.specs = lent(mh__line_specs(x->l, r->audience));
    row.rank = (int64_t)rank;
    row.maker = p->maker_name;
    row.city = p->maker_city;
    row.product = p->reference;
    row.product_label = p->label;
    row.verdict = lent(mh__verdict_title_of(c->verdict));
    row.who = worded(r, c->who);
    row.reason = lent(mh__reason_text(r->wide, c->told, c->reason));
    if (c->rejected == 1 && !r->wide) {
        mh_str_addf(&why, "%s%s", row.reason ? row.reason : "", mh_tr(r->lang, " · écarté par un avis"));
        row.reason = why.data;
    } else if (row.reason != NULL && *row.reason == '\0') {
        row.reason = NULL;
    }
    row.clearance = p->clearance;
    row.certificate = p->cert_number;
    row.certificate_to = p->cert_to;
    row.score = c->score;
    row.capacity = p->capacity;
    row.lead_days = p->lead_days;
    row.verified_on = p->verified_on;
    row.opinion = lent(mh__own_text(r->wide, c->opinion));
    row.link = lent(link);
    mh_spool_add(r->candidates.spool, &row);
    mh_str_free(&why);
}

/* "référentiel (fiche v2)"; beyond one member not which version of whose fiche. Static or in room. */
static const char *source_text(const struct mh__report *r, const struct mh_frozen_spec *t, char room[64])
{
    for (enum mh_source k = MH_SRC_READ; k <= MH_SRC_TYPED; k++)
        if (mh_streq(mh_source_name(k), t->source))
            return mh__source_text(r->lang, k, r->wide || t->sheet == MH_UNKNOWN ? 0 : (int)t->sheet, room);
    return NULL;
}

void mh__report_specs(struct mh__report *r, const struct mh__line *x)
{
    struct mh_str product = MH_STR_INIT;
    if (x->l->product == NULL || r->specs.spool == NULL)
        return;
    mh_str_addf(&product, "%s/%s", x->l->maker ? x->l->maker : "", x->l->product);
    for (size_t i = 0; i < x->nspecs; i++) {
        const struct mh_frozen_spec *t = &x->spec[i];
        struct mh_rep_spec row;
        char room[64];
        if (t->result == NULL)
            continue; /* read, and set against nothing */
        mh_row_init(&mh_rep_spec_table, &row);
        row.reference = lent(mh__own_text(r->wide, x->l->reference));
        row.label = lent(mh__own_text(r->wide, x->l->label));
        row.family_name = x->l->family_name;
        row.specs = lent(mh__line_specs(x->l, r->audience));
        row.product = product.data;
        row.attribute = t->attribute;
        row.wanted = t->wanted;
        row.source = lent(source_text(r, t, room));
        row.offered = t->offered;
        row.result = worded(r, t->result);
        row.by = t->difference;
        mh_spool_add(r->specs.spool, &row);
    }
    mh_str_free(&product);
}

/* --- problems and journal --- */

/* Beyond one member: kind and count, nobody's reference or label. */
static bool counted_already(struct mh__report *r, const char *rule, const char *status)
{
    for (size_t i = 0; i < r->problems.rows.n; i++) {
        struct mh_rep_problem *row = mh__rows_at(&r->problems.rows, i);
        if (mh_streq(row->rule, rule) && mh_streq(row->status, status)) {
            row->count++;
            return true;
        }
    }
    return false;
}

static enum mh_rc take_problem(void *ctx, const struct mh_rep_problem *p, struct mh_err *err)
{
    struct mh__report *r = ctx;
    const char *rule = mh__rule_text(r->wide, r->lang, p->rule);
    if (r->wide && counted_already(r, rule, p->status))
        return MH_OK;
    char *sentence = mh__sentence_text(r->wide, r->lang, p->rule, p->sentence);
    const struct mh_rep_problem row = {
        .severity = p->severity, .rule = lent(rule), .member = lent(mh__own_text(r->wide, p->member)),
        .reference = lent(mh__own_text(r->wide, p->reference)), .label = lent(mh__own_text(r->wide, p->label)), .sentence = sentence,
        .suggestion = worded(r, p->suggestion), .date = p->date, .status = p->status, .note = lent(mh__own_text(r->wide, p->note)), .count = 1,
    };
    if (r->wide)
        mh_row_copy(&mh_rep_problem_table, mh__rows_add(&r->problems.rows), &row);
    else
        mh_spool_add(r->problems.spool, &row);
    free(sentence);
    return r->wide ? MH_OK : mh_spool_check(r->problems.spool, err);
}

static void take_operation(void *ctx, const struct mh_operation *op)
{
    struct mh__report *r = ctx;
    char *command = mh__command_text(r->alone, op->command), digest[17] = "";
    /* The operations of a plan are those of all its groups: only a group alone in it reads what each said, and who. */
    const struct mh_rep_journal row = {
        .at = lent(op->at), .command = command, .author = lent(mh__own_text(!r->alone, op->author)), .digest = op->digest ? digest : NULL,
        .number = op->number, .created = op->created, .updated = op->updated, .removed = op->removed,
    };
    strncat(digest, op->digest ? op->digest : "", sizeof digest - 1);
    mh_spool_add(r->journal.spool, &row);
    free(command);
}

/* --- the one-page note --- */

enum block { BLOCK_REGISTRATION, BLOCK_SPECIFICATION, BLOCK_PROOF, BLOCK_OPINION, BLOCK_NORM, BLOCK_MAKER, NBLOCKS }; /* what blocks an article */

struct heading { /* what the note counts over the lines */
    int64_t block[NBLOCKS];
    struct mh__codes sites, members;
    struct mh_str key;
};

static void count_places(struct heading *h, const struct mh_frozen_line *l)
{
    mh__codes_add(&h->members, l->member, 1);
    for (const char *p = l->sites; p != NULL && *p != '\0';) {
        size_t n = strcspn(p, "|");
        mh_str_clear(&h->key);
        mh_str_addf(&h->key, "%s|", l->member ? l->member : "");
        mh_str_addn(&h->key, p, n);
        mh__codes_add(&h->sites, mh_str_text(&h->key), 1);
        p += n + (p[n] == '|');
    }
}

static void count_line(struct mh__report *r, struct heading *h, const struct mh_frozen_line *l)
{
    struct mh_synthesis *y = &r->synthesis;
    enum mh_state state = mh__line_state(l);
    bool review = state == MH_STATE_REVIEW;
    y->articles++;
    y->state[state]++;
    y->needs += l->needs == MH_UNKNOWN ? 0 : l->needs;
    if (state == MH_STATE_MATCH || state == MH_STATE_VALIDATED) {
        bool buyable = mh_streq(l->clearance, mh_clearance_title(MH_CLEAR_REGISTERED)) ||
                       mh_streq(l->clearance, mh_clearance_title(MH_CLEAR_NOT_REQUIRED));
        y->buyable += buyable;
        h->block[BLOCK_REGISTRATION] += !buyable;
    }
    h->block[BLOCK_SPECIFICATION] += state == MH_STATE_UNREAD || (review && mh_streq(l->who, mh_who_name(MH_WHO_BUYER)));
    h->block[BLOCK_PROOF] += review && mh_streq(l->who, mh_who_name(MH_WHO_MAKER));
    h->block[BLOCK_OPINION] += state == MH_STATE_MATCH || (review && mh_streq(l->who, mh_who_name(MH_WHO_PHARMACIST)));
    h->block[BLOCK_NORM] += review && l->norm == 1;
    h->block[BLOCK_MAKER] += state == MH_STATE_LEAD;
    count_places(h, l);
}

static void fill_blocks(struct mh_synthesis *y, const int64_t blocks[NBLOCKS])
{
    static const struct {
        const char *cause, *who;
    } names[NBLOCKS] = {
        [BLOCK_REGISTRATION] = { "Enregistrement du produit non vu ou expiré", "AMMPS, fabricants" },
        [BLOCK_SPECIFICATION] = { "Spécification absente ou imprécise", "groupes" },
        [BLOCK_PROOF] = { "Caractéristique ou preuve non donnée par le fabricant", "fabricants" },
        [BLOCK_OPINION] = { "Avis du pharmacien attendu", "pharmaciens des groupes" },
        [BLOCK_NORM] = { "Norme demandée sans preuve", "IMANOR, fabricants" },
        [BLOCK_MAKER] = { "Gamme déclarée sans produit enregistré au registre", "fabricants à interroger" },
    };
    for (int i = 0; i < NBLOCKS; i++)
        if (blocks[i] != 0) {
            y->blocks[y->nblocks].cause = names[i].cause;
            y->blocks[y->nblocks].who = names[i].who;
            y->blocks[y->nblocks++].articles = blocks[i];
        }
}

int64_t mh__declared_ranges(const struct mh_session *s, int64_t *products)
{
    int64_t n = 0;
    for (size_t i = 0; i < s->products.n; i++) {
        const struct mh_product *p = mh__rows_at(&s->products, i);
        if (mh_index_is_range(s->index, p->id))
            n++;
        else
            ++*products;
    }
    for (size_t i = 0; i < s->makers.n; i++) {
        const struct mh_maker *k = mh__rows_at(&s->makers, i);
        for (const char *p = k->ranges; p != NULL && *p != '\0'; p = strchr(p, '|') ? strchr(p, '|') + 1 : NULL)
            n++;
    }
    return n;
}

/* What the plan as it stands is called. */
static char *version_of(struct mh_session *s)
{
    struct mh_str text = MH_STR_INIT;
    if (!mh_streq(s->campaign.status, "ouverte") && s->campaign.version != NULL)
        mh_str_add(&text, s->campaign.version);
    else
        mh__version_made(s, s->campaign.year, &text);
    return mh_str_take(&text);
}

char *mh__plan_foot(struct mh_session *s)
{
    struct mh_str out = MH_STR_INIT, title = MH_STR_INIT;
    char *version = version_of(s);
    mh_str_addf(&title, "%s %lld", mh_tr(s->lang, "Plan d’achat local"), (long long)s->campaign.year);
    mh_page_foot(&out, s->lang, mh_str_text(&title), version, s->now);
    mh_str_free(&title);
    free(version);
    return mh_str_take(&out);
}

/* Whose plan: "Association : 3 groupes, 14 établissements". */
static void say_perimeter(struct mh__report *r, const char *member, int64_t groups, int64_t sites)
{
    struct mh_synthesis *y = &r->synthesis;
    struct mh_str text = MH_STR_INIT;
    mh_str_addf(&text, "%s%s", r->wide ? mh_tr(r->lang, "Association") : member, mh_tr(r->lang, " : "));
    if (r->wide)
        mh_str_addf(&text, "%lld %s%s", (long long)groups, mh_trn(r->lang, "groupe", "groupes", groups), mh_tr(r->lang, ", "));
    mh_str_addf(&text, "%lld %s", (long long)sites, mh_trn(r->lang, "établissement", "établissements", sites));
    y->perimeter = mh__taken(&text);
    y->groups = groups;
    y->sites = sites;
}

/* --- building --- */

/* Did the rows so far find room? */
static enum mh_rc kept(const struct mh__report *r, struct mh_err *err)
{
    const struct mh__told *all[] = { &r->plan, &r->candidates, &r->specs, &r->problems, &r->journal };
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < sizeof all / sizeof *all && rc == MH_OK; i++)
        if (all[i]->spool != NULL)
            rc = mh_spool_check(all[i]->spool, err);
    return rc;
}

static int by_article(const void *x, const void *y)
{
    const struct mh__read_as *a = x, *b = y;
    return (a->article > b->article) - (a->article < b->article);
}

/* lx: of the plan as it stands, NULL of a frozen version. */
static enum mh_rc tell_lines(struct mh__report *r, struct mh__lines *src, const struct mh_lexicon *lx, const char *searched, struct heading *h,
                             struct mh_err *err)
{
    const struct mh__line *x;
    struct mh__grouping *groups = mh__grouping_new(r, searched);
    enum mh_rc rc;
    while ((rc = src->next(src, &x, err)) == MH_OK && x != NULL) {
        count_line(r, h, x->l);
        if (lx != NULL)
            mh_vec_push(&r->read_as, ((struct mh__read_as){ x->l->article_id, x->l->family ? mh_lexicon_family(lx, x->l->family) : -1 }));
        if (!r->wide) {
            src->word(src);
            add_own_line(r, x);
        }
        mh__grouping_line(groups, src, x);
        rc = kept(r, err);
        if (rc != MH_OK)
            break;
    }
    mh__grouping_finish(groups);
    fill_blocks(&r->synthesis, h->block);
    if (r->read_as.len > 1)
        qsort(r->read_as.at, r->read_as.len, sizeof *r->read_as.at, by_article);
    return rc;
}

static void heading_free(struct heading *h)
{
    mh__codes_free(&h->sites);
    mh__codes_free(&h->members);
    mh_str_free(&h->key);
}

static struct mh__told in_memory(const struct mh_table *t)
{
    return (struct mh__told){ .table = t, .rows = { .table = t } };
}

static struct mh__told spooled(const struct mh_table *t)
{
    return (struct mh__told){ .table = t, .spool = mh_spool_new(t) };
}

static void report_init(const struct mh_session *s, enum mh_scope scope, int64_t member_id, struct mh__report *r)
{
    bool wide = scope != MH_SCOPE_MEMBER;
    *r = (struct mh__report){
        .scope = scope, .lang = s->lang, .audience = s->audience, .wide = wide, .member_id = member_id,
        .plan = wide ? in_memory(&mh_rep_plan_table) : spooled(&mh_rep_plan_table), .candidates = spooled(&mh_rep_candidate_table),
        .specs = spooled(&mh_rep_spec_table), .makers = in_memory(&mh_rep_maker_table), .gaps = in_memory(&mh_rep_gap_table),
        .problems = wide ? in_memory(&mh_rep_problem_table) : spooled(&mh_rep_problem_table), .journal = spooled(&mh_rep_journal_table),
    };
}

static void head_live(struct mh__matching *m, struct mh__report *r, const struct mh__gather *g)
{
    struct mh_synthesis *y = &r->synthesis;
    struct mh_session *s = m->s;
    say_perimeter(r, mh_store_code(s->store, &mh_table_members, r->member_id), g->members, g->sites);
    y->year = s->campaign.year;
    y->version = version_of(s);
    y->date = mh_xstrndup(s->now, MH_DATE_SIZE - 1);
    y->makers = (int64_t)s->makers.n;
    y->certificates = (int64_t)m->certificates.n;
    y->ranges = mh__declared_ranges(s, &y->products);
}

enum mh_rc mh__report_build(struct mh_session *s, enum mh_scope scope, int64_t member_id, struct mh__report *r, struct mh_err *err)
{
    report_init(s, scope, member_id, r);
    struct mh__matching m;
    struct mh__gather g = { 0 };
    struct heading h = { .key = MH_STR_INIT };
    int64_t members = 0;
    enum mh_rc rc = mh__matching_light(s, &m, err);
    if (rc != MH_OK)
        return rc;
    rc = mh__gather(&m, member_id, &g, take_problem, r, err);
    if (rc == MH_OK) {
        head_live(&m, r, &g);
        struct mh__lines *src = mh__lines_live(&m, &g, member_id, r->wide ? MH__WORDS_TOLD : MH__WORDS_OWN);
        rc = tell_lines(r, src, s->lexicon, r->synthesis.date, &h, err);
        mh__lines_close(src);
    }
    if (rc == MH_OK)
        rc = mh_store_count(s->store, &mh_table_members, NULL, &members, err);
    r->alone = !r->wide && members <= 1;
    if (rc == MH_OK)
        rc = mh_store_history(s->store, 0, take_operation, r, err);
    if (rc == MH_OK)
        rc = kept(r, err);
    heading_free(&h);
    mh__gather_free(&g);
    mh__matching_free(&m);
    return rc;
}

static enum mh_rc tell_problems(struct mh_session *s, const struct mh_version *v, const char *member, struct mh__report *r, struct mh_err *err)
{
    const struct mh_filter only[] = { { .column = "version_id", .number = v->id }, { 0 } };
    struct mh_cursor *cur = NULL;
    struct mh_frozen_problem f;
    mh_row_init(&mh_table_frozen_problems, &f);
    enum mh_rc rc = mh_cursor_open(s->store, &mh_table_frozen_problems, only, true, &cur, err);
    for (bool got = true; rc == MH_OK && (rc = mh_cursor_next(cur, &f, &got, err)) == MH_OK && got;) {
        const struct mh_rep_problem p = { /* borrows its texts */
            .severity = f.severity, .rule = f.rule, .member = f.member, .reference = f.reference, .label = f.label,
            .sentence = f.sentence, .suggestion = f.suggestion, .date = v->frozen_on, .status = f.status, .note = f.note,
        };
        if (member == NULL || f.member == NULL || mh_streq(member, f.member))
            rc = take_problem(r, &p, err);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_frozen_problems, &f);
    return rc;
}

/* The journal only grows: what it was then are its first operations, and they come latest first. */
static enum mh_rc tell_operations(struct mh_session *s, const struct mh_version *v, struct mh__report *r, struct mh_err *err)
{
    struct mh_spool *all = r->journal.spool, *then = mh_spool_new(&mh_rep_journal_table);
    const void *row;
    enum mh_rc rc = mh_store_history(s->store, 0, take_operation, r, err);
    int64_t since = mh_spool_rows(all) - v->operations;
    for (int64_t i = 0; rc == MH_OK && (rc = mh_spool_next(all, &row, err)) == MH_OK && row != NULL; i++)
        if (i >= since)
            mh_spool_add(then, row);
    mh_spool_free(all);
    r->journal.spool = then;
    return rc == MH_OK ? mh_spool_check(then, err) : rc;
}

static void head_frozen(struct mh__report *r, const struct mh_version *v, const char *member, const struct heading *h)
{
    struct mh_synthesis *y = &r->synthesis;
    say_perimeter(r, member, (int64_t)h->members.n, (int64_t)h->sites.n);
    y->year = v->year;
    y->version = mh_xstrdup(v->version);
    y->date = mh_xstrdup(v->frozen_on);
    y->makers = v->makers;
    y->products = v->products;
    y->ranges = v->ranges;
    y->certificates = v->certificates;
}

enum mh_rc mh__report_frozen(struct mh_session *s, const struct mh_version *v, enum mh_scope scope, int64_t member_id, struct mh__report *r,
                             struct mh_err *err)
{
    struct mh__lines *src = NULL;
    struct heading h = { .key = MH_STR_INIT };
    report_init(s, scope, member_id, r);
    r->frozen_id = v->id;
    r->recorded = v->operations != MH_UNKNOWN;
    r->alone = r->recorded && !r->wide && v->members <= 1;
    char *member = r->wide ? NULL : mh_xstrdup(mh_store_code(s->store, &mh_table_members, member_id));
    enum mh_rc rc = mh__lines_frozen(s, v, member, &src, err);
    if (rc == MH_OK)
        rc = tell_lines(r, src, NULL, v->frozen_on, &h, err);
    head_frozen(r, v, member, &h);
    if (!r->recorded) {
        r->problems.table = r->specs.table = r->journal.table = NULL;
    } else if (rc == MH_OK) {
        rc = tell_problems(s, v, member, r, err);
        if (rc == MH_OK)
            rc = tell_operations(s, v, r, err);
    }
    mh__lines_close(src);
    heading_free(&h);
    free(member);
    return rc;
}
