/**
 * Variables of an engine process.
 *
 * One thread for what Node does aside, instead of four: a token is made and chosen by turns, and each turn woke another
 * thread, which often found the core taken by one of llama.cpp's spinning threads and waited for the rest of its slice.
 * With two threads on two cores, SmolLM2 135M writes 121 tokens/s instead of 56 (`tests/bench/engine-vs-bare.mjs`).
 *
 * Large buffers in pages of 2 MiB instead of 4 KiB, where Linux gives them to whoever asks: a token goes through all of
 * the weights and a row of the KV cache for each dimension, and the processor forgot most of their pages' places in
 * between. Only glibc reads it.
 */
export const ENGINE_ENVIRONMENT = { UV_THREADPOOL_SIZE: '1', GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' } as const
