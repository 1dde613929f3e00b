/// A number that is an expression: operations on it write nodes to its recorder's graph.
///
/// The same sweeps that compute a gradient, run over symbols, write the gradient's graph.
enum Symbol: Algebra {
  case absent
  /// A number of a rule, not of the text.
  case literal(Double)
  case named(NamedConstant)
  // Whoever runs a sweep keeps its recorder alive; counting references would cost more than the sweep.
  case node(Unmanaged<Recorder>, NodeID)

  init(floatLiteral value: Double) { self = .literal(value) }
  init(integerLiteral value: Int) { self = .literal(Double(value)) }
  init(_ constant: NamedConstant) { self = .named(constant) }

  var isAbsent: Bool { if case .absent = self { true } else { false } }
  var isUndefined: Bool { false }

  static func + (a: Symbol, b: Symbol) -> Symbol { apply(.add, a, b, b) }
  static func - (a: Symbol, b: Symbol) -> Symbol { apply(.subtract, a, b, b) }
  static func * (a: Symbol, b: Symbol) -> Symbol { apply(.multiply, a, b, b) }
  static func / (a: Symbol, b: Symbol) -> Symbol { apply(.divide, a, b, b) }
  static prefix func - (a: Symbol) -> Symbol { apply(.negate, a, a, a) }

  private var recorder: Recorder? {
    if case .node(let recorder, _) = self { recorder.takeUnretainedValue() } else { nil }
  }

  private var number: Double {
    switch self {
    case .literal(let value): value
    case .named(let constant): constant.value
    default: .nan
    }
  }

  static func apply(_ function: Function, _ a: Symbol, _ b: Symbol, _ c: Symbol) -> Symbol {
    if let recorder = a.recorder ?? b.recorder ?? c.recorder { return recorder.record(function, a, b, c) }
    return .literal(Double.apply(function, a.number, b.number, c.number))
  }

  static func result(
    of function: Function, _ a: Symbol, _ b: Symbol, _ c: Symbol, value: (Double, Double, Double) -> Double
  ) -> Symbol {
    apply(function, a, b, c)
  }

  static func partial(_ partial: Symbol, ofResult y: Symbol) -> Symbol { partial }

  func times(_ partial: Symbol, selecting: Bool) -> Symbol {
    if case .literal(let factor) = partial {
      if factor == 1 { return self }
      if factor == -1 { return -self }
      if factor == 0 && selecting { return .absent }
    }
    if selecting { return Function.gate(partial, self) }
    if let denominator = partial.recorder?.reciprocalDenominator(partial) { return self / denominator }
    return self * partial
  }
}
