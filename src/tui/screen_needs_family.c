/*
 * The attributes of the family that a line is read as, to correct: a form whose fields go into the article's specifications in their
 * grammar, so that what a person said stands beside what the label says.
 */
#include "tui/form.h"
#include "tui/screen_needs.h"

#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

struct attributes {
    struct mh__needs *n;
    int64_t id;                /* of the need */
    struct mh_reading_view view; /* as read when the form was opened: its attributes are the fields */
    char **title, **help;
};

/* What stands behind the name in one item of the grammar: "= 10 mL" is "10 mL", ">= 10 mL" stays. */
static const char *value_of(const struct mh_read_attribute *a)
{
    const char *p = a->text;
    size_t n = strlen(a->code);
    if (strncmp(p, a->code, n) != 0)
        return a->text;
    p += n;
    p += strspn(p, " ");
    if (*p == '=')
        p += 1 + strspn(p + 1, " ");
    return p;
}

static bool same_name(const char *item, size_t n, const char *name)
{
    struct mh_str a = MH_STR_INIT, b = MH_STR_INIT;
    while (n > 0 && item[n - 1] == ' ')
        n--;
    mh_utf8_foldn(&a, item, n);
    mh_utf8_fold(&b, name);
    bool same = mh_streq(mh_str_text(&a), mh_str_text(&b));
    mh_str_free(&a);
    mh_str_free(&b);
    return same;
}

/* The specifications without the attribute's item, then with what was typed for it. */
static void put_item(const char *specs, const struct mh_read_attribute *a, const char *typed, struct mh_str *out)
{
    for (const char *p = specs; *p != '\0';) {
        p += strspn(p, "; \n");
        size_t n = strcspn(p, ";\n"), name = strcspn(p, "=<>;\n");
        if (n > 0 && !same_name(p, name, a->code) && !same_name(p, name, a->name)) {
            size_t kept = n;
            while (kept > 0 && p[kept - 1] == ' ')
                kept--;
            mh_str_add(out, out->len ? " ; " : "");
            mh_str_addn(out, p, kept);
        }
        p += n;
    }
    if (mh_blank(typed))
        return;
    const char *sign = strchr("<>=", typed[0]) != NULL ? "" : "= ";
    mh_str_addf(out, "%s%s %s%s", out->len ? " ; " : "", a->code, sign, typed);
}

/* Is the attribute read from these specifications, and said so? */
static bool is_read(struct attributes *x, size_t i, const char *specs)
{
    struct mh__needs *n = x->n;
    struct mh_reading_view v;
    struct mh_err err = MH_ERR_INIT;
    struct mh_str label = MH_STR_INIT, spec = MH_STR_INIT, family = MH_STR_INIT;
    mh_str_addf(&label, "designation=%s", mh__list_text_of(&n->list, x->id, mh__needs_column(n, "designation")));
    mh_str_addf(&spec, "specifications=%s", specs);
    mh_str_addf(&family, "famille=%s", x->view.family);
    const char *fields[] = { mh_str_text(&label), mh_str_text(&spec), mh_str_text(&family), NULL };
    bool read = mh_ops_read_text(n->app->session, "besoins", fields, &v, &err) == MH_OK;
    bool said = read && i < v.nattributes && mh_streq(v.attribute[i].source, mh__text(n->app, "saisi"));
    if (read)
        mh_reading_view_free(&v);
    mh_str_free(&label);
    mh_str_free(&spec);
    mh_str_free(&family);
    return said;
}

static enum mh_rc changed(struct mh__app *app, void *ctx, size_t i, const char *text, struct mh_err *err)
{
    struct attributes *x = ctx;
    struct mh__needs *n = x->n;
    const struct mh_read_attribute *a = &x->view.attribute[i - 1];
    const char *was = mh__list_text_of(&n->list, x->id, mh__needs_column(n, "specifications"));
    struct mh_str specs = MH_STR_INIT;
    struct mh_edit_result r = MH_EDIT_RESULT_INIT;
    enum mh_rc rc = MH_OK;
    if (was == NULL)
        return mh_err_set(err, MH_ENOTFOUND, "cette ligne n'est plus là");
    put_item(was, a, text, &specs);
    if (!mh_blank(text) && !is_read(x, i - 1, mh_str_text(&specs)))
        rc = mh_err_set(err, MH_EINVAL, "« %s » n'est pas compris pour %s%s%s", text, a->name, *a->allowed ? " ; attendu : " : "", a->allowed);
    if (rc == MH_OK)
        rc = mh_ops_edit(app->session, "besoins", x->id, "specifications", was, mh_str_text(&specs), &r, err);
    if (rc == MH_OK && r.operation != 0)
        mh__changed(app);
    mh_edit_result_free(&r);
    mh_str_free(&specs);
    return rc;
}

static void suggest(struct mh__app *app, void *ctx, size_t i, const char *typed, struct mh__choices *out)
{
    struct attributes *x = ctx;
    const char *p = i == 0 ? "" : x->view.attribute[i - 1].allowed;
    struct mh_str want = MH_STR_INIT, have = MH_STR_INIT;
    bool list = strchr(p, '|') != NULL; /* else a range, or free */
    (void)app;
    mh_utf8_fold(&want, typed);
    while (*p != '\0' && list) {
        size_t n = strcspn(p, "|");
        char *one = mh_xstrndup(p, n);
        mh_str_clear(&have);
        mh_utf8_fold(&have, one);
        if (strncmp(mh_str_text(&have), mh_str_text(&want), want.len) == 0)
            mh__choices_add(out, one, "");
        free(one);
        p += n + (p[n] == '|');
    }
    mh_str_free(&want);
    mh_str_free(&have);
}

static void closed(struct mh__app *app, void *ctx)
{
    struct attributes *x = ctx;
    (void)app;
    for (size_t i = 0; i < x->view.nattributes; i++) {
        free(x->title[i]);
        free(x->help[i]);
    }
    free(x->title);
    free(x->help);
    mh_reading_view_free(&x->view);
    free(x);
}

static char *title_of(const struct mh_read_attribute *a)
{
    struct mh_str s = MH_STR_INIT;
    mh_str_add(&s, a->name);
    if (*a->unit != '\0')
        mh_str_addf(&s, " (%s)", a->unit);
    if (a->critical)
        mh_str_add(&s, " *");
    return mh_str_take(&s);
}

static char *help_of(const struct mh__app *app, const struct mh_read_attribute *a)
{
    struct mh_str s = MH_STR_INIT;
    if (*a->source != '\0')
        mh_str_addf(&s, "%s%s%s%s · ", a->source, *a->words ? " « " : "", a->words, *a->words ? " »" : "");
    if (*a->allowed != '\0')
        mh_str_addf(&s, "%s : %s · ", mh__text(app, "valeurs"), a->allowed);
    mh_str_add(&s, mh__text(app, "vide : ce que dit la désignation ; un ? à la fin : souhait"));
    return mh_str_take(&s);
}

static void open_form(struct attributes *x)
{
    struct mh__app *app = x->n->app;
    size_t count = x->view.nattributes;
    struct mh__field *fields = mh_xcalloc(count + 1, sizeof *fields);
    struct mh_str title = MH_STR_INIT;
    x->title = mh_xcalloc(count + 1, sizeof *x->title);
    x->help = mh_xcalloc(count + 1, sizeof *x->help);
    fields[0] = (struct mh__field){ .name = "famille", .title = mh__text(app, "Famille"), .value = x->view.family_name, .fixed = true };
    for (size_t i = 0; i < count; i++) {
        const struct mh_read_attribute *a = &x->view.attribute[i];
        x->title[i] = title_of(a);
        x->help[i] = help_of(app, a);
        fields[i + 1] = (struct mh__field){ .name = a->code, .title = x->title[i], .help = x->help[i], .value = value_of(a) };
    }
    mh_str_addf(&title, mh__text(app, "Caractéristiques : %s"), mh__list_text(&x->n->list, mh__needs_column(x->n, "designation")));
    mh__form_open(app, &(struct mh__form){ .title = mh_str_text(&title), .fields = fields, .nfields = count + 1, .complete = suggest,
                                           .changed = changed, .closed = closed, .ctx = x });
    mh_str_free(&title);
    free(fields);
}

static enum mh_rc read_row(struct attributes *x, struct mh_err *err)
{
    static const char *const names[] = { "membre", "designation", "specifications", "unite", "conditionnement", "famille", "code_emdn" };
    struct mh__needs *n = x->n;
    char *fields[sizeof names / sizeof *names + 1] = { NULL };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct mh_str one = MH_STR_INIT;
        mh_str_addf(&one, "%s=%s", names[i], mh__list_text(&n->list, mh__needs_column(n, names[i])));
        fields[i] = mh_str_take(&one);
    }
    enum mh_rc rc = mh_ops_read_text(n->app->session, "besoins", (const char *const *)fields, &x->view, err);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        free(fields[i]);
    return rc;
}

void mh__needs_attributes(struct mh__app *app, void *state)
{
    struct attributes *x = mh_xcalloc(1, sizeof *x);
    struct mh_err err = MH_ERR_IN(app->lang);
    x->n = state;
    x->id = x->n->list.cursor;
    if (read_row(x, &err) != MH_OK) {
        mh__say_error(app, &err);
        free(x);
        return;
    }
    if (*x->view.family == '\0' || x->view.nattributes == 0) {
        mh__say(app, MH__WARN, "%s", *x->view.family == '\0'
                    ? mh__text(app, "La famille n'est pas lue : donnez-la d'abord dans la colonne Famille")
                    : mh__text(app, "Cette famille n'a pas de caractéristique à préciser"));
        mh_reading_view_free(&x->view);
        free(x);
        return;
    }
    open_form(x);
}
