/* Values of every type through the one validator; rows copied, freed, compared; headers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <mahalli/table.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

struct thing {
    int64_t id;
    char *label, *notes, *day, *size, *colour;
    int64_t count, volume, price, rate, local, owner;
    int64_t unlisted;
};

static const struct mh_choice colours[] = { { "à vérifier", "a voir|check" }, { "oui_non", 0 }, { "vert", "green" }, { 0, 0 } };

static const struct mh_column columns[] = {
    { .name = "designation", .sql = "label", .title = "Désignation", .type = MH_TEXT,
      .aliases = "libelle|article|label", .flags = MH_REQUIRED, .offset = offsetof(struct thing, label) },
    { .name = "notes", .sql = "notes", .title = "Notes", .type = MH_TEXT, .flags = MH_LONG, .offset = offsetof(struct thing, notes) },
    { .name = "jour", .sql = "day", .title = "Jour", .type = MH_DATE, .offset = offsetof(struct thing, day) },
    { .name = "taille", .sql = "size", .title = "Taille", .type = MH_DECIMAL, .offset = offsetof(struct thing, size) },
    { .name = "couleur", .sql = "colour", .title = "Couleur", .type = MH_CHOICE, .choices = colours,
      .offset = offsetof(struct thing, colour) },
    { .name = "nombre", .sql = "count", .title = "Nombre", .type = MH_INT, .offset = offsetof(struct thing, count) },
    { .name = "volume", .sql = "volume", .title = "Volume", .type = MH_QTY, .aliases = "quantite annuelle|qte",
      .offset = offsetof(struct thing, volume) },
    { .name = "prix_unitaire_ht", .sql = "price_ht", .title = "Prix unitaire HT", .type = MH_MONEY, .aliases = "p u ht|pu ht",
      .offset = offsetof(struct thing, price) },
    { .name = "taux", .sql = "rate", .title = "Taux", .type = MH_PERMILLE, .aliases = "tva", .offset = offsetof(struct thing, rate) },
    { .name = "local", .sql = "local", .title = "Local", .type = MH_BOOL, .offset = offsetof(struct thing, local) },
    { .name = "maitre", .sql = "owner_id", .title = "Maître", .type = MH_REF, .offset = offsetof(struct thing, owner) },
};

static const struct mh_table things = {
    .name = "things", .name_fr = "choses", .title = "Choses", .one = "chose", .sql = "things", .columns = columns,
    .ncolumns = sizeof columns / sizeof *columns, .row_size = sizeof(struct thing), .order = "label",
};

enum { LABEL, NOTES, DAY, SIZE, COLOUR, COUNT, VOLUME, PRICE, RATE, LOCAL, OWNER };

static const struct {
    int column;
    enum mh_number_style style;
    const char *text, *canonical, *french; /* canonical NULL: refused, french then a part of the message */
} cases[] = {
    { LABEL, 0, "  SERINGUE 5 ml\u00A0", "SERINGUE 5 ml", "SERINGUE 5 ml" },
    { LABEL, 0, "deux\r\nlignes", "deux lignes", "deux lignes" },
    { LABEL, 0, "\u3000\u00A0 \t", "", "" },
    { LABEL, 0, "d\xE9j\xE0", "d\uFFFDj\uFFFD", "d\uFFFDj\uFFFD" },
    { LABEL, 0, "=1+1\x1B[31m", "=1+1\x1B[31m", "=1+1\x1B[31m" }, /* kept as given */
    { NOTES, 0, "deux\r\nlignes\rtrois", "deux\nlignes\ntrois", "deux\nlignes\ntrois" },
    { DAY, 0, "31/12/2026", "2026-12-31", "31/12/2026" },
    { DAY, 0, " 2026-02-01 ", "2026-02-01", "01/02/2026" },
    { DAY, 0, "31/02/2026", NULL, "n'existe pas" },
    { DAY, 0, "12/31/2026", NULL, "le mois 31 n'existe pas" },
    { DAY, 0, "demain", NULL, "jj/mm/aaaa" },
    { SIZE, MH_NUM_COMMA, "7,50", "7.5", "7,5" },
    { SIZE, MH_NUM_COMMA, "1 200", "1200", "1\u202F200" },
    { SIZE, MH_NUM_POINT, "7.5", "7.5", "7,5" },
    { SIZE, MH_NUM_POINT, "7,5", NULL, "après un point" },
    { SIZE, MH_NUM_UNSETTLED, "1,234", NULL, "ambigu" },
    { SIZE, MH_NUM_COMMA, "-1", NULL, "négative" },
    { SIZE, MH_NUM_COMMA, "12 DH", NULL, "sans unité" },
    { SIZE, MH_NUM_COMMA, "0,12345678901", NULL, "décimales" },
    { COLOUR, 0, "A VERIFIER", "à vérifier", "à vérifier" },
    { COLOUR, 0, "à-vérifier", "à vérifier", "à vérifier" },
    { COLOUR, 0, "Check", "à vérifier", "à vérifier" },
    { COLOUR, 0, "Oui Non", "oui_non", "oui_non" },
    { COLOUR, 0, "rouge", NULL, "à vérifier, oui_non, vert" },
    { COLOUR, 0, "-", NULL, "vert" },
    { COUNT, MH_NUM_COMMA, "2027", "2027", "2027" },
    { COUNT, MH_NUM_COMMA, "12,0", "12", "12" },
    { COUNT, MH_NUM_COMMA, "12,5", NULL, "entier" },
    { COUNT, MH_NUM_COMMA, "douze", NULL, "n'est pas un nombre" },
    { VOLUME, MH_NUM_COMMA, "1.200.000", "1200000", "1\u202F200\u202F000" },
    { VOLUME, MH_NUM_COMMA, "1\u202F200\u00A0000", "1200000", "1\u202F200\u202F000" },
    { VOLUME, MH_NUM_COMMA, "-5", NULL, "négative" },
    { VOLUME, MH_NUM_COMMA, "9223372036854775808", NULL, "trop grand" },
    { VOLUME, MH_NUM_COMMA, "20 %", NULL, "sans unité" },
    { VOLUME, MH_NUM_COMMA, "1\x1B[2J", NULL, "n'est pas un nombre" },
    { PRICE, MH_NUM_COMMA, "1 234,5 DH", "1234.50", "1\u202F234,50" },
    { PRICE, MH_NUM_POINT, "38.00", "38.00", "38,00" },
    { PRICE, MH_NUM_COMMA, "0,038", NULL, "prix_en = conditionnement" },
    { PRICE, MH_NUM_COMMA, "1,500", "1.50", "1,50" },
    { PRICE, MH_NUM_COMMA, "-1,50", NULL, "négative" },
    { PRICE, MH_NUM_COMMA, "92233720368547759", NULL, "prix trop grand" },
    { RATE, MH_NUM_COMMA, "20", "20", "20\u00A0%" },
    { RATE, MH_NUM_COMMA, "20 %", "20", "20\u00A0%" },
    { RATE, MH_NUM_COMMA, "20%", "20", "20\u00A0%" },
    { RATE, MH_NUM_COMMA, "5,5", "5.5", "5,5\u00A0%" },
    { RATE, MH_NUM_COMMA, "0,2", "0.2", "0,2\u00A0%" },
    { RATE, MH_NUM_COMMA, "0", "0", "0\u00A0%" },
    { RATE, MH_NUM_COMMA, "100", "100", "100\u00A0%" },
    { RATE, MH_NUM_COMMA, "5,55", NULL, "une décimale au plus" },
    { RATE, MH_NUM_COMMA, "100,1", NULL, "0 à 100" },
    { RATE, MH_NUM_COMMA, "20 DH", NULL, "sans unité" },
    { LOCAL, 0, "Oui", "oui", "oui" }, { LOCAL, 0, "O", "oui", "oui" }, { LOCAL, 0, "x", "oui", "oui" },
    { LOCAL, 0, "1", "oui", "oui" }, { LOCAL, 0, "VRAI", "oui", "oui" }, { LOCAL, 0, "yes", "oui", "oui" },
    { LOCAL, 0, "non", "non", "non" }, { LOCAL, 0, "N", "non", "non" }, { LOCAL, 0, "0", "non", "non" },
    { LOCAL, 0, "Faux", "non", "non" }, { LOCAL, 0, "no", "non", "non" }, { LOCAL, 0, "peut-être", NULL, "oui ou non" },
    { LOCAL, 0, "|", NULL, "oui ou non" }, { LOCAL, 0, "oui|o", NULL, "oui ou non" },
};

static void parsing(void **state)
{
    struct thing row;

    (void)state;
    mh_row_init(&things, &row);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct mh_column *c = &columns[cases[i].column];
        struct mh_err err = MH_ERR_INIT;
        struct mh_str before = MH_STR_INIT, after = MH_STR_INIT, french = MH_STR_INIT;
        mh_value_text(c, &row, &before);
        enum mh_rc rc = mh_value_parse(c, &row, cases[i].text, cases[i].style, &err);
        mh_value_text(c, &row, &after);
        mh_value_text_fr(c, &row, &french);
        if (cases[i].canonical) {
            if (rc != MH_OK || strcmp(mh_str_text(&after), cases[i].canonical) != 0)
                fail_msg("[%s] in %s: [%s] %s", cases[i].text, c->name, mh_str_text(&after), err.msg);
            assert_string_equal(mh_str_text(&french), cases[i].french);
        } else {
            if (rc != MH_EINVAL || err.rc != MH_EINVAL || !strstr(err.msg, cases[i].french))
                fail_msg("[%s] in %s: rc %d, %s", cases[i].text, c->name, (int)rc, err.msg);
            assert_string_equal(mh_str_text(&after), mh_str_text(&before)); /* the old value stays */
        }
        mh_str_free(&before);
        mh_str_free(&after);
        mh_str_free(&french);
    }
    mh_row_free(&things, &row);
}

static void empty_is_unknown(void **state)
{
    static const char *const given[] = { "a", "b", "2026-01-01", "1", "vert", "1", "1", "1", "1", "oui" };
    struct thing row;
    struct mh_err err = MH_ERR_INIT;

    (void)state;
    mh_row_init(&things, &row);
    for (int i = 0; i < OWNER; i++) {
        assert_false(mh_value_known(&columns[i], &row));
        assert_int_equal(mh_value_parse(&columns[i], &row, given[i], MH_NUM_COMMA, &err), MH_OK);
        assert_true(mh_value_known(&columns[i], &row));
        assert_int_equal(mh_value_parse(&columns[i], &row, i % 2 ? " \u00A0" : NULL, MH_NUM_COMMA, &err), MH_OK);
        assert_false(mh_value_known(&columns[i], &row));
    }
    mh_row_free(&things, &row);
}

static void long_texts(void **state)
{
    struct thing row;
    struct mh_err err = MH_ERR_INIT;
    char *text = mh_xmalloc(10002);

    (void)state;
    mh_row_init(&things, &row);
    memset(text, 'a', 10001);
    text[10001] = '\0';
    assert_int_equal(mh_value_parse(&columns[LABEL], &row, text, 0, &err), MH_EINVAL);
    assert_non_null(strstr(err.msg, "trop long"));
    mh_err_clear(&err);
    text[10000] = ' ';
    assert_int_equal(mh_value_parse(&columns[LABEL], &row, text, 0, &err), MH_OK);
    for (int i = DAY; i < OWNER; i++) { /* what is quoted in a message is shortened between characters */
        memcpy(text, "é", 2);
        for (int k = 2; k < 9998; k += 2)
            memcpy(text + k, "é", 2);
        assert_int_equal(mh_value_parse(&columns[i], &row, text, MH_NUM_COMMA, &err), MH_EINVAL);
        assert_true(strlen(err.msg) < 300 && mh_utf8_valid(err.msg, strlen(err.msg)));
        mh_err_clear(&err);
    }
    free(text);
    mh_row_free(&things, &row);
}

static void rows(void **state)
{
    struct thing a, b;
    struct mh_err err = MH_ERR_INIT;

    (void)state;
    mh_row_init(&things, &a);
    mh_row_init(&things, &b);
    assert_int_equal(a.id, 0);
    assert_true(a.price == MH_UNKNOWN && a.owner == MH_UNKNOWN && a.unlisted == 0);
    a.id = 12;
    a.unlisted = 5;
    a.owner = 77;
    mh_value_parse(&columns[LABEL], &a, "gant", 0, &err);
    mh_value_parse(&columns[PRICE], &a, "12,50", MH_NUM_COMMA, &err);
    mh_value_parse(&columns[LABEL], &b, "autre", 0, &err);
    mh_value_parse(&columns[NOTES], &b, "à remplacer", 0, &err);
    mh_row_copy(&things, &b, &a);
    assert_true(b.id == 12 && b.unlisted == 5 && b.owner == 77 && b.price == 1250);
    assert_string_equal(b.label, "gant");
    assert_ptr_not_equal(a.label, b.label);
    assert_null(b.notes);
    mh_row_copy(&things, &a, &a);
    assert_string_equal(a.label, "gant");
    for (size_t i = 0; i < things.ncolumns; i++)
        assert_true(mh_value_equal(&columns[i], &a, &b));
    mh_row_free(&things, &b);
    assert_true(b.id == 0 && !b.label && b.price == MH_UNKNOWN);
    assert_false(mh_value_equal(&columns[LABEL], &a, &b));
    assert_false(mh_value_equal(&columns[PRICE], &a, &b));
    mh_value_copy(&columns[LABEL], &b, &a);
    mh_value_copy(&columns[LABEL], &b, &a);
    mh_value_copy(&columns[LABEL], &b, &b);
    mh_value_copy(&columns[PRICE], &b, &a);
    assert_string_equal(b.label, "gant");
    assert_int_equal(b.price, 1250);
    struct mh_str s = MH_STR_INIT;
    mh_value_text(&columns[OWNER], &a, &s);
    assert_string_equal(mh_str_text(&s), "77");
    mh_str_free(&s);
    mh_row_free(&things, &a);
    mh_row_free(&things, &b);
    mh_row_free(&things, &b);
}

static void required(void **state)
{
    struct thing row;
    struct mh_diags d = MH_DIAGS_INIT;
    struct mh_err err = MH_ERR_INIT;

    (void)state;
    mh_row_init(&things, &row);
    assert_false(mh_row_check(&things, &row, &d));
    assert_int_equal(d.count[MH_SEV_ERROR], 1);
    assert_string_equal(d.list.at[0].column, "designation");
    assert_string_equal(d.list.at[0].rule, "obligatoire");
    assert_false(mh_row_check(&things, &row, NULL));
    mh_value_parse(&columns[LABEL], &row, "gant", 0, &err);
    assert_true(mh_row_check(&things, &row, &d));
    mh_row_derive(&things, &row);
    mh_row_free(&things, &row);
    mh_diags_free(&d);
}

static void headers(void **state)
{
    static const struct { const char *header; int column; } want[] = {
        { "designation", LABEL }, { "DÉSIGNATION", LABEL }, { " Désignation * ", LABEL }, { "Label", LABEL }, { "التسمية", LABEL },
        { "Libellé", LABEL }, { "PRIX_UNITAIRE_HT", PRICE }, { "Prix unitaire (HT)", PRICE }, { "P.U. HT", PRICE },
        { "P.U. HT (DH)", PRICE }, { "PU HT en", -1 }, { "PU HT/MAD", PRICE }, { "TVA %", RATE }, { "TVA (%)", RATE },
        { "Qté", VOLUME }, { "Qté 2027", VOLUME }, { "2027 Qté", VOLUME }, { "Quantité annuelle 2027", VOLUME }, { "Qté 1999", -1 },
        { "Qte.", VOLUME }, { "Quantite\u00A0annuelle", VOLUME }, { "libelle|article", -1 }, { "", -1 }, { "|", -1 }, { "***", -1 },
        { "n°", -1 }, { "DH", -1 }, { "2027", -1 }, { "label\xFF", LABEL }, { "price_ht", -1 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        const struct mh_column *c = mh_table_match_header(&things, want[i].header);
        if (c != (want[i].column < 0 ? NULL : &columns[want[i].column]))
            fail_msg("[%s] is %s", want[i].header, c ? c->name : "unknown");
    }
    assert_ptr_equal(mh_table_column(&things, "prix_unitaire_ht"), &columns[PRICE]);
    assert_ptr_equal(mh_table_column(&things, "price_ht"), &columns[PRICE]);
    assert_null(mh_table_column(&things, "Prix"));
    assert_null(mh_table_column(&things, NULL));
}

static void header_keys(void **state)
{
    static const char *const want[][2] = { { "P.U. (H.T.)", "p u h t" }, { "N° Article", "n article" }, { "DH", "dh" },
        { "prix_en", "prix en" }, { "Prix (Dhs)", "prix" }, { "--", "" }, { "", "" }, { "l'année", "l annee" } };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct mh_str s = MH_STR_INIT;
        mh_header_key(&s, want[i][0]);
        assert_string_equal(mh_str_text(&s), want[i][1]);
        mh_str_free(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parsing),  cmocka_unit_test(empty_is_unknown), cmocka_unit_test(long_texts), cmocka_unit_test(rows),
        cmocka_unit_test(required), cmocka_unit_test(headers),          cmocka_unit_test(header_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
