#ifndef BASE_I18N_H
#define BASE_I18N_H
/* Catalogues as scripts/embed-po.sh writes them: sorted by the French text, strings static. */
#include <stddef.h>

enum { MH__PLURALS = 6 };

struct mh__message {
    const char *fr, *many;         /* many NULL: no plural */
    const char *text[MH__PLURALS]; /* text[0] alone without plural */
};

struct mh__catalogue {
    const char *lang;
    const struct mh__message *message;
    size_t n;
    unsigned forms;                     /* of plurals */
    unsigned (*form)(unsigned long n);  /* which of them, below forms */
};

extern const struct mh__catalogue mh__catalogues[]; /* ended by a NULL lang */

#endif
