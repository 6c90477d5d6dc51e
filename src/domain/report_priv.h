#ifndef DOMAIN_REPORT_PRIV_H
#define DOMAIN_REPORT_PRIV_H
/* How the column tables of report rows are written down: report.c and report_*.c. */
#include <mahalli/report.h>

#define COL(row_, field_, name_, title_, type_, flags_, width_) \
    { .name = name_, .sql = #field_, .title = title_, .type = type_, .flags = flags_, .offset = offsetof(struct row_, field_), .width = width_ }
#define TEXT(row_, field_, name_, title_, flags_, width_) COL(row_, field_, name_, title_, MH_TEXT, flags_, width_)
#define WORD(row_, field_, name_, title_, choices_, flags_, width_) \
    { .name = name_, .sql = #field_, .title = title_, .type = MH_CHOICE, .choices = choices_, .flags = flags_, \
      .offset = offsetof(struct row_, field_), .width = width_ }
#define TABLE(row_, name_, fr_, title_, one_, columns_) \
    { .name = name_, .name_fr = fr_, .title = title_, .one = one_, .columns = columns_, \
      .ncolumns = sizeof columns_ / sizeof *columns_, .row_size = sizeof(struct row_) }

enum { OURS = MH_MEMBER_NAME, LONGTEXT = MH_LONG };

#endif
