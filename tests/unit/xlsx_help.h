#ifndef TESTS_XLSX_HELP_H
#define TESTS_XLSX_HELP_H
/* Workbooks made in memory, part by part, so that a test says exactly what Excel, or nobody, would write. */
#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include <mahalli/str.h>
#include <mahalli/xalloc.h>

#define NS_MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define NS_RELS "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""
#define REL_TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

struct part { const char *name, *text; size_t n; /* 0: strlen */ };

static const struct part book_top = { "_rels/.rels", "<Relationships " NS_RELS "><Relationship Id=\"rId1\" Type=\"" REL_TYPE
                                      "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>", 0 };
static const struct part book_rels = { "xl/_rels/workbook.xml.rels", "<Relationships " NS_RELS ">"
    "<Relationship Id=\"rId1\" Type=\"" REL_TYPE "worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" REL_TYPE "worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" REL_TYPE "sharedStrings\" Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"rId4\" Type=\"" REL_TYPE "styles\" Target=\"styles.xml\"/></Relationships>", 0 };
static const struct part book_one = { "xl/workbook.xml", "<workbook " NS_MAIN " xmlns:r=\"r\"><sheets><sheet name=\"Besoins\" sheetId=\"1\" "
                                      "r:id=\"rId1\"/></sheets></workbook>", 0 };

/* The archive's bytes; the caller frees. store: not deflated. */
static inline char *zip_parts(const struct part *parts, size_t n, size_t *size)
{
    zip_source_t *src = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_source_keep(src);
    zip_t *z = zip_open_from_source(src, ZIP_TRUNCATE, NULL);
    for (size_t i = 0; i < n; i++) {
        zip_source_t *part = zip_source_buffer(z, parts[i].text, parts[i].n ? parts[i].n : strlen(parts[i].text), 0);
        if (zip_file_add(z, parts[i].name, part, ZIP_FL_OVERWRITE) < 0)
            abort();
    }
    if (zip_close(z) != 0 || zip_source_open(src) != 0)
        abort();
    zip_stat_t st;
    zip_source_stat(src, &st);
    char *bytes = mh_xmalloc(st.size + 1);
    if (zip_source_read(src, bytes, st.size) != (zip_int64_t)st.size)
        abort();
    zip_source_close(src);
    zip_source_free(src);
    *size = st.size;
    return bytes;
}

/* A workbook of one sheet whose XML is given, with optional shared texts and styles (NULL: none). */
static inline char *book_of(const char *sheet, const char *strings, const char *styles, size_t *size)
{
    struct part parts[6] = { book_top, book_rels, book_one, { "xl/worksheets/sheet1.xml", sheet, 0 } };
    size_t n = 4;
    if (strings != NULL)
        parts[n++] = (struct part){ "xl/sharedStrings.xml", strings, 0 };
    if (styles != NULL)
        parts[n++] = (struct part){ "xl/styles.xml", styles, 0 };
    return zip_parts(parts, n, size);
}

/* <c t="inlineStr"> for each text separated by |, as a row. */
static inline void add_row(struct mh_str *out, int line, const char *texts)
{
    mh_str_addf(out, "<row r=\"%d\">", line);
    for (const char *p = texts;; p++) {
        size_t n = strcspn(p, "|");
        mh_str_add(out, "<c t=\"inlineStr\"><is><t>");
        mh_str_addn(out, p, n);
        mh_str_add(out, "</t></is></c>");
        p += n;
        if (*p == '\0')
            break;
    }
    mh_str_add(out, "</row>");
}

#endif
