#ifndef EXPORT_SHEETS_H
#define EXPORT_SHEETS_H
/* The entry of each sheet, defined in its own file. */
#include "export/export.h"

extern const struct mh_sheet mh__sheet_changes;
extern const struct mh_sheet mh__sheet_note, mh__sheet_plan, mh__sheet_candidates, mh__sheet_makers, mh__sheet_gaps, mh__sheet_specs,
    mh__sheet_problems, mh__sheet_journal, mh__sheet_readme, mh__sheet_questions, mh__sheet_lacks,
    mh__sheet_pools, mh__sheet_receipt, mh__sheet_rejects, mh__sheet_received, mh__sheet_readings,
    mh__sheet_prices, mh__sheet_lots, mh__sheet_left_out,
    mh__sheet_cover, mh__sheet_scenarios, mh__sheet_family_cover, mh__sheet_worth;

extern const struct mh_sheet mh__sheet_local;

enum {
    MH__IN_MEMBER = 1u << MH_SCOPE_MEMBER,
    MH__IN_PLAN = 1u << MH_SCOPE_PLAN,
    MH__IN_GAPS = 1u << MH_SCOPE_GAPS,
    MH__IN_QUESTIONS = 1u << MH_SCOPE_QUESTIONS,
    MH__IN_RETURN = 1u << MH_SCOPE_RETURN,
    MH__IN_PRICES = 1u << MH_SCOPE_PRICES,
    MH__IN_ALL = MH__IN_MEMBER | MH__IN_PLAN | MH__IN_GAPS,
};

/* What any sheet that shows volumes and makers says of them. */
#define MH__NOT_AN_ORDER "Ces volumes disent un besoin : ni commande, ni négociation commune."

#endif
