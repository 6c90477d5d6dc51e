/* Problem rules (DESIGN §2, anomalie). */
#include <mahalli/i18n.h>
#include <mahalli/plan.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/date.h>
#include <mahalli/utf8.h>

static bool zero_volume(const struct mh_subject *s, struct mh_str *detail)
{
    (void)detail;
    const char *q = s->need->quantity;
    return q != NULL && strspn(q, "0.") == strlen(q);
}

/* Above this many base units a year the volume of one line is more likely a slip than a need: the largest published yearly output of a
 * Moroccan plant is 450 million syringes for the whole market. */
enum { ABSURD_VOLUME = 50 * 1000 * 1000 };

static bool absurd_volume(const struct mh_subject *s, struct mh_str *detail)
{
    if (s->need->base_quantity == MH_UNKNOWN || s->need->base_quantity < ABSURD_VOLUME)
        return false;
    mh_str_add_int(detail, s->need->base_quantity);
    return true;
}

static bool unknown_pack(const struct mh_subject *s, struct mh_str *detail)
{
    bool out = s->reading != NULL && s->reading->problem == MH_READ_OUT_OF_SCOPE;
    if (out || s->need->base_quantity != MH_UNKNOWN || s->need->quantity == NULL)
        return false;
    if (s->need->unit)
        mh_str_addf(detail, "« %s »", s->need->unit);
    return true;
}

static bool contradictory(const struct mh_subject *s, struct mh_str *detail)
{
    if (s->reading == NULL || s->reading->problem != MH_READ_CONTRADICTORY)
        return false;
    if (s->reading->problem_words)
        mh_str_add(detail, s->reading->problem_words);
    return true;
}

static bool not_read(const struct mh_subject *s, struct mh_str *detail)
{
    if (s->reading == NULL || (s->reading->problem != MH_READ_NO_FAMILY && s->reading->problem != MH_READ_AMBIGUOUS &&
                               s->reading->problem != MH_READ_EMPTY))
        return false;
    if (s->reading->problem_words)
        mh_str_add(detail, s->reading->problem_words);
    return true;
}

static bool doubled(const struct mh_subject *s, struct mh_str *detail)
{
    (void)detail;
    return s->need->occurrence > 1;
}

static bool to_confirm(const struct mh_subject *s, struct mh_str *detail)
{
    if (s->need->to_confirm == NULL)
        return false;
    mh_str_add(detail, s->need->to_confirm);
    return true;
}

/* --- against last year, and against another site --- */

enum { TIMES = 10, TOLERANCE = 15 /* percent */ };

static bool add_then(const struct mh_subject *s, int64_t year, int64_t then, struct mh_str *detail)
{
    mh_str_add_int(detail, s->need->base_quantity);
    mh_str_addf(detail, ", %lld : ", (long long)year);
    mh_str_add_int(detail, then);
    return true;
}

static bool counted(int64_t volume)
{
    return volume != MH_UNKNOWN && volume > 0;
}

static bool more(const struct mh_subject *s, int64_t then)
{
    return counted(then) && counted(s->need->base_quantity) && s->need->base_quantity / TIMES >= then;
}

static bool less(const struct mh_subject *s, int64_t then)
{
    return counted(then) && counted(s->need->base_quantity) && then / TIMES >= s->need->base_quantity;
}

static bool ten_times_more(const struct mh_subject *s, struct mh_str *detail)
{
    return more(s, s->last_volume) && add_then(s, s->last_year, s->last_volume, detail);
}

static bool ten_times_less(const struct mh_subject *s, struct mh_str *detail)
{
    return less(s, s->last_volume) && add_then(s, s->last_year, s->last_volume, detail);
}

static bool ten_times_bought(const struct mh_subject *s, struct mh_str *detail)
{
    return s->last_volume == MH_UNKNOWN && more(s, s->bought) && add_then(s, s->bought_year, s->bought, detail);
}

static bool tenth_of_bought(const struct mh_subject *s, struct mh_str *detail)
{
    return s->last_volume == MH_UNKNOWN && less(s, s->bought) && add_then(s, s->bought_year, s->bought, detail);
}

/* One site seems to give the price of a box, another that of a piece: no price is told. */
static bool price_of_pack(const struct mh_subject *s, struct mh_str *detail)
{
    const struct mh_need_line *o = s->other;
    if (o == NULL || s->pack == NULL || s->pack->kind == MH_PACK_UNKNOWN)
        return false;
    int64_t pack = s->pack->size > 1 ? s->pack->size : s->pack->pack_size, a = s->need->price_ht, b = o->price_ht;
    int64_t high = a > b ? a : b, low = a > b ? b : a;
    if (pack <= 1 || low <= 0 || low > INT64_MAX / 200 / pack)
        return false;
    int64_t want = low * pack; /* what the dearer one would be, were it the price of the pack */
    if (high < want / 100 * (100 - TOLERANCE) || high > want / 100 * (100 + TOLERANCE) + pack)
        return false;
    mh_str_addf(detail, "%s et %s, dans le rapport du conditionnement (%lld)", o->site ? o->site : "", s->need->site ? s->need->site : "",
                (long long)pack);
    return true;
}

/* --- what shuts local makers out --- */

/* Folded words of a text, each between spaces. */
static void words_of(const char *text, struct mh_str *out)
{
    struct mh_str folded = MH_STR_INIT;
    mh_utf8_fold(&folded, text);
    mh_str_addc(out, ' ');
    for (size_t i = 0; i < folded.len; i++) {
        char c = folded.data[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
        if (word)
            mh_str_addc(out, c);
        else if (out->data[out->len - 1] != ' ')
            mh_str_addc(out, ' ');
    }
    mh_str_addc(out, ' ');
    mh_str_free(&folded);
}

static const char *first_of(const char *words, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char key[48];
        snprintf(key, sizeof key, " %s ", list[i]);
        if (strstr(words, key) != NULL)
            return list[i];
    }
    return NULL;
}

#define FIRST_OF(words, list) first_of(words, list, sizeof(list) / sizeof *(list))

/* Makers and trade marks that hospitals' specifications name most; words that are nothing else. */
static const char *const brands[] = {
    "abbocath", "ansell", "aquacel", "b braun", "becton dickinson", "betadine", "braun", "coloplast", "comfeel", "convatec", "covidien", "dermabond",
    "drager", "edwards", "elastoplast", "ethicon", "fresenius", "gambro", "hartmann", "hollister", "introcan", "johnson johnson", "medtronic",
    "mepilex", "mepitel", "micropore", "monocryl", "mopatex", "nipro", "opsite", "pds ii", "prolene", "smith nephew", "steri strip", "surgicel",
    "tegaderm", "teleflex", "terumo", "urgotul", "vacutainer", "venflon", "vicryl", "vygon",
};

static bool names_brand(const struct mh_subject *s, struct mh_str *detail)
{
    struct mh_str words = MH_STR_INIT;
    const char *specs = s->need->specs ? s->need->specs : "";
    words_of(specs, &words);
    const char *brand = FIRST_OF(mh_str_text(&words), brands);
    bool open = strstr(mh_str_text(&words), " equivalent") != NULL; /* « ou équivalent » leaves the door open */
    bool signed_ = strstr(specs, "®") != NULL || strstr(specs, "™") != NULL || strstr(mh_str_text(&words), " marque ") != NULL;
    if (strstr(mh_str_text(&words), " marquage ") != NULL && brand == NULL)
        signed_ = false;
    if (brand != NULL && !open)
        mh_str_addf(detail, "« %s »", brand);
    mh_str_free(&words);
    return (brand != NULL || signed_) && !open;
}

static bool foreign_certificate(const struct mh_subject *s, struct mh_str *detail)
{
    static const char *const foreign[] = { "fda", "marquage ce", "certificat ce", "certification ce", "certifie ce", "norme ce", "label ce", "marque ce",
                                           "510 k", "510k" };
    static const char *const others[] = { "equivalent", "equivalents", "equivalente", "ammps", "dmp", "enregistrement", "enregistre", "enregistree" };
    struct mh_str words = MH_STR_INIT;
    words_of(s->need->specs ? s->need->specs : "", &words);
    const char *asked = FIRST_OF(mh_str_text(&words), foreign);
    bool only = asked != NULL && FIRST_OF(mh_str_text(&words), others) == NULL;
    if (only)
        mh_str_addf(detail, "« %s »", asked);
    mh_str_free(&words);
    return only;
}

static bool ttc_without_rate(const struct mh_subject *s, struct mh_str *detail)
{
    (void)detail;
    return s->need->price_ttc != MH_UNKNOWN && s->need->vat == MH_UNKNOWN;
}

static bool date_out_of_year(const struct mh_subject *s, struct mh_str *detail)
{
    if (s->need->needed_on == NULL || s->year == 0 || atol(s->need->needed_on) == s->year)
        return false;
    mh_date_fr(detail, s->need->needed_on);
    return true;
}

static bool bad_ice(const struct mh_subject *s, struct mh_str *detail)
{
    if (s->maker->ice == NULL || mh_ice_valid(s->maker->ice))
        return false;
    mh_str_add(detail, s->maker->ice);
    return true;
}

static bool undeclared(const struct mh_subject *s, struct mh_str *detail)
{
    (void)detail;
    bool makes = s->maker->status != NULL && strcmp(s->maker->status, "en production") == 0 && s->maker->role != NULL &&
                 strcmp(s->maker->role, "fabricant") == 0;
    return makes && !s->declared;
}

static bool unverified_maker(const struct mh_subject *s, struct mh_str *detail)
{
    (void)detail;
    return s->maker->verified_on == NULL;
}

static bool expired(const struct mh_subject *s, struct mh_str *detail)
{
    if (s->certificate->to == NULL || strcmp(s->certificate->to, s->today) >= 0)
        return false;
    mh_str_addf(detail, "%s, échéance ", s->certificate->type ? s->certificate->type : "certificat");
    mh_date_fr(detail, s->certificate->to);
    return true;
}

static bool unseen(const struct mh_subject *s, struct mh_str *detail)
{
    (void)detail;
    return s->certificate->verified_on == NULL;
}

static bool favours(const struct mh_subject *s)
{
    return strcmp(s->opinion->opinion, "conforme") == 0 || strcmp(s->opinion->opinion, "sous réserve") == 0;
}

static bool outdated(const struct mh_subject *s, struct mh_str *detail)
{
    const char *end = s->opinion->valid_until;
    if (end == NULL || strcmp(end, s->today) >= 0)
        return false;
    mh_str_addf(detail, "valable jusqu'au ");
    mh_date_fr(detail, end);
    return true;
}

/* A person found what the program did not: a word or a characteristic is missing in the lexicon. */
static bool missed(const struct mh_subject *s, struct mh_str *detail)
{
    (void)detail;
    return s->opinion->product_id != MH_UNKNOWN && s->verdict == MH_VERDICT_NONE && favours(s);
}

static bool contradicts(const struct mh_subject *s, struct mh_str *detail)
{
    bool against = (s->verdict == MH_VERDICT_NEAR && favours(s)) ||
                   (s->verdict == MH_VERDICT_MATCH && strcmp(s->opinion->opinion, "non conforme") == 0);
    if (against && s->opinion->reason)
        mh_str_add(detail, s->opinion->reason);
    return against;
}

static bool reopened(const struct mh_subject *s, struct mh_str *detail)
{
    if (s->reopened != NULL)
        mh_str_add(detail, s->reopened);
    return s->reopened != NULL;
}

static bool not_taken(const struct mh_subject *s, struct mh_str *detail)
{
    if (s->finding == NULL)
        return false;
    mh_str_addf(detail, "« %s », %s", s->finding->value ? s->finding->value : "", s->finding->message);
    return true;
}

/* Every line with such a word becomes a question. */
static bool two_families(const struct mh_subject *s, struct mh_str *detail)
{
    if (s->synonym == NULL)
        return false;
    mh_str_addf(detail, "« %s », %s et %s", s->synonym->term, s->synonym->families, s->other_families);
    return true;
}

const struct mh_rule mh_rules[] = {
    { .name = "volume-nul", .on = MH_ON_NEED, .column = "quantite", .severity = MH_SEV_ERROR, .sentence = MH_TR("Volume nul"),
      .suggestion = MH_TR("donner le volume de l'année ou retirer la ligne"), .check = zero_volume },
    { .name = "volume-absurde", .on = MH_ON_NEED, .column = "quantite", .severity = MH_SEV_ERROR, .sentence = MH_TR("Volume hors de toute mesure"),
      .suggestion = MH_TR("vérifier l'unité : une boîte comptée comme une pièce ?"), .check = absurd_volume },
    { .name = "volume-decuple", .on = MH_ON_NEED, .column = "quantite", .severity = MH_SEV_ERROR,
      .sentence = MH_TR("Volume au moins dix fois celui de l'an dernier"), .suggestion = MH_TR("vérifier l'unité et le volume, ou l'expliquer"),
      .check = ten_times_more },
    { .name = "volume-dixieme", .on = MH_ON_NEED, .column = "quantite", .severity = MH_SEV_WARNING,
      .sentence = MH_TR("Volume au plus un dixième de celui de l'an dernier"), .suggestion = MH_TR("vérifier l'unité et le volume, ou l'expliquer"),
      .check = ten_times_less },
    { .name = "volume-decuple-achats", .on = MH_ON_NEED, .column = "quantite", .severity = MH_SEV_ERROR,
      .sentence = MH_TR("Volume au moins dix fois ce qui a été acheté en un an"),
      .suggestion = MH_TR("vérifier l'unité du besoin et celle des achats, ou l'expliquer"), .check = ten_times_bought },
    { .name = "volume-dixieme-achats", .on = MH_ON_NEED, .column = "quantite", .severity = MH_SEV_WARNING,
      .sentence = MH_TR("Volume au plus un dixième de ce qui a été acheté en un an"),
      .suggestion = MH_TR("vérifier l'unité du besoin et celle des achats, ou l'expliquer"), .check = tenth_of_bought },
    { .name = "prix-et-conditionnement", .on = MH_ON_NEED, .column = "prix_unitaire_ht", .severity = MH_SEV_WARNING,
      .sentence = MH_TR("Prix de la boîte dans un établissement, de la pièce dans un autre ?"),
      .suggestion = MH_TR("dire ce que le prix compte (colonne prix_en), et l'unité de l'article"), .check = price_of_pack },
    { .name = "marque-exigee", .on = MH_ON_NEED, .column = "specifications", .severity = MH_SEV_WARNING,
      .sentence = MH_TR("Une marque dans les spécifications écarte les autres fabricants"),
      .suggestion = MH_TR("décrire la caractéristique, ou écrire « ou équivalent »"), .check = names_brand },
    { .name = "preuve-etrangere", .on = MH_ON_NEED, .column = "specifications", .severity = MH_SEV_WARNING,
      .sentence = MH_TR("Seule une preuve étrangère est admise, quand l'enregistrement prouve la même chose"),
      .suggestion = MH_TR("admettre l'enregistrement à l'AMMPS ou une preuve équivalente"), .check = foreign_certificate },
    { .name = "conditionnement-inconnu", .on = MH_ON_NEED, .column = "unite", .severity = MH_SEV_WARNING,
      .sentence = MH_TR("Unité ou conditionnement inconnu : volume non compté"), .suggestion = MH_TR("dire combien d'unités contient le conditionnement"),
      .check = unknown_pack },
    { .name = "libelle-contradictoire", .on = MH_ON_NEED, .column = "specifications", .severity = MH_SEV_ERROR, .sentence = MH_TR("Libellé et spécifications se contredisent"),
      .suggestion = MH_TR("corriger l'un des deux"), .check = contradictory },
    { .name = "famille-non-lue", .on = MH_ON_NEED, .column = "designation", .severity = MH_SEV_WARNING, .sentence = MH_TR("Article non compris"),
      .suggestion = MH_TR("préciser le libellé ou donner la famille"), .check = not_read },
    { .name = "ligne-en-double", .on = MH_ON_NEED, .column = "quantite", .severity = MH_SEV_WARNING,
      .sentence = MH_TR("Même article et même établissement sur plusieurs lignes"), .suggestion = MH_TR("garder une ligne si c'est le même besoin"),
      .check = doubled },
    { .name = "a-confirmer", .on = MH_ON_NEED, .column = "a_confirmer", .severity = MH_SEV_NOTE,
      .sentence = MH_TR("Ligne proposée, à confirmer"), .suggestion = MH_TR("la confirmer, corriger le volume ou retirer la ligne"),
      .check = to_confirm },
    { .name = "ttc-sans-taux", .on = MH_ON_NEED, .column = "taux_tva", .severity = MH_SEV_NOTE, .sentence = MH_TR("Prix TTC sans taux de TVA : pas de prix HT"),
      .suggestion = MH_TR("saisir le taux"), .check = ttc_without_rate },
    { .name = "date-hors-campagne", .on = MH_ON_NEED, .column = "date_besoin", .severity = MH_SEV_WARNING, .sentence = MH_TR("Date de besoin hors de l'année du plan"),
      .suggestion = MH_TR("corriger la date"), .check = date_out_of_year },
    { .name = "ice-douteux", .on = MH_ON_MAKER, .severity = MH_SEV_WARNING, .sentence = MH_TR("ICE dont la clé ne convient pas"),
      .suggestion = MH_TR("relire le numéro sur un document"), .check = bad_ice },
    { .name = "etablissement-non-declare", .on = MH_ON_MAKER, .severity = MH_SEV_NOTE,
      .sentence = MH_TR("Fabricant en production sans déclaration d'établissement connue"),
      .suggestion = MH_TR("demander la déclaration à l'AMMPS et l'inscrire aux certificats"), .check = undeclared },
    { .name = "fabricant-non-verifie", .on = MH_ON_MAKER, .severity = MH_SEV_NOTE, .sentence = MH_TR("Fabricant que personne n'a vérifié"),
      .suggestion = MH_TR("noter le document vu, sa date et par qui"), .check = unverified_maker },
    { .name = "certificat-expire", .on = MH_ON_CERTIFICATE, .severity = MH_SEV_WARNING, .sentence = MH_TR("Certificat expiré"),
      .suggestion = MH_TR("demander le renouvellement au fabricant"), .check = expired },
    { .name = "certificat-non-vu", .on = MH_ON_CERTIFICATE, .severity = MH_SEV_NOTE, .sentence = MH_TR("Certificat déclaré, document non vu"),
      .suggestion = MH_TR("demander une copie"), .check = unseen },
    { .name = "mot-non-pris", .on = MH_ON_LEXICON, .severity = MH_SEV_WARNING,
      .sentence = MH_TR("Mot propre au plan que le lexique ne peut prendre"), .suggestion = MH_TR("le corriger (mahalli set synonymes) ou le retirer"),
      .check = not_taken },
    { .name = "mot-de-deux-familles", .on = MH_ON_LEXICON, .severity = MH_SEV_WARNING,
      .sentence = MH_TR("Mot propre au plan qui désigne deux familles"), .suggestion = MH_TR("le retirer (mahalli remove synonymes) ou le préciser"),
      .check = two_families },
    { .name = "avis-rouvert", .on = MH_ON_OPINION, .severity = MH_SEV_WARNING, .sentence = MH_TR("Avis à redonner"),
      .suggestion = MH_TR("le pharmacien juge à nouveau"), .check = reopened },
    { .name = "avis-perime", .on = MH_ON_OPINION, .severity = MH_SEV_WARNING, .sentence = MH_TR("Avis dont la durée est passée"),
      .suggestion = MH_TR("le pharmacien juge à nouveau"), .check = outdated },
    { .name = "produit-manque", .on = MH_ON_OPINION, .severity = MH_SEV_NOTE,
      .sentence = MH_TR("Avis favorable sur un produit que le rapprochement n'a pas trouvé"),
      .suggestion = MH_TR("ajouter le mot qui manque (mahalli add synonymes)"), .check = missed },
    { .name = "avis-contraire", .on = MH_ON_OPINION, .severity = MH_SEV_NOTE, .sentence = MH_TR("Avis contraire au rapprochement"),
      .suggestion = MH_TR("relire la spécification, ou corriger la fiche du produit"), .check = contradicts },
};
const size_t mh_nrules = sizeof mh_rules / sizeof *mh_rules;
