#ifndef IMPORT_READER_STATE_H
#define IMPORT_READER_STATE_H
/* The reader's inside, for reader.c and reader_book.c. */
#include <mahalli/arena.h>
#include <mahalli/str.h>
#include "import/book.h"
#include "import/cells.h"
#include "import/numbers.h"
#include "import/reader.h"

enum { MH__NOTES = 4, MH__FILE_NOTES = 8 };

struct mh_reader {
    struct mh__workbook *book;     /* NULL: a text */
    size_t sheet;              /* of book: the one read */
    bool sheet_forced;
    struct mh_str html;        /* the table of a web page, as CSV */
    struct mh__decoder dec;
    struct mh__splitter split;
    struct mh__cells cells;
    struct mh_dialect dialect;
    struct mh__numbers numbers;
    enum mh_number_style forced;
    char *name;                /* base name of the file */
    size_t skip;               /* bytes of the sep= line */
    struct mh_arena head_mem;
    struct mh_record head[MH__HEAD];
    size_t nhead, header;      /* header: index in head */
    bool header_known;         /* a width is known to check against */
    int64_t surveyed;          /* records that are not blank, header and titles included */
    int64_t given;             /* records taken in the second pass, same count */
    bool survey_done, facts_told, reading, finished;
    struct mh_diag notes[MH__NOTES]; /* of the present record */
    size_t nnotes;
    struct mh_arena note_mem, file_mem;
    struct mh_diag file_notes[MH__FILE_NOTES];
    size_t nfile_notes;
};

/* A finding about the whole file; message and suggestion are copied. */
void mh__reader_note_file(struct mh_reader *r, enum mh_severity severity, const char *rule, int64_t line, const char *message,
                          const char *suggestion);
/* Goes on with the survey: to the end of the first records, or of the file. */
enum mh_rc mh__reader_survey_on(struct mh_reader *r, bool head_only, struct mh_err *err);
/* reader_book.c */
enum mh_rc mh__reader_open_book(struct mh_reader *r, const char *path, const void *data, size_t n, struct mh_err *err);
enum mh_rc mh__reader_book_record(struct mh_reader *r, struct mh_record *rec, bool *got, struct mh_err *err);

#endif
