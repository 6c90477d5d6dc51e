/*
 * Runs a libFuzzer target without libFuzzer: every file given, or in the folders given, once. Without arguments, those of its name:
 * fuzz_csv replays tests/hostile/csv and tests/fuzz/corpus/csv. One TAP line.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run_file(const char *path)
{
    struct stat st;
    FILE *f = fopen(path, "rb");
    if (f == NULL || fstat(fileno(f), &st) != 0) {
        printf("not ok - %s ne s'ouvre pas\n", path);
        exit(1);
    }
    size_t n = (size_t)st.st_size;
    uint8_t *data = malloc(n > 0 ? n : 1);
    if (data == NULL || fread(data, 1, n, f) != n) {
        printf("not ok - %s ne se lit pas\n", path);
        exit(1);
    }
    fclose(f);
    fprintf(stderr, "# %s\n", path); /* the last one named is the culprit */
    LLVMFuzzerTestOneInput(data, n);
    free(data);
    return 1;
}

static int run(const char *path, int depth)
{
    DIR *d = depth < 4 ? opendir(path) : NULL;
    int n = 0;
    if (d == NULL)
        return run_file(path);
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        char inside[4096];
        if (e->d_name[0] == '.')
            continue;
        snprintf(inside, sizeof inside, "%s/%s", path, e->d_name);
        n += run(inside, depth + 1);
    }
    closedir(d);
    return n;
}

int main(int argc, char **argv)
{
    static const char *const folders[] = { "tests/hostile", "tests/fuzz/corpus" };
    const char *slash = strrchr(argv[0], '/'), *name = slash != NULL ? slash + 1 : argv[0];
    const char *target = strncmp(name, "fuzz_", 5) == 0 ? name + 5 : name;
    int n = 0;
    for (int i = 1; i < argc; i++)
        n += run(argv[i], 0);
    for (size_t i = 0; argc == 1 && i < sizeof folders / sizeof *folders; i++) {
        char folder[512];
        DIR *d;
        snprintf(folder, sizeof folder, "%s/%s", folders[i], target);
        if ((d = opendir(folder)) != NULL) {
            closedir(d);
            n += run(folder, 0);
        }
    }
    printf("%s - %s : %d fichiers rejoués\n", n > 0 ? "ok" : "not ok", name, n);
    return n > 0 ? 0 : 1;
}
