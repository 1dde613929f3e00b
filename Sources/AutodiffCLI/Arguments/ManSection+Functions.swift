import Autodiff

extension ManSection {
  /// FUNCTIONS: each with what the rule table says of it.
  static var functions: String {
    var text = ".Sh FUNCTIONS\n"
    text += lines("Angles are in radians. Derivatives are given in the order of the arguments.")
    text += ".Bl -tag -width Ds\n"
    for function in FunctionDescription.all {
      text += item(function) + lines(function.summary.capitalizedFirst + ".")
      text += lines("Derivative: " + function.derivatives.map(\.text).joined(separator: ", ") + ".")
      if !function.domain.isEmpty { text += lines("Domain: \(function.domain).") }
      if !function.aliases.isEmpty {
        text += lines("Also spelled \(function.aliases.joined(separator: ", ")).")
      }
    }
    text += ".El\n.Pp\n" + lines("The constants are:") + ".Bl -tag -width Ds\n"
    for constant in ConstantDescription.all {
      text += ".It Ic \(constant.name)\n" + lines(constant.summary.capitalizedFirst + ".")
    }
    return text + ".El\n"
  }

  /// CONVENTIONS: what each function's derivative is taken to be where there is none.
  static var conventions: String {
    let functions = FunctionDescription.all + [FunctionDescription.named("pow")!]
    var text = ".Bl -tag -width Ds\n"
    for function in functions where !function.convention.isEmpty {
      text += item(function) + lines(function.convention.capitalizedFirst + ".")
    }
    return text + ".El\n"
  }

  /// mdoc would take commas that stand alone for punctuation, not for text: hence the quotes.
  private static func item(_ function: FunctionDescription) -> String {
    ".It Ic \"\(escaped(function.signature))\"\n"
  }
}
