// ln x = k·ln 2 + ln(1 + f) with √½ ≤ 1 + f < √2, and ln(1 + f) = f − f²/2 + s·(f²/2 + R(s²)), s = f/(2 + f).
//
// From fdlibm's e_log.c (Sun Microsystems, 1993), whose R has an error below 2⁻⁵⁸; here f²/2 and the sum are
// in two parts, which leaves about 0.56 ulp of 0.86. Largest error seen: ln 0.56 ulp, log1p 0.62 ulp.

#ifndef AUTODIFF_KERNEL_LOG_H
#define AUTODIFF_KERNEL_LOG_H

#include "kernel_base.h"

/// k·ln 2 + ln(1 + f + rest), where rest is below the last place of 1 + f.
KERNEL double kernel_log_sum(double k, double f, double rest) {
  double s = f / (2 + f);
  double z = s * s;
  double w = z * z;
  double even = w * (0x1.999999997fa04p-2 + w * (0x1.c71c51d8e78afp-3 + w * 0x1.39a09d078c69fp-3));
  double odd =
      z
      * (0x1.5555555555593p-1
         + w * (0x1.2492494229359p-2 + w * (0x1.7466496cb03dep-3 + w * 0x1.2f112df3e5244p-3)));

  double high = kernel_high(f);
  double square = 0.5 * high * high;
  double squareRest = 0.5 * (f - high) * (f + high);
  double part = f - square;
  double partRest = ((f - part) - square) - squareRest;
  partRest += s * (square + squareRest + (even + odd)) + rest;

  double whole = k * 0x1.62e42feep-1;
  double sum = whole + part;
  double sumRest = (whole - sum) + part;
  return sum + (sumRest + (partRest + k * 0x1.a39ef35793c76p-33));
}

/// The exponent of x divided by a number from √½ to √2, biased by 1023.
KERNEL uint64_t kernel_log_exponent(double x) {
  return (kernel_bits(x) + 0x3FF0000000000000u - 0x3FE6A09E667F3BCDu) >> 52;
}

/// A whole number below 2^52 as a double, by its bits.
KERNEL double kernel_whole(uint64_t n) { return kernel_double(n | 0x4330000000000000u) - 0x1p52; }

KERNEL bool kernel_ln_is_special(double x) { return !(x >= 0x1p-1022 && x <= 0x1.fffffffffffffp1023); }

KERNEL double kernel_ln_main(double x) {
  uint64_t exponent = kernel_log_exponent(x);
  double m = kernel_double(kernel_bits(x) - ((exponent - 1023) << 52));
  return kernel_log_sum(kernel_whole(exponent) - 1023, m - 1, 0);
}

KERNEL double kernel_ln(double x) { return kernel_ln_is_special(x) ? log(x) : kernel_ln_main(x); }

KERNEL bool kernel_log1p_is_special(double x) { return !(x > -1 && x <= 0x1p1000); }

KERNEL double kernel_log1p_main(double x) {
  double u = 1 + x;
  // What rounding took from 1 + x.
  double lost = x >= 1 ? 1 - (u - x) : x - (u - 1);
  uint64_t exponent = kernel_log_exponent(u);
  double scale = kernel_double((2046 - exponent) << 52);
  double m = kernel_double(kernel_bits(u) - ((exponent - 1023) << 52));
  bool isNear = exponent == 1023;
  double f = isNear ? x : m - 1;
  // 1/(1 + f) to three digits is enough for it.
  double reciprocal = (0.998663 + -1.01133 * f) + f * f * (1.10266 + -0.887348 * f);
  double rest = isNear ? 0 : lost * scale * reciprocal;
  double y = kernel_log_sum(kernel_whole(exponent) - 1023, f, rest);
  // Below, ln(1 + x) is x to the last place, and the sign of a zero is kept.
  return fabs(x) < 0x1p-54 ? x : y;
}

KERNEL double kernel_log1p(double x) {
  return kernel_log1p_is_special(x) ? log1p(x) : kernel_log1p_main(x);
}

#endif
