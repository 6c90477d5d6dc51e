#include "cli/cli.h"

#include <mahalli/utf8.h>

#include <stdio.h>
#include <string.h>

enum { TOP = 5, TOP_MOST = 100 };

static void number_text(char text[24], int64_t n)
{
    snprintf(text, 24, "%lld", (long long)n);
}

/* --- every candidate, for programs --- */

static const struct mh__field program_fields[] = {
    { .name = "need", .type = MH_TEXT },  { .name = "rank", .type = MH_INT },    { .name = "maker", .type = MH_TEXT },
    { .name = "product", .type = MH_TEXT }, { .name = "verdict", .type = MH_TEXT }, { .name = "score", .type = MH_INT },
    { .name = "reason", .type = MH_TEXT }, { .name = "member", .type = MH_TEXT },
};
enum { NPROGRAM = sizeof program_fields / sizeof *program_fields };

struct choosing { /* which articles, and where they go */
    struct mh__cli *cli;
    const char *state;  /* title; NULL all */
    const char *who;    /* NULL anybody */
    struct mh__listing list;
    int64_t articles;
};

static bool chosen(const struct choosing *c, const struct mh_match_row *r)
{
    return (c->state == NULL || mh_streq(c->state, r->state)) && (c->who == NULL || mh_streq(c->who, r->who));
}

static enum mh_rc take_program(void *ctx, const struct mh_match_row *r, struct mh_err *err)
{
    struct choosing *c = ctx;
    char rank[24], score[24];
    if (!chosen(c, r))
        return mh__goes_on(c->cli, err);
    number_text(rank, r->rank);
    number_text(score, r->score);
    const char *texts[NPROGRAM] = { r->need, rank, r->maker, r->product, r->verdict, score, r->reason, r->member };
    return mh__listing_row(&c->list, texts, err);
}

/* --- articles of a state, for people --- */

static const struct mh__field state_fields[] = {
    { .name = "membre", .title = MH_TR("Groupe"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "reference", .title = MH_TR("Référence"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "designation", .title = MH_TR("Désignation"), .type = MH_TEXT, .flags = MH__WRAP | MH__KEEP },
    { .name = "famille", .title = MH_TR("Famille"), .type = MH_TEXT },
    { .name = "produit", .title = MH_TR("Produit"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "qui", .title = MH_TR("Qui"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "motif", .title = MH_TR("Motif"), .type = MH_TEXT, .flags = MH__WRAP | MH__KEEP },
};
enum { NSTATE = sizeof state_fields / sizeof *state_fields };

static enum mh_rc take_state(void *ctx, const struct mh_match_row *r, struct mh_err *err)
{
    struct choosing *c = ctx;
    if (r->rank > 1 || !chosen(c, r))
        return mh__goes_on(c->cli, err);
    struct mh_str product = MH_STR_INIT;
    /* An article to be made precise: the question is what matters, its candidates are guesses. */
    bool asked = *r->problem != '\0';
    if (!asked && r->product != NULL && *r->product != '\0')
        mh_str_addf(&product, "%s/%s", r->maker, r->product);
    /* The reason of a product begins with the family: with a product beside it that is known. */
    const char *reason = asked ? r->problem : r->reason, *colon = product.len ? strstr(reason, mh__tr(c->cli, " : ")) : NULL;
    if (colon != NULL)
        reason = colon + strlen(mh__tr(c->cli, " : "));
    const char *texts[NSTATE] = { r->member, mh_streq(r->need, r->label) ? "" : r->need, r->label, product.len || asked ? "" : r->family_name,
                                  mh_str_text(&product), c->who || asked ? "" : r->who, reason };
    c->articles++;
    enum mh_rc rc = mh__listing_row(&c->list, texts, err);
    mh_str_free(&product);
    return rc;
}

/* --- one article, for people --- */

struct sheet {
    struct mh__cli *cli;
    bool begun;
};

/* What the article asks, and where each demand comes from. */
static void print_reading(struct mh__cli *cli, const struct mh_match_row *r)
{
    static const struct mh__field fields[] = {
        { .name = "caracteristique", .title = MH_TR("Caractéristique"), .type = MH_TEXT },
        { .name = "demande", .title = MH_TR("Demandé"), .type = MH_TEXT },
        { .name = "source", .title = MH_TR("Source"), .type = MH_TEXT, .flags = MH__FIRM },
    };
    struct mh__listing l;
    struct mh_err ignored = MH_ERR_INIT;
    mh__listing_begin(&l, cli, fields, 3);
    l.indent = "      ";
    for (size_t i = 0; i < r->nrequirements; i++) {
        const struct mh_rep_spec *q = &r->requirement[i];
        const char *texts[] = { q->attribute, q->wanted, q->source };
        if (q->wanted != NULL && *q->wanted != '\0' && !mh_streq(q->attribute, mh__tr(cli, "fabriqué ici")))
            mh__listing_row(&l, texts, &ignored);
    }
    mh__listing_end(&l);
}

static void print_article(struct mh__cli *cli, const struct mh_match_row *r)
{
    mh__print(cli, "%s ", mh__tr(cli, "Article"));
    mh__print_visible(cli, r->member);
    mh__print(cli, "/");
    mh__print_visible(cli, r->need);
    mh__print(cli, "\n");
    mh__print_pair(cli, 2, MH_TR("Désignation"), 12, r->label);
    mh__print_pair(cli, 2, MH_TR("Famille"), 12, *r->family_name ? r->family_name : mh__tr(cli, "non lue"));
    if (r->nrequirements == 0)
        mh__print_pair(cli, 2, MH_TR("Lu"), 12, r->specs);
    mh__print_pair(cli, 2, MH_TR("Mots non lus"), 12, r->rest);
    mh__print_pair(cli, 2, MH_TR("État"), 12, r->state);
    mh__print_pair(cli, 2, MH_TR("Question"), 12, r->problem);
    print_reading(cli, r);
}

static void print_requirements(struct mh__cli *cli, const struct mh_match_row *r)
{
    static const struct mh__field fields[] = {
        { .name = "caracteristique", .title = MH_TR("Caractéristique"), .type = MH_TEXT },
        { .name = "demande", .title = MH_TR("Demandé"), .type = MH_TEXT, .flags = MH__KEEP },
        { .name = "source", .title = MH_TR("Source"), .type = MH_TEXT },
        { .name = "offert", .title = MH_TR("Offert"), .type = MH_TEXT, .flags = MH__KEEP },
        { .name = "resultat", .title = MH_TR("Résultat"), .type = MH_TEXT, .flags = MH__FIRM },
        { .name = "ecart", .title = MH_TR("Écart"), .type = MH_TEXT },
    };
    struct mh__listing l;
    struct mh_err ignored = MH_ERR_INIT;
    mh__listing_begin(&l, cli, fields, 6);
    l.indent = "      ";
    l.drop_empty = true;
    for (size_t i = 0; i < r->nrequirements; i++) {
        const struct mh_rep_spec *q = &r->requirement[i];
        const char *texts[] = { q->attribute, q->wanted, q->source, q->offered, q->result, q->by };
        mh__listing_row(&l, texts, &ignored);
    }
    mh__listing_end(&l);
}

static const char *verdict_title(const char *code)
{
    for (int v = MH_VERDICT_NEAR; v <= MH_VERDICT_MATCH; v++)
        if (mh_streq(code, mh_verdict_code((enum mh_verdict)v)))
            return mh_verdict_title((enum mh_verdict)v);
    return code;
}

static void print_candidate(struct mh__cli *cli, const struct mh_match_row *r)
{
    mh__print(cli, mh__tr(cli, "\n  %lld. %s, score %lld : "), (long long)r->rank, mh__tr(cli, verdict_title(r->verdict)), (long long)r->score);
    mh__print_visible(cli, r->maker);
    mh__print(cli, "/");
    mh__print_visible(cli, r->product);
    if (*r->maker_name) {
        mh__print(cli, " (");
        mh__print_visible(cli, r->maker_name);
        mh__print(cli, ")");
    }
    mh__print(cli, "\n");
    const char *const lines[][2] = {
        { MH_TR("libellé"), r->product_label }, { MH_TR("motif"), r->reason }, { MH_TR("score"), r->parts },
        { MH_TR("achetable"), r->clearance }, { MH_TR("qui tranche"), r->who }, { MH_TR("avis"), r->opinion },
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        mh__print_pair(cli, 5, lines[i][0], 11, lines[i][1]);
    print_requirements(cli, r);
}

static const char *why_none(const char *verdict)
{
    enum mh_state state = MH_STATE_NONE;
    if (mh_state_parse(verdict, &state) && state == MH_STATE_LEAD)
        return MH_TR("Aucun produit recensé de cette famille ; des fabricants déclarent cette gamme : à interroger.");
    if (state == MH_STATE_UNREAD)
        return MH_TR("Le programme n'a pas compris ce que c'est : précisez le libellé, les spécifications ou la famille.");
    if (state == MH_STATE_OUT)
        return MH_TR("Hors du périmètre du plan.");
    return MH_TR("Aucun produit recensé de cette famille, aucun fabricant de cette gamme.");
}

static enum mh_rc take_sheet(void *ctx, const struct mh_match_row *r, struct mh_err *err)
{
    struct sheet *s = ctx;
    if (!s->begun)
        print_article(s->cli, r);
    s->begun = true;
    if (r->rank == 0) {
        mh__print(s->cli, "\n  %s\n", mh__tr(s->cli, why_none(r->verdict)));
        if (*r->problem == '\0')
            mh__print_pair(s->cli, 2, MH_TR("Motif"), 12, r->reason);
    } else {
        print_candidate(s->cli, r);
    }
    return mh__goes_on(s->cli, err);
}

/* --- the command --- */

/* By code, by its French name, or by the name that the reader sees. */
static enum mh_rc take_state_option(const struct mh__cli *cli, const char *text, const char **title, struct mh_err *err)
{
    enum mh_state state;
    if (text == NULL)
        return MH_OK;
    bool found = mh_state_parse(text, &state);
    for (int i = 0; i < MH_NSTATES && !found; i++) {
        state = (enum mh_state)i;
        found = mh_utf8_same(text, mh_state_title(state)) || mh_utf8_same(text, mh__tr(cli, mh_state_title(state)));
    }
    if (!found)
        return mh_err_set(err, MH_EUSAGE,
                          "--state « %s » : attendu validated, match, review, near, lead, none, unread, out, ou le nom affiché", text);
    *title = mh__tr(cli, mh_state_title(state));
    return MH_OK;
}

static enum mh_rc take_who_option(const struct mh__cli *cli, const char *text, const char **who, struct mh_err *err)
{
    static const char *const names[] = { "pharmacien", "fabricant", "acheteur" };
    if (text == NULL)
        return MH_OK;
    for (size_t i = 0; i < 3; i++)
        if (mh_streq(text, names[i]) || mh_streq(text, mh__tr(cli, names[i])))
            *who = mh__tr(cli, names[i]);
    return *who ? MH_OK : mh_err_set(err, MH_EUSAGE, "--who « %s » : attendu pharmacien, fabricant ou acheteur", text);
}

static enum mh_rc print_summary(struct mh__cli *cli, const struct mh_match_result *r, struct mh_err *err)
{
    struct mh_status st = { 0 };
    struct mh_str line = MH_STR_INIT;
    if (cli->quiet)
        return MH_OK;
    if (r->articles == 0) {
        mh__print(cli, "%s\n", mh__tr(cli, "Pas encore de besoins : mahalli import besoins FICHIER.csv"));
        return MH_OK;
    }
    mh__counted(cli, &line, r->articles, "article", "articles");
    mh__print(cli, "%s", mh_str_text(&line));
    mh__print(cli, mh_trn(cli->options.lang, ", dont %lld rapproché cette fois\n\n", ", dont %lld rapprochés cette fois\n\n", r->matched_again),
              (long long)r->matched_again);
    mh_str_free(&line);
    mh__print_states(cli, r->by_state, r->articles, 0);
    enum mh_rc rc = mh_ops_status(cli->session, &st, err);
    if (rc == MH_OK) {
        mh__print_next(cli, &st);
        mh__print(cli, "\n%s\n", mh__tr(cli, "Un article en détail : mahalli match --article GROUPE/RÉFÉRENCE"));
    }
    mh_status_free(&st);
    return rc;
}

static enum mh_rc list_rows(struct mh__cli *cli, struct choosing *c, const char *article, size_t top, struct mh_err *err)
{
    bool people = cli->format == MH__TABLE;
    mh__listing_begin(&c->list, cli, people ? state_fields : program_fields, people ? NSTATE : NPROGRAM);
    c->list.drop_empty = true;
    enum mh_rc rc = mh_ops_match_rows(cli->session, article, people ? 1 : top, people ? take_state : take_program, c, err);
    mh__listing_end(&c->list);
    if (rc == MH_OK && people && !cli->quiet) {
        struct mh_str line = MH_STR_INIT;
        mh__counted(cli, &line, c->articles, "article", "articles");
        mh__print(cli, "%s%s%s\n", mh_str_text(&line), c->state ? mh__tr(cli, " : ") : "", c->state ? c->state : "");
        mh_str_free(&line);
    }
    return rc;
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    const char *article = mh__option(cli, "article"), *top_text = mh__option(cli, "top");
    struct choosing c = { .cli = cli };
    struct mh_match_result result = { 0 };
    int64_t top = TOP;
    enum mh_rc rc = take_state_option(cli, mh__option(cli, "state"), &c.state, err);
    if (rc == MH_OK)
        rc = take_who_option(cli, mh__option(cli, "who"), &c.who, err);
    if (rc == MH_OK && top_text != NULL)
        rc = mh__number(top_text, "--top", &top, err);
    if (rc == MH_OK && top > TOP_MOST)
        rc = mh_err_set(err, MH_EUSAGE, "--top « %s » : 100 au plus", top_text);
    if (rc == MH_OK && article == NULL && c.state == NULL && c.who == NULL)
        rc = mh_ops_match(cli->session, &result, err);
    if (rc != MH_OK)
        return rc;
    if (article != NULL && cli->format == MH__TABLE) {
        struct sheet s = { .cli = cli };
        return mh_ops_match_rows(cli->session, article, (size_t)top, take_sheet, &s, err);
    }
    if (cli->format != MH__TABLE || c.state != NULL || c.who != NULL)
        return list_rows(cli, &c, article, (size_t)top, err);
    return print_summary(cli, &result, err);
}

const struct mh__command mh__cmd_match = {
    .name = "match",
    .alias = "rapprocher",
    .group = "Rapprochement",
    .help = "rapproche les articles des produits fabriqués ici",
    .usage = "[--article ARTICLE] [--top N] [--state ÉTAT] [--who QUI]",
    .options = (const struct mh__option[]){
        { .name = "article", .arg = "ARTICLE", .help = "un article, ses candidats, spécification par spécification", .reads = true },
        { .name = "top", .arg = "N", .help = "combien de candidats par article (5)" },
        { .name = "state", .arg = "ÉTAT", .help = "seulement les articles de cet état, chacun avec son meilleur produit", .reads = true },
        { .name = "who", .arg = "QUI", .help = "seulement ceux que doit trancher le pharmacien, le fabricant ou l'acheteur", .reads = true },
        { 0 },
    },
    .more = "Ne refait que ce qui a changé. États : validated (validé), match (concordant), review (à vérifier),\n"
            "near (faisable), lead (à interroger), none (sans fabricant recensé), unread (à préciser),\n"
            "out (hors périmètre).\n"
            "--format csv donne chaque article et ses candidats : need;rank;maker;product;verdict;score;reason;member",
    .flags = MH__PLAN | MH__WRITES | MH__ROWS,
    .run = run,
};
