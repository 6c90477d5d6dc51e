#ifndef OPS_WIDE_H
#define OPS_WIDE_H
/*
 * What a report that is wider than one group may say (DESIGN §1), whatever it is told from: no group's label, reference or own words; of what
 * was not understood only how many; problems by their kind; operations by their nature. How volumes are told is mh_tally (mahalli/plan.h).
 * `wide` is false in a group's own report, where everything is its own.
 */
#include <mahalli/report.h>

/* May the family and specifications of a line be told beyond its group? Of others only their number. family: code, NULL none. */
bool mh__told_apart(const char *family, enum mh_state state);
/* A text of the group's own; nothing of it beyond. */
const char *mh__own_text(bool wide, const char *text);
/* Why a product: with the group's own words (own; NULL: there are none), or without. */
const char *mh__reason_text(bool wide, const char *told, const char *own);
/* The command of an operation: all of it to the only group of a plan, else its nature; files, articles and groups follow that. */
char *mh__command_text(bool alone, const char *command);
/* The rule of a finding: its name, or beyond the group the rule in words. */
const char *mh__rule_text(bool wide, const char *lang, const char *rule);
/* A finding's sentence: the rule's own words in the reader's language; what follows them are words of the data. NULL: nothing to say. */
char *mh__sentence_text(bool wide, const char *lang, const char *rule, const char *sentence);

#endif
