#ifndef IMPORT_HTML_H
#define IMPORT_HTML_H
/* The table of a web page, which many programs write and call .xls. */
#include <stdbool.h>
#include <stddef.h>
#include <mahalli/str.h>

enum { MH__HTML_CAP = 64 << 20 };

/* Do the first bytes of a file begin a web page? */
bool mh__html_is(const unsigned char *p, size_t n);
/* Its tables' rows as CSV with semicolons, one line each, UTF-8. The page is in UTF-8, or in Windows-1252 (ISO-8859-1) if it says so or is
 * no UTF-8. False: it has no row. */
bool mh__html_to_csv(const char *page, size_t n, struct mh_str *out);

#endif
