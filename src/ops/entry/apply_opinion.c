/* Opinions, and the names by which people point at an article or a product. */
#include "ops/report/returns.h"
#include "ops/matching/memory.h"

#include <mahalli/date.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

/* Counts rows whose column equals the text and keeps the first ids. */
static enum mh_rc ids_where(struct mh_store *st, const struct mh_table *t, const struct mh_filter *filter, int64_t *id, size_t *n,
                            struct mh_err *err)
{
    struct mh_cursor *cur = NULL;
    void *row = mh_xcalloc(1, t->row_size);
    mh_row_init(t, row);
    *n = 0;
    enum mh_rc rc = mh_cursor_open(st, t, filter, true, &cur, err);
    bool got = true;
    while (rc == MH_OK && got && *n < 2) {
        rc = mh_cursor_next(cur, row, &got, err);
        if (rc == MH_OK && got && (*n)++ == 0)
            memcpy(id, row, sizeof *id);
    }
    mh_cursor_close(cur);
    mh_row_free(t, row);
    free(row);
    return rc;
}

/* By reference, then by label; owner (a member or maker) narrows when not 0. */
static enum mh_rc find_named(struct mh_session *s, const struct mh_table *t, const char *owner_column, int64_t owner, const char *name,
                             int64_t *id, struct mh_err *err)
{
    static const char *const columns[] = { "reference", "designation" };
    for (size_t i = 0; i < 2; i++) {
        struct mh_filter f[3] = { { .column = columns[i], .text = name } };
        if (owner != 0)
            f[1] = (struct mh_filter){ .column = owner_column, .number = owner };
        size_t n = 0;
        enum mh_rc rc = ids_where(s->store, t, f, id, &n, err);
        if (rc != MH_OK)
            return rc;
        if (n == 1)
            return MH_OK;
        if (n > 1)
            return mh_err_set(err, MH_EAMBIG, "plusieurs %s répondent à « %s » : donnez %s/référence", mh_err_word(err, t->name_fr), name,
                              mh_err_word(err, t == &mh_table_articles ? "groupe" : "fabricant"));
    }
    return mh_err_set(err, MH_ENOTFOUND, "aucun %s ne répond à « %s »", mh_err_word(err, t->one), name);
}

/* "owner/rest" when owner is the code of a row of `owners`. */
static int64_t owner_prefix(struct mh_session *s, const struct mh_table *owners, const char *name, const char **rest)
{
    const char *slash = strchr(name, '/');
    if (slash == NULL || slash == name)
        return 0;
    char *code = mh_xstrndup(name, (size_t)(slash - name));
    struct mh_filter f[] = { { .column = "code", .text = code }, { 0 } };
    int64_t id = 0;
    size_t n = 0;
    struct mh_err ignored = MH_ERR_INIT;
    if (ids_where(s->store, owners, f, &id, &n, &ignored) != MH_OK || n != 1)
        id = 0;
    free(code);
    if (id != 0)
        *rest = slash + 1;
    return id;
}

enum mh_rc mh__find_article(struct mh_session *s, const char *name, int64_t member_id, int64_t *id, struct mh_err *err)
{
    const char *rest = name;
    int64_t owner = member_id ? member_id : owner_prefix(s, &mh_table_members, name, &rest);
    return find_named(s, &mh_table_articles, "membre", owner, rest, id, err);
}

enum mh_rc mh__find_product(struct mh_session *s, const char *name, int64_t maker_id, int64_t *id, struct mh_err *err)
{
    const char *rest = name;
    int64_t owner = maker_id ? maker_id : owner_prefix(s, &mh_table_makers, name, &rest);
    return find_named(s, &mh_table_products, "fabricant", owner, rest, id, err);
}

static bool refuse_found(struct mh__apply *a, const char *column, const char *value, enum mh_rc rc, const struct mh_err *why,
                         enum mh_rc *hard, struct mh_err *err)
{
    if (rc == MH_OK)
        return false;
    if (rc == MH_ENOTFOUND || rc == MH_EAMBIG) {
        mh__apply_refuse(a, "code-inconnu", column, value, why->msg, NULL);
        *hard = MH_OK;
    } else {
        *hard = mh_err_set(err, rc, "%s", why->msg);
    }
    return true;
}

/* Is this what is stored already? A file imported again must not make an opinion younger than it is. */
static enum mh_rc said_before(struct mh__apply *a, const struct mh_opinion *o, bool *same, struct mh_err *err)
{
    int64_t id = 0;
    struct mh_opinion was;
    *same = false;
    enum mh_rc rc = mh_store_find(a->s->store, &mh_table_opinions, o, &id, err);
    if (rc != MH_OK || id == 0)
        return rc;
    mh_row_init(&mh_table_opinions, &was);
    rc = mh_store_get(a->s->store, &mh_table_opinions, id, &was, err);
    *same = rc == MH_OK;
    for (size_t i = 0; i < mh_table_opinions.ncolumns && *same; i++) {
        const struct mh_column *c = &mh_table_opinions.columns[i];
        *same = !mh_value_known(c, o) || mh_value_equal(c, o, &was);
    }
    mh_row_free(&mh_table_opinions, &was);
    return rc;
}

/* Keeps what the author has before the eyes, so that a later change of it reopens the opinion. */
static enum mh_rc note_seen(struct mh__apply *a, struct mh_opinion *o, struct mh_err *err)
{
    char digest[MH__SEEN_SIZE];
    struct mh_article article;
    struct mh_product product;
    struct mh__rows certificates = { .table = &mh_table_certificates };
    struct mh_filter adopted[] = { { .column = "etat", .text = "adoptée" }, { 0 } };
    int64_t sheets = 0;
    mh_row_init(&mh_table_articles, &article);
    mh_row_init(&mh_table_products, &product);
    enum mh_rc rc = mh_store_get(a->s->store, &mh_table_articles, o->article_id, &article, err);
    if (rc == MH_OK)
        rc = mh_store_count(a->s->store, &mh_table_sheets, adopted, &sheets, err);
    if (rc == MH_OK && sheets != 0) /* only then may the article inherit, and need be read */
        rc = mh__session_lexicon(a->s, err);
    if (rc == MH_OK) {
        mh__seen_article(a->s, &article, digest);
        o->article_seen = mh_xstrdup(digest);
    }
    if (rc == MH_OK && o->product_id != MH_UNKNOWN) {
        struct mh_filter of_product[] = { { .column = "produit", .number = o->product_id }, { 0 } };
        rc = mh_store_get(a->s->store, &mh_table_products, o->product_id, &product, err);
        if (rc == MH_OK)
            rc = mh__rows_load(a->s->store, &mh_table_certificates, of_product, &certificates, err);
        if (rc == MH_OK) {
            mh__seen_product(&product, &certificates, digest);
            o->product_seen = mh_xstrdup(digest);
        }
    }
    mh__rows_free(&certificates);
    mh_row_free(&mh_table_articles, &article);
    mh_row_free(&mh_table_products, &product);
    return rc;
}

/* The pair is settled; the rest comes from the line. */
static enum mh_rc store_opinion(struct mh__apply *a, struct mh_opinion *o, const struct mh_opinion_line *l, enum mh__outcome *out,
                                struct mh_err *err)
{
    o->opinion = mh_xstrdup(l->opinion);
    o->reason = mh_xstrdup(l->reason);
    o->reserve = mh_xstrdup(l->reserve);
    o->scope = mh_xstrdup(l->scope);
    o->documents = mh_xstrdup(l->documents);
    o->author = mh_xstrdup(l->author);
    o->date = mh_xstrdup(l->date);
    o->valid_until = mh_xstrdup(l->valid_until);
    int64_t id = 0;
    bool same = false;
    enum mh_rc rc = a->line != 0 ? said_before(a, o, &same, err) : MH_OK;
    if (rc != MH_OK || (!same && !mh_blank(a->row_ident) && !mh__pair_fresh(a, o, &rc, err)))
        return rc;
    if (same) { /* said and signed before: an empty author or day does not make it anybody's, or younger */
        *out = MH__UNCHANGED;
        return MH_OK;
    }
    if (o->author == NULL)
        o->author = mh_xstrdup(a->s->user);
    if (o->date == NULL)
        o->date = mh_xstrndup(a->s->now, MH_DATE_SIZE - 1);
    rc = note_seen(a, o, err);
    return rc == MH_OK ? mh__apply_store(a, &mh_table_opinions, o, a->line != 0, &id, out, err) : rc;
}

/* "none": no product of the registry serves this article. */
bool mh__says_none(const char *product)
{
    return mh_streq(product, "none") || mh_streq(product, "aucun");
}

enum mh_rc mh__apply_opinion(struct mh__apply *a, struct mh_opinion_line *l, enum mh__outcome *out, struct mh_err *err)
{
    *out = MH__REFUSED;
    enum mh_rc rc = mh__apply_load_codes(a, err), hard = MH_OK;
    if (rc != MH_OK)
        return rc;
    if (!mh_blank(a->row_ident) && l->opinion == NULL) { /* a line given back that nobody filled in */
        bool said = l->reason != NULL || l->reserve != NULL || l->documents != NULL || l->valid_until != NULL;
        if (said)
            mh__apply_refuse(a, "avis-manquant", "avis", "", "un motif, une réserve ou une date sont donnés, et pas d'avis",
                             "choisissez l'avis dans la liste, ou videz la ligne");
        else
            *out = MH__UNCHANGED;
        return MH_OK;
    }
    struct mh_diags found = MH_DIAGS_INIT;
    bool ok = mh_row_check(&mh_table_opinion_lines, l, &found);
    for (size_t i = 0; i < found.list.len; i++)
        mh__apply_refuse(a, found.list.at[i].rule, found.list.at[i].column, found.list.at[i].value, found.list.at[i].message,
                         found.list.at[i].suggestion);
    mh_diags_free(&found);
    if (!ok)
        return MH_OK;
    struct mh_err why = MH_ERR_INIT;
    int64_t member = 0, maker = 0;
    struct mh_opinion o;
    mh_row_init(&mh_table_opinions, &o);
    if (l->member != NULL && (member = mh__codes_find(&a->members, l->member)) <= 0) {
        mh__apply_refuse(a, "code-inconnu", "membre", l->member, "groupe inconnu", mh__codes_near(&a->members, l->member));
        goto out;
    }
    bool none = mh__says_none(l->product);
    if (!none && l->maker != NULL && (maker = mh__codes_find(&a->makers, l->maker)) <= 0) {
        mh__apply_refuse(a, "code-inconnu", "fabricant", l->maker, "fabricant inconnu", mh__codes_near(&a->makers, l->maker));
        goto out;
    }
    rc = mh__find_article(a->s, l->article, member, &o.article_id, &why);
    if (refuse_found(a, "article", l->article, rc, &why, &hard, err))
        goto out;
    mh_err_clear(&why);
    rc = none ? MH_OK : mh__find_product(a->s, l->product, maker, &o.product_id, &why);
    if (refuse_found(a, "produit", l->product, rc, &why, &hard, err))
        goto out;
    if (mh_blank(a->row_ident) || mh__pair_is(a, &o))
        hard = store_opinion(a, &o, l, out, err);
out:
    mh_row_free(&mh_table_opinions, &o);
    return hard;
}
