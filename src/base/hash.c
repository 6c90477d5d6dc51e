#include <mahalli/hash.h>

#include <sodium.h>
#include <string.h>

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(((struct mh_sha *)0)->opaque), "mh_sha holds the library's state");
_Static_assert(MH_SHA_SIZE == crypto_hash_sha256_BYTES, "SHA-256 size");

static crypto_hash_sha256_state *state(struct mh_sha *s)
{
    return (crypto_hash_sha256_state *)(void *)s->opaque;
}

void mh_sha_init(struct mh_sha *s)
{
    crypto_hash_sha256_init(state(s));
}

void mh_sha_add(struct mh_sha *s, const void *data, size_t n)
{
    if (n)
        crypto_hash_sha256_update(state(s), data, n);
}

void mh_sha_add_text(struct mh_sha *s, const char *text)
{
    /* The length first, so that "ab","c" differs from "a","bc"; all ones stands for NULL. */
    uint64_t n = text ? strlen(text) : UINT64_MAX;
    unsigned char head[8];

    for (int i = 0; i < 8; i++)
        head[i] = (unsigned char)(n >> (8 * i));
    mh_sha_add(s, head, sizeof head);
    if (text)
        mh_sha_add(s, text, (size_t)n);
}

void mh_sha_final(struct mh_sha *s, unsigned char out[MH_SHA_SIZE])
{
    crypto_hash_sha256_final(state(s), out);
}

void mh_sha_hex(const unsigned char digest[MH_SHA_SIZE], char out[MH_SHA_HEX_SIZE])
{
    sodium_bin2hex(out, MH_SHA_HEX_SIZE, digest, MH_SHA_SIZE);
}

static uint64_t load(const unsigned char *p, size_t n)
{
    uint64_t v = 0;
    for (size_t i = 0; i < n; i++)
        v |= (uint64_t)p[i] << (8 * i);
    return v;
}

static uint64_t mix(uint64_t h)
{
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    return h ^ h >> 32;
}

uint64_t mh_hash64(const void *data, size_t n, uint64_t seed)
{
    const unsigned char *p = data;
    uint64_t h = seed ^ n * 0x9e3779b97f4a7c15u;

    for (; n >= 8; p += 8, n -= 8)
        h = mix(h ^ load(p, 8)) + 0x9e3779b97f4a7c15u;
    return mix(h ^ load(p, n));
}
