#ifndef STORE_VIEWS_H
#define STORE_VIEWS_H
/* The joined row types, one file each: view_*.c, and a line in views.c. */
#include "store/internal.h"

extern const struct mh__view mh__view_need_lines, mh__view_opinion_lines, mh__view_article_lines;

#endif
