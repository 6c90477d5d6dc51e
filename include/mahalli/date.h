#ifndef MAHALLI_DATE_H
#define MAHALLI_DATE_H
/* Dates are YYYY-MM-DD text; instants YYYY-MM-DDTHH:MM:SS. MAHALLI_NOW pins the clock (only main and tests read it). */
#include <stdbool.h>
#include <mahalli/str.h>

enum { MH_DATE_SIZE = 11, MH_INSTANT_SIZE = 20 };

/* Accepts 2026-12-31, 31/12/2026, 31-12-2026, 31.12.2026, 31/12/26 (20xx), each with white space or a midnight
 * ("00:00:00") around; years 1900 to 2199; writes the canonical form. False when the day does not exist. */
bool mh_date_parse(const char *text, char out[MH_DATE_SIZE]);
bool mh_date_valid(const char *canonical);
void mh_date_fr(struct mh_str *out, const char *canonical);  /* jj/mm/aaaa */
void mh_instant_fr(struct mh_str *out, const char *instant);  /* jj/mm/aaaa hh:mm; what is no instant as it stands */
int mh_date_days(const char *canonical);                     /* days since 1970-01-01; the date is valid */
void mh_date_from_days(int days, char out[MH_DATE_SIZE]);
/* So many months later, the last day of the month where it has no such day. */
void mh_date_add_months(const char *canonical, int months, char out[MH_DATE_SIZE]);
/* The present instant, or MAHALLI_NOW (a date alone means 00:00:00). False when MAHALLI_NOW is malformed. */
bool mh_now(char out[MH_INSTANT_SIZE]);

#endif
