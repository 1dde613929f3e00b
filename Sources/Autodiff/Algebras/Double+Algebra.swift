// Doubles: values, and with the reverse sweep adjoints.

extension Double: Algebra {
  init(_ constant: NamedConstant) { self = constant.value }

  // A signalling nan with a payload of its own: no arithmetic produces it.
  static var absent: Double { Double(bitPattern: 0x7FF4_0000_0000_0A0D) }
  @inline(__always)
  var isAbsent: Bool { bitPattern == 0x7FF4_0000_0000_0A0D }
  @inline(__always)
  var isUndefined: Bool { self != self }

  static func apply(_ function: Function, _ a: Double, _ b: Double, _ c: Double) -> Double {
    readRule(of: function, ValueReader(a: a, b: b, c: c))
  }

  @inline(__always)
  static func result(
    of function: Function, _ a: Double, _ b: Double, _ c: Double,
    value: (Double, Double, Double) -> Double
  ) -> Double {
    value(a, b, c)
  }

  // One comparison: `isNaN` takes the bits apart.
  @inline(__always)
  static func partial(_ partial: Double, ofResult y: Double) -> Double { y == y ? partial : y }

  @inline(__always)
  func times(_ partial: Double, selecting: Bool) -> Double {
    selecting && partial == 0 ? .absent : partial * self
  }
}

/// Reads the value of a function on doubles.
struct ValueReader: RuleReader {
  typealias Number = Double
  let a: Double
  let b: Double
  let c: Double

  @inline(__always)
  func unary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double) -> Double, _ derivative: (Double, Double) -> Double
  ) -> Double { value(a) }

  @inline(__always)
  func binary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double, Double) -> Double,
    _ da: (Double, Double, Double) -> Double, _ db: (Double, Double, Double) -> Double
  ) -> Double { value(a, b) }

  @inline(__always)
  func ternary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double, Double, Double) -> Double,
    _ da: (Double, Double, Double, Double) -> Double,
    _ db: (Double, Double, Double, Double) -> Double,
    _ dc: (Double, Double, Double, Double) -> Double
  ) -> Double { value(a, b, c) }

  @inline(__always)
  func flat(_ card: @autoclosure () -> RuleCard, arity: Int, _ value: (Double, Double, Double) -> Double)
    -> Double
  { value(a, b, c) }
}
