#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_request, field)

static const struct mh_column columns[] = {
    { .name = "annee", .sql = "year", .title = "Année", .type = MH_INT, .aliases = "year|campagne", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE,
      .offset = AT(year), .width = 6 },
    { .name = "fabricant", .sql = "maker_id", .title = "Fabricant", .type = MH_REF, .ref = &mh_table_makers, .aliases = "maker|code fabricant",
      .help = "Code du fabricant", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(maker_id), .width = 14 },
    { .name = "envoyee_le", .sql = "sent_on", .title = "Envoyée le", .type = MH_DATE, .aliases = "sent on|demande le", .offset = AT(sent_on),
      .width = 10 },
    { .name = "attendue_le", .sql = "due_on", .title = "Attendue le", .type = MH_DATE, .aliases = "echeance|due on", .offset = AT(due_on),
      .width = 10 },
    { .name = "relancee_le", .sql = "reminded_on", .title = "Relancée le", .type = MH_DATE, .aliases = "reminded on", .offset = AT(reminded_on),
      .width = 10 },
    { .name = "repondue_le", .sql = "answered_on", .title = "Répondue le", .type = MH_DATE, .aliases = "answered on|reponse le",
      .offset = AT(answered_on), .width = 10 },
    { .name = "observations", .sql = "remarks", .title = "Observations", .type = MH_TEXT, .aliases = "note|remarks", .flags = MH_LONG,
      .offset = AT(remarks), .width = 24 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_request *r = row;
    return mh__check_year(r->year, diags) && mh__check_dates(r->sent_on, r->answered_on, "repondue_le", diags);
}

const struct mh_table mh_table_requests = {
    .name = "requests", .name_fr = "demandes", .title = "Demandes d'information", .one = "demande d'information", .sql = "requests",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_request), .order = "year, maker_id", .check = check,
};
