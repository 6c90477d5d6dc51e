#ifndef OPS_SHEETS_H
#define OPS_SHEETS_H
/* The fiches techniques types that count: of each group and family the highest adopted version, read once with the lexicon. */
#include "ops/session.h"

struct mh__sheet {
    int64_t member_id;
    int family;
    const struct mh_spec_sheet *row;
    struct mh_reading reading; /* of the family, source référentiel */
    uint64_t stamp;
};

/* Those of the rows that are adopted and of a family that the lexicon knows. rows: all fiches of the plan; taken, whatever comes out. */
struct mh__sheets *mh__sheets_new(const struct mh_lexicon *lx, struct mh__rows *rows);
void mh__sheets_free(struct mh__sheets *s);
/* The one that counts for the group's articles of the family; NULL none. */
const struct mh__sheet *mh__sheet_of(const struct mh__sheets *s, int64_t member_id, int family);
bool mh__sheets_none(const struct mh__sheets *s);

/* What the article inherits, in one number for the stamp of a finding: `family` is the code it was read as (a fiche cannot change it). */
uint64_t mh__sheet_stamp(const struct mh_session *s, int64_t member_id, const char *family, uint64_t seed);

/* For forms: refuses what a version may not become, takes the specifications as the reader writes them. `was`: id 0 for a new row.
 * Findings in diags. Author and date of an adoption are the session's unless said. */
bool mh__sheet_settle(struct mh_session *s, const struct mh_spec_sheet *was, struct mh_spec_sheet *now, struct mh_diags *diags);
/* GROUPE/FAMILLE (the version that counts, else the last) or GROUPE/FAMILLE@VERSION; the group may be left out when it is alone. */
enum mh_rc mh__find_sheet(struct mh_session *s, const char *ref, int64_t *id, struct mh_err *err);
/* Only a proposal is removed: what articles were once read with is withdrawn, and stays to be seen. */
enum mh_rc mh__sheet_removable(struct mh_session *s, int64_t id, struct mh_err *err);
/* A family by code, EMDN code, name or words of people: index, -1 unknown. *near: the code closest to it, NULL none. */
int mh__family_named(const struct mh_session *s, const char *text, const char **near);
/* The code of the family read, NULL when none was. */
/* What was read, for whom the rows are (mh_session_options.audience); nothing where no family was read. */
void mh__tell_specs(const struct mh_session *s, const struct mh_reading *r, struct mh_str *out);
const char *mh__family_code(const struct mh_session *s, const struct mh_reading *r);
/* Where a requirement comes from, for people: "référentiel (fiche v2)". Borrowed or in buf. */
const char *mh__source_text(const char *lang, enum mh_source source, int sheet, char buf[64]);

#endif
