import Platform

/// Where a function of real numbers is defined.
enum Domain: Sendable {
  case reals
  case positive, nonNegative, nonZero, greaterThanMinusOne
  case unitInterval, openUnitInterval, atLeastOne
  case sineNonZero, cosineNonZero
  case secondNonZero, notBothZero
  case power
  case noPole, bothPositive, polygamma, besselOrder

  /// Whether the operands lie in it. Operands that are nan belong nowhere.
  func contains(_ a: Double, _ b: Double) -> Bool {
    switch self {
    case .reals: true
    case .positive: a > 0
    case .nonNegative: a >= 0
    case .nonZero: a != 0
    case .greaterThanMinusOne: a > -1
    case .unitInterval: -1 <= a && a <= 1
    case .openUnitInterval: -1 < a && a < 1
    case .atLeastOne: a >= 1
    case .sineNonZero: a.isFinite && Platform.sin(a) != 0
    case .cosineNonZero: a.isFinite && Platform.cos(a) != 0
    case .secondNonZero: b != 0
    case .notBothZero: a != 0 || b != 0
    case .noPole: !Gamma.isPole(a)
    case .bothPositive: a > 0 && b > 0
    case .polygamma: Polygamma.isOrder(a) && !Gamma.isPole(b)
    case .besselOrder: Bessel.isOrder(a)
    case .power: a > 0 || (a == 0 && b >= 0) || (a < 0 && b == b.rounded())
    }
  }

  /// The condition, in words for a reader: `x > 0`. Empty where there is none.
  func condition(_ a: String, _ b: String = "") -> String {
    switch self {
    case .reals: ""
    case .positive: "\(a) > 0"
    case .nonNegative: "\(a) >= 0"
    case .nonZero: "\(a) != 0"
    case .greaterThanMinusOne: "\(a) > -1"
    case .unitInterval: "-1 <= \(a) <= 1"
    case .openUnitInterval: "-1 < \(a) < 1"
    case .atLeastOne: "\(a) >= 1"
    case .sineNonZero: "sin(\(a)) != 0"
    case .cosineNonZero: "cos(\(a)) != 0"
    case .secondNonZero: "\(b) != 0"
    case .notBothZero: "\(a) and \(b) not both 0"
    case .noPole: "\(a) not 0, -1, ..."
    case .bothPositive: "\(a) > 0 and \(b) > 0"
    case .polygamma: "whole order from 0 to 170, \(b) not 0, -1, ..."
    case .besselOrder: "whole order up to 10000"
    case .power where Double(b).map { $0 == $0.rounded() } == true: "\(a) != 0"
    case .power where Double(b).map { $0 < 0 } == true: "\(a) > 0"
    case .power where Double(b) != nil: "\(a) >= 0"
    case .power: "\(a) > 0, or \(a) = 0 with \(b) >= 0, or \(a) < 0 with a whole \(b)"
    }
  }
}
