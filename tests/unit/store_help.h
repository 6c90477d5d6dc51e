#ifndef TESTS_STORE_HELP_H
#define TESTS_STORE_HELP_H
/* What the tests of the store share: a plan in a folder of its own, random rows of any table, the whole content as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <mahalli/store.h>
#include "store/internal.h"

#define ok(rc_expression) help_ok((rc_expression), #rc_expression, __FILE__, __LINE__)
struct mh_err *help_err(void); /* cleared at each use */

void help_ok(enum mh_rc rc, const char *what, const char *file, int line);

struct plan {
    char dir[256], path[300];
    struct mh_store *s;
};
void plan_make(struct plan *p);                       /* a new plan, open, its disk writes not awaited */
void plan_open(struct plan *p, const char *author);   /* again, by another */
void plan_close(struct plan *p);
void plan_free(struct plan *p);                       /* closes, removes the folder */
/* Closes the plan and keeps it as a model; brings the plan back to the model, open. */
void plan_keep(struct plan *p);
void plan_again(struct plan *p, const char *author);
/* A plan with what most tests need, as operation 1 by « base » : a group, two sites, a campaign, a maker, a product, two articles, needs. */
void plan_fill(struct plan *p);
void sql(struct mh_store *s, const char *text);       /* behind the store's back */
void copy_file(const char *from, const char *to);
void file_digest(const char *path, char hex[MH_SHA_HEX_SIZE]);

/* The plan of a test program, and its set-up: filled and kept as a model; brought back to it before a test. */
extern struct plan plan;
int plan_setup(void **state);
int plan_teardown(void **state);
int plan_fresh(void **state);

/* Random numbers that are the same everywhere. */
uint32_t rnd(uint64_t *seed, uint32_t below);
/* Every field known or not as the dice fall; references to existing rows; false when there is none to refer to. */
bool random_row(struct mh_store *s, const struct mh_table *t, void *row, uint64_t *seed);
/* Gives a received operation the digest of what it holds. */
void seal(struct mh_received *r);
void random_field(struct mh_store *s, const struct mh_column *c, void *row, uint64_t *seed);
/* The id of some row of the table, 0 none. */
int64_t random_id(struct mh_store *s, const struct mh_table *t, uint64_t *seed);

/* All rows of all tables, by id: the caller frees. */
char *content(struct mh_store *s);
/* What verify finds: how many, and the first message when there is room. */
size_t verify(struct mh_store *s, char *first, size_t size);

void set_text(char **field, const char *value);
int64_t commit(struct mh_store *s);

#endif
