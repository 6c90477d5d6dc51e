/* The product that a maker's answer makes or changes, and the certificate that it declares. */
#include "ops/entry/replies.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

static void set(char **field, const char *text)
{
    char *copy = mh_xstrdup(text);
    free(*field);
    *field = copy;
}

static void read_product(const struct mh__replying *x, const struct mh_product *p, struct mh_reading *out)
{
    struct mh_spec_text text = { .label = p->label, .specs = p->specs, .unit = p->unit, .pack = p->pack, .family = p->family, .emdn = p->emdn,
                                 .product = true };
    mh_spec_read(x->a->s->lexicon, &text, out);
}

static bool same_value(const struct mh_spec_value *a, const struct mh_spec_value *b)
{
    return a->kind == b->kind && a->lo == b->lo && a->hi == b->hi && a->choices == b->choices && a->nlist == b->nlist &&
           memcmp(a->list, b->list, (size_t)a->nlist * sizeof *a->list) == 0;
}

/* What the reading itself says of the attribute; not what is only meant. */
static const struct mh_requirement *said(const struct mh_reading *r, int attribute)
{
    for (size_t i = 0; i < r->nreq; i++)
        if (r->req[i].attribute == attribute && r->req[i].source != MH_SRC_REFERENCE)
            return &r->req[i];
    return NULL;
}

static bool says(const struct mh_reading *r, const struct mh_requirement *q)
{
    const struct mh_requirement *s = said(r, q->attribute);
    return s != NULL && same_value(&s->value, &q->value);
}

/* --- specifications --- */

/* Does the item speak of an attribute that the answer gives otherwise? */
static bool overridden(const struct mh__replying *x, const struct mh_reading *now, const char *item)
{
    struct mh_spec_text text = { .specs = item, .family = mh_lexicon_family_row(x->a->s->lexicon, x->family)->code };
    struct mh_reading r;
    bool is = false;
    mh_spec_read(x->a->s->lexicon, &text, &r);
    for (size_t i = 0; i < x->ngiven && !is; i++)
        is = said(&r, x->given[i].attribute) != NULL && !says(now, &x->given[i]);
    mh_reading_free(&r);
    return is;
}

/* The product's specifications with what the answer gives and they do not say. */
static void merge_specs(const struct mh__replying *x, const struct mh_product *was, struct mh_product *now)
{
    struct mh_reading r;
    struct mh_str s = MH_STR_INIT;
    read_product(x, was, &r);
    for (const char *p = was->specs ? was->specs : ""; *p != '\0';) {
        size_t n = strcspn(p, ";\n");
        char *item = mh_xstrndup(p + strspn(p, " "), n > strspn(p, " ") ? n - strspn(p, " ") : 0);
        if (!mh_blank(item) && !overridden(x, &r, item))
            mh_str_addf(&s, "%s%s", s.len ? "; " : "", item);
        free(item);
        p += n + (p[n] != '\0');
    }
    for (size_t i = 0; i < x->ngiven; i++) {
        if (says(&r, &x->given[i]))
            continue;
        mh_str_add(&s, s.len ? "; " : "");
        mh__reply_item(x, &x->given[i], &s);
    }
    mh_reading_free(&r);
    free(now->specs);
    now->specs = s.len ? mh_str_take(&s) : NULL;
    mh_str_free(&s);
}

/* Read as a whole the product must be of the family and say what its maker gave. */
static void check_reading(struct mh__replying *x, const struct mh_product *p)
{
    struct mh_reading r;
    struct mh_str m = MH_STR_INIT;
    read_product(x, p, &r);
    if (r.family >= 0 && r.family != x->family) {
        mh_str_addf(&m, "ce produit est lu comme « %s »", mh_lexicon_family_name(x->a->s->lexicon, "fr", r.family));
        mh__reply_refuse(x, "produit-autre-famille", "designation", p->label, mh_str_text(&m), "donnez la référence d'un produit de cette feuille, ou "
                         "corrigez sa désignation");
    } else if (r.problem == MH_READ_CONTRADICTORY) {
        mh_str_add(&m, "les caractéristiques se contredisent, ou contredisent la désignation : ");
        mh_reading_problem(x->a->s->lexicon, "fr", &r, &m);
        mh__reply_refuse(x, "produit-contradictoire", "designation", p->label, mh_str_text(&m), "corrigez l'une ou l'autre");
    }
    for (size_t i = 0; i < x->ngiven && !x->refused; i++)
        if (!says(&r, &x->given[i])) {
            mh_str_clear(&m);
            mh_str_add(&m, "la désignation dit autre chose que ");
            mh__reply_item(x, &x->given[i], &m);
            mh__reply_refuse(x, "produit-contradictoire", "designation", p->label, mh_str_text(&m), "corrigez l'une ou l'autre");
        }
    mh_reading_free(&r);
    mh_str_free(&m);
}

/* --- the rest of the product --- */

static void take_number(int64_t *to, int64_t from)
{
    if (from != MH_UNKNOWN)
        *to = from;
}

static void take_text(char **to, const char *from)
{
    if (!mh_blank(from) && !mh_utf8_same(*to, from))
        set(to, from);
}

/* Capacity, minimum and price are per unit: another unit may not leave what was said in the old one. */
static void check_unit(struct mh__replying *x, const struct mh_product *was)
{
    const struct mh_reply *r = x->r;
    bool left = (was->capacity != MH_UNKNOWN && r->capacity == MH_UNKNOWN) || (was->minimum != MH_UNKNOWN && r->minimum == MH_UNKNOWN) ||
                was->price != MH_UNKNOWN;
    for (int q = 0; q < 4; q++)
        left = left || (was->capacity_q[q] != MH_UNKNOWN && r->capacity_q[q] == MH_UNKNOWN);
    if (mh_blank(r->unit) || mh_blank(was->unit) || mh_utf8_same(r->unit, was->unit) || !left)
        return;
    struct mh_str m = MH_STR_INIT;
    mh_str_addf(&m, "ce que nous savons du produit est par « %s »", was->unit);
    mh__reply_refuse(x, "unite-changee", "unite", r->unit, mh_str_text(&m), "gardez cette unité, et comptez-y capacité et minimum");
    mh_str_free(&m);
}

static const char declared[] = "déclaré";

static void take_integration(const struct mh__replying *x, struct mh_product *p)
{
    const struct mh_reply *r = x->r;
    if (r->integration != MH_UNKNOWN && r->integration != p->integration) {
        p->integration = r->integration; /* what the maker says of its proof stays with the answer: nobody saw it */
        set(&p->proof, declared);
        set(&p->proof_on, x->day);
    } else if (p->proof == NULL) {
        set(&p->proof, declared);
        set(&p->proof_on, x->day);
    }
}

static void take_facts(const struct mh__replying *x, struct mh_product *p)
{
    const struct mh_reply *r = x->r;
    take_text(&p->unit, r->unit);
    take_text(&p->pack, r->pack);
    take_number(&p->capacity, r->capacity);
    for (int q = 0; q < 4; q++)
        take_number(&p->capacity_q[q], r->capacity_q[q]);
    take_number(&p->minimum, r->minimum);
    take_number(&p->lead_days, r->lead_days);
    if (x->answer == MH_ANSWER_YES) {
        set(&p->status, "produit");
    } else {
        set(&p->status, "capable");
        if (x->answer == MH_ANSWER_ABLE) {
            char day[MH_DATE_SIZE];
            mh_date_add_months(x->day, x->months, day);
            set(&p->available_on, day);
        }
    }
}

/* Where what is known now comes from: only when something of it is new. */
static void sign_source(const struct mh__replying *x, struct mh_product *p)
{
    struct mh_str s = MH_STR_INIT;
    mh_str_add(&s, "réponse du ");
    mh_date_fr(&s, x->day);
    if (x->adapted)
        mh_str_addf(&s, ", adapté de %s", x->r->reference);
    take_integration(x, p);
    set(&p->source, mh_str_text(&s));
    set(&p->verified_on, x->day);
    mh_str_free(&s);
}

/* --- told --- */

/* "capacité annuelle 500 000 → 800 000 ; statut capable → produit"; false: nothing changed. */
static bool changes(const struct mh_product *was, const struct mh_product *now, struct mh_str *out)
{
    const struct mh_table *t = &mh_table_products;
    for (size_t i = 0; i < t->ncolumns; i++) {
        const struct mh_column *c = &t->columns[i];
        if (c->flags & (MH_DERIVED | MH_HIDDEN) || mh_value_equal(c, was, now))
            continue;
        struct mh_str before = MH_STR_INIT, after = MH_STR_INIT;
        mh_value_text_fr(c, was, &before);
        mh_value_text_fr(c, now, &after);
        mh_str_addf(out, "%s%s « %s » devient « %s »", out->len ? " ; " : "", c->title, before.len ? mh_str_text(&before) : "inconnu",
                    mh_str_text(&after));
        mh_str_free(&before);
        mh_str_free(&after);
    }
    return out->len > 0;
}

static enum mh_rc update(struct mh__replying *x, const struct mh_product *was, struct mh_product *now, struct mh_err *err)
{
    struct mh_str told = MH_STR_INIT;
    enum mh_rc rc = MH_OK;
    mh_row_derive(&mh_table_products, now);
    if (x->r->integration != MH_UNKNOWN && x->r->integration != was->integration)
        take_integration(x, now);
    bool changed = changes(was, now, &told);
    if (changed) {
        sign_source(x, now);
        if (!mh__apply_checked(x->a, &mh_table_products, now))
            x->refused = true;
        else
            rc = mh_store_update(x->a->s->store, &mh_table_products, was, now, NULL, err);
        struct mh_diag d = { .severity = MH_SEV_NOTE, .rule = "produit-change", .file = x->a->file, .line = x->a->line,
                             .value = was->reference ? was->reference : was->label, .message = mh_str_text(&told) };
        if (rc == MH_OK && !x->refused)
            mh_diag_add(x->a->diags, &d);
    }
    mh_str_free(&told);
    return rc;
}

/* --- which product --- */

static enum mh_rc find(struct mh__replying *x, struct mh_product *like, int64_t *id, struct mh_product *was, struct mh_err *err)
{
    mh_row_derive(&mh_table_products, like);
    enum mh_rc rc = mh_store_find(x->a->s->store, &mh_table_products, like, id, err);
    if (rc == MH_OK && *id != 0) {
        rc = mh_store_get(x->a->s->store, &mh_table_products, *id, was, err);
        was->id = *id;
    }
    return rc;
}

/* What is made today stays as it is: the adapted product is another one, that has no reference yet. */
static void adapt(struct mh__replying *x, const struct mh_product *base, struct mh_product *p)
{
    struct mh_reading r;
    size_t differ = 0;
    read_product(x, base, &r);
    for (size_t i = 0; i < x->ngiven; i++)
        differ += !says(&r, &x->given[i]);
    mh_reading_free(&r);
    if (differ == 0) {
        mh__apply_warn(x->a, "adaptation-sans-difference", "reponse", x->r->answer, "les caractéristiques données sont celles du produit d'aujourd'hui : "
                       "la réponse est gardée, aucun produit n'est noté", "demandez celles du produit adapté");
        x->product = -1;
        return;
    }
    /* Neither its reference nor its designation: they speak of what is made today. */
    if (mh_utf8_same(x->r->label, base->label))
        set(&p->label, mh_lexicon_family_name(x->a->s->lexicon, "fr", x->family));
    free(p->reference);
    p->reference = NULL;
    x->adapted = true;
}

static void given_specs(const struct mh__replying *x, struct mh_product *p)
{
    set(&p->specs, x->r->given);
}

static enum mh_rc make(struct mh__replying *x, struct mh_product *p, struct mh_err *err)
{
    const struct mh_reply *r = x->r;
    take_facts(x, p);
    sign_source(x, p);
    check_reading(x, p);
    if (x->refused || !mh__apply_checked(x->a, &mh_table_products, p)) {
        x->refused = true;
        return MH_OK;
    }
    mh_row_derive(&mh_table_products, p);
    enum mh_rc rc = mh_store_insert(x->a->s->store, &mh_table_products, p, err);
    x->product = p->id;
    if (rc == MH_OK && mh_blank(p->reference) && mh_blank(p->specs))
        mh__apply_warn(x->a, "gamme-sans-produit", "reponse", r->answer, "ni référence ni caractéristique : c'est noté comme une gamme déclarée, qui ne "
                       "répond à aucun article", "demandez les caractéristiques");
    return rc;
}

static enum mh_rc change(struct mh__replying *x, const struct mh_product *was, struct mh_product *now, struct mh_err *err)
{
    check_unit(x, was);
    take_text(&now->label, x->r->label);
    take_facts(x, now);
    merge_specs(x, was, now);
    if (mh_streq(was->specs, now->specs) || mh_utf8_same(was->specs, now->specs))
        set(&now->specs, was->specs);
    if (!x->refused)
        check_reading(x, now);
    if (x->refused)
        return MH_OK;
    x->product = was->id;
    return update(x, was, now, err);
}

static bool made_already(const struct mh_product *p)
{
    return !mh_streq(p->status, "capable") && !mh_streq(p->status, "projet");
}

enum mh_rc mh__reply_product(struct mh__replying *x, struct mh_err *err)
{
    const struct mh_reply *r = x->r;
    const struct mh_table *t = &mh_table_products;
    struct mh_product p, was;
    int64_t id = 0;
    mh_row_init(t, &p);
    mh_row_init(t, &was);
    p.maker_id = r->maker_id;
    set(&p.reference, mh_blank(r->reference) ? NULL : r->reference);
    set(&p.label, mh_blank(r->label) ? mh_lexicon_family_name(x->a->s->lexicon, "fr", x->family) : r->label);
    set(&p.family, r->family);
    given_specs(x, &p);
    enum mh_rc rc = find(x, &p, &id, &was, err);
    if (rc == MH_OK && id != 0 && x->answer != MH_ANSWER_YES && p.reference != NULL && made_already(&was)) {
        adapt(x, &was, &p);
        id = 0;
        mh_row_free(t, &was);
        if (x->product == 0)
            rc = find(x, &p, &id, &was, err);
    }
    if (rc == MH_OK && x->product == 0 && id == 0)
        rc = make(x, &p, err);
    else if (rc == MH_OK && x->product == 0) {
        mh_row_copy(t, &p, &was);
        p.id = id;
        rc = change(x, &was, &p, err);
    }
    if (x->product < 0)
        x->product = 0;
    mh_row_free(t, &p);
    mh_row_free(t, &was);
    return rc;
}

/* --- the certificate --- */

static bool seen(const struct mh_certificate *c)
{
    return c->document != NULL || c->verified_on != NULL;
}

enum mh_rc mh__reply_certificate(struct mh__replying *x, struct mh_err *err)
{
    const struct mh_reply *r = x->r;
    const struct mh_table *t = &mh_table_certificates;
    struct mh_certificate c, was;
    int64_t id = 0;
    enum mh__outcome out;
    if (mh_blank(r->registration)) {
        if (r->registration_to != NULL)
            mh__apply_warn(x->a, "enregistrement-sans-numero", "enregistrement_fin", r->registration_to, "une échéance sans numéro : aucun certificat n'est "
                           "noté", "demandez le numéro");
        return MH_OK;
    }
    mh_row_init(t, &c);
    mh_row_init(t, &was);
    c.maker_id = r->maker_id;
    c.product_id = x->product;
    set(&c.type, "enregistrement");
    set(&c.number, r->registration);
    set(&c.to, r->registration_to);
    enum mh_rc rc = mh_store_find(x->a->s->store, t, &c, &id, err);
    if (rc == MH_OK && id != 0)
        rc = mh_store_get(x->a->s->store, t, id, &was, err);
    if (rc == MH_OK && id != 0 && seen(&was)) { /* a document that somebody saw stands above a declaration */
        if (c.to != NULL && !mh_streq(c.to, was.to))
            mh__apply_warn(x->a, "echeance-autre", "enregistrement_fin", c.to, "ce n'est pas l'échéance de la pièce vue : celle-ci reste",
                           "demandez le nouveau certificat");
    } else if (rc == MH_OK) {
        rc = mh__apply_store(x->a, t, &c, false, &id, &out, err);
    }
    mh_row_free(t, &c);
    mh_row_free(t, &was);
    return rc;
}
