#include <string.h>

#include "domain/domain_priv.h"

const struct mh_choice mh__choices_origin[] = {
    { "référence", "reference|programme" },
    { "propre", "own|locale|locale au plan" },
    { 0, 0 },
};

const struct mh_choice mh__choices_counted[] = {
    { "unite", "unites|u|unit|piece|pieces" },
    { "conditionnement", "conditionnements|boite|boites|pack|packs|cdt|uc|paquet|carton" },
    { 0, 0 },
};

const struct mh_choice mh__choices_source[] = {
    /* A country that is not Morocco answers the question too. */
    { "importé", "importee|import|imported|importation|etranger|etrangere|ue|union europeenne|europe|asie|chine|china|turquie|turkey|"
                 "allemagne|germany|france|italie|italy|espagne|spain|portugal|belgique|pays bas|hollande|suisse|autriche|royaume uni|"
                 "angleterre|uk|irlande|pologne|hongrie|tchequie|republique tcheque|suede|danemark|finlande|norvege|grece|roumanie|"
                 "etats unis|usa|us|canada|mexique|bresil|costa rica|japon|coree|coree du sud|taiwan|singapour|inde|india|pakistan|"
                 "malaisie|malaysia|thailande|vietnam|indonesie|sri lanka|bangladesh|israel|egypte|tunisie|algerie|jordanie|"
                 "emirats arabes unis|arabie saoudite|afrique du sud" },
    { "local", "locale|maroc|morocco|marocain|marocaine|national|nationale|fabrication locale|made in morocco|made in maroc" },
    { "inconnue", "inconnu|unknown" },
    { 0, 0 },
};

const struct mh_choice mh__choices_opinion[] = {
    { "conforme", "ok|valide|accepte|conform" },
    { "sous réserve", "reserve|conforme sous reserve|avec reserve|sous reserves" },
    { "non conforme", "refuse|rejete|ko|not conform" },
    { "à essayer", "essai|essai demande|to try" },
    { "suspendu", "suspendue|suspended" },
    { 0, 0 },
};

/* References come before what refers to them. */
const struct mh_table *const mh_tables[] = {
    &mh_table_families, &mh_table_attributes, &mh_table_synonyms,    &mh_table_members,  &mh_table_sites,  &mh_table_campaigns,
    &mh_table_makers,   &mh_table_products,   &mh_table_certificates, &mh_table_articles, &mh_table_needs,  &mh_table_opinions,
    &mh_table_explanations, &mh_table_sheets, &mh_table_parts, &mh_table_requests, &mh_table_replies, &mh_table_awards,
    &mh_table_purchases, &mh_table_labs, &mh_table_trials, &mh_table_pool_choices, &mh_table_versions, &mh_table_frozen_lines, &mh_table_frozen_records,
    &mh_table_frozen_products, &mh_table_frozen_candidates, &mh_table_frozen_specs, &mh_table_frozen_problems, &mh_table_frozen_rows,
    &mh_table_received, &mh_table_conflicts, NULL,
};

/* Kinds as people write them, as header keys; line: the joined row type that stands for the table. */
static const struct kind {
    const struct mh_table *table, *line;
    const char *words;
} kinds[] = {
    { &mh_table_families, NULL, "families|family|familles|famille" },
    { &mh_table_attributes, NULL, "attributes|attribute|attributs|attribut|caracteristiques|caracteristique" },
    { &mh_table_synonyms, NULL, "synonyms|synonym|synonymes|synonyme" },
    { &mh_table_members, NULL, "members|member|membres|membre|groupes|groupe|groups|group" },
    { &mh_table_sites, NULL, "sites|site|etablissements|etablissement" },
    { &mh_table_campaigns, NULL, "campaigns|campaign|campagnes|campagne" },
    { &mh_table_makers, NULL, "makers|maker|fabricants|fabricant|manufacturers|manufacturer" },
    { &mh_table_products, NULL, "products|product|produits|produit|offres|offre|offers|offer" },
    { &mh_table_certificates, NULL, "certificates|certificate|certificats|certificat" },
    { &mh_table_articles, NULL, "articles|article" },
    { &mh_table_needs, &mh_table_need_lines, "needs|need|besoins|besoin" },
    { &mh_table_opinions, &mh_table_opinion_lines, "opinions|opinion|avis" },
    { &mh_table_explanations, NULL, "explanations|explanation|explications|explication" },
    { &mh_table_sheets, NULL, "sheets|sheet|fiches|fiche|fiches techniques|fiche technique|fiches techniques types|fiche technique type" },
    { &mh_table_parts, NULL, "parts|part|retours|retour" },
    { &mh_table_awards, &mh_table_award_lines, "awards|award|attributions|attribution" },
    { &mh_table_replies, NULL, "replies|reply|reponses|reponse|reponses des fabricants" },
    { &mh_table_requests, NULL, "requests|request|demandes|demande|demandes d information|demande d information" },
    { &mh_table_labs, NULL, "labs|lab|essais|essai|essais possibles|laboratoires" },
    { &mh_table_trials, &mh_table_trial_lines, "trials|trial|echantillons|echantillon|samples" },
    { &mh_table_purchases, &mh_table_purchase_lines, "purchases|purchase|achats|achat" },
    { &mh_table_pool_choices, NULL, "pool choices|pool choice|regroupements|regroupement" },
    { &mh_table_versions, NULL, "versions|version|versions figees|version figee" },
    { &mh_table_frozen_lines, NULL, "frozen_lines|lignes_figees|frozen lines|lignes figees|plan fige|plans figes" },
    { &mh_table_frozen_records, NULL, "frozen_records|fiches_figees|frozen records|fiches figees|registre fige" },
    { &mh_table_frozen_products, NULL, "frozen_products|produits_figes|frozen products|produits figes" },
    { &mh_table_frozen_candidates, NULL, "frozen_candidates|concordances_figees|frozen candidates|concordances figees" },
    { &mh_table_frozen_specs, NULL, "frozen_specs|specifications_figees|frozen specs|specifications figees" },
    { &mh_table_frozen_problems, NULL, "frozen_problems|anomalies_figees|frozen problems|anomalies figees" },
    { &mh_table_frozen_rows, NULL, "frozen_rows|feuilles_figees|frozen rows|feuilles figees" },
    { &mh_table_received, NULL, "received|recues|operations recues|operation recue" },
    { &mh_table_conflicts, NULL, "conflicts|conflict|conflits|conflit" },
    { &mh_table_question_lines, NULL, "questions|question" },
};

static const struct kind *find_kind(const char *word)
{
    struct mh_str key = MH_STR_INIT;
    const struct kind *found = NULL;

    mh_header_key(&key, word);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !found; i++)
        if (mh_in_list(kinds[i].words, mh_str_text(&key)))
            found = &kinds[i];
    mh_str_free(&key);
    return found;
}

const struct mh_table *mh_table_by_name(const char *name_en_or_fr)
{
    const struct kind *k = find_kind(name_en_or_fr);
    return k ? k->table : NULL;
}

const struct mh_table *mh_table_for_kind(const char *kind)
{
    const struct kind *k = find_kind(kind);
    return k ? k->line ? k->line : k->table : NULL;
}
