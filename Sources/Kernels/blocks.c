#include "Kernels.h"

#include <stddef.h>

#pragma STDC FP_CONTRACT OFF

/// Four numbers, anywhere in memory.
typedef double sum_vector __attribute__((vector_size(32), aligned(8), may_alias));

#define LOOP(name) plain_##name
#include "blocks.inc"

#if defined(__x86_64__) && defined(__clang__)

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define LOOP(name) avx2_##name
#include "blocks.inc"
#pragma clang attribute pop

#define BEST(table) (__builtin_cpu_supports("avx2") ? avx2_##table : plain_##table)

#else

#define BEST(table) plain_##table

#endif

block_loop block_loop_of(block_function f) { return BEST(singles)[f]; }

block_loop block_pair_loop_of(block_function f, block_function g) { return BEST(pairs)[f][g]; }

block_loop block_fused_loop_of(block_function f, block_function g, bool isSecond) {
  return BEST(fused)[f][g][isSecond ? 1 : 0];
}

block_sum_loop block_sum_loop_best(void) { return BEST(sum); }

block_sum_loop block_sum_loop_plain(void) { return plain_sum; }

block_loop block_loop_plain(block_function f) { return plain_singles[f]; }
