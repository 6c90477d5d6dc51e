/* The looks of the workbook: one palette, one table of styles. Colours never stand alone: each tone goes with a word. */
#include <mahalli/i18n.h>
#include <mahalli/str.h>

#include "export/export.h"

#define INK 0x1F2933u
#define TEAL 0x1B4B5Au
#define PALE 0xEEF3F5u
#define RULE 0xD5DCE1u
#define SOFT 0x66727Du

static const char QTY[] = "#,##0", MONEY[] = "#,##0.00\" MAD\"", SHARE[] = "0.0%";

struct look {
    double size;
    unsigned color, back;
    bool bold, italic, wrap, boxed, underlined; /* boxed: a hair line under the cell */
    uint8_t align, valign, indent;     /* 0: Excel's own */
    const char *number;
};
#define LEFT LXW_ALIGN_LEFT
#define RIGHT LXW_ALIGN_RIGHT
#define MID LXW_ALIGN_CENTER
#define TOP LXW_ALIGN_VERTICAL_TOP
#define VMID LXW_ALIGN_VERTICAL_CENTER

static const struct look looks[MH__NSTYLES] = {
    [MH__S_TITLE] = { 16, TEAL, 0, .bold = true, .valign = VMID },
    [MH__S_SUBTITLE] = { 10, SOFT, 0, .valign = VMID },
    [MH__S_INTRO] = { 10, INK, 0, .wrap = true, .align = LEFT, .valign = VMID },
    [MH__S_HEAD] = { 10, 0xFFFFFF, TEAL, .bold = true, .wrap = true, .align = LEFT, .indent = 1, .valign = VMID },
    [MH__S_HEAD_MID] = { 10, 0xFFFFFF, TEAL, .bold = true, .wrap = true, .align = MID, .valign = VMID },
    [MH__S_TEXT] = { 10, INK, 0, .wrap = true, .boxed = true, .align = LEFT, .indent = 1, .valign = VMID, .number = "@" },
    [MH__S_LINK] = { 10, 0x1D5F8A, 0, .wrap = true, .boxed = true, .underlined = true, .align = LEFT, .indent = 1, .valign = VMID, .number = "@" },
    [MH__S_LINK_WORD] = { 10, 0x1D5F8A, 0, .bold = true, .wrap = true, .boxed = true, .underlined = true, .align = LEFT, .indent = 1, .valign = VMID, .number = "@" },
    [MH__S_WORD] = { 10, INK, 0, .bold = true, .wrap = true, .boxed = true, .align = LEFT, .indent = 1, .valign = VMID, .number = "@" },
    [MH__S_INT] = { 10, INK, 0, .boxed = true, .align = RIGHT, .valign = VMID, .number = QTY },
    [MH__S_YEAR] = { 10, INK, 0, .boxed = true, .align = MID, .valign = VMID, .number = "0" },
    [MH__S_QTY] = { 10, INK, 0, .boxed = true, .align = RIGHT, .valign = VMID, .number = QTY },
    [MH__S_MONEY] = { 10, INK, 0, .boxed = true, .align = RIGHT, .valign = VMID, .number = MONEY },
    [MH__S_PERCENT] = { 10, INK, 0, .boxed = true, .align = RIGHT, .valign = VMID, .number = SHARE },
    [MH__S_DATE] = { 10, INK, 0, .boxed = true, .align = MID, .valign = VMID, .number = "dd/mm/yyyy" },
    [MH__S_INSTANT] = { 10, INK, 0, .boxed = true, .align = MID, .valign = VMID, .number = "dd/mm/yyyy hh:mm" },
    [MH__S_UNKNOWN] = { 10, SOFT, 0, .italic = true, .boxed = true, .align = RIGHT, .valign = VMID, .number = "@" },
    [MH__S_APPROX] = { 10, INK, 0, .boxed = true, .align = RIGHT, .valign = VMID, .number = "@" },
    [MH__S_TOTAL] = { 10, TEAL, PALE, .bold = true, .valign = VMID },
    [MH__S_TOTAL_COUNT] = { 10, TEAL, PALE, .bold = true, .align = LEFT, .indent = 1, .valign = VMID, .number = "\"Total : \"#,##0" },
    [MH__S_TOTAL_SUM] = { 10, TEAL, PALE, .bold = true, .align = RIGHT, .valign = VMID, .number = QTY },
    [MH__S_TOTAL_MONEY] = { 10, TEAL, PALE, .bold = true, .align = RIGHT, .valign = VMID, .number = MONEY },
    [MH__S_NOTE_TITLE] = { 20, TEAL, 0, .bold = true, .valign = VMID },
    [MH__S_NOTE_SECTION] = { 11, TEAL, 0, .bold = true, .boxed = true, .align = LEFT, .valign = LXW_ALIGN_VERTICAL_BOTTOM },
    [MH__S_BOX_NAME] = { 9, SOFT, PALE, .bold = true, .align = MID, .valign = VMID },
    [MH__S_BOX_FIGURE] = { 20, TEAL, PALE, .bold = true, .align = MID, .valign = VMID, .number = QTY },
    [MH__S_BOX_SHARE] = { 9, SOFT, PALE, .align = MID, .valign = VMID, .number = SHARE },
    [MH__S_NOTE_HEAD] = { 9, SOFT, PALE, .bold = true, .align = LEFT, .indent = 1, .valign = VMID },
    [MH__S_NOTE_HEAD_MID] = { 9, SOFT, PALE, .bold = true, .align = RIGHT, .valign = VMID },
    [MH__S_NOTE_TEXT] = { 9, INK, 0, .wrap = true, .boxed = true, .align = LEFT, .indent = 1, .valign = VMID, .number = "@" },
    [MH__S_NOTE_RANK] = { 9, SOFT, 0, .boxed = true, .align = MID, .valign = VMID, .number = QTY },
    [MH__S_NOTE_INT] = { 9, INK, 0, .boxed = true, .align = RIGHT, .valign = VMID, .number = QTY },
    [MH__S_NOTE_SHARE] = { 9, INK, 0, .boxed = true, .align = RIGHT, .valign = VMID, .number = SHARE },
    [MH__S_NOTE_VOLUME] = { 9, INK, 0, .boxed = true, .align = RIGHT, .valign = VMID, .number = "@" },
    [MH__S_NOTE_TOTAL] = { 9, TEAL, 0, .bold = true, .align = LEFT, .indent = 1, .valign = VMID },
    [MH__S_NOTE_TOTAL_INT] = { 9, TEAL, 0, .bold = true, .align = RIGHT, .valign = VMID, .number = QTY },
    [MH__S_NOTE_TOTAL_SHARE] = { 9, TEAL, 0, .bold = true, .align = RIGHT, .valign = VMID, .number = SHARE },
    [MH__S_NOTE_FINE] = { 9, SOFT, 0, .wrap = true, .align = LEFT, .valign = VMID },
    /* Cells that bidders fill in; an amount that is not offered yet shows nothing. */
    [MH__S_FILL_MONEY] = { 10, INK, 0xFFF9E5, .boxed = true, .align = RIGHT, .valign = VMID, .number = "#,##0.00" },
    [MH__S_FILL_PERCENT] = { 10, INK, 0xFFF9E5, .boxed = true, .align = RIGHT, .valign = VMID, .number = "0.##%" },
    [MH__S_FILL_TEXT] = { 10, INK, 0xFFF9E5, .wrap = true, .boxed = true, .align = LEFT, .indent = 1, .valign = VMID, .number = "@" },
    [MH__S_DUE] = { 10, INK, 0, .boxed = true, .align = RIGHT, .valign = VMID, .number = "#,##0.00;-#,##0.00;" },
    [MH__S_LOT] = { 11, TEAL, PALE, .bold = true, .align = LEFT, .valign = VMID },
    [MH__S_NUMBER] = { 10, SOFT, 0, .boxed = true, .align = MID, .valign = VMID, .number = "@" },
    [MH__S_TOTAL_NAME] = { 10, TEAL, 0, .bold = true, .align = RIGHT, .valign = VMID },
    [MH__S_READ_HEAD] = { 12, TEAL, 0, .bold = true, .boxed = true, .align = LEFT, .valign = LXW_ALIGN_VERTICAL_BOTTOM },
    [MH__S_READ_KEY] = { 10, INK, 0, .bold = true, .wrap = true, .align = LEFT, .valign = TOP, .number = "@" },
    [MH__S_READ_TEXT] = { 10, INK, 0, .wrap = true, .align = LEFT, .valign = TOP, .number = "@" },
};

static const struct {
    unsigned ink, back, solid;
} tones[MH__NTONES] = {
    [MH__T_GOOD] = { 0x155B36, 0xCFE9D8, 0x2E8B57 },  [MH__T_FAIR] = { 0x2C6B45, 0xE4F3E8, 0x7DBE95 },
    [MH__T_DOUBT] = { 0x7A5600, 0xFFF2CC, 0xE0B441 }, [MH__T_GAP] = { 0x8A480A, 0xFCE4D0, 0xDE8F4A },
    [MH__T_ASK] = { 0x1F4E79, 0xDFEBF6, 0x5B93C4 },   [MH__T_NONE] = { 0x8B1E1E, 0xF8DCDC, 0xC25555 },
    [MH__T_GREY] = { 0x4A5560, 0xE6E9EC, 0x98A3AD },  [MH__T_OUT] = { 0x88929B, 0xF3F5F6, 0xCCD3D9 },
};

const struct mh__toned mh__toned[] = {
    { "Validé", MH__T_GOOD }, { "Concordant", MH__T_FAIR }, { "À vérifier", MH__T_DOUBT }, { "Faisable", MH__T_GAP },
    { "Écart", MH__T_GAP }, { "À interroger", MH__T_ASK }, { "Sans fabricant recensé", MH__T_NONE }, { "À préciser", MH__T_GREY },
    { "Hors périmètre", MH__T_OUT },
    { "enregistré", MH__T_GOOD }, { "non requis", MH__T_FAIR }, { "dossier déposé", MH__T_ASK }, { "expiré", MH__T_NONE },
    { "non vérifié", MH__T_GREY },
    { "respectée", MH__T_FAIR }, { "écart", MH__T_GAP }, { "inconnue", MH__T_GREY },
    { "erreur", MH__T_NONE }, { "avertissement", MH__T_DOUBT }, { "information", MH__T_ASK },
    { NULL, MH__T_GREY },
};

unsigned mh__tone_solid(enum mh__tone t)
{
    return tones[t].solid;
}

static lxw_format *make(lxw_workbook *wb, const struct look *k)
{
    lxw_format *f = workbook_add_format(wb);

    if (!f)
        return NULL;
    format_set_font_name(f, "Calibri");
    format_set_font_size(f, k->size);
    format_set_font_color(f, k->color);
    if (k->back)
        format_set_bg_color(f, k->back);
    if (k->bold)
        format_set_bold(f);
    if (k->italic)
        format_set_italic(f);
    if (k->underlined)
        format_set_underline(f, LXW_UNDERLINE_SINGLE);
    if (k->wrap)
        format_set_text_wrap(f);
    if (k->boxed) {
        format_set_bottom(f, LXW_BORDER_THIN);
        format_set_bottom_color(f, RULE);
    }
    if (k->align)
        format_set_align(f, k->align);
    if (k->indent)
        format_set_indent(f, k->indent);
    if (k->valign)
        format_set_align(f, k->valign);
    if (k->number)
        format_set_num_format(f, k->number);
    return f;
}

static bool same_look(const struct look *a, const struct look *b)
{
    return a->size == b->size && a->color == b->color && a->back == b->back && a->bold == b->bold && a->italic == b->italic &&
           a->wrap == b->wrap && a->boxed == b->boxed && a->underlined == b->underlined && a->align == b->align &&
           a->valign == b->valign && a->indent == b->indent && mh_streq(a->number, b->number);
}

/* Styles that look the same share one format: the library numbers the first of several equal ones, and hashes the others at every cell. */
static lxw_format *shared(const struct mh__book *b, int i)
{
    for (int k = 0; k < i; k++)
        if (same_look(&looks[k], &looks[i]))
            return b->style[k];
    return NULL;
}

bool mh__styles_make(struct mh__book *b)
{
    for (int i = 0; i < MH__NSTYLES; i++)
        if (!(b->style[i] = shared(b, i)) && !(b->style[i] = make(b->wb, &looks[i])))
            return false;
    for (int i = 0; b->w && mh_lang_rtl(b->w->lang) && i < MH__NSTYLES; i++)
        format_set_reading_order(b->style[i], MH__RTL);
    for (int i = 0; i < MH__NTONES; i++) {
        lxw_format *f = b->tone[i] = workbook_add_format(b->wb);
        if (!f)
            return false;
        format_set_font_color(f, tones[i].ink);
        format_set_bg_color(f, tones[i].back);
    }
    return true;
}
