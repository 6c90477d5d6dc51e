#include "domain/domain_priv.h"

#define AT(field) offsetof(struct mh_trial_line, field)

const struct mh_choice mh__choices_trial[] = {
    { "conforme", "ok|satisfaisant|accepte|conform" },
    { "sous réserve", "reserve|conforme sous reserve|avec reserve" },
    { "non conforme", "ko|refuse|insatisfaisant|not conform" },
    { "non concluant", "inconclusive|a refaire|interrompu" },
    { 0, 0 },
};

static const struct mh_column columns[] = {
    { .name = "article", .sql = "article", .title = "Article", .type = MH_TEXT, .aliases = "reference|ref|code article|reference article",
      .help = "Référence de l'article, ou groupe/référence", .flags = MH_REQUIRED | MH_KEY, .offset = AT(article), .width = 14 },
    { .name = "membre", .sql = "member", .title = "Groupe", .type = MH_TEXT, .aliases = "member|code membre|code groupe|groupe",
      .flags = MH_KEY | MH_MEMBER_NAME, .offset = AT(member), .width = 10 },
    { .name = "fabricant", .sql = "maker", .title = "Fabricant", .type = MH_TEXT, .aliases = "code fabricant|manufacturer",
      .flags = MH_KEY, .offset = AT(maker), .width = 12 },
    { .name = "produit", .sql = "product", .title = "Produit", .type = MH_TEXT, .aliases = "reference produit|ref produit|code produit",
      .help = "Référence du produit, ou fabricant/référence", .flags = MH_REQUIRED | MH_KEY, .offset = AT(product), .width = 14 },
    { .name = "demande_le", .sql = "asked_on", .title = "Demandé le", .type = MH_DATE, .aliases = "asked on|date de demande|date demande",
      .help = "Vide : aujourd'hui", .flags = MH_KEY, .offset = AT(asked_on), .width = 10 },
    { .name = "recu_le", .sql = "received_on", .title = "Reçu le", .type = MH_DATE, .aliases = "received on|date de reception",
      .offset = AT(received_on), .width = 10 },
    { .name = "laboratoire", .sql = "lab", .title = "Service ou laboratoire", .type = MH_TEXT, .aliases = "service|labo|etablissement|lieu",
      .flags = MH_MEMBER_NAME, .offset = AT(lab), .width = 16 },
    { .name = "essai", .sql = "test", .title = "Essai", .type = MH_TEXT, .aliases = "test|nature de l essai", .flags = MH_KEY, .offset = AT(test),
      .width = 20 },
    { .name = "norme", .sql = "norm", .title = "Norme", .type = MH_TEXT, .aliases = "methode|standard", .offset = AT(norm), .width = 14 },
    { .name = "resultat", .sql = "result", .title = "Résultat", .type = MH_CHOICE, .choices = mh__choices_trial,
      .aliases = "result|conclusion", .help = "conforme, sous réserve, non conforme ou non concluant", .offset = AT(result), .width = 14 },
    { .name = "resultat_le", .sql = "result_on", .title = "Résultat du", .type = MH_DATE, .aliases = "date du resultat|result on",
      .offset = AT(result_on), .width = 10 },
    { .name = "document", .sql = "document", .title = "Document", .type = MH_TEXT, .aliases = "rapport|piece|pv|report", .flags = MH_LONG,
      .offset = AT(document), .width = 20 },
    { .name = "demandeur", .sql = "author", .title = "Demandeur", .type = MH_TEXT, .aliases = "auteur|demande par|par", .flags = MH_MEMBER_NAME,
      .offset = AT(author), .width = 14 },
    { .name = "observations", .sql = "remarks", .title = "Observations", .type = MH_TEXT, .aliases = "remarques|note|notes|commentaires",
      .flags = MH_LONG, .offset = AT(remarks), .width = 24 },
};

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_trial_line *t = row;
    return mh__check_dates(t->asked_on, t->received_on, "recu_le", diags) && mh__check_dates(t->asked_on, t->result_on, "resultat_le", diags) &&
           mh__check_dates(t->received_on, t->result_on, "resultat_le", diags);
}

const struct mh_table mh_table_trial_lines = {
    .name = "trials", .name_fr = "echantillons", .title = "Échantillons et essais", .one = "échantillon", .sql = NULL,
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_trial_line),
    .order = "member, article, maker, product, asked_on", .check = check,
};
