/// Names and numbers as LaTeX writes them in mathematics.
package enum LaTeXName {
  private static let greek: Set<String> = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
    "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega",
  ]

  // Letters and digits that LaTeX does not read without a package, as it does read them.
  private static let spelled: [Unicode.Scalar: String] = {
    let letters = "αβγδεζηθικλμνξπρςτυφχψωΓΔΘΛΞΠΣΥΦΨΩ".unicodeScalars
    let names = [
      "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
      "nu", "xi", "pi", "rho", "varsigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
      "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega",
    ]
    var table = Dictionary(uniqueKeysWithValues: zip(letters, names.map { "\\\($0) " }))
    table["σ"] = "\\sigma "
    return table
  }()

  // The functions that LaTeX has a command for.
  private static let operators: Set<String> = [
    "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "ln", "exp", "min", "max",
  ]

  /// A variable: `x1` is x with the subscript 1, `alpha` is α. An accent stands over the letter alone.
  package static func variable(_ name: String, accent: String? = nil) -> String {
    // Subscript digits are digits of the subscript.
    let scalars = name.unicodeScalars.map { scalar in
      (0x2080...0x2089).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value - 0x2080 + 0x30)) : scalar
    }
    let stem = scalars.prefix { !("0"..."9").contains($0) && $0 != "_" }
    let rest = scalars.dropFirst(stem.count).drop { $0 == "_" }
    let text = String(String.UnicodeScalarView(stem))
    if stem.isEmpty { return "\\mathit{\(escape(name))}" }
    let plain =
      greek.contains(text)
      ? "\\\(text)" : stem.count == 1 ? trimmed(escape(text)) : "\\mathit{\(escape(text))}"
    let base = accent.map { "\($0){\(plain)}" } ?? plain
    if rest.isEmpty { return base }
    let index = String(String.UnicodeScalarView(rest))
    if greek.contains(index) { return "\(base)_{\\\(index)}" }
    let isWord = rest.count > 1 && !rest.allSatisfy { ("0"..."9").contains($0) }
    return "\(base)_{\(isWord ? "\\mathit{\(escape(index))}" : trimmed(escape(index)))}"
  }

  private static func escape(_ text: String) -> String {
    text.unicodeScalars.map { $0 == "_" ? "\\_" : spelled[$0] ?? String($0) }.joined()
  }

  private static func trimmed(_ text: String) -> String {
    text.last == " " ? String(text.dropLast()) : text
  }

  static func constant(_ constant: NamedConstant) -> String {
    switch constant {
    case .pi, .tau: "\\\(constant.spelling)"
    case .phi: "\\varphi"
    case .inf: "\\infty"
    case .nan: "\\mathrm{nan}"
    default: constant.spelling
    }
  }

  /// A number: `1e-5` is 10 to the power −5.
  package static func number(_ text: String) -> String {
    if text.hasSuffix("inf") { return text.hasPrefix("-") ? "-\\infty" : "\\infty" }
    if text == "nan" { return "\\mathrm{nan}" }
    guard let e = text.firstIndex(of: "e") else { return text }
    let exponent = text[text.index(after: e)...].drop { $0 == "+" }
    return "\(text[..<e]) \\cdot 10^{\(exponent)}"
  }

  /// What stands before and after the arguments of a function.
  static func brackets(_ function: String) -> (open: String, close: String) {
    switch function {
    case "sqrt": return ("\\sqrt{", "}")
    case "cbrt": return ("\\sqrt[3]{", "}")
    case "abs": return ("\\left|", "\\right|")
    case "floor": return ("\\left\\lfloor ", "\\right\\rfloor")
    case "gamma": return ("\\Gamma\\left(", "\\right)")
    case "lgamma": return ("\\ln\\left|\\Gamma\\left(", "\\right)\\right|")
    case "digamma": return ("\\psi\\left(", "\\right)")
    case "beta": return ("\\mathrm{B}\\left(", "\\right)")
    case "lbeta": return ("\\ln\\mathrm{B}\\left(", "\\right)")
    case "besselj0": return ("J_{0}\\left(", "\\right)")
    case "besselj1": return ("J_{1}\\left(", "\\right)")
    case "bessely0": return ("Y_{0}\\left(", "\\right)")
    case "bessely1": return ("Y_{1}\\left(", "\\right)")
    case "ceil": return ("\\left\\lceil ", "\\right\\rceil")
    default:
      let command: String
      if operators.contains(function) {
        command = "\\\(function)"
      } else if function.hasPrefix("a"), operators.contains(String(function.dropFirst())), function.count == 4
      {
        command = "\\arc\(function.dropFirst())"
      } else {
        command = "\\operatorname{\(function)}"
      }
      return ("\(command)\\left(", "\\right)")
    }
  }
}
