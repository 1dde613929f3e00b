// Elementary functions, for one number and for blocks of numbers with the same bits.
//
// Why C: Swift has no function attribute for a wider instruction set than the one a program is compiled
// for. The block loops are compiled twice, for the stock processor and for AVX2, and chosen at run time.
// Products and sums are never contracted to fused operations, so that every machine gives the same bits.
//
// Where x is outside the range of a kernel, the C library is asked, in both forms.

#ifndef AUTODIFF_KERNELS_H
#define AUTODIFF_KERNELS_H

#include "kernel_circular.h"
#include "kernel_exp.h"
#include "kernel_log.h"
#include "kernel_logistic.h"
#include "kernel_power.h"

/// The functions that there are block loops for.
typedef enum {
  BLOCK_NONE,
  BLOCK_ADD,
  BLOCK_SUBTRACT,
  BLOCK_MULTIPLY,
  BLOCK_DIVIDE,
  BLOCK_NEGATE,
  BLOCK_POWER,
  BLOCK_EXP,
  BLOCK_LN,
  BLOCK_LOG1P,
  BLOCK_SIN,
  BLOCK_COS,
  BLOCK_SIGMOID,
  BLOCK_SOFTPLUS,
  BLOCK_COUNT
} block_function;

/// How many numbers a block has.
#define BLOCK_SIZE 64

/// Writes y[i] = f(a[i], b[i]) for a whole block; y overlaps neither operand.
typedef void (*block_loop)(const double *a, const double *b, double *y);

/// Writes y[i] = f(a[i]) and z[i] = g(a[i]) for a whole block.
typedef void (*block_pair_loop)(const double *a, double *y, double *z);

/// The loop for two functions that are cheaper together, NULL where they are not.
block_pair_loop block_pair_loop_of(block_function f, block_function g);

/// The loop for this processor, NULL where there is none.
block_loop block_loop_of(block_function function);

/// The loop for any processor.
block_loop block_loop_plain(block_function function);

#endif
