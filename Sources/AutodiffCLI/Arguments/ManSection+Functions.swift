import Autodiff

extension ManSection {
  /// FUNCTIONS: each with what the rule table says of it.
  static var functions: String {
    var text = ".Sh FUNCTIONS\n"
    text += lines("Angles are in radians. Derivatives are given in the order of the arguments.")
    text += ".Bl -tag -width Ds\n"
    for function in all {
      text += item(function) + lines(function.summary + ".")
      let derivatives = function.derivatives.map(\.text).joined(separator: ", ")
      if !derivatives.isEmpty { text += lines("Derivative: \(derivatives).") }
      if !function.domain.isEmpty { text += lines("Domain: \(function.domain).") }
      if !function.aliases.isEmpty {
        text += lines("Also spelled \(function.aliases.joined(separator: ", ")).")
      }
    }
    text += ".El\n.Pp\n" + lines("The constants are:") + ".Bl -tag -width Ds\n"
    for constant in ConstantDescription.all {
      text += ".It Ic \(constant.name)\n" + lines(constant.summary + ".")
    }
    return text + ".El\n"
  }

  /// CONVENTIONS: what each function's derivative is taken to be where there is none.
  static var conventions: String {
    var text = ".Bl -tag -width Ds\n"
    for function in all where !function.convention.isEmpty {
      text += item(function) + lines(function.convention + ".")
    }
    return text + ".El\n"
  }

  /// The power is an operator, and yet it can be called.
  private static var all: [FunctionDescription] {
    [FunctionDescription.named("pow")].compactMap(\.self) + FunctionDescription.all
  }

  /// mdoc would take commas that stand alone for punctuation, not for text: hence the quotes.
  private static func item(_ function: FunctionDescription) -> String {
    ".It Ic \"\(escaped(function.signature))\"\n"
  }
}
