extension CommandDescription {
  /// Every listed command, in the order of `Command.listed`.
  static let table: [CommandDescription] = [
    CommandDescription(
      command: .eval,
      summary: "the value of an expression at a point",
      operands: "EXPR...",
      details: """
        Prints the value of each expression, with the values that --at gives to its variables. \
        An expression '-' is read from standard input.

        Several definitions and outputs may stand in one expression: 'r = x^2+y^2; sqrt(r), 1/r'.
        """,
      examples: [
        Example(line: "autodiff eval 'ln(x1)+x1*x2-sin(x2)' --at x1=2,x2=5", comment: "a value"),
        Example(line: "autodiff eval 'x^2' --at x=3 --trace", comment: "every step on the way"),
        Example(line: "autodiff eval -x^2 --at x=3", comment: "a leading minus is no option"),
        Example(line: "autodiff eval 'sin(x)/x' --at x=1:10:0.5", comment: "a table of values"),
      ]),
    CommandDescription(
      command: .grad,
      summary: "the derivatives of an expression at a point",
      operands: "EXPR...",
      details: """
        Prints the partial derivative by each variable: by all of them, in order of first appearance, or by \
        those that --wrt names. The default is reverse mode, which finds all of them in one sweep; --mode \
        chooses another way, and --trace shows how the derivatives come about.
        """,
      examples: [
        Example(line: "autodiff grad 'ln(x1)+x1*x2-sin(x2)' --at x1=2,x2=5", comment: "a gradient"),
        Example(
          line: "autodiff grad 'x^2*y' --at x=3,y=2 --wrt x --value", comment: "one derivative, and the value"
        ),
        Example(
          line: "autodiff grad 'sin(x^2)' --at x=2 --mode forward --trace",
          comment: "the chain rule, step by step"),
        Example(
          line: "autodiff grad 'x*y*z' --at x=1,y=2,z=3 --mode all --stats", comment: "four ways compared"),
        Example(line: "autodiff grad 'exp(x)' --at x=1 --json", comment: "for other programs"),
        Example(
          line: "autodiff grad 'a*x^2' --at a=2 --points points.csv", comment: "at every row of a file"),
      ]),
    .jacobian, .jvp, .vjp, .hessian, .hvp, .taylor,
    CommandDescription(
      command: .diff,
      summary: "the derivative of an expression, as an expression",
      operands: "EXPR...",
      details: """
        Prints the symbolic derivative by each variable, simplified. Needs no point: variables stay letters. \
        A derivative alone is printed as an expression that a pipe can hand to another command.

        A name that is repeated in --wrt asks for one mixed partial derivative: --wrt x,y,y is the third \
        derivative, once by x and twice by y. Without a repetition the names are those of several \
        derivatives: --wrt x,y prints the one by x and the one by y. --mixed makes it one there too.
        """,
      examples: [
        Example(line: "autodiff diff 'x^3'", comment: "3*x^2"),
        Example(line: "autodiff diff 'sin(x)' --order 4", comment: "the fourth derivative"),
        Example(line: "autodiff diff 'x^2*y^3' --wrt x,y,y", comment: "a mixed partial derivative"),
        Example(line: "autodiff diff 'ln(x1)+x1*x2-sin(x2)' --stats", comment: "what simplifying saves"),
        Example(line: "autodiff diff 'sqrt(x)' --format latex", comment: "for a paper"),
      ]),
    CommandDescription(
      command: .swell,
      summary: "how fast derivatives grow as expressions",
      operands: "EXPR",
      details: """
        A derivative written out can be far longer than the expression that it comes from: expression swell. \
        Prints, for each order or iteration, the nodes of the expression (f), of its derivative as the rules \
        give it (raw), of the simplified derivative, and of the same with equal parts shared; and the \
        operations with which a forward and a reverse sweep compute the same derivative.

        With --order, the default, row n differentiates the derivative of order n-1; with --iterate, the \
        expression applied n-1 times to its variable.
        """,
      examples: [
        Example(line: "autodiff swell '4*x*(1-x)' --iterate 5", comment: "the logistic map"),
        Example(line: "autodiff swell 'sin(x)*exp(x)' --order 6", comment: "higher and higher derivatives"),
      ]),
    .check,
    CommandDescription(
      command: .sweep,
      summary: "the error of numeric differences, step by step",
      operands: "EXPR...",
      details: """
        Prints how far each difference formula is from the derivative over a range of steps. Large steps suffer \
        from truncation, small ones from rounding; between them is the best step, which is printed beside the \
        one that theory predicts from the next derivatives and the precision.
        """,
      examples: [
        Example(
          line: "autodiff sweep '64*x*(1-x)*(1-2*x)^2*(1-8*x+8*x^2)^2' --at x=0.2 --plot",
          comment: "the V-shaped curves"),
        Example(
          line: "autodiff sweep 'exp(x)' --at x=1 --precision float32 --base 2",
          comment: "in single precision"),
        Example(line: "autodiff sweep 'sin(x)' --at x=1 --format svg -o sweep.svg", comment: "a picture"),
      ]),
    CommandDescription(
      command: .graph,
      summary: "the computational graph of an expression",
      operands: "EXPR...",
      details: """
        Shows the operations of an expression as nodes and what they use as edges, each edge with the partial \
        derivative of the operation by its operand. With --at, shows the numbers: values, partials, and the \
        adjoints of reverse mode or the tangents of forward mode.

        The text outline begins at each output; an operation that is used again is marked with an arrow. \
        dot is for Graphviz, mermaid for Markdown pages, svg is a finished picture.
        """,
      examples: [
        Example(
          line: "autodiff graph 'ln(x1)+x1*x2-sin(x2)' --at x1=2,x2=5", comment: "an outline, with adjoints"),
        Example(line: "autodiff graph 'sin(x^2)*x' --format svg -o graph.svg", comment: "a picture"),
        Example(line: "autodiff graph 'r*cos(t)' 'r*sin(t)' --format dot", comment: "for Graphviz"),
      ]),
    CommandDescription(
      command: .paths,
      summary: "the paths of the chain rule, each with its product",
      operands: "EXPR...",
      details: """
        A derivative is a sum over all paths from the output to the variable, of the product of the partial \
        derivatives along each. Lists the paths with the largest products, and counts all of them: their number \
        grows exponentially, which is why no mode of differentiation follows them one by one.
        """,
      examples: [
        Example(
          line: "autodiff paths 'ln(x1)+x1*x2-sin(x2)' --at x1=2,x2=5 --wrt x1", comment: "0.5 + 5 = 5.5"),
        Example(
          line: "autodiff paths 'a=x*x; b=a*a; c=b*b; c*c' --at x=1.1 --limit 3", comment: "three of sixteen"),
      ]),
    CommandDescription(
      command: .functions,
      summary: "the functions that expressions can use",
      operands: "[NAME]...",
      details: """
        Lists every function with its domain and its derivative. With names, describes these functions.
        """,
      examples: [
        Example(line: "autodiff functions", comment: "all of them"),
        Example(line: "autodiff functions atan2", comment: "one of them"),
      ]),
    CommandDescription(
      command: .help,
      summary: "help on a command or a topic",
      operands: "[COMMAND|TOPIC]",
      details: "Without a name, lists the commands and the topics.",
      examples: [
        Example(line: "autodiff help grad", comment: "a command"),
        Example(line: "autodiff help language", comment: "how expressions are written"),
      ]),
    CommandDescription(
      command: .completions,
      summary: "a script that completes command lines in a shell",
      operands: "bash|zsh|fish",
      details: """
        Prints the script. Once it is loaded, the Tab key completes commands, options and their values; after \
        --at and --wrt it offers the variables of the expression typed so far.
        """,
      examples: [
        Example(
          line: "source <(autodiff completions bash)",
          comment: "in ~/.bashrc"),
        Example(
          line: "autodiff completions zsh > \"${fpath[1]}/_autodiff\"",
          comment: "once"),
        Example(
          line: "autodiff completions fish > ~/.config/fish/completions/autodiff.fish",
          comment: "once"),
      ]),
  ]
}
