// Floats: evaluation in single precision. Every operation is the rule's on doubles, rounded to a float; for
// + - * / and sqrt that is exactly the IEEE operation on floats, because a double has more than twice the digits.
//
// > Figueroa, *When is double rounding innocuous?*, ACM SIGNUM Newsletter 30 (1995).

extension Float: Algebra {
  init(_ constant: NamedConstant) { self = Float(constant.value) }

  // A signalling nan with a payload of its own: no arithmetic produces it.
  static var absent: Float { Float(bitPattern: 0x7FA0_0A0D) }
  var isAbsent: Bool { bitPattern == 0x7FA0_0A0D }
  var isUndefined: Bool { isNaN }

  static func apply(_ function: Function, _ a: Float, _ b: Float, _ c: Float) -> Float {
    Float(Double.apply(function, Double(a), Double(b), Double(c)))
  }

  static func result(
    of function: Function, _ a: Float, _ b: Float, _ c: Float, value: (Double, Double, Double) -> Double
  ) -> Float {
    Float(value(Double(a), Double(b), Double(c)))
  }

  static func partial(_ partial: Float, ofResult y: Float) -> Float { y.isNaN ? y : partial }

  func times(_ partial: Float, selecting: Bool) -> Float {
    selecting && partial == 0 ? .absent : partial * self
  }
}
