#include "ops/frozen.h"
#include "ops/report.h"
#include "ops/sheets.h"

#include <mahalli/date.h>
#include <mahalli/i18n.h>
#include <mahalli/plan.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

void mh__report_free(struct mh__report *r)
{
    struct mh__rows *all[] = { &r->plan, &r->candidates, &r->specs, &r->makers, &r->gaps, &r->problems, &r->journal };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i]->table != NULL)
            mh__rows_free(all[i]);
    mh_synthesis_free(&r->synthesis);
}

static char *taken(struct mh_str *s)
{
    return s->len ? mh_str_take(s) : NULL;
}

static char *volume_of(const struct mh__sum *sum)
{
    struct mh_str s = MH_STR_INIT;
    mh_volume_text(&s, sum->needs == sum->unknown ? MH_UNKNOWN : sum->volume, 1, false);
    return taken(&s);
}

static const char *base_unit(const struct mh_family *f)
{
    return f && f->base_unit ? f->base_unit : "";
}

void mh__report_reason(struct mh__matching *m, const struct mh__report *r, const struct mh__matched *x, const struct mh_candidate *c,
                       struct mh_str *out)
{
    struct mh_reading told = x->reading; /* borrows everything */
    if (r->wide) {
        told.rest = NULL;
        told.demand = NULL;
        told.problem_words = NULL;
    }
    mh_match_reason(m->s->index, m->s->lang, &told, c, out);
}

/* --- rows of one member's plan --- */

static void add_plan_row(struct mh__matching *m, struct mh__report *r, const struct mh__matched *x, const struct mh__sum *sum,
                         const char *specs)
{
    struct mh_rep_plan *p = mh__rows_add(&r->plan);
    const struct mh_family *f = x->reading.family >= 0 ? mh_lexicon_family_row(m->s->lexicon, x->reading.family) : NULL;
    struct mh_str s = MH_STR_INIT;
    p->member = mh_xstrdup(x->member);
    p->reference = mh_xstrdup(x->article->reference);
    p->label = mh_xstrdup(x->article->label);
    if (f != NULL) {
        p->family = mh_xstrdup(f->code);
        p->family_name = mh_xstrdup(mh_lexicon_family_name(m->s->lexicon, m->s->lang, x->reading.family));
        p->emdn = mh_xstrdup(f->emdn);
        p->hs = mh_xstrdup(f->hs);
        p->unit = mh_xstrdup(mh_tr(m->s->lang, base_unit(f)));
    }
    p->specs = mh_xstrdup(specs);
    p->rest = mh_xstrdup(x->reading.rest);
    p->volume = sum->needs == sum->unknown ? MH_UNKNOWN : sum->volume;
    p->volume_text = volume_of(sum);
    p->sites = sum->sites ? sum->sites : sum->needs;
    p->groups = 1;
    p->state = mh_xstrdup(mh_state_title(x->state));
    p->next = mh_xstrdup(mh_tr(m->s->lang, mh__next_step(x)));
    const struct mh_product *product = x->best ? mh__session_product(m->s, x->best) : NULL;
    if (product != NULL) {
        const struct mh_maker *maker = mh__session_maker(m->s, product->maker_id);
        p->product = mh_xstrdup(product->reference ? product->reference : product->label);
        p->maker = mh_xstrdup(maker ? maker->name : NULL);
        p->clearance = mh_xstrdup(mh_clearance_title(mh__clearance(m, product, x->reading.family)));
    }
    if (x->best_candidate != NULL) {
        p->verdict = mh_xstrdup(mh_verdict_title(x->best_candidate->verdict));
        p->score = x->best_candidate->score;
        mh_match_reason(m->s->index, m->s->lang, &x->reading, x->best_candidate, &s);
        p->reason = taken(&s);
    } else {
        mh__problem_text(m->s->lexicon, m->s->lang, &x->reading, &s);
        p->reason = taken(&s);
    }
    p->amount = sum->amount;
    p->supplier = mh_xstrdup(sum->supplier);
    mh_str_addf(&s, "A%zu", r->plan.n);
    p->link = taken(&s);
    mh_str_free(&s);
}

void mh__report_candidate(struct mh__matching *m, struct mh__report *r, const struct mh__matched *x, size_t rank, const char *specs,
                          const char *link)
{
    const struct mh_candidate *c = &x->candidates.at[rank - 1];
    const struct mh_product *p = mh__session_product(m->s, c->product_id);
    const struct mh_maker *maker = mh__session_maker(m->s, c->maker_id);
    const struct mh_certificate *cert = mh__certificate(m, p);
    struct mh_str s = MH_STR_INIT;
    struct mh_rep_candidate *row = mh__rows_add(&r->candidates);
    if (!r->wide) {
        row->member = mh_xstrdup(x->member);
        row->reference = mh_xstrdup(x->article->reference);
        row->label = mh_xstrdup(x->article->label);
    }
    row->family_name = mh_xstrdup(mh_lexicon_family_name(m->s->lexicon, m->s->lang, x->reading.family));
    row->specs = mh_xstrdup(specs);
    row->rank = (int64_t)rank;
    row->maker = mh_xstrdup(maker ? maker->name : NULL);
    row->city = mh_xstrdup(maker ? maker->city : NULL);
    row->product = mh_xstrdup(p->reference);
    row->product_label = mh_xstrdup(p->label);
    row->verdict = mh_xstrdup(mh_verdict_title(c->verdict));
    row->who = c->verdict == MH_VERDICT_REVIEW ? mh_xstrdup(mh_tr(m->s->lang, mh_who_name(c->who))) : NULL;
    mh__report_reason(m, r, x, c, &s);
    if (rank > x->accepted && !r->wide)
        mh_str_add(&s, mh_tr(m->s->lang, " · écarté par un avis"));
    row->reason = taken(&s);
    row->clearance = mh_xstrdup(mh_clearance_title(mh__clearance(m, p, x->reading.family)));
    row->certificate = mh_xstrdup(cert ? (cert->number ? cert->number : cert->type) : NULL);
    row->certificate_to = mh_xstrdup(cert ? cert->to : NULL);
    row->score = c->score;
    row->capacity = p->capacity;
    row->lead_days = p->lead_days;
    row->verified_on = mh_xstrdup(p->verified_on);
    if (!r->wide) {
        mh__recall_text(&x->recall, m->s->lang, c->product_id, &s);
        row->opinion = taken(&s);
    }
    row->link = mh_xstrdup(link);
    mh_str_free(&s);
}

void mh__report_specs(struct mh__matching *m, struct mh__report *r, const struct mh__matched *x, const char *specs)
{
    struct mh_compared_row t[MH__TABLE_ROWS];
    if (x->best_candidate == NULL)
        return;
    const struct mh_product *p = mh__session_product(m->s, x->best_candidate->product_id);
    const struct mh_maker *k = mh__session_maker(m->s, x->best_candidate->maker_id);
    struct mh_str product = MH_STR_INIT;
    mh_str_addf(&product, "%s/%s", k && k->code ? k->code : "", p->reference ? p->reference : p->label);
    size_t n = mh_match_table(m->s->index, m->s->lang, &x->reading, x->best_candidate, t, MH__TABLE_ROWS);
    for (size_t i = 0; i < n; i++) {
        struct mh_rep_spec *row = mh__rows_add(&r->specs);
        if (!r->wide) {
            row->reference = mh_xstrdup(x->article->reference);
            row->label = mh_xstrdup(x->article->label);
        }
        row->family_name = mh_xstrdup(mh_lexicon_family_name(m->s->lexicon, m->s->lang, x->reading.family));
        row->specs = mh_xstrdup(specs);
        row->product = mh_xstrdup(mh_str_text(&product));
        row->attribute = mh_xstrdup(t[i].attribute);
        row->wanted = mh_xstrdup(t[i].wanted);
        char source[64]; /* beyond one member not which version of whose fiche */
        row->source = mh_xstrdup(*t[i].wanted ? mh__source_text(m->s->lang, t[i].source, r->wide ? 0 : t[i].sheet, source) : "");
        row->offered = mh_xstrdup(t[i].offered);
        row->result = mh_xstrdup(mh_tr(m->s->lang, mh_compared_name(t[i].result)));
        row->by = mh_xstrdup(t[i].by);
    }
    mh_str_free(&product);
}

/* --- problems and journal --- */

/* The rule's own words in the reader's language; what follows them are words of the data. */
static char *sentence_for(const struct mh__report *r, const struct mh_rep_problem *p)
{
    struct mh_str s = MH_STR_INIT;
    for (size_t i = 0; i < mh_nrules && p->sentence != NULL; i++) {
        size_t n = strlen(mh_rules[i].sentence);
        if (!mh_streq(mh_rules[i].name, p->rule) || strncmp(p->sentence, mh_rules[i].sentence, n) != 0)
            continue;
        mh_str_addf(&s, "%s%s", mh_tr(r->lang, mh_rules[i].sentence), r->wide ? "" : p->sentence + n);
        return mh_str_take(&s);
    }
    return r->wide ? NULL : mh_xstrdup(p->sentence);
}

/* The rule in words, nothing of the data. */
static const char *rule_words(const struct mh__report *r, const char *rule)
{
    for (size_t i = 0; i < mh_nrules; i++)
        if (mh_streq(mh_rules[i].name, rule))
            return mh_tr(r->lang, mh_rules[i].sentence);
    return rule;
}

static enum mh_rc take_problem(void *ctx, const struct mh_rep_problem *p, struct mh_err *err)
{
    (void)err;
    struct mh__report *r = ctx;
    if (!r->wide) {
        struct mh_rep_problem *row = mh__rows_add(&r->problems);
        int64_t id = row->id;
        mh_row_copy(&mh_rep_problem_table, row, p);
        row->id = id;
        free(row->sentence);
        free(row->suggestion);
        row->sentence = sentence_for(r, p);
        row->suggestion = mh_xstrdup(mh_tr(r->lang, p->suggestion));
        return MH_OK;
    }
    /* Beyond one member: kind and count, nobody's reference or label. */
    const char *rule = rule_words(r, p->rule);
    for (size_t i = 0; i < r->problems.n; i++) {
        struct mh_rep_problem *row = mh__rows_at(&r->problems, i);
        if (mh_streq(row->rule, rule) && mh_streq(row->status, p->status)) {
            row->count++;
            return MH_OK;
        }
    }
    struct mh_rep_problem *row = mh__rows_add(&r->problems);
    row->severity = mh_xstrdup(p->severity);
    row->rule = mh_xstrdup(rule);
    row->sentence = sentence_for(r, p);
    row->suggestion = mh_xstrdup(mh_tr(r->lang, p->suggestion));
    row->date = mh_xstrdup(p->date);
    row->status = mh_xstrdup(p->status);
    row->count = 1;
    return MH_OK;
}

/* Beyond one member only the first words of a command: file, article and member names follow them. */
static char *said_widely(const char *command)
{
    static const char *const kinds[] = { "import", "avis", "ajout", "changement", "retrait", "annulation", "rétablissement", "création",
                                         "ouverture", "clôture", "archivage", "gel", "révision", "export" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strncmp(command, kinds[i], strlen(kinds[i])) == 0)
            return mh_xstrdup(kinds[i]);
    return mh_xstrdup("opération");
}

static void take_operation(void *ctx, const struct mh_operation *op)
{
    struct mh__report *r = ctx;
    struct mh_rep_journal *row = mh__rows_add(&r->journal);
    row->at = mh_xstrdup(op->at);
    /* The operations of a plan are those of all its groups: only a group alone in it reads what each said, and who. */
    row->command = r->alone ? mh_xstrdup(op->command) : said_widely(op->command);
    row->author = r->alone ? mh_xstrdup(op->author) : NULL;
    row->digest = op->digest ? mh_xstrndup(op->digest, 16) : NULL;
    row->number = op->number;
    row->created = op->created;
    row->updated = op->updated;
    row->removed = op->removed;
}

/* --- the one-page note --- */

bool mh__lacks_norm(const struct mh__matching *m, const struct mh__matched *x)
{
    struct mh_compared_row t[MH__TABLE_ROWS];
    if (x->best_candidate == NULL)
        return false;
    size_t n = mh_match_table(m->s->index, m->s->lang, &x->reading, x->best_candidate, t, MH__TABLE_ROWS);
    for (size_t i = 0; i < n; i++)
        if (t[i].result == MH_CMP_UNKNOWN && t[i].norm)
            return true;
    return false;
}

static void count_article(struct mh__matching *m, struct mh__report *r, const struct mh__matched *x, int64_t blocks[MH__NBLOCKS])
{
    struct mh_synthesis *y = &r->synthesis;
    y->articles++;
    y->state[x->state]++;
    enum mh_who who = x->best_candidate ? x->best_candidate->who : MH_WHO_NONE;
    bool judged = x->state == MH_STATE_MATCH || x->state == MH_STATE_VALIDATED;
    if (judged) {
        const struct mh_product *p = mh__session_product(m->s, x->best);
        enum mh_clearance c = p ? mh__clearance(m, p, x->reading.family) : MH_CLEAR_UNVERIFIED;
        if (c == MH_CLEAR_REGISTERED || c == MH_CLEAR_NOT_REQUIRED)
            y->buyable++;
        else
            blocks[MH__BLOCK_REGISTRATION]++;
    }
    blocks[MH__BLOCK_SPECIFICATION] += x->state == MH_STATE_UNREAD || (x->state == MH_STATE_REVIEW && who == MH_WHO_BUYER);
    blocks[MH__BLOCK_PROOF] += x->state == MH_STATE_REVIEW && who == MH_WHO_MAKER;
    blocks[MH__BLOCK_OPINION] += x->state == MH_STATE_MATCH || (x->state == MH_STATE_REVIEW && who == MH_WHO_PHARMACIST);
    blocks[MH__BLOCK_NORM] += x->state == MH_STATE_REVIEW && mh__lacks_norm(m, x);
    blocks[MH__BLOCK_MAKER] += x->state == MH_STATE_LEAD;
}

void mh__fill_blocks(struct mh_synthesis *y, const int64_t blocks[MH__NBLOCKS])
{
    static const struct {
        const char *cause, *who;
    } names[MH__NBLOCKS] = {
        [MH__BLOCK_REGISTRATION] = { "Enregistrement du produit non vu ou expiré", "AMMPS, fabricants" },
        [MH__BLOCK_SPECIFICATION] = { "Spécification absente ou imprécise", "groupes" },
        [MH__BLOCK_PROOF] = { "Caractéristique ou preuve non donnée par le fabricant", "fabricants" },
        [MH__BLOCK_OPINION] = { "Avis du pharmacien attendu", "pharmaciens des groupes" },
        [MH__BLOCK_NORM] = { "Norme demandée sans preuve", "IMANOR, fabricants" },
        [MH__BLOCK_MAKER] = { "Gamme déclarée sans produit enregistré au registre", "fabricants à interroger" },
    };
    for (int i = 0; i < MH__NBLOCKS; i++)
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

/* What the plan as it stands is called: a version being made, or being revised, is none yet. */
static char *version_of(struct mh_session *s)
{
    struct mh_version revised;
    struct mh_str text = MH_STR_INIT;
    struct mh_err ignored = MH_ERR_INIT;
    bool open = mh_streq(s->campaign.status, "ouverte");
    if (!open && s->campaign.version != NULL)
        return mh_xstrdup(s->campaign.version);
    if (mh__version_revised(s, s->campaign.year, &revised, &ignored) == MH_OK && open && revised.id != 0)
        mh_str_addf(&text, "%s ", revised.version);
    mh_row_free(&mh_table_versions, &revised);
    mh_str_add(&text, "en préparation");
    return mh_str_take(&text);
}

static void head_synthesis(struct mh__matching *m, struct mh__report *r, const struct mh__gather *g)
{
    struct mh_synthesis *y = &r->synthesis;
    struct mh_session *s = m->s;
    struct mh_str text = MH_STR_INIT;
    y->year = s->campaign.year;
    y->version = version_of(s);
    mh_str_addf(&text, "%s%s", r->wide ? mh_tr(s->lang, "Association") : mh_store_code(s->store, &mh_table_members, r->member_id),
                mh_tr(s->lang, " : "));
    if (r->wide)
        mh_str_addf(&text, "%lld %s%s", (long long)g->members, mh_trn(s->lang, "groupe", "groupes", g->members), mh_tr(s->lang, ", "));
    mh_str_addf(&text, "%lld %s", (long long)g->sites, mh_trn(s->lang, "établissement", "établissements", g->sites));
    y->perimeter = taken(&text);
    y->date = mh_xstrndup(s->now, MH_DATE_SIZE - 1);
    y->needs = g->needs;
    y->groups = g->members;
    y->sites = g->sites;
    y->makers = (int64_t)s->makers.n;
    y->certificates = (int64_t)m->certificates.n;
    y->ranges = mh__declared_ranges(s, &y->products);
}

/* --- building --- */

static enum mh_rc pass(struct mh__matching *m, struct mh__report *r, const struct mh__gather *g, struct mh_err *err)
{
    struct mh__matched x = { 0 };
    struct mh_str specs = MH_STR_INIT;
    struct mh__grouping *groups = mh__grouping_new(m, r);
    int64_t blocks[MH__NBLOCKS] = { 0 };
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < m->articles.n && rc == MH_OK; i++) {
        const struct mh_article *a = mh__rows_at(&m->articles, m->order[i]);
        const struct mh__sum *sum = mh__gather_find(g, a->id);
        if (sum == NULL || (r->member_id != 0 && a->member_id != r->member_id))
            continue;
        mh__match_one(m, i, MH__CANDIDATES_SHOWN, &x);
        mh_str_clear(&specs);
        mh_reading_text(m->s->lexicon, &x.reading, &specs);
        count_article(m, r, &x, blocks);
        if (!r->wide) {
            add_plan_row(m, r, &x, sum, mh_str_text(&specs));
            const struct mh_rep_plan *row = mh__rows_at(&r->plan, r->plan.n - 1);
            for (size_t rank = 1; rank <= x.candidates.n && rank <= MH__CANDIDATES_SHOWN; rank++)
                mh__report_candidate(m, r, &x, rank, mh_str_text(&specs), row->link);
            mh__report_specs(m, r, &x, mh_str_text(&specs));
        }
        mh__grouping_article(groups, &x, sum, mh_str_text(&specs));
        if ((i & 127) == 0 && !mh_progress_tick(&m->s->progress, "Préparation du classeur", (int64_t)i, (int64_t)m->articles.n))
            rc = mh_err_set(err, MH_ECANCELED, "export interrompu");
    }
    mh__grouping_finish(groups);
    mh__fill_blocks(&r->synthesis, blocks);
    mh_str_free(&specs);
    mh__matched_free(&x);
    return rc;
}

void mh__report_init(const struct mh_session *s, enum mh_scope scope, int64_t member_id, struct mh__report *r)
{
    *r = (struct mh__report){
        .scope = scope, .lang = s->lang, .wide = scope != MH_SCOPE_MEMBER, .member_id = member_id,
        .plan = { .table = &mh_rep_plan_table }, .candidates = { .table = &mh_rep_candidate_table },
        .specs = { .table = &mh_rep_spec_table }, .makers = { .table = &mh_rep_maker_table }, .gaps = { .table = &mh_rep_gap_table },
        .problems = { .table = &mh_rep_problem_table }, .journal = { .table = &mh_rep_journal_table },
    };
}

enum mh_rc mh__report_build(struct mh_session *s, enum mh_scope scope, int64_t member_id, struct mh__report *r, struct mh_err *err)
{
    mh__report_init(s, scope, member_id, r);
    struct mh__matching m;
    struct mh__gather g = { 0 };
    enum mh_rc rc = mh__matching_open(s, &m, err);
    if (rc != MH_OK)
        return rc;
    rc = mh__gather(&m, member_id, &g, take_problem, r, err);
    if (rc == MH_OK) {
        head_synthesis(&m, r, &g);
        rc = pass(&m, r, &g, err);
    }
    int64_t members = 0;
    if (rc == MH_OK)
        rc = mh_store_count(s->store, &mh_table_members, NULL, &members, err);
    r->alone = !r->wide && members <= 1;
    if (rc == MH_OK)
        rc = mh_store_history(s->store, 0, take_operation, r, err);
    mh__gather_free(&g);
    mh__matching_free(&m);
    return rc;
}
