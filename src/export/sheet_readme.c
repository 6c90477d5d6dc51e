/* Lisez-moi: what each sheet is, the words, how the file was made, its limits. */
#include "export/sheets.h"

static const struct {
    const char *word, *says;
} words[] = {
    { "Validé", "Un pharmacien a donné un avis conforme ou sous réserve." },
    { "Concordant", "Même produit sans doute possible, chaque spécification obligatoire respectée ; attend la signature du pharmacien." },
    { "À vérifier", "Aucun écart, mais quelque chose reste inconnu ou demande un œil ; « Qui tranche » dit l’œil de qui." },
    { "Faisable", "Au moins un écart : le motif dit lequel. Le fabricant pourrait le faire." },
    { "À interroger", "Des fabricants de la gamme sont connus, aucun produit n’est recensé : il faut leur demander." },
    { "Sans fabricant recensé", "Personne de connu à la date de la recherche ; ce n’est pas la preuve que personne n’existe." },
    { "À préciser", "La désignation ne suffit pas à lire la famille, ou se contredit." },
    { "Hors périmètre", "Médicaments, hygiène, bureau, services." },
    { "Achetable", "De l’enregistrement du produit : enregistré (vu et valable), dossier déposé, expiré, non vérifié, non requis. Dit à part "
                   "de la concordance." },
    { "Concordance", "D’un article et d’un produit : Concordant, À vérifier ou Écart." },
    { "Volumétrie", "En unités de base (pièce, paire…), pas en boîtes. « ~ 10 000 » est un ordre de grandeur, donné quand moins de trois "
                    "groupes partagent un besoin. « inconnue » : le conditionnement n’est pas connu." },
    { "Score", "Somme de points montrés ; il classe des candidats, il ne dit pas une probabilité." },
    { "Cellule vide", "Inconnu, ou sans objet. L’inconnu n’est jamais deviné ni compté comme zéro." },
};
static const struct {
    const char *what, *says;
} limits[] = {
    { "Pas une commande", "Le plan dit un besoin. Il n’est ni une commande, ni une négociation commune, ni une attribution." },
    { "Recherche datée", "Les fabricants et produits sont ceux du registre à la date du fichier ; le registre est incomplet." },
    { "Concordance", "Calculée sur les mots et les spécifications lus ; un pharmacien la confirme avant tout achat." },
    { "Prix et fournisseurs", "Ils restent à leur groupe : absents de tout fichier qui en dépasse un." },
    { "Liens", "Le premier mot souligné d’une ligne mène du Plan aux Concordances et retour ; après un tri, ils mènent à l’ancienne ligne." },
};

struct page {
    struct mh__book *b;
    lxw_worksheet *ws;
    lxw_row_t row;
};
enum { KEY_WIDTH = 27, TEXT_WIDTH = 92 };

static void section(struct page *p, const char *title)
{
    p->row++;
    worksheet_set_row(p->ws, p->row, 22, NULL);
    worksheet_write_string(p->ws, p->row, 0, mh__book_tr(p->b, title), p->b->style[MH__S_READ_HEAD]);
    worksheet_write_blank(p->ws, p->row, 1, p->b->style[MH__S_READ_HEAD]);
    p->row++;
}

static void pair(struct page *p, const char *key, const char *says)
{
    key = mh__book_tr(p->b, key); /* words of ours; others have no translation and stay */
    says = mh__book_tr(p->b, says);
    int chars, high = mh__lines(says, TEXT_WIDTH), key_high = mh__lines(key, KEY_WIDTH);

    worksheet_set_row(p->ws, p->row, 14.0 * (high > key_high ? high : key_high) + 2, NULL);
    worksheet_write_string(p->ws, p->row, 0, mh__cell_text(key, &p->b->scratch, &chars), p->b->style[MH__S_READ_KEY]);
    worksheet_write_string(p->ws, p->row, 1, mh__cell_text(says, &p->b->scratch, &chars), p->b->style[MH__S_READ_TEXT]);
    p->row++;
}

static void sheets(struct page *p)
{
    for (int i = 0; mh_sheets[i]; i++)
        if (mh__present(p->b, i) && mh_sheets[i]->draw != mh__draw_readme)
            pair(p, mh__book_tr(p->b, mh_sheets[i]->title), mh__book_tr(p->b, mh_sheets[i]->about));
}

static void made(struct page *p)
{
    struct mh_str t = MH_STR_INIT;

    mh__subtitle(p->b, &t);
    pair(p, "Plan", mh_str_text(&t));
    pair(p, "Fait par", "Mahalli, à partir du plan ; les mêmes données à la même date donnent le même fichier.");
    pair(p, "Mise en forme", p->b->large
        ? "Plus de 20 000 lignes : filtres et totaux sont là, mais pas les tableaux nommés d’Excel ; les plages T_plan, T_concordances… en tiennent lieu."
        : "Chaque feuille est un tableau nommé d’Excel (T_plan, T_concordances…) : filtres, tris et formules l’acceptent tel quel.");
    if (p->b->w->synthesis)
        pair(p, "Noms", "Les chiffres en tête de la note ont un nom pour vos formules : Note_articles, Note_a_interroger, Note_concordants, "
                        "Note_valides, Note_achetables.");
    if (p->b->parted)
        pair(p, "Mise en forme", "Plus d’un million de lignes : la suite d’une feuille est dans « Titre (2) », « Titre (3) »…, chacune avec son "
                                 "total.");
    if (p->b->links_left_out)
        pair(p, "Liens", "Trop de lignes pour les liens entre Plan et Concordances : ils sont laissés de côté.");
    mh_str_free(&t);
}

static enum mh_rc extra(struct page *p, struct mh_rows *src, struct mh_err *err)
{
    const void *row = NULL;
    enum mh_rc rc = MH_OK;

    if (src->table != &mh_rep_pair_table)
        return MH_OK;
    section(p, "À savoir");
    while ((rc = src->next(src->ctx, &row, err)) == MH_OK && row) {
        const struct mh_rep_pair *one = row;
        pair(p, one->what, one->text);
    }
    return rc;
}

enum mh_rc mh__draw_readme(struct mh__book *b, const struct mh_sheet *s, struct mh_rows *src, struct mh_err *err)
{
    struct page p = { b, mh__sheet_open(b, s, 1, err), 0 };
    struct mh_str t = MH_STR_INIT;

    if (!p.ws)
        return MH_EIO;
    worksheet_set_column(p.ws, 0, 0, KEY_WIDTH + 1, NULL);
    worksheet_set_column(p.ws, 1, 1, TEXT_WIDTH + 1, NULL);
    worksheet_set_row(p.ws, 0, 26, NULL);
    mh_str_add(&t, mh__book_tr(b, s->title));
    mh_str_add(&t, " — ");
    mh__plan_title(b, &t);
    worksheet_write_string(p.ws, 0, 0, mh_str_text(&t), b->style[MH__S_TITLE]);
    mh_str_free(&t);
    section(&p, "Les feuilles");
    sheets(&p);
    section(&p, "Les mots");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        pair(&p, words[i].word, words[i].says);
    section(&p, "Ce fichier");
    made(&p);
    section(&p, "Limites");
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        pair(&p, limits[i].what, limits[i].says);
    enum mh_rc rc = extra(&p, src, err);
    worksheet_print_area(p.ws, 0, 0, p.row, 1);
    worksheet_fit_to_pages(p.ws, 1, 0);
    return rc;
}

const struct mh_sheet mh__sheet_readme = {
    .key = "readme", .title = "Lisez-moi", .scopes = MH__IN_ALL | MH__IN_QUESTIONS | MH__IN_RETURN, .wide_ok = true,
    .about = "Cette page.", .tab = 0x98A3AD, .draw = mh__draw_readme,
};
