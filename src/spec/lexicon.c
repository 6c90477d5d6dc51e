/*
 * Building the lexicon. Rules of its diags: lexique-famille-inconnue, lexique-attribut-inconnu, lexique-unite-inconnue,
 * lexique-attribut-double. Rows that name nothing known are left out, the others serve.
 */
#include <stdlib.h>
#include <string.h>
#include <mahalli/hash.h>
#include <mahalli/i18n.h>
#include <mahalli/xalloc.h>
#include "spec/lexicon.h"

struct small_word {
    const char *words; /* space-parted */
    unsigned flags;
};

/* The grammar of labels: words that no family owns. */
static const struct small_word small_words[] = {
    { "de du des la le les un the of d' au aux ce cette ces son sa par to", MH__W_STOP | MH__W_FILLER },
    { "en", MH__W_STOP | MH__W_FILLER | MH__W_NORM },
    { "non pas hors sauf hormis excepte except not no without", MH__W_NEGATOR | MH__W_FILLER | MH__W_SAFE },
    { "sans", MH__W_NEGATOR | MH__W_FILLER | MH__W_SAFE },
    { "avec with + muni munie equipe dote comprenant comportant contenant incluant renfermant compose composee constitue constituee comprising "
      "containing including", MH__W_WITH | MH__W_FILLER | MH__W_SAFE },
    { "pour a for", MH__W_FOR | MH__W_FILLER | MH__W_SAFE },
    { "sterile esterile insterile", MH__W_SAFE },
    { "oui yes une", MH__W_FILLER | MH__W_SAFE },
    /* politeness, who uses it and for what: nothing that a product could have or lack */
    { "sous service services urgences urgence equivalent equivalente similaire courant courante quotidien habituel usuel lecture dosage mesure "
      "mesurer recherche diagnostic surveillance realisation fermeture paroi plaie incision utilisation utilise utilisateur destine destinee "
      "prevu prevue prevoir adapte adaptee convient servant permettant permet assurant afin etc ainsi notamment chez personnel soignant "
      "equipe agent infirmier infirmiere infirmerie chirurgien svp merci urgent besoin besoins annuel marche consommation livraison "
      "pharmacie stock etage salle salles pavillon consultation consultations polyclinique soins quelconque existant existante usages voir "
      "si possible preference bonne parfait parfaite haut niveau fois bloc nos notre nous leur leurs on il est sont soit avoir faut ceux celui celle celles annee passee passe derniere dernier mois laboratoire labo oncologie "
      "superieur superieure irreprochable excellente excellent premiere choix maternite reanimation rea cardiologie urologie gynecologie traumatologie neurologie nephrologie gastrologie", MH__W_IDLE },
    { "et ou and or & / - = % x n n\xc2\xb0 no num numero type modele model genre forme taille dimension dim env environ ref reference "
      "marque article produit dispositif materiel medical chirurgical hospitalier standard normal classique universel divers "
      "size qualite grade ci comme dit dite selon sur dans chaque minimum maximum individuel individuellement emballe emballage conditionne "
      "conditionnement presentation assorti complet simple neuf usage unique jetable apyrogene atoxique hypoallergenique diam "
      "diametre longueur lg larg largeur haut hauteur volume capacite contenance version gamme serie dispo total "
      "pret prete emploi format compatible patient malade hopital clinique medecin appareil systeme hospitalisation rouleau rouleaux", MH__W_FILLER },
    { "boite bte bt b paquet pqt paq sachet sch carton crt ctn rouleau rlx rx flacon fl lot set kit poche pochette coffret etui unite "
      "piece pce pcs paire jeu bobine tube pot bidon caisse colis distributeur ml", 0 },
    { "boite bte bt paquet pqt paq pq sachet sach sch carton crt ctn unite piece pce pcs paire jeu lot caisse colis coffret blister "
      "pc box boxes pkt", MH__W_PACK | MH__W_FILLER },
    { "ce marquage fda conforme conformite certifie", MH__W_FILLER | MH__W_MINOR },
    { "n\xc2\xb0 n no num numero taille tail t size pointure pt usp dec decimale metrique ep", MH__W_LEADS },
    { "petit petite grand grande gros grosse moyen moyenne long longue court courte mince fin fine epais epaisse", MH__W_SIZE },
    { "type marque ref reference", MH__W_BRAND },
    { "iso nf astm nm afnor norme normes din iec cei ansi", MH__W_NORM },
};

static void add_small_words(struct mh_lexicon *lx)
{
    for (size_t i = 0; i < sizeof small_words / sizeof *small_words; i++)
        for (const char *p = small_words[i].words; *p != '\0';) {
            size_t n = strcspn(p, " ");
            char stem[64];
            size_t k = mh__stem(p, n, stem);
            int32_t w = mh__word_add(lx, stem, k);
            lx->words.at[w].flags |= (uint16_t)small_words[i].flags;
            p += n + (p[n] == ' ');
        }
    lx->w_slash = mh__word_add(lx, "/", 1);
    lx->w_ss = mh__word_add(lx, "ss", 2);
    lx->w_s = mh__word_add(lx, "s", 1);
    lx->w_b = mh__word_add(lx, "b", 1);
    lx->w_kit = mh__word_add(lx, "kit", 3);
    lx->w_en = mh__word_add(lx, "en", 2);
    lx->w_p = mh__word_add(lx, "p", 1);
    lx->w_r = mh__word_add(lx, "r", 1);
    lx->w_vide = mh__word_add(lx, "vide", 4);
    lx->w_x = mh__word_add(lx, "x", 1);
    lx->w_dash = mh__word_add(lx, "-", 1);
    lx->w_n = mh__word_add(lx, "n", 1);
    lx->w_a = mh__word_add(lx, "a", 1);
    lx->w_au = mh__word_add(lx, "jusqu", 5);
    lx->w_plus = mh__word_add(lx, "+", 1);
    lx->w_equal = mh__word_add(lx, "=", 1);
    lx->w_percent = mh__word_add(lx, "%", 1);
    lx->w_amp = mh__word_add(lx, "&", 1);
    lx->w_et = mh__word_add(lx, "et", 2);
    lx->w_ou = mh__word_add(lx, "ou", 2);
    lx->w_demi = mh__word_add(lx, "demi", 4);
    lx->w_demie = mh__word_add(lx, "demie", 5);
    lx->w_free = mh__word_add(lx, "free", 4);
    lx->w_sans = mh__word_add(lx, "san", 3);
}

static void copy_families(struct mh_lexicon *lx, const struct mh_lexicon_input *in)
{
    lx->nfamilies = in->nfamilies;
    lx->set_words = in->nfamilies / 64 + 1;
    lx->family_rows = mh_xcalloc(in->nfamilies + 1, sizeof *lx->family_rows);
    lx->families = mh_xcalloc(in->nfamilies + 1, sizeof *lx->families);
    for (size_t i = 0; i < in->nfamilies; i++) {
        const struct mh_family *f = &in->families[i];
        struct mh_family *t = &lx->family_rows[i];
        *t = *f;
        t->code = mh_arena_strdup(&lx->arena, f->code);
        t->name = mh_arena_strdup(&lx->arena, f->name);
        t->name_en = mh_arena_strdup(&lx->arena, f->name_en);
        t->parent = mh_arena_strdup(&lx->arena, f->parent);
        t->emdn = mh_arena_strdup(&lx->arena, f->emdn);
        t->hs = mh_arena_strdup(&lx->arena, f->hs);
        t->base_unit = mh_arena_strdup(&lx->arena, f->base_unit);
        t->origin = mh_arena_strdup(&lx->arena, f->origin);
        lx->families[i].row = t;
        int code = t->code == NULL ? MH__NONE : mh__string_add(lx, t->code);
        if (code >= 0 && lx->string_family.at[code] < 0)
            lx->string_family.at[code] = (int32_t)i;
        lx->families[i].out = f->out_of_scope == 1;
    }
}

/* The reference writes English names of characteristics with a capital; French ones have none. "French size" and "IV line" keep it. */
static void uncapitalize(char *name)
{
    static const char proper[] = "French";
    if (name != NULL && name[0] >= 'A' && name[0] <= 'Z' && name[1] >= 'a' && name[1] <= 'z' && strncmp(name, proper, sizeof proper - 1) != 0)
        name[0] = (char)(name[0] + 32);
}

static void copy_attributes(struct mh_lexicon *lx, const struct mh_lexicon_input *in)
{
    lx->nattribute_rows = in->nattributes;
    lx->attribute_rows = mh_xcalloc(in->nattributes + 1, sizeof *lx->attribute_rows);
    for (size_t i = 0; i < in->nattributes; i++) {
        const struct mh_attribute *a = &in->attributes[i];
        struct mh_attribute *t = &lx->attribute_rows[i];
        *t = *a;
        char **texts[] = { &t->families, &t->code, &t->name,    &t->name_en,  &t->type,    &t->unit,      &t->values,
                           &t->critical, &t->special, &t->implicit, &t->reading, &t->tolerance, &t->decides, &t->origin };
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            *texts[k] = mh_arena_strdup(&lx->arena, *texts[k]);
        uncapitalize(t->name_en);
    }
}

/* The first Arabic name of each family: the reference has no column for it. */
static void name_in_arabic(struct mh_lexicon *lx, const struct mh_lexicon_input *in)
{
    for (size_t i = 0; i < in->nsynonyms; i++) {
        const struct mh_synonym *y = &in->synonyms[i];
        if (!mh_streq(y->lang, "ar") || !mh_blank(y->attribute) || !mh_blank(y->value) || mh_streq(y->status, "refusé"))
            continue;
        int f = y->families == NULL ? MH__NONE : mh__family_find(lx, y->families);
        if (f >= 0 && lx->families[f].name_ar == NULL)
            lx->families[f].name_ar = mh_arena_strdup(&lx->arena, y->term);
    }
}

static void stamp_text(uint64_t *stamp, const char *s)
{
    *stamp = s == NULL ? mh_hash64("\1", 1, *stamp) : mh_hash64(s, strlen(s) + 1, *stamp);
}

static uint64_t stamp_rows(const struct mh_lexicon_input *in)
{
    uint64_t s = 2; /* raise when the reader itself reads otherwise */
    for (size_t i = 0; i < in->nfamilies; i++) {
        const struct mh_family *f = &in->families[i];
        const char *t[] = { f->code, f->name, f->emdn, f->base_unit };
        for (size_t k = 0; k < 4; k++)
            stamp_text(&s, t[k]);
        s = mh_hash64(&f->out_of_scope, sizeof f->out_of_scope, s);
    }
    for (size_t i = 0; i < in->nattributes; i++) {
        const struct mh_attribute *a = &in->attributes[i];
        const char *t[] = { a->families, a->code, a->name, a->type, a->unit, a->values, a->critical, a->special, a->implicit, a->reading, a->tolerance, a->decides };
        for (size_t k = 0; k < sizeof t / sizeof *t; k++)
            stamp_text(&s, t[k]);
        s = mh_hash64(&a->never, sizeof a->never, s);
    }
    for (size_t i = 0; i < in->nsynonyms; i++) {
        const struct mh_synonym *y = &in->synonyms[i];
        const char *t[] = { y->term, y->families, y->attribute, y->value };
        for (size_t k = 0; k < 4; k++)
            stamp_text(&s, t[k]);
    }
    return s;
}

struct mh_lexicon *mh_lexicon_new(const struct mh_lexicon_input *in, struct mh_diags *diags)
{
    struct mh_lexicon *lx = mh_xcalloc(1, sizeof *lx);
    add_small_words(lx);
    copy_families(lx, in);
    copy_attributes(lx, in);
    mh__units_load(lx);
    mh__codes_load(lx);
    mh__attrs_compile(lx, in, diags);
    mh__deciding_compile(lx);
    mh__parts_compile(lx);
    mh__terms_compile(lx, in, diags);
    name_in_arabic(lx, in);
    mh__vocabularies(lx);
    mh__words_finish(lx);
    mh__defines_compile(lx, in);
    lx->stamp = mh_hash64(&lx->stamp, sizeof lx->stamp, stamp_rows(in));
    return lx;
}

void mh_lexicon_free(struct mh_lexicon *lx)
{
    if (lx == NULL)
        return;
    free(lx->pool);
    mh_vec_free(&lx->words);
    free(lx->table);
    free(lx->sorted);
    free(lx->spell);
    mh_vec_free(&lx->strings);
    mh_vec_free(&lx->string_family);
    mh_vec_free(&lx->string_set);
    free(lx->string_table);
    mh_vec_free(&lx->codes_of_attributes);
    mh_vec_free(&lx->codes);
    mh_vec_free(&lx->family_terms);
    free(lx->postings);
    mh_vec_free(&lx->terms);
    mh_vec_free(&lx->defines);
    mh_vec_free(&lx->announcers);
    mh_vec_free(&lx->nodes);
    free(lx->edges);
    mh_vec_free(&lx->family_sets);
    free(lx->family_rows);
    free(lx->attribute_rows);
    free(lx->families);
    mh_vec_free(&lx->attrs);
    mh_vec_free(&lx->units);
    mh_vec_free(&lx->dimensions);
    mh_arena_free(&lx->arena);
    free(lx);
}

uint64_t mh_lexicon_stamp(const struct mh_lexicon *lx)
{
    return lx->stamp;
}

size_t mh_lexicon_nfamilies(const struct mh_lexicon *lx)
{
    return lx->nfamilies;
}

int mh_lexicon_family(const struct mh_lexicon *lx, const char *code)
{
    if (code == NULL || *code == '\0')
        return MH__NONE;
    int f = mh__family_find(lx, code), n = 0;
    if (f >= 0)
        return f;
    for (size_t i = 0; i < lx->nfamilies; i++)
        if (mh_streq(lx->family_rows[i].emdn, code)) {
            f = (int)i;
            n++;
        }
    return n == 1 ? f : MH__NONE;
}

const struct mh_family *mh_lexicon_family_row(const struct mh_lexicon *lx, int family)
{
    return family < 0 || (size_t)family >= lx->nfamilies ? NULL : &lx->family_rows[family];
}

const char *mh_lexicon_family_name(const struct mh_lexicon *lx, const char *lang, int family)
{
    const struct mh_family *row = mh_lexicon_family_row(lx, family);
    if (row == NULL || row->name == NULL)
        return row == NULL ? "" : row->code;
    if (mh_streq(lang, "en") && !mh_blank(row->name_en))
        return row->name_en;
    const char *name = mh_tr(lang, row->name);
    if (name == row->name && mh_lang_rtl(lang) && lx->families[family].name_ar != NULL)
        return lx->families[family].name_ar;
    return name;
}

size_t mh_lexicon_nattributes(const struct mh_lexicon *lx, int family)
{
    return family < 0 ? 0 : (size_t)lx->families[family].nattrs;
}

const struct mh_attribute *mh_lexicon_attribute(const struct mh_lexicon *lx, int family, int attribute)
{
    return mh__family_attr(lx, family, attribute)->row;
}

bool mh_attribute_informative(const struct mh_lexicon *lx, int family, int attribute)
{
    return mh__family_attr(lx, family, attribute)->informative;
}
