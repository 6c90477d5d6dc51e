/* Any bytes as label, column, unit and pack: reading, writing back, reading again, matching with itself; bounded, no fault. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/match.h>
#include <mahalli/reference.h>
#include <mahalli/xalloc.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct mh_lexicon *lexicon(void)
{
    static struct mh_lexicon *lx;
    static struct mh_lexicon_input in;
    static void *rows[3];
    if (lx != NULL)
        return lx;
    in.nfamilies = mh_reference_rows(&mh_table_families, "families", &rows[0]);
    in.nattributes = mh_reference_rows(&mh_table_attributes, "attributes", &rows[1]);
    in.nsynonyms = mh_reference_rows(&mh_table_synonyms, "synonyms", &rows[2]);
    in.families = rows[0];
    in.attributes = rows[1];
    in.synonyms = rows[2];
    lx = mh_lexicon_new(&in, NULL);
    return lx;
}

static void match_itself(const struct mh_lexicon *lx, const struct mh_spec_text *in, const struct mh_reading *r)
{
    struct mh_maker maker = { .id = 1 };
    struct mh_product row = { .id = 1, .maker_id = 1, .label = (char *)(uintptr_t)in->label, .specs = (char *)(uintptr_t)in->specs,
                              .reference = (char *)(uintptr_t) "R" };
    struct mh_index_product one = { .id = 1, .row = &row, .maker = &maker };
    struct mh_index *ix = mh_index_new(lx, &one, 1, &maker, 1);
    struct mh_candidates c = { 0 };
    struct mh_compared_row rows[64];
    struct mh_str why = MH_STR_INIT;
    mh_match_find(ix, r, 3, &c);
    for (size_t i = 0; i < c.n; i++) {
        mh_match_reason(ix, "fr", r, &c.at[i], &why);
        mh_match_table(ix, "fr", r, &c.at[i], rows, 64);
    }
    mh_str_free(&why);
    mh_candidates_free(&c);
    mh_index_free(ix);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct mh_lexicon *lx = lexicon();
    char *text = mh_xmalloc(size + 1);
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    const char *part[4] = { text, NULL, NULL, NULL };
    int n = 1;
    for (size_t i = 0; i < size && n < 4; i++)
        if (text[i] == '\t') {
            text[i] = '\0';
            part[n++] = text + i + 1;
        }
    struct mh_spec_text in = { .label = part[0], .specs = part[1], .unit = part[2], .pack = part[3], .product = size % 2 == 1 };
    struct mh_reading r, again;
    struct mh_str written = MH_STR_INIT;
    struct mh_pack pack;
    mh_spec_read(lx, &in, &r);
    if (r.family >= 0) {
        mh_reading_text(lx, &r, &written);
        struct mh_spec_text second = { .specs = mh_str_text(&written), .family = mh_lexicon_family_row(lx, r.family)->code };
        mh_spec_read(lx, &second, &again);
        if (again.family != r.family)
            abort();
        mh_reading_free(&again);
        match_itself(lx, &in, &r);
    }
    mh_pack_read(part[2] != NULL ? part[2] : part[0], part[3], part[0], "piece", &pack);
    mh_str_free(&written);
    mh_reading_free(&r);
    free(text);
    return 0;
}
