#ifndef IMPORT_READER_H
#define IMPORT_READER_H
/* What mapping needs of a reader beyond the public header: the first records, among which the header is. */
#include <mahalli/import.h>

enum { MH__HEAD = 20 };

/* The first records that are not blank, at most MH__HEAD; borrowed until close. */
size_t mh__reader_head(const struct mh_reader *r, const struct mh_record **head);
/* The header is head[i]: rows begin after it. */
void mh__reader_set_header(struct mh_reader *r, size_t i);

#endif
