/// A constant that has a name, kept as a name so that results show `pi`, not its digits.
enum NamedConstant: UInt8, CaseIterable, Sendable {
  case pi, e, tau, phi, inf, nan
  // Arise only in derivatives, which show them as `ln(2)`, `1/ln(2)`, `1/ln(10)` and `2/sqrt(pi)`.
  case ln2, log2e, log10e, twoOverRootPi

  /// The constants of the language.
  static let spelled: [NamedConstant] = [.pi, .e, .tau, .phi, .inf, .nan]

  // In full: the name of a case by reflection costs a tenth of the command's start-up.
  var spelling: String {
    switch self {
    case .pi: "pi"
    case .e: "e"
    case .tau: "tau"
    case .phi: "phi"
    case .inf: "inf"
    case .nan: "nan"
    case .ln2: "ln2"
    case .log2e: "log2e"
    case .log10e: "log10e"
    case .twoOverRootPi: "twoOverRootPi"
    }
  }

  var about: String {
    switch self {
    case .pi: "circumference of a circle over its diameter"
    case .e: "base of the natural logarithm"
    case .tau: "2*pi, a full turn in radians"
    case .phi: "golden ratio, (1 + sqrt(5))/2"
    case .inf: "positive infinity"
    case .nan: "not a number"
    case .ln2, .log2e, .log10e, .twoOverRootPi: ""
    }
  }

  /// The nearest double.
  var value: Double {
    switch self {
    case .pi: 3.141592653589793
    case .e: 2.718281828459045
    case .tau: 6.283185307179586
    case .phi: 1.618033988749895
    case .inf: .infinity
    case .nan: .nan
    case .ln2: 0.6931471805599453
    case .log2e: 1.4426950408889634
    case .log10e: 0.4342944819032518
    case .twoOverRootPi: 1.1283791670955126
    }
  }
}
