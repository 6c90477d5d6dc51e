#!/bin/sh
# Catalogues of texts (src/i18n): standard tools accept them; what src translates is in them; what is in them is used.
set -u
B=${B:-build}
T=$B/tests/texts
mkdir -p "$T"
fail=0
say() { echo "# $1"; fail=1; }
if command -v msgfmt > /dev/null 2>&1; then
    for f in src/i18n/*.po; do
        m=$(LC_ALL=C.UTF-8 msgfmt -c -o /dev/null "$f" 2>&1)
        [ -z "$m" ] || say "$m"
    done
    [ $fail = 0 ] && echo "ok - catalogues lus par msgfmt" || echo "not ok - catalogues lus par msgfmt"
else
    echo "ok - catalogues lus par msgfmt # SKIP msgfmt n'est pas installé"
fi
bad=$fail
fail=0
# One literal per line, as C writes it; adjacent ones joined.
literals() {
    LC_ALL=C awk '
    function flush() { if (have) print text; have = 0; text = "" }
    { line = $0
      while (line != "") {
          if (match(line, /^[ \t]+/)) { line = substr(line, RLENGTH + 1); continue }
          if (match(line, /^"([^"\\]|\\.)*"/)) { text = text substr(line, 2, RLENGTH - 2); have = 1; line = substr(line, RLENGTH + 1); continue }
          if (match(line, /^\/\*([^*]|\*[^\/])*\*\//)) { line = substr(line, RLENGTH + 1); continue }
          flush()
          line = substr(line, 2)
      } }
    END { flush() }' "$@" | LC_ALL=C sort -u
}
ids() { # msgid and msgid_plural of a catalogue
    LC_ALL=C awk '
    function flush() { if (on && text != "") print text; on = 0; text = "" }
    function body(s) { sub(/^[^"]*"/, "", s); sub(/"[ \t]*$/, "", s); return s }
    /^msgid/ { flush(); on = 1; text = body($0); next }
    /^msgstr/ { flush(); next }
    /^"/ { if (on) text = text body($0) }
    END { flush() }' "$1" | LC_ALL=C sort -u
}
# First literals of mh_tr, mh_trn (both), mh__text, mh__text_n (the screens' own) and MH_TR.
asked() { # file by file: what one leaves open does not swallow the next
    LC_ALL=C awk '
    function scan(s,   kind, depth, i, c, n, text, have, t) {
        while (match(s, /mh_+trn?\(|mh__text(_n)?\(|MH_TR\(/)) {
            kind = substr(s, RSTART, RLENGTH)
            s = substr(s, RSTART + RLENGTH)
            if (kind != "MH_TR(") { # past the language: up to the first comma outside brackets
                depth = 0
                for (i = 1; i <= 200; i++) {
                    c = substr(s, i, 1)
                    if (c == "(" || c == "[") depth++
                    else if (c == ")" || c == "]") { if (--depth < 0) break }
                    else if (c == "," && depth == 0) break
                }
                if (i > 200 || c != ",")
                    continue
                s = substr(s, i + 1)
            }
            n = kind ~ /trn|_n/ ? 2 : 1
            while (n-- > 0) {
                text = ""; have = 0
                while (match(s, /^[ \t]*"([^"\\]|\\.)*"/)) {
                    t = substr(s, 1, RLENGTH); s = substr(s, RLENGTH + 1)
                    sub(/^[ \t]*"/, "", t); sub(/"$/, "", t)
                    text = text t; have = 1
                }
                if (have) print text
                sub(/^[ \t]*,/, "", s)
            }
        }
    }
    FNR == 1 { scan(whole); whole = "" }
    { whole = whole " " $0 }
    END { scan(whole) }' $(find src -name '*.[ch]' ! -path 'src/base/i18n.*' | LC_ALL=C sort) | LC_ALL=C sort -u
}
# Whatever a screen holds that reads as words is shown to people: in the catalogues, or in texts.french (what the plan stores, names of
# keys and actions, errors: mh_err_set looks those up, in French where no entry is).
worded() {
    LC_ALL=C grep -E "$(printf '\303|\302\253')|[A-Za-z][a-z]+ [a-zA-Z][a-z]|^[A-Z][a-z][a-z]" | grep -v '^mahalli '
}
LC_ALL=C sort -u tests/lint/texts.french > "$T/french"
{ asked; literals $(find src/tui -name '*.[ch]' ! -name event.c ! -name script.c ! -name term.c) | worded | LC_ALL=C comm -23 - "$T/french"; } |
    LC_ALL=C sort -u > "$T/asked"
literals $(find src -name '*.[ch]') > "$T/literals"
# Names of families, characteristics and their values are data: a catalogue may hold them.
cat schema/reference/*/families.csv | cut -d';' -f2 > "$T/data"
cat schema/reference/*/attributes.csv | cut -d';' -f3 >> "$T/data"
cat schema/reference/*/attributes.csv | cut -d';' -f7 | tr '|_' '\n ' >> "$T/data"
LC_ALL=C sort -u "$T/literals" "$T/data" > "$T/known"
for f in src/i18n/*.po; do
    ids "$f" > "$T/ids"
    LC_ALL=C comm -23 "$T/asked" "$T/ids" > "$T/missing"
    LC_ALL=C comm -13 "$T/known" "$T/ids" > "$T/unused"
    while IFS= read -r line; do say "$f : sans traduction : $line"; done < "$T/missing"
    while IFS= read -r line; do say "$f : n'est plus dans src : $line"; done < "$T/unused"
done
LC_ALL=C comm -23 "$T/french" "$T/literals" > "$T/gone"
while IFS= read -r line; do say "tests/lint/texts.french : n'est plus dans src : $line"; done < "$T/gone"
[ -s "$T/asked" ] || say "aucun texte traduit trouvé dans src : le contrôle ne voit rien"
[ $fail = 0 ] && echo "ok - textes et catalogues" || echo "not ok - textes et catalogues"
[ $fail = 0 ] && [ $bad = 0 ]
