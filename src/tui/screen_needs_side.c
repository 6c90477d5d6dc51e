/* What the line at the cursor is read as, while it is typed: family, attributes and their sources, what was not read, the volume. */
#include "tui/list_priv.h"
#include "tui/screen_needs.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { FAMILIES_A_SLICE = 8, NAME_WIDTH = 16, MOST_FIELDS = 24 };

static const char *const read_columns[] = { /* the group: its fiches add what it usually asks */
    "membre", "designation", "specifications", "unite", "conditionnement", "famille", "code_emdn", "quantite", "quantite_en",
    "prix_unitaire_ht", "prix_unitaire_ttc", "taux_tva", "prix_en",
};

static const char *text_at(const struct mh__needs *n, int c)
{
    const char *typed = mh__typing_text(n, c);
    return typed != NULL ? typed : mh__list_text(&n->list, c);
}

/* "column=text" pairs of a line, NULL-terminated; id 0: the one at the cursor or being typed. */
static size_t fields_of(const struct mh__needs *n, int64_t id, char *fields[MOST_FIELDS])
{
    size_t count = 0;
    for (size_t i = 0; i < sizeof read_columns / sizeof *read_columns; i++) {
        int c = mh__needs_column(n, read_columns[i]);
        const char *text = id == 0 ? text_at(n, c) : mh__list_text_of(&n->list, id, c);
        struct mh_str one = MH_STR_INIT;
        if (mh_blank(text))
            continue;
        mh_str_addf(&one, "%s=%s", read_columns[i], text);
        fields[count++] = mh_str_take(&one);
    }
    fields[count] = NULL;
    return count;
}

static void free_fields(char *fields[])
{
    for (size_t i = 0; fields[i] != NULL; i++)
        free(fields[i]);
}

void mh__needs_forget_readings(struct mh__needs *n, bool all)
{
    for (size_t i = 0; i < MH__FAMILIES_KEPT; i++) {
        n->seen[i].stale = true;
        if (all) {
            free(n->seen[i].name);
            n->seen[i] = (struct mh__family_seen){ 0 };
        }
    }
    free(n->view_of);
    n->view_of = NULL;
    mh_reading_view_free(&n->view);
}

void mh__needs_read(struct mh__needs *n)
{
    char *fields[MOST_FIELDS];
    struct mh_str key = MH_STR_INIT;
    struct mh_err err = MH_ERR_IN(n->app->lang);
    size_t count = fields_of(n, 0, fields);
    for (size_t i = 0; i < count; i++)
        mh_str_addf(&key, "%s\n", fields[i]);
    if (!mh_streq(n->view_of, mh_str_text(&key))) {
        mh_reading_view_free(&n->view);
        free(n->view_of);
        n->view_of = mh_xstrdup(mh_str_text(&key));
        n->lexicon = true;
        if (mh_ops_read_text(n->app->session, "besoins", (const char *const *)fields, &n->view, &err) != MH_OK) {
            mh_reading_view_free(&n->view);
            mh__say_error(n->app, &err);
        }
    }
    free_fields(fields);
    mh_str_free(&key);
}

/* --- families of the lines on screen --- */

struct mh__family_seen *mh__needs_seen(struct mh__needs *n, int64_t id)
{
    uint64_t h = (uint64_t)id * UINT64_C(0x9E3779B97F4A7C15);
    return &n->seen[h >> 54]; /* MH__FAMILIES_KEPT is 2 to the 10 */
}

static void read_family(struct mh__needs *n, struct mh__list_kept *row, int column)
{
    struct mh__family_seen *seen = mh__needs_seen(n, row->id);
    struct mh_reading_view v;
    struct mh_err err = MH_ERR_IN(n->app->lang);
    char *fields[MOST_FIELDS];
    fields_of(n, row->id, fields);
    bool read = mh_ops_read_text(n->app->session, "besoins", (const char *const *)fields, &v, &err) == MH_OK;
    free(seen->name);
    seen->id = row->id;
    seen->stale = false;
    seen->name = mh_xstrdup(!read ? "" : v.out_of_scope ? mh__text(n->app, "hors périmètre") : v.family_name);
    if (read)
        mh_reading_view_free(&v);
    free_fields(fields);
    free(row->text[column]);
    row->text[column] = mh_xstrdup(seen->name);
}

bool mh__needs_read_families(struct mh__needs *n)
{
    struct mh__list_priv *p = mh__list_priv(&n->list);
    int column = mh__needs_column(n, "famille_lue"), done = 0;
    for (size_t i = 0; i < p->rows.len; i++) {
        const struct mh__family_seen *seen = mh__needs_seen(n, p->rows.at[i].id);
        if (seen->id == p->rows.at[i].id && !seen->stale)
            continue;
        if (done++ == FAMILIES_A_SLICE)
            return true;
        read_family(n, &p->rows.at[i], column);
    }
    return false;
}

/* --- looks --- */

static const char *family_source(const struct mh__needs *n)
{
    if (!mh_blank(text_at(n, mh__needs_column(n, "famille"))))
        return "saisi";
    return mh_blank(text_at(n, mh__needs_column(n, "code_emdn"))) ? "lu" : "code EMDN";
}

static void add_family(const struct mh__needs *n, struct mh_str *out)
{
    const struct mh_reading_view *v = &n->view;
    if (v->out_of_scope)
        mh_str_add(out, mh__text(n->app, "Hors périmètre"));
    else if (*v->family == '\0')
        mh_str_add(out, mh__text(n->app, "Famille non lue"));
    else
        mh_str_addf(out, "%s (%s)", v->family_name, mh__text(n->app, family_source(n)));
    if (*v->second != '\0')
        mh_str_addf(out, mh__text(n->app, " ; ou %s ?"), v->second_name);
}

/* "volume 10 mL (lu)", or what is missing of what decides. */
static bool add_attribute(const struct mh__needs *n, const struct mh_read_attribute *a, struct mh_str *out)
{
    if (*a->value != '\0')
        mh_str_addf(out, "%s %s (%s%s)", a->name, a->value, a->source, a->wish ? mh__text(n->app, ", souhait") : "");
    else if (a->critical)
        mh_str_addf(out, "%s ?", a->name);
    return *a->value != '\0' || a->critical;
}

static int put_line(struct mh__needs *n, struct mh__area a, int y, enum mh__style style, const char *title, const char *text)
{
    struct mh_str line = MH_STR_INIT;
    if (mh_blank(text) || y >= a.h)
        return y;
    mh_str_addf(&line, "%s%s%s", title, *title != '\0' ? " : " : "", text);
    y = mh__put_wrapped(&n->app->canvas, a, y, style, mh_str_text(&line));
    mh_str_free(&line);
    return y;
}

static int draw_tall_attributes(struct mh__needs *n, struct mh__area a, int y)
{
    for (size_t i = 0; i < n->view.nattributes && y < a.h; i++) {
        const struct mh_read_attribute *r = &n->view.attribute[i];
        struct mh_str value = MH_STR_INIT;
        bool known = *r->value != '\0';
        if (!known && !r->critical)
            continue;
        mh__put_fit(&n->app->canvas, a, y, 0, NAME_WIDTH, MH__LEFT, MH__DIM, r->name);
        mh_str_addf(&value, "%s%s", known ? r->value : mh__text(n->app, "non précisé"), r->wish ? mh__text(n->app, ", souhait") : "");
        int x = mh__put(&n->app->canvas, a, y, NAME_WIDTH + 1, known ? MH__PLAIN : MH__WARN, mh_str_text(&value));
        mh_str_clear(&value);
        if (known) {
            mh_str_addf(&value, "%s%s%s%s", r->source, *r->words ? " « " : "", r->words, *r->words ? " »" : "");
            mh__put_fit(&n->app->canvas, a, y, x + 1, a.w - x - 1, MH__LEFT, MH__DIM, mh_str_text(&value));
        }
        mh_str_free(&value);
        y++;
    }
    return y;
}

static void draw_tall(struct mh__needs *n, struct mh__area a)
{
    struct mh_str family = MH_STR_INIT;
    const struct mh_reading_view *v = &n->view;
    add_family(n, &family);
    int y = put_line(n, a, 0, MH__DIM, "", text_at(n, mh__needs_column(n, "designation")));
    y = put_line(n, a, y, *v->family && !v->out_of_scope ? MH__BOLD : MH__WARN, "", mh_str_text(&family));
    y = draw_tall_attributes(n, a, y);
    y = put_line(n, a, y, MH__WARN, mh__text(n->app, "Mots non lus"), v->rest);
    y = put_line(n, a, y, MH__WARN, "", v->problem);
    y = put_line(n, a, y, MH__WARN, mh__text(n->app, "Proposé, à confirmer (o)"), text_at(n, mh__needs_column(n, "a_confirmer")));
    if (!mh_blank(v->computation))
        put_line(n, a, y + 1, MH__PLAIN, "", v->computation);
    mh_str_free(&family);
}

/* Few lines below the grid: the family, its attributes one behind another, then what asks for a person; the volume has the last lines. */
static void draw_low(struct mh__needs *n, struct mh__area a)
{
    struct mh_str text = MH_STR_INIT;
    const struct mh_reading_view *v = &n->view;
    int volume = mh_blank(v->computation) || a.h < 2 ? 0 : mh__put_wrapped(&n->app->canvas, (struct mh__area){ .w = a.w }, 0, MH__DIM, v->computation);
    bool whole = volume <= 2 && volume < a.h;
    if (!whole)
        volume = 1;
    struct mh__area upper = mh__area_rows(a, 0, a.h - volume);
    add_family(n, &text);
    for (size_t i = 0; i < v->nattributes; i++) {
        struct mh_str one = MH_STR_INIT;
        if (add_attribute(n, &v->attribute[i], &one))
            mh_str_addf(&text, " · %s", mh_str_text(&one));
        mh_str_free(&one);
    }
    int y = put_line(n, upper, 0, *v->family && !v->out_of_scope ? MH__PLAIN : MH__WARN, "", mh_str_text(&text));
    mh_str_clear(&text);
    if (!mh_blank(v->rest))
        mh_str_addf(&text, "%s : %s", mh__text(n->app, "Mots non lus"), v->rest);
    if (!mh_blank(v->problem))
        mh_str_addf(&text, "%s%s", text.len ? " ; " : "", v->problem);
    const char *proposed = text_at(n, mh__needs_column(n, "a_confirmer"));
    if (!mh_blank(proposed))
        mh_str_addf(&text, "%s%s : %s", text.len ? " ; " : "", mh__text(n->app, "Proposé, à confirmer (o)"), proposed);
    if (text.len > 0 && y >= upper.h && upper.h > 1) { /* what asks for a person is not pushed out by what was read */
        y = upper.h - 1;
        mh__fill(&n->app->canvas, mh__area_rows(upper, y, 1), MH__PLAIN);
    }
    put_line(n, upper, y, MH__WARN, "", mh_str_text(&text));
    if (volume > 0 && !whole)
        mh__put_fit(&n->app->canvas, a, a.h - 1, 0, a.w, MH__LEFT, MH__DIM, v->computation);
    else if (volume > 0)
        mh__put_wrapped(&n->app->canvas, mh__area_rows(a, a.h - volume, volume), 0, MH__DIM, v->computation);
    mh_str_free(&text);
}

void mh__needs_draw_side(struct mh__needs *n, struct mh__area a, bool tall)
{
    if (n->list.cursor == 0 && !mh__typing_new_line(n))
        return;
    if (!n->lexicon) {
        mh__put(&n->app->canvas, a, 0, 0, MH__DIM, mh__text(n->app, "lecture en cours…"));
        return;
    }
    mh__needs_read(n);
    if (n->view.family == NULL || mh_blank(text_at(n, mh__needs_column(n, "designation"))))
        return;
    if (tall)
        draw_tall(n, a);
    else
        draw_low(n, a);
}
