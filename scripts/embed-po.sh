#!/bin/sh
# gettext catalogues as C: one sorted table per language, and its plural rule as a function. A fuzzy or empty translation is left out:
# the French text serves.
set -eu
echo '#include "base/i18n.h"'
for f in "$@"; do
    LC_ALL=C awk -v lang="$(basename "$f" .po)" '
    function unescape(s,   out, i, c) {
        out = ""
        for (i = 1; i <= length(s); i++) {
            c = substr(s, i, 1)
            if (c == "\\") {
                i++
                c = substr(s, i, 1)
                c = c == "n" ? "\n" : c == "t" ? "\t" : c
            }
            out = out c
        }
        return out
    }
    function quoted(s) {
        gsub(/\\/, "\\\\", s); gsub(/"/, "\\\"", s); gsub(/\n/, "\\n", s); gsub(/\t/, "\\t", s)
        return "\"" s "\""
    }
    function done(   i, whole) {
        if (state == "")
            return
        if (id == "")
            header = text[0]
        else {
            whole = !fuzzy
            for (i = 0; i < (plural == "" ? 1 : forms); i++)
                whole = whole && text[i] != ""
            if (whole) {
                n++
                ids[n] = id; plurals[n] = plural
                for (i = 0; i < 6; i++)
                    texts[n, i] = text[i]
            }
        }
        if (id == "" && match(header, /nplurals=[0-9]+/)) {
            forms = substr(header, RSTART + 9, RLENGTH - 9) + 0
            rule = header
            sub(/.*[; ]plural=/, "", rule)
            sub(/;.*/, "", rule)
        }
        state = ""; id = ""; plural = ""; fuzzy = 0
        for (i = 0; i < 6; i++)
            text[i] = ""
    }
    function take(s) {
        sub(/^[^"]*"/, "", s); sub(/"[ \t\r]*$/, "", s)
        s = unescape(s)
        if (state == "id") id = id s
        else if (state == "plural") plural = plural s
        else text[at] = text[at] s
    }
    function refuse(why) {
        print FILENAME ":" FNR ": " why > "/dev/stderr"
        bad = 1
        exit 1
    }
    BEGIN { n = 0; forms = 1; rule = "0"; state = ""; fuzzy = 0 }
    /^#,.*fuzzy/ { if (state == "text") done(); fuzzy = 1; next }
    /^#/ || /^[ \t\r]*$/ { if (state == "text") done(); next }
    /^msgctxt/ { refuse("msgctxt is not used here") }
    /^msgid_plural[ \t]/ { state = "plural"; take($0); next }
    /^msgid[ \t]/ { if (state == "text") done(); state = "id"; take($0); next }
    /^msgstr\[[0-5]\]/ { state = "text"; at = substr($0, 8, 1) + 0; take($0); next }
    /^msgstr[ \t]/ { state = "text"; at = 0; take($0); next }
    /^"/ { take($0); next }
    { refuse("not a line of a catalogue") }
    END {
        if (bad)
            exit 1
        done()
        for (i = 1; i <= n; i++) { # insertion: some hundred texts
            for (k = i; k > 1 && (ids[i] "") < (ids[order[k - 1]] ""); k--)
                order[k] = order[k - 1]
            order[k] = i
        }
        printf "static const struct mh__message message_%s[] = {\n", lang
        for (i = 1; i <= n; i++) {
            j = order[i]
            if (i > 1 && ids[j] == ids[order[i - 1]]) {
                print FILENAME ": twice: " ids[j] > "/dev/stderr"
                exit 1
            }
            printf "    { %s, %s, { ", quoted(ids[j]), plurals[j] == "" ? "0" : quoted(plurals[j])
            for (k = 0; k < (plurals[j] == "" ? 1 : forms); k++)
                printf "%s%s", k ? ", " : "", quoted(texts[j, k])
            print " } },"
        }
        print "    { 0 } };"
        printf "static unsigned form_%s(unsigned long n)\n{\n    (void)n;\n    return (unsigned)(%s);\n}\n", lang, rule
        printf "enum { n_%s = %d, forms_%s = %d };\n", lang, n, lang, forms
    }' "$f"
done
echo 'const struct mh__catalogue mh__catalogues[] = {'
for f in "$@"; do
    l=$(basename "$f" .po)
    echo "    { \"$l\", message_$l, n_$l, forms_$l, form_$l },"
done
echo '    { 0 },'
echo '};'
