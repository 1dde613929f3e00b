// The logistic function and its integral, by exponentials of negative numbers: nothing overflows.

#ifndef AUTODIFF_KERNEL_LOGISTIC_H
#define AUTODIFF_KERNEL_LOGISTIC_H

#include "kernel_exp.h"
#include "kernel_log.h"

KERNEL double kernel_sigmoid(double x) {
  double t = kernel_exp(-fabs(x));
  return (x < 0 ? t : 1) / (1 + t);
}

KERNEL double kernel_softplus(double x) {
  double above = x > 0 || x != x ? x : 0;
  // A nan is not above -1, and it is the sum anyway.
  return above + kernel_log1p_main(kernel_exp(-fabs(x)));
}

#endif
