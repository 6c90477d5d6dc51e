#include <mahalli/xalloc.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*exhausted_hook)(void);

void mh_xalloc_set_hook(void (*hook)(void))
{
    exhausted_hook = hook;
}

static _Noreturn void exhausted(void)
{
    void (*hook)(void) = exhausted_hook;

    exhausted_hook = NULL;
    if (hook)
        hook();
    fputs("mahalli : mémoire épuisée\n", stderr);
    abort();
}

void *mh_xmalloc(size_t n)
{
    void *p = malloc(n ? n : 1);
    if (!p)
        exhausted();
    return p;
}

void *mh_xcalloc(size_t n, size_t size)
{
    void *p = n && size ? calloc(n, size) : calloc(1, 1);
    if (!p)
        exhausted();
    return p;
}

void *mh_xrealloc(void *p, size_t n)
{
    p = realloc(p, n ? n : 1);
    if (!p)
        exhausted();
    return p;
}

void *mh_xreallocarray(void *p, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        exhausted();
    return mh_xrealloc(p, n * size);
}

char *mh_xstrdup(const char *s)
{
    return s ? mh_xstrndup(s, strlen(s)) : NULL;
}

void mh_xset(char **at, const char *text)
{
    char *copy = mh_xstrdup(text);
    free(*at);
    *at = copy;
}

char *mh_xstrndup(const char *s, size_t n)
{
    const char *end = memchr(s, '\0', n);
    if (end)
        n = (size_t)(end - s);
    if (n == SIZE_MAX)
        exhausted();
    char *p = mh_xmalloc(n + 1);
    memcpy(p, s, n);
    p[n] = '\0';
    return p;
}
