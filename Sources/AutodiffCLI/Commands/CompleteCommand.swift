import Autodiff

extension Session {
  /// What the completion scripts ask for: one name a line, and nothing where there is nothing to offer.
  func complete(_ query: CompletionQuery, _ operands: [Argument]) throws(Failure) -> String {
    let names: [String]
    switch query {
    case .functions: names = FunctionDescription.names
    case .variables:
      let program = try? ProgramSource(operands, file: options.file, for: .complete, terminal)
      names = (try? program?.expression())?.variables ?? []
    }
    return names.map { $0 + "\n" }.joined()
  }
}
