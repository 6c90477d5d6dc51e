/* Looking up texts in the embedded catalogues. */
#include <mahalli/i18n.h>

#include <string.h>

#include "base/i18n.h"

static const struct mh__catalogue *catalogue_of(const char *lang)
{
    for (const struct mh__catalogue *c = mh__catalogues; lang != NULL && c->lang != NULL; c++)
        if (strcmp(c->lang, lang) == 0)
            return c;
    return NULL;
}

static const struct mh__message *find(const struct mh__catalogue *c, const char *fr)
{
    size_t lo = 0, hi = c->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int d = strcmp(c->message[mid].fr, fr);
        if (d == 0)
            return &c->message[mid];
        if (d < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

const char *mh_tr(const char *lang, const char *fr)
{
    const struct mh__catalogue *c = catalogue_of(lang);
    const struct mh__message *m = c == NULL || fr == NULL ? NULL : find(c, fr);
    if (m == NULL)
        return fr;
    unsigned form = m->many == NULL ? 0 : c->form(1);
    return m->text[form < c->forms ? form : 0];
}

const char *mh_trn(const char *lang, const char *one, const char *many, int64_t n)
{
    const struct mh__catalogue *c = catalogue_of(lang);
    const struct mh__message *m = c == NULL ? NULL : find(c, one);
    uint64_t count = n < 0 ? (uint64_t)0 - (uint64_t)n : (uint64_t)n;
    if (m == NULL || m->many == NULL)
        return count < 2 ? one : many;
    unsigned form = c->form((unsigned long)count);
    return m->text[form < c->forms ? form : 0];
}

bool mh_lang_known(const char *lang)
{
    return lang != NULL && (strcmp(lang, "fr") == 0 || catalogue_of(lang) != NULL);
}

bool mh_lang_rtl(const char *lang)
{
    return lang != NULL && strcmp(lang, "ar") == 0;
}
