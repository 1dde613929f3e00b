import Autodiff

/// The point that `--at` gives: a value a variable, in the order given.
struct PointArgument {
  private(set) var names: [String] = []
  private(set) var values: [String: Double] = [:]
  /// The values as they were written, but those of a list.
  private(set) var texts: [String: String] = [:]
  /// The ranges of values, in the order given.
  private(set) var ranges: [(name: String, values: PointRange)] = []
  private let option: Option
  /// Whom values without a name belong to, in order.
  private let positions: [String]

  /// - Parameters:
  ///   - arguments: each `NAME=VALUE,...`; a value is an expression without variables, or a list
  ///     `[1,2,3]` for NAME1, NAME2, NAME3.
  ///   - option: the option that they are values of.
  ///   - positions: whom values without a name belong to; without these every value needs a name.
  init(_ arguments: [Argument], of option: Option.Name = .at, positions: [String] = []) throws(Failure) {
    self.option = .named(option)
    self.positions = positions
    for argument in arguments {
      for piece in PointArgument.pieces(argument.bytes) { try add(piece, of: argument) }
    }
  }

  /// Cuts at the commas outside brackets.
  static func pieces(_ bytes: [UInt8]) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var (start, depth) = (0, 0)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ",") where depth <= 0:
        pieces.append(start..<index)
        start = index + 1
      default: break
      }
    }
    pieces.append(start..<bytes.count)
    return pieces
  }

  private mutating func add(_ piece: Range<Int>, of argument: Argument) throws(Failure) {
    let bytes = argument.bytes
    guard let equals = bytes[piece].firstIndex(of: UInt8(ascii: "=")) else {
      if names.count < positions.count {
        let name = positions[names.count]
        return try set(
          name, try PointArgument.value(piece, of: argument, to: option.spelling), argument, piece)
      }
      throw PointArgument.failure(
        positions.isEmpty
          ? "expected NAME=VALUE in \(option.spelling)"
          : "\(option.spelling) takes no more than \(positions.count) value\(positions.count == 1 ? "" : "s")",
        argument, piece, help: positions.isEmpty ? example : nil)
    }
    let nameRange = PointArgument.trimmed(piece.lowerBound..<equals, bytes)
    let name = String(decoding: bytes[nameRange], as: UTF8.self)
    guard PointArgument.isName(name) else {
      throw PointArgument.failure(
        "expected the name of a variable before '='", argument,
        nameRange.isEmpty ? equals..<equals + 1 : nameRange, help: example)
    }
    let valueRange = PointArgument.trimmed(equals + 1..<piece.upperBound, bytes)
    if isPoint, let colon = PointArgument.rangeColon(bytes, valueRange) {
      try addRange(name, valueRange, colon, nameRange, of: argument)
    } else if bytes[valueRange].first == UInt8(ascii: "[") {
      try addList(name, valueRange, of: argument)
    } else {
      try set(
        name, try PointArgument.value(valueRange, of: argument, to: option.spelling), argument,
        nameRange)
      texts[name] = String(decoding: bytes[valueRange], as: UTF8.self)
    }
  }

  private var example: String { "for example: \(option.spelling) x1=2,x2=5" }

  private mutating func addList(
    _ name: String, _ range: Range<Int>, of argument: Argument
  ) throws(Failure) {
    let inner = range.lowerBound + 1..<range.upperBound - 1
    guard argument.bytes[range].last == UInt8(ascii: "]"), !inner.isEmpty else {
      throw PointArgument.failure(
        "expected a list of values in brackets", argument, range, help: "for example: --at x=[1,2,3]")
    }
    for (index, piece) in PointArgument.pieces(Array(argument.bytes[inner])).enumerated() {
      let place = piece.lowerBound + inner.lowerBound..<piece.upperBound + inner.lowerBound
      try set("\(name)\(index + 1)", try PointArgument.value(place, of: argument), argument, place)
    }
  }

  /// Whether the values are those of variables, which alone may be ranges.
  private var isPoint: Bool { option.name == .at }

  /// The first colon outside brackets that is none of `c ? a : b`.
  private static func rangeColon(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard !bytes[range].contains(UInt8(ascii: "?")) else { return nil }
    return bytes[range].firstIndex(of: UInt8(ascii: ":"))
  }

  /// `lo:hi:step` or `lo:hi#count`.
  private mutating func addRange(
    _ name: String, _ range: Range<Int>, _ colon: Int, _ nameRange: Range<Int>, of argument: Argument
  ) throws(Failure) {
    let bytes = argument.bytes
    let help = "for example: \(option.spelling) x=0:1:0.1 or x=0:1#11"
    let mark = bytes[colon + 1..<range.upperBound].firstIndex {
      $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "#")
    }
    guard let mark else {
      throw PointArgument.failure("expected a step or a count in the range", argument, range, help: help)
    }
    let low = try PointArgument.value(range.lowerBound..<colon, of: argument)
    let high = try PointArgument.value(colon + 1..<mark, of: argument)
    let last = try PointArgument.value(mark + 1..<range.upperBound, of: argument)
    let isCount = bytes[mark] == UInt8(ascii: "#")
    if isCount, !(last >= 1 && last <= 0x1p53 && last == last.rounded()) {
      throw PointArgument.failure(
        "expected a count after '#'", argument, mark + 1..<range.upperBound, help: help)
    }
    let values: PointRange
    do throws(PointRange.Fault) {
      values =
        isCount
        ? try PointRange(from: low, through: high, count: Int(last))
        : try PointRange(from: low, through: high, by: last)
    } catch {
      let message =
        switch error {
        case .notFinite: "the ends and the step of a range must be finite"
        case .stepIsZero: "the step of a range must not be 0"
        case .wrongDirection: "the step leads away from the end of the range"
        case .tooMany: "the range has too many values"
        }
      throw PointArgument.failure(message, argument, range)
    }
    try set(name, .nan, argument, nameRange)
    ranges.append((name, values))
  }

  private mutating func set(
    _ name: String, _ value: Double, _ argument: Argument, _ range: Range<Int>
  ) throws(Failure) {
    guard values.updateValue(value, forKey: name) == nil else {
      throw PointArgument.failure(
        positions.isEmpty ? "variable '\(name)' has two values" : "'\(name)' has two values", argument, range)
    }
    names.append(name)
  }

  /// The value of a constant expression that stands in the argument of an option.
  static func value(
    _ range: Range<Int>, of argument: Argument, to option: String = "--at"
  ) throws(Failure) -> Double {
    let range = PointArgument.trimmed(range, argument.bytes)
    guard !range.isEmpty else {
      throw PointArgument.failure(
        "expected a value", argument, range, help: "for example: \(option) x1=2,x2=5")
    }
    let ends = [UInt8(ascii: "="), UInt8(ascii: ";"), UInt8(ascii: "\n")]
    if let end = argument.bytes[range].firstIndex(where: ends.contains) {
      throw PointArgument.failure(
        "expected ',' or the end of the value", argument, end..<end + 1,
        help: "for example: \(option) x1=2,x2=5")
    }
    let expression: Expression
    do throws(SyntaxError) {
      expression = try Expression(parsing: Array(argument.bytes[range]))
    } catch {
      let shifted = error.range.lowerBound + range.lowerBound..<error.range.upperBound + range.lowerBound
      throw PointArgument.failure(error.description, argument, shifted, help: error.help(in: argument.bytes))
    }
    guard expression.variables.isEmpty, expression.outputCount == 1 else {
      let name = expression.variables.first.map { "'\($0)' has no value here" } ?? "more than one value"
      throw PointArgument.failure(
        "the value of a variable must be a number: \(name)", argument, range,
        help: "for example: \(option) x=pi/2")
    }
    return expression.values(at: [])[0]
  }

  static func isName(_ text: String) -> Bool {
    (try? Expression(parsing: text, shadowing: [text]))?.variables == [text]
  }

  static func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    var range = range
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || 0x09...0x0D ~= byte }
    while let first = bytes[range].first, isBlank(first) { range = range.dropFirst() }
    while let last = bytes[range].last, isBlank(last) { range = range.dropLast() }
    return range
  }

  static func failure(
    _ message: String, _ argument: Argument, _ range: Range<Int>, help: String? = nil
  ) -> Failure {
    let excerpt = Excerpt(source: SourceText(bytes: argument.bytes), range: range, secondary: nil)
    return .diagnostic(Diagnostic(.error, message, at: excerpt, help: help))
  }
}
