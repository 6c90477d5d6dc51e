/* The sheets in workbook order. To add one: a file sheet_*.c with its entry, and a line here. */
#include <string.h>

#include "export/sheets.h"

const struct mh_sheet *const mh_sheets[] = {
    &mh__sheet_note, &mh__sheet_receipt, &mh__sheet_rejects, &mh__sheet_received, &mh__sheet_readings,
    &mh__sheet_changes,
    &mh__sheet_prices,
    &mh__sheet_lots,
    &mh__sheet_left_out,
    &mh__sheet_plan,
    &mh__sheet_pools,
    &mh__sheet_candidates,
    &mh__sheet_makers,
    &mh__sheet_gaps,
    &mh__sheet_cover,
    &mh__sheet_scenarios,
    &mh__sheet_family_cover,
    &mh__sheet_worth,
    &mh__sheet_specs,
    &mh__sheet_local,
    &mh__sheet_problems,
    &mh__sheet_journal,
    &mh__sheet_questions,
    &mh__sheet_lacks,
    &mh__sheet_readme,
    NULL,
};

int mh_sheet_index(const char *key)
{
    for (int i = 0; mh_sheets[i]; i++)
        if (strcmp(mh_sheets[i]->key, key) == 0)
            return i;
    return -1;
}
