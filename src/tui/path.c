#include "tui/path.h"

#include <mahalli/xalloc.h>

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { COMPLETIONS = 40 };

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool ends_so(const char *name, const char *const *endings)
{
    size_t n = strlen(name);
    for (size_t i = 0; endings[i] != NULL; i++) {
        size_t m = strlen(endings[i]);
        if (n > m && strcasecmp(name + n - m, endings[i]) == 0)
            return true;
    }
    return false;
}

void mh__path_choices(const char *typed, const char *const *endings, struct mh__choices *out)
{
    const char *base = mh_base_name(typed);
    char *folder = base == typed ? mh_xstrdup(".") : mh_xstrndup(typed, (size_t)(base - typed));
    DIR *dir = opendir(folder);
    MH_VEC(char *) found = { 0 };
    for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        if (e->d_name[0] == '.' || strncmp(e->d_name, base, strlen(base)) != 0)
            continue;
        struct mh_str path = MH_STR_INIT;
        mh_str_addn(&path, typed, (size_t)(base - typed));
        mh_str_add(&path, e->d_name);
        if (is_folder(mh_str_text(&path)))
            mh_str_addc(&path, '/');
        else if (!ends_so(e->d_name, endings) && strchr(base, '.') == NULL) {
            mh_str_free(&path);
            continue;
        }
        mh_vec_push(&found, mh_str_take(&path));
    }
    if (found.len > 1)
        qsort(found.at, found.len, sizeof *found.at, by_name);
    for (size_t k = 0; k < found.len; k++) {
        if (k < COMPLETIONS)
            mh__choices_add(out, found.at[k], "");
        free(found.at[k]);
    }
    mh_vec_free(&found);
    if (dir != NULL)
        closedir(dir);
    free(folder);
}

const char *mh__path_check(struct mh__app *app, const char *text)
{
    struct stat st;
    if (mh_blank(text))
        return mh__text(app, "un chemin de fichier est attendu");
    if (stat(text, &st) != 0)
        return mh__text(app, "ce fichier n'existe pas");
    return S_ISDIR(st.st_mode) ? mh__text(app, "c'est un dossier : Tab montre ce qu'il contient") : NULL;
}
