/* Parts that plans exchange: a group's for the coordinator, the coordinator's base for a group; and what two said otherwise. */
#include "ops/exchange/follow.h"

#include <mahalli/beside.h>
#include <mahalli/exchange.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST = 512 << 20 }; /* bytes of a part: a hundred times the largest plan known */

/* --- share --- */

static enum mh_rc the_member(struct mh_session *s, const char *code, int64_t *id, struct mh_err *err)
{
    struct mh__rows members;

    if (code != NULL)
        return mh__find_code(s, &mh_table_members, "groupes", code, id, err);
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_members, NULL, &members, err);
    if (rc != MH_OK)
        return rc;
    if (members.n == 1)
        memcpy(id, mh__rows_at(&members, 0), sizeof *id);
    else if (members.n == 0)
        rc = mh_err_set(err, MH_ENOTFOUND, "ce plan n'a pas encore de groupe, ni rien à partager : importez ses besoins d'abord");
    else
        rc = mh_err_set(err, MH_EUSAGE, "ce plan a plusieurs groupes : dites lequel (--member CODE)");
    mh__rows_free(&members);
    return rc;
}

/* Only its owner reads it: a part holds what a group tells the coordinator alone. */
static enum mh_rc write_file(const char *path, const struct mh_str *text, struct mh_err *err)
{
    struct mh_beside f = { 0 };
    enum mh_rc rc = mh_beside_open(&f, path, err);
    if (rc != MH_OK)
        return rc;
    (void)chmod(f.tmp, 0600);
    FILE *out = fopen(f.tmp, "wb");
    bool good = out != NULL && fwrite(text->data, 1, text->len, out) == text->len;
    int why = good ? 0 : errno;
    if (out != NULL && fclose(out) != 0 && good) {
        good = false;
        why = errno;
    }
    if (good)
        return mh_beside_commit(&f, err);
    mh_beside_drop(&f);
    return mh_err_set(err, MH_EIO, "impossible d'écrire « %s » : %s", path, mh_err_errno(err, why));
}

static enum mh_rc note_sent(struct mh_session *s, int64_t member, const char *path, struct mh_err *err)
{
    struct mh_str said = MH_STR_INIT;
    mh_str_addf(&said, "part transmise : %s", mh_base_name(path));
    enum mh_rc rc = mh_store_begin(s->store, mh_str_text(&said), err);
    mh_str_free(&said);
    if (rc != MH_OK)
        return rc;
    rc = mh__follow_sent(s, s->campaign.year, member, false, err);
    if (rc == MH_OK)
        return mh_store_commit(s->store, NULL, err);
    mh_store_rollback(s->store);
    return rc;
}

enum mh_rc mh_ops_share(struct mh_session *s, const struct mh_share_request *q, struct mh_share_result *out, struct mh_err *err)
{
    struct mh_share what = { .what = q->base ? MH_EXCHANGE_BASE : MH_EXCHANGE_PART, .year = s->campaign.year };
    struct mh_share_counts counts = { 0 };
    struct mh_str text = MH_STR_INIT;
    *out = (struct mh_share_result){ 0 };
    if (s->campaign.id == 0)
        return mh_err_set(err, MH_EDENIED, "aucune campagne ouverte : mahalli campaign open ANNÉE");
    enum mh_rc rc = the_member(s, q->member, &what.member_id, err);
    if (rc == MH_OK)
        rc = mh_store_share(s->store, &what, &text, &counts, err);
    if (rc == MH_OK)
        rc = write_file(q->path, &text, err);
    if (rc == MH_OK && !q->base)
        rc = note_sent(s, what.member_id, q->path, err);
    if (rc == MH_OK) {
        snprintf(out->member, sizeof out->member, "%s", mh_store_code(s->store, &mh_table_members, what.member_id));
        out->operations = counts.operations;
        out->rows = counts.rows;
        out->bytes = (int64_t)text.len;
    }
    mh_str_free(&text);
    return rc;
}

/* --- merge --- */

static enum mh_rc read_file(const char *path, struct mh_part_file *out, struct mh_err *err)
{
    struct stat st;
    FILE *f = fopen(path, "rb");
    char *text = NULL;
    if (f == NULL || fstat(fileno(f), &st) != 0 || !S_ISREG(st.st_mode)) {
        int why = f == NULL ? errno : EINVAL;
        if (f != NULL)
            fclose(f);
        return mh_err_set(err, MH_EIO, "impossible de lire « %s » : %s", path, f ? mh_err_word(err, "ce n'est pas un fichier")
                          : why == ENOENT ? mh_err_word(err, "ce fichier n'existe pas") : mh_err_errno(err, why));
    }
    if (st.st_size > MOST) {
        fclose(f);
        return mh_err_set(err, MH_EINVAL, "%s : trop grand pour une part", path);
    }
    text = mh_xmalloc((size_t)st.st_size + 1);
    size_t n = fread(text, 1, (size_t)st.st_size, f);
    bool failed = ferror(f) != 0;
    fclose(f);
    if (failed) {
        free(text);
        return mh_err_set(err, MH_EIO, "impossible de lire « %s »", path);
    }
    text[n] = '\0';
    enum mh_rc rc = mh_part_read(text, n, out, err);
    return rc == MH_OK ? MH_OK : mh_err_where(err, "%s", path);
}

static enum mh_rc find_campaign(struct mh_session *s, const struct mh_part_file *p, int64_t *id, struct mh_err *err)
{
    struct mh_filter f[] = { { .column = "year", .number = p->year }, { 0 } };
    struct mh__rows rows;
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_campaigns, f, &rows, err);
    if (rc != MH_OK)
        return rc;
    if (rows.n == 1)
        memcpy(id, mh__rows_at(&rows, 0), sizeof *id);
    else
        rc = mh_err_set(err, MH_EINVAL, "cette part est de la campagne %lld, que ce plan n'a pas : ce n'est pas le même plan (sinon : mahalli "
                        "campaign open %lld)", (long long)p->year, (long long)p->year);
    mh__rows_free(&rows);
    return rc;
}

/* Whose the part is, in this plan: as an earlier part said, as the user says, or by its code. */
static enum mh_rc find_member(struct mh_session *s, const struct mh_part_file *p, const struct mh_merge_request *q, int64_t *id, struct mh_err *err)
{
    const char *as = q->as;
    int64_t linked = 0;
    struct mh_filter f[] = { { .column = "code", .text = as ? as : p->member }, { 0 } };
    struct mh__rows rows = { 0 };
    enum mh_rc rc = mh_store_merge_member(s->store, p, &linked, err);
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_members, f, &rows, err);
    if (rc != MH_OK)
        return rc;
    if (rows.n == 1)
        memcpy(id, mh__rows_at(&rows, 0), sizeof *id);
    mh__rows_free(&rows);
    if (as == NULL && linked == 0 && p->what == MH_EXCHANGE_PART && q->unknown != NULL && (*id == 0 || mh_streq(p->member, MH_NOBODY)))
        snprintf(q->unknown, 64, "%s", p->member);
    if (as == NULL && linked == 0 && p->what == MH_EXCHANGE_PART && mh_streq(p->member, MH_NOBODY))
        return mh_err_set(err, MH_ENOTFOUND, "cette part est d'un groupe qui n'a pas dit son code (%s) : dites de qui elle est (--as CODE)",
                          MH_NOBODY);
    if (as != NULL && *id == 0)
        return mh_err_set(err, MH_ENOTFOUND, "groupe « %s » inconnu : voyez mahalli list groupes", as);
    if (linked != 0 && as != NULL && *id != linked)
        return mh_err_set(err, MH_ECONFLICT, "les parts de ce plan sont celles du groupe « %s », comme dit la première fois",
                          mh_store_code(s->store, &mh_table_members, linked));
    if (linked != 0)
        *id = linked;
    if (*id == 0 && p->what == MH_EXCHANGE_PART)
        return mh_err_set(err, MH_ENOTFOUND, "le groupe « %s » de cette part n'est pas dans ce plan : ajoutez-le (mahalli add groupes code=%s "
                          "nom=…), ou dites de qui elle est (--as CODE)", p->member, p->member);
    return MH_OK;
}

/* A base is for one group: the plan's own, or one that had no name yet. */
static enum mh_rc check_base(struct mh_session *s, const struct mh_part_file *p, int64_t member, struct mh_err *err)
{
    struct mh__rows members;
    if (p->what != MH_EXCHANGE_BASE || member != 0)
        return MH_OK;
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_members, NULL, &members, err);
    if (rc != MH_OK)
        return rc;
    const struct mh_member *one = members.n ? mh__rows_at(&members, 0) : NULL;
    if (members.n > 1 || (one != NULL && !mh_streq(one->code, MH_NOBODY)))
        rc = mh_err_set(err, MH_EINVAL, "cette base est pour le groupe « %s », que ce plan n'a pas : demandez la vôtre au coordinateur", p->member);
    mh__rows_free(&members);
    return rc;
}

struct incoming {
    const char *path;
    struct mh_part_file part;
    int64_t campaign, member, news;
};

static enum mh_rc check(struct mh_session *s, struct incoming *in, const struct mh_merge_request *q, struct mh_err *err)
{
    in->member = in->campaign = 0;
    enum mh_rc rc = find_campaign(s, &in->part, &in->campaign, err);
    if (rc == MH_OK)
        rc = find_member(s, &in->part, q, &in->member, err);
    if (rc == MH_OK)
        rc = check_base(s, &in->part, in->member, err);
    if (rc == MH_OK)
        rc = mh_store_merge_check(s->store, &in->part, &in->news, err);
    return rc == MH_OK ? MH_OK : mh_err_where(err, "%s", in->path);
}

static int by_id(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

/* Volumes in base units follow from the words as they are read here. */
static enum mh_rc count_articles(struct mh_session *s, int64_t *ids, size_t n, struct mh_err *err)
{
    struct mh_article a;
    enum mh_rc rc = MH_OK;
    if (n > 1)
        qsort(ids, n, sizeof *ids, by_id);
    mh_row_init(&mh_table_articles, &a);
    for (size_t i = 0; i < n && rc == MH_OK; i++) {
        struct mh_err gone = MH_ERR_INIT;
        if (i > 0 && ids[i] == ids[i - 1])
            continue;
        rc = mh_store_get(s->store, &mh_table_articles, ids[i], &a, &gone);
        a.id = ids[i];
        if (rc == MH_OK)
            rc = mh__count_needs(s, &a, NULL, err);
        else
            rc = rc == MH_ENOTFOUND ? MH_OK : mh_err_set(err, rc, "%s", gone.msg);
        if (i % 512 == 511 && !mh_progress_tick(&s->progress, "Réunion de la part", (int64_t)i, (int64_t)n))
            rc = mh_err_set(err, MH_ECANCELED, "interrompu");
    }
    mh_row_free(&mh_table_articles, &a);
    return rc;
}

static void tell_result(const struct incoming *in, const char *member, const struct mh_merge_result *r, int64_t operation,
                        struct mh_merged *out)
{
    *out = (struct mh_merged){
        .path = in->path, .base = in->part.what == MH_EXCHANGE_BASE, .operations = r->operations, .created = r->created,
        .updated = r->updated, .removed = r->removed, .conflicts = r->conflicts, .left = r->left, .kept = r->kept, .operation = operation,
    };
    snprintf(out->member, sizeof out->member, "%s", member);
}

static enum mh_rc merge_one(struct mh_session *s, const struct incoming *in, struct mh_merged *out, struct mh_err *err)
{
    struct mh_merge what = { .part = &in->part, .member_id = in->member, .campaign_id = in->campaign };
    struct mh_merge_result r = { 0 };
    struct mh_str said = MH_STR_INIT;
    const char *code = in->member ? mh_store_code(s->store, &mh_table_members, in->member) : in->part.member;
    char member[64];
    int64_t operation = 0;
    snprintf(member, sizeof member, "%s", code);
    mh_str_addf(&said, in->part.what == MH_EXCHANGE_BASE ? "base reçue pour %s" : "part reçue de %s", member);
    enum mh_rc rc = mh_store_begin(s->store, mh_str_text(&said), err);
    mh_str_free(&said);
    if (rc != MH_OK)
        return rc;
    rc = mh_store_merge(s->store, &what, &r, err);
    mh__session_changed(s, NULL);
    if (rc == MH_OK && r.operations > 0 && in->part.what == MH_EXCHANGE_PART)
        rc = mh__follow_sent(s, in->part.year, in->member, true, err);
    if (rc == MH_OK)
        rc = count_articles(s, r.articles.at, r.articles.len, err);
    if (rc == MH_OK)
        rc = mh_store_commit(s->store, &operation, err);
    else
        mh_store_rollback(s->store);
    if (rc == MH_OK)
        tell_result(in, member, &r, operation, out);
    else
        mh__session_changed(s, NULL);
    mh_merge_result_free(&r);
    return rc == MH_OK ? MH_OK : mh_err_where(err, "%s", in->path);
}

enum mh_rc mh_ops_merge(struct mh_session *s, const struct mh_merge_request *q,
                        enum mh_rc (*each)(void *ctx, const struct mh_merged *m, struct mh_err *err), void *ctx, struct mh_err *err)
{
    struct incoming *in = mh_xcalloc(q->n + 1, sizeof *in);
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < q->n && rc == MH_OK; i++) {
        in[i].path = q->paths[i];
        rc = read_file(q->paths[i], &in[i].part, err);
        if (rc == MH_OK)
            rc = check(s, &in[i], q, err); /* all of them before any is taken */
    }
    for (size_t i = 0; i < q->n && rc == MH_OK; i++) {
        struct mh_merged m = { 0 };
        if (i > 0)
            rc = check(s, &in[i], q, err); /* those before may have brought the same */
        if (rc == MH_OK && in[i].news > 0)
            rc = merge_one(s, &in[i], &m, err);
        else if (rc == MH_OK)
            tell_result(&in[i], mh_store_code(s->store, &mh_table_members, in[i].member), &(struct mh_merge_result){ 0 }, 0, &m);
        if (rc == MH_OK)
            rc = each(ctx, &m, err);
    }
    for (size_t i = 0; i < q->n; i++)
        mh_part_file_free(&in[i].part);
    free(in);
    return rc;
}

/* --- conflicts --- */

enum mh_rc mh_ops_conflicts(struct mh_session *s, enum mh_rc (*each)(void *ctx, int64_t number, const struct mh_conflict *c, struct mh_err *err),
                            void *ctx, struct mh_err *err)
{
    struct mh_conflict row;
    struct mh_cursor *cur = NULL;
    bool got = true;
    int64_t number = 0;
    mh_row_init(&mh_table_conflicts, &row);
    enum mh_rc rc = mh_cursor_open(s->store, &mh_table_conflicts, NULL, false, &cur, err);
    while (rc == MH_OK && (rc = mh_cursor_next(cur, &row, &got, err)) == MH_OK && got)
        rc = each(ctx, ++number, &row, err);
    mh_cursor_close(cur);
    mh_row_free(&mh_table_conflicts, &row);
    return rc;
}

struct wanted {
    int64_t number;
    struct mh_conflict found;
};

static enum mh_rc take_wanted(void *ctx, int64_t number, const struct mh_conflict *c, struct mh_err *err)
{
    struct wanted *w = ctx;
    (void)err;
    if (number == w->number) {
        mh_row_copy(&mh_table_conflicts, &w->found, c);
        w->found.id = c->id;
    }
    return MH_OK;
}

static enum mh_rc read_choice(const char *choice, bool *theirs, struct mh_err *err)
{
    struct mh_str folded = MH_STR_INIT;
    mh_utf8_fold(&folded, choice ? choice : "");
    bool ours = mh_in_list("notre|nous|mine|ours", mh_str_text(&folded));
    *theirs = mh_in_list("leur|eux|theirs", mh_str_text(&folded));
    mh_str_free(&folded);
    return ours || *theirs ? MH_OK : mh_err_set(err, MH_EUSAGE, "« %s » : attendu nôtre (ce qui est ici reste) ou leur (ce qu'ils disent)",
                                                choice ? choice : "");
}

static enum mh_rc settle(struct mh_session *s, const struct mh_conflict *c, bool theirs, struct mh_err *err)
{
    const struct mh_table *t = mh_table_by_name(c->kind);
    struct mh_str said = MH_STR_INIT;
    int64_t article = 0;
    mh_str_addf(&said, "conflit réglé : %s %s, %s : %s", t ? t->one : c->kind, c->subject, c->field, theirs ? "leur" : "nôtre");
    enum mh_rc rc = mh_store_begin(s->store, mh_str_text(&said), err);
    mh_str_free(&said);
    if (rc != MH_OK)
        return rc;
    rc = mh_store_decide(s->store, c->id, theirs, err);
    mh__session_changed(s, t);
    if (t == &mh_table_articles)
        article = c->row_id;
    if (t == &mh_table_needs) {
        struct mh_need n;
        mh_row_init(&mh_table_needs, &n);
        if (mh_store_get(s->store, &mh_table_needs, c->row_id, &n, NULL) == MH_OK) {
            article = n.article_id;
            if (rc == MH_OK && theirs)
                rc = mh__campaign_changes(s, n.campaign_id, err);
        }
        mh_row_free(&mh_table_needs, &n);
    }
    if (rc == MH_OK && article != 0)
        rc = count_articles(s, &article, 1, err);
    if (rc == MH_OK)
        return mh_store_commit(s->store, NULL, err);
    mh_store_rollback(s->store);
    mh__session_changed(s, t);
    return rc;
}

enum mh_rc mh_ops_decide(struct mh_session *s, int64_t number, const char *choice, struct mh_conflict *decided, struct mh_err *err)
{
    struct wanted w = { .number = number };
    bool theirs = false;
    mh_row_init(&mh_table_conflicts, &w.found);
    enum mh_rc rc = read_choice(choice, &theirs, err);
    if (rc == MH_OK)
        rc = mh_ops_conflicts(s, take_wanted, &w, err);
    if (rc == MH_OK && w.found.id == 0)
        rc = mh_err_set(err, MH_ENOTFOUND, "il n'y a pas de conflit %lld : voyez mahalli merge --conflicts", (long long)number);
    if (rc == MH_OK)
        rc = settle(s, &w.found, theirs, err);
    if (rc == MH_OK && decided != NULL) {
        int64_t id = w.found.id;
        mh_row_copy(&mh_table_conflicts, decided, &w.found);
        decided->id = id;
        mh_xset(&decided->choice, theirs ? "leur" : "nôtre");
    }
    mh_row_free(&mh_table_conflicts, &w.found);
    return rc;
}
