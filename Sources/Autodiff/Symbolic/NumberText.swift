/// Numbers as text. Never depends on the locale.
package enum NumberText {
  /// The shortest decimal that reads back as the same double: `2`, `0.1`, `1e-5`, `1e+16`, `nan`, `-inf`.
  package static func shortest(_ value: Double) -> String {
    let text = value.description
    if text.hasSuffix(".0") { return String(text.dropLast(2)) }
    guard let e = text.utf8.firstIndex(of: UInt8(ascii: "e")) else { return text }
    // The standard library writes 1e-05.
    let sign = text.utf8.index(after: e)
    var digits = text.utf8.index(after: sign)
    while text.utf8[digits] == UInt8(ascii: "0") { digits = text.utf8.index(after: digits) }
    return String(text[...sign]) + text[digits...]
  }
}
