/* Réponses: what a maker answers to a demande d'information, article by article. What it makes of the register is written beside. */
#include "domain/domain_priv.h"

#include <mahalli/i18n.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AT(field) offsetof(struct mh_reply, field)

static const struct mh_column columns[] = {
    { .name = "annee", .sql = "year", .title = "Année", .type = MH_INT, .aliases = "year|campagne", .help = "Vide : celle de la campagne",
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(year), .width = 6 },
    { .name = "fabricant", .sql = "maker_id", .title = "Fabricant", .type = MH_REF, .ref = &mh_table_makers, .aliases = "maker|code fabricant",
      .help = "Votre code à l'association", .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(maker_id), .width = 10 },
    { .name = "famille", .sql = "family", .title = "Famille", .type = MH_TEXT, .aliases = "family|code famille", .help = "Sorte d'article",
      .flags = MH_REQUIRED | MH_KEY | MH_IMMUTABLE, .offset = AT(family), .width = 14 },
    { .name = "specifications", .sql = "specs", .title = "Spécifications demandées", .type = MH_TEXT, .aliases = "demande|specifications asked",
      .help = "Ce que les hôpitaux demandent", .flags = MH_KEY | MH_IMMUTABLE | MH_LONG, .offset = AT(specs), .width = 40 },
    { .name = "volumetrie", .sql = "volume", .title = "Volumétrie de l'année", .type = MH_TEXT,
      .help = "« ~ » : ordre de grandeur", .offset = AT(volume), .width = 18 },
    { .name = "reponse", .sql = "answer", .title = "Fabriquez-vous ?", .type = MH_TEXT, .aliases = "answer|votre reponse|fabriquez vous",
      .help = "oui, avec adaptation, capable sous N mois, ou non ; vide : pas de réponse", .flags = MH_REQUIRED, .offset = AT(answer),
      .width = 21 },
    { .name = "reference", .sql = "reference", .title = "Votre référence", .type = MH_TEXT, .aliases = "ref",
      .help = "Celle de votre catalogue", .offset = AT(reference), .width = 14 },
    { .name = "designation", .sql = "label", .title = "Votre désignation", .type = MH_TEXT, .aliases = "libelle",
      .help = "Celle de votre catalogue", .offset = AT(label), .width = 34 },
    { .name = "caracteristiques", .sql = "given", .title = "Caractéristiques", .type = MH_TEXT,
      .help = "Celles de votre produit : nom = valeur unité, séparées par ;", .flags = MH_LONG, .offset = AT(given), .width = 30 },
    { .name = "unite", .sql = "unit", .title = "Unité", .type = MH_TEXT, .help = "Ce en quoi capacité et minimum sont donnés", .offset = AT(unit),
      .width = 9 },
    { .name = "conditionnement", .sql = "pack", .title = "Conditionnement", .type = MH_TEXT, .help = "Boîte de 50, B/100…", .offset = AT(pack),
      .width = 15 },
    { .name = "capacite_annuelle", .sql = "capacity", .title = "Capacité annuelle", .type = MH_QTY,
      .help = "Ce que vous pouvez produire en un an, dans l'unité", .offset = AT(capacity), .width = 12 },
    { .name = "capacite_t1", .sql = "capacity_q1", .title = "Capacité T1", .type = MH_QTY, .help = "Dont au 1er trimestre", .offset = AT(capacity_q[0]),
      .width = 10 },
    { .name = "capacite_t2", .sql = "capacity_q2", .title = "Capacité T2", .type = MH_QTY, .help = "2e trimestre", .offset = AT(capacity_q[1]),
      .width = 10 },
    { .name = "capacite_t3", .sql = "capacity_q3", .title = "Capacité T3", .type = MH_QTY, .help = "3e trimestre", .offset = AT(capacity_q[2]),
      .width = 10 },
    { .name = "capacite_t4", .sql = "capacity_q4", .title = "Capacité T4", .type = MH_QTY, .help = "4e trimestre", .offset = AT(capacity_q[3]),
      .width = 10 },
    { .name = "quantite_min", .sql = "min_quantity", .title = "Quantité minimale", .type = MH_QTY, .help = "Par commande, dans l'unité",
      .offset = AT(minimum), .width = 10 },
    { .name = "delai_jours", .sql = "lead_days", .title = "Délai (jours)", .type = MH_INT, .help = "De livraison", .offset = AT(lead_days),
      .width = 10 },
    { .name = "enregistrement", .sql = "registration", .title = "Certificat d'enregistrement n°", .type = MH_TEXT,
      .help = "Numéro ; vide s'il n'y en a pas encore", .offset = AT(registration), .width = 18 },
    { .name = "enregistrement_fin", .sql = "registration_to", .title = "Enregistrement valable jusqu'au", .type = MH_DATE, .help = "jj/mm/aaaa",
      .offset = AT(registration_to), .width = 13 },
    { .name = "taux_integration", .sql = "integration", .title = "Taux d'intégration", .type = MH_PERMILLE, .help = "En %",
      .offset = AT(integration), .width = 11 },
    { .name = "preuve", .sql = "proof", .title = "Preuve du taux", .type = MH_TEXT, .help = "Audit, label, certificat… ; vide : déclaré",
      .offset = AT(proof), .width = 16 },
    { .name = "observations", .sql = "remarks", .title = "Observations", .type = MH_TEXT, .flags = MH_LONG, .help = "Ce que vous voulez ajouter",
      .offset = AT(remarks), .width = 24 },
    { .name = "recue_le", .sql = "received_on", .title = "Reçue le", .type = MH_DATE, .help = "Vide : aujourd'hui", .offset = AT(received_on),
      .width = 10 },
};

static const char *const words[] = { [MH_ANSWER_YES] = MH_TR("oui"), [MH_ANSWER_ADAPTED] = MH_TR("avec adaptation"), [MH_ANSWER_NO] = MH_TR("non") };
static const char able[] = MH_TR("capable sous %d mois");

static bool same_key(const char *key, const char *text)
{
    struct mh_str k = MH_STR_INIT;
    mh_header_key(&k, text);
    bool same = mh_streq(key, mh_str_text(&k));
    mh_str_free(&k);
    return same;
}

/* As the workbook has the answers in that language. */
static bool read_in(const char *lang, const char *key, enum mh_answer *answer, int *months)
{
    static const enum mh_answer plain[] = { MH_ANSWER_YES, MH_ANSWER_ADAPTED, MH_ANSWER_NO };
    struct mh_str s = MH_STR_INIT;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (same_key(key, mh_tr(lang, words[plain[i]]))) {
            *answer = plain[i];
            return true;
        }
    size_t at = strcspn(key, "0123456789");
    long n = key[at] ? strtol(key + at, NULL, 10) : 0;
    if (n < 1 || n > MH_ANSWER_MONTHS)
        return false;
    mh_str_addf(&s, mh_tr(lang, able), (int)n);
    bool is = same_key(key, mh_str_text(&s));
    mh_str_free(&s);
    if (is) {
        *answer = MH_ANSWER_ABLE;
        *months = (int)n;
    }
    return is;
}

bool mh_reply_read(const char *text, enum mh_answer *answer, int *months)
{
    struct mh_str key = MH_STR_INIT;
    int used = 0, n = 0;
    mh_header_key(&key, text);
    const char *k = mh_str_text(&key);
    bool ok = true;
    *months = 0;
    if (mh_in_list("oui|yes|o|produit", k))
        *answer = MH_ANSWER_YES;
    else if (mh_in_list("non|no|n", k))
        *answer = MH_ANSWER_NO;
    else if (mh_in_list("avec adaptation|adaptation|oui avec adaptation", k))
        *answer = MH_ANSWER_ADAPTED;
    else if ((sscanf(k, "capable sous %3d mois%n", &n, &used) == 1 || sscanf(k, "sous %3d mois%n", &n, &used) == 1 ||
              sscanf(k, "%3d mois%n", &n, &used) == 1) && used > 0 && k[used] == '\0' && n >= 1 && n <= MH_ANSWER_MONTHS) {
        *answer = MH_ANSWER_ABLE;
        *months = n;
    } else {
        ok = read_in("en", k, answer, months) || read_in("ar", k, answer, months);
    }
    mh_str_free(&key);
    return ok;
}

void mh_reply_text(enum mh_answer answer, int months, struct mh_str *out)
{
    if (answer == MH_ANSWER_ABLE)
        mh_str_addf(out, able, months);
    else
        mh_str_add(out, words[answer]);
}

static bool check(const void *row, struct mh_diags *diags)
{
    const struct mh_reply *r = row;
    enum mh_answer answer;
    int months;
    if (r->year != MH_UNKNOWN && !mh__check_year(r->year, diags))
        return false;
    if (r->answer == NULL || mh_reply_read(r->answer, &answer, &months))
        return true;
    mh__finding(diags, MH_SEV_ERROR, "reponse-illisible", "reponse", r->answer, "n'est pas une réponse",
                "attendu : oui, avec adaptation, capable sous N mois (1 à 120), ou non");
    return false;
}

/* One way of writing each answer. */
static void derive(void *row)
{
    struct mh_reply *r = row;
    enum mh_answer answer;
    int months;
    if (r->answer == NULL || !mh_reply_read(r->answer, &answer, &months))
        return;
    struct mh_str s = MH_STR_INIT;
    mh_reply_text(answer, months, &s);
    free(r->answer);
    r->answer = mh_str_take(&s);
}

const struct mh_table mh_table_replies = {
    .name = "replies", .name_fr = "reponses", .title = "Réponses des fabricants", .one = "réponse", .sql = "replies",
    .columns = columns, .ncolumns = MH__NCOLUMNS(columns), .row_size = sizeof(struct mh_reply), .order = "year, maker_id, family, specs",
    .check = check, .derive = derive,
};
