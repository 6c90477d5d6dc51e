/* Rows for people (a table fitted to the terminal) and for programs (CSV, JSON). */
#include "cli/cli.h"

#include <mahalli/csvout.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { GAP = 2 };

/* How far texts are narrowed, phase by phase. Beyond the second, of reports the third, the last columns go first, while more than four stay. */
static const struct phase {
    int wrap, other;
} phases[] = { { 28, INT_MAX }, { 22, 12 }, { 16, 10 }, { 12, 8 } };
enum { NPHASES = sizeof phases / sizeof *phases, BEFORE_DROP = 2, KEPT = 4 };

static bool is_number(enum mh_type t)
{
    return t == MH_INT || t == MH_QTY || t == MH_MONEY || t == MH_PERMILLE || t == MH_DECIMAL;
}

/* --- JSON --- */

static bool dangerous(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

static void json_text(struct mh_str *out, const char *text)
{
    const char *end = text + strlen(text);
    uint32_t cp;
    mh_str_addc(out, '"');
    while (text < end) {
        text += mh_utf8_next(text, end, &cp);
        if (cp == '"' || cp == '\\') {
            mh_str_addc(out, '\\');
            mh_str_addc(out, (char)cp);
        } else if (cp == '\n') {
            mh_str_add(out, "\\n");
        } else if (dangerous(cp)) {
            mh_str_addf(out, "\\u%04x", (unsigned)cp);
        } else {
            char bytes[4];
            mh_str_addn(out, bytes, mh_utf8_put(bytes, cp));
        }
    }
    mh_str_addc(out, '"');
}

/* Is the canonical text a number as JSON writes them? */
static bool json_number(const char *s)
{
    if (*s == '-')
        s++;
    size_t n = strspn(s, "0123456789");
    if (n == 0 || (n > 1 && *s == '0'))
        return false;
    s += n;
    if (*s == '.') {
        n = strspn(++s, "0123456789");
        s += n;
        if (n == 0)
            return false;
    }
    return *s == '\0';
}

static void json_value(struct mh_str *out, enum mh_type type, const char *text)
{
    if (text == NULL || *text == '\0')
        mh_str_add(out, "null");
    else if (is_number(type) && json_number(text))
        mh_str_add(out, text);
    else if (type == MH_BOOL && (mh_streq(text, "oui") || mh_streq(text, "non")))
        mh_str_add(out, mh_streq(text, "oui") ? "true" : "false");
    else
        json_text(out, text);
}

static void json_row(struct mh__listing *l, const char *const *texts)
{
    struct mh_str line = MH_STR_INIT;
    mh_str_add(&line, l->rows ? ",\n {" : "[\n {");
    for (size_t i = 0; i < l->nfields; i++) {
        mh_str_add(&line, i ? ", " : "");
        json_text(&line, l->field[i].name);
        mh_str_add(&line, ": ");
        json_value(&line, l->field[i].type, texts[i]);
    }
    mh_str_addc(&line, '}');
    mh__print_raw(l->cli, line.data, line.len);
    mh_str_free(&line);
}

/* --- CSV --- */

static void csv_row(struct mh__listing *l, const char *const *texts)
{
    struct mh_str line = MH_STR_INIT;
    for (size_t i = 0; i < l->nfields; i++) {
        mh_str_add(&line, i ? ";" : "");
        mh_csv_line_cell(&line, texts[i], ';');
    }
    mh_str_addc(&line, '\n');
    mh__print_raw(l->cli, line.data, line.len);
    mh_str_free(&line);
}

/* --- rows in --- */

void mh__listing_begin(struct mh__listing *l, struct mh__cli *cli, const struct mh__field *fields, size_t n)
{
    *l = (struct mh__listing){ .cli = cli, .field = fields, .nfields = n };
    if (cli->format != MH__CSV)
        return;
    struct mh_str line = MH_STR_INIT;
    for (size_t i = 0; i < n; i++)
        mh_str_addf(&line, "%s%s", i ? ";" : "", fields[i].name);
    mh_str_addc(&line, '\n');
    mh__print_raw(cli, line.data, line.len);
    mh_str_free(&line);
}

static void keep_row(struct mh__listing *l, const char *const *texts)
{
    struct mh_str raw = MH_STR_INIT, shown = MH_STR_INIT;
    for (size_t i = 0; i < l->nfields; i++) {
        mh_str_clear(&raw);
        mh_str_clear(&shown);
        if (texts[i] != NULL && *texts[i] != '\0') {
            /* A choice is a code of ours, French: for people it is a word like others. */
            mh__text_fr(l->field[i].type, l->field[i].type == MH_CHOICE || l->field[i].type == MH_BOOL ? mh__tr(l->cli, texts[i]) : texts[i], &raw);
            mh_utf8_visible(&shown, mh_str_text(&raw));
        }
        mh_vec_push(&l->cell, mh_arena_strdup(&l->arena, mh_str_text(&shown)));
    }
    mh_str_free(&raw);
    mh_str_free(&shown);
}

enum mh_rc mh__listing_row(struct mh__listing *l, const char *const *texts, struct mh_err *err)
{
    switch (l->cli->format) {
    case MH__CSV: csv_row(l, texts); break;
    case MH__JSON: json_row(l, texts); break;
    case MH__TABLE: keep_row(l, texts); break;
    }
    l->rows++;
    return mh__goes_on(l->cli, err);
}

/* --- the table for people --- */

struct layout {
    size_t *field; /* which fields are shown */
    int *width;    /* as shown */
    int *data;     /* of the widest cell */
    size_t n;
};

static const char *cell(const struct mh__listing *l, int64_t row, size_t field)
{
    return l->cell.at[(size_t)row * l->nfields + field];
}

static const char *title(const struct mh__listing *l, size_t field)
{
    return mh__tr(l->cli, l->field[field].title);
}

static int total(const struct layout *a)
{
    int sum = 0;
    for (size_t i = 0; i < a->n; i++)
        sum += a->width[i] + (i ? GAP : 0);
    return sum;
}

/* Columns with their natural widths; empty ones are left out where asked. */
static void measure(const struct mh__listing *l, struct layout *a)
{
    for (size_t f = 0; f < l->nfields; f++) {
        if (l->field[f].title == NULL)
            continue;
        int widest = 0;
        for (int64_t r = 0; r < l->rows; r++) {
            int w = mh_utf8_width(cell(l, r, f));
            if (w > widest)
                widest = w;
        }
        if (widest == 0 && l->drop_empty)
            continue;
        a->field[a->n] = f;
        a->data[a->n++] = widest;
    }
}

static int with_title(const struct layout *a, size_t i, int title)
{
    return a->data[i] > title ? a->data[i] : title;
}

/* Puts the title that takes most room on several lines; false when none would give any. */
static bool fold_title(const struct mh__listing *l, struct layout *a)
{
    int most = 0;
    size_t best = 0;
    for (size_t i = 0; i < a->n; i++) {
        int gain = a->width[i] - with_title(a, i, mh__longest_word(title(l, a->field[i])));
        if (gain > most) {
            most = gain;
            best = i;
        }
    }
    a->width[best] -= most;
    return most != 0;
}

/* Numbers, dates, codes and the words of states and verdicts are shown whole or not at all. */
static bool firm(const struct mh__field *f)
{
    return f->type != MH_TEXT || (f->flags & (MH__FIRM | MH__WHOLE | MH__STATE));
}

/* Takes one column from the widest that the phase lets be narrowed; false when none may. */
static bool narrow(const struct mh__listing *l, struct layout *a, const struct phase *p)
{
    size_t best = a->n;
    for (size_t i = 0; i < a->n; i++) {
        const struct mh__field *f = &l->field[a->field[i]];
        int least = f->flags & MH__WRAP ? p->wrap : p->other;
        if (firm(f) || a->width[i] <= least)
            continue;
        if (best == a->n || a->width[i] > a->width[best])
            best = i;
    }
    if (best == a->n)
        return false;
    a->width[best]--;
    return true;
}

/* From natural widths through so many phases; true when the table fits. */
static bool squeeze(const struct mh__listing *l, struct layout *a, int room, size_t nphases)
{
    for (size_t i = 0; i < a->n; i++)
        a->width[i] = with_title(a, i, mh_utf8_width(title(l, a->field[i])));
    while (total(a) > room && fold_title(l, a))
        continue;
    for (size_t p = 0; p < nphases; p++)
        while (total(a) > room && narrow(l, a, &phases[p]))
            continue;
    return total(a) <= room;
}

/* Leaves out the last column that is not held; false when all are. */
static bool drop_last(struct mh__listing *l, struct layout *a)
{
    size_t at = a->n - 1;
    while (at > 0 && (l->field[a->field[at]].flags & (MH__KEEP | MH__FIRM)))
        at--;
    if (at == 0)
        return false;
    a->n--;
    for (size_t i = at; i < a->n; i++) {
        a->field[i] = a->field[i + 1];
        a->data[i] = a->data[i + 1];
    }
    l->dropped++;
    return true;
}

static void fit(struct mh__listing *l, struct layout *a)
{
    int limit = l->cli->table_width, room = limit == 0 ? INT_MAX : limit - (l->indent ? mh_utf8_width(l->indent) : 0);
    while (!squeeze(l, a, room, BEFORE_DROP + l->tight))
        if (a->n <= KEPT || !drop_last(l, a)) {
            squeeze(l, a, room, NPHASES);
            break;
        }
    for (size_t i = 0; i < a->n; i++)
        l->cli->shortened |= a->width[i] < a->data[i];
    l->cli->shortened |= l->dropped != 0;
}

static void put_cell(struct mh_str *line, const char *text, int width, bool right, bool last)
{
    int w = mh_utf8_width(text);
    if (w > width) {
        mh_utf8_clip(line, text, width - 1, false);
        mh_str_add(line, "…");
        return;
    }
    if (right)
        mh_str_addf(line, "%*s", width - w, "");
    mh_str_add(line, text);
    if (!right && !last)
        mh_str_addf(line, "%*s", width - w, "");
}

static const char *colour_of(const struct mh__cli *cli, const char *state)
{
    static const char *const by_state[MH_NSTATES] = {
        [MH_STATE_VALIDATED] = "\033[1;32m", [MH_STATE_MATCH] = "\033[32m", [MH_STATE_REVIEW] = "\033[33m", [MH_STATE_NEAR] = "\033[36m",
        [MH_STATE_LEAD] = "\033[35m", [MH_STATE_NONE] = "\033[31m", [MH_STATE_UNREAD] = "\033[1;33m", [MH_STATE_OUT] = "\033[2m",
    };
    for (int i = 0; i < MH_NSTATES; i++)
        if (mh_streq(state, mh__tr(cli, mh_state_title((enum mh_state)i))))
            return by_state[i];
    for (int i = MH_VERDICT_NEAR; i <= MH_VERDICT_MATCH; i++)
        if (mh_streq(state, mh__tr(cli, mh_verdict_title((enum mh_verdict)i))))
            return by_state[i == MH_VERDICT_MATCH ? MH_STATE_MATCH : i == MH_VERDICT_REVIEW ? MH_STATE_REVIEW : MH_STATE_NEAR];
    return NULL;
}

static void put_line(struct mh__listing *l, struct mh_str *line)
{
    while (line->len > 0 && line->data[line->len - 1] == ' ')
        line->data[--line->len] = '\0';
    mh_str_addc(line, '\n');
    mh__print_raw(l->cli, line->data, line->len);
    mh_str_clear(line);
}

/* Titles in as many lines as they need, ending on the same one. */
static void put_titles(struct mh__listing *l, const struct layout *a)
{
    struct mh_str line = MH_STR_INIT, *lines = mh_xcalloc(a->n + 1, sizeof *lines);
    int *left = mh_xcalloc(a->n + 1, sizeof *left), most = 0;
    const char **at = mh_xcalloc(a->n + 1, sizeof *at);
    for (size_t i = 0; i < a->n; i++) {
        mh__wrap(&lines[i], title(l, a->field[i]), 0, a->width[i]);
        at[i] = mh_str_text(&lines[i]);
        for (const char *p = at[i]; *p != '\0'; p++)
            left[i] += *p == '\n';
        most = left[i] > most ? left[i] : most;
    }
    for (; most > 0; most--) {
        struct mh_str part = MH_STR_INIT;
        if (l->indent != NULL)
            mh_str_add(&line, l->indent);
        for (size_t i = 0; i < a->n; i++) {
            mh_str_clear(&part);
            if (left[i] == most) {
                size_t n = strcspn(at[i], "\n");
                mh_str_addn(&part, at[i], n);
                at[i] += n + 1;
                left[i]--;
            }
            mh_str_addf(&line, "%*s", i ? GAP : 0, "");
            put_cell(&line, mh_str_text(&part), a->width[i], is_number(l->field[a->field[i]].type), i + 1 == a->n);
        }
        mh_str_free(&part);
        put_line(l, &line);
    }
    for (size_t i = 0; i < a->n; i++)
        mh_str_free(&lines[i]);
    free(lines);
    free(left);
    free(at);
    mh_str_free(&line);
}

static void put_row(struct mh__listing *l, const struct layout *a, int64_t row)
{
    struct mh_str line = MH_STR_INIT;
    if (l->indent != NULL)
        mh_str_add(&line, l->indent);
    for (size_t i = 0; i < a->n; i++) {
        const struct mh__field *f = &l->field[a->field[i]];
        const char *text = cell(l, row, a->field[i]);
        const char *colour = l->cli->colour && (f->flags & MH__STATE) ? colour_of(l->cli, text) : NULL;
        if (i)
            mh_str_addf(&line, "%*s", GAP, "");
        if (colour)
            mh_str_add(&line, colour);
        put_cell(&line, text, a->width[i], is_number(f->type), i + 1 == a->n);
        if (colour)
            mh_str_add(&line, "\033[0m");
    }
    put_line(l, &line);
    mh_str_free(&line);
}

static void put_rule(struct mh__listing *l, const struct layout *a)
{
    struct mh_str line = MH_STR_INIT;
    if (l->indent != NULL)
        mh_str_add(&line, l->indent);
    for (size_t i = 0; i < a->n; i++) {
        if (i)
            mh_str_addf(&line, "%*s", GAP, "");
        for (int k = 0; k < a->width[i]; k++)
            mh_str_add(&line, "─");
    }
    mh_str_addc(&line, '\n');
    mh__print_raw(l->cli, line.data, line.len);
    mh_str_free(&line);
}

static void put_table(struct mh__listing *l)
{
    struct layout a = { .field = mh_xcalloc(l->nfields + 1, sizeof(size_t)), .width = mh_xcalloc(l->nfields + 1, sizeof(int)),
                        .data = mh_xcalloc(l->nfields + 1, sizeof(int)) };
    measure(l, &a);
    fit(l, &a);
    put_titles(l, &a);
    put_rule(l, &a);
    for (int64_t r = 0; r < l->rows; r++)
        put_row(l, &a, r);
    free(a.field);
    free(a.width);
    free(a.data);
}

void mh__listing_end(struct mh__listing *l)
{
    if (l->cli->format == MH__JSON)
        mh__print(l->cli, "%s", l->rows ? "\n]\n" : "[]\n");
    else if (l->cli->format == MH__TABLE && l->rows != 0)
        put_table(l);
    mh_arena_free(&l->arena);
    mh_vec_free(&l->cell);
}

/* --- rows of a report's column table --- */

void mh__rows_begin(struct mh__rows_told *t, struct mh__cli *cli, const struct mh_table *table)
{
    *t = (struct mh__rows_told){ .cli = cli, .table = table, .field = mh_xcalloc(table->ncolumns, sizeof *t->field) };
    for (size_t i = 0; i < table->ncolumns; i++) {
        const struct mh_column *c = &table->columns[i];
        bool words = (c->flags & MH_LONG) && !mh_in_list("produit|volumetrie", c->name);
        t->field[i] = (struct mh__field){ .name = c->name, .title = c->title, .type = c->type, .flags = words ? MH__WRAP : MH__WHOLE };
    }
    mh__listing_begin(&t->list, cli, t->field, table->ncolumns);
    t->list.drop_empty = t->list.tight = true;
}

void mh__rows_show(struct mh__rows_told *t, const char *columns)
{
    for (size_t i = 0; i < t->table->ncolumns; i++)
        if (!mh_in_list(columns, t->table->columns[i].name))
            t->field[i].title = NULL;
}

void mh__rows_keep(struct mh__rows_told *t, const char *columns)
{
    for (size_t i = 0; i < t->table->ncolumns; i++)
        if (mh_in_list(columns, t->table->columns[i].name))
            t->field[i].flags |= MH__KEEP;
}

enum mh_rc mh__rows_tell(void *told, const void *row, struct mh_err *err)
{
    struct mh__rows_told *t = told;
    struct mh_str *text = mh_xcalloc(t->table->ncolumns, sizeof *text);
    const char **texts = mh_xcalloc(t->table->ncolumns, sizeof *texts);
    for (size_t i = 0; i < t->table->ncolumns; i++) {
        const struct mh_column *c = &t->table->columns[i];
        bool withheld = mh_rep_withheld(t->table, c, row); /* files have the text beside it */
        if (!withheld)
            mh_value_text(c, row, &text[i]);
        else if (t->cli->format == MH__TABLE)
            mh_str_add(&text[i], mh_rep_volume_text(t->table, row));
        texts[i] = mh_str_text(&text[i]);
    }
    enum mh_rc rc = mh__listing_row(&t->list, texts, err);
    for (size_t i = 0; i < t->table->ncolumns; i++)
        mh_str_free(&text[i]);
    free(text);
    free(texts);
    return rc;
}

void mh__rows_end(struct mh__rows_told *t)
{
    mh__listing_end(&t->list);
    free(t->field);
}
