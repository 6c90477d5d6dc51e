#include "cli/cli.h"

/* "membre/référence", or a reference alone. */
static enum mh_rc split(const char *name, struct mh_str *member, const char **subject)
{
    const char *slash = name;
    while (*slash != '\0' && *slash != '/')
        slash++;
    *subject = name;
    if (*slash != '/')
        return MH_OK;
    mh_str_addn(member, name, (size_t)(slash - name));
    *subject = slash + 1;
    return MH_OK;
}

struct finding { /* the group of the only problem that answers a reference alone */
    const char *rule, *subject;
    struct mh_str member;
    bool found, several;
};

static enum mh_rc take(void *ctx, const struct mh_rep_problem *p, struct mh_err *err)
{
    struct finding *f = ctx;
    const char *subject = mh_blank(p->reference) ? p->label : p->reference, *member = p->member ? p->member : "";
    (void)err;
    if (!mh_streq(p->rule, f->rule) || subject == NULL || !mh_streq(subject, f->subject))
        return MH_OK;
    f->several = f->several || (f->found && !mh_streq(mh_str_text(&f->member), member));
    if (!f->found)
        mh_str_add(&f->member, member);
    f->found = true;
    return MH_OK;
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct finding f = { .rule = mh__arg(cli, 0) };
    const char *note = mh__arg(cli, 2), *name = mh__arg(cli, 1);
    bool open = mh__option(cli, "reopen") != NULL;
    int64_t n = 0, count[3];
    enum mh_rc rc = MH_OK;
    if (!open && mh_blank(note))
        return mh_err_set(err, MH_EUSAGE, "une explication demande sa NOTE : mahalli explain RÈGLE OBJET \"pourquoi c'est juste\"");
    f.subject = name;
    rc = mh_ops_check(cli->session, take, &f, count, err);
    if (rc == MH_OK && !f.found) { /* then the name begins with the group */
        split(name, &f.member, &f.subject);
        f.several = false;
    }
    if (rc == MH_OK && f.several)
        rc = mh_err_set(err, MH_EAMBIG, "« %s » : plusieurs groupes, écrivez GROUPE/%s", name, name);
    if (rc == MH_OK)
        rc = mh_ops_explain(cli->session, f.rule, mh_str_text(&f.member), f.subject, open ? NULL : note, &n, err);
    if (rc == MH_OK && !cli->quiet) {
        struct mh_str lines = MH_STR_INIT;
        mh__count(&lines, n, "constat", NULL);
        mh__print(cli, "%s : %s, %s (", open ? "Rouverte" : "Expliquée", f.rule, mh_str_text(&lines));
        mh__print_visible(cli, name);
        mh__print(cli, ")\n");
        mh_str_free(&lines);
    }
    mh_str_free(&f.member);
    return rc;
}

const struct mh__command mh__cmd_explain = {
    .name = "explain",
    .alias = "expliquer",
    .group = "Rapprochement",
    .help = "note pourquoi la ligne est juste ainsi ; l'anomalie n'est plus comptée",
    .usage = "RÈGLE [GROUPE/]OBJET NOTE",
    .options = (const struct mh__option[]){
        { .name = "reopen", .help = "retire l'explication : l'anomalie est de nouveau ouverte" },
        { 0 },
    },
    .more = "RÈGLE et OBJET sont ceux de « mahalli check » : la référence de l'article ou le code du fabricant ;\nsans référence, la désignation.",
    .min_args = 2,
    .max_args = 3,
    .flags = MH__PLAN | MH__WRITES,
    .run = run,
};
