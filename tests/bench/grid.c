/* The list of needs as a screen asks for it: opening, scrolling, jumping, sorting, filtering, editing a cell, type-ahead, reading while
 * typed. Prints a line each: how often, median and 99th percentile in ms; then the memory of the process.
 *   grid PLAN   (the plan is written to: one need is edited and each edit undone) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <mahalli/ops.h>

enum { ROWS = 40, MOST = 4000 };

static struct mh_err err;
static double times[MOST];
static size_t ntimes;
static const char *kind = "besoins";
static uint64_t seed = UINT64_C(2463534242);

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void must(enum mh_rc rc, const char *what)
{
    if (rc == MH_OK)
        return;
    fprintf(stderr, "%s : %s\n", what, err.msg);
    exit(1);
}

static size_t below(size_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (size_t)(seed >> 33) % n;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void took(double from)
{
    if (ntimes < MOST)
        times[ntimes++] = now_ms() - from;
}

static void tell(const char *what)
{
    qsort(times, ntimes, sizeof *times, by_size);
    printf("  %-34s %5zu fois : médiane %7.2f ms, 99e centile %7.2f ms\n", what, ntimes, times[ntimes / 2], times[ntimes * 99 / 100]);
    ntimes = 0;
}

/* --- rows --- */

struct page {
    int64_t id[ROWS];
    size_t n;
};

static enum mh_rc take(void *ctx, const struct mh_window_row *row, struct mh_err *e)
{
    struct page *p = ctx;
    (void)e;
    if (p->n < ROWS)
        p->id[p->n++] = row->id;
    return MH_OK;
}

static struct mh_window *open_window(struct mh_session *s, struct mh_window_query q)
{
    struct mh_window *w = NULL;
    q.kind = kind;
    must(mh_ops_window_open(s, &q, &w, &err), "ouverture");
    return w;
}

static void get(struct mh_window *w, enum mh_window_from from, int64_t anchor, struct page *p)
{
    double t = now_ms();
    p->n = 0;
    must(mh_window_fetch(w, from, anchor, ROWS, take, p, &err), "lecture");
    took(t);
}

static void scroll(struct mh_session *s, struct mh_window_query q, const char *what)
{
    struct page p = { .n = 0 };
    struct mh_window *w = open_window(s, q);
    get(w, MH_WINDOW_FIRST, 0, &p);
    for (int i = 0; i < 100 && p.n; i++)
        get(w, MH_WINDOW_AFTER, p.id[p.n - 1], &p);
    if (p.n)
        for (int i = 0; i < 50; i++)
            get(w, MH_WINDOW_BEFORE, p.id[0], &p);
    get(w, MH_WINDOW_LAST, 0, &p);
    for (int i = 0; i < 100 && p.n; i++)
        get(w, MH_WINDOW_BEFORE, p.id[0], &p);
    mh_window_close(w);
    tell(what);
}

static void jump(struct mh_session *s, struct mh_window_query q, const int64_t *ids, size_t n, const char *what)
{
    struct page p;
    struct mh_window *w = open_window(s, q);
    for (int i = 0; i < 200; i++)
        get(w, MH_WINDOW_FROM, ids[below(n)], &p);
    mh_window_close(w);
    tell(what);
}

static void filter(struct mh_session *s, const char *column, enum mh_filter_op op, const char *const *texts, const char *search,
                   const char *what)
{
    for (int i = 0; i < 20; i++)
        for (size_t k = 0; texts[k]; k++) {
            struct page p = { .n = 0 };
            struct mh_window_filter f = { column, op, texts[k] };
            struct mh_window_query q = { .filter = &f, .nfilters = column != NULL };
            if (search)
                q.search = texts[k];
            double t = now_ms();
            struct mh_window *w = open_window(s, q);
            must(mh_window_fetch(w, MH_WINDOW_FIRST, 0, ROWS, take, &p, &err), "filtre");
            took(t);
            mh_window_close(w);
        }
    tell(what);
}

/* --- cells --- */

static void edit(struct mh_session *s, const int64_t *ids, size_t n)
{
    char text[32];
    for (int i = 0; i < 60; i++) {
        struct mh_edit_result r;
        struct mh_operation done = { 0 };
        snprintf(text, sizeof text, "%zu", 100 + below(900) * 100);
        double t = now_ms();
        must(mh_ops_edit(s, "besoins", ids[below(n)], "observations", NULL, text, &r, &err), "cellule");
        took(t);
        mh_edit_result_free(&r);
        must(mh_ops_undo(s, 0, &done, &err), "annulation");
        mh_operation_free(&done);
    }
    tell("une cellule écrite");
}

static enum mh_rc see(void *ctx, const struct mh_suggestion *one, struct mh_err *e)
{
    size_t *n = ctx;
    (void)e;
    *n += one->text[0] != '\0';
    return MH_OK;
}

static void suggest(struct mh_session *s, const char *column, const char *const *typed, const char *what)
{
    size_t n = 0;
    for (int i = 0; i < 20; i++)
        for (size_t k = 0; typed[k]; k++) {
            double t = now_ms();
            must(mh_ops_suggest(s, "besoins", column, NULL, typed[k], 10, see, &n, &err), "propositions");
            took(t);
        }
    tell(what);
}

static void read_typed(struct mh_session *s)
{
    static const char label[] = "designation=Sonde vésicale Foley 2 voies CH 18 silicone stérile";
    for (int i = 0; i < 20; i++)
        for (size_t n = 14; n < sizeof label; n += 3) {
            char typed[sizeof label];
            struct mh_reading_view v;
            snprintf(typed, n + 1, "%s", label);
            double t = now_ms();
            must(mh_ops_read_text(s, "besoins", (const char *const[]){ typed, "unite=B/10", "quantite=120", NULL }, &v, &err), "lecture");
            took(t);
            mh_reading_view_free(&v);
        }
    tell("lu pendant la frappe");
}

static double memory(void)
{
    double kb = 0;
    char line[256];
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "VmHWM: %lf", &kb) == 1)
            break;
    if (f)
        fclose(f);
    return kb / 1024;
}

static void sample(struct mh_session *s, int64_t *ids, size_t *n)
{
    struct page p = { .n = 0 };
    struct mh_window *w = open_window(s, (struct mh_window_query){ .sort = "quantite" });
    must(mh_window_fetch(w, MH_WINDOW_FIRST, 0, ROWS, take, &p, &err), "lecture");
    for (size_t i = 0; i < p.n; i++)
        ids[(*n)++] = p.id[i];
    mh_window_close(w);
    w = open_window(s, (struct mh_window_query){ .sort = "designation" });
    char typed[2] = "a";
    for (; typed[0] <= 's'; typed[0]++) {
        p.n = 0;
        must(mh_window_seek(w, typed, ROWS, take, &p, &err), "recherche");
        for (size_t i = 0; i < p.n && *n < 600; i++)
            ids[(*n)++] = p.id[i];
    }
    mh_window_close(w);
}

int main(int argc, char **argv)
{
    struct mh_session_options o = { .path = argc > 1 ? argv[1] : "", .user = "banc", .lang = "fr", .now = "2026-11-21T10:00:00" };
    struct mh_session *s = NULL;
    struct page p = { .n = 0 };
    static int64_t ids[640];
    size_t n = 0;
    double t = now_ms();
    must(mh_session_open(&o, true, &s, &err), "plan");
    struct mh_window *w = open_window(s, (struct mh_window_query){ 0 });
    must(mh_window_fetch(w, MH_WINDOW_FIRST, 0, ROWS, take, &p, &err), "première page");
    printf("  plan ouvert et première page : %.1f ms (borne 50)\n", now_ms() - t);
    mh_window_close(w);
    sample(s, ids, &n);
    scroll(s, (struct mh_window_query){ 0 }, "défiler, ordre de la liste");
    static const char *const sorts[] = { "reference", "designation", "etablissement", "quantite", "prix_unitaire_ht" };
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
        char what[64];
        snprintf(what, sizeof what, "défiler, trié par %s", sorts[i]);
        scroll(s, (struct mh_window_query){ .sort = sorts[i], .descending = i % 2 }, what);
    }
    jump(s, (struct mh_window_query){ 0 }, ids, n, "sauter à une ligne");
    jump(s, (struct mh_window_query){ .sort = "quantite" }, ids, n, "sauter, trié par quantite");
    filter(s, "designation", MH_FILTER_PREFIX, (const char *const[]){ "ser", "sonde v", "gant chirurgical t 7", "casaque", "zzz", NULL }, NULL,
           "filtre : désignation commence par");
    filter(s, "reference", MH_FILTER_PREFIX, (const char *const[]){ "R0", "R0499", "R049999", "Z", NULL }, NULL,
           "filtre : référence commence par");
    filter(s, "etablissement", MH_FILTER_IS, (const char *const[]){ "E01", "e20", NULL }, NULL, "filtre : établissement");
    filter(s, NULL, MH_FILTER_IS, (const char *const[]){ "seringue 10", "foley silicone", "zzz", NULL }, "", "recherche de mots");
    scroll(s, (struct mh_window_query){ .sort = "famille_lue" }, "défiler, trié par famille_lue");
    struct mh_window_filter one_site[] = { { "etablissement", MH_FILTER_IS, "E07" } };
    scroll(s, (struct mh_window_query){ .sort = "fournisseur", .filter = one_site, .nfilters = 1 }, "50 000 lignes triées sans index");
    filter(s, "famille_lue", MH_FILTER_IS, (const char *const[]){ "seringue", "zzz", NULL }, NULL, "filtre : famille lue");
    filter(s, "etat", MH_FILTER_IS, (const char *const[]){ "à vérifier", "à préciser", "validé", NULL }, NULL, "filtre : état");
    kind = "concordances";
    static const char *const found[] = { "etat", "famille_lue", "score", "designation" };
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        char what[64];
        snprintf(what, sizeof what, "concordances, par %s", found[i]);
        scroll(s, (struct mh_window_query){ .sort = found[i], .descending = i % 2 }, what);
    }
    filter(s, "etat", MH_FILTER_IS, (const char *const[]){ "à vérifier", "à préciser", "validé", NULL }, NULL, "concordances : état");
    filter(s, "famille_lue", MH_FILTER_IS, (const char *const[]){ "seringue", "zzz", NULL }, NULL, "concordances : famille lue");
    filter(s, "qui", MH_FILTER_IS, (const char *const[]){ "pharmacien", "fabricant", "acheteur", NULL }, NULL, "concordances : qui tranche");
    kind = "besoins";
    int64_t count = 0;
    bool exact = false;
    w = open_window(s, (struct mh_window_query){ 0 });
    for (int i = 0; i < 20; i++) {
        t = now_ms();
        must(mh_window_count(w, 10000, &count, &exact, &err), "compte");
        took(t);
    }
    tell("compter jusqu'à 10 000");
    struct mh_window_totals sum = { 0 };
    double all = now_ms();
    while (!sum.done) {
        t = now_ms();
        must(mh_window_totals(w, 10000, &sum, &err), "totaux");
        took(t);
    }
    printf("  totaux de %lld lignes en %.0f ms\n", (long long)sum.rows, now_ms() - all);
    tell("totaux, tranche de 10 000");
    mh_window_close(w);
    double mb = memory();
    t = now_ms();
    read_typed(s);
    suggest(s, "famille", (const char *const[]){ "s", "sond", "gants", "zzz", NULL }, "proposer une famille");
    suggest(s, "reference", (const char *const[]){ "R", "R0123", "seringue", "zzz", NULL }, "proposer un article");
    suggest(s, "unite", (const char *const[]){ "", "b", "pi", NULL }, "proposer une unité");
    suggest(s, "etablissement", (const char *const[]){ "e", "etab", NULL }, "proposer un établissement");
    edit(s, ids, n);
    printf("  mémoire : %.1f Mo après les listes, %.1f Mo avec lecture et saisie (borne 48)\n", mb, memory());
    mh_session_close(s);
    return 0;
}
