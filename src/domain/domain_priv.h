#ifndef DOMAIN_PRIV_H
#define DOMAIN_PRIV_H
/* What the row types share: choices, and checks of whole rows. Each check adds its diags and returns false to refuse the row. */
#include <stdbool.h>
#include <mahalli/domain.h>

#define MH__NCOLUMNS(a) (sizeof(a) / sizeof *(a))

extern const struct mh_choice mh__choices_origin[];   /* of a lexicon row: référence, propre */
extern const struct mh_choice mh__choices_counted[];  /* unite, conditionnement */
extern const struct mh_choice mh__choices_source[];   /* importé, local, inconnue */
extern const struct mh_choice mh__choices_opinion[];
extern const struct mh_choice mh__choices_trial[];
extern const struct mh_choice mh__choices_state[];    /* codes of enum mh_state */

void mh__finding(struct mh_diags *diags, enum mh_severity severity, const char *rule, const char *column, const char *value,
                 const char *message, const char *suggestion);
bool mh__check_dates(const char *from, const char *to, const char *to_column, struct mh_diags *diags);
bool mh__check_year(int64_t year, struct mh_diags *diags); /* column "annee" */
void mh__check_ice(const char *ice, struct mh_diags *diags);
void mh__check_email(const char *email, struct mh_diags *diags);
/* quarters: exact decimals as text; all four known must add up to the year's quantity. */
bool mh__check_quarters(const char *quantity, char *const quarter[4], struct mh_diags *diags);
bool mh__check_occurrence(int64_t occurrence, struct mh_diags *diags);
bool mh__check_prices(int64_t price_ht, int64_t price_ttc, struct mh_diags *diags);
/* Gives *field its key. */
void mh__take_key(char **field, struct mh_str *key);

/* Headers of columns of which each says one characteristic: parts of `specifications`. */
extern const char mh__spec_parts[];

#endif
