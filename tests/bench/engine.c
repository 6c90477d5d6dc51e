/*
 * The matching engine alone, against SQLite FTS5 (and Xapian, tests/bench/xapian.cc) on the same made-up lines: articles as hospitals
 * write them, products as makers do, from a fixed seed; a hit is a product of the same kind and sizes.
 *   engine N_PRODUCTS N_ARTICLES [THREADS]   prints one line; with DUMP=prefix in the environment also writes the lines for the peers
 */
#include <pthread.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <mahalli/match.h>
#include <mahalli/reference.h>
#include <mahalli/xalloc.h>

struct kind {
    const char *article, *product; /* %s twice: the two values */
    const char *a[12], *b[8];
};

static const struct kind kinds[] = {
    { "SERINGUE JETABLE %s ML %s", "Seringue hypodermique %s mL, embout %s, stérile, à usage unique", { "2", "5", "10", "20", "50" }, { "luer", "luer lock" } },
    { "AIG HYPO %sG %s MM", "Aiguille hypodermique %s G x %s mm", { "18", "19", "21", "23", "25" }, { "25", "30", "40" } },
    { "SONDE VESICALE FOLEY CH%s %s VOIES", "Sonde de Foley latex siliconé, charrière %s, %s voies, ballonnet 10 ml", { "12", "14", "16", "18", "20", "22" }, { "2", "3" } },
    { "SONDE D'ASPIRATION CH %s %s", "Sonde d'aspiration trachéale %s Fr, %s", { "6", "8", "10", "12", "14", "16" }, { "stérile" } },
    { "INTRANULE G%s %s AILETTES", "Cathéter veineux périphérique %s G %s ailettes", { "14", "16", "18", "20", "22", "24" }, { "avec", "sans" } },
    { "COMPRESSE DE GAZE %s CM %s", "Compresse de gaze hydrophile %s cm, %s", { "5x5", "10x10", "20x20", "40x40" }, { "stérile", "non stérile" } },
    { "GANT CHIR STER T %s %s", "Gants chirurgicaux stériles latex, taille %s, %s", { "6", "6.5", "7", "7.5", "8", "8.5" }, { "poudré", "non poudré" } },
    { "GANTS EXAMEN %s TAILLE %s", "Gant d'examen %s, taille %s, non stérile", { "latex", "nitrile", "vinyle" }, { "S", "M", "L", "XL" } },
    { "FIL RESORB TRESSE %s AR %sMM", "Suture résorbable tressée %s, aiguille ronde %s mm", { "4/0", "3/0", "2/0", "0", "1" }, { "20", "26", "30" } },
    { "SPARADRAP %s CM X %s M", "Sparadrap rouleau %s cm x %s m", { "2.5", "5", "10" }, { "5", "10" } },
    { "BANDE PLATREE %sCM X %sM", "Bande plâtrée %s cm x %s m", { "10", "15", "20" }, { "2", "3" } },
    { "POCHE A URINE %s ML %s VIDANGE", "Poche à urine %s ml, %s vidange", { "500", "1500", "2000" }, { "avec", "sans" } },
    { "SONDE ENDOTRACHEALE N %s %s BALLONNET", "Sonde d'intubation endotrachéale n°%s, %s ballonnet", { "6", "6.5", "7", "7.5", "8" }, { "avec", "sans" } },
    { "DRAIN DE REDON CH%s%s", "Drain de Redon %s Ch%s", { "8", "10", "12", "14", "16" }, { "" } },
    { "LAME BISTOURI N %s%s", "Lame de bistouri stérile n° %s%s", { "10", "11", "15", "20", "22", "23" }, { "" } },
    { "CASAQUE CHIR T %s %s", "Casaque chirurgicale taille %s, %s", { "L", "XL", "XXL" }, { "stérile", "stérile renforcée" } },
};
enum { NKINDS = sizeof kinds / sizeof *kinds };
static const char *const brands[] = { "Demoflex", "Atlasoft", "Nova", "Médina", "Rif", "Sebou", "" };

static uint64_t state = 88172645463325252u;
static uint64_t next_random(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

static size_t count(const char *const *list, size_t most)
{
    size_t n = 0;
    while (n < most && list[n] != NULL)
        n++;
    return n;
}

static int truth_of(char *out, size_t size, bool product)
{
    size_t k = next_random() % NKINDS;
    const struct kind *f = &kinds[k];
    size_t a = next_random() % count(f->a, 12), b = next_random() % count(f->b, 8);
    int n = snprintf(out, size, product ? f->product : f->article, f->a[a], f->b[b]);
    if (product)
        snprintf(out + n, size - (size_t)n, " %s", brands[next_random() % 7]);
    return (int)(k * 1000 + a * 10 + b);
}

static double now(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct work {
    const struct mh_lexicon *lx;
    const struct mh_index *ix;
    char (*article)[160];
    const int *truth, *product_truth;
    size_t from, to, hits, found;
    uint64_t sum;
};

static void *match_part(void *arg)
{
    struct work *w = arg;
    struct mh_candidates c = { 0 };
    for (size_t i = w->from; i < w->to; i++) {
        struct mh_spec_text text = { .label = w->article[i] };
        struct mh_reading r;
        mh_spec_read(w->lx, &text, &r);
        mh_match_find(w->ix, &r, 5, &c);
        if (c.n != 0) {
            w->found++;
            w->hits += w->product_truth[c.at[0].product_id - 1] == w->truth[i];
            w->sum = w->sum * 31 + (uint64_t)c.at[0].product_id + (uint64_t)c.at[0].score;
        }
        mh_reading_free(&r);
    }
    mh_candidates_free(&c);
    return NULL;
}

static void run_threads(struct work *w, size_t n, size_t articles, void *(*part)(void *))
{
    pthread_t id[16];
    for (size_t i = 0; i < n; i++) {
        w[i].from = articles * i / n;
        w[i].to = articles * (i + 1) / n;
    }
    for (size_t i = 1; i < n; i++)
        pthread_create(&id[i], NULL, part, &w[i]);
    part(&w[0]);
    for (size_t i = 1; i < n; i++)
        pthread_join(id[i], NULL);
}

/* What the machine gives two threads that share nothing: the yardstick of the speed-up. */
static void *bare_part(void *arg)
{
    struct work *w = arg;
    uint64_t h = 1;
    for (size_t i = w->from; i < w->to; i++)
        for (int k = 0; k < 20000; k++)
            h = h * 6364136223846793005u + i;
    w->sum = h;
    return NULL;
}

/* OR of the words over FTS5 bm25, best first: what a search box gives. Returns seconds per query; *hits over n queries. */
static double fts5(char (*product)[160], const int *product_truth, size_t np, char (*article)[160], const int *truth, size_t n, size_t *hits)
{
    sqlite3 *db;
    sqlite3_stmt *st;
    *hits = 0;
    sqlite3_open(":memory:", &db);
    sqlite3_exec(db, "CREATE VIRTUAL TABLE p USING fts5(t, tokenize='unicode61 remove_diacritics 2')", 0, 0, 0);
    sqlite3_exec(db, "BEGIN", 0, 0, 0);
    sqlite3_prepare_v2(db, "INSERT INTO p(rowid, t) VALUES(?, ?)", -1, &st, NULL);
    for (size_t i = 0; i < np; i++) {
        sqlite3_bind_int64(st, 1, (sqlite3_int64)i + 1);
        sqlite3_bind_text(st, 2, product[i], -1, SQLITE_STATIC);
        sqlite3_step(st);
        sqlite3_reset(st);
    }
    sqlite3_finalize(st);
    sqlite3_exec(db, "COMMIT", 0, 0, 0);
    sqlite3_prepare_v2(db, "SELECT rowid FROM p WHERE p MATCH ? ORDER BY bm25(p) LIMIT 1", -1, &st, NULL);
    double start = now(CLOCK_PROCESS_CPUTIME_ID);
    for (size_t i = 0; i < n; i++) {
        char q[400] = "";
        size_t at = 0;
        for (const char *p = article[i]; *p != '\0' && at < 350;) {
            size_t len = strcspn(p, " '/.,");
            if (len > 0)
                at += (size_t)snprintf(q + at, sizeof q - at, "%s\"%.*s\"", at ? " OR " : "", (int)len, p);
            p += len + (p[len] != '\0');
        }
        sqlite3_bind_text(st, 1, q, -1, SQLITE_STATIC);
        if (sqlite3_step(st) == SQLITE_ROW)
            *hits += product_truth[sqlite3_column_int64(st, 0) - 1] == truth[i];
        sqlite3_reset(st);
    }
    double took = (now(CLOCK_PROCESS_CPUTIME_ID) - start) / (double)n;
    sqlite3_finalize(st);
    sqlite3_close(db);
    return took;
}

static void dump(const char *prefix, const char *what, char (*text)[160], const int *truth, size_t n)
{
    char path[512];
    snprintf(path, sizeof path, "%s-%s.tsv", prefix, what);
    FILE *f = fopen(path, "w");
    for (size_t i = 0; f != NULL && i < n; i++)
        fprintf(f, "%d\t%s\n", truth[i], text[i]);
    if (f != NULL)
        fclose(f);
}

int main(int argc, char **argv)
{
    size_t np = argc > 1 ? (size_t)atol(argv[1]) : 50000, na = argc > 2 ? (size_t)atol(argv[2]) : 20000;
    size_t threads = argc > 3 ? (size_t)atol(argv[3]) : 1;
    void *f, *a, *s;
    struct mh_lexicon_input in = { 0 };
    in.nfamilies = mh_reference_rows(&mh_table_families, "families", &f);
    in.nattributes = mh_reference_rows(&mh_table_attributes, "attributes", &a);
    in.nsynonyms = mh_reference_rows(&mh_table_synonyms, "synonyms", &s);
    in.families = f;
    in.attributes = a;
    in.synonyms = s;
    struct mh_lexicon *lx = mh_lexicon_new(&in, NULL);
    char(*product)[160] = mh_xcalloc(np, 160), (*article)[160] = mh_xcalloc(na, 160);
    int *pt = mh_xcalloc(np, sizeof *pt), *at = mh_xcalloc(na, sizeof *at);
    for (size_t i = 0; i < np; i++)
        pt[i] = truth_of(product[i], 160, true);
    for (size_t i = 0; i < na; i++)
        at[i] = truth_of(article[i], 160, false);
    struct mh_maker maker;
    mh_row_init(&mh_table_makers, &maker);
    maker.id = 1;
    maker.code = maker.name = (char *)(uintptr_t) "D";
    maker.role = (char *)(uintptr_t) "fabricant";
    maker.status = (char *)(uintptr_t) "en production";
    struct mh_product *rows = mh_xcalloc(np, sizeof *rows);
    struct mh_index_product *list = mh_xcalloc(np, sizeof *list);
    for (size_t i = 0; i < np; i++) {
        mh_row_init(&mh_table_products, &rows[i]);
        rows[i].id = (int64_t)i + 1;
        rows[i].maker_id = 1;
        rows[i].label = product[i];
        rows[i].reference = (char *)(uintptr_t) "R";
        rows[i].status = (char *)(uintptr_t) "produit";
        list[i] = (struct mh_index_product){ .id = rows[i].id, .row = &rows[i], .maker = &maker };
    }
    double t0 = now(CLOCK_PROCESS_CPUTIME_ID);
    struct mh_index *ix = mh_index_new(lx, list, np, &maker, 1);
    double built = now(CLOCK_PROCESS_CPUTIME_ID) - t0;
    struct work w[16];
    for (size_t i = 0; i < 16; i++)
        w[i] = (struct work){ .lx = lx, .ix = ix, .article = article, .truth = at, .product_truth = pt };
    t0 = now(CLOCK_MONOTONIC);
    double c0 = now(CLOCK_PROCESS_CPUTIME_ID);
    run_threads(w, 1, na, match_part);
    double one = now(CLOCK_MONOTONIC) - t0, cpu = now(CLOCK_PROCESS_CPUTIME_ID) - c0;
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    printf("moteur : %zu produits, %zu articles : index %.2f s, %.0f articles/s (un cœur), premier juste %.3f, %.0f Mo\n", np, na, built,
           (double)na / cpu, (double)w[0].hits / (double)na, (double)u.ru_maxrss / 1024.0);
    if (threads > 1) {
        double b0 = now(CLOCK_MONOTONIC);
        run_threads(w, 1, na, bare_part);
        double bare1 = now(CLOCK_MONOTONIC) - b0;
        b0 = now(CLOCK_MONOTONIC);
        run_threads(w, threads, na, bare_part);
        double bare = bare1 / (now(CLOCK_MONOTONIC) - b0);
        t0 = now(CLOCK_MONOTONIC);
        run_threads(w, threads, na, match_part);
        double ours = one / (now(CLOCK_MONOTONIC) - t0);
        printf("  %zu fils : accélération %.2f, boucle nue %.2f, rapport %.2f (borne 0,85)\n", threads, ours, bare, ours / bare);
    }
    const char *prefix = getenv("DUMP");
    if (prefix != NULL) {
        size_t hits, n = na < 300 ? na : 300;
        double per = fts5(product, pt, np, article, at, n, &hits);
        printf("  FTS5 : %.0f requêtes/s, premier juste %.3f ; le moteur va %.0f fois plus vite (borne 1000)\n", 1 / per,
               (double)hits / (double)n, (double)na / cpu * per);
        dump(prefix, "products", product, pt, np);
        dump(prefix, "articles", article, at, na < 5000 ? na : 5000);
    }
    mh_index_free(ix);
    mh_lexicon_free(lx);
    mh_reference_free(&mh_table_families, f, in.nfamilies);
    mh_reference_free(&mh_table_attributes, a, in.nattributes);
    mh_reference_free(&mh_table_synonyms, s, in.nsynonyms);
    free(list);
    free(rows);
    free(product);
    free(article);
    free(pt);
    free(at);
    return 0;
}
