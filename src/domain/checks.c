/* Checks of whole rows that several row types share. */
#include <stdlib.h>
#include <string.h>

const char mh__spec_parts[] =
    "dimensions|dimension|taille|tailles|calibre|calibres|longueur|longueurs|largeur|diametre|diametres|epaisseur|contenance|matiere|matieres|materiau|"
    "materiaux|composition|couleur|couleurs|pointe|courbure|sterilite|sterile|usage unique|grammage|concentration|nombre de plis|plis|nombre de voies|"
    "voies|ballonnet|embout|raccord|connexion|charriere|ch|jauge|gauge|norme|normes|norme de conformite|latex|poudre|size|sizes|length|width|diameter|"
    "material|colour|color|standard|standards";

#include <mahalli/date.h>

#include "domain/domain_priv.h"

void mh__finding(struct mh_diags *diags, enum mh_severity severity, const char *rule, const char *column, const char *value,
                 const char *message, const char *suggestion)
{
    mh_diag_add(diags, &(struct mh_diag){ .severity = severity, .rule = rule, .column = column, .value = value, .message = message,
                                          .suggestion = suggestion });
}

/* What two days out of order mean: before the day that stands too early, and between it and the other one. */
static const struct reversal { const char *column, *before, *between; } reversals[] = {
    { "recu_le", "reçu le ", ", avant d'être demandé le " },
    { "resultat_le", "résultat du ", ", avant la demande ou la réception du " },
    { "repondue_le", "réponse du ", ", avant l'envoi du " },
    { "valide_le", "validé le ", ", avant d'être reçu le " },
    { "valable_jusqu_au", "valable jusqu'au ", ", avant la date de l'avis, " },
    { NULL, "la fin, ", ", vient avant le début, " },
};

bool mh__check_dates(const char *from, const char *to, const char *to_column, struct mh_diags *diags)
{
    if (!from || !to || strcmp(from, to) <= 0)
        return true;
    const struct reversal *r = reversals;
    while (r->column && strcmp(r->column, to_column) != 0)
        r++;
    struct mh_str said = MH_STR_INIT;
    mh_str_add(&said, r->before);
    mh_date_fr(&said, to);
    mh_str_add(&said, r->between);
    mh_date_fr(&said, from);
    mh__finding(diags, MH_SEV_ERROR, "dates-inversees", to_column, to, mh_str_text(&said), from);
    mh_str_free(&said);
    return false;
}

bool mh__check_year(int64_t year, struct mh_diags *diags)
{
    if (year >= 2000 && year <= 2199)
        return true;
    mh__finding(diags, MH_SEV_ERROR, "annee-impossible", "annee", NULL, "ce n'est pas une année de plan : attendu 2000 à 2199", NULL);
    return false;
}

void mh__check_ice(const char *ice, struct mh_diags *diags)
{
    if (ice && !mh_ice_valid(ice))
        mh__finding(diags, MH_SEV_WARNING, "ice-douteux", "ice", ice,
                    "cet ICE n'est pas juste : 15 chiffres, les deux derniers de contrôle", NULL);
}

/* Loosely: something, one @, a domain with a dot inside. */
static bool email_plausible(const char *email)
{
    const char *at = strchr(email, '@');

    if (!at || at == email || !at[1] || strpbrk(email, " ,;") || strchr(at + 1, '@'))
        return false;
    const char *dot = strchr(at + 2, '.');
    return dot && dot[1];
}

void mh__check_email(const char *email, struct mh_diags *diags)
{
    if (email && !email_plausible(email))
        mh__finding(diags, MH_SEV_WARNING, "courriel-douteux", "email", email,
                    "cette adresse de courriel n'a pas la forme nom@domaine", NULL);
}

bool mh__check_quarters(const char *quantity, char *const quarter[4], struct mh_diags *diags)
{
    enum { PLACES = 9 };
    struct mh_decimal d;
    int64_t n, sum = 0;

    if (!quantity || !mh_decimal_parse(quantity, MH_NUM_POINT, &d))
        return true;
    struct mh_decimal year = d;
    int places = d.scale;
    for (int i = 0; i < 4; i++) {
        if (!quarter[i] || !mh_decimal_parse(quarter[i], MH_NUM_POINT, &d))
            return true;
        places = d.scale > places ? d.scale : places;
    }
    for (int i = 0; i < 4; i++) {
        if (!mh_decimal_parse(quarter[i], MH_NUM_POINT, &d) || !mh_decimal_scaled(d, places, &n) || sum > INT64_MAX - n)
            goto wrong;
        sum += n;
    }
    if (mh_decimal_scaled(year, places, &n) && n == sum)
        return true;
wrong:
    mh__finding(diags, MH_SEV_ERROR, "trimestres-somme", "quantite", quantity, "les quatre trimestres ne font pas la quantité de l'année",
                "corrigez un trimestre ou l'année, ou laissez un trimestre vide");
    return false;
}

bool mh__check_occurrence(int64_t occurrence, struct mh_diags *diags)
{
    if (occurrence != 0)
        return true;
    mh__finding(diags, MH_SEV_ERROR, "occurrence-nulle", "occurrence", "0", "les occurrences se comptent à partir de 1", "1");
    return false;
}

bool mh__check_prices(int64_t price_ht, int64_t price_ttc, struct mh_diags *diags)
{
    if (price_ht == MH_UNKNOWN || price_ttc == MH_UNKNOWN)
        return true;
    mh__finding(diags, MH_SEV_ERROR, "deux-prix", "prix_unitaire_ttc", NULL, "un seul prix par ligne : HT ou TTC", "gardez le prix HT");
    return false;
}

void mh__take_key(char **field, struct mh_str *key)
{
    free(*field);
    *field = mh_str_take(key);
}
