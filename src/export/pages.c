/*
 * Where the pages of a sheet end. Excel leaves out breaks set by hand in a sheet that is fitted to pages, so what a page holds is computed
 * from widths and heights: A4 landscape with the margins of mh__sheet_open.
 */
#include "export/export.h"

static const double WIDE = (11.69 - 0.4 - 0.4) * 72, HIGH = (8.27 - 0.45 - 0.6) * 72; /* points */
enum { MOST = 1000 /* Excel: 1 026 breaks */ };

double mh__column_points(double width)
{
    return (double)(int)(width * 7 + 5) * 0.75;
}

int mh__pages_wide(double first, double rest, double least)
{
    int n = 1;
    while (n < 20 && rest / n > WIDE / least - first)
        n++;
    return n;
}

void mh__pages_begin(struct mh__pages *p, double points, double head, double above)
{
    double scale = WIDE / points * 0.92; /* LibreOffice does not round the width of a figure to 7 pixels, as Excel does */
    scale = scale > 1 ? 1 : scale < 0.1 ? 0.1 : scale;
    *p = (struct mh__pages){ .scale = (int)(scale * 100), .head = head, .used = above };
    p->room = HIGH * 100 / p->scale * 0.97; /* readers round heights in ways of their own */
}

void mh__pages_row(struct mh__pages *p, lxw_row_t row, double height, double with)
{
    if (p->used + height + with > p->room && p->used > p->head && p->breaks.len < MOST) {
        mh_vec_push(&p->breaks, row);
        p->used = p->head;
    }
    p->used += height;
}

void mh__pages_end(struct mh__pages *p, lxw_worksheet *ws)
{
    mh_vec_push(&p->breaks, 0); /* which ends the list */
    worksheet_set_print_scale(ws, (uint16_t)p->scale);
    worksheet_set_h_pagebreaks(ws, p->breaks.at);
    mh_vec_free(&p->breaks);
}
