/* Judging one article at a time: its detail, opinions for all that read the same, what is left to settle, the whole registry by words. */
#include "ops_help.h"
#include <mahalli/store.h>

static void match_now(struct plan *p, int64_t again)
{
    struct mh_match_result r;
    if (mh_ops_match(p->s, &r, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    if (again >= 0)
        assert_int_equal(r.matched_again, again);
}

static int64_t id_of(struct plan *p, const char *article, const char *product)
{
    int64_t id = 0;
    enum mh_rc rc = product ? mh__find_product(p->s, product, 0, &id, &p->err) : mh__find_article(p->s, article, 0, &id, &p->err);
    if (rc != MH_OK)
        fail_msg("%s", p->err.msg);
    return id;
}

/* Two groups; in the first A1 to A3 read the same, and A4 does not say whether it is sterile; U is not understood. */
static void small_plan(struct plan *p)
{
    take_text(p, "membres", "code;nom\nG1;Groupe Un\nG2;Groupe Deux\n");
    take_text(p, "fabricants", "code;raison_sociale;ville;statut;role;gammes\nM1;Démo Un;Fès;en production;fabricant;\n"
                               "M2;Démo Deux;;en production;fabricant;gants d'examen\n");
    take_text(p, "produits", "fabricant;reference;designation;unite;statut;capacite_annuelle;quantite_min;delai_jours\n"
                             "M1;P1;SERINGUE HYPODERMIQUE 3 PIECES 10 ML LUER LOCK SANS AIGUILLE STERILE UU;pièce;produit;1000000;5000;30\n"
                             "M2;P2;SERINGUE HYPODERMIQUE 3 PIECES 10 ML LUER LOCK SANS AIGUILLE;pièce;produit;;;\n"
                             "M2;P3;SERINGUE HYPODERMIQUE 3 PIECES 20 ML LUER LOCK SANS AIGUILLE STERILE UU;pièce;produit;;;\n");
    take_text(p, "certificats", "fabricant;produit;type;numero;autorite;debut;fin;document;verifie_le\n"
                                "M1;P1;enregistrement;E-1;DMP;2024-01-01;2029-01-01;e1.pdf;2026-01-05\nM1;;iso13485;I-7;;2020-01-01;2023-01-01;;\n");
    take_text(p, "besoins", "membre;reference;designation;quantite;unite\n"
                            "G1;A1;SERINGUE HYPODERMIQUE 3 PIECES 10 ML LUER LOCK SANS AIGUILLE STERILE;10;pièce\n"
                            "G1;A2;SERINGUE HYPODERMIQUE STERILE 3 PIECES 10 CC SANS AIGUILLE LUER LOCK;900;pièce\n"
                            "G1;A3;SERINGUE HYPODERMIQUE 3 PIECES 10ML SANS AIGUILLE LUER-LOCK STERILE;50;pièce\n"
                            "G2;B1;SERINGUE HYPODERMIQUE 3 PIECES 10 ML LUER LOCK SANS AIGUILLE STERILE;70;pièce\n"
                            "G1;U;BIDULE ZORGLUB;5;pièce\n"
                            "G1;L;GANT EXAMEN NITRILE NON STERILE TAILLE M;5;pièce\n");
    match_now(p, 6);
}

static struct mh_match_detail *detail_of(struct plan *p, const char *article, const char *product)
{
    struct mh_match_detail *d = NULL;
    if (mh_ops_match_detail(p->s, id_of(p, article, NULL), 5, product ? id_of(p, NULL, product) : 0, &d, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    return d;
}

static struct mh_judge_result judge(struct plan *p, const char *article, const char *product, const char *opinion, const char *reason)
{
    int64_t id = id_of(p, article, NULL);
    struct mh_judge_request q = { .articles = &id, .narticles = 1, .product_id = product ? id_of(p, NULL, product) : 0, .opinion = opinion,
                                  .reason = reason };
    struct mh_judge_result r;
    mh_err_clear(&p->err);
    if (mh_ops_judge_articles(p->s, &q, &r, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    return r;
}

static enum mh_rc refused(struct plan *p, const struct mh_judge_request *q)
{
    struct mh_judge_result r;
    mh_err_clear(&p->err);
    return mh_ops_judge_articles(p->s, q, &r, &p->err);
}

static enum mh_state state_of(struct plan *p, const char *article)
{
    struct mh_finding f = { 0 };
    bool got = false;
    assert_int_equal(mh_store_finding_get(p->s->store, id_of(p, article, NULL), &f, &got, &p->err), MH_OK);
    assert_true(got);
    enum mh_state s = f.state;
    mh_finding_free(&f);
    return s;
}

static void undo(struct plan *p)
{
    struct mh_operation done = { 0 };
    if (mh_ops_undo(p->s, 0, &done, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    mh_operation_free(&done);
}

static void redo(struct plan *p)
{
    struct mh_operation done = { 0 };
    if (mh_ops_redo(p->s, &done, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    mh_operation_free(&done);
}

static const struct mh_detail_candidate *candidate_of(const struct mh_match_detail *d, const char *product)
{
    for (size_t i = 0; i < d->ncandidates; i++)
        if (strcmp(d->candidate[i].product, product) == 0)
            return &d->candidate[i];
    return NULL;
}

static void a_detail_tells_all(void **state)
{
    struct plan *p = *state;
    small_plan(p);
    struct mh_match_detail *d = detail_of(p, "A1", NULL);
    assert_string_equal(d->member, "G1");
    assert_int_equal(d->state, MH_STATE_MATCH);
    assert_int_equal(d->volume, 10);
    assert_int_equal(d->alike, 3);
    assert_true(d->ncandidates >= 2);
    const struct mh_detail_candidate *c = &d->candidate[0];
    assert_string_equal(c->product, "P1");
    assert_string_equal(c->maker_name, "Démo Un");
    assert_int_equal(c->verdict, MH_VERDICT_MATCH);
    assert_int_equal(c->capacity, 1000000);
    assert_int_equal(c->minimum, 5000);
    assert_int_equal(c->lead_days, 30);
    assert_int_equal(c->clearance, MH_CLEAR_REGISTERED);
    assert_int_equal(c->nproofs, 2);
    assert_string_equal(c->proof[0].type, "enregistrement");
    assert_string_equal(c->proof[0].to, "2029-01-01");
    assert_false(c->proof[0].expired || c->proof[0].of_maker);
    assert_string_equal(c->proof[1].type, "ISO 13485");
    assert_true(c->proof[1].expired && c->proof[1].of_maker);
    int64_t met = 0;
    for (size_t i = 0; i < c->nrequirements; i++) {
        assert_true(*c->requirement[i].attribute != '\0');
        assert_false(c->requirement[i].failed);
        met += c->requirement[i].met;
    }
    assert_true(met >= 4);
    const struct mh_detail_candidate *big = candidate_of(d, "P3");
    assert_non_null(big);
    assert_int_equal(big->verdict, MH_VERDICT_NEAR);
    assert_int_equal(big->capacity, MH_UNKNOWN);
    assert_int_equal(big->clearance, MH_CLEAR_UNVERIFIED);
    bool failed = false;
    for (size_t i = 0; i < big->nrequirements; i++)
        failed = failed || (big->requirement[i].failed && *big->requirement[i].by != '\0');
    assert_true(failed);
    mh_match_detail_free(d);
    d = detail_of(p, "U", "P1"); /* not understood: any product can be looked at all the same */
    assert_int_equal(d->state, MH_STATE_UNREAD);
    assert_true(*d->problem != '\0');
    assert_int_equal(d->ncandidates, 1);
    assert_int_equal(d->candidate[0].verdict, MH_VERDICT_NONE);
    assert_true(d->candidate[0].by_hand);
    mh_match_detail_free(d);
    d = detail_of(p, "L", NULL);
    assert_int_equal(d->state, MH_STATE_LEAD);
    assert_int_equal(d->leads, 1);
    assert_int_equal(d->ncandidates, 0);
    assert_true(d->nasked >= 2);
    mh_match_detail_free(d);
    assert_int_equal(mh_ops_match_detail(p->s, 12345, 5, 0, &d, &p->err), MH_ENOTFOUND);
    assert_null(d);
}

static void one_opinion_for_all_that_read_the_same(void **state)
{
    struct plan *p = *state;
    small_plan(p);
    struct mh_judge_result r = judge(p, "A1", "P1", "conforme", NULL);
    assert_int_equal(r.articles, 3);
    assert_int_equal(r.recorded, 1);
    assert_string_equal(r.opinion, "conforme");
    assert_true(r.operation > 0);
    for (int i = 1; i <= 3; i++) {
        char name[16];
        snprintf(name, sizeof name, "A%d", i);
        assert_int_equal(state_of(p, name), MH_STATE_VALIDATED);
    }
    assert_int_equal(state_of(p, "B1"), MH_STATE_MATCH); /* another group's is only a mention */
    struct mh_match_detail *d = detail_of(p, "B1", NULL);
    assert_string_equal(d->candidate[0].opinion, "avis favorable d'un autre groupe");
    assert_false(d->candidate[0].validated);
    mh_match_detail_free(d);
    d = detail_of(p, "A2", NULL);
    assert_true(d->candidate[0].validated);
    assert_non_null(strstr(d->candidate[0].opinion, "sur un article lu de même"));
    mh_match_detail_free(d);
    /* Said again, nothing is recorded; said otherwise on a twin, both change. */
    r = judge(p, "A1", "P1", "conforme", NULL);
    assert_int_equal(r.operation, 0);
    assert_int_equal(r.articles, 3);
    r = judge(p, "A2", "P1", "non conforme", "piston dur");
    assert_int_equal(r.articles, 3);
    assert_int_equal(r.recorded, 2);
    assert_int_equal(state_of(p, "A1"), state_of(p, "A3"));
    assert_int_not_equal(state_of(p, "A1"), MH_STATE_VALIDATED);
    d = detail_of(p, "A1", NULL);
    const struct mh_detail_candidate *c = candidate_of(d, "P1");
    assert_non_null(c);
    assert_true(c->rejected);
    mh_match_detail_free(d);
    undo(p); /* at once, without a match */
    assert_int_equal(state_of(p, "A1"), MH_STATE_VALIDATED);
    assert_int_equal(state_of(p, "A2"), MH_STATE_VALIDATED);
    undo(p);
    assert_int_equal(state_of(p, "A1"), MH_STATE_MATCH);
    assert_int_equal(state_of(p, "A3"), MH_STATE_MATCH);
    redo(p);
    assert_int_equal(state_of(p, "A3"), MH_STATE_VALIDATED);
    assert_int_equal(lines_of(p, "avis", NULL), 1);
}

/* What stands after an opinion is what a match from nothing would find. */
static void at_once_is_as_from_scratch(void **state)
{
    static const char *const opinions[] = { "conforme", "sous réserve", "non conforme", "à essayer", "suspendu" };
    static const char *const articles[] = { "A1", "A2", "A3", "U", "L" }, *const products[] = { "P1", "P2", "P3", NULL };
    struct plan *p = *state;
    small_plan(p);
    uint32_t seed = 7;
    for (int i = 0; i < 60; i++) {
        seed = seed * 1664525u + 1013904223u;
        uint32_t pick = seed >> 8;
        if (pick % 5 == 0 && i > 3)
            undo(p);
        else
            judge(p, articles[pick % 5], products[pick / 5 % 4], opinions[pick / 20 % 5], NULL);
        int before[5];
        for (int k = 0; k < 5; k++)
            before[k] = (int)state_of(p, articles[k]);
        if (i % 6 == 5) {
            plan_reopen(p, true);
            assert_int_equal(mh_store_derive_begin(p->s->store, &p->err), MH_OK);
            assert_int_equal(mh_store_findings_clear(p->s->store, &p->err), MH_OK);
            assert_int_equal(mh_store_derive_commit(p->s->store, &p->err), MH_OK);
            match_now(p, 6);
        } else {
            struct mh_match_result r;
            assert_int_equal(mh_ops_match(p->s, &r, &p->err), MH_OK);
            assert_true(r.matched_again <= 1); /* the other group's mention, at most */
        }
        for (int k = 0; k < 5; k++)
            assert_int_equal(before[k], (int)state_of(p, articles[k]));
    }
}

static void what_is_said_stands_whole(void **state)
{
    struct plan *p = *state;
    small_plan(p);
    int64_t ids[2] = { id_of(p, "A1", NULL), id_of(p, "U", NULL) };
    struct mh_judge_request q = { .articles = ids, .narticles = 2, .product_id = id_of(p, NULL, "P1"), .opinion = "sous reserve",
                                  .reason = "à confirmer", .reserve = "lot témoin", .documents = "fiche", .valid_until = "31/12/2027" };
    struct mh_judge_result r;
    assert_int_equal(mh_ops_judge_articles(p->s, &q, &r, &p->err), MH_OK);
    assert_int_equal(r.articles, 4);
    assert_int_equal(r.recorded, 2);
    assert_string_equal(r.opinion, "sous réserve");
    assert_int_equal(state_of(p, "U"), MH_STATE_VALIDATED); /* judged by hand although nobody understood it */
    char *list = list_of(p, "avis", NULL);
    assert_non_null(strstr(list, "sous réserve;à confirmer;lot témoin;;fiche;essai;2026-11-21;2027-12-31;"));
    free(list);
    /* A later word replaces the earlier one with all that it said. */
    judge(p, "A1", "P1", "conforme", NULL);
    list = list_of(p, "avis", NULL);
    assert_non_null(strstr(list, "conforme;;;;;essai;2026-11-21;;"));
    free(list);
    judge(p, "A1", NULL, NULL, "rien ne va");
    q.opinion = "bof";
    assert_int_equal(refused(p, &q), MH_EINVAL);
    q.opinion = "conforme";
    q.valid_until = "2020-01-01";
    assert_int_equal(refused(p, &q), MH_EINVAL);
    q.valid_until = NULL;
    q.product_id = 99;
    assert_int_equal(refused(p, &q), MH_ENOTFOUND);
    q.product_id = id_of(p, NULL, "P1");
    ids[1] = 99;
    int64_t before = lines_of(p, "avis", NULL);
    assert_int_equal(refused(p, &q), MH_ENOTFOUND);
    assert_int_equal(lines_of(p, "avis", NULL), before); /* all or nothing */
    q.narticles = 0;
    assert_int_equal(refused(p, &q), MH_EUSAGE);
}

static void reopened_says_why(void **state)
{
    struct plan *p = *state;
    small_plan(p);
    judge(p, "A1", "P1", "conforme", NULL);
    struct mh_diags diags = MH_DIAGS_INIT;
    assert_int_equal(mh_ops_set(p->s, "produits", "P1", (const char *const[]){ "specifications=piston siliconé", NULL }, &diags, &p->err), MH_OK);
    mh_diags_free(&diags);
    match_now(p, -1);
    struct mh_match_detail *d = detail_of(p, "A1", NULL);
    const struct mh_detail_candidate *c = candidate_of(d, "P1");
    assert_non_null(c);
    assert_false(c->validated);
    assert_string_equal(c->reopened, "le produit ou son certificat a changé depuis l'avis");
    mh_match_detail_free(d);
}

/* --- what is left to settle --- */

static void queue_text(struct plan *p, const struct mh_queue_query *q, char *out, size_t size)
{
    int64_t *ids;
    size_t n;
    *out = '\0';
    if (mh_ops_queue(p->s, q, &ids, &n, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    for (size_t i = 0; i < n; i++) {
        struct mh_queue_row row;
        assert_int_equal(mh_ops_queue_row(p->s, ids[i], &row, &p->err), MH_OK);
        snprintf(out + strlen(out), size - strlen(out), "%s ", row.reference);
    }
    free(ids);
}

static void the_queue_holds_what_a_role_can_settle(void **state)
{
    struct plan *p = *state;
    small_plan(p);
    char text[200];
    struct mh_queue_query q = { .role = "pharmacien" };
    queue_text(p, &q, text, sizeof text);
    assert_string_equal(text, "A2 B1 A3 A1 "); /* the greatest volume first */
    queue_text(p, &(struct mh_queue_query){ .role = "acheteur" }, text, sizeof text);
    assert_string_equal(text, "U ");
    queue_text(p, &(struct mh_queue_query){ .role = "coordinateur" }, text, sizeof text);
    assert_string_equal(text, "L ");
    queue_text(p, &(struct mh_queue_query){ 0 }, text, sizeof text);
    assert_string_equal(text, "L A2 B1 A3 A1 U "); /* family by family, unread last */
    queue_text(p, &(struct mh_queue_query){ .search = "10 cc" }, text, sizeof text);
    assert_string_equal(text, "A2 ");
    queue_text(p, &(struct mh_queue_query){ .family = "aucune-de-ce-nom" }, text, sizeof text);
    assert_string_equal(text, "");
    int64_t next = 0, left, unmatched;
    assert_int_equal(mh_ops_queue_next(p->s, &q, 0, &next, &p->err), MH_OK);
    assert_int_equal(next, id_of(p, "A2", NULL));
    assert_int_equal(mh_ops_queue_left(p->s, "pharmacien", &left, &unmatched, &p->err), MH_OK);
    assert_int_equal(left, 4);
    assert_int_equal(unmatched, 0);
    judge(p, "A2", "P1", "conforme", NULL); /* A1 and A3 with it */
    assert_int_equal(mh_ops_queue_next(p->s, &q, id_of(p, "A2", NULL), &next, &p->err), MH_OK);
    assert_int_equal(next, id_of(p, "B1", NULL));
    judge(p, "B1", "P1", "à essayer", NULL); /* nothing to settle while it is tried, and its state stays */
    assert_int_equal(state_of(p, "B1"), MH_STATE_MATCH);
    assert_int_equal(mh_ops_queue_next(p->s, &q, next, &next, &p->err), MH_OK);
    assert_int_equal(next, 0);
    plan_reopen(p, true); /* the same from the file */
    queue_text(p, &q, text, sizeof text);
    assert_string_equal(text, "");
    undo(p);
    queue_text(p, &q, text, sizeof text);
    assert_string_equal(text, "B1 ");
    assert_int_equal(mh_ops_queue_left(p->s, "roi", &left, &unmatched, &p->err), MH_EUSAGE);
    take_text(p, "besoins", "membre;reference;designation;quantite;unite\nG2;N;CHAUSSON CHIRURGICAL;9;pièce\n");
    assert_int_equal(mh_ops_queue_left(p->s, NULL, &left, &unmatched, &p->err), MH_OK);
    assert_int_equal(unmatched, 1);
    assert_int_equal(left, 6);
}

static enum mh_rc take_found(void *ctx, const struct mh_found_product *f, struct mh_err *err)
{
    char *out = ctx;
    (void)err;
    snprintf(out + strlen(out), 200 - strlen(out), "%s/%s ", f->maker, f->reference);
    return MH_OK;
}

static const char *found(struct plan *p, const char *text)
{
    static char out[200];
    *out = '\0';
    if (mh_ops_registry_search(p->s, text, NULL, 10, take_found, out, &p->err) != MH_OK)
        fail_msg("%s", p->err.msg);
    return out;
}

static void the_whole_registry_by_words(void **state)
{
    struct plan *p = *state;
    small_plan(p);
    assert_string_equal(found(p, "seringue luer"), "M1/P1 M2/P2 M2/P3 ");
    assert_string_equal(found(p, "SERING 20"), "M2/P3 ");
    assert_string_equal(found(p, "demo un"), "M1/P1 ");
    assert_string_equal(found(p, "p2"), "M2/P2 ");
    assert_string_equal(found(p, "stéri deux"), "M2/P3 ");
    assert_string_equal(found(p, "ringue"), "");
    assert_string_equal(found(p, "\xff\xfe ; zz"), "");
    assert_string_equal(found(p, ""), "M1/P1 M2/P2 M2/P3 ");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, plan_setup, plan_teardown)
    const struct CMUnitTest tests[] = {
        T(a_detail_tells_all), T(one_opinion_for_all_that_read_the_same), T(at_once_is_as_from_scratch), T(what_is_said_stands_whole),
        T(reopened_says_why), T(the_queue_holds_what_a_role_can_settle), T(the_whole_registry_by_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
