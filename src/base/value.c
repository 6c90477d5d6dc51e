/* The one validator of a single value, and the two ways of writing one. */
#include <mahalli/table.h>

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/date.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include "base/base.h"
#include "base/table_priv.h"

enum { TEXT_MAX = 10000, QUOTE_MAX = 40, PERMILLE_MAX = 1000 };

struct span { /* a value without the white space around it */
    const char *p, *end;
};

/* The value as a message quotes it: shortened. */
static const char *quoted(struct span v, char buf[QUOTE_MAX + 8])
{
    size_t n = (size_t)(v.end - v.p);

    if (n > QUOTE_MAX) {
        n = QUOTE_MAX;
        while (n > 0 && ((unsigned char)v.p[n] & 0xC0) == 0x80)
            n--;
        memcpy(buf, v.p, n);
        memcpy(buf + n, "…", sizeof "…");
    } else {
        memcpy(buf, v.p, n);
        buf[n] = '\0';
    }
    return buf;
}

static void put_text(const struct mh_column *c, void *row, char *owned)
{
    char **text = mh_field_text(c, row);

    free(*text);
    *text = owned;
}

/* --- texts --- */

/* Line breaks become \n where the column keeps them, a space where it does not; bad bytes U+FFFD. */
static char *clean_text(struct span v, bool keep_breaks)
{
    struct mh_str out = MH_STR_INIT;
    size_t n = 0;

    mh_utf8_repair(&out, v.p, (size_t)(v.end - v.p));
    for (size_t i = 0; i < out.len; i++) {
        char ch = out.data[i];
        if (ch == '\r') {
            if (i + 1 < out.len && out.data[i + 1] == '\n')
                continue;
            ch = '\n';
        }
        if (ch == '\n' && !keep_breaks)
            ch = ' ';
        out.data[n++] = ch;
    }
    out.data[n] = '\0';
    return mh_str_take(&out);
}

static enum mh_rc parse_text(const struct mh_column *c, void *row, struct span v, struct mh_err *err)
{
    size_t n = (size_t)(v.end - v.p);

    if (n > TEXT_MAX)
        return mh_err_set(err, MH_EINVAL, "texte trop long (%zu octets) : %d au plus", n, TEXT_MAX);
    bool plain = !memchr(v.p, '\n', n) && !memchr(v.p, '\r', n) && mh_utf8_valid(v.p, n);
    put_text(c, row, plain ? mh_xstrndup(v.p, n) : clean_text(v, c->flags & MH_LONG));
    return MH_OK;
}

static enum mh_rc parse_date(const struct mh_column *c, void *row, struct span v, struct mh_err *err)
{
    char date[MH_DATE_SIZE], q[QUOTE_MAX + 8];
    int y, m, d;

    if (!mh__date_scan(v.p, v.end, &y, &m, &d))
        return mh_err_set(err, MH_EINVAL, "date illisible « %s » : écrivez jj/mm/aaaa ou aaaa-mm-jj", quoted(v, q));
    if (!mh__date_exists(y, m, d)) {
        if (m > 12 && d <= 12)
            return mh_err_set(err, MH_EINVAL, "le mois %d n'existe pas dans « %s » : écrivez jj/mm/aaaa ou aaaa-mm-jj", m, quoted(v, q));
        return mh_err_set(err, MH_EINVAL, "la date « %s » n'existe pas : écrivez jj/mm/aaaa ou aaaa-mm-jj", quoted(v, q));
    }
    char *copy = mh_xstrndup(v.p, (size_t)(v.end - v.p));
    bool parsed = mh_date_parse(copy, date);
    free(copy);
    assert(parsed);
    (void)parsed;
    put_text(c, row, mh_xstrdup(date));
    return MH_OK;
}

static const struct mh_choice *find_choice(const struct mh_column *c, const char *key)
{
    for (const struct mh_choice *one = c->choices; one && one->code; one++)
        if (mh__key_is(key, one->code) || mh_in_list(one->aliases, key))
            return one;
    return NULL;
}

/* Words by which people say that they do not know, where the list has no word of its own for it. */
static const char says_unknown[] = "inconnu|inconnue|non connu|non renseigne|nsp|nc|nr|unknown";

static enum mh_rc parse_choice(const struct mh_column *c, void *row, struct span v, struct mh_err *err)
{
    struct mh_str key = MH_STR_INIT, text = MH_STR_INIT;
    char q[QUOTE_MAX + 8];
    enum mh_rc rc = MH_OK;

    mh_str_addn(&text, v.p, (size_t)(v.end - v.p));
    mh_header_key(&key, mh_str_text(&text));
    const struct mh_choice *one = find_choice(c, mh_str_text(&key));
    if (one) {
        put_text(c, row, mh_xstrdup(one->code));
    } else if (mh_in_list(says_unknown, mh_str_text(&key))) {
        put_text(c, row, NULL);
    } else {
        mh_str_clear(&text);
        for (one = c->choices; one && one->code; one++)
            mh_str_addf(&text, "%s%s", text.len ? ", " : "", one->code);
        rc = mh_err_set(err, MH_EINVAL, "« %s » n'est pas une valeur de « %s » : %s", quoted(v, q), c->title, mh_str_text(&text));
    }
    mh_str_free(&key);
    mh_str_free(&text);
    return rc;
}

/* --- numbers --- */

static enum mh_rc scan_number(const struct mh_column *c, struct span v, enum mh_number_style style, struct mh_decimal *d,
                              enum mh__number_tail *tail, struct mh_err *err)
{
    char q[QUOTE_MAX + 8];

    switch (mh__number_scan(v.p, v.end, style, d, tail)) {
    case MH__NUM_OK: break;
    case MH__NUM_AMBIGUOUS:
        return mh_err_set(err, MH_EINVAL, "nombre ambigu « %s » : milliers ou décimales ? précisez le séparateur décimal", quoted(v, q));
    case MH__NUM_TOO_LARGE: return mh_err_set(err, MH_EINVAL, "nombre trop grand « %s »", quoted(v, q));
    case MH__NUM_TOO_FINE: return mh_err_set(err, MH_EINVAL, "trop de décimales « %s » : neuf au plus", quoted(v, q));
    case MH__NUM_NOT:
        return mh_err_set(err, MH_EINVAL, "« %s » n'est pas un nombre%s : écrivez par exemple %s", quoted(v, q),
                          style == MH_NUM_COMMA ? " (décimales après une virgule)" : style == MH_NUM_POINT ? " (décimales après un point)" : "",
                          c->type == MH_MONEY ? (style == MH_NUM_POINT ? "1234.50" : "1234,50") : "1200");
    }
    if (d->mant < 0)
        return mh_err_set(err, MH_EINVAL, "valeur négative « %s » : un nombre positif ou nul est attendu", quoted(v, q));
    enum mh__number_tail allowed = c->type == MH_MONEY ? MH__TAIL_CURRENCY : c->type == MH_PERMILLE ? MH__TAIL_PERCENT : MH__TAIL_NONE;
    if (*tail != MH__TAIL_NONE && *tail != allowed)
        return mh_err_set(err, MH_EINVAL, "« %s » : un nombre seul est attendu, sans unité", quoted(v, q));
    return MH_OK;
}

static enum mh_rc parse_number(const struct mh_column *c, void *row, struct span v, enum mh_number_style style, struct mh_err *err)
{
    struct mh_decimal d;
    enum mh__number_tail tail;
    char q[QUOTE_MAX + 8];
    int64_t n = 0;
    enum mh_rc rc = scan_number(c, v, style, &d, &tail, err);

    if (rc != MH_OK)
        return rc;
    if (c->type == MH_DECIMAL) {
        struct mh_str text = MH_STR_INIT;
        mh_decimal_format(&text, d);
        put_text(c, row, mh_str_take(&text));
        return MH_OK;
    }
    if (c->type == MH_MONEY) {
        if (d.scale > 2)
            return mh_err_set(err, MH_EINVAL,
                              "prix de plus de deux décimales : donnez le prix du conditionnement avec prix_en = conditionnement");
        if (!mh_decimal_scaled(d, 2, &n))
            return mh_err_set(err, MH_EINVAL, "prix trop grand « %s »", quoted(v, q));
    } else if (c->type == MH_PERMILLE) {
        if (!mh_decimal_scaled(d, 1, &n))
            return mh_err_set(err, MH_EINVAL, "taux « %s » : un pourcentage d'une décimale au plus, par exemple 20 ou 5,5", quoted(v, q));
        if (n > PERMILLE_MAX)
            return mh_err_set(err, MH_EINVAL, "taux « %s » : un pourcentage de 0 à 100 est attendu", quoted(v, q));
    } else if (!mh_decimal_to_int(d, &n)) {
        return mh_err_set(err, MH_EINVAL, "« %s » : un nombre entier est attendu", quoted(v, q));
    }
    *mh_field_int(c, row) = n;
    return MH_OK;
}

static enum mh_rc parse_bool(const struct mh_column *c, void *row, struct span v, struct mh_err *err)
{
    static const char yes[] = "oui|o|1|vrai|x|yes|y|true|نعم", no[] = "non|n|0|faux|no|false|لا";
    struct mh_str key = MH_STR_INIT;
    char q[QUOTE_MAX + 8];
    enum mh_rc rc = MH_OK;

    mh_utf8_foldn(&key, v.p, (size_t)(v.end - v.p));
    if (mh_in_list(yes, mh_str_text(&key)))
        *mh_field_int(c, row) = 1;
    else if (mh_in_list(no, mh_str_text(&key)))
        *mh_field_int(c, row) = 0;
    else
        rc = mh_err_set(err, MH_EINVAL, "« %s » : écrivez oui ou non, ou laissez vide si vous ne savez pas", quoted(v, q));
    mh_str_free(&key);
    return rc;
}

enum mh_rc mh_value_parse(const struct mh_column *c, void *row, const char *text, enum mh_number_style style, struct mh_err *err)
{
    struct span v = { text ? text : "", NULL };

    v.end = v.p + strlen(v.p);
    mh__trim(&v.p, &v.end);
    if (v.p == v.end) {
        if (mh_is_text(c))
            put_text(c, row, NULL);
        else
            *mh_field_int(c, row) = MH_UNKNOWN;
        return MH_OK;
    }
    switch (c->type) {
    case MH_TEXT: return parse_text(c, row, v, err);
    case MH_DATE: return parse_date(c, row, v, err);
    case MH_CHOICE: return parse_choice(c, row, v, err);
    case MH_BOOL: return parse_bool(c, row, v, err);
    case MH_DECIMAL:
    case MH_INT:
    case MH_QTY:
    case MH_MONEY:
    case MH_PERMILLE: return parse_number(c, row, v, style, err);
    case MH_REF: break;
    }
    assert(c->type != MH_REF); /* its owner resolves it */
    return mh_err_set(err, MH_EINVAL, "« %s » se désigne par son code", c->title);
}

/* --- writing --- */

static void put_permille(struct mh_str *out, int64_t permille, bool french)
{
    mh_str_addf(out, "%" PRId64, permille / 10);
    if (permille % 10)
        mh_str_addf(out, "%c%" PRId64, french ? ',' : '.', permille % 10);
}

void mh_value_text(const struct mh_column *c, const void *row, struct mh_str *out)
{
    if (!mh_value_known(c, row))
        return;
    switch (c->type) {
    case MH_TEXT:
    case MH_DATE:
    case MH_DECIMAL:
    case MH_CHOICE: mh_str_add(out, mh_text_at(c, row)); break;
    case MH_INT:
    case MH_QTY:
    case MH_REF: mh_str_addf(out, "%" PRId64, mh_int_at(c, row)); break;
    case MH_MONEY: mh_money_format(out, mh_int_at(c, row)); break;
    case MH_PERMILLE: put_permille(out, mh_int_at(c, row), false); break;
    case MH_BOOL: mh_str_add(out, mh_int_at(c, row) ? "oui" : "non"); break;
    }
}

void mh_value_text_fr(const struct mh_column *c, const void *row, struct mh_str *out)
{
    struct mh_decimal d;

    if (!mh_value_known(c, row))
        return;
    switch (c->type) {
    case MH_DATE: mh_date_fr(out, mh_text_at(c, row)); break;
    case MH_DECIMAL:
        if (mh_decimal_parse(mh_text_at(c, row), MH_NUM_POINT, &d))
            mh_decimal_format_fr(out, d);
        else
            mh_str_add(out, mh_text_at(c, row));
        break;
    case MH_QTY: mh_str_add_int(out, mh_int_at(c, row)); break;
    case MH_MONEY: mh_money_format_fr(out, mh_int_at(c, row)); break;
    case MH_PERMILLE:
        put_permille(out, mh_int_at(c, row), true);
        mh_str_add(out, MH__NBSP "%");
        break;
    case MH_TEXT:
    case MH_CHOICE:
    case MH_INT:
    case MH_BOOL:
    case MH_REF: mh_value_text(c, row, out); break;
    }
}
