/// Numbers as text. Never depends on the locale.
package enum NumberText {
  /// The shortest decimal that reads back as the same double: `2`, `0.1`, `1e-5`, `1e+16`, `nan`, `-inf`.
  package static func shortest(_ value: Double) -> String { normalized(value.description) }

  /// `1e-05` becomes `1e-5`, and `2.0` becomes `2`. The sign of an exponent stays, as in C and JavaScript.
  package static func normalized(_ text: String) -> String {
    var bytes = Array(text.utf8)
    if let e = bytes.firstIndex(of: UInt8(ascii: "e")) {
      let first = e + 2  // Both sources, Swift and C, always write a sign after the e.
      while first < bytes.count - 1, bytes[first] == UInt8(ascii: "0") { bytes.remove(at: first) }
      if bytes[..<e].hasZeroFraction { bytes.removeSubrange((e - 2)..<e) }
    } else if bytes[...].hasZeroFraction {
      bytes.removeLast(2)
    } else {
      return text
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension ArraySlice<UInt8> {
  fileprivate var hasZeroFraction: Bool { suffix(2).elementsEqual([UInt8(ascii: "."), UInt8(ascii: "0")]) }
}
