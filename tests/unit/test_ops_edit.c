/* Cells, rows and blocks as screens edit them: one validator, one operation, one undo; what others changed is never overwritten unseen. */
#include "ops_help.h"

#include <mahalli/vec.h>

static void small_plan(struct plan *p)
{
    plan_new(p);
    take_text(p, "membres", "code;nom\nG1;Un\nG2;Deux\n");
    take_text(p, "sites", "membre;code;nom\nG1;E1;Centre\nG1;E2;Nord\nG2;F1;Sud\n");
    take_text(p, "fabricants", "code;raison_sociale;role;statut\nZED;Zed Médical;fabricant;en production\nABC;Abc;fabricant;en production\n");
    take_text(p, "produits", "fabricant;reference;designation;unite\nZED;P2;Seringue 5 ml;pièce\n");
    take_text(p, "besoins",
              "membre;etablissement;reference;designation;quantite;unite;prix_unitaire_ht\n"
              "G1;E1;R10;Seringue 10 ml;100;pièce;1,50\n"
              "G1;E2;R10;Seringue 10 ml;1200;pièce;\n"
              "G1;E1;R2;Élastique;9;pièce;12,00\n"
              "G2;F1;r1;Écran;101;pièce;3,00\n");
}

struct need { /* of a site and reference, as the window gives it */
    const char *reference, *site, *column;
    int64_t id;
    char text[200];
};

static enum mh_rc see_need(void *ctx, const struct mh_window_row *row, struct mh_err *err)
{
    struct need *n = ctx;
    const struct mh_table *t = &mh_table_need_lines;
    const char *site = "", *reference = "", *text = "";
    (void)err;
    for (size_t i = 0; i < t->ncolumns; i++) {
        if (strcmp(t->columns[i].name, "etablissement") == 0)
            site = row->texts[i];
        if (strcmp(t->columns[i].name, "reference") == 0)
            reference = row->texts[i];
        if (strcmp(t->columns[i].name, n->column) == 0)
            text = row->texts[i];
    }
    if (strcmp(site, n->site) == 0 && strcmp(reference, n->reference) == 0) {
        n->id = row->id;
        snprintf(n->text, sizeof n->text, "%s", text);
    }
    return MH_OK;
}

static struct need need_of(struct mh_session *s, const char *reference, const char *site, const char *column)
{
    struct need n = { .reference = reference, .site = site, .column = column };
    struct mh_window *w = NULL;
    struct mh_err err = MH_ERR_INIT;
    assert_int_equal(mh_ops_window_open(s, &(struct mh_window_query){ .kind = "besoins" }, &w, &err), MH_OK);
    assert_int_equal(mh_window_fetch(w, MH_WINDOW_FIRST, 0, 500, see_need, &n, &err), MH_OK);
    mh_window_close(w);
    return n;
}

static int64_t id_of(struct plan *p, const char *reference, const char *site)
{
    int64_t id = need_of(p->s, reference, site, "quantite").id;
    assert_int_not_equal(id, 0);
    return id;
}

#define assert_cell(p, reference, site, column, want) assert_string_equal(need_of((p)->s, reference, site, column).text, want)

static enum mh_rc edit(struct plan *p, const char *kind, int64_t id, const char *column, const char *was, const char *now,
                       struct mh_edit_result *r)
{
    mh_err_clear(&p->err);
    return mh_ops_edit(p->s, kind, id, column, was, now, r, &p->err);
}

static void undo(struct plan *p)
{
    struct mh_operation done = { 0 };
    mh_err_clear(&p->err);
    if (mh_ops_undo(p->s, 0, &done, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    mh_operation_free(&done);
}

static void test_cell(void **state)
{
    struct plan p;
    struct mh_edit_result r;
    (void)state;
    small_plan(&p);
    char *before = whole_of(&p, false);
    int64_t id = id_of(&p, "R10", "E1");
    assert_int_equal(edit(&p, "besoins", id, "quantite", "100", "1 250", &r), MH_OK);
    assert_int_equal(r.changed, 1);
    assert_int_not_equal(r.operation, 0);
    mh_edit_result_free(&r);
    assert_cell(&p, "R10", "E1", "quantite", "1250");
    assert_cell(&p, "R10", "E1", "quantite_base", "1250");
    assert_int_equal(edit(&p, "besoins", id, "quantite", "1250", "1250", &r), MH_OK);
    assert_int_equal(r.operation, 0); /* nothing to undo */
    mh_edit_result_free(&r);
    assert_int_equal(edit(&p, "besoins", id, "prix_unitaire_ht", "1.50", "", &r), MH_OK);
    mh_edit_result_free(&r);
    assert_cell(&p, "R10", "E1", "prix_unitaire_ht", "");
    undo(&p);
    undo(&p);
    char *after = whole_of(&p, false);
    assert_string_equal(before, after);
    free(before);
    free(after);
    plan_free(&p);
}

static void test_conflict(void **state)
{
    struct plan p;
    struct mh_session *other = NULL;
    struct mh_edit_result r;
    (void)state;
    small_plan(&p);
    int64_t id = id_of(&p, "R10", "E1");
    struct mh_session_options o = plan_options(&p);
    o.user = "autre";
    assert_int_equal(mh_session_open(&o, true, &other, &p.err), MH_OK);
    assert_false(mh_ops_changed(p.s));
    assert_int_equal(mh_ops_edit(other, "besoins", id, "quantite", "100", "300", &r, &p.err), MH_OK);
    mh_edit_result_free(&r);
    assert_true(mh_ops_changed(p.s));
    assert_false(mh_ops_changed(p.s));
    assert_false(mh_ops_changed(other)); /* its own */
    assert_int_equal(edit(&p, "besoins", id, "quantite", "100", "400", &r), MH_ECONFLICT);
    assert_string_equal(r.stored, "300");
    assert_int_equal(r.operation, 0);
    mh_edit_result_free(&r);
    assert_cell(&p, "R10", "E1", "quantite", "300");
    /* Another field of the same row is nobody's business; the same change twice is none. */
    assert_int_equal(edit(&p, "besoins", id, "observations", "", "vu", &r), MH_OK);
    mh_edit_result_free(&r);
    assert_int_equal(edit(&p, "besoins", id, "quantite", "100", "300", &r), MH_OK);
    assert_int_equal(r.operation, 0);
    mh_edit_result_free(&r);
    mh_session_close(other);
    plan_free(&p);
}

static void test_article_through_need(void **state)
{
    struct plan p;
    struct mh_edit_result r;
    (void)state;
    small_plan(&p);
    char *before = whole_of(&p, false);
    int64_t id = id_of(&p, "R10", "E1");
    assert_int_equal(edit(&p, "besoins", id, "unite", "pièce", "B/10", &r), MH_OK);
    assert_int_equal(r.shared, 1);
    mh_edit_result_free(&r);
    assert_cell(&p, "R10", "E2", "unite", "B/10");
    assert_cell(&p, "R10", "E1", "quantite_base", "1000");
    assert_cell(&p, "R10", "E2", "quantite_base", "12000");
    assert_int_equal(edit(&p, "besoins", id, "reference", "R10", "R2", &r), MH_EINVAL); /* another article has it */
    mh_edit_result_free(&r);
    assert_int_equal(edit(&p, "besoins", id, "reference", "R10", "R11", &r), MH_OK);
    mh_edit_result_free(&r);
    assert_cell(&p, "R11", "E2", "designation", "Seringue 10 ml");
    undo(&p);
    undo(&p);
    assert_cell(&p, "R10", "E2", "quantite_base", "1200");
    char *after = whole_of(&p, false);
    assert_string_equal(before, after);
    free(before);
    free(after);
    plan_free(&p);
}

static void test_refused(void **state)
{
    static const struct { const char *column, *text; } bad[] = {
        { "quantite", "beaucoup" }, { "quantite", "-3" }, { "quantite", "" },        { "etablissement", "E2" }, { "membre", "G2" },
        { "quantite_base", "5" },   { "origine", "lune" }, { "prix_unitaire_ttc", "5" }, { "designation", "" },   { "quantite", "1.234" },
    };
    struct plan p;
    struct mh_edit_result r;
    (void)state;
    small_plan(&p);
    char *before = whole_of(&p, false);
    int64_t id = id_of(&p, "R10", "E1");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (edit(&p, "besoins", id, bad[i].column, NULL, bad[i].text, &r) != MH_EINVAL)
            fail_msg("%s = « %s » accepté", bad[i].column, bad[i].text);
        assert_int_equal(r.refused, 1);
        assert_true(r.diags.list.len >= 1);
        assert_true(p.err.msg[0] != '\0');
        mh_edit_result_free(&r);
    }
    assert_int_equal(edit(&p, "besoins", id, "couleur", NULL, "bleu", &r), MH_EUSAGE);
    mh_edit_result_free(&r);
    assert_int_equal(edit(&p, "besoins", 424242, "quantite", NULL, "3", &r), MH_ENOTFOUND);
    mh_edit_result_free(&r);
    for (int q = 1; q <= 4; q++) {
        char column[4] = { 't', (char)('0' + q), '\0' };
        assert_int_equal(edit(&p, "besoins", id, column, "", q < 4 ? "25" : "26", &r), q < 4 ? MH_OK : MH_EINVAL);
        mh_edit_result_free(&r);
    }
    undo(&p);
    undo(&p);
    undo(&p);
    char *after = whole_of(&p, false);
    assert_string_equal(before, after);
    free(before);
    free(after);
    plan_free(&p);
}

/* A volume that comes back is counted with the pack as it is now, not as it was when the journal noted it. */
static void test_undo_after_pack(void **state)
{
    struct plan p;
    struct mh_edit_result r;
    struct mh_operation done = { 0 };
    (void)state;
    for (int removed = 0; removed <= 1; removed++) {
        small_plan(&p);
        int64_t id = id_of(&p, "R10", "E1");
        if (removed)
            assert_int_equal(mh_ops_remove_ids(p.s, "besoins", &id, 1, &r, &p.err), MH_OK);
        else
            assert_int_equal(edit(&p, "besoins", id, "quantite", "100", "300", &r), MH_OK);
        int64_t first = r.operation;
        mh_edit_result_free(&r);
        assert_int_equal(edit(&p, "besoins", id_of(&p, "R10", "E2"), "unite", "pièce", "B/50", &r), MH_OK);
        mh_edit_result_free(&r);
        assert_int_equal(mh_ops_undo(p.s, first, &done, &p.err), MH_OK);
        mh_operation_free(&done);
        assert_cell(&p, "R10", "E1", "quantite", "100");
        assert_cell(&p, "R10", "E1", "quantite_base", "5000");
        assert_cell(&p, "R10", "E2", "quantite_base", "60000");
        plan_free(&p);
    }
}

static void test_closed_campaign(void **state)
{
    struct plan p;
    struct mh_edit_result r;
    (void)state;
    small_plan(&p);
    struct mh_operation done = { 0 };
    int64_t id = id_of(&p, "R10", "E1");
    assert_int_equal(edit(&p, "besoins", id, "quantite", NULL, "200", &r), MH_OK);
    int64_t before = r.operation;
    mh_edit_result_free(&r);
    assert_int_equal(mh_ops_campaign(p.s, "close", 2027, &p.err), MH_OK);
    assert_int_equal(edit(&p, "besoins", id, "quantite", NULL, "3", &r), MH_EDENIED);
    mh_edit_result_free(&r);
    assert_int_equal(mh_ops_undo(p.s, before, &done, &p.err), MH_EDENIED); /* nor by undo */
    char version[16];
    mh_err_clear(&p.err);
    assert_int_equal(mh_ops_revise(p.s, 0, "oubli", version, &p.err), MH_OK); /* open again */
    assert_int_equal(mh_ops_undo(p.s, before, &done, &p.err), MH_OK);
    mh_operation_free(&done);
    assert_cell(&p, "R10", "E1", "quantite_base", "100");
    plan_free(&p);
}

static void test_many(void **state)
{
    struct plan p;
    struct mh_edit_result r;
    (void)state;
    small_plan(&p);
    char *before = whole_of(&p, false);
    int64_t ids[] = { id_of(&p, "R10", "E1"), 999, id_of(&p, "r1", "F1") };
    assert_int_equal(mh_ops_edit_many(p.s, "besoins", ids, 3, "priorite", "haute", &r, &p.err), MH_OK);
    assert_int_equal(r.changed, 2);
    assert_int_equal(r.refused, 1);
    assert_int_equal(r.diags.list.at[0].line, 2);
    mh_edit_result_free(&r);
    assert_cell(&p, "r1", "F1", "priorite", "haute");
    undo(&p);
    char *after = whole_of(&p, false);
    assert_string_equal(before, after);
    free(before);
    free(after);
    plan_free(&p);
}

static void test_rows(void **state)
{
    struct plan p;
    struct mh_edit_result r;
    (void)state;
    small_plan(&p);
    char *before = whole_of(&p, false);
    static const char *const known[] = { "membre=G1", "etablissement=E2", "reference=r2", "quantite=7", NULL };
    static const char *const again[] = { "membre=G1", "etablissement=E1", "reference=R10", "quantite=5", "observations=second", NULL };
    static const char *const bare[] = { "membre=G1", "etablissement=E1", "reference=NEUF", "quantite=5", NULL };
    static const char *const wrong[] = { "membre=G1", "etablissement=E9", "designation=X", "quantite=5", NULL };
    assert_int_equal(mh_ops_insert(p.s, "besoins", known, &r, &p.err), MH_OK);
    assert_int_not_equal(r.id, 0);
    assert_int_equal(r.id, id_of(&p, "R2", "E2"));
    mh_edit_result_free(&r);
    assert_cell(&p, "R2", "E2", "designation", "Élastique");
    assert_int_equal(mh_ops_insert(p.s, "besoins", again, &r, &p.err), MH_OK);
    mh_edit_result_free(&r);
    assert_cell(&p, "R10", "E1", "occurrence", "2");
    assert_int_equal(mh_ops_insert(p.s, "besoins", bare, &r, &p.err), MH_EINVAL);
    mh_edit_result_free(&r);
    mh_err_clear(&p.err);
    assert_int_equal(mh_ops_insert(p.s, "besoins", wrong, &r, &p.err), MH_EINVAL);
    mh_edit_result_free(&r);
    mh_err_clear(&p.err);
    assert_int_equal(mh_ops_duplicate(p.s, "besoins", id_of(&p, "R2", "E2"), &r, &p.err), MH_OK);
    assert_int_equal(r.id, id_of(&p, "R2", "E2"));
    mh_edit_result_free(&r);
    assert_cell(&p, "R2", "E2", "occurrence", "2");
    undo(&p);
    undo(&p);
    undo(&p);
    char *after = whole_of(&p, false);
    assert_string_equal(before, after);
    free(before);
    free(after);
    plan_free(&p);
}

static enum mh_rc take(void *ctx, const struct mh_window_row *row, struct mh_err *err)
{
    (void)err;
    *(int64_t *)ctx = row->id;
    return MH_OK;
}

/* Of the last row of a list. */
static int64_t last_id(struct plan *p, const char *kind)
{
    struct mh_window *w = NULL;
    int64_t id = 0;
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_window_open(p->s, &(struct mh_window_query){ .kind = kind }, &w, &p->err), MH_OK);
    assert_int_equal(mh_window_fetch(w, MH_WINDOW_LAST, 0, 1, take, &id, &p->err), MH_OK);
    mh_window_close(w);
    return id;
}

static void test_registry(void **state)
{
    struct plan p;
    struct mh_edit_result r;
    (void)state;
    small_plan(&p);
    char *before = whole_of(&p, false);
    int64_t product = last_id(&p, "produits"), maker = last_id(&p, "fabricants");
    assert_int_equal(mh_ops_duplicate(p.s, "produits", product, &r, &p.err), MH_OK);
    int64_t copy = r.id;
    mh_edit_result_free(&r);
    assert_int_equal(lines_of(&p, "produits", "reference=P2-2"), 1);
    assert_int_equal(edit(&p, "produits", copy, "reference", "P2-2", "P2", &r), MH_EINVAL);
    mh_edit_result_free(&r);
    assert_int_equal(edit(&p, "produits", copy, "fabricant", "ZED", "ABC", &r), MH_EINVAL); /* part of the identity */
    mh_edit_result_free(&r);
    assert_int_equal(edit(&p, "produits", copy, "delai_jours", "", "30", &r), MH_OK);
    mh_edit_result_free(&r);
    int64_t both[] = { copy, maker };
    assert_int_equal(mh_ops_remove_ids(p.s, "fabricants", &maker, 1, &r, &p.err), MH_OK);
    assert_int_equal(r.refused, 1); /* its products refer to it */
    assert_int_equal(r.operation, 0);
    mh_edit_result_free(&r);
    assert_int_equal(mh_ops_remove_ids(p.s, "produits", both, 2, &r, &p.err), MH_OK);
    assert_int_equal(r.changed, 1);
    assert_int_equal(r.refused, 1);
    mh_edit_result_free(&r);
    undo(&p);
    undo(&p);
    undo(&p);
    char *after = whole_of(&p, false);
    assert_string_equal(before, after);
    free(before);
    free(after);
    assert_int_equal(mh_ops_remove_ids(p.s, "concordances", &product, 1, &r, &p.err), MH_EDENIED);
    mh_edit_result_free(&r);
    plan_free(&p);
}

static void test_paste(void **state)
{
    struct plan p;
    struct mh_edit_result r;
    (void)state;
    small_plan(&p);
    char *before = whole_of(&p, false);
    int64_t ids[] = { id_of(&p, "R10", "E1"), id_of(&p, "R10", "E2"), id_of(&p, "R2", "E1"), 0, 0, 0 };
    static const char *const columns[] = { "designation", "quantite", "t1", "t2", "t3", "t4" };
    static const char *const cells[] = {
        NULL,       "400", "100", "100", "100", "100", /* the year and its quarters at once */
        NULL,       "peu", NULL,  NULL,  NULL,  NULL,
        "Élastique", "10", "1",   "1",   "1",   "1", /* do not add up: the row stays */
        "Gant neuf", "50", NULL,  NULL,  NULL,  NULL,
        "Sans rien", "x",  NULL,  NULL,  NULL,  NULL,
        NULL,       NULL,  NULL,  NULL,  NULL,  NULL,
    };
    static const char *const fixed[] = { "membre=G1", "etablissement=E2", "reference=", NULL };
    struct mh_paste paste = { .kind = "besoins", .ids = ids, .nids = 6, .columns = columns, .ncolumns = 6, .cells = cells, .nrows = 6,
                              .fixed = fixed, .dry_run = true };
    assert_int_equal(mh_ops_paste(p.s, &paste, &r, &p.err), MH_OK);
    assert_int_equal(r.changed, 2);
    assert_int_equal(r.refused, 3);
    assert_int_equal(r.operation, 0);
    mh_edit_result_free(&r);
    char *dry = whole_of(&p, false);
    assert_string_equal(before, dry);
    paste.dry_run = false;
    assert_int_equal(mh_ops_paste(p.s, &paste, &r, &p.err), MH_OK);
    assert_int_equal(r.changed, 2);
    assert_int_equal(r.refused, 3);
    assert_int_equal(r.diags.list.at[0].line, 2);
    assert_string_equal(r.diags.list.at[0].column, "quantite");
    assert_string_equal(r.diags.list.at[0].value, "peu");
    mh_edit_result_free(&r);
    assert_cell(&p, "R10", "E1", "t4", "100");
    assert_cell(&p, "R10", "E2", "quantite", "1200");
    assert_cell(&p, "R2", "E1", "quantite", "9");
    assert_cell(&p, "", "E2", "designation", "Gant neuf");
    undo(&p);
    char *after = whole_of(&p, false);
    assert_string_equal(before, after);
    free(before);
    free(dry);
    free(after);
    plan_free(&p);
}

/* --- type-ahead and reading --- */

static enum mh_rc see_one(void *ctx, const struct mh_suggestion *one, struct mh_err *err)
{
    struct mh_str *out = ctx;
    (void)err;
    mh_str_addf(out, "%s|", one->text);
    return MH_OK;
}

static char *suggested(struct plan *p, const char *column, const char *member, const char *typed)
{
    struct mh_str out = MH_STR_INIT;
    mh_err_clear(&p->err);
    if (mh_ops_suggest(p->s, "besoins", column, member, typed, 5, see_one, &out, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    char *text = mh_str_take(&out);
    return text ? text : mh_xstrdup("");
}

#define assert_suggests(p, column, member, typed, want) \
    do { \
        char *got_ = suggested(p, column, member, typed); \
        assert_string_equal(got_, want); \
        free(got_); \
    } while (0)

static void test_suggest(void **state)
{
    struct plan p;
    (void)state;
    small_plan(&p);
    assert_suggests(&p, "reference", NULL, "r1", "r1|R10|");
    assert_suggests(&p, "reference", "G1", "r1", "R10|");
    assert_suggests(&p, "designation", NULL, "ELAS", "Élastique|");
    assert_suggests(&p, "reference", NULL, "seringue", "R10|");
    assert_suggests(&p, "etablissement", NULL, "nor", "E2|");
    assert_suggests(&p, "etablissement", "G2", "", "F1|");
    assert_suggests(&p, "membre", NULL, "g", "G1|G2|");
    assert_suggests(&p, "unite", NULL, "piè", "pièce|");
    assert_suggests(&p, "origine", NULL, "imp", "importé|");
    assert_suggests(&p, "observations", NULL, "x", "");
    char *families = suggested(&p, "famille", NULL, "sering");
    assert_non_null(strchr(families, '|'));
    free(families);
    plan_free(&p);
}

static void test_fiches(void **state)
{
    struct plan p;
    struct mh_edit_result r;
    struct mh_reading_view v;
    (void)state;
    small_plan(&p);
    static const char *const fiche[] = { "membre=G1", "famille=seringue", "specifications=embout = luer_lock", "etat=adoptée", NULL };
    static const char *const fields[] = { "membre=G1", "designation=Seringue 10 ml", NULL };
    if (mh_ops_insert(p.s, "fiches", fiche, &r, &p.err) != MH_OK)
        fail_msg("%s", p.err.msg);
    int64_t id = r.id;
    assert_int_not_equal(id, 0);
    mh_edit_result_free(&r);
    assert_int_equal(mh_ops_read_text(p.s, "besoins", fields, &v, &p.err), MH_OK);
    bool inherited = false;
    for (size_t i = 0; i < v.nattributes; i++)
        inherited |= strncmp(v.attribute[i].source, "référentiel (fiche", strlen("référentiel (fiche")) == 0;
    assert_true(inherited);
    mh_reading_view_free(&v);
    assert_int_equal(mh_ops_remove_ids(p.s, "fiches", &id, 1, &r, &p.err), MH_OK);
    assert_int_equal(r.refused, 1); /* adopted: it stays */
    mh_edit_result_free(&r);
    plan_free(&p);
}

static void test_opinions(void **state)
{
    struct plan p;
    struct mh_edit_result r;
    (void)state;
    small_plan(&p);
    if (mh_ops_judge(p.s, "G1/R10", "ZED/P2", "conforme", "vu", &p.err) != MH_OK)
        fail_msg("%s", p.err.msg);
    int64_t id = last_id(&p, "avis");
    assert_int_equal(edit(&p, "avis", id, "avis", NULL, "non conforme", &r), MH_EINVAL);
    mh_edit_result_free(&r);
    assert_int_equal(edit(&p, "avis", id, "motif", "vu", "vu deux fois", &r), MH_OK);
    mh_edit_result_free(&r);
    plan_free(&p);
}

static void test_read_text(void **state)
{
    struct plan p;
    struct mh_reading_view v;
    (void)state;
    small_plan(&p);
    static const char *const fields[] = { "designation=Seringue 10 ml luer lock", "unite=B/100", "quantite=12", NULL };
    assert_int_equal(mh_ops_read_text(p.s, "besoins", fields, &v, &p.err), MH_OK);
    assert_string_not_equal(v.family, "");
    assert_true(v.confidence > 0 && v.confidence <= 100);
    assert_int_equal(v.base_quantity, 1200);
    assert_non_null(strstr(v.computation, "12"));
    bool volume = false, silent = false;
    for (size_t i = 0; i < v.nattributes; i++) {
        volume |= strstr(v.attribute[i].value, "10") != NULL && strcmp(v.attribute[i].source, "lu") == 0 && v.attribute[i].text[0];
        silent |= v.attribute[i].value[0] == '\0' && v.attribute[i].source[0] == '\0';
    }
    assert_true(volume);
    assert_true(silent); /* what nobody said is in the list, unknown */
    mh_reading_view_free(&v);
    assert_int_equal(mh_ops_read_text(p.s, "besoins", (const char *const[]){ "designation=xyzzy", "quantite=abc", NULL }, &v, &p.err), MH_OK);
    assert_string_equal(v.family, "");
    assert_string_not_equal(v.problem, "");
    assert_int_equal(v.base_quantity, MH_UNKNOWN);
    mh_reading_view_free(&v);
    plan_free(&p);
}

/* --- undoing everything --- */

static uint64_t seed = 12345;

static unsigned below(unsigned n)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 40) % n;
}

static int64_t random_id(struct plan *p)
{
    static const char *const sites[] = { "E1", "E2", "F1" }, *const refs[] = { "R10", "R2", "r1", "R30", "R31" };
    return need_of(p->s, refs[below(5)], sites[below(3)], "quantite").id;
}

static void test_undo_everything(void **state)
{
    static const char *const columns[] = { "quantite", "unite", "designation", "reference", "prix_unitaire_ht", "observations", "specifications" };
    static const char *const texts[] = { "12", "B/10", "Gant nitrile M", "R30", "7,25", "", "R31", "pièce", "1000" };
    struct plan p;
    (void)state;
    small_plan(&p);
    char *before = whole_of(&p, false);
    int done = 0;
    for (int k = 0; k < 150; k++) {
        struct mh_edit_result r;
        int64_t id = random_id(&p), two[] = { id, random_id(&p) };
        enum mh_rc rc;
        char reference[32], quantity[32];
        snprintf(reference, sizeof reference, "reference=R3%u", below(2));
        snprintf(quantity, sizeof quantity, "quantite=%u", below(500));
        mh_err_clear(&p.err);
        switch (below(5)) {
        case 0: rc = mh_ops_insert(p.s, "besoins", (const char *const[]){ "membre=G1", "etablissement=E1", "designation=Drap", reference, quantity, NULL }, &r, &p.err); break;
        case 1: rc = mh_ops_duplicate(p.s, "besoins", id, &r, &p.err); break;
        case 2: rc = below(3) ? mh_ops_edit_many(p.s, "besoins", two, 2, columns[below(7)], texts[below(9)], &r, &p.err)
                              : mh_ops_remove_ids(p.s, "besoins", two, 2, &r, &p.err); break;
        default: rc = mh_ops_edit(p.s, "besoins", id, columns[below(7)], NULL, texts[below(9)], &r, &p.err); break;
        }
        if (rc != MH_OK && rc != MH_EINVAL && rc != MH_ENOTFOUND)
            fail_msg("%s", p.err.msg);
        done += rc == MH_OK && r.operation != 0;
        mh_edit_result_free(&r);
    }
    assert_true(done > 30);
    for (int k = 0; k < done; k++)
        undo(&p);
    char *after = whole_of(&p, false);
    assert_string_equal(before, after);
    struct mh_diags found = MH_DIAGS_INIT;
    assert_int_equal(mh_ops_verify(p.s, &found, &p.err), MH_OK);
    assert_int_equal(found.count[MH_SEV_ERROR], 0);
    mh_diags_free(&found);
    free(before);
    free(after);
    plan_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cell),     cmocka_unit_test(test_conflict),        cmocka_unit_test(test_article_through_need),
        cmocka_unit_test(test_refused),  cmocka_unit_test(test_closed_campaign), cmocka_unit_test(test_many),
        cmocka_unit_test(test_rows),     cmocka_unit_test(test_registry),        cmocka_unit_test(test_paste),
        cmocka_unit_test(test_suggest),  cmocka_unit_test(test_read_text),       cmocka_unit_test(test_undo_everything),
        cmocka_unit_test(test_fiches),   cmocka_unit_test(test_opinions),        cmocka_unit_test(test_undo_after_pack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
