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

enum mh_rc mh__goes_on(struct mh__cli *cli, struct mh_err *err)
{
    if (cli->out.failed != 0)
        return mh_err_set(err, MH_EIO, "impossible d'écrire sur la sortie : %s", strerror(cli->out.failed));
    if (mh__interrupted())
        return mh_err_set(err, MH_ECANCELED, "interrompu");
    return MH_OK;
}

void mh__say(struct mh__cli *cli, const char *fmt, ...)
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
