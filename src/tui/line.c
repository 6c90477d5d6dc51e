#include "tui/line.h"

#include <mahalli/utf8.h>

#include <string.h>

/* Fit to stand in a line: itself visible, neither a mark of direction nor a control character. */
static bool fits(const char *p, size_t n)
{
    if (n == 1 && *p >= 0x20 && *p < 0x7F)
        return true;
    char one[5] = "";
    struct mh_str seen = MH_STR_INIT;
    memcpy(one, p, n);
    mh_utf8_visible(&seen, one);
    bool same = mh_streq(mh_str_text(&seen), one);
    mh_str_free(&seen);
    return same;
}

/* Appends text as a line may hold it: breaks and tabs are spaces, what would be invisible or control is left out. */
static void add_clean(struct mh_str *out, const char *p, size_t n, bool first)
{
    const char *end = p + n;
    while (p < end) {
        uint32_t cp;
        size_t k = mh_utf8_next(p, end, &cp);
        char bytes[4];
        size_t len = mh_utf8_put(bytes, cp);
        if (cp == '\r' && p + 1 < end && p[1] == '\n')
            k = 2;
        if (cp == '\t' || cp == '\n' || cp == '\r' || cp == 0x2028 || cp == 0x2029)
            mh_str_addc(out, ' ');
        else if (cp != 0 && fits(bytes, len) && !(first && out->len == 0 && mh_utf8_cp_width(cp) == 0))
            mh_str_addn(out, bytes, len);
        p += k;
    }
}

void mh__line_set(struct mh__line *l, const char *text, bool fresh)
{
    mh_str_clear(&l->text);
    if (text != NULL)
        add_clean(&l->text, text, strlen(text), true);
    l->at = l->text.len;
    l->first = 0;
    l->fresh = fresh && l->text.len > 0;
}

void mh__line_free(struct mh__line *l)
{
    mh_str_free(&l->text);
    *l = (struct mh__line){ 0 };
}

/* --- movement and erasing, by what a reader sees as one character --- */

static size_t next_at(const struct mh__line *l, size_t at)
{
    const char *p = mh_str_text(&l->text);
    int w;
    return at >= l->text.len ? l->text.len : at + mh__cluster(p + at, p + l->text.len, &w);
}

static size_t previous_at(const struct mh__line *l, size_t at)
{
    size_t before = 0;
    for (size_t i = 0; i < at; i = next_at(l, i))
        before = i;
    return before;
}

static void erase(struct mh__line *l, size_t from, size_t to)
{
    struct mh_str rest = MH_STR_INIT;
    mh_str_addn(&rest, mh_str_text(&l->text), from);
    mh_str_add(&rest, mh_str_text(&l->text) + to);
    mh_str_free(&l->text);
    l->text = rest;
    l->at = from;
}

static void insert(struct mh__line *l, const char *text, size_t n)
{
    struct mh_str whole = MH_STR_INIT;
    if (l->fresh)
        erase(l, 0, l->text.len);
    mh_str_addn(&whole, mh_str_text(&l->text), l->at);
    add_clean(&whole, text, n, l->at == 0);
    size_t at = whole.len;
    mh_str_add(&whole, mh_str_text(&l->text) + l->at);
    mh_str_free(&l->text);
    l->text = whole;
    l->at = at;
}

static size_t word_start(const struct mh__line *l)
{
    const char *p = mh_str_text(&l->text);
    size_t at = l->at;
    while (at > 0 && p[at - 1] == ' ')
        at--;
    while (at > 0 && p[at - 1] != ' ')
        at--;
    return at;
}

static bool on_key(struct mh__line *l, uint32_t key)
{
    char bytes[4];
    switch (key) {
    case MH__KEY_BACKSPACE: erase(l, l->fresh ? 0 : previous_at(l, l->at), l->at); break;
    case MH__KEY_DELETE: erase(l, l->fresh ? 0 : l->at, l->fresh ? l->text.len : next_at(l, l->at)); break;
    case MH__KEY_LEFT: l->at = previous_at(l, l->at); break;
    case MH__KEY_RIGHT: l->at = next_at(l, l->at); break;
    case MH__KEY_HOME: case MH__KEY_CTRL + 'a': l->at = 0; break;
    case MH__KEY_END: case MH__KEY_CTRL + 'e': l->at = l->text.len; break;
    case MH__KEY_CTRL + 'u': erase(l, 0, l->text.len); break;
    case MH__KEY_CTRL + 'w': erase(l, word_start(l), l->at); break;
    default:
        if (key < 0x20 || key >= MH__KEY_ENTER)
            return false;
        insert(l, bytes, mh_utf8_put(bytes, key));
    }
    l->fresh = false;
    return true;
}

bool mh__line_event(struct mh__line *l, const struct mh__event *ev, bool *changed)
{
    struct mh_str was = MH_STR_INIT;
    bool taken = false;
    mh_str_add(&was, mh_str_text(&l->text));
    if (ev->type == MH__EV_KEY) {
        taken = on_key(l, ev->key);
    } else if (ev->type == MH__EV_PASTE) {
        insert(l, ev->text, ev->len);
        l->fresh = false;
        taken = true;
    }
    if (changed != NULL)
        *changed = !mh_streq(mh_str_text(&was), mh_str_text(&l->text));
    mh_str_free(&was);
    return taken;
}

/* --- drawing --- */

void mh__line_draw(struct mh__line *l, struct mh__canvas *c, struct mh__area a, int y, int x, int width)
{
    const char *p = mh_str_text(&l->text), *end = p + l->text.len;
    int column = 0, w;
    for (const char *q = p; q < p + l->at;) {
        q += mh__cluster(q, end, &w);
        column += w;
    }
    if (width < 1)
        return;
    if (column < l->first)
        l->first = column;
    if (column > l->first + width - 1)
        l->first = column - width + 1;
    struct mh__area in = mh__area_columns(a, x, width);
    mh__fill(c, mh__area_rows(in, y, 1), MH__EDIT);
    mh__put(c, in, y, -l->first, l->fresh ? MH__PICKED : MH__EDIT, p);
    if (y >= 0 && y < a.h && column - l->first < in.w) {
        c->cursor_y = a.y + y;
        c->cursor_x = in.x + column - l->first;
    }
}
