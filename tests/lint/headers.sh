#!/bin/sh
# Each header compiles alone, and holds a comment on what it is for.
set -u
CC=${CC:-cc}
B=${B:-build}
fail=0
for h in $(find include src -name '*.h' | sort); do
    inc=${h#include/}
    inc=${inc#src/}
    printf '#include "%s"\n' "$inc" | $CC -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror -Iinclude -Isrc -I"$B/gen" -x c -fsyntax-only - \
        || { echo "# $h ne se compile pas seul"; fail=1; }
    grep -q '/\*' "$h" || { echo "# $h : pas de commentaire"; fail=1; }
done
[ $fail = 0 ] && echo "ok - en-têtes" || { echo "not ok - en-têtes"; exit 1; }
