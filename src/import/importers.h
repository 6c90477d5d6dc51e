#ifndef IMPORT_IMPORTERS_H
#define IMPORT_IMPORTERS_H
/* The kinds that can be imported, one file each. */
#include <mahalli/import.h>

extern const struct mh_importer mh__import_families, mh__import_attributes, mh__import_synonyms, mh__import_members, mh__import_sites,
    mh__import_makers, mh__import_products, mh__import_certificates, mh__import_needs, mh__import_opinions,
    mh__import_sheets, mh__import_questions, mh__import_awards,
    mh__import_purchases, mh__import_labs, mh__import_trials, mh__import_replies;

#endif
