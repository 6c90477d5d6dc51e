#include <mahalli/xalloc.h>

#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_family, field)

static const struct mh_column columns[] = {
    { .name = "code", .sql = "code", .title = "Code", .type = MH_TEXT,
      .aliases = "code famille|famille code|family code", .help = "Minuscules et _ ; à défaut le code EMDN",
      .flags = MH_KEY, .offset = AT(code), .width = 20 },
    { .name = "nom", .sql = "name", .title = "Nom", .type = MH_TEXT,
      .aliases = "famille|designation|libelle|intitule|family|nom fr|terme", .offset = AT(name), .width = 30 },
    { .name = "nom_en", .sql = "name_en", .title = "Nom anglais", .type = MH_TEXT,
      .aliases = "term en|term|name en|designation en", .offset = AT(name_en), .width = 30 },
    { .name = "parent", .sql = "parent", .title = "Famille mère", .type = MH_TEXT,
      .aliases = "code parent|parent code", .offset = AT(parent), .width = 12 },
    { .name = "code_emdn", .sql = "emdn", .title = "EMDN", .type = MH_TEXT,
      .aliases = "nomenclature emdn", .help = "Code EMDN, le plus précis qui soit juste", .offset = AT(emdn), .width = 12 },
    { .name = "code_sh", .sql = "hs", .title = "SH", .type = MH_TEXT,
      .aliases = "position sh|position tarifaire|nomenclature douaniere|hs|hs code|hscode", .help = "4 ou 6 chiffres",
      .offset = AT(hs), .width = 8 },
    { .name = "unite_base", .sql = "base_unit", .title = "Unité de base", .type = MH_TEXT,
      .aliases = "unite", .help = "Ce en quoi les volumes se comptent : piece, paire, m…", .offset = AT(base_unit), .width = 8 },
    { .name = "dispositif_medical", .sql = "device", .title = "Dispositif médical", .type = MH_BOOL,
      .aliases = "dm", .help = "oui, non ; vide = inconnu", .offset = AT(device), .width = 8 },
    { .name = "hors_perimetre", .sql = "out_of_scope", .title = "Hors périmètre", .type = MH_BOOL,
      .help = "oui pour ce que le plan ne veut pas : médicaments, hygiène, bureau, services", .offset = AT(out_of_scope), .width = 8 },
    { .name = "origine", .sql = "origin", .title = "Origine", .type = MH_CHOICE, .choices = mh__choices_origin,
      .offset = AT(origin), .width = 10 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_family *f = row;

    if (!f->code && !f->emdn) {
        mh__finding(diags, MH_SEV_ERROR, "obligatoire", "code", NULL, "une famille a un code ou un code EMDN", NULL);
        return false;
    }
    if (!f->name && !f->name_en) {
        mh__finding(diags, MH_SEV_ERROR, "obligatoire", "nom", NULL, "une famille a un nom (nom, nom_en ou term_en)", NULL);
        return false;
    }
    return true;
}

/* A file that only knows EMDN names its families by these codes. */
static void derive(void *row)
{
    struct mh_family *f = row;

    if (!f->code && f->emdn)
        f->code = mh_xstrdup(f->emdn);
}

const struct mh_table mh_table_families = {
    .name = "families", .name_fr = "familles", .title = "Familles", .one = "famille", .sql = "families",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_family), .order = "code",
    .check = check, .derive = derive,
};
