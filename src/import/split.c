#include "import/split.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <mahalli/xalloc.h>

enum { FIRST_CAP = 128 * 1024 };

struct found { /* of one look for the end of a record */
    size_t end, next; /* end of its text; start of the next record */
    int64_t lines;    /* line ends passed */
    bool more;        /* the buffer ends too early to say */
    bool unclosed;    /* in a quoted cell at the end of the buffer */
    bool too_long;    /* quoted cell over the cap */
    bool fault;       /* text after a closing quote */
    bool stray, undoubled;
    bool later_cell;  /* past the record's first cell */
    int64_t open_line, fault_line;
};

void mh__split_init(struct mh__splitter *s, struct mh__decoder *dec)
{
    *s = (struct mh__splitter){ .dec = dec, .delimiter = ';', .cap = FIRST_CAP, .line = 1 };
    s->buf = mh_xmalloc(s->cap);
}

void mh__split_free(struct mh__splitter *s)
{
    free(s->buf);
    s->buf = NULL;
}

static size_t moved(size_t at, size_t by)
{
    return at > by ? at - by : 0;
}

static enum mh_rc fill(struct mh__splitter *s, struct mh_err *err)
{
    size_t got = 0;
    if (s->pos > 0) {
        memmove(s->buf, s->buf + s->pos, s->end - s->pos);
        s->lf = moved(s->lf, s->pos);
        s->cr = moved(s->cr, s->pos);
        s->quote = moved(s->quote, s->pos);
        s->end -= s->pos;
        s->pos = 0;
    }
    if (s->cap - s->end < s->cap / 4)
        s->buf = mh_xrealloc(s->buf, s->cap *= 2);
    enum mh_rc rc = mh__decoder_read(s->dec, s->buf + s->end, s->cap - s->end, &got, err);
    s->end += got;
    s->eof = rc == MH_OK && got == 0;
    return rc;
}

enum mh_rc mh__split_peek(struct mh__splitter *s, size_t want, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    while (rc == MH_OK && !s->eof && s->end - s->pos < want)
        rc = fill(s, err);
    return rc;
}

enum mh_rc mh__split_restart(struct mh__splitter *s, size_t skip, int64_t lines, struct mh_err *err)
{
    s->pos = s->end = s->lf = s->cr = s->quote = 0;
    s->eof = false;
    s->broken_line = s->broken_until = 0;
    enum mh_rc rc = mh__decoder_rewind(s->dec, err);
    if (rc == MH_OK)
        rc = mh__split_peek(s, skip, err);
    s->pos = skip < s->end ? skip : s->end;
    s->line = 1 + lines;
    return rc;
}

/* The next `c` at or after pos, or end. *cache holds where the last search stood: at one, or at the end of what was there then. */
static size_t next_of(const struct mh__splitter *s, size_t *cache, char c)
{
    if (*cache < s->pos)
        *cache = s->pos;
    if (*cache < s->end && s->buf[*cache] != c) {
        const char *p = memchr(s->buf + *cache, c, s->end - *cache);
        *cache = p != NULL ? (size_t)(p - s->buf) : s->end;
    }
    return *cache;
}

/* The end of the line that holds pos. */
static void line_end(struct mh__splitter *s, struct found *f)
{
    size_t lf = next_of(s, &s->lf, '\n'), cr = next_of(s, &s->cr, '\r');
    size_t at = lf < cr ? lf : cr;
    f->end = f->next = at;
    f->lines = 1;
    if (at == s->end)
        f->more = !s->eof;
    else if (at == lf)
        f->next = at + 1;
    else if (at + 1 == s->end && !s->eof)
        f->more = true; /* CR, perhaps half of CRLF */
    else
        f->next = at + 1 + (at + 1 < s->end && s->buf[at + 1] == '\n');
}

enum state { START, BARE, QUOTED, CLOSED, CLOSED_SPACE };

/*
 * One step of the strict grammar; the caller deals with line ends. Returns false on text after a closing quote, unless `lenient`,
 * where that quote is taken for a character of the cell.
 */
static bool step(enum state *st, char c, char delimiter, bool lenient, struct found *f)
{
    bool space = c == ' ' || (c == '\t' && delimiter != '\t');
    switch (*st) {
    case START:
        if (c == '"')
            *st = QUOTED;
        else if (c != delimiter && !space)
            *st = BARE;
        return true;
    case BARE:
        if (c == delimiter)
            *st = START;
        else if (c == '"')
            f->stray = true;
        return true;
    case QUOTED:
        if (c == '"')
            *st = CLOSED;
        return true;
    case CLOSED:
    case CLOSED_SPACE:
        if (c == delimiter)
            *st = START;
        else if (c == '"' && *st == CLOSED)
            *st = QUOTED;
        else if (space)
            *st = CLOSED_SPACE;
        else if (lenient) {
            f->undoubled = true;
            *st = c == '"' ? CLOSED : QUOTED;
        } else
            return false;
        return true;
    }
    return true;
}

/* Scans one record with quotes. lenient: not further than the first line. */
static void scan(const struct mh__splitter *s, bool lenient, struct found *f)
{
    enum state st = START;
    size_t open = s->pos;
    int64_t line = s->line;
    for (size_t i = s->pos; i < s->end; i++) {
        char c = s->buf[i];
        if (c == '\r' || c == '\n') {
            if (c == '\r' && i + 1 == s->end && !s->eof)
                break;
            size_t next = i + 1 + (c == '\r' && i + 1 < s->end && s->buf[i + 1] == '\n');
            line++;
            if (st != QUOTED || lenient) {
                *f = (struct found){ .end = i, .next = next, .lines = line - s->line, .stray = f->stray, .undoubled = f->undoubled,
                                     .fault = st == QUOTED };
                return;
            }
            i = next - 1;
        } else {
            if (st == START) {
                open = i;
                f->open_line = line;
            }
            enum state before = st;
            bool good = step(&st, c, s->delimiter, lenient, f);
            f->later_cell = f->later_cell || (before != QUOTED && c == s->delimiter);
            if (!good) {
                f->fault = true;
                f->fault_line = line;
                return;
            }
        }
        if (st == QUOTED && i - open > MH__FIELD_CAP) {
            f->too_long = true;
            return;
        }
    }
    f->end = f->next = s->end;
    f->lines = line - s->line + 1;
    f->unclosed = st == QUOTED;
    f->more = !s->eof;
}

static enum mh_rc refuse(const struct mh__splitter *s, const struct found *f, struct mh_err *err)
{
    const char *name = s->dec->name;
    if (f->too_long)
        return mh_err_set(err, MH_EINVAL, "%s, ligne %" PRId64 " : la cellule ouverte par un guillemet dépasse 1 Mio ; le guillemet "
                          "fermant manque sans doute : ajoutez-le, ou retirez celui qui ouvre ; les lignes suivantes ne sont pas lues",
                          name, f->open_line);
    if (f->unclosed && !f->more)
        return mh_err_set(err, MH_EINVAL, "%s, ligne %" PRId64 " : guillemet ouvert et jamais refermé jusqu'à la fin du fichier : "
                          "ajoutez le guillemet fermant, ou retirez celui qui ouvre ; les lignes suivantes ne sont pas lues",
                          name, f->open_line);
    return mh_err_set(err, MH_EINVAL, "%s, ligne %" PRId64 " : ligne de plus de 4 Mio : ce fichier n'est sans doute pas un CSV ; "
                      "la suite n'est pas lue", name, s->line);
}

/* Text after a closing quote: the first line alone, read leniently if that makes sense. */
static void mend(struct mh__splitter *s, struct found *f, enum mh__span_kind *kind)
{
    struct found whole = *f, one = { 0 }, end = { 0 };
    line_end(s, &end);
    if (end.more) {
        f->more = true;
        return;
    }
    *f = end;
    f->open_line = whole.open_line;
    f->fault_line = whole.fault_line;
    f->later_cell = whole.later_cell && whole.open_line == s->line;
    *kind = MH__BROKEN;
    if (whole.fault_line == s->line) {
        scan(s, true, &one);
        if (!one.fault && !one.unclosed && !one.too_long && one.end == end.end)
            *kind = MH__UNDOUBLED;
    }
}

/* Looks for the end of the record at pos in what the buffer holds. */
static void look(struct mh__splitter *s, struct found *f, enum mh__span_kind *kind)
{
    *f = (struct found){ 0 };
    *kind = MH__PLAIN;
    line_end(s, f);
    if (next_of(s, &s->quote, '"') >= f->end)
        return;
    *f = (struct found){ 0 };
    scan(s, false, f);
    if (f->fault)
        mend(s, f, kind);
    else if (f->stray)
        *kind = MH__STRAY;
}

enum mh_rc mh__split_next(struct mh__splitter *s, struct mh__span *span, bool *got, struct mh_err *err)
{
    struct found f;
    enum mh__span_kind kind;
    *got = false;
    for (;;) {
        if (s->pos == s->end && s->eof)
            return MH_OK;
        look(s, &f, &kind);
        if (f.too_long || (f.more && s->end - s->pos > MH__RECORD_CAP))
            return refuse(s, &f, err);
        if (!f.more)
            break;
        enum mh_rc rc = fill(s, err);
        if (rc != MH_OK)
            return rc;
    }
    if (f.unclosed)
        return refuse(s, &f, err);
    *span = (struct mh__span){ .text = s->buf + s->pos, .len = f.end - s->pos, .line = s->line, .kind = kind,
                               .open_line = f.open_line, .fault_line = f.fault_line,
                               .remains_of = s->line <= s->broken_until ? s->broken_line : 0,
                               .remains_unclear = s->broken_unclear };
    if (kind == MH__BROKEN && f.fault_line > s->line && f.fault_line > s->broken_until) {
        s->broken_unclear = !f.later_cell || (span->remains_of != 0 && s->broken_unclear);
        s->broken_line = s->line;
        s->broken_until = f.fault_line;
    }
    s->line += f.lines;
    s->pos = f.next;
    *got = true;
    return MH_OK;
}
