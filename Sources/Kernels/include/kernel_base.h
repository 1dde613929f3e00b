// What the kernels share. Comparisons and choices are written so that compilers vectorise them.

#ifndef AUTODIFF_KERNEL_BASE_H
#define AUTODIFF_KERNEL_BASE_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#define KERNEL static inline __attribute__((always_inline))

KERNEL uint64_t kernel_bits(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

KERNEL double kernel_double(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/// Added to a number below 2^51 it rounds it to a whole one, in the low bits of the sum.
#define KERNEL_SHIFTER 0x1.8p52

/// x without the low 27 bits of its fraction: its square is exact.
KERNEL double kernel_high(double x) { return kernel_double(kernel_bits(x) & 0xFFFFFFFFF8000000u); }

#endif
