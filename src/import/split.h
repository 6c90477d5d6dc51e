#ifndef IMPORT_SPLIT_H
#define IMPORT_SPLIT_H
/*
 * Decoded text into records. libcsv has no line numbers and cannot go on after a fault, so records are found here, by a scanner that
 * knows quotes, and libcsv is given one record at a time (cells.c), in its strict mode. What real files do wrong with quotes:
 *   SONDE 5" LONGUE     a quote in an unquoted cell is itself: STRAY
 *   "SONDE 5" LONGUE"   on one line, when taking it literally makes sense of the line: UNDOUBLED (the reader then asks for exactly
 *                       as many cells as the header has)
 *   "SONDE" LONGUE      else BROKEN: only the record's first line is taken, reading goes on at the next line. If the fault shows lines
 *                       further down, the quote of the first line was not closed, and the lines between are records of their own; but
 *                       they could be the rest of a cell: the reader takes only those that have all the header's cells.
 *   a quote never closed, a cell or record over the cap: the rest of the file cannot be read (MH_EINVAL).
 */
#include "import/decode.h"

enum { MH__FIELD_CAP = 1 << 20, MH__RECORD_CAP = 4 << 20, MH__CELLS_CAP = 16384 };

enum mh__span_kind { MH__PLAIN, MH__STRAY, MH__UNDOUBLED, MH__BROKEN };

struct mh__span {
    const char *text;     /* without its line end; borrowed until the next call */
    size_t len;
    int64_t line;         /* of its first character, from 1 */
    enum mh__span_kind kind;
    int64_t open_line, fault_line; /* BROKEN: of the quote, of the text after the quote that would close it */
    int64_t remains_of;   /* 0, or the line of the broken record in whose range this one stands: perhaps a row, perhaps the rest of
                           * that record's cell */
    bool remains_unclear; /* even if it has as many cells as the header: the quote was opened in the first cell */
};

struct mh__splitter {
    struct mh__decoder *dec;
    char delimiter;
    char *buf;
    size_t pos, end, cap;
    size_t lf, cr, quote;  /* where the next of these may be; see next_of */
    int64_t line;          /* at pos */
    int64_t broken_line, broken_until; /* lines of the last broken record */
    bool broken_unclear;
    bool eof;
};

void mh__split_init(struct mh__splitter *s, struct mh__decoder *dec);
/* Makes at least `want` bytes available if the file has them (the first look, before the delimiter is known). */
enum mh_rc mh__split_peek(struct mh__splitter *s, size_t want, struct mh_err *err);
/* Back to the start of the text, which is then passed over up to `skip`, `lines` lines. */
enum mh_rc mh__split_restart(struct mh__splitter *s, size_t skip, int64_t lines, struct mh_err *err);
enum mh_rc mh__split_next(struct mh__splitter *s, struct mh__span *span, bool *got, struct mh_err *err);
void mh__split_free(struct mh__splitter *s);

#endif
