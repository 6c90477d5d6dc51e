/* Consolidation of 100,000 articles, readings made: CPU seconds, and their ratio to reading the same articles. Nothing is judged here. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <mahalli/pool.h>
#include <mahalli/reference.h>
#include <mahalli/standard.h>
#include <mahalli/xalloc.h>

enum { ARTICLES = 100000, DRAWN = 20000, TEXT = 200 };

static uint64_t seed = 20261122;
static size_t pick(size_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (size_t)(seed >> 11) % n;
}

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static void some_text(char *text)
{
    static const char *const tip[] = { "", "luer", "luer lock" }, *const needle[] = { "", "avec aiguille", "sans aiguille" };
    static const char *const yes[] = { "", "sterile", "non sterile" }, *const glove[] = { "", "latex", "nitrile", "vinyle" };
    static const char *const stuff[] = { "", "gaze", "non tisse" }, *const size[] = { "S", "M", "L", "XL" };
    switch (pick(5)) {
    case 0: snprintf(text, TEXT, "seringue %zu ml %s %zu pieces %s", 1 + pick(60), tip[pick(3)], 2 + pick(2), needle[pick(3)]); break;
    case 1: snprintf(text, TEXT, "compresse %zux%zu cm %s %s %zu plis sans fil radio-opaque", 5 + pick(20), 5 + pick(20), stuff[pick(3)], yes[pick(3)], 8 + 4 * pick(2)); break;
    case 2: snprintf(text, TEXT, "gant d'examen %s taille %s %s", glove[pick(4)], size[pick(4)], yes[pick(3)]); break;
    case 3: snprintf(text, TEXT, "sonde vesicale CH %zu %zu voies %s", 6 + 2 * pick(10), 2 + pick(2), pick(2) ? "silicone" : "latex"); break;
    default: snprintf(text, TEXT, "aiguille hypodermique %zuG %zu mm", 14 + pick(16), 10 + pick(60)); break;
    }
}

int main(void)
{
    struct mh_lexicon_input in = { 0 };
    void *f, *a, *s;
    in.nfamilies = mh_reference_rows(&mh_table_families, "families", &f);
    in.nattributes = mh_reference_rows(&mh_table_attributes, "attributes", &a);
    in.nsynonyms = mh_reference_rows(&mh_table_synonyms, "synonyms", &s);
    in.families = f;
    in.attributes = a;
    in.synonyms = s;
    struct mh_lexicon *lx = mh_lexicon_new(&in, NULL);
    struct mh_reading *reading = mh_xcalloc(DRAWN, sizeof *reading);
    double from = seconds();
    for (size_t i = 0; i < DRAWN; i++) {
        char text[TEXT];
        some_text(text);
        mh_spec_read(lx, &(struct mh_spec_text){ .label = text }, &reading[i]);
    }
    double read = (seconds() - from) * ARTICLES / DRAWN;
    struct mh_pool_article *at = mh_xcalloc(ARTICLES, sizeof *at);
    char(*key)[24] = mh_xcalloc(ARTICLES, sizeof *key);
    for (size_t i = 0; i < ARTICLES; i++) {
        snprintf(key[i], sizeof key[i], "M%zu/%06zu", pick(40), pick(1000000) * 7 % 1000000);
        snprintf(key[i] + 12, 12, "%zu", i);
        for (char *c = key[i]; c < key[i] + 12; c++)
            *c = *c ? *c : '_';
        at[i] = (struct mh_pool_article){ .id = (int64_t)i + 1, .member_id = (int64_t)pick(40) + 1, .key = key[i], .reading = &reading[pick(DRAWN)],
                                          .volume = (int64_t)pick(10000), .quarter = { MH_UNKNOWN, MH_UNKNOWN, MH_UNKNOWN, MH_UNKNOWN } };
    }
    struct mh_pools p;
    struct mh_standards st;
    from = seconds();
    mh_pool_build(lx, at, ARTICLES, &p);
    double build = seconds() - from;
    from = seconds();
    mh_pool_propose(lx, at, &p);
    double propose = seconds() - from;
    from = seconds();
    mh_standard_propose(lx, at, &p, &st);
    double standard = seconds() - from;
    printf("consolidation: %d articles, %zu besoins, %zu questions, %zu standards\n", ARTICLES, p.n, p.nproposals, st.n);
    printf("  réunir %.2f s (attendu < 2), soit %.2f fois leur lecture ; questions %.2f s ; variantes %.2f s\n", build, build / read, propose, standard);
    mh_standards_free(&st);
    mh_pools_free(&p);
    for (size_t i = 0; i < DRAWN; i++)
        mh_reading_free(&reading[i]);
    free(reading);
    free(at);
    free(key);
    mh_lexicon_free(lx);
    mh_reference_free(&mh_table_families, f, in.nfamilies);
    mh_reference_free(&mh_table_attributes, a, in.nattributes);
    mh_reference_free(&mh_table_synonyms, s, in.nsynonyms);
    return 0;
}
