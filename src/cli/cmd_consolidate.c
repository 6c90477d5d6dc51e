#include "cli/cli.h"

#include <mahalli/utf8.h>

#include <string.h>

/* For people what fits a line; files have the columns of the row types. */
static const struct mh__field pool_fields[] = {
    { .name = "code", .title = MH_TR("Code"), .type = MH_TEXT, .flags = MH__FIRM },
    { .name = "famille", .title = MH_TR("Famille"), .type = MH_TEXT, .flags = MH__WRAP | MH__KEEP },
    { .name = "caracteristiques", .title = MH_TR("Caractéristiques"), .type = MH_TEXT, .flags = MH__WRAP | MH__KEEP },
    { .name = "volumetrie", .title = MH_TR("Volumétrie"), .type = MH_QTY, .flags = MH__FIRM },
    { .name = "groupes", .title = MH_TR("Gr."), .type = MH_INT, .flags = MH__FIRM },
    { .name = "etat", .title = MH_TR("État"), .type = MH_TEXT, .flags = MH__STATE | MH__KEEP },
    { .name = "unite", .title = MH_TR("Unité"), .type = MH_TEXT },
    { .name = "articles", .title = MH_TR("Articles"), .type = MH_INT },
    { .name = "question", .title = MH_TR("À demander"), .type = MH_TEXT },
};
static const struct mh__field question_fields[] = {
    { .name = "question", .title = MH_TR("Question"), .type = MH_TEXT, .flags = MH__WRAP },
    { .name = "famille", .title = MH_TR("Famille"), .type = MH_TEXT, .flags = MH__WRAP | MH__KEEP },
    { .name = "caracteristiques", .title = MH_TR("Caractéristiques"), .type = MH_TEXT, .flags = MH__WRAP | MH__KEEP },
    { .name = "volumetrie", .title = MH_TR("Volumétrie"), .type = MH_QTY, .flags = MH__FIRM },
    { .name = "volumetrie_reunie", .title = MH_TR("Réunie"), .type = MH_QTY, .flags = MH__FIRM },
    { .name = "unite", .title = MH_TR("Unité"), .type = MH_TEXT },
    { .name = "groupes", .title = MH_TR("Groupes"), .type = MH_INT },
    { .name = "rejoindrait", .title = MH_TR("Rejoindrait"), .type = MH_TEXT },
};
static const char variants_shown[] = "changements|volumetrie|unite|articles|groupes_concernes|besoins";

static void number_text(int64_t n, struct mh_str *out)
{
    mh_str_clear(out);
    mh_str_addf(out, "%lld", (long long)n);
}

static bool same_code(const char *a, const char *b)
{
    struct mh_str x = MH_STR_INIT, y = MH_STR_INIT;
    mh_utf8_fold(&x, a);
    mh_utf8_fold(&y, b);
    const char *dash = strchr(mh_str_text(&x), '-');
    bool same = mh_streq(mh_str_text(&x), mh_str_text(&y)) || (dash != NULL && mh_streq(dash + 1, mh_str_text(&y)));
    mh_str_free(&x);
    mh_str_free(&y);
    return same;
}

static enum mh_rc tell_all(struct mh__cli *cli, const struct mh_table *t, const char *shown, const void *rows, size_t n, struct mh_err *err)
{
    struct mh__rows_told told;
    enum mh_rc rc = MH_OK;
    mh__rows_begin(&told, cli, t);
    if (shown != NULL)
        mh__rows_show(&told, shown);
    for (size_t i = 0; i < n && rc == MH_OK; i++)
        rc = mh__rows_tell(&told, (const char *)rows + i * t->row_size, err);
    mh__rows_end(&told);
    return rc;
}

/* --- one pool --- */

static enum mh_rc tell_pool(struct mh__cli *cli, const struct mh_consolidation *c, const char *code, struct mh_err *err)
{
    size_t at = 0;
    while (at < c->npools && !same_code(c->pool[at].code, code))
        at++;
    if (at == c->npools)
        return mh_err_set(err, MH_ENOTFOUND, "besoin consolidé « %s » inconnu : voyez mahalli consolidate", code);
    const struct mh_rep_pool *p = &c->pool[at];
    struct mh_str volume = MH_STR_INIT;
    if (cli->format == MH__TABLE) {
        mh_str_add_int(&volume, p->volume);
        mh_str_addf(&volume, " %s", p->unit);
        const struct {
            const char *title, *text;
        } pair[] = { { MH_TR("Code"), p->code }, { MH_TR("Famille"), p->family_name }, { MH_TR("Caractéristiques"), p->words },
                     { MH_TR("Volumétrie"), mh_str_text(&volume) }, { MH_TR("État"), p->state ? mh__tr(cli, p->state) : NULL },
                     { MH_TR("Fabricant"), p->maker }, { MH_TR("Produit"), p->product }, { MH_TR("Avis"), p->opinions },
                     { MH_TR("À demander"), p->question },
                     { MH_TR("À la main"), p->by_hand ? mh__tr(cli, p->by_hand) : NULL } };
        for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
            mh__print_pair(cli, 0, pair[i].title, 18, pair[i].text);
        mh__print(cli, "\n");
        mh_str_free(&volume);
    }
    return tell_all(cli, &mh_rep_share_table, cli->format == MH__TABLE ? "membre|reference|designation|volumetrie|etablissements|lignes_non_comptees|a_la_main|motif" : NULL,
                    c->share + p->first, (size_t)p->articles, err);
}

/* --- the whole --- */

static void say_counts(struct mh__cli *cli, const struct mh_consolidation *c)
{
    struct mh_str text = MH_STR_INIT;
    mh__counted(cli, &text, (int64_t)c->npools, MH_TR("besoin consolidé"), MH_TR("besoins consolidés"));
    mh_str_add(&text, ", ");
    mh__counted(cli, &text, (int64_t)c->nshares, MH_TR("article"), MH_TR("articles"));
    mh__print(cli, "\n%s\n", mh_str_text(&text));
    mh__print(cli, mh__tr(cli, "De plusieurs groupes : %lld"), (long long)c->shared);
    mh__print(cli, "\n");
    if (c->unanswered > 0) {
        mh__print(cli, mh__tr(cli, "Disent trop peu pour être réunis : %lld (--proposals dit ce qu'il faut demander)"), (long long)c->unanswered);
        mh__print(cli, "\n");
    }
    const struct {
        int64_t n;
        const char *why;
    } left[] = { { c->left_unread, MH_TR("à préciser") }, { c->left_contradictory, MH_TR("contradictoire") },
                 { c->left_no_volume, MH_TR("conditionnement inconnu") }, { c->left_out, MH_TR("hors périmètre") } };
    mh_str_clear(&text);
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        if (left[i].n > 0)
            mh_str_addf(&text, "%s%s %lld", text.len ? " ; " : "", mh__tr(cli, left[i].why), (long long)left[i].n);
    if (text.len > 0) {
        mh__print(cli, mh__tr(cli, "Hors consolidation : %s"), mh_str_text(&text));
        mh__print(cli, "\n");
    }
    if (c->strays > 0) {
        mh__print(cli, mh__tr(cli, "Choix à la main qui ne tiennent plus : %lld (--articles les montre)"), (long long)c->strays);
        mh__print(cli, "\n");
    }
    mh_str_free(&text);
}

static enum mh_rc tell_for_people(struct mh__cli *cli, const struct mh_consolidation *c, const char *family, struct mh_err *err)
{
    struct mh__listing list;
    struct mh_str text[3] = { MH_STR_INIT };
    enum mh_rc rc = MH_OK;
    mh__listing_begin(&list, cli, pool_fields, sizeof pool_fields / sizeof *pool_fields);
    list.drop_empty = list.tight = true;
    for (size_t i = 0; i < c->npools && rc == MH_OK; i++) {
        const struct mh_rep_pool *p = &c->pool[i];
        if (family != NULL && !mh_streq(family, p->family))
            continue;
        number_text(p->volume, &text[0]);
        number_text(p->groups, &text[1]);
        number_text(p->articles, &text[2]);
        const char *texts[] = { p->code, p->family_name, p->words, mh_str_text(&text[0]), mh_str_text(&text[1]),
                                p->state ? mh__tr(cli, p->state) : NULL, p->unit, mh_str_text(&text[2]), p->question };
        rc = mh__listing_row(&list, texts, err);
    }
    mh__listing_end(&list);
    for (int i = 0; i < 3; i++)
        mh_str_free(&text[i]);
    return rc;
}

static enum mh_rc tell_pools(struct mh__cli *cli, const struct mh_consolidation *c, struct mh_err *err)
{
    const char *family = mh__option(cli, "family");
    struct mh__rows_told told;
    enum mh_rc rc = MH_OK;
    if (cli->format == MH__TABLE) {
        rc = tell_for_people(cli, c, family, err);
        if (rc == MH_OK && !cli->quiet)
            say_counts(cli, c);
        return rc;
    }
    mh__rows_begin(&told, cli, &mh_rep_pool_table);
    for (size_t i = 0; i < c->npools && rc == MH_OK; i++)
        if (family == NULL || mh_streq(family, c->pool[i].family))
            rc = mh__rows_tell(&told, &c->pool[i], err);
    mh__rows_end(&told);
    return rc;
}

static enum mh_rc tell_questions(struct mh__cli *cli, const struct mh_consolidation *c, struct mh_err *err)
{
    struct mh__listing list;
    struct mh_str text[3] = { MH_STR_INIT };
    enum mh_rc rc = MH_OK;
    if (cli->format != MH__TABLE)
        return tell_all(cli, &mh_rep_question_table, NULL, c->question, c->nquestions, err);
    mh__listing_begin(&list, cli, question_fields, sizeof question_fields / sizeof *question_fields);
    list.drop_empty = list.tight = true;
    for (size_t i = 0; i < c->nquestions && rc == MH_OK; i++) {
        const struct mh_rep_question *q = &c->question[i];
        number_text(q->volume, &text[0]);
        number_text(q->gathers, &text[1]);
        number_text(q->groups, &text[2]);
        const char *texts[] = { q->question, q->family_name, q->words, mh_str_text(&text[0]), mh_str_text(&text[1]), q->unit,
                                mh_str_text(&text[2]), q->joins };
        rc = mh__listing_row(&list, texts, err);
    }
    mh__listing_end(&list);
    for (int i = 0; i < 3; i++)
        mh_str_free(&text[i]);
    if (rc == MH_OK && c->nquestions == 0 && !cli->quiet)
        mh__print(cli, "%s\n", mh__tr(cli, "Aucune question : tout ce qui se ressemble est réuni."));
    return rc;
}

/* A table under each standard; files have one. */
static enum mh_rc tell_variants(struct mh__cli *cli, const struct mh_consolidation *c, struct mh_err *err)
{
    enum mh_rc rc = MH_OK;
    if (cli->format != MH__TABLE)
        return tell_all(cli, &mh_rep_variant_table, NULL, c->variant, c->nvariants, err);
    for (size_t i = 0, n; i < c->nvariants && rc == MH_OK; i += n) {
        const struct mh_rep_variant *v = &c->variant[i];
        struct mh_str volume = MH_STR_INIT;
        n = (size_t)v->variants;
        mh_str_add_int(&volume, v->gathers);
        mh__print(cli, "%s%s  ", i ? "\n" : "", v->standard);
        mh__print(cli, mh__tr(cli, "%lld variantes de %s, %s %s"), (long long)v->variants, v->family_name, mh_str_text(&volume), v->unit);
        mh__print(cli, "\n");
        mh__print_pair(cli, 2, MH_TR("Commune"), 10, v->words);
        mh_str_free(&volume);
        rc = tell_all(cli, &mh_rep_variant_table, variants_shown, v, n, err);
    }
    if (rc == MH_OK && !cli->quiet)
        mh__print(cli, "%s%s\n", c->nvariants ? "\n" : "",
                  c->nvariants ? mh__tr(cli, "Proposer une fiche technique type : mahalli consolidate --adopt STANDARD")
                               : mh__tr(cli, "Aucune variante proche d'une autre."));
    return rc;
}

static enum mh_rc tell_adopted(void *ctx, const struct mh_standard_adopted *one, struct mh_err *err)
{
    struct mh__cli *cli = ctx;
    (void)err;
    mh__print(cli, mh__tr(cli, "Fiche proposée à %s : %s, %s"), one->member, one->family, one->specs);
    mh__print(cli, "\n  ");
    mh__print(cli, mh__tr(cli, "le pharmacien l'adopte : mahalli set fiches %s/%s etat=adoptée"), one->member, one->family);
    mh__print(cli, "\n");
    return MH_OK;
}

static enum mh_rc run(struct mh__cli *cli, struct mh_err *err)
{
    struct mh_consolidation *c = NULL;
    const char *code = mh__arg(cli, 0), *standard = mh__option(cli, "adopt");
    bool proposals = mh__option(cli, "proposals") != NULL, variants = mh__option(cli, "variants") != NULL;
    bool articles = mh__option(cli, "articles") != NULL;
    if (standard != NULL)
        return mh_ops_standard_adopt(cli->session, standard, mh__option(cli, "member"), tell_adopted, cli, err);
    unsigned parts = proposals ? MH_CONSOLIDATION_QUESTIONS : variants ? MH_CONSOLIDATION_VARIANTS : articles ? 0 : MH_CONSOLIDATION_STATES;
    enum mh_rc rc = mh_ops_consolidation(cli->session, parts, &c, err);
    if (rc != MH_OK)
        return rc;
    if (code != NULL)
        rc = tell_pool(cli, c, code, err);
    else if (articles)
        rc = tell_all(cli, &mh_rep_share_table, "code|membre|reference|designation|volumetrie|unite|a_la_main|cause", c->share, c->nshares + c->nleft, err);
    else if (proposals)
        rc = tell_questions(cli, c, err);
    else if (variants)
        rc = tell_variants(cli, c, err);
    else
        rc = tell_pools(cli, c, err);
    mh_consolidation_free(c);
    return rc;
}

const struct mh__command mh__cmd_consolidate = {
    .name = "consolidate",
    .alias = "consolider",
    .group = "Rapprochement",
    .help = "réunit ce qu'un même produit peut satisfaire, tous groupes ; questions, variantes",
    .usage = "[CODE]",
    .options = (const struct mh__option[]){
        { .name = "proposals", .help = "ce qui serait réuni si une question avait sa réponse" },
        { .name = "variants", .help = "besoins qui diffèrent de peu, et la spécification qui les servirait tous" },
        { .name = "adopt", .arg = "STANDARD", .help = "propose cette spécification comme fiche technique type aux groupes concernés", .writes = true },
        { .name = "member", .arg = "GROUPE", .help = "avec --adopt : à ce groupe seulement" },
        { .name = "articles", .help = "chaque article, son besoin consolidé ou la cause qui l'en tient dehors" },
        { .name = "family", .arg = "CODE", .help = "une famille" },
        { 0 },
    },
    .more = "Sont réunis les articles de même famille dont chaque caractéristique critique est dite et égale, et que le\n"
            "reste ne sépare pas. Ce qui n'est pas dit est une question. CODE montre les articles d'un besoin.\n"
            "À la main : mahalli pool. Rien n'est enregistré ici, sauf par --adopt.",
    .max_args = 1,
    .flags = MH__PLAN | MH__ROWS,
    .run = run,
};
