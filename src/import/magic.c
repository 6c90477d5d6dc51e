/* Files that are given as CSV and are something else: named by their first bytes, with what to do. */
#include <string.h>
#include "import/decode.h"

#define SAVE_AS "dans Excel ou LibreOffice, « Enregistrer sous » au format CSV UTF-8, puis importez le fichier .csv"

static const struct {
    const char *bytes;
    size_t n;
    const char *refusal;
} magics[] = {
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "est un ancien classeur Excel (.xls) ou document Word, pas un CSV : " SAVE_AS },
    { "%PDF", 4, "est un PDF, pas un CSV : demandez la liste d'origine (Excel ou CSV) à qui l'a produite" },
    { "{\\rtf", 5, "est un document RTF, pas un CSV : copiez le tableau dans Excel puis enregistrez au format CSV UTF-8" },
    { "SQLite format 3", 16, "est une base SQLite (un plan ?), pas un CSV : un plan s'ouvre par -f FICHIER" },
    { "\x1F\x8B", 2, "est un fichier compressé (gzip), pas un CSV : décompressez-le d'abord" },
    { "7z\xBC\xAF\x27\x1C", 6, "est une archive 7-Zip, pas un CSV : décompressez-la d'abord" },
    { "Rar!", 4, "est une archive RAR, pas un CSV : décompressez-la d'abord" },
    { "\x89PNG", 4, "est une image PNG, pas un CSV : demandez la liste d'origine (Excel ou CSV)" },
    { "\xFF\xD8\xFF", 3, "est une image JPEG, pas un CSV : demandez la liste d'origine (Excel ou CSV)" },
    { "\x7F" "ELF", 4, "est un programme, pas un CSV" },
    { "\xFF\xFE\0\0", 4, "est en UTF-32 : enregistrez-le en UTF-8" },
    { "\0\0\xFE\xFF", 4, "est en UTF-32 : enregistrez-le en UTF-8" },
};

static bool holds(const unsigned char *p, size_t n, const char *what)
{
    size_t w = strlen(what);
    for (size_t i = 0; i + w <= n; i++)
        if (p[i] == (unsigned char)what[0] && memcmp(p + i, what, w) == 0)
            return true;
    return false;
}

static bool starts_blind(const unsigned char *p, size_t n, const char *lower)
{
    size_t i = 0;
    for (; lower[i] != '\0'; i++) {
        if (i >= n)
            return false;
        unsigned char c = p[i];
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + 32);
        if (c != (unsigned char)lower[i])
            return false;
    }
    return true;
}

static const char *zip_refusal(const unsigned char *p, size_t n)
{
    if (holds(p, n, "vnd.oasis.opendocument.spreadsheet"))
        return "est un classeur LibreOffice (.ods), pas un CSV : " SAVE_AS;
    if (holds(p, n, "vnd.oasis.opendocument"))
        return "est un document LibreOffice, pas un CSV : " SAVE_AS;
    if (holds(p, n, "word/"))
        return "est un document Word (.docx), pas un CSV : copiez le tableau dans Excel puis enregistrez au format CSV UTF-8";
    if (holds(p, n, "xl/") || holds(p, n, "[Content_Types].xml"))
        return "est un classeur Excel (.xlsx), pas un CSV : " SAVE_AS;
    return "est une archive ZIP ou un classeur Excel (.xlsx), pas un CSV : si c'est un classeur, " SAVE_AS;
}

/* Web pages and XML that ERPs call .xls. */
static const char *markup_refusal(const unsigned char *p, size_t n)
{
    if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
        p += 3, n -= 3;
    while (n > 0 && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
        p++, n--;
    if (starts_blind(p, n, "<!doctype html") || starts_blind(p, n, "<html") || starts_blind(p, n, "<table"))
        return "est une page web (ce que certains logiciels nomment .xls), pas un CSV : ouvrez-la dans Excel, puis « Enregistrer "
               "sous » au format CSV UTF-8";
    if (starts_blind(p, n, "<?xml"))
        return "est un fichier XML, pas un CSV : ouvrez-le dans Excel, puis « Enregistrer sous » au format CSV UTF-8";
    return NULL;
}

const char *mh__magic_refusal(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (n >= magics[i].n && memcmp(p, magics[i].bytes, magics[i].n) == 0)
            return magics[i].refusal;
    if (n >= 4 && memcmp(p, "PK\x03\x04", 4) == 0)
        return zip_refusal(p, n);
    return markup_refusal(p, n);
}
