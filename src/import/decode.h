#ifndef IMPORT_DECODE_H
#define IMPORT_DECODE_H
/*
 * Bytes of a file into UTF-8, in pieces. A file is read as one encoding, settled by mh__decoder_detect over all of its bytes; what
 * comes out is always valid UTF-8 (NUL bytes pass through), whatever happens to the file between two passes.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <mahalli/err.h>
#include <mahalli/import.h>
#include <mahalli/str.h>

struct mh__decoder {
    int fd;                   /* -1: bytes in memory */
    const unsigned char *mem;
    int64_t size;             /* bytes of the file */
    int64_t offset;           /* bytes read so far */
    enum mh_encoding encoding;
    size_t bom;               /* bytes to pass over at the start */
    int64_t rescued;          /* invalid bytes in a file that is UTF-8 otherwise: read as Windows-1252 */
    int64_t rescued_line;     /* line of the first of them */
    unsigned char *raw;       /* RAW_SIZE bytes */
    size_t pos, len;          /* of raw: not yet decoded */
    const char *name;         /* for messages; borrowed */
};

enum { MH__RAW_SIZE = 64 * 1024 };

/* path NULL: mem and n. Refuses directories and what is no ordinary file. */
enum mh_rc mh__decoder_open(struct mh__decoder *d, const char *path, const void *mem, size_t n, const char *name, struct mh_err *err);
/* Refuses empty and binary files (magic.c), settles encoding and bom, leaves the decoder at the start. */
enum mh_rc mh__decoder_detect(struct mh__decoder *d, struct mh_err *err);
enum mh_rc mh__decoder_rewind(struct mh__decoder *d, struct mh_err *err);
/* The first bytes of the file, undecoded; at most cap. */
size_t mh__decoder_first(struct mh__decoder *d, unsigned char *out, size_t cap);
/* All its bytes, undecoded. */
enum mh_rc mh__decoder_whole(struct mh__decoder *d, struct mh_str *out, struct mh_err *err);
/* Decodes into out (cap >= 64); *got 0 at the end. */
enum mh_rc mh__decoder_read(struct mh__decoder *d, char *out, size_t cap, size_t *got, struct mh_err *err);
void mh__decoder_close(struct mh__decoder *d);

/* magic.c: what a file that is no CSV looks like, with what to do about it, from its first bytes; NULL for text. French, static. */
const char *mh__magic_refusal(const unsigned char *p, size_t n);

/* The same of a zip archive that is no workbook of Excel's, from the type that LibreOffice puts first; NULL. */
const char *mh__magic_zip(const unsigned char *p, size_t n);

uint32_t mh__cp1252(unsigned char c);
/* Length of the UTF-8 sequence at p: 1..4; 0 when it is invalid; -1 when [p, end) cuts it short. p < end. */
int mh__utf8_sequence(const unsigned char *p, const unsigned char *end);

#endif
