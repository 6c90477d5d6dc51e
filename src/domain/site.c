#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_site, field)

static const struct mh_column columns[] = {
    { .name = "membre", .sql = "member_id", .title = "Groupe", .title_en = "Group", .title_ar = "المجموعة", .type = MH_REF,
      .ref = &mh_table_members, .aliases = "member|code membre|code groupe", .help = "Code du groupe",
      .flags = MH_REQUIRED | MH_KEY | MH_MEMBER_NAME, .offset = AT(member_id), .width = 10 },
    { .name = "code", .sql = "code", .title = "Code", .title_en = "Code", .title_ar = "الرمز", .type = MH_TEXT,
      .aliases = "code etablissement|code site|code service|sigle|id", .help = "Nom court et stable de l'établissement",
      .flags = MH_REQUIRED | MH_KEY | MH_MEMBER_NAME, .offset = AT(code), .width = 10 },
    { .name = "nom", .sql = "name", .title = "Nom", .title_en = "Name", .title_ar = "الاسم", .type = MH_TEXT,
      .aliases = "etablissement|site|nom etablissement|nom de l etablissement|denomination|libelle|clinique|hopital",
      .flags = MH_REQUIRED | MH_MEMBER_NAME, .offset = AT(name), .width = 30 },
    { .name = "ville", .sql = "city", .title = "Ville", .title_en = "City", .title_ar = "المدينة", .type = MH_TEXT,
      .aliases = "localite", .flags = MH_MEMBER_NAME, .offset = AT(city), .width = 14 },
    { .name = "lits", .sql = "beds", .title = "Lits", .title_en = "Beds", .title_ar = "الأسرة", .type = MH_INT,
      .aliases = "nombre de lits|nb lits|capacite|capacite litiere", .offset = AT(beds), .width = 6 },
    { .name = "debut", .sql = "valid_from", .title = "Depuis", .title_en = "From", .type = MH_DATE,
      .aliases = "date debut|date de debut|du|ouverture|start|start date", .offset = AT(from), .width = 10 },
    { .name = "fin", .sql = "valid_to", .title = "Jusqu'au", .title_en = "To", .type = MH_DATE,
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
