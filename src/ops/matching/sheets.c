#include "ops/matching/sheets.h"

#include <mahalli/date.h>
#include <mahalli/hash.h>
#include <mahalli/i18n.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct mh__sheets {
    struct mh__rows rows;
    struct mh__sheet *at; /* by group and family */
    size_t n;
};

/* --- those that count --- */

static int by_place(const void *x, const void *y)
{
    const struct mh__sheet *a = x, *b = y;
    if (a->member_id != b->member_id)
        return a->member_id < b->member_id ? -1 : 1;
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    return a->row->version > b->row->version ? -1 : a->row->version < b->row->version; /* the highest first */
}

static uint64_t stamp_of(const struct mh_lexicon *lx, const struct mh__sheet *f)
{
    struct mh_str text = MH_STR_INIT;
    mh_reading_text(lx, &f->reading, &text);
    uint64_t h = mh_hash64(mh_str_text(&text), text.len, (uint64_t)f->row->version);
    mh_str_free(&text);
    return h;
}

struct mh__sheets *mh__sheets_new(const struct mh_lexicon *lx, struct mh__rows *rows)
{
    struct mh__sheets *s = mh_xcalloc(1, sizeof *s);
    size_t kept = 0;
    s->rows = *rows;
    *rows = (struct mh__rows){ 0 };
    s->at = mh_xcalloc(s->rows.n + 1, sizeof *s->at);
    for (size_t i = 0; i < s->rows.n; i++) {
        const struct mh_spec_sheet *row = mh__rows_at(&s->rows, i);
        int family = mh_lexicon_family(lx, row->family);
        if (mh_streq(row->status, "adoptée") && family >= 0)
            s->at[s->n++] = (struct mh__sheet){ .member_id = row->member_id, .family = family, .row = row };
    }
    if (s->n > 1)
        qsort(s->at, s->n, sizeof *s->at, by_place);
    for (size_t i = 0; i < s->n; i++)
        if (i == 0 || s->at[i].member_id != s->at[i - 1].member_id || s->at[i].family != s->at[i - 1].family)
            s->at[kept++] = s->at[i];
    s->n = kept;
    for (size_t i = 0; i < s->n; i++) {
        mh_spec_sheet_read(lx, s->at[i].family, s->at[i].row->specs, (int)s->at[i].row->version, &s->at[i].reading, NULL);
        s->at[i].stamp = stamp_of(lx, &s->at[i]);
    }
    return s;
}

void mh__sheets_free(struct mh__sheets *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < s->n; i++)
        mh_reading_free(&s->at[i].reading);
    free(s->at);
    mh__rows_free(&s->rows);
    free(s);
}

bool mh__sheets_none(const struct mh__sheets *s)
{
    return s == NULL || s->n == 0;
}

const struct mh__sheet *mh__sheet_of(const struct mh__sheets *s, int64_t member_id, int family)
{
    size_t lo = 0, hi = s == NULL ? 0 : s->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const struct mh__sheet *f = &s->at[mid];
        if (f->member_id == member_id && f->family == family)
            return f;
        if (f->member_id < member_id || (f->member_id == member_id && f->family < family))
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

uint64_t mh__sheet_stamp(const struct mh_session *s, int64_t member_id, const char *family, uint64_t seed)
{
    int f = family == NULL || mh__sheets_none(s->sheets) ? -1 : mh_lexicon_family(s->lexicon, family);
    const struct mh__sheet *sheet = f < 0 ? NULL : mh__sheet_of(s->sheets, member_id, f);
    return sheet == NULL ? seed : mh_hash64(&sheet->stamp, sizeof sheet->stamp, seed);
}

const char *mh__family_code(const struct mh_session *s, const struct mh_reading *r)
{
    return r->family < 0 ? NULL : mh_lexicon_family_row(s->lexicon, r->family)->code;
}

void mh__tell_specs(const struct mh_session *s, const struct mh_reading *r, struct mh_str *out)
{
    if (r->family < 0)
        return;
    if (s->audience == MH_FOR_PROGRAMS)
        mh_reading_text(s->lexicon, r, out);
    else
        mh_reading_words(s->lexicon, s->lang, r, out);
}

const char *mh__source_text(const char *lang, enum mh_source source, int sheet, char buf[64])
{
    if (source != MH_SRC_REFERENCE || sheet == 0)
        return mh_tr(lang, mh_source_name(source));
    snprintf(buf, 64, mh_tr(lang, "%s (fiche v%d)"), mh_tr(lang, mh_source_name(source)), sheet);
    return buf;
}

/* --- rows --- */

/* "Seringues": words that name a family and say nothing else. */
static int family_by_words(const struct mh_lexicon *lx, const char *text)
{
    struct mh_spec_text words = { .label = text };
    struct mh_reading r;
    mh_spec_read(lx, &words, &r);
    int family = r.problem == MH_READ_OK && mh_blank(r.rest) ? r.family : -1;
    for (size_t i = 0; i < r.nreq; i++)
        if (!mh_requirement_implied(&r.req[i]))
            family = -1;
    mh_reading_free(&r);
    return family;
}

int mh__family_named(const struct mh_session *s, const char *text, const char **near)
{
    const struct mh_lexicon *lx = s->lexicon;
    struct mh_str wanted = MH_STR_INIT, name = MH_STR_INIT;
    size_t least = 4;
    int found = mh_lexicon_family(lx, text);
    *near = NULL;
    mh_utf8_fold(&wanted, text);
    for (size_t i = 0; i < mh_lexicon_nfamilies(lx) && found < 0; i++) {
        const struct mh_family *f = mh_lexicon_family_row(lx, (int)i);
        mh_str_clear(&name);
        mh_utf8_fold(&name, f->name ? f->name : "");
        if (mh_streq(mh_str_text(&name), mh_str_text(&wanted)) || mh_streq(f->code, mh_str_text(&wanted)))
            found = (int)i;
        size_t d = mh_distance(f->code, mh_str_text(&wanted));
        if (d < least) {
            least = d;
            *near = f->code;
        }
    }
    if (found < 0 && strchr(text, '_') == NULL) /* words, not a code mistyped */
        found = family_by_words(lx, text);
    if (found >= 0)
        *near = NULL;
    mh_str_free(&wanted);
    mh_str_free(&name);
    return found;
}

static bool refuse(struct mh_diags *diags, const char *rule, const char *column, const char *value, const char *message, const char *hint)
{
    struct mh_diag d = { .severity = MH_SEV_ERROR, .rule = rule, .column = column, .value = value, .message = message, .suggestion = hint };
    mh_diag_add(diags, &d);
    return false;
}

static bool settle_specs(struct mh_session *s, struct mh_spec_sheet *f, struct mh_diags *diags)
{
    struct mh_str text = MH_STR_INIT;
    struct mh_reading r;
    const char *near = NULL;
    int family = mh__family_named(s, f->family, &near);
    if (family < 0) {
        if (near != NULL)
            mh_str_addf(&text, "vouliez-vous dire « %s » ?", near);
        else
            mh_str_add(&text, "voyez mahalli list familles");
        refuse(diags, "famille-inconnue", "famille", f->family, "famille inconnue", mh_str_text(&text));
        mh_str_free(&text);
        return false;
    }
    free(f->family);
    f->family = mh_xstrdup(mh_lexicon_family_row(s->lexicon, family)->code);
    bool ok = mh_spec_sheet_read(s->lexicon, family, f->specs, 0, &r, diags);
    if (ok) {
        mh_reading_text(s->lexicon, &r, &text);
        free(f->specs);
        f->specs = mh_str_take(&text);
    }
    mh_reading_free(&r);
    mh_str_free(&text);
    return ok;
}

/* A version that pharmacists adopted is what articles were read with: it stays as it was, and a change is the next version. */
static bool may_become(const struct mh_spec_sheet *was, const struct mh_spec_sheet *now, struct mh_diags *diags)
{
    if (mh_streq(was->status, "proposée"))
        return true;
    if (!mh_streq(was->specs, now->specs))
        return refuse(diags, "fiche-adoptee", "specifications", now->specs, "cette version a été adoptée : ses spécifications ne changent plus",
                      "ajoutez une nouvelle version (mahalli add fiches, sans version)");
    if (mh_streq(was->status, now->status) || (mh_streq(was->status, "adoptée") && mh_streq(now->status, "retirée")))
        return true;
    return refuse(diags, "fiche-adoptee", "etat", now->status,
                  mh_streq(was->status, "retirée") ? "une version retirée le reste" : "une version adoptée ne redevient pas proposée",
                  "ajoutez une nouvelle version (mahalli add fiches, sans version)");
}

bool mh__sheet_settle(struct mh_session *s, const struct mh_spec_sheet *was, struct mh_spec_sheet *now, struct mh_diags *diags)
{
    if (now->specs == NULL || now->family == NULL)
        return true; /* the row's own check tells */
    if ((was->id == 0 || !mh_streq(was->specs, now->specs)) && !settle_specs(s, now, diags))
        return false;
    if (now->status == NULL)
        now->status = mh_xstrdup(was->status ? was->status : "proposée");
    if (was->id != 0 && !may_become(was, now, diags))
        return false;
    bool new_status = was->id == 0 || !mh_streq(was->status, now->status);
    if (new_status && (now->author == NULL || mh_streq(now->author, was->author))) {
        free(now->author);
        now->author = mh_xstrdup(s->user);
    }
    if (new_status && (now->date == NULL || mh_streq(now->date, was->date))) {
        free(now->date);
        now->date = mh_xstrndup(s->now, MH_DATE_SIZE - 1);
    }
    return true;
}

/* --- by name --- */

struct wanted {
    int64_t member; /* 0: the only one */
    char *family;
    int64_t version; /* 0: the one that counts, else the last */
};

static enum mh_rc parse_ref(struct mh_session *s, const char *ref, struct wanted *w, struct mh_err *err)
{
    struct mh__rows members;
    const char *slash = strchr(ref, '/'), *at = strrchr(ref, '@'), *end = at ? at : ref + strlen(ref), *from = ref;
    *w = (struct wanted){ 0 };
    if (at != NULL && (w->version = strtoll(at + 1 + (at[1] == 'v' || at[1] == 'V'), NULL, 10)) < 1)
        return mh_err_set(err, MH_EUSAGE, "« %s » : attendu GROUPE/FAMILLE ou GROUPE/FAMILLE@VERSION", ref);
    enum mh_rc rc = mh__rows_load(s->store, &mh_table_members, NULL, &members, err);
    if (rc != MH_OK)
        return rc;
    if (slash != NULL && slash < end) {
        char *code = mh_xstrndup(ref, (size_t)(slash - ref));
        from = slash + 1;
        for (size_t i = 0; i < members.n; i++) {
            const struct mh_member *m = mh__rows_at(&members, i);
            if (m->code != NULL && strcasecmp(m->code, code) == 0)
                w->member = m->id;
        }
        if (w->member == 0)
            rc = mh_err_set(err, MH_ENOTFOUND, "groupe « %s » inconnu : voyez mahalli list groupes", code);
        free(code);
    } else if (members.n == 1) {
        w->member = ((const struct mh_member *)mh__rows_at(&members, 0))->id;
    } else {
        rc = mh_err_set(err, MH_EUSAGE, "« %s » : de quel groupe ? attendu GROUPE/FAMILLE ou GROUPE/FAMILLE@VERSION", ref);
    }
    mh__rows_free(&members);
    if (rc == MH_OK)
        w->family = mh_xstrndup(from, (size_t)(end - from));
    return rc;
}

static bool better(const struct mh_spec_sheet *x, const struct mh_spec_sheet *best)
{
    bool a = mh_streq(x->status, "adoptée"), b = mh_streq(best->status, "adoptée");
    return a != b ? a : x->version > best->version;
}

enum mh_rc mh__find_sheet(struct mh_session *s, const char *ref, int64_t *id, struct mh_err *err)
{
    struct wanted w;
    struct mh__rows rows = { 0 };
    const struct mh_spec_sheet *best = NULL;
    enum mh_rc rc = parse_ref(s, ref, &w, err);
    struct mh_filter f[] = { { .column = "membre", .number = w.member }, { .column = "famille", .text = w.family }, { 0 } };
    if (rc == MH_OK)
        rc = mh__rows_load(s->store, &mh_table_sheets, f, &rows, err);
    for (size_t i = 0; rc == MH_OK && i < rows.n; i++) {
        const struct mh_spec_sheet *x = mh__rows_at(&rows, i);
        if (w.version != 0 ? x->version == w.version : best == NULL || better(x, best))
            best = x;
    }
    if (rc == MH_OK && best != NULL)
        *id = best->id;
    else if (rc == MH_OK)
        rc = mh_err_set(err, MH_ENOTFOUND, "pas de « %s » dans la liste « %s »", ref, mh_table_sheets.title);
    free(w.family);
    if (rows.table != NULL)
        mh__rows_free(&rows);
    return rc;
}

enum mh_rc mh__sheet_removable(struct mh_session *s, int64_t id, struct mh_err *err)
{
    struct mh_spec_sheet row;
    mh_row_init(&mh_table_sheets, &row);
    enum mh_rc rc = mh_store_get(s->store, &mh_table_sheets, id, &row, err);
    if (rc == MH_OK && !mh_streq(row.status, "proposée"))
        rc = mh_err_set(err, MH_EDENIED, "une fiche adoptée ne s'efface pas : retirez-la (mahalli set fiches … etat=retirée)");
    mh_row_free(&mh_table_sheets, &row);
    return rc;
}
