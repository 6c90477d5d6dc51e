#include "cli/cli.h"

#include <locale.h>

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, ""); /* nothing else: numbers in files are written with a point everywhere */
    return mh_cli_main(argc, argv);
}
