// The rows of the commands for derivatives of every kind.
extension CommandDescription {
  static let jacobian = CommandDescription(
    command: .jacobian,
    summary: "the matrix of all derivatives of all outputs",
    operands: "EXPR...",
    details: """
      Prints a row for each output and a column for each variable. Forward mode needs a sweep a column, \
      reverse mode a sweep a row; --mode auto, the default, takes the cheaper, and --stats says what each \
      would have cost.
      """,
    examples: [
      Example(line: "autodiff jacobian 'r*cos(t)' 'r*sin(t)' --at r=2,t=0.5", comment: "polar coordinates"),
      Example(
        line: "autodiff jacobian 'x*y,x/y,x-y' --at x=1,y=2 --stats", comment: "which mode, and what it costs"
      ),
    ])

  static let jvp = CommandDescription(
    command: .jvp,
    summary: "the Jacobian times a direction, in one forward sweep",
    operands: "EXPR...",
    details: """
      Prints the derivative of each output along the direction that --seed gives: the product of the \
      Jacobian with a column. The Jacobian itself is never computed.
      """,
    examples: [
      Example(
        line: "autodiff jvp 'ln(x1)+x1*x2-sin(x2)' --at x1=2,x2=5 --seed x1=1,x2=0.5",
        comment: "a directional derivative"),
      Example(
        line: "autodiff jvp 'r*cos(t)' 'r*sin(t)' --at r=2,t=0.5 --seed t=1 --trace",
        comment: "the velocity on a circle, step by step"),
    ])

  static let vjp = CommandDescription(
    command: .vjp,
    summary: "weights times the Jacobian, in one reverse sweep",
    operands: "EXPR...",
    details: """
      Prints the derivative by each variable of the outputs' sum, weighted as --seed says: the product of a \
      row with the Jacobian. The Jacobian itself is never computed.
      """,
    examples: [
      Example(
        line: "autodiff vjp 'r*cos(t)' 'r*sin(t)' --at r=2,t=0.5 --seed 1,-2", comment: "by position"),
      Example(
        line: "autodiff vjp 'r*cos(t)' 'r*sin(t)' --at r=2,t=0.5 --seed f2=1 --trace",
        comment: "by name, step by step"),
    ])

  static let hessian = CommandDescription(
    command: .hessian,
    summary: "the matrix of second derivatives",
    operands: "EXPR...",
    details: """
      Prints the second derivatives by every pair of variables; of several outputs, a matrix each. Each \
      column is a reverse sweep over dual numbers. The matrix is symmetric to the last bit.
      """,
    examples: [
      Example(line: "autodiff hessian 'ln(x1)+x1*x2-sin(x2)' --at x1=2,x2=5", comment: "two by two"),
      Example(line: "autodiff hessian 'x^2*y^3*z' --at x=1,y=2,z=3 --wrt x,z", comment: "by some variables"),
    ])

  static let hvp = CommandDescription(
    command: .hvp,
    summary: "the Hessian times a direction, in one sweep and back",
    operands: "EXPR...",
    details: """
      Prints how the gradient changes along the direction that --seed gives. The Hessian itself is never \
      computed. Of several outputs, a column each.
      """,
    examples: [
      Example(
        line: "autodiff hvp 'ln(x1)+x1*x2-sin(x2)' --at x1=2,x2=5 --seed x1=1,x2=0.5", comment: "a column")
    ])

  static let taylor = CommandDescription(
    command: .taylor,
    summary: "Taylor coefficients, and the polynomial",
    operands: "EXPR...",
    details: """
      Prints the derivatives up to --order by one variable, the coefficients f^(k)(x0)/k! and the polynomial, \
      which is an expression again. The point x0 is the value that --at gives; the other variables keep \
      theirs. --wrt names the variable where there are several.

      Where the expression has a kink or a jump at x0, the polynomial is not what the expression looks like \
      on both sides: a warning says so.
      """,
    examples: [
      Example(line: "autodiff taylor 'exp(sin(x))' --at x=0 --order 6", comment: "at zero"),
      Example(
        line: "autodiff taylor 'sqrt(x)' --at x=4 --order 3 --remainder 0.5", comment: "how good it is"),
      Example(line: "autodiff taylor 'sin(x*y)' --at x=0,y=2 --wrt x", comment: "one of several variables"),
    ])

  static let check = CommandDescription(
    command: .check,
    summary: "whether the modes agree, or derivatives found by hand",
    operands: "EXPR...",
    details: """
      Computes the derivatives in all four modes, and compares each with reverse mode; --random does so at \
      random points. The last line is the verdict; the exit status is 1 where something disagrees.

      --expected checks numbers that somebody found by hand, --gradient checks formulas.

      Two numbers agree if they differ by no more than --tolerance times the larger one. Numeric mode may \
      also be off by four times its own estimate of its error; where that is more than the tolerance, a note \
      says that it confirms little. At a kink the exact modes follow a convention that numeric mode cannot \
      know: they disagree there. Where an exact derivative is not finite, numeric mode is not compared.
      """,
    examples: [
      Example(line: "autodiff check 'ln(x1)+x1*x2-sin(x2)' --at x1=2,x2=5", comment: "the four modes"),
      Example(
        line: "autodiff check 'x*sin(y)' --at x=2,y=1 --expected x=0.841,y=1.08",
        comment: "numbers found by hand"),
      Example(
        line: "autodiff check 'x*ln(y)' --gradient 'ln(y),x/y' --range y=0.1:4 --random 50",
        comment: "formulas found by hand"),
    ])
}
