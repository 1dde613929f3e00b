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
    case .shortest: return NumberFormat.normalized(number.description)
    case .digits(let count):
      return NumberFormat.normalized(printed("%.*g", [Int32(clamping: count), number]))
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

  /// `1e-05` becomes `1e-5`, and `2.0` becomes `2`. The sign of an exponent stays, as in C and JavaScript.
  private static func normalized(_ text: String) -> String {
    var bytes = Array(text.utf8)
    if let e = bytes.firstIndex(of: UInt8(ascii: "e")) {
      let first = e + 2  // Both sources always write a sign after the e.
      while first < bytes.count - 1, bytes[first] == UInt8(ascii: "0") { bytes.remove(at: first) }
      if bytes[..<e].hasZeroFraction { bytes.removeSubrange((e - 2)..<e) }
    } else if bytes[...].hasZeroFraction {
      bytes.removeLast(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension ArraySlice<UInt8> {
  fileprivate var hasZeroFraction: Bool { suffix(2).elementsEqual([UInt8(ascii: "."), UInt8(ascii: "0")]) }
}

/// C's formatted text of a double. The process never sets a locale, so the point is always a point.
private func printed(_ format: String, _ arguments: [any CVarArg]) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
    let length = withVaList(arguments) { vsnprintf(buffer.baseAddress!, buffer.count, format, $0) }
    return String(decoding: UnsafeRawBufferPointer(buffer).prefix(Int(length)), as: UTF8.self)
  }
}
