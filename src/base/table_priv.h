#ifndef BASE_TABLE_PRIV_H
#define BASE_TABLE_PRIV_H
/* What the files of base that know rows share. */
#include <stdbool.h>
#include <mahalli/table.h>

/* Is `text`, as a header key, this key? */
bool mh__key_is(const char *key, const char *text);
/* Is the key one of the '|'-joined aliases (which are header keys already)? */
bool mh__in_aliases(const char *key, const char *aliases);

static inline bool mh__is_text(const struct mh_column *c)
{
    return c->type == MH_TEXT || c->type == MH_DATE || c->type == MH_DECIMAL || c->type == MH_CHOICE;
}

static inline const char *mh__text(const struct mh_column *c, const void *row)
{
    return *(char *const *)(const void *)((const char *)row + c->offset);
}

static inline int64_t mh__int(const struct mh_column *c, const void *row)
{
    return *(const int64_t *)(const void *)((const char *)row + c->offset);
}

#endif
