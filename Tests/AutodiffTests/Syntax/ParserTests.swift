import Testing

@testable import Autodiff

@Suite struct ParserTests {
  @Test(arguments: [
    // Left-associative operators.
    ("a-b-c", "(- (- a b) c)"),
    ("a-b+c", "(+ (- a b) c)"),
    ("a/b/c", "(/ (/ a b) c)"),
    ("a/b*c", "(* (/ a b) c)"),
    ("a+b*c", "(+ a (* b c))"),
    ("a*b+c", "(+ (* a b) c)"),
    ("a*(b+c)", "(* a (+ b c))"),
    ("a-(b-c)", "(- a (- b c))"),
    // Powers: right-associative, above a sign on the left, below one on the right.
    ("2^3^2", "(^ 2 (^ 3 2))"),
    ("(2^3)^2", "(^ (^ 2 3) 2)"),
    ("a**b**c", "(^ a (^ b c))"),
    ("-2^2", "(- (^ 2 2))"),
    ("-x^2", "(- (^ x 2))"),
    ("(-x)^2", "(^ (- x) 2)"),
    ("(-2)^2", "(^ -2 2)"),
    ("2^-1", "(^ 2 -1)"),
    ("2^-x", "(^ 2 (- x))"),
    ("2^-x^2", "(^ 2 (- (^ x 2)))"),
    ("2^-x*3", "(* (^ 2 (- x)) 3)"),
    ("2^+x", "(^ 2 x)"),
    ("a*b^c", "(* a (^ b c))"),
    ("a^b*c", "(* (^ a b) c)"),
    // Signs: above a product, on numbers part of the number.
    ("-a*b", "(* (- a) b)"),
    ("-a+b", "(+ (- a) b)"),
    ("a*-b", "(* a (- b))"),
    ("a--b", "(- a (- b))"),
    ("a-+b", "(- a b)"),
    ("+a", "a"),
    ("--a", "(- (- a))"),
    ("-3", "-3"),
    ("--3", "3"),
    ("-(3)", "(- 3)"),
    ("-(-3)", "(- -3)"),
    ("-0", "-0"),
    ("-3*x", "(* -3 x)"),
    ("-3^x", "(- (^ 3 x))"),
    ("-pi", "(- pi)"),
    // Calls.
    ("sin(x)", "(sin x)"),
    ("-sin(x)^2", "(- (^ (sin x) 2))"),
    ("sin((x))", "(sin x)"),
    ("log(x)", "(ln x)"),
    ("pow(x, 3)", "(^ x 3)"),
    ("atan2(y, x)", "(atan2 y x)"),
    ("clamp(x, 0, 1)", "(clamp x 0 1)"),
    ("fma(a,b,c)", "(fma a b c)"),
    ("max(a)", "a"),
    ("max(a, b)", "(max a b)"),
    ("max(a, b, c, d)", "(max (max (max a b) c) d)"),
    ("min(a, max(b, c))", "(min a (max b c))"),
    ("hypot(a+b, -c)", "(hypot (+ a b) (- c))"),
    ("sin (x)", "(sin x)"),
  ])
  func shape(_ source: String, _ tree: String) throws {
    #expect(try sExpressions(source) == [tree])
  }

  @Test(
    "Unicode spellings",
    arguments: [
      ("a×b", "(* a b)"), ("a·b", "(* a b)"), ("a⋅b", "(* a b)"), ("a∙b", "(* a b)"),
      ("a−b", "(- a b)"), ("−a", "(- a)"), ("−3", "-3"), ("a÷b", "(/ a b)"),
      ("π", "pi"), ("2·π", "(* 2 pi)"), ("√(x)", "(sqrt x)"), ("√(√(x))", "(sqrt (sqrt x))"),
      ("α+β", "(+ α β)"), ("x₁*x₂", "(* x₁ x₂)"), ("größe", "größe"), ("_a1", "_a1"), ("日本", "日本"),
      ("e\u{301}t", "e\u{301}t"), ("a\u{A0}+ b", "(+ a b)"),
    ])
  func spelling(_ source: String, _ tree: String) throws {
    #expect(try sExpressions(source) == [tree])
  }

  @Test("names are compared byte for byte, not by canonical equivalence")
  func bytewiseNames() throws {
    let f = try Expression(parsing: "\u{E9} + e\u{301}")
    #expect(f.variables.map { Array($0.utf8) } == [[0xC3, 0xA9], [0x65, 0xCC, 0x81]])
  }

  @Test(
    "blanks, comments and line ends",
    arguments: [
      ("  a\t+ b ", ["(+ a b)"]),
      ("a + b # the sum", ["(+ a b)"]),
      ("# heading\n\na", ["a"]),
      ("#only\r\na\r\n", ["a"]),
      ("a +\n b", ["(+ a b)"]),
      ("a * # times\n b", ["(* a b)"]),
      ("(a\n+\nb)", ["(+ a b)"]),
      ("(a # one\n + b)", ["(+ a b)"]),
      ("max(\n a,\n b\n)", ["(max a b)"]),
      ("sin(\nx)", ["(sin x)"]),
      ("\u{FEFF}a", ["a"]),
      ("a;", ["a"]),
      (";;a;;\n;", ["a"]),
      ("a, b", ["a", "b"]),
      ("a,\nb,\n-c", ["a", "b", "(- c)"]),
      ("max(a, b), c", ["(max a b)", "c"]),
    ])
  func layout(_ source: String, _ trees: [String]) throws {
    #expect(try sExpressions(source) == trees)
  }

  @Test(
    "definitions stand for their expressions",
    arguments: [
      ("a = x+1; a*a", ["(* (+ x 1) (+ x 1))"]),
      ("a = x+1\nb = a^2\nb, a", ["(^ (+ x 1) 2)", "(+ x 1)"]),
      ("a = x+1\r\na", ["(+ x 1)"]),
      ("a = 2; -a", ["-2"]),
      ("a =\n x\n a", ["x"]),
      ("unused = y; x", ["x"]),
      ("α = x; α^2", ["(^ x 2)"]),
    ])
  func definitions(_ source: String, _ trees: [String]) throws {
    #expect(try sExpressions(source) == trees)
  }

  @Test("constants, and names that take precedence over them")
  func constants() throws {
    #expect(
      try sExpressions("pi+e+tau+phi+inf+nan") == ["(+ (+ (+ (+ (+ pi e) tau) phi) inf) nan)"])
    let defined = try Expression(parsing: "e = x; e^2")
    #expect(defined.shadowedConstants == ["e"])
    #expect(defined.variables == ["x"])
    let given = try Expression(parsing: "e^x + e + pi", shadowing: ["e", "tau"])
    #expect(given.shadowedConstants == ["e"])
    #expect(given.variables == ["e", "x"])
    #expect(try Expression(parsing: "sin + 1", shadowing: ["sin"]).variables == ["sin"])
    #expect(try Expression(parsing: "e^x").shadowedConstants == [])
  }

  @Test("every function is found by its spelling and its aliases")
  func functionNames() throws {
    for info in Function.named {
      for name in [info.spelling] + info.aliases {
        let arguments = ["a", "b", "c"].prefix(info.arity)
        let tree = "(\(info.spelling) \(arguments.joined(separator: " ")))"
        #expect(try sExpressions("\(name)(\(arguments.joined(separator: ",")))") == [tree])
      }
    }
  }

  @Test("hidden functions have no name in the language")
  func hiddenNames() {
    for function in Function.allCases where function.isHidden {
      #expect(Vocabulary.language.find(function.info.spelling) == nil)
    }
  }

  @Test("each node knows where it was first written")
  func ranges() throws {
    let source = "a = x*y; sin(a) + (x*y)^2"
    let program = try Parser.parse(Array(source.utf8))
    let bytes = Array(source.utf8)
    let texts = program.ranges.map { String(decoding: bytes[$0.bytes], as: UTF8.self) }
    #expect(texts == ["x", "y", "x*y", "sin(a)", "2", "(x*y)^2", "sin(a) + (x*y)^2"])
  }

  @Test("random tokens and random bytes give a program or an error, never a trap")
  func soup() {
    let tokens = [
      "x", "y", "x1", "e", "pi", "sin", "max", "clamp", "√", "1", ".5", "2.", "1e3", "0x1p3", "1_0", "1e",
      "_", "..", "+",
      "-", "*", "**", "/", "^", "(", ")", "(", ")", ",", ";", "\n", "=", " ", "#", "π", "×", "−", "[", "²",
      "\u{FEFF}",
      "\r\n", "a = ", "sin(", "max(", ", x)",
    ]
    var random = SplitMix64(seed: 1)
    var parsed = 0
    for _ in 0..<20_000 {
      let source = (0..<random.below(14)).map { _ in random.pick(tokens) }.joined()
      if (try? Expression(parsing: source)) != nil { parsed += 1 }
    }
    #expect(parsed > 100)
    for _ in 0..<20_000 {
      let bytes = (0..<random.below(12)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      do {
        _ = try Expression(parsing: bytes)
      } catch {
        #expect(0...bytes.count ~= error.range.lowerBound && error.range.upperBound <= bytes.count)
        _ = (error.description, error.help(in: bytes))
      }
    }
  }
}
