/// One argument of the command line, its bytes kept as the system gave them.
///
/// An argument need not be valid UTF-8: a `String` would repair it silently, so that a file name could no
/// longer be opened and an error could not point at the byte that is wrong.
struct Argument: Hashable, ExpressibleByStringLiteral {
  var bytes: [UInt8]

  init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }
  init(_ text: String) { bytes = Array(text.utf8) }
  init(stringLiteral value: String) { self.init(value) }

  /// The argument as text, each invalid byte replaced by U+FFFD.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The argument as text if it is short enough to be a name or an option's value, and otherwise nothing, so
  /// that a megabyte of garbage is not repaired only to be refused.
  var word: String { bytes.count <= 256 ? text : "" }

  /// Whether the argument is exactly `text`, byte for byte.
  func equals(_ text: String) -> Bool { bytes.elementsEqual(text.utf8) }
}

extension Argument {
  /// The arguments of this process, the program's own name left out.
  static func ofProcess(count: Int32, values: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>)
    -> [Argument]
  {
    (1..<max(1, Int(count))).compactMap { index in
      guard let start = values[index] else { return nil }
      var length = 0
      while start[length] != 0 { length += 1 }
      return Argument(UnsafeRawBufferPointer(start: start, count: length))
    }
  }
}
