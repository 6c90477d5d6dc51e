#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN = 10 }; /* rows of each rule with errors */

static const struct mh__field fields[] = {
    { .name = "gravite", .type = MH_CHOICE }, { .name = "regle", .type = MH_TEXT },   { .name = "membre", .type = MH_TEXT },
    { .name = "reference", .type = MH_TEXT }, { .name = "designation", .type = MH_TEXT },
    { .name = "constat", .type = MH_TEXT },   { .name = "suggestion", .type = MH_TEXT },
    { .name = "statut", .type = MH_TEXT },    { .name = "explication", .type = MH_TEXT },
};
enum { NFIELDS = sizeof fields / sizeof *fields };

struct problem {
    const char *member, *reference, *label, *sentence;
    int64_t n; /* the same on several sites */
};

struct kind { /* problems of one rule */
    const char *rule, *severity, *suggestion;
    size_t common; /* bytes that all its sentences share: the rule's own words */
    int64_t n;
    MH_VEC(struct problem) problems;
};

struct checking {
    struct mh__cli *cli;
    const char *rule; /* only this one; NULL all */
    struct mh_arena arena;
    MH_VEC(struct kind) kinds;
    int64_t explained;
    struct mh__listing list; /* for csv and json */
};

static struct kind *kind_of(struct checking *c, const struct mh_rep_problem *p)
{
    for (size_t i = 0; i < c->kinds.len; i++)
        if (mh_streq(c->kinds.at[i].rule, p->rule))
            return &c->kinds.at[i];
    struct kind *k = mh_vec_add(&c->kinds);
    k->rule = mh_arena_strdup(&c->arena, p->rule);
    k->severity = mh_arena_strdup(&c->arena, p->severity);
    k->suggestion = mh_arena_strdup(&c->arena, p->suggestion);
    k->common = strlen(p->sentence);
    return k;
}

/* What two sentences share, up to the end or to a " : ". */
static size_t shared(const char *a, size_t common, const char *b)
{
    size_t n = 0, cut = 0;
    while (n < common && a[n] != '\0' && a[n] == b[n]) {
        if (strncmp(a + n, " : ", 3) == 0)
            cut = n;
        n++;
    }
    bool whole = (n == common || a[n] == '\0') && (b[n] == '\0' || strncmp(b + n, " : ", 3) == 0);
    return whole ? n : cut;
}

static const char *copy(struct checking *c, const char *text)
{
    return mh_arena_strdup(&c->arena, text ? text : "");
}

static void keep(struct checking *c, const struct mh_rep_problem *p)
{
    struct kind *k = kind_of(c, p);
    struct problem *last = k->problems.len ? &k->problems.at[k->problems.len - 1] : NULL;
    k->n++;
    if (last != NULL && mh_streq(last->sentence, p->sentence) && mh_streq(last->label, p->label ? p->label : "") &&
        mh_streq(last->reference, p->reference ? p->reference : "") && mh_streq(last->member, p->member ? p->member : "")) {
        last->n++;
        return;
    }
    if (last != NULL)
        k->common = shared(last->sentence, k->common, p->sentence);
    struct problem one = { copy(c, p->member), copy(c, p->reference), copy(c, p->label), copy(c, p->sentence), 1 };
    mh_vec_push(&k->problems, one);
}

static enum mh_rc take(void *ctx, const struct mh_rep_problem *p, struct mh_err *err)
{
    struct checking *c = ctx;
    if (c->rule != NULL && !mh_streq(c->rule, p->rule)) {
        kind_of(c, p); /* its name, for who mistyped */
        return mh__goes_on(c->cli, err);
    }
    const char *texts[NFIELDS] = { p->severity, p->rule, p->member, p->reference, p->label, p->sentence, p->suggestion, p->status, p->note };
    if (c->cli->format != MH__TABLE)
        return mh__listing_row(&c->list, texts, err);
    if (p->note != NULL)
        c->explained++;
    else
        keep(c, p);
    return mh__goes_on(c->cli, err);
}

static int rank(const char *severity)
{
    for (int i = MH_SEV_ERROR; i >= MH_SEV_NOTE; i--)
        if (mh_streq(severity, mh_severity_name((enum mh_severity)i)))
            return MH_SEV_ERROR - i;
    return MH_SEV_ERROR + 1;
}

/* What all sentences of the rule share: the rule's own words, in the reader's language, and words of the data that happen to be the same. */
static void own_words(const struct mh__cli *cli, const struct kind *k, struct mh_str *out)
{
    struct mh_str words = MH_STR_INIT;
    const char *shown = NULL, *rest = "";
    mh_str_clear(out);
    mh_str_addn(&words, k->problems.at[0].sentence, k->common);
    for (size_t n = words.len; n > 0 && shown == NULL; n--) {
        if (n < words.len && strncmp(k->problems.at[0].sentence + n, " : ", 3) != 0)
            continue;
        words.data[n] = '\0';
        const char *said = mh__tr(cli, words.data);
        if (said != words.data) {
            shown = said;
            rest = k->problems.at[0].sentence + n;
        }
    }
    mh_str_clear(&words);
    mh_str_addn(&words, rest, shown == NULL ? 0 : k->common - (size_t)(rest - k->problems.at[0].sentence));
    if (shown != NULL)
        mh_str_addf(out, "%s%s", shown, mh_str_text(&words));
    else
        mh_str_addn(out, k->problems.at[0].sentence, k->common);
    mh_str_free(&words);
}

static void print_kinds(struct checking *c)
{
    static const struct mh__field columns[] = {
        { .name = "gravite", .title = MH_TR("Gravité"), .type = MH_CHOICE, .flags = MH__FIRM },
        { .name = "nombre", .title = MH_TR("Nombre"), .type = MH_QTY },
        { .name = "constat", .title = MH_TR("Constat"), .type = MH_TEXT, .flags = MH__WRAP },
        { .name = "regle", .title = MH_TR("Règle"), .type = MH_TEXT, .flags = MH__FIRM },
    };
    struct mh__listing l;
    struct mh_str words = MH_STR_INIT;
    struct mh_err ignored = MH_ERR_INIT;
    mh__listing_begin(&l, c->cli, columns, 4);
    for (int r = 0; r <= MH_SEV_ERROR; r++)
        for (size_t i = 0; i < c->kinds.len; i++) {
            const struct kind *k = &c->kinds.at[i];
            char n[32];
            if (rank(k->severity) != r)
                continue;
            snprintf(n, sizeof n, "%lld", (long long)k->n);
            own_words(c->cli, k, &words);
            const char *texts[] = { k->severity, n, mh_str_text(&words), k->rule };
            mh__listing_row(&l, texts, &ignored);
        }
    mh__listing_end(&l);
    mh_str_free(&words);
}

/* The problems of one rule: its sentence once, then a row each. */
static void print_kind(struct checking *c, const struct kind *k, size_t limit)
{
    static const struct mh__field columns[] = {
        { .name = "membre", .title = MH_TR("Groupe"), .type = MH_TEXT, .flags = MH__FIRM },
        { .name = "reference", .title = MH_TR("Référence"), .type = MH_TEXT, .flags = MH__FIRM },
        { .name = "designation", .title = MH_TR("Désignation"), .type = MH_TEXT, .flags = MH__WRAP },
        { .name = "precision", .title = MH_TR("Précision"), .type = MH_TEXT, .flags = MH__WRAP },
        { .name = "lignes", .title = MH_TR("Lignes"), .type = MH_QTY },
    };
    struct mh__listing l;
    struct mh_str words = MH_STR_INIT;
    struct mh_err ignored = MH_ERR_INIT;
    own_words(c->cli, k, &words);
    mh__print(c->cli, "%s%s", mh__tr(c->cli, k->severity), mh__tr(c->cli, " : "));
    mh__print_visible(c->cli, mh_str_text(&words));
    if (k->suggestion != NULL)
        mh__print(c->cli, "%s%s", mh__tr(c->cli, " ; "), mh__tr(c->cli, k->suggestion));
    mh__print(c->cli, "\n");
    mh__listing_begin(&l, c->cli, columns, 5);
    l.indent = "  ";
    l.drop_empty = true;
    size_t shown = k->problems.len < limit ? k->problems.len : limit;
    for (size_t i = 0; i < shown; i++) {
        const struct problem *p = &k->problems.at[i];
        const char *detail = p->sentence + k->common;
        char n[32];
        if (strncmp(detail, " : ", 3) == 0)
            detail += 3;
        snprintf(n, sizeof n, "%lld", (long long)p->n);
        const char *texts[] = { p->member, p->reference, p->label, detail, n };
        mh__listing_row(&l, texts, &ignored);
    }
    mh__listing_end(&l);
    if (shown < k->problems.len)
        mh__print(c->cli, mh__tr(c->cli, "  et %zu de plus : mahalli check --rule %s\n"), k->problems.len - shown, k->rule);
    mh_str_free(&words);
}

static void one_rule(struct checking *c)
{
    struct mh_str others = MH_STR_INIT;
    for (size_t i = 0; i < c->kinds.len; i++) {
        if (c->kinds.at[i].n != 0) {
            print_kind(c, &c->kinds.at[i], SIZE_MAX);
            mh_str_free(&others);
            return;
        }
        mh_str_addf(&others, "%s%s", i ? ", " : "", c->kinds.at[i].rule);
    }
    mh__print(c->cli, "Aucune anomalie de la règle ");
    mh__print_visible(c->cli, c->rule);
    if (others.len != 0)
        mh__print(c->cli, " ; d'autres en ont : %s", mh_str_text(&others));
    mh__print(c->cli, ".\n");
    mh_str_free(&others);
}

static void print_explained(struct checking *c)
{
    struct mh_str n = MH_STR_INIT;
    if (c->explained == 0)
        return;
    mh__counted(c->cli, &n, c->explained, "anomalie expliquée", "anomalies expliquées");
    mh__print(c->cli, "%s : mahalli list explications\n", mh_str_text(&n));
    mh_str_free(&n);
}

static void for_people(struct checking *c, const int64_t *problems)
{
    if (c->rule != NULL) {
        one_rule(c);
        return;
    }
    if (c->kinds.len == 0) {
        mh__print(c->cli, "%s\n", mh__tr(c->cli, "Aucune anomalie."));
        return;
    }
    print_kinds(c);
    for (size_t i = 0; i < c->kinds.len; i++)
        if (rank(c->kinds.at[i].severity) == 0) {
            mh__print(c->cli, "\n");
            print_kind(c, &c->kinds.at[i], SHOWN);
        }
    mh__print(c->cli, "\n%s%s\n", problems[MH_SEV_ERROR] == 0 ? mh__tr(c->cli, "Aucune erreur ouverte. ") : "",
              mh__tr(c->cli, "Le détail d'une règle : mahalli check --rule RÈGLE"));
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct checking c = { .cli = cli, .rule = mh__option(cli, "rule") };
    int64_t problems[3] = { 0 };
    if (cli->format != MH__TABLE)
        mh__listing_begin(&c.list, cli, fields, NFIELDS);
    enum mh_rc rc = mh_ops_check(cli->session, take, &c, problems, err);
    if (rc == MH_OK && cli->format == MH__TABLE && !cli->quiet) {
        for_people(&c, problems);
        print_explained(&c);
    }
    if (cli->format != MH__TABLE)
        mh__listing_end(&c.list);
    cli->findings = problems[MH_SEV_ERROR] != 0;
    for (size_t i = 0; i < c.kinds.len; i++)
        mh_vec_free(&c.kinds.at[i].problems);
    mh_vec_free(&c.kinds);
    mh_arena_free(&c.arena);
    return rc;
}

const struct mh__command mh__cmd_check = {
    .name = "check",
    .alias = "contrôler",
    .group = "Rapprochement",
    .help = "les anomalies du plan ; statut 1 tant qu'une erreur est ouverte",
    .usage = "[--rule RÈGLE]",
    .options = (const struct mh__option[]){
        { .name = "rule", .arg = "RÈGLE", .help = "toutes les anomalies de cette règle" },
        { 0 },
    },
    .flags = MH__PLAN | MH__ROWS,
    .run = run,
};
