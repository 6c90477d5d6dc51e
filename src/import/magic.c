/* Files that are given as a list and are something else: named by their first bytes, with what to do. */
#include <string.h>
#include "import/decode.h"

#define SAVE_AS "dans Excel ou LibreOffice, « Enregistrer sous » au format Classeur Excel (.xlsx), puis importez ce fichier"

static const struct {
    const char *bytes;
    size_t n;
    const char *refusal;
} magics[] = {
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "est un ancien classeur Excel (.xls) ou document Word, pas une liste : " SAVE_AS },
    { "%PDF", 4, "est un PDF, pas une liste : demandez la liste d'origine (Excel ou CSV) à qui l'a produite" },
    { "{\\rtf", 5, "est un document RTF, pas une liste : copiez le tableau dans Excel puis enregistrez au format CSV UTF-8" },
    { "SQLite format 3", 16, "est une base SQLite (un plan ?), pas une liste : un plan s'ouvre par -f FICHIER" },
    { "\x1F\x8B", 2, "est un fichier compressé (gzip), pas une liste : décompressez-le d'abord" },
    { "7z\xBC\xAF\x27\x1C", 6, "est une archive 7-Zip, pas une liste : décompressez-la d'abord" },
    { "Rar!", 4, "est une archive RAR, pas une liste : décompressez-la d'abord" },
    { "\x89PNG", 4, "est une image PNG, pas une liste : demandez la liste d'origine (Excel ou CSV)" },
    { "\xFF\xD8\xFF", 3, "est une image JPEG, pas une liste : demandez la liste d'origine (Excel ou CSV)" },
    { "\x7F" "ELF", 4, "est un programme, pas une liste" },
    { "\xFF\xFE\0\0", 4, "est en UTF-32 : enregistrez-le en UTF-8" },
    { "\0\0\xFE\xFF", 4, "est en UTF-32 : enregistrez-le en UTF-8" },
};

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

const char *mh__magic_zip(const unsigned char *p, size_t n)
{
    static const char mime[] = "vnd.oasis.opendocument";
    for (size_t i = 0; i + sizeof mime <= n; i++)
        if (memcmp(p + i, mime, sizeof mime - 1) == 0)
            return memcmp(p + i + sizeof mime - 1, ".spreadsheet", n - i - sizeof mime + 1 < 12 ? n - i - sizeof mime + 1 : 12) == 0
                       ? "est un classeur LibreOffice (.ods) : " SAVE_AS
                       : "est un document LibreOffice : copiez le tableau dans une feuille, enregistrez-la au format Classeur Excel (.xlsx)";
    return NULL;
}

/* XML that ERPs call .xls; web pages are read (html.c). */
static const char *markup_refusal(const unsigned char *p, size_t n)
{
    if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
        p += 3, n -= 3;
    while (n > 0 && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
        p++, n--;
    if (starts_blind(p, n, "<?xml"))
        return "est un fichier XML, ni un classeur .xlsx ni un CSV : ouvrez-le dans Excel, puis « Enregistrer sous » au format Classeur Excel (.xlsx)";
    return NULL;
}

const char *mh__magic_refusal(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (n >= magics[i].n && memcmp(p, magics[i].bytes, magics[i].n) == 0)
            return magics[i].refusal;
    if (n >= 4 && memcmp(p, "PK", 2) == 0 && p[2] < 9 && p[3] == p[2] + 1)
        return "est une archive ZIP ou un classeur : ce n'est pas un texte";
    return markup_refusal(p, n);
}
