#ifndef OPS_REPLIES_H
#define OPS_REPLIES_H
/*
 * What makers answer (import replies): the reply is kept as given, and makes or changes a dated product of theirs. What a maker declares is
 * a declaration: the proof says so, and a certificate of which nobody saw the document clears nothing (mh_clearance_of).
 */
#include "ops/entry/apply.h"

#include <mahalli/date.h>

enum { MH__REPLY_ITEMS = MH_MAX_REQUIREMENTS };

struct mh__replying { /* one row */
    struct mh__apply *a;
    const struct mh_reply *r;
    int family;
    enum mh_answer answer;
    int months;
    char day[MH_DATE_SIZE];          /* received on */
    struct mh_requirement given[MH__REPLY_ITEMS]; /* attributes of the maker's product, read */
    size_t ngiven;
    int64_t product;                 /* made or found, 0 none */
    bool adapted;                    /* of the product that the reference names, which is made today and stays as it is */
    bool refused;
};

void mh__reply_refuse(struct mh__replying *x, const char *rule, const char *column, const char *value, const char *message, const char *hint);
/* The product that the answer speaks of, made or changed, and its certificate. Refusals are in x->refused: nothing is written then. */
enum mh_rc mh__reply_product(struct mh__replying *x, struct mh_err *err);
enum mh_rc mh__reply_certificate(struct mh__replying *x, struct mh_err *err);
void mh__reply_item(const struct mh__replying *x, const struct mh_requirement *q, struct mh_str *out);

struct mh__replies;                  /* of an import: lines seen, makers that answered */
/* Before headers are asked for. */
enum mh_rc mh__replies_begin(struct mh__apply *a, struct mh_err *err);
void mh__replies_free(struct mh__apply *a);
/* Is the header that of an attribute of some family, as demandes d'information have them? */
bool mh__reply_is_attribute(const struct mh__apply *a, const char *header);
/* The code of the attribute that the header stands for in a family (code or name); the header itself when there is none. */
const char *mh__reply_attribute_code(const struct mh__apply *a, const char *family, const char *header);
/* Notes the demandes of the makers that answered in this import. */
enum mh_rc mh__replies_done(struct mh__apply *a, struct mh_err *err);

#endif
