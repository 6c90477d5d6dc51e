/* The grid, its text and the line being typed: columns, edges, wide characters, marks, what is dangerous. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <mahalli/utf8.h>
#include "tui/canvas.h"
#include "tui/event.h"
#include "tui/line.h"

static struct mh__canvas grid;

static void begin(int h, int w)
{
    mh__canvas_resize(&grid, h, w);
    grid.ascii = false;
}

static void grid_is(const char *want)
{
    struct mh_str s = MH_STR_INIT;
    mh__canvas_dump(&grid, false, &s);
    assert_string_equal(mh_str_text(&s), want);
    mh_str_free(&s);
}

/* Every cell is one character that fits its columns. */
static void grid_is_whole(void)
{
    for (int y = 0; y < grid.h; y++)
        for (int x = 0; x < grid.w; x++) {
            const char *text = grid.cell[y * grid.w + x].text;
            bool half = x > 0 && mh__text_width(grid.cell[y * grid.w + x - 1].text) == 2;
            assert_int_equal(text[0] == '\0', half);
            if (!half)
                assert_true(mh__text_width(text) == 1 || (mh__text_width(text) == 2 && x + 1 < grid.w));
        }
}

static void clipping(void **state)
{
    (void)state;
    begin(2, 6);
    struct mh__area all = mh__canvas_area(&grid);
    assert_int_equal(mh__put(&grid, all, 0, 1, MH__PLAIN, "abcdefgh"), 6);
    assert_int_equal(mh__put(&grid, all, 1, 0, MH__PLAIN, "é"), 1);
    grid_is(" abcde\né\n");
    mh__put(&grid, all, 0, 4, MH__PLAIN, "漢字"); /* both fit nowhere but one */
    grid_is(" abc漢\né\n");
    mh__put(&grid, all, 1, 1, MH__PLAIN, "漢漢漢");
    grid_is(" abc漢\né漢漢\n");
    mh__put(&grid, all, 1, 2, MH__PLAIN, "x"); /* on the right half: the left goes */
    grid_is(" abc漢\né x漢\n");
    mh__put(&grid, all, 1, -1, MH__PLAIN, "漢z"); /* half of it before the edge */
    grid_is(" abc漢\n zx漢\n");
    mh__put(&grid, (struct mh__area){ .y = 0, .x = 2, .h = 1, .w = 1 }, 0, 0, MH__PLAIN, "漢");
    grid_is(" a c漢\n zx漢\n");
    assert_int_equal(mh__put(&grid, all, 5, 0, MH__PLAIN, "nowhere"), 0);
    mh__put(&grid, (struct mh__area){ .y = -3, .x = -3, .h = 100, .w = 100 }, 3, 3, MH__PLAIN, "ok");
    grid_is("ok c漢\n zx漢\n");
    grid_is_whole();
}

static void marks(void **state)
{
    (void)state;
    begin(1, 8);
    struct mh__area all = mh__canvas_area(&grid);
    assert_int_equal(mh__put(&grid, all, 0, 0, MH__PLAIN, "e\xCC\x81" "a"), 2);
    assert_string_equal(grid.cell[0].text, "e\xCC\x81");
    begin(1, 8);
    struct mh_str many = MH_STR_INIT;
    mh_str_add(&many, "o");
    for (int i = 0; i < 40; i++)
        mh_str_add(&many, "\xCC\x88");
    mh_str_add(&many, "k");
    assert_int_equal(mh__put(&grid, all, 0, 0, MH__PLAIN, mh_str_text(&many)), 2);
    assert_string_equal(grid.cell[0].text, "o\xCC\x88\xCC\x88\xCC\x88\xCC\x88");
    assert_string_equal(grid.cell[1].text, "k");
    mh_str_free(&many);
    begin(1, 8);
    mh__put(&grid, all, 0, 0, MH__PLAIN, "\xCC\x81" "b"); /* a mark with nothing to stand on */
    grid_is("b\n");
    begin(1, 12);
    mh__put(&grid, mh__canvas_area(&grid), 0, 0, MH__PLAIN, "قفازات œ€");
    grid_is("قفازات œ€\n");
    assert_int_equal(mh__text_width("قفازات œ€"), 9);
}

static void danger(void **state)
{
    (void)state;
    begin(1, 30);
    struct mh__area all = mh__canvas_area(&grid);
    mh__put(&grid, all, 0, 0, MH__PLAIN, "a\033[2Jb\tc\xE2\x80\xAE" "d\xFF");
    for (int i = 0; i < grid.w; i++)
        for (const char *p = grid.cell[i].text; *p; p++)
            assert_true((unsigned char)*p >= 0x20 && *p != 0x7F);
    grid_is("a\xE2\x90\x9B[2Jb c<U+202E>d\xEF\xBF\xBD\n");
}

static void fitting(void **state)
{
    (void)state;
    begin(4, 10);
    struct mh__area all = mh__canvas_area(&grid);
    mh__put_fit(&grid, all, 0, 0, 6, MH__LEFT, MH__PLAIN, "Seringue");
    mh__put_fit(&grid, all, 1, 0, 6, MH__RIGHT, MH__PLAIN, "12,50");
    mh__put_fit(&grid, all, 2, 0, 6, MH__CENTRE, MH__PLAIN, "ab");
    mh__put_fit(&grid, all, 3, 0, 4, MH__LEFT, MH__PLAIN, "漢漢漢");
    grid_is("Serin…\n 12,50\n  ab\n漢…\n");
    mh__put_fit(&grid, all, 3, 7, 9, MH__LEFT, MH__PLAIN, "toolong"); /* wider than what is left of the grid */
    grid_is_whole();
    grid.ascii = true;
    mh__put_fit(&grid, all, 0, 0, 6, MH__LEFT, MH__PLAIN, "Seringue");
    mh__meter(&grid, all, 1, 0, 6, MH__PLAIN, 1, 2);
    struct mh__area in = mh__box(&grid, mh__area_rows(all, 1, 3), NULL);
    assert_int_equal(in.h, 1);
    assert_int_equal(in.w, 8);
    for (int i = 0; i < grid.w * grid.h; i++)
        assert_true((unsigned char)grid.cell[i].text[0] < 0x80);
}

static void meters(void **state)
{
    static const struct { int64_t some, whole; const char *want; } of[] = {
        { 0, 10, "░░░░\n" }, { 1, 1000, "█░░░\n" }, { 5, 10, "██░░\n" }, { 999, 1000, "███░\n" }, { 10, 10, "████\n" },
        { 11, 10, "████\n" }, { 0, 0, "░░░░\n" }, { -5, 10, "░░░░\n" }, { INT64_MAX / 2, INT64_MAX, "█░░░\n" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        begin(1, 4);
        mh__meter(&grid, mh__canvas_area(&grid), 0, 0, 4, MH__PLAIN, of[i].some, of[i].whole);
        grid_is(of[i].want);
    }
}

static void wrapping(void **state)
{
    (void)state;
    begin(6, 9);
    struct mh__area all = mh__canvas_area(&grid);
    assert_int_equal(mh__put_wrapped(&grid, all, 0, MH__PLAIN, "un deux trois\n  quatre cinq\nanticonstitutionnel"), 7);
    grid_is("un deux\ntrois\n  quatre\n  cinq\nanticonst\nitutionne\n");
    assert_int_equal(mh__put_wrapped(&grid, all, -3, MH__PLAIN, "a b"), -2);
    assert_int_equal(mh__put_wrapped(&grid, (struct mh__area){ .w = 1, .h = 0 }, 0, MH__PLAIN, "漢漢"), 2); /* wider than the line */
    assert_int_equal(mh__put_wrapped(&grid, all, 0, MH__PLAIN, ""), 1);
}

/* 20,000 random drawings of random text leave a whole grid. */
static void anything(void **state)
{
    static const char *const words[] = { "a", "漢字", "e\xCC\x81", "\xCC\x81", "\033[m", "قفاز", "😀", "é", "\xFF\xFE", "-", "\t", "ｶﾅ", "…" };
    uint64_t seed = 42;
    (void)state;
    begin(7, 13);
    for (int i = 0; i < 20000; i++) {
        struct mh_str s = MH_STR_INIT;
        int r[8];
        for (int k = 0; k < 8; k++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            r[k] = (int)(seed >> 33 & 0xFFFF);
        }
        for (int k = 0; k < r[0] % 9; k++)
            mh_str_add(&s, words[(r[1] + k * r[2]) % (int)(sizeof words / sizeof *words)]);
        struct mh__area a = { .y = r[3] % 9 - 1, .x = r[4] % 15 - 1, .h = r[5] % 9, .w = r[6] % 15 };
        switch (r[7] % 5) {
        case 0: mh__put(&grid, a, r[1] % 9 - 1, r[2] % 17 - 3, MH__BOLD, mh_str_text(&s)); break;
        case 1: mh__put_fit(&grid, a, r[1] % 9 - 1, r[2] % 15, r[0] % 15, (enum mh__align)(r[1] % 3), MH__DIM, mh_str_text(&s)); break;
        case 2: mh__put_wrapped(&grid, a, r[1] % 9 - 1, MH__PLAIN, mh_str_text(&s)); break;
        case 3: mh__fill(&grid, a, MH__BAR); break;
        default: mh__box(&grid, a, mh_str_text(&s)); break;
        }
        mh_str_free(&s);
        grid_is_whole();
    }
}

static void areas(void **state)
{
    struct mh__area a = { .y = 2, .x = 3, .h = 10, .w = 20 };
    (void)state;
    assert_int_equal(mh__area_rows(a, 1, -1).h, 8);
    assert_int_equal(mh__area_rows(a, 0, 99).h, 10);
    assert_int_equal(mh__area_rows(a, 50, 3).h, 0);
    assert_int_equal(mh__area_columns(a, 5, 3).x, 8);
    assert_int_equal(mh__area_centre(a, 99, 10).h, 10);
    assert_int_equal(mh__area_centre(a, 4, 10).x, 8);
}

/* --- keys --- */

static void key_names(void **state)
{
    uint32_t key;
    char buf[16];
    (void)state;
    assert_true(mh__key_parse("Down", &key) && key == MH__KEY_DOWN);
    assert_true(mh__key_parse("C-z", &key) && key == MH__KEY_CTRL + 'z');
    assert_true(mh__key_parse("é", &key) && key == 0xE9);
    assert_true(mh__key_parse("Space", &key) && key == ' ');
    assert_false(mh__key_parse("Truc", &key));
    assert_false(mh__key_parse("", &key));
    assert_false(mh__key_parse("\xFF", &key));
    assert_string_equal(mh__key_name(MH__KEY_ENTER, false, buf), "Entrée");
    assert_string_equal(mh__key_name(MH__KEY_DOWN, true, buf), "Bas");
    assert_string_equal(mh__key_name(MH__KEY_CTRL + 'l', false, buf), "Ctrl-L");
    assert_string_equal(mh__key_name(0xE9, false, buf), "é");
}

/* --- the line --- */

static struct mh__line line;

static void key(uint32_t k)
{
    struct mh__event ev = { .type = MH__EV_KEY, .key = k };
    mh__line_event(&line, &ev, NULL);
}

static void paste(const char *text)
{
    struct mh__event ev = { .type = MH__EV_PASTE, .text = text, .len = strlen(text) };
    mh__line_event(&line, &ev, NULL);
}

static void line_is(const char *want, size_t at)
{
    assert_string_equal(mh_str_text(&line.text), want);
    assert_int_equal(line.at, at);
}

static void typing(void **state)
{
    (void)state;
    mh__line_set(&line, "", false);
    key(0xE9);
    key('t');
    key('e');
    key(0x301); /* dead accent after its letter */
    line_is("éte\xCC\x81", 6);
    key(MH__KEY_LEFT);
    line_is("éte\xCC\x81", 3);
    key(MH__KEY_DELETE);
    line_is("ét", 3);
    key(MH__KEY_BACKSPACE);
    key(MH__KEY_BACKSPACE);
    key(MH__KEY_BACKSPACE);
    line_is("", 0);
    key(0x301); /* nothing to stand on */
    line_is("", 0);
    paste("a\tb\r\nc\033[31m\xE2\x80\xAE" "d\xFF");
    line_is("a b c[31md\xEF\xBF\xBD", 13);
    key(MH__KEY_HOME);
    key('x');
    line_is("xa b c[31md\xEF\xBF\xBD", 1);
    key(MH__KEY_END);
    key(MH__KEY_CTRL + 'w');
    line_is("xa b ", 5);
    key(MH__KEY_CTRL + 'u');
    line_is("", 0);
    mh__line_free(&line);
}

static void fresh(void **state)
{
    bool changed;
    (void)state;
    mh__line_set(&line, "120", true);
    struct mh__event right = { .type = MH__EV_KEY, .key = MH__KEY_LEFT };
    assert_true(mh__line_event(&line, &right, &changed));
    assert_false(changed);
    key('5');
    line_is("1250", 3);
    mh__line_set(&line, "120", true);
    key('5');
    line_is("5", 1);
    mh__line_set(&line, "120", true);
    key(MH__KEY_BACKSPACE);
    line_is("", 0);
    struct mh__event up = { .type = MH__EV_KEY, .key = MH__KEY_UP };
    assert_false(mh__line_event(&line, &up, &changed));
    mh__line_free(&line);
}

static void showing(void **state)
{
    (void)state;
    begin(1, 6);
    mh__line_set(&line, "abcdefgh", false);
    mh__line_draw(&line, &grid, mh__canvas_area(&grid), 0, 1, 4);
    grid_is(" fgh\n");
    assert_int_equal(grid.cursor_x, 4);
    key(MH__KEY_HOME);
    mh__line_draw(&line, &grid, mh__canvas_area(&grid), 0, 1, 4);
    grid_is(" abcd\n");
    assert_int_equal(grid.cursor_x, 1);
    mh__line_set(&line, "漢漢漢", false);
    mh__line_draw(&line, &grid, mh__canvas_area(&grid), 0, 1, 4);
    grid_is_whole();
    mh__line_free(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clipping), cmocka_unit_test(marks),    cmocka_unit_test(danger),   cmocka_unit_test(fitting),
        cmocka_unit_test(meters),   cmocka_unit_test(wrapping), cmocka_unit_test(anything), cmocka_unit_test(areas),
        cmocka_unit_test(key_names), cmocka_unit_test(typing),  cmocka_unit_test(fresh),    cmocka_unit_test(showing),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    mh__canvas_free(&grid);
    return failed;
}
