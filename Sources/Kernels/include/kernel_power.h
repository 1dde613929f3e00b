// Powers. 2 and 1 are the exponents of most expressions: a product is exactly rounded, and faster than pow.

#ifndef AUTODIFF_KERNEL_POWER_H
#define AUTODIFF_KERNEL_POWER_H

#include "kernel_base.h"

KERNEL double kernel_power(double a, double b) { return b == 2 ? a * a : b == 1 ? a : pow(a, b); }

#endif
