/* Windows on lists: whatever the sort, the filters and the changes, a window read page by page is the whole list sorted. */
#include "ops_help.h"

#include <mahalli/utf8.h>
#include <mahalli/vec.h>

/* --- rows fetched --- */

struct ids {
    MH_VEC(int64_t) list;
    int column; /* whose text is kept; -1 none */
    struct mh_str texts;
};

static enum mh_rc take_id(void *ctx, const struct mh_window_row *row, struct mh_err *err)
{
    struct ids *x = ctx;
    (void)err;
    mh_vec_push(&x->list, row->id);
    if (x->column >= 0)
        mh_str_addf(&x->texts, "%s|", row->texts[x->column]);
    return MH_OK;
}

static void ids_free(struct ids *x)
{
    mh_vec_free(&x->list);
    mh_str_free(&x->texts);
}

static struct mh_window *open_window(struct plan *p, struct mh_window_query q)
{
    struct mh_window *w = NULL;
    mh_err_clear(&p->err);
    if (mh_ops_window_open(p->s, &q, &w, &p->err) != MH_OK)
        fail_msg("%s : %s", q.kind, p->err.msg);
    return w;
}

static void fetch(struct plan *p, struct mh_window *w, enum mh_window_from from, int64_t anchor, size_t n, struct ids *out)
{
    mh_err_clear(&p->err);
    if (mh_window_fetch(w, from, anchor, n, take_id, out, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
}

static int column_at(const struct mh_window *w, const char *name)
{
    const struct mh_table *t = mh_window_table(w);
    for (size_t i = 0; i < t->ncolumns; i++)
        if (strcmp(t->columns[i].name, name) == 0)
            return (int)i;
    fail_msg("%s", name);
    return -1;
}

/* The texts of one column of the first rows, joined by |; the caller frees. */
static char *texts_of(struct plan *p, struct mh_window_query q, const char *column)
{
    struct mh_window *w = open_window(p, q);
    struct ids x = { .column = column_at(w, column) };
    fetch(p, w, MH_WINDOW_FIRST, 0, 100, &x);
    mh_window_close(w);
    char *text = mh_xstrdup(mh_str_text(&x.texts));
    ids_free(&x);
    return text;
}

#define assert_texts(p, column, want, ...) \
    do { \
        char *got_ = texts_of(p, (struct mh_window_query){ __VA_ARGS__ }, column); \
        assert_string_equal(got_, want); \
        free(got_); \
    } while (0)

/* --- a plan to look at --- */

static void small_plan(struct plan *p)
{
    plan_new(p);
    take_text(p, "membres", "code;nom\nG1;Un\nG2;Deux\n");
    take_text(p, "sites", "membre;code;nom\nG1;E1;A\nG1;E2;B\nG2;F1;C\n");
    take_text(p, "fabricants", "code;raison_sociale;role;statut\nZED;Zed;fabricant;en production\nabc;Abc;fabricant;en production\n");
    take_text(p, "produits", "fabricant;reference;designation;unite\nZED;P2;Seringue 5 ml;pièce\nabc;P1;Écarteur;pièce\n");
    take_text(p, "besoins",
              "membre;etablissement;reference;designation;quantite;unite;prix_unitaire_ht;observations\n"
              "G1;E1;R10;Seringue 10 ml;100;pièce;1,50;\n"
              "G1;E2;R10;Seringue 10 ml;1200;pièce;;urgent\n"
              "G1;E1;R2;élastique;9;pièce;12,00;\n"
              "G1;E2;;Compresse stérile;20;sachet;;\n"
              "G2;F1;r1;Écran;101;pièce;3,00;à voir\n");
}

static void test_sorts_and_filters(void **state)
{
    struct plan p;
    (void)state;
    small_plan(&p);
    struct mh_window_filter price[] = { { "prix_unitaire_ht", MH_FILTER_MORE, "1,5" } };
    struct mh_window_filter none[] = { { "prix_unitaire_ht", MH_FILTER_UNKNOWN, NULL } };
    struct mh_window_filter label[] = { { "designation", MH_FILTER_PREFIX, "É" } };
    struct mh_window_filter member[] = { { "membre", MH_FILTER_IS, "g2" } };
    struct mh_window_filter less[] = { { "quantite", MH_FILTER_LESS, "101" }, { "quantite", MH_FILTER_MORE, "9" } };
    struct mh_window_filter said[] = { { "observations", MH_FILTER_HAS, "VOIR" } };
    struct mh_window_filter site[] = { { "etablissement", MH_FILTER_IS, "e2" } };
    struct mh_window_filter inside[] = { { "designation", MH_FILTER_HAS, "GUE 10" } }, apart[] = { { "designation", MH_FILTER_HAS, "10 ser" } };
    struct mh_window_filter ref[] = { { "reference", MH_FILTER_HAS, "1" } };
    assert_texts(&p, "quantite", "1200|20|", .kind = "besoins", .filter = site, .nfilters = 1);
    assert_texts(&p, "quantite", "20|1200|", .kind = "besoins", .filter = site, .nfilters = 1, .sort = "quantite");
    assert_texts(&p, "quantite", "100|1200|", .kind = "besoins", .filter = inside, .nfilters = 1);
    assert_texts(&p, "quantite", "", .kind = "besoins", .filter = apart, .nfilters = 1);
    assert_texts(&p, "reference", "R10|R10|r1|", .kind = "besoins", .filter = ref, .nfilters = 1);
    struct mh_window_filter maker[] = { { "fabricant", MH_FILTER_IS, "ABC" } };
    assert_texts(&p, "quantite", "100|1200|9|20|101|", .kind = "besoins");
    assert_texts(&p, "quantite", "9|20|100|101|1200|", .kind = "besoins", .sort = "quantite");
    assert_texts(&p, "quantite", "1200|101|100|20|9|", .kind = "besoins", .sort = "quantite", .descending = true);
    assert_texts(&p, "designation", "Compresse stérile|Écran|élastique|Seringue 10 ml|Seringue 10 ml|", .kind = "besoins", .sort = "designation");
    assert_texts(&p, "prix_unitaire_ht", "1.50|3.00|12.00|||", .kind = "besoins", .sort = "prix_unitaire_ht");
    assert_texts(&p, "prix_unitaire_ht", "12.00|3.00|1.50|||", .kind = "besoins", .sort = "prix_unitaire_ht", .descending = true);
    assert_texts(&p, "observations", "à voir|urgent||||", .kind = "besoins", .sort = "observations");
    assert_texts(&p, "prix_unitaire_ht", "12.00|3.00|", .kind = "besoins", .filter = price, .nfilters = 1);
    assert_texts(&p, "quantite", "1200|20|", .kind = "besoins", .filter = none, .nfilters = 1);
    assert_texts(&p, "designation", "élastique|Écran|", .kind = "besoins", .filter = label, .nfilters = 1);
    assert_texts(&p, "etablissement", "F1|", .kind = "besoins", .filter = member, .nfilters = 1);
    assert_texts(&p, "quantite", "100|20|", .kind = "besoins", .filter = less, .nfilters = 2);
    assert_texts(&p, "reference", "r1|", .kind = "besoins", .filter = said, .nfilters = 1);
    assert_texts(&p, "reference", "R10|R10|", .kind = "besoins", .search = "10 SERING");
    assert_texts(&p, "designation", "Écran|", .kind = "besoins", .search = "R1 ecr");
    assert_texts(&p, "reference", "r1|R10|R10|R2||", .kind = "besoins", .sort = "reference");
    assert_texts(&p, "etablissement", "E1|E1|E2|E2|F1|", .kind = "besoins", .sort = "etablissement");
    assert_texts(&p, "reference", "P1|P2|", .kind = "produits");
    assert_texts(&p, "reference", "P1|P2|", .kind = "produits", .sort = "designation");
    assert_texts(&p, "reference", "P1|", .kind = "produits", .filter = maker, .nfilters = 1);
    assert_texts(&p, "fabricant", "ZED|abc|", .kind = "produits", .sort = "fabricant", .descending = true);
    assert_texts(&p, "code", "abc|ZED|", .kind = "fabricants");
    assert_texts(&p, "code", "E1|E2|F1|", .kind = "sites");
    assert_texts(&p, "reference", "R10|R2||r1|", .kind = "articles");
    assert_texts(&p, "annee", "2027|", .kind = "campagnes");
    plan_free(&p);
}

static void test_refused(void **state)
{
    struct plan p;
    struct mh_window *w = NULL;
    (void)state;
    small_plan(&p);
    struct mh_window_filter bad[] = { { "quantite", MH_FILTER_MORE, "beaucoup" } }, none[] = { { "couleur", MH_FILTER_IS, "bleu" } };
    assert_int_equal(mh_ops_window_open(p.s, &(struct mh_window_query){ .kind = "besoins", .filter = bad, .nfilters = 1 }, &w, &p.err),
                     MH_EINVAL);
    assert_null(w);
    assert_non_null(strstr(p.err.msg, "beaucoup"));
    mh_err_clear(&p.err);
    assert_int_equal(mh_ops_window_open(p.s, &(struct mh_window_query){ .kind = "besoins", .filter = none, .nfilters = 1 }, &w, &p.err),
                     MH_EINVAL);
    mh_err_clear(&p.err);
    assert_int_equal(mh_ops_window_open(p.s, &(struct mh_window_query){ .kind = "besoins", .sort = "couleur" }, &w, &p.err), MH_EINVAL);
    mh_err_clear(&p.err);
    assert_int_equal(mh_ops_window_open(p.s, &(struct mh_window_query){ .kind = "nuages" }, &w, &p.err), MH_EUSAGE);
    mh_err_clear(&p.err);
    w = open_window(&p, (struct mh_window_query){ .kind = "besoins" });
    struct ids x = { .column = -1 };
    assert_int_equal(mh_window_fetch(w, MH_WINDOW_AFTER, 12345, 5, take_id, &x, &p.err), MH_ENOTFOUND);
    mh_window_close(w);
    plan_free(&p);
}

static void test_concordances(void **state)
{
    struct plan p;
    struct mh_match_result r;
    (void)state;
    small_plan(&p);
    assert_texts(&p, "etat", "||||", .kind = "concordances", .sort = "etat");
    assert_int_equal(mh_ops_match(p.s, &r, &p.err), MH_OK);
    struct mh_window_filter state_is[] = { { "etat", MH_FILTER_IS, "à préciser" } };
    struct mh_window_filter who[] = { { "qui", MH_FILTER_IS, "acheteur" } };
    char *unread = texts_of(&p, (struct mh_window_query){ .kind = "concordances", .filter = state_is, .nfilters = 1 }, "etat");
    char *buyer = texts_of(&p, (struct mh_window_query){ .kind = "concordances", .filter = who, .nfilters = 1 }, "qui");
    char *all = texts_of(&p, (struct mh_window_query){ .kind = "concordances", .sort = "etat" }, "etat");
    assert_non_null(strstr(unread, "unread|"));
    assert_null(strstr(unread, "near"));
    /* needs by what was found for their article */
    struct mh_window_filter family[] = { { "famille_lue", MH_FILTER_IS, "seringue" } };
    assert_texts(&p, "etat", "unread|unread|", .kind = "besoins", .filter = state_is, .nfilters = 1);
    assert_texts(&p, "etablissement", "E1|E2|", .kind = "besoins", .filter = family, .nfilters = 1);
    struct mh_window_filter named[] = { { "famille_lue", MH_FILTER_HAS, "hypoder" }, { "famille_lue", MH_FILTER_IS, "Seringue Hypodermique" } };
    assert_texts(&p, "etablissement", "E1|E2|", .kind = "besoins", .filter = named, .nfilters = 1);
    assert_texts(&p, "etablissement", "E1|E2|", .kind = "besoins", .filter = named + 1, .nfilters = 1);
    assert_texts(&p, "famille_lue", "compresse|seringue|seringue|||", .kind = "besoins", .sort = "famille_lue");
    assert_non_null(strstr(buyer, "acheteur|"));
    assert_non_null(strstr(all, "unread|"));
    struct mh_window_totals one = { 0 }, unlike = { 0 };
    struct mh_window *w = open_window(&p, (struct mh_window_query){ .kind = "besoins", .filter = family, .nfilters = 1 });
    assert_int_equal(mh_window_totals(w, 100, &one, &p.err), MH_OK);
    mh_window_close(w);
    assert_int_equal(one.base, 1300);
    assert_string_equal(one.base_unit, "pièce");
    assert_false(one.several);
    w = open_window(&p, (struct mh_window_query){ .kind = "besoins" });
    assert_int_equal(mh_window_totals(w, 100, &unlike, &p.err), MH_OK);
    mh_window_close(w);
    assert_true(unlike.several);
    assert_string_equal(unlike.base_unit, "");
    int64_t n = 0;
    for (const char *c = all; *c; c++)
        n += *c == '|';
    assert_int_equal(n, 4);
    free(unread);
    free(buyer);
    free(all);
    plan_free(&p);
}

static void test_count_and_totals(void **state)
{
    struct plan p;
    int64_t n = 0;
    bool exact = false;
    (void)state;
    small_plan(&p);
    struct mh_window *w = open_window(&p, (struct mh_window_query){ .kind = "besoins" });
    assert_int_equal(mh_window_count(w, 10, &n, &exact, &p.err), MH_OK);
    assert_int_equal(n, 5);
    assert_true(exact);
    assert_int_equal(mh_window_count(w, 3, &n, &exact, &p.err), MH_OK);
    assert_int_equal(n, 3);
    assert_false(exact);
    struct mh_window_totals t = { 0 };
    int slices = 0;
    while (!t.done) {
        assert_int_equal(mh_window_totals(w, 2, &t, &p.err), MH_OK);
        assert_true(++slices < 10);
    }
    assert_int_equal(t.rows, 5);
    assert_int_equal(t.amount, 100 * 150 + 9 * 1200 + 30300);
    assert_int_equal(t.amount_unknown, 2);
    mh_window_close(w);
    plan_free(&p);
}

/* Every list by every column, filtered in every way: no statement that the engine refuses. */
static void test_every_column(void **state)
{
    static const char *const texts[] = { "a", "12", "1.5", "2027-03-01", "oui", "à vérifier", "%_'\"", "\xff\xfe" };
    struct plan p;
    struct mh_match_result m;
    (void)state;
    small_plan(&p);
    assert_int_equal(mh_ops_match(p.s, &m, &p.err), MH_OK);
    for (size_t k = 0; mh_tables[k] != NULL || k < 40; k++) {
        const char *kind = mh_tables[k] ? mh_tables[k]->name : "concordances";
        struct mh_window *all = open_window(&p, (struct mh_window_query){ .kind = kind });
        const struct mh_table *t = mh_window_table(all);
        int64_t n = 0;
        bool exact = false;
        assert_int_equal(mh_window_count(all, 100000, &n, &exact, &p.err), MH_OK);
        mh_window_close(all);
        for (size_t c = 0; c < t->ncolumns; c++) {
            for (int down = 0; down < 2; down++) {
                struct mh_window *w = open_window(&p, (struct mh_window_query){ .kind = kind, .sort = t->columns[c].name, .descending = down });
                struct ids got = { .column = -1 }, back = { .column = -1 };
                fetch(&p, w, MH_WINDOW_FIRST, 0, 3, &got);
                assert_int_equal(got.list.len, n < 3 ? n : 3);
                if (got.list.len == 3) {
                    fetch(&p, w, MH_WINDOW_BEFORE, got.list.at[2], 5, &back);
                    assert_int_equal(back.list.len, 2);
                    assert_int_equal(back.list.at[0], got.list.at[0]);
                }
                assert_int_equal(mh_window_seek(w, "s", 2, take_id, &got, &p.err), MH_OK);
                mh_window_close(w);
                ids_free(&got);
                ids_free(&back);
            }
            for (int op = MH_FILTER_IS; op <= MH_FILTER_KNOWN; op++)
                for (size_t i = (c + (size_t)op) % 4; i < sizeof texts / sizeof *texts; i += 4) {
                    struct mh_window_filter f[] = { { t->columns[c].name, (enum mh_filter_op)op, texts[i] } };
                    struct mh_window_query q = { .kind = kind, .filter = f, .nfilters = 1, .search = i == 0 ? "a b" : NULL };
                    struct mh_window *w = NULL;
                    struct ids got = { .column = -1 };
                    mh_err_clear(&p.err);
                    enum mh_rc rc = mh_ops_window_open(p.s, &q, &w, &p.err);
                    if (rc == MH_OK)
                        fetch(&p, w, MH_WINDOW_LAST, 0, 3, &got);
                    else if (rc != MH_EINVAL)
                        fail_msg("%s, %s : %s", kind, t->columns[c].name, p.err.msg);
                    mh_window_close(w);
                    ids_free(&got);
                }
        }
        if (mh_tables[k] == NULL)
            break;
    }
    plan_free(&p);
}

static void test_seek(void **state)
{
    struct plan p;
    (void)state;
    small_plan(&p);
    struct mh_window *w = open_window(&p, (struct mh_window_query){ .kind = "besoins", .sort = "designation" });
    struct ids x = { .column = column_at(w, "designation") };
    assert_int_equal(mh_window_seek(w, "el", 1, take_id, &x, &p.err), MH_OK);
    assert_string_equal(mh_str_text(&x.texts), "élastique|");
    mh_window_close(w);
    ids_free(&x);
    w = open_window(&p, (struct mh_window_query){ .kind = "besoins" });
    x = (struct ids){ .column = column_at(w, "reference") };
    assert_int_equal(mh_window_seek(w, "r2", 3, take_id, &x, &p.err), MH_OK);
    assert_string_equal(mh_str_text(&x.texts), "R2||r1|");
    mh_window_close(w);
    ids_free(&x);
    plan_free(&p);
}

/* --- random changes --- */

static uint64_t seed;

static unsigned below(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 33) % n;
}

struct whole { /* every row, by brute force */
    MH_VEC(struct line { int64_t id; char *key; }) rows;
    int column;
    bool number;
};

static enum mh_rc take_line(void *ctx, const struct mh_window_row *row, struct mh_err *err)
{
    struct whole *x = ctx;
    struct mh_str key = MH_STR_INIT;
    (void)err;
    mh_utf8_fold(&key, row->texts[x->column]);
    struct line one = { row->id, mh_str_take(&key) };
    mh_vec_push(&x->rows, one);
    return MH_OK;
}

static bool by_number;
static bool falling;

static int by_key(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    const char *p = x->key ? x->key : "", *q = y->key ? y->key : "";
    if ((*p == '\0') != (*q == '\0'))
        return *p == '\0' ? 1 : -1;
    int d = by_number ? (strtod(p, NULL) > strtod(q, NULL)) - (strtod(p, NULL) < strtod(q, NULL)) : strcmp(p, q);
    return falling ? -d : d;
}

/* The keys of a window read in some way, against all rows sorted by the same column. */
static void compare(struct plan *p, const char *sort, bool number, bool descending, const char *search)
{
    struct mh_window_query q = { .kind = "besoins", .sort = sort, .descending = descending, .search = search };
    struct mh_window *w = open_window(p, q);
    struct whole all = { .column = column_at(w, sort), .number = number };
    struct mh_window *any = open_window(p, (struct mh_window_query){ .kind = "besoins", .search = search });
    assert_int_equal(mh_window_fetch(any, MH_WINDOW_FIRST, 0, 4096, take_line, &all, &p->err), MH_OK);
    mh_window_close(any);
    by_number = number;
    falling = descending;
    if (all.rows.len)
        qsort(all.rows.at, all.rows.len, sizeof *all.rows.at, by_key);
    /* Forward, page by page. */
    struct whole got = { .column = all.column };
    size_t page = 1 + below(7);
    assert_int_equal(mh_window_fetch(w, MH_WINDOW_FIRST, 0, page, take_line, &got, &p->err), MH_OK);
    for (size_t had = 0; got.rows.len > had;) {
        had = got.rows.len;
        assert_int_equal(mh_window_fetch(w, MH_WINDOW_AFTER, got.rows.at[had - 1].id, page, take_line, &got, &p->err), MH_OK);
    }
    assert_int_equal(got.rows.len, all.rows.len);
    for (size_t i = 0; i < all.rows.len; i++) {
        const char *want = all.rows.at[i].key ? all.rows.at[i].key : "", *have = got.rows.at[i].key ? got.rows.at[i].key : "";
        if (strcmp(want, have) != 0)
            fail_msg("tri %s%s : rang %zu, « %s » au lieu de « %s »", sort, descending ? " inverse" : "", i, have, want);
    }
    /* From any row forward and backward: the same order. */
    for (int k = 0; k < 6 && all.rows.len; k++) {
        size_t at = below((unsigned)all.rows.len), n = 1 + below(9);
        struct ids before = { .column = -1 }, from = { .column = -1 }, last = { .column = -1 };
        fetch(p, w, MH_WINDOW_BEFORE, got.rows.at[at].id, n, &before);
        fetch(p, w, MH_WINDOW_FROM, got.rows.at[at].id, n, &from);
        fetch(p, w, MH_WINDOW_LAST, 0, n, &last);
        assert_int_equal(before.list.len, at < n ? at : n);
        for (size_t i = 0; i < before.list.len; i++)
            assert_int_equal(before.list.at[i], got.rows.at[at - before.list.len + i].id);
        for (size_t i = 0; i < from.list.len; i++)
            assert_int_equal(from.list.at[i], got.rows.at[at + i].id);
        for (size_t i = 0; i < last.list.len; i++)
            assert_int_equal(last.list.at[i], got.rows.at[all.rows.len - last.list.len + i].id);
        ids_free(&before);
        ids_free(&from);
        ids_free(&last);
    }
    for (size_t i = 0; i < all.rows.len; i++) {
        free(all.rows.at[i].key);
        free(got.rows.at[i].key);
    }
    mh_vec_free(&all.rows);
    mh_vec_free(&got.rows);
    mh_window_close(w);
}

static int64_t random_need(struct plan *p)
{
    struct mh_window *w = open_window(p, (struct mh_window_query){ .kind = "besoins", .sort = "quantite" });
    struct ids x = { .column = -1 };
    fetch(p, w, MH_WINDOW_FIRST, 0, 500, &x);
    int64_t id = x.list.len ? x.list.at[below((unsigned)x.list.len)] : 0;
    ids_free(&x);
    mh_window_close(w);
    return id;
}

static void change_something(struct plan *p)
{
    static const char *const words[] = { "Seringue", "seringue", "Élastique", "gant", "Gant", "compresse", "œillère", "10 ml", "zinc", "É" };
    struct mh_edit_result r;
    char label[64], quantity[64], site[64], ref[64], price[64];
    snprintf(label, sizeof label, "designation=%s %s", words[below(10)], words[below(10)]);
    snprintf(quantity, sizeof quantity, "quantite=%u", below(2000));
    snprintf(site, sizeof site, "etablissement=E%u", below(3) + 1);
    snprintf(ref, sizeof ref, "reference=%s%u", below(2) ? "R" : "r-", below(12));
    snprintf(price, sizeof price, below(2) ? "prix_unitaire_ht=%u" : "observations=n%u", below(50));
    mh_err_clear(&p->err);
    int64_t id = random_need(p);
    enum mh_rc rc;
    switch (below(id ? 5 : 1)) {
    case 0: case 1:
        rc = mh_ops_insert(p->s, "besoins", (const char *const[]){ label, quantity, site, ref, price, "unite=m", NULL }, &r, &p->err);
        break;
    case 2: rc = mh_ops_remove_ids(p->s, "besoins", &id, 1, &r, &p->err); break;
    case 3: rc = mh_ops_edit(p->s, "besoins", id, "designation", NULL, strchr(label, '=') + 1, &r, &p->err); break;
    default: rc = mh_ops_edit(p->s, "besoins", id, "observations", NULL, below(2) ? "" : words[below(10)], &r, &p->err); break;
    }
    if (rc != MH_OK && rc != MH_EINVAL)
        fail_msg("%s", p->err.msg);
    mh_edit_result_free(&r);
}

static void test_random(void **state)
{
    static const struct { const char *sort; bool number; } sorts[] = {
        { "designation", false }, { "quantite", true },      { "prix_unitaire_ht", true }, { "observations", false },
        { "etablissement", false }, { "quantite_base", true }, { "unite", false },
    };
    struct plan p;
    (void)state;
    seed = UINT64_C(88172645463325252);
    plan_new(&p);
    take_text(&p, "membres", "code;nom\nG1;Un\n");
    take_text(&p, "sites", "membre;code;nom\nG1;E1;A\nG1;E2;B\nG1;E3;C\n");
    for (int round = 0; round < 12; round++) {
        for (int k = 0; k < 6; k++)
            change_something(&p);
        for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
            compare(&p, sorts[i].sort, sorts[i].number, below(2) == 0, below(4) == 0 ? "s" : NULL);
    }
    plan_free(&p);
}

/* By what the match found, with articles that were never matched. */
static void test_by_finding(void **state)
{
    struct plan p;
    struct mh_edit_result r;
    struct mh_match_result m;
    struct mh_str csv = MH_STR_INIT;
    static const char *const labels[] = { "Seringue 10 ml", "Gant examen nitrile M", "Compresse stérile 10x10", "Chose sans nom", "Sonde Foley CH 18" };
    (void)state;
    seed = 4242;
    plan_new(&p);
    take_text(&p, "membres", "code;nom\nG1;Un\n");
    take_text(&p, "sites", "membre;code;nom\nG1;E1;A\nG1;E2;B\n");
    mh_str_add(&csv, "etablissement;reference;designation;quantite;unite\n");
    for (int i = 0; i < 240; i++)
        mh_str_addf(&csv, "E%d;R%03d;%s;%d;pièce\n", i % 2 + 1, i / 2, labels[i / 2 % 5], i + 1);
    take_text(&p, "besoins", mh_str_text(&csv));
    mh_str_free(&csv);
    assert_int_equal(mh_ops_match(p.s, &m, &p.err), MH_OK);
    for (int k = 0; k < 3; k++) {
        char ref[32];
        snprintf(ref, sizeof ref, "reference=Z%d", k);
        assert_int_equal(mh_ops_insert(p.s, "besoins", (const char *const[]){ "etablissement=E1", ref, "designation=Drap", "quantite=3",
                                                                              "unite=pièce", NULL }, &r, &p.err), MH_OK);
        mh_edit_result_free(&r);
    }
    for (int i = 0; i < 4; i++)
        compare(&p, "famille_lue", false, i % 2, i < 2 ? NULL : "r0");
    /* Filtered to few and to many: the same as looking at every row. */
    static const char *const families[] = { "seringue", "SERINGUE", "xyz" };
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        struct mh_window_filter f[] = { { "famille_lue", MH_FILTER_IS, families[i] } };
        char *got = texts_of(&p, (struct mh_window_query){ .kind = "besoins", .filter = f, .nfilters = 1 }, "famille_lue");
        assert_int_equal(strlen(got), i < 2 ? 48 * strlen("seringue|") : 0);
        free(got);
        got = texts_of(&p, (struct mh_window_query){ .kind = "concordances", .filter = f, .nfilters = 1, .sort = "etat" }, "famille_lue");
        assert_int_equal(strlen(got), i < 2 ? 24 * strlen("seringue|") : 0);
        free(got);
    }
    struct mh_window_filter unknown[] = { { "etat", MH_FILTER_UNKNOWN, NULL } }, unread[] = { { "etat", MH_FILTER_IS, "À préciser" } };
    assert_texts(&p, "reference", "Z0|Z1|Z2|", .kind = "concordances", .filter = unknown, .nfilters = 1, .sort = "etat");
    char *got = texts_of(&p, (struct mh_window_query){ .kind = "besoins", .filter = unread, .nfilters = 1 }, "etat");
    assert_int_equal(strlen(got), 48 * strlen("unread|"));
    free(got);
    plan_free(&p);
}

/* More articles than a search keeps by number; a search that finds few, then another after a change. */
static void test_many_articles(void **state)
{
    struct plan p;
    struct mh_edit_result r;
    struct mh_str csv = MH_STR_INIT;
    (void)state;
    seed = 99;
    plan_new(&p);
    mh_str_add(&csv, "membre;etablissement;reference;designation;quantite;unite\n");
    for (int i = 0; i < 260; i++)
        mh_str_addf(&csv, ";;R%03d;%s %d;%d;m\n", (i * 37) % 260, i % 3 ? "Drap stérile" : "Champ", i % 9, i);
    take_text(&p, "membres", "code;nom\nG1;Un\n");
    take_text(&p, "besoins", mh_str_text(&csv));
    mh_str_free(&csv);
    for (int i = 0; i < 4; i++) {
        compare(&p, "designation", false, i % 2, "drap");
        compare(&p, "quantite", true, i % 2, "STER r1");
        compare(&p, "reference", false, i % 2, "r25");
        compare(&p, "reference", false, i % 2, "rien de tel");
    }
    struct mh_window *w = open_window(&p, (struct mh_window_query){ .kind = "besoins", .search = "oeuf" });
    struct ids none = { .column = -1 }, one = { .column = -1 };
    fetch(&p, w, MH_WINDOW_FIRST, 0, 5, &none);
    assert_int_equal(none.list.len, 0);
    int64_t id = random_need(&p);
    assert_int_equal(mh_ops_edit(p.s, "besoins", id, "designation", NULL, "Œuf", &r, &p.err), MH_OK);
    mh_edit_result_free(&r);
    fetch(&p, w, MH_WINDOW_FIRST, 0, 5, &one);
    assert_int_equal(one.list.len, 1);
    assert_int_equal(one.list.at[0], id);
    mh_window_close(w);
    ids_free(&none);
    ids_free(&one);
    plan_free(&p);
}

static void test_anchor_gone(void **state)
{
    struct plan p;
    struct mh_edit_result r;
    (void)state;
    small_plan(&p);
    struct mh_window *w = open_window(&p, (struct mh_window_query){ .kind = "besoins", .sort = "quantite" });
    struct ids all = { .column = -1 }, after = { .column = -1 }, before = { .column = -1 }, from = { .column = -1 };
    fetch(&p, w, MH_WINDOW_FIRST, 0, 10, &all);
    int64_t gone = all.list.at[2];
    assert_int_equal(mh_ops_remove_ids(p.s, "besoins", &gone, 1, &r, &p.err), MH_OK);
    mh_edit_result_free(&r);
    fetch(&p, w, MH_WINDOW_AFTER, gone, 10, &after);
    fetch(&p, w, MH_WINDOW_FROM, gone, 10, &from);
    fetch(&p, w, MH_WINDOW_BEFORE, gone, 10, &before);
    assert_int_equal(after.list.len, 2);
    assert_int_equal(after.list.at[0], all.list.at[3]);
    assert_int_equal(from.list.at[0], all.list.at[3]);
    assert_int_equal(before.list.len, 2);
    assert_int_equal(before.list.at[1], all.list.at[1]);
    ids_free(&all);
    ids_free(&after);
    ids_free(&before);
    ids_free(&from);
    mh_window_close(w);
    plan_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sorts_and_filters), cmocka_unit_test(test_refused),  cmocka_unit_test(test_concordances),
        cmocka_unit_test(test_count_and_totals),  cmocka_unit_test(test_seek), cmocka_unit_test(test_every_column),     cmocka_unit_test(test_random),
        cmocka_unit_test(test_by_finding),        cmocka_unit_test(test_many_articles),     cmocka_unit_test(test_anchor_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
