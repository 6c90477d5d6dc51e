#include "ops/entry/rejects.h"

#include <mahalli/date.h>

#include <inttypes.h>
#include <string.h>

enum { KEPT = 1000 };

/* Whose line it is: by what it says, else by what the import was told; 0: nobody can tell. */
static int64_t owner_of(struct mh__rejects *k, const struct mh_need_line *n)
{
    struct mh_err unsaid = MH_ERR_INIT;
    int64_t id = 0;
    if (mh__apply_load_codes(k->a, &unsaid) != MH_OK)
        return 0;
    if (!mh_blank(n->member))
        id = mh__codes_find(&k->a->members, n->member);
    else if (mh__apply_member(k->a, false, &id, &unsaid) != MH_OK)
        id = 0;
    return id > 0 ? id : 0;
}

static enum mh_rc place_of(struct mh__rejects *k, int64_t owner, size_t *place, struct mh_err *err)
{
    for (*place = 0; *place < k->nowners; (*place)++)
        if (k->owners[*place] == owner)
            return MH_OK;
    if (k->nowners == sizeof k->owners / sizeof *k->owners) {
        k->more = true;
        return MH_OK;
    }
    k->owners[k->nowners] = owner;
    k->kept[k->nowners++] = 0;
    char day[MH_DATE_SIZE] = "";
    strncat(day, k->a->s->now, MH_DATE_SIZE - 1);
    return mh_store_rejects_clear(k->a->s->store, k->a->s->campaign.year, owner, k->given_back ? NULL : k->a->file, day, err);
}

static char *as_text(const char *s)
{
    return (char *)(uintptr_t)(s != NULL ? s : "");
}

static enum mh_rc add(struct mh__rejects *k, int64_t owner, const struct mh_need_line *n, const struct mh_diag *why, struct mh_err *err)
{
    char day[MH_DATE_SIZE] = "";
    strncat(day, k->a->s->now, MH_DATE_SIZE - 1);
    struct mh_rep_reject r = {
        .file = as_text(k->a->file), .line = why->line > 0 ? why->line : MH_UNKNOWN, .reference = n ? n->reference : NULL,
        .label = n ? n->label : NULL, .column = as_text(why->column), .value = as_text(why->value), .reason = as_text(why->message),
        .suggestion = as_text(why->suggestion), .date = day,
    };
    return mh_store_reject_add(k->a->s->store, k->a->s->campaign.year, owner, &r, err);
}

enum mh_rc mh__rejects_take(struct mh__rejects *k, const struct mh_need_line *n, const struct mh_diag *why, struct mh_err *err)
{
    size_t place = 0;
    int64_t owner = owner_of(k, n);
    if (owner == 0)
        return MH_OK;
    enum mh_rc rc = place_of(k, owner, &place, err);
    if (rc != MH_OK || place >= k->nowners)
        return rc;
    return k->kept[place]++ < KEPT ? add(k, owner, n, why, err) : MH_OK;
}

enum mh_rc mh__rejects_end(struct mh__rejects *k, struct mh_err *err)
{
    size_t place;
    enum mh_rc rc = MH_OK;
    if (k->a->file_member > 0)
        rc = place_of(k, k->a->file_member, &place, err);
    for (size_t i = 0; i < k->nowners && rc == MH_OK; i++) {
        if (k->kept[i] <= KEPT)
            continue;
        struct mh_str s = MH_STR_INIT;
        mh_str_addf(&s, "et %" PRId64 " autres lignes refusées", k->kept[i] - KEPT);
        struct mh_diag more = { .message = mh_str_text(&s), .suggestion = "elles sont toutes dans le fichier de rejets (mahalli import --reject)" };
        rc = add(k, k->owners[i], NULL, &more, err);
        mh_str_free(&s);
    }
    return rc;
}
