/// A piece of the text: its kind, its place in bytes, and the value of a number.
struct Token {
  enum Kind: UInt8 {
    case number, name
    case plus, minus, star, slash, caret
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
    case and, or, not
    case question, colon
    case openParenthesis, closeParenthesis, openBracket, closeBracket
    case comma, semicolon, newline, assign
    case end
  }

  var kind: Kind
  var start: Int
  var end: Int
  var number = 0.0

  var range: Range<Int> { start..<end }
}
