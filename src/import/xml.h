#ifndef IMPORT_XML_H
#define IMPORT_XML_H
/*
 * One part of a workbook through expat, piece by piece. Names come without their namespace prefix, so "x:row", "row" and those of Strict
 * files are one. A document type is refused (no workbook has one): so are its entities.
 */
#include "import/zipfile.h"

enum { MH__XML_DEPTH = 64, MH__XML_PIECE = 64 * 1024 };

struct mh__xml;
struct mh__xml_handlers {
    /* atts: name, value, …, NULL as expat gives them: prefixes stay there. */
    void (*start)(void *ctx, const char *name, const char **atts);
    void (*end)(void *ctx, const char *name);
    void (*text)(void *ctx, const char *s, size_t n); /* may be NULL */
};

enum mh_rc mh__xml_open(struct mh__zip *z, const char *part, const struct mh__xml_handlers *h, void *ctx, struct mh__xml **out,
                        struct mh_err *err);
/* Reads one more piece; *more false at the end. */
enum mh_rc mh__xml_feed(struct mh__xml *x, bool *more, struct mh_err *err);
/* From a handler: the part cannot be used. The first message stands. */
void mh__xml_fail(struct mh__xml *x, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
const struct mh__part *mh__xml_part(const struct mh__xml *x);
void mh__xml_close(struct mh__xml *x);
/* Sets *self to the reader (for mh__xml_fail), reads the whole part. */
enum mh_rc mh__xml_read(struct mh__zip *z, const char *part, const struct mh__xml_handlers *h, void *ctx, struct mh__xml **self,
                        struct mh_err *err);
/* The attribute of that local name, whatever its prefix; NULL. */
const char *mh__xml_att(const char **atts, const char *name);

#endif
