/*
 * Random keys over all screens: nothing crashes, every grid is whole, and undoing everything gives the first content back. 5,000 keys;
 * 100,000 with MAHALLI_LONG. MAHALLI_SEED chooses another walk; a failure names its own.
 */
#include "ops_help.h"
#include "tui/app.h"

enum { KEYS = 5000, KEYS_LONG = 100000 };

static struct plan plan;
static uint64_t seed;

static int pick(int n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((seed >> 33) % (uint64_t)n);
}

/* --- the plan --- */

static const char NEEDS[] =
    "membre;etablissement;reference;designation;quantite;unite;conditionnement;prix_unitaire_ht\n"
    "MOI;H1;A1;Seringue 10 mL luer lock stérile;100;boîte;B/100;12,50\n"
    "MOI;H1;A2;Gants d'examen nitrile taille M non stériles;40;boîte;B/100;35\n"
    "MOI;H2;A1;Seringue 10 mL luer lock stérile;60;boîte;B/100;12,50\n"
    "MOI;H2;A3;Zzkq wvx;7;unité;;\n"
    "MOI;H2;A4;Compresse stérile 10x10 cm;500;boîte;;\n"
    "MOI;H2;A5;Sonde de Foley 2 voies CH 16 latex siliconé;30;unité;;8,20\n";
static const char MAKERS[] = "code;raison_sociale;ville;statut;role;gammes\nF1;Démo Médical;Casablanca;en production;fabricant;\n"
                             "F2;Démo Textile;Fès;en production;fabricant;compresses\n";
static const char PRODUCTS[] = "fabricant;reference;designation;unite;statut\nF1;S10;Seringue 10 mL luer lock stérile;unité;produit\n"
                               "F1;G1;Gants d'examen nitrile taille M non stériles;unité;produit\nF2;C1;Compresse stérile 10x10 cm;unité;capable\n";
static const char CERTIFICATES[] = "fabricant;produit;type;numero;autorite;debut;fin\nF1;S10;enregistrement;E-1;DMP;2024-01-01;2028-01-01\n"
                                   "F1;G1;enregistrement;E-2;DMP;2020-01-01;2024-01-01\n";

static void take(const char *kind, const char *name, const char *text)
{
    struct mh_import_request q = { .kind = kind, .path = plan_file(&plan, name, text) };
    struct mh_import_result r = { 0 };
    if (mh_ops_import(plan.s, &q, &r, &plan.err) != MH_OK)
        fail_msg("%s : %s", kind, plan.err.msg);
    assert_int_equal(r.rejected, 0);
    mh_import_result_free(&r);
}

static void fill_plan(void)
{
    static const char *const member[] = { "code=MOI", "nom=Mon groupe", NULL };
    static const char *const site1[] = { "membre=MOI", "code=H1", "nom=Premier", NULL };
    static const char *const site2[] = { "membre=MOI", "code=H2", "nom=Second", NULL };
    struct mh_diags diags = { 0 };
    struct mh_match_result m;
    plan_new(&plan);
    assert_int_equal(mh_ops_add(plan.s, "groupes", member, &diags, &plan.err), MH_OK);
    assert_int_equal(mh_ops_add(plan.s, "etablissements", site1, &diags, &plan.err), MH_OK);
    assert_int_equal(mh_ops_add(plan.s, "etablissements", site2, &diags, &plan.err), MH_OK);
    mh_diags_free(&diags);
    take("fabricants", "f.csv", MAKERS);
    take("produits", "p.csv", PRODUCTS);
    take("certificats", "c.csv", CERTIFICATES);
    take("besoins", "b.csv", NEEDS);
    assert_int_equal(mh_ops_match(plan.s, &m, &plan.err), MH_OK);
}

static enum mh_rc add_row(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err)
{
    struct mh_str *out = ctx;
    (void)err;
    for (size_t i = 0; i < t->ncolumns; i++)
        if ((t->columns[i].flags & (MH_DERIVED | MH_HIDDEN)) != (MH_DERIVED | MH_HIDDEN)) /* what the match found is found anew, not undone */
            mh_str_addf(out, "%s;", texts[i] ? texts[i] : "");
    mh_str_addc(out, '\n');
    return MH_OK;
}

/* All that people and files said, as text. */
static char *content(void)
{
    static const char *const kinds[] = { "groupes", "etablissements", "campagnes", "fabricants", "produits", "certificats", "articles", "besoins", "avis" };
    struct mh_str out = MH_STR_INIT;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct mh_err err = MH_ERR_INIT;
        mh_str_addf(&out, "%s\n", kinds[i]);
        if (mh_ops_list(plan.s, kinds[i], NULL, add_row, &out, &err) != MH_OK)
            fail_msg("%s : %s", kinds[i], err.msg);
    }
    return mh_str_take(&out);
}

/* --- the walk --- */

static void grid_is_whole(const struct mh__app *app)
{
    const struct mh__canvas *c = &app->canvas;
    for (int y = 0; y < c->h; y++)
        for (int x = 0; x < c->w; x++) {
            const struct mh__cell *cell = &c->cell[y * c->w + x];
            bool half = x > 0 && mh__text_width(cell[-1].text) == 2;
            assert_int_equal(cell->text[0] == '\0', half);
            assert_in_range(cell->style, 0, MH__NSTYLES - 1);
            if (!half)
                assert_in_range(mh__text_width(cell->text), 1, x + 1 < c->w ? 2 : 1);
        }
    assert_true(c->cursor_y < c->h && c->cursor_x < c->w);
}

static const uint32_t special[] = {
    MH__KEY_ENTER, MH__KEY_ENTER, MH__KEY_ESC, MH__KEY_ESC, MH__KEY_TAB, MH__KEY_BACKTAB, MH__KEY_BACKSPACE, MH__KEY_DELETE,
    MH__KEY_UP, MH__KEY_DOWN, MH__KEY_DOWN, MH__KEY_LEFT, MH__KEY_RIGHT, MH__KEY_PGUP, MH__KEY_PGDN, MH__KEY_HOME, MH__KEY_END,
    MH__KEY_CTRL_HOME, MH__KEY_CTRL_END, MH__KEY_CTRL + 'u', MH__KEY_CTRL + 'w', MH__KEY_CTRL + 'z', MH__KEY_CTRL + 'y',
    MH__KEY_CTRL + 'l', MH__KEY_CTRL + 'c', MH__KEY_INSERT, ' ', ' ',
};
/* Letters that screens know, then what people type; q only once in a while: the app is opened again. */
static const char letters[] = "PnnddsbborxygggabcfirshF/ft:?uUcmMeEvp 0123456789,-.abq";

static void random_event(struct mh__event *ev)
{
    static const char *const pastes[] = { "12\t13\n14\t15\n", "A9\tGants\t3\n", "é漢\033[m", "", "\n\n\t", "Seringue 5 mL" };
    int sort = pick(100);
    *ev = (struct mh__event){ .type = MH__EV_KEY };
    if (sort < 45) {
        ev->key = special[pick((int)(sizeof special / sizeof *special))];
    } else if (sort < 88) {
        ev->key = (uint32_t)letters[pick((int)sizeof letters - 1)];
    } else if (sort < 90) {
        ev->key = (uint32_t[]){ 0xE9, 0x153, 0x6F22, 0x301, 0x20AC }[pick(5)];
    } else if (sort < 92) {
        ev->type = MH__EV_PASTE;
        ev->text = pastes[pick((int)(sizeof pastes / sizeof *pastes))];
        ev->len = strlen(ev->text);
    } else if (sort < 96) {
        ev->type = MH__EV_MOUSE;
        ev->y = pick(50);
        ev->x = pick(130);
        ev->mouse = (enum mh__mouse)pick(4);
    } else if (sort < 97) {
        ev->type = MH__EV_RESIZE;
        ev->h = 1 + pick(60);
        ev->w = 1 + pick(200);
    } else if (sort < 98) {
        ev->type = MH__EV_RESIZE;
        ev->h = 24;
        ev->w = 80;
    } else {
        ev->type = MH__EV_TICK;
    }
}

/* What is asked before it is done cannot be undone (freezing): the walk says no. */
static void decline(const struct mh__app *app, struct mh__event *ev)
{
    const struct mh__app_priv *p = app->priv;
    bool asked = p->layers.len > 0 && mh_streq(p->layers.at[p->layers.len - 1].ops->name, "confirmer");
    if (asked && ev->type == MH__EV_KEY && (ev->key == 'o' || ev->key == 'O'))
        ev->key = 'n';
}

static struct mh__app *open_app(void)
{
    static const struct mh__host host = { 0 };
    struct mh_session_options o = plan_options(&plan);
    struct mh__app *app = NULL;
    o.user = "au hasard";
    o.year = 0;
    const struct mh_tui_options opt = { .session = &o };
    if (mh__app_new(&opt, &host, 24, 80, &app, &plan.err) != MH_OK)
        fail_msg("%s", plan.err.msg);
    mh__app_draw(app);
    return app;
}

static enum mh_rc reverse(int64_t number)
{
    struct mh_session_options o = plan_options(&plan);
    struct mh_session *s = NULL;
    struct mh_operation done = { 0 };
    struct mh_err err = MH_ERR_INIT;
    o.user = "au hasard";
    assert_int_equal(mh_session_open(&o, true, &s, &plan.err), MH_OK);
    enum mh_rc rc = mh_ops_undo(s, number, &done, &err);
    if (rc != MH_OK && rc != MH_ENOTFOUND)
        fail_msg("%s", err.msg);
    mh_operation_free(&done);
    mh_session_close(s);
    return rc;
}

static void see_operation(void *ctx, const struct mh_operation *op)
{
    if (mh_streq(op->author, "essai") && op->undone_by != 0)
        *(int64_t *)ctx = op->undone_by;
}

static void count_own(void *ctx, const struct mh_operation *op)
{
    *(int *)ctx += mh_streq(op->author, "au hasard");
}

/* Own operations, latest first; then what the walk undid of another's in Historique. How many the walk had made. */
static int undo_all(void)
{
    int n = 0;
    plan_reopen(&plan, true);
    assert_int_equal(mh_ops_history(plan.s, 0, count_own, &n, &plan.err), MH_OK);
    while (reverse(0) == MH_OK)
        continue;
    for (;;) {
        int64_t by = 0;
        plan_reopen(&plan, true);
        assert_int_equal(mh_ops_history(plan.s, 0, see_operation, &by, &plan.err), MH_OK);
        if (by == 0 || reverse(by) != MH_OK)
            return n;
    }
}

/* cmocka cuts long texts: the first line that differs says more. */
static void same_text(const char *before, const char *after)
{
    size_t i = 0, line = 0;
    while (before[i] != '\0' && before[i] == after[i])
        if (before[i++] == '\n')
            line = i;
    if (before[i] != after[i])
        fail_msg("avant : %.*s\n après : %.*s", (int)strcspn(before + line, "\n"), before + line, (int)strcspn(after + line, "\n"),
                 after + line);
}

static void walk(void **state)
{
    const char *chosen = getenv("MAHALLI_SEED");
    uint64_t first = chosen ? strtoull(chosen, NULL, 10) : 20261121;
    int keys = getenv("MAHALLI_LONG") != NULL ? KEYS_LONG : KEYS;
    char *before = content();
    char *cwd = getcwd(NULL, 0);
    struct mh__app *app = open_app();
    (void)state;
    assert_int_equal(chdir(plan.dir), 0); /* exports and the like stay in the plan's folder */
    seed = first;
    print_message("# graine %llu, %d touches\n", (unsigned long long)first, keys);
    for (int i = 0; i < keys; i++) {
        struct mh__event ev;
        random_event(&ev);
        decline(app, &ev);
        mh__app_event(app, &ev);
        if (mh__app_done(app)) {
            mh__app_free(app);
            app = open_app();
        }
        mh__app_draw(app);
        grid_is_whole(app);
    }
    mh__app_free(app);
    if (chosen == NULL)
        assert_true(undo_all() > 0); /* the walk did change something */
    else
        undo_all();
    plan_reopen(&plan, true);
    char *after = content();
    same_text(before, after);
    assert_int_equal(chdir(cwd), 0);
    free(before);
    free(after);
    free(cwd);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(walk) };
    setenv("MAHALLI_NOW", NOW, 1);
    fill_plan();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    plan_free(&plan);
    return failed;
}
