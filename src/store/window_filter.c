/* Which rows a window shows: filters and search words as conditions over t, their values bound. */
#include <stdlib.h>
#include <string.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>
#include "store/views.h"
#include "store/window.h"

enum { MAX_FILTERS = 12, MAX_WORDS = 8 };

/* Adds a parameter and writes its name. */
static void add_text(struct mh_window *w, const char *text)
{
    mh_str_addf(&w->where, "$p%zu", w->param.len);
    mh_vec_push(&w->param, ((struct mh__param){ .text = true, .value = mh_xstrdup(text) }));
}

static void add_number(struct mh_window *w, int64_t number)
{
    mh_str_addf(&w->where, "$p%zu", w->param.len);
    mh_vec_push(&w->param, ((struct mh__param){ .number = number }));
}

void mh__window_bind(struct mh_window *w, struct mh__stmt *st)
{
    char name[16] = "$p";

    for (size_t i = 0; i < w->param.len; i++) {
        const struct mh__param *p = &w->param.at[i];
        name[2] = (char)(i < 10 ? '0' + i : '0' + i / 10);
        name[3] = (char)(i < 10 ? '\0' : '0' + i % 10);
        name[4] = '\0';
        if (p->text)
            mh__bind_text(w->s, st, name, p->value);
        else
            mh__bind_int(w->s, st, name, p->number);
    }
}

static void and_also(struct mh_window *w)
{
    mh_str_add(&w->where, w->where.len ? " AND " : " WHERE ");
}

/* From `text` on up to what begins with it: a range that an index serves. */
static void prefix(struct mh_window *w, const char *expr, const char *text)
{
    struct mh_str end = MH_STR_INIT;

    mh_str_addf(&end, "%s\xF4\x8F\xBF\xBF", text);
    mh_str_addf(&w->where, "(%s >= ", expr);
    add_text(w, text);
    mh_str_addf(&w->where, " AND %s < ", expr);
    add_text(w, mh_str_text(&end));
    mh_str_addc(&w->where, ')');
    mh_str_free(&end);
}

static const char *compared(enum mh_filter_op op)
{
    return op == MH_FILTER_LESS ? "<" : op == MH_FILTER_MORE ? ">" : "=";
}

/* References are folded within the identity key: "=" and the reference, "~" and the label where there is none. */
static bool by_key(const struct mh_window *w, const struct mh_column *c)
{
    const struct mh_table *t = w->tab->t;

    return strcmp(c->sql, "reference") == 0 &&
           (t == &mh_table_articles || t == &mh_table_products || t == &mh_table_need_lines || t == &mh_table_article_lines);
}

static void reference_filter(struct mh_window *w, enum mh_filter_op op, const char *text)
{
    struct mh_str key = MH_STR_INIT;

    if (op != MH_FILTER_HAS)
        mh_str_addc(&key, '=');
    mh_utf8_fold(&key, text);
    if (op == MH_FILTER_PREFIX) {
        prefix(w, "t.match_key", mh_str_text(&key));
    } else if (op == MH_FILTER_HAS) {
        mh_str_add(&w->where, "(t.match_key < '>' AND instr(t.match_key, ");
        add_text(w, mh_str_text(&key));
        mh_str_add(&w->where, ") > 0)");
    } else {
        mh_str_addf(&w->where, "t.match_key BETWEEN '=' AND '>' AND t.match_key %s ", compared(op));
        add_text(w, mh_str_text(&key));
    }
    mh_str_free(&key);
}

static void text_filter(struct mh_window *w, const char *expr, enum mh_filter_op op, const char *text)
{
    struct mh_str folded = MH_STR_INIT;

    mh_utf8_fold(&folded, text);
    if (op == MH_FILTER_PREFIX) {
        prefix(w, expr, mh_str_text(&folded));
    } else if (op == MH_FILTER_HAS) {
        mh_str_addf(&w->where, "instr(%s, ", expr);
        add_text(w, mh_str_text(&folded));
        mh_str_add(&w->where, ") > 0");
    } else {
        mh_str_addf(&w->where, "%s %s ", expr, compared(op));
        add_text(w, mh_str_text(&folded));
    }
    mh_str_free(&folded);
}

/* Exact decimals, as in the order by them. */
static void decimal_filter(struct mh_window *w, const char *name, enum mh_filter_op op, const char *text)
{
    if (op != MH_FILTER_LESS && op != MH_FILTER_MORE) {
        mh_str_addf(&w->where, "%s = ", name);
        add_text(w, text);
        return;
    }
    mh_str_addf(&w->where, "(CAST(%s AS INTEGER), %s) %s (", name, name, compared(op));
    add_number(w, strtoll(text, NULL, 10));
    mh_str_add(&w->where, ", ");
    add_text(w, text);
    mh_str_addc(&w->where, ')');
}

static bool only_digits_and_dashes(const char *text)
{
    return text[strspn(text, "0123456789-")] == '\0';
}

/* A value of the column as people write it. */
static enum mh_rc value_filter(struct mh_window *w, const struct mh_column *c, const char *name, enum mh_filter_op op, const char *text,
                               struct mh_err *err)
{
    struct mh_err why = MH_ERR_INIT;

    if (c->type == MH_DATE && (op == MH_FILTER_PREFIX || op == MH_FILTER_HAS) && only_digits_and_dashes(text)) {
        prefix(w, name, text);
        return MH_OK;
    }
    enum mh_rc rc = mh_value_parse(c, w->row, text, MH_NUM_UNSETTLED, &why);
    if (rc != MH_OK)
        return mh_err_set(err, rc, "filtre sur « %s » : %s", c->title, why.msg);
    if (!mh_value_known(c, w->row)) {
        mh_str_addf(&w->where, "%s IS NULL", name);
    } else if (c->type == MH_DECIMAL) {
        decimal_filter(w, name, op, mh_text_at(c, w->row));
    } else {
        mh_str_addf(&w->where, "%s %s ", name, compared(op));
        if (mh_is_text(c))
            add_text(w, mh_text_at(c, w->row));
        else
            add_number(w, mh_int_at(c, w->row));
    }
    return MH_OK;
}

/* Lists of articles, alone or with their needs: by reference and label only. */
static bool of_articles(const struct mh_window *w)
{
    const struct mh_table *t = w->tab->t;

    return t == &mh_table_articles || t == &mh_table_need_lines || t == &mh_table_article_lines;
}

static bool has_findings(const struct mh_window *w)
{
    return w->tab->t == &mh_table_need_lines || w->tab->t == &mh_table_article_lines;
}

/* The family's code as it is written, so that an index answers; by code, else by name. */
static enum mh_rc family_filter(struct mh_window *w, const char *text, struct mh_err *err)
{
    static const char SQL_CODE[] = "SELECT code FROM families WHERE code_fold = $fold OR fold(name) = $fold OR fold(name_en) = $fold "
                                   "ORDER BY code_fold <> $fold, code LIMIT 1";
    struct mh_str folded = MH_STR_INIT;
    struct mh__stmt *st = NULL;
    bool row = false;
    enum mh_rc rc = mh__stmt_take(w->s, SQL_CODE, &st, err);

    mh_utf8_fold(&folded, text);
    if (rc == MH_OK) {
        mh__bind_text(w->s, st, "$fold", mh_str_text(&folded));
        rc = w->s->drv->step(st, &row, err);
    }
    const char *code = row ? w->s->drv->text(st, 0, NULL) : NULL;
    mh_str_add(&w->where, "t.family_read = ");
    add_text(w, code ? code : text);
    w->found = w->param.len;
    w->found_by = "f.family";
    mh__stmt_give(w->s, st);
    mh_str_free(&folded);
    return rc;
}

static void who_filter(struct mh_window *w, const struct mh_column *c, const char *text)
{
    struct mh_err ignored = MH_ERR_INIT;
    bool known = mh_value_parse(c, w->row, text, MH_NUM_UNSETTLED, &ignored) == MH_OK && mh_value_known(c, w->row);

    mh_str_add(&w->where, "t.who = ");
    add_text(w, known ? mh_text_at(c, w->row) : text);
    w->found = w->param.len;
    w->found_by = "f.who";
}

/* Families whose code or name holds or begins with the text: lists show the name. */
static void families_filter(struct mh_window *w, enum mh_filter_op op, const char *text)
{
    static const char *const names[] = { "g.code_fold", "fold(g.name)", "fold(g.name_en)" };
    mh_str_add(&w->where, "t.family_read IN (SELECT g.code FROM families AS g WHERE ");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        mh_str_add(&w->where, i ? " OR " : "");
        text_filter(w, names[i], op, text);
    }
    mh_str_addc(&w->where, ')');
}

static bool state_filter(struct mh_window *w, const struct mh_column *c, const char *text)
{
    struct mh_err ignored = MH_ERR_INIT;
    enum mh_state state;

    if (mh_value_parse(c, w->row, text, MH_NUM_UNSETTLED, &ignored) != MH_OK || !mh_state_parse(mh_text_at(c, w->row), &state))
        return false;
    mh_str_add(&w->where, "t.state_rank = ");
    add_number(w, (int64_t)state);
    w->found = w->param.len;
    w->found_by = MH__STATE_RANK;
    return true;
}

/* What stands in a text has all its words there: articles that hold them all are looked for first. */
static void keep_words(struct mh_window *w, const char *text)
{
    struct mh_str folded = MH_STR_INIT;

    mh_utf8_fold(&folded, text);
    if (*mh_str_text(&folded))
        w->words = mh_arena_strdup(&w->own, mh_str_text(&folded));
    mh_str_free(&folded);
}

static enum mh_rc one_filter(struct mh_window *w, const struct mh_window_filter *f, struct mh_err *err)
{
    const struct mh_column *c = mh_table_column(w->tab->t, f->column);
    struct mh_err ignored = MH_ERR_INIT;

    if (!c)
        return mh_err_set(err, MH_EINVAL, "filtre : « %s » n'est pas une colonne de la liste « %s »", f->column, w->tab->t->title);
    const char *name = mh__window_name(w, c->sql, NULL), *text = f->text ? f->text : "";
    if (f->op == MH_FILTER_UNKNOWN || f->op == MH_FILTER_KNOWN) {
        and_also(w);
        mh_str_addf(&w->where, "%s IS %sNULL", name, f->op == MH_FILTER_KNOWN ? "NOT " : "");
        return MH_OK;
    }
    if (!*text)
        return MH_OK;
    and_also(w);
    if (has_findings(w) && f->op == MH_FILTER_IS && strcmp(c->sql, "family_read") == 0)
        return family_filter(w, text, err);
    if (has_findings(w) && (f->op == MH_FILTER_HAS || f->op == MH_FILTER_PREFIX) && strcmp(c->sql, "family_read") == 0) {
        families_filter(w, f->op, text);
        return MH_OK;
    }
    if (has_findings(w) && f->op == MH_FILTER_IS && strcmp(c->sql, "state") == 0 && state_filter(w, c, text))
        return MH_OK;
    if (w->tab->t == &mh_table_article_lines && f->op == MH_FILTER_IS && strcmp(c->sql, "who") == 0) {
        who_filter(w, c, text);
        return MH_OK;
    }
    if (c->type == MH_CHOICE && f->op == MH_FILTER_IS && mh_value_parse(c, w->row, text, MH_NUM_UNSETTLED, &ignored) == MH_OK)
        return value_filter(w, c, name, f->op, text, err);
    const char *folded = mh__window_folded(w, c);
    if (!folded)
        return value_filter(w, c, name, f->op, text, err);
    if (f->op == MH_FILTER_HAS && of_articles(w) && !w->words && (by_key(w, c) || strcmp(c->sql, "label") == 0))
        keep_words(w, text);
    if (by_key(w, c))
        reference_filter(w, f->op, text);
    else if (c->ref == &mh_table_articles || c->ref == &mh_table_products) /* the name that people see, not the key it is ordered by */
        text_filter(w, mh__window_shown(w, c), f->op, text);
    else
        text_filter(w, folded, f->op, text);
    return MH_OK;
}

/* Every word in one of the columns by which people name the rows. */
static void search(struct mh_window *w, const char *text)
{
    static const char *const where[] = { "reference", "label", "code", "name", "term", "cert_number", "article", "product", "maker_id",
                                         "product_id", "article_id", "year" };
    struct mh_str folded = MH_STR_INIT;
    char *save = NULL;
    int words = 0;

    mh_utf8_fold(&folded, text);
    if (of_articles(w))
        keep_words(w, text);
    char *copy = mh_xstrdup(mh_str_text(&folded));
    for (char *word = strtok_r(copy, " ", &save); word && words < MAX_WORDS; word = strtok_r(NULL, " ", &save), words++) {
        const char *sep = "(";
        for (size_t i = 0; i < sizeof where / sizeof *where; i++) {
            const struct mh_column *c = of_articles(w) && i > 1 ? NULL : mh__window_column(w, where[i]);
            const char *expr = c ? mh__window_folded(w, c) : NULL;
            if (!expr)
                continue;
            if (*sep == '(')
                and_also(w);
            mh_str_add(&w->where, sep);
            sep = " OR ";
            if (by_key(w, c)) {
                reference_filter(w, MH_FILTER_HAS, word);
                continue;
            }
            mh_str_addf(&w->where, "instr(%s, ", c->ref ? mh__window_shown(w, c) : expr);
            add_text(w, word);
            mh_str_add(&w->where, ") > 0");
        }
        if (*sep != '(')
            mh_str_addc(&w->where, ')');
    }
    free(copy);
    mh_str_free(&folded);
}

enum mh_rc mh__window_where(struct mh_window *w, const struct mh_window_query *q, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    if (q->nfilters > MAX_FILTERS)
        return mh_err_set(err, MH_EINVAL, "%zu filtres à la fois : %d au plus", q->nfilters, MAX_FILTERS);
    if (w->tab->reference) {
        and_also(w);
        mh__sql_not_hidden(&w->where, w->tab);
    }
    if (w->campaign_id && w->tab->t == &mh_table_need_lines) {
        and_also(w);
        mh_str_add(&w->where, "t.campaign_id = ");
        add_number(w, w->campaign_id);
    }
    for (size_t i = 0; i < q->nfilters && rc == MH_OK; i++)
        rc = one_filter(w, &q->filter[i], err);
    if (rc == MH_OK && q->search)
        search(w, q->search);
    return rc;
}

/* --- few rows --- */

enum { FEW = 100, FEW_NEEDS = 2000 };

/* The join of a joined list that starts at what the order by a column does: its articles, its findings. */
static const char *along(const struct mh_window *w, const char *sort)
{
    const struct mh__view *v = w->tab->view;

    for (size_t i = 0; v && i < v->nways; i++)
        if (v->ways[i].sort && strcmp(v->ways[i].sort, sort) == 0)
            return v->ways[i].from;
    return v ? NULL : w->from_free;
}

/* How many articles or products begin so, counted up to FEW. */
static enum mh_rc count_beginning(struct mh_window *w, const char *column, const char *begin, int64_t *n, struct mh_err *err)
{
    struct mh_str sql = MH_STR_INIT, end = MH_STR_INIT;
    struct mh__stmt *st = NULL;

    mh_str_addf(&sql, "SELECT count(*) FROM (SELECT 1 FROM %s WHERE ", w->tab->t == &mh_table_products ? "products" : "articles");
    mh_str_addf(&sql, "%s >= $begin AND %s < $end LIMIT $n)", column, column);
    mh_str_addf(&end, "%s\xF4\x8F\xBF\xBF", begin);
    enum mh_rc rc = mh__stmt_take(w->s, mh_str_text(&sql), &st, err);
    if (rc == MH_OK) {
        mh__bind_text(w->s, st, "$begin", begin);
        mh__bind_text(w->s, st, "$end", mh_str_text(&end));
        mh__bind_int(w->s, st, "$n", FEW + 1);
        rc = mh__stmt_number(w->s, st, 0, n, err);
    }
    mh_str_free(&sql);
    mh_str_free(&end);
    return rc;
}

/* How many findings a filter on them leaves, counted up to FEW. */
static enum mh_rc few_findings(struct mh_window *w, struct mh_err *err)
{
    struct mh_str sql = MH_STR_INIT;
    struct mh__stmt *st = NULL;
    const struct mh__param *param = w->found ? &w->param.at[w->found - 1] : NULL;
    int64_t n = 0;

    if (!param)
        return MH_OK;
    mh_str_addf(&sql, "SELECT count(*) FROM (SELECT 1 FROM finding AS f WHERE %s = $value LIMIT $n)", w->found_by);
    enum mh_rc rc = mh__stmt_take(w->s, mh_str_text(&sql), &st, err);
    mh_str_free(&sql);
    if (rc != MH_OK)
        return rc;
    if (param->text)
        mh__bind_text(w->s, st, "$value", param->value);
    else
        mh__bind_int(w->s, st, "$value", param->number);
    mh__bind_int(w->s, st, "$n", FEW + 1);
    rc = mh__stmt_number(w->s, st, 0, &n, err);
    if (rc == MH_OK && n <= FEW) {
        w->few_begin = true;
        w->along = along(w, "family_read");
    }
    return rc;
}

/* A site with few needs: these, sorted. */
static enum mh_rc few_of_site(struct mh_window *w, const char *site, struct mh_err *err)
{
    static const char SQL_SITE[] = "SELECT count(*) FROM (SELECT 1 FROM sites AS s JOIN needs AS n ON n.site_id = s.id "
                                   "WHERE s.code_fold = $site LIMIT $n)";
    struct mh_str folded = MH_STR_INIT;
    struct mh__stmt *st = NULL;
    int64_t n = 0;
    enum mh_rc rc = mh__stmt_take(w->s, SQL_SITE, &st, err);

    mh_utf8_fold(&folded, site);
    if (rc == MH_OK) {
        mh__bind_text(w->s, st, "$site", mh_str_text(&folded));
        mh__bind_int(w->s, st, "$n", FEW_NEEDS + 1);
        rc = mh__stmt_number(w->s, st, 0, &n, err);
    }
    if (rc == MH_OK && n <= FEW_NEEDS) {
        w->few_begin = true;
        w->along = along(w, "site");
    }
    mh_str_free(&folded);
    return rc;
}

enum mh_rc mh__window_narrow(struct mh_window *w, const struct mh_window_query *q, struct mh_err *err)
{
    w->along = along(w, "label");
    enum mh_rc rc = few_findings(w, err);

    for (size_t i = 0; i < q->nfilters && rc == MH_OK && !w->few_begin && w->tab->t == &mh_table_need_lines; i++)
        if (q->filter[i].op == MH_FILTER_IS && q->filter[i].text && *q->filter[i].text &&
            strcmp(mh_table_column(w->tab->t, q->filter[i].column)->sql, "site") == 0)
            rc = few_of_site(w, q->filter[i].text, err);

    for (size_t i = 0; i < q->nfilters && rc == MH_OK && !w->few_begin; i++) {
        const struct mh_column *c = mh_table_column(w->tab->t, q->filter[i].column);
        struct mh_str begin = MH_STR_INIT;
        bool label = strcmp(c->sql, "label") == 0;
        int64_t n = 0;
        if (q->filter[i].op != MH_FILTER_PREFIX || !q->filter[i].text || !*q->filter[i].text ||
            !(by_key(w, c) || (label && mh__window_column(w, "reference"))))
            continue;
        if (!label)
            mh_str_addc(&begin, '=');
        mh_utf8_fold(&begin, q->filter[i].text);
        rc = count_beginning(w, label ? "label_fold" : "match_key", mh_str_text(&begin), &n, err);
        w->few_begin = w->few_begin || (rc == MH_OK && n <= FEW);
        mh_str_free(&begin);
    }
    return rc;
}

/* One statement for all numbers of words: those not given are empty and stand in every text. */
static enum mh_rc find_words(struct mh_window *w, struct mh__stmt **st, struct mh_err *err)
{
    static const char SQL_WORDS[] =
        "SELECT id FROM articles WHERE (instr(label_fold, $w0) OR (match_key < '>' AND instr(match_key, $w0))) "
        "AND ($w1 = '' OR instr(label_fold, $w1) OR (match_key < '>' AND instr(match_key, $w1))) "
        "AND ($w2 = '' OR instr(label_fold, $w2) OR (match_key < '>' AND instr(match_key, $w2))) LIMIT $n";
    static const char *const names[] = { "$w0", "$w1", "$w2" };
    enum mh_rc rc = mh__stmt_take(w->s, SQL_WORDS, st, err);
    const char *word = w->words;

    for (size_t i = 0; rc == MH_OK && i < sizeof names / sizeof *names; i++) {
        size_t n = strcspn(word, " ");
        w->s->drv->bind_text(*st, w->s->drv->param(*st, names[i]), word, n);
        word += n + strspn(word + n, " ");
    }
    if (rc == MH_OK)
        mh__bind_int(w->s, *st, "$n", FEW + 1);
    return rc;
}

enum mh_rc mh__window_few(struct mh_window *w, struct mh_err *err)
{
    struct mh__stmt *st = NULL;
    int64_t outside = w->words ? w->s->drv->outside_changes(w->s->db) : 0;
    bool row = false;
    int n = 0;

    if (!w->words || (w->few_writes == w->s->writes + 1 && w->few_outside == outside))
        return MH_OK;
    enum mh_rc rc = find_words(w, &st, err);
    mh_str_clear(&w->few);
    mh_str_add(&w->few, w->tab->t == &mh_table_need_lines ? " AND t.article_id IN (" : " AND t.id IN (");
    while (rc == MH_OK && n <= FEW && (rc = w->s->drv->step(st, &row, err)) == MH_OK && row)
        mh_str_addf(&w->few, "%s%lld", n++ ? ", " : "", (long long)w->s->drv->integer(st, 0));
    mh_str_addc(&w->few, ')');
    mh__stmt_give(w->s, st);
    if (n > FEW)
        mh_str_clear(&w->few);
    w->few_writes = w->s->writes + 1; /* 0: never looked */
    w->few_outside = outside;
    return rc;
}
