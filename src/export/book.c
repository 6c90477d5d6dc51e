/* A workbook from its sources: which sheets, in which order, with which properties; one page setup for all. */
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/i18n.h>
#include <mahalli/beside.h>
#include <mahalli/date.h>

#include "export/export.h"

const struct mh__limits mh__limits = { .large_rows = 20000, .part_rows = 1048576 - 16, .links = 65000 };

bool mh__wide(const struct mh__book *b)
{
    static const bool one_member[MH_NSCOPES] = { [MH_SCOPE_MEMBER] = true, [MH_SCOPE_QUESTIONS] = true, [MH_SCOPE_RETURN] = true,
                                                   [MH_SCOPE_PRICES] = true };
    return !one_member[b->w->scope];
}

bool mh__shown(const struct mh__book *b, const struct mh_column *c)
{
    if (c->flags & MH_HIDDEN)
        return false;
    if ((c->flags & MH_PRIVATE) && (mh__wide(b) || !b->w->with_private))
        return false;
    return !((c->flags & MH_MEMBER_NAME) && mh__wide(b));
}

bool mh__present(const struct mh__book *b, int i)
{
    const struct mh_sheet *s = mh_sheets[i];

    if (!(s->scopes & 1u << b->w->scope) || (mh__wide(b) && !s->wide_ok))
        return false;
    if (s->draw == mh__draw_note)
        return b->w->synthesis != NULL;
    return s->draw != NULL || b->w->source[i].table != NULL;
}

const char *mh__book_tr(const struct mh__book *b, const char *fr)
{
    return mh_tr(b->w->lang, fr);
}

enum mh_rc mh__tick(struct mh__book *b, const char *what, struct mh_err *err)
{
    bool muted = b->stderr_kept >= 0;

    if (!b->progress || !b->progress->tick)
        return MH_OK;
    mh__unmute(b);
    bool go_on = mh_progress_tick(b->progress, what, b->done, b->total);
    if (muted)
        mh__mute(b);
    return go_on ? MH_OK : mh_err_set(err, MH_ECANCELED, "export interrompu, rien n'est écrit");
}

void mh__sheet_name(const struct mh__book *b, const struct mh_sheet *s, int part, struct mh_str *out)
{
    mh_str_add(out, mh__book_tr(b, s->title));
    if (part > 1)
        mh_str_addf(out, " (%d)", part);
}

void mh__define(struct mh__book *b, const char *name, const struct mh_sheet *s, int part, lxw_row_t row, int column, lxw_row_t to_row,
                int to_column)
{
    struct mh_str sheet = MH_STR_INIT, ref = MH_STR_INIT;
    char cells[LXW_MAX_CELL_RANGE_LENGTH];

    lxw_rowcol_to_range_abs(cells, row, (lxw_col_t)column, to_row, (lxw_col_t)to_column);
    mh__sheet_name(b, s, part, &sheet);
    mh_str_add(&ref, "='");
    for (const char *p = mh_str_text(&sheet); *p; p++) {
        if (*p == '\'')
            mh_str_addc(&ref, *p);
        mh_str_addc(&ref, *p);
    }
    mh_str_addf(&ref, "'!%s", cells);
    workbook_define_name(b->wb, name, mh_str_text(&ref));
    mh_str_free(&sheet);
    mh_str_free(&ref);
}

void mh__plan_title(struct mh__book *b, struct mh_str *out)
{
    int chars;

    if (!mh__wide(b) && b->w->title && *b->w->title)
        mh_str_add(out, mh__cell_text(b->w->title, &b->scratch, &chars));
    else
        mh_str_add(out, mh__book_tr(b, "Plan d’achat local"));
    char year[24] = "";
    if (b->w->synthesis && b->w->synthesis->year > 0)
        snprintf(year, sizeof year, " %lld", (long long)b->w->synthesis->year);
    if (*year && !strstr(mh_str_text(out), year))
        mh_str_add(out, year);
}

static void add_date(struct mh_str *out, const char *instant)
{
    char day[MH_DATE_SIZE] = "";

    strncat(day, instant ? instant : "", MH_DATE_SIZE - 1);
    mh_date_fr(out, day);
}

void mh__subtitle(struct mh__book *b, struct mh_str *out)
{
    const struct mh_synthesis *s = b->w->synthesis;
    int chars;

    if (s && s->year > 0)
        mh_str_addf(out, mh__book_tr(b, "Campagne %lld · "), (long long)s->year);
    if (b->w->version && *b->w->version) {
        mh_str_add(out, mh__cell_text(mh__book_tr(b, b->w->version), &b->scratch, &chars));
        mh_str_add(out, " · ");
    }
    if (s && s->perimeter && *s->perimeter) {
        mh_str_add(out, mh__cell_text(s->perimeter, &b->scratch, &chars));
        mh_str_add(out, " · ");
    }
    add_date(out, b->w->now);
    if (mh__wide(b))
        mh_str_add(out, mh__book_tr(b, " · ni commande, ni négociation commune"));
}

static void add_most(struct mh_str *out, const char *s, size_t most)
{
    for (size_t n = 0; *s && (n < most || (*s & 0xC0) == 0x80); s++, n++)
        mh_str_addc(out, *s);
}

void mh_page_foot(struct mh_str *out, const char *lang, const char *title, const char *version, const char *now)
{
    struct mh_str room = MH_STR_INIT;
    int chars;

    add_most(out, mh__cell_text(title, &room, &chars), 60);
    mh_str_add(out, " · ");
    if (version && *version) {
        add_most(out, mh__cell_text(mh_tr(lang, version), &room, &chars), 24);
        mh_str_add(out, " · ");
    }
    add_date(out, now);
    mh_str_free(&room);
}

void mh__footer_text(struct mh_str *out, const char *s)
{
    for (; *s; s++) {
        if (*s == '&')
            mh_str_addc(out, '&');
        mh_str_addc(out, *s == '\n' ? ' ' : *s);
    }
}

static void set_footer(struct mh__book *b, lxw_worksheet *ws)
{
    struct mh_str foot = MH_STR_INIT, title = MH_STR_INIT, left = MH_STR_INIT;

    mh__plan_title(b, &title);
    mh_page_foot(&left, b->w->lang, mh_str_text(&title), b->w->version, b->w->now);
    mh_str_add(&foot, "&L&\"Calibri\"&8&K66727D");
    mh__footer_text(&foot, mh_str_text(&left));
    mh_str_add(&foot, "&C&\"Calibri\"&8&K66727D&A");
    mh_str_addf(&foot, "&R&\"Calibri\"&8&K66727D%s &P / &N", mh__book_tr(b, "Page"));
    worksheet_set_footer(ws, mh_str_text(&foot));
    mh_str_free(&foot);
    mh_str_free(&title);
    mh_str_free(&left);
}

lxw_worksheet *mh__sheet_find(struct mh__book *b, const struct mh_sheet *s, int part)
{
    mh_str_clear(&b->text);
    mh__sheet_name(b, s, part, &b->text);
    return workbook_get_worksheet_by_name(b->wb, mh_str_text(&b->text));
}

lxw_worksheet *mh__sheet_open(struct mh__book *b, const struct mh_sheet *s, int part, struct mh_err *err)
{
    lxw_worksheet *ws = mh__sheet_find(b, s, part);
    if (ws)
        return ws;
    ws = workbook_add_worksheet(b->wb, mh_str_text(&b->text));
    if (!ws) {
        mh_err_set(err, MH_EIO, "impossible d'ouvrir la feuille « %s » (dossier temporaire plein ou fermé en écriture)",
                   mh_str_text(&b->text));
        return NULL;
    }
    worksheet_set_paper(ws, 9); /* A4 */
    if (!s->draw || s->landscape)
        worksheet_set_landscape(ws);
    else
        worksheet_set_portrait(ws);
    worksheet_set_margins(ws, 0.4, 0.4, 0.45, 0.6);
    worksheet_gridlines(ws, LXW_HIDE_ALL_GRIDLINES);
    set_footer(b, ws);
    if (s->tab)
        worksheet_set_tab_color(ws, s->tab);
    if (b->w->lang && strcmp(b->w->lang, "ar") == 0)
        worksheet_right_to_left(ws);
    return ws;
}

static void set_properties(struct mh__book *b)
{
    struct mh_str title = MH_STR_INIT, subject = MH_STR_INIT;
    double now = mh__serial(b->w->now);
    int chars;
    bool named = !mh__wide(b) && b->w->author && *b->w->author;

    mh__plan_title(b, &title);
    if (b->w->synthesis && b->w->synthesis->year > 0)
        mh_str_addf(&subject, mh__book_tr(b, "Campagne %lld"), (long long)b->w->synthesis->year);
    mh_str_clear(&b->text);
    mh_str_add(&b->text, named ? mh__cell_text(b->w->author, &b->scratch, &chars) : "Mahalli");
    if (title.len > 250)
        mh_str_clear(&title);
    if (b->text.len > 250)
        mh_str_clear(&b->text);
    lxw_doc_properties p = {
        .title = title.data, .subject = subject.data, .author = b->text.data, .company = (char[]){ "Mahalli" },
        .comments = (char *)(uintptr_t)mh__book_tr(b, "Plan annuel d’achat local : ni commande, ni négociation commune."),
        .created = now < 0 ? (time_t)1 : (time_t)((now - 25569) * 86400.0 + 0.5),
    };
    workbook_set_properties(b->wb, &p);
    if (b->w->version && *b->w->version && strlen(b->w->version) < 200)
        workbook_set_custom_property_string(b->wb, mh__book_tr(b, "Version du plan"), mh__cell_text(b->w->version, &b->scratch, &chars));
    mh_str_free(&title);
    mh_str_free(&subject);
}

/* The first row of each link of the sheet, found before its partner is written. */
static enum mh_rc scan_links(struct mh__book *b, int i, struct mh_rows *src, struct mh_err *err)
{
    const struct mh_column *link = mh_table_column(src->table, "lien");
    const void *row;
    enum mh_rc rc = MH_OK;

    if (!link || src->rows > b->limits.links)
        return MH_OK;
    mh__unmute(b);
    for (int64_t n = 0; (rc = src->next(src->ctx, &row, err)) == MH_OK && row; n++)
        mh__anchors_add(&b->anchors[i], mh_text_at(link, row), n);
    if (rc == MH_OK)
        rc = src->rewind(src->ctx, err);
    mh__mute(b);
    return rc;
}

/* The earlier of two linked sheets is written after the later one, whose rows it must know. */
static bool deferred(const struct mh__book *b, int i)
{
    int to = mh_sheets[i]->link_to ? mh_sheet_index(mh_sheets[i]->link_to) : -1;
    return to > i && mh__present(b, to);
}

static enum mh_rc write_sheets(struct mh__book *b, struct mh_rows *source, bool later, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    for (int i = 0; rc == MH_OK && mh_sheets[i]; i++) {
        const struct mh_sheet *s = mh_sheets[i];
        if (!mh__present(b, i) || deferred(b, i) != later)
            continue;
        rc = s->draw ? s->draw(b, s, &source[i], err) : mh__grid(b, s, &source[i], err);
        if (rc != MH_OK)
            mh_err_where(err, "%s", s->title);
    }
    return rc;
}

/* Worksheets in tab order first: they are not filled in that order. */
static enum mh_rc open_sheets(struct mh__book *b, struct mh_rows *source, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;

    for (int i = 0; rc == MH_OK && mh_sheets[i]; i++) {
        const struct mh_sheet *s = mh_sheets[i];
        if (!mh__present(b, i))
            continue;
        int64_t rows = s->draw ? 0 : source[i].rows;
        if (!s->draw)
            b->total += rows;
        b->parted = b->parted || rows > b->limits.part_rows;
        for (int part = 1; part == 1 || (int64_t)(part - 1) * b->limits.part_rows < rows; part++)
            if (!mh__sheet_open(b, s, part, err))
                return MH_EIO;
        if (deferred(b, i))
            rc = scan_links(b, i, &source[i], err);
    }
    return rc;
}

static enum mh_rc fill(struct mh__book *b, void *ctx, struct mh_err *err)
{
    (void)ctx;
    struct mh_rows source[MH_MAX_SHEETS];

    memcpy(source, b->w->source, sizeof source);
    set_properties(b);
    enum mh_rc rc = open_sheets(b, source, err);
    if (rc == MH_OK)
        rc = write_sheets(b, source, false, err);
    if (rc == MH_OK)
        rc = write_sheets(b, source, true, err);
    return rc == MH_OK ? mh__tick(b, "Écriture du classeur", err) : rc;
}

/* A disk that filled up under the library's temporary files, which it would not notice. */
static bool temporary_failed(lxw_workbook *wb)
{
    lxw_sheet *sheet;

    STAILQ_FOREACH (sheet, wb->sheets, list_pointers) {
        FILE *f = sheet->is_chartsheet ? NULL : sheet->u.worksheet->optimize_tmpfile;
        if (f && (fflush(f) != 0 || ferror(f)))
            return true;
    }
    return false;
}

/* workbook_close frees, lxw_workbook_free alone leaves the temporary files open. */
static void abandon(lxw_workbook *wb)
{
    lxw_sheet *sheet;

    STAILQ_FOREACH (sheet, wb->sheets, list_pointers)
        if (!sheet->is_chartsheet && sheet->u.worksheet->optimize_tmpfile) {
            fclose(sheet->u.worksheet->optimize_tmpfile);
            sheet->u.worksheet->optimize_tmpfile = NULL;
        }
    lxw_workbook_free(wb);
}

static enum mh_rc write_book(struct mh__book *b, const char *tmp, const char *path,
                             enum mh_rc (*draw)(struct mh__book *b, void *ctx, struct mh_err *err), void *ctx, struct mh_err *err)
{
    lxw_workbook_options opt = { .constant_memory = b->large, .tmpdir = getenv("TMPDIR") };
    enum mh_rc rc;

    b->wb = workbook_new_opt(tmp, &opt);
    if (!b->wb || !mh__styles_make(b)) {
        if (b->wb)
            abandon(b->wb);
        return mh_err_set(err, MH_EIO, "impossible de préparer le classeur « %s »", path);
    }
    rc = draw(b, ctx, err);
    errno = 0;
    if (rc == MH_OK && temporary_failed(b->wb))
        rc = mh_err_set(err, MH_EIO, "impossible d'écrire « %s » : fichiers temporaires : %s", path, mh_err_errno(err, errno));
    if (rc != MH_OK) {
        abandon(b->wb);
        return rc;
    }
    errno = 0;
    lxw_error e = workbook_close(b->wb);
    int because = errno;
    if (e != LXW_NO_ERROR)
        return mh_err_set(err, MH_EIO, "impossible d'écrire « %s » : %s", path,
                          because == EEXIST || because == ENOTTY ? mh_err_errno(err, 0) : mh_err_errno(err, because));
    if (!mh__zip_whole(tmp))
        return mh_err_set(err, MH_EIO, "impossible d'écrire « %s » : le disque ou le dossier temporaire est plein", path);
    return MH_OK;
}

enum mh_rc mh__write_beside(struct mh__book *b, const char *path, enum mh_rc (*draw)(struct mh__book *b, void *ctx, struct mh_err *err),
                            void *ctx, struct mh_err *err)
{
    struct mh_beside f;
    locale_t base = duplocale(uselocale((locale_t)0));
    locale_t numbers = base ? newlocale(LC_NUMERIC_MASK, "C", base) : (locale_t)0;
    enum mh_rc rc = mh_beside_open(&f, path, err);

    b->stderr_kept = -1;
    if (base && !numbers)
        freelocale(base);
    if (rc == MH_OK) {
        locale_t before = numbers ? uselocale(numbers) : (locale_t)0;
        mh__mute(b);
        rc = write_book(b, f.tmp, path, draw, ctx, err);
        mh__unmute(b);
        if (numbers)
            uselocale(before);
        if (rc == MH_OK)
            rc = mh_beside_commit(&f, err);
        else
            mh_beside_drop(&f);
    }
    if (numbers)
        freelocale(numbers);
    mh_str_free(&b->text);
    mh_str_free(&b->scratch);
    return rc;
}

enum mh_rc mh__export(const char *path, const struct mh_workbook *w, const struct mh__limits *limits,
                      const struct mh_progress *progress, struct mh_err *err)
{
    struct mh__book b = { .w = w, .progress = progress, .limits = *limits, .stderr_kept = -1 };

    for (int i = 0; mh_sheets[i]; i++)
        if (mh__present(&b, i) && !mh_sheets[i]->draw && w->source[i].rows > limits->large_rows)
            b.large = true;
    enum mh_rc rc = mh__write_beside(&b, path, fill, NULL, err);
    for (size_t i = 0; i < sizeof b.anchors / sizeof *b.anchors; i++)
        mh__anchors_free(&b.anchors[i]);
    return rc;
}

enum mh_rc mh_export_workbook(const char *path, const struct mh_workbook *w, const struct mh_progress *progress, struct mh_err *err)
{
    return mh__export(path, w, &mh__limits, progress, err);
}
