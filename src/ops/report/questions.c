/*
 * What articles lack, asked. An article that is not understood is asked its family or a label that does not contradict itself; one
 * that is, each attribute that neither it nor its group's fiche says and that its other words leave open.
 */
#include "ops/report/export.h"
#include "ops/report/questions.h"
#include "ops/matching/sheets.h"

#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { TO_SETTLE, CRITICAL, USEFUL, NRANKS };
static const char *const rank_names[NRANKS] = { [TO_SETTLE] = "à préciser", [CRITICAL] = "critique", [USEFUL] = "utile" };

struct asked { /* beside each line: what it is sorted by */
    int rank, family, attribute; /* -1: of the article as a whole */
    int64_t volume;
    size_t line;
    const struct mh_question_line *row; /* once all are asked */
};

struct asking {
    struct mh_session *s;
    struct mh__questions *q;
    struct mh__rows articles;
    int64_t *volume, *needs; /* by position of the article; volume MH_UNKNOWN none */
    size_t next;
    struct asked *at;
    size_t n, cap;
    struct mh_str text;
};

static void take_need(void *ctx, int64_t article_id, int64_t base)
{
    struct asking *k = ctx;
    while (k->next < k->articles.n && ((const struct mh_article *)mh__rows_at(&k->articles, k->next))->id < article_id)
        k->next++;
    if (k->next == k->articles.n || ((const struct mh_article *)mh__rows_at(&k->articles, k->next))->id != article_id)
        return;
    k->needs[k->next]++;
    int64_t *v = &k->volume[k->next];
    if (base != MH_UNKNOWN)
        *v = *v == MH_UNKNOWN ? base : base > INT64_MAX / 4 - *v ? INT64_MAX / 4 : *v + base;
}

/* A line about the i-th article; the caller fills what is asked. */
static struct mh_question_line *ask(struct asking *k, size_t i, const struct mh_reading *r, int rank, int attribute)
{
    const struct mh_article *a = mh__rows_at(&k->articles, i);
    struct mh_question_line *l = mh__rows_add(&k->q->lines);
    if (k->n == k->cap) {
        k->cap = k->cap ? k->cap * 2 : 256;
        k->at = mh_xreallocarray(k->at, k->cap, sizeof *k->at);
    }
    k->at[k->n++] = (struct asked){ .rank = rank, .family = r->family, .attribute = attribute, .volume = k->volume[i],
                                    .line = k->q->lines.n - 1 };
    l->importance = mh_xstrdup(rank_names[rank]);
    l->member = mh_xstrdup(mh_store_code(k->s->store, &mh_table_members, a->member_id));
    l->reference = mh_xstrdup(a->reference);
    l->label = mh_xstrdup(a->label);
    l->volume = k->volume[i];
    if (r->family >= 0 && r->problem != MH_READ_AMBIGUOUS) {
        const struct mh_family *f = mh_lexicon_family_row(k->s->lexicon, r->family);
        l->family = mh_xstrdup(f->code);
        l->unit = mh_xstrdup(f->base_unit);
        mh_str_clear(&k->text);
        mh__tell_specs(k->s, r, &k->text);
        l->read = mh__taken(&k->text);
    }
    return l;
}

static void ask_whole(struct asking *k, size_t i, const struct mh_reading *r)
{
    const struct mh_lexicon *lx = k->s->lexicon;
    struct mh_question_line *l = ask(k, i, r, TO_SETTLE, -1);
    bool family = r->problem == MH_READ_NO_FAMILY || r->problem == MH_READ_AMBIGUOUS;
    mh_str_clear(&k->text);
    l->attribute = mh_xstrdup(family ? "famille" : "designation");
    if (r->problem == MH_READ_AMBIGUOUS && r->family >= 0 && r->second >= 0) {
        mh_str_addf(&k->text, mh_tr(k->s->lang, "Laquelle des deux : %s ou %s ?"), mh_lexicon_family_name(lx, k->s->lang, r->family),
                    mh_lexicon_family_name(lx, k->s->lang, r->second));
        l->question = mh__taken(&k->text);
        mh_str_addf(&k->text, "%s | %s", mh_lexicon_family_row(lx, r->family)->code, mh_lexicon_family_row(lx, r->second)->code);
    } else if (family) {
        l->question = mh_xstrdup(mh_tr(k->s->lang, "Quelle famille ? Rien de connu dans ce libellé."));
        mh_str_add(&k->text, mh_tr(k->s->lang, "code ou nom d'une famille (mahalli list familles)"));
    } else if (r->problem == MH_READ_CONTRADICTORY) {
        mh_str_addf(&k->text, mh_tr(k->s->lang, "Se contredit (%s) : quelle est la désignation juste ?"), r->problem_words ? r->problem_words : "");
        l->question = mh__taken(&k->text);
        mh_str_add(&k->text, mh_tr(k->s->lang, "désignation corrigée, à corriger aussi dans votre logiciel"));
    } else {
        l->question = mh_xstrdup(mh_tr(k->s->lang, "Libellé sans mot : qu'est-ce que c'est ?"));
        mh_str_add(&k->text, mh_tr(k->s->lang, "désignation corrigée, à corriger aussi dans votre logiciel"));
    }
    l->allowed = mh__taken(&k->text);
}

const struct mh_requirement *mh__unclear(const struct mh_reading *r)
{
    for (size_t i = 0; i < r->nreq; i++) {
        const struct mh_spec_value *v = &r->req[i].value;
        bool several = v->kind == MH_VAL_NUMBER ? v->nlist > 1 : (v->choices & (v->choices - 1)) != 0;
        if (several && !v->alternatives && r->req[i].source != MH_SRC_REFERENCE)
            return &r->req[i];
    }
    return NULL;
}

static void ask_which(struct asking *k, size_t i, const struct mh_reading *r, const struct mh_requirement *q)
{
    struct mh_question_line *l = ask(k, i, r, TO_SETTLE, -1);
    struct mh_str value = MH_STR_INIT;
    mh_requirement_text(k->s->lexicon, k->s->lang, r->family, q, &value);
    mh_str_clear(&k->text);
    mh_str_addf(&k->text, mh_tr(k->s->lang, "Plusieurs valeurs (%s) : laquelle ? ou n'importe laquelle (« ou ») ?"), mh_str_text(&value));
    l->attribute = mh_xstrdup("designation");
    l->question = mh__taken(&k->text);
    l->allowed = mh_xstrdup(mh_tr(k->s->lang, "désignation corrigée, à corriger aussi dans votre logiciel"));
    mh_str_free(&value);
}

static bool has(const struct mh_reading *r, int attribute)
{
    for (size_t i = 0; i < r->nreq; i++)
        if (r->req[i].attribute == attribute)
            return true;
    return false;
}

static void ask_attributes(struct asking *k, size_t i, const struct mh_reading *r)
{
    const struct mh_lexicon *lx = k->s->lexicon;
    for (int a = 0; a < (int)mh_lexicon_nattributes(lx, r->family); a++) {
        const struct mh_attribute *row = mh_lexicon_attribute(lx, r->family, a);
        if (mh_attribute_informative(lx, r->family, a) || has(r, a) || mh_spec_settled(lx, r, a))
            continue;
        struct mh_question_line *l = ask(k, i, r, mh_streq(row->critical, "oui") ? CRITICAL : USEFUL, a);
        l->attribute = mh_xstrdup(row->code);
        mh_str_clear(&k->text);
        mh_str_addf(&k->text, "%s ?", mh_lexicon_attribute_name(lx, k->s->lang, r->family, a));
        l->question = mh__taken(&k->text);
        mh_spec_allowed(lx, r->family, a, &k->text);
        l->allowed = mh__taken(&k->text);
    }
}

static void ask_article(struct asking *k, size_t i)
{
    const struct mh_article *a = mh__rows_at(&k->articles, i);
    struct mh_reading r;
    if (k->needs[i] == 0 || mh_streq(a->scope, "exclu"))
        return;
    mh__read_article(k->s, a, &r);
    if (r.problem == MH_READ_OK && r.family >= 0) {
        if (mh__unclear(&r) != NULL)
            ask_which(k, i, &r, mh__unclear(&r));
        ask_attributes(k, i, &r);
    } else if (r.problem != MH_READ_OUT_OF_SCOPE) {
        ask_whole(k, i, &r);
    }
    mh_reading_free(&r);
}

/* --- in order --- */

static int by_volume(int64_t a, int64_t b)
{
    return a == b ? 0 : a > b ? -1 : 1; /* MH_UNKNOWN is the least */
}

static int text_order(const char *x, const char *y)
{
    return strcmp(x ? x : "", y ? y : "");
}

static int in_order(const void *x, const void *y)
{
    const struct asked *a = x, *b = y;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    int d = by_volume(a->volume, b->volume);
    d = d ? d : text_order(a->row->member, b->row->member);
    d = d ? d : text_order(a->row->reference, b->row->reference);
    d = d ? d : text_order(a->row->label, b->row->label);
    d = d ? d : (a->attribute > b->attribute) - (a->attribute < b->attribute);
    return d ? d : (a->line > b->line) - (a->line < b->line);
}

static void sort_lines(struct asking *k)
{
    struct mh__rows *lines = &k->q->lines;
    size_t size = lines->table->row_size;
    char *sorted = mh_xcalloc(lines->n + 1, size);
    for (size_t i = 0; i < k->n; i++)
        k->at[i].row = mh__rows_at(lines, k->at[i].line);
    if (k->n > 1)
        qsort(k->at, k->n, sizeof *k->at, in_order);
    for (size_t i = 0; i < k->n; i++) {
        struct mh_question_line *to = (struct mh_question_line *)(void *)(sorted + i * size);
        memcpy(to, k->at[i].row, size);
        to->id = (int64_t)i + 1;
    }
    free(lines->at);
    lines->at = sorted;
    lines->cap = lines->n + 1;
}

/* --- by family and attribute --- */

static int by_kind(const void *x, const void *y)
{
    const struct asked *a = x, *b = y;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->rank == TO_SETTLE)
        return 0; /* whatever they were taken for */
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    return (a->attribute > b->attribute) - (a->attribute < b->attribute);
}

struct lack {
    const struct asked *first;
    int64_t articles, volume;
};

static int lack_order(const void *x, const void *y)
{
    const struct lack *a = x, *b = y;
    if (a->first->rank != b->first->rank)
        return a->first->rank < b->first->rank ? -1 : 1;
    int d = by_volume(a->volume, b->volume);
    d = d ? d : (a->articles < b->articles) - (a->articles > b->articles);
    return d ? d : by_kind(a->first, b->first);
}

static void put_lack(struct asking *k, const struct lack *one)
{
    const struct mh_lexicon *lx = k->s->lexicon;
    const struct asked *a = one->first;
    struct mh_rep_lack *row = mh__rows_add(&k->q->lacks);
    row->id = (int64_t)k->q->lacks.n;
    row->importance = mh_xstrdup(rank_names[a->rank]);
    row->articles = one->articles;
    row->volume = a->rank == TO_SETTLE ? MH_UNKNOWN : one->volume; /* of many kinds of thing there is no sum */
    if (a->rank == TO_SETTLE) {
        row->family_name = mh_xstrdup(mh_tr(k->s->lang, "non lue, ou contradictoire"));
        row->attribute = mh_xstrdup(mh_tr(k->s->lang, "famille ou désignation"));
        return;
    }
    row->family_name = mh_xstrdup(mh_lexicon_family_name(lx, k->s->lang, a->family));
    row->attribute = mh_xstrdup(mh_lexicon_attribute_name(lx, k->s->lang, a->family, a->attribute));
    row->unit = mh_xstrdup(mh_lexicon_family_row(lx, a->family)->base_unit);
    mh_str_clear(&k->text);
    mh_spec_allowed(lx, a->family, a->attribute, &k->text);
    row->allowed = mh__taken(&k->text);
}

static void count_lacks(struct asking *k)
{
    struct asked *copy = mh_xcalloc(k->n + 1, sizeof *copy);
    struct lack *lack = mh_xcalloc(k->n + 1, sizeof *lack);
    size_t n = 0;
    if (k->n != 0)
        memcpy(copy, k->at, k->n * sizeof *copy);
    if (k->n > 1)
        qsort(copy, k->n, sizeof *copy, by_kind);
    for (size_t i = 0; i < k->n; i++) {
        if (n == 0 || by_kind(lack[n - 1].first, &copy[i]) != 0)
            lack[n++] = (struct lack){ .first = &copy[i], .volume = MH_UNKNOWN };
        struct lack *one = &lack[n - 1];
        one->articles++;
        if (copy[i].volume != MH_UNKNOWN)
            one->volume = one->volume == MH_UNKNOWN ? copy[i].volume : mh_sum(one->volume, copy[i].volume);
    }
    if (n > 1)
        qsort(lack, n, sizeof *lack, lack_order);
    for (size_t i = 0; i < n; i++)
        put_lack(k, &lack[i]);
    free(lack);
    free(copy);
}

enum mh_rc mh__questions_build(struct mh_session *s, int64_t member_id, struct mh__questions *q, struct mh_err *err)
{
    struct asking k = { .s = s, .q = q, .articles = { .table = &mh_table_articles } };
    *q = (struct mh__questions){ .lines = { .table = &mh_table_question_lines }, .lacks = { .table = &mh_rep_lack_table } };
    struct mh_filter of_member[] = { { .column = "membre", .number = member_id }, { 0 } };
    enum mh_rc rc = mh__session_lexicon(s, err);
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_articles, member_id ? of_member : NULL, &k.articles, err);
    k.volume = mh_xcalloc(k.articles.n + 1, sizeof *k.volume);
    k.needs = mh_xcalloc(k.articles.n + 1, sizeof *k.needs);
    for (size_t i = 0; i < k.articles.n; i++)
        k.volume[i] = MH_UNKNOWN;
    if (rc == MH_OK)
        rc = mh_store_volumes(s->store, s->campaign.id, take_need, &k, err);
    for (size_t i = 0; i < k.articles.n && rc == MH_OK; i++)
        ask_article(&k, i);
    if (rc == MH_OK) {
        sort_lines(&k);
        count_lacks(&k);
    } else {
        mh__questions_free(q);
    }
    free(k.at);
    free(k.volume);
    free(k.needs);
    mh_str_free(&k.text);
    mh__rows_free(&k.articles);
    return rc;
}

void mh__questions_free(struct mh__questions *q)
{
    if (q->lines.table != NULL)
        mh__rows_free(&q->lines);
    if (q->lacks.table != NULL)
        mh__rows_free(&q->lacks);
}

enum mh_rc mh__export_questions(struct mh_session *s, const struct mh_export_request *q, int64_t member, struct mh_export_result *out,
                                struct mh_err *err)
{
    struct mh_str title = MH_STR_INIT;
    struct mh__questions all;
    enum mh_rc rc = mh__questions_build(s, member, &all, err);
    if (rc != MH_OK)
        return rc;
    mh_str_addf(&title, "Questions : %s", mh_store_code(s->store, &mh_table_members, member));
    struct mh_workbook w = { .scope = MH_SCOPE_QUESTIONS, .title = mh_str_text(&title), .author = s->user, .now = s->now, .lang = s->lang };
    struct mh_array lines = { .table = all.lines.table, .rows = all.lines.at, .n = all.lines.n };
    struct mh_array lacks = { .table = all.lacks.table, .rows = all.lacks.at, .n = all.lacks.n };
    w.source[mh_sheet_index("questions")] = mh_rows_array(&lines);
    w.source[mh_sheet_index("lacks")] = mh_rows_array(&lacks);
    *out = (struct mh_export_result){ .sheets = 3, .rows = (int64_t)(lines.n + lacks.n) };
    rc = mh__export_write(s, q, &w, out, err);
    mh__questions_free(&all);
    mh_str_free(&title);
    return rc;
}
