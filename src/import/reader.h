#ifndef IMPORT_READER_H
#define IMPORT_READER_H
/* What mapping needs of a reader beyond the public header: the first records, among which the header is. */
#include <mahalli/import.h>

enum { MH__HEAD = 20 };

/* The first records that are not blank, at most MH__HEAD; borrowed until close. */
size_t mh__reader_head(const struct mh_reader *r, const struct mh_record **head);
/* Sheets of a workbook, 0 of a text; the one read; tries another: its first records only. */
size_t mh__reader_nsheets(const struct mh_reader *r);
size_t mh__reader_sheet(const struct mh_reader *r);
bool mh__reader_sheet_forced(const struct mh_reader *r);
enum mh_rc mh__reader_use_sheet(struct mh_reader *r, size_t i, struct mh_err *err);
/* The rest of the survey, put off while the sheet was not settled. */
enum mh_rc mh__reader_survey(struct mh_reader *r, struct mh_err *err);
/* Merged cells below the header, once that is known. */
void mh__reader_note_merges(struct mh_reader *r);
/* The header is head[i]: rows begin after it. */
void mh__reader_set_header(struct mh_reader *r, size_t i);

#endif
