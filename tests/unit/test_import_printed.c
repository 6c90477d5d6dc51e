/* Lists as hospitals print them: years and past use beside needs, headings over headings, totals, lot titles, signatures, "néant". */
#include "import_help.h"

static bool is_site(void *ctx, const char *header)
{
    (void)ctx;
    return strcmp(header, "Nord") == 0 || strcmp(header, "Sud") == 0;
}

struct headers { /* one header line, with headings over it */
    const char *cell[8], *above[8];
    const char *wanted[8]; /* column, "site", "-" */
    int warnings;
};

static void check_headers(const struct headers *h)
{
    struct mh_mapping m;
    struct mh_diags diags = MH_DIAGS_INIT;
    struct mh_err err = MH_ERR_INIT;
    struct mh_record rec = { .cell = h->cell, .above = h->above, .line = 1, .file = "essai.xlsx" };
    while (rec.ncells < 8 && h->cell[rec.ncells] != NULL)
        rec.ncells++;
    enum mh_rc rc = mh_mapping_make(&mh_table_need_lines, &rec, &(struct mh_mapping_ask){ .is_site = is_site, .year = 2027 }, &m, &diags, &err);
    if (rc != MH_OK)
        fail_msg("%s… : %s", h->cell[0], err.msg);
    for (size_t i = 0; i < rec.ncells; i++) {
        const char *got = m.column[i] >= 0 ? m.table->columns[m.column[i]].name : m.column[i] == MH_CELL_OF_SITE ? "site" : "-";
        if (strcmp(got, h->wanted[i]) != 0)
            fail_msg("« %s » / « %s » : %s au lieu de %s", h->above[i] ? h->above[i] : "", h->cell[i], got, h->wanted[i]);
    }
    assert_int_equal(diags.count[MH_SEV_WARNING], h->warnings);
    mh_mapping_free(&m);
    mh_diags_free(&diags);
}

static void this_year_s_needs_are_read(void **state)
{
    (void)state;
    static const struct headers cases[] = {
        { { "Désignation", "Qté 2025", "Qté 2026", "Qté prévisionnelle 2027" }, { 0 }, { "designation", "-", "-", "quantite" }, 0 },
        { { "Désignation", "Consommation 2025", "Besoins 2027" }, { 0 }, { "designation", "-", "quantite" }, 0 },
        { { "Désignation", "Quantité", "Quantité 2025" }, { 0 }, { "designation", "quantite", "-" }, 0 },
        { { "Désignation", "Quantité", "Quantité 2027" }, { 0 }, { "designation", "-", "quantite" }, 0 },
        { { "Désignation", "Qté 2026" }, { 0 }, { "designation", "quantite" }, 1 }, /* told: another year */
        { { "Désignation", "Consommation annuelle" }, { 0 }, { "designation", "quantite" }, 0 },
        { { "Désignation", "Quantité", "Besoin" }, { 0 }, { "designation", "quantite", "-" }, 1 },
        { { "Désignation", "Nord", "Sud", "Nord", "Sud" }, { NULL, "Consommation 2025", "Consommation 2025", "Besoins 2027", "Besoins 2027" },
          { "designation", "-", "-", "site", "site" }, 0 },
        { { "Désignation", "Nord", "Sud" }, { NULL, "Consommation 2025", "Consommation 2025" }, { "designation", "site", "site" }, 2 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_headers(&cases[i]);
}

static void headings_over_headers_are_read_together(void **state)
{
    (void)state;
    static const struct headers cases[] = {
        { { "Désignation", "Quantité", "HT", "TTC" }, { NULL, NULL, "Prix unitaire (DH)", "Prix unitaire (DH)" },
          { "designation", "quantite", "prix_unitaire_ht", "prix_unitaire_ttc" }, 0 },
        { { "Désignation", "T1", "T2", "2027" }, { NULL, "Répartition", "Répartition", "Quantités" },
          { "designation", "t1", "t2", "quantite" }, 0 },
        { { "Désignation", "Quantité", "Total" }, { NULL, NULL, "Montant" }, { "designation", "quantite", "-" }, 1 },
        { { "Désignation", "Quantité annuelle estimée", "P.U. estimé (DH TTC)", "Montant total HT", "N°" }, { 0 },
          { "designation", "quantite", "prix_unitaire_ttc", "-", "-" }, 0 },
        { { "Item", "Désignation et spécifications techniques", "1er Trim.", "2ème Trim.", "Total annuel", "Unité / Cond." }, { 0 },
          { "-", "designation", "t1", "t2", "quantite", "unite" }, 1 },
        { { "Nom de l'hôpital", "Article", "Quantité", "Code du service" }, { 0 }, { "-", "designation", "quantite", "etablissement" }, 1 },
        { { "Désignation", "Unité / Service", "Quantités par site" }, { 0 }, { "designation", "-", "quantite" }, 1 },
        { { "Code", "Désignation", "Code", "Qté" }, { "Article", "Article", "Fournisseur", NULL }, { "reference", "designation", "-", "quantite" }, 1 },
        { { "Service", "Désignation", "Qté" }, { "Besoins 2027", "Besoins 2027", NULL }, { "etablissement", "designation", "quantite" }, 0 },
        { { "Désignation", "Qté" }, { "Budget 2027", NULL }, { "designation", "quantite" }, 0 },
        { { "Désignation", "Nord", "Sud", "Quantité" }, { NULL, "Prix unitaire HT", "Prix unitaire HT", NULL }, { "designation", "-", "-", "quantite" }, 2 },
        { { "Désignation", "Quantité", "Quantité" }, { NULL, "Stock", "Besoin" }, { "designation", "-", "quantite" }, 1 },
        { { "Désignation", "Nord (boîtes)", "Sud [boîtes]" }, { 0 }, { "designation", "site", "site" }, 0 },
        { { "Désignation", "Qté", "PU (total)" }, { 0 }, { "designation", "quantite", "-" }, 1 },
        { { "Désignation", "T1 2025", "Qté 2027" }, { 0 }, { "designation", "t1", "quantite" }, 1 }, /* told: another year */
        { { "Désignation", "Prix total HT", "Qté" }, { 0 }, { "designation", "-", "quantite" }, 0 }, /* a price in all is no unit price */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_headers(&cases[i]);
}

static void the_unit_over_sites_is_theirs(void **state)
{
    (void)state;
    struct mh_mapping m;
    struct mh_diags diags = MH_DIAGS_INIT;
    struct mh_err err = MH_ERR_INIT;
    const char *const cell[] = { "Désignation", "Unité", "Nord", "Sud" };
    const char *const above[] = { NULL, NULL, "Quantités par site (boîtes)", "Quantités par site (boîtes)" };
    const char *const line[] = { "Seringue 5 ml", "B/100", "12", "" };
    struct mh_record head = { .cell = cell, .above = above, .ncells = 4, .line = 1, .file = "essai.xlsx" };
    struct mh_record rec = { .cell = line, .ncells = 4, .line = 2, .file = "essai.xlsx" };
    struct mh_need_line row;
    assert_int_equal(mh_mapping_make(&mh_table_need_lines, &head, &(struct mh_mapping_ask){ .is_site = is_site }, &m, &diags, &err), MH_OK);
    assert_int_equal(m.nsites, 2);
    mh_row_init(&mh_table_need_lines, &row);
    assert_true(mh_mapping_row(&m, &rec, MH_NUM_COMMA, NULL, &row, &diags));
    assert_string_equal(row.quantity_in, "conditionnement");
    mh_row_free(&mh_table_need_lines, &row);
    assert_int_equal(diags.count[MH_SEV_NOTE], 1); /* once for both */
    mh_mapping_free(&m);
    mh_diags_free(&diags);
}

static void rows_that_are_no_article(void **state)
{
    (void)state;
    static const struct { const char *cell[4]; enum mh_row_sort sort; } cases[] = {
        { { "", "TOTAL", "", "32172" }, MH_ROW_TOTAL },
        { { "", "Sous-total lot n° 2", "", "12" }, MH_ROW_TOTAL },
        { { "Total général HT", "", "", "1 200,50" }, MH_ROW_TOTAL },
        { { "", "Sous-total Gants", "", "3" }, MH_ROW_TOTAL },
        { { "", "TOTAL LOT 1 : SUTURES", "", "3" }, MH_ROW_TOTAL },
        { { "", "Montant TTC", "DH", "3 200,00" }, MH_ROW_TOTAL },
        { { "", "TVA 20%", "", "640" }, MH_ROW_TOTAL },
        { { "", "TOTAL", "DH", "12" }, MH_ROW_TOTAL },
        { { "", "Lot d'instruments", "", "" }, MH_ROW_LINE },
        { { "A1", "Seringue", "U", "NC" }, MH_ROW_LINE },                    /* nobody knows: a fault */
        { { "", "Total hip", "", "3" }, MH_ROW_LINE },                       /* not only words of totals */
        { { "A12", "Total", "U", "3" }, MH_ROW_LINE },                       /* other texts beside */
        { { "", "LOT N° 1 : SUTURES", "", "" }, MH_ROW_TITLE },
        { { "Lot 3", "", "", "" }, MH_ROW_TITLE },
        { { "", "Famille : pansements", "", "" }, MH_ROW_TITLE },
        { { "", "Lot de pinces", "", "" }, MH_ROW_LINE },                    /* its quantity may be missing */
        { { "", "Lot de 5 pinces", "", "12" }, MH_ROW_LINE },
        { { "", "Compresse 10x10", "", "" }, MH_ROW_LINE },
        { { "Code", "Désignation", "Unité", "Qté" }, MH_ROW_HEADER },
        { { "Fait à Rabat, le 12/10/2026", "", "", "" }, MH_ROW_CLOSING },
        { { "", "Le pharmacien chef : Dr A.", "", "" }, MH_ROW_CLOSING },
        { { "", "Page 2/7", "", "" }, MH_ROW_CLOSING },
        { { "1", "Source lumineuse", "", "" }, MH_ROW_LINE },
        { { "1", "2", "3", "4" }, MH_ROW_LINE },
        { { "", "", "", "" }, MH_ROW_LINE },
        { { "A1", "Seringue", "U", "néant" }, MH_ROW_NOTHING },
        { { "A1", "Seringue", "U", " - " }, MH_ROW_NOTHING },
        { { "A1", "Seringue", "U", "" }, MH_ROW_LINE },                      /* nobody said: a fault */
    };
    struct mh_mapping m;
    struct mh_diags diags = MH_DIAGS_INIT;
    struct mh_err err = MH_ERR_INIT;
    const char *const cell[] = { "Code", "Désignation", "Unité", "Qté" };
    struct mh_record head = { .cell = cell, .ncells = 4, .line = 1, .file = "essai.csv" };
    assert_int_equal(mh_mapping_make(&mh_table_need_lines, &head, NULL, &m, &diags, &err), MH_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mh_record rec = { .cell = cases[i].cell, .ncells = 4, .line = 2 };
        if (mh_mapping_row_sort(&m, &rec) != cases[i].sort)
            fail_msg("%s%s : %d", cases[i].cell[0], cases[i].cell[1], mh_mapping_row_sort(&m, &rec));
    }
    mh_mapping_free(&m);
    const char *const alone[] = { "Désignation" }, *const visa[] = { "Visa endoscopique" }; /* one column: nothing stands beside */
    head = (struct mh_record){ .cell = alone, .ncells = 1, .line = 1 };
    assert_int_equal(mh_mapping_make(&mh_table_products, &head, &(struct mh_mapping_ask){ .given = "fabricant" }, &m, &diags, &err), MH_OK);
    assert_int_equal(mh_mapping_row_sort(&m, &(struct mh_record){ .cell = visa, .ncells = 1 }), MH_ROW_LINE);
    mh_mapping_free(&m);
    /* Of a list that nobody prints each row is a line. */
    const char *const makers[] = { "code", "raison_sociale", "statut" }, *const total[] = { "", "TOTAL", "" };
    head = (struct mh_record){ .cell = makers, .ncells = 3, .line = 1 };
    assert_int_equal(mh_mapping_make(&mh_table_makers, &head, NULL, &m, &diags, &err), MH_OK);
    assert_int_equal(mh_mapping_row_sort(&m, &(struct mh_record){ .cell = total, .ncells = 3 }), MH_ROW_LINE);
    mh_mapping_free(&m);
    mh_diags_free(&diags);
}

static void numbers_that_there_are_not(void **state)
{
    (void)state;
    static const char *const nothing[] = { "-", " - ", "–", "//", "néant", "NÉANT", "R.A.S.", "RAS", "n/d", "Aucun", "…", "sans objet" };
    static const char *const something[] = { "0", "-5", "12", "12 -", "x", "peu", "100", "1/2", "à préciser" };
    struct mh_str s = MH_STR_INIT;
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        if (!mh_says_nothing(nothing[i]))
            fail_msg("%s", nothing[i]);
    for (size_t i = 0; i < sizeof something / sizeof *something; i++)
        if (mh_says_nothing(something[i]))
            fail_msg("%s", something[i]);
    assert_string_equal(mh_number_hint("10 Boîtes", &s), "écrivez « 10 » seul ; ce qu'il compte va dans « unite » ou « conditionnement »");
    mh_str_clear(&s);
    assert_string_equal(mh_number_hint("≈ 1 300", &s), "écrivez « 1 300 » seul");
    mh_str_clear(&s);
    assert_null(mh_number_hint("300 à 400", &s));
    assert_null(mh_number_hint("beaucoup", &s));
    assert_null(mh_number_hint("-4", &s));
    assert_null(mh_number_hint("x12", &s));
    mh_str_free(&s);
}

static void a_price_of_no_number_is_unknown(void **state)
{
    (void)state;
    struct taken t = take("besoins", "designation;quantite;prix unitaire ht\nSeringue;10;-\nSonde;néant;3,50\n");
    assert_int_equal(t.rc, MH_OK);
    assert_int_equal(t.good, 2); /* what a row must hold is checked later: the second asks for nothing */
    assert_int_equal(t.bad, 0);
    taken_free(&t);
}

static void columns_of_characteristics_are_told_together(void **state)
{
    (void)state;
    struct taken t = take("besoins", "designation;Taille;Matière;Stérile;Longueur (cm);Norme;spécifications;quantite\n"
                                     "Sonde;CH 16;silicone;X;40;-;avec valve;10\nGant;taille M;;non;;EN 455;;20\nFil;;;;40 cm;;;5\n");
    assert_int_equal(t.rc, MH_OK);
    assert_int_equal(t.diags.count[MH_SEV_WARNING], 0);
    assert_string_equal(mh_str_text(&t.rows), "designation=Sonde|specifications=avec valve ; Taille CH 16 ; Matière silicone ; Stérile = oui ; Longueur 40 cm|quantite=10\n"
                    "designation=Gant|specifications=taille M ; Stérile = non ; Norme EN 455|quantite=20\n"
                    "designation=Fil|specifications=Longueur 40 cm|quantite=5\n");
    taken_free(&t);
}

static void answers_under_a_header_that_asks(void **state)
{
    (void)state;
    struct taken t = take("besoins", "designation;Stérile;Latex;Taille (S/M/L);Voies;quantite\nA;0;sans;7;1;1\nB;VRAI;avec;M;;1\nC;EO;aucun;;3;1\n");
    assert_int_equal(t.rc, MH_OK);
    assert_string_equal(mh_str_text(&t.rows), "designation=A|specifications=Stérile = non ; Latex = non ; Taille 7 ; Voies 1|quantite=1\n"
                                              "designation=B|specifications=Stérile = oui ; Latex = oui ; Taille M|quantite=1\n"
                                              "designation=C|specifications=Stérile EO ; Latex = non ; Voies 3|quantite=1\n");
    taken_free(&t);
}

static void units_of_prices_and_counts(void **state)
{
    (void)state;
    static const struct { const char *file, *rows; } cases[] = {
        { "designation;PU HT (boîte);Quantité (unités)\nA;5;100\n", "designation=A|quantite=100|unite=unités|prix_unitaire_ht=5.00|prix_en=conditionnement\n" },
        { "designation;Quantité (unités);PU HT (boîte)\nA;100;5\n", "designation=A|quantite=100|unite=unités|prix_unitaire_ht=5.00|prix_en=conditionnement\n" },
        { "designation;Quantité (boîtes);PU HT (pièce)\nA;100;5\n", "designation=A|quantite=100|unite=pièce|quantite_en=conditionnement|prix_unitaire_ht=5.00\n" },
        { "designation;Quantité (boîtes);PU HT (boîte)\nA;100;5\n", "designation=A|quantite=100|unite=boîtes|prix_unitaire_ht=5.00\n" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct taken t = take("besoins", cases[i].file);
        assert_int_equal(t.rc, MH_OK);
        assert_string_equal(mh_str_text(&t.rows), cases[i].rows);
        taken_free(&t);
    }
}

static void codes_of_names(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "Société Exemple Médical SARL", "EXEMPLE-MEDI" }, { "A & B", "A-B" }, { "SARL", "SARL" }, { "Hôpital de la Côte", "HOPITAL-COTE" },
        { "Centre Hospitalier Provincial", "CENTRE-HOSPI" }, { "Clinique Anfa XL", "CLINIQUE-ANF" }, { "Polyclinique A Nord", "POLYCLINIQUE" }, { "Exemple S.A.R.L", "EXEMPLE" }, { "Pharma 5", "PHARMA-5" },
        { "!!", "X" }, { "مصنع المغرب", "مصنع-المغرب" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mh_str s = MH_STR_INIT;
        mh_code_of_name(cases[i][0], &s);
        if (strcmp(mh_str_text(&s), cases[i][1]) != 0)
            fail_msg("%s : %s au lieu de %s", cases[i][0], mh_str_text(&s), cases[i][1]);
        mh_str_free(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(this_year_s_needs_are_read), cmocka_unit_test(headings_over_headers_are_read_together),
        cmocka_unit_test(the_unit_over_sites_is_theirs), cmocka_unit_test(rows_that_are_no_article),
        cmocka_unit_test(numbers_that_there_are_not), cmocka_unit_test(a_price_of_no_number_is_unknown),
        cmocka_unit_test(columns_of_characteristics_are_told_together), cmocka_unit_test(codes_of_names),
        cmocka_unit_test(answers_under_a_header_that_asks), cmocka_unit_test(units_of_prices_and_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
