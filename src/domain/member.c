#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_member, field)

static const struct mh_column columns[] = {
    { .name = "code", .sql = "code", .title = "Code", .title_en = "Code", .title_ar = "الرمز", .type = MH_TEXT,
      .aliases = "code groupe|code membre|groupe code|sigle|id", .help = "Nom court et stable du groupe, sans espace",
      .flags = MH_REQUIRED | MH_KEY | MH_MEMBER_NAME, .offset = AT(code), .width = 10 },
    { .name = "nom", .sql = "name", .title = "Nom", .title_en = "Name", .title_ar = "الاسم", .type = MH_TEXT,
      .aliases = "nom du groupe|groupe|membre|raison sociale|denomination|libelle|member|group",
      .flags = MH_REQUIRED | MH_MEMBER_NAME, .offset = AT(name), .width = 30 },
    { .name = "ice", .sql = "ice", .title = "ICE", .title_en = "ICE", .title_ar = "التعريف الموحد للمقاولة", .type = MH_TEXT,
      .aliases = "n ice|no ice|numero ice|identifiant commun de l entreprise", .help = "15 chiffres",
      .flags = MH_MEMBER_NAME, .offset = AT(ice), .width = 16 },
    { .name = "ville", .sql = "city", .title = "Ville", .title_en = "City", .title_ar = "المدينة", .type = MH_TEXT,
      .aliases = "localite|siege", .flags = MH_MEMBER_NAME, .offset = AT(city), .width = 14 },
    { .name = "debut", .sql = "valid_from", .title = "Membre depuis", .title_en = "Member since", .type = MH_DATE,
      .aliases = "date debut|date de debut|depuis|du|adhesion|date d adhesion|from|start|start date", .offset = AT(from), .width = 10 },
    { .name = "fin", .sql = "valid_to", .title = "Membre jusqu'au", .title_en = "Member until", .type = MH_DATE,
      .aliases = "date fin|date de fin|jusqu au|au|to|end|end date", .offset = AT(to), .width = 10 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_member *m = row;

    mh__check_ice(m->ice, diags);
    return mh__check_dates(m->from, m->to, "fin", diags);
}

const struct mh_table mh_table_members = {
    .name = "members", .name_fr = "groupes", .title = "Groupes", .one = "groupe", .sql = "members",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_member), .order = "code", .check = check,
};
