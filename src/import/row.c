/* One record into one row, each value by the one validator. */
#include <mahalli/import.h>

#include <inttypes.h>
#include <string.h>
#include <mahalli/utf8.h>
#include "import/headers.h"

enum { VALUE_SHOWN = 80, UNKNOWN = -1 };

struct place { /* where a finding is */
    const struct mh_record *rec;
    const char *file;
    struct mh_diags *diags;
};

static void say(const struct place *at, enum mh_severity severity, const char *rule, const char *column, const char *value,
                const char *message, const char *suggestion)
{
    struct mh_str shown = MH_STR_INIT;
    if (strlen(value) > VALUE_SHOWN) {
        mh_utf8_clip(&shown, value, VALUE_SHOWN, false);
        mh_str_add(&shown, "…");
        value = mh_str_text(&shown);
    }
    mh_diag_add(at->diags, &(struct mh_diag){ .severity = severity, .rule = rule, .file = at->file, .line = at->rec->line, .column = column,
                                              .value = value, .message = message, .suggestion = suggestion });
    mh_str_free(&shown);
}

/* The validator's message says how such a value is written; the nearest choice is what it cannot know. NULL when none is near. */
static const char *suggestion(const struct mh_column *c, const char *value, struct mh_str *out)
{
    struct mh_str key = MH_STR_INIT, choice = MH_STR_INIT;
    if (c->type != MH_CHOICE)
        return NULL;
    mh_header_key(&key, value);
    for (const struct mh_choice *one = c->choices; out->len == 0 && one != NULL && one->code != NULL; one++) {
        mh_str_clear(&choice);
        mh_header_key(&choice, one->code);
        if (mh__headers_close(mh_str_text(&key), mh_str_text(&choice)))
            mh_str_addf(out, "%s ?", one->code);
    }
    mh_str_free(&key);
    mh_str_free(&choice);
    return out->len != 0 ? mh_str_text(out) : NULL;
}

static bool read_value(const struct place *at, const struct mh_column *c, const char *header, const char *value, enum mh_number_style style,
                       void *row)
{
    struct mh_err e;
    e.rc = MH_OK;
    e.msg[0] = '\0';
    if (mh_value_parse(c, row, value, style, &e) == MH_OK)
        return true;
    struct mh_str s = MH_STR_INIT;
    say(at, MH_SEV_ERROR, "valeur-refusee", header, value, e.msg, suggestion(c, value, &s));
    mh_str_free(&s);
    return false;
}

/* More cells than headers: a delimiter in a text without quotes, most often. */
static bool check_surplus(const struct place *at, const struct mh_mapping *m)
{
    const struct mh_record *rec = at->rec;
    size_t last = rec->ncells;
    while (last > m->ncells && mh_blank(rec->cell[last - 1]))
        last--;
    if (last <= m->ncells)
        return true;
    struct mh_str s = MH_STR_INIT;
    mh_str_addf(&s, "%zu cellules pour %zu en-têtes : un texte contient sans doute le séparateur", last, m->ncells);
    say(at, MH_SEV_ERROR, "cellules-en-trop", NULL, rec->cell[m->ncells], mh_str_text(&s), "mettez ce texte entre guillemets");
    mh_str_free(&s);
    return false;
}

static bool tell_notes(const struct place *at)
{
    bool good = true;
    for (size_t i = 0; i < at->rec->nnotes; i++) {
        struct mh_diag d = at->rec->notes[i];
        d.file = at->file;
        mh_diag_add(at->diags, &d);
        good = good && d.severity != MH_SEV_ERROR;
    }
    return good;
}

bool mh_mapping_row(const struct mh_mapping *m, const struct mh_record *rec, enum mh_number_style style, const char *file,
                    void *row, struct mh_diags *diags)
{
    struct place at = { .rec = rec, .file = file != NULL ? file : rec->file, .diags = diags };
    if (rec->nnotes > 0 && !tell_notes(&at))
        return false;
    bool good = rec->ncells <= m->ncells || check_surplus(&at, m);
    for (size_t i = 0; i < rec->ncells && i < m->ncells; i++) {
        const char *value = rec->cell[i];
        if (*value == '\0')
            continue;
        if (m->column[i] >= 0) {
            const struct mh_column *c = &m->table->columns[m->column[i]];
            if (c->type != MH_REF && !read_value(&at, c, m->header[i], value, style, row))
                good = false;
        } else if (m->column[i] == UNKNOWN && *m->header[i] == '\0' && !mh_blank(value)) {
            struct mh_str s = MH_STR_INIT;
            mh_str_addf(&s, "valeur dans une colonne sans en-tête (colonne %zu) : elle n'est pas lue", i + 1);
            say(&at, MH_SEV_WARNING, "colonne-sans-en-tete", NULL, value, mh_str_text(&s), "donnez un en-tête à cette colonne");
            mh_str_free(&s);
        }
    }
    return good;
}
