// sin x and cos x: x = n·π/2 + r with r in two parts, |r| ≤ π/4, then the polynomials of sin r and cos r.
//
// The reduction subtracts π/2 in three parts (Cody & Waite, *Software Manual for the Elementary Functions*,
// 1980); polynomials and parts are those of fdlibm's k_sin.c, k_cos.c and e_rem_pio2.c (Sun Microsystems,
// 1993), with r² in two parts. Largest error seen: sin 0.72 ulp, cos 0.62 ulp.

#ifndef AUTODIFF_KERNEL_CIRCULAR_H
#define AUTODIFF_KERNEL_CIRCULAR_H

#include "kernel_base.h"

typedef struct {
  /// n, of which the last two bits count.
  uint64_t quadrant;
  double high;
  double low;
  /// r without its last digits.
  double rough;
} kernel_angle;

KERNEL kernel_angle kernel_reduced(double x) {
  double shifted = x * 0x1.45f306dc9c883p-1 + KERNEL_SHIFTER;
  double n = shifted - KERNEL_SHIFTER;
  // The first two products are exact for n < 2^20: the parts have 33 bits. The second is below 2^-15, so
  // that the rest of the difference is exact unless r is nearer to 0.
  double first = x - n * 0x1.921fb544p0;
  double second = n * 0x1.0b4611a6p-34;
  double difference = first - second;
  double rest = (first - difference) - second;
  double third = rest - n * 0x1.3198a2e037073p-69;
  kernel_angle angle;
  angle.quadrant = kernel_bits(shifted);
  angle.high = difference + third;
  angle.low = (difference - angle.high) + third;
  angle.rough = difference;
  return angle;
}

/// Where x is too large, or r so near 0 that digits are lost.
KERNEL bool kernel_circular_is_special(double x) {
  return !(fabs(x) <= 0x1p19) | !(fabs(kernel_reduced(x).rough) >= 0x1p-14);
}

typedef struct {
  double sine;
  double cosine;
} kernel_pair;

/// sin r and cos r.
KERNEL kernel_pair kernel_circle(kernel_angle angle) {
  double x = angle.high;
  double y = angle.low;
  double high = kernel_high(x);
  double square = high * high;
  double squareRest = (x - high) * (x + high);
  double z = square + squareRest;
  double w = z * z;
  kernel_pair pair;

  double s =
      (0x1.111111110f8a6p-7 - z * 0x1.a01a019c161d5p-13)
      + w * (0x1.71de357b1fe7dp-19 + z * (z * 0x1.5d93a5acfd57cp-33 - 0x1.ae5e68a2b9cebp-26));
  double cube = z * x;
  pair.sine = x - ((z * (0.5 * y - cube * s) - y) + cube * 0x1.5555555555549p-3);

  double c =
      (0x1.555555555554cp-5 - z * 0x1.6c16c16c15177p-10)
      + w
        * ((0x1.a01a019cb159p-16 - z * 0x1.27e4f809c52adp-22)
           + w * (0x1.1ee9ebdb4b1c4p-29 - z * 0x1.8fae9be8838d4p-37));
  double half = 0.5 * square;
  double sum = 1 - half;
  pair.cosine = sum + (((1 - sum) - half) + ((w * c - x * y) - 0.5 * squareRest));
  return pair;
}

/// sin(n·π/2 + r).
KERNEL double kernel_turned(kernel_pair pair, uint64_t n) {
  double chosen = (int64_t)(n << 63) < 0 ? pair.cosine : pair.sine;
  return kernel_double(kernel_bits(chosen) ^ ((n << 62) & 0x8000000000000000u));
}

/// sin x and cos x.
KERNEL kernel_pair kernel_circular_main(double x) {
  kernel_angle angle = kernel_reduced(x);
  kernel_pair pair = kernel_circle(angle);
  kernel_pair result;
  result.sine = kernel_turned(pair, angle.quadrant);
  result.cosine = kernel_turned(pair, angle.quadrant + 1);
  return result;
}

KERNEL double kernel_sin_main(double x) { return kernel_circular_main(x).sine; }

KERNEL double kernel_cos_main(double x) { return kernel_circular_main(x).cosine; }

KERNEL double kernel_sin(double x) { return kernel_circular_is_special(x) ? sin(x) : kernel_sin_main(x); }

KERNEL double kernel_cos(double x) { return kernel_circular_is_special(x) ? cos(x) : kernel_cos_main(x); }

#endif
