#include "import/importers.h"

#include <mahalli/domain.h>
#include "import/headers.h"

/* What others refer to comes first. */
const struct mh_importer *const mh_importers[] = {
    &mh__import_families, &mh__import_attributes, &mh__import_synonyms,     &mh__import_members, &mh__import_sites,
    &mh__import_makers,   &mh__import_products,   &mh__import_certificates, &mh__import_needs,   &mh__import_opinions,
    &mh__import_sheets, &mh__import_questions, &mh__import_replies, &mh__import_awards,
    &mh__import_purchases, &mh__import_labs, &mh__import_trials, NULL,
};

const struct mh_importer *mh__importer_of(const struct mh_table *t)
{
    for (size_t i = 0; mh_importers[i] != NULL; i++)
        if (mh_importers[i]->table == t)
            return mh_importers[i];
    return NULL;
}

const struct mh_importer *mh_importer_for(const char *kind)
{
    const struct mh_table *t = mh_table_for_kind(kind);
    return t != NULL ? mh__importer_of(t) : NULL;
}
