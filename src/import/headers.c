#include "import/headers.h"

#include <string.h>
#include <mahalli/utf8.h>
#include "import/reader.h"

enum { KEY_MAX = 64, SCORED_CELLS = 256, HEADER_MAX = 200 };

const char *const mh__reject_columns[MH__REJECT_COLUMNS] = { "ligne", "colonne", "valeur", "raison", "suggestion" };

const struct mh_mapping_ask mh__ask_nothing = { 0 };

const char *const mh_return_columns[2] = { "Ligne du plan", "Version du plan" };
const char *const mh_return_context[] = { "Article : désignation", "Article : spécifications", "Articles concernés", "Produit : désignation",
                                          "Concordance", "Ce qui est respecté", "Ce qui reste à voir", "Certificats", "Article demandé", NULL };

bool mh__headers_close(const char *key_a, const char *key_b)
{
    size_t n = strlen(key_a), m = strlen(key_b), longer = n > m ? n : m;
    size_t allowed = longer < 5 ? 0 : longer < 7 ? 1 : longer < 12 ? 2 : 3;
    return n > 0 && m > 0 && longer - (n < m ? n : m) <= allowed && mh_distance(key_a, key_b) <= allowed;
}

static bool close_to_text(const char *key, const char *text)
{
    struct mh_str k = MH_STR_INIT;
    if (text == NULL)
        return false;
    mh_header_key(&k, text);
    bool is = mh__headers_close(key, mh_str_text(&k));
    mh_str_free(&k);
    return is;
}

static bool close_to_alias(const char *key, const char *aliases)
{
    char one[KEY_MAX + 1];
    for (const char *p = aliases; p != NULL && *p != '\0';) {
        size_t n = strcspn(p, "|");
        if (n <= KEY_MAX) {
            memcpy(one, p, n);
            one[n] = '\0';
            if (mh__headers_close(key, one))
                return true;
        }
        p += n;
        p += *p == '|';
    }
    return false;
}

const struct mh_column *mh__headers_nearest(const struct mh_table *t, const char *header)
{
    struct mh_str key = MH_STR_INIT;
    const struct mh_column *found = NULL;
    if (strlen(header) > HEADER_MAX)
        return NULL;
    mh_header_key(&key, header);
    for (size_t i = 0; i < t->ncolumns && found == NULL; i++)
        if (!(t->columns[i].flags & MH_DERIVED) && (close_to_text(mh_str_text(&key), t->columns[i].name) ||
            close_to_text(mh_str_text(&key), t->columns[i].title) || close_to_alias(mh_str_text(&key), t->columns[i].aliases)))
            found = &t->columns[i];
    mh_str_free(&key);
    return found;
}

size_t mh__headers_width(const struct mh_record *header)
{
    size_t n = header->ncells;
    while (n > 0 && mh_blank(header->cell[n - 1]))
        n--;
    return n;
}

static bool mapped_by_option(const char *header, const char *const *map)
{
    size_t n = strlen(header);
    for (; map != NULL && *map != NULL; map++)
        if (strncmp(*map, header, n) == 0 && (*map)[n] == '=')
            return true;
    return false;
}

size_t mh__headers_score(const struct mh_table *t, const struct mh_record *rec, const struct mh_mapping_ask *ask)
{
    bool seen[64] = { false };
    size_t score = 0;
    for (size_t i = 0; i < rec->ncells && i < SCORED_CELLS; i++) {
        const char *h = rec->cell[i];
        if (*h == '\0' || strlen(h) > HEADER_MAX)
            continue;
        struct mh__heading said;
        mh__heading_read(t, h, rec->above != NULL ? rec->above[i] : NULL, &said);
        mh__heading_free(&said);
        const struct mh_column *c = said.column;
        size_t k = c != NULL ? (size_t)(c - t->columns) : 0;
        if (c == NULL)
            score += mapped_by_option(h, ask->map) || (ask->is_site != NULL && ask->is_site(ask->ctx, h));
        else if (k >= sizeof seen || !seen[k]) {
            score++;
            if (k < sizeof seen)
                seen[k] = true;
        }
    }
    return score;
}

size_t mh__headers_filled(const struct mh_record *rec)
{
    size_t n = 0;
    for (size_t i = 0; i < rec->ncells; i++)
        n += !mh_blank(rec->cell[i]);
    return n;
}

size_t mh__headers_reject_block(const struct mh_record *header)
{
    for (size_t i = 0; i + MH__REJECT_COLUMNS <= header->ncells; i++) {
        size_t k = 0;
        while (k < MH__REJECT_COLUMNS && strcmp(header->cell[i + k], mh__reject_columns[k]) == 0)
            k++;
        if (k == MH__REJECT_COLUMNS)
            return i;
    }
    return header->ncells;
}
