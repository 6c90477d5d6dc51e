#include <mahalli/diag.h>

enum { KEEP_DEFAULT = 10000 };

void mh_diag_add(struct mh_diags *d, const struct mh_diag *one)
{
    if (!d)
        return;
    d->count[one->severity]++;
    if (d->list.len >= (d->keep ? d->keep : KEEP_DEFAULT))
        return;
    struct mh_diag copy = *one;
    copy.file = mh_arena_strdup(&d->arena, one->file);
    copy.column = mh_arena_strdup(&d->arena, one->column);
    copy.value = mh_arena_strdup(&d->arena, one->value);
    copy.message = mh_arena_strdup(&d->arena, one->message);
    copy.suggestion = mh_arena_strdup(&d->arena, one->suggestion);
    mh_vec_push(&d->list, copy);
}

void mh_diags_free(struct mh_diags *d)
{
    mh_vec_free(&d->list);
    mh_arena_free(&d->arena);
    *d = (struct mh_diags)MH_DIAGS_INIT;
}

const char *mh_severity_name(enum mh_severity s)
{
    static const char *const name[] = { "information", "avertissement", "erreur" };
    return name[s];
}
