/* Registre: makers with their declared ranges, products, certificates, and the other lists that the plan rests on. What nobody knows and
 * what has expired stands out in words. */
#include "tui/form.h"
#include "tui/screens.h"
#include "tui/table_rows.h"
#include "tui/window_source.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { MAKERS, PRODUCTS, CERTIFICATES, MEMBERS, SITES, SHEETS, NPANES };

static const struct pane {
    const char *kind, *title, *shown;
    const char *wanted; /* columns whose lack is shown as ? */
    const char *empty;
} panes[NPANES] = {
    [MAKERS] = { "fabricants", MH_TR("Fabricants"), "code|raison_sociale|statut|role|ville|gammes|verifie_le|verifie_par|document",
                 "statut|role|gammes|verifie_le|verifie_par|document",
                 MH_TR("Aucun fabricant. n en saisit un (un code et un nom suffisent) ; g i en importe une liste. Tant qu'il n'y en a pas, « sans "
                       "fabricant recensé » ne dit rien.") },
    [PRODUCTS] = { "produits", MH_TR("Produits"), "fabricant|reference|designation|capacite_annuelle|delai_jours|verifie_le|statut|preuve",
                   "capacite_annuelle|delai_jours|statut|preuve|verifie_le|verifie_par|reference",
                   MH_TR("Aucun produit : ce que les fabricants font, avec ses spécifications. n en saisit un ; g i importe une liste, ou leurs "
                         "réponses aux demandes d'information (g s).") },
    [CERTIFICATES] = { "certificats", MH_TR("Certificats"), "fabricant|produit|type|numero|fin|document|verifie_le",
                       "numero|fin|document|verifie_le",
                       MH_TR("Aucun certificat : enregistrements, marquages CE, ISO des fabricants, avec leur fin et le document vu. n en saisit "
                             "un ; g i importe une liste.") },
    [MEMBERS] = { "groupes", MH_TR("Groupes"), "code|nom|ville|ice", "",
                  MH_TR("Aucun groupe. n en saisit un ; le premier import de besoins crée « Mon groupe », qu'Entrée renomme.") },
    [SITES] = { "etablissements", MH_TR("Établissements"), "membre|code|nom|ville|lits", "",
                MH_TR("Aucun établissement. n en saisit un ; un fichier de besoins qui les nomme les crée.") },
    [SHEETS] = { "fiches", MH_TR("Fiches types"), "membre|famille|version|etat|statut|specifications|auteur|date", "",
                 MH_TR("Aucune fiche technique type : les valeurs usuelles d'une famille, que ses articles héritent une fois adoptées. n en saisit "
                       "une ; mahalli list fiches --proposed en propose.") },
};

struct view { /* a list of one pane */
    struct mh__app *app;
    const struct pane *pane;
    struct mh__stored *rows;
    struct mh__list list;
    const struct mh_table *table;
    /* passing rows on */
    void (*each)(void *to, const struct mh__list_row *row);
    void *to;
};

struct registry {
    struct view view[NPANES];
    int at;
};

/* --- rows: what is unknown or has expired says so --- */

static int end_column(const struct view *v)
{
    for (size_t i = 0; v->pane == &panes[CERTIFICATES] && i < v->table->ncolumns; i++)
        if (mh_streq(v->table->columns[i].name, "fin"))
            return (int)i;
    return -1;
}

/* jj/mm/aaaa before today? */
static bool is_past(const char *fr, const char *today)
{
    char day[11];
    if (strlen(fr) != 10)
        return false;
    memcpy(day, fr + 6, 4);
    day[4] = '-';
    memcpy(day + 5, fr + 3, 2);
    day[7] = '-';
    memcpy(day + 8, fr, 2);
    day[10] = '\0';
    return strcmp(day, today) < 0;
}

static void pass(void *to, const struct mh__list_row *row)
{
    struct view *v = to;
    const char **texts = mh_xcalloc(v->table->ncolumns, sizeof *texts);
    struct mh_str expired = MH_STR_INIT;
    int end = end_column(v);
    for (size_t i = 0; i < v->table->ncolumns; i++) {
        texts[i] = row->texts[i];
        if (mh_blank(texts[i]) && mh_in_list(v->pane->wanted, v->table->columns[i].name))
            texts[i] = "?";
        else if ((int)i == end && is_past(texts[i], v->app->today)) {
            mh_str_addf(&expired, "%s %s", mh__text(v->app, "expiré"), texts[i]);
            texts[i] = mh_str_text(&expired);
        }
    }
    v->each(v->to, &(struct mh__list_row){ row->id, texts });
    mh_str_free(&expired);
    free(texts);
}

static enum mh_rc query(void *ctx, const struct mh__list_query *q, struct mh_err *err)
{
    return mh__stored_query(((struct view *)ctx)->rows, q, err);
}

static enum mh_rc fetch(void *ctx, enum mh_window_from from, int64_t anchor, size_t n, void (*each)(void *to, const struct mh__list_row *row),
                        void *to, struct mh_err *err)
{
    struct view *v = ctx;
    v->each = each;
    v->to = to;
    return mh__stored_fetch(v->rows, from, anchor, n, pass, v, err);
}

static enum mh_rc count(void *ctx, int64_t *n, bool *exact, struct mh_err *err)
{
    return mh__stored_count(((struct view *)ctx)->rows, n, exact, err);
}

static enum mh__style style(void *ctx, int64_t id, int column, const char *text)
{
    struct view *v = ctx;
    const struct mh_column *c = &v->table->columns[column];
    (void)id;
    if (mh_streq(text, "?") || mh_streq(text, "inconnu"))
        return MH__WARN;
    if (column == end_column(v) && *text != '\0' && (*text < '0' || *text > '9'))
        return MH__BAD;
    if (mh_streq(text, "arrêté"))
        return MH__BAD;
    return c->flags & MH_PRIVATE ? MH__PRIVATE : MH__PLAIN;
}

static const struct mh__list_source source = { .query = query, .fetch = fetch, .count = count, .style = style };

/* --- the screen --- */

static struct view *current(void *state)
{
    struct registry *r = state;
    return &r->view[r->at];
}

static enum mh_rc show(struct mh__app *app, struct registry *r, int at, struct mh_err *err)
{
    struct view *v = &r->view[at];
    r->at = at;
    if (v->rows != NULL)
        return MH_OK;
    v->app = app;
    v->pane = &panes[at];
    v->rows = mh__stored_new(app, v->pane->kind);
    v->table = mh__stored_table_of(v->rows);
    int n;
    struct mh__list_column *columns = mh__table_columns(app, v->table, v->pane->shown, &n);
    for (int i = 0; i < n; i++)
        if (i == end_column(v))
            columns[i].width = 17; /* « expiré jj/mm/aaaa » */
    mh__list_init(&v->list, &source, v, columns, n);
    mh__table_order(&v->list, v->pane->shown);
    v->list.empty = v->pane->empty;
    v->list.frozen = 1;
    free(columns);
    return mh__list_reload(&v->list, err);
}

/* "ref=CODE" a maker, "kind=produits", "maker=CODE" its products. */
static enum mh_rc aim(struct mh__app *app, struct registry *r, const char *target, struct mh_err *err)
{
    const char *equal = strchr(target, '=');
    struct mh_str filter = MH_STR_INIT;
    enum mh_rc rc = MH_OK;
    if (equal != NULL && strncmp(target, "kind=", 5) == 0) {
        for (int i = 0; i < NPANES; i++)
            if (mh_table_for_kind(panes[i].kind) == mh_table_for_kind(equal + 1))
                return show(app, r, i, err);
        return mh_err_set(err, MH_ENOTFOUND, "le registre n'a pas de liste « %s »", equal + 1);
    }
    bool maker = strncmp(target, "maker=", 6) == 0, ref = strncmp(target, "ref=", 4) == 0;
    if (!maker && !ref)
        return mh_err_set(err, MH_ENOTFOUND, "registre : rien ne s'appelle « %s »", target);
    rc = show(app, r, maker ? PRODUCTS : MAKERS, err);
    mh_str_addf(&filter, "%s=%s", maker ? "fabricant" : "code", equal + 1);
    if (rc == MH_OK)
        rc = mh__list_filter_target(&r->view[r->at].list, mh_str_text(&filter), err);
    mh_str_free(&filter);
    return rc;
}

static enum mh_rc open(struct mh__app *app, void *state, const char *target, struct mh_err *err)
{
    return mh_blank(target) ? show(app, state, ((struct registry *)state)->at, err) : aim(app, state, target, err);
}

static void close(struct mh__app *app, void *state)
{
    struct registry *r = state;
    (void)app;
    for (int i = 0; i < NPANES; i++) {
        if (r->view[i].rows == NULL)
            continue;
        mh__list_free(&r->view[i].list);
        mh__stored_free(r->view[i].rows);
    }
}

static enum mh_rc refresh(struct mh__app *app, void *state, struct mh_err *err)
{
    struct registry *r = state;
    enum mh_rc rc = MH_OK;
    (void)app;
    for (int i = 0; i < NPANES && rc == MH_OK; i++) {
        if (r->view[i].rows == NULL)
            continue;
        mh__stored_changed(r->view[i].rows);
        rc = mh__list_reload(&r->view[i].list, err);
    }
    return rc;
}

/* Where the titles begin for that of the list shown to be seen: a narrow screen has no room for all. */
static int first_title(const struct mh__app *app, const struct registry *r, int width)
{
    int first = r->at, used = 0;
    while (first >= 0 && (used += mh__text_width(mh__text(app, panes[first].title)) + 3) <= width)
        first--;
    return first + 1 < r->at ? first + 1 : r->at;
}

static void draw(struct mh__app *app, void *state, struct mh__area a)
{
    struct registry *r = state;
    int x = 0, first = first_title(app, r, a.w);
    if (first > 0)
        x = mh__put(&app->canvas, a, 0, x, MH__DIM, app->ascii ? "< " : "‹ ");
    for (int i = first; i < NPANES; i++) {
        struct mh_str tab = MH_STR_INIT;
        mh_str_addf(&tab, i == r->at ? "[%s]" : " %s ", mh__text(app, panes[i].title));
        x = mh__put(&app->canvas, a, 0, x, i == r->at ? MH__BOLD : MH__DIM, mh_str_text(&tab)) + 1;
        mh_str_free(&tab);
    }
    mh__list_draw(&r->view[r->at].list, app, mh__area_rows(a, 1, a.h - 1));
}

static bool event(struct mh__app *app, void *state, const struct mh__event *ev)
{
    struct registry *r = state;
    struct mh_err err = MH_ERR_IN(app->lang);
    if (ev->type == MH__EV_KEY && (ev->key == MH__KEY_TAB || ev->key == MH__KEY_BACKTAB)) {
        int step = ev->key == MH__KEY_TAB ? 1 : NPANES - 1;
        if (show(app, r, (r->at + step) % NPANES, &err) != MH_OK)
            mh__say_error(app, &err);
        return true;
    }
    return mh__list_event(&r->view[r->at].list, app, ev);
}

static bool idle(struct mh__app *app, void *state)
{
    (void)app;
    return mh__list_idle(&current(state)->list);
}

/* --- actions --- */

static const char *needs_row(struct mh__app *app, void *state)
{
    (void)app;
    return current(state)->list.cursor == 0 ? "la liste est vide" : NULL;
}

static const char *needs_maker(struct mh__app *app, void *state)
{
    struct registry *r = state;
    if (r->at != MAKERS && r->at != CERTIFICATES && r->at != PRODUCTS)
        return "cette liste n'a pas de fabricant";
    return needs_row(app, state);
}

static void edit(struct mh__app *app, void *state)
{
    struct view *v = current(state);
    mh__form_row(app, v->pane->kind, v->list.cursor, NULL, NULL);
}

static void add(struct mh__app *app, void *state)
{
    mh__form_row(app, current(state)->pane->kind, 0, NULL, NULL);
}

static void told(struct mh__app *app, enum mh_rc rc, const struct mh_edit_result *out, const struct mh_err *err, const char *done)
{
    if (rc != MH_OK) {
        mh__say_error(app, err);
        return;
    }
    if (out->refused > 0 && out->diags.list.len > 0)
        mh__say(app, MH__WARN, "%s", out->diags.list.at[0].message);
    else
        mh__say(app, MH__GOOD, "%s : %lld", mh__text(app, done), (long long)out->changed);
    mh__changed(app);
}

static void duplicate(struct mh__app *app, void *state)
{
    struct view *v = current(state);
    struct mh_edit_result out = MH_EDIT_RESULT_INIT;
    struct mh_err err = MH_ERR_IN(app->lang);
    enum mh_rc rc = mh_ops_duplicate(app->session, v->pane->kind, v->list.cursor, &out, &err);
    told(app, rc, &out, &err, MH_TR("Copié"));
    if (rc == MH_OK && out.id != 0 && mh__list_stand(&v->list, out.id, &err) == MH_OK)
        mh__form_row(app, v->pane->kind, out.id, NULL, NULL);
    mh_edit_result_free(&out);
}

static void remove_rows(struct mh__app *app, void *state)
{
    struct view *v = current(state);
    struct mh_edit_result out = MH_EDIT_RESULT_INIT;
    struct mh_err err = MH_ERR_IN(app->lang);
    size_t n;
    const int64_t *ids = mh__list_picked(&v->list, &n);
    enum mh_rc rc = mh_ops_remove_ids(app->session, v->pane->kind, ids, n, &out, &err);
    mh__list_pick_none(&v->list);
    told(app, rc, &out, &err, MH_TR("Retiré"));
    mh_edit_result_free(&out);
}

/* Goes to another list, of the same maker. */
static void of_maker(struct mh__app *app, void *state, int to)
{
    struct registry *r = state;
    struct view *v = current(state);
    struct mh_err err = MH_ERR_IN(app->lang);
    struct mh_str filter = MH_STR_INIT;
    int c = mh__list_column_named(&v->list, r->at == MAKERS ? "code" : "fabricant");
    mh_str_addf(&filter, "fabricant=%s", mh__list_text(&v->list, c));
    enum mh_rc rc = show(app, r, to, &err);
    if (rc == MH_OK)
        rc = mh__list_filter_target(&r->view[to].list, mh_str_text(&filter), &err);
    if (rc != MH_OK)
        mh__say_error(app, &err);
    mh_str_free(&filter);
}

static void products(struct mh__app *app, void *state) { of_maker(app, state, PRODUCTS); }
static void certificates(struct mh__app *app, void *state) { of_maker(app, state, CERTIFICATES); }

MH__LIST_ACTIONS_ON(&current(state)->list)
MH__LIST_PICK_ON(&current(state)->list)

static const struct mh__action actions[] = {
    { .name = "fiche", .title = "Fiche", .help = "Tous les champs de la ligne, à lire et à corriger", .key = MH__KEY_ENTER, .flags = MH__ACT_BAR,
      .why_not = needs_row, .run = edit },
    { .name = "nouveau", .title = "Nouveau", .help = "Ajoute une ligne à la liste", .key = 'n', .flags = MH__ACT_BAR | MH__ACT_WRITES | MH__ACT_ASKS,
      .run = add },
    { .name = "produits", .title = "Produits", .help = "Les produits de ce fabricant", .key = 'p', .flags = MH__ACT_BAR, .why_not = needs_maker,
      .run = products },
    { .name = "certificats", .title = "Certificats", .help = "Les certificats de ce fabricant", .key = 'k', .flags = MH__ACT_BAR,
      .why_not = needs_maker, .run = certificates },
    { .name = "dupliquer", .title = "Dupliquer", .help = "Une copie de la ligne, à corriger", .key = 'd', .flags = MH__ACT_WRITES,
      .why_not = needs_row, .run = duplicate },
    { .name = "supprimer", .title = "Supprimer", .help = "Retire les lignes choisies ; u les rend", .key = 's', .flags = MH__ACT_WRITES,
      .why_not = needs_row, .run = remove_rows },
    MH__LIST_PICK_ROW,
    MH__LIST_ACTION_ROWS,
    { .name = NULL },
};

const struct mh__screen mh__screen_registry = {
    .name = "registre", .title = "Registre", .letter = 'r', .state_size = sizeof(struct registry),
    .help = "Fabricants et gammes qu'ils déclarent, produits, certificats ; groupes, établissements, fiches techniques types. Tab passe d'une "
            "liste à l'autre. « ? » : personne ne le sait encore ; un certificat expiré le dit. Qui a vérifié, quand et sur quel document se "
            "note dans la fiche.",
    .cli = "mahalli list fabricants, produits, certificats ; add, set, remove", .actions = actions, .open = open, .close = close,
    .refresh = refresh, .draw = draw, .event = event, .idle = idle,
};
