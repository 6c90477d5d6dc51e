#include "import/zipfile.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include <mahalli/xalloc.h>

enum { PARTS_CAP = 4096 };

struct mh__zip {
    zip_t *zip;
    const char *name;
};

struct mh__part {
    struct mh__zip *of;
    char *name;
    zip_file_t *file;
    int64_t size, packed, done;
};

static enum mh_rc damaged(const struct mh__zip *z, const char *part, struct mh_err *err)
{
    return mh_err_set(err, MH_EINVAL, "%s est un classeur abîmé%s%s%s : ouvrez-le dans Excel ou LibreOffice et enregistrez-le à nouveau",
                      z->name, part != NULL ? " (" : "", part != NULL ? part : "", part != NULL ? ")" : "");
}

enum mh_rc mh__zip_open(const char *path, const void *mem, size_t n, const char *name, struct mh__zip **out, struct mh_err *err)
{
    struct mh__zip *z = mh_xcalloc(1, sizeof *z);
    enum mh_rc rc = MH_OK;
    z->name = name;
    if (path != NULL) {
        z->zip = zip_open(path, ZIP_RDONLY, NULL);
    } else {
        zip_source_t *src = zip_source_buffer_create(mem, n, 0, NULL);
        z->zip = src != NULL ? zip_open_from_source(src, ZIP_RDONLY, NULL) : NULL;
        if (z->zip == NULL && src != NULL)
            zip_source_free(src);
    }
    if (z->zip == NULL)
        rc = damaged(z, NULL, err);
    else if (zip_get_num_entries(z->zip, 0) > PARTS_CAP)
        rc = mh_err_set(err, MH_EINVAL, "%s contient plus de %d fichiers : ce n'est pas un classeur ordinaire", name, PARTS_CAP);
    if (rc != MH_OK) {
        mh__zip_close(z);
        return rc;
    }
    *out = z;
    return MH_OK;
}

const char *mh__zip_name(const struct mh__zip *z)
{
    return z->name;
}

void mh__zip_close(struct mh__zip *z)
{
    if (z == NULL)
        return;
    if (z->zip != NULL)
        zip_discard(z->zip);
    free(z);
}

bool mh__zip_has(struct mh__zip *z, const char *part)
{
    return zip_name_locate(z->zip, part, ZIP_FL_NOCASE | ZIP_FL_ENC_GUESS) >= 0;
}

enum mh_rc mh__part_open(struct mh__zip *z, const char *part, struct mh__part **out, struct mh_err *err)
{
    zip_stat_t st;
    zip_int64_t at = zip_name_locate(z->zip, part, ZIP_FL_NOCASE | ZIP_FL_ENC_GUESS);
    *out = NULL;
    if (at < 0 || zip_stat_index(z->zip, (zip_uint64_t)at, 0, &st) != 0)
        return damaged(z, part, err);
    if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
        return mh_err_set(err, MH_EINVAL, "%s est protégé par un mot de passe : ouvrez-le, retirez la protection, enregistrez-le", z->name);
    zip_file_t *file = zip_fopen_index(z->zip, (zip_uint64_t)at, 0);
    if (file == NULL)
        return damaged(z, part, err);
    struct mh__part *p = mh_xcalloc(1, sizeof *p);
    *p = (struct mh__part){ .of = z, .name = mh_xstrdup(part), .file = file };
    p->size = (st.valid & ZIP_STAT_SIZE) && st.size < INT64_MAX ? (int64_t)st.size : 0;
    p->packed = (st.valid & ZIP_STAT_COMP_SIZE) && st.comp_size < INT64_MAX / MH__RATIO_CAP ? (int64_t)st.comp_size : 0;
    *out = p;
    return MH_OK;
}

enum mh_rc mh__part_read(struct mh__part *p, char *buf, size_t cap, size_t *got, struct mh_err *err)
{
    zip_int64_t n = zip_fread(p->file, buf, cap);
    *got = 0;
    if (n < 0)
        return damaged(p->of, p->name, err);
    p->done += n;
    if (p->done > MH__PART_CAP || (p->done > MH__RATIO_FREE && p->done > p->packed * MH__RATIO_CAP))
        return mh_err_set(err, MH_EINVAL, "%s se déplie démesurément (%s : plus de %lld Mio) : ce n'est pas un classeur ordinaire, il n'est "
                          "pas lu", p->of->name, p->name, (long long)((p->done - 1) >> 20));
    *got = (size_t)n;
    return MH_OK;
}

int64_t mh__part_size(const struct mh__part *p)
{
    return p->size;
}

int64_t mh__part_done(const struct mh__part *p)
{
    return p->done;
}

void mh__part_close(struct mh__part *p)
{
    if (p == NULL)
        return;
    zip_fclose(p->file);
    free(p->name);
    free(p);
}
