/// Cuts UTF-8 bytes into tokens.
struct Tokenizer {
  let source: SourceBytes
  private(set) var place: Int

  init(_ source: SourceBytes) {
    self.source = source
    let hasByteOrderMark = source[0] == 0xEF && source[1] == 0xBB && source[2] == 0xBF
    place = hasByteOrderMark ? 3 : 0
  }

  mutating func next() throws(SyntaxError) -> Token {
    if Tokenizer.mayBeBlank(source[place]) { skipBlanks() }
    let start = place
    let byte = source[start]
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
      let literal = try NumberLiteral(source, at: start)
      place = literal.end
      return Token(kind: .number, start: start, end: place, number: literal.value)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      // Apart from other names, which take a frame of their own.
      var end = start &+ 1
      while Tokenizer.isNameByte(source[end]) { end &+= 1 }
      if source[end] >= 0x80 { return try name(from: start) }
      place = end
      return Token(kind: word(start..<end), start: start, end: end)
    case UInt8(ascii: "+"): return sign(.plus)
    case UInt8(ascii: "-"): return sign(.minus)
    case UInt8(ascii: "/"): return sign(.slash)
    case UInt8(ascii: "^"): return sign(.caret)
    case UInt8(ascii: "("): return sign(.openParenthesis)
    case UInt8(ascii: ")"): return sign(.closeParenthesis)
    case UInt8(ascii: ","): return sign(.comma)
    case UInt8(ascii: ";"): return sign(.semicolon)
    case UInt8(ascii: "\n"): return sign(.newline)
    case UInt8(ascii: "["): return sign(.openBracket)
    case UInt8(ascii: "]"): return sign(.closeBracket)
    case UInt8(ascii: "?"): return sign(.question)
    case UInt8(ascii: ":"): return sign(.colon)
    case UInt8(ascii: "*"): return sign(.star, or: .caret, before: byte)
    case UInt8(ascii: "="): return sign(.assign, or: .equal, before: UInt8(ascii: "="))
    case UInt8(ascii: "<"): return sign(.less, or: .lessOrEqual, before: UInt8(ascii: "="))
    case UInt8(ascii: ">"): return sign(.greater, or: .greaterOrEqual, before: UInt8(ascii: "="))
    case UInt8(ascii: "!"): return sign(.not, or: .notEqual, before: UInt8(ascii: "="))
    case 0 where start == source.count: return Token(kind: .end, start: start, end: start)
    case UInt8(ascii: "&") where isNext(byte): return sign(.and, length: 2)
    case UInt8(ascii: "|") where isNext(byte): return sign(.or, length: 2)
    default: return try other(from: start)
    }
  }

  private mutating func sign(_ kind: Token.Kind, length: Int = 1) -> Token {
    let start = place
    place += length
    return Token(kind: kind, start: start, end: place)
  }

  private func isNext(_ byte: UInt8) -> Bool { source[place + 1] == byte }

  /// A sign of one character, or another of two.
  private mutating func sign(_ one: Token.Kind, or two: Token.Kind, before byte: UInt8) -> Token {
    isNext(byte) ? sign(two, length: 2) : sign(one)
  }

  /// The first byte of what `skipBlanks` passes over; a few others too.
  @inline(__always)
  private static func mayBeBlank(_ byte: UInt8) -> Bool {
    byte <= UInt8(ascii: " ") || byte == UInt8(ascii: "#") || byte == 0xC2
  }

  private mutating func skipBlanks() {
    while true {
      switch source[place] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): place += 1
      case UInt8(ascii: "#"):
        while place < source.count && source[place] != UInt8(ascii: "\n") { place += 1 }
      case 0xC2 where source[place + 1] == 0xA0: place += 2  // no-break space
      default: return
      }
    }
  }

  // Digits first: long names are mostly numbered ones.
  @inline(__always)
  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_")
  }

  private mutating func name(from start: Int) throws(SyntaxError) -> Token {
    // A local place stays in a register.
    var end = place
    while true {
      let byte = source[end]
      if Tokenizer.isNameByte(byte) {
        end &+= 1
      } else if byte >= 0x80 {
        let (scalar, length) = try decode(at: end)
        guard Tokenizer.continuesName(scalar) else { break }
        end += length
      } else {
        break
      }
    }
    place = end
    return Token(kind: word(start..<place), start: start, end: place)
  }

  /// The words among the operators.
  @inline(__always)
  private func word(_ range: Range<Int>) -> Token.Kind {
    guard range.count == 2 || range.count == 3 else { return .name }
    // Nearly all names end here.
    let first = source[range.lowerBound]
    guard first == UInt8(ascii: "o") || first == UInt8(ascii: "a") || first == UInt8(ascii: "n") else {
      return .name
    }
    let bytes = source[range]
    if bytes.elementsEqual("or".utf8) { return .or }
    if bytes.elementsEqual("and".utf8) { return .and }
    if bytes.elementsEqual("not".utf8) { return .not }
    return .name
  }

  /// Signs and names outside ASCII, and what is no token at all.
  private mutating func other(from start: Int) throws(SyntaxError) -> Token {
    let (scalar, length) = try decode(at: start)
    switch scalar {
    case "×", "·", "⋅", "∙": return sign(.star, length: length)
    case "−": return sign(.minus, length: length)
    case "÷": return sign(.slash, length: length)
    case "≤": return sign(.lessOrEqual, length: length)
    case "≥": return sign(.greaterOrEqual, length: length)
    case "≠": return sign(.notEqual, length: length)
    case "∧": return sign(.and, length: length)
    case "∨": return sign(.or, length: length)
    case "¬": return sign(.not, length: length)
    case "√":
      place += length
      return Token(kind: .name, start: start, end: place)
    default: break
    }
    if scalar.properties.isAlphabetic && !Tokenizer.isSuperscript(scalar) {
      place += length
      return try name(from: start)
    }
    throw SyntaxError(.unexpectedCharacter(String(Character(scalar))), start..<start + length)
  }

  private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    if ("₀"..."₉").contains(scalar) { return true }
    let properties = scalar.properties
    return (properties.isAlphabetic || properties.generalCategory == .nonspacingMark)
      && !isSuperscript(scalar)
  }

  // `xⁿ` is a power to its writer, not a name.
  private static func isSuperscript(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "ª" || scalar == "º" || ("\u{2070}"..."\u{207F}").contains(scalar)
  }

  /// The scalar at a place, and its length in bytes.
  func decode(at index: Int) throws(SyntaxError) -> (Unicode.Scalar, Int) {
    var decoder = UTF8()
    var bytes = source[index..<Swift.min(index + 4, source.count)].makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&bytes) {
      return (scalar, UTF8.width(scalar))
    }
    throw SyntaxError(.invalidUTF8, index..<index + 1)
  }
}
