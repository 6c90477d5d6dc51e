#ifndef BASE_TABLE_PRIV_H
#define BASE_TABLE_PRIV_H
/* What the files of base that know rows share. */
#include <stdbool.h>
#include <mahalli/table.h>

/* Is `text`, as a header key, this key? */
bool mh__key_is(const char *key, const char *text);

#endif
