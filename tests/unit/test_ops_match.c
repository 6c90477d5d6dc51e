/* Matching as a use case: what is stored equals a match from scratch after any change; every article has one state; opinions, roles. */
#include "ops_help.h"
#include <mahalli/store.h>
#include "ops/session.h"

/* Every step-th line of a sample, from the header on. */
static void take_part(struct plan *p, size_t sample, int step)
{
    char *text = file_text(sample_path(sample), NULL);
    struct mh_str some = MH_STR_INIT;
    int at = 0;
    for (char *line = text, *end; *line != '\0'; line = end, at++) {
        end = strchr(line, '\n') ? strchr(line, '\n') + 1 : line + strlen(line);
        if (at % step == 0)
            mh_str_addn(&some, line, (size_t)(end - line));
    }
    struct mh_import_result r = take_file(p, samples[sample].kind, plan_file(p, "part.csv", mh_str_text(&some)), samples[sample].member);
    mh_import_result_free(&r);
    mh_str_free(&some);
    free(text);
}

static void small_plan(struct plan *p)
{
    take_samples(p, 0, 4);
    take_part(p, 4, 6);
    take_part(p, 5, 6);
    take_part(p, 6, 8);
    take_part(p, 7, 8);
}

/* All findings, a line each, and the base volumes that matching counts. */
static char *findings(struct plan *p)
{
    struct mh_str out = MH_STR_INIT;
    struct mh__rows articles;
    assert_int_equal(mh__rows_load(p->s->store, &mh_table_articles, NULL, &articles, &p->err), MH_OK);
    for (size_t i = 0; i < articles.n; i++) {
        const struct mh_article *a = mh__rows_at(&articles, i);
        struct mh_finding f = { 0 };
        bool got = false;
        assert_int_equal(mh_store_finding_get(p->s->store, a->id, &f, &got, &p->err), MH_OK);
        assert_true(got);
        mh_str_addf(&out, "%s;%s;%s;%s;%d;%lld;%d;%lld;%s;%lld\n", a->label, f.family ? f.family : "", f.specs ? f.specs : "",
                    f.rest ? f.rest : "", (int)f.state, (long long)f.product_id, (int)f.verdict, (long long)f.score,
                    f.reason ? f.reason : "", (long long)f.stamp);
        mh_finding_free(&f);
    }
    mh__rows_free(&articles);
    char *needs = list_of(p, "besoins", NULL);
    mh_str_add(&out, needs);
    free(needs);
    return mh_str_take(&out);
}

static void forget_findings(struct plan *p)
{
    assert_int_equal(mh_store_derive_begin(p->s->store, &p->err), MH_OK);
    assert_int_equal(mh_store_findings_clear(p->s->store, &p->err), MH_OK);
    assert_int_equal(mh_store_derive_commit(p->s->store, &p->err), MH_OK);
}

static void same_from_scratch(struct plan *p, const char *what, unsigned seed)
{
    match_plan(p);
    char *stored = findings(p);
    if (seed % 6 == 0) /* nothing kept in memory either; building the lexicon again takes its time */
        plan_reopen(p, true);
    else
        mh__session_changed(p->s, &mh_table_products);
    forget_findings(p);
    struct mh_match_result r = match_plan(p);
    assert_int_equal(r.matched_again, r.articles);
    char *fresh = findings(p);
    if (strcmp(stored, fresh) != 0) {
        size_t at = 0;
        while (stored[at] == fresh[at])
            at++;
        fail_msg("graine %u, après %s : « %.120s » et de zéro « %.120s »", seed, what, stored + (at > 60 ? at - 60 : 0),
                 fresh + (at > 60 ? at - 60 : 0));
    }
    free(stored);
    free(fresh);
}

/* --- changes --- */

/* The text of a column of a row drawn among those of a kind; false: there is none. */
struct drawn {
    uint64_t *state;
    uint32_t n;
    const char *column[2];
    char text[2][400];
};

static enum mh_rc draw_row(void *ctx, const struct mh_table *t, const char *const *texts, struct mh_err *err)
{
    struct drawn *d = ctx;
    (void)err;
    if (draw(d->state, ++d->n) != 0)
        return MH_OK;
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < t->ncolumns && d->column[k] != NULL; i++)
            if (strcmp(t->columns[i].name, d->column[k]) == 0)
                snprintf(d->text[k], sizeof d->text[k], "%s", texts[i]);
    return MH_OK;
}

static bool one_of(struct plan *p, uint64_t *state, const char *kind, const char *where, const char *a, const char *b, struct drawn *d)
{
    *d = (struct drawn){ .state = state, .column = { a, b } };
    mh_err_clear(&p->err);
    assert_int_equal(mh_ops_list(p->s, kind, where, draw_row, d, &p->err), MH_OK);
    return d->n != 0;
}

static bool article_name(struct plan *p, uint64_t *state, char *name, size_t size)
{
    struct drawn d;
    if (!one_of(p, state, "articles", NULL, "membre", "reference", &d) || d.text[1][0] == '\0')
        return false;
    snprintf(name, size, "%s/%s", d.text[0], d.text[1]);
    return true;
}

static bool product_name(struct plan *p, uint64_t *state, char *name, size_t size)
{
    struct drawn d;
    if (!one_of(p, state, "produits", NULL, "fabricant", "reference", &d) || d.text[1][0] == '\0')
        return false;
    snprintf(name, size, "%s/%s", d.text[0], d.text[1]);
    return true;
}

static void add_row(struct plan *p, const char *kind, const char *const *fields)
{
    struct mh_diags diags = MH_DIAGS_INIT;
    mh_err_clear(&p->err);
    mh_ops_add(p->s, kind, fields, &diags, &p->err); /* may be refused: then nothing changed */
    mh_diags_free(&diags);
}

static const char *change_article(struct plan *p, uint64_t *state)
{
    static const char *const fields[] = { "specifications=sterile = oui", "unite=B/50", "unite=pièce", "perimetre=inclus", "perimetre=exclu",
                                          "perimetre=", "designation=SONDE FOLEY 2 VOIES CH 18", "designation=DIVERS",
                                          "conditionnement=boîte de 20", "famille=" };
    char name[800];
    if (article_name(p, state, name, sizeof name))
        set_one(p, "articles", name, fields[draw(state, sizeof fields / sizeof *fields)]);
    return "article";
}

static const char *change_registry(struct plan *p, uint64_t *state)
{
    static const char *const product[] = { "statut=arrêté", "statut=projet", "statut=produit", "specifications=sterile = non", "famille=",
                                           "designation=GANT EXAMEN NITRILE M NON STERILE" };
    static const char *const maker[] = { "role=distributeur", "role=fabricant", "statut=arrêté", "statut=en production", "gammes=seringue|gant",
                                         "role=" };
    char name[800];
    struct drawn d;
    if (draw(state, 2) == 0) {
        if (product_name(p, state, name, sizeof name))
            set_one(p, "produits", name, product[draw(state, 6)]);
        return "produit";
    }
    if (one_of(p, state, "fabricants", NULL, "code", NULL, &d))
        set_one(p, "fabricants", d.text[0], maker[draw(state, 6)]);
    return "fabricant";
}

static const char *add_something(struct plan *p, uint64_t *state)
{
    char maker[500], label[200], name[60], about[500];
    struct drawn d;
    if (!one_of(p, state, "fabricants", NULL, "code", NULL, &d))
        return "rien";
    snprintf(maker, sizeof maker, "fabricant=%s", d.text[0]);
    if (draw(state, 3) == 0) {
        if (!one_of(p, state, "produits", maker, "reference", NULL, &d) || d.text[0][0] == '\0')
            return "rien";
        snprintf(about, sizeof about, "produit=%s", d.text[0]);
        snprintf(name, sizeof name, "numero=N%u", draw(state, 10000));
        add_row(p, "certificats", (const char *const[]){ maker, about, "type=enregistrement", name, "fin=2030-01-01", NULL });
        return "certificat";
    }
    snprintf(label, sizeof label, "designation=SERINGUE %u ML %s STERILE", 1 + draw(state, 20), draw(state, 2) ? "LUER" : "LUER LOCK");
    snprintf(name, sizeof name, "reference=Z%u", draw(state, 100000));
    add_row(p, "produits", (const char *const[]){ maker, name, label, "statut=produit", "unite=pièce", NULL });
    return "produit ajouté";
}

static const char *give_opinion(struct plan *p, uint64_t *state)
{
    static const char *const opinions[] = { "conforme", "sous réserve", "non conforme", "à essayer", "suspendu" };
    char article[800], product[800];
    if (!article_name(p, state, article, sizeof article) || !product_name(p, state, product, sizeof product))
        return "rien";
    mh_err_clear(&p->err);
    bool none = draw(state, 6) == 0;
    assert_int_equal(mh_ops_judge(p->s, article, none ? "none" : product, none ? NULL : opinions[draw(state, 5)], "essai", &p->err), MH_OK);
    return "avis";
}

static const char *change_words(struct plan *p, uint64_t *state)
{
    char term[60];
    snprintf(term, sizeof term, "terme=mot%u seringue", draw(state, 6));
    struct mh_err ignored = MH_ERR_INIT;
    if (draw(state, 3) == 0)
        mh_ops_remove(p->s, "synonymes", term + strlen("terme="), &ignored);
    else
        add_row(p, "synonymes", (const char *const[]){ term, draw(state, 2) ? "famille=seringue" : "famille=gant_examen", NULL });
    return "synonyme";
}

static const char *change_sheet(struct plan *p, uint64_t *state)
{
    static const char *const members[] = { "membre=GAT", "membre=GSE" };
    static const struct {
        const char *family, *specs[3];
    } sheets[] = {
        { "famille=seringue", { "specifications=embout = luer_lock", "specifications=pièces = 3; aiguille = non", "specifications=volume = 5 mL" } },
        { "famille=gant_examen", { "specifications=matériau = nitrile", "specifications=poudre = non; taille = M", "specifications=stérile = non" } },
        { "famille=sonde_foley", { "specifications=voies = 2", "specifications=matériau = latex ?", "specifications=ch = 18; longueur = 40 cm" } },
    };
    uint32_t f = draw(state, 3), m = draw(state, 2), what = draw(state, 4);
    char ref[80];
    snprintf(ref, sizeof ref, "%s/%s", members[m] + strlen("membre="), sheets[f].family + strlen("famille="));
    if (what == 0)
        set_one(p, "fiches", ref, draw(state, 2) ? "etat=retirée" : "etat=adoptée");
    else
        add_row(p, "fiches", (const char *const[]){ members[m], sheets[f].family, sheets[f].specs[draw(state, 3)],
                                                    what == 1 ? "etat=proposée" : "etat=adoptée", NULL });
    return "fiche";
}

static const char *turn_back(struct plan *p, uint64_t *state)
{
    struct mh_operation done = { 0 };
    struct mh_err ignored = MH_ERR_INIT;
    if (draw(state, 2) ? mh_ops_undo(p->s, 0, &done, &ignored) == MH_OK : mh_ops_redo(p->s, &done, &ignored) == MH_OK)
        mh_operation_free(&done);
    return "annulation ou rétablissement";
}

static const char *pass_time(struct plan *p, uint64_t *state)
{
    static const char *const days[] = { NOW, "2027-06-01T08:00:00", "2028-03-01T08:00:00" };
    p->now = days[draw(state, 3)];
    plan_reopen(p, true);
    return "date";
}

static void stored_equals_fresh(void **state)
{
    static const char *(*const changes[])(struct plan *p, uint64_t *state) = {
        change_article, change_registry, add_something, give_opinion, change_words, turn_back, pass_time, change_article, give_opinion,
        change_sheet, change_sheet,
    };
    struct plan *p = *state;
    small_plan(p);
    match_plan(p);
    unsigned sequences = long_tests() ? 600 : 60;
    for (unsigned seed = 1; seed <= sequences; seed++) {
        uint64_t random = seed;
        const char *what = "";
        for (int k = 0; k < 3; k++) {
            what = changes[draw(&random, sizeof changes / sizeof *changes)](p, &random);
            if (k < 2 && draw(&random, 2))
                match_plan(p);
        }
        same_from_scratch(p, what, seed);
    }
    print_message("# graines 1 à %u\n", sequences);
    assert_sound(p);
}

/* --- states --- */

struct tally {
    int64_t rows, state[MH_NSTATES], other;
    char last[200];
};

static enum mh_rc tally_row(void *ctx, const struct mh_match_row *row, struct mh_err *err)
{
    struct tally *t = ctx;
    (void)err;
    if (row->rank > 1)
        return MH_OK;
    t->rows++;
    for (int i = 0; i < MH_NSTATES; i++)
        if (strcmp(row->state, mh_state_title((enum mh_state)i)) == 0) {
            t->state[i]++;
            return MH_OK;
        }
    t->other++;
    return MH_OK;
}

static void one_state_each(void **state)
{
    struct plan *p = *state;
    take_samples(p, 0, NSAMPLES);
    struct mh_match_result r = match_plan(p);
    assert_int_equal(r.articles, lines_of(p, "articles", NULL));
    for (size_t top = 1; top <= 6; top += 5) {
        struct tally t = { 0 };
        assert_int_equal(mh_ops_match_rows(p->s, NULL, top, tally_row, &t, &p->err), MH_OK);
        assert_int_equal(t.rows, r.articles);
        assert_int_equal(t.other, 0);
        for (int i = 0; i < MH_NSTATES; i++)
            assert_int_equal(t.state[i], r.by_state[i]);
    }
    struct mh_status st;
    assert_int_equal(mh_ops_status(p->s, &st, &p->err), MH_OK);
    int64_t sum = st.unmatched;
    for (int i = 0; i < MH_NSTATES; i++) {
        assert_int_equal(st.state[i], r.by_state[i]);
        sum += st.state[i];
    }
    assert_int_equal(sum, st.articles);
    assert_int_equal(st.unmatched, 0);
    assert_int_equal(st.state[MH_STATE_REVIEW], st.to_pharmacist + st.to_buyer + st.to_maker);
    static const char *const kinds[] = { "membres", "sites", "fabricants", "produits", "certificats", "articles", "besoins" };
    const int64_t counts[] = { st.members, st.sites, st.makers, st.products, st.certificates, st.articles, st.needs };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        assert_int_equal(counts[i], lines_of(p, kinds[i], NULL));
    mh_status_free(&st);
    struct mh_match_result again = match_plan(p);
    assert_int_equal(again.matched_again, 0);
    assert_memory_equal(again.by_state, r.by_state, sizeof r.by_state);
}

struct counted {
    int64_t by[3];
    int64_t no_pack;
};

static enum mh_rc count_problem(void *ctx, const struct mh_rep_problem *x, struct mh_err *err)
{
    struct counted *c = ctx;
    (void)err;
    for (int i = 0; i < 3; i++)
        c->by[i] += strcmp(x->severity, mh_severity_name((enum mh_severity)i)) == 0;
    c->no_pack += strcmp(x->rule, "conditionnement-inconnu") == 0;
    assert_non_null(x->sentence);
    return MH_OK;
}

static void check_agrees_with_status(void **state)
{
    struct plan *p = *state;
    take_samples(p, 0, NSAMPLES);
    struct counted c = { 0 };
    int64_t count[3];
    struct mh_status st;
    assert_int_equal(mh_ops_check(p->s, count_problem, &c, count, &p->err), MH_OK);
    assert_int_equal(mh_ops_status(p->s, &st, &p->err), MH_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(c.by[i], count[i]);
        assert_int_equal(st.problems[i], count[i]);
    }
    assert_int_equal(st.unmatched, st.articles); /* nothing matched yet */
    /* What is out of scope needs no pack; the rest is what check lists. */
    assert_int_equal(st.no_pack, c.no_pack);
    assert_true(st.no_pack > 0 && st.no_pack < lines_of(p, "besoins", "quantite_base="));
    mh_status_free(&st);
}

/* --- opinions and roles --- */

static enum mh_rc keep_state(void *ctx, const struct mh_match_row *row, struct mh_err *err)
{
    (void)err;
    if (row->rank <= 1)
        snprintf(ctx, 200, "%s|%s|%s", row->state, row->product, row->verdict);
    return MH_OK;
}

/* The article's state, as stored and as shown. */
static void assert_state(struct plan *p, const char *article, enum mh_state want)
{
    char shown[200] = "";
    mh_err_clear(&p->err);
    match_plan(p);
    if (mh_ops_match_rows(p->s, article, 5, keep_state, shown, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    if (strncmp(shown, mh_state_title(want), strlen(mh_state_title(want))) != 0)
        fail_msg("%s : « %s » au lieu de %s", article, shown, mh_state_title(want));
    int64_t id = 0;
    struct mh_finding f = { 0 };
    bool got = false;
    assert_int_equal(mh__find_article(p->s, article, 0, &id, &p->err), MH_OK);
    assert_int_equal(mh_store_finding_get(p->s->store, id, &f, &got, &p->err), MH_OK);
    assert_true(got);
    assert_int_equal(f.state, want);
    mh_finding_free(&f);
}

static void syringes(struct plan *p)
{
    take_text(p, "fabricants", "code;raison_sociale;statut;role;gammes\nM1;Démo Un;en production;fabricant;\nM2;Démo Deux;en production;fabricant;\n");
    take_text(p, "produits", "fabricant;reference;designation;unite;statut\n"
                             "M1;P1;SERINGUE HYPODERMIQUE 3 PIECES 10 ML LUER LOCK SANS AIGUILLE STERILE UU;pièce;produit\n");
    take_text(p, "besoins", "reference;designation;quantite;unite\nA;SERINGUE HYPODERMIQUE 3 PIECES 10 ML LUER LOCK SANS AIGUILLE STERILE;10;B/100\n"
                            "B;CLASSEUR A LEVIER;3;pièce\n");
}

static void judged(struct plan *p, const char *product, const char *opinion)
{
    mh_err_clear(&p->err);
    if (mh_ops_judge(p->s, "A", product, opinion, NULL, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
}

static void opinions_decide(void **state)
{
    struct plan *p = *state;
    syringes(p);
    assert_state(p, "A", MH_STATE_MATCH);
    judged(p, "P1", "conforme");
    assert_state(p, "A", MH_STATE_VALIDATED);
    judged(p, "M1/P1", "non conforme");
    assert_state(p, "A", MH_STATE_NONE);
    undo_one(p);
    assert_state(p, "A", MH_STATE_VALIDATED);
    undo_one(p);
    assert_state(p, "A", MH_STATE_MATCH);
    judged(p, "none", NULL);
    assert_state(p, "A", MH_STATE_NONE);
    judged(p, "P1", "sous réserve"); /* one product is good after all */
    assert_state(p, "A", MH_STATE_VALIDATED);
    judged(p, "P1", "à essayer");
    assert_state(p, "A", MH_STATE_NONE);
    char *list = list_of(p, "avis", NULL);
    assert_has(list, "aucun;aucun;non conforme");
    free(list);
    undo_one(p);
    undo_one(p);
    undo_one(p);
    /* An opinion that ran out says nothing any more. */
    take_text(p, "avis", "article;fabricant;produit;avis;date;valable_jusqu_au\nA;M1;P1;conforme;2026-01-01;2026-12-31\n");
    assert_state(p, "A", MH_STATE_VALIDATED);
    p->now = "2027-01-01T10:00:00";
    plan_reopen(p, true);
    assert_state(p, "A", MH_STATE_MATCH);
}

static void a_listed_none_comes_back(void **state)
{
    struct plan *p = *state;
    syringes(p);
    struct mh_import_result r = take_file(
        p, "avis", plan_file(p, "a.csv", "article;fabricant;produit;avis;date\nA;aucun;aucun;non conforme;2026-02-02\n"), NULL);
    assert_int_equal(r.created, 1);
    mh_import_result_free(&r);
    r = take_file(p, "avis", plan_path(p, "a.csv"), NULL);
    assert_int_equal(r.unchanged, 1);
    mh_import_result_free(&r);
    assert_state(p, "A", MH_STATE_NONE);
}

static void who_sells_is_not_a_maker(void **state)
{
    struct plan *p = *state;
    syringes(p);
    static const char *const out[] = { "role=distributeur", "role=reconditionneur", "statut=arrêté" };
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(set_one(p, "fabricants", "M1", out[i]), MH_OK);
        assert_state(p, "A", MH_STATE_NONE);
        undo_one(p);
        assert_state(p, "A", MH_STATE_MATCH);
    }
    assert_int_equal(set_one(p, "fabricants", "M1", "statut=projet"), MH_OK);
    assert_state(p, "A", MH_STATE_NEAR);
    undo_one(p);
    /* A maker that only declares the range is a lead. */
    assert_int_equal(set_one(p, "fabricants", "M1", "role=distributeur"), MH_OK);
    assert_int_equal(set_one(p, "fabricants", "M2", "gammes=seringue hypodermique"), MH_OK);
    assert_state(p, "A", MH_STATE_LEAD);
}

static void out_of_scope_and_back(void **state)
{
    struct plan *p = *state;
    syringes(p);
    assert_state(p, "B", MH_STATE_OUT);
    assert_int_equal(set_one(p, "articles", "B", "perimetre=inclus"), MH_OK);
    match_plan(p);
    char shown[200] = "";
    assert_int_equal(mh_ops_match_rows(p->s, "B", 5, keep_state, shown, &p->err), MH_OK);
    assert_has_not(shown, "Hors périmètre");
    undo_one(p);
    assert_state(p, "B", MH_STATE_OUT);
    assert_int_equal(set_one(p, "articles", "A", "perimetre=exclu"), MH_OK);
    assert_state(p, "A", MH_STATE_OUT);
    assert_int_equal(set_one(p, "articles", "A", "perimetre="), MH_OK);
    assert_state(p, "A", MH_STATE_MATCH);
}

/* A product that a pharmacist validated is the article's, also when the matcher would not have found it. */
static void validated_beyond_the_candidates(void **state)
{
    struct plan *p = *state;
    syringes(p);
    take_text(p, "produits", "fabricant;reference;designation;unite;statut\nM2;G1;GANT EXAMEN NITRILE M;pièce;produit\n");
    judged(p, "G1", "conforme");
    assert_state(p, "A", MH_STATE_VALIDATED);
    same_from_scratch(p, "avis", 0);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, plan_setup, plan_teardown)
    const struct CMUnitTest tests[] = {
        T(stored_equals_fresh), T(one_state_each), T(check_agrees_with_status), T(opinions_decide), T(a_listed_none_comes_back),
        T(who_sells_is_not_a_maker), T(out_of_scope_and_back), T(validated_beyond_the_candidates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
