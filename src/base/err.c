#include <mahalli/err.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* vsnprintf may cut in the middle of a character: drop the broken tail. */
static void mend_tail(char *s)
{
    size_t n = strlen(s), i = n;

    while (i > 0 && n - i < 3 && ((unsigned char)s[i - 1] & 0xC0) == 0x80)
        i--;
    if (i == 0)
        return;
    unsigned char lead = (unsigned char)s[i - 1];
    size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (n - i + 1 < want)
        s[i - 1] = '\0';
}

enum mh_rc mh_err_set(struct mh_err *err, enum mh_rc rc, const char *fmt, ...)
{
    if (!err)
        return rc;
    if (err->rc != MH_OK)
        return err->rc;
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(err->msg, sizeof err->msg, fmt, ap);
    va_end(ap);
    if (n >= (int)sizeof err->msg)
        mend_tail(err->msg);
    err->rc = rc;
    return rc;
}

enum mh_rc mh_err_where(struct mh_err *err, const char *fmt, ...)
{
    char was[MH_ERR_SIZE];

    if (!err)
        return MH_OK;
    memcpy(was, err->msg, sizeof was);
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(err->msg, sizeof err->msg, fmt, ap);
    va_end(ap);
    if (n < 0)
        n = 0;
    if ((size_t)n < sizeof err->msg && snprintf(err->msg + n, sizeof err->msg - (size_t)n, " : %s", was) < 0)
        err->msg[n] = '\0';
    mend_tail(err->msg);
    return err->rc;
}

const char *mh_err_errno(int e)
{
    switch (e) {
    case EACCES:
    case EPERM: return "accès refusé";
    case ENOENT: return "ce dossier n'existe pas";
    case ENOTDIR: return "un élément du chemin n'est pas un dossier";
    case EISDIR: return "c'est un dossier";
    case ENOSPC: return "le disque est plein";
    case EDQUOT: return "votre quota de disque est atteint";
    case EFBIG: return "fichier trop grand pour ce disque ou cette session";
    case EROFS: return "support en lecture seule";
    case ENAMETOOLONG: return "nom trop long";
    case EPIPE: return "le lecteur s'est fermé";
    case EMFILE:
    case ENFILE: return "trop de fichiers ouverts";
    case ETXTBSY:
    case EBUSY: return "un autre programme s'en sert";
    case EIO: return "panne du support";
    case 0: return "erreur d'écriture";
    default: return strerror(e);
    }
}

void mh_err_clear(struct mh_err *err)
{
    if (!err)
        return;
    err->rc = MH_OK;
    err->msg[0] = '\0';
}

int mh_err_exit_status(enum mh_rc rc)
{
    switch (rc) {
    case MH_OK: return 0;
    case MH_EUSAGE: return 2;
    case MH_EINVAL: return 3;
    case MH_ENOTFOUND:
    case MH_EAMBIG: return 4;
    case MH_EBUSY:
    case MH_ECONFLICT: return 5;
    case MH_EIO: return 6;
    case MH_EDAMAGED:
    case MH_ENEWER: return 7;
    case MH_EDENIED: return 8;
    case MH_ECANCELED: return 130; /* as a shell says of an interrupted program */
    }
    return 3;
}
