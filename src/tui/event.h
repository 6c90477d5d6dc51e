#ifndef TUI_EVENT_H
#define TUI_EVENT_H
/* What people do at the keyboard, as screens see it; from a terminal (term.c) or from a script (script.c). */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mh__event_type { MH__EV_KEY, MH__EV_PASTE, MH__EV_MOUSE, MH__EV_RESIZE, MH__EV_TICK /* nothing happened for a moment */, MH__EV_QUIT };

enum mh__key { /* code points are themselves; these stand above Unicode */
    MH__KEY_ENTER = 0x110000, MH__KEY_ESC, MH__KEY_TAB, MH__KEY_BACKTAB, MH__KEY_BACKSPACE, MH__KEY_DELETE, MH__KEY_INSERT, MH__KEY_UP,
    MH__KEY_DOWN, MH__KEY_LEFT, MH__KEY_RIGHT, MH__KEY_PGUP, MH__KEY_PGDN, MH__KEY_HOME, MH__KEY_END,
    MH__KEY_CTRL_HOME, MH__KEY_CTRL_END, /* first and last row; Home and End are the line's */
    MH__KEY_CTRL, /* + 'a'..'z': Ctrl and a letter */
};

enum mh__mouse { MH__MOUSE_CLICK, MH__MOUSE_DOUBLE, MH__MOUSE_UP /* wheel */, MH__MOUSE_DOWN };

struct mh__event {
    enum mh__event_type type;
    uint32_t key;          /* of KEY */
    const char *text;      /* of PASTE: as pasted, UTF-8, borrowed until the next event */
    size_t len;
    int y, x;              /* of MOUSE: a cell of the canvas */
    enum mh__mouse mouse;
    int h, w;              /* of RESIZE */
};

/* "Down", "Enter", "C-z", "é": false when there is no such key. */
bool mh__key_parse(const char *name, uint32_t *key);
/* The name people read: "↓", "Entrée", "Ctrl-Z", "u" (ascii: "Bas"). Static or written into buf (>= 16 bytes). */
const char *mh__key_name(uint32_t key, bool ascii, char buf[16]);

#endif
