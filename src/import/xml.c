#include "import/xml.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <expat.h>
#include <mahalli/xalloc.h>

struct mh__xml {
    XML_Parser parser;
    struct mh__zip *zip;
    struct mh__part *part;
    char *name;
    struct mh__xml_handlers h;
    void *ctx;
    int depth;
    struct mh_err failed;
};

void mh__xml_fail(struct mh__xml *x, const char *fmt, ...)
{
    char text[MH_ERR_SIZE / 2];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    mh_err_set(&x->failed, MH_EINVAL, "%s : %s", mh__zip_name(x->zip), text);
    XML_StopParser(x->parser, XML_FALSE);
}

static const char *local(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

static void XMLCALL on_start(void *ctx, const XML_Char *name, const XML_Char **atts)
{
    struct mh__xml *x = ctx;
    if (++x->depth > MH__XML_DEPTH)
        mh__xml_fail(x, "le classeur emboîte plus de %d éléments (%s) : ce n'est pas un classeur ordinaire", MH__XML_DEPTH, x->name);
    else
        x->h.start(x->ctx, local(name), atts);
}

static void XMLCALL on_end(void *ctx, const XML_Char *name)
{
    struct mh__xml *x = ctx;
    x->depth--;
    x->h.end(x->ctx, local(name));
}

static void XMLCALL on_text(void *ctx, const XML_Char *s, int n)
{
    struct mh__xml *x = ctx;
    x->h.text(x->ctx, s, (size_t)n);
}

static void XMLCALL on_doctype(void *ctx, const XML_Char *name, const XML_Char *sysid, const XML_Char *pubid, int internal)
{
    struct mh__xml *x = ctx;
    (void)name, (void)sysid, (void)pubid, (void)internal;
    mh__xml_fail(x, "le classeur déclare un type de document (%s) : aucun tableur n'en écrit, il n'est pas lu", x->name);
}

enum mh_rc mh__xml_open(struct mh__zip *z, const char *part, const struct mh__xml_handlers *h, void *ctx, struct mh__xml **out,
                        struct mh_err *err)
{
    static const XML_Memory_Handling_Suite memory = { mh_xmalloc, mh_xrealloc, free };
    struct mh__xml *x = mh_xcalloc(1, sizeof *x);
    *out = NULL;
    x->zip = z;
    x->h = *h;
    x->ctx = ctx;
    x->name = mh_xstrdup(part);
    x->failed.rc = MH_OK;
    enum mh_rc rc = mh__part_open(z, part, &x->part, err);
    if (rc != MH_OK) {
        mh__xml_close(x);
        return rc;
    }
    x->parser = XML_ParserCreate_MM(NULL, &memory, NULL);
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, on_start, on_end);
    if (h->text != NULL)
        XML_SetCharacterDataHandler(x->parser, on_text);
    XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
    *out = x;
    return MH_OK;
}

enum mh_rc mh__xml_feed(struct mh__xml *x, bool *more, struct mh_err *err)
{
    size_t got = 0;
    char *room = XML_GetBuffer(x->parser, MH__XML_PIECE);
    *more = false;
    if (room == NULL)
        return mh_err_set(err, MH_EINVAL, "%s est un classeur abîmé (%s)", mh__zip_name(x->zip), x->name);
    enum mh_rc rc = mh__part_read(x->part, room, MH__XML_PIECE, &got, err);
    if (rc != MH_OK)
        return rc;
    if (XML_ParseBuffer(x->parser, (int)got, got == 0) != XML_STATUS_OK) {
        if (x->failed.rc != MH_OK)
            return mh_err_set(err, x->failed.rc, "%s", x->failed.msg);
        return mh_err_set(err, MH_EINVAL, "%s est un classeur abîmé (%s, ligne %lu) : ouvrez-le dans Excel ou LibreOffice et "
                          "enregistrez-le à nouveau", mh__zip_name(x->zip), x->name, (unsigned long)XML_GetCurrentLineNumber(x->parser));
    }
    *more = got > 0;
    return MH_OK;
}

const struct mh__part *mh__xml_part(const struct mh__xml *x)
{
    return x->part;
}

void mh__xml_close(struct mh__xml *x)
{
    if (x == NULL)
        return;
    if (x->parser != NULL)
        XML_ParserFree(x->parser);
    mh__part_close(x->part);
    free(x->name);
    free(x);
}

enum mh_rc mh__xml_read(struct mh__zip *z, const char *part, const struct mh__xml_handlers *h, void *ctx, struct mh__xml **self,
                        struct mh_err *err)
{
    bool more = true;
    enum mh_rc rc = mh__xml_open(z, part, h, ctx, self, err);
    while (rc == MH_OK && more)
        rc = mh__xml_feed(*self, &more, err);
    mh__xml_close(*self);
    *self = NULL;
    return rc;
}

const char *mh__xml_att(const char **atts, const char *name)
{
    for (; *atts != NULL; atts += 2)
        if (strcmp(local(*atts), name) == 0)
            return atts[1];
    return NULL;
}
