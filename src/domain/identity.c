/* The keys under which rows of files meet stored rows (DESIGN §5, Identity). */
#include <string.h>

#include <mahalli/utf8.h>

#include "domain/domain_priv.h"

/* Folding never gives this byte, so no text can imitate the border between two. */
#define BORDER '\x1F'

static bool reference_key(struct mh_str *out, const char *reference)
{
    if (mh_blank(reference))
        return false;
    mh_str_addc(out, '=');
    mh_utf8_fold(out, reference);
    return true;
}

static void texts_key(struct mh_str *out, const char *const *text, size_t n)
{
    mh_str_addc(out, '~');
    for (size_t i = 0; i < n; i++) {
        if (i)
            mh_str_addc(out, BORDER);
        mh_utf8_fold(out, text[i]);
    }
}

void mh_article_key(struct mh_str *out, const char *reference, const char *label, const char *specs, const char *unit, const char *pack)
{
    if (!reference_key(out, reference))
        texts_key(out, (const char *const[]){ label, specs, unit, pack }, 4);
}

void mh_product_key(struct mh_str *out, const char *reference, const char *label, const char *specs)
{
    if (!reference_key(out, reference))
        texts_key(out, (const char *const[]){ label, specs }, 2);
}

bool mh_ice_valid(const char *ice)
{
    int rest = 0;

    if (!ice || strlen(ice) != 15)
        return false;
    for (int i = 0; i < 15; i++) {
        if (ice[i] < '0' || ice[i] > '9')
            return false;
        rest = (rest * 10 + (ice[i] - '0')) % 97;
    }
    return rest == 0;
}
