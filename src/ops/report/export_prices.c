/*
 * Bordereau des prix – détail estimatif of a group's own consultation: what it asks for, by lot, for bidders to price. Its estimate is in its
 * own copy only; nothing of other groups, no supplier, no present price.
 */
#include "ops/report/export.h"
#include "ops/matching/sheets.h"

#include <mahalli/decimal.h>
#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

enum { PLACES = 4 }; /* decimals of quantities that are added up */

/* Lots follow the first letter of the EMDN: kinds of devices that the same bidders usually sell. */
static const struct { char letter; const char *name; } lots[] = {
    { 'A', MH_TR("Administration, prélèvement et recueil") }, { 'B', MH_TR("Hématologie et transfusion") },
    { 'C', MH_TR("Cardiologie et appareil circulatoire") }, { 'D', MH_TR("Désinfectants et antiseptiques") }, { 'F', MH_TR("Dialyse") },
    { 'G', MH_TR("Appareil digestif") }, { 'H', MH_TR("Sutures") }, { 'J', MH_TR("Implants actifs") },
    { 'K', MH_TR("Chirurgie mini-invasive et électrochirurgie") }, { 'L', MH_TR("Instruments chirurgicaux réutilisables") },
    { 'M', MH_TR("Pansements et dispositifs de soins") }, { 'N', MH_TR("Système nerveux") }, { 'P', MH_TR("Implants et ostéosynthèse") },
    { 'Q', MH_TR("Dentaire, ophtalmologie et ORL") }, { 'R', MH_TR("Respiration et anesthésie") }, { 'S', MH_TR("Stérilisation") },
    { 'T', MH_TR("Protection du patient et du personnel") }, { 'U', MH_TR("Appareil urogénital") }, { 'V', MH_TR("Dispositifs divers") },
    { 'W', MH_TR("Diagnostic in vitro") }, { 'Y', MH_TR("Aides techniques") }, { 'Z', MH_TR("Équipements médicaux") },
};
enum { OTHER = sizeof lots / sizeof *lots, UNREAD };

struct asked { /* of one article: its needs added up */
    int64_t article;
    int64_t quantity;     /* ten-thousandths of what the lines are counted in; MH_UNKNOWN: not the same, or not said */
    bool in_pack, mixed, some;
    int64_t base;         /* MH_UNKNOWN when one need is */
    int64_t vat;          /* MH_UNKNOWN unless all say the same */
};

struct line { /* beside each row: what it is sorted by */
    int lot;
    const char *family;
    struct mh_rep_price row;
};

struct pricing {
    struct mh_session *s;
    struct mh__matching m;
    struct mh__gather sums;
    int64_t member;
    bool priced;            /* the buyer's copy: no other is ever handed an amount */
    struct asked *asked;
    size_t nasked, cap;
    struct mh__idmap index; /* article id -> position in asked */
    MH_VEC(struct line) lines;
    struct mh__rows rows, left_out;
    struct mh_str text;
};

/* --- quantities --- */

static struct asked *asked_of(struct pricing *k, int64_t article)
{
    const uint32_t *at = mh__idmap_find(&k->index, (uint64_t)article);
    if (at != NULL)
        return &k->asked[*at];
    if (k->nasked == k->cap)
        k->asked = mh_xreallocarray(k->asked, k->cap = k->cap ? k->cap * 2 : 256, sizeof *k->asked);
    mh__idmap_put(&k->index, (uint64_t)article, (uint32_t)k->nasked);
    k->asked[k->nasked] = (struct asked){ .article = article };
    return &k->asked[k->nasked++];
}

static int64_t scaled(const char *quantity)
{
    struct mh_decimal d;
    int64_t v;
    return quantity != NULL && mh_decimal_parse(quantity, MH_NUM_POINT, &d) && mh_decimal_scaled(d, PLACES, &v) ? v : MH_UNKNOWN;
}

static void take_need(void *ctx, struct mh_need_line *n)
{
    struct pricing *k = ctx;
    struct asked *q = asked_of(k, n->article_id);
    bool in_pack = mh_streq(n->quantity_in, "conditionnement");
    int64_t v = scaled(n->quantity);
    q->mixed = q->mixed || (q->some && q->in_pack != in_pack);
    q->quantity = q->some ? mh_sum(q->quantity, v) : v;
    q->base = q->some ? mh_sum(q->base, n->base_quantity) : n->base_quantity;
    q->vat = q->some && q->vat != n->vat ? MH_UNKNOWN : n->vat;
    q->in_pack = in_pack;
    q->some = true;
}

static char *quantity_text(int64_t v)
{
    struct mh_decimal d = { v, PLACES };
    struct mh_str s = MH_STR_INIT;
    while (d.scale > 0 && d.mant % 10 == 0) {
        d.mant /= 10;
        d.scale--;
    }
    mh_decimal_format(&s, d);
    return mh_str_take(&s);
}

/* Quantity and unit as the group asks, else in base units. False: *why says why it cannot stand in a bordereau. */
static bool tell_quantity(struct pricing *k, const struct asked *q, const struct mh_article *a, const struct mh_family *f,
                          struct mh_rep_price *row, const char **why)
{
    const char *unit = q->in_pack ? a->pack : a->unit, *base = f != NULL && f->base_unit != NULL ? mh_tr(k->s->lang, f->base_unit) : "";
    bool as_asked = !q->mixed && q->quantity != MH_UNKNOWN && !mh_blank(unit);
    if (!as_asked && (q->base == MH_UNKNOWN || mh_blank(base))) {
        *why = q->quantity == MH_UNKNOWN ? MH_TR("la quantité n'est pas connue")
               : q->mixed ? MH_TR("comptée tantôt à l'unité, tantôt au conditionnement, dont le nombre n'est pas connu")
                          : MH_TR("l'unité n'est pas dite");
        return false;
    }
    if (as_asked ? q->quantity <= 0 : q->base <= 0) {
        *why = MH_TR("la quantité est nulle");
        return false;
    }
    row->unit = mh_xstrdup(as_asked ? unit : base);
    row->quantity = as_asked ? quantity_text(q->quantity) : NULL;
    if (!as_asked) {
        mh_decimal_format(&k->text, mh_decimal_int(q->base));
        row->quantity = mh__taken(&k->text);
    } else if (q->base != MH_UNKNOWN && !mh_blank(base) && q->base != q->quantity / 10000) {
        mh_decimal_format_fr(&k->text, mh_decimal_int(q->base));
        mh_str_addf(&k->text, " (%s)", base);
        row->counted = mh__taken(&k->text);
    }
    return true;
}

/* --- lines --- */

static int lot_of(const struct mh_family *f)
{
    if (f == NULL)
        return UNREAD;
    for (int i = 0; i < OTHER && f->emdn != NULL; i++)
        if (lots[i].letter == f->emdn[0])
            return i;
    return OTHER;
}

static const char *lot_name(int lot)
{
    return lot == UNREAD ? MH_TR("À préciser : famille non lue") : lot == OTHER ? MH_TR("Autres fournitures") : lots[lot].name;
}

static void tell_specs(struct pricing *k, const struct mh_reading *r, struct mh_rep_price *row)
{
    struct mh_str norms = MH_STR_INIT;
    mh_str_clear(&k->text);
    for (size_t i = 0; i < r->nreq && r->family >= 0; i++) {
        bool norm = mh_streq(mh_lexicon_attribute(k->s->lexicon, r->family, r->req[i].attribute)->code, "norme");
        struct mh_str *to = norm ? &norms : &k->text;
        if (to->len > 0)
            mh_str_add(to, " ; ");
        if (norm)
            mh_value_spec_text(k->s->lexicon, k->s->lang, r->family, r->req[i].attribute, &r->req[i].value, to);
        else
            mh_requirement_text(k->s->lexicon, k->s->lang, r->family, &r->req[i], to);
    }
    row->specs = mh__taken(&k->text);
    row->norms = mh__taken(&norms);
    mh_str_free(&norms);
}

static void leave_out(struct pricing *k, const struct mh_article *a, const char *why)
{
    struct mh_rep_left_out *row = mh__rows_add(&k->left_out);
    row->reference = mh_xstrdup(a->reference);
    row->label = mh_xstrdup(a->label);
    row->reason = mh_xstrdup(mh_tr(k->s->lang, why));
}

static void take_article(void *ctx, const struct mh__matched *x)
{
    struct pricing *k = ctx;
    const struct mh_article *a = x->article;
    const uint32_t *at = mh__idmap_find(&k->index, (uint64_t)a->id);
    if (at == NULL)
        return;
    const struct asked *q = &k->asked[*at];
    const struct mh_reading *r = &x->reading;
    const struct mh_family *f = r->family >= 0 && r->problem != MH_READ_AMBIGUOUS ? mh_lexicon_family_row(k->s->lexicon, r->family) : NULL;
    const struct mh__sum *sum = mh__gather_find(&k->sums, a->id);
    struct line l = { .lot = lot_of(f), .family = f != NULL ? f->name : "", .row = { .amount = MH_UNKNOWN, .vat = MH_UNKNOWN } };
    const char *why = NULL;
    if (x->state == MH_STATE_OUT) {
        leave_out(k, a, MH_TR("hors périmètre"));
        return;
    }
    if (!tell_quantity(k, q, a, f, &l.row, &why)) {
        leave_out(k, a, why);
        return;
    }
    l.row.reference = mh_xstrdup(a->reference);
    l.row.label = mh_xstrdup(a->label);
    if (k->priced) {
        l.row.amount = sum != NULL ? sum->amount : MH_UNKNOWN;
        l.row.vat = q->vat;
    }
    tell_specs(k, r, &l.row);
    if (f == NULL || l.row.specs == NULL) { /* what was not understood is asked in the group's own words */
        free(l.row.specs);
        l.row.specs = mh_xstrdup(a->specs);
    }
    mh_vec_push(&k->lines, l);
}

static int in_order(const void *x, const void *y)
{
    const struct line *a = x, *b = y;
    if (a->lot != b->lot)
        return a->lot < b->lot ? -1 : 1;
    int d = strcmp(a->family, b->family);
    d = d ? d : strcmp(a->row.label ? a->row.label : "", b->row.label ? b->row.label : "");
    return d ? d : strcmp(a->row.reference ? a->row.reference : "", b->row.reference ? b->row.reference : "");
}

/* Lots are numbered as they come, lines within each. */
static void number_lines(struct pricing *k)
{
    int lot = 0, before = -1, n = 0;
    if (k->lines.len > 1)
        qsort(k->lines.at, k->lines.len, sizeof *k->lines.at, in_order);
    for (size_t i = 0; i < k->lines.len; i++) {
        struct line *l = &k->lines.at[i];
        struct mh_rep_price *row = mh__rows_add(&k->rows);
        int64_t id = row->id;
        if (l->lot != before) {
            lot++;
            n = 0;
        }
        before = l->lot;
        *row = l->row; /* moved */
        row->id = id;
        mh_str_addf(&k->text, "%d-%d", lot, ++n);
        row->number = mh__taken(&k->text);
        mh_str_addf(&k->text, mh_tr(k->s->lang, "Lot n° %d : %s"), lot, mh_tr(k->s->lang, lot_name(l->lot)));
        row->lot = mh__taken(&k->text);
    }
    mh_vec_free(&k->lines);
}

/* --- the workbook --- */

static enum mh_rc write(struct pricing *k, const struct mh_export_request *q, struct mh_export_result *out, struct mh_err *err)
{
    struct mh_str title = MH_STR_INIT;
    struct mh_array prices = { .table = k->rows.table, .rows = k->rows.at, .n = k->rows.n }, again = prices;
    struct mh_array left = { .table = k->left_out.table, .rows = k->left_out.at, .n = k->left_out.n };
    struct mh_synthesis year;
    struct mh_workbook w = mh__member_book(k->s, MH_SCOPE_PRICES, k->member, &title, &year);
    w.with_private = q->with_prices;
    w.source[mh_sheet_index("prices")] = mh_rows_array(&prices);
    w.source[mh_sheet_index("lots")] = mh_rows_array(&again);
    if (q->with_prices && k->left_out.n != 0)
        w.source[mh_sheet_index("left_out")] = mh_rows_array(&left);
    out->sheets = 2 + (q->with_prices && k->left_out.n != 0);
    out->rows = (int64_t)k->rows.n;
    out->left_out = (int64_t)k->left_out.n;
    enum mh_rc rc = mh__export_write(k->s, q, &w, out, err);
    mh_str_free(&title);
    return rc;
}

enum mh_rc mh__export_prices(struct mh_session *s, const struct mh_export_request *q, int64_t member, struct mh_export_result *out,
                             struct mh_err *err)
{
    struct pricing k = { .s = s, .member = member, .priced = q->with_prices, .rows = { .table = &mh_rep_price_table }, .left_out = { .table = &mh_rep_left_out_table } };
    if (s->campaign.id == 0)
        return mh_err_set(err, MH_ENOTFOUND, "aucune campagne ouverte : mahalli campaign open ANNÉE");
    enum mh_rc rc = mh__matching_open(s, &k.m, err);
    if (rc != MH_OK)
        return rc;
    rc = mh__gather(&k.m, member, &k.sums, NULL, NULL, err);
    if (rc == MH_OK)
        rc = mh__member_needs(s, member, take_need, &k, err);
    if (rc == MH_OK)
        rc = mh__member_articles(&k.m, &k.sums, member, "Préparation du bordereau", take_article, &k, err);
    number_lines(&k);
    if (rc == MH_OK)
        rc = write(&k, q, out, err);
    mh__rows_free(&k.rows);
    mh__rows_free(&k.left_out);
    mh__gather_free(&k.sums);
    mh__idmap_free(&k.index);
    mh__matching_free(&k.m);
    mh_str_free(&k.text);
    free(k.asked);
    return rc;
}
