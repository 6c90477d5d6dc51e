/* Bytes of terminals into events: keys, mouse, paste, whatever way the bytes arrive. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tui/input.h"

/* Events of the bytes, fed `step` at a time, as words. */
static void read_as(const char *bytes, size_t n, size_t step, char out[1024])
{
    struct mh__input in = { 0 };
    struct mh__event ev;
    size_t at = 0;
    out[0] = '\0';
    while (at < n || mh__input_pending(&in)) {
        size_t k = n - at < step ? n - at : step;
        mh__input_feed(&in, bytes + at, k);
        at += k;
        while (mh__input_next(&in, at == n, (int64_t)1000, &ev)) {
            char buf[16], *to = out + strlen(out);
            size_t left = 1024 - strlen(out);
            if (ev.type == MH__EV_KEY)
                snprintf(to, left, "%s ", mh__key_name(ev.key, true, buf));
            else if (ev.type == MH__EV_PASTE)
                snprintf(to, left, "<%.*s> ", (int)ev.len, ev.text);
            else
                snprintf(to, left, "m%d@%d,%d ", (int)ev.mouse, ev.y, ev.x);
        }
        if (at == n && in.pasting)
            break;
    }
    mh__input_free(&in);
}

static void is(const char *bytes, const char *want)
{
    char got[1024];
    for (size_t step = 1; step <= 9; step++) {
        read_as(bytes, strlen(bytes), step, got);
        assert_string_equal(got, want);
    }
    read_as(bytes, strlen(bytes), 4096, got);
    assert_string_equal(got, want);
}

static void keys(void **state)
{
    (void)state;
    is("aé€\r\t\x7F", "a é € Entree Tab Retour ");
    is("\033[A\033OB\033[C\033[D\033[H\033[F\033[1~\033[4~\033[5~\033[6~\033[2~\033[3~\033[Z",
       "Haut Bas Droite Gauche Debut Fin Debut Fin Pg prec Pg suiv Inser Suppr Maj-Tab ");
    is("\033[1;5H\033[1;5F\033[1;2A\033[7^\033[3;5~", "Ctrl-Debut Ctrl-Fin Haut Ctrl-Debut Suppr ");
    is("\x03\x1A\x0C", "Ctrl-C Ctrl-Z Ctrl-L ");
    is("\033", "Echap ");
    is("\033x\033\033", "Echap x Echap Echap ");
    is("\033OM", "Entree ");
}

static void unknown(void **state)
{
    (void)state;
    is("a\033[15~b\033[?62;1;2cc\033[[Ad\033OPe\033[1;3;5;7qf", "a b c d e f ");
    is("a\xFF\xFE" "b\xC3(c", "a b ( c ");
    is("a\033[12\rb", "a Entree b ");
    is("\033[\xC3\xA9x", "é x ");
}

static void mouse(void **state)
{
    (void)state;
    is("\033[<0;3;2M\033[<0;3;2m\033[<64;1;1M\033[<65;1;1M", "m0@1,2 m2@0,0 m3@0,0 ");
    is("\033[<0;3;2M\033[<0;3;2m\033[<0;3;2M\033[<0;3;2m\033[<0;3;2M", "m0@1,2 m1@1,2 m0@1,2 "); /* a third click begins again */
    is("\033[<0;3;2M\033[<0;4;2M", "m0@1,2 m0@1,3 ");
    is("\033[<2;3;2M\033[<35;3;2M\033[<0;0;0M\033[<0;99999999999;1M", "");
    is("\033[M !!\033[M#!!\033[M`!!", "m0@0,0 m2@0,0 ");
}

static void paste(void **state)
{
    (void)state;
    is("a\033[200~12\t13\r\n\033[31m é\033[201~b", "a <12\t13\r\n\033[31m é> b ");
    is("\033[200~\033[201~x", "<> x ");
    is("\033[200~a\033[20\033[201~", "<a\033[20> ");
    is("\033[200~never ended", "");
}

static void big_paste(void **state)
{
    struct mh__input in = { 0 };
    struct mh__event ev;
    struct mh_str text = MH_STR_INIT;
    (void)state;
    mh_str_add(&text, "\033[200~");
    for (int i = 0; i < 200000; i++)
        mh_str_addf(&text, "%d;", i);
    size_t len = text.len - 6;
    mh_str_add(&text, "\033[201~q");
    bool got = false;
    for (size_t at = 0; at < text.len; at += 4096) {
        mh__input_feed(&in, mh_str_text(&text) + at, text.len - at < 4096 ? text.len - at : 4096);
        while (mh__input_next(&in, true, 0, &ev)) {
            assert_true(got ? ev.type == MH__EV_KEY && ev.key == 'q' : ev.type == MH__EV_PASTE && ev.len == len);
            got = true;
        }
    }
    assert_true(got);
    mh_str_free(&text);
    mh__input_free(&in);
}

/* Random bytes, most of them those of sequences: every event is one a screen may get, and nothing waits for ever. */
static void anything(void **state)
{
    static const char bytes[] = "\033\033\033[[[O<M;;;0129~ABHFmuq\r\t\x7F\x03 \xC3\xA9\xE6\xBC\xA2\xFF\x80Z";
    struct mh__input in = { 0 };
    struct mh__event ev;
    uint64_t seed = 7;
    (void)state;
    for (int i = 0; i < 200000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        mh__input_feed(&in, &bytes[(seed >> 33) % (sizeof bytes - 1)], 1);
        while (mh__input_next(&in, seed >> 60 == 0, i, &ev)) {
            if (ev.type == MH__EV_KEY)
                assert_true((ev.key >= 0x20 && ev.key != 0x7F && (ev.key < 0x80 || ev.key >= 0xA0)) && ev.key <= MH__KEY_CTRL + 'z');
            else if (ev.type == MH__EV_MOUSE)
                assert_true(ev.y >= 0 && ev.x >= 0 && ev.mouse <= MH__MOUSE_DOWN);
            else
                assert_true(ev.type == MH__EV_PASTE && strlen(ev.text) == ev.len);
        }
        assert_true(in.pasting || in.bytes.len - in.at <= 128);
        if (in.pasting)
            mh__input_feed(&in, "\033[201~", 6);
    }
    mh__input_free(&in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys), cmocka_unit_test(unknown), cmocka_unit_test(mouse), cmocka_unit_test(paste), cmocka_unit_test(big_paste),
        cmocka_unit_test(anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
