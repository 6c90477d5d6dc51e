#include "tui/input.h"

#include <mahalli/utf8.h>

#include <stdlib.h>
#include <string.h>

enum { DOUBLE_MS = 400, LONGEST_SEQUENCE = 64 };

static const char PASTE_END[] = "\033[201~";

static const struct sequence {
    const char *tail; /* after the escape, without modifiers */
    uint32_t key;
} sequences[] = {
    { "[A", MH__KEY_UP },     { "[B", MH__KEY_DOWN },    { "[C", MH__KEY_RIGHT },  { "[D", MH__KEY_LEFT },   { "OA", MH__KEY_UP },
    { "OB", MH__KEY_DOWN },   { "OC", MH__KEY_RIGHT },   { "OD", MH__KEY_LEFT },   { "[H", MH__KEY_HOME },   { "[F", MH__KEY_END },
    { "OH", MH__KEY_HOME },   { "OF", MH__KEY_END },     { "[1~", MH__KEY_HOME },  { "[7~", MH__KEY_HOME },  { "[4~", MH__KEY_END },
    { "[8~", MH__KEY_END },   { "[2~", MH__KEY_INSERT }, { "[3~", MH__KEY_DELETE }, { "[5~", MH__KEY_PGUP }, { "[6~", MH__KEY_PGDN },
    { "[Z", MH__KEY_BACKTAB }, { "OM", MH__KEY_ENTER },  { "[7^", MH__KEY_CTRL_HOME }, { "[8^", MH__KEY_CTRL_END },
};

void mh__input_free(struct mh__input *in)
{
    mh_str_free(&in->bytes);
    mh_str_free(&in->paste);
    *in = (struct mh__input){ 0 };
}

void mh__input_feed(struct mh__input *in, const char *bytes, size_t n)
{
    mh_str_addn(&in->bytes, bytes, n);
}

bool mh__input_pending(const struct mh__input *in)
{
    return in->at < in->bytes.len;
}

static void take(struct mh__input *in, size_t n)
{
    in->at += n;
    if (in->at == in->bytes.len) {
        mh_str_clear(&in->bytes);
        in->at = 0;
    }
}

static bool is_key(struct mh__event *ev, uint32_t key)
{
    *ev = (struct mh__event){ .type = MH__EV_KEY, .key = key };
    return true;
}

/* --- paste --- */

/* Moves what is pasted out of the bytes; true when its end was there. */
static bool gather_paste(struct mh__input *in)
{
    const char *p = mh_str_text(&in->bytes) + in->at;
    size_t left = in->bytes.len - in->at, n = 0, end = sizeof PASTE_END - 1;
    for (; n < left; n++) {
        if (p[n] != '\033')
            continue;
        size_t k = left - n < end ? left - n : end;
        if (memcmp(p + n, PASTE_END, k) != 0)
            continue;
        mh_str_addn(&in->paste, p, n);
        take(in, k == end ? n + end : n); /* the beginning of the end waits for its rest */
        return k == end;
    }
    mh_str_addn(&in->paste, p, n);
    take(in, n);
    return false;
}

static bool paste_event(struct mh__input *in, struct mh__event *ev)
{
    if (!gather_paste(in))
        return false;
    struct mh_str text = MH_STR_INIT;
    mh_utf8_repair(&text, mh_str_text(&in->paste), in->paste.len);
    mh_str_free(&in->paste);
    in->paste = text;
    in->pasting = false;
    in->ended = true;
    *ev = (struct mh__event){ .type = MH__EV_PASTE, .text = mh_str_text(&in->paste), .len = in->paste.len };
    return true;
}

/* --- mouse --- */

static bool mouse_event(struct mh__input *in, int button, int x, int y, int64_t now, struct mh__event *ev)
{
    *ev = (struct mh__event){ .type = MH__EV_MOUSE, .y = y, .x = x };
    if (button & 32 || x < 0 || y < 0) /* a movement */
        return false;
    if (button & 64) {
        ev->mouse = button & 1 ? MH__MOUSE_DOWN : MH__MOUSE_UP;
        return (button & 3) <= 1;
    }
    if ((button & 3) != 0)
        return false;
    bool again = in->clicked != 0 && now - in->clicked < DOUBLE_MS && in->click_y == y && in->click_x == x;
    ev->mouse = again ? MH__MOUSE_DOUBLE : MH__MOUSE_CLICK;
    in->clicked = again ? 0 : now;
    in->click_y = y;
    in->click_x = x;
    return true;
}

/* "<0;12;5M": a press; with m the release. */
static bool sgr_mouse(struct mh__input *in, const char *p, char final, int64_t now, struct mh__event *ev)
{
    char *end;
    long b = strtol(p, &end, 10), x = *end == ';' ? strtol(end + 1, &end, 10) : 0, y = *end == ';' ? strtol(end + 1, &end, 10) : 0;
    if (final != 'M' || b < 0 || b > 255 || x < 1 || y < 1 || x > 10000 || y > 10000)
        return false;
    return mouse_event(in, (int)b, (int)x - 1, (int)y - 1, now, ev);
}

/* --- sequences --- */

static bool known(const char *tail, struct mh__event *ev)
{
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
        if (strcmp(sequences[i].tail, tail) == 0)
            return is_key(ev, sequences[i].key);
    return false;
}

/* A whole control sequence, "[1;5H": the key without its modifiers, but Ctrl with Home and End. */
static bool csi_event(struct mh__input *in, const char *seq, size_t n, int64_t now, struct mh__event *ev)
{
    char tail[LONGEST_SEQUENCE + 1];
    memcpy(tail, seq, n);
    tail[n] = '\0';
    if (tail[1] == '<')
        return sgr_mouse(in, tail + 2, tail[n - 1], now, ev);
    if (strcmp(tail, "[200~") == 0) {
        in->pasting = true;
        mh_str_clear(&in->paste);
        return false;
    }
    char *semi = strchr(tail, ';');
    int modifier = 0;
    if (semi != NULL) {
        char final = tail[n - 1];
        modifier = (int)strtol(semi + 1, NULL, 10) - 1;
        *semi = '\0';
        if (strcmp(tail, "[1") == 0 && final != '~')
            tail[1] = '\0';
        size_t at = strlen(tail);
        tail[at] = final;
        tail[at + 1] = '\0';
    }
    if (!known(tail, ev))
        return false;
    if (modifier & 4)
        ev->key = ev->key == MH__KEY_HOME ? MH__KEY_CTRL_HOME : ev->key == MH__KEY_END ? MH__KEY_CTRL_END : ev->key;
    return true;
}

/* Bytes of the sequence that the escape at p begins: 0 when more must come; 1 for a lone Esc. */
static size_t sequence_length(const char *p, size_t left)
{
    if (left < 2)
        return 0;
    if (p[1] == 'O')
        return left < 3 ? 0 : 3;
    if (p[1] != '[')
        return 1;
    if (left >= 3 && p[2] == 'M')
        return left < 6 ? 0 : 6;
    if (left >= 3 && p[2] == '[') /* F-keys of the Linux console */
        return left < 4 ? 0 : 4;
    for (size_t i = 2; i < left && i < LONGEST_SEQUENCE; i++) {
        if (p[i] >= 0x40 && p[i] <= 0x7E)
            return i + 1;
        if (p[i] < 0x20 || (unsigned char)p[i] > 0x7E)
            return i; /* broken off: what came is swallowed */
    }
    return left < LONGEST_SEQUENCE ? 0 : LONGEST_SEQUENCE;
}

/* The escape at the front. *waits: more must come before it means anything. */
static bool escape_event(struct mh__input *in, bool final, int64_t now, struct mh__event *ev, bool *waits)
{
    const char *p = mh_str_text(&in->bytes) + in->at;
    size_t left = in->bytes.len - in->at, n = sequence_length(p, left);
    char seq[LONGEST_SEQUENCE];
    *waits = n == 0 && !final;
    if (*waits)
        return false;
    if (n <= 1) {
        take(in, 1);
        return is_key(ev, MH__KEY_ESC);
    }
    memcpy(seq, p, n);
    take(in, n);
    if (seq[1] == '[' && n == 6 && seq[2] == 'M') {
        int b = (unsigned char)seq[3] - 32, x = (unsigned char)seq[4] - 33, y = (unsigned char)seq[5] - 33;
        return mouse_event(in, b, x, y, now, ev);
    }
    if (seq[1] == '[')
        return csi_event(in, seq + 1, n - 1, now, ev);
    const char tail[] = { seq[1], seq[2], '\0' };
    return known(tail, ev);
}

/* --- characters --- */

static bool control_event(unsigned char c, struct mh__event *ev)
{
    switch (c) {
    case '\r': case '\n': return is_key(ev, MH__KEY_ENTER);
    case '\t': return is_key(ev, MH__KEY_TAB);
    case 0x7F: case 0x08: return is_key(ev, MH__KEY_BACKSPACE);
    default: return c >= 1 && c <= 26 && is_key(ev, MH__KEY_CTRL + 'a' + c - 1u);
    }
}

static size_t utf8_length(unsigned char c)
{
    return c >= 0xF0 && c <= 0xF4 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 && c < 0xE0 ? 2 : 1;
}

static bool character_event(struct mh__input *in, bool final, struct mh__event *ev, bool *waits)
{
    const char *p = mh_str_text(&in->bytes) + in->at;
    size_t left = in->bytes.len - in->at, want = utf8_length((unsigned char)*p);
    uint32_t cp;
    if ((unsigned char)*p >= 0x80 && left < want && !final) {
        *waits = true;
        return false;
    }
    size_t n = mh_utf8_next(p, p + left, &cp);
    if (n == 1 && (unsigned char)*p >= 0x80)
        cp = in->other != NULL ? in->other((unsigned char)*p) : 0;
    take(in, n);
    if (cp < 0x20 || cp == 0x7F)
        return control_event((unsigned char)cp, ev);
    return (cp < 0x80 || cp >= 0xA0) && is_key(ev, cp);
}

bool mh__input_next(struct mh__input *in, bool final, int64_t now, struct mh__event *ev)
{
    if (in->ended) {
        mh_str_clear(&in->paste);
        in->ended = false;
    }
    while (in->at < in->bytes.len) {
        bool waits = false, got;
        if (in->pasting)
            return paste_event(in, ev);
        if (mh_str_text(&in->bytes)[in->at] == '\033')
            got = escape_event(in, final, now, ev, &waits);
        else
            got = character_event(in, final, ev, &waits);
        if (got || waits)
            return got;
    }
    return false;
}
