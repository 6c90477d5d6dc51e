/* The screens, in the order of « Aller à »: adding one is a file and a line here. */
#include "tui/tui.h"

#define SCREENS(X) \
    X(home) X(needs) X(match) X(registry) X(problems) X(gaps) X(pools) X(cover) X(follow) X(import) X(history)

#define DECLARE(name) extern const struct mh__screen mh__screen_##name;
#define ENTRY(name) &mh__screen_##name,

SCREENS(DECLARE)
const struct mh__screen *const mh__screens[] = { SCREENS(ENTRY) NULL };
