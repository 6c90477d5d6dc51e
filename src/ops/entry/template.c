/* Files to fill in, with what the plan knows: rows, families, sites, units. */
#include "ops/report/returns.h"
#include "ops/report/report.h"
#include "ops/entry/template.h"

#include <mahalli/export.h>
#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { VISIBLE = 8, MOST = 64, UNITS = 200 };

/* What is in sight of a needs file; of other kinds the required columns and keys come first. */
static const char *const needs_first[] = { "etablissement", "reference", "designation", "specifications", "unite", "conditionnement",
                                           "quantite", "priorite" };
/* Units that hospitals write, before the plan has its own. */
static const char *const usual_units[] = { "unité", "pièce", "paire", "B/10", "B/50", "B/100", "boîte de 100", "sachet", "flacon", "rouleau",
                                           "kit", "m", "L", "kg" };
static const char *const usual_priorities[] = { "haute", "normale", "basse" };

struct making {
    struct mh_session *s;
    const struct mh_template_request *q;
    const struct mh_importer *importer;
    const struct mh_table *t;
    int64_t member;                              /* 0: of all, or of none */
    int64_t members;                             /* of the plan */
    struct mh_template_column column[MOST];
    size_t n;
    MH_VEC(const char *) list[MOST];
    struct mh_arena arena;
    /* rows */
    struct mh_cursor *cur;
    struct mh_need_line line;
    struct mh_str text[MOST];
    const char *shown[MOST];
    struct mh_template_row row;
    char ident[MH__IDENT_SIZE], version[MH__VERSION_SIZE];
    int64_t rows;
};

bool mh_ops_template_asks(const struct mh_table *t, const struct mh_column *c)
{
    /* Whether a word of the lexicon ships with the program is not for people to say. */
    bool lexicon = t == &mh_table_families || t == &mh_table_attributes || t == &mh_table_synonyms;
    return !(c->flags & (MH_DERIVED | MH_HIDDEN)) && !(lexicon && mh_streq(c->name, "origine"));
}

/* --- columns --- */

static void add_column(struct making *m, const struct mh_column *c)
{
    if (m->n == MOST || c == NULL || !mh_ops_template_asks(m->t, c))
        return;
    for (size_t i = 0; i < m->n; i++)
        if (m->column[i].column == c)
            return;
    m->column[m->n++] = (struct mh_template_column){ .column = c, .help = c->help };
}

static void order_columns(struct making *m)
{
    if (m->t == &mh_table_need_lines)
        for (size_t i = 0; i < sizeof needs_first / sizeof *needs_first; i++)
            add_column(m, mh_table_column(m->t, needs_first[i]));
    for (unsigned flag = MH_REQUIRED; m->t != &mh_table_need_lines && flag <= MH_KEY; flag = flag == MH_REQUIRED ? MH_KEY : MH_KEY + 1)
        for (size_t i = 0; i < m->t->ncolumns; i++)
            if (m->t->columns[i].flags & flag)
                add_column(m, &m->t->columns[i]);
    for (size_t i = 0; i < m->t->ncolumns; i++)
        add_column(m, &m->t->columns[i]);
}

/* --- help: one line for every column --- */

static const char *help_of(struct making *m, const struct mh_column *c)
{
    const char *lang = m->s != NULL ? m->s->lang : NULL;
    static const struct { const char *name, *help; } more[] = {
        { "reference", "Votre code de l'article ; vide s'il n'en a pas" }, { "designation", "Le libellé, tel que vous le connaissez" },
        { "code_emdn", "Code EMDN, si vous l'avez" }, { "t1", "Part du 1er trimestre ; T1 à T4 font l'année" },
        { "t2", "Part du 2e trimestre" }, { "t3", "Part du 3e trimestre" }, { "t4", "Part du 4e trimestre" },
        { "fournisseur", "Fournisseur actuel ; reste dans votre groupe" }, { "priorite", "haute, normale, basse, ou vos mots" },
        { "observations", "Ce que le programme ne demande pas" }, { "date_besoin", "jj/mm/aaaa" },
    };
    if (c->help != NULL)
        return mh_tr(lang, c->help);
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (mh_streq(more[i].name, c->name))
            return mh_tr(lang, more[i].help);
    switch (c->type) {
    case MH_DATE: return mh_tr(lang, "jj/mm/aaaa");
    case MH_MONEY: return mh_tr(lang, "En dirhams");
    case MH_INT: case MH_QTY: return mh_tr(lang, "Nombre entier");
    case MH_DECIMAL: return mh_tr(lang, "Nombre");
    case MH_PERMILLE: return mh_tr(lang, "En %");
    case MH_BOOL: return mh_tr(lang, "oui ou non ; vide : inconnu");
    case MH_CHOICE: return mh_tr(lang, "Une valeur de la liste ; vide : inconnu");
    case MH_REF: {
        struct mh_str s = MH_STR_INIT;
        mh_str_addf(&s, mh_tr(lang, "Code : %s"), c->ref->one);
        const char *text = mh_arena_strdup(&m->arena, mh_str_text(&s));
        mh_str_free(&s);
        return text;
    }
    case MH_TEXT: break;
    }
    return c->flags & MH_REQUIRED ? mh_tr(lang, "À remplir") : mh_tr(lang, "Vide : inconnu");
}

/* --- lists --- */

static void put(struct making *m, size_t i, const char *value)
{
    if (mh_blank(value))
        return;
    for (size_t k = 0; k < m->list[i].len; k++)
        if (mh_streq(m->list[i].at[k], value))
            return;
    mh_vec_push(&m->list[i], mh_arena_strdup(&m->arena, value));
}

struct putting { struct making *m; size_t i; };

static void put_value(void *ctx, const char *value)
{
    struct putting *p = ctx;
    put(p->m, p->i, value);
}

/* Codes of a table; only: those of the group (sites). */
static enum mh_rc put_codes(struct making *m, size_t i, const struct mh_table *t, struct mh_err *err)
{
    struct mh__rows rows;
    const struct mh_column *code = mh_table_column(t, "code");
    if ((t == &mh_table_members || t == &mh_table_sites) && m->member == 0 && m->members > 1)
        return MH_OK; /* a file for whoever fills it in does not tell the groups of one another */
    enum mh_rc rc = mh__rows_load(m->s->store, t, NULL, &rows, err);
    if (rc != MH_OK)
        return rc;
    for (size_t k = 0; k < rows.n; k++) {
        const void *row = mh__rows_at(&rows, k);
        if (t == &mh_table_sites && m->member != 0 && ((const struct mh_site *)row)->member_id != m->member)
            continue;
        if (t == &mh_table_members && m->member != 0 && ((const struct mh_member *)row)->id != m->member)
            continue;
        if (t == &mh_table_families && ((const struct mh_family *)row)->out_of_scope == 1)
            continue;
        put(m, i, mh_text_at(code, row));
    }
    mh__rows_free(&rows);
    return MH_OK;
}

static enum mh_rc make_list(struct making *m, size_t i, struct mh_err *err)
{
    struct mh_template_column *out = &m->column[i];
    const struct mh_column *c = out->column;
    enum mh_rc rc = MH_OK;
    for (const struct mh_choice *k = c->choices; c->type == MH_CHOICE && k != NULL && k->code != NULL; k++)
        put(m, i, k->code);
    if (c->type == MH_BOOL) {
        put(m, i, "oui");
        put(m, i, "non");
    }
    bool needs = m->t == &mh_table_need_lines;
    if (mh_streq(c->name, "unite")) {
        struct putting p = { m, i };
        for (size_t k = 0; k < sizeof usual_units / sizeof *usual_units; k++)
            put(m, i, usual_units[k]);
        if (m->s != NULL && needs)
            rc = mh_store_distinct(m->s->store, &mh_table_articles, "unite", UNITS, put_value, &p, err);
        out->open = true;
    } else if (mh_streq(c->name, "priorite")) {
        for (size_t k = 0; k < 3; k++)
            put(m, i, usual_priorities[k]);
        out->open = true;
    } else if (m->s != NULL && (mh_streq(c->name, "famille") || (needs && mh_streq(c->name, "etablissement")) || mh_streq(c->name, "membre") ||
                                (c->type == MH_REF && mh_table_column(c->ref, "code") != NULL))) {
        const struct mh_table *t = mh_streq(c->name, "famille") ? &mh_table_families : mh_streq(c->name, "membre") ? &mh_table_members
                                 : c->type == MH_REF ? c->ref : &mh_table_sites;
        rc = put_codes(m, i, t, err);
        out->open = true; /* a name is taken too */
    }
    out->list = m->list[i].at;
    out->nlist = m->list[i].len;
    out->help = help_of(m, c);
    return rc;
}

/* --- rows: the lines of the plan --- */

/* Cells by which the line is known: another value there would be another line. */
static bool is_fixed(const struct mh_need_line *n, const char *name)
{
    return mh_in_list("membre|etablissement|reference|occurrence", name) ||
           (mh_blank(n->reference) && mh_in_list("designation|specifications|unite|conditionnement", name));
}

static enum mh_rc next_line(void *ctx, const struct mh_template_row **row, struct mh_err *err)
{
    struct making *m = ctx;
    bool got = false;
    *row = NULL;
    enum mh_rc rc = mh_cursor_next(m->cur, &m->line, &got, err);
    if (rc != MH_OK || !got)
        return rc;
    m->row.fixed = 0;
    for (size_t i = 0; i < m->n; i++) {
        mh_str_clear(&m->text[i]);
        mh_value_text(m->column[i].column, &m->line, &m->text[i]);
        m->shown[i] = mh_str_text(&m->text[i]);
        if (is_fixed(&m->line, m->column[i].column->name))
            m->row.fixed |= UINT64_C(1) << i;
    }
    mh__ident_text(m->line.id, m->ident);
    mh__version_text(&m->line, m->version);
    m->row.text = m->shown;
    m->row.ident = m->ident;
    m->row.version = m->version;
    *row = &m->row;
    m->rows++;
    return MH_OK;
}

static enum mh_rc find_member(struct making *m, struct mh_err *err)
{
    enum mh_rc rc = m->s != NULL ? mh_store_count(m->s->store, &mh_table_members, NULL, &m->members, err) : MH_OK;
    if (rc == MH_OK && m->q->member == NULL && m->members > 1 && m->t == &mh_table_need_lines && !m->q->empty)
        rc = mh_err_set(err, MH_EUSAGE, "ce plan a %d groupes, et leurs besoins ne vont pas dans un même fichier : lequel ? --member CODE, ou "
                        "--empty pour un fichier vide", (int)m->members);
    if (rc != MH_OK || m->q->member == NULL)
        return rc;
    if (m->s == NULL)
        return mh_err_set(err, MH_EUSAGE, "--member : il n'y a pas de plan ici");
    return mh__find_code(m->s, &mh_table_members, "membres", m->q->member, &m->member, err);
}

static enum mh_rc open_rows(struct making *m, struct mh_template *t, struct mh_err *err)
{
    if (m->s == NULL || m->q->empty || m->t != &mh_table_need_lines || m->s->campaign.id == 0)
        return MH_OK;
    struct mh_filter only[3] = { { .column = "campaign_id", .number = m->s->campaign.id } };
    if (m->member != 0)
        only[1] = (struct mh_filter){ .column = "member_id", .number = m->member };
    enum mh_rc rc = mh_store_count(m->s->store, m->t, only, &t->rows, err);
    if (rc == MH_OK && t->rows > 0)
        rc = mh_cursor_open(m->s->store, m->t, only, false, &m->cur, err);
    t->next = m->cur != NULL ? next_line : NULL;
    t->ctx = m;
    return rc;
}

static void release(struct making *m)
{
    mh_cursor_close(m->cur);
    mh_row_free(&mh_table_need_lines, &m->line);
    for (size_t i = 0; i < MOST; i++) {
        mh_str_free(&m->text[i]);
        mh_vec_free(&m->list[i]);
    }
    mh_arena_free(&m->arena);
}

enum mh_rc mh_ops_template(struct mh_session *s, const struct mh_template_request *q, struct mh_template_result *out, struct mh_err *err)
{
    struct making m = { .s = s, .q = q, .importer = mh_importer_for(q->kind) };
    struct mh_template t = { .column = m.column, .now = s != NULL ? s->now : "", .lang = s != NULL ? s->lang : NULL };
    struct mh_str heading = MH_STR_INIT;
    char *foot = NULL;
    *out = (struct mh_template_result){ 0 };
    if (m.importer == NULL)
        return mh__import_unknown_kind(q->kind, err);
    if (access(q->path, F_OK) == 0)
        return mh_err_set(err, MH_EINVAL, "%s existe déjà : rien n'a changé", q->path);
    m.t = m.importer->table;
    if (m.t == &mh_table_opinion_lines && s != NULL && !q->empty && s->campaign.id != 0)
        return mh__template_opinions(s, q, out, err);
    mh_row_init(&mh_table_need_lines, &m.line);
    order_columns(&m);
    enum mh_rc rc = find_member(&m, err);
    for (size_t i = 0; i < m.n && rc == MH_OK; i++)
        rc = make_list(&m, i, err);
    if (rc == MH_OK)
        rc = open_rows(&m, &t, err);
    if (rc == MH_OK) {
        mh_str_add(&heading, mh_tr(t.lang, m.t->title));
        if (m.t == &mh_table_need_lines && s != NULL && s->campaign.id != 0)
            mh_str_addf(&heading, " %d", (int)s->campaign.year);
        mh_str_add(&heading, mh_tr(t.lang, " : à remplir à partir de la ligne 4 ; * obligatoire, vide : inconnu ; le [+] montre les autres colonnes"));
        t.sheet = m.t->title;
        t.heading = mh_str_text(&heading);
        t.foot = foot = s != NULL && s->campaign.id != 0 ? mh__plan_foot(s) : NULL;
        t.ncolumns = m.n;
        t.visible = m.n < VISIBLE ? m.n : VISIBLE;
        t.returns = t.next != NULL ? mh_return_columns : NULL;
        rc = mh_export_template(q->path, &t, err);
    }
    out->rows = m.rows;
    free(foot);
    mh_str_free(&heading);
    release(&m);
    return rc;
}
