/* The local share, of all families together, as a text: the plan, what it comes from today, what was bought, the sector's published figures. */
#include "tui/app.h"
#include "tui/plan_menu.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>

enum { ITEM = 28, FIGURE = 10 };

struct telling {
    struct mh__app *app;
    struct mh_str text, context;
    char *view; /* under whose heading one is */
    int64_t year;
};

static void add_right(struct mh_str *out, const char *text)
{
    for (int w = mh_utf8_width(text); w < FIGURE; w++)
        mh_str_addc(out, ' ');
    mh_str_add(out, text);
}

static void add_value(struct mh_str *out, const char *column, const struct mh_rep_local *row)
{
    struct mh_str s = MH_STR_INIT;
    const struct mh_column *c = mh_table_column(&mh_rep_local_table, column);
    if (mh_value_known(c, row))
        mh_value_text_fr(c, row, &s);
    add_right(out, mh_str_text(&s));
    mh_str_free(&s);
}

static enum mh_rc tell(void *ctx, const struct mh_rep_local *row, struct mh_err *err)
{
    struct telling *t = ctx;
    const char *item = row->item ? row->item : "";
    (void)err;
    if (row->lines == MH_UNKNOWN) { /* published of the sector: a sentence */
        mh_str_addf(&t->context, "\n%lld · %s (%s)", (long long)row->year, item, row->source ? row->source : "");
        return MH_OK;
    }
    if (t->view == NULL || !mh_streq(t->view, row->view) || t->year != row->year) {
        mh_str_addf(&t->text, "%s%s %lld\n", t->text.len ? "\n" : "", mh__text(t->app, row->view), (long long)row->year);
        mh_xset(&t->view, row->view);
        t->year = row->year;
    }
    mh_str_addf(&t->text, "  %s", item);
    for (int w = mh_utf8_width(item); w < ITEM; w++)
        mh_str_addc(&t->text, ' ');
    add_value(&t->text, "lignes", row);
    add_value(&t->text, "sur", row);
    add_value(&t->text, "part_lignes", row);
    mh_str_addc(&t->text, '\n');
    return MH_OK;
}

static enum mh_rc work(struct mh__app *app, void *ctx, struct mh_err *err)
{
    return mh_ops_local(app->session, NULL, "", tell, ctx, err);
}

void mh__show_local(struct mh__app *app, void *state)
{
    struct telling t = { .app = app };
    (void)state;
    if (mh__long_work(app, "Part locale", work, &t) == MH_OK) {
        if (t.text.len > 0) {
            struct mh_str head = MH_STR_INIT;
            const char *const titles[] = { mh__text(app, "lignes"), mh__text(app, "sur"), mh__text(app, "part") };
            for (int w = 0; w < ITEM + 2; w++)
                mh_str_addc(&head, ' ');
            for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
                add_right(&head, titles[i]);
            mh_str_addf(&head, "\n%s", mh_str_text(&t.text));
            mh_str_addf(&head, "\n%s", mh__text(app, "Par famille, en volumétrie, en valeur : feuille Part locale du classeur (P, x), mahalli local --families"));
            if (t.context.len > 0)
                mh_str_addf(&head, "\n\n%s%s", mh__text(app, "Contexte, chiffres publiés du secteur, qui n'entrent dans aucun calcul"),
                            mh_str_text(&t.context));
            mh__show_text(app, mh__text(app, "Part locale"), mh_str_text(&head));
            mh_str_free(&head);
        } else {
            mh__say(app, MH__INFO, "%s", mh__text(app, "Pas encore de lignes à compter : saisissez des besoins (g b) ou importez-les (g i)"));
        }
    }
    mh_str_free(&t.text);
    mh_str_free(&t.context);
    free(t.view);
}
