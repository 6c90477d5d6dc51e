#include "tui/event.h"

#include <mahalli/utf8.h>

#include <stdio.h>
#include <string.h>

static const struct key_name {
    uint32_t key;
    const char *name;        /* in scripts */
    const char *sign, *word; /* as people read it; in ASCII */
} names[] = {
    { MH__KEY_ENTER, "Enter", "Entrée", "Entree" },
    { MH__KEY_ESC, "Esc", "Échap", "Echap" },
    { MH__KEY_TAB, "Tab", "Tab", "Tab" },
    { MH__KEY_BACKTAB, "BackTab", "Maj-Tab", "Maj-Tab" },
    { MH__KEY_BACKSPACE, "Backspace", "Retour", "Retour" },
    { MH__KEY_DELETE, "Delete", "Suppr", "Suppr" },
    { MH__KEY_INSERT, "Insert", "Inser", "Inser" },
    { MH__KEY_UP, "Up", "↑", "Haut" },
    { MH__KEY_DOWN, "Down", "↓", "Bas" },
    { MH__KEY_LEFT, "Left", "←", "Gauche" },
    { MH__KEY_RIGHT, "Right", "→", "Droite" },
    { MH__KEY_PGUP, "PgUp", "Pg préc", "Pg prec" },
    { MH__KEY_PGDN, "PgDn", "Pg suiv", "Pg suiv" },
    { MH__KEY_HOME, "Home", "Début", "Debut" },
    { MH__KEY_END, "End", "Fin", "Fin" },
    { MH__KEY_CTRL_HOME, "C-Home", "Ctrl-Début", "Ctrl-Debut" },
    { MH__KEY_CTRL_END, "C-End", "Ctrl-Fin", "Ctrl-Fin" },
    { ' ', "Space", "Espace", "Espace" },
};

bool mh__key_parse(const char *name, uint32_t *key)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].name, name) == 0) {
            *key = names[i].key;
            return true;
        }
    if (strncmp(name, "C-", 2) == 0 && name[2] >= 'a' && name[2] <= 'z' && name[3] == '\0') {
        *key = MH__KEY_CTRL + (uint32_t)name[2];
        return true;
    }
    size_t n = strlen(name);
    if (n == 0 || !mh_utf8_valid(name, n))
        return false;
    return mh_utf8_next(name, name + n, key) == n && *key > 0x20 && *key != 0x7F && (*key < 0x80 || *key >= 0xA0);
}

const char *mh__key_name(uint32_t key, bool ascii, char buf[16])
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].key == key)
            return ascii ? names[i].word : names[i].sign;
    if (key >= MH__KEY_CTRL + 'a' && key <= MH__KEY_CTRL + 'z') {
        snprintf(buf, 16, "Ctrl-%c", (char)(key - MH__KEY_CTRL - 'a' + 'A'));
        return buf;
    }
    if (key >= MH__KEY_ENTER)
        return "?";
    buf[mh_utf8_put(buf, key)] = '\0';
    return buf;
}
