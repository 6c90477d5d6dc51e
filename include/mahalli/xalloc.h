#ifndef MAHALLI_XALLOC_H
#define MAHALLI_XALLOC_H
/* Allocation that does not fail: out of memory calls the hook (which restores the terminal), says so and aborts.
 * Bad data never reaches this: readers cap what they accept. */
#include <stddef.h>

void *mh_xmalloc(size_t n);
void *mh_xcalloc(size_t n, size_t size);          /* aborts on multiplication overflow */
void *mh_xrealloc(void *p, size_t n);
void *mh_xreallocarray(void *p, size_t n, size_t size);
char *mh_xstrdup(const char *s);                  /* NULL stays NULL */
/* *at becomes a copy of text (NULL stays NULL), its former text is freed; text may be part of that one. */
void mh_xset(char **at, const char *text);
char *mh_xstrndup(const char *s, size_t n);
/* Called once before abort on exhaustion; NULL removes it. */
void mh_xalloc_set_hook(void (*hook)(void));

#endif
