#!/bin/sh
# Reference data as C: one array of {group, file, lines} where lines is a NULL-terminated array of text lines.
set -eu
echo '#include <mahalli/reference.h>'
i=0
for f in "$@"; do
    printf 'static const char *const lines_%d[] = {\n' $i
    sed 's/\r$//; s/\\/\\\\/g; s/"/\\"/g; s/^/    "/; s/$/",/' "$f"
    echo '    0 };'
    i=$((i + 1))
done
echo 'const struct mh_reference_file mh_reference_files[] = {'
i=0
for f in "$@"; do
    printf '    { "%s", "%s", lines_%d },\n' "$(basename "$(dirname "$f")")" "$(basename "$f" .csv)" $i
    i=$((i + 1))
done
echo '    { 0, 0, 0 },'
echo '};'
