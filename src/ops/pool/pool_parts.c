/*
 * The sheet Besoins consolidés, part by part: pools never join two families, so what is asked of some families is built, told and forgotten
 * before the next ones. What people pooled by hand may name any pool: then the plan is built as a whole.
 */
#include "ops/codes.h"
#include "ops/matching/article_file.h"
#include "ops/pool/consolidate.h"

#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { PARTS = 32, LITTLE = 1000 /* articles that are no part of their own */ };

struct parts {
    struct mh_session *s;
    const struct mh__report *r;
    struct mh_spool *to;
    size_t *of;                    /* per family of the lexicon: its part */
    size_t n;
    struct mh_spool *needs[PARTS + 1];
    struct mh__article_file articles;
    struct mh__idmap judged;       /* articles that opinions speak of: every part looks at what was said */
};

static void spool_row(void *ctx, struct mh_rep_pool *row)
{
    mh_spool_add(ctx, row);
}

static enum mh_rc whole(struct parts *x, struct mh_err *err)
{
    struct mh__pools p;
    enum mh_rc rc = mh__pools_build(x->s, x->r->scope == MH_SCOPE_MEMBER ? x->r->member_id : 0, false, &p, err);
    if (rc != MH_OK)
        return rc;
    rc = mh__pools_tell(x->s, x->r, &p, spool_row, x->to, err);
    mh__pools_free(&p);
    return rc;
}

/* --- which families go together --- */

struct kind { /* a family that the plan asks for */
    int family;
    size_t articles, last; /* last: place of the last family whose codes begin so */
    const char *code;
};

static int by_code(const void *x, const void *y)
{
    const struct kind *a = x, *b = y;
    return strcmp(a->code, b->code);
}

static void find_last(struct kind *k, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char mine[MH_POOL_CODE_SIZE], other[MH_POOL_CODE_SIZE];
        mh_pool_prefix(k[i].code, mine);
        for (size_t j = i; j < n; j++) {
            mh_pool_prefix(k[j].code, other);
            if (strcmp(mine, other) == 0)
                k[i].last = j;
        }
    }
}

/* By their codes, in the order of which the sheet has them; a part ends where no code goes on. */
static void part_families(struct parts *x)
{
    const struct mh_lexicon *lx = x->s->lexicon;
    size_t families = mh_lexicon_nfamilies(lx), n = 0, all = 0;
    struct kind *k = mh_xcalloc(families + 1, sizeof *k);
    size_t *count = mh_xcalloc(families + 1, sizeof *count);
    x->of = mh_xcalloc(families + 1, sizeof *x->of);
    for (size_t i = 0; i < x->r->read_as.len; i++)
        if (x->r->read_as.at[i].family >= 0) {
            count[x->r->read_as.at[i].family]++;
            all++;
        }
    for (size_t f = 0; f < families; f++)
        if (count[f] != 0)
            k[n++] = (struct kind){ (int)f, count[f], 0, mh_lexicon_family_row(lx, (int)f)->code };
    if (n > 1)
        qsort(k, n, sizeof *k, by_code);
    find_last(k, n);
    size_t enough = all / PARTS + 1 > LITTLE ? all / PARTS + 1 : LITTLE, in = 0, last = 0;
    for (size_t i = 0; i < n; i++) {
        x->of[k[i].family] = x->n;
        in += k[i].articles;
        last = k[i].last > last ? k[i].last : last;
        if ((in >= enough && last <= i) || i + 1 == n) {
            x->n++;
            in = 0;
        }
    }
    free(count);
    free(k);
}

/* --- what is asked of each part --- */

static size_t part_of(const struct parts *x, int64_t article)
{
    const struct mh__read_as *of = x->r->read_as.at;
    size_t n = x->r->read_as.len, at = mh_first_from(of, n, sizeof *of, offsetof(struct mh__read_as, article), article);
    return at < n && of[at].article == article && of[at].family >= 0 ? x->of[of[at].family] : SIZE_MAX;
}

static enum mh_rc part_needs(struct parts *x, struct mh_err *err)
{
    struct mh_cursor *cur = NULL;
    struct mh_need n;
    const struct mh_filter only[] = { { .column = "campaign_id", .number = x->s->campaign.id }, { 0 } };
    for (size_t i = 0; i < x->n; i++)
        x->needs[i] = mh_spool_new(&mh_table_needs);
    mh_row_init(&mh_table_needs, &n);
    enum mh_rc rc = mh_cursor_open(x->s->store, &mh_table_needs, only, true, &cur, err);
    for (bool got = true; rc == MH_OK;) {
        rc = mh_cursor_next(cur, &n, &got, err);
        if (rc != MH_OK || !got)
            break;
        size_t part = part_of(x, n.article_id);
        if (part != SIZE_MAX)
            mh_spool_add(x->needs[part], &n);
    }
    mh_cursor_close(cur);
    mh_row_free(&mh_table_needs, &n);
    for (size_t i = 0; i < x->n && rc == MH_OK; i++)
        rc = mh_spool_check(x->needs[i], err);
    return rc;
}

static enum mh_rc find_judged(struct parts *x, struct mh_err *err)
{
    struct mh__rows opinions;
    enum mh_rc rc = mh__rows_load(x->s->store, &mh_table_opinions, NULL, &opinions, err);
    for (size_t i = 0; i < opinions.n; i++)
        mh__idmap_put(&x->judged, (uint64_t)((const struct mh_opinion *)mh__rows_at(&opinions, i))->article_id, 0);
    mh__rows_free(&opinions);
    return rc;
}

/* --- telling --- */

static enum mh_rc tell_part(struct parts *x, size_t part, struct mh_err *err)
{
    struct mh__rows articles = { .table = &mh_table_articles };
    struct mh__pools p;
    for (size_t i = 0; i < x->articles.n; i++) {
        int64_t id = x->articles.place[i].id;
        const struct mh_article *a = NULL;
        if (part_of(x, id) == part || mh__idmap_find(&x->judged, (uint64_t)id) != NULL)
            a = mh__article_file_at(&x->articles, i);
        if (a == NULL)
            continue;
        struct mh_article *kept = mh__rows_add(&articles);
        mh_row_copy(&mh_table_articles, kept, a);
        kept->id = id;
    }
    enum mh_rc rc = mh_spool_check(x->articles.spool, err);
    if (rc == MH_OK)
        rc = mh__pools_part(x->s, &articles, x->needs[part], &p, err);
    if (rc == MH_OK) {
        rc = mh__pools_tell(x->s, x->r, &p, spool_row, x->to, err);
        mh__pools_free(&p);
    }
    if (articles.table != NULL)
        mh__rows_free(&articles);
    mh_spool_free(x->needs[part]);
    x->needs[part] = NULL;
    return rc;
}

static enum mh_rc in_parts(struct parts *x, struct mh_err *err)
{
    part_families(x);
    enum mh_rc rc = find_judged(x, err);
    if (rc == MH_OK)
        rc = mh__article_file_load(x->s, &x->articles, NULL, NULL, err);
    if (rc == MH_OK)
        rc = part_needs(x, err);
    for (size_t i = 0; i < x->n && rc == MH_OK; i++)
        rc = mh_progress_tick(&x->s->progress, "Besoins consolidés", (int64_t)i, (int64_t)x->n)
                 ? tell_part(x, i, err) : mh_err_set(err, MH_ECANCELED, "interrompu : le plan est comme avant");
    for (size_t i = 0; i < x->n; i++)
        mh_spool_free(x->needs[i]);
    mh__article_file_free(&x->articles);
    mh__idmap_free(&x->judged);
    free(x->of);
    return rc;
}

enum mh_rc mh__pools_spool(struct mh_session *s, const struct mh__report *r, struct mh_spool *to, struct mh_err *err)
{
    struct parts x = { .s = s, .r = r, .to = to };
    const struct mh_filter year[] = { { .column = "year", .number = s->campaign.year }, { 0 } };
    int64_t choices = 0;
    enum mh_rc rc = mh__session_index(s, err);
    if (rc == MH_OK)
        rc = mh_store_count(s->store, &mh_table_pool_choices, year, &choices, err);
    if (rc == MH_OK)
        rc = choices != 0 ? whole(&x, err) : in_parts(&x, err);
    return rc == MH_OK ? mh_spool_check(to, err) : rc;
}
