extension Topic {
  /// One line, for the list of topics.
  var summary: String {
    switch self {
    case .language: "how expressions are written"
    case .modes: "forward, reverse, numeric and symbolic differentiation"
    case .formats: "text, CSV, TSV, JSON, Markdown and LaTeX; drawings; how numbers look"
    case .points: "files of points, and grids"
    case .exitStatus: "what the exit status says"
    }
  }

  /// The whole text. Indented lines are kept as they are, the others are filled.
  var text: String {
    switch self {
    case .language: languageText
    case .modes: modesText
    case .formats: formatsText
    case .points: pointsText
    case .exitStatus: exitStatusText
    }
  }

  private var languageText: String {
    """
    An expression is written as in most programming languages:

      autodiff eval 'ln(x1) + x1*x2 - sin(x2)' --at x1=2,x2=5

    The quotes keep the shell from reading * and parentheses. From weakest to strongest, the operators are

      c ? a : b                 a where c holds, else b
      a or b    a || b          either
      a and b   a && b          both
      not a     !a              1 where a is 0, else 0
      a < b  <=  >  >=  ==  !=  comparison: 1 or 0
      a + b     a - b           sum and difference
      a * b     a / b           product and quotient
      -a        +a              sign
      a ^ b     a ** b          power

    Sums and products are grouped from the left: a-b-c is (a-b)-c. Powers are grouped from the right: \
    2^3^2 is 2^9. A power binds more tightly than the minus before it: -2^2 is -4. An exponent may have a \
    sign: 2^-1 is 0.5.

    Multiplication is always written: 2*x, not 2x. Nothing is guessed.

    Numbers are 1, 2.5, .5, 5., 1e-3, 1_000 and, in hexadecimal, 0x1.8p3. A number too large for a double \
    is an error.

    Names begin with a letter or _ and go on with letters, digits and _. Greek and other letters and \
    subscript digits are allowed. A name that is no constant is a variable, and gets its value from --at.

    Constants are pi, e, tau, phi, inf and nan. If --at or a definition gives one of these names a value, \
    that value counts, and a note says so.

    Functions are listed by 'autodiff functions'. Angles are in radians; ln and log are both the natural \
    logarithm.

    A definition names a part of an expression, for the lines and statements after it. Statements are \
    separated by semicolons or line ends, and several outputs by commas:

      r = sqrt(x^2 + y^2)     # a comment reaches to the end of its line
      r, y/r

    Functions are defined in the same way: f(x, y) = x*y^2. Of c ? a : b, or if(c, a, b), only the selected \
    branch is evaluated and differentiated; 1 < x < 2 means 1 < x and x < 2.

      sum(i, 1, 4, x^i)            a sum over i = 1, ... 4; so is prod a product
      iterate(l, x, 6, 4*l*(1-l))  begins with l = x, and applies the map 6 times
      diff(x^3, x)                 the derivative, as a part of an expression
      x[2]                         the variable x2; the index may be computed

    These Unicode spellings mean the same as the ASCII ones:

      × and · for *    − for -    ÷ for /    π for pi    √(x) for sqrt(x)
    """
  }

  private var modesText: String {
    """
    --mode chooses how a derivative is computed. All four give the same gradient, up to rounding; they \
    differ in what they cost and in what can be learnt from them.

      forward     Carries the derivatives along with the values, from the inputs
                  to the result: one tangent for each variable. Costs a sweep
                  for each variable.
      reverse     Computes the values first, then goes back from the result to
                  the inputs, handing each step its share: the adjoint. One
                  sweep back gives the derivatives by all variables, however
                  many there are. The default.
      numeric     Evaluates the expression at neighbouring points and divides
                  the difference by the distance. Knows no rule of calculus
                  and is only approximate; --stats prints an estimate of its
                  error.
      symbolic    Derives an expression for each derivative and evaluates it at
                  the point. 'autodiff diff' prints the expressions simplified,
                  'autodiff swell' shows how they grow.

      auto        The cheaper of forward and reverse: the default of 'jacobian'.
      all         The four beside one another; with --stats, what each costs.

    --difference chooses the formula of numeric mode: forward, backward, central (the default), five-point, \
    or auto, which extrapolates from many steps and flags kinks. --step sets the step; 'autodiff sweep' \
    shows the error of each formula over a range of steps.

    The same sweeps give more than the gradient:

      jacobian    all derivatives of all outputs
      jvp         the Jacobian times a direction, in one forward sweep
      vjp         weights times the Jacobian, in one reverse sweep
      hessian     second derivatives: reverse sweeps over dual numbers
      hvp         the Hessian times a direction, in one sweep and back
      taylor      derivatives of any order by one variable, in one sweep over
                  series; --remainder bounds the error, over intervals
      check       compares the modes, or what was found by hand
      paths       the chain rule's products, path by path

    forward, reverse and symbolic are exact but for the rounding of doubles. --trace shows how each \
    arrives at its result:

      autodiff grad 'ln(x1)+x1*x2-sin(x2)' --at x1=2,x2=5 --mode forward --trace
      autodiff grad 'ln(x1)+x1*x2-sin(x2)' --at x1=2,x2=5 --mode reverse --trace
    """
  }

  private var formatsText: String {
    """
    --format chooses how a result is written:

      text        aligned columns for people; the default
      csv         comma-separated, quoted where needed (RFC 4180)
      tsv         tab-separated; a tab, line end or backslash within a field
                  is written as \\t, \\n or \\\\
      json        one object a line; --json is short for --format json
      markdown    a table for GitHub and others
      latex       for a paper; names are set as mathematics

    'autodiff graph' also draws: dot is the language of Graphviz, mermaid that of GitHub and others, svg a \
    picture that a browser shows, on a dark page too. 'autodiff sweep' draws its curves in svg.

      autodiff graph 'sin(x^2)*x' --format dot | dot -Tpdf -o graph.pdf
      autodiff graph 'sin(x^2)*x' --at x=2 --format svg -o graph.svg

    Numbers have the fewest digits that read back to the same double, and no '.0': 5.5, 2, 1e-5, 1e+16. \
    --digits N rounds to N significant digits. --hex shows every bit: 0.1 is 0x1.999999999999ap-4. The \
    decimal point is always a point.

    What is not a number is written nan, and infinities inf and -inf. JSON has no such numbers, and no \
    hexadecimal ones: there they are the strings "NaN", "Infinity", "-Infinity" and "0x1.8p+1".

    Text is Unicode where LC_ALL, LC_CTYPE or LANG, the first of them that is set, names UTF-8, or where \
    none is set; --ascii writes ASCII everywhere. Colour is used on terminals only: see --color.
    """
  }

  private var exitStatusText: String {
    """
    The exit status says whether a result can be relied on:

      0    done
      1    computed, but a result is nan or infinite. With --allow-nonfinite
           this is 0. Also: 'check' found a disagreement.
      2    the command line, the expression or its data are wrong; nothing
           was computed. With --points, the rows before the one at fault
           have been written.
      3    a file or standard input cannot be read, or output failed: a full
           disk, for example. What was written may be incomplete.

    Results go to standard output. Errors, warnings and notes go to standard error; each begins with \
    'autodiff:'.
    """
  }
}
