#ifndef OPS_CHANGES_H
#define OPS_CHANGES_H
/* What one version or year says otherwise than another. */
#include "ops/year/frozen.h"

/* Rows of mh_rep_change_table, article by article in the order of the lines; member NULL: of all. Wide: family and specifications instead,
 * nobody's label, reference or name, volumes of fewer than three groups as orders of magnitude. */
void mh__changes(const struct mh__rows *before, const struct mh__rows *after, const char *member, bool wide, const struct mh_session *reader,
                 struct mh__rows *out);

#endif
