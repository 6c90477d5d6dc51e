#include "tui/calc.h"

#include <string.h>

enum { FIGURE = 40 /* bytes of one */ };

/* The length of a sign at the place; *sum: it adds. 0: none. */
static size_t sign(const char *p, bool *sum)
{
    *sum = *p == '+';
    if (*p == '+' || *p == '*' || *p == 'x' || *p == 'X')
        return 1;
    return strncmp(p, "×", 2) == 0 ? 2 : 0;
}

/* One figure up to the next sign; moves behind it. */
static bool figure(const char **p, struct mh_decimal *out)
{
    char text[FIGURE];
    bool sum;
    size_t n = 0;
    while ((*p)[n] != '\0' && sign(*p + n, &sum) == 0)
        n++;
    if (n >= sizeof text)
        return false;
    memcpy(text, *p, n);
    text[n] = '\0';
    *p += n;
    return mh_decimal_parse(text, MH_NUM_UNSETTLED, out);
}

bool mh__calculate(const char *text, struct mh_decimal *out)
{
    struct mh_decimal total = mh_decimal_int(0), product, one;
    bool some = false, sums = true;
    text += strspn(text, " ");
    text += *text == '=';
    if (!figure(&text, &product))
        return false;
    for (size_t n; (n = sign(text, &sums)) > 0; some = true) {
        text += n;
        if (!figure(&text, &one))
            return false;
        if (sums) {
            if (!mh_decimal_add(total, product, &total))
                return false;
            product = one;
        } else if (!mh_decimal_mul(product, one, &product)) {
            return false;
        }
    }
    return some && mh_decimal_add(total, product, out);
}
