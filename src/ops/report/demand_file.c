/*
 * The demande d'information: a workbook for one maker, a sheet per family. It holds nothing of who asks: family, specifications, a volume as
 * it may be told, and what is known of the maker's own closest product.
 */
#include "ops/report/demand.h"
#include "ops/report/report.h"
#include "ops/report/export.h"
#include "ops/report/returns.h"

#include <mahalli/date.h>
#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST = 64, DUE_DAYS = 30 };

/* Around the family's attributes. */
static const char *const before[] = { "demande", "volumetrie", "reponse", "reference", "designation" };
static const char *const after[] = { "unite", "conditionnement", "capacite_annuelle", "capacite_t1", "capacite_t2", "capacite_t3", "capacite_t4",
                                     "quantite_min", "delai_jours", "enregistrement", "enregistrement_fin", "taux_integration", "preuve",
                                     "observations", "famille", "specifications", "fabricant" };
enum { NBEFORE = sizeof before / sizeof *before, NAFTER = sizeof after / sizeof *after, ATTRIBUTES = MOST - NBEFORE - NAFTER };

static const int able_in[] = { 3, 6, 12, 18, 24 };
enum { NABLE = sizeof able_in / sizeof *able_in, NANSWERS = NABLE + 3 };

/* What is asked, in words; the column of replies says the same in the grammar. */
static const struct mh_column asked_column = { .name = "demande", .title = MH__REPLY_ASKED, .type = MH_TEXT, .flags = MH_LONG, .width = 40,
                                               .help = MH_TR("Ce que des hôpitaux demandent") };
/* The same in the grammar: not for people, so narrow and not wrapped. */
static const struct mh_column grammar_column = { .name = "specifications", .title = "Spécifications demandées", .type = MH_TEXT, .width = 12,
                                                 .help = MH_TR("La même chose, pour le retour") };

struct line { size_t demand; int64_t product; };

struct sheet { /* of one family */
    struct writing *w;
    int family;
    struct mh_column attribute[ATTRIBUTES];
    struct mh_template_column column[MOST];
    size_t nattributes, ncolumns, first, end, at; /* of w->line */
    struct mh_str text[MOST], prompt[MOST];
    const char *shown[MOST], *asked[MOST];
    char ident[MH__IDENT_SIZE], version[MH__REPLY_VERSION_SIZE];
    struct mh_template_row row;
};

struct writing {
    struct mh_session *s;
    struct mh__demands d;
    const struct mh_maker *maker;
    MH_VEC(struct line) line;
    size_t i;                     /* the demand that take() is told of */
    struct sheet *sheet;
    size_t nsheets;
    struct mh_template *file;     /* per sheet */
    MH_VEC(struct mh_template_line) page;
    const char *lang;
    char *foot;
    const char *answer[NANSWERS], *yes_no[2]; /* as that language says them */
    struct mh_arena arena;
};

static const char *kept(struct writing *w, struct mh_str *s)
{
    const char *text = mh_arena_strdup(&w->arena, mh_str_text(s));
    mh_str_clear(s);
    return text;
}

/* --- columns --- */

static bool same_value(const struct mh_spec_value *a, const struct mh_spec_value *b)
{
    return a->kind == b->kind && a->lo == b->lo && a->hi == b->hi && a->choices == b->choices && a->nlist == b->nlist &&
           memcmp(a->list, b->list, (size_t)a->nlist * sizeof *a->list) == 0;
}

/* A value as a cell has it: numbers without their unit. False: what would be written is not read as the same again. */
static bool value_text_in(const struct mh_lexicon *lx, const char *lang, int family, int attribute, const struct mh_spec_value *v,
                          struct mh_str *out)
{
    struct mh_requirement back;
    struct mh_decimal number;
    mh_str_clear(out);
    mh_value_spec_text(lx, lang, family, attribute, v, out);
    if (v->kind == MH_VAL_NUMBER && v->lo == v->hi && v->nlist <= 1) {
        size_t n = strcspn(mh_str_text(out), " ");
        struct mh_str alone = MH_STR_INIT;
        mh_str_addn(&alone, mh_str_text(out), n);
        for (size_t i = 0; i < alone.len; i++)
            if (alone.data[i] == ',')
                alone.data[i] = '.';
        if (mh_decimal_parse(mh_str_text(&alone), MH_NUM_POINT, &number) &&
            mh_spec_value_read(lx, family, attribute, mh_str_text(&alone), &back) && same_value(&back.value, v)) {
            mh_str_clear(out);
            mh_str_add(out, mh_str_text(&alone));
        }
        mh_str_free(&alone);
    }
    return out->len > 0 && mh_spec_value_read(lx, family, attribute, mh_str_text(out), &back) && same_value(&back.value, v);
}

/* In the reader's language where it is read as the same again, else in French. */
static bool value_text(const struct writing *w, int family, int attribute, const struct mh_spec_value *v, struct mh_str *out)
{
    return value_text_in(w->s->lexicon, w->lang, family, attribute, v, out) || value_text_in(w->s->lexicon, "fr", family, attribute, v, out);
}

static void say_answers(struct writing *w)
{
    static const char *const sure[] = { "oui", "non" };
    struct mh_str s = MH_STR_INIT;
    size_t n = 0;
    w->answer[n++] = mh_tr(w->lang, "oui");
    w->answer[n++] = mh_tr(w->lang, "avec adaptation");
    for (size_t i = 0; i < NABLE; i++) {
        mh_str_addf(&s, mh_tr(w->lang, "capable sous %d mois"), able_in[i]);
        w->answer[n++] = kept(w, &s);
    }
    w->answer[n++] = mh_tr(w->lang, "non");
    for (int i = 0; i < 2; i++) /* the lexicon reads French and English ones */
        w->yes_no[i] = w->lang && strcmp(w->lang, "en") == 0 ? mh_tr(w->lang, sure[i]) : sure[i];
    mh_str_free(&s);
}

static void list_choices(struct writing *w, int family, int attribute, const char *values, struct mh_template_column *c)
{
    const struct mh_lexicon *lx = w->s->lexicon;
    size_t n = 1;
    for (const char *p = values; *p != '\0'; p++)
        n += *p == '|';
    const char **list = mh_arena_alloc(&w->arena, n * sizeof *list);
    struct mh_str s = MH_STR_INIT, code = MH_STR_INIT;
    c->list = list;
    for (const char *p = values; *p != '\0';) {
        size_t len = strcspn(p, "|");
        struct mh_requirement q;
        mh_str_addn(&code, p, len);
        if (mh_spec_value_read(lx, family, attribute, mh_str_text(&code), &q))
            list[c->nlist++] = value_text(w, family, attribute, &q.value, &s) ? kept(w, &s) : mh_arena_strdup(&w->arena, mh_str_text(&code));
        mh_str_clear(&code);
        p += len + (p[len] == '|');
    }
    mh_str_free(&s);
    mh_str_free(&code);
}

const char *const mh__reply_langs[3] = { "fr", "en", "ar" };

/* Does another attribute of the family go by the same name, in whatever language? */
static bool shared_name(const struct mh_lexicon *lx, const char *lang, int family, int attribute)
{
    const char *name = mh_lexicon_attribute_name(lx, lang, family, attribute);
    for (int a = 0; a < (int)mh_lexicon_nattributes(lx, family); a++)
        for (size_t l = 0; a != attribute && l < sizeof mh__reply_langs / sizeof *mh__reply_langs; l++)
            if (mh_streq(mh_lexicon_attribute_name(lx, mh__reply_langs[l], family, a), name))
                return true;
    return false;
}

void mh__reply_header(const struct mh_lexicon *lx, const char *lang, int family, int attribute, struct mh_str *out)
{
    const struct mh_attribute *row = mh_lexicon_attribute(lx, family, attribute);
    mh_str_clear(out);
    mh_str_add(out, mh_lexicon_attribute_name(lx, shared_name(lx, lang, family, attribute) ? "fr" : lang, family, attribute));
    if (out->len > 0 && out->data[0] >= 'a' && out->data[0] <= 'z')
        out->data[0] = (char)(out->data[0] - 'a' + 'A');
    bool taken = mh_table_match_header(&mh_table_replies, mh_str_text(out)) != NULL;
    if (!mh_blank(row->unit))
        mh_str_addf(out, " (%s)", row->unit);
    if (taken || mh_table_match_header(&mh_table_replies, mh_str_text(out)) != NULL) { /* another column has the name */
        struct mh_str s = MH_STR_INIT;
        mh_str_addf(&s, "%s %s", mh_tr(lang, MH__REPLY_ATTRIBUTE), mh_str_text(out));
        mh_str_clear(out);
        mh_str_add(out, mh_str_text(&s));
        mh_str_free(&s);
    }
}

static void add_attribute(struct sheet *k, int a)
{
    struct writing *w = k->w;
    const struct mh_attribute *row = mh_lexicon_attribute(w->s->lexicon, k->family, a);
    bool number = mh_streq(row->type, "nombre");
    struct mh_str s = MH_STR_INIT;
    struct mh_column *c = &k->attribute[k->nattributes++];
    struct mh_template_column *t = &k->column[k->ncolumns++];
    mh__reply_header(w->s->lexicon, w->lang, k->family, a, &s);
    *c = (struct mh_column){ .name = row->code, .title = kept(w, &s), .type = number ? MH_DECIMAL : MH_TEXT };
    int width = (int)strlen(c->title);
    c->width = width < 12 ? 12 : width > 20 ? 20 : width;
    *t = (struct mh_template_column){ .column = c, .open = number, .prompted = true };
    if (mh_streq(row->type, "oui_non")) {
        t->list = w->yes_no;
        t->nlist = 2;
        t->help = mh_tr(w->lang, "oui ou non ; vide : inconnu");
    } else if (mh_streq(row->type, "choix") && row->values != NULL) {
        list_choices(w, k->family, a, row->values, t);
        t->help = mh_tr(w->lang, "Choisir dans la liste");
    } else {
        mh_spec_allowed(w->s->lexicon, k->family, a, &s);
        t->help = kept(w, &s);
    }
    mh_str_free(&s);
}

static void add_columns(struct sheet *k, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct mh_column *c = mh_streq(names[i], asked_column.name) ? &asked_column
                                    : mh_streq(names[i], grammar_column.name) ? &grammar_column : mh_table_column(&mh_table_replies, names[i]);
        struct mh_template_column *t = &k->column[k->ncolumns++];
        *t = (struct mh_template_column){ .column = c, .help = mh_tr(k->w->lang, c->help) };
        if (mh_streq(c->name, "reponse")) {
            t->list = k->w->answer;
            t->nlist = NANSWERS;
            t->open = true;
        }
    }
}

static void make_columns(struct sheet *k)
{
    size_t n = mh_lexicon_nattributes(k->w->s->lexicon, k->family);
    add_columns(k, before, NBEFORE);
    for (size_t a = 0; a < n && a < ATTRIBUTES; a++)
        add_attribute(k, (int)a);
    add_columns(k, after, NAFTER);
}

/* --- rows --- */

static const struct mh_requirement *said(const struct mh_reading *r, int attribute)
{
    for (size_t i = 0; r != NULL && i < r->nreq; i++)
        if (r->req[i].attribute == attribute)
            return &r->req[i];
    return NULL;
}

/* What the maker's product is known to be; nothing that is only meant. */
static void fill_attribute(struct sheet *k, size_t i, int a, const struct mh_reading *asked, const struct mh_reading *known)
{
    const struct mh_lexicon *lx = k->w->s->lexicon;
    const struct mh_requirement *q = said(asked, a), *p = said(known, a);
    mh_str_clear(&k->text[i]);
    mh_str_clear(&k->prompt[i]);
    k->asked[i] = NULL;
    if (p != NULL && (p->source == MH_SRC_REFERENCE || !value_text(k->w, k->family, a, &p->value, &k->text[i])))
        mh_str_clear(&k->text[i]);
    if (q == NULL || mh_requirement_implied(q))
        return;
    mh_value_spec_text(lx, k->w->lang, k->family, a, &q->value, &k->prompt[i]);
    mh_str_add(&k->prompt[i], q->wish ? mh_tr(k->w->lang, " (souhaité)") : "");
    k->asked[i] = mh_str_text(&k->prompt[i]);
    k->row.asked |= UINT64_C(1) << i;
}

static void asked_words(struct sheet *k, const struct mh__demand *d, struct mh_str *out)
{
    const struct mh_lexicon *lx = k->w->s->lexicon;
    bool first = true;
    mh_str_add(out, mh_lexicon_family_name(lx, k->w->lang, k->family));
    for (size_t i = 0; i < d->reading.nreq; i++) {
        if (mh_requirement_implied(&d->reading.req[i]))
            continue;
        mh_str_add(out, first ? " : " : " ; ");
        mh_requirement_text(lx, k->w->lang, k->family, &d->reading.req[i], out);
        mh_str_add(out, d->reading.req[i].wish ? mh_tr(k->w->lang, " (souhaité)") : "");
        first = false;
    }
}

static void fill_fixed(struct sheet *k, size_t i, const struct mh__demand *d, const struct mh_product *p)
{
    const char *name = k->column[i].column->name;
    struct mh_str *s = &k->text[i];
    bool grey = true;
    mh_str_clear(s);
    if (mh_streq(name, asked_column.name))
        asked_words(k, d, s);
    else if (mh_streq(name, "specifications"))
        mh_str_add(s, d->specs);
    else if (mh_streq(name, "volumetrie"))
        mh__demand_volume(&k->w->d, d, s);
    else if (mh_streq(name, "famille"))
        mh_str_add(s, mh_lexicon_family_row(k->w->s->lexicon, k->family)->code);
    else if (mh_streq(name, "fabricant"))
        mh_str_add(s, k->w->maker->code);
    else
        grey = false;
    if (grey) {
        k->row.fixed |= UINT64_C(1) << i;
        return;
    }
    /* Of the product's own columns those that a reply has by the same name; never its price, which no reply has. */
    const struct mh_column *c = p ? mh_table_column(&mh_table_products, name) : NULL;
    if (c != NULL && !(c->flags & MH_PRIVATE) && !mh_in_list("preuve|taux_integration", name))
        mh_value_text(c, p, s);
    if (mh_streq(name, "unite") && s->len == 0)
        mh_str_add(s, mh_lexicon_family_row(k->w->s->lexicon, k->family)->base_unit);
    if (mh_streq(name, "reponse"))
        k->row.asked |= UINT64_C(1) << i;
}

static enum mh_rc next_line(void *ctx, const struct mh_template_row **row, struct mh_err *err)
{
    struct sheet *k = ctx;
    (void)err;
    *row = NULL;
    if (k->at == k->end)
        return MH_OK;
    const struct line *l = &k->w->line.at[k->at++];
    const struct mh__demand *d = &k->w->d.at[l->demand];
    const struct mh_product *p = l->product ? mh__session_product(k->w->s, l->product) : NULL;
    const struct mh_reading *known = p ? mh_index_reading(k->w->s->index, p->id) : NULL;
    k->row = (struct mh_template_row){ .text = k->shown, .prompt = k->asked, .ident = k->ident, .version = k->version };
    for (size_t i = 0; i < k->ncolumns; i++) {
        if (i >= NBEFORE && i < NBEFORE + k->nattributes)
            fill_attribute(k, i, (int)(i - NBEFORE), &d->reading, known);
        else
            fill_fixed(k, i, d, p);
        k->shown[i] = mh_str_text(&k->text[i]);
    }
    mh__reply_ident(k->w->maker->id, k->w->s->campaign.year, mh_lexicon_family_row(k->w->s->lexicon, k->family)->code, d->specs, k->ident);
    mh__reply_version(k->w->maker->id, k->w->s->campaign.year, k->version);
    *row = &k->row;
    return MH_OK;
}

/* --- sheets --- */

static void take(void *ctx, const struct mh__may_answer *who)
{
    struct writing *w = ctx;
    mh_vec_push(&w->line, ((struct line){ w->i, who->product_id }));
}

static const char *sheet_name(struct writing *w, const char *family)
{
    struct mh_str s = MH_STR_INIT;
    bool used = true;
    for (int nth = 1; used; nth++) {
        mh_str_clear(&s);
        mh_sheet_name(&s, family, nth);
        used = mh_streq(mh_str_text(&s), "Listes") || mh_streq(mh_str_text(&s), "Lisez-moi");
        for (size_t i = 0; i < w->nsheets; i++)
            used = used || strcasecmp(w->file[i].sheet, mh_str_text(&s)) == 0;
    }
    const char *name = kept(w, &s);
    mh_str_free(&s);
    return name;
}

static void add_sheet(struct writing *w, size_t first, size_t end)
{
    struct sheet *k = &w->sheet[w->nsheets];
    struct mh_str s = MH_STR_INIT;
    k->w = w;
    k->family = w->d.at[w->line.at[first].demand].reading.family;
    k->first = k->at = first;
    k->end = end;
    make_columns(k);
    const char *family = mh_lexicon_family_name(w->s->lexicon, w->lang, k->family);
    struct mh_template *t = &w->file[w->nsheets];
    mh_str_addf(&s, mh_tr(w->lang, "%s : répondez ligne par ligne ; les cases jaunes sont ce qui est demandé, choisissez-les pour le lire"), family);
    *t = (struct mh_template){
        .foot = w->foot, .sheet = sheet_name(w, family), .heading = kept(w, &s), .now = w->s->now, .lang = w->lang, .column = k->column, .ncolumns = k->ncolumns,
        .visible = k->ncolumns, .frozen = 1, .wraps = true, .closed = true, .returns = mh_return_columns, .rows = (int64_t)(end - first), .next = next_line,
        .ctx = k,
    };
    w->nsheets++;
    mh_str_free(&s);
}

static void make_sheets(struct writing *w)
{
    size_t n = w->line.len, families = 0;
    for (size_t i = 0; i < n; i++)
        families += i == 0 || w->d.at[w->line.at[i].demand].reading.family != w->d.at[w->line.at[i - 1].demand].reading.family;
    w->sheet = mh_xcalloc(families + 1, sizeof *w->sheet);
    w->file = mh_xcalloc(families + 1, sizeof *w->file);
    for (size_t i = 0, end; i < n; i = end) {
        int family = w->d.at[w->line.at[i].demand].reading.family;
        for (end = i; end < n && w->d.at[w->line.at[end].demand].reading.family == family; end++)
            ;
        add_sheet(w, i, end);
    }
}

/* --- the page that explains --- */

static void put(struct writing *w, bool heading, const char *text)
{
    mh_vec_push(&w->page, ((struct mh_template_line){ mh_tr(w->lang, text), heading })); /* what is made here is in it already */
}

static void make_page(struct writing *w, const char *due)
{
    struct mh_str s = MH_STR_INIT;
    mh_str_addf(&s, mh_tr(w->lang, "À : %s (%s)"), w->maker->name, w->maker->code);
    put(w, false, kept(w, &s));
    put(w, true, MH_TR("Pourquoi"));
    mh_str_addf(&s, mh_tr(w->lang, "Des groupes hospitaliers préparent ensemble leur plan d'achat local %d, selon le protocole du 28 décembre 2021. Chaque ligne "
                "est un article dont des hôpitaux ont besoin et que votre gamme, ou l'un de vos produits, pourrait servir."),
                (int)w->s->campaign.year);
    put(w, false, kept(w, &s));
    put(w, false, MH_TR("Ni commande, ni négociation commune : ce classeur ne demande aucun prix et n'engage personne."));
    put(w, false, MH_TR("La volumétrie est celle de l'année, dans l'unité de la ligne ; « ~ » est un ordre de grandeur."));
    put(w, true, MH_TR("Comment remplir"));
    put(w, false, MH_TR("« Fabriquez-vous ? » : oui, tel que demandé ou à peu près ; avec adaptation, en changeant un de vos produits ; capable sous N "
                  "mois, si vous pourriez le fabriquer dans ce délai ; non. Une ligne laissée vide n'est pas une réponse."));
    put(w, false, MH_TR("Donnez les caractéristiques de votre produit, même si elles diffèrent. Les cases jaunes sont celles qui sont demandées : la "
                  "valeur voulue s'affiche quand vous choisissez la case. Une case vide veut dire inconnu ; rien n'est supposé à votre place."));
    put(w, false, MH_TR("Les cases déjà remplies disent ce que nous savons de votre produit le plus proche : corrigez-les. Pour une adaptation, donnez "
                  "les caractéristiques du produit adapté."));
    put(w, false, MH_TR("Capacité et minimum se comptent dans l'unité de la ligne. Le certificat d'enregistrement n'est tenu pour acquis qu'une fois la "
                  "pièce vue : joignez-en une copie."));
    put(w, false, MH_TR("Ne changez ni les cases grises ni les deux colonnes étroites de droite, et n'ajoutez pas de ligne."));
    put(w, true, MH_TR("Où et quand le rendre"));
    if (*due != '\0') {
        mh_str_add(&s, mh_tr(w->lang, "Renvoyez ce classeur, au format Excel, à l'adresse d'où il vous est venu, avant le "));
        mh_date_fr(&s, due);
        mh_str_add(&s, ".");
        put(w, false, kept(w, &s));
    } else {
        put(w, false, MH_TR("Renvoyez ce classeur, au format Excel, à l'adresse d'où il vous est venu, dès que vous le pourrez."));
    }
    put(w, true, MH_TR("Feuilles"));
    for (size_t i = 0; i < w->nsheets; i++) {
        mh_str_addf(&s, mh_trn(w->lang, "%s : %lld article", "%s : %lld articles", w->file[i].rows),
                    mh_lexicon_family_name(w->s->lexicon, w->lang, w->sheet[i].family), (long long)w->file[i].rows);
        put(w, false, kept(w, &s));
    }
    mh_str_free(&s);
}

/* --- when it is due, and noting it --- */

static void in_days(const char *now, int days, char out[MH_DATE_SIZE])
{
    char today[MH_DATE_SIZE];
    snprintf(today, sizeof today, "%.10s", now);
    mh_date_from_days(mh_date_days(today) + days, out);
}

static enum mh_rc settle_due(struct mh_session *s, const struct mh_export_request *q, int64_t maker, char due[MH_DATE_SIZE], struct mh_err *err)
{
    struct mh_request asked;
    int64_t id = 0;
    enum mh_rc rc = MH_OK;
    *due = '\0';
    if (q->due != NULL)
        return mh_date_parse(q->due, due) ? MH_OK : mh_err_set(err, MH_EUSAGE, "--due %s : attendu jj/mm/aaaa ou aaaa-mm-jj", q->due);
    mh_row_init(&mh_table_requests, &asked);
    asked.year = s->campaign.year;
    asked.maker_id = maker;
    rc = mh_store_find(s->store, &mh_table_requests, &asked, &id, err);
    if (rc == MH_OK && id != 0)
        rc = mh_store_get(s->store, &mh_table_requests, id, &asked, err);
    if (rc == MH_OK && id != 0 && asked.due_on != NULL)
        snprintf(due, MH_DATE_SIZE, "%s", asked.due_on);
    else if (rc == MH_OK && q->send)
        in_days(s->now, DUE_DAYS, due);
    mh_row_free(&mh_table_requests, &asked);
    return rc;
}

static enum mh_rc note_sent(struct mh_session *s, const char *code, const char *due, struct mh_err *err)
{
    char sent[40], expected[40];
    snprintf(sent, sizeof sent, "envoyee_le=%.10s", s->now);
    snprintf(expected, sizeof expected, "attendue_le=%s", due);
    const char *codes[] = { code }, *fields[] = { sent, expected, NULL };
    return mh_ops_follow_note(s, "demandes", codes, 1, fields, err);
}

static void release(struct writing *w)
{
    for (size_t i = 0; i < w->nsheets; i++)
        for (size_t c = 0; c < MOST; c++) {
            mh_str_free(&w->sheet[i].text[c]);
            mh_str_free(&w->sheet[i].prompt[c]);
        }
    free(w->sheet);
    free(w->file);
    mh_vec_free(&w->line);
    mh_vec_free(&w->page);
    mh_arena_free(&w->arena);
    mh__demands_free(&w->d);
    free(w->foot);
}

static enum mh_rc write_file(struct writing *w, const struct mh_export_request *q, struct mh_export_result *out, struct mh_err *err)
{
    struct mh_str title = MH_STR_INIT;
    struct stat st;
    for (w->i = 0; w->i < w->d.n; w->i++)
        mh__demands_who(&w->d, w->i, w->maker->id, take, w);
    if (w->line.len == 0)
        return mh_err_set(err, MH_EINVAL, "rien à demander à %s : aucun article qui ne soit déjà concordant n'attend quelque chose de sa gamme, de ses "
                          "produits ou de ses réponses", w->maker->code);
    say_answers(w);
    w->foot = mh__plan_foot(w->s);
    make_sheets(w);
    make_page(w, out->due);
    mh_str_addf(&title, mh_tr(w->lang, "Demande d'information %d"), (int)w->s->campaign.year);
    struct mh_template_book b = { .title = mh_str_text(&title), .now = w->s->now, .page = "Lisez-moi", .line = w->page.at, .nlines = w->page.len,
                                  .sheet = w->file, .nsheets = w->nsheets };
    enum mh_rc rc = mh_export_template_book(q->path, &b, err);
    out->sheets = (int64_t)w->nsheets + 1;
    out->rows = (int64_t)w->line.len;
    if (rc == MH_OK && stat(q->path, &st) == 0)
        out->bytes = st.st_size;
    mh_str_free(&title);
    return rc;
}

enum mh_rc mh__export_demand(struct mh_session *s, const struct mh_export_request *q, int64_t maker, struct mh_export_result *out,
                             struct mh_err *err)
{
    struct writing w = { .s = s, .lang = s->lang };
    *out = (struct mh_export_result){ 0 };
    if (s->campaign.id == 0)
        return mh_err_set(err, MH_EDENIED, "aucune campagne ouverte : mahalli campaign open ANNÉE");
    if (access(q->path, F_OK) == 0)
        return mh_err_set(err, MH_EINVAL, "%s existe déjà, et c'est peut-être une réponse : rien n'a changé", q->path);
    enum mh_rc rc = settle_due(s, q, maker, out->due, err);
    if (rc == MH_OK)
        rc = mh__demands_open(s, &w.d, err);
    if (rc != MH_OK)
        return rc;
    w.maker = mh__session_maker(s, maker);
    rc = w.maker != NULL ? write_file(&w, q, out, err) : mh_err_set(err, MH_ENOTFOUND, "fabricant inconnu");
    char *code = mh_xstrdup(w.maker ? w.maker->code : NULL);
    release(&w);
    if (rc == MH_OK && q->send)
        rc = note_sent(s, code, out->due, err);
    free(code);
    return rc;
}
