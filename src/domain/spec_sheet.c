#include <mahalli/xalloc.h>

#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_spec_sheet, field)

static const struct mh_choice statuses[] = {
    { "proposée", "propose|a adopter|proposed|brouillon" },
    { "adoptée", "adopte|validee|valide|adopted" },
    { "retirée", "retire|abandonnee|remplacee|withdrawn" },
    { 0, 0 },
};

static const struct mh_column columns[] = {
    { .name = "membre", .sql = "member_id", .title = "Groupe", .type = MH_REF,
      .ref = &mh_table_members, .aliases = "member|code membre|code groupe", .help = "Code du groupe dont les pharmaciens adoptent la fiche",
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE | MH_MEMBER_NAME, .offset = AT(member_id), .width = 10 },
    { .name = "famille", .sql = "family", .title = "Famille", .type = MH_TEXT,
      .aliases = "family|code famille", .help = "Code ou nom de la famille", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE,
      .offset = AT(family), .width = 20 },
    { .name = "version", .sql = "version", .title = "Version", .type = MH_INT,
      .help = "Vide : la suivante si les spécifications changent", .flags = MH_KEY | MH_IMMUTABLE, .offset = AT(version), .width = 7 },
    { .name = "specifications", .sql = "specs", .title = "Spécifications usuelles", .type = MH_TEXT,
      .aliases = "specification|specs|specifications usuelles|valeurs usuelles",
      .help = "caractéristique = valeur ; une virgule décimale, une unité ; « ? » à la fin : un souhait", .flags = MH_REQUIRED | MH_LONG,
      .offset = AT(specs), .width = 40 },
    { .name = "etat", .sql = "status", .title = "État", .type = MH_CHOICE, .choices = statuses, .aliases = "statut|status",
      .help = "proposée, adoptée ou retirée ; vide : proposée. Seule une fiche adoptée compte", .offset = AT(status), .width = 10 },
    { .name = "auteur", .sql = "author", .title = "Auteur", .type = MH_TEXT, .aliases = "pharmacien|signataire|par",
      .flags = MH_MEMBER_NAME, .offset = AT(author), .width = 14 },
    { .name = "date", .sql = "given_on", .title = "Date", .type = MH_DATE, .aliases = "le|adoptee le",
      .offset = AT(date), .width = 10 },
    { .name = "motif", .sql = "reason", .title = "Motif", .type = MH_TEXT, .aliases = "raison|justification",
      .flags = MH_LONG, .offset = AT(reason), .width = 24 },
    { .name = "base", .sql = "based_on", .title = "Fondée sur", .type = MH_TEXT, .aliases = "fondee sur|source|fondement",
      .help = "Norme, marché précédent, articles du groupe…", .flags = MH_LONG, .offset = AT(base), .width = 24 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_spec_sheet *f = row;

    if (f->version == MH_UNKNOWN || (f->version >= 1 && f->version <= MH_SHEET_VERSIONS))
        return true;
    mh__finding(diags, MH_SEV_ERROR, "version-de-fiche", "version", NULL, "les versions d'une fiche se comptent de 1 à 9999",
                "laissez la version vide : la suivante est donnée");
    return false;
}

/* What nobody says: a first version, not adopted yet. */
static void derive(void *row)
{
    struct mh_spec_sheet *f = row;

    if (f->version == MH_UNKNOWN)
        f->version = 1;
    if (f->status == NULL)
        f->status = mh_xstrdup(statuses[0].code);
}

const struct mh_table mh_table_sheets = {
    .name = "sheets", .name_fr = "fiches", .title = "Fiches techniques types", .one = "fiche", .sql = "spec_sheets",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_spec_sheet),
    .order = "member_id, family, version", .check = check, .derive = derive,
};
