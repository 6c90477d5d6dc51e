/*
 * The answer to a question: what a person types of an article, as the article's own word. It must parse, must not contradict what the
 * article says, and is told when the article says it otherwise by now. The article keeps its identity: a file of needs imported again
 * finds it, and does not take the answer away (apply_need.c).
 */
#include "ops/entry/apply.h"
#include "ops/report/questions.h"
#include "ops/matching/sheets.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

struct answer {
    struct mh__apply *a;
    const struct mh_question_line *l;
    struct mh_article was, now;
    struct mh_reading read; /* of the article as it stands */
    enum mh__outcome *out;
};

static void refuse(struct answer *x, const char *rule, const char *column, const char *value, const char *message, const char *hint)
{
    mh__apply_refuse(x->a, rule, column, value, message, hint);
    *x->out = MH__REFUSED;
}

static void stale(struct answer *x, const char *says)
{
    struct mh_str m = MH_STR_INIT;
    mh_str_addf(&m, "l'article dit maintenant « %s » : cette réponse n'est pas prise", says);
    refuse(x, "reponse-perimee", "reponse", x->l->answer, mh_str_text(&m), "exportez à nouveau les questions, ou changez l'article (mahalli set articles)");
    mh_str_free(&m);
}

/* --- which article --- */

static enum mh_rc find(struct answer *x, struct mh_err *err)
{
    const struct mh_question_line *l = x->l;
    struct mh_err why = MH_ERR_INIT;
    int64_t member = 0, id = 0;
    enum mh_rc rc = MH_OK;
    if (l->member != NULL && (member = mh__codes_find(&x->a->members, l->member)) <= 0) {
        refuse(x, "code-inconnu", "membre", l->member, "groupe inconnu", mh__codes_near(&x->a->members, l->member));
        return MH_OK;
    }
    if (member == 0 && (rc = mh__apply_member(x->a, false, &member, err)) != MH_OK)
        return rc;
    const char *name = l->reference ? l->reference : l->label;
    rc = mh__find_article(x->a->s, name, member, &id, &why);
    if (rc == MH_ENOTFOUND || rc == MH_EAMBIG) {
        refuse(x, "code-inconnu", l->reference ? "reference" : "designation", name, why.msg, NULL);
        return MH_OK;
    }
    if (rc != MH_OK)
        return mh_err_set(err, rc, "%s", why.msg);
    rc = mh_store_get(x->a->s->store, &mh_table_articles, id, &x->was, err);
    x->was.id = id;
    mh_row_copy(&mh_table_articles, &x->now, &x->was);
    x->now.id = id;
    return rc;
}

/* --- what is answered --- */

static void answer_family(struct answer *x)
{
    struct mh_session *s = x->a->s;
    const char *near = NULL;
    int family = mh__family_named(s, x->l->answer, &near);
    if (family < 0) {
        struct mh_str hint = MH_STR_INIT;
        mh_str_addf(&hint, near ? "vouliez-vous dire « %s » ?" : "%s", near ? near : x->l->allowed ? x->l->allowed : "voyez mahalli list familles");
        refuse(x, "reponse-illisible", "reponse", x->l->answer, "famille inconnue", mh_str_text(&hint));
        mh_str_free(&hint);
        return;
    }
    const struct mh_family *f = mh_lexicon_family_row(s->lexicon, family);
    if (x->read.problem == MH_READ_OK) {
        if (x->read.family == family)
            *x->out = MH__UNCHANGED;
        else
            stale(x, mh_lexicon_family_row(s->lexicon, x->read.family)->name);
        return;
    }
    free(x->now.family);
    x->now.family = mh_xstrdup(f->code);
    *x->out = MH__UPDATED;
}

static void answer_label(struct answer *x)
{
    if (mh_utf8_same(x->was.label, x->l->answer)) {
        *x->out = MH__UNCHANGED;
    } else if (x->read.problem == MH_READ_OK && mh__unclear(&x->read) == NULL) {
        stale(x, x->was.label);
    } else {
        free(x->now.label);
        x->now.label = mh_xstrdup(x->l->answer);
        *x->out = MH__UPDATED;
    }
}

static const struct mh_requirement *said(const struct mh_reading *r, int attribute)
{
    for (size_t i = 0; i < r->nreq; i++)
        if (r->req[i].attribute == attribute && r->req[i].source != MH_SRC_REFERENCE)
            return &r->req[i];
    return NULL;
}

static void item_text(const struct mh_lexicon *lx, int family, const struct mh_requirement *q, struct mh_str *out)
{
    struct mh_requirement copy = *q;
    struct mh_reading one = { .family = family, .req = &copy, .nreq = 1 };
    mh_reading_text(lx, &one, out);
}

static void refuse_value(struct answer *x, int attribute)
{
    struct mh_str hint = MH_STR_INIT;
    mh_str_add(&hint, "attendu : ");
    mh_spec_allowed(x->a->s->lexicon, x->read.family, attribute, &hint);
    refuse(x, "reponse-illisible", "reponse", x->l->answer, "n'est pas une valeur de cette caractéristique", mh_str_text(&hint));
    mh_str_free(&hint);
}

static void answer_attribute(struct answer *x)
{
    const struct mh_lexicon *lx = x->a->s->lexicon;
    struct mh_requirement q;
    struct mh_str mine = MH_STR_INIT, theirs = MH_STR_INIT;
    const char *near = NULL;
    int asked = mh_blank(x->l->family) ? x->read.family : mh__family_named(x->a->s, x->l->family, &near);
    if (x->read.problem != MH_READ_OK || x->read.family < 0 || asked != x->read.family) {
        stale(x, x->read.family < 0 ? x->was.label : mh_lexicon_family_row(lx, x->read.family)->name);
        return;
    }
    int attribute = mh_attribute_named(lx, x->read.family, x->l->attribute, &near);
    if (attribute < 0) {
        refuse(x, "question-inconnue", "caracteristique", x->l->attribute, "cette famille n'a pas de caractéristique de ce nom", near);
        return;
    }
    if (!mh_spec_value_read(lx, x->read.family, attribute, x->l->answer, &q)) {
        refuse_value(x, attribute);
        return;
    }
    item_text(lx, x->read.family, &q, &mine);
    const struct mh_requirement *now = said(&x->read, attribute);
    if (now != NULL)
        item_text(lx, x->read.family, now, &theirs);
    if (now != NULL && mh_streq(mh_str_text(&mine), mh_str_text(&theirs))) {
        *x->out = MH__UNCHANGED;
    } else if (now != NULL) {
        stale(x, mh_str_text(&theirs));
    } else if (mh_spec_settled(lx, &x->read, attribute)) {
        mh_reading_text(lx, &x->read, &theirs);
        stale(x, mh_str_text(&theirs));
    } else {
        struct mh_str specs = MH_STR_INIT;
        mh_str_addf(&specs, "%s%s%s", x->was.specs ? x->was.specs : "", mh_blank(x->was.specs) ? "" : "; ", mh_str_text(&mine));
        free(x->now.specs);
        x->now.specs = mh_str_take(&specs);
        *x->out = MH__UPDATED;
    }
    mh_str_free(&mine);
    mh_str_free(&theirs);
}

/* Read again with the answer: it must be understood so, and leave the article clear. */
static bool stands(struct answer *x)
{
    struct mh_reading r;
    mh__read_article(x->a->s, &x->now, &r);
    bool ok = r.problem == MH_READ_OK && (x->now.family == NULL || mh_streq(x->now.family, x->was.family) ||
                                          mh_lexicon_family(x->a->s->lexicon, x->now.family) == r.family);
    if (!ok) {
        struct mh_str m = MH_STR_INIT;
        mh_str_add(&m, "avec cette réponse l'article n'est toujours pas clair");
        if (r.problem_words != NULL)
            mh_str_addf(&m, " : %s", r.problem_words);
        refuse(x, "reponse-contraire", "reponse", x->l->answer, mh_str_text(&m), "corrigez plutôt la désignation (mahalli set articles)");
        mh_str_free(&m);
    }
    mh_reading_free(&r);
    return ok;
}

enum mh_rc mh__apply_question(struct mh__apply *a, struct mh_question_line *l, enum mh__outcome *out, struct mh_err *err)
{
    *out = MH__UNCHANGED;
    if (mh_blank(l->answer))
        return MH_OK; /* not answered */
    if (!mh__apply_checked(a, &mh_table_question_lines, l)) {
        *out = MH__REFUSED;
        return MH_OK;
    }
    struct answer x = { .a = a, .l = l, .out = out, .read = { .family = -1, .second = -1 } };
    mh_row_init(&mh_table_articles, &x.was);
    mh_row_init(&mh_table_articles, &x.now);
    enum mh_rc rc = mh__session_lexicon(a->s, err);
    if (rc == MH_OK)
        rc = find(&x, err);
    if (rc != MH_OK || *out == MH__REFUSED)
        goto out;
    mh__read_article(a->s, &x.was, &x.read);
    if (mh_streq(l->attribute, "famille"))
        answer_family(&x);
    else if (mh_streq(l->attribute, "designation"))
        answer_label(&x);
    else
        answer_attribute(&x);
    if (*out == MH__UPDATED && stands(&x)) {
        rc = mh_store_update(a->s->store, &mh_table_articles, &x.was, &x.now, NULL, err);
        if (rc == MH_OK) /* its family may count volumes otherwise */
            rc = mh__count_needs(a->s, &x.now, NULL, err);
    }
out:
    mh_reading_free(&x.read);
    mh_row_free(&mh_table_articles, &x.was);
    mh_row_free(&mh_table_articles, &x.now);
    return rc;
}
