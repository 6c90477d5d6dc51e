#ifndef TESTS_SPEC_HELP_H
#define TESTS_SPEC_HELP_H
/* A lexicon for tests: of the reference data that ships, built once; or of a few rows written as text. */
#include <mahalli/match.h>
#include <mahalli/spec.h>

const struct mh_lexicon *help_lexicon(void); /* of the reference; the same one each time */
void help_lexicon_free(void);
int help_lexicon_done(void **state); /* frees it, as the last step of a group of tests */
/* "label | specs" */
void help_read(const struct mh_lexicon *lx, const char *text, bool product, struct mh_reading *r);
const char *help_family(const struct mh_lexicon *lx, const struct mh_reading *r); /* "" unread */
/* The reading in the grammar; borrowed until the next call. */
const char *help_text(const struct mh_lexicon *lx, const struct mh_reading *r);
/* One requirement: "10 mL", "" when the reading says nothing of the attribute. */
const char *help_value(const struct mh_lexicon *lx, const struct mh_reading *r, const char *attribute);

struct help_rows;
/* Families "code;name;..." as in schema/reference, one a line; the same for attributes and synonyms. */
struct mh_lexicon *help_small_lexicon(const char *const *families, const char *const *attributes, const char *const *synonyms,
                                      struct help_rows **keep);
void help_rows_free(struct help_rows *rows);

/* Verdict of one need against one product of a maker in production: match, review, near or none. */
const char *help_verdict(const struct mh_lexicon *lx, const char *need, const char *product);

#endif
