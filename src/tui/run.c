#include "tui/app.h"

#include <stdlib.h>

enum mh_rc mh_tui_run(const struct mh_tui_options *opt, struct mh_err *err)
{
    struct mh_tui_options o = *opt;
    if (o.role == NULL && !mh_blank(getenv("MAHALLI_ROLE")))
        o.role = getenv("MAHALLI_ROLE");
    return o.script != NULL ? mh__script_run(&o, err) : mh__term_run(&o, err);
}
