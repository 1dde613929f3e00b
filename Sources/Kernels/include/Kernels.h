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

/// Computes one block of results y, or two, from blocks of operands. Results overlap no operands; what a
/// loop does not use is ignored.
typedef void (*block_loop)(const double *a, const double *b, const double *c, double *y, double *z);

/// y[i] = f(a[i], b[i]). NULL where there is no loop, here and below.
block_loop block_loop_of(block_function f);

/// y[i] = f(a[i]), z[i] = g(a[i]): two functions that are cheaper together.
block_loop block_pair_loop_of(block_function f, block_function g);

/// y[i] = g(f(a[i], b[i]), c[i]), or g(c[i], f(a[i], b[i])) where f comes second: with two roundings, but
/// without a block between the two.
block_loop block_fused_loop_of(block_function f, block_function g, bool isSecond);

/// What a term of a sum is: a block a, the product of the blocks a and b, or that of a and the number *b.
typedef enum { TERM_BLOCK, TERM_PRODUCT, TERM_MULTIPLE } block_term_kind;

typedef struct {
  const double *a;
  const double *b;
  block_term_kind kind;
  /// Subtracted from what stands before it. Not of the first term.
  bool isNegative;
} block_term;

/// Computes a block of sums, from left to right, every product and every sum rounded. There is at least one
/// term. The sums stay in the processor's registers from term to term.
typedef void (*block_sum_loop)(const block_term *terms, long count, double *y);

block_sum_loop block_sum_loop_best(void);

/// The same for any processor of the kind, to compare with.
block_loop block_loop_plain(block_function f);
block_sum_loop block_sum_loop_plain(void);

#endif
