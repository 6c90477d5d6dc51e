#ifndef MAHALLI_ERR_H
#define MAHALLI_ERR_H
/*
 * Errors: every function that can fail returns enum mh_rc and takes the caller's struct mh_err last. The lowest layer
 * that knows the reason writes the message (French in the source, one line, no final full stop or newline); those above only
 * prefix where. A message once set is never overwritten by a higher layer. The faces say in which language people read: the
 * format is looked up in the catalogues as it is filled in, and stays French where they do not hold it.
 */
#include <stdbool.h>

enum mh_rc {
    MH_OK = 0,
    MH_EUSAGE,    /* the command line is wrong */
    MH_EINVAL,    /* data refused, nothing changed */
    MH_ENOTFOUND, /* no such row, file kind, command... */
    MH_EAMBIG,    /* several rows answer */
    MH_EBUSY,     /* another process writes */
    MH_ECONFLICT, /* the stored value is not the one this change expects */
    MH_EIO,       /* cannot read or write */
    MH_EDAMAGED,  /* the plan file is damaged, or is no plan */
    MH_ENEWER,    /* the plan was made by a newer program */
    MH_EDENIED,   /* not allowed (closed campaign, role) */
    MH_ECANCELED, /* the user stopped it; the plan is as before */
};

enum { MH_ERR_SIZE = 1024 };

struct mh_err {
    enum mh_rc rc;
    char msg[MH_ERR_SIZE];
    const char *lang; /* of the reader, NULL French; borrowed, kept by mh_err_clear */
};

#define MH_ERR_INIT { MH_OK, "", NULL }
#define MH_ERR_IN(lang_) { MH_OK, "", lang_ }

/* Sets rc and message unless one is set already; returns the rc in force, so `return mh_err_set(...)` works. */
enum mh_rc mh_err_set(struct mh_err *err, enum mh_rc rc, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Puts "where : " before the message that a lower layer wrote; returns err->rc. */
enum mh_rc mh_err_where(struct mh_err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* A word that goes into a message, in the language of err. */
const char *mh_err_word(const struct mh_err *err, const char *fr);
void mh_err_clear(struct mh_err *err);
/* What the system's errno says of a path that is written or read, in the language of err (NULL: French); static, or until the next call. */
const char *mh_err_errno(const struct mh_err *err, int e);
/* The exit status of the command line for an error code: see DESIGN, "Exit status"; 130 when the user stopped it. */
int mh_err_exit_status(enum mh_rc rc);

#endif
