#!/bin/sh
# Looks for what the program and its tests need; installs what is missing with apt-get. With --check only says so.
# Lines: package, how it is found (pc = pkg-config module, h = header, x = command), name, why.
set -eu
list='gcc|x|cc|compilateur C
libc6-dev|h|stdio.h|bibliothèque C
pkg-config|x|pkg-config|trouver les bibliothèques
libsqlite3-dev|pc|sqlite3|le fichier du plan
libcsv-dev|h|csv.h|lecture des CSV
libxlsxwriter-dev|pc|xlsxwriter|classeurs Excel
libzip-dev|pc|libzip|lecture des classeurs Excel
libexpat1-dev|pc|expat|lecture des classeurs Excel
libutf8proc-dev|pc|libutf8proc|accents, largeurs
libsodium-dev|pc|libsodium|chaîne du journal
libncurses-dev|h|curses.h|terminal
coinor-libclp-dev|h|coin/Clp_C_Interface.h|couverture simulée
coinor-libcbc-dev|h|coin/Cbc_C_Interface.h|couverture simulée
libcmocka-dev|pc|cmocka|tests
libvterm-dev|h|vterm.h|tests du terminal
zlib1g-dev|pc|zlib|relire les classeurs écrits
glpk-utils|x|glpsol|tests de la couverture
unzip|x|unzip|tests des classeurs
sqlite3|x|sqlite3|tests et mesures
python3|x|python3|mesure sur les lignes jugées'
missing=
why=
have() {
    case $1 in
    x) command -v "$2" >/dev/null 2>&1 ;;
    pc) pkg-config --exists "$2" 2>/dev/null ;;
    h) printf '#include <stddef.h>\n#include <%s>\n' "$2" | ${CC:-cc} -E - >/dev/null 2>&1 ;;
    esac
}
while IFS='|' read -r package kind name reason; do
    have "$kind" "$name" && continue
    missing="$missing $package"
    why="$why
  $package ($reason)"
done <<EOF
$list
EOF
[ -n "$missing" ] || exit 0
if [ "${1:-}" = --check ]; then
    # Only what the program itself is built with stops a build.
    for p in $missing; do
        case $p in gcc | libc6-dev | pkg-config | libsqlite3-dev | libcsv-dev | libxlsxwriter-dev | libzip-dev | libexpat1-dev | libutf8proc-dev | libsodium-dev | zlib1g-dev | libncurses-dev | coinor-libclp-dev | coinor-libcbc-dev)
            printf 'Il manque :%s\nLancez : make deps\n' "$why" >&2
            exit 1 ;;
        esac
    done
    exit 0
fi
printf 'À installer :%s\n' "$why"
command -v apt-get >/dev/null 2>&1 || { echo "apt-get est absent : installez ces paquets (ou leurs équivalents) puis relancez." >&2; exit 1; }
as_root=
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || { echo "Installez-les en tant que root : apt-get install$missing" >&2; exit 1; }
    as_root=sudo
fi
# shellcheck disable=SC2086
$as_root apt-get install -y --no-install-recommends $missing >/dev/null 2>&1 || {
    $as_root apt-get update -q >/dev/null
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
}
