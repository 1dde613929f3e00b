import Autodiff

extension Options {
  /// Stores the value of `option`, once it has been found to be one that the option allows.
  mutating func set(_ option: Option, to value: Argument) throws(UsageError) {
    switch option.name {
    case .at: at.append(value)
    case .points: points = value
    case .pointsFormat: pointsFormat = try Options.choice(value, of: option)
    case .onError: onError = try Options.choice(value, of: option)
    case .jobs: jobs = try Options.integer(value, of: option)
    case .unbuffered: unbuffered = true
    case .file: file = value
    case .wrt: wrt = try Options.names(in: value, of: option)
    case .mode: mode = try Options.choice(value, of: option)
    case .difference: difference = try Options.choice(value, of: option)
    case .step: step = try Options.positive(value, of: option)
    case .steps: steps = try Options.range(value, of: option)
    case .base: base = try Options.choice(value, of: option)
    case .precision: precision = try Options.choice(value, of: option)
    case .plot: plot = true
    case .trace: trace = true
    case .value: self.value = true
    case .stats: stats = true
    case .order: order = try Options.integer(value, of: option)
    case .iterate: iterate = try Options.integer(value, of: option)
    case .raw: raw = true
    case .mixed: mixed = true
    case .seed: seed.append(value)
    case .remainder: remainder = try Options.positive(value, of: option)
    case .tolerance: tolerance = try Options.positive(value, of: option)
    case .expected: expected.append(value)
    case .gradient: gradient = value
    case .random: random = try Options.integer(value, of: option)
    case .randomSeed: randomSeed = try Options.integer(value, of: option)
    case .range: range.append(value)
    case .limit: limit = try Options.integer(value, of: option)
    case .format:
      format = try Options.choice(value, of: option)
      isFormatGiven = true
    case .json:
      format = .json
      isFormatGiven = true
    case .output: output = value
    case .digits: numbers = .digits(try Options.integer(value, of: option))
    case .hex: numbers = .hex
    case .ascii: ascii = true
    case .color: color = try Options.choice(value, of: option)
    case .quiet: quiet = true
    case .explain: explain = true
    case .allowNonfinite: allowNonfinite = true
    case .shortHelp, .longHelp, .version: break
    }
  }

  private static func choice<C: OptionChoice>(_ value: Argument, of option: Option) throws(UsageError) -> C {
    guard let choice = C.allCases.first(where: { value.equals($0.rawValue) }) else {
      throw .badChoice(option, value)
    }
    return choice
  }

  /// A whole number in ASCII digits, within the range of the option's row.
  private static func integer(_ value: Argument, of option: Option) throws(UsageError) -> Int {
    guard case .integer(_, let range) = option.value else { preconditionFailure("not an integer option") }
    let isDigits = value.bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isDigits, let number = Int(value.word), range.contains(number) else {
      throw .badInteger(option, value, range)
    }
    return number
  }

  /// A finite number greater than 0, from an expression without variables.
  private static func positive(_ value: Argument, of option: Option) throws(UsageError) -> Double {
    guard let number = positive(value.bytes) else { throw .badNumber(option, value) }
    return number
  }

  /// Two such numbers with a colon between them.
  private static func range(_ value: Argument, of option: Option) throws(UsageError) -> ClosedRange<Double> {
    let parts = value.bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, let low = positive(Array(parts[0])), let high = positive(Array(parts[1])),
      low <= high
    else { throw .badNumber(option, value) }
    return low...high
  }

  private static func positive(_ text: [UInt8]) -> Double? {
    guard let expression = try? Expression(parsing: text), expression.variables.isEmpty,
      expression.outputCount == 1, case let number = expression.values(at: [])[0], number > 0,
      number.isFinite
    else { return nil }
    return number
  }

  /// Names separated by commas, spaces around them ignored.
  private static func names(in value: Argument, of option: Option) throws(UsageError) -> [Argument] {
    var names: [Argument] = []
    for part in value.bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") }
      var name = part.drop(while: isSpace)
      while let last = name.last, isSpace(last) { name.removeLast() }
      guard !name.isEmpty else { throw .emptyName(option, value) }
      names.append(Argument(name))
    }
    return names
  }
}
