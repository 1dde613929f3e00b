import Kernels

/// What a rule says of its function besides the arithmetic. All of it is shown to users.
struct RuleCard {
  /// How the function is written. Operators have their sign.
  var spelling: StaticString
  /// One line that says what it computes.
  var about: StaticString
  var domain: Domain = .reals
  /// What the derivative is taken to be where there is none.
  var convention: StaticString = ""
  var aliases: [StaticString] = []
  /// A partial that is zero marks a branch that was not taken, as in `max`.
  var isSelecting = false
  /// The order of the operands does not matter.
  var isSymmetric = false
  /// The name is a letter of formulas too: without parentheses it is a variable.
  var isLetter = false
  /// How its range on intervals follows from its values.
  var range = RangeRule.unknown
  /// Arises only in derivatives. `textbook` shows it in functions of the language.
  var isHidden = false
  /// The loop that computes it for a block of numbers, with the bits of the row's arithmetic.
  var block = BLOCK_NONE
  /// A function of the same operand that costs little more beside it, as the cosine beside the sine.
  var partner: Function?

  init(_ spelling: StaticString, _ about: StaticString, _ domain: Domain = .reals) {
    self.spelling = spelling
    self.about = about
    self.domain = domain
  }

  func alias(_ names: StaticString...) -> RuleCard { with { $0.aliases = names } }
  func convention(_ text: StaticString) -> RuleCard { with { $0.convention = text } }
  var selecting: RuleCard { with { $0.isSelecting = true } }
  var symmetric: RuleCard { with { $0.isSymmetric = true } }
  var letter: RuleCard { with { $0.isLetter = true } }
  var hidden: RuleCard { with { $0.isHidden = true } }
  func block(_ block: block_function, beside partner: Function? = nil) -> RuleCard {
    with {
      $0.block = block
      $0.partner = partner
    }
  }

  /// Monotone piece by piece, its values a few units in the last place off at most. See `RangeRule`.
  var monotone: RuleCard { monotone(.few) }
  func monotone(
    _ error: RangeRule.Error, _ exception: @escaping @Sendable (Interval, Interval, Interval) -> Interval?
  ) -> RuleCard { with { $0.range = .monotone(error, exception) } }
  func monotone(_ error: RangeRule.Error) -> RuleCard { monotone(error) { _, _, _ in nil } }
  func monotone(_ exception: @escaping @Sendable (Interval, Interval, Interval) -> Interval?) -> RuleCard {
    monotone(.few, exception)
  }
  func periodic(extremes: Double? = nil, poles: Double? = nil) -> RuleCard {
    with { $0.range = .periodic(extremes: extremes, poles: poles) }
  }

  private func with(_ change: (inout RuleCard) -> Void) -> RuleCard {
    var copy = self
    change(&copy)
    return copy
  }
}

/// Takes from a rule what it needs: the value, partials, or the card.
///
/// Every reader is specialised and inlined into the rule table, where a row's closures that it does
/// not call disappear: reading costs one jump, as a hand-written `switch` would.
protocol RuleReader {
  associatedtype Number: Algebra
  associatedtype Output

  /// A function of one operand `x` with result `y`: `derivative(x, y)`.
  func unary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double) -> Double,
    _ derivative: (_ x: Number, _ y: Number) -> Number
  ) -> Output

  /// A function of two operands: partials `da(a, b, y)` and `db(a, b, y)`.
  func binary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double, Double) -> Double,
    _ da: (_ a: Number, _ b: Number, _ y: Number) -> Number,
    _ db: (_ a: Number, _ b: Number, _ y: Number) -> Number
  ) -> Output

  /// A function of three operands.
  func ternary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double, Double, Double) -> Double,
    _ da: (_ a: Number, _ b: Number, _ c: Number, _ y: Number) -> Number,
    _ db: (_ a: Number, _ b: Number, _ c: Number, _ y: Number) -> Number,
    _ dc: (_ a: Number, _ b: Number, _ c: Number, _ y: Number) -> Number
  ) -> Output

  /// A function that is constant between jumps: its derivative is a structural zero, at jumps too.
  func flat(
    _ card: @autoclosure () -> RuleCard, arity: Int, _ value: (Double, Double, Double) -> Double
  ) -> Output
}
