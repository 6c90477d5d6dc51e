/* Every column table is well formed, and people's headers find their columns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/domain.h>
#include <mahalli/i18n.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

static const struct mh_table *every(size_t i)
{
    static const struct mh_table *const lines[] = { &mh_table_need_lines, &mh_table_opinion_lines };
    size_t n = 0;

    for (; mh_tables[n]; n++)
        if (n == i)
            return mh_tables[n];
    return i - n < sizeof lines / sizeof *lines ? lines[i - n] : NULL;
}

static bool is_text(const struct mh_column *c)
{
    return c->type == MH_TEXT || c->type == MH_DATE || c->type == MH_DECIMAL || c->type == MH_CHOICE;
}

static bool sql_name(const char *s)
{
    static const char *const reserved[] = { "from", "to", "key", "values", "value_", "order", "group", "scope", "class", "date", "type",
        "number", "check", "default", "references", "table", "select", "index", "primary", "unique", "limit", "id" };

    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (strcmp(s, reserved[i]) == 0)
            return false;
    return *s >= 'a' && *s <= 'z' && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(s);
}

static void columns_are_complete(void **state)
{
    (void)state;
    for (size_t i = 0; every(i); i++) {
        const struct mh_table *t = every(i);
        assert_non_null(t->name);
        assert_non_null(t->name_fr);
        assert_non_null(t->title);
        assert_non_null(t->one);
        assert_non_null(t->order);
        for (size_t k = 0; k < t->ncolumns; k++) {
            const struct mh_column *c = &t->columns[k];
            if (!c->name || !sql_name(c->sql) || !c->title || c->width <= 0 ||
                strspn(c->name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(c->name))
                fail_msg("%s, column %zu (%s)", t->name, k, c->name ? c->name : "?");
            if ((c->type == MH_CHOICE) != (c->choices != NULL) || (c->type == MH_REF) != (c->ref != NULL))
                fail_msg("%s.%s: choices or ref", t->name, c->name);
            for (size_t o = 0; o < k; o++)
                if (strcmp(c->name, t->columns[o].name) == 0 || strcmp(c->sql, t->columns[o].sql) == 0)
                    fail_msg("%s.%s is there twice", t->name, c->name);
        }
    }
}

/* Each column has its own eight bytes of the row, and every pointer of the row is a column: rows are copied through them. */
static void offsets_cover_the_row(void **state)
{
    (void)state;
    for (size_t i = 0; every(i); i++) {
        const struct mh_table *t = every(i);
        size_t cells = t->row_size / sizeof(int64_t);
        char *taken = mh_xcalloc(cells, 1);
        assert_int_equal(t->row_size % sizeof(int64_t), 0);
        taken[0] = 1; /* id */
        for (size_t k = 0; k < t->ncolumns; k++) {
            size_t at = t->columns[k].offset / sizeof(int64_t);
            assert_true(t->columns[k].offset % sizeof(int64_t) == 0 && at < cells);
            if (taken[at])
                fail_msg("%s.%s shares its place", t->name, t->columns[k].name);
            taken[at] = 1;
        }
        size_t missing = 0;
        for (size_t k = 0; k < cells; k++)
            missing += !taken[k];
        assert_int_equal(missing, t == &mh_table_need_lines ? 1 : 0); /* article_id, the store's */
        free(taken);
    }
}

struct words {
    const char *at[4096];
    const struct mh_column *of[4096];
    size_t n;
};

static void claim(const struct mh_table *t, struct words *w, const struct mh_column *c, const char *text, size_t n)
{
    struct mh_str s = MH_STR_INIT, key = MH_STR_INIT;

    mh_str_addn(&s, text, n);
    mh_header_key(&key, mh_str_text(&s));
    if (key.len == 0)
        fail_msg("%s.%s: empty name", t->name, c->name);
    for (size_t i = 0; i < w->n; i++)
        if (w->of[i] != c && strcmp(w->at[i], key.data) == 0)
            fail_msg("%s: [%s] means %s and %s", t->name, key.data, w->of[i]->name, c->name);
    if (mh_table_match_header(t, mh_str_text(&s)) != c)
        fail_msg("%s: [%s] does not find %s", t->name, mh_str_text(&s), c->name);
    assert_true(w->n < sizeof w->at / sizeof *w->at);
    w->of[w->n] = c;
    w->at[w->n++] = mh_str_take(&key);
    mh_str_free(&s);
}

/* Calls claim for each alias, after checking that it is written as it is compared. */
static void claim_aliases(const struct mh_table *t, struct words *w, const struct mh_column *c)
{
    for (const char *p = c->aliases; p; p = strchr(p, '|'), p = p ? p + 1 : NULL) {
        size_t n = strcspn(p, "|");
        struct mh_str s = MH_STR_INIT, key = MH_STR_INIT;
        mh_str_addn(&s, p, n);
        mh_header_key(&key, mh_str_text(&s));
        if (strcmp(mh_str_text(&s), mh_str_text(&key)) != 0)
            fail_msg("%s.%s: alias [%s] should be [%s]", t->name, c->name, s.data, key.data);
        claim(t, w, c, p, n);
        mh_str_free(&s);
        mh_str_free(&key);
    }
}

static void no_header_means_two_columns(void **state)
{
    struct words *w = mh_xcalloc(1, sizeof *w);

    (void)state;
    for (size_t i = 0; every(i); i++) {
        const struct mh_table *t = every(i);
        for (size_t k = 0; k < t->ncolumns; k++) {
            const struct mh_column *c = &t->columns[k];
            const char *const names[] = { c->name, c->title, mh_tr("en", c->title), mh_tr("ar", c->title) };
            for (size_t n = 0; n < 4; n++)
                if (names[n])
                    claim(t, w, c, names[n], strlen(names[n]));
            claim_aliases(t, w, c);
        }
        while (w->n)
            free((char *)(uintptr_t)w->at[--w->n]);
    }
    free(w);
}

static void choices_are_distinct(void **state)
{
    (void)state;
    for (size_t i = 0; every(i); i++)
        for (size_t k = 0; k < every(i)->ncolumns; k++) {
            const struct mh_table *t = every(i);
            const struct mh_column *c = &t->columns[k];
            for (const struct mh_choice *one = c->choices; one && one->code; one++) {
                struct mh_str words = MH_STR_INIT;
                mh_str_addf(&words, "%s%s%s", one->code, one->aliases ? "|" : "", one->aliases ? one->aliases : "");
                for (char *p = words.data, *next; p; p = next) { /* each spelling gives this very choice */
                    void *row = mh_xcalloc(1, t->row_size);
                    struct mh_err err = MH_ERR_INIT;
                    next = strchr(p, '|');
                    if (next)
                        *next++ = '\0';
                    mh_row_init(t, row);
                    if (mh_value_parse(c, row, p, MH_NUM_COMMA, &err) != MH_OK || strcmp(*mh_field_text(c, row), one->code) != 0)
                        fail_msg("%s.%s: [%s] is not %s", t->name, c->name, p, one->code);
                    mh_row_free(t, row);
                    free(row);
                }
                mh_str_free(&words);
            }
        }
}

static void references_come_first(void **state)
{
    (void)state;
    for (size_t i = 0; mh_tables[i]; i++)
        for (size_t k = 0; k < mh_tables[i]->ncolumns; k++) {
            const struct mh_table *ref = mh_tables[i]->columns[k].ref;
            size_t at = 0;
            while (ref && mh_tables[at] && mh_tables[at] != ref)
                at++;
            if (ref && at >= i)
                fail_msg("%s refers to %s", mh_tables[i]->name, ref->name);
        }
}

/* Column names in `order` exist, and identity is one: at least one KEY column, of a required or derived value somewhere. */
static void orders_and_keys(void **state)
{
    (void)state;
    for (size_t i = 0; every(i); i++) {
        const struct mh_table *t = every(i);
        size_t keys = 0;
        for (size_t k = 0; k < t->ncolumns; k++)
            keys += (t->columns[k].flags & MH_KEY) != 0;
        assert_true(keys > 0);
        for (const char *p = t->order; *p; p += strspn(p, ", ")) {
            char name[32];
            size_t n = strcspn(p, ", ");
            assert_true(n < sizeof name);
            memcpy(name, p, n);
            name[n] = '\0';
            const struct mh_column *c = mh_table_column(t, name);
            if (!c || strcmp(c->sql, name) != 0)
                fail_msg("%s is ordered by %s", t->name, name);
            p += n;
        }
    }
}

static void what_is_private_is_marked(void **state)
{
    static const char *const names[] = { "prix_unitaire_ht", "prix_unitaire_ttc", "fournisseur" };

    (void)state;
    for (size_t i = 0; every(i); i++) {
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            const struct mh_column *c = mh_table_column(every(i), names[k]);
            if (c && !(c->flags & MH_PRIVATE))
                fail_msg("%s.%s is not private", every(i)->name, c->name);
        }
        for (size_t k = 0; k < every(i)->ncolumns; k++) {
            const struct mh_column *c = &every(i)->columns[k];
            bool names_member = strcmp(c->name, "membre") == 0 || strcmp(c->name, "etablissement") == 0;
            if (names_member && !(c->flags & MH_MEMBER_NAME))
                fail_msg("%s.%s names a member", every(i)->name, c->name);
            if ((c->flags & MH_PRIVATE) == 0 && c->type == MH_MONEY)
                fail_msg("%s.%s is money and not private", every(i)->name, c->name);
        }
    }
}

/* The canonical headers are those of the published contract (DESIGN §5, schema/reference/README.md), in its order. */
static void canonical_headers(void **state)
{
    static const struct { const struct mh_table *t; const char *names; } want[] = {
        { &mh_table_members, "code;nom;ice;ville;debut;fin;" },
        { &mh_table_sites, "membre;code;nom;ville;lits;debut;fin;" },
        { &mh_table_families,
          "code;nom;nom_en;parent;code_emdn;code_sh;unite_base;dispositif_medical;hors_perimetre;origine;" },
        { &mh_table_attributes,
          "famille;code;nom;nom_en;type;unite;valeurs;critique;jamais;special;implicite;lecture;tolerance;decide;origine;" },
        { &mh_table_synonyms, "terme;famille;attribut;valeur;langue;etat;origine;" },
        { &mh_table_makers,
          "code;raison_sociale;ville;statut;role;gammes;ice;email;telephone;source;document;verifie_le;verifie_par;" },
        { &mh_table_products,
          "fabricant;reference;code_emdn;famille;designation;specifications;unite;conditionnement;capacite_annuelle;capacite_t1;"
          "capacite_t2;capacite_t3;capacite_t4;quantite_min;prix_unitaire_ht;delai_jours;classe;statut;disponible_le;"
          "taux_integration;preuve;preuve_le;source;verifie_le;verifie_par;" },
        { &mh_table_certificates, "fabricant;produit;type;numero;autorite;portee;debut;fin;document;verifie_le;" },
        { &mh_table_need_lines,
          "membre;etablissement;reference;occurrence;code_emdn;famille;designation;specifications;quantite;unite;conditionnement;"
          "quantite_en;t1;t2;t3;t4;prix_unitaire_ht;prix_unitaire_ttc;taux_tva;prix_en;origine;fournisseur;date_besoin;priorite;"
          "observations;a_confirmer;" },
        { &mh_table_opinion_lines,
          "article;membre;fabricant;produit;avis;motif;reserve;portee;pieces_vues;auteur;date;valable_jusqu_au;" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct mh_str names = MH_STR_INIT;
        for (size_t k = 0; k < want[i].t->ncolumns; k++)
            if (!(want[i].t->columns[k].flags & MH_DERIVED))
                mh_str_addf(&names, "%s;", want[i].t->columns[k].name);
        assert_string_equal(mh_str_text(&names), want[i].names);
        mh_str_free(&names);
    }
}

static void headers_of_hospitals(void **state)
{
    static const struct { const char *header, *column; } want[] = {
        { "Désignation", "designation" }, { "LIBELLE ARTICLE", "designation" }, { "Produit", "designation" }, { "name", "designation" },
        { "Réf.", "reference" }, { "Code Article", "reference" }, { "N° Article", "reference" }, { "Qté", "quantite" },
        { "QTE ANNUELLE", "quantite" }, { "Volumétrie 2027", "quantite" }, { "Besoin annuel", "quantite" }, { "Quantity", "quantite" },
        { "U", "unite" }, { "UC", "unite" }, { "Boite_de", "conditionnement" }, { "Conditionnement", "conditionnement" },
        { "P.U HT", "prix_unitaire_ht" }, { "PU HT (DH)", "prix_unitaire_ht" }, { "PurchasePrice", "prix_unitaire_ht" },
        { "PU TTC", "prix_unitaire_ttc" }, { "TVA (%)", "taux_tva" }, { "Remarks", "observations" }, { "1er trimestre", "t1" },
        { "Caractéristiques techniques", "specifications" }, { "Fournisseur actuel", "fournisseur" }, { "Service", "etablissement" },
        { "StorageName", NULL }, { "ExpiryDate", NULL }, { "Montant HT", NULL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        const struct mh_column *c = mh_table_match_header(&mh_table_need_lines, want[i].header);
        if (!mh_streq(c ? c->name : NULL, want[i].column))
            fail_msg("[%s] is %s", want[i].header, c ? c->name : "unknown");
    }
    assert_string_equal(mh_table_match_header(&mh_table_families, "term_en")->name, "nom_en");
}

static void kinds(void **state)
{
    static const struct { const char *word; const struct mh_table *kind, *stored; } want[] = {
        { "makers", &mh_table_makers, &mh_table_makers }, { "Fabricants", &mh_table_makers, &mh_table_makers },
        { "fabricant", &mh_table_makers, &mh_table_makers }, { "offres", &mh_table_products, &mh_table_products },
        { "produit", &mh_table_products, &mh_table_products }, { "besoins", &mh_table_need_lines, &mh_table_needs },
        { "need", &mh_table_need_lines, &mh_table_needs }, { "avis", &mh_table_opinion_lines, &mh_table_opinions },
        { "Groupes", &mh_table_members, &mh_table_members }, { "MEMBRE", &mh_table_members, &mh_table_members },
        { "Établissements", &mh_table_sites, &mh_table_sites }, { "familles", &mh_table_families, &mh_table_families },
        { "synonymes", &mh_table_synonyms, &mh_table_synonyms }, { "certificat", &mh_table_certificates, &mh_table_certificates },
        { "caractéristiques", &mh_table_attributes, &mh_table_attributes }, { "campagnes", &mh_table_campaigns, &mh_table_campaigns },
        { "articles", &mh_table_articles, &mh_table_articles }, { "prix", NULL, NULL }, { "", NULL, NULL }, { NULL, NULL, NULL },
        { "maker|makers", NULL, NULL }, { "make", NULL, NULL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        assert_ptr_equal(mh_table_for_kind(want[i].word), want[i].kind);
        assert_ptr_equal(mh_table_by_name(want[i].word), want[i].stored);
    }
    for (size_t i = 0; mh_tables[i]; i++) {
        assert_ptr_equal(mh_table_by_name(mh_tables[i]->name), mh_tables[i]);
        assert_ptr_equal(mh_table_by_name(mh_tables[i]->name_fr), mh_tables[i]);
    }
}

/* Any bytes in any column of any table: refused or taken, never a crash, and what is taken is written back and read again. */
static void hostile_values(void **state)
{
    static const char *const texts[] = { "\xFF\xFE", "\x1B[2J", "1e999", "-", "%", "DH", ";", "|", "\"", "=1+1", "\u202E12", "1.2.3.4",
        "00/00/0000", "9999999999999999999", "\u0660\u0661", "oui|non", "1 000", "31/12/2026", "conforme", "0" };

    (void)state;
    for (size_t i = 0; every(i); i++) {
        const struct mh_table *t = every(i);
        void *row = mh_xcalloc(1, t->row_size), *back = mh_xcalloc(1, t->row_size);
        mh_row_init(t, row);
        mh_row_init(t, back);
        for (size_t x = 0; x < sizeof texts / sizeof *texts; x++) {
            for (size_t k = 0; k < t->ncolumns; k++) {
                const struct mh_column *c = &t->columns[k];
                struct mh_err err = MH_ERR_INIT;
                struct mh_str s = MH_STR_INIT;
                if (c->type == MH_REF || mh_value_parse(c, row, texts[x], MH_NUM_COMMA, &err) != MH_OK)
                    continue;
                mh_value_text_fr(c, row, &s);
                mh_str_clear(&s);
                mh_value_text(c, row, &s);
                assert_int_equal(mh_value_parse(c, back, mh_str_text(&s), MH_NUM_POINT, &err), MH_OK);
                if (!mh_value_equal(c, row, back))
                    fail_msg("%s.%s: [%s] is not read back", t->name, c->name, mh_str_text(&s));
                assert_true(!is_text(c) || !mh_value_known(c, row) || mh_utf8_valid(s.data, s.len));
                mh_str_free(&s);
            }
            struct mh_diags d = MH_DIAGS_INIT;
            mh_row_derive(t, row);
            mh_row_check(t, row, &d);
            mh_diags_free(&d);
        }
        mh_row_free(t, row);
        mh_row_free(t, back);
        free(row);
        free(back);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_complete),      cmocka_unit_test(offsets_cover_the_row),
        cmocka_unit_test(no_header_means_two_columns), cmocka_unit_test(choices_are_distinct),
        cmocka_unit_test(references_come_first),     cmocka_unit_test(orders_and_keys),
        cmocka_unit_test(what_is_private_is_marked), cmocka_unit_test(canonical_headers),
        cmocka_unit_test(headers_of_hospitals),      cmocka_unit_test(kinds),
        cmocka_unit_test(hostile_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
