/* The app without a terminal: layers and their answers, the way back, other processes, long work stopped, what read-only refuses. */
#include "ops_help.h"
#include "tui/app.h"

static struct plan plan;
static struct mh__app *app;
static int stop_after = -1; /* reports of progress until long work is stopped; -1 never */

static bool stopped(void *ctx, const char *what)
{
    (void)ctx;
    (void)what;
    return stop_after >= 0 && stop_after-- == 0;
}

static int setup(void **state)
{
    static const struct mh__host host = { .stopped = stopped };
    (void)state;
    setenv("MAHALLI_NOW", NOW, 1);
    plan_new(&plan);
    struct mh_session_options o = plan_options(&plan);
    const struct mh_tui_options opt = { .session = &o };
    if (mh__app_new(&opt, &host, 24, 80, &app, &plan.err) != MH_OK)
        fail_msg("%s", plan.err.msg);
    mh__app_draw(app);
    stop_after = -1;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    mh__app_free(app);
    plan_free(&plan);
    return 0;
}

static void key(uint32_t k)
{
    struct mh__event ev = { .type = MH__EV_KEY, .key = k };
    mh__app_event(app, &ev);
    mh__app_draw(app);
}

static void type(const char *text)
{
    for (; *text != '\0'; text++)
        key((uint32_t)*text);
}

static bool shows(const char *text)
{
    struct mh_str s = MH_STR_INIT;
    mh__canvas_dump(&app->canvas, false, &s);
    bool found = strstr(mh_str_text(&s), text) != NULL;
    mh_str_free(&s);
    return found;
}

static void tick(void)
{
    while (mh__app_idle(app))
        continue;
    mh__app_draw(app);
}

/* --- questions --- */

struct asked {
    char taken[64];
    int done, abandoned, typed;
    bool layer_was_gone;
};

static void complete(struct mh__app *a, void *ctx, const char *typed, struct mh__choices *out)
{
    (void)a;
    (void)ctx;
    if (*typed == 'g') {
        mh__choices_add(out, "gants", "examen");
        mh__choices_add(out, "garrot", "");
    }
}

static const char *check_short(struct mh__app *a, void *ctx, const char *text)
{
    (void)a;
    (void)ctx;
    return strlen(text) > 8 ? "huit lettres au plus" : NULL;
}

static void on_done(struct mh__app *a, void *ctx, const char *text)
{
    struct asked *x = ctx;
    x->done++;
    x->layer_was_gone = !mh__layer_open(a);
    snprintf(x->taken, sizeof x->taken, "%s", text);
}

static void on_abandoned(struct mh__app *a, void *ctx)
{
    (void)a;
    ((struct asked *)ctx)->abandoned++;
}

static void on_typed(struct mh__app *a, void *ctx, const char *text)
{
    (void)a;
    (void)text;
    ((struct asked *)ctx)->typed++;
}

static void ask(struct asked *x, const char *value)
{
    const struct mh__question q = { .title = "Question", .label = "Mot :", .value = value, .complete = complete, .check = check_short,
                                    .typed = on_typed, .abandoned = on_abandoned, .done = on_done, .ctx = x };
    *x = (struct asked){ 0 };
    mh__ask(app, &q);
    mh__app_draw(app);
}

static void questions(void **state)
{
    struct asked x;
    (void)state;
    ask(&x, "120");
    type("7");
    key(MH__KEY_ENTER);
    assert_string_equal(x.taken, "7"); /* what stood there is replaced by the first character */
    assert_true(x.layer_was_gone);
    ask(&x, NULL);
    type("g");
    assert_true(shows("garrot"));
    key(MH__KEY_DOWN);
    key(MH__KEY_DOWN);
    key(MH__KEY_ENTER);
    assert_string_equal(x.taken, "garrot");
    ask(&x, NULL);
    type("g");
    key(MH__KEY_TAB); /* what both begin with, then the first */
    assert_true(shows("Mot : ga "));
    key(MH__KEY_TAB);
    type("!");
    key(MH__KEY_ENTER);
    assert_string_equal(x.taken, "gants!");
    assert_int_equal(x.typed, 4);
    ask(&x, NULL);
    type("beaucoup trop");
    key(MH__KEY_ENTER);
    assert_int_equal(x.done, 0);
    assert_true(shows("huit lettres au plus"));
    key(MH__KEY_CTRL + 'c');
    assert_int_equal(x.abandoned, 1);
    assert_false(mh__layer_open(app));
    ask(&x, NULL);
    mh__layer_pop(app); /* by whoever: abandoned all the same */
    assert_int_equal(x.abandoned, 1);
}

/* --- menus --- */

static size_t chosen;

static void on_chosen(struct mh__app *a, void *ctx, size_t i)
{
    (void)ctx;
    assert_false(mh__layer_open(a));
    chosen = i;
}

static void menu(void)
{
    const struct mh__menu_entry entries[] = { { .title = "Écarter" }, { .title = "Garder", .letter = 'k' },
                                              { .title = "Effacer", .why_not = "rien à effacer" }, { .title = "Élargir" } };
    chosen = 99;
    mh__menu(app, "Que faire", entries, 4, on_chosen, NULL);
    mh__app_draw(app);
}

static void menus(void **state)
{
    (void)state;
    menu();
    key('k');
    assert_int_equal(chosen, 1);
    menu();
    key('e'); /* without accent, to the first that begins so, then to the next */
    key('e');
    key(MH__KEY_ENTER);
    assert_int_equal(chosen, 99);
    assert_true(shows("impossible, rien à effacer") && mh__layer_open(app));
    key('e');
    key(MH__KEY_ENTER);
    assert_int_equal(chosen, 3);
    menu();
    key(MH__KEY_ESC);
    assert_int_equal(chosen, 99);
}

static void on_yes(struct mh__app *a, void *ctx)
{
    (void)a;
    ++*(int *)ctx;
}

static void confirmations(void **state)
{
    int yes = 0;
    (void)state;
    mh__confirm(app, "Supprimer pour de bon ?", on_yes, &yes);
    mh__app_draw(app);
    assert_true(shows("Supprimer pour de bon ?"));
    key(MH__KEY_ENTER);
    key('x');
    assert_int_equal(yes, 0);
    key('n');
    assert_false(mh__layer_open(app));
    mh__confirm(app, "Supprimer ?", on_yes, &yes);
    key('o');
    assert_int_equal(yes, 1);
    assert_false(mh__layer_open(app));
}

/* --- screens --- */

static void way_back(void **state)
{
    (void)state;
    for (int i = 0; mh__screens[i] != NULL; i++) {
        key('g');
        key(mh__screens[i]->letter);
        assert_int_equal(app->screen, i);
        for (int k = 0; k < i; k++) { /* letters are told apart */
            assert_int_not_equal(mh__screens[k]->letter, mh__screens[i]->letter);
            assert_string_not_equal(mh__screens[k]->name, mh__screens[i]->name);
        }
    }
    for (int i = 0; i < 40; i++)
        key(MH__KEY_ESC);
    assert_int_equal(app->screen, 0);
    mh__go(app, "nulle part", NULL);
    mh__app_draw(app);
    assert_int_equal(app->screen, 0);
    assert_true(shows("n'existe pas"));
}

/* Tables that keys, help and palette rest on. */
static void tables(void **state)
{
    (void)state;
    for (int i = 0; mh__screens[i] != NULL; i++) {
        const struct mh__screen *s = mh__screens[i];
        assert_non_null(s->help);
        assert_non_null(s->cli);
        assert_non_null(s->draw);
        for (const struct mh__action *a = s->actions; a != NULL && a->name != NULL; a++) {
            assert_non_null(a->title);
            assert_non_null(a->run);
            for (const struct mh__action *b = s->actions; b != a; b++) /* one key, one meaning, but of those that are never possible together */
                if (!(a->flags & b->flags & MH__ACT_HERE) && ((b->key != 0 && (b->key == a->key || b->key == a->key2)) || (b->key2 != 0 && (b->key2 == a->key || b->key2 == a->key2))))
                    fail_msg("%s : « %s » et « %s » ont la même touche", s->name, a->title, b->title);
            for (const struct mh__action *g = mh__global_actions; g->name != NULL; g++)
                if (a->run != g->run && ((a->key != 0 && (a->key == g->key || a->key == g->key2)) || (a->key2 != 0 && (a->key2 == g->key || a->key2 == g->key2))))
                    fail_msg("%s : « %s » prend la touche de « %s », la même partout", s->name, a->title, g->title);
            assert_null(a->key != 0 && a->key < 0x80 ? strchr("[]{}~|@#0123456789", (int)a->key) : NULL); /* hard to type on AZERTY */
        }
    }
}

static void read_only(void **state)
{
    (void)state;
    app->read_only = true;
    key('u');
    assert_true(shows("Annuler : impossible, le plan est ouvert en lecture seule"));
    assert_true(shows("lecture seule"));
    app->read_only = false;
}

/* --- other processes, long work --- */

static void follows(void **state)
{
    static const char *const group[] = { "code=GAT", "nom=Atlas", NULL };
    struct mh_diags diags = { 0 };
    (void)state;
    tick();
    assert_false(shows("GAT"));
    assert_int_equal(mh_ops_add(plan.s, "groupes", group, &diags, &plan.err), MH_OK);
    mh_diags_free(&diags);
    tick();
    assert_true(shows("plan 2027 · GAT"));
    assert_true(shows("Le plan a changé par ailleurs"));
    key(MH__KEY_DOWN);
    tick();
    assert_false(shows("Le plan a changé par ailleurs")); /* told once */
}

static enum mh_rc import_work(struct mh__app *a, void *ctx, struct mh_err *err)
{
    struct mh_import_request q = { .kind = "besoins", .path = ctx };
    struct mh_import_result r = { 0 };
    enum mh_rc rc = mh_ops_import(a->session, &q, &r, err);
    mh_import_result_free(&r);
    return rc;
}

static int64_t needs(void)
{
    struct mh_status st = { 0 };
    plan_reopen(&plan, true);
    assert_int_equal(mh_ops_status(plan.s, &st, &plan.err), MH_OK);
    int64_t n = st.needs;
    mh_status_free(&st);
    return n;
}

static void long_work(void **state)
{
    struct mh_str csv = MH_STR_INIT;
    char path[900];
    (void)state;
    mh_str_add(&csv, "reference;designation;quantite;unite\n");
    for (int i = 0; i < 4000; i++)
        mh_str_addf(&csv, "R%d;Seringue %d mL luer lock;%d;unité\n", i, i % 50 + 1, i + 1);
    snprintf(path, sizeof path, "%s", plan_file(&plan, "longs.csv", mh_str_text(&csv)));
    mh_str_free(&csv);
    stop_after = 2;
    assert_int_equal(mh__long_work(app, "Import", import_work, path), MH_ECANCELED);
    mh__app_draw(app);
    assert_true(shows("Import : arrêté, le plan est comme avant"));
    assert_int_equal(needs(), 0);
    stop_after = -1;
    assert_int_equal(mh__long_work(app, "Import", import_work, path), MH_OK);
    assert_int_equal(needs(), 4000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(questions, setup, teardown), cmocka_unit_test_setup_teardown(menus, setup, teardown),
        cmocka_unit_test_setup_teardown(confirmations, setup, teardown), cmocka_unit_test_setup_teardown(way_back, setup, teardown),
        cmocka_unit_test(tables), cmocka_unit_test_setup_teardown(read_only, setup, teardown),
        cmocka_unit_test_setup_teardown(follows, setup, teardown), cmocka_unit_test_setup_teardown(long_work, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
