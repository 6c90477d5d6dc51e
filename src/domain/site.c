#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_site, field)

static const struct mh_column columns[] = {
    { .name = "membre", .sql = "member_id", .title = "Groupe", .type = MH_REF,
      .ref = &mh_table_members, .aliases = "member|code membre|code groupe", .help = "Code du groupe ; un établissement qui en change a une ligne dans chacun, datées",
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE | MH_MEMBER_NAME, .offset = AT(member_id), .width = 10 },
    { .name = "code", .sql = "code", .title = "Code", .type = MH_TEXT,
      .aliases = "code etablissement|code site|code service|sigle|id", .help = "Nom court et stable de l'établissement",
      .flags = MH_REQUIRED | MH_KEY | MH_MEMBER_NAME, .offset = AT(code), .width = 10 },
    { .name = "nom", .sql = "name", .title = "Nom", .type = MH_TEXT,
      .aliases = "etablissement|site|nom etablissement|nom de l etablissement|denomination|libelle|clinique|hopital",
      .flags = MH_REQUIRED | MH_MEMBER_NAME, .offset = AT(name), .width = 30 },
    { .name = "ville", .sql = "city", .title = "Ville", .type = MH_TEXT,
      .aliases = "localite", .flags = MH_MEMBER_NAME, .offset = AT(city), .width = 14 },
    { .name = "lits", .sql = "beds", .title = "Lits", .type = MH_INT,
      .aliases = "nombre de lits|nb lits|capacite|capacite litiere", .offset = AT(beds), .width = 6 },
    { .name = "debut", .sql = "valid_from", .title = "Depuis", .type = MH_DATE,
      .aliases = "date debut|date de debut|du|ouverture|start|start date", .offset = AT(from), .width = 10 },
    { .name = "fin", .sql = "valid_to", .title = "Jusqu'au", .type = MH_DATE,
      .aliases = "date fin|date de fin|au|fermeture|end|end date", .offset = AT(to), .width = 10 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_site *s = row;
    return mh__check_dates(s->from, s->to, "fin", diags);
}

const struct mh_table mh_table_sites = {
    .name = "sites", .name_fr = "etablissements", .title = "Établissements", .one = "établissement", .sql = "sites",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_site), .order = "member_id, code",
    .check = check,
};
