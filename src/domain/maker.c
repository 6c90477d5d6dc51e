#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_maker, field)

static const struct mh_choice status[] = {
    { "en production", "production|en activite|produit|active|actif|producing" },
    { "prototype", 0 },
    { "projet", "project|en projet|plan" },
    { "arrêté", "arret|stopped|ferme|inactif" },
    { "inconnu", "unknown|inconnue" },
    { 0, 0 },
};

static const struct mh_choice roles[] = {
    { "fabricant", "manufacturer|maker|producteur|industriel" },
    { "reconditionneur", "repackager|conditionneur" },
    { "distributeur", "distributor|importateur|revendeur|importer" },
    { "porteur de projet", "project holder|porteur projet" },
    { 0, 0 },
};

static const struct mh_column columns[] = {
    { .name = "code", .sql = "code", .title = "Code", .type = MH_TEXT,
      .aliases = "code fabricant|sigle|id", .help = "Nom court et stable du fabricant", .flags = MH_REQUIRED | MH_KEY,
      .offset = AT(code), .width = 12 },
    { .name = "raison_sociale", .sql = "name", .title = "Raison sociale", .type = MH_TEXT,
      .aliases = "nom|fabricant|societe|entreprise|denomination|name|maker|manufacturer|industriel|producteur",
      .flags = MH_REQUIRED, .offset = AT(name), .width = 30 },
    { .name = "ville", .sql = "city", .title = "Ville", .type = MH_TEXT,
      .aliases = "localite|siege|site de production", .offset = AT(city), .width = 14 },
    { .name = "statut", .sql = "status", .title = "Statut", .type = MH_CHOICE,
      .choices = status, .aliases = "etat", .help = "en production, prototype, projet, arrêté ou inconnu",
      .offset = AT(status), .width = 14 },
    { .name = "role", .sql = "role", .title = "Rôle", .type = MH_CHOICE, .choices = roles,
      .aliases = "type|activite", .help = "fabricant, reconditionneur, distributeur ou porteur de projet",
      .offset = AT(role), .width = 14 },
    { .name = "gammes", .sql = "ranges", .title = "Gammes déclarées", .type = MH_TEXT,
      .aliases = "gamme|familles|produits|production|ranges", .help = "Familles, codes EMDN ou mots, séparés par |",
      .flags = MH_LONG, .offset = AT(ranges), .width = 30 },
    { .name = "ice", .sql = "ice", .title = "ICE", .type = MH_TEXT,
      .aliases = "n ice|no ice|numero ice|identifiant commun de l entreprise", .help = "15 chiffres", .offset = AT(ice), .width = 16 },
    { .name = "email", .sql = "email", .title = "Courriel", .type = MH_TEXT,
      .aliases = "mail|adresse mail|adresse email|adresse electronique", .offset = AT(email), .width = 24 },
    { .name = "telephone", .sql = "phone", .title = "Téléphone", .type = MH_TEXT,
      .aliases = "tel|tel fixe|gsm|phone", .offset = AT(phone), .width = 16 },
    { .name = "source", .sql = "source", .title = "Source", .type = MH_TEXT,
      .aliases = "origine de l information", .offset = AT(source), .width = 24 },
    { .name = "document", .sql = "document", .title = "Document", .type = MH_TEXT,
      .aliases = "document vu|piece|justificatif", .offset = AT(document), .width = 20 },
    { .name = "verifie_le", .sql = "verified_on", .title = "Vérifié le", .type = MH_DATE,
      .aliases = "date de verification|date verification|verifie", .offset = AT(verified_on), .width = 10 },
    { .name = "verifie_par", .sql = "verified_by", .title = "Vérifié par", .type = MH_TEXT,
      .aliases = "verificateur", .offset = AT(verified_by), .width = 14 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_maker *m = row;

    mh__check_ice(m->ice, diags);
    mh__check_email(m->email, diags);
    return true;
}

const struct mh_table mh_table_makers = {
    .name = "makers", .name_fr = "fabricants", .title = "Fabricants", .one = "fabricant", .sql = "makers",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_maker), .order = "code", .check = check,
};
