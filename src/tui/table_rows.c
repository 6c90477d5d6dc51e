#include "tui/table_rows.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>

enum { STRETCH_FROM = 20 /* texts as wide as this take what is left */ };

bool mh__column_is_figure(const struct mh_column *c)
{
    return c->type == MH_INT || c->type == MH_QTY || c->type == MH_MONEY || c->type == MH_PERMILLE || c->type == MH_DECIMAL;
}

struct mh__list_column *mh__table_columns(const struct mh__app *app, const struct mh_table *t, const char *shown, int *n)
{
    struct mh__list_column *columns = mh_xcalloc(t->ncolumns, sizeof *columns);
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        columns[i] = (struct mh__list_column){
            .name = c->name, .title = mh__text(app, c->title), .width = c->width > 0 ? c->width : 12,
            .align = mh__column_is_figure(c) ? MH__RIGHT : MH__LEFT, .stretch = c->type == MH_TEXT && c->width >= STRETCH_FROM,
            .word = c->type == MH_CHOICE || c->type == MH_BOOL, .hidden = shown ? !mh_in_list(shown, c->name) : (c->flags & MH_HIDDEN) != 0,
        };
    }
    *n = (int)t->ncolumns;
    return columns;
}

void mh__table_order(struct mh__list *l, const char *shown)
{
    int at = 0;
    for (const char *p = shown; p != NULL && *p != '\0';) {
        size_t len = 0;
        while (p[len] != '\0' && p[len] != '|')
            len++;
        char *name = mh_xstrndup(p, len);
        for (int i = at; i < l->ncolumns; i++) {
            int c = l->order[i];
            if (!mh_streq(l->column[c].name, name))
                continue;
            for (int k = i; k > at; k--)
                l->order[k] = l->order[k - 1];
            l->order[at++] = c;
            break;
        }
        free(name);
        p += len + (p[len] == '|');
    }
}

void mh__table_row(struct mh__rows_source *r, const struct mh_table *t, int64_t id, const void *row)
{
    struct mh_str *text = mh_xcalloc(t->ncolumns, sizeof *text);
    const char **texts = mh_xcalloc(t->ncolumns, sizeof *texts);
    for (size_t i = 0; i < t->ncolumns; i++) {
        if (mh_rep_withheld(t, &t->columns[i], row))
            mh_str_add(&text[i], mh_rep_volume_text(t, row));
        else
            mh_value_text_fr(&t->columns[i], row, &text[i]);
        texts[i] = mh_str_text(&text[i]);
    }
    mh__rows_source_add(r, id, texts);
    for (size_t i = 0; i < t->ncolumns; i++)
        mh_str_free(&text[i]);
    free(text);
    free(texts);
}

enum mh__style mh__word_style(const char *title)
{
    static const struct {
        const char *title;
        enum mh__style style;
    } known[] = {
        { "Validé", MH__GOOD }, { "Concordant", MH__GOOD }, { "À vérifier", MH__WARN }, { "Faisable", MH__INFO }, { "Écart", MH__BAD },
        { "À interroger", MH__INFO }, { "Sans fabricant recensé", MH__BAD }, { "À préciser", MH__WARN }, { "Hors périmètre", MH__DIM },
        { "erreur", MH__BAD }, { "avertissement", MH__WARN }, { "expiré", MH__BAD }, { "enregistré", MH__GOOD }, { "non requis", MH__GOOD },
        { "non vérifié", MH__WARN }, { "dossier déposé", MH__WARN }, { "respectée", MH__GOOD }, { "écart", MH__BAD }, { "inconnue", MH__WARN },
        { "expliquée", MH__DIM },
    };
    for (size_t i = 0; title != NULL && i < sizeof known / sizeof *known; i++)
        if (mh_streq(known[i].title, title))
            return known[i].style;
    return MH__PLAIN;
}
