#ifndef MAHALLI_DECIMAL_H
#define MAHALLI_DECIMAL_H
/*
 * Exact decimals. A struct mh_decimal is mant / 10^scale, normalised (no trailing zero in mant, scale 0..9). Nothing here
 * rounds unless its name says so; what does not fit is refused, never wrapped.
 */
#include <stdbool.h>
#include <stdint.h>
#include <mahalli/str.h>

#define MH_UNKNOWN INT64_MIN /* an unknown quantity, money or number */

struct mh_decimal {
    int64_t mant;
    int scale;
};

/* How a file writes numbers. */
enum mh_number_style {
    MH_NUM_UNSETTLED = 0, /* ambiguous values ("1.234", "1,234") are refused */
    MH_NUM_COMMA,         /* 1 234,50 or 1.234,50 */
    MH_NUM_POINT,         /* 1234.50 or 1,234.50 */
};

enum mh_number_evidence { MH_NUMEV_NONE = 0, MH_NUMEV_COMMA, MH_NUMEV_POINT, MH_NUMEV_AMBIGUOUS, MH_NUMEV_NOT_A_NUMBER };

/* What one value says of its file's style: "1234,5" COMMA; "1,234.5" POINT; "12" NONE; "1.234" AMBIGUOUS. Spaces (plain,
 * no-break, narrow), a sign, a trailing currency word (DH, MAD, Dhs) or % are allowed around it. */
enum mh_number_evidence mh_decimal_evidence(const char *text);
/* Parses text in the style; false when it is no number, ambiguous in MH_NUM_UNSETTLED, or does not fit. */
bool mh_decimal_parse(const char *text, enum mh_number_style style, struct mh_decimal *out);
/* Canonical: minus, digits, '.', no exponent, no group separator. */
void mh_decimal_format(struct mh_str *out, struct mh_decimal d);
void mh_decimal_format_fr(struct mh_str *out, struct mh_decimal d); /* comma, narrow no-break space between thousands */
int mh_decimal_cmp(struct mh_decimal a, struct mh_decimal b);      /* exact, any scales */
/* False when the exact result does not fit. */
bool mh_decimal_add(struct mh_decimal a, struct mh_decimal b, struct mh_decimal *out);
bool mh_decimal_mul(struct mh_decimal a, struct mh_decimal b, struct mh_decimal *out);
struct mh_decimal mh_decimal_int(int64_t v);
/* d * 10^places as an integer; false if not exact or too large (2 places: centimes). */
bool mh_decimal_scaled(struct mh_decimal d, int places, int64_t *out);
bool mh_decimal_to_int(struct mh_decimal d, int64_t *out);         /* false unless a whole number */
/* The sum of two quantities; MH_UNKNOWN when one is, or when it does not fit. */
int64_t mh_sum(int64_t a, int64_t b);
/* Money: centimes to "1 234,50" (French) or "1234.50" (canonical); MH_UNKNOWN gives nothing. */
void mh_money_format(struct mh_str *out, int64_t centimes);
void mh_money_format_fr(struct mh_str *out, int64_t centimes);
/* A ratio shown, never stored: num / den rounded half up to `places`, French comma. den > 0. */
void mh_ratio_format_fr(struct mh_str *out, int64_t num, int64_t den, int places);

#endif
