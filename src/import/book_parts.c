#include "import/book_parts.h"

#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>

enum { PART_NAME = 512 };

/* --- relationships: identifiers to parts --- */

struct rel { char *id, *type, *part; };
struct rels {
    MH_VEC(struct rel) list;
    const char *base; /* folder of the part that has them, "" or "xl/" */
    struct mh__xml *xml;
};

/* Does the type end so? Those of Strict files begin otherwise. */
static bool is_type(const char *type, const char *last)
{
    size_t n = strlen(type), m = strlen(last);
    return n > m && type[n - m - 1] == '/' && strcmp(type + n - m, last) == 0;
}

/* target, as seen from the folder base, to the name of a part; "" when it goes out of the archive. */
static void resolve(struct mh_str *out, const char *base, const char *target)
{
    mh_str_add(out, *target == '/' ? "" : base);
    for (const char *p = target + (*target == '/'); *p != '\0';) {
        size_t n = strcspn(p, "/");
        if (n == 2 && memcmp(p, "..", 2) == 0) {
            if (out->len > 0)
                out->len--;
            while (out->len > 0 && out->data[out->len - 1] != '/')
                out->len--;
            if (out->data != NULL)
                out->data[out->len] = '\0';
        } else if (!(n == 1 && *p == '.')) {
            mh_str_addn(out, p, n + (p[n] == '/'));
        }
        p += n + (p[n] == '/');
    }
}

static void rels_start(void *ctx, const char *name, const char **atts)
{
    struct rels *r = ctx;
    const char *id = mh__xml_att(atts, "Id"), *type = mh__xml_att(atts, "Type"), *target = mh__xml_att(atts, "Target");
    const char *mode = mh__xml_att(atts, "TargetMode");
    if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL || mh_streq(mode, "External"))
        return;
    if (r->list.len >= MH__SHEETS_CAP || strlen(target) > PART_NAME) {
        mh__xml_fail(r->xml, "le classeur a plus de %d parties : ce n'est pas un classeur ordinaire", MH__SHEETS_CAP);
        return;
    }
    struct mh_str part = MH_STR_INIT;
    resolve(&part, r->base, target);
    struct rel one = { mh_xstrdup(id), mh_xstrdup(type), mh_xstrdup(mh_str_text(&part)) };
    mh_vec_push(&r->list, one);
    mh_str_free(&part);
}

static void ignore_end(void *ctx, const char *name)
{
    (void)ctx, (void)name;
}

static const struct mh__xml_handlers rels_handlers = { .start = rels_start, .end = ignore_end };

static void rels_free(struct rels *r)
{
    for (size_t i = 0; i < r->list.len; i++) {
        free(r->list.at[i].id);
        free(r->list.at[i].type);
        free(r->list.at[i].part);
    }
    mh_vec_free(&r->list);
}

/* A part that is not there has no relationships. */
static enum mh_rc read_rels(struct mh__zip *z, const char *part, const char *base, struct rels *r, struct mh_err *err)
{
    *r = (struct rels){ .base = base };
    return mh__zip_has(z, part) ? mh__xml_read(z, part, &rels_handlers, r, &r->xml, err) : MH_OK;
}

static const char *part_of_type(const struct rels *r, const char *type)
{
    for (size_t i = 0; i < r->list.len; i++)
        if (is_type(r->list.at[i].type, type))
            return r->list.at[i].part;
    return NULL;
}

/* --- the workbook --- */

struct book_ctx { struct mh__book_parts *p; struct mh__xml *xml; };

static void book_start(void *ctx, const char *name, const char **atts)
{
    struct book_ctx *b = ctx;
    if (strcmp(name, "workbookPr") == 0) {
        const char *d = mh__xml_att(atts, "date1904");
        b->p->date1904 = d != NULL && (strcmp(d, "1") == 0 || strcmp(d, "true") == 0);
    } else if (strcmp(name, "sheet") == 0) {
        const char *title = mh__xml_att(atts, "name"), *id = mh__xml_att(atts, "id"), *state = mh__xml_att(atts, "state");
        if (title == NULL || id == NULL)
            return;
        if (b->p->sheets.len >= MH__SHEETS_CAP) {
            mh__xml_fail(b->xml, "le classeur a plus de %d feuilles", MH__SHEETS_CAP);
            return;
        }
        struct mh__sheet_ref s = { .name = mh_xstrdup(title), .id = mh_xstrdup(id), .hidden = state != NULL && strcmp(state, "visible") != 0 };
        mh_vec_push(&b->p->sheets, s);
    }
}

static const struct mh__xml_handlers book_handlers = { .start = book_start, .end = ignore_end };

/* Chart sheets and macro sheets have no rows. */
static void keep_worksheets(struct mh__book_parts *p, const struct rels *r)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->sheets.len; i++) {
        struct mh__sheet_ref *s = &p->sheets.at[i];
        for (size_t k = 0; k < r->list.len && s->part == NULL; k++)
            if (strcmp(r->list.at[k].id, s->id) == 0 && is_type(r->list.at[k].type, "worksheet"))
                s->part = mh_xstrdup(r->list.at[k].part);
        if (s->part == NULL) {
            free(s->name);
            free(s->id);
        } else {
            p->sheets.at[kept++] = *s;
        }
    }
    p->sheets.len = kept;
}

/* What a zip without a workbook is, with what to do. */
static enum mh_rc not_a_workbook(struct mh__zip *z, const char *part, struct mh_err *err)
{
    const char *what = "est une archive ZIP : décompressez-la, puis importez le fichier .xlsx ou .csv qu'elle contient";
    if (mh__zip_has(z, "content.xml") && mh__zip_has(z, "META-INF/manifest.xml"))
        what = "est un document LibreOffice (.ods) : dans LibreOffice, « Enregistrer sous » au format Excel (.xlsx), puis importez ce fichier";
    else if (part != NULL && strstr(part, ".bin") != NULL)
        what = "est un classeur binaire (.xlsb) : dans Excel, « Enregistrer sous » au format Classeur Excel (.xlsx), puis importez ce fichier";
    else if (mh__zip_has(z, "word/document.xml"))
        what = "est un document Word (.docx) : copiez le tableau dans une feuille Excel, enregistrez-la au format .xlsx";
    else if (mh__zip_has(z, "ppt/presentation.xml"))
        what = "est une présentation PowerPoint : demandez la liste d'origine (Excel ou CSV)";
    else if (mh__zip_has(z, "[Content_Types].xml"))
        what = "est un classeur abîmé : ouvrez-le dans Excel ou LibreOffice et enregistrez-le à nouveau";
    return mh_err_set(err, MH_EINVAL, "%s %s", mh__zip_name(z), what);
}

enum mh_rc mh__parts_read(struct mh__zip *z, struct mh__book_parts *p, struct mh_err *err)
{
    struct rels top = { 0 }, own = { 0 };
    struct book_ctx ctx = { .p = p };
    struct mh_str base = MH_STR_INIT, rels_part = MH_STR_INIT;
    enum mh_rc rc = read_rels(z, "_rels/.rels", "", &top, err);
    if (rc != MH_OK)
        goto out;
    const char *part = part_of_type(&top, "officeDocument");
    if (part == NULL && mh__zip_has(z, "xl/workbook.xml"))
        part = "xl/workbook.xml";
    if (part == NULL || !mh__zip_has(z, part) || strncmp(part, "word/", 5) == 0 || strncmp(part, "ppt/", 4) == 0 ||
        strstr(part, ".bin") != NULL) {
        rc = not_a_workbook(z, part, err);
        goto out;
    }
    const char *slash = strrchr(part, '/');
    mh_str_addn(&base, part, slash != NULL ? (size_t)(slash - part) + 1 : 0);
    mh_str_addf(&rels_part, "%s_rels/%s.rels", mh_str_text(&base), slash != NULL ? slash + 1 : part);
    rc = mh__xml_read(z, part, &book_handlers, &ctx, &ctx.xml, err);
    if (rc == MH_OK)
        rc = read_rels(z, mh_str_text(&rels_part), mh_str_text(&base), &own, err);
    if (rc != MH_OK)
        goto out;
    keep_worksheets(p, &own);
    p->strings_part = mh_xstrdup(part_of_type(&own, "sharedStrings"));
    p->styles_part = mh_xstrdup(part_of_type(&own, "styles"));
    if (p->sheets.len == 0)
        rc = mh_err_set(err, MH_EINVAL, "%s n'a aucune feuille de calcul", mh__zip_name(z));
out:
    rels_free(&top);
    rels_free(&own);
    mh_str_free(&base);
    mh_str_free(&rels_part);
    return rc;
}

/* --- shared texts --- */

struct strings_ctx {
    struct mh__strings *s;
    struct mh__xml *xml;
    bool in_text;
    int phonetic; /* depth of <rPh>, the pronunciation beside a Japanese text */
    size_t start;
};

static void strings_start(void *ctx, const char *name, const char **atts)
{
    struct strings_ctx *c = ctx;
    (void)atts;
    if (strcmp(name, "si") == 0) {
        c->start = c->s->bytes.len;
        mh_vec_push(&c->s->at, (uint32_t)c->start);
        if (c->s->at.len > MH__STRINGS_CAP)
            mh__xml_fail(c->xml, "le classeur a plus de 16 millions de textes");
    } else if (strcmp(name, "rPh") == 0) {
        c->phonetic++;
    } else if (strcmp(name, "t") == 0) {
        c->in_text = c->phonetic == 0 && c->s->at.len > 0;
    }
}

static void strings_end(void *ctx, const char *name)
{
    struct strings_ctx *c = ctx;
    if (strcmp(name, "t") == 0) {
        c->in_text = false;
    } else if (strcmp(name, "rPh") == 0) {
        c->phonetic--;
    } else if (strcmp(name, "si") == 0) {
        struct mh_str *b = &c->s->bytes;
        if (b->len > c->start)
            b->len = c->start + mh__unescape(b->data + c->start, b->len - c->start);
        mh_str_addn(b, "", 1);
    }
}

static void strings_text(void *ctx, const char *s, size_t n)
{
    struct strings_ctx *c = ctx;
    if (!c->in_text)
        return;
    if (c->s->bytes.len + n > MH__STRINGS_BYTES) {
        mh__xml_fail(c->xml, "les textes du classeur dépassent %d Mio", MH__STRINGS_BYTES >> 20);
        return;
    }
    mh_str_addn(&c->s->bytes, s, n);
}

static const struct mh__xml_handlers strings_handlers = { .start = strings_start, .end = strings_end, .text = strings_text };

/* --- styles --- */

struct code { int id; struct mh__numfmt style; };
struct styles_ctx {
    struct mh__book_parts *p;
    struct mh__xml *xml;
    MH_VEC(struct code) codes;
    bool in_cells; /* <cellXfs>: the formats of cells; <cellStyleXfs> are others */
};

static struct mh__numfmt style_of(const struct styles_ctx *c, int id)
{
    for (size_t i = 0; i < c->codes.len; i++)
        if (c->codes.at[i].id == id)
            return c->codes.at[i].style;
    return mh__style_by_id(id);
}

static void styles_start(void *ctx, const char *name, const char **atts)
{
    struct styles_ctx *c = ctx;
    const char *id = mh__xml_att(atts, "numFmtId"), *code = mh__xml_att(atts, "formatCode");
    if (strcmp(name, "numFmt") == 0 && id != NULL && code != NULL && c->codes.len < MH__MERGES_CAP) {
        struct code one = { atoi(id), mh__style_by_code(code) };
        mh_vec_push(&c->codes, one);
    } else if (strcmp(name, "cellXfs") == 0) {
        c->in_cells = true;
    } else if (strcmp(name, "xf") == 0 && c->in_cells) {
        if (c->p->styles.len >= MH__STYLES_CAP)
            mh__xml_fail(c->xml, "le classeur a plus de %d styles", MH__STYLES_CAP);
        else
            mh_vec_push(&c->p->styles, style_of(c, id != NULL ? atoi(id) : 0));
    }
}

static void styles_end(void *ctx, const char *name)
{
    struct styles_ctx *c = ctx;
    if (strcmp(name, "cellXfs") == 0)
        c->in_cells = false;
}

static const struct mh__xml_handlers styles_handlers = { .start = styles_start, .end = styles_end };

enum mh_rc mh__parts_read_tables(struct mh__zip *z, struct mh__book_parts *p, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    if (p->strings_part != NULL && mh__zip_has(z, p->strings_part)) {
        struct strings_ctx c = { .s = &p->strings };
        rc = mh__xml_read(z, p->strings_part, &strings_handlers, &c, &c.xml, err);
    }
    if (rc == MH_OK && p->styles_part != NULL && mh__zip_has(z, p->styles_part)) {
        struct styles_ctx c = { .p = p };
        rc = mh__xml_read(z, p->styles_part, &styles_handlers, &c, &c.xml, err);
        mh_vec_free(&c.codes);
    }
    return rc;
}

void mh__parts_free(struct mh__book_parts *p)
{
    for (size_t i = 0; i < p->sheets.len; i++) {
        free(p->sheets.at[i].name);
        free(p->sheets.at[i].part);
        free(p->sheets.at[i].id);
    }
    mh_vec_free(&p->sheets);
    free(p->strings_part);
    free(p->styles_part);
    mh_str_free(&p->strings.bytes);
    mh_vec_free(&p->strings.at);
    mh_vec_free(&p->styles);
}
