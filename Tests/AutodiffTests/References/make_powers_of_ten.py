#!/usr/bin/env python3
"""Writes PowersOfTenTable.swift: the powers of ten that reading and writing numbers need, 128 bits each.

Usage: make_powers_of_ten.py > Sources/Autodiff/Numbers/PowersOfTenTable.swift

Each power is the integer floor(10^k * 2^s), with s such that it has exactly 128 bits.
"""
FIRST, LAST = -342, 324


def leading_bits(k):
    """The 128 leading bits of 10^k; those of 5^k are the same."""
    if k >= 0:
        power = 5**k
        shift = power.bit_length() - 128
        return power >> shift if shift > 0 else power << -shift
    power = 5**-k
    bits = (1 << (power.bit_length() + 128)) // power
    return bits >> (bits.bit_length() - 128)


print(f"""\
// Written by Tests/AutodiffTests/References/make_powers_of_ten.py.

// swift-format-ignore
/// The 128 leading bits of 10^k for k from {FIRST} to {LAST}, rounded down: the upper half, then the lower.
let powersOfTenBits: [UInt64] = [""")
for k in range(FIRST, LAST + 1):
    bits = leading_bits(k)
    assert bits >> 127 == 1 and bits % 2**64 != 2**64 - 1
    print(f"  0x{bits >> 64:016x}, 0x{bits % 2**64:016x},  // 10^{k}")
print("]")
