/* The keys under which rows of files meet stored rows (DESIGN §5, Identity). */
#include <string.h>

#include <mahalli/utf8.h>

#include "domain/domain_priv.h"

/* Folding never gives this byte, so no text can imitate the border between two. */
#define BORDER '\x1F'

enum { CODE_LENGTH = 12 };

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

/* Words of a company's or hospital's name that do not tell it from another: legal forms, articles. */
static bool says_little(const char *word, size_t n)
{
    static const char words[] = "sarl|sarlau|sa|sas|snc|au|ste|societe|ltd|inc|gmbh|groupe|etablissement|etablissements|ets|de|du|des|la|le|les|et|en";
    char one[16];
    if (n >= sizeof one)
        return false;
    memcpy(one, word, n);
    one[n] = '\0';
    return (n == 1 && (*word < '0' || *word > '9')) || mh_in_list(words, one);
}

/* Cuts what stands from `start` on to so many characters; what a cut leaves of a word is two letters at least. */
static void cut_code(struct mh_str *out, size_t start)
{
    size_t at = start, chars = 0;
    while (at < out->len && chars < CODE_LENGTH) {
        at++;
        while (at < out->len && ((unsigned char)out->data[at] & 0xC0) == 0x80)
            at++;
        chars++;
    }
    if (at < out->len)
        for (size_t back = 0; back < 3 && at - back > start + 2; back++)
            if (out->data[at - back - 1] == '-') {
                at -= back + 1;
                break;
            }
    out->len = at;
    mh_str_addn(out, "", 0);
}

void mh_code_of_name(const char *name, struct mh_str *out)
{
    struct mh_str key = MH_STR_INIT;
    size_t start = out->len;
    mh_header_key(&key, name);
    for (int all = 0; all < 2 && out->len == start; all++)
        for (const char *p = mh_str_text(&key); *p != '\0'; p += *p == ' ') {
            size_t n = strcspn(p, " ");
            if (all || !says_little(p, n))
                mh_str_addf(out, "%s%.*s", out->len > start ? "-" : "", (int)n, p);
            p += n;
        }
    if (out->len == start)
        mh_str_add(out, "X");
    cut_code(out, start);
    for (size_t i = start; i < out->len; i++)
        if (out->data[i] >= 'a' && out->data[i] <= 'z')
            out->data[i] = (char)(out->data[i] - 'a' + 'A');
    mh_str_free(&key);
}
