import Testing

@testable import AutodiffCLI

@Suite("Table")
struct TableTests {
  private func text(_ table: Table, _ format: OutputFormat = .text) -> String {
    table.text(as: format, numbers: .shortest)
  }

  @Test("the transcripts of the command line's design: a gradient")
  func gradient() {
    let columns = [Table.Column("wrt", .text), Table.Column("value", .number)]
    var table = Table(
      columns: columns, rows: [[.text("x1"), .number(5.5)], [.text("x2"), .number(1.7163378145367738)]],
      showsHeader: false)
    #expect(text(table) == "x1  5.5\nx2  1.7163378145367738\n")
    table.rows = [
      [.text("x1"), .number(-215.6)], [.text("long"), .number(-88)], [.text("z"), .number(.nan)],
    ]
    #expect(text(table) == "x1    -215.6\nlong   -88\nz      nan\n")
  }

  @Test("a Jacobian: headers at the start of their columns")
  func jacobian() {
    let table = Table(
      columns: [.init("", .text), .init("r", .number), .init("t", .number)],
      rows: [
        [.text("f1"), .number(0.8775825618903728), .number(-0.958851077208406)],
        [.text("f2"), .number(0.479425538604203), .number(1.7551651237807455)],
      ])
    #expect(
      text(table) == """
            r                   t
        f1  0.8775825618903728  -0.958851077208406
        f2  0.479425538604203    1.7551651237807455

        """)
  }

  @Test("a Hessian: whole numbers stand before the point")
  func hessian() {
    let table = Table(
      columns: [.init("", .text), .init("x1", .number), .init("x2", .number)],
      rows: [
        [.text("x1"), .number(-0.25), .number(1)], [.text("x2"), .number(1), .number(-0.9589242746631385)],
      ])
    #expect(
      text(table) == """
            x1     x2
        x1  -0.25   1
        x2   1     -0.9589242746631385

        """)
  }

  static let derivatives = Table(
    columns: [
      .init("wrt", .text), .init("derivative", .text), .init("nodes", .count), .init("raw", .count),
      .init("input", .count),
    ],
    rows: [
      [.text("x1"), .formula("1/x1 + x2", latex: "\\frac{1}{x_1} + x_2"), .count(5), .count(16), .count(9)],
      [.text("x2"), .formula("x1 - cos(x2)", latex: nil), .count(4), .count(16), .count(9)],
    ])

  @Test("derivatives: counts to the right, their headers too")
  func derivativeTable() {
    #expect(
      text(Self.derivatives) == """
        wrt  derivative    nodes  raw  input
        x1   1/x1 + x2         5   16      9
        x2   x1 - cos(x2)      4   16      9

        """)
  }

  @Test("swell")
  func swell() {
    let table = Table(
      columns: ["n", "f", "raw", "simplified", "shared"].map { .init($0, .count) },
      rows: [[1, 1, 4, 1, 1], [5, 91, 577, 383, 34]].map { $0.map { .count($0) } })
    #expect(
      text(table) == """
        n   f  raw  simplified  shared
        1   1    4           1       1
        5  91  577         383      34

        """)
  }

  @Test("exponents, hexadecimal numbers, infinities and empty cells in one column")
  func numbers() {
    let cells: [Table.Cell] = [.number(2.6e-11), .number(1e16), .number(-.infinity), .empty, .number(12.5)]
    let table = Table(
      columns: [.init("a", .number), .init("b", .text)], rows: cells.map { [$0, .text("x")] },
      showsHeader: false)
    #expect(text(table) == "   2.6e-11  x\n   1e+16    x\n-inf        x\n            x\n  12.5      x\n")
    #expect(TextColumn.aligned(["0x1.ep+2", "-0x1p+0"], .number) == [" 0x1.ep+2", "-0x1p+0"])
  }

  @Test("combining marks take no column, control characters are escaped, and no line ends with spaces")
  func marks() {
    let table = Table(
      columns: [.init("v̇", .text), .init("x", .text)],
      rows: [[.text("v̇₋₁"), .text("1")], [.text("abc\u{1B}"), .empty], [.empty, .empty]])
    #expect(text(table) == "v̇        x\nv̇₋₁      1\nabc\\x1B\n\n")
  }

  @Test("many rows cost time in proportion")
  func manyRows() {
    let rows = (0..<5000).map { [Table.Cell.count($0), .number(Double($0) / 8)] }
    let lines = text(Table(columns: [.init("n", .count), .init("v", .number)], rows: rows)).split(
      separator: "\n")
    #expect(lines.count == 5001)
    #expect(lines.last == "4999  624.875")
    #expect(lines[1] == "   0    0")
  }

  @Test("an empty table")
  func empty() {
    let table = Table(columns: [.init("a", .text), .init("b", .number)], rows: [])
    #expect(text(table) == "a  b\n")
    #expect(text(table, .csv) == "a,b\n")
    #expect(text(table, .json) == "")
  }

  @Test("the same table in the other formats")
  func formats() {
    #expect(text(Self.derivatives, .csv).hasPrefix("wrt,derivative,nodes,raw,input\nx1,1/x1 + x2,5,16,9\n"))
    #expect(
      text(Self.derivatives, .tsv).hasPrefix("wrt\tderivative\tnodes\traw\tinput\nx1\t1/x1 + x2\t5\t16\t9\n"))
    #expect(
      text(Self.derivatives, .json).hasPrefix(
        "{\"wrt\":\"x1\",\"derivative\":\"1/x1 + x2\",\"nodes\":5,\"raw\":16,\"input\":9}\n{"))
    #expect(
      text(Self.derivatives, .markdown) == """
        | wrt | derivative | nodes | raw | input |
        | --- | --- | ---: | ---: | ---: |
        | x1 | `1/x1 + x2` | 5 | 16 | 9 |
        | x2 | `x1 - cos(x2)` | 4 | 16 | 9 |

        """)
    #expect(
      text(Self.derivatives, .latex) == #"""
        \begin{tabular}{llrrr}
        \hline
        wrt & derivative & nodes & raw & input \\
        \hline
        x1 & $\frac{1}{x_1} + x_2$ & $5$ & $16$ & $9$ \\
        x2 & \texttt{x1 - cos(x2)} & $4$ & $16$ & $9$ \\
        \hline
        \end{tabular}

        """#)
  }
}
