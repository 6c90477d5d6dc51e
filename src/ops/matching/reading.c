/* What a row would be read as while it is typed. Nothing is stored. */
#include "ops/entry/edit.h"
#include "ops/matching/matching.h"
#include "ops/matching/sheets.h"

#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>


static const char *nothing(const char *text)
{
    return text ? text : "";
}

/* The fields by the names of the list, into a need's line: the columns that are read have the same names everywhere. */
static void take_fields(const struct mh_table *t, const char *const *fields, struct mh_need_line *into)
{
    for (size_t i = 0; fields[i] != NULL; i++) {
        const char *eq = strchr(fields[i], '=');
        if (eq == NULL)
            continue;
        char *name = mh_xstrndup(fields[i], (size_t)(eq - fields[i]));
        const struct mh_column *c = mh_table_match_header(t, name);
        const struct mh_column *own = c ? mh_table_column(&mh_table_need_lines, c->name) : NULL;
        struct mh_err unreadable = MH_ERR_INIT;
        if (own != NULL && own->type != MH_REF)
            (void)mh_value_parse(own, into, eq + 1, MH_NUM_UNSETTLED, &unreadable);
        free(name);
    }
}

static const char *keep(struct mh_reading_view *v, struct mh_str *text)
{
    const char *kept = mh_arena_strdup(&v->arena, mh_str_text(text));
    mh_str_clear(text);
    return kept;
}

static void attribute_view(const struct mh_session *s, const struct mh_reading *r, size_t i, struct mh_str *text,
                           struct mh_reading_view *v)
{
    const struct mh_lexicon *lx = s->lexicon;
    const struct mh_attribute *a = mh_lexicon_attribute(lx, r->family, (int)i);
    struct mh_read_attribute *out = &v->attribute[i];
    char said[64];
    *out = (struct mh_read_attribute){
        .code = mh_arena_strdup(&v->arena, nothing(a->code)), .unit = mh_arena_strdup(&v->arena, nothing(a->unit)),
        .name = mh_arena_strdup(&v->arena, nothing(mh_lexicon_attribute_name(lx, s->lang, r->family, (int)i))),
        .allowed = mh_arena_strdup(&v->arena, nothing(a->values)), .value = "", .text = "", .source = "", .words = "",
        .informative = mh_attribute_informative(lx, r->family, (int)i), .critical = mh_streq(a->critical, "oui"),
    };
    for (size_t k = 0; k < r->nreq; k++) {
        struct mh_requirement *q = &r->req[k];
        if (q->attribute != (int)i)
            continue;
        struct mh_reading one = *r;
        one.req = q;
        one.nreq = 1;
        mh_reading_text(lx, &one, text);
        out->text = keep(v, text);
        mh_value_spec_text(lx, s->lang, r->family, q->attribute, &q->value, text);
        out->value = keep(v, text);
        out->source = mh_arena_strdup(&v->arena, mh__source_text(s->lang, q->source, q->sheet, said));
        out->words = mh_arena_strdup(&v->arena, q->words);
        out->wish = q->wish;
        break;
    }
}

static void family_view(const struct mh_session *s, int family, const char **code, const char **name, struct mh_reading_view *v)
{
    *code = *name = "";
    if (family < 0)
        return;
    const struct mh_family *f = mh_lexicon_family_row(s->lexicon, family);
    *code = mh_arena_strdup(&v->arena, nothing(f->code));
    *name = mh_arena_strdup(&v->arena, nothing(mh_lexicon_family_name(s->lexicon, s->lang, family)));
}

static void volume_view(struct mh_session *s, const struct mh_need_line *n, const struct mh_reading *r, struct mh_str *text,
                        struct mh_reading_view *v)
{
    const char *unit = r->family >= 0 ? mh_lexicon_family_row(s->lexicon, r->family)->base_unit : NULL;
    const char *why = NULL;
    struct mh_pack pack;
    v->base_unit = mh_arena_strdup(&v->arena, nothing(unit));
    v->base_quantity = MH_UNKNOWN;
    v->computation = "";
    if (n->quantity == NULL)
        return;
    bool in_pack = mh_streq(n->quantity_in, "conditionnement");
    mh_pack_read(n->unit, n->pack, n->label, unit, &pack);
    if (pack.kind != MH_PACK_UNKNOWN && !(in_pack && pack.pack_size == 0) &&
        !mh_pack_quantity(&pack, n->quantity, in_pack, &v->base_quantity, &why))
        v->base_quantity = MH_UNKNOWN;
    mh_pack_computation(text, n, &pack);
    if (why != NULL)
        mh_str_addf(text, "%s%s", text->len ? " ; " : "", why);
    v->computation = keep(v, text);
}

/* The group that the row names, or the only one: its fiches fill in what the text does not say. 0 none. */
static enum mh_rc member_of(struct mh_session *s, const char *named, int64_t *id, struct mh_err *err)
{
    struct mh__rows all;
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_members, NULL, &all, err);
    *id = 0;
    if (rc != MH_OK)
        return rc;
    for (size_t i = 0; i < all.n; i++) {
        const struct mh_member *m = mh__rows_at(&all, i);
        if (named != NULL ? mh_streq(m->code, named) : all.n == 1)
            *id = m->id;
    }
    mh__rows_free(&all);
    return MH_OK;
}

static enum mh_rc read_line(struct mh_session *s, const struct mh_table *t, const struct mh_need_line *n, struct mh_reading *r,
                            struct mh_err *err)
{
    if (t == &mh_table_products) {
        struct mh_spec_text in = { .label = n->label, .specs = n->specs, .unit = n->unit, .pack = n->pack, .family = n->family,
                                   .emdn = n->emdn, .product = true };
        mh_spec_read(s->lexicon, &in, r);
        return MH_OK;
    }
    struct mh_article a = { .label = n->label, .specs = n->specs, .unit = n->unit, .pack = n->pack, .family = n->family, .emdn = n->emdn };
    enum mh_rc rc = member_of(s, n->member, &a.member_id, err);
    if (rc == MH_OK)
        mh__read_article(s, &a, r);
    return rc;
}

enum mh_rc mh_ops_read_text(struct mh_session *s, const char *kind, const char *const *fields, struct mh_reading_view *out,
                            struct mh_err *err)
{
    const struct mh_table *t = NULL;
    struct mh_need_line n;
    struct mh_reading r;
    struct mh_str text = MH_STR_INIT;
    *out = (struct mh_reading_view){ .family = "", .specs = "", .rest = "", .problem = "" };
    enum mh_rc rc = mh__list_of(kind, &t, err);
    if (rc == MH_OK)
        rc = mh__session_lexicon(s, err);
    if (rc != MH_OK)
        return rc;
    mh_row_init(&mh_table_need_lines, &n);
    take_fields(t, fields, &n);
    rc = read_line(s, t, &n, &r, err);
    if (rc != MH_OK) {
        mh_row_free(&mh_table_need_lines, &n);
        return rc;
    }
    family_view(s, r.family, &out->family, &out->family_name, out);
    family_view(s, r.second, &out->second, &out->second_name, out);
    out->confidence = r.confidence;
    out->out_of_scope = r.problem == MH_READ_OUT_OF_SCOPE;
    if (r.family >= 0) {
        out->nattributes = mh_lexicon_nattributes(s->lexicon, r.family);
        out->attribute = mh_arena_alloc(&out->arena, (out->nattributes + 1) * sizeof *out->attribute);
        for (size_t i = 0; i < out->nattributes; i++)
            attribute_view(s, &r, i, &text, out);
        mh_reading_text(s->lexicon, &r, &text);
        out->specs = keep(out, &text);
    }
    mh__problem_text(s->lexicon, s->lang, &r, &text);
    out->problem = keep(out, &text);
    out->rest = mh_arena_strdup(&out->arena, nothing(r.rest));
    volume_view(s, &n, &r, &text, out);
    mh_reading_free(&r);
    mh_str_free(&text);
    mh_row_free(&mh_table_need_lines, &n);
    return MH_OK;
}

void mh_reading_view_free(struct mh_reading_view *v)
{
    mh_arena_free(&v->arena);
    *v = (struct mh_reading_view){ 0 };
}
