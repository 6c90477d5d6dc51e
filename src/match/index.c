/* The products of a registry read once and gathered in kinds (kinds.c); makers' declared ranges as leads. */
#include "match/index.h"
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>

struct id_number {
    int64_t id;
    uint32_t number;
};

static int id_cmp(const void *a, const void *b)
{
    const struct id_number *x = a, *y = b;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

static int maker_cmp(const void *a, const void *b)
{
    const struct mh__maker *x = a, *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

static int maker_find(const struct mh_index *ix, int64_t id)
{
    size_t lo = 0, hi = ix->nmakers;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (ix->makers[mid].id == id)
            return (int)mid;
        if (ix->makers[mid].id < id)
            lo = mid + 1;
        else
            hi = mid;
    }
    return -1;
}

static void copy_makers(struct mh_index *ix, const struct mh_maker *makers, size_t n)
{
    ix->makers = mh_xcalloc(n + 1, sizeof *ix->makers);
    for (size_t i = 0; i < n; i++)
        ix->makers[i] = (struct mh__maker){ makers[i].id, mh_xstrdup(makers[i].name), mh_xstrdup(makers[i].role), mh_xstrdup(makers[i].status) };
    ix->nmakers = n;
    qsort(ix->makers, n, sizeof *ix->makers, maker_cmp);
}

static void lead_add(struct mh_index *ix, int family, int64_t maker)
{
    struct mh__bucket *b = &ix->buckets[family];
    for (size_t i = 0; i < b->leads.len; i++)
        if (b->leads.at[i] == maker)
            return;
    mh_vec_push(&b->leads, maker);
}

/* One declared range: a family's code, an EMDN code (all families below it), or words. */
static void range_add(struct mh_index *ix, const char *text, int64_t maker)
{
    int f = mh_lexicon_family(ix->lx, text);
    bool below = false;
    size_t n = strlen(text);
    if (n >= 3 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= '0' && text[1] <= '9')
        for (size_t i = 0; i < ix->nbuckets; i++) {
            const char *emdn = mh_lexicon_family_row(ix->lx, (int)i)->emdn;
            if (emdn != NULL && strncmp(emdn, text, n) == 0) {
                lead_add(ix, (int)i, maker);
                below = true;
            }
        }
    if (f < 0 && !below)
        f = mh_lexicon_family_by_words(ix->lx, text);
    if (f >= 0)
        lead_add(ix, f, maker);
}

static bool may_lead(const char *role, const char *status)
{
    return (role == NULL || (strcmp(role, "distributeur") != 0 && strcmp(role, "reconditionneur") != 0)) &&
           (status == NULL || strcmp(status, "arrêté") != 0);
}

static void maker_ranges(struct mh_index *ix, const struct mh_maker *m)
{
    if (m->ranges == NULL || !may_lead(m->role, m->status))
        return;
    char *copy = mh_xstrdup(m->ranges), *save = NULL;
    for (char *p = strtok_r(copy, "|", &save); p != NULL; p = strtok_r(NULL, "|", &save)) {
        while (*p == ' ')
            p++;
        for (size_t n = strlen(p); n > 0 && p[n - 1] == ' '; n--)
            p[n - 1] = '\0';
        if (*p != '\0')
            range_add(ix, p, m->id);
    }
    free(copy);
}

/* Neither a reference nor a specification: the maker says only what kind of thing it makes. */
static bool only_a_range(const struct mh_product *row, const struct mh_reading *r)
{
    if (!mh_blank(row->reference))
        return false;
    for (size_t i = 0; i < r->nreq; i++)
        if (r->req[i].source == MH_SRC_READ || r->req[i].source == MH_SRC_TYPED)
            return false;
    return true;
}

static void file_range(struct mh_index *ix, const struct mh__product *p)
{
    const struct mh__maker *m = p->maker < 0 ? NULL : &ix->makers[p->maker];
    if (p->range && p->reading->family >= 0 && p->reading->problem != MH_READ_OUT_OF_SCOPE && (m == NULL || may_lead(m->role, m->status)))
        lead_add(ix, p->reading->family, p->maker_id);
}

/* A label may say more of the product's state than its column: "prototype", "en projet", "statut inconnu". */
static const char *told_status(const struct mh_reading *r, const char *status)
{
    static const char *const words[][2] = { { "prototype", "projet" }, { " projet", "projet" }, { "en developpement", "projet" },
                                            { "statut inconnu", "inconnu" }, { "a confirmer", "inconnu" } };
    for (size_t i = 0; r->folded != NULL && i < sizeof words / sizeof *words; i++)
        if (strstr(r->folded, words[i][0]) != NULL)
            return words[i][1];
    return status;
}

/* Kept once: there are few of them. */
static const char *keep_status(struct mh_index *ix, const char *status)
{
    if (status == NULL)
        return NULL;
    for (size_t i = 0; i < ix->statuses.len && i < 32; i++)
        if (strcmp(ix->statuses.at[i], status) == 0)
            return ix->statuses.at[i];
    char *copy = mh_xstrdup(status);
    mh_vec_push(&ix->statuses, copy);
    return copy;
}

static void read_product(struct mh_index *ix, struct mh__product *p, const struct mh_index_product *in)
{
    const struct mh_product *row = in->row;
    struct mh_spec_text text = { .label = row->label, .specs = row->specs, .unit = row->unit, .pack = row->pack,
                                 .family = row->family, .emdn = row->emdn, .product = true };
    p->id = in->id;
    p->maker_id = in->maker != NULL ? in->maker->id : row->maker_id;
    p->maker = maker_find(ix, p->maker_id);
    struct mh_reading r;
    mh_spec_read(ix->lx, &text, &r);
    p->status = keep_status(ix, told_status(&r, row->status));
    p->here = mh__made_here(ix, p);
    p->range = only_a_range(row, &r);
    uint32_t hash[MH__MAX_WORDS];
    p->nwords = (int16_t)mh__key_hashes(ix->lx, &r, in->proofs, hash);
    for (int i = 0; i < p->nwords; i++)
        mh_vec_push(&ix->words, hash[i]);
    p->kind = mh__kind_of(ix, &r, p->here);
}

struct mh_index *mh_index_new(const struct mh_lexicon *lx, const struct mh_index_product *products, size_t n,
                              const struct mh_maker *makers, size_t nmakers)
{
    struct mh_index *ix = mh_xcalloc(1, sizeof *ix);
    ix->lx = lx;
    ix->nbuckets = mh_lexicon_nfamilies(lx);
    ix->buckets = mh_xcalloc(ix->nbuckets + 1, sizeof *ix->buckets);
    copy_makers(ix, makers, nmakers);
    ix->products = mh_xcalloc(n + 1, sizeof *ix->products);
    ix->n = n;
    for (size_t i = 0; i < n; i++)
        read_product(ix, &ix->products[i], &products[i]);
    for (size_t i = 0, at = 0; i < n; at += (size_t)ix->products[i++].nwords)
        ix->products[i].word = ix->words.at + at;
    struct id_number *order = mh_xcalloc(n + 1, sizeof *order);
    for (size_t i = 0; i < n; i++)
        order[i] = (struct id_number){ ix->products[i].id, (uint32_t)i };
    qsort(order, n, sizeof *order, id_cmp);
    ix->by_id = mh_xcalloc(n + 1, sizeof *ix->by_id);
    for (size_t i = 0; i < n; i++)
        ix->by_id[i] = order[i].number;
    free(order);
    mh__kinds_finish(ix);
    mh__postings_make(ix);
    for (size_t i = 0; i < n; i++)
        file_range(ix, &ix->products[ix->by_id[i]]);
    for (size_t i = 0; i < nmakers; i++)
        maker_ranges(ix, &makers[i]);
    return ix;
}

void mh_index_free(struct mh_index *ix)
{
    if (ix == NULL)
        return;
    for (size_t i = 0; i < ix->nmakers; i++) {
        free(ix->makers[i].name);
        free(ix->makers[i].role);
        free(ix->makers[i].status);
    }
    for (size_t i = 0; i < ix->statuses.len; i++)
        free(ix->statuses.at[i]);
    mh_vec_free(&ix->statuses);
    mh__kinds_free(ix);
    mh__postings_free(&ix->postings);
    for (size_t i = 0; i < ix->nbuckets; i++)
        mh_vec_free(&ix->buckets[i].leads);
    free(ix->products);
    free(ix->makers);
    free(ix->buckets);
    free(ix->by_id);
    mh_vec_free(&ix->words);
    free(ix);
}

const struct mh__product *mh__index_product(const struct mh_index *ix, int64_t id)
{
    size_t lo = 0, hi = ix->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const struct mh__product *p = &ix->products[ix->by_id[mid]];
        if (p->id == id)
            return p;
        if (p->id < id)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

size_t mh_index_leads(const struct mh_index *ix, int family, int64_t *ids, size_t max)
{
    if (family < 0 || (size_t)family >= ix->nbuckets)
        return 0;
    const struct mh__bucket *b = &ix->buckets[family];
    for (size_t i = 0; i < b->leads.len && i < max; i++)
        ids[i] = b->leads.at[i];
    return b->leads.len;
}

bool mh_index_is_range(const struct mh_index *ix, int64_t product_id)
{
    const struct mh__product *p = mh__index_product(ix, product_id);
    return p != NULL && p->range;
}

const struct mh_reading *mh_index_reading(const struct mh_index *ix, int64_t product_id)
{
    const struct mh__product *p = mh__index_product(ix, product_id);
    return p == NULL ? NULL : p->reading;
}

const struct mh_requirement *mh__offered(const struct mh__product *p, int attribute)
{
    for (size_t i = 0; i < p->reading->nreq; i++)
        if (p->reading->req[i].attribute == attribute)
            return &p->reading->req[i];
    return NULL;
}
