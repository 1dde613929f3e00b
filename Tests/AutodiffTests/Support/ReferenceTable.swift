import Autodiff
import Platform

/// Rows of doubles from a file of References/rules, each as the hexadecimal digits of its bits without
/// trailing zeros. Read byte by byte: there are millions.
struct ReferenceTable {
  let width: Int
  private let numbers: [Double]

  var count: Int { width == 0 ? 0 : numbers.count / width }

  subscript(row: Int) -> ArraySlice<Double> { numbers[row * width..<(row + 1) * width] }

  init(_ name: String) {
    var numbers: [Double] = []
    var width = 0
    var (bits, digits) = (0 as UInt64, 0 as UInt64)
    referenceBytes("rules/\(name).txt").withUnsafeBufferPointer { bytes in
      for byte in bytes {
        if byte > 0x2F {
          bits = bits << 4 | UInt64(byte < 0x3A ? byte - 0x30 : byte - 0x57)
          digits += 1
        } else {
          numbers.append(Double(bitPattern: bits << (64 - 4 * digits)))
          if byte == 0x0A && width == 0 { width = numbers.count }
          (bits, digits) = (0, 0)
        }
      }
    }
    self.width = width
    self.numbers = numbers
  }
}
