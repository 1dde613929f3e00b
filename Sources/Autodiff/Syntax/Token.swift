/// A piece of the text: its kind, its place in bytes, and the value of a number.
struct Token {
  enum Kind: UInt8 {
    case number, name
    case plus, minus, star, slash, caret
    case openParenthesis, closeParenthesis
    case comma, semicolon, newline, equals
    case end
  }

  var kind: Kind
  var start: Int
  var end: Int
  var number = 0.0

  var range: Range<Int> { start..<end }
}
