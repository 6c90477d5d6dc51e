#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_member, field)

static const struct mh_column columns[] = {
    { .name = "code", .sql = "code", .title = "Code", .type = MH_TEXT,
      .aliases = "code groupe|code membre|groupe code|sigle|id", .help = "Nom court et stable du groupe, sans espace",
      .flags = MH_REQUIRED | MH_KEY | MH_MEMBER_NAME, .offset = AT(code), .width = 10 },
    { .name = "nom", .sql = "name", .title = "Nom", .type = MH_TEXT,
      .aliases = "nom du groupe|groupe|membre|raison sociale|denomination|libelle|member|group",
      .flags = MH_REQUIRED | MH_MEMBER_NAME, .offset = AT(name), .width = 30 },
    { .name = "ice", .sql = "ice", .title = "ICE", .type = MH_TEXT,
      .aliases = "n ice|no ice|numero ice|identifiant commun de l entreprise", .help = "15 chiffres",
      .flags = MH_MEMBER_NAME, .offset = AT(ice), .width = 16 },
    { .name = "ville", .sql = "city", .title = "Ville", .type = MH_TEXT,
      .aliases = "localite|siege", .flags = MH_MEMBER_NAME, .offset = AT(city), .width = 14 },
    { .name = "debut", .sql = "valid_from", .title = "Membre depuis", .type = MH_DATE,
      .aliases = "date debut|date de debut|depuis|du|adhesion|date d adhesion|from|start|start date", .offset = AT(from), .width = 10 },
    { .name = "fin", .sql = "valid_to", .title = "Membre jusqu'au", .type = MH_DATE,
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
