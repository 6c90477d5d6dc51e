#include "ops/matching/memory.h"
#include "ops/matching/sheets.h"

#include <mahalli/date.h>
#include <mahalli/hash.h>
#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

struct entry { /* an opinion under the key of what its article reads as */
    uint64_t key;
    const char *text;   /* the reading, to be sure */
    int64_t member_id, article_id;
    size_t opinion;     /* position in opinions */
    const char *reopened;
};

struct mh__memory {
    const struct mh_session *s;
    const struct mh__rows *opinions;
    const char *today;
    struct entry *entry;  /* by key, then position */
    struct entry **own;   /* the same, by article */
    const char **reopened; /* by position of the opinion */
    size_t n, cap;
    struct mh_arena arena;
};

/* --- what was seen --- */

static uint64_t add_text(uint64_t h, const char *text)
{
    return text == NULL ? mh_hash64("", 0, h + 1) : mh_hash64(text, strlen(text) + 1, h);
}

enum { HEX = 16 };

static void write_hex(uint64_t h, char *out)
{
    static const char digit[] = "0123456789abcdef";
    for (int i = HEX - 1; i >= 0; i--, h >>= 4)
        out[i] = digit[h & 15];
    out[HEX] = '\0';
}

/*
 * A fiche that a group adopts, changes or withdraws changes what its articles ask. An opinion was given on what they asked then, so it
 * is reopened, with the reason, where what this article inherits is another than its author saw: conform to less is not conform to more,
 * and refused for more is not refused for less. By the requirements inherited, not by the version: a new version that says the same of
 * this article reopens nothing, nor does one of what the article says itself, and withdrawing a fiche lets the opinions of before stand
 * again. Articles of another group that inherit nothing read otherwise from then on, so the opinion no longer passes between the two: the
 * key of a reading holds what is inherited.
 */
static bool inherited_text(const struct mh_session *s, const struct mh_article *a, struct mh_str *out)
{
    struct mh_reading r;
    if (mh__sheets_none(s->sheets))
        return false;
    mh__read_article(s, a, &r);
    for (size_t i = 0; i < r.nreq; i++)
        if (r.req[i].sheet != 0) {
            mh_str_addf(out, "%s%s", mh_lexicon_attribute(s->lexicon, r.family, r.req[i].attribute)->code, r.req[i].wish ? "?" : "=");
            mh_value_spec_text(s->lexicon, NULL, r.family, r.req[i].attribute, &r.req[i].value, out);
            mh_str_addc(out, ';');
        }
    mh_reading_free(&r);
    return out->len != 0;
}

void mh__seen_article(const struct mh_session *s, const struct mh_article *a, char out[MH__SEEN_SIZE])
{
    struct mh_str inherited = MH_STR_INIT;
    uint64_t h = add_text(add_text(7, a->label), a->specs);
    write_hex(add_text(add_text(h, a->family), a->emdn), out);
    if (inherited_text(s, a, &inherited)) {
        out[HEX] = '+';
        write_hex(add_text(13, mh_str_text(&inherited)), out + HEX + 1);
    }
    mh_str_free(&inherited);
}

void mh__seen_product(const struct mh_product *p, const struct mh__rows *certificates, char out[MH__SEEN_SIZE])
{
    uint64_t h = add_text(add_text(add_text(11, p->reference), p->label), p->specs);
    h = add_text(add_text(add_text(h, p->family), p->emdn), p->status);
    for (size_t i = 0; i < certificates->n; i++) {
        const struct mh_certificate *c = mh__rows_at(certificates, i);
        if (c->product_id != p->id)
            continue;
        h = add_text(add_text(h, c->type), c->number);
        h = add_text(add_text(h, c->from), c->to);
    }
    write_hex(h, out);
}

/* --- readings as keys --- */

bool mh__reading_key(const struct mh_session *s, const struct mh_reading *r, struct mh_str *out)
{
    mh_str_clear(out);
    if (r->family < 0 || r->problem != MH_READ_OK)
        return false; /* what was not understood is like nothing else */
    mh_str_addf(out, "%s|", mh_lexicon_family_row(s->lexicon, r->family)->code);
    mh_reading_text(s->lexicon, r, out);
    mh_str_addf(out, "|%s", r->rest ? r->rest : "");
    return true;
}

void mh__finding_key(const struct mh_finding *f, struct mh_str *out)
{
    mh_str_clear(out);
    mh_str_addf(out, "%s|%s|%s", f->family ? f->family : "", f->specs ? f->specs : "", f->rest ? f->rest : "");
}

static const char *why_reopened(const struct mh_session *s, const struct mh__rows *certificates, const struct mh_opinion *o,
                                const struct mh_article *a)
{
    char seen[MH__SEEN_SIZE];
    if (o->article_seen != NULL) {
        mh__seen_article(s, a, seen);
        if (!mh_streq(seen, o->article_seen))
            return strncmp(seen, o->article_seen, HEX) == 0 ? MH_TR("la fiche technique type a changé depuis l'avis")
                                                            : MH_TR("l'article a changé depuis l'avis");
    }
    const struct mh_product *p = o->product_id == MH_UNKNOWN ? NULL : mh__session_product(s, o->product_id);
    if (p != NULL && o->product_seen != NULL) {
        mh__seen_product(p, certificates, seen);
        if (!mh_streq(seen, o->product_seen))
            return MH_TR("le produit ou son certificat a changé depuis l'avis");
    }
    return NULL;
}

static int by_key(const void *x, const void *y)
{
    const struct entry *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->opinion > b->opinion) - (a->opinion < b->opinion);
}

static int by_article(const void *x, const void *y)
{
    const struct entry *const *p = x, *const *q = y;
    const struct entry *a = *p, *b = *q;
    if (a->article_id != b->article_id)
        return a->article_id < b->article_id ? -1 : 1;
    return (a->opinion > b->opinion) - (a->opinion < b->opinion);
}

static void add_entry(struct mh__memory *m, const struct mh__rows *articles, const struct mh__rows *certificates, size_t opinion)
{
    const struct mh_opinion *o = mh__rows_at(m->opinions, opinion);
    const struct mh_article *a = mh__rows_find(articles, o->article_id);
    struct mh_reading r;
    struct mh_str text = MH_STR_INIT;
    if (a == NULL)
        return;
    mh__read_article(m->s, a, &r);
    bool read = mh__reading_key(m->s, &r, &text);
    mh_reading_free(&r);
    if (m->n == m->cap) {
        m->cap = m->cap ? m->cap * 2 : m->opinions->n + 1;
        m->entry = mh_xreallocarray(m->entry, m->cap, sizeof *m->entry);
    }
    struct entry *e = &m->entry[m->n++];
    *e = (struct entry){ .member_id = a->member_id, .article_id = a->id, .opinion = opinion };
    e->reopened = why_reopened(m->s, certificates, o, a);
    e->text = read ? mh_arena_strdup(&m->arena, mh_str_text(&text)) : "";
    e->key = read ? mh_hash64(e->text, strlen(e->text), 5) : 0;
    mh_str_free(&text);
}

static void put_in_order(struct mh__memory *m)
{
    if (m->n > 1)
        qsort(m->entry, m->n, sizeof *m->entry, by_key);
    m->own = mh_xreallocarray(m->own, m->n + 1, sizeof *m->own);
    m->reopened = mh_xreallocarray(m->reopened, m->opinions->n + 1, sizeof *m->reopened);
    memset(m->reopened, 0, (m->opinions->n + 1) * sizeof *m->reopened);
    for (size_t i = 0; i < m->n; i++) {
        m->own[i] = &m->entry[i];
        m->reopened[m->entry[i].opinion] = m->entry[i].reopened;
    }
    if (m->n > 1)
        qsort(m->own, m->n, sizeof *m->own, by_article);
}

struct mh__memory *mh__memory_new(const struct mh_session *s, const struct mh__rows *articles, const struct mh__rows *opinions,
                                  const struct mh__rows *certificates, const char *today)
{
    struct mh__memory *m = mh_xcalloc(1, sizeof *m);
    m->s = s;
    m->opinions = opinions;
    m->today = today;
    for (size_t i = 0; i < opinions->n; i++)
        add_entry(m, articles, certificates, i);
    put_in_order(m);
    return m;
}

static void drop_entry(struct mh__memory *m, size_t opinion)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->n; i++)
        if (m->entry[i].opinion != opinion)
            m->entry[kept++] = m->entry[i];
    m->n = kept;
}

void mh__memory_learn(struct mh__memory *m, const struct mh__rows *articles, const struct mh__rows *certificates, size_t opinion,
                      bool fresh)
{
    if (!fresh)
        drop_entry(m, opinion);
    for (size_t i = 0; i < m->n && fresh; i++)
        m->entry[i].opinion += m->entry[i].opinion >= opinion;
    add_entry(m, articles, certificates, opinion);
    put_in_order(m);
}

void mh__memory_forget(struct mh__memory *m, size_t opinion)
{
    drop_entry(m, opinion);
    for (size_t i = 0; i < m->n; i++)
        m->entry[i].opinion -= m->entry[i].opinion > opinion;
    put_in_order(m);
}

void mh__memory_free(struct mh__memory *m)
{
    if (m == NULL)
        return;
    free(m->own);
    free(m->reopened);
    free(m->entry);
    mh_arena_free(&m->arena);
    free(m);
}

/* --- recalling --- */

static enum mh__said said_by(const struct mh_opinion *o, const char *today)
{
    if (o->valid_until != NULL && strcmp(o->valid_until, today) < 0)
        return MH__SAID_NOTHING;
    if (mh_streq(o->opinion, "conforme") || mh_streq(o->opinion, "sous réserve"))
        return MH__SAID_YES;
    if (mh_streq(o->opinion, "non conforme") || mh_streq(o->opinion, "suspendu"))
        return MH__SAID_NO;
    return MH__SAID_NOTHING;
}

static void add(const struct mh__memory *m, const struct entry *e, const struct mh_article *a, struct mh__recall *out)
{
    const struct mh_opinion *o = mh__rows_at(m->opinions, e->opinion);
    if (out->n == out->cap) {
        out->cap = out->cap ? out->cap * 2 : 8;
        out->at = mh_xreallocarray(out->at, out->cap, sizeof *out->at);
    }
    bool shared = o->scope != NULL && mh_streq(o->scope, "association");
    struct mh__recalled *r = &out->at[out->n++];
    *r = (struct mh__recalled){ .opinion = o, .own_article = o->article_id == a->id, .reopened = e->reopened,
                                .foreign = e->member_id != a->member_id };
    r->mention = r->foreign && !shared;
    r->said = r->reopened != NULL || r->mention ? MH__SAID_NOTHING : said_by(o, m->today);
}

static int by_date(const void *x, const void *y)
{
    const struct mh__recalled *a = x, *b = y;
    const char *p = a->opinion->date ? a->opinion->date : "", *q = b->opinion->date ? b->opinion->date : "";
    int d = strcmp(p, q);
    return d ? d : (a->opinion->id > b->opinion->id) - (a->opinion->id < b->opinion->id);
}

const char *mh__memory_reopened(const struct mh__memory *m, size_t opinion)
{
    return m->reopened[opinion];
}

/* First entry whose key is not below `key`. */
static size_t first_key(const struct mh__memory *m, uint64_t key)
{
    size_t lo = 0, hi = m->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (m->entry[mid].key < key)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static size_t first_own(const struct mh__memory *m, int64_t article)
{
    size_t lo = 0, hi = m->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (m->own[mid]->article_id < article)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

void mh__memory_recall(const struct mh__memory *m, const struct mh_article *a, const struct mh_reading *r, struct mh__recall *out)
{
    out->n = 0;
    if (m->n == 0)
        return;
    struct mh_str text = MH_STR_INIT;
    for (size_t i = first_own(m, a->id); i < m->n && m->own[i]->article_id == a->id; i++)
        add(m, m->own[i], a, out);
    if (mh__reading_key(m->s, r, &text)) {
        uint64_t key = mh_hash64(mh_str_text(&text), text.len, 5);
        for (size_t i = first_key(m, key); i < m->n && m->entry[i].key == key; i++)
            if (m->entry[i].article_id != a->id && strcmp(m->entry[i].text, mh_str_text(&text)) == 0)
                add(m, &m->entry[i], a, out);
    }
    if (out->n > 1)
        qsort(out->at, out->n, sizeof *out->at, by_date);
    mh_str_free(&text);
}

void mh__recall_free(struct mh__recall *r)
{
    free(r->at);
    *r = (struct mh__recall){ 0 };
}

enum mh__said mh__recall_on(const struct mh__recall *r, int64_t product)
{
    enum mh__said own = MH__SAID_NOTHING, other = MH__SAID_NOTHING;
    for (size_t i = 0; i < r->n; i++)
        if (r->at[i].opinion->product_id == product && r->at[i].said != MH__SAID_NOTHING)
            *(r->at[i].own_article ? &own : &other) = r->at[i].said;
    return own != MH__SAID_NOTHING ? own : other;
}

int64_t mh__recall_validated(const struct mh__recall *r)
{
    for (size_t i = 0; i < r->n; i++) {
        int64_t product = r->at[i].opinion->product_id;
        if (product != MH_UNKNOWN && mh__recall_on(r, product) == MH__SAID_YES)
            return product;
    }
    return 0;
}

static const char *mention(const struct mh_opinion *o)
{
    if (mh_streq(o->opinion, "conforme") || mh_streq(o->opinion, "sous réserve"))
        return MH_TR("avis favorable d'un autre groupe");
    if (mh_streq(o->opinion, "non conforme") || mh_streq(o->opinion, "suspendu"))
        return MH_TR("avis défavorable d'un autre groupe");
    return MH_TR("essai demandé par un autre groupe");
}

static void own_text(const struct mh__recalled *x, const char *lang, struct mh_str *out)
{
    const struct mh_opinion *o = x->opinion;
    const char *comma = mh_tr(lang, ", ");
    mh_str_add(out, mh_tr(lang, o->opinion));
    if (x->foreign)
        mh_str_addf(out, "%s%s", comma, mh_tr(lang, "association"));
    else if (o->author != NULL)
        mh_str_addf(out, "%s%s", comma, o->author);
    if (o->date != NULL) {
        mh_str_add(out, comma);
        mh_date_fr(out, o->date);
    }
    if (!x->own_article)
        mh_str_addf(out, "%s%s", comma, mh_tr(lang, "sur un article lu de même"));
    if (x->reopened != NULL) {
        mh_str_add(out, comma);
        mh_str_addf(out, mh_tr(lang, "à revoir : %s"), mh_tr(lang, x->reopened));
    } else if (x->said == MH__SAID_NOTHING && !mh_streq(o->opinion, "à essayer")) {
        mh_str_addf(out, "%s%s", comma, mh_tr(lang, "échu"));
    }
}

void mh__recall_text(const struct mh__recall *r, const char *lang, int64_t product, struct mh_str *out)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct mh__recalled *x = &r->at[i];
        if (x->opinion->product_id != product)
            continue;
        mh_str_add(out, out->len ? " · " : "");
        if (x->mention)
            mh_str_add(out, mh_tr(lang, mention(x->opinion)));
        else
            own_text(x, lang, out);
    }
}

uint64_t mh__recall_stamp(const struct mh__recall *r, uint64_t seed)
{
    uint64_t h = seed;
    for (size_t i = 0; i < r->n; i++) {
        const struct mh__recalled *x = &r->at[i];
        int64_t fact[5] = { x->opinion->product_id, x->said, x->own_article, x->mention, x->reopened != NULL };
        h = mh_hash64(fact, sizeof fact, h);
    }
    return h;
}
