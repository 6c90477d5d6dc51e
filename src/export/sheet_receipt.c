/* Accusé de réception: one page of headings and texts, given by ops. */
#include "export/sheets.h"

enum { KEY_WIDTH = 34, TEXT_WIDTH = 78 };

static enum mh_rc draw(struct mh__book *b, const struct mh_sheet *s, struct mh_rows *src, struct mh_err *err)
{
    lxw_worksheet *ws = mh__sheet_open(b, s, 1, err);
    struct mh_str t = MH_STR_INIT;
    const void *row = NULL;
    enum mh_rc rc = MH_OK;
    lxw_row_t r = 2;
    int chars;

    if (!ws)
        return MH_EIO;
    worksheet_set_column(ws, 0, 0, KEY_WIDTH + 1, NULL);
    worksheet_set_column(ws, 1, 1, TEXT_WIDTH + 1, NULL);
    worksheet_set_row(ws, 0, 30, NULL);
    mh_str_add(&t, mh__book_tr(b, s->title));
    mh_str_add(&t, " — ");
    mh__plan_title(b, &t);
    worksheet_write_string(ws, 0, 0, mh_str_text(&t), b->style[MH__S_TITLE]);
    mh_str_clear(&t);
    mh__subtitle(b, &t);
    worksheet_write_string(ws, 1, 0, mh_str_text(&t), b->style[MH__S_SUBTITLE]);
    mh_str_free(&t);
    while (src->table == &mh_rep_pair_table && (rc = src->next(src->ctx, &row, err)) == MH_OK && row) {
        const struct mh_rep_pair *p = row;
        const char *text = p->text ? p->text : "";
        r++;
        if (!*text) { /* a heading */
            worksheet_set_row(ws, r, 24, NULL);
            worksheet_write_string(ws, r, 0, mh__cell_text(p->what, &b->scratch, &chars), b->style[MH__S_READ_HEAD]);
            worksheet_write_blank(ws, r, 1, b->style[MH__S_READ_HEAD]);
            continue;
        }
        worksheet_set_row(ws, r, 14.0 * mh__lines(text, TEXT_WIDTH) + 3, NULL);
        worksheet_write_string(ws, r, 0, mh__cell_text(p->what, &b->scratch, &chars), b->style[MH__S_READ_KEY]);
        worksheet_write_string(ws, r, 1, mh__cell_text(text, &b->scratch, &chars), b->style[MH__S_READ_TEXT]);
    }
    worksheet_print_area(ws, 0, 0, r, 1);
    worksheet_fit_to_pages(ws, 1, 0);
    worksheet_activate(ws);
    return rc;
}

const struct mh_sheet mh__sheet_receipt = {
    .key = "receipt", .title = "Accusé de réception", .scopes = MH__IN_RETURN,
    .about = "Ce qui a été reçu de votre groupe, ce qui ne l’a pas été, et ce que l’on attend encore de vous.", .tab = 0x1B4B5A,
    .draw = draw,
};
