#ifndef MAHALLI_DIAG_H
#define MAHALLI_DIAG_H
/* Findings about data: not errors, but a list that the command line, the screens and the workbook show alike. */
#include <stddef.h>
#include <stdint.h>
#include <mahalli/arena.h>
#include <mahalli/vec.h>

enum mh_severity { MH_SEV_NOTE = 0, MH_SEV_WARNING, MH_SEV_ERROR /* the row is rejected, or freeze refuses */ };

struct mh_diag {
    enum mh_severity severity;
    const char *rule;       /* stable name, static ("date-inexistante") */
    const char *file;       /* base name, or NULL */
    int64_t line;           /* of the file, from 1; 0 = none */
    const char *column;     /* the column's own header in the file, or NULL */
    const char *value;      /* as given, or NULL */
    const char *message;    /* French sentence */
    const char *suggestion; /* what would be right, or NULL */
};

struct mh_diags {
    MH_VEC(struct mh_diag) list; /* capped at `keep`; the counts go on */
    size_t keep;                 /* 0 = 10 000 */
    int64_t count[3];            /* by severity */
    struct mh_arena arena;       /* owns all texts but `rule` */
};

#define MH_DIAGS_INIT { { 0, 0, 0 }, 0, { 0, 0, 0 }, { 0 } }

/* Copies every text. */
void mh_diag_add(struct mh_diags *d, const struct mh_diag *one);
void mh_diags_free(struct mh_diags *d);
const char *mh_severity_name(enum mh_severity s); /* information, avertissement, erreur */

#endif
