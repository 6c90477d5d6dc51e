#ifndef IMPORT_ZIPFILE_H
#define IMPORT_ZIPFILE_H
/* The parts of a workbook: a zip archive, from a file or from memory, each part inflated in pieces under caps. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <mahalli/err.h>

/* What a part may inflate to. Real sheets shrink 10 to 200 times; a bomb, 1,000 times. */
#define MH__PART_CAP ((int64_t)2 << 30)
enum { MH__RATIO_CAP = 400, MH__RATIO_FREE = 32 << 20 /* below this the ratio does not matter */ };

struct mh__zip;
struct mh__part;

/* path NULL: mem and n, borrowed until close. name: for messages, borrowed. */
enum mh_rc mh__zip_open(const char *path, const void *mem, size_t n, const char *name, struct mh__zip **out, struct mh_err *err);
const char *mh__zip_name(const struct mh__zip *z);
/* Letter case in names of parts does not count. */
bool mh__zip_has(struct mh__zip *z, const char *part);
enum mh_rc mh__part_open(struct mh__zip *z, const char *part, struct mh__part **out, struct mh_err *err);
/* *got 0 at the end, when the checksum was right. */
enum mh_rc mh__part_read(struct mh__part *p, char *buf, size_t cap, size_t *got, struct mh_err *err);
int64_t mh__part_size(const struct mh__part *p); /* inflated, as the archive announces it */
int64_t mh__part_done(const struct mh__part *p);
void mh__part_close(struct mh__part *p);
void mh__zip_close(struct mh__zip *z);

#endif
