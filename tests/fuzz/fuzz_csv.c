/*
 * libFuzzer target: bytes as a file to import, through reader, mapping, rows and reject file. It aborts where the reader breaks its
 * word: cells that are not UTF-8, lines that do not grow, more or fewer records than the survey counted.
 */
#include "rows_help.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void import_as(const struct mh_importer *imp, const uint8_t *data, size_t size, enum mh_number_style style)
{
    static const char *const map[] = { "x=designation", NULL };
    struct mh_reader *r;
    struct mh_err err = MH_ERR_INIT;
    if (mh_reader_open_memory(data, size, "essai.csv", style, &r, &err) != MH_OK) {
        must(err.msg[0] != '\0');
        return;
    }
    import_rows(r, imp, size % 7 == 0 ? map : NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t kinds = 0;
    while (mh_importers[kinds] != NULL)
        kinds++;
    import_as(mh_importer_for("needs"), data, size, MH_NUM_UNSETTLED);
    import_as(mh_importers[size % kinds], data, size, size % 2 != 0 ? MH_NUM_COMMA : MH_NUM_POINT);
    return 0;
}
