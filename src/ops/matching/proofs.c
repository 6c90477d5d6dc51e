/*
 * A certificate that is not past names norms in its type, number, scope or document. Of a product it proves them for that product; of a
 * maker it proves what is of the maker (quality, sterilisation), and, where its scope names a kind of product, its norms for that kind.
 */
#include "ops/matching/proofs.h"

#include <mahalli/date.h>
#include <mahalli/hash.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

static bool holds(const struct mh_certificate *c, const char *today)
{
    return (mh_blank(c->to) || strcmp(c->to, today) >= 0) && (mh_blank(c->from) || strcmp(c->from, today) <= 0);
}

static bool of_maker(const char *key, size_t n)
{
    static const char *const systems[] = { "#13485", "#9001", "#14001", "#45001", "#11135", "#11137", "#17665", "#11607", "#10993", "#14971" };
    size_t number = strcspn(key, "-");
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++)
        if (strlen(systems[i]) == (number < n ? number : n) && memcmp(systems[i], key, strlen(systems[i])) == 0)
            return true;
    return false;
}

static void add(struct mh_str *out, const char *keys, bool all)
{
    for (const char *p = keys; *p != '\0';) {
        size_t n = strcspn(p, " ");
        if (all || of_maker(p, n)) {
            mh_str_add(out, out->len > 0 ? " " : "");
            mh_str_addn(out, p, n);
        }
        p += n + (p[n] == ' ');
    }
}

static void keys_of(const struct mh_session *s, const struct mh_certificate *c, struct mh_str *out)
{
    const char *const texts[] = { c->type, c->number, c->scope, c->document };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!mh_blank(texts[i]))
            mh_spec_norms(s->lexicon, texts[i], out);
}

static int kind_of(const struct mh_session *s, const struct mh_product *p)
{
    int f = mh_lexicon_family(s->lexicon, p->family);
    return f >= 0 ? f : mh_lexicon_family_by_words(s->lexicon, mh_blank(p->family) ? p->label : p->family);
}

static void prove(const struct mh_session *s, const struct mh_certificate *c, struct mh_str *proved)
{
    struct mh_str keys = MH_STR_INIT;
    keys_of(s, c, &keys);
    int kind = keys.len == 0 || c->product_id != MH_UNKNOWN || mh_blank(c->scope) ? -1 : mh_lexicon_family_by_words(s->lexicon, c->scope);
    for (size_t i = 0; i < s->products.n && keys.len > 0; i++) {
        const struct mh_product *p = mh__rows_at(&s->products, i);
        if (p->maker_id != c->maker_id || (c->product_id != MH_UNKNOWN && c->product_id != p->id))
            continue;
        add(&proved[i], mh_str_text(&keys), c->product_id == p->id || (kind >= 0 && kind == kind_of(s, p)));
    }
    mh_str_free(&keys);
}

enum mh_rc mh__proofs_load(struct mh_session *s, struct mh__proofs *out, struct mh_err *err)
{
    struct mh__rows certificates;
    char today[MH_DATE_SIZE];
    *out = (struct mh__proofs){ .n = s->products.n };
    memcpy(today, s->now, MH_DATE_SIZE - 1);
    today[MH_DATE_SIZE - 1] = '\0';
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_certificates, NULL, &certificates, err);
    if (rc != MH_OK)
        return rc;
    struct mh_str *proved = mh_xcalloc(out->n + 1, sizeof *proved);
    for (size_t i = 0; i < certificates.n; i++) {
        const struct mh_certificate *c = mh__rows_at(&certificates, i);
        if (holds(c, today))
            prove(s, c, proved);
    }
    out->of = mh_xcalloc(out->n + 1, sizeof *out->of);
    for (size_t i = 0; i < out->n; i++) {
        if (proved[i].len == 0)
            continue;
        out->stamp = mh_hash64(&i, sizeof i, mh_hash64(proved[i].data, proved[i].len, out->stamp));
        out->of[i] = mh_str_take(&proved[i]);
    }
    free(proved);
    mh__rows_free(&certificates);
    return MH_OK;
}

void mh__proofs_free(struct mh__proofs *p)
{
    for (size_t i = 0; i < p->n && p->of != NULL; i++)
        free(p->of[i]);
    free(p->of);
    *p = (struct mh__proofs){ 0 };
}
