/* What commands say: stdout in one buffer whose failures are kept, messages on stderr. */
#include "cli/cli.h"

#include <mahalli/date.h>
#include <mahalli/utf8.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { FLUSH_AT = 1 << 16 };

/* Returns errno, 0 when all was written. */
static int write_all(int fd, const char *data, size_t n)
{
    while (n > 0) {
        ssize_t w = write(fd, data, n);
        if (w < 0 && errno == EINTR)
            continue;
        if (w <= 0)
            return w < 0 ? errno : EIO;
        data += w;
        n -= (size_t)w;
    }
    return 0;
}

void mh__flush(struct mh__cli *cli)
{
    struct mh__out *o = &cli->out;
    if (o->failed == 0 && o->buffer.len != 0) {
        mh__progress_erase();
        o->failed = write_all(STDOUT_FILENO, o->buffer.data, o->buffer.len);
    }
    mh_str_clear(&o->buffer);
}

void mh__print_raw(struct mh__cli *cli, const char *text, size_t n)
{
    if (cli->out.failed != 0)
        return;
    mh_str_addn(&cli->out.buffer, text, n);
    if (cli->out.buffer.len >= FLUSH_AT)
        mh__flush(cli);
}

void mh__print(struct mh__cli *cli, const char *fmt, ...)
{
    if (cli->out.failed != 0)
        return;
    va_list ap;
    va_start(ap, fmt);
    mh_str_vaddf(&cli->out.buffer, fmt, ap);
    va_end(ap);
    if (cli->out.buffer.len >= FLUSH_AT)
        mh__flush(cli);
}

void mh__print_visible(struct mh__cli *cli, const char *text)
{
    if (cli->out.failed == 0)
        mh_utf8_visible(&cli->out.buffer, text ? text : "");
}

const char *mh__tr(const struct mh__cli *cli, const char *fr)
{
    return mh_tr(cli->options.lang, fr);
}

static const char *why_not(const struct mh_err *err, int error)
{
    switch (error) {
    case ENOSPC: return mh_tr(err->lang, "il n'y a plus de place");
    case EBADF: return mh_tr(err->lang, "elle est fermée");
    }
    return mh_err_errno(err, error);
}

enum mh_rc mh__goes_on(struct mh__cli *cli, struct mh_err *err)
{
    if (cli->out.failed != 0)
        return mh_err_set(err, MH_EIO, "impossible d'écrire sur la sortie : %s", why_not(err, cli->out.failed));
    if (mh__interrupted())
        return mh_err_set(err, MH_ECANCELED, "interrompu");
    return MH_OK;
}

void mh__tell(struct mh__cli *cli, const char *fmt, ...)
{
    struct mh_str text = MH_STR_INIT, line = MH_STR_INIT;
    va_list ap;
    va_start(ap, fmt);
    mh_str_vaddf(&text, fmt, ap);
    va_end(ap);
    mh__flush(cli);
    mh__progress_erase();
    mh_utf8_visible(&line, mh_str_text(&text));
    mh_str_addc(&line, '\n');
    (void)write_all(STDERR_FILENO, line.data, line.len); /* nobody is left to tell */
    mh_str_free(&text);
    mh_str_free(&line);
}

/* Where the word at `text` ends; the French signs that stand after a space stay on its line. */
static size_t word_end(const char *text)
{
    size_t end = strcspn(text, " ");
    if (end == 1 && *text == '%' && text[1] == ' ') /* "% lignes" */
        end = 2 + strcspn(text + 2, " ");
    while (text[end] == ' ') {
        const char *sign = text + end + 1;
        size_t n = strncmp(sign, "»", strlen("»")) == 0 ? strlen("»") : *sign != '\0' && strchr(":;?!", *sign) != NULL ? 1 : 0;
        if (n == 0 || (sign[n] != ' ' && sign[n] != '\0'))
            break;
        end += 1 + n;
    }
    return end;
}

int mh__longest_word(const char *text)
{
    int longest = 0;
    while (*text != '\0') {
        struct mh_str word = MH_STR_INIT;
        size_t n = word_end(text);
        mh_str_addn(&word, text, n);
        int w = mh_utf8_width(mh_str_text(&word));
        longest = w > longest ? w : longest;
        mh_str_free(&word);
        text += n + strspn(text + n, " ");
    }
    return longest;
}

/* Bytes of the first words that fit in `room` columns (one at least), and where the next word starts. */
static size_t take_words(const char *text, int room, size_t *next)
{
    size_t fits = 0, at = 0, n = strlen(text);
    int used = 0;
    while (at < n) {
        size_t end = at + word_end(text + at);
        struct mh_str word = MH_STR_INIT;
        mh_str_addn(&word, text + at, end - at);
        used += mh_utf8_width(mh_str_text(&word)) + (at ? 1 : 0);
        mh_str_free(&word);
        if (used > room && fits != 0)
            break;
        fits = end;
        at = end + strspn(text + end, " ");
    }
    *next = at;
    return fits;
}

void mh__wrap(struct mh_str *out, const char *text, int at, int width)
{
    do {
        size_t next;
        size_t n = take_words(text, width - at, &next);
        mh_str_addn(out, text, n);
        mh_str_addc(out, '\n');
        text += next;
        if (*text != '\0')
            mh_str_addf(out, "%*s", at, "");
    } while (*text != '\0');
}

void mh__print_pair(struct mh__cli *cli, int indent, const char *title, int width, const char *text)
{
    struct mh_str shown = MH_STR_INIT, line = MH_STR_INIT;
    if (text == NULL || *text == '\0')
        return;
    mh_utf8_visible(&shown, text);
    mh_str_addf(&line, "%*s", indent, "");
    mh_utf8_clip(&line, mh__tr(cli, title), width, true);
    mh_str_add(&line, "  ");
    const char *rest = mh_str_text(&shown);
    mh__wrap(&line, rest + strspn(rest, " "), indent + width + 2, cli->width);
    mh__print_raw(cli, line.data, line.len);
    mh_str_free(&shown);
    mh_str_free(&line);
}

void mh__out_free(struct mh__cli *cli)
{
    mh_str_free(&cli->out.buffer);
}

void mh__count(struct mh_str *out, int64_t n, const char *one, const char *many)
{
    mh_str_add_int(out, n);
    mh_str_addc(out, ' ');
    if (n < 2)
        mh_str_add(out, one);
    else if (many != NULL)
        mh_str_add(out, many);
    else
        mh_str_addf(out, "%ss", one);
}

void mh__counted(const struct mh__cli *cli, struct mh_str *out, int64_t n, const char *one, const char *many)
{
    mh_str_add_int(out, n);
    mh_str_addf(out, " %s", mh_trn(cli->options.lang, one, many, n));
}

void mh__text_fr(enum mh_type type, const char *canonical, struct mh_str *out)
{
    struct mh_decimal d;
    int64_t n;
    switch (type) {
    case MH_DATE:
        if (mh_date_valid(canonical)) {
            mh_date_fr(out, canonical);
            return;
        }
        break;
    case MH_MONEY:
        if (mh_decimal_parse(canonical, MH_NUM_POINT, &d) && mh_decimal_scaled(d, 2, &n)) {
            mh_money_format_fr(out, n);
            return;
        }
        break;
    case MH_QTY:
    case MH_DECIMAL:
    case MH_PERMILLE:
        if (mh_decimal_parse(canonical, MH_NUM_POINT, &d)) {
            mh_decimal_format_fr(out, d);
            mh_str_add(out, type == MH_PERMILLE ? " %" : "");
            return;
        }
        break;
    case MH_TEXT:
    case MH_CHOICE:
    case MH_INT:
    case MH_BOOL:
    case MH_REF: break;
    }
    mh_str_add(out, canonical);
}
