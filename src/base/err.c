#include <mahalli/err.h>
#include <mahalli/i18n.h>

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
    int n = vsnprintf(err->msg, sizeof err->msg, mh_tr(err->lang, fmt), ap);
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
    int n = vsnprintf(err->msg, sizeof err->msg, mh_tr(err->lang, fmt), ap);
    va_end(ap);
    if (n < 0)
        n = 0;
    if ((size_t)n < sizeof err->msg && snprintf(err->msg + n, sizeof err->msg - (size_t)n, "%s%s", mh_tr(err->lang, " : "), was) < 0)
        err->msg[n] = '\0';
    mend_tail(err->msg);
    return err->rc;
}

static const char *errno_fr(int e)
{
    switch (e) {
    case EACCES:
    case EPERM: return MH_TR("accès refusé");
    case ENOENT: return MH_TR("ce dossier n'existe pas");
    case ENOTDIR: return MH_TR("un élément du chemin n'est pas un dossier");
    case EISDIR: return MH_TR("c'est un dossier");
    case ENOSPC: return MH_TR("le disque est plein");
    case EDQUOT: return MH_TR("votre quota de disque est atteint");
    case EFBIG: return MH_TR("fichier trop grand pour ce disque ou cette session");
    case EROFS: return MH_TR("support en lecture seule");
    case ENAMETOOLONG: return MH_TR("nom trop long");
    case EPIPE: return MH_TR("le lecteur s'est fermé");
    case EMFILE:
    case ENFILE: return MH_TR("trop de fichiers ouverts");
    case ETXTBSY:
    case EBUSY: return MH_TR("un autre programme s'en sert");
    case EIO: return MH_TR("panne du support");
    case 0: return MH_TR("erreur d'écriture");
    default: return strerror(e);
    }
}

const char *mh_err_word(const struct mh_err *err, const char *fr)
{
    return mh_tr(err != NULL ? err->lang : NULL, fr);
}

const char *mh_err_errno(const struct mh_err *err, int e)
{
    return mh_err_word(err, errno_fr(e));
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
