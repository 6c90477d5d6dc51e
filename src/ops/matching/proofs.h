#ifndef OPS_PROOFS_H
#define OPS_PROOFS_H
/* The norms that certificates prove, product by product, as the matcher compares them. */
#include "ops/session.h"

struct mh__proofs {
    char **of;      /* by number of the product; NULL none */
    size_t n;
    uint64_t stamp; /* changes when what is proved does */
};

/* Of the session's products (loaded), with its lexicon, on its day. */
enum mh_rc mh__proofs_load(struct mh_session *s, struct mh__proofs *out, struct mh_err *err);
void mh__proofs_free(struct mh__proofs *p);

#endif
