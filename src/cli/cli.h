#ifndef CLI_CLI_H
#define CLI_CLI_H
/*
 * The command line: tables of commands and options, the way of one invocation, and what commands share to speak to people and
 * to scripts. One file per command, each with one `const struct mh__command`; commands.c lists them.
 */
#include <stdbool.h>
#include <stddef.h>
#include <mahalli/i18n.h>
#include <mahalli/ops.h>
#include <mahalli/vec.h>

#define MAHALLI_VERSION "0.1.0"

/* The terminal interface as main hands it in: the command line does not see it. */
struct mh_cli_tui {
    const struct mh_session_options *session;
    const char *script;  /* NULL: the terminal; "-": standard input */
    int h, w;            /* of a script's grid */
    bool styles;
    const char *role;    /* NULL: as it finds */
};
typedef enum mh_rc mh_cli_tui_fn(const struct mh_cli_tui *what, struct mh_err *err);

/* Runs one invocation; the exit status (DESIGN §4). */
int mh_cli_main(int argc, char **argv, mh_cli_tui_fn *tui);

/* --- commands and options --- */

struct mh__option {
    const char *name; /* without the dashes */
    char letter;      /* 0: none */
    const char *arg;  /* NULL: takes no value */
    const char *help;
    bool many;        /* may be given several times */
    bool reads;       /* with it a command that writes only reads */
    bool writes;      /* with it a command that only reads writes */
};

enum mh__command_flag {
    MH__PLAN = 1,     /* the plan is open when it runs */
    MH__WRITES = 2,   /* ... for writing */
    MH__ROWS = 4,     /* prints rows: takes --format */
    MH__READS_ALONE = 8, /* without operands a command that writes only reads */
};

struct mh__cli;

struct mh__command {
    const char *name, *alias; /* English name, French alias (accents allowed; compared folded) */
    const char *group;        /* heading under which the help lists it */
    const char *help;         /* French, one line */
    const char *usage;        /* what follows the name */
    const struct mh__option *options; /* ended by a NULL name; NULL none */
    const char *more;         /* paragraphs at the end of the command's help; NULL none */
    int min_args, max_args;   /* max -1: any number */
    unsigned flags;
    enum mh_rc (*run)(struct mh__cli *cli, struct mh_err *err);
};

extern const struct mh__command *const mh__commands[]; /* ended by NULL, in the order of the help */
extern const struct mh__option mh__global_options[];

const struct mh__command *mh__command_find(const char *word);
/* The command or option name closest to what was typed; NULL when none is close. */
const char *mh__command_near(const char *word);
const char *mh__nearest(const char *word, const char *const *names, size_t n);

/* --- one invocation --- */

enum mh__format { MH__TABLE, MH__CSV, MH__JSON };

struct mh__given { /* an option as typed */
    const struct mh__option *option;
    const char *value; /* NULL for flags */
};

struct mh__out { /* stdout, buffered; the first failure is kept and the rest dropped */
    struct mh_str buffer;
    int failed; /* errno, 0 none */
};

struct mh__cli {
    const struct mh__command *command; /* NULL: none was typed */
    MH_VEC(const char *) args;         /* operands after the command */
    MH_VEC(struct mh__given) given;
    const char *file;                  /* the plan */
    enum mh__format format;
    bool quiet;
    bool help, version;
    int64_t year;                      /* 0: not given */
    char now[20];
    struct mh_session_options options;
    struct mh_session *session;        /* open for commands that need the plan */
    bool findings;                     /* done, but there is something to look at: exit status 1 */
    struct mh__out out;
    bool colour;                       /* stdout is a terminal that shows colours */
    int width;                         /* columns that sentences may fill */
    int table_width;                   /* ... and tables; 0: as wide as they are */
    bool shortened;                    /* a table was made to fit: the reader is told */
    mh_cli_tui_fn *tui;
};

/* Options and operands into cli; MH_EUSAGE with the nearest name. */
enum mh_rc mh__args_parse(struct mh__cli *cli, int argc, char **argv, struct mh_err *err);
const char *mh__option(const struct mh__cli *cli, const char *name); /* last value; "" for a flag; NULL not given */
/* The i-th operand, NULL when there are fewer. */
const char *mh__arg(const struct mh__cli *cli, size_t i);
/* A whole number from 1 in `text`; MH_EUSAGE says what it stands for. */
enum mh_rc mh__number(const char *text, const char *what, int64_t *out, struct mh_err *err);
bool mh__plan_exists(const struct mh__cli *cli);
/* Input and output are a terminal that can place its cursor: the interface can run. */
bool mh__terminal_able(void);

/* --- help.c --- */
void mh__help_program(struct mh__cli *cli);
void mh__help_command(struct mh__cli *cli, const struct mh__command *c);
void mh__welcome(struct mh__cli *cli);
extern const char mh__statuses[]; /* exit statuses, as lines */
/* Appends the paragraphs and lists of a command's help as lines of 80 columns. */
void mh__paragraphs(struct mh_str *out, const char *text);

/* --- out.c --- */
void mh__print(struct mh__cli *cli, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void mh__print_raw(struct mh__cli *cli, const char *text, size_t n);
/* Untrusted text, fit for a terminal. */
void mh__print_visible(struct mh__cli *cli, const char *text);
/* A text in the language of the reader. */
const char *mh__tr(const struct mh__cli *cli, const char *fr) __attribute__((format_arg(2)));
/* A title (French: translated here) in `width` columns, then the untrusted text, wrapped; nothing when the text is empty. */
void mh__print_pair(struct mh__cli *cli, int indent, const char *title, int width, const char *text);
/* Appends the words of a text in lines that end at `width`, each ended; the first stands at column `at` already, the others are put there. */
void mh__wrap(struct mh_str *out, const char *text, int at, int width);
int mh__longest_word(const char *text); /* its columns */
void mh__flush(struct mh__cli *cli);
/* MH_EIO once stdout failed, MH_ECANCELED once the user stopped the program: long listings ask after each row. */
enum mh_rc mh__goes_on(struct mh__cli *cli, struct mh_err *err);
/* A line on stderr, after what stdout holds. */
void mh__tell(struct mh__cli *cli, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void mh__out_free(struct mh__cli *cli);
/* "1 ligne", "1 204 lignes": the noun in the singular; plural by s unless given. Appends. */
void mh__count(struct mh_str *out, int64_t n, const char *one, const char *many);
/* The same in the reader's language, both forms given; the catalogue's forms hold the noun alone. */
void mh__counted(const struct mh__cli *cli, struct mh_str *out, int64_t n, const char *one, const char *many);
/* Canonical text of a value as people read it. */
void mh__text_fr(enum mh_type type, const char *canonical, struct mh_str *out);

/* --- listing.c: rows as table, csv or json --- */

enum mh__field_flag {
    MH__STATE = 1, /* coloured by state */
    MH__FIRM = 2,  /* never narrowed, nor left out */
    MH__WRAP = 4,  /* long text: the first to be narrowed */
    MH__KEEP = 8,  /* the last to be left out when columns do not fit */
    MH__WHOLE = 16, /* never narrowed; left out like others */
};

struct mh__field {
    const char *name;  /* in CSV and JSON */
    const char *title; /* for people, French: translated when shown; NULL: not in tables for people */
    enum mh_type type;
    unsigned flags;
};

struct mh__listing {
    struct mh__cli *cli;
    const struct mh__field *field;
    size_t nfields;
    int64_t rows;
    struct mh_arena arena;
    MH_VEC(const char *) cell; /* of the table for people: rows x nfields */
    bool drop_empty;           /* columns without a value are left out of tables for people */
    bool tight;                /* a report, read across: texts are narrowed further before columns are left out */
    size_t dropped;            /* columns that did not fit */
    const char *indent;        /* before each line of the table; NULL none */
};

void mh__listing_begin(struct mh__listing *l, struct mh__cli *cli, const struct mh__field *fields, size_t n);
/* texts: canonical, NULL or "" unknown. */
enum mh_rc mh__listing_row(struct mh__listing *l, const char *const *texts, struct mh_err *err);
/* Prints what is left; frees. l->rows and l->dropped stay. */
void mh__listing_end(struct mh__listing *l);

struct mh__rows_told { /* rows of a report's column table (report.h), told as they come */
    struct mh__cli *cli;
    const struct mh_table *table;
    struct mh__listing list;
    struct mh__field *field;
};
void mh__rows_begin(struct mh__rows_told *t, struct mh__cli *cli, const struct mh_table *table);
/* Of the columns only these ('|'-joined) are in the table for people; CSV and JSON have all. */
void mh__rows_show(struct mh__rows_told *t, const char *columns);
/* These are what the table is read for: the last to be left out. */
void mh__rows_keep(struct mh__rows_told *t, const char *columns);
enum mh_rc mh__rows_tell(void *told /* struct mh__rows_told: a mh_row_fn */, const void *row, struct mh_err *err);
void mh__rows_end(struct mh__rows_told *t);

/* cmd_freeze.c: freezing says what stands in the way, or what was kept; an argument that is a year, 0 when there is none. */
enum mh_rc mh__freeze(struct mh__cli *cli, int64_t year, struct mh_err *err);
enum mh_rc mh__year_arg(struct mh__cli *cli, size_t i, int64_t *year, struct mh_err *err);
/* list --proposed (proposed.c). */
enum mh_rc mh__list_proposed(struct mh__cli *cli, struct mh_err *err);

/* --- report.c: what several commands say --- */
/* "fichier:ligne: colonne « valeur » : raison ; suggestion", errors first, `limit` of them, then "et N autres"; what
 * many lines share is told once. */
void mh__print_findings(struct mh__cli *cli, const struct mh_diags *diags, size_t limit);
/* States with their counts; and what to do next, by role, under its own title: nothing when there is nothing. */
void mh__print_states(struct mh__cli *cli, const int64_t *state, int64_t articles, int64_t unmatched);
void mh__print_next(struct mh__cli *cli, const struct mh_status *st);

/* "Annulée : opération 5, import besoins besoins.csv". */
void mh__print_done(struct mh__cli *cli, const char *what, const struct mh_operation *done);
/* "fabricant D-INJ" after what was done to it. */
void mh__print_row_done(struct mh__cli *cli, const char *what, const char *kind, const char *ref);

/* --- progress.c --- */
void mh__progress_start(struct mh__cli *cli); /* fills cli->options.progress; catches Ctrl-C */
void mh__progress_erase(void);
bool mh__interrupted(void);

#endif
