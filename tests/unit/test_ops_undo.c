/* Any sequence of changes through the use cases, undone step by step, gives what was there before; redone, what was there after. */
#include "ops_help.h"
#include "store/internal.h"

enum { MOST = 12 };

struct run {
    struct plan *p;
    uint64_t random;
    char *at[MOST + 1]; /* everything recorded, before each change and at the end */
    int n;
};

static const char *pick(struct run *r, const char *const *list, uint32_t n)
{
    return list[draw(&r->random, n)];
}

static enum mh_rc with_fields(struct run *r, bool add, const char *kind, const char *ref, const char *const *fields)
{
    struct mh_diags diags = MH_DIAGS_INIT;
    mh_err_clear(&r->p->err);
    enum mh_rc rc = add ? mh_ops_add(r->p->s, kind, fields, &diags, &r->p->err) : mh_ops_set(r->p->s, kind, ref, fields, &diags, &r->p->err);
    mh_diags_free(&diags);
    return rc;
}

static enum mh_rc some_set(struct run *r)
{
    static const struct {
        const char *kind, *ref, *field;
    } sets[] = {
        { "membres", "G1", "ville=Fès" }, { "sites", "S1", "lits=120" }, { "fabricants", "M1", "statut=projet" },
        { "fabricants", "M2", "role=distributeur" }, { "fabricants", "M2", "ville=" }, { "produits", "M1/P1", "designation=SERINGUE 20 ML" },
        { "produits", "M1/P2", "prix_unitaire_ht=1,25" }, { "produits", "M2/P1", "specifications=sterile = oui" },
        { "articles", "G1/A1", "unite=B/10" }, { "articles", "G1/A1", "unite=B/20" }, { "articles", "G1/A2", "perimetre=exclu" },
        { "articles", "G2/A1", "designation=DRAP" }, { "besoins", "G1/A1@S1", "quantite=40" }, { "besoins", "G1/A1@S2", "quantite=7" },
        { "besoins", "G1/A2@S1", "fournisseur=Autre" }, { "besoins", "G1/A2@S1", "prix_unitaire_ht=2,50" },
        { "certificats", "C1", "fin=2029-01-01" },
    };
    size_t i = draw(&r->random, sizeof sets / sizeof *sets);
    return with_fields(r, false, sets[i].kind, sets[i].ref, (const char *const[]){ sets[i].field, NULL });
}

static enum mh_rc some_add(struct run *r)
{
    char ref[40], maker[40];
    snprintf(ref, sizeof ref, "reference=N%u", draw(&r->random, 4));
    snprintf(maker, sizeof maker, "fabricant=M%u", 1 + draw(&r->random, 3));
    uint32_t which = draw(&r->random, 120);
    switch (which < 118 ? which % 11 : 11) { /* the lexicon is built again after a word: seldom */
    case 0: case 1: return with_fields(r, true, "produits", NULL, (const char *const[]){ maker, ref, "designation=GANT EXAMEN M", NULL });
    case 2: return with_fields(r, true, "fabricants", NULL, (const char *const[]){ "code=M3", "raison_sociale=Trois", NULL });
    case 3: case 4: return with_fields(r, true, "articles", NULL, (const char *const[]){ "membre=G2", ref, "designation=COMPRESSE", NULL });
    case 5: case 6: case 7:
        return with_fields(r, true, "besoins", NULL,
                           (const char *const[]){ "membre=G2", "etablissement=T1", ref, "designation=COMPRESSE", "quantite=12", "unite=B/5", NULL });
    case 8: case 9: case 10:
        return with_fields(r, true, "articles", NULL, (const char *const[]){ "membre=G1", ref, "designation=GANT", NULL });
    default: return with_fields(r, true, "synonymes", NULL, (const char *const[]){ "terme=mot neuf", "famille=seringue", NULL });
    }
}

static enum mh_rc some_remove(struct run *r)
{
    static const struct {
        const char *kind, *ref;
    } rows[] = { { "besoins", "G1/A1@S1" }, { "besoins", "G1/A2@S1" }, { "produits", "M2/P1" }, { "produits", "M1/N1" },
                 { "certificats", "C1" }, { "fabricants", "M3" }, { "articles", "G2/N2" }, { "synonymes", "mot neuf" }, { "sites", "S2" },
                 { "avis", "G1/A1@M1/P1" } };
    size_t i = draw(&r->random, sizeof rows / sizeof *rows);
    mh_err_clear(&r->p->err);
    return mh_ops_remove(r->p->s, rows[i].kind, rows[i].ref, &r->p->err);
}

static enum mh_rc some_opinion(struct run *r)
{
    static const char *const articles[] = { "G1/A1", "G1/A2", "G2/A1" }, *const products[] = { "M1/P1", "M1/P2", "M2/P1", "none" },
                             *const opinions[] = { "conforme", "non conforme", "à essayer" };
    mh_err_clear(&r->p->err);
    return mh_ops_judge(r->p->s, pick(r, articles, 3), pick(r, products, 4), pick(r, opinions, 3), "essai", &r->p->err);
}

static enum mh_rc some_import(struct run *r)
{
    char text[600];
    struct mh_import_result out;
    uint32_t q = 1 + draw(&r->random, 90);
    snprintf(text, sizeof text, "membre;etablissement;reference;designation;quantite;unite\nG1;S1;A1;SERINGUE 10 ML;%u;B/%u\n"
             "G1;S2;A%u;SONDE FOLEY CH 18;%u;pièce\nG2;;A1;DRAP JETABLE;x\n", q, 1 + draw(&r->random, 3) * 10, draw(&r->random, 6), q + 1);
    enum mh_rc rc = take_asked(r->p, (struct mh_import_request){ .kind = "besoins", .path = plan_file(r->p, "i.csv", text) }, &out);
    mh_import_result_free(&out);
    return rc;
}

static enum mh_rc some_campaign(struct run *r)
{
    mh_err_clear(&r->p->err);
    return set_one(r->p, "campagnes", "2027", draw(&r->random, 2) ? "nom=Plan" : "nom=Plan des groupes");
}

/* An undo or redo among the changes: itself a change to turn back. */
static enum mh_rc turn(struct run *r)
{
    struct mh_operation done = { 0 };
    mh_err_clear(&r->p->err);
    enum mh_rc rc = mh_ops_undo(r->p->s, 0, &done, &r->p->err);
    mh_operation_free(&done);
    return rc;
}

static void take_base(struct plan *p)
{
    take_text(p, "membres", "code;nom\nG1;Un\nG2;Deux\n");
    take_text(p, "sites", "membre;code;nom\nG1;S1;Site un\nG1;S2;Site deux\nG2;T1;Autre\n");
    take_text(p, "fabricants", "code;raison_sociale;ville\nM1;Un;Settat\nM2;Deux;Fès\n");
    take_text(p, "produits", "fabricant;reference;designation;statut\nM1;P1;SERINGUE 10 ML LUER;produit\nM1;P2;GANT EXAMEN M;\nM2;P1;SONDE FOLEY CH 18;\n");
    take_text(p, "certificats", "fabricant;produit;type;numero;fin\nM1;P1;enregistrement;C1;2028-01-01\n");
    take_text(p, "besoins", "membre;etablissement;reference;designation;quantite;unite\nG1;S1;A1;SERINGUE 10 ML;10;B/100\nG1;S2;A1;SERINGUE 10 ML;5;B/100\n"
                            "G1;S1;A2;SONDE FOLEY CH 18;20;pièce\nG2;T1;A1;DRAP JETABLE;30;pièce\n");
}

static void differ(unsigned seed, const char *what, const char *want, const char *got)
{
    size_t at = 0;
    if (strcmp(want, got) == 0)
        return;
    while (want[at] == got[at])
        at++;
    at -= at > 80 ? 80 : at;
    fail_msg("graine %u, %s : « %.160s » au lieu de « %.160s »", seed, what, got + at, want + at);
}

static void one_sequence(struct run *r, unsigned seed)
{
    static enum mh_rc (*const changes[])(struct run *r) = { some_set, some_set, some_set, some_add, some_add, some_remove, some_opinion,
                                                            some_import, some_campaign, turn };
    r->random = seed;
    r->n = 0;
    int length = 2 + (int)draw(&r->random, MOST - 2);
    bool turned = false;
    r->at[0] = whole_of(r->p, false);
    for (int k = 0; k < length; k++) {
        int64_t before = operations(r->p);
        size_t which = draw(&r->random, sizeof changes / sizeof *changes);
        if (changes[which] == turn && (r->n == 0 || turned))
            continue;
        enum mh_rc rc = changes[which](r);
        int64_t made = operations(r->p) - before;
        char *now = whole_of(r->p, false);
        if (rc != MH_OK || made == 0) { /* refused: nothing may have changed */
            assert_int_equal(made, 0);
            differ(seed, "refus", r->at[r->n], now);
            free(now);
            continue;
        }
        assert_int_equal(made, 1);
        if (changes[which] == turn) {
            differ(seed, "annulation", r->at[r->n - 1], now);
            free(now);
            free(r->at[r->n--]);
            turned = draw(&r->random, 2); /* what was undone is no more to be undone again */
            continue;
        }
        r->at[++r->n] = now;
    }
    for (int k = r->n; k-- > 0;) {
        undo_one(r->p);
        char *now = whole_of(r->p, false);
        differ(seed, "annulation", r->at[k], now);
        free(now);
    }
    if (draw(&r->random, 2)) {
        for (int k = 1; k <= r->n; k++) {
            redo_one(r->p);
            char *now = whole_of(r->p, false);
            differ(seed, "rétablissement", r->at[k], now);
            free(now);
        }
        for (int k = 0; k < r->n; k++)
            undo_one(r->p);
    }
    for (int k = 0; k <= r->n; k++)
        free(r->at[k]);
}

static void sequences(void **state)
{
    (void)state;
    unsigned each = 25, plans = long_tests() ? 200 : 12, seed = 1;
    for (unsigned i = 0; i < plans; i++) {
        struct plan p;
        plan_new(&p);
        assert_int_equal(p.s->store->drv->exec(p.s->store->db, "PRAGMA synchronous = OFF", &p.err), MH_OK); /* the disk is not tested here */
        take_base(&p);
        struct run r = { .p = &p };
        for (unsigned k = 0; k < each; k++)
            one_sequence(&r, seed++);
        assert_sound(&p);
        plan_free(&p);
    }
    print_message("# graines 1 à %u\n", seed - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(sequences) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
