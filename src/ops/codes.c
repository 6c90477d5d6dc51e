#include "ops/codes.h"

#include <mahalli/hash.h>
#include <mahalli/str.h>
#include <mahalli/utf8.h>
#include <mahalli/xalloc.h>

#include <stdlib.h>
#include <string.h>

static size_t code_slot(const struct mh__codes *c, const char *folded)
{
    size_t i = mh_hash64(folded, strlen(folded), 17) & (c->cap - 1);
    while (c->slot[i].text != NULL && strcmp(c->slot[i].text, folded) != 0)
        i = (i + 1) & (c->cap - 1);
    return i;
}

static void codes_grow(struct mh__codes *c)
{
    struct mh__codes old = *c;
    c->cap = old.cap ? old.cap * 2 : 64;
    c->slot = mh_xcalloc(c->cap, sizeof *c->slot);
    for (size_t i = 0; i < old.cap; i++)
        if (old.slot[i].text != NULL)
            c->slot[code_slot(c, old.slot[i].text)] = old.slot[i];
    free(old.slot);
}

static char *fold_trim(const char *text)
{
    struct mh_str f = MH_STR_INIT;
    mh_utf8_fold(&f, text);
    char *s = mh_str_take(&f);
    if (s == NULL)
        return mh_xstrdup("");
    size_t n = strlen(s), skip = strspn(s, " ");
    memmove(s, s + skip, n - skip + 1);
    n -= skip;
    while (n > 0 && s[n - 1] == ' ')
        s[--n] = '\0';
    return s;
}

void mh__codes_add(struct mh__codes *c, const char *text, int64_t id)
{
    if (text == NULL || mh_blank(text))
        return;
    if (c->n * 2 >= c->cap)
        codes_grow(c);
    char *folded = fold_trim(text);
    struct mh__code *at = &c->slot[code_slot(c, folded)];
    if (at->text == NULL) {
        *at = (struct mh__code){ mh_arena_strdup(&c->arena, folded), id };
        c->n++;
    } else if (at->id != id) {
        at->id = -1;
    }
    free(folded);
}

int64_t mh__codes_find(const struct mh__codes *c, const char *text)
{
    if (c->n == 0 || text == NULL)
        return 0;
    char *folded = fold_trim(text);
    const struct mh__code *at = &c->slot[code_slot(c, folded)];
    free(folded);
    return at->text ? at->id : 0;
}

const char *mh__codes_near(const struct mh__codes *c, const char *text)
{
    char *folded = fold_trim(text);
    const char *best = NULL;
    size_t best_d = 3;
    for (size_t i = 0; i < c->cap; i++) {
        const char *t = c->slot[i].text;
        if (t == NULL)
            continue;
        size_t n = strlen(folded);
        size_t d = n >= 3 && strncmp(t, folded, n) == 0 ? 1 : mh_distance(folded, t);
        if (d < best_d || (d == best_d && best != NULL && strcmp(t, best) < 0)) {
            best = t;
            best_d = d;
        }
    }
    free(folded);
    return best_d < 3 ? best : NULL;
}

void mh__codes_free(struct mh__codes *c)
{
    free(c->slot);
    mh_arena_free(&c->arena);
    *c = (struct mh__codes){ 0 };
}

static size_t id_slot(const struct mh__idmap *m, uint64_t key)
{
    uint64_t h = key * UINT64_C(0x9E3779B97F4A7C15);
    size_t i = (size_t)(h ^ (h >> 32)) & (m->cap - 1);
    while (m->key[i] != 0 && m->key[i] != key)
        i = (i + 1) & (m->cap - 1);
    return i;
}

static void idmap_grow(struct mh__idmap *m)
{
    struct mh__idmap old = *m;
    m->cap = old.cap ? old.cap * 2 : 1024;
    m->key = mh_xcalloc(m->cap, sizeof *m->key);
    m->value = m->set ? NULL : mh_xcalloc(m->cap, sizeof *m->value);
    for (size_t i = 0; i < old.cap; i++) {
        if (old.key[i] == 0)
            continue;
        size_t at = id_slot(m, old.key[i]);
        m->key[at] = old.key[i];
        if (!m->set)
            m->value[at] = old.value[i];
    }
    free(old.key);
    free(old.value);
}

uint32_t *mh__idmap_find(const struct mh__idmap *m, uint64_t key)
{
    if (m->n == 0)
        return NULL;
    size_t i = id_slot(m, key);
    return m->key[i] == key ? &m->value[i] : NULL;
}

bool mh__idmap_put(struct mh__idmap *m, uint64_t key, uint32_t value)
{
    if (m->n * 10 >= m->cap * 7)
        idmap_grow(m);
    size_t i = id_slot(m, key);
    bool fresh = m->key[i] == 0;
    if (fresh) {
        m->key[i] = key;
        m->n++;
    }
    if (!m->set)
        m->value[i] = value;
    return fresh;
}

void mh__idmap_free(struct mh__idmap *m)
{
    free(m->key);
    free(m->value);
    bool set = m->set;
    *m = (struct mh__idmap){ .set = set };
}
