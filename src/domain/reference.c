/* The reference data that ships inside the program, as rows. */
#include <mahalli/reference.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/hash.h>
#include <mahalli/xalloc.h>

enum { CELLS_MAX = 32 };

size_t mh_reference_cells(char *line, const char **cell, size_t max)
{
    size_t n = 0;

    while (line && n < max) {
        char *next = strchr(line, ';');
        if (next)
            *next++ = '\0';
        cell[n++] = line;
        line = next;
    }
    return n;
}

static _Noreturn void malformed(const struct mh_reference_file *f, const char *line, const char *why)
{
    fprintf(stderr, "mahalli : référence %s/%s : %s : %s\n", f->group, f->file, why, line);
    abort();
}

static size_t read_header(const struct mh_table *t, const struct mh_reference_file *f, const struct mh_column *col[CELLS_MAX])
{
    const char *cell[CELLS_MAX];
    char *line = mh_xstrdup(f->lines[0] ? f->lines[0] : "");
    size_t n = mh_reference_cells(line, cell, CELLS_MAX);

    for (size_t i = 0; i < n; i++) {
        col[i] = mh_table_column(t, cell[i]);
        if (!col[i])
            malformed(f, f->lines[0], cell[i]);
    }
    free(line);
    return n;
}

static void read_row(const struct mh_table *t, const struct mh_reference_file *f, const char *text,
                     const struct mh_column *const *col, size_t ncols, void *row)
{
    struct mh_err err = MH_ERR_INIT;
    struct mh_diags diags = MH_DIAGS_INIT;
    const char *cell[CELLS_MAX];
    char *line = mh_xstrdup(text);
    size_t n = mh_reference_cells(line, cell, CELLS_MAX);

    if (n > ncols)
        malformed(f, text, "trop de cellules");
    for (size_t i = 0; i < n; i++)
        if (mh_value_parse(col[i], row, cell[i], MH_NUM_POINT, &err) != MH_OK)
            malformed(f, text, err.msg);
    const struct mh_column *origin = mh_table_column(t, "origine");
    if (origin && mh_value_parse(origin, row, "référence", MH_NUM_POINT, &err) != MH_OK)
        malformed(f, text, err.msg);
    mh_row_derive(t, row);
    if (!mh_row_check(t, row, &diags))
        malformed(f, text, diags.list.len ? diags.list.at[0].message : "refusé");
    mh_diags_free(&diags);
    free(line);
}

size_t mh_reference_rows(const struct mh_table *t, const char *file, void **rows)
{
    char *all = NULL;
    size_t n = 0, cap = 0;

    for (const struct mh_reference_file *f = mh_reference_files; f->group; f++) {
        const struct mh_column *col[CELLS_MAX];
        if (strcmp(f->file, file) != 0)
            continue;
        size_t ncols = read_header(t, f, col);
        for (const char *const *line = f->lines + (f->lines[0] != NULL); *line; line++) {
            if (mh_blank(*line) || **line == '#')
                continue;
            if (n == cap) {
                cap = cap ? cap * 2 : 256;
                all = mh_xreallocarray(all, cap, t->row_size);
            }
            void *row = all + n++ * t->row_size;
            mh_row_init(t, row);
            read_row(t, f, *line, col, ncols, row);
        }
    }
    *rows = all;
    return n;
}

void mh_reference_free(const struct mh_table *t, void *rows, size_t n)
{
    for (size_t i = 0; i < n; i++)
        mh_row_free(t, (char *)rows + i * t->row_size);
    free(rows);
}

const char *mh_reference_digest(void)
{
    static char hex[MH_SHA_HEX_SIZE];
    unsigned char digest[MH_SHA_SIZE];
    struct mh_sha sha;

    if (hex[0])
        return hex;
    mh_sha_init(&sha);
    for (const struct mh_reference_file *f = mh_reference_files; f->group; f++) {
        mh_sha_add_text(&sha, f->group);
        mh_sha_add_text(&sha, f->file);
        for (const char *const *line = f->lines; *line; line++)
            mh_sha_add_text(&sha, *line);
    }
    mh_sha_final(&sha, digest);
    mh_sha_hex(digest, hex);
    return hex;
}
