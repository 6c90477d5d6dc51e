/* « Le plan »: all that is done with the whole plan, behind one key. */
#include "tui/plan_menu.h"

static const struct entry {
    const char *title, *note;
    uint32_t letter;
    bool writes;
    const char *(*why_not)(struct mh__app *app, void *state);
    void (*run)(struct mh__app *app, void *state);
} entries[] = {
    { .title = MH_TR("Exporter un classeur"), .note = MH_TR("plan, dossier, bordereau, questions"), .letter = 'x', .why_not = mh__files_why,
      .run = mh__files_export },
    { .title = MH_TR("Part locale"), .note = MH_TR("du plan, d'aujourd'hui, des achats"), .letter = 'l', .why_not = mh__files_why,
      .run = mh__show_local },
    { .title = MH_TR("Modèle Excel à remplir"), .note = MH_TR("besoins, avis, registre"), .letter = 'm', .why_not = mh__files_why,
      .run = mh__files_template },
    { .title = MH_TR("Part d'un groupe"), .note = MH_TR("à envoyer au coordinateur, sans prix"), .letter = 'p', .writes = true, .why_not = mh__files_why,
      .run = mh__files_part },
    { .title = MH_TR("Copie de sauvegarde"), .note = MH_TR("du plan entier"), .letter = 's', .why_not = mh__files_why, .run = mh__files_backup },
    { .title = MH_TR("Base pour un groupe"), .note = MH_TR("registre, lexique, établissements"), .letter = 'b', .why_not = mh__files_why,
      .run = mh__files_base },
    { .title = MH_TR("Proposer des besoins"), .note = MH_TR("d'un autre plan, des achats"), .letter = 'o', .writes = true, .why_not = mh__propose_why,
      .run = mh__propose },
    { .title = MH_TR("Confirmer les besoins proposés"), .note = MH_TR("tous, tels que proposés"), .letter = 'c', .writes = true,
      .why_not = mh__year_why_not_confirm, .run = mh__year_confirm },
    { .title = MH_TR("Figer le plan"), .note = MH_TR("l'année est close, relisible telle quelle"), .letter = 'f', .writes = true,
      .why_not = mh__year_why_not_freeze, .run = mh__year_freeze },
    { .title = MH_TR("Réviser le plan figé"), .note = MH_TR("une version de plus, avec son motif"), .letter = 'r', .writes = true,
      .why_not = mh__year_why_not_revise, .run = mh__year_revise },
    { .title = MH_TR("Ce qui change"), .note = MH_TR("depuis une version figée"), .letter = 'd', .why_not = mh__year_why_not_compare,
      .run = mh__year_compare },
};
enum { NENTRIES = sizeof entries / sizeof *entries };

static void taken(struct mh__app *app, void *ctx, size_t i)
{
    (void)ctx;
    entries[i].run(app, NULL);
}

void mh__plan_menu(struct mh__app *app, void *state)
{
    struct mh__menu_entry shown[NENTRIES];
    (void)state;
    for (size_t i = 0; i < NENTRIES; i++) {
        const char *why = entries[i].writes && app->read_only ? "le plan est ouvert en lecture seule" : entries[i].why_not(app, NULL);
        shown[i] = (struct mh__menu_entry){ .title = entries[i].title, .note = entries[i].note, .letter = entries[i].letter, .why_not = why };
    }
    mh__menu(app, "Le plan", shown, NENTRIES, taken, NULL);
}
