/// What has the form of a call and is none: its arguments are not all expressions with a value.
enum Construct: String, CaseIterable {
  case sum, prod, iterate, diff

  var signature: String {
    switch self {
    case .sum, .prod: "\(rawValue)(i, from, to, body)"
    case .iterate: "iterate(name, start, count, body)"
    case .diff: "diff(expression, x)"
    }
  }

  var about: String {
    switch self {
    case .sum: "the sum of body for i = from, from + 1, … to; bounds are constants"
    case .prod: "the product of body for i = from, from + 1, … to; bounds are constants"
    case .iterate: "start, replaced count times by body, in which name is the value so far"
    case .diff: "the derivative of the expression by the variable x"
    }
  }
}
