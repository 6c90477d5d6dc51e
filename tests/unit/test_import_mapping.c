/* Headers to columns, rows to structs, what is said of what cannot be read; the list of importers. */
#include "import_help.h"

struct made { /* one mapping of one header line */
    struct mh_mapping m;
    struct mh_diags diags;
    struct mh_err err;
    enum mh_rc rc;
};

static bool is_site(void *ctx, const char *header)
{
    (void)ctx;
    return strcmp(header, "CHU Fès") == 0 || strcmp(header, "ETAB2") == 0;
}

static struct made make(const struct mh_table *t, const char *const *cells, const char *const *map)
{
    struct made k;
    struct mh_record h = { .cell = cells, .line = 1, .file = "essai.csv" };
    memset(&k, 0, sizeof k);
    while (cells[h.ncells] != NULL)
        h.ncells++;
    k.rc = mh_mapping_make(t, &h, &(struct mh_mapping_ask){ .map = map, .is_site = is_site, .year = 2027 }, &k.m, &k.diags, &k.err);
    return k;
}
#define HEADERS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void made_free(struct made *k)
{
    mh_mapping_free(&k->m);
    mh_diags_free(&k->diags);
}

static const char *column_of(const struct made *k, size_t i)
{
    return k->m.column[i] >= 0 ? k->m.table->columns[k->m.column[i]].name : k->m.column[i] == MH_CELL_OF_SITE ? "site" : "-";
}

static void test_synonyms_in_any_order(void **state)
{
    (void)state;
    struct made k = make(&mh_table_need_lines, HEADERS("QTÉ", "libellé ", "P.U. HT (DH)", "Réf. article", "Boîte de"), NULL);
    assert_int_equal(k.rc, MH_OK);
    assert_string_equal(column_of(&k, 0), "quantite");
    assert_string_equal(column_of(&k, 1), "designation");
    assert_string_equal(column_of(&k, 2), "prix_unitaire_ht");
    assert_string_equal(column_of(&k, 3), "reference");
    assert_string_equal(column_of(&k, 4), "conditionnement");
    assert_true(k.m.numeric[0] && k.m.numeric[2] && !k.m.numeric[1]);
    assert_int_equal(k.diags.list.len, 0);
    made_free(&k);
}

static void test_unknown_and_doubled_are_said(void **state)
{
    (void)state;
    struct made k = make(&mh_table_need_lines, HEADERS("Libellé", "designation", "quantite", "specificatons", "zzz"), NULL);
    assert_int_equal(k.rc, MH_OK);
    assert_string_equal(column_of(&k, 0), "-"); /* the column's own name goes first */
    assert_string_equal(column_of(&k, 1), "designation");
    assert_int_equal(k.diags.count[MH_SEV_WARNING], 3);
    const struct mh_diag *d = k.diags.list.at;
    assert_string_equal(d[0].rule, "en-tete-double");
    assert_string_equal(d[0].column, "Libellé");
    assert_string_equal(d[1].rule, "en-tete-inconnu");
    assert_string_equal(d[1].suggestion, "est-ce « specifications » ? --map 'specificatons=specifications'");
    assert_string_equal(d[2].column, "zzz");
    assert_string_equal(d[2].file, "essai.csv");
    assert_null(d[2].suggestion);
    made_free(&k);
    k = make(&mh_table_need_lines, HEADERS("designation", "quantite", "quantite", "quantite_base"), NULL);
    assert_int_equal(k.rc, MH_OK);
    assert_string_equal(column_of(&k, 1), "quantite");
    assert_string_equal(column_of(&k, 2), "-");
    assert_string_equal(column_of(&k, 3), "-"); /* computed: noted, not read */
    assert_int_equal(k.diags.count[MH_SEV_WARNING], 1);
    assert_int_equal(k.diags.count[MH_SEV_NOTE], 1);
    made_free(&k);
}

static void test_missing_required(void **state)
{
    (void)state;
    struct made k = make(&mh_table_need_lines, HEADERS("reference", "desgnation", "unite"), NULL);
    assert_int_equal(k.rc, MH_EINVAL);
    assert_has(k.err.msg, "ligne 1 : il manque « designation » (« desgnation » en est proche : --map 'desgnation=designation'), "
                          "« quantite »");
    assert_has(k.err.msg, "En-têtes lus : reference, desgnation, unite");
    assert_has(k.err.msg, "Attendus : membre, etablissement, reference");
    assert_null(k.m.column);
    made_free(&k);
    k = make(&mh_table_need_lines, HEADERS("code", "raison_sociale", "ville", "statut"), NULL);
    assert_int_equal(k.rc, MH_EINVAL);
    assert_has(k.err.msg, "le fichier ressemble à « fabricants »");
    made_free(&k);
}

static void test_alternatives(void **state)
{
    (void)state;
    struct made k = make(&mh_table_families, HEADERS("code_emdn", "term_en"), NULL);
    assert_int_equal(k.rc, MH_OK);
    made_free(&k);
    k = make(&mh_table_families, HEADERS("unite_base", "code_sh"), NULL);
    assert_int_equal(k.rc, MH_EINVAL);
    assert_has(k.err.msg, "« code » ou « code_emdn », « nom » ou « nom_en »");
    made_free(&k);
    k = make(&mh_table_sites, HEADERS("code", "nom"), NULL); /* the group comes from --member, or is the only one */
    assert_int_equal(k.rc, MH_OK);
    made_free(&k);
    k = make(&mh_table_products, HEADERS("designation"), NULL);
    assert_int_equal(k.rc, MH_EINVAL);
    assert_has(k.err.msg, "« fabricant »");
    made_free(&k);
}

static void test_sites(void **state)
{
    (void)state;
    struct made k = make(&mh_table_need_lines, HEADERS("designation", "CHU Fès", "ETAB2", "CHU Fès", "unite"), NULL);
    assert_int_equal(k.rc, MH_OK);
    assert_int_equal(k.m.nsites, 2);
    assert_string_equal(column_of(&k, 1), "site");
    assert_string_equal(column_of(&k, 2), "site");
    assert_string_equal(column_of(&k, 3), "-");
    assert_true(k.m.numeric[1] && k.m.numeric[2] && !k.m.numeric[4]);
    assert_int_equal(k.diags.count[MH_SEV_WARNING], 1);
    made_free(&k);
}

static void test_map_option(void **state)
{
    (void)state;
    struct made k = make(&mh_table_need_lines, HEADERS("Ce qu'il faut", "Combien", "designation", "rien"),
                         HEADERS("ce qu'il faut=designation", "Combien=Quantité", "rien="));
    assert_int_equal(k.rc, MH_OK);
    assert_string_equal(column_of(&k, 0), "designation");
    assert_string_equal(column_of(&k, 1), "quantite");
    assert_string_equal(column_of(&k, 2), "-");
    assert_int_equal(k.diags.count[MH_SEV_WARNING], 1); /* the other designation; nothing about "rien" */
    made_free(&k);
    k = make(&mh_table_need_lines, HEADERS("designation", "quantite"), HEADERS("absent=unite"));
    assert_int_equal(k.rc, MH_EUSAGE);
    assert_has(k.err.msg, "pas d'en-tête « absent » ; il a : designation, quantite");
    made_free(&k);
    k = make(&mh_table_need_lines, HEADERS("designation", "quantite"), HEADERS("designation=nimporte"));
    assert_int_equal(k.rc, MH_EUSAGE);
    assert_has(k.err.msg, "« nimporte » n'est pas une colonne");
    made_free(&k);
    k = make(&mh_table_need_lines, HEADERS("designation", "quantite"), HEADERS("designation"));
    assert_int_equal(k.rc, MH_EUSAGE);
    made_free(&k);
}

static void test_titles_above_the_header(void **state)
{
    (void)state;
    struct taken t = take("besoins", "Groupe hospitalier;;\nBesoins 2027;;\n\nDésignation;Quantité;Unité\nGant;5;paire\n");
    assert_int_equal(t.rc, MH_OK);
    assert_string_equal(mh_str_text(&t.rows), "designation=Gant|quantite=5|unite=paire\n");
    assert_int_equal(t.dialect.records, 1);
    const struct mh_diag *d = finding(&t, "lignes-de-titre");
    assert_non_null(d);
    assert_int_equal(d->line, 4);
    taken_free(&t);
    /* Further down than line 20 it is no header. */
    t = take("besoins", "x;y\nx;y\nx;y\nx;y\nx;y\nx;y\nx;y\nx;y\nx;y\nx;y\nx;y\nx;y\nx;y\nx;y\nx;y\nx;y\nx;y\nx;y\nx;y\nx;y\n"
                        "designation;quantite\nGant;5\n");
    assert_int_equal(t.rc, MH_EINVAL);
    assert_has(t.err.msg, "En-têtes lus : x, y");
    taken_free(&t);
}

static void test_row_errors_have_a_place(void **state)
{
    (void)state;
    struct taken t = take("besoins", "Désignation;Qté;Date de besoin;Origine;TVA\nGant;douze;31/02/2027;importee ;20\n");
    assert_int_equal(t.rc, MH_OK);
    assert_int_equal(t.bad, 1);
    assert_int_equal(t.diags.list.len, 2);
    const struct mh_diag *d = t.diags.list.at;
    assert_string_equal(d[0].file, "essai.csv");
    assert_int_equal(d[0].line, 2);
    assert_string_equal(d[0].column, "Qté");
    assert_string_equal(d[0].value, "douze");
    assert_has(d[0].message, "douze");
    assert_has(d[0].message, "écrivez par exemple 1200");
    assert_string_equal(d[1].column, "Date de besoin");
    taken_free(&t);
    t = take("besoins", "designation;quantite;origine\nGant;1;Turquie\nGant;1;xyz\n");
    assert_int_equal(t.good, 1);
    assert_int_equal(t.bad, 1);
    assert_has(t.diags.list.at[0].message, "importé, local, inconnue");
    assert_null(t.diags.list.at[0].suggestion);
    taken_free(&t);
    t = take("besoins", "designation;quantite;origine\nGant;1;improté\n");
    assert_int_equal(t.bad, 1);
    assert_string_equal(t.diags.list.at[0].suggestion, "importé ?");
    taken_free(&t);
}

static void test_ragged_rows(void **state)
{
    (void)state;
    struct taken t = take("besoins", "designation;quantite;unite\nGant\nGant;taille 7;2;u\nSonde;3;u;;\n");
    assert_int_equal(t.rc, MH_OK);
    assert_string_equal(mh_str_text(&t.rows), "designation=Gant\ndesignation=Sonde|quantite=3|unite=u\n");
    const struct mh_diag *d = finding(&t, "cellules-en-trop");
    assert_non_null(d);
    assert_int_equal(d->line, 3);
    assert_string_equal(d->message, "4 cellules pour 3 en-têtes : un texte contient sans doute le séparateur");
    taken_free(&t);
    /* A value under a header left blank is said; blank headers at the end are no columns. */
    t = take("besoins", "designation;;quantite;;\nGant;oui;2;;\nSonde;;3;x;\n");
    assert_int_equal(t.good, 1);
    assert_int_equal(t.bad, 1);
    d = finding(&t, "colonne-sans-en-tete");
    assert_non_null(d);
    assert_string_equal(d->value, "oui");
    taken_free(&t);
}

static void test_many_columns(void **state)
{
    (void)state;
    struct mh_str text = MH_STR_INIT;
    mh_str_add(&text, "designation;quantite");
    for (int i = 0; i < 10000; i++)
        mh_str_addf(&text, ";colonne %d", i);
    mh_str_add(&text, "\nGant;5");
    for (int i = 0; i < 10000; i++)
        mh_str_addf(&text, ";%d", i);
    mh_str_add(&text, "\n");
    struct taken t = take("besoins", mh_str_text(&text));
    assert_int_equal(t.rc, MH_OK);
    assert_string_equal(mh_str_text(&t.rows), "designation=Gant|quantite=5\n");
    assert_int_equal(t.diags.count[MH_SEV_WARNING], 10000);
    taken_free(&t);
    mh_str_clear(&text);
    for (int i = 0; i < 20000; i++)
        mh_str_addf(&text, "colonne %d;", i);
    t = take("besoins", mh_str_text(&text));
    assert_int_equal(t.rc, MH_EINVAL);
    assert_has(t.err.msg, "plus de 16 383 colonnes");
    taken_free(&t);
    mh_str_free(&text);
}

static void test_cell_by_name(void **state)
{
    (void)state;
    struct made k = make(&mh_table_products, HEADERS("Désignation", "Fabricant"), NULL);
    const char *cells[] = { "Gant", "DM01" };
    struct mh_record rec = { .cell = cells, .ncells = 2, .line = 2 };
    struct mh_product p;
    assert_int_equal(k.rc, MH_OK);
    assert_string_equal(mh_mapping_cell(&k.m, &rec, "fabricant"), "DM01");
    assert_string_equal(mh_mapping_cell(&k.m, &rec, "unite"), "");
    rec.ncells = 1;
    assert_string_equal(mh_mapping_cell(&k.m, &rec, "fabricant"), "");
    mh_row_init(&mh_table_products, &p);
    assert_true(mh_mapping_row(&k.m, &rec, MH_NUM_UNSETTLED, "x.csv", &p, &k.diags));
    assert_string_equal(p.label, "Gant");
    assert_true(p.maker_id == MH_UNKNOWN); /* references are for those who know the plan */
    mh_row_free(&mh_table_products, &p);
    made_free(&k);
}

static void test_importers(void **state)
{
    (void)state;
    size_t n = 0;
    for (; mh_importers[n] != NULL; n++) {
        const struct mh_importer *imp = mh_importers[n];
        assert_non_null(imp->table);
        assert_true(strlen(imp->help) > 20);
        assert_ptr_equal(mh_importer_for(imp->kind), imp);
        assert_ptr_equal(mh_importer_for(imp->kind_fr), imp);
        assert_string_equal(imp->kind, imp->table->name);
        assert_string_equal(imp->kind_fr, imp->table->name_fr);
        for (size_t i = 0; i < n; i++)
            assert_string_not_equal(mh_importers[i]->kind, imp->kind);
        for (size_t g = 0; g < 3 && imp->any_of[g] != NULL; g++) {
            char names[64];
            snprintf(names, sizeof names, "%s", imp->any_of[g]);
            for (char *name = strtok(names, "|"); name != NULL; name = strtok(NULL, "|"))
                assert_non_null(mh_table_column(imp->table, name));
        }
    }
    assert_in_range(n, 12, 64);
    assert_null(mh_importer_for("nimporte"));
    assert_null(mh_importer_for("campagnes"));
    assert_ptr_equal(mh_importer_for("besoins")->table, &mh_table_need_lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_synonyms_in_any_order),    cmocka_unit_test(test_unknown_and_doubled_are_said),
        cmocka_unit_test(test_missing_required),         cmocka_unit_test(test_alternatives),
        cmocka_unit_test(test_sites),                    cmocka_unit_test(test_map_option),
        cmocka_unit_test(test_titles_above_the_header),  cmocka_unit_test(test_row_errors_have_a_place),
        cmocka_unit_test(test_ragged_rows),              cmocka_unit_test(test_many_columns),
        cmocka_unit_test(test_cell_by_name),             cmocka_unit_test(test_importers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
