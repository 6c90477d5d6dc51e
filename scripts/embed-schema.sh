#!/bin/sh
# Migrations as C: {number, name, sql} in order, from files NNN_name.sql. A gap in the numbers stops the build.
set -eu
echo '#include "store/schema.h"'
echo 'const struct mh__migration mh__migrations[] = {'
want=1
for f in "$@"; do
    name=$(basename "$f" .sql)
    num=$(printf '%s' "$name" | sed 's/_.*//; s/^0*//')
    [ "$num" = "$want" ] || { echo "migration $want absente : $f" >&2; exit 1; }
    printf '    { %s, "%s",\n' "$num" "$name"
    sed 's/\\/\\\\/g; s/"/\\"/g; s/^/        "/; s/$/\\n"/' "$f"
    echo '    },'
    want=$((want + 1))
done
echo '    { 0, 0, 0 },'
echo '};'
