import Autodiff
import Platform

/// How numbers are written: `--digits` and `--hex`.
enum NumberFormat: Equatable, Sendable {
  /// The fewest digits that read back to the same double.
  case shortest
  /// So many significant digits, as C's `%.*g` writes them.
  case digits(Int)
  /// Every bit, as C's `%a` writes them.
  case hex

  /// The text of `number`: `5.5`, `-0`, `1e-5`, `1e+16`, `nan`, `inf`, `-inf`.
  ///
  /// A whole number has no `.0`, an exponent has no leading zero, and the minus is ASCII's.
  func text(_ number: Double) -> String {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    switch self {
    case .shortest: return NumberText.shortest(number)
    case .digits(let count):
      return NumberText.normalized(printed("%.*g", [Int32(clamping: count), number]))
    case .hex: return printed("%a", [number])
    }
  }

  /// The text of `number` as a JSON value. JSON has no nan, no infinities and no hexadecimal numbers: strings
  /// stand for them.
  func json(_ number: Double) -> String {
    if number.isNaN { return "\"NaN\"" }
    if number.isInfinite { return number < 0 ? "\"-Infinity\"" : "\"Infinity\"" }
    return self == .hex ? "\"" + text(number) + "\"" : text(number)
  }
}

/// C's formatted text of a double. The process never sets a locale, so the point is always a point.
private func printed(_ format: String, _ arguments: [any CVarArg]) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
    let length = withVaList(arguments) { vsnprintf(buffer.baseAddress!, buffer.count, format, $0) }
    return String(decoding: UnsafeRawBufferPointer(buffer).prefix(Int(length)), as: UTF8.self)
  }
}
