/* Demandes d'information and what makers answer: signs, products made, what must never be taken. */
#include "ops_help.h"
#include <mahalli/i18n.h>
#include "ops/report/demand.h"
#include "ops/report/returns.h"

#include <zip.h>

static const char makers[] = "code;raison_sociale;statut;role;gammes\nK1;Injecta;en production;fabricant;seringue\n"
                             "K2;Gazes;en production;fabricant;compresse\nK3;Vend;en production;distributeur;seringue\n";
static void registry(struct plan *p)
{
    take_text(p, "fabricants", makers);
    take_text(p, "produits", "fabricant;reference;designation;specifications;unite;conditionnement;capacite_annuelle;prix_unitaire_ht;statut;preuve;source\n"
                             "K1;S5;Seringue 5 mL luer stérile;;pièce;;1000;0,39;produit;audité;catalogue\n"
                             "K1;S7;Seringue stérile;volume = 10 mL;pièce;;;;projet;;\n");
}

static struct mh_import_result answer(struct plan *p, const char *text)
{
    struct mh_str s = MH_STR_INIT;
    mh_str_addf(&s, "fabricant;famille;specifications;reponse;reference;designation;caracteristiques;unite;capacite_annuelle;enregistrement;"
                "enregistrement_fin;taux_integration\n%s\n", text);
    struct mh_import_result r = take_file(p, "réponses", plan_file(p, "reponses.csv", mh_str_text(&s)), NULL);
    mh_str_free(&s);
    return r;
}

static void taken(struct plan *p, const char *text, int64_t created, int64_t updated)
{
    struct mh_import_result r = answer(p, text);
    if (r.created != created || r.updated != updated || r.rejected != 0)
        fail_msg("%s : %lld, %lld, %lld rejetées : %s", text, (long long)r.created, (long long)r.updated, (long long)r.rejected,
                 r.diags.list.len ? r.diags.list.at[0].message : "");
    mh_import_result_free(&r);
}

static void refused(struct plan *p, const char *text, const char *rule)
{
    char *before = list_of(p, "produits", NULL), *certs = list_of(p, "certificats", NULL), *said = list_of(p, "réponses", NULL);
    struct mh_import_result r = answer(p, text);
    if (r.rejected != 1 || r.created + r.updated != 0 || !has_rule(&r, rule) || r.operation != 0)
        fail_msg("%s : attendu %s, %s", text, rule, r.diags.list.len ? r.diags.list.at[0].rule : "rien de dit");
    mh_import_result_free(&r);
    char *after = list_of(p, "produits", NULL), *certs_after = list_of(p, "certificats", NULL), *said_after = list_of(p, "réponses", NULL);
    assert_string_equal(before, after);
    assert_string_equal(certs, certs_after);
    assert_string_equal(said, said_after);
    free(before), free(after), free(certs), free(certs_after), free(said), free(said_after);
}

/* --- products --- */

static void makes_products(void **state)
{
    struct plan *p = *state;
    registry(p);
    taken(p, "K1;seringue;volume = 20 mL;oui;S20;Seringue 20 mL;volume = 20;pièce;500;ENR1;2030-01-01;45", 1, 0);
    char *s = list_of(p, "produits", "reference=S20");
    assert_has(s, "K1;S20;;seringue;Seringue 20 mL;volume = 20 mL;pièce;;500;");
    assert_has(s, "produit;;45;déclaré;2026-11-21;réponse du 21/11/2026;2026-11-21;");
    free(s);
    /* capable: dated, another product than the one made today */
    taken(p, "K1;seringue;volume = 1 mL;capable sous 14 mois;;Seringue 1 mL;volume = 1;;;;;", 1, 0);
    s = list_of(p, "produits", "designation=Seringue 1 mL");
    assert_has(s, "capable;2028-01-21;");
    free(s);
    taken(p, "K1;seringue;volume = 3 mL;avec adaptation;S5;;volume = 3;;;;;", 1, 0);
    s = list_of(p, "produits", "reference=S5");
    assert_has(s, "K1;S5;;;Seringue 5 mL luer stérile;;pièce;;1000;"); /* as it was */
    assert_has(s, "produit;;;audité;;catalogue;");
    free(s);
    s = list_of(p, "produits", "source=réponse du 21/11/2026, adapté de S5");
    assert_has(s, "K1;;;seringue;Seringue hypodermique;volume = 3 mL;");
    assert_has(s, ";capable;;");
    free(s);
    /* a project that is made now: the same product */
    taken(p, "K1;seringue;volume = 10 mL;oui;S7;;;;;;;", 1, 0);
    s = list_of(p, "produits", "reference=S7");
    assert_has(s, ";produit;;;déclaré;2026-11-21;réponse du 21/11/2026;");
    free(s);
    /* no: kept, nothing made */
    int64_t n = lines_of(p, "produits", NULL);
    taken(p, "K2;compresse;;non;;;;;;;;", 1, 0);
    assert_int_equal(lines_of(p, "produits", NULL), n);
    assert_int_equal(lines_of(p, "réponses", NULL), 5);
    assert_int_equal(lines_of(p, "demandes", NULL), 2);
    assert_sound(p);
    undo_one(p);
    assert_int_equal(lines_of(p, "réponses", NULL), 4);
    assert_sound(p);
}

static void twice(void **state)
{
    struct plan *p = *state;
    registry(p);
    static const char *const said[] = { "K1;seringue;volume = 20 mL;oui;S20;;volume = 20;pièce;500;ENR1;2030-01-01;45",
                                        "K1;seringue;volume = 1 mL;capable sous 14 mois;;;volume = 1;;;;;", "K1;seringue;volume = 2 mL;non;;;;;;;;",
                                        "K1;seringue;volume = 3 mL;avec adaptation;S5;;volume = 3;;;;;" };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        taken(p, said[i], 1, 0);
        char *before = list_of(p, "produits", NULL);
        int64_t n = operations(p);
        mh_session_set_now(p->s, "2027-03-01T08:00:00");
        taken(p, said[i], 0, 0);
        mh_session_set_now(p->s, NOW);
        assert_int_equal(operations(p), n);
        char *after = list_of(p, "produits", NULL);
        assert_string_equal(before, after);
        free(before);
        free(after);
    }
    /* another answer replaces the one of before whole */
    taken(p, "K1;seringue;volume = 20 mL;non;;;;;;;;", 0, 1);
    char *s = list_of(p, "réponses", "reponse=non");
    assert_has_not(s, "S20");
    free(s);
}

static void told(void **state)
{
    struct plan *p = *state;
    registry(p);
    struct mh_import_result r = answer(p, "K1;seringue;volume = 5 mL;oui;S5;;\"volume = 5; aiguille = non\";pièce;2000;;;");
    const struct mh_diag *d = has_rule(&r, "produit-change");
    assert_non_null(d);
    assert_has(d->message, "Capacité annuelle « 1");
    assert_has(d->message, "aiguille = non");
    assert_has_not(d->message, "volume"); /* said already */
    mh_import_result_free(&r);
    char *s = list_of(p, "produits", "reference=S5");
    assert_has(s, "0.39"); /* its price stays */
    assert_has(s, ";audité;"); /* a proof stands above a declaration */
    free(s);
    /* what a product said otherwise is replaced where it stood */
    r = answer(p, "K1;seringue;volume = 50 mL;oui;S7;;volume = 50;;;;;");
    assert_int_equal(r.created, 1);
    mh_import_result_free(&r);
    s = list_of(p, "produits", "reference=S7");
    assert_has(s, ";volume = 50 mL;");
    assert_has_not(s, "volume = 10");
    free(s);
}

/* --- certificates --- */

static void never_registered(void **state)
{
    struct plan *p = *state;
    registry(p);
    taken(p, "K1;seringue;volume = 5 mL;oui;S5;;volume = 5;;;ENR1;2030-01-01;", 1, 0);
    char *s = list_of(p, "certificats", NULL);
    assert_string_equal(s, "K1;S5;enregistrement;ENR1;;;;2030-01-01;;;\n");
    free(s);
    struct mh__rows certs;
    assert_int_equal(mh__rows_load(p->s->store, &mh_table_certificates, NULL, &certs, &p->err), MH_OK);
    const struct mh_certificate *c = mh__rows_at(&certs, 0);
    assert_int_equal(mh_clearance_of(&c, 1, c->product_id, 1, "2026-11-21"), MH_CLEAR_UNVERIFIED);
    mh__rows_free(&certs);
    /* a document that somebody saw is not changed by a declaration */
    assert_int_equal(set_one(p, "certificats", "ENR1", "document=vu.pdf"), MH_OK);
    struct mh_import_result r = answer(p, "K1;seringue;volume = 5 mL;oui;S5;;volume = 5;;;ENR1;2035-01-01;");
    assert_non_null(has_rule(&r, "echeance-autre"));
    mh_import_result_free(&r);
    s = list_of(p, "certificats", NULL);
    assert_string_equal(s, "K1;S5;enregistrement;ENR1;;;;2030-01-01;vu.pdf;;\n");
    free(s);
    r = answer(p, "K1;seringue;volume = 2 mL;oui;S2;;volume = 2;;;;2035-01-01;");
    assert_non_null(has_rule(&r, "enregistrement-sans-numero"));
    mh_import_result_free(&r);
    assert_int_equal(lines_of(p, "certificats", NULL), 1);
}

/* --- what is refused --- */

static void refuses(void **state)
{
    struct plan *p = *state;
    registry(p);
    refused(p, "K1;seringue;volume = 5 mL;peut-être;;;;;;;;", "reponse-illisible");
    refused(p, "K1;seringue;volume = 5 mL;capable sous 0 mois;;;;;;;;", "reponse-illisible");
    refused(p, "K1;seringue;volume = 5 mL;capable sous 6 mois environ;;;;;;;;", "reponse-illisible");
    refused(p, "K9;seringue;volume = 5 mL;oui;;;;;;;;", "code-inconnu");
    refused(p, "K1;zzzz;;oui;;;;;;;;", "famille-inconnue");
    refused(p, "K1;seringue;volume = beaucoup;oui;;;;;;;;", "demande-illisible");
    refused(p, "K1;seringue;volume = 5 mL;oui;X;;volume = -3;;;;;", "caracteristique-illisible");
    refused(p, "K1;seringue;volume = 5 mL;oui;X;;couleur_inventee = bleu;;;;;", "caracteristique-illisible");
    refused(p, "K1;seringue;volume = 5 mL;oui;X;Seringue 10 mL;volume = 5;;;;;", "produit-contradictoire");
    refused(p, "K1;seringue;volume = 5 mL;oui;S5;;volume = 10;;;;;", "produit-contradictoire"); /* its label says 5 */
    refused(p, "K1;seringue;volume = 5 mL;oui;X;Compresse de gaze stérile;;;;;;", "produit-contradictoire");
    refused(p, "K1;seringue;volume = 5 mL;oui;S5;;volume = 5;boîte;;;;", "unite-changee"); /* capacity and price are per piece */
    refused(p, "K1;seringue;volume = 5 mL;oui;S5;;volume = 5;;-4;;;", "valeur-refusee");
}

static void hostile(void **state)
{
    struct plan *p = *state;
    registry(p);
    uint64_t seed = 5;
    static const char *const bits[] = { "oui", "non", "=1+1", "\"", ";", "\n", "volume", " = ", "10", "mL", "|", "\x1b[31m", "\xe2\x80\xae", "K1", "seringue",
                                        "capable sous 6 mois", "S5", "9999999999999999999", "-", "?", "pièce", "2026-13-45", "%" };
    char *before = whole(p);
    struct mh_str text = MH_STR_INIT;
    struct mh_import_result r;
    mh_str_add(&text, "fabricant;famille;specifications;reponse;reference;designation;caracteristiques;unite\n");
    for (int line = 0; line < 400; line++) {
        mh_str_addf(&text, "K1;seringue;volume = %d mL;%s;", line % 60 + 1, line % 3 ? "" : "oui");
        for (uint32_t n = draw(&seed, 20); n > 0; n--)
            mh_str_add(&text, bits[draw(&seed, sizeof bits / sizeof *bits)]);
        mh_str_addc(&text, '\n');
    }
    mh_err_clear(&p->err);
    (void)mh_ops_import(p->s, &(struct mh_import_request){ .kind = "réponses", .path = plan_file(p, "h.csv", mh_str_text(&text)) }, &r, &p->err);
    bool changed = r.operation != 0;
    assert_true(r.rejected > 0);
    mh_import_result_free(&r);
    mh_str_free(&text);
    assert_sound(p);
    if (changed)
        undo_one(p);
    char *after = whole(p);
    assert_string_equal(before, after);
    free(before);
    free(after);
    assert_sound(p);
}

/* --- lines given back --- */

static int64_t maker_id(struct plan *p, const char *code)
{
    int64_t id = 0;
    assert_int_equal(mh__find_code(p->s, &mh_table_makers, "fabricants", code, &id, &p->err), MH_OK);
    return id;
}

static struct mh_import_result give_back(struct plan *p, const char *maker, const char *family, const char *specs, const char *ident, const char *version,
                                         int lines)
{
    struct mh_str s = MH_STR_INIT;
    mh_str_add(&s, "fabricant;famille;specifications;reponse;Ligne du plan;Version du plan\n");
    for (int i = 0; i < lines; i++)
        mh_str_addf(&s, "%s;%s;%s;non;%s;%s\n", maker, family, specs, ident, version);
    struct mh_import_result r = take_file(p, "réponses", plan_file(p, "retour.csv", mh_str_text(&s)), NULL);
    mh_str_free(&s);
    return r;
}

static void signs(void **state)
{
    struct plan *p = *state;
    registry(p);
    char ident[MH__IDENT_SIZE], other[MH__IDENT_SIZE], version[MH__REPLY_VERSION_SIZE], old[MH__REPLY_VERSION_SIZE], theirs[MH__REPLY_VERSION_SIZE];
    int64_t k1 = maker_id(p, "K1"), id = 0, year = 0;
    mh__reply_ident(k1, 2027, "seringue", "volume = 5 mL", ident);
    mh__reply_ident(k1, 2027, "seringue", "volume = 10 mL", other);
    mh__reply_version(k1, 2027, version);
    mh__reply_version(k1, 2026, old);
    mh__reply_version(maker_id(p, "K2"), 2027, theirs);
    assert_true(mh__reply_version_read(version, &id, &year) && id == k1 && year == 2027);
    assert_false(mh__reply_version_read("2027", &id, &year) || mh__reply_version_read("x-12-ABCD", &id, &year) || mh__reply_version_read("", &id, &year));
    const struct { const char *maker, *ident, *version, *rule; int lines; int64_t rejected; } cases[] = {
        { "K1", other, version, "identifiant-faux", 1, 1 },        /* another line's */
        { "K1", "ABCDEFGHIJKL", version, "identifiant-faux", 1, 1 },
        { "K1", "", version, "identifiant-faux", 1, 1 },
        { "K1", ident, "", "identifiant-faux", 1, 1 },
        { "K1", ident, old, "demande-autre-annee", 1, 1 },
        { "K2", ident, version, "identifiant-autre", 1, 1 },
        { "K1", ident, theirs, "identifiant-autre", 1, 1 },
        { "K1", ident, version, "identifiant-double", 2, 1 },      /* the first of the two stands */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mh_import_result r = give_back(p, cases[i].maker, "seringue", "volume = 5 mL", cases[i].ident, cases[i].version, cases[i].lines);
        if (r.rejected != cases[i].rejected || !has_rule(&r, cases[i].rule))
            fail_msg("%zu : %s", i, r.diags.list.len ? r.diags.list.at[0].rule : "rien de dit");
        mh_import_result_free(&r);
    }
    struct mh_import_result r = give_back(p, "K1", "seringue", "volume = 5 mL", ident, version, 1);
    assert_int_equal(r.unchanged, 1);
    mh_import_result_free(&r);
}

/* --- the workbook --- */

static char *zip_text(const char *path)
{
    struct mh_str s = MH_STR_INIT;
    int rc = 0;
    zip_t *z = zip_open(path, ZIP_RDONLY, &rc);
    assert_non_null(z);
    for (zip_int64_t i = 0; i < zip_get_num_entries(z, 0); i++) {
        zip_file_t *f = zip_fopen_index(z, (zip_uint64_t)i, 0);
        char buf[4096];
        zip_int64_t n;
        while ((n = zip_fread(f, buf, sizeof buf)) > 0)
            mh_str_addn(&s, buf, (size_t)n);
        zip_fclose(f);
    }
    zip_discard(z);
    char *text = mh_str_take(&s);
    return text;
}

static enum mh_rc demand(struct plan *p, const char *name, const char *maker, bool send, struct mh_export_result *r)
{
    char scope[40];
    snprintf(scope, sizeof scope, "maker=%s", maker);
    mh_err_clear(&p->err);
    return mh_ops_export(p->s, &(struct mh_export_request){ .path = plan_path(p, name), .scope = scope, .send = send }, r, &p->err);
}

static void workbook(void **state)
{
    struct plan *p = *state;
    struct mh_export_result r;
    registry(p);
    take_text(p, "besoins", "reference;designation;unite;quantite;prix_unitaire_ht;fournisseur\nZX81;SERINGUE 20 ML LUER LOCK SECRETE;pièce;1234;7,77;Fournisseur Secret\n");
    match_plan(p);
    assert_int_equal(demand(p, "k1.xlsx", "K1", true, &r), MH_OK);
    assert_string_equal(r.due, "2026-12-21");
    assert_int_equal(r.rows, 1);
    char *text = zip_text(plan_path(p, "k1.xlsx"));
    assert_has(text, "Demande d'information 2027");
    assert_has(text, "Ni commande, ni négociation commune");
    assert_has(text, "28 décembre 2021");
    assert_has(text, "avant le 21/12/2026");
    assert_has(text, "~ 1");
    assert_has(text, "Demandé");
    static const char *const secret[] = { "ZX81", "SECRETE", "Fournisseur", "7.77", "0.39", "1234", "MOI", "Mon groupe", "Gazes", "Vend", "essai" };
    for (size_t i = 0; i < sizeof secret / sizeof *secret; i++)
        assert_has_not(text, secret[i]);
    free(text);
    /* as it was sent it answers nothing; no header of ours is unknown */
    struct mh_import_result back = take_file(p, "réponses", plan_path(p, "k1.xlsx"), NULL);
    assert_int_equal(back.unchanged, 1);
    assert_int_equal(back.operation, 0);
    if (back.diags.list.len != 0)
        fail_msg("%s", back.diags.list.at[0].message);
    mh_import_result_free(&back);
    /* a distributor is not asked, nor who has nothing to do with it; answered no, nobody asks again this year */
    assert_int_equal(demand(p, "k3.xlsx", "K3", false, &r), MH_EINVAL);
    assert_int_equal(demand(p, "k2.xlsx", "K2", false, &r), MH_EINVAL);
    assert_int_equal(demand(p, "k1.xlsx", "K1", false, &r), MH_EINVAL); /* the file is there */
}

static void key_of(const char *header, struct mh_str *key)
{
    mh_str_clear(key);
    mh_header_key(key, header);
}

/* In every language no attribute's header is taken for another column, in any family, nor for another attribute. */
static void headers(void **state)
{
    struct plan *p = *state;
    struct mh_str h = MH_STR_INIT, key[3 * 64] = { { 0 } };
    assert_int_equal(mh__session_lexicon(p->s, &p->err), MH_OK);
    const struct mh_lexicon *lx = p->s->lexicon;
    for (size_t f = 0; f < mh_lexicon_nfamilies(lx); f++) {
        size_t n = mh_lexicon_nattributes(lx, (int)f) * 3;
        assert_true(n <= sizeof key / sizeof *key);
        for (size_t i = 0; i < n; i++) {
            mh__reply_header(lx, mh__reply_langs[i % 3], (int)f, (int)(i / 3), &h);
            if (mh_table_match_header(&mh_table_replies, mh_str_text(&h)) != NULL)
                fail_msg("%s", mh_str_text(&h));
            key_of(mh_str_text(&h), &key[i]);
            for (size_t k = 0; k < i - i % 3; k++)
                if (mh_streq(mh_str_text(&key[i]), mh_str_text(&key[k])))
                    fail_msg("%s: %s", mh_lexicon_family_row(lx, (int)f)->code, mh_str_text(&h));
        }
    }
    for (size_t i = 0; i < sizeof key / sizeof *key; i++)
        mh_str_free(&key[i]);
    mh_str_free(&h);
}

/* What a workbook in another language has for headers and answers is known when it comes back. */
static void languages(void **state)
{
    (void)state;
    static const struct mh_table *const tables[] = { &mh_table_replies, &mh_table_need_lines, &mh_table_opinion_lines, &mh_table_purchase_lines };
    static const char *const said[] = { "oui", "avec adaptation", "non" };
    static const enum mh_answer means[] = { MH_ANSWER_YES, MH_ANSWER_ADAPTED, MH_ANSWER_NO };
    enum mh_answer answer;
    int months;
    for (size_t l = 0; l < sizeof mh__reply_langs / sizeof *mh__reply_langs; l++) {
        const char *lang = mh__reply_langs[l];
        for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
            for (size_t i = 0; i < tables[t]->ncolumns; i++) {
                const struct mh_column *c = &tables[t]->columns[i], *found = mh_table_match_header(tables[t], mh_tr(lang, c->title));
                if (!(c->flags & (MH_DERIVED | MH_HIDDEN)) && found != c)
                    fail_msg("%s, %s: « %s »", lang, c->name, mh_tr(lang, c->title));
            }
        for (size_t i = 0; i < 3; i++) {
            assert_true(mh_reply_read(mh_tr(lang, said[i]), &answer, &months));
            assert_int_equal(answer, means[i]);
        }
        char able[80];
        snprintf(able, sizeof able, mh_tr(lang, "capable sous %d mois"), 18);
        assert_true(mh_reply_read(able, &answer, &months));
        assert_int_equal(answer, MH_ANSWER_ABLE);
        assert_int_equal(months, 18);
        snprintf(able, sizeof able, mh_tr(lang, "capable sous %d mois"), 999);
        assert_false(mh_reply_read(able, &answer, &months));
    }
    assert_false(mh_reply_read("perhaps", &answer, &months));
    assert_false(mh_reply_read("within 18", &answer, &months));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(makes_products, plan_setup, plan_teardown), cmocka_unit_test_setup_teardown(twice, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(told, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(never_registered, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(refuses, plan_setup, plan_teardown), cmocka_unit_test_setup_teardown(hostile, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(signs, plan_setup, plan_teardown), cmocka_unit_test_setup_teardown(workbook, plan_setup, plan_teardown),
        cmocka_unit_test_setup_teardown(headers, plan_setup, plan_teardown), cmocka_unit_test(languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
