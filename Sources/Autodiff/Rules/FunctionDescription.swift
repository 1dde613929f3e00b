/// What the rule table says of a function, as text for a reader.
public struct FunctionDescription: Sendable {
  public let name: String
  public let aliases: [String]
  /// How it is called: `hypot(a, b)`.
  public let signature: String
  public let summary: String
  /// The condition on the arguments, empty where there is none.
  public let domain: String
  /// The partial derivatives, one an argument.
  public let derivatives: [Derivative]
  /// What the derivative is taken to be where there is none; empty where that does not arise.
  public let convention: String

  public struct Derivative: Sendable {
    public let argument: String
    public let text: String
    public let latex: String
  }

  /// All functions of the language, in the order of the table, and what has the form of a function.
  public static var all: [FunctionDescription] {
    Function.named.map(FunctionDescription.init) + Construct.allCases.map(FunctionDescription.init)
  }

  /// The function of a name or an alias.
  public static func named(_ name: String) -> FunctionDescription? {
    Function.named.first { $0.spelling == name || $0.aliases.contains(name) }.map(FunctionDescription.init)
      ?? Construct(rawValue: name).map(FunctionDescription.init)
      ?? (name == "pow" || name == "^" ? FunctionDescription(Function.power.info) : nil)
  }

  /// Every name that can stand before a parenthesis, sorted.
  public static var names: [String] {
    (Function.names.map(\.name) + Construct.allCases.map(\.rawValue)).sorted()
  }

  init(_ construct: Construct) {
    name = construct.rawValue
    aliases = []
    signature = construct.signature
    summary = construct.about
    domain = ""
    derivatives = []
    convention = ""
  }

  init(_ info: FunctionInfo) {
    let function = info.function
    let arguments = info.arity == 1 ? ["x"] : Array(["a", "b", "c"].prefix(info.arity))
    name = function.isOperator ? info.aliases.first ?? info.spelling : info.spelling
    aliases = info.aliases.filter { [name] in $0 != name }
    signature = "\(name)(\(arguments.joined(separator: ", "))\(info.isVariadic ? ", ..." : ""))"
    summary = info.about
    domain = info.domain.condition(arguments[0], arguments.count > 1 ? arguments[1] : "")
    convention = info.convention

    let recorder = Recorder(Graph())
    let symbols = arguments.map { recorder.symbol(recorder.graph.variable($0)) }
    let (a, b, c) = (symbols[0], symbols[min(1, symbols.count - 1)], symbols[symbols.count - 1])
    let result = Symbol.apply(function, a, b, c)
    derivatives = arguments.enumerated().map { place, argument in
      let partial = readRule(of: function, PartialReader(operand: place, a: a, b: b, c: c, y: result))
      let root = recorder.node(partial ?? .absent)
      let (graph, roots) = Simplifier.simplify(recorder.graph, outputs: [root])
      return Derivative(
        argument: argument, text: ExpressionPrinter(graph).text(roots[0]),
        latex: ExpressionPrinter(graph, .latex).text(roots[0]))
    }
  }
}

/// A constant of the language.
public struct ConstantDescription: Sendable {
  public let name: String
  public let summary: String
  public let value: Double

  public static let all = NamedConstant.spelled.map {
    ConstantDescription(name: $0.spelling, summary: $0.about, value: $0.value)
  }
}
