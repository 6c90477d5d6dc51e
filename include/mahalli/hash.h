#ifndef MAHALLI_HASH_H
#define MAHALLI_HASH_H
/* SHA-256 (libsodium) and a fast non-cryptographic hash for tables in memory. */
#include <stddef.h>
#include <stdint.h>

enum { MH_SHA_SIZE = 32, MH_SHA_HEX_SIZE = 65 };

struct mh_sha {
    _Alignas(16) unsigned char opaque[128]; /* a crypto_hash_sha256_state */
};

void mh_sha_init(struct mh_sha *s);
void mh_sha_add(struct mh_sha *s, const void *data, size_t n);
void mh_sha_add_text(struct mh_sha *s, const char *text); /* length, then bytes; NULL differs from "" */
void mh_sha_final(struct mh_sha *s, unsigned char out[MH_SHA_SIZE]);
void mh_sha_hex(const unsigned char digest[MH_SHA_SIZE], char out[MH_SHA_HEX_SIZE]);

uint64_t mh_hash64(const void *data, size_t n, uint64_t seed);

#endif
