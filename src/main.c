#include "cli/cli.h"
#include "tui/tui.h"

#include <locale.h>
#include <string.h>

#include <mahalli/solve.h>

static enum mh_rc run_tui(const struct mh_cli_tui *what, struct mh_err *err)
{
    const struct mh_tui_options opt = {
        .session = what->session, .script = what->script, .h = what->h, .w = what->w, .styles = what->styles, .role = what->role,
    };
    return mh_tui_run(&opt, err);
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--solve") == 0) /* the child of solve/: nothing of the program is set up for it */
        return mh_solve_child();
    setlocale(LC_CTYPE, ""); /* nothing else: numbers in files are written with a point everywhere */
    return mh_cli_main(argc, argv, run_tui);
}
