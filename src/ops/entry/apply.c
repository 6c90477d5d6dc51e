#include "ops/entry/apply.h"
#include "ops/entry/replies.h"
#include "ops/report/returns.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

void mh__apply_init(struct mh__apply *a, struct mh_session *s, const struct mh_table *t, struct mh_diags *diags)
{
    *a = (struct mh__apply){ .s = s, .table = t, .diags = diags, .pairs = { .set = true } };
    mh_row_init(&mh_table_articles, &a->article);
    mh_row_init(&mh_table_needs, &a->need);
}

void mh__apply_free(struct mh__apply *a)
{
    mh__codes_free(&a->members);
    mh__codes_free(&a->sites);
    mh__codes_free(&a->makers);
    mh__codes_free(&a->names);
    mh__codes_free(&a->site_of);
    mh__idmap_free(&a->makes_sites);
    mh_row_free(&mh_table_needs, &a->need);
    mh__idmap_free(&a->touched);
    mh__idmap_free(&a->pairs);
    mh__idmap_free(&a->repeats);
    mh__idmap_free(&a->site_index);
    mh_row_free(&mh_table_articles, &a->article);
    free(a->seen);
    a->seen = NULL;
    mh__returns_free(a);
    mh__replies_free(a);
}

static void finding(struct mh__apply *a, enum mh_severity sev, const char *rule, const char *column, const char *value,
                    const char *message, const char *suggestion)
{
    const char *header = column && a->header ? a->header(a->ctx, column) : NULL;
    struct mh_diag d = {
        .severity = sev, .rule = rule, .file = a->file, .line = a->line, .column = header ? header : column, .value = value,
        .message = message, .suggestion = suggestion,
    };
    mh_diag_add(a->diags, &d);
}

void mh__apply_refuse(struct mh__apply *a, const char *rule, const char *column, const char *value, const char *message,
                      const char *suggestion)
{
    finding(a, MH_SEV_ERROR, rule, column, value, message, suggestion);
}

void mh__apply_warn(struct mh__apply *a, const char *rule, const char *column, const char *value, const char *message,
                    const char *suggestion)
{
    finding(a, MH_SEV_WARNING, rule, column, value, message, suggestion);
}

/* The table's own checks, with the place they lack. */
bool mh__apply_checked(struct mh__apply *a, const struct mh_table *t, const void *row)
{
    struct mh_diags found = MH_DIAGS_INIT;
    bool ok = mh_row_check(t, row, &found);
    for (size_t i = 0; i < found.list.len; i++) {
        const struct mh_diag *d = &found.list.at[i];
        finding(a, d->severity, d->rule, d->column, d->value, d->message, d->suggestion);
    }
    mh_diags_free(&found);
    return ok;
}

/* --- codes --- */

static void site_key(struct mh_str *key, int64_t member, const char *text)
{
    mh_str_addf(key, "%lld/%s", (long long)member, text);
}

int64_t mh__apply_site(const struct mh__apply *a, int64_t member, const char *text)
{
    struct mh_str key = MH_STR_INIT;
    site_key(&key, member, text + strspn(text, " "));
    int64_t id = mh__codes_find(&a->site_of, mh_str_text(&key));
    mh_str_free(&key);
    return id;
}

void mh__apply_learn_site(struct mh__apply *a, int64_t member, const char *text, int64_t id)
{
    struct mh_str key = MH_STR_INIT;
    if (mh_blank(text))
        return;
    site_key(&key, member, text + strspn(text, " "));
    mh__codes_add(&a->site_of, mh_str_text(&key), id);
    mh__codes_add(&a->sites, text, id);
    mh_str_free(&key);
}

static enum mh_rc load_sites(struct mh__apply *a, struct mh_err *err)
{
    struct mh__rows rows;
    enum mh_rc rc = mh__rows_load(a->s->store, &mh_table_sites, NULL, &rows, err);
    if (rc != MH_OK)
        return rc;
    for (size_t i = 0; i < rows.n; i++) {
        const struct mh_site *s = mh__rows_at(&rows, i);
        mh__apply_learn_site(a, s->member_id, s->code, s->id);
    }
    for (size_t i = 0; i < rows.n; i++) {
        const struct mh_site *s = mh__rows_at(&rows, i);
        if (s->name != NULL && mh__apply_site(a, s->member_id, s->name) == 0)
            mh__apply_learn_site(a, s->member_id, s->name, s->id);
    }
    mh__rows_free(&rows);
    return MH_OK;
}

static enum mh_rc load_codes(struct mh__apply *a, const struct mh_table *t, struct mh__codes *codes, struct mh_err *err)
{
    struct mh__rows rows;
    enum mh_rc rc = mh__rows_load(a->s->store, t, NULL, &rows, err);
    if (rc != MH_OK)
        return rc;
    const struct mh_column *code = mh_table_column(t, "code");
    const struct mh_column *name = mh_table_column(t, t == &mh_table_makers ? "raison_sociale" : "nom");
    for (size_t i = 0; i < rows.n; i++) {
        void *row = mh__rows_at(&rows, i);
        int64_t id;
        memcpy(&id, row, sizeof id);
        mh__codes_add(codes, *mh_field_text(code, row), id);
    }
    /* Names after codes: a name never takes a code's place. */
    for (size_t i = 0; i < rows.n; i++) {
        void *row = mh__rows_at(&rows, i);
        int64_t id;
        memcpy(&id, row, sizeof id);
        const char *text = *mh_field_text(name, row);
        if (text != NULL && mh__codes_find(codes, text) == 0)
            mh__codes_add(codes, text, id);
    }
    mh__rows_free(&rows);
    return MH_OK;
}

enum mh_rc mh__apply_load_codes(struct mh__apply *a, struct mh_err *err)
{
    if (a->codes_loaded)
        return MH_OK;
    enum mh_rc rc = load_codes(a, &mh_table_members, &a->members, err);
    if (rc == MH_OK)
        rc = load_sites(a, err);
    if (rc == MH_OK)
        rc = load_codes(a, &mh_table_makers, &a->makers, err);
    a->codes_loaded = rc == MH_OK;
    return rc;
}

static struct mh__codes *codes_of(struct mh__apply *a, const struct mh_table *t)
{
    if (t == &mh_table_members)
        return &a->members;
    if (t == &mh_table_sites)
        return &a->sites;
    if (t == &mh_table_makers)
        return &a->makers;
    return NULL;
}

static bool refuse_unknown(struct mh__apply *a, const struct mh_column *c, const char *text, bool ambiguous)
{
    struct mh_str msg = MH_STR_INIT, hint = MH_STR_INIT;
    mh_str_addf(&msg, ambiguous ? "plusieurs %s portent ce nom" : "aucun des %s ne porte ce code ou ce nom", c->ref->name_fr);
    const struct mh__codes *codes = codes_of(a, c->ref);
    const char *near = codes && !ambiguous ? mh__codes_near(codes, text) : NULL;
    if (ambiguous)
        mh_str_addf(&hint, "donnez le code");
    else if (near)
        mh_str_addf(&hint, "vouliez-vous dire « %s » ? ", near);
    if (!ambiguous)
        mh_str_addf(&hint, "%simportez d'abord les %s", near ? "sinon " : "", c->ref->name_fr);
    mh__apply_refuse(a, "code-inconnu", c->name, text, mh_str_text(&msg), mh_str_text(&hint));
    mh_str_free(&msg);
    mh_str_free(&hint);
    return false;
}

bool mh__apply_resolve(struct mh__apply *a, const struct mh_column *c, void *row, enum mh_rc *rc, struct mh_err *err)
{
    const char *text = a->cell ? a->cell(a->ctx, c->name) : "";
    if (text == NULL || mh_blank(text)) {
        if (c->ref == &mh_table_members) {
            int64_t id = 0;
            *rc = mh__apply_member(a, true, &id, err);
            *mh_field_int(c, row) = *rc == MH_OK ? id : MH_UNKNOWN;
            return *rc == MH_OK;
        }
        *mh_field_int(c, row) = MH_UNKNOWN;
        return true;
    }
    const struct mh__codes *codes = codes_of(a, c->ref);
    if (codes != NULL) {
        int64_t id = mh__codes_find(codes, text);
        if (id <= 0)
            return refuse_unknown(a, c, text, id < 0);
        *mh_field_int(c, row) = id;
        return true;
    }
    if (c->ref == &mh_table_products || c->ref == &mh_table_articles) {
        bool product = c->ref == &mh_table_products;
        struct mh_err why = MH_ERR_INIT;
        int64_t id = 0, of = MH_UNKNOWN;
        const struct mh_column *owner = mh_table_column(a->table, product ? "fabricant" : "membre");
        if (owner != NULL)
            of = *mh_field_int(owner, row);
        of = of == MH_UNKNOWN ? 0 : of;
        enum mh_rc found = product ? mh__find_product(a->s, text, of, &id, &why) : mh__find_article(a->s, text, of, &id, &why);
        if (found == MH_ENOTFOUND || found == MH_EAMBIG) {
            mh__apply_refuse(a, "code-inconnu", c->name, text, why.msg,
                             product ? "donnez la référence du produit chez ce fabricant" : "donnez groupe/référence");
            return false;
        }
        *rc = found;
        if (found != MH_OK)
            mh_err_set(err, found, "%s", why.msg);
        *mh_field_int(c, row) = id;
        return found == MH_OK;
    }
    return refuse_unknown(a, c, text, false);
}

/* --- storing --- */

static bool second_in_file(struct mh__apply *a, int64_t id, bool differs)
{
    uint32_t *line = mh__idmap_find(&a->touched, (uint64_t)id);
    if (line == NULL || a->line == 0)
        return false;
    struct mh_str msg = MH_STR_INIT;
    mh_str_addf(&msg, differs ? "déjà donné ligne %u avec d'autres valeurs" : "déjà donné ligne %u, à l'identique", *line);
    if (differs)
        mh__apply_refuse(a, "ligne-en-double", NULL, NULL, mh_str_text(&msg), "gardez une seule des deux lignes");
    else
        mh__apply_warn(a, "ligne-en-double", NULL, NULL, mh_str_text(&msg), NULL);
    mh_str_free(&msg);
    return true;
}

/* A need given again without the mark is confirmed by that: here empty says something. */
static bool confirms(const struct mh_table *t, const struct mh_column *c)
{
    return t == &mh_table_needs && c->offset == offsetof(struct mh_need, to_confirm);
}

/* What is stored, with the values that the new row knows. True when they differ. */
static bool merge(const struct mh_table *t, void *into, const void *given)
{
    bool differs = false;
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if ((!mh_value_known(c, given) && !confirms(t, c)) || mh_value_equal(c, into, given))
            continue;
        mh_value_copy(c, into, given);
        if (!(c->flags & MH_DERIVED))
            differs = true;
    }
    return differs;
}

enum mh_rc mh__apply_store(struct mh__apply *a, const struct mh_table *t, void *row, bool once, int64_t *id, enum mh__outcome *out,
                           struct mh_err *err)
{
    struct mh_store *st = a->s->store;
    int64_t found = 0;
    mh_row_derive(t, row);
    enum mh_rc rc = mh_store_find(st, t, row, &found, err);
    if (rc != MH_OK)
        return rc;
    if (found == 0) {
        rc = mh_store_insert(st, t, row, err);
        memcpy(id, row, sizeof *id);
        *out = MH__CREATED;
        if (rc == MH_OK && once)
            mh__idmap_put(&a->touched, (uint64_t)*id, (uint32_t)a->line);
        return rc;
    }
    *id = found;
    void *was = mh_xcalloc(1, t->row_size), *now = mh_xcalloc(1, t->row_size);
    mh_row_init(t, was);
    mh_row_init(t, now);
    rc = mh_store_get(st, t, found, was, err);
    if (rc == MH_OK) {
        mh_row_copy(t, now, was);
        memcpy(now, was, sizeof(int64_t));
        bool differs = merge(t, now, row);
        *out = MH__UNCHANGED;
        if (once && second_in_file(a, found, differs)) {
            *out = differs ? MH__REFUSED : MH__UNCHANGED;
        } else {
            if (differs && !mh__apply_checked(a, t, now))
                *out = MH__REFUSED;
            else if (differs)
                rc = mh_store_update(st, t, was, now, &differs, err);
            if (*out != MH__REFUSED)
                *out = differs ? MH__UPDATED : MH__UNCHANGED;
            if (once)
                mh__idmap_put(&a->touched, (uint64_t)found, (uint32_t)a->line);
        }
    }
    mh_row_free(t, was);
    mh_row_free(t, now);
    free(was);
    free(now);
    return rc;
}

static void learn_code(struct mh__apply *a, const struct mh_table *t, void *row, int64_t id)
{
    struct mh__codes *codes = codes_of(a, t);
    if (codes == NULL)
        return;
    const char *code = *mh_field_text(mh_table_column(t, "code"), row);
    if (t == &mh_table_sites) {
        const struct mh_site *s = row;
        mh__apply_learn_site(a, s->member_id, code, id);
        if (s->name != NULL && mh__apply_site(a, s->member_id, s->name) == 0)
            mh__apply_learn_site(a, s->member_id, s->name, id);
        return;
    }
    mh__codes_add(codes, code, id);
    const char *name = *mh_field_text(mh_table_column(t, t == &mh_table_makers ? "raison_sociale" : "nom"), row);
    if (!mh_blank(name) && mh__codes_find(codes, name) == 0)
        mh__codes_add(codes, name, id);
}

/* --- rows that give a name and no code --- */

static const struct mh_column *name_of(const struct mh_table *t)
{
    const struct mh_importer *imp = mh_importer_for(t->name);
    return imp != NULL && imp->code_from != NULL ? mh_table_column(t, imp->code_from) : NULL;
}

/* Names by themselves: a name never is another's code. Of sites "group/name". */
static void learn_name(struct mh__apply *a, const struct mh_table *t, void *row, int64_t id)
{
    struct mh_str key = MH_STR_INIT;
    const char *name = *mh_field_text(name_of(t), row);
    if (mh_blank(name))
        return;
    mh_str_addf(&key, "%lld/%s", t == &mh_table_sites ? (long long)((const struct mh_site *)row)->member_id : 0LL, name);
    mh__codes_add(&a->names, mh_str_text(&key), id);
    mh_str_free(&key);
}

static enum mh_rc load_names(struct mh__apply *a, struct mh_err *err)
{
    struct mh__rows rows;
    if (a->names_loaded)
        return MH_OK;
    enum mh_rc rc = mh__rows_load(a->s->store, a->table, NULL, &rows, err);
    if (rc != MH_OK)
        return rc;
    for (size_t i = 0; i < rows.n; i++) {
        int64_t id;
        memcpy(&id, mh__rows_at(&rows, i), sizeof id);
        learn_name(a, a->table, mh__rows_at(&rows, i), id);
    }
    mh__rows_free(&rows);
    a->names_loaded = true;
    return MH_OK;
}

static int64_t code_known(struct mh__apply *a, int64_t member, const char *code)
{
    return a->table == &mh_table_sites ? mh__apply_site(a, member, code) : mh__codes_find(codes_of(a, a->table), code);
}

/* A row that gives a name and no code is the one known by that name, or gets a code made of it. False: several have the name. */
static bool find_code(struct mh__apply *a, void *row, enum mh_rc *rc, struct mh_err *err)
{
    const struct mh_table *t = a->table;
    const struct mh_column *c = name_of(t);
    char **code = c != NULL ? mh_field_text(mh_table_column(t, "code"), row) : NULL;
    const char *name = c != NULL ? *mh_field_text(c, row) : NULL;
    if (c == NULL || !mh_blank(*code) || mh_blank(name))
        return true;
    *rc = load_names(a, err);
    if (*rc != MH_OK)
        return false;
    int64_t member = t == &mh_table_sites ? ((const struct mh_site *)row)->member_id : 0;
    struct mh_str made = MH_STR_INIT;
    mh_str_addf(&made, "%lld/%s", (long long)member, name);
    int64_t id = mh__codes_find(&a->names, mh_str_text(&made));
    mh_str_clear(&made);
    if (id < 0) {
        mh__apply_refuse(a, "nom-ambigu", c->name, name, "plusieurs portent ce nom", "donnez le code");
        return false;
    }
    if (id > 0) {
        mh_str_add(&made, mh_store_code(a->s->store, t, id));
    } else {
        mh_code_of_name(name, &made);
        size_t stem = made.len;
        for (int n = 2; code_known(a, member, mh_str_text(&made)) != 0; n++) {
            made.len = stem;
            mh_str_addf(&made, "-%d", n);
        }
        a->codes_made++;
    }
    free(*code);
    *code = mh_str_take(&made);
    return true;
}

/* A maker's code that had another name: the same firm renamed, or two firms under one code. Told. */
static enum mh_rc tell_renamed(struct mh__apply *a, void *row, struct mh_err *err)
{
    const struct mh_column *c = a->table == &mh_table_makers ? name_of(a->table) : NULL;
    const char *name = c != NULL ? *mh_field_text(c, row) : NULL;
    int64_t id = 0;
    if (mh_blank(name))
        return MH_OK;
    enum mh_rc rc = mh_store_find(a->s->store, a->table, row, &id, err);
    if (rc != MH_OK || id == 0)
        return rc;
    void *was = mh_xcalloc(1, a->table->row_size);
    mh_row_init(a->table, was);
    rc = mh_store_get(a->s->store, a->table, id, was, err);
    const char *before = rc == MH_OK ? *mh_field_text(c, was) : NULL;
    if (!mh_blank(before) && !mh_utf8_same(before, name)) {
        struct mh_str said = MH_STR_INIT;
        mh_str_addf(&said, "ce code était celui de « %s » : le nom est remplacé", before);
        mh__apply_warn(a, "nom-change", c->name, name, mh_str_text(&said), "si ce sont deux, donnez un autre code");
        mh_str_free(&said);
    }
    mh_row_free(a->table, was);
    free(was);
    return rc;
}

static bool is_lexicon(const struct mh_table *t)
{
    return t == &mh_table_families || t == &mh_table_attributes || t == &mh_table_synonyms;
}

static enum mh_rc apply_plain(struct mh__apply *a, void *row, enum mh__outcome *out, struct mh_err *err)
{
    const struct mh_table *t = a->table;
    enum mh_rc rc = MH_OK;
    for (size_t i = 0; i < t->ncolumns; i++)
        if (t->columns[i].type == MH_REF && !mh__apply_resolve(a, &t->columns[i], row, &rc, err)) {
            *out = MH__REFUSED;
            return rc;
        }
    if (is_lexicon(t)) {
        const struct mh_column *origin = mh_table_column(t, "origine");
        char **text = mh_field_text(origin, row);
        free(*text);
        *text = mh_xstrdup("propre");
    }
    if (!find_code(a, row, &rc, err) || !mh__apply_checked(a, t, row)) {
        *out = MH__REFUSED;
        return rc;
    }
    int64_t id = 0;
    rc = tell_renamed(a, row, err);
    if (rc == MH_OK)
        rc = mh__apply_store(a, t, row, true, &id, out, err);
    if (rc == MH_OK && *out == MH__CREATED)
        learn_code(a, t, row, id);
    if (rc == MH_OK && *out == MH__CREATED && a->names_loaded && name_of(t) != NULL)
        learn_name(a, t, row, id);
    return rc;
}

enum mh_rc mh__apply_row(struct mh__apply *a, void *row, enum mh__outcome *out, struct mh_err *err)
{
    *out = MH__REFUSED;
    enum mh_rc rc = mh__apply_load_codes(a, err);
    if (rc != MH_OK)
        return rc;
    if (a->table == &mh_table_need_lines)
        return mh__apply_need(a, row, out, err);
    if (a->table == &mh_table_opinion_lines)
        return mh__apply_opinion(a, row, out, err);
    if (a->table == &mh_table_question_lines)
        return mh__apply_question(a, row, out, err);
    if (a->table == &mh_table_trial_lines)
        return mh__apply_trial(a, row, out, err);
    if (a->table == &mh_table_purchase_lines)
        return mh__apply_purchase(a, row, out, err);
    if (a->table == &mh_table_replies)
        return mh__apply_reply(a, row, out, err);
    if (a->table == &mh_table_sheets)
        return mh__apply_sheet(a, row, out, err);
    if (a->table == &mh_table_award_lines)
        return mh__apply_award(a, row, out, err);
    return apply_plain(a, row, out, err);
}

/* --- the member of rows that name none --- */

static enum mh_rc make_member(struct mh__apply *a, int64_t *id, struct mh_err *err)
{
    struct mh_member mine;
    mh_row_init(&mh_table_members, &mine);
    mine.code = mh_xstrdup("MOI");
    mine.name = mh_xstrdup("Mon groupe");
    enum mh_rc rc = mh_store_insert(a->s->store, &mh_table_members, &mine, err);
    *id = mine.id;
    if (rc == MH_OK)
        mh__codes_add(&a->members, "MOI", mine.id);
    mh_row_free(&mh_table_members, &mine);
    return rc;
}

enum mh_rc mh__apply_member(struct mh__apply *a, bool make, int64_t *id, struct mh_err *err)
{
    *id = a->member_id;
    if (a->member_id != 0 || (a->no_member && !make))
        return MH_OK;
    enum mh_rc rc = mh__apply_load_codes(a, err);
    if (rc != MH_OK)
        return rc;
    if (a->member_option != NULL) {
        *id = mh__codes_find(&a->members, a->member_option);
        if (*id <= 0)
            return mh_err_set(err, MH_ENOTFOUND, "groupe « %s » inconnu : voyez mahalli list groupes", a->member_option);
        a->member_id = *id;
        return MH_OK;
    }
    struct mh__rows all;
    rc = mh__rows_load(a->s->store, &mh_table_members, NULL, &all, err);
    if (rc != MH_OK)
        return rc;
    if (all.n > 1)
        rc = mh_err_set(err, MH_EUSAGE, "ce plan a %zu groupes et le fichier n'a pas de colonne « membre » : lequel ? "
                        "Ajoutez --member CODE", all.n);
    else if (all.n == 1)
        *id = ((const struct mh_member *)mh__rows_at(&all, 0))->id;
    else if (make)
        rc = make_member(a, id, err);
    else
        a->no_member = true;
    mh__rows_free(&all);
    if (rc == MH_OK)
        a->member_id = *id;
    return rc;
}
