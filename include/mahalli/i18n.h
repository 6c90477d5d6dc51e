#ifndef MAHALLI_I18N_H
#define MAHALLI_I18N_H
/*
 * The reader's language. The program's texts are written in French; src/i18n/<lang>.po holds them in other languages (standard gettext
 * catalogues, compiled into the binary). The language is an argument, never a state: "fr", "en", "ar", as session options carry it; NULL
 * or any other is French. What no catalogue holds stays French. Results are static, or the argument itself.
 */
#include <stdbool.h>
#include <stdint.h>

/* Of a text with plural forms: that of one. The compiler checks the arguments of a format that passes through against the French one; a test does so for the catalogues. */
const char *mh_tr(const char *lang, const char *fr) __attribute__((format_arg(2)));
/*
 * The form that goes with n: `one` and `many` are the French singular (0 and 1) and plural. The catalogue's own rule chooses among its
 * forms; Arabic has six: 0, 1, 2, 3-10, 11-99, 100-102 and so on (by the last two digits).
 */
const char *mh_trn(const char *lang, const char *one, const char *many, int64_t n) __attribute__((format_arg(2), format_arg(3)));
/* Marks a text of a const table that mh_tr gets later: for the lint. */
#define MH_TR(fr) fr

bool mh_lang_known(const char *lang);
bool mh_lang_rtl(const char *lang); /* written from right to left */

#endif
