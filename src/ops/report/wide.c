#include "ops/report/wide.h"

#include <mahalli/i18n.h>
#include <mahalli/plan.h>
#include <mahalli/xalloc.h>

#include <string.h>

bool mh__told_apart(const char *family, enum mh_state state)
{
    return family != NULL && state != MH_STATE_UNREAD && state != MH_STATE_OUT;
}

const char *mh__own_text(bool wide, const char *text)
{
    return wide ? NULL : text;
}

const char *mh__reason_text(bool wide, const char *told, const char *own)
{
    return wide || own == NULL ? told : own;
}

char *mh__command_text(bool alone, const char *command)
{
    static const char *const kinds[] = { "import", "avis", "ajout", "changement", "retrait", "annulation", "rétablissement", "création",
                                         "ouverture", "clôture", "archivage", "gel", "révision", "export" };
    if (alone)
        return mh_xstrdup(command);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strncmp(command, kinds[i], strlen(kinds[i])) == 0)
            return mh_xstrdup(kinds[i]);
    return mh_xstrdup("opération");
}

const char *mh__rule_text(bool wide, const char *lang, const char *rule)
{
    for (size_t i = 0; wide && i < mh_nrules; i++)
        if (mh_streq(mh_rules[i].name, rule))
            return mh_tr(lang, mh_rules[i].sentence);
    return rule;
}

char *mh__sentence_text(bool wide, const char *lang, const char *rule, const char *sentence)
{
    struct mh_str s = MH_STR_INIT;
    for (size_t i = 0; i < mh_nrules && sentence != NULL; i++) {
        size_t n = strlen(mh_rules[i].sentence);
        if (!mh_streq(mh_rules[i].name, rule) || strncmp(sentence, mh_rules[i].sentence, n) != 0)
            continue;
        mh_str_addf(&s, "%s%s", mh_tr(lang, mh_rules[i].sentence), wide ? "" : sentence + n);
        return mh_str_take(&s);
    }
    return wide ? NULL : mh_xstrdup(sentence);
}
