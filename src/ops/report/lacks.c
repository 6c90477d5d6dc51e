#include "ops/report/lacks.h"

#include <mahalli/i18n.h>

#include <inttypes.h>
#include <stdio.h>

static const struct { unsigned kind; const char *name; } names[] = {
    { MH__LACK_SPECIFICATION, MH_TR("caractéristique") }, { MH__LACK_HERE, MH_TR("fabrication ici") },
    { MH__LACK_REGISTRATION, MH_TR("enregistrement") },   { MH__LACK_CERTIFICATE, MH_TR("certificat") },
    { MH__LACK_CAPACITY, MH_TR("capacité") },
};

void mh__lacks_kinds(const char *lang, unsigned kinds, struct mh_str *out)
{
    bool first = true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (kinds & names[i].kind) {
            mh_str_addf(out, "%s%s", first ? "" : mh_tr(lang, ", "), mh_tr(lang, names[i].name));
            first = false;
        }
}

unsigned mh__lacks_pair(const struct mh__matching *m, const struct mh__matched *x, const struct mh_candidate *c, struct mh_str *out)
{
    const char *lang = m->s->lang;
    struct mh_compared_row t[MH__TABLE_ROWS];
    size_t n = mh_match_table(m->s->index, lang, &x->reading, c, t, MH__TABLE_ROWS);
    unsigned kinds = 0;
    for (size_t i = 0; i < n; i++) {
        bool unknown = t[i].result == MH_CMP_UNKNOWN && t[i].mandatory;
        if ((t[i].result != MH_CMP_FAILED && !unknown) || t[i].here || t[i].special)
            continue;
        mh_str_add(out, kinds ? mh_tr(lang, ", ") : "");
        mh_str_addf(out, "%s %s", t[i].attribute, unknown ? mh_tr(lang, "non dit") : *t[i].by ? t[i].by : t[i].offered);
        kinds = MH__LACK_SPECIFICATION;
    }
    for (size_t i = 0; i < n; i++)
        if (t[i].here && t[i].result != MH_CMP_MET) {
            mh_str_add(out, kinds ? mh_tr(lang, " ; ") : "");
            mh_str_addf(out, mh_tr(lang, "fabrication : %s"), t[i].offered);
            kinds |= MH__LACK_HERE;
        }
    return kinds;
}

int64_t mh__capacity_base(const struct mh_lexicon *lx, const struct mh_product *p, int family)
{
    struct mh_pack pack;
    char text[24];
    const char *why;
    int64_t base = MH_UNKNOWN;
    if (p->capacity == MH_UNKNOWN)
        return MH_UNKNOWN;
    mh_pack_read(p->unit, p->pack, p->label, mh_lexicon_family_row(lx, family)->base_unit, &pack);
    snprintf(text, sizeof text, "%" PRId64, p->capacity);
    if (pack.kind == MH_PACK_UNKNOWN || !mh_pack_quantity(&pack, text, false, &base, &why))
        return MH_UNKNOWN;
    return base;
}

static void add_capacity(const char *lang, const struct mh_frozen_product *p, int64_t volume, bool rough, struct mh_str *out)
{
    if (p->capacity == MH_UNKNOWN) {
        mh_str_add(out, mh_tr(lang, "capacité non déclarée"));
    } else if (p->capacity_base == MH_UNKNOWN) {
        mh_str_add(out, mh_tr(lang, "capacité déclarée dans une unité qui ne se compte pas"));
    } else {
        struct mh_str has = MH_STR_INIT, asked = MH_STR_INIT;
        mh_str_add_int(&has, p->capacity_base);
        mh_str_add(&asked, rough ? "~ " : "");
        mh_str_add_int(&asked, volume);
        mh_str_addf(out, mh_tr(lang, "capacité : %s pour %s"), mh_str_text(&has), mh_str_text(&asked));
        mh_str_free(&has);
        mh_str_free(&asked);
    }
}

unsigned mh__lacks_product(const char *lang, const struct mh_frozen_product *p, int64_t volume, bool rough, bool before, struct mh_str *out)
{
    unsigned kinds = 0;
    if (!mh_streq(p->clearance, mh_clearance_title(MH_CLEAR_REGISTERED)) && !mh_streq(p->clearance, mh_clearance_title(MH_CLEAR_NOT_REQUIRED))) {
        mh_str_add(out, before ? mh_tr(lang, " ; ") : "");
        mh_str_addf(out, mh_tr(lang, "enregistrement : %s"), mh_tr(lang, p->clearance));
        kinds |= MH__LACK_REGISTRATION;
    }
    if (p->certified != 1) {
        mh_str_add(out, before || kinds ? mh_tr(lang, " ; ") : "");
        mh_str_add(out, mh_tr(lang, "aucun certificat au registre"));
        kinds |= MH__LACK_CERTIFICATE;
    }
    if (p->capacity_base == MH_UNKNOWN || (volume != MH_UNKNOWN && p->capacity_base < volume)) {
        mh_str_add(out, before || kinds ? mh_tr(lang, " ; ") : "");
        add_capacity(lang, p, volume, rough, out);
        kinds |= MH__LACK_CAPACITY;
    }
    return kinds;
}
