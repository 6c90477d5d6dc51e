/* One invocation: environment, options, plan, command, exit status. */
#include "cli/cli.h"

#include <mahalli/date.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WIDTH_ELSEWHERE = 100, WIDTH_LEAST = 40, WIDTH_MOST = 400 };

static const char *env(const char *name)
{
    const char *value = getenv(name);
    return mh_blank(value) ? NULL : value;
}

bool mh__plan_exists(const struct mh__cli *cli)
{
    struct stat st;
    return stat(cli->file, &st) == 0 || errno != ENOENT;
}

static int within(long columns)
{
    return columns < WIDTH_LEAST ? WIDTH_LEAST : columns > WIDTH_MOST ? WIDTH_MOST : (int)columns;
}

/* Tables are made to fit a terminal, or COLUMNS where it is set; into a file or a pipe they go as they are. */
static void look_at_terminal(struct mh__cli *cli)
{
    struct winsize size;
    bool terminal = isatty(STDOUT_FILENO);
    const char *columns = env("COLUMNS"), *term = env("TERM");
    long asked = columns ? strtol(columns, NULL, 10) : 0;
    if (asked > 0)
        cli->table_width = within(asked);
    else if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        cli->table_width = within(size.ws_col);
    else if (terminal)
        cli->table_width = WIDTH_ELSEWHERE;
    if (cli->table_width != 0)
        cli->width = cli->table_width;
    cli->colour = terminal && term != NULL && strcmp(term, "dumb") != 0 && env("NO_COLOR") == NULL;
}

bool mh__terminal_able(void)
{
    const char *term = env("TERM");
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term != NULL && strcmp(term, "dumb") != 0;
}

static enum mh_rc settle(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_session_options *o = &cli->options;
    const char *file = mh__option(cli, "file"), *user = mh__option(cli, "user"), *lang = mh__option(cli, "lang");
    const char *origin = env("MAHALLI_ORIGIN");
    cli->file = file ? file : env("MAHALLI_FILE") ? env("MAHALLI_FILE") : "plan.db";
    if (mh_blank(user))
        user = env("MAHALLI_USER") ? env("MAHALLI_USER") : env("USER") ? env("USER") : "inconnu";
    if (!mh_now(cli->now))
        return mh_err_set(err, MH_EUSAGE, "MAHALLI_NOW « %s » : attendu AAAA-MM-JJ ou AAAA-MM-JJThh:mm:ss", getenv("MAHALLI_NOW"));
    if (origin != NULL) {
        enum mh_rc rc = mh__number(origin, "MAHALLI_ORIGIN", &o->origin, err);
        if (rc != MH_OK)
            return rc;
        if (o->origin > INT32_MAX)
            return mh_err_set(err, MH_EUSAGE, "MAHALLI_ORIGIN « %s » : trop grand", origin);
    }
    const char *threads = env("MAHALLI_THREADS");
    if (threads != NULL) {
        enum mh_rc rc = mh__number(threads, "MAHALLI_THREADS", &o->threads, err);
        if (rc != MH_OK)
            return rc;
    }
    o->path = cli->file;
    o->program = "/proc/self/exe";
    o->audience = cli->format == MH__TABLE ? MH_FOR_PEOPLE : MH_FOR_PROGRAMS;
    o->user = user;
    o->lang = lang ? lang : "fr";
    o->year = cli->year;
    o->now = cli->now;
    mh__progress_start(cli);
    return MH_OK;
}

static bool writes(const struct mh__cli *cli)
{
    for (size_t i = 0; i < cli->given.len; i++)
        if (cli->given.at[i].option->writes)
            return true;
    if (!(cli->command->flags & MH__WRITES) || ((cli->command->flags & MH__READS_ALONE) && cli->args.len == 0))
        return false;
    for (size_t i = 0; i < cli->given.len; i++)
        if (cli->given.at[i].option->reads)
            return false;
    return true;
}

static enum mh_rc run_command(struct mh__cli *cli, struct mh_err *err)
{
    if (cli->command->flags & MH__PLAN) {
        if (!mh__plan_exists(cli))
            return mh_err_set(err, MH_EIO, "le plan %s n'existe pas : mahalli init le crée, -f en désigne un autre", cli->file);
        enum mh_rc rc = mh_session_open(&cli->options, writes(cli), &cli->session, err);
        if (rc != MH_OK)
            return rc;
    }
    return cli->command->run(cli, err);
}

static enum mh_rc dispatch(struct mh__cli *cli, struct mh_err *err)
{
    if (cli->version) {
        mh__print(cli, "mahalli %s\n", MAHALLI_VERSION);
        return MH_OK;
    }
    if (cli->help) {
        if (cli->command != NULL)
            mh__help_command(cli, cli->command);
        else
            mh__help_program(cli);
        return MH_OK;
    }
    enum mh_rc rc = settle(cli, err);
    if (rc != MH_OK)
        return rc;
    if (cli->command == NULL && mh__terminal_able())
        cli->command = mh__command_find("tui");
    if (cli->command == NULL) {
        if (!mh__plan_exists(cli)) {
            mh__welcome(cli);
            return MH_OK;
        }
        cli->command = mh__command_find("status");
    }
    return run_command(cli, err);
}

static void say_shortened(struct mh__cli *cli)
{
    mh__print(cli, mh__tr(cli, "… : raccourci pour tenir en %d colonnes"), cli->table_width);
    mh__print(cli, "%s\n", (cli->command->flags & MH__ROWS) ? mh__tr(cli, " ; --format csv donne tout") : "");
}

static void say_error(struct mh__cli *cli, const struct mh_err *err)
{
    if (err->rc == MH_EIO && cli->out.failed == EPIPE)
        return; /* the reader had enough: nobody to tell */
    mh__tell(cli, mh_tr(err->lang, "mahalli : %s"), err->msg[0] ? err->msg : mh_tr(err->lang, "erreur sans message"));
    bool known = cli->command != NULL && cli->command != mh__command_find("help");
    if (err->rc == MH_EUSAGE)
        mh__tell(cli, mh_tr(err->lang, "Aide : mahalli help%s%s"), known ? " " : "", known ? cli->command->name : "");
}

/* The language of what is wrong with the command line itself. */
static const char *asked_lang(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *lang = strcmp(argv[i], "--lang") == 0 && i + 1 < argc ? argv[i + 1] : strncmp(argv[i], "--lang=", 7) == 0 ? argv[i] + 7 : NULL;
        if (lang != NULL && mh_lang_known(lang))
            return lang;
    }
    return NULL;
}

int mh_cli_main(int argc, char **argv, mh_cli_tui_fn *tui)
{
    struct mh__cli cli = { .width = WIDTH_ELSEWHERE, .tui = tui };
    struct mh_err err = MH_ERR_IN(asked_lang(argc, argv));
    look_at_terminal(&cli);
    enum mh_rc rc = mh__args_parse(&cli, argc, argv, &err);
    if (rc == MH_OK)
        rc = dispatch(&cli, &err);
    if (rc == MH_OK && cli.shortened && !cli.quiet)
        say_shortened(&cli);
    mh_session_close(cli.session);
    mh__flush(&cli);
    if (rc == MH_OK && cli.out.failed != 0) {
        mh_err_clear(&err);
        rc = mh__goes_on(&cli, &err);
    }
    if (rc != MH_OK)
        say_error(&cli, &err);
    mh__progress_erase();
    mh_vec_free(&cli.args);
    mh_vec_free(&cli.given);
    mh__out_free(&cli);
    return rc == MH_OK ? (cli.findings ? 1 : 0) : mh_err_exit_status(rc);
}
