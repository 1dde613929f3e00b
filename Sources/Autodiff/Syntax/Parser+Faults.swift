// What is wrong where the grammar does not go on. The words are in SyntaxErrorMessage.swift.

extension Parser {
  /// The token as a message names it.
  func found() -> String {
    switch token.kind {
    case .end: "end of expression"
    case .newline: "end of line"
    default: "'\(SyntaxError.short(text(token.range)))'"
    }
  }

  /// Where the token is; the end is where the last token ends, however many blank lines follow.
  var place: Range<Int> { token.kind == .end ? previousEnd..<previousEnd : token.range }

  func missingOperand() -> SyntaxError {
    if token.kind == .closeParenthesis, case .parenthesis? = waiting.last?.what {
      return SyntaxError(.emptyParentheses, waiting[waiting.count - 1].place..<token.end)
    }
    if waiting.isEmpty && operands.isEmpty && program.outputs.isEmpty && token.kind == .end {
      return SyntaxError(.emptyExpression, place)
    }
    if token.kind == .closeParenthesis && depth == 0 && waiting.isEmpty {
      return SyntaxError(.unmatchedParenthesis, token.range)
    }
    var related: Range<Int>?
    if token.kind == .end || token.kind == .newline {
      related = waiting.last { Parser.isOpening($0.what) }.map { $0.place..<$0.place + 1 }
    }
    return SyntaxError(
      .expectedOperand(after: lastTokenText(), found: found()), place, related: related)
  }

  func missingOperator() -> SyntaxError {
    // On a new line it is more likely that a parenthesis was left open than that a sign is missing.
    if depth > 0, tokenizer.source[previousEnd..<token.start].contains(UInt8(ascii: "\n")),
      let open = waiting.last(where: { Parser.isOpening($0.what) })
    {
      let related = open.place..<open.place + 1
      return SyntaxError(.expectedOperator(found: found(), product: nil), token.range, related: related)
    }
    return SyntaxError(.expectedOperator(found: found(), product: product()), token.range)
  }

  /// The last operand times the token, where the token can begin a factor.
  private func product() -> String? {
    guard let left = operands.last else { return nil }
    let shown = left.end - left.start <= 24 ? text(left.start..<left.end) : "…"
    switch token.kind {
    case .openParenthesis: return "\(shown)*(…)"
    case .number:
      // `1 000` is meant as one number.
      return program.graph[left.node].kind == .constant
        ? nil : "\(shown)*\(SyntaxError.short(text(token.range)))"
    case .name:
      var ahead = tokenizer
      let isCall = (try? ahead.next())?.kind == .openParenthesis
      return "\(shown)*\(SyntaxError.short(text(token.range)))\(isCall ? "(…)" : "")"
    default: return nil
    }
  }

  func unclosed(_ open: Pending) -> SyntaxError {
    switch open.what {
    case .question: SyntaxError(.missingColon, place, related: open.place..<open.place + 1)
    case .index: SyntaxError(.unclosedBracket(found: found()), place, related: bracketRange(open))
    default:
      SyntaxError(.unclosedParenthesis(found: found()), place, related: open.place..<open.place + 1)
    }
  }

  func wrongCount(_ what: Waiting, found: Int, end: Int) -> SyntaxError {
    let name: Range<Int>
    let signature: String
    let takes: Int
    var orMore = false
    switch what {
    case .call(let function, _, let range):
      name = range
      takes = function.isVariadic ? 1 : function.arity
      orMore = function.isVariadic
      let arguments = ["a", "b", "c"].prefix(takes).joined(separator: ", ")
      signature = "\(text(range))(\(arguments)\(orMore ? ", b, …" : ""))"
    case .userCall(let index, _, let range):
      name = range
      takes = functions[index].parameters.count
      let parameters = functions[index].parameters.map { id in
        let full = program.graph.variables[program.graph[id].variable]
        return String(full[full.index(after: full.firstIndex(of: ".")!)...])
      }
      signature = "\(text(range))(\(parameters.joined(separator: ", ")))"
    case .loop(let range), .derivative(let range):
      name = range
      let construct = Construct(rawValue: text(range))
      takes = construct == .diff ? 2 : 4
      signature = construct?.signature ?? text(range)
    default: return SyntaxError(.unmatchedParenthesis, token.range)
    }
    return SyntaxError(
      .wrongArgumentCount(
        function: text(name), takes: takes, orMore: orMore, found: found, signature: signature),
      name.lowerBound..<end)
  }

  func bracketRange(_ open: Pending) -> Range<Int> { open.place..<open.place + 1 }

  func questionRange(_ index: Int) -> Range<Int> { waiting[index].place..<waiting[index].place + 1 }

  private static func isOpening(_ what: Waiting) -> Bool {
    switch what {
    case .parenthesis, .call, .userCall, .loop, .derivative: true
    default: false
    }
  }

  /// The sign or word that ends at the end of the previous token.
  private func lastTokenText() -> String? {
    guard previousEnd > 0 else { return nil }
    let source = tokenizer.source
    var start = previousEnd - 1
    while start > 0 && source[start] & 0xC0 == 0x80 { start -= 1 }
    let isLetter = { (byte: UInt8) in (byte | 0x20) &- 97 < 26 }
    if isLetter(source[start]) {
      while start > 0 && isLetter(source[start - 1]) { start -= 1 }
    } else if start > 0 {
      let pair = String(decoding: source[start - 1..<start + 1], as: UTF8.self)
      if ["**", "<=", ">=", "==", "!=", "&&", "||"].contains(pair) { start -= 1 }
    }
    return text(start..<previousEnd)
  }
}
