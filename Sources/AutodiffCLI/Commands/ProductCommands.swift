import Autodiff

extension Session {
  /// `autodiff jvp`: the Jacobian times a direction.
  func runJVP(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    if let rows = try rowProblem(.jvp, operands) { return try rows.runJVP() }
    let problem = try Problem(self, .jvp, operands)
    try problem.expectVariables()
    let direction = try problem.direction()
    let expression = problem.expression
    let (values, products) = expression.jvp(at: problem.inputs, along: direction)
    let status = problem.status(values: values, derivatives: [products])
    if options.trace {
      return try write(problem.text(of: expression.trace(at: problem.inputs, along: direction)), status)
    }
    let text = try problem.text(
      of: products, named: problem.outputNames, "jvp", seed: zip(expression.variables, direction), values)
    return try write(text, status)
  }

  /// `autodiff vjp`: weights times the Jacobian.
  func runVJP(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    if let rows = try rowProblem(.vjp, operands) { return try rows.runVJP() }
    let problem = try Problem(self, .vjp, operands)
    try problem.expectVariables()
    let weights = try problem.weights()
    let expression = problem.expression
    let (values, all) = expression.vjp(at: problem.inputs, weights: weights)
    let products = problem.chosen.map { all[$0] }
    let status = problem.status(values: values, derivatives: [products])
    if options.trace {
      let trace = expression.trace(at: problem.inputs, weights: weights, by: problem.chosen)
      return try write(problem.text(of: trace), status)
    }
    let text = try problem.text(
      of: products, named: problem.chosenNames, "vjp", seed: zip(problem.outputNames, weights), values)
    return try write(text, status)
  }

  /// `autodiff hvp`: the Hessian of each output times a direction.
  func runHVP(_ operands: [Argument]) throws(Failure) -> ExitStatus {
    let problem = try Problem(self, .hvp, operands)
    try problem.expectVariables()
    let direction = try problem.direction()
    let expression = problem.expression
    let results = expression.outputIndices.map {
      expression.hvp(at: problem.inputs, along: direction, output: $0)
    }
    let products = results.map { result in problem.chosen.map { result.products[$0] } }
    let values = results.map(\.value)
    let status = problem.status(values: values, derivatives: results.map(\.gradient) + products, order: 2)
    let seed = zip(expression.variables, direction)
    if products.count == 1 {
      return try write(
        try problem.text(of: products[0], named: problem.chosenNames, "hvp", seed: seed, values), status)
    }
    return try write(try problem.text(ofColumns: products, "hvp", seed: seed, values), status)
  }
}

extension Problem {
  /// The direction that `--seed` gives, one number a variable.
  func direction() throws(Failure) -> [Double] {
    try seed(of: expression.variables, aliases: [:], example: "\(expression.variables.first ?? "x")=1")
  }

  /// The weights that `--seed` gives, one number an output. An output is f or f1, or y or y1 as in a trace.
  func weights() throws(Failure) -> [Double] {
    var aliases: [String: String] = [:]
    for name in outputNames { aliases["y" + name.dropFirst()] = name }
    return try seed(
      of: outputNames, aliases: aliases,
      example: outputNames.map { _ in "1" }.prefix(4).joined(separator: ","))
  }

  private func seed(of names: [String], aliases: [String: String], example: String) throws(Failure)
    -> [Double]
  {
    if options.seed.isEmpty {
      throw .diagnostic(
        Diagnostic(.error, "the seed is missing", help: "write it as --seed \(example)"))
    }
    let given = try PointArgument(options.seed, of: .seed, positions: names)
    var seed = [Double](repeating: 0, count: names.count)
    for name in given.names {
      guard let place = names.firstIndex(of: aliases[name] ?? name) else {
        let near = nearest(name, among: names)
        throw .diagnostic(
          Diagnostic(
            .error, "nothing is called '\(name)' that --seed could give a number to",
            help: near.map { "did you mean '\($0)'?" } ?? "it may name \(list(Array(names.prefix(8))))"))
      }
      seed[place] = given.values[name]!
    }
    return seed
  }

  /// One column of products, in every format.
  fileprivate func text(
    of products: [Double], named names: [String], _ command: String, seed: Zip2Sequence<[String], [Double]>,
    _ values: [Double]
  ) throws(Failure) -> String {
    let shownValues = options.value ? Array(zip(outputNames, values)) : []
    switch options.format {
    case .json:
      return json(seed: seed, values) { json in
        json.object(command) { json in
          for (name, product) in zip(names, products) { json.member(name, product) }
        }
      }
    case .csv, .tsv:
      let results =
        shownValues.map { (name: $0.0, value: $0.1) } + zip(names, products).map { ("\(command)_\($0)", $1) }
      return try record(results).text(as: options.format, numbers: options.numbers)
    case .text where names == ["f"] && shownValues.isEmpty: return options.numbers.text(products[0]) + "\n"
    default:
      // A product of an output is beside its value, one of a variable below all values.
      let isOfOutputs = names == outputNames
      let labels = isOfOutputs && !shownValues.isEmpty ? names.map { "\(command) \($0)" } : names
      return pairs(shownValues.map(\.0) + labels, shownValues.map(\.1) + products, header: ("name", command))
    }
  }

  /// A column of products for each output.
  fileprivate func text(
    ofColumns columns: [[Double]], _ command: String, seed: Zip2Sequence<[String], [Double]>,
    _ values: [Double]
  ) throws(Failure) -> String {
    switch options.format {
    case .json:
      return json(seed: seed, values) { json in
        json.object(command) { json in
          for (output, products) in zip(outputNames, columns) {
            json.object(output) { json in
              for (name, product) in zip(chosenNames, products) { json.member(name, product) }
            }
          }
        }
      }
    case .csv, .tsv:
      var results: [(name: String, value: Double)] =
        options.value ? zip(outputNames, values).map { ($0, $1) } : []
      for (output, products) in zip(outputNames, columns) {
        for (name, product) in zip(chosenNames, products) {
          results.append(("\(command)_\(output)_\(name)", product))
        }
      }
      return try record(results).text(as: options.format, numbers: options.numbers)
    default:
      let header = [Table.Column("", .text)] + outputNames.map { Table.Column(variable: $0) }
      var rows: [[Table.Cell]] = options.value ? [[.text("value")] + values.map { .number($0) }] : []
      for (place, name) in chosenNames.enumerated() {
        rows.append([.variable(name)] + columns.map { .number($0[place]) })
      }
      return Table(columns: header, rows: rows).text(as: options.format, numbers: options.numbers)
    }
  }

  private func json(
    seed: Zip2Sequence<[String], [Double]>, _ values: [Double], _ members: (inout JSONWriter) -> Void
  ) -> String {
    json { json in
      json.object("seed") { json in for (name, number) in seed { json.member(name, number) } }
      json.results(values, of: outputNames, as: "value")
      members(&json)
    }
  }
}
