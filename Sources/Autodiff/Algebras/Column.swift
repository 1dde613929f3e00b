/// A number for every row of a table: operations on columns are recorded, to be done on blocks of rows.
///
/// The sweeps over columns write down exactly what they do over doubles at one point. What differs from
/// row to row is whether a tangent or an adjoint is a structural zero: `max` passes it on to one operand
/// here, to the other there. Such columns hold the bits of `Double.absent` in those rows.
struct Column: Algebra {
  var symbol: Symbol
  /// Whether it is a structural zero in some rows.
  var mayBeAbsent = false
  /// Whether a result can be nan that does not make the outputs nan, as in `pow(x, y)`: then its partials
  /// have to be checked, row by row.
  var isChecked = false

  init(_ symbol: Symbol, mayBeAbsent: Bool = false, isChecked: Bool = false) {
    self.symbol = symbol
    self.mayBeAbsent = mayBeAbsent
    self.isChecked = isChecked
  }

  init(floatLiteral value: Double) { self.init(.literal(value)) }
  init(integerLiteral value: Int) { self.init(.literal(Double(value))) }
  init(_ constant: NamedConstant) { self.init(.named(constant)) }

  static var absent: Column { Column(.absent) }
  var isAbsent: Bool { symbol.isAbsent }
  /// Whether it may be, in some rows.
  var isUndefined: Bool { isChecked }

  static func + (a: Column, b: Column) -> Column {
    guard a.mayBeAbsent || b.mayBeAbsent else { return apply(.add, a, b, b) }
    return apply(.joined, a, b, b).marked(a.mayBeAbsent && b.mayBeAbsent)
  }

  static func * (a: Column, b: Column) -> Column {
    guard a.mayBeAbsent || b.mayBeAbsent else { return apply(.multiply, a, b, b) }
    return apply(.passed, a, b, b).marked(true)
  }

  // Tangents and adjoints are added and multiplied only.
  static func - (a: Column, b: Column) -> Column { apply(.subtract, a, b, b) }
  static func / (a: Column, b: Column) -> Column { apply(.divide, a, b, b) }
  static prefix func - (a: Column) -> Column { apply(.negate, a, a, a) }

  static func apply(_ function: Function, _ a: Column, _ b: Column, _ c: Column) -> Column {
    Column(
      Symbol.apply(function, a.symbol, b.symbol, c.symbol),
      isChecked: a.isChecked || b.isChecked || c.isChecked)
  }

  static func result(
    of function: Function, _ a: Column, _ b: Column, _ c: Column, value: (Double, Double, Double) -> Double
  ) -> Column {
    // The sum of two adjoints that are dual numbers.
    function == .add ? a + b : apply(function, a, b, c)
  }

  static func partial(_ partial: Column, ofResult y: Column) -> Column {
    y.isChecked ? apply(.defined, partial, y, y) : partial
  }

  func times(_ partial: Column, selecting: Bool) -> Column {
    if case .literal(let factor) = partial.symbol {
      if factor == 1 { return self }
      if factor == 0 && selecting { return .absent }
    }
    return selecting ? Column.apply(.chosen, self, partial, partial).marked(true) : self * partial
  }

  func provided(_ other: Column) -> Column {
    if isAbsent || !other.mayBeAbsent { return self }
    return Column.apply(.provided, self, other, other).marked(true)
  }

  private func marked(_ mayBeAbsent: Bool) -> Column {
    Column(symbol, mayBeAbsent: mayBeAbsent, isChecked: isChecked)
  }
}
