/// Computes a function on a block of rows: the rule's own arithmetic on doubles, row after row.
///
/// The result's register is none of the operands'.
struct BlockReader: RuleReader {
  typealias Number = Double
  let a: UnsafeMutablePointer<Double>
  let b: UnsafeMutablePointer<Double>
  let c: UnsafeMutablePointer<Double>
  let result: UnsafeMutablePointer<Double>

  @inline(__always)
  private func each(_ value: (Double, Double, Double) -> Double) {
    var row = 0
    while row < Program.blockSize {
      result[row] = value(a[row], b[row], c[row])
      row &+= 1
    }
  }

  @inline(__always)
  func unary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double) -> Double, _ derivative: (Double, Double) -> Double
  ) { each { a, _, _ in value(a) } }

  @inline(__always)
  func binary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double, Double) -> Double,
    _ da: (Double, Double, Double) -> Double, _ db: (Double, Double, Double) -> Double
  ) { each { a, b, _ in value(a, b) } }

  @inline(__always)
  func ternary(
    _ card: @autoclosure () -> RuleCard, _ value: (Double, Double, Double) -> Double,
    _ da: (Double, Double, Double, Double) -> Double, _ db: (Double, Double, Double, Double) -> Double,
    _ dc: (Double, Double, Double, Double) -> Double
  ) { each(value) }

  @inline(__always)
  func flat(_ card: @autoclosure () -> RuleCard, arity: Int, _ value: (Double, Double, Double) -> Double) {
    each(value)
  }
}
