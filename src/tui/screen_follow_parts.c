/* Suivi: a part that a group sent enters the plan. A group that is not here yet is added, or said to be another one's, on the spot. */
#include "tui/path.h"
#include "tui/screen_follow.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { GROUPS_SHOWN = 40 };

static enum mh_rc tell_merged(void *ctx, const struct mh_merged *m, struct mh_err *err)
{
    (void)err;
    *(struct mh_merged *)ctx = *m;
    return MH_OK;
}

static void say_merged(struct mh__app *app, struct mh__follow *f, const struct mh_merged *m)
{
    if (m->operations == 0)
        mh__say(app, MH__PLAIN, mh__text(app, "%s : part déjà reçue, rien ne change"), m->member);
    else if (m->conflicts == 0)
        mh__say(app, MH__GOOD, mh__text(app, "%s : part reçue · lignes créées %lld, changées %lld, retirées %lld ; ensuite : g a, m rapproche"),
                m->member, (long long)m->created, (long long)m->updated, (long long)m->removed);
    else
        mh__say(app, MH__WARN, mh__text(app, "%s : part reçue, conflits à régler : %lld"), m->member, (long long)m->conflicts);
    if (m->conflicts > 0)
        f->at = MH__FOLLOW_CONFLICTS;
    mh__changed(app);
}

/* --- whose it is --- */

struct groups { /* of the plan, in the order of the menu */
    MH_VEC(char *) code;
    MH_VEC(char *) name;
};

static enum mh_rc take_group(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err)
{
    struct groups *g = ctx;
    (void)err;
    for (size_t i = 0; i < t->ncolumns; i++) {
        if (mh_streq(t->columns[i].name, "code"))
            mh_vec_push(&g->code, mh_xstrdup(texts[i] ? texts[i] : ""));
        if (mh_streq(t->columns[i].name, "nom"))
            mh_vec_push(&g->name, mh_xstrdup(texts[i] ? texts[i] : ""));
    }
    return MH_OK;
}

static void list_groups(struct mh__app *app, struct groups *g)
{
    struct mh_err err = MH_ERR_IN(app->lang);
    if (mh_ops_list(app->session, "groupes", NULL, take_group, g, &err) != MH_OK)
        mh__say_error(app, &err);
}

static void groups_free(struct groups *g)
{
    for (size_t i = 0; i < g->code.len; i++)
        free(g->code.at[i]);
    for (size_t i = 0; i < g->name.len; i++)
        free(g->name.at[i]);
    mh_vec_free(&g->code);
    mh_vec_free(&g->name);
}

static void merge_as(struct mh__app *app, struct mh__follow *f, const char *as)
{
    const char *path = f->part;
    struct mh_merged m = { 0 };
    struct mh_err err = MH_ERR_IN(app->lang);
    if (mh_ops_merge(app->session, &(struct mh_merge_request){ .paths = &path, .n = 1, .as = as }, tell_merged, &m, &err) != MH_OK)
        mh__say_error(app, &err);
    else
        say_merged(app, f, &m);
}

static void add_group(struct mh__app *app, void *ctx, const char *name)
{
    struct mh__follow *f = ctx;
    struct mh_diags diags = MH_DIAGS_INIT;
    struct mh_err err = MH_ERR_IN(app->lang);
    struct mh_str code = MH_STR_INIT, called = MH_STR_INIT;
    mh_str_addf(&code, "code=%s", f->owner);
    mh_str_addf(&called, "nom=%s", name);
    const char *fields[] = { mh_str_text(&code), mh_str_text(&called), NULL };
    if (mh_ops_add(app->session, "groupes", fields, &diags, &err) != MH_OK)
        mh__say_error(app, &err);
    else
        merge_as(app, f, NULL);
    mh__changed(app);
    mh_diags_free(&diags);
    mh_str_free(&code);
    mh_str_free(&called);
}

static const char *check_name(struct mh__app *app, void *ctx, const char *text)
{
    (void)ctx;
    return mh_blank(text) ? mh__text(app, "un nom est attendu") : NULL;
}

static bool named(const struct mh__follow *f)
{
    return !mh_streq(f->owner, "MOI"); /* what a plan calls its group until somebody names it */
}

static void owner_taken(struct mh__app *app, void *ctx, size_t i)
{
    struct mh__follow *f = ctx;
    struct groups g = { 0 };
    if (named(f) && i == 0) {
        mh__ask(app, &(struct mh__question){ .title = "Ajouter le groupe", .label = "Nom", .value = f->owner,
                                             .help = "tel que l'association l'écrit ; son code est celui de la part", .check = check_name,
                                             .done = add_group, .ctx = f });
        return;
    }
    list_groups(app, &g);
    i -= named(f);
    if (i < g.code.len)
        merge_as(app, f, g.code.at[i]);
    groups_free(&g);
}

static void ask_owner(struct mh__app *app, struct mh__follow *f)
{
    struct groups g = { 0 };
    struct mh__menu_entry entry[GROUPS_SHOWN + 1];
    struct mh_str title = MH_STR_INIT, add = MH_STR_INIT;
    size_t n = 0;
    list_groups(app, &g);
    mh_str_addf(&title, mh__text(app, "Groupe « %s » inconnu ici : de qui est cette part ?"), f->owner);
    mh_str_addf(&add, mh__text(app, "Ajouter le groupe %s"), f->owner);
    if (named(f))
        entry[n++] = (struct mh__menu_entry){ .title = mh_str_text(&add) };
    for (size_t i = 0; i < g.code.len && i < GROUPS_SHOWN; i++)
        entry[n++] = (struct mh__menu_entry){ .title = g.code.at[i], .note = g.name.at[i] };
    if (n == 0)
        mh__say(app, MH__WARN, "%s", mh__text(app, "Cette part ne dit pas son groupe : ajoutez-le d'abord au Registre (g r, Groupes), puis m"));
    else
        mh__menu(app, mh_str_text(&title), entry, n, owner_taken, f);
    groups_free(&g);
    mh_str_free(&title);
    mh_str_free(&add);
}

/* --- the file --- */

static void complete_part(struct mh__app *app, void *ctx, const char *typed, struct mh__choices *out)
{
    static const char *const endings[] = { ".part", ".base", NULL };
    (void)app, (void)ctx;
    mh__path_choices(typed, endings, out);
}

static const char *check_part(struct mh__app *app, void *ctx, const char *text)
{
    (void)ctx;
    return mh__path_check(app, text);
}

static void take_part(struct mh__app *app, void *ctx, const char *path)
{
    struct mh__follow *f = ctx;
    struct mh_merged m = { 0 };
    struct mh_err err = MH_ERR_IN(app->lang);
    free(f->part);
    f->part = mh_xstrdup(path);
    f->owner[0] = '\0';
    enum mh_rc rc = mh_ops_merge(app->session, &(struct mh_merge_request){ .paths = &path, .n = 1, .unknown = f->owner }, tell_merged, &m, &err);
    if (rc == MH_OK)
        say_merged(app, f, &m);
    else if (rc == MH_ENOTFOUND && f->owner[0] != '\0')
        ask_owner(app, f);
    else
        mh__say_error(app, &err);
}

void mh__follow_receive(struct mh__app *app, struct mh__follow *f)
{
    mh__ask(app, &(struct mh__question){ .title = "Réunir une part", .label = "Chemin", .help = "Tab complète ; le fichier que le groupe a envoyé",
                                         .complete = complete_part, .check = check_part, .done = take_part, .ctx = f });
}
