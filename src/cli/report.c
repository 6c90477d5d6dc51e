/* What several commands say: findings, states, what to do next. */
#include "cli/cli.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

/* Readers often begin the message with the value, or end it with what they suggest: told once. */
static const char *without_value(const char *message, const char *value)
{
    size_t n = strlen(value);
    static const char open[] = "« ", close[] = " » ";
    if (strncmp(message, open, sizeof open - 1) != 0)
        return message;
    const char *at = message + sizeof open - 1;
    if (strncmp(at, value, n) != 0 || strncmp(at + n, close, sizeof close - 1) != 0)
        return message;
    return at + n + sizeof close - 1;
}

static bool told(const char *message, const char *suggestion)
{
    const char *core = strstr(suggestion, " : ");
    return strstr(message, core ? core + 3 : suggestion) != NULL;
}

/* The end of a file's reading says file and line itself. */
static bool names_file(const char *message, const char *file)
{
    size_t n = strlen(file);
    return strncmp(message, file, n) == 0 && message[n] == ',';
}

/* `alike`: more findings that differ in their line only. */
static void print_finding(struct mh__cli *cli, const struct mh_diag *d, int64_t alike)
{
    const char *message = d->message;
    bool value = d->value != NULL && *d->value != '\0';
    if (d->file != NULL && !names_file(message, d->file)) {
        mh__print_visible(cli, d->file);
        if (d->line != 0)
            mh__print(cli, ":%lld", (long long)d->line);
        mh__print(cli, ": ");
    }
    if (d->severity == MH_SEV_WARNING)
        mh__print(cli, "attention : ");
    else if (d->severity == MH_SEV_NOTE)
        mh__print(cli, "à savoir : ");
    if (d->column != NULL)
        mh__print_visible(cli, d->column);
    if (value) {
        mh__print(cli, d->column ? " « " : "« ");
        mh__print_visible(cli, d->value);
        mh__print(cli, " »");
        message = without_value(message, d->value);
    }
    if (d->column != NULL || value)
        mh__print(cli, " : ");
    mh__print_visible(cli, message);
    if (d->suggestion != NULL && *d->suggestion != '\0' && !told(message, d->suggestion)) {
        mh__print(cli, " ; ");
        mh__print_visible(cli, d->suggestion);
    }
    if (alike > 0) {
        struct mh_str n = MH_STR_INIT;
        mh__count(&n, alike, "autre ligne", "autres lignes");
        mh__print(cli, " ; de même %s", mh_str_text(&n));
        mh_str_free(&n);
    }
    mh__print(cli, "\n");
}

enum { ALIKE = 4 /* from so many lines on, what is wrong with them is told once */ };

static bool alike(const struct mh_diag *a, const struct mh_diag *b)
{
    return a->severity == b->severity && mh_streq(a->rule, b->rule) && mh_streq(a->column, b->column) && mh_streq(a->value, b->value) &&
           mh_streq(a->message, b->message) && mh_streq(a->file, b->file);
}

struct crowd {
    int64_t lines, findings; /* a line with one column per site says the same once per site */
};

static struct crowd count_alike(const struct mh_diags *diags, const struct mh_diag *one)
{
    struct crowd c = { 0 };
    int64_t line = -1;
    for (size_t i = 0; i < diags->list.len; i++) {
        const struct mh_diag *d = &diags->list.at[i];
        if (!alike(d, one))
            continue;
        c.findings++;
        c.lines += d->line != line;
        line = d->line;
    }
    return c;
}

static bool is_told(const struct mh_diag *const *told, size_t n, const struct mh_diag *d)
{
    for (size_t i = 0; i < n; i++)
        if (alike(told[i], d))
            return true;
    return false;
}

void mh__print_findings(struct mh__cli *cli, const struct mh_diags *diags, size_t limit)
{
    const struct mh_diag **told = mh_xcalloc(limit + 1, sizeof *told);
    size_t shown = 0, ntold = 0;
    int64_t left = 0;
    for (int severity = MH_SEV_ERROR; severity >= MH_SEV_NOTE; severity--) {
        const struct mh_diag *last = NULL;
        left += diags->count[severity];
        for (size_t i = 0; i < diags->list.len && shown < limit; i++) {
            const struct mh_diag *d = &diags->list.at[i];
            if ((int)d->severity != severity || is_told(told, ntold, d))
                continue;
            if (last != NULL && last->line == d->line && alike(last, d)) {
                left--;
                continue;
            }
            struct crowd c = count_alike(diags, d);
            bool crowd = c.lines >= ALIKE;
            if (crowd)
                told[ntold++] = d;
            left -= crowd ? c.findings : 1;
            print_finding(cli, d, crowd ? c.lines - 1 : 0);
            shown++;
            last = d;
        }
    }
    free(told);
    if (left > 0) {
        struct mh_str n = MH_STR_INIT;
        mh__count(&n, left, "autre", NULL);
        mh__print(cli, "et %s\n", mh_str_text(&n));
        mh_str_free(&n);
    }
}

void mh__print_states(struct mh__cli *cli, const int64_t *state, int64_t articles, int64_t unmatched)
{
    static const struct mh__field fields[] = {
        { .name = "etat", .title = MH_TR("État"), .type = MH_TEXT, .flags = MH__STATE },
        { .name = "articles", .title = MH_TR("Articles"), .type = MH_QTY },
        { .name = "part", .title = "%", .type = MH_INT },
    };
    struct mh__listing l;
    struct mh_str n = MH_STR_INIT, part = MH_STR_INIT;
    struct mh_err ignored = MH_ERR_INIT;
    mh__listing_begin(&l, cli, fields, 3);
    l.indent = "  ";
    for (int i = 0; i <= MH_NSTATES; i++) {
        int64_t count = i < MH_NSTATES ? state[i] : unmatched;
        if (i == MH_NSTATES && count == 0)
            break;
        mh_str_clear(&n);
        mh_str_clear(&part);
        mh_str_addf(&n, "%lld", (long long)count);
        if (articles > 0)
            mh_str_addf(&part, "%lld", (long long)((count * 200 + articles) / (2 * articles)));
        const char *texts[] = { mh__tr(cli, i < MH_NSTATES ? mh_state_title((enum mh_state)i) : MH_TR("Pas encore rapproché")), mh_str_text(&n),
                                mh_str_text(&part) };
        mh__listing_row(&l, texts, &ignored);
    }
    mh__listing_end(&l);
    mh_str_free(&n);
    mh_str_free(&part);
}

struct step {
    const char *who;
    int64_t n;
    const char *one, *many; /* "article à préciser" */
    const char *how;        /* command, NULL none */
};

/* Side by side when they fit the terminal, else the command below what it shows: none of them is any use cut short. */
static void print_steps(struct mh__cli *cli, const struct step *steps, size_t nsteps)
{
    static const struct mh__field fields[] = {
        { .name = "qui", .title = MH_TR("Qui"), .type = MH_TEXT, .flags = MH__FIRM },
        { .name = "quoi", .title = MH_TR("À faire"), .type = MH_TEXT, .flags = MH__FIRM },
        { .name = "commande", .title = MH_TR("Pour les voir"), .type = MH_TEXT, .flags = MH__FIRM },
    };
    enum { INDENT = 2, WHO = 14 };
    struct mh__listing l;
    struct mh_str what = MH_STR_INIT;
    struct mh_err ignored = MH_ERR_INIT;
    int widest = 0, how = 0;
    for (size_t i = 0; i < nsteps; i++) {
        if (steps[i].n == 0)
            continue;
        mh_str_clear(&what);
        mh__counted(cli, &what, steps[i].n, steps[i].one, steps[i].many);
        int w = mh_utf8_width(mh_str_text(&what)), h = mh_utf8_width(steps[i].how);
        widest = w > widest ? w : widest;
        how = h > how ? h : how;
    }
    bool below = INDENT + WHO + widest + 2 + how > cli->width;
    mh__listing_begin(&l, cli, fields, 3);
    l.indent = "  ";
    for (size_t i = 0; i < nsteps; i++) {
        if (steps[i].n == 0)
            continue;
        mh_str_clear(&what);
        mh__counted(cli, &what, steps[i].n, steps[i].one, steps[i].many);
        const char *texts[] = { mh__tr(cli, steps[i].who), mh_str_text(&what), steps[i].how };
        if (!below)
            mh__listing_row(&l, texts, &ignored);
        else
            mh__print(cli, "%*s%-*s%s\n%*s%s\n", INDENT, "", WHO, texts[0], texts[1], INDENT + WHO, "", texts[2]);
    }
    mh__listing_end(&l);
    mh_str_free(&what);
}

void mh__print_next(struct mh__cli *cli, const struct mh_status *st)
{
    /* Without a registry, that no maker answers says nothing yet. */
    int64_t unknown = st->makers == 0 ? st->state[MH_STATE_NONE] : 0, todo = 0;
    const struct step steps[] = {
        { "acheteur", st->to_confirm, "besoin proposé à confirmer", "besoins proposés à confirmer", "mahalli check --rule a-confirmer" },
        { MH_TR("coordination"), st->alerts, "alerte sur le plan figé", "alertes sur le plan figé", "mahalli alerts" },
        { "acheteur", st->unmatched + st->stale, "article à rapprocher", "articles à rapprocher", "mahalli match" },
        { "acheteur", st->state[MH_STATE_UNREAD], "article à préciser (libellé)", "articles à préciser (libellé)", "mahalli match --state unread" },
        { "acheteur", st->no_pack, "besoin sans conditionnement", "besoins sans conditionnement",
          "mahalli check --rule conditionnement-inconnu" },
        { "acheteur", st->to_buyer, "article à vérifier", "articles à vérifier", "mahalli match --who acheteur" },
        { "pharmacien", st->state[MH_STATE_MATCH], "concordance à confirmer", "concordances à confirmer", "mahalli match --state match" },
        { "pharmacien", st->to_pharmacist, "article à vérifier", "articles à vérifier", "mahalli match --who pharmacien" },
        { MH_TR("coordination"), st->to_maker, "précision à demander au fabricant", "précisions à demander aux fabricants",
          "mahalli match --who fabricant" },
        { MH_TR("coordination"), st->state[MH_STATE_LEAD], "article : fabricants à interroger", "articles : fabricants à interroger",
          "mahalli match --state lead" },
        { MH_TR("coordination"), unknown, "article sans fabricant recensé : le plan n'en a aucun", "articles sans fabricant recensé : le plan n'en a aucun",
          "mahalli import fabricants FICHIER.csv" },
        { MH_TR("coordination"), unknown ? 0 : st->state[MH_STATE_NEAR] + st->state[MH_STATE_NONE], "article pour le dossier industrie",
          "articles pour le dossier industrie", "mahalli export dossier.xlsx --scope gaps" },
    };
    size_t n = sizeof steps / sizeof *steps;
    for (size_t i = 0; i < n; i++)
        todo += steps[i].n;
    if (todo == 0)
        return;
    mh__print(cli, "\n%s\n", mh__tr(cli, "À faire"));
    print_steps(cli, steps, n);
    if (mh__option(cli, "file") != NULL) {
        mh__print(cli, "  %s", mh__tr(cli, "Pour taper ces commandes sans -f : export MAHALLI_FILE="));
        mh__print_visible(cli, mh__option(cli, "file"));
        mh__print(cli, "\n");
    }
}

void mh__print_done(struct mh__cli *cli, const char *what, const struct mh_operation *done)
{
    if (cli->quiet)
        return;
    mh__print(cli, "%s : opération %lld, ", what, (long long)done->number);
    mh__print_visible(cli, done->command);
    mh__print(cli, "\n");
}

void mh__print_row_done(struct mh__cli *cli, const char *what, const char *kind, const char *ref)
{
    const struct mh_table *t = mh_table_for_kind(kind);
    if (cli->quiet)
        return;
    mh__print(cli, "%s : %s%s", what, t ? t->one : kind, ref ? " " : "");
    mh__print_visible(cli, ref);
    mh__print(cli, " (mahalli undo revient en arrière)\n");
}
