/// How the quantities of a trace are written.
public enum TraceNotation: Sendable {
  /// v₋₁ v̇₁ v̄₁
  case unicode
  /// v-1 dv1 bv1
  case ascii
  /// v_{-1} \dot v_{1} \bar v_{1}
  case latex

  public func name(of quantity: Trace.Quantity) -> String {
    switch quantity {
    case .primal(let row): numbered("v", row, .none)
    case .tangent(let row): numbered("v", row, .dot)
    case .adjoint(let row): numbered("v", row, .bar)
    case .input(let name): self == .latex ? LaTeXName.variable(name) : name
    case .inputTangent(let name): marked(name, .dot)
    case .inputAdjoint(let name): marked(name, .bar)
    case .output(let name): marked(name, .none)
    case .outputTangent(let name): marked(name, .dot)
    case .outputAdjoint(let name): marked(name, .bar)
    }
  }

  private enum Mark { case none, dot, bar }

  private func numbered(_ letter: String, _ number: Int, _ mark: Mark) -> String {
    switch self {
    case .unicode: marked(letter, mark) + TraceNotation.subscripted(number)
    case .ascii: marked("\(letter)\(number)", mark)
    case .latex: marked(letter, mark) + "_{\(number)}"
    }
  }

  private func marked(_ name: String, _ mark: Mark) -> String {
    switch (self, mark) {
    case (.latex, .none): LaTeXName.variable(name)
    case (.latex, .dot): LaTeXName.variable(name, accent: "\\dot")
    case (.latex, .bar): LaTeXName.variable(name, accent: "\\bar")
    case (_, .none): name
    case (.ascii, .dot): "d\(name)"
    case (.ascii, .bar): "b\(name)"
    case (.unicode, .dot): TraceNotation.accented(name, "\u{307}", TraceNotation.dotted)
    case (.unicode, .bar): TraceNotation.accented(name, "\u{304}", TraceNotation.barred)
    }
  }

  private static func subscripted(_ number: Int) -> String {
    var text = ""
    for byte in "\(number)".utf8 {
      let scalar = byte == UInt8(ascii: "-") ? 0x208B : 0x2080 + UInt32(byte - 48)
      text.unicodeScalars.append(Unicode.Scalar(scalar)!)
    }
    return text
  }

  // Letters that Unicode has with the mark; the others take a combining mark.
  private static let dotted: [Character: Character] = [
    "a": "ȧ", "b": "ḃ", "c": "ċ", "d": "ḋ", "e": "ė", "f": "ḟ", "g": "ġ", "h": "ḣ", "m": "ṁ", "n": "ṅ",
    "o": "ȯ", "p": "ṗ", "r": "ṙ", "s": "ṡ", "t": "ṫ", "w": "ẇ", "x": "ẋ", "y": "ẏ", "z": "ż",
  ]
  private static let barred: [Character: Character] = [
    "a": "ā", "e": "ē", "g": "ḡ", "i": "ī", "o": "ō", "u": "ū", "y": "ȳ",
  ]

  private static func accented(
    _ name: String, _ mark: Unicode.Scalar, _ composed: [Character: Character]
  ) -> String {
    guard let first = name.unicodeScalars.first else { return name }
    let rest = String(String.UnicodeScalarView(name.unicodeScalars.dropFirst()))
    if let character = composed[Character(first)] { return String(character) + rest }
    var head = String(Character(first))
    head.unicodeScalars.append(mark)
    return head + rest
  }
}

extension Trace {
  /// A formula as text.
  public func text(of formula: Formula, in notation: TraceNotation) -> String {
    let printer = ExpressionPrinter(formulas, notation == .latex ? .latex : .language) {
      notation.name(of: quantities[$0])
    }
    return printer.text(formula.root)
  }
}
