/* What several commands say: findings, states, what to do next. */
#include "cli/cli.h"

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

static void print_finding(struct mh__cli *cli, const struct mh_diag *d)
{
    const char *message = d->message;
    bool value = d->value != NULL && *d->value != '\0';
    if (d->file != NULL) {
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
    mh__print(cli, "\n");
}

static bool same_finding(const struct mh_diag *a, const struct mh_diag *b)
{
    return a->severity == b->severity && a->line == b->line && mh_streq(a->rule, b->rule) && mh_streq(a->column, b->column) &&
           mh_streq(a->value, b->value) && mh_streq(a->message, b->message);
}

void mh__print_findings(struct mh__cli *cli, const struct mh_diags *diags, size_t limit)
{
    size_t shown = 0;
    int64_t left = 0;
    for (int severity = MH_SEV_ERROR; severity >= MH_SEV_NOTE; severity--) {
        const struct mh_diag *last = NULL;
        left += diags->count[severity];
        for (size_t i = 0; i < diags->list.len && shown < limit; i++) {
            const struct mh_diag *d = &diags->list.at[i];
            if ((int)d->severity != severity)
                continue;
            left--;
            if (last != NULL && same_finding(last, d)) /* a line with one column per site says it once per site */
                continue;
            print_finding(cli, d);
            shown++;
            last = d;
        }
    }
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
        { .name = "etat", .title = "État", .type = MH_TEXT, .flags = MH__STATE },
        { .name = "articles", .title = "Articles", .type = MH_QTY },
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
        const char *texts[] = { i < MH_NSTATES ? mh_state_title((enum mh_state)i) : "Pas encore rapproché", mh_str_text(&n),
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

void mh__print_next(struct mh__cli *cli, const struct mh_status *st)
{
    const struct step steps[] = {
        { "acheteur", st->unmatched, "article à rapprocher", "articles à rapprocher", "mahalli match" },
        { "acheteur", st->state[MH_STATE_UNREAD], "article à préciser (libellé)", "articles à préciser (libellé)", "mahalli match --state unread" },
        { "acheteur", st->no_pack, "besoin sans conditionnement", "besoins sans conditionnement",
          "mahalli check --rule conditionnement-inconnu" },
        { "acheteur", st->to_buyer, "article à vérifier", "articles à vérifier", "mahalli match --who acheteur" },
        { "pharmacien", st->state[MH_STATE_MATCH], "concordance à confirmer", "concordances à confirmer", "mahalli match --state match" },
        { "pharmacien", st->to_pharmacist, "article à vérifier", "articles à vérifier", "mahalli match --who pharmacien" },
        { "coordination", st->to_maker, "précision à demander au fabricant", "précisions à demander aux fabricants",
          "mahalli match --who fabricant" },
        { "coordination", st->state[MH_STATE_LEAD], "article : fabricants à interroger", "articles : fabricants à interroger",
          "mahalli match --state lead" },
        { "coordination", st->state[MH_STATE_NEAR] + st->state[MH_STATE_NONE], "article pour le dossier industrie",
          "articles pour le dossier industrie", "mahalli export dossier.xlsx --scope gaps" },
    };
    static const struct mh__field fields[] = {
        { .name = "qui", .title = "Qui", .type = MH_TEXT, .flags = MH__FIRM },
        { .name = "quoi", .title = "À faire", .type = MH_TEXT },
        { .name = "commande", .title = "Pour les voir", .type = MH_TEXT, .flags = MH__FIRM },
    };
    struct mh__listing l;
    struct mh_str what = MH_STR_INIT;
    struct mh_err ignored = MH_ERR_INIT;
    mh__listing_begin(&l, cli, fields, 3);
    l.indent = "  ";
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i].n == 0)
            continue;
        mh_str_clear(&what);
        mh__count(&what, steps[i].n, steps[i].one, steps[i].many);
        const char *texts[] = { steps[i].who, mh_str_text(&what), steps[i].how };
        mh__listing_row(&l, texts, &ignored);
    }
    mh__listing_end(&l);
    mh_str_free(&what);
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
