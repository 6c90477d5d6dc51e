#ifndef TUI_SCREENS_H
#define TUI_SCREENS_H
/* The screens (screens.c lists them) and what those with a list have in common. */
#include "tui/list.h"

extern const struct mh__screen mh__screen_gaps, mh__screen_history, mh__screen_problems, mh__screen_registry, mh__screen_follow, mh__screen_cover;
extern const struct mh__screen mh__screen_needs;

/* What happened since the plan was frozen, in a text to scroll through. (alerts_text.c) */
void mh__show_alerts(struct mh__app *app);

/* The five questions that every list answers by the same keys: functions on the list that the expression gives for a screen's `state`, and
 * the rows of its table of actions. */
#define MH__LIST_ACTIONS_ON(the_list)                                                                                                     \
    static void list_search(struct mh__app *app, void *state) { mh__list_ask_search(the_list, app); }                                     \
    static void list_filter(struct mh__app *app, void *state) { mh__list_ask_filter(the_list, app); }                                     \
    static void list_clear(struct mh__app *app, void *state) { mh__list_clear_filters(the_list, app); }                                   \
    static void list_sort(struct mh__app *app, void *state) { mh__list_ask_sort(the_list, app); }                                         \
    static void list_columns(struct mh__app *app, void *state) { mh__list_ask_columns(the_list, app); }
#define MH__LIST_ACTIONS(state_type, member) MH__LIST_ACTIONS_ON(&((state_type *)state)->member)
/* Where an action takes every row picked: not for opinions, which are given with the eyes on each. */
#define MH__LIST_PICK_ON(the_list)                                                                                                        \
    static void list_pick_all(struct mh__app *app, void *state) { mh__list_ask_all(the_list, app); }
#define MH__LIST_PICK_ROW                                                                                                                 \
    { .name = "tout_choisir", .title = "Tout choisir", .help = "Toutes les lignes de la liste, ou aucune ; espace en choisit une",          \
      .key = '*', .run = list_pick_all }
#define MH__LIST_ACTION_ROWS                                                                                                              \
    { .name = "chercher", .title = "Chercher", .help = "Les lignes où se trouvent ces mots", .key = '/',                                   \
      .flags = MH__ACT_BAR | MH__ACT_ASKS, .run = list_search },                                                                          \
    { .name = "filtrer", .title = "Filtrer", .help = "Par une colonne : contient, est, commence, plus petit, plus grand, vide",            \
      .key = 'f', .flags = MH__ACT_BAR | MH__ACT_ASKS, .run = list_filter },                                                              \
    { .name = "defiltrer", .title = "Retirer les filtres", .help = "Un par un, ou recherche et filtres à la fois", .key = 'F',             \
      .run = list_clear },                                                                                                                \
    { .name = "trier", .title = "Trier", .help = "Par une colonne ; la même encore : l'autre sens", .key = 't', .flags = MH__ACT_ASKS,     \
      .run = list_sort },                                                                                                                 \
    { .name = "colonnes", .title = "Colonnes", .help = "Montrer, masquer, déplacer", .key = 'c', .flags = MH__ACT_ASKS,                    \
      .run = list_columns }

#endif
