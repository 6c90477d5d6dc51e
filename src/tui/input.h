#ifndef TUI_INPUT_H
#define TUI_INPUT_H
/*
 * Bytes that a terminal sends into events: UTF-8, the sequences of keys (xterm, screen, tmux, linux, vt100, rxvt), the mouse (SGR and
 * X10), bracketed paste. Nothing here reads or waits, so that it is tested without a terminal; what it does not know it swallows whole.
 */
#include <mahalli/str.h>
#include "tui/event.h"

struct mh__input {
    struct mh_str bytes;  /* not yet understood */
    size_t at;            /* those before are done with */
    bool pasting;
    struct mh_str paste;
    bool ended;           /* the paste was given out: its text goes at the next call */
    uint32_t (*other)(unsigned char byte); /* a byte that is no UTF-8, as a code point; 0 drops it. NULL: dropped */
    int64_t clicked;      /* ms of the last click, and where: a second one there makes a pair */
    int click_y, click_x;
};

void mh__input_free(struct mh__input *in);
void mh__input_feed(struct mh__input *in, const char *bytes, size_t n);
/*
 * The next event; false when there is none (yet). final: no more bytes will follow soon, so that a lone escape is the key Esc; until then
 * it may begin a sequence. now: ms of a clock, for double clicks.
 */
bool mh__input_next(struct mh__input *in, bool final, int64_t now, struct mh__event *ev);
/* Bytes wait that may be the beginning of a sequence. */
bool mh__input_pending(const struct mh__input *in);

#endif
