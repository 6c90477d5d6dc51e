#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_campaign, field)

static const struct mh_choice status[] = {
    { "ouverte", "open|ouvert|en cours" },
    { "close", "closed|fermee|cloturee|gelee|frozen" },
    { "archivée", "archived|archive" },
    { 0, 0 },
};

static const struct mh_column columns[] = {
    { .name = "annee", .sql = "year", .title = "Année", .type = MH_INT,
      .aliases = "exercice|campagne|campaign", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(year), .width = 6 },
    { .name = "nom", .sql = "name", .title = "Nom", .type = MH_TEXT,
      .aliases = "libelle|intitule", .offset = AT(name), .width = 24 },
    { .name = "statut", .sql = "status", .title = "Statut", .type = MH_CHOICE,
      .choices = status, .aliases = "etat", .offset = AT(status), .width = 10 },
    { .name = "version", .sql = "version", .title = "Version", .type = MH_TEXT,
      .help = "V1, V1.1… une fois la campagne close", .offset = AT(version), .width = 8 },
    { .name = "seuil_local", .sql = "local_threshold", .title = "Seuil d'intégration", .type = MH_PERMILLE, .aliases = "seuil|seuil d integration",
      .help = "En % ; vide : 40 %, celui du label « Made in Morocco » de 2025", .offset = AT(threshold), .width = 8 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_campaign *c = row;

    if (c->year == MH_UNKNOWN || (c->year >= 2000 && c->year <= 2199))
        return true;
    mh__finding(diags, MH_SEV_ERROR, "annee-invalide", "annee", NULL, "l'année de la campagne s'écrit en quatre chiffres", "2027");
    return false;
}

const struct mh_table mh_table_campaigns = {
    .name = "campaigns", .name_fr = "campagnes", .title = "Campagnes", .one = "campagne", .sql = "campaigns",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_campaign), .order = "year", .check = check,
};

enum mh_rc mh_campaign_changes(const struct mh_campaign *c, struct mh_err *err)
{
    long long year = (long long)c->year;
    bool frozen = c->version != NULL; /* plans closed by older programs have no version: they are opened again */
    if (mh_streq(c->status, "ouverte"))
        return MH_OK;
    return mh_err_set(err, MH_EDENIED, "la campagne %lld est %s%s%s : ses besoins ne changent plus ; pour la rouvrir : mahalli %s %lld%s", year,
                      c->status ? c->status : "close", frozen ? " en " : "", frozen ? c->version : "", frozen ? "revise" : "campaign open", year,
                      frozen ? " --reason MOTIF" : "");
}

int64_t mh_campaign_threshold(const struct mh_campaign *c)
{
    enum { MADE_IN_MOROCCO = 400 };
    return c->threshold == MH_UNKNOWN ? MADE_IN_MOROCCO : c->threshold;
}
