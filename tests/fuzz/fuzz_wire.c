/*
 * libFuzzer target: bytes as what comes through the solver's pipe, at either end. With the checksum as it is, and put right, so that what
 * stands behind it is reached. It aborts where the reader accepts what does not hang together.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <mahalli/hash.h>
#include <mahalli/solve.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool kept)
{
    if (!kept)
        abort();
}

static void read_both(const void *data, size_t size)
{
    struct mh_model m;
    struct mh_solution s;
    struct mh_solve_options opt;
    struct mh_err err = MH_ERR_INIT;
    if (mh_wire_get_model(data, size, &m, &opt, &err) == MH_OK) {
        must(mh_model_check(&m, &err) == MH_OK);
        mh_model_free(&m);
    } else {
        must(err.msg[0] != '\0' && m.lower == NULL);
    }
    mh_err_clear(&err);
    if (mh_wire_get_solution(data, size, 2, 3, &s, &err) == MH_OK) {
        for (int j = 0; s.value != NULL && j < 2; j++)
            must(isfinite(s.value[j]));
        mh_solution_free(&s);
    } else {
        must(err.msg[0] != '\0' && s.value == NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint64_t sum;
    read_both(data, size);
    if (size < sizeof sum)
        return 0;
    uint8_t *copy = malloc(size);
    must(copy != NULL);
    memcpy(copy, data, size);
    sum = mh_hash64(copy, size - sizeof sum, 0);
    memcpy(copy + size - sizeof sum, &sum, sizeof sum);
    read_both(copy, size);
    free(copy);
    return 0;
}
