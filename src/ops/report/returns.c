#include "ops/report/returns.h"

#include <mahalli/hash.h>
#include <mahalli/xalloc.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHECK = 4, VERSION = 8, REPLY = 12 };

struct mh__returns {
    struct mh__idmap index;      /* need id -> index in `line` */
    struct one { uint64_t version; int64_t seen; } *line; /* as the plan was before this import; the line of the file that has it */
    size_t n, cap;
};

/* --- the two signs --- */

void mh__letters(uint64_t v, size_t n, char *out)
{
    for (size_t i = 0; i < n; i++, v /= 26)
        out[i] = (char)('A' + v % 26);
    out[n] = '\0';
}

/* Letters at the end: pulling the cell down copies it; and a changed number does not fit them. */
void mh__ident_text(int64_t need_id, char out[MH__IDENT_SIZE])
{
    char check[CHECK + 1];
    mh__letters(mh_hash64(&need_id, sizeof need_id, 27), CHECK, check);
    snprintf(out, MH__IDENT_SIZE, "%" PRIx64 "-%s", (uint64_t)need_id, check);
}

bool mh__ident_read(const char *text, int64_t *need_id)
{
    char *end, right[MH__IDENT_SIZE];
    uint64_t v = strtoull(text, &end, 16);
    if (end == text || *end != '-' || v == 0 || v > INT64_MAX)
        return false;
    *need_id = (int64_t)v;
    mh__ident_text(*need_id, right);
    return strcmp(right, text) == 0;
}

static uint64_t version_of(const struct mh_need_line *line)
{
    const struct mh_table *t = &mh_table_need_lines;
    struct mh_str s = MH_STR_INIT;
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (c->flags & MH_DERIVED || (c->offset == offsetof(struct mh_need_line, to_confirm) && line->to_confirm == NULL))
            continue; /* files given out before the mark existed stay current */
        mh_value_text(c, line, &s);
        mh_str_addc(&s, '\x1F');
    }
    uint64_t h = mh_hash64(mh_str_text(&s), s.len, 11);
    mh_str_free(&s);
    return h;
}

void mh__version_text(const struct mh_need_line *line, char out[MH__VERSION_SIZE])
{
    mh__letters(version_of(line), VERSION, out);
}

/* Letters alone: pulled down they are copied, and a copy is seen. */
void mh__reply_ident(int64_t maker_id, int64_t year, const char *family, const char *specs, char out[MH__IDENT_SIZE])
{
    struct mh_str s = MH_STR_INIT;
    mh_str_addf(&s, "%" PRId64 "|%" PRId64 "|%s|%s", maker_id, year, family, specs ? specs : "");
    mh__letters(mh_hash64(mh_str_text(&s), s.len, 31), REPLY, out);
    mh_str_free(&s);
}

void mh__reply_version(int64_t maker_id, int64_t year, char out[MH__REPLY_VERSION_SIZE])
{
    char ident[MH__IDENT_SIZE];
    mh__ident_text(maker_id, ident);
    snprintf(out, MH__REPLY_VERSION_SIZE, "%d-%s", (int)(year % 10000), ident);
}

bool mh__reply_version_read(const char *text, int64_t *maker_id, int64_t *year)
{
    size_t n = strspn(text, "0123456789");
    if (n != 4 || text[n] != '-' || !mh__ident_read(text + n + 1, maker_id))
        return false;
    *year = strtoll(text, NULL, 10);
    return true;
}

/* --- the plan's lines --- */

static enum mh_rc load(struct mh__apply *a, struct mh_err *err)
{
    struct mh__returns *r = a->returns = mh_xcalloc(1, sizeof *r);
    struct mh_filter only[] = { { .column = "campaign_id", .number = a->s->campaign.id }, { 0 } };
    struct mh_cursor *cur = NULL;
    struct mh_need_line line;
    bool got = true;
    mh_row_init(&mh_table_need_lines, &line);
    enum mh_rc rc = mh_cursor_open(a->s->store, &mh_table_need_lines, only, true, &cur, err);
    while (rc == MH_OK && (rc = mh_cursor_next(cur, &line, &got, err)) == MH_OK && got) {
        if (r->n == r->cap)
            r->line = mh_xreallocarray(r->line, r->cap = r->cap ? r->cap * 2 : 256, sizeof *r->line);
        mh__idmap_put(&r->index, (uint64_t)line.id, (uint32_t)r->n);
        r->line[r->n++] = (struct one){ version_of(&line), 0 };
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_need_lines, &line);
    return rc;
}

void mh__returns_free(struct mh__apply *a)
{
    mh_row_free(&mh_table_needs, &a->returned.stored);
    if (a->returns == NULL)
        return;
    mh__idmap_free(&a->returns->index);
    free(a->returns->line);
    free(a->returns);
    a->returns = NULL;
}

static bool refuse(struct mh__apply *a, const char *rule, const char *message, const char *suggestion)
{
    mh__apply_refuse(a, rule, mh_return_columns[0], a->row_ident, message, suggestion);
    return false;
}

bool mh__returns_find(struct mh__apply *a, struct mh_need_line *n, enum mh_rc *rc, struct mh_err *err)
{
    struct mh__returned *back = &a->returned;
    int64_t id;
    back->given = back->stale = false;
    if (mh_blank(a->row_ident))
        return true;
    if (!mh__ident_read(a->row_ident, &id))
        return refuse(a, "identifiant-faux", "ce n'est l'identifiant d'aucune ligne : Excel l'a sans doute changé en étirant la cellule",
                      "videz cette cellule si c'est une ligne nouvelle, ou reprenez le modèle (mahalli template besoins)");
    if (a->returns == NULL && (*rc = load(a, err)) != MH_OK)
        return false;
    const uint32_t *at = mh__idmap_find(&a->returns->index, (uint64_t)id);
    if (at == NULL)
        return refuse(a, "identifiant-absent", "cette ligne n'est plus dans le plan, ou vient d'un autre plan",
                      "videz cette cellule pour l'ajouter comme ligne nouvelle");
    struct one *one = &a->returns->line[*at];
    if (one->seen != 0 && one->seen != a->line) {
        struct mh_str s = MH_STR_INIT;
        mh_str_addf(&s, "la ligne %" PRId64 " porte déjà cet identifiant : une ligne copiée garde celui de l'autre", one->seen);
        refuse(a, "identifiant-double", mh_str_text(&s), "videz cette cellule si c'est une ligne nouvelle, ou retirez l'une des deux");
        mh_str_free(&s);
        return false;
    }
    one->seen = a->line;
    if (back->stored.id == 0)
        mh_row_init(&mh_table_needs, &back->stored);
    *rc = mh_store_get(a->s->store, &mh_table_needs, id, &back->stored, err);
    if (*rc != MH_OK)
        return false;
    char version[VERSION + 1];
    mh__letters(one->version, VERSION, version);
    back->given = true;
    back->stale = !mh_streq(a->row_version, version);
    if (n->occurrence == MH_UNKNOWN)
        n->occurrence = back->stored.occurrence;
    return true;
}

/* --- may it be written? --- */

/* Does the row change the need? *emptied: a column that the plan knows and the row leaves empty, NULL none. */
static bool need_differs(const struct mh_need *stored, const struct mh_need_line *n, const struct mh_column **emptied)
{
    const struct mh_table *t = &mh_table_needs;
    struct mh_need said;
    bool differs = false;
    mh_row_init(t, &said);
    mh_row_copy(t, &said, stored);
    mh__need_said(&said, n);
    *emptied = NULL;
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (c->flags & MH_DERIVED || c->type == MH_REF || mh_value_equal(c, &said, stored))
            continue;
        if (mh_value_known(c, &said) || c->offset == offsetof(struct mh_need, to_confirm)) /* emptied, it confirms */
            differs = true;
        else if (*emptied == NULL)
            *emptied = c;
    }
    mh_row_free(t, &said);
    return differs;
}

static const struct mh_column *article_emptied(const struct mh_article *stored, const struct mh_need_line *n)
{
    static const char *const names[] = { "specifications", "unite", "conditionnement", "famille", "code_emdn" };
    for (size_t i = 0; stored != NULL && i < sizeof names / sizeof *names; i++) {
        const struct mh_column *c = mh_table_column(&mh_table_articles, names[i]);
        if (mh_value_known(c, stored) && !mh_value_known(mh_table_column(&mh_table_need_lines, names[i]), n))
            return c;
    }
    return NULL;
}

bool mh__returns_allow(struct mh__apply *a, const struct mh_need_line *n, int64_t article_id, int64_t site_id,
                       const struct mh_article *article, bool article_differs)
{
    const struct mh__returned *back = &a->returned;
    const struct mh_column *emptied;
    if (!back->given)
        return true;
    if (article_id != back->stored.article_id || site_id != back->stored.site_id || n->occurrence != back->stored.occurrence)
        return refuse(a, "identifiant-autre", "cet identifiant est celui d'un autre besoin : l'article ou l'établissement de la ligne n'est "
                      "plus le même (cases grisées)", "remettez-les, ou videz cette cellule si c'est une ligne nouvelle");
    bool differs = need_differs(&back->stored, n, &emptied) || article_differs;
    if (back->stale && differs)
        return refuse(a, "ligne-perimee", "le plan a changé cette ligne depuis que le fichier en a été tiré : rien n'est pris",
                      "reprenez le modèle (mahalli template besoins) et refaites-y le changement");
    if (emptied == NULL)
        emptied = article_emptied(article, n);
    if (emptied != NULL && !back->stale)
        mh__apply_warn(a, "case-videe", emptied->name, "", "cette case est vide et le plan connaît une valeur : elle reste",
                       "pour l'effacer : mahalli set besoins");
    return true;
}
