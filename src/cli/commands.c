/* The commands, in the order of the help: adding one is a file and a line here. */
#include "cli/cli.h"

#include <mahalli/utf8.h>

#include <string.h>

#define COMMANDS(X) \
    X(init) X(campaign) X(confirm) X(freeze) X(revise) X(alerts) X(diff) X(status) X(plan) X(follow) X(requests) X(gaps) X(local) X(tui) \
    X(import) X(template) X(export) \
    X(match) X(judge) X(trial) X(consolidate) X(pool) X(check) X(explain) \
    X(share) X(merge) \
    X(cover) X(scenarios) X(frontier) \
    X(list) X(show) X(add) X(set) X(remove) \
    X(history) X(undo) X(redo) X(verify) X(backup) X(restore) X(recover) \
    X(help) X(completion)

#define DECLARE(name) extern const struct mh__command mh__cmd_##name;
#define ENTRY(name) &mh__cmd_##name,

COMMANDS(DECLARE)
const struct mh__command *const mh__commands[] = { COMMANDS(ENTRY) NULL };

static bool same(const char *folded, const char *name)
{
    struct mh_str key = MH_STR_INIT;
    mh_utf8_fold(&key, name);
    bool equal = mh_streq(folded, mh_str_text(&key));
    mh_str_free(&key);
    return equal;
}

const struct mh__command *mh__command_find(const char *word)
{
    struct mh_str key = MH_STR_INIT;
    const struct mh__command *found = NULL;
    mh_utf8_fold(&key, word);
    for (size_t i = 0; mh__commands[i] != NULL && found == NULL; i++)
        if (same(mh_str_text(&key), mh__commands[i]->name) || same(mh_str_text(&key), mh__commands[i]->alias))
            found = mh__commands[i];
    mh_str_free(&key);
    return found;
}

const char *mh__command_near(const char *word)
{
    const char *names[120];
    size_t n = 0;
    for (size_t i = 0; mh__commands[i] != NULL && n + 2 <= sizeof names / sizeof *names; i++) {
        names[n++] = mh__commands[i]->name;
        names[n++] = mh__commands[i]->alias;
    }
    return mh__nearest(word, names, n);
}

const char *mh__nearest(const char *word, const char *const *names, size_t n)
{
    struct mh_str key = MH_STR_INIT, name = MH_STR_INIT;
    const char *found = NULL;
    size_t best = 0;
    mh_utf8_fold(&key, word);
    for (size_t i = 0; i < n; i++) {
        mh_str_clear(&name);
        mh_utf8_fold(&name, names[i]);
        size_t d = mh_distance(mh_str_text(&key), mh_str_text(&name));
        if (key.len >= 3 && strncmp(mh_str_text(&name), mh_str_text(&key), key.len) == 0)
            d = 1; /* the beginning of the name */
        if (d <= 2 && d * 3 <= name.len && (found == NULL || d < best)) {
            found = names[i];
            best = d;
        }
    }
    mh_str_free(&key);
    mh_str_free(&name);
    return found;
}
