#include "Kernels.h"

#include <stddef.h>

#pragma STDC FP_CONTRACT OFF

#define LOOP(name) plain_##name
#include "blocks.inc"

block_loop block_loop_plain(block_function function) {
  return function < BLOCK_COUNT ? plain_table[function] : NULL;
}

#if defined(__x86_64__) && defined(__clang__)

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define LOOP(name) avx2_##name
#include "blocks.inc"
#pragma clang attribute pop

block_loop block_loop_of(block_function function) {
  return function < BLOCK_COUNT && __builtin_cpu_supports("avx2") ? avx2_table[function]
                                                                  : block_loop_plain(function);
}

block_pair_loop block_pair_loop_of(block_function f, block_function g) {
  if (f != BLOCK_SIN || g != BLOCK_COS) return NULL;
  return __builtin_cpu_supports("avx2") ? avx2_sin_cos : plain_sin_cos;
}

#else

block_loop block_loop_of(block_function function) { return block_loop_plain(function); }

block_pair_loop block_pair_loop_of(block_function f, block_function g) {
  return f == BLOCK_SIN && g == BLOCK_COS ? plain_sin_cos : NULL;
}

#endif
