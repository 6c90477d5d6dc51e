/* The headers of a file joined to the columns of a table, and rows read through that. */
#include <mahalli/i18n.h>
#include <mahalli/import.h>
#include <mahalli/domain.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>
#include "import/book.h"
#include "import/making.h"
#include "import/reader.h"
#include "import/rowcheck.h"
#include "import/split.h"

static bool is_sheet(const struct mh_record *rec)
{
    return rec->dialect != NULL && rec->dialect->format == MH_FILE_XLSX;
}

void mh_mapping_place(const struct mh_mapping *m, size_t cell, char *out, size_t cap)
{
    char letters[8];
    mh__column_letters(letters, cell);
    if (m->lettered)
        snprintf(out, cap, "%s", letters);
    else
        snprintf(out, cap, "%zu", cell + 1);
}

/* --- required columns --- */

static bool has_column(const struct mh__making *k, const char *name, size_t n)
{
    for (size_t i = 0; i < k->table->ncolumns; i++)
        if (strlen(k->table->columns[i].name) == n && memcmp(k->table->columns[i].name, name, n) == 0)
            return k->cell_of[i] >= 0;
    return false;
}

/* Is the column one of an importer's alternatives? */
static bool in_any_of(const struct mh_importer *imp, const char *name)
{
    for (size_t g = 0; imp != NULL && g < sizeof imp->any_of / sizeof *imp->any_of && imp->any_of[g] != NULL; g++)
        if (mh_in_list(imp->any_of[g], name))
            return true;
    return false;
}

static void add_missing(struct mh__making *k, struct mh_str *missing, const struct mh_column *c)
{
    mh_str_addf(missing, "%s« %s »", missing->len > 0 ? ", " : "", c->name);
    for (size_t i = 0; i < k->m->ncells && i < MH__HINTS; i++)
        if (!k->settled[i] && mh__headers_nearest(k->table, k->m->header[i]) == c) {
            mh_str_addf(missing, " (« %s » en est proche : --map '%s=%s')", k->m->header[i], k->m->header[i], c->name);
            break;
        }
}

bool mh_mapping_lacks(const struct mh_mapping *m, const struct mh_column *c)
{
    const struct mh_importer *imp = mh__importer_of(m->table);
    if (!(c->flags & MH_REQUIRED) || (c->flags & MH_DERIVED) || in_any_of(imp, c->name))
        return false;
    if (imp != NULL && imp->member_option && strcmp(c->name, "membre") == 0)
        return false;
    if (m->nsites > 0 && strcmp(c->name, "quantite") == 0)
        return false;
    if ((m->given != NULL && strcmp(c->name, m->given) == 0) || (imp != NULL && imp->code_from != NULL && strcmp(c->name, "code") == 0))
        return false;
    for (size_t i = 0; i < m->ncells; i++)
        if (m->column[i] >= 0 && &m->table->columns[m->column[i]] == c)
            return false;
    return true;
}

const struct mh_column *mh_mapping_nearest(const struct mh_mapping *m, size_t cell)
{
    return m->column[cell] == MH_CELL_UNMAPPED && !m->own[cell] && !mh_blank(m->header[cell]) ? mh__headers_nearest(m->table, m->header[cell]) : NULL;
}

static void find_missing(struct mh__making *k, struct mh_str *missing)
{
    const struct mh_importer *imp = mh__importer_of(k->table);
    for (size_t i = 0; i < k->table->ncolumns; i++) {
        const struct mh_column *c = &k->table->columns[i];
        if (mh_mapping_lacks(k->m, c))
            add_missing(k, missing, c);
    }
    for (size_t g = 0; imp != NULL && g < sizeof imp->any_of / sizeof *imp->any_of && imp->any_of[g] != NULL; g++) {
        bool any = false;
        for (const char *p = imp->any_of[g]; *p != '\0';) {
            size_t n = strcspn(p, "|");
            any = any || has_column(k, p, n);
            p += n + (p[n] == '|');
        }
        if (any)
            continue;
        mh_str_add(missing, missing->len > 0 ? ", « " : "« ");
        for (const char *p = imp->any_of[g]; *p != '\0'; p++)
            if (*p == '|')
                mh_str_add(missing, " » ou « ");
            else
                mh_str_addc(missing, *p);
        mh_str_add(missing, " »");
    }
}

/* Which other kind the headers speak of, when they do better there. */
static const struct mh_importer *better_kind(const struct mh__making *k)
{
    size_t best = mh__headers_score(k->table, k->header, &(struct mh_mapping_ask){ .is_site = k->ask->is_site, .ctx = k->ask->ctx });
    const struct mh_importer *found = NULL;
    for (size_t i = 0; mh_importers[i] != NULL; i++) {
        size_t s = mh__headers_score(mh_importers[i]->table, k->header, &mh__ask_nothing);
        if (s > best && s > 1) {
            best = s;
            found = mh_importers[i];
        }
    }
    return found;
}

/* Volumes are missing: is it a column whose name says nothing, or are there columns for sites that nobody has recorded? */
static void hint_volumes(const struct mh__making *k, struct mh_str *hint)
{
    size_t n = 0;
    if (mh_table_column(k->table, "etablissement") == NULL)
        return;
    for (size_t i = 0; i < k->m->ncells && n < 3; i++) {
        if (k->settled[i] || mh_blank(k->m->header[i]) || mh__headers_nearest(k->table, k->m->header[i]) != NULL)
            continue;
        mh_str_add(hint, n == 0 ? " ; parmi les colonnes non reconnues (" : ", ");
        if (n++ < 2) {
            mh_str_add(hint, "« ");
            mh_utf8_clip(hint, k->m->header[i], 24, false);
            mh_str_add(hint, " »");
        } else {
            mh_str_add(hint, "…");
        }
    }
    if (n > 0)
        mh_str_add(hint, "), si l'une la donne : --map 'EN-TÊTE=quantite' ; s'il y en a une par établissement, importez d'abord les "
                         "établissements sous ces codes ou ces noms");
}

static enum mh_rc check_required(struct mh__making *k, struct mh_err *err)
{
    struct mh_str missing = MH_STR_INIT, seen = MH_STR_INIT, expected = MH_STR_INIT, hint = MH_STR_INIT;
    enum mh_rc rc = MH_OK;
    find_missing(k, &missing);
    if (missing.len > 0) {
        const struct mh_importer *other = better_kind(k);
        mh__list_headers(&seen, k->m);
        mh__list_columns(&expected, k->table);
        if (other != NULL)
            mh_str_addf(&hint, " ; le fichier ressemble à « %s »", other->kind_fr);
        if (mh_streq(mh_str_text(&missing), "« fabricant »") && mh__importer_of(k->table)->maker_option)
            mh_str_add(&hint, " ; si tout le fichier est d'un seul fabricant : --maker CODE");
        if (seen.len == 0)
            mh_str_add(&hint, " ; la première ligne doit donner le nom des colonnes");
        else if (mh_streq(mh_str_text(&missing), "« quantite »"))
            hint_volumes(k, &hint);
        rc = mh_err_set(err, MH_EINVAL, "ligne %lld : il manque %s%s. En-têtes lus : %s. Attendus : %s",
                        (long long)k->header->line, mh_str_text(&missing), mh_str_text(&hint), mh_str_text(&seen), mh_str_text(&expected));
    }
    mh_str_free(&missing);
    mh_str_free(&seen);
    mh_str_free(&expected);
    mh_str_free(&hint);
    return rc;
}

/* --- the mapping --- */

/* A column as messages name it: by its header; in a workbook also by its letters. */
static char *place_of(const struct mh_record *header, size_t i)
{
    struct mh_str s = MH_STR_INIT;
    char letters[8];
    if (!is_sheet(header))
        return mh_xstrdup(header->cell[i]);
    mh__column_letters(letters, i);
    mh_str_addf(&s, mh_blank(header->cell[i]) ? "%.0scolonne %s" : "%s (colonne %s)", header->cell[i], letters);
    return mh_str_take(&s);
}

/* Kinds of which the plan's own lines are written to be given back. */
static bool comes_back(const struct mh_table *t)
{
    return t == &mh_table_need_lines || t == &mh_table_opinion_lines || t == &mh_table_replies;
}

static void start(struct mh__making *k)
{
    struct mh_mapping *m = k->m;
    size_t n = mh__headers_width(k->header), block = mh__headers_reject_block(k->header);
    *m = (struct mh_mapping){ .table = k->table, .ncells = n, .lettered = is_sheet(k->header), .ident = -1, .version = -1, .quantity = -1, .given = k->ask->given };
    m->column = mh_xcalloc(n + 1, sizeof *m->column);
    m->header = mh_xcalloc(n + 1, sizeof *m->header);
    m->place = mh_xcalloc(n + 1, sizeof *m->place);
    m->unit = mh_xcalloc(n + 1, sizeof *m->unit);
    m->own = mh_xcalloc(n + 1, sizeof *m->own);
    m->numeric = mh_xcalloc(n + 1, sizeof *m->numeric);
    m->part = mh_xcalloc(n + 1, sizeof *m->part);
    m->site = mh_xcalloc(n + 1, sizeof *m->site);
    k->said = mh_xcalloc(n + 1, sizeof *k->said);
    k->settled = mh_xcalloc(n + 1, sizeof *k->settled);
    k->cell_of = mh_xcalloc(k->table->ncolumns + 1, sizeof *k->cell_of);
    for (size_t i = 0; i < n; i++) {
        m->header[i] = mh_xstrdup(k->header->cell[i]);
        m->place[i] = place_of(k->header, i);
        m->column[i] = MH_CELL_UNMAPPED;
        k->settled[i] = i >= block && i < block + MH__REJECT_COLUMNS;
        for (int r = 0; r < 2 && comes_back(k->table); r++)
            if (mh__same_header(m->header[i], mh_return_columns[r])) {
                *(r == 0 ? &m->ident : &m->version) = (int)i;
                k->settled[i] = true;
            }
        for (size_t r = 0; mh_return_context[r] != NULL && comes_back(k->table); r++)
            k->settled[i] = k->settled[i] || mh__same_header(m->header[i], mh_return_context[r]) ||
                            mh__same_header(m->header[i], mh_tr("en", mh_return_context[r])) ||
                            mh__same_header(m->header[i], mh_tr("ar", mh_return_context[r]));
        m->own[i] = k->settled[i];
        mh__heading_read(k->table, m->header[i], k->header->above != NULL ? k->header->above[i] : NULL, &k->said[i]);
    }
    for (size_t i = 0; i < k->table->ncolumns; i++)
        k->cell_of[i] = -1;
}

/* missing NULL: what is missing is an error; else it is told there. */
static enum mh_rc make(const struct mh_table *t, const struct mh_record *header, const struct mh_mapping_ask *ask, struct mh_mapping *out,
                       struct mh_diags *diags, struct mh_str *missing, struct mh_err *err)
{
    struct mh__making k = { .table = t, .header = header, .ask = ask, .m = out, .diags = diags };
    enum mh_rc rc = MH_OK;
    *out = (struct mh_mapping){ 0 };
    if (header->ncells >= MH__CELLS_CAP)
        return mh_err_set(err, MH_EINVAL, "ligne %lld : plus de 16 383 colonnes : vérifiez que c'est bien la ligne des en-têtes",
                          (long long)header->line);
    start(&k);
    for (size_t i = 0; i < header->nnotes; i++)
        mh_diag_add(diags, &header->notes[i]);
    for (const char *const *map = ask->map; rc == MH_OK && map != NULL && *map != NULL; map++)
        rc = mh__claim_option(&k, *map, err);
    if (rc == MH_OK) {
        struct mh_err lacks = MH_ERR_INIT;
        mh__claim_columns(&k);
        rc = check_required(&k, missing != NULL ? &lacks : err);
        if (missing != NULL && rc != MH_OK) {
            mh_str_add(missing, lacks.msg);
            rc = MH_OK;
        }
    }
    if (rc == MH_OK)
        mh__claim_unknown(&k);
    for (size_t i = 0; i < out->ncells; i++)
        mh__heading_free(&k.said[i]);
    free(k.said);
    free(k.settled);
    free(k.cell_of);
    if (rc != MH_OK)
        mh_mapping_free(out);
    return rc;
}

enum mh_rc mh_mapping_make(const struct mh_table *t, const struct mh_record *header, const struct mh_mapping_ask *ask, struct mh_mapping *out,
                           struct mh_diags *diags, struct mh_err *err)
{
    return make(t, header, ask != NULL ? ask : &mh__ask_nothing, out, diags, NULL, err);
}

/* --- the header's line, and the sheet --- */

struct looks { size_t line /* index of the likeliest header */, score, filled; };

static struct looks look_at_head(const struct mh_reader *r, const struct mh_table *t, const struct mh_mapping_ask *ask)
{
    const struct mh_record *head;
    struct looks best = { 0 };
    size_t n = mh__reader_head(r, &head);
    for (size_t i = 0; i < n && head[i].line <= MH__HEAD; i++) {
        size_t s = mh__headers_score(t, &head[i], ask), filled = mh__headers_filled(&head[i]);
        if (s > best.score || (s == best.score && s > 0 && filled > best.filled)) /* "Besoins 2027" alone is a title */
            best = (struct looks){ i, s, filled };
    }
    return best;
}

/* The visible sheet whose headers name most of the table's columns; a hidden one only where no visible one names any. */
static enum mh_rc choose_sheet(struct mh_reader *r, const struct mh_table *t, const struct mh_mapping_ask *ask, struct mh_diags *diags,
                               struct mh_err *err)
{
    size_t n = mh__reader_nsheets(r), found = mh__reader_sheet(r), score = 0, others = 0, visible = 0;
    if (n < 2 || mh__reader_sheet_forced(r))
        return MH_OK;
    for (size_t i = 0; i < n; i++) {
        bool hidden;
        mh_reader_sheet_name(r, i, &hidden);
        visible += !hidden;
    }
    for (int pass = 0; pass < 2 && score == 0; pass++)
        for (size_t i = 0; i < n; i++) {
            struct mh_err e = MH_ERR_INIT;
            bool hidden;
            mh_reader_sheet_name(r, i, &hidden);
            if (hidden != (pass == 1) || mh__reader_use_sheet(r, i, &e) != MH_OK)
                continue;
            struct looks l = look_at_head(r, t, ask);
            others += l.score > 1;
            if (l.score > score) {
                score = l.score;
                found = i;
            }
        }
    enum mh_rc rc = mh__reader_use_sheet(r, found, err);
    if (rc == MH_OK && (visible > 1 || others > 1)) { /* one sheet in sight is no choice */
        struct mh_str m = MH_STR_INIT;
        const struct mh_importer *imp = mh__importer_of(t);
        bool every = imp != NULL && imp->every_sheet;
        mh_str_addf(&m, every ? "le classeur a %zu feuilles, toutes lues : « %s » est celle qu'on voit" : "le classeur a %zu feuilles : « %s » est lue",
                    n, mh_reader_sheet_name(r, found, NULL));
        if (every)
            others = 0;
        if (others > 1)
            mh_str_add(&m, " ; d'autres lui ressemblent");
        mh_diag_add(diags, &(struct mh_diag){ .severity = others > 1 ? MH_SEV_WARNING : MH_SEV_NOTE, .rule = "feuille-choisie",
                                              .message = mh_str_text(&m), .file = mh_reader_header(r)->file,
                                              .suggestion = others > 1 ? "pour une autre : --sheet NOM" : NULL });
        mh_str_free(&m);
    }
    return rc;
}

static enum mh_rc map_reader(struct mh_reader *r, const struct mh_table *t, const struct mh_mapping_ask *given, struct mh_mapping *out,
                             struct mh_diags *diags, struct mh_str *missing, struct mh_err *err)
{
    const struct mh_mapping_ask *ask = given != NULL ? given : &mh__ask_nothing;
    const struct mh_record *head;
    *out = (struct mh_mapping){ 0 };
    enum mh_rc rc = choose_sheet(r, t, ask, diags, err);
    if (rc == MH_OK)
        rc = mh__reader_survey(r, err);
    if (rc != MH_OK)
        return rc;
    struct looks best = look_at_head(r, t, ask);
    mh__reader_head(r, &head);
    mh__reader_set_header(r, best.line);
    mh__reader_note_merges(r);
    mh__reader_set_header(r, best.line);
    if (best.line > 0) {
        struct mh_str s = MH_STR_INIT;
        mh_str_addf(&s, "les en-têtes sont lus ligne %lld ; ce qui est au-dessus est laissé de côté", (long long)head[best.line].line);
        mh_diag_add(diags, &(struct mh_diag){ .severity = MH_SEV_NOTE, .rule = "lignes-de-titre", .file = head[best.line].file,
                                              .line = head[best.line].line, .message = mh_str_text(&s) });
        mh_str_free(&s);
    }
    return make(t, mh_reader_header(r), ask, out, diags, missing, err);
}

enum mh_rc mh_mapping_for_reader(struct mh_reader *r, const struct mh_table *t, const struct mh_mapping_ask *ask, struct mh_mapping *out,
                                 struct mh_diags *diags, struct mh_err *err)
{
    return map_reader(r, t, ask, out, diags, NULL, err);
}

enum mh_rc mh_mapping_look(struct mh_reader *r, const struct mh_table *t, const struct mh_mapping_ask *ask, struct mh_mapping *out,
                           struct mh_diags *diags, struct mh_str *missing, struct mh_err *err)
{
    mh_str_clear(missing);
    return map_reader(r, t, ask, out, diags, missing, err);
}

void mh_mapping_free(struct mh_mapping *m)
{
    for (size_t i = 0; i < m->ncells; i++) {
        free(m->header[i]);
        free(m->place[i]);
        free(m->unit[i]);
        free(m->site[i]);
    }
    free(m->header);
    free(m->place);
    free(m->unit);
    free(m->own);
    free(m->column);
    free(m->numeric);
    free(m->part);
    free(m->site);
    *m = (struct mh_mapping){ 0 };
}

const char *mh_mapping_cell(const struct mh_mapping *m, const struct mh_record *rec, const char *column)
{
    for (size_t i = 0; i < m->ncells && i < rec->ncells; i++)
        if (m->column[i] >= 0 && strcmp(m->table->columns[m->column[i]].name, column) == 0)
            return rec->cell[i];
    return "";
}
