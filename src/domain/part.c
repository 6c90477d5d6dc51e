#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_part, field)

static const struct mh_choice statuses[] = {
    { "brouillon", "draft" }, { "transmis", "transmise|envoye|sent" }, { "à corriger", "a corriger|to correct|renvoye" },
    { "accepté", "accepte|valide|accepted" }, { 0, 0 },
};

static const struct mh_column columns[] = {
    { .name = "annee", .sql = "year", .title = "Année", .type = MH_INT, .aliases = "year|campagne", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE,
      .offset = AT(year), .width = 6 },
    { .name = "membre", .sql = "member_id", .title = "Groupe", .type = MH_REF, .ref = &mh_table_members, .aliases = "member|groupe",
      .help = "Code du groupe", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE | MH_MEMBER_NAME, .offset = AT(member_id), .width = 10 },
    { .name = "etat", .sql = "status", .title = "État", .type = MH_CHOICE, .choices = statuses, .aliases = "statut|status",
      .help = "brouillon, transmis, à corriger ou accepté", .offset = AT(status), .width = 11 },
    { .name = "demande_le", .sql = "asked_on", .title = "Demandé le", .type = MH_DATE, .aliases = "asked on", .offset = AT(asked_on), .width = 10 },
    { .name = "attendu_le", .sql = "due_on", .title = "Attendu le", .type = MH_DATE, .aliases = "echeance|due on", .offset = AT(due_on), .width = 10 },
    { .name = "relance_le", .sql = "reminded_on", .title = "Relancé le", .type = MH_DATE, .aliases = "reminded on", .offset = AT(reminded_on),
      .width = 10 },
    { .name = "recu_le", .sql = "received_on", .title = "Reçu le", .type = MH_DATE, .aliases = "received on", .offset = AT(received_on), .width = 10 },
    { .name = "rejets", .sql = "rejected", .title = "Rejets", .type = MH_INT, .aliases = "lignes rejetees|rejects",
      .help = "Lignes refusées au dernier import du groupe", .offset = AT(rejected), .width = 7 },
    { .name = "valide_le", .sql = "validated_on", .title = "Validé le", .type = MH_DATE, .aliases = "validated on", .offset = AT(validated_on),
      .width = 10 },
    { .name = "valide_par", .sql = "validated_by", .title = "Validé par", .type = MH_TEXT, .aliases = "validated by", .flags = MH_MEMBER_NAME,
      .offset = AT(validated_by), .width = 14 },
    { .name = "observations", .sql = "remarks", .title = "Observations", .type = MH_TEXT, .aliases = "note|remarks", .flags = MH_LONG,
      .offset = AT(remarks), .width = 24 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_part *p = row;
    return mh__check_year(p->year, diags) && mh__check_dates(p->asked_on, p->received_on, "recu_le", diags) &&
           mh__check_dates(p->received_on, p->validated_on, "valide_le", diags);
}

const struct mh_table mh_table_parts = {
    .name = "parts", .name_fr = "retours", .title = "Retours des groupes", .one = "retour", .sql = "parts",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_part), .order = "year, member_id", .check = check,
};
