// e^x = 2^k·e^r with |r| ≤ ln(2)/2; e^r = 1 + r + r²·p(r), the sum in two parts.
//
// The reduction is that of fdlibm's e_exp.c (Sun Microsystems, 1993); p is a minimax polynomial of degree 10
// whose error is 2⁻⁶² of e^r. Largest error seen: 0.60 ulp.

#ifndef AUTODIFF_KERNEL_EXP_H
#define AUTODIFF_KERNEL_EXP_H

#include "kernel_base.h"

KERNEL double kernel_exp(double x) {
  // Beyond, the result is 0 or infinite. A nan fails both comparisons.
  x = x < -746 ? -746 : x;
  x = x > 710 ? 710 : x;
  double shifted = x * 0x1.71547652b82fep0 + KERNEL_SHIFTER;
  double k = shifted - KERNEL_SHIFTER;
  double high = x - k * 0x1.62e42feep-1;
  double low = k * 0x1.a39ef35793c76p-33;
  double r = high - low;
  double rest = (high - r) - low;

  // Estrin's scheme: terms in pairs, which need not wait for one another.
  double z = r * r;
  double w = z * z;
  double low4 = (0.5 + r * 0x1.5555555555557p-3) + z * (0x1.5555555555556p-5 + r * 0x1.111111110ff87p-7);
  double middle4 =
      (0x1.6c16c16c16212p-10 + r * 0x1.a01a01aca0134p-13)
      + z * (0x1.a01a01a741b3cp-16 + r * 0x1.71ddffef9e7b1p-19);
  double high3 = (0x1.27e4da1a3bf04p-22 + r * 0x1.af52906239de4p-26) + z * 0x1.1f75aba0b1e2ep-29;
  double p = low4 + w * (middle4 + w * high3);

  double sum = 1 + r;
  double tail = (1 - sum) + r;
  double y = sum + (tail + (z * p + rest));

  // 2^k in two factors, as 2^1024 and 2^-1075 are no doubles. The shift is of a positive number.
  uint64_t whole = kernel_bits(shifted) - kernel_bits(KERNEL_SHIFTER);
  uint64_t half = ((whole + 2048) >> 1) - 1024;
  double first = kernel_double((half + 1023) << 52);
  double second = kernel_double((whole - half + 1023) << 52);
  return y * first * second;
}

#endif
