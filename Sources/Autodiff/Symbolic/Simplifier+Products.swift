// Products and powers: equal bases are made one, with the sum of their exponents.

extension Simplifier {
  mutating func product(_ parts: [(value: Canonical, inverted: Bool)]) -> Canonical {
    var coefficient = Coefficient.one
    var factors: [Core.Factor] = []
    for (value, inverted) in parts {
      if inverted && value.coefficient.isZero {
        factors.append(Core.Factor(base: table.base(.zero), exponent: .number(.minusOne)))
        continue
      }
      coefficient = coefficient * (inverted ? value.coefficient.reciprocal : value.coefficient)
      for factor in self.factors(of: value.core) {
        let exponent = inverted ? spread(scaled(factor.exponent, .minusOne)) : factor.exponent
        factors.append(Core.Factor(base: factor.base, exponent: exponent))
      }
    }
    return product(coefficient, factors)
  }

  /// The factors of a product that is short; of anything else, itself.
  private func factors(of core: CoreID) -> [Core.Factor] {
    switch table[core] {
    case .one: []
    case .product(let inner) where inner.count <= Simplifier.mergeLimit: inner
    default: [Core.Factor(base: core, exponent: .one)]
    }
  }

  /// - Parameter spreadsHypot: whether hypot(a, b)^2 becomes a^2 + b^2. Not so inside what it becomes: that
  ///   would be a recursion as deep as the expression.
  private mutating func product(
    _ coefficient: Coefficient, _ factors: [Core.Factor], spreadsHypot: Bool = true
  ) -> Canonical {
    if coefficient.isZero {
      let dividesByZero = factors.contains { table[$0.base] == .number(.zero) }
      return dividesByZero ? .number(.inexact(.nan)) : .zero
    }
    var coefficient = coefficient
    var merged = merge(factors)
    if spreadsHypot {
      let squares = merged.indices.compactMap { spreadHypot(merged[$0]) }
      if !squares.isEmpty {
        merged.removeAll { legsOfSquare($0) != nil }
        for square in squares {
          coefficient = coefficient * square.coefficient
          merged += self.factors(of: square.core)
        }
        merged = merge(merged)
      }
    }
    for index in merged.indices {
      guard let exponent = merged[index].exponent.integer,
        case .number(let number) = table[merged[index].base],
        let power = number.power(exponent)
      else { continue }
      coefficient = coefficient * power
      merged[index].exponent = .zero
    }
    merged.removeAll { $0.exponent == .zero }
    if merged.isEmpty { return .number(coefficient) }
    if merged.count == 1, merged[0].exponent == .one, isCore(merged[0].base) {
      return spread(Canonical(coefficient: coefficient, core: merged[0].base))
    }
    return Canonical(coefficient: coefficient, core: table.insert(.product(merged)))
  }

  /// The factors with those of equal bases made one.
  private mutating func merge(_ factors: [Core.Factor]) -> [Core.Factor] {
    var merged: [Core.Factor] = []
    var place: [CoreID: Int] = [:]
    for factor in factors {
      if let index = place[factor.base] {
        merged[index].exponent = sum([(merged[index].exponent, false), (factor.exponent, false)])
      } else {
        place[factor.base] = merged.count
        merged.append(factor)
      }
    }
    merged.removeAll { $0.exponent == .zero }
    return merged
  }

  /// The operands of hypot, if the factor is an even power of it.
  private func legsOfSquare(_ factor: Core.Factor) -> [Canonical]? {
    guard case .call(.hypot, let legs) = table[factor.base], let exponent = factor.exponent.integer,
      exponent % 2 == 0
    else { return nil }
    return legs
  }

  private mutating func spreadHypot(_ factor: Core.Factor) -> Canonical? {
    guard let legs = legsOfSquare(factor), let exponent = factor.exponent.integer else { return nil }
    let two = Canonical.number(Coefficient(2))
    let squares = legs.map { (power($0, two, spreadsHypot: false), false) }
    let half = Canonical.number(Coefficient(integer: exponent / 2))
    return power(sum(squares), half, spreadsHypot: false)
  }

  // A number or a scaled core stands only under an exponent.
  private func isCore(_ id: CoreID) -> Bool {
    switch table[id] {
    case .number, .scaled: false
    default: true
    }
  }

  // MARK: Powers

  mutating func power(
    _ base: Canonical, _ exponent: Canonical, spreadsHypot: Bool = true
  ) -> Canonical {
    if exponent == .zero { return .one }
    if exponent == .one { return base }
    if base == .one { return .one }
    if let whole = exponent.integer, let factor = base.coefficient.power(whole) {
      if base.core == .one { return .number(factor) }
      let raised = factors(of: base.core).map {
        Core.Factor(base: $0.base, exponent: scaled($0.exponent, Coefficient(integer: whole)))
      }
      return product(factor, raised, spreadsHypot: spreadsHypot)
    }
    var (factor, inner) = (Coefficient.one, base.core)
    if case .exact(let fraction)? = exponent.number, fraction.denominator > 1,
      let root = base.coefficient.root(fraction.denominator), let power = root.power(fraction.numerator)
    {
      if base.core == .one { return .number(power) }
      factor = power
    } else {
      inner = table.base(base)
    }
    return product(factor, [Core.Factor(base: inner, exponent: exponent)], spreadsHypot: spreadsHypot)
  }
}
