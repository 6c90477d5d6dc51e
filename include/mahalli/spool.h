#ifndef MAHALLI_SPOOL_H
#define MAHALLI_SPOOL_H
/*
 * Rows of one type kept out of memory: each is written as its column table says into a temporary file without a name (in TMPDIR, or
 * /tmp where that cannot be), which is gone with the spool or the program. A few rows never leave memory. First all rows are added, then they are read, once or more.
 */
#include <mahalli/table.h>

struct mh_spool;

struct mh_spool *mh_spool_new(const struct mh_table *t);
void mh_spool_free(struct mh_spool *s); /* NULL allowed */
const struct mh_table *mh_spool_table(const struct mh_spool *s);
/* The row's id and what its columns say are copied, and nothing else of it. What fails is kept for mh_spool_check and for reading. */
void mh_spool_add(struct mh_spool *s, const void *row);
int64_t mh_spool_rows(const struct mh_spool *s);
/* Where the next row will stand: for mh_spool_seek. */
int64_t mh_spool_end(const struct mh_spool *s);
/* MH_EIO: the temporary file could not be made or written. */
enum mh_rc mh_spool_check(const struct mh_spool *s, struct mh_err *err);

/* To the first row. */
enum mh_rc mh_spool_rewind(struct mh_spool *s, struct mh_err *err);
/* To the row that stands there. */
enum mh_rc mh_spool_seek(struct mh_spool *s, int64_t at, struct mh_err *err);
/* Where the next row to be read stands, after a rewind or seek. */
int64_t mh_spool_at(const struct mh_spool *s);
/* The next row; borrowed until the next call; *row NULL at the end. MH_EIO. */
enum mh_rc mh_spool_next(struct mh_spool *s, const void **row, struct mh_err *err);

#endif
