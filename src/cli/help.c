/* What the program says of itself, printed from the tables. */
#include "cli/cli.h"

#include <mahalli/utf8.h>

#include <string.h>

enum { HELP_WIDTH = 80 }; /* whatever the window: a help is also mailed, printed and read over ssh */

const char mh__statuses[] = "  0 fait · 1 fait, avec des points à regarder · 2 commande mal écrite\n"
                            "  3 données refusées, rien n'a changé · 4 introuvable ou ambigu\n"
                            "  5 occupé ou conflit · 6 lecture ou écriture impossible\n"
                            "  7 plan endommagé, ou plus récent que ce programme · 8 non permis\n"
                            "  130 interrompu, le plan est comme avant";

static void heading(struct mh__cli *cli, const char *text)
{
    mh__print(cli, "\n%s\n", text);
}

/* "  name    help", the help from column `at`, its further lines under it. */
static void entry(struct mh__cli *cli, const char *name, const char *help, int at)
{
    struct mh_str line = MH_STR_INIT;
    mh_str_add(&line, "  ");
    mh_utf8_clip(&line, name, at - 4, true);
    if (mh_utf8_width(name) > at - 4) {
        mh_str_clear(&line);
        mh_str_addf(&line, "  %s\n%*s", name, at - 2, "");
    }
    mh_str_add(&line, "  ");
    mh__wrap(&line, help, at, at > HELP_WIDTH / 2 ? cli->width : HELP_WIDTH);
    mh__print_raw(cli, line.data, line.len);
    mh_str_free(&line);
}

static size_t indent_of(const char *line)
{
    return strspn(line, " ");
}

/* Columns before what an item explains: "  name   text" -> 9; 0 when the line is no such item. */
static int text_column(const char *line, size_t n)
{
    for (size_t i = indent_of(line); i != 0 && i + 1 < n; i++)
        if (line[i] == ' ' && line[i + 1] == ' ') {
            struct mh_str head = MH_STR_INIT;
            mh_str_addn(&head, line, i);
            int at = mh_utf8_width(mh_str_text(&head)) + (int)strspn(line + i, " ");
            mh_str_free(&head);
            return at;
        }
    return 0;
}

static int width_of(const char *line, size_t n)
{
    struct mh_str s = MH_STR_INIT;
    mh_str_addn(&s, line, n);
    int width = mh_utf8_width(mh_str_text(&s));
    mh_str_free(&s);
    return width;
}

/* Bytes of the first `columns` characters; helps hold no wide ones. */
static size_t bytes_of(const char *line, int columns)
{
    size_t n = 0;
    while (columns-- > 0 && line[n] != '\0')
        do
            n++;
        while (((unsigned char)line[n] & 0xC0) == 0x80);
    return n;
}

/* The line at *text, with those that go on with it: the one before was too long, and the next starts where its text does. */
static void take_line(struct mh_str *line, const char **text, int at)
{
    int width;
    mh_str_clear(line);
    do {
        size_t n = strcspn(*text, "\n"), skip = line->len ? (size_t)at : 0;
        width = width_of(*text, n);
        if (line->len)
            mh_str_addc(line, ' ');
        mh_str_addn(line, *text + skip, n - skip);
        *text += n + ((*text)[n] == '\n');
    } while (width > HELP_WIDTH && **text != '\0' && **text != '\n' && (int)indent_of(*text) == at);
}

/* Paragraphs and lists ("  name   text") in HELP_WIDTH columns; commands to copy stay whole. */
void mh__paragraphs(struct mh_str *out, const char *text)
{
    struct mh_str line = MH_STR_INIT;
    int at = 0; /* where the texts of the list begin, 0 outside */
    while (*text != '\0') {
        size_t indent = indent_of(text);
        at = indent == 0 ? 0 : at != 0 ? at : text_column(text, strcspn(text, "\n"));
        take_line(&line, &text, at);
        const char *words = mh_str_text(&line);
        if (*words == '\0' || (indent != 0 && strncmp(words + indent, "mahalli ", 8) == 0)) {
            mh_str_addf(out, "%s\n", words);
            continue;
        }
        int column = at != 0 ? at : (int)indent;
        size_t head = bytes_of(words, column);
        mh_str_addn(out, words, head);
        mh__wrap(out, words + head, column, HELP_WIDTH);
    }
    mh_str_free(&line);
}

static void paragraphs(struct mh__cli *cli, const char *text)
{
    struct mh_str out = MH_STR_INIT;
    mh__paragraphs(&out, text);
    mh__print_raw(cli, out.data, out.len);
    mh_str_free(&out);
}

static void options(struct mh__cli *cli, const struct mh__option *o)
{
    struct mh_str name = MH_STR_INIT;
    for (; o != NULL && o->name != NULL; o++) {
        mh_str_clear(&name);
        if (o->letter != 0)
            mh_str_addf(&name, "-%c, ", o->letter);
        mh_str_addf(&name, "--%s%s%s", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
        entry(cli, mh_str_text(&name), o->help, 26);
    }
    mh_str_free(&name);
}

void mh__help_program(struct mh__cli *cli)
{
    mh__print(cli, "mahalli : le plan annuel d'achat local des groupes hospitaliers\n\n"
                   "Usage : mahalli [options] COMMANDE [arguments]\n"
                   "Sans commande : l'interface du terminal ; ailleurs que dans un terminal, le plan\nen un coup d'œil.\n");
    const char *group = NULL;
    for (size_t i = 0; mh__commands[i] != NULL; i++) {
        const struct mh__command *c = mh__commands[i];
        if (!mh_streq(group, c->group))
            heading(cli, c->group);
        group = c->group;
        entry(cli, c->name, c->help, 14);
    }
    heading(cli, "Options (avant ou après la commande)");
    options(cli, mh__global_options);
    heading(cli, "Statut de sortie");
    mh__print(cli, "%s\n", mh__statuses);
    mh__print(cli, "\nL'aide d'une commande : mahalli help COMMANDE\n");
}

void mh__help_command(struct mh__cli *cli, const struct mh__command *c)
{
    struct mh_str line = MH_STR_INIT;
    mh_str_addf(&line, "mahalli %s : %s", c->name, c->help);
    paragraphs(cli, mh_str_text(&line));
    mh_str_clear(&line);
    mh_str_addf(&line, "\nUsage : mahalli %s%s", c->name, *c->usage ? " " : "");
    int at = mh_utf8_width(mh_str_text(&line)); /* the line end has no width */
    mh__wrap(&line, c->usage, at, HELP_WIDTH);
    mh_str_addf(&line, "Aussi : mahalli %s\n", c->alias);
    mh__print_raw(cli, line.data, line.len);
    mh_str_free(&line);
    if (c->options != NULL) {
        heading(cli, "Options");
        options(cli, c->options);
    }
    if (c->more != NULL) {
        mh__print(cli, "\n");
        paragraphs(cli, c->more);
    }
    mh__print(cli, "\nOptions générales : mahalli help\n");
}

void mh__welcome(struct mh__cli *cli)
{
    static const char *const steps[][2] = {
        { "init", "crée le plan de l'année prochaine" },
        { "import besoins FICHIER.csv", "y met les besoins du groupe, tels qu'Excel les enregistre" },
        { "match", "les rapproche des produits fabriqués au Maroc" },
    };
    const char *file = mh__option(cli, "file");
    struct mh_str name = MH_STR_INIT;
    mh__print(cli, "Mahalli : le plan annuel d'achat local des groupes hospitaliers.\n\nAucun plan ici (");
    mh__print_visible(cli, cli->file);
    mh__print(cli, "). Pour commencer :\n\n");
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        mh_str_clear(&name);
        mh_str_add(&name, "mahalli ");
        if (file != NULL) {
            mh_str_add(&name, "-f ");
            mh_utf8_visible(&name, file);
            mh_str_addc(&name, ' ');
        }
        mh_str_add(&name, steps[i][0]);
        entry(cli, mh_str_text(&name), steps[i][1], file ? 44 + mh_utf8_width(file) : 40);
    }
    mh__print(cli, "\nToutes les commandes : mahalli help\n");
    mh_str_free(&name);
}
