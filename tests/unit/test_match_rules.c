/* Matching: each rule of the verdict table, made here, pairs that are never interchangeable, scores that add up, order, leads, declared
 * ranges, states, the reason and the table of requirements. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "match/index.h"
#include "spec_help.h"

#define T(s) ((char *)(uintptr_t)(s))

static const char *const small_families[] = {
    "code;nom;nom_en;code_emdn;code_sh;unite_base;dispositif_medical;hors_perimetre",
    "tube_doux;Tube doux;;Z0101;;piece;oui;",
    "tube_dur;Tube dur;;Z0102;;piece;oui;",
    "sirop;Sirop;;;;piece;non;oui",
    NULL,
};
static const char *const small_attributes[] = {
    "famille;code;nom;nom_en;type;unite;valeurs;critique;jamais;special;implicite;lecture;tolerance;decide",
    "tube_doux;longueur;longueur;;nombre;mm;10|20|30;oui;oui;;;lg|dmax;1",
    "tube_doux;diametre;diam\xc3\xa8tre;;nombre;mm;1..9;non;;;;diam|dmin;",
    "tube_doux;sterile;st\xc3\xa9rile;;oui_non;;;oui;oui;oui;;;",
    "tube_doux;couleur;couleur;;choix;;bleu|rouge;info;;;;;",
    "tube_doux;norme;norme;;choix;;en_1234;info;;;;;",
    "tube_doux;usage_unique;usage unique;;oui_non;;;info;;;;;",
    "tube_doux;numero;num\xc3\xa9ro;;nombre;;1..9;oui;oui;;;n\xc2\xb0;;oui",
    "tube_doux;fond;fond;;choix;;plat|rond;non;oui;;;;",
    "tube_dur;longueur;longueur;;nombre;mm;10|20|30;oui;oui;;;lg;",
    NULL,
};
static const char *const small_synonyms[] = {
    "terme;famille;attribut;valeur;langue", "tube doux;tube_doux;;;", "tube souple;tube_doux;;;", "tube dur;tube_dur;;;", "sirop;sirop;;;",
    "non sterile;;sterile;non;",            "sterile;;sterile;oui;", "bleu;;couleur;bleu;",      "rouge;;couleur;rouge;", "en 1234;;norme;en_1234;", "jetable;;usage_unique;oui;", "reutilisable;;usage_unique;non;", "fond plat;;fond;plat;", "fond rond;;fond;rond;",
    "tube strie;tube_doux;;;", "strie;tube_doux;;!;", "tube creux;tube_doux;;;", "creux;tube_doux;;!;", "creux;tube_doux;fond;*plat;",
    NULL,
};

struct world {
    struct mh_lexicon *lx;
    struct help_rows *rows;
};

static int setup(void **state)
{
    static struct world w;
    w.lx = help_small_lexicon(small_families, small_attributes, small_synonyms, &w.rows);
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    mh_lexicon_free(w->lx);
    help_rows_free(w->rows);
    return 0;
}

struct offer {
    const char *label, *specs, *status;       /* of the product */
    const char *role, *maker_status, *ranges; /* of its maker */
    const char *reference;
};

static struct mh_index *index_of(const struct mh_lexicon *lx, const struct offer *o, size_t n)
{
    struct mh_maker makers[8];
    struct mh_product rows[8];
    struct mh_index_product in[8];
    assert_true(n <= 8);
    for (size_t i = 0; i < n; i++) {
        int64_t id = (int64_t)i + 1;
        makers[i] = (struct mh_maker){ .id = id * 10, .name = T("M"), .role = T(o[i].role), .status = T(o[i].maker_status), .ranges = T(o[i].ranges) };
        rows[i] = (struct mh_product){ .id = id, .maker_id = id * 10, .label = T(o[i].label), .specs = T(o[i].specs), .status = T(o[i].status),
                                       .reference = T(o[i].reference) };
        in[i] = (struct mh_index_product){ .id = id, .row = &rows[i], .maker = &makers[i] };
    }
    return mh_index_new(lx, in, n, makers, n);
}

static const struct offer plain = { .status = "produit", .role = "fabricant", .maker_status = "en production", .reference = "R" };

struct rule_case {
    const char *need, *label, *rule;
    enum mh_verdict verdict;
    enum mh_who who;
    const char *status, *role, *maker_status;
};

static const struct rule_case rule_cases[] = {
    { "tube doux 20 mm", "tube doux 20 mm", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 },
    { "tube doux 20 mm", "tube souple lg 21", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 }, /* within the tolerance */
    { "tube doux 20 mm", "tube doux 20 mm", "hors-fabrication", MH_VERDICT_NEAR, MH_WHO_NONE, 0, "distributeur", 0 },
    { "tube doux 20 mm", "tube doux 20 mm", "hors-fabrication", MH_VERDICT_NEAR, MH_WHO_NONE, 0, "reconditionneur", 0 },
    { "tube doux 20 mm", "tube doux 20 mm", "hors-fabrication", MH_VERDICT_NEAR, MH_WHO_NONE, 0, 0, "arr\xc3\xaat\xc3\xa9" },
    { "tube doux 20 mm", "tube doux 30 mm", "specification-non-tenue", MH_VERDICT_NEAR, MH_WHO_MAKER, 0, 0, 0 },
    { "tube doux 20 mm", "tube doux 20 mm", "pas-encore-fabrique", MH_VERDICT_NEAR, MH_WHO_MAKER, "capable", 0, 0 },
    { "tube doux 20 mm", "tube doux 20 mm", "pas-encore-fabrique", MH_VERDICT_NEAR, MH_WHO_MAKER, "projet", 0, 0 },
    { "tube doux 20 mm", "tube doux 20 mm", "pas-encore-fabrique", MH_VERDICT_NEAR, MH_WHO_MAKER, 0, 0, "prototype" },
    { "tube doux 20 mm", "tube doux 20 mm", "pas-encore-fabrique", MH_VERDICT_NEAR, MH_WHO_MAKER, 0, "porteur de projet", 0 },
    { "tube doux 20 mm", "tube doux 20 mm prototype", "pas-encore-fabrique", MH_VERDICT_NEAR, MH_WHO_MAKER, 0, 0, 0 },
    { "tube doux sterile non sterile 20 mm", "tube doux 20 mm", "contradiction", MH_VERDICT_REVIEW, MH_WHO_BUYER, 0, 0, 0 },
    { "tube doux 10/20 mm", "tube doux 20 mm", "demande-ouverte", MH_VERDICT_REVIEW, MH_WHO_BUYER, 0, 0, 0 },
    { "tube doux 20 mm fond plat", "tube doux 20 mm fond plat, bleu, fond rond", "produit-imprecis", MH_VERDICT_REVIEW, MH_WHO_MAKER, 0, 0, 0 },
    { "tube doux 20 mm", "tube doux", "specification-inconnue", MH_VERDICT_REVIEW, MH_WHO_MAKER, 0, 0, 0 },
    { "tube doux 20 mm sterile", "tube doux 20 mm", "specification-inconnue", MH_VERDICT_REVIEW, MH_WHO_MAKER, 0, 0, 0 },
    { "tube doux 20 mm reutilisable", "tube doux 20 mm jetable", "autre-usage", MH_VERDICT_REVIEW, MH_WHO_PHARMACIST, 0, 0, 0 },
    { "tube doux 20 mm jetable", "tube doux 20 mm", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 },
    { "tube doux 20 mm en 1234", "tube doux 20 mm", "norme", MH_VERDICT_REVIEW, MH_WHO_MAKER, 0, 0, 0 },
    { "tube doux 20 mm en 1234", "tube doux 20 mm en 1234", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 },
    { "tube doux 20 mm annele", "tube doux 20 mm", "demande-non-lue", MH_VERDICT_REVIEW, MH_WHO_PHARMACIST, 0, 0, 0 },
    { "tube strie 20 mm", "tube doux 20 mm", "demande-non-lue", MH_VERDICT_REVIEW, MH_WHO_PHARMACIST, 0, 0, 0 }, /* a property, though a name holds it */
    { "tube strie 20 mm", "tube souple 20 mm strie", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 },
    { "tube creux 20 mm", "tube doux 20 mm fond rond", "demande-non-lue", MH_VERDICT_REVIEW, MH_WHO_PHARMACIST, 0, 0, 0 },
    { "tube creux 20 mm", "tube doux 20 mm fond plat", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 }, /* what defines it */
    { "tube doux 20 mm", "tube doux lg minimum 20 mm", "produit-imprecis", MH_VERDICT_REVIEW, MH_WHO_MAKER, 0, 0, 0 },
    { "tube doux 20 mm max", "tube doux au moins lg 20 mm", "demande-ouverte", MH_VERDICT_REVIEW, MH_WHO_BUYER, 0, 0, 0 },
    { "tube doux lg minimum 10 mm", "tube doux lg minimum 20 mm", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 },
    { "tube doux 20 mm", "tube doux 20 mm n\xc2\xb0 3", "taille-non-dite", MH_VERDICT_REVIEW, MH_WHO_BUYER, 0, 0, 0 },
    { "tube dur", "tube dur lg 20", "taille-non-dite", MH_VERDICT_REVIEW, MH_WHO_BUYER, 0, 0, 0 }, /* a bare name: any measure decides */
    { "tube dur", "tube dur", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 },
    { "tube doux 20 mm n\xc2\xb0 3", "tube doux 20 mm n\xc2\xb0 3", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 },
    { "tube doux 20 mm", "tube doux 20 mm sterile", "valeur-particuliere", MH_VERDICT_REVIEW, MH_WHO_PHARMACIST, 0, 0, 0 },
    { "tube doux 20 mm", "tube doux 20 mm", "fabrication-a-confirmer", MH_VERDICT_REVIEW, MH_WHO_BUYER, "inconnu", 0, 0 },
    { "tube doux 20 mm", "tube doux 20 mm", "fabrication-a-confirmer", MH_VERDICT_REVIEW, MH_WHO_BUYER, 0, "", 0 },
    { "tube doux 20 mm bleu", "tube doux 20 mm rouge", "autre-valeur", MH_VERDICT_REVIEW, MH_WHO_PHARMACIST, 0, 0, 0 },
    { "tube doux 20 mm bleu", "tube doux 20 mm", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 }, /* informative only */
    { "tube doux 20 mm bleu", "tube doux 20 mm bleu ou rouge", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 },
    { "tube doux | longueur = 20 mm; sterile = oui ?", "tube doux 20 mm non sterile", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 }, /* a wish */
    { "tube doux | longueur >= 15 mm", "tube doux 20 mm", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 },
    { "tube doux | longueur >= 25 mm", "tube doux 20 mm", "specification-non-tenue", MH_VERDICT_NEAR, MH_WHO_MAKER, 0, 0, 0 },
    { "tube doux 20 mm", "tube doux 10/20/30 mm", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 },
    { "tube doux 20 mm", "tube doux 10 a 30 mm", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 },
    { "tube doux 10 a 30 mm", "tube doux 20 mm", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 }, /* any value of it */
    { "tube doux 10 a 30 mm", "tube doux 5 a 30 mm", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 },
    { "tube doux 10 a 30 mm", "tube doux 20 a 30 mm", "demande-ouverte", MH_VERDICT_REVIEW, MH_WHO_BUYER, 0, 0, 0 }, /* not all of it */
    { "tube doux 6 a 30 mm", "tube doux 20 mm", "demande-ouverte", MH_VERDICT_REVIEW, MH_WHO_BUYER, 0, 0, 0 }, /* wide: all is meant */
    { "tube doux 6 a 30 mm", "tube doux 30 mm", "concordant", MH_VERDICT_MATCH, MH_WHO_NONE, 0, 0, 0 },       /* called by its end */
};

static void test_rules(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < sizeof rule_cases / sizeof *rule_cases; i++) {
        const struct rule_case *k = &rule_cases[i];
        struct offer o = plain;
        o.label = k->label;
        o.status = k->status != NULL ? k->status : o.status;
        o.role = k->role != NULL ? k->role : o.role;
        o.maker_status = k->maker_status != NULL ? k->maker_status : o.maker_status;
        struct mh_index *ix = index_of(w->lx, &o, 1);
        struct mh_reading r;
        struct mh_candidates c = { 0 };
        help_read(w->lx, k->need, false, &r);
        mh_match_find(ix, &r, 5, &c);
        if (c.n != 1 || strcmp(c.at[0].rule, k->rule) != 0 || c.at[0].verdict != k->verdict || c.at[0].who != k->who)
            fail_msg("%s / %s : %s", k->need, k->label, c.n == 0 ? "aucun" : c.at[0].rule);
        assert_true(c.at[0].excluded == (strcmp(k->rule, "hors-fabrication") == 0));
        mh_candidates_free(&c);
        mh_reading_free(&r);
        mh_index_free(ix);
    }
}

/* Every rule of the table is proved by a case above, has a sentence, and its name is its own. */
static void test_rules_are_covered(void **state)
{
    (void)state;
    for (const struct mh__rule *r = mh__rules; r->name != NULL; r++) {
        bool seen = strcmp(r->name, "identite") == 0 || strcmp(r->name, "autre-famille") == 0; /* test_identity, test_by_hand */
        for (size_t i = 0; i < sizeof rule_cases / sizeof *rule_cases; i++)
            seen |= strcmp(rule_cases[i].rule, r->name) == 0;
        if (!seen)
            fail_msg("%s", r->name);
        assert_non_null(r->sentence);
        for (const struct mh__rule *s = mh__rules; s != r; s++)
            assert_string_not_equal(s->name, r->name);
    }
}

static void test_identity(void **state)
{
    struct world *w = *state;
    struct offer o = plain;
    o.label = "tube doux 20 mm";
    struct mh_index *ix = index_of(w->lx, &o, 1);
    struct mh_reading r;
    struct mh_candidates c = { 0 };
    struct mh_spec_text in = { .label = "tube 20 mm" };
    mh_spec_read(w->lx, &in, &r); /* doux or dur: not said */
    mh_match_find(ix, &r, 5, &c);
    for (size_t i = 0; i < c.n; i++)
        assert_true(c.at[i].verdict != MH_VERDICT_MATCH);
    mh_reading_free(&r);
    in = (struct mh_spec_text){ .label = "tube doux 20 mm", .emdn = "Q9" };
    mh_spec_read(w->lx, &in, &r);
    mh_match_find(ix, &r, 5, &c);
    assert_int_equal(c.n, 1);
    assert_string_equal(c.at[0].rule, "identite");
    assert_int_equal(c.at[0].verdict, MH_VERDICT_REVIEW);
    mh_reading_free(&r);
    mh_candidates_free(&c);
    mh_index_free(ix);
}

/* A product of another family comes only by hand, and is said to be of another. */
static void test_by_hand(void **state)
{
    struct world *w = *state;
    struct offer o = plain;
    o.label = "tube dur 20 mm";
    struct mh_index *ix = index_of(w->lx, &o, 1);
    struct mh_reading r;
    struct mh_candidates c = { 0 };
    struct mh_candidate one;
    help_read(w->lx, "tube doux 20 mm", false, &r);
    mh_match_find(ix, &r, 5, &c);
    assert_int_equal(c.n, 0);
    assert_true(mh_match_pair(ix, &r, 1, &one));
    assert_string_equal(one.rule, "autre-famille");
    assert_int_equal(one.verdict, MH_VERDICT_REVIEW);
    struct mh_str reason = MH_STR_INIT;
    mh_match_reason(ix, "fr", &r, &one, &reason);
    assert_non_null(strstr(mh_str_text(&reason), "une autre famille"));
    mh_str_free(&reason);
    mh_reading_free(&r);
    mh_candidates_free(&c);
    mh_index_free(ix);
}

static void test_score_adds_up(void **state)
{
    struct world *w = *state;
    static const char *const needs[] = { "tube doux 20 mm", "tube doux 20 mm sterile annele en 1234", "tube doux", "tube doux 10/20 mm bleu" };
    struct offer o[8];
    static const char *const labels[] = { "tube doux 20 mm", "tube doux 30 mm", "tube doux 20 mm sterile", "tube doux", "tube doux 10 mm non sterile",
                                          "tube souple 20 mm", "tube doux 20 mm prototype", "tube dur 20 mm" };
    for (size_t i = 0; i < 8; i++) {
        o[i] = plain;
        o[i].label = labels[i];
    }
    struct mh_index *ix = index_of(w->lx, o, 8);
    for (size_t k = 0; k < sizeof needs / sizeof *needs; k++) {
        struct mh_reading r;
        struct mh_candidates c = { 0 }, fewer = { 0 };
        help_read(w->lx, needs[k], false, &r);
        mh_match_find(ix, &r, 8, &c);
        assert_int_equal(c.n, 7); /* not the hard tube */
        for (size_t i = 0; i < c.n; i++) {
            int sum = 0;
            for (int p = 0; p < c.at[i].nparts; p++)
                sum += c.at[i].part[p].points;
            assert_int_equal(sum, c.at[i].score);
            if (i > 0) {
                const struct mh_candidate *a = &c.at[i - 1], *b = &c.at[i];
                assert_true(a->verdict > b->verdict || (a->verdict == b->verdict && (a->score > b->score || (a->score == b->score && a->product_id < b->product_id))));
            }
            struct mh_candidate one; /* a pair alone says the same */
            assert_true(mh_match_pair(ix, &r, c.at[i].product_id, &one));
            assert_int_equal(one.score, c.at[i].score);
            assert_int_equal(one.verdict, c.at[i].verdict);
        }
        mh_match_find(ix, &r, 3, &fewer);
        assert_int_equal(fewer.n, 3);
        for (size_t i = 0; i < 3; i++)
            assert_int_equal(fewer.at[i].product_id, c.at[i].product_id);
        mh_match_find(ix, &r, 0, &fewer);
        assert_int_equal(fewer.n, 0);
        mh_candidates_free(&c);
        mh_candidates_free(&fewer);
        mh_reading_free(&r);
    }
    assert_int_equal(ix->n, 8);
    mh_index_free(ix);
}

/* A word that nobody understood is answered by a product whose maker uses it too, and only by it: not by one that refuses it, and not
 * where a number was not understood either. */
static void test_shared_words(void **state)
{
    struct world *w = *state;
    struct offer o[4] = { plain, plain, plain, plain };
    o[0].label = "tube doux 20 mm";
    o[1].label = "tube doux 20 mm annel\xc3\xa9";
    o[2].label = "tube doux 20 mm non annel\xc3\xa9";
    o[3].label = "tube doux 20 mm, annel\xc3\xa9 : non";
    struct mh_index *ix = index_of(w->lx, o, 4);
    struct mh_reading r;
    struct mh_candidates c = { 0 };
    help_read(w->lx, "TUBES DOUX ANNELES 20 MM", false, &r);
    mh_match_find(ix, &r, 5, &c);
    assert_int_equal(c.n, 4);
    assert_int_equal(c.at[0].product_id, 2);
    assert_int_equal(c.at[0].verdict, MH_VERDICT_MATCH);
    for (int i = 1; i < 4; i++)
        assert_int_equal(c.at[i].verdict, MH_VERDICT_REVIEW);
    struct mh_str reason = MH_STR_INIT;
    mh_match_reason(ix, "fr", &r, &c.at[0], &reason);
    assert_non_null(strstr(mh_str_text(&reason), "dit dans les m\xc3\xaames mots : anneles"));
    mh_str_free(&reason);
    mh_reading_free(&r);
    help_read(w->lx, "TUBES DOUX SANS ANNEAU 20 MM", false, &r);
    assert_string_equal(r.demand, "sans anneau");
    mh_reading_free(&r);
    help_read(w->lx, "TUBES DOUX ANNELES 33333 20 MM", false, &r);
    mh_match_find(ix, &r, 5, &c);
    assert_int_equal(c.at[0].product_id, 2);
    assert_int_equal(c.at[0].verdict, MH_VERDICT_REVIEW);
    mh_reading_free(&r);
    mh_candidates_free(&c);
    mh_index_free(ix);
}

static void test_leads(void **state)
{
    struct world *w = *state;
    struct offer o[5] = { plain, plain, plain, plain, plain };
    o[0].label = "tube doux";           /* neither reference nor specification */
    o[0].reference = NULL;
    o[1].label = "tube dur 20 mm";      /* a specification: a product */
    o[1].reference = NULL;
    o[2].label = "rien de connu";
    o[2].ranges = "tubes souples | tube_dur";
    o[3].label = "rien de connu";
    o[3].ranges = "Z01";                /* both families, by nomenclature */
    o[4].label = "rien de connu";
    o[4].ranges = "tube_doux";
    o[4].role = "distributeur";         /* makes nothing */
    struct mh_index *ix = index_of(w->lx, o, 5);
    int64_t ids[8];
    int doux = mh_lexicon_family(w->lx, "tube_doux"), dur = mh_lexicon_family(w->lx, "tube_dur");
    assert_true(mh_index_is_range(ix, 1));
    assert_false(mh_index_is_range(ix, 2));
    assert_int_equal(mh_index_leads(ix, doux, ids, 8), 3);
    assert_int_equal(ids[0], 10);
    assert_int_equal(mh_index_leads(ix, dur, ids, 8), 2);
    assert_int_equal(mh_index_leads(ix, doux, ids, 1), 3);
    assert_int_equal(mh_index_leads(ix, -1, ids, 8), 0);
    struct mh_reading r;
    struct mh_candidates c = { 0 };
    help_read(w->lx, "tube doux 20 mm", false, &r);
    mh_match_find(ix, &r, 5, &c);
    assert_int_equal(c.n, 0);
    assert_int_equal(mh_match_state(&r, &c, 3, false, NULL), MH_STATE_LEAD);
    assert_int_equal(mh_match_state(&r, &c, 0, false, NULL), MH_STATE_NONE);
    mh_reading_free(&r);
    mh_candidates_free(&c);
    mh_index_free(ix);
}

static void test_states(void **state)
{
    struct world *w = *state;
    struct offer o[2] = { plain, plain };
    o[0].label = "tube doux 20 mm";
    o[1].label = "tube doux 20 mm";
    o[1].role = "distributeur";
    struct mh_index *ix = index_of(w->lx, o, 2), *only = index_of(w->lx, &o[1], 1);
    static const struct { const char *need; enum mh_state state; } cases[] = {
        { "tube doux 20 mm", MH_STATE_MATCH }, { "tube doux 20 mm sterile", MH_STATE_REVIEW }, { "tube doux 30 mm", MH_STATE_NEAR },
        { "tube dur 10 mm", MH_STATE_NONE },   { "machin", MH_STATE_UNREAD },                  { "sirop", MH_STATE_OUT },
        { "tube doux sterile non sterile", MH_STATE_UNREAD },
    };
    struct mh_candidates c = { 0 };
    struct mh_reading r;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        help_read(w->lx, cases[i].need, false, &r);
        mh_match_find(ix, &r, 5, &c);
        assert_int_equal(mh_match_state(&r, &c, 0, false, NULL), cases[i].state);
        mh_reading_free(&r);
    }
    help_read(w->lx, "tube doux 20 mm", false, &r);
    mh_match_find(only, &r, 5, &c); /* shown, but gives no state */
    assert_int_equal(c.n, 1);
    assert_true(c.at[0].excluded);
    assert_int_equal(mh_match_state(&r, &c, 0, false, NULL), MH_STATE_NONE);
    assert_int_equal(mh_match_state(&r, &c, 2, false, NULL), MH_STATE_LEAD);
    assert_int_equal(mh_match_state(&r, &c, 2, true, NULL), MH_STATE_VALIDATED);
    assert_int_equal(mh_match_state(&r, &c, 2, true, "exclu"), MH_STATE_OUT);
    mh_reading_free(&r);
    help_read(w->lx, "sirop", false, &r);
    assert_int_equal(mh_match_state(&r, NULL, 0, false, "inclus"), MH_STATE_NONE);
    int sure = r.confidence; /* of a guess nobody is said not to make it, nor is a range asked about it */
    r.problem = MH_READ_OK;
    r.confidence = 55;
    assert_true(r.family >= 0 && mh_match_is_guess(&r));
    assert_int_equal(mh_match_state(&r, NULL, 0, false, NULL), MH_STATE_UNREAD);
    assert_int_equal(mh_match_state(&r, NULL, 2, false, NULL), MH_STATE_UNREAD);
    r.confidence = sure;
    mh_reading_free(&r);
    mh_candidates_free(&c);
    mh_index_free(ix);
    mh_index_free(only);
}

static void test_reason_and_table(void **state)
{
    struct world *w = *state;
    struct offer o = plain;
    o.label = "tube doux 30 mm sterile";
    struct mh_index *ix = index_of(w->lx, &o, 1);
    struct mh_reading r;
    struct mh_candidates c = { 0 };
    struct mh_str why = MH_STR_INIT;
    struct mh_compared_row rows[8];
    help_read(w->lx, "tube doux 2 x 20 mm", false, &r);
    mh_match_find(ix, &r, 5, &c);
    mh_match_reason(ix, "fr", &r, &c.at[0], &why);
    assert_string_equal(mh_str_text(&why), "tube doux : longueur 20 mm \xe2\x9c\x97 (30 mm au lieu de 20 mm), diam\xc3\xa8tre 2 mm ? (non dit par le "
                                           "fabricant), st\xc3\xa9rile non demand\xc3\xa9 ; une sp\xc3\xa9" "cification n'est pas tenue");
    size_t n = mh_match_table(ix, "fr", &r, &c.at[0], rows, 8);
    assert_int_equal(n, 4);
    assert_string_equal(rows[0].attribute, "longueur");
    assert_int_equal(rows[0].result, MH_CMP_FAILED);
    assert_string_equal(rows[0].by, "30 mm au lieu de 20 mm");
    assert_string_equal(rows[1].offered, "non dit");
    assert_int_equal(rows[1].who, MH_WHO_MAKER);
    assert_string_equal(rows[2].attribute, "fabriqu\xc3\xa9 ici");
    assert_int_equal(rows[2].result, MH_CMP_MET);
    assert_true(rows[3].special);
    assert_int_equal(mh_match_table(ix, "fr", &r, &c.at[0], rows, 2), 2);
    struct mh_candidate none;
    assert_false(mh_match_pair(ix, &r, 99, &none));
    assert_null(mh_index_reading(ix, 99));
    assert_non_null(mh_index_reading(ix, 1));
    assert_string_equal(mh_who_name(MH_WHO_PHARMACIST), "pharmacien");
    mh_str_free(&why);
    mh_reading_free(&r);
    mh_candidates_free(&c);
    mh_index_free(ix);
}

/* What must never be taken for the other, on the reference data: no match, whatever else agrees. */
static void test_never_interchangeable(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        { "COMPRESSE STERILE 10X10 CM", "Compresse de gaze 10 x 10 cm, non st\xc3\xa9rile" },
        { "COMPRESSE NON STERILE 10X10 CM", "Compresse de gaze st\xc3\xa9rile 10 x 10 cm" },
        { "COMPRESSE STERILE 10X10 CM", "Compresse de gaze st\xc3\xa9rile 10 x 20 cm" },
        { "GANT CHIRURGICAL T 7.5", "Gant d'examen st\xc3\xa9rile taille M" },
        { "GANT CHIRURGICAL T 7.5", "Gant chirurgical taille 8" },
        { "GANT CHIRURGICAL SANS LATEX T 7.5", "Gant chirurgical en latex taille 7,5" },
        { "GANT D'EXAMEN TAILLE M", "Gant d'examen taille L" },
        { "SERINGUE 10 ML", "Seringue 20 mL" },
        { "SERINGUE 10 ML LUER LOCK", "Seringue 10 mL embout luer" },
        { "SERINGUE 60 ML GAVAGE", "Seringue 60 mL luer" },
        { "SERINGUE A INSULINE 1 ML 100 UI", "Seringue \xc3\xa0 insuline 1 mL 40 UI/mL" },
        { "SERINGUE A INSULINE 1 ML", "Seringue 1 mL" },
        { "SONDE DE FOLEY 2 VOIES CH 18", "Sonde de Foley 3 voies 18 Fr" },
        { "SONDE DE FOLEY CH 18", "Sonde v\xc3\xa9sicale droite 18 Fr" },
        { "SONDE DE FOLEY CH 18", "Sonde de Foley 16 Fr" },
        { "SONDE ENDOTRACHEALE A/B N\xc2\xb0 7", "Sonde d'intubation sans ballonnet 7 mm" },
        { "SONDE ENDOTRACHEALE A/B N\xc2\xb0 7", "Sonde d'intubation \xc3\xa0 ballonnet 7,5 mm" },
        { "CATHETER COURT 18G", "Cath\xc3\xa9ter court 20G" },
        { "CATHETER COURT 18G", "Cath\xc3\xa9ter central 18G" },
        { "AIGUILLE HYPODERMIQUE 21G 40 MM", "Aiguille hypodermique 0,7 x 40 mm" },
        { "AIGUILLE HYPODERMIQUE 21G 40 MM", "Aiguille \xc3\xa0 pr\xc3\xa9l\xc3\xa8vement 21G" },
        { "SOIE NOIRE 2/0 AT 30 MM", "Soie noire 3/0 aiguille triangulaire 30 mm" },
        { "SOIE NOIRE 2/0 AT 30 MM", "Soie noire 2/0 aiguille ronde 30 mm" },
        { "FIL RESORBABLE TRESSE 2/0 AR 30 MM", "Polyamide monofil 2/0 aiguille ronde 30 mm" },
        { "BANDE PLATREE 3 M X 10 CM", "Bande pl\xc3\xa2tr\xc3\xa9" "e 3 m x 15 cm" },
        { "BANDE PLATREE 3 M X 10 CM", "Bande de cr\xc3\xaape 3 m x 10 cm" },
        { "CANULE DE GUEDEL N\xc2\xb0 3", "Canule de Guedel n\xc2\xb0 4" },
        { "CANULE DE GUEDEL N\xc2\xb0 0", "Canule de Guedel n\xc2\xb0 00" },
        { "MASQUE A OXYGENE ADULTE", "Masque \xc3\xa0 oxyg\xc3\xa8ne enfant" },
        { "MASQUE FFP2", "Masque chirurgical 3 plis" },
        { "PERFUSEUR", "Transfuseur" },
        { "TUBE EDTA K2 5 ML", "Tube de pr\xc3\xa9l\xc3\xa8vement citrate 5 mL" },
        { "LAME DE BISTOURI N\xc2\xb0 20", "Lame de bistouri n\xc2\xb0 21" },
        { "CATHETER JL 4 6F", "Cath\xc3\xa9ter JL 3.5 6F" },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *v = help_verdict(help_lexicon(), pairs[i][0], pairs[i][1]);
        if (strcmp(v, "match") == 0 || strcmp(v, "review") == 0)
            fail_msg("%s / %s : %s", pairs[i][0], pairs[i][1], v);
    }
}

/* A person must look: what one of the two says is not the usual thing of the name. */
static void test_never_unseen(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        { "LAME DE BISTOURI N\xc2\xb0 15C STERILE", "Lame de bistouri n\xc2\xb0 15 st\xc3\xa9rile" },
        { "GANT D'EXAMEN NITRILE T M MANCHETTE LONGUE", "Gant d'examen nitrile taille M" },
        { "GANT D'EXAMEN NITRILE T M", "Gant d'examen nitrile taille M manchette longue" },
        { "SONDE DE GASTROSTOMIE CH 20 A BALLONNET", "Sonde de gastrostomie CH 20 sans ballonnet" },
        { "SONDE D'INTUBATION LASER 7,5", "Sonde d'intubation 7,5" },
        { "SONDE D'INTUBATION A/B 7,5", "Sonde d'intubation nasale \xc3\xa0 ballonnet 7,5" },
        { "LUNETTES HAUT DEBIT ADULTE M", "Lunettes haut d\xc3\xa9" "bit adulte L" },
        { "CANULE HAUT DEBIT ADULTE TAILLE M", "Canule haut d\xc3\xa9" "bit adulte taille L" },
        { "PERFUSEUR SANS PVC", "Perfuseur sans DEHP" },
        { "TRANSFUSEUR EN Y", "Transfuseur" },
        { "TRANSFUSEUR", "Transfuseur avec pompe manuelle" },
        { "PROLONGATEUR 150 CM LUER LOCK", "Prolongateur 150 cm luer lock m\xc3\xa2le m\xc3\xa2le" },
        { "VALVE ANTI RETOUR", "Valve bidirectionnelle" },
        { "AIGUILLE 18G 40 MM EMOUSSEE", "Aiguille \xc3\xa0 pr\xc3\xa9lever 18G 40 mm" },
        { "CATHETER DIAGNOSTIQUE JL4 6F", "Cath\xc3\xa9ter guide JL4 6F" },
        { "CATHETER PIGTAIL 6F DROIT", "Cath\xc3\xa9ter pigtail 6F 145\xc2\xb0" },
        { "CAPTEUR SPO2 NELLCOR ADULTE PINCE", "Capteur SpO2 Masimo adulte pince" },
        { "CAPTEUR SPO2 ADULTE PINCE", "Capteur SpO2 compatible Masimo adulte pince" },
        { "GEL ECHOGRAPHIE 250 ML", "Gel d'\xc3\xa9" "chographie 250 mL st\xc3\xa9rile" },
        { "AGRAFEUSE LINEAIRE 60 MM", "Agrafeuse lin\xc3\xa9" "aire coupante 60 mm" },
        { "BEQUILLE ADULTE", "B\xc3\xa9quille axillaire adulte" },
        { "COMPOSITE A2", "Composite fluide A2" },
        { "CIMENT VERRE IONOMERE SCELLEMENT", "Ciment verre ionom\xc3\xa8re restauration" },
        { "PROTHESE OESOPHAGIENNE COUVERTE 100 MM", "Proth\xc3\xa8se oesophagienne partiellement couverte 100 mm" },
        { "VICRYL N\xc2\xb0 1 AIG RONDE 1/2 40 MM", "Vicryl 1/0 aiguille ronde 1/2 40 mm" },
        { "VICRYL 1/0 AIG RONDE 1/2 40 MM", "Vicryl 1 aiguille ronde 1/2 40 mm" },
        { "BAS ANTI-THROMBOSE TAILLE M", "Bas de contention classe 2 taille M" },
        { "KIT ACCOUCHEMENT COMPOSE DE 2 CLAMPS ET UNE LAME", "Kit d'accouchement : 1 clamp, 1 lame" },
        { "NYLON 2/0 RESORBABLE AIGUILLE RONDE 26 MM", "Fil nylon 2/0 aiguille ronde 26 mm" }, /* its names only say non r\xc3\xa9sorbable */
        { "ROBINET 3 VOIES LUER LOCK TRIPLE", "Robinet 3 voies Luer-Lock" },
        { "GANT D'EXAMEN NITRILE T M DOUBLE", "Gant d'examen nitrile taille M" },
        { "OPTIQUE COELIO 10 MM 30\xc2\xb0", "Optique de c\xc5\x93lioscopie 10 mm, 0\xc2\xb0" },
        { "SYSTEME ASPIRATION CLOS 14G", "Syst\xc3\xa8me d'aspiration clos CH 14" },
        { "MICROLENCE 21G 40 MM", "Aiguille hypodermique 21G 40 mm" }, /* only alike a brand */
        { "LAME DE BISTOURI 15", "Lame de bistouri 15C" },
        { "LAME DE BISTOURI N\xc2\xb0 10B", "Lame de bistouri n\xc2\xb0 10" },
        { "CHAMP IMPERMEABLE 75X90 STERILE", "Champ op\xc3\xa9ratoire st\xc3\xa9rile 75 x 90 cm" },
        { "HOUSSE MORTUAIRE ETANCHE ADULTE", "Housse mortuaire adulte" },
        { "PANSEMENT CHARBON ARGENT 10X10", "Pansement au charbon actif 10 x 10 cm" },
        { "SERINGUE 50 ML LUER LOCK POUR POUSSE-SERINGUE", "Seringue 50 mL Luer-Lock" },
        { "TUBULURE POUSSE SERINGUE 150 CM LUER LOCK", "Prolongateur basse pression 150 cm Luer-Lock" },
        { "PROLONGATEUR 150 CM MAX", "Prolongateur d'au moins 150 cm" },
        { "BAS ANTI-THROMBOSE TAILLE M", "Bas anti-thrombose cuisse taille M" },
        { "RACCORD ANNELE 15 CM", "Raccord annel\xc3\xa9 coud\xc3\xa9 15 cm" },
        { "CATHETER ARTERIEL RADIAL 20G 8 CM", "Cath\xc3\xa9ter art\xc3\xa9riel radial 20G 8 cm avec robinet" },
        { "PROLONGATEUR PSE 150 CM LUER LOCK", "Prolongateur 150 cm luer lock" },
        { "SERINGUE 5 ML LUER SANS LATEX", "Seringue 5 mL luer" },
        { "CATHETER COURT 20G AILETTES RADIO OPAQUE", "Cath\xc3\xa9ter court 20G \xc3\xa0 ailettes" },
        { "SERINGUE 10 ML LUER STERILISEE GAMMA", "Seringue 10 mL luer st\xc3\xa9rilis\xc3\xa9" "e OE" },
        { "BANDELETTE URINAIRE LEUCOCYTES NITRITES", "Bandelettes urinaires glucose prot\xc3\xa9ines" },
        { "KIT DE PROTECTION COMBINAISON MASQUE LUNETTES", "Kit de protection surblouse et masque" },
        { "CHAMP OPERATOIRE STERILE 75X90 IMPERMEABLE", "Champ op\xc3\xa9ratoire st\xc3\xa9rile 75 x 90 cm" },
        { "FILTRE A PERFUSION 0,2 MICRON RETENTION ENDOTOXINES", "Filtre \xc3\xa0 perfusion 0,2 \xc2\xb5m" },
        { "LUNETTES DE PROTECTION ANTIBUEE", "Lunettes de protection" },
        { "MASQUE FFP2 EN 149", "Masque N95" },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(help_verdict(help_lexicon(), pairs[i][0], pairs[i][1]), "match") == 0)
            fail_msg("%s / %s : match", pairs[i][0], pairs[i][1]);
}

/* A measure that a plan added itself, without saying whether it decides of the size, is taken to. */
static void test_own_measure(void **state)
{
    (void)state;
    static const char *const says[] = { NULL, "oui", "non" };
    struct mh_family family = { .code = T("tube"), .name = T("Tube"), .out_of_scope = 0 };
    for (size_t i = 0; i < 3; i++) {
        struct mh_attribute a = { .families = T("tube"), .code = T("portee"), .name = T("port\xc3\xa9" "e"), .type = T("nombre"), .unit = T("mm"),
                                  .critical = T("oui"), .never = 1, .decides = T(says[i]), .origin = T("propre") };
        struct mh_lexicon_input in = { .families = &family, .nfamilies = 1, .attributes = &a, .nattributes = 1 };
        struct mh_lexicon *lx = mh_lexicon_new(&in, NULL);
        assert_int_equal(mh_lexicon_deciding(lx, 0), i < 2 ? 1 : 0);
        assert_int_equal(mh_lexicon_measures(lx, 0), 1);
        mh_lexicon_free(lx);
        a.origin = T("r\xc3\xa9" "f\xc3\xa9rence");
        lx = mh_lexicon_new(&in, NULL);
        assert_int_equal(mh_lexicon_deciding(lx, 0), i == 1 ? 1 : 0);
        mh_lexicon_free(lx);
    }
}

/* Equal by rule. */
static void test_interchangeable(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        { "SERINGUE 10 CC LUER LOCK", "Seringue 10 mL Luer-Lock" },
        { "SONDE DE PEZZER CH 18", "Sonde de Pezzer 18 Fr" },
        { "SONDE DE PEZZER CH 18", "Sonde de Pezzer CH 14/16/18" },
        { "SONDE DE PEZZER CH 18", "Sonde de Pezzer CH 14 \xc3\xa0 20" },
        { "GANT CHIRURGICAL LATEX T 7.5", "Gant chirurgical latex pointure 7\xc2\xbd" },
        { "GANT CHIRURGICAL LATEX N\xc2\xb0 7/5", "Gant chirurgical latex taille 7,5" },
        { "AIGUILLE HYPODERMIQUE 40 X 8/10", "Aiguille hypodermique 21G 40 mm" },
        { "AIGUILLE HYPODERMIQUE 21G 40 MM", "Aiguille hypodermique 0,8 x 40 mm" },
        { "SOIE NOIRE 2/0 AT 30 MM", "Soie noire d\xc3\xa9" "c. 3 aiguille triangulaire 30 mm" },
        { "SOIE NOIRE 2/0 AT 30 MM", "Soie noire 2/0 aiguille triangulaire 29 mm" },
        { "VICRYL 1/0 AIG RONDE 1/2 40 MM", "Vicryl 0 aiguille ronde 1/2 40 mm" },
        { "BANDE PLATREE 3 M X 10 CM", "Bande pl\xc3\xa2tr\xc3\xa9" "e 10 cm x 300 cm" },
        { "COMPRESSE STERILE 10X10", "Compresse de gaze st\xc3\xa9rile 100 x 100 mm" },
        { "DEBITMETRE OXYGENE 0-15 L/MIN", "D\xc3\xa9" "bitm\xc3\xa8tre \xc3\xa0 oxyg\xc3\xa8ne 15 L/min" }, /* called by its end */
        { "BANDE DE CREPE 4 POUCES", "Bande de cr\xc3\xaape 10 cm x 4 m" }, /* inches are nominal */
        { "AIGUILLE OPHTALMIQUE PERIBULBAIRE 25G 1 POUCE", "Aiguille p\xc3\xa9ribulbaire 25G x 25 mm" },
        { "GANT EXAMEN NITRILE M, AQL INFERIEUR OU EGAL A 1,5", "Gant d'examen nitrile taille M AQL 1,5" },
        { "GANT CHIRURGICAL LATEX 7 AQL MAXIMUM 0,65", "Gant chirurgical latex 7 AQL 0,65" },
        { "COMPRESSE 40X40 17 FILS AU CM2", "Compresse 40 x 40 cm 17 fils" },
        { "KIT ACCOUCHEMENT COMPOSE DE 2 CLAMPS ET UNE LAME", "Kit d'accouchement : 2 clamps, 1 lame" }, /* contents */
        { "LAME LARYNGOSCOPE FLUORIQUE MACINTOSH 4", "Lame de laryngoscope Macintosh 4, fluor" }, /* the adjective and its noun */
        { "SONDE DE FOLEY 2V CH 18 BALLONNET 5-15 ML", "Sonde de Foley 2 voies CH 18 ballonnet 10 mL" },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *v = help_verdict(help_lexicon(), pairs[i][0], pairs[i][1]);
        if (strcmp(v, "match") != 0)
            fail_msg("%s / %s : %s", pairs[i][0], pairs[i][1], v);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rules, setup, teardown),
        cmocka_unit_test(test_rules_are_covered),
        cmocka_unit_test_setup_teardown(test_identity, setup, teardown),
        cmocka_unit_test_setup_teardown(test_by_hand, setup, teardown),
        cmocka_unit_test_setup_teardown(test_score_adds_up, setup, teardown),
        cmocka_unit_test_setup_teardown(test_shared_words, setup, teardown),
        cmocka_unit_test_setup_teardown(test_leads, setup, teardown),
        cmocka_unit_test_setup_teardown(test_states, setup, teardown),
        cmocka_unit_test_setup_teardown(test_reason_and_table, setup, teardown),
        cmocka_unit_test(test_never_interchangeable),
        cmocka_unit_test(test_never_unseen),
        cmocka_unit_test(test_own_measure),
        cmocka_unit_test(test_interchangeable),
    };
    return cmocka_run_group_tests(tests, NULL, help_lexicon_done);
}
