#include "ops/report/demand.h"
#include "ops/entry/replies.h"
#include "ops/report/returns.h"
#include "ops/matching/sheets.h"

#include <mahalli/hash.h>
#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mh__replies {
    struct mh__idmap seen;           /* sign -> line of the file */
    struct mh__codes headers;        /* of the attributes of all families */
    MH_VEC(int64_t) makers;          /* that answered something new */
};

void mh__replies_free(struct mh__apply *a)
{
    if (a->replies == NULL)
        return;
    mh__idmap_free(&a->replies->seen);
    mh__codes_free(&a->replies->headers);
    mh_vec_free(&a->replies->makers);
    free(a->replies);
    a->replies = NULL;
}

void mh__reply_refuse(struct mh__replying *x, const char *rule, const char *column, const char *value, const char *message, const char *hint)
{
    mh__apply_refuse(x->a, rule, column, value, message, hint);
    x->refused = true;
}

/* --- whose line it is --- */

static const char again[] = "reprenez la demande d'information telle qu'elle a été envoyée, et recopiez-y les réponses";

/* A line of a workbook of ours: its two signs, its grey cells and the campaign agree, and no other line has them. */
static void check_signs(struct mh__replying *x)
{
    struct mh__apply *a = x->a;
    const struct mh_reply *r = x->r;
    char ident[MH__IDENT_SIZE];
    int64_t maker = 0, year = 0;
    struct mh_str m = MH_STR_INIT;
    if (!mh__reply_version_read(a->row_version ? a->row_version : "", &maker, &year)) {
        mh__reply_refuse(x, "identifiant-faux", mh_return_columns[1], a->row_version, "ce n'est pas ce qui a été envoyé : Excel l'a sans doute "
                         "changé en étirant la cellule", again);
        return;
    }
    mh__reply_ident(maker, year, r->family, r->specs, ident);
    if (year != a->s->campaign.year) {
        mh_str_addf(&m, "c'est la demande de %d, et la campagne est celle de %d", (int)year, (int)a->s->campaign.year);
        mh__reply_refuse(x, "demande-autre-annee", mh_return_columns[1], a->row_version, mh_str_text(&m), "envoyez la demande de cette année");
    } else if (maker != r->maker_id) {
        mh__reply_refuse(x, "identifiant-autre", mh_return_columns[1], a->row_version, "cette ligne a été envoyée à un autre fabricant, ou vient d'un "
                         "autre plan", again);
    } else if (!mh_streq(ident, a->row_ident)) {
        mh__reply_refuse(x, "identifiant-faux", mh_return_columns[0], a->row_ident, "les cases grises ne sont plus celles de cette ligne : copiée, étirée "
                         "ou changée", again);
    } else if (a->line != 0) {
        uint64_t key = mh_hash64(ident, strlen(ident), 3) | 1;
        const uint32_t *line = mh__idmap_find(&a->replies->seen, key);
        if (line != NULL) {
            mh_str_addf(&m, "la ligne %u porte déjà cet identifiant", *line);
            mh__reply_refuse(x, "identifiant-double", mh_return_columns[0], a->row_ident, mh_str_text(&m), "gardez une seule des deux lignes");
        } else {
            mh__idmap_put(&a->replies->seen, key, (uint32_t)a->line);
        }
    }
    mh_str_free(&m);
}

/* A line that somebody typed: by the family's code or name, specifications as they are read. */
static void take_typed(struct mh__replying *x, struct mh_reply *r)
{
    const struct mh_lexicon *lx = x->a->s->lexicon;
    struct mh_spec_text text = { .specs = r->specs, .family = r->family };
    struct mh_reading read;
    struct mh_str s = MH_STR_INIT;
    if (mh_blank(r->specs))
        return;
    mh_spec_read(lx, &text, &read);
    if (read.problem != MH_READ_OK || read.family != x->family || read.rest != NULL)
        mh__reply_refuse(x, "demande-illisible", "specifications", r->specs, "ce n'est pas une demande de cette famille",
                         "caractéristique = valeur unité, séparées par ;");
    mh_reading_text(lx, &read, &s);
    mh_reading_free(&read);
    if (!x->refused) {
        free(r->specs);
        r->specs = s.len ? mh_str_take(&s) : NULL;
    }
    mh_str_free(&s);
}

static void find_family(struct mh__replying *x, struct mh_reply *r)
{
    const char *near = NULL;
    x->family = mh_blank(r->family) ? -1 : mh__family_named(x->a->s, r->family, &near);
    if (x->family < 0) {
        struct mh_str hint = MH_STR_INIT;
        if (near != NULL)
            mh_str_addf(&hint, "vouliez-vous dire « %s » ?", near);
        mh__reply_refuse(x, "famille-inconnue", "famille", r->family, "famille inconnue", hint.len ? mh_str_text(&hint) : "voyez mahalli list familles");
        mh_str_free(&hint);
        return;
    }
    free(r->family);
    r->family = mh_xstrdup(mh_lexicon_family_row(x->a->s->lexicon, x->family)->code);
}

/* --- attributes --- */

void mh__reply_item(const struct mh__replying *x, const struct mh_requirement *q, struct mh_str *out)
{
    struct mh_requirement copy = *q;
    struct mh_reading one = { .family = x->family, .req = &copy, .nreq = 1 };
    mh_reading_text(x->a->s->lexicon, &one, out);
}

static void take_value(struct mh__replying *x, int attribute, const char *value, const char *place)
{
    const struct mh_lexicon *lx = x->a->s->lexicon;
    struct mh_requirement q;
    if (!mh_spec_value_read(lx, x->family, attribute, value, &q)) {
        struct mh_str hint = MH_STR_INIT;
        mh_str_add(&hint, "attendu : ");
        mh_spec_allowed(lx, x->family, attribute, &hint);
        mh__reply_refuse(x, "caracteristique-illisible", place, value, "n'est pas une valeur de cette caractéristique", mh_str_text(&hint));
        mh_str_free(&hint);
        return;
    }
    q.wish = false;
    for (size_t i = 0; i < x->ngiven; i++)
        if (x->given[i].attribute == attribute) {
            x->given[i] = q;
            return;
        }
    if (x->ngiven < MH__REPLY_ITEMS)
        x->given[x->ngiven++] = q;
}

/* "Volume (mL)" as the workbook has it, or the attribute's own name or code. */
static int attribute_of(const struct mh_lexicon *lx, int family, const char *header, struct mh_str *scratch)
{
    struct mh_str want = MH_STR_INIT, has = MH_STR_INIT;
    int found = mh_attribute_named(lx, family, header, NULL);
    mh_header_key(&want, header);
    for (int a = 0; found < 0 && a < (int)mh_lexicon_nattributes(lx, family); a++)
        for (size_t l = 0; found < 0 && l < sizeof mh__reply_langs / sizeof *mh__reply_langs; l++) {
            mh__reply_header(lx, mh__reply_langs[l], family, a, scratch);
            mh_str_clear(&has);
            mh_header_key(&has, mh_str_text(scratch));
            if (mh_streq(mh_str_text(&has), mh_str_text(&want)))
                found = a;
        }
    mh_str_free(&want);
    mh_str_free(&has);
    return found;
}

/* --- headers --- */

static void learn_header(struct mh__replies *k, const char *header, struct mh_str *key)
{
    mh_str_clear(key);
    mh_header_key(key, header);
    if (mh__codes_find(&k->headers, mh_str_text(key)) == 0)
        mh__codes_add(&k->headers, mh_str_text(key), 1);
}

static void learn_attribute(struct mh__replies *k, const struct mh_lexicon *lx, const char *lang, int family, int i, struct mh_str *key)
{
    const struct mh_attribute *row = mh_lexicon_attribute(lx, family, i);
    const char *name = mh_lexicon_attribute_name(lx, lang, family, i);
    struct mh_str header = MH_STR_INIT;
    for (int behind = 0; behind < 2; behind++) { /* both ways of mh__reply_header, whichever it takes */
        mh_str_clear(&header);
        if (behind)
            mh_str_addf(&header, "%s ", mh_tr(lang, MH__REPLY_ATTRIBUTE));
        mh_str_add(&header, name);
        learn_header(k, mh_str_text(&header), key);
        mh_str_addf(&header, " (%s)", row->unit ? row->unit : "");
        learn_header(k, mh_str_text(&header), key);
    }
    mh_str_free(&header);
}

enum mh_rc mh__replies_begin(struct mh__apply *a, struct mh_err *err)
{
    enum mh_rc rc = mh__session_lexicon(a->s, err);
    if (rc != MH_OK || a->replies != NULL)
        return rc;
    const struct mh_lexicon *lx = a->s->lexicon;
    struct mh_str key = MH_STR_INIT;
    a->replies = mh_xcalloc(1, sizeof *a->replies);
    for (size_t f = 0; f < mh_lexicon_nfamilies(lx); f++)
        for (size_t i = 0; i < mh_lexicon_nattributes(lx, (int)f); i++) {
            for (size_t l = 0; l < sizeof mh__reply_langs / sizeof *mh__reply_langs; l++)
                learn_attribute(a->replies, lx, mh__reply_langs[l], (int)f, (int)i, &key);
            learn_header(a->replies, mh_lexicon_attribute(lx, (int)f, (int)i)->code, &key);
        }
    mh_str_free(&key);
    return MH_OK;
}

bool mh__reply_is_attribute(const struct mh__apply *a, const char *header)
{
    struct mh_str key = MH_STR_INIT;
    mh_header_key(&key, header);
    bool is = a->replies != NULL && mh__codes_find(&a->replies->headers, mh_str_text(&key)) != 0;
    mh_str_free(&key);
    return is;
}

const char *mh__reply_attribute_code(const struct mh__apply *a, const char *family, const char *header)
{
    const char *near = NULL;
    struct mh_str scratch = MH_STR_INIT;
    int f = mh_blank(family) ? -1 : mh__family_named(a->s, family, &near);
    int i = f >= 0 ? attribute_of(a->s->lexicon, f, header, &scratch) : -1;
    mh_str_free(&scratch);
    return i >= 0 ? mh_lexicon_attribute(a->s->lexicon, f, i)->code : header;
}

static void take_attributes(struct mh__replying *x)
{
    struct mh__apply *a = x->a;
    const struct mh_lexicon *lx = a->s->lexicon;
    struct mh_str scratch = MH_STR_INIT;
    struct mh__further f;
    if (!mh_blank(x->r->given)) {
        struct mh_diags wrong = MH_DIAGS_INIT;
        struct mh_reading read;
        if (!mh_spec_sheet_read(lx, x->family, x->r->given, 0, &read, &wrong)) {
            const struct mh_diag *d = wrong.list.len ? &wrong.list.at[0] : NULL;
            mh__reply_refuse(x, "caracteristique-illisible", "caracteristiques", d && d->value ? d->value : x->r->given,
                             d ? d->message : "illisible", d ? d->suggestion : NULL);
        }
        for (size_t i = 0; i < read.nreq && x->ngiven < MH__REPLY_ITEMS; i++) {
            x->given[x->ngiven] = read.req[i];
            x->given[x->ngiven].source = MH_SRC_TYPED;
            x->given[x->ngiven++].sheet = 0;
        }
        mh_reading_free(&read);
        mh_diags_free(&wrong);
    }
    for (size_t i = 0; a->further != NULL && a->further(a->ctx, i, &f); i++) {
        if (mh_blank(f.text))
            continue;
        int attribute = attribute_of(lx, x->family, f.header, &scratch);
        if (attribute >= 0)
            take_value(x, attribute, f.text, f.place);
        else
            mh__reply_refuse(x, "caracteristique-inconnue", f.place, f.text, "cette famille n'a pas cette caractéristique", "videz la case");
    }
    mh_str_free(&scratch);
}

static void write_given(const struct mh__replying *x, struct mh_reply *r)
{
    struct mh_str s = MH_STR_INIT;
    for (size_t i = 0; i < x->ngiven; i++) {
        mh_str_add(&s, i ? "; " : "");
        mh__reply_item(x, &x->given[i], &s);
    }
    free(r->given);
    r->given = s.len ? mh_str_take(&s) : NULL;
    mh_str_free(&s);
}

/* --- what was answered before --- */

/* Does the row say anything that the plan has not? The day alone is nothing new. */
static enum mh_rc is_new(struct mh__replying *x, const struct mh_reply *r, bool *fresh, struct mh_err *err)
{
    const struct mh_table *t = &mh_table_replies;
    struct mh_reply was;
    int64_t id = 0;
    mh_row_init(t, &was);
    enum mh_rc rc = mh_store_find(x->a->s->store, t, r, &id, err);
    if (rc == MH_OK && id != 0)
        rc = mh_store_get(x->a->s->store, t, id, &was, err);
    *fresh = id == 0;
    for (size_t i = 0; rc == MH_OK && i < t->ncolumns && !*fresh; i++)
        *fresh = !mh_streq(t->columns[i].name, "recue_le") && mh_value_known(&t->columns[i], r) && !mh_value_equal(&t->columns[i], r, &was);
    mh_row_free(t, &was);
    return rc;
}

static bool resolve_maker(struct mh__replying *x, struct mh_reply *r, enum mh_rc *rc, struct mh_err *err)
{
    for (size_t i = 0; i < mh_table_replies.ncolumns; i++)
        if (mh_table_replies.columns[i].type == MH_REF && !mh__apply_resolve(x->a, &mh_table_replies.columns[i], r, rc, err))
            return false;
    return true;
}

static void prepare(struct mh__replying *x, struct mh_reply *r)
{
    struct mh__apply *a = x->a;
    if (r->year == MH_UNKNOWN)
        r->year = a->s->campaign.year;
    if (r->year != a->s->campaign.year)
        mh__reply_refuse(x, "demande-autre-annee", "annee", NULL, "la campagne est celle d'une autre année", "ouvrez le plan de cette année (--year)");
    find_family(x, r);
    if (x->refused)
        return;
    if (!mh_blank(a->row_ident) || !mh_blank(a->row_version))
        check_signs(x);
    else
        take_typed(x, r);
    if (x->refused || !mh__apply_checked(a, &mh_table_replies, r)) {
        x->refused = true;
        return;
    }
    mh_row_derive(&mh_table_replies, r);
    mh_reply_read(r->answer, &x->answer, &x->months);
    if (r->received_on == NULL)
        r->received_on = mh_xstrndup(a->s->now, MH_DATE_SIZE - 1);
    snprintf(x->day, sizeof x->day, "%s", r->received_on);
    if (x->answer != MH_ANSWER_NO) /* what a maker does not make has no attributes */
        take_attributes(x);
    write_given(x, r);
}

/* Another answer replaces the one of before whole; the same one adds to it what it says more. */
static enum mh_rc keep(struct mh__replying *x, struct mh_reply *r, int64_t *id, enum mh__outcome *out, struct mh_err *err)
{
    const struct mh_table *t = &mh_table_replies;
    struct mh_store *store = x->a->s->store;
    struct mh_reply was;
    mh_row_init(t, &was);
    enum mh_rc rc = mh_store_find(store, t, r, id, err);
    if (rc == MH_OK && *id != 0)
        rc = mh_store_get(store, t, *id, &was, err);
    if (rc == MH_OK && *id != 0 && !mh_streq(was.answer, r->answer)) {
        was.id = r->id = *id;
        *out = MH__UPDATED;
        rc = mh_store_update(store, t, &was, r, NULL, err);
    } else if (rc == MH_OK) {
        rc = mh__apply_store(x->a, t, r, false, id, out, err);
    }
    mh_row_free(t, &was);
    return rc;
}

enum mh_rc mh__apply_reply(struct mh__apply *a, struct mh_reply *r, enum mh__outcome *out, struct mh_err *err)
{
    struct mh__replying x = { .a = a, .r = r, .family = -1 };
    enum mh_rc rc = MH_OK;
    bool fresh = true;
    *out = MH__UNCHANGED;
    if (mh_blank(r->answer))
        return MH_OK; /* not answered */
    *out = MH__REFUSED;
    if (a->s->campaign.id == 0)
        return mh_err_set(err, MH_EDENIED, "aucune campagne ouverte : mahalli campaign open ANNÉE");
    if (a->replies == NULL && (rc = mh__replies_begin(a, err)) != MH_OK)
        return rc;
    if (!resolve_maker(&x, r, &rc, err))
        return rc;
    prepare(&x, r);
    if (!x.refused)
        rc = is_new(&x, r, &fresh, err);
    if (rc != MH_OK || x.refused)
        return rc;
    if (!fresh) {
        *out = MH__UNCHANGED;
        return MH_OK;
    }
    if (x.answer != MH_ANSWER_NO)
        rc = mh__reply_product(&x, err);
    if (rc == MH_OK && !x.refused && x.product != 0)
        rc = mh__reply_certificate(&x, err);
    int64_t id = 0;
    if (rc == MH_OK && !x.refused)
        rc = keep(&x, r, &id, out, err);
    if (rc == MH_OK && !x.refused)
        mh_vec_push(&a->replies->makers, r->maker_id);
    return rc;
}

enum mh_rc mh__replies_done(struct mh__apply *a, struct mh_err *err)
{
    struct mh_store *store = a->s->store;
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; a->replies != NULL && i < a->replies->makers.len && rc == MH_OK; i++) {
        struct mh_request was, now;
        int64_t id = 0;
        mh_row_init(&mh_table_requests, &was);
        mh_row_init(&mh_table_requests, &now);
        now.year = a->s->campaign.year;
        now.maker_id = a->replies->makers.at[i];
        rc = mh_store_find(store, &mh_table_requests, &now, &id, err);
        if (rc == MH_OK && id != 0)
            rc = mh_store_get(store, &mh_table_requests, id, &was, err);
        if (rc == MH_OK && id != 0) {
            was.id = id;
            mh_row_copy(&mh_table_requests, &now, &was);
            now.id = id;
        }
        if (rc == MH_OK && now.answered_on == NULL) {
            now.answered_on = mh_xstrndup(a->s->now, MH_DATE_SIZE - 1);
            rc = id != 0 ? mh_store_update(store, &mh_table_requests, &was, &now, NULL, err)
                         : mh_store_insert(store, &mh_table_requests, &now, err);
        }
        mh_row_free(&mh_table_requests, &was);
        mh_row_free(&mh_table_requests, &now);
    }
    return rc;
}
