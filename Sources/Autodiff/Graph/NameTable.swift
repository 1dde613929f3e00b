/// Names by number and numbers by name, found by their UTF-8 bytes without making a string.
struct NameTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  // Open addressing, at most half full; a slot holds a number plus one.
  private var slots = [Int32](repeating: 0, count: 16)

  var count: Int { ends.count }

  subscript(number: Int) -> String {
    String(decoding: bytes[range(number)], as: UTF8.self)
  }

  var all: [String] { (0..<count).map { self[$0] } }

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  /// The number of a name that is there.
  func find(_ name: ArraySlice<UInt8>) -> Int? {
    let slot = slots[place(of: name)]
    return slot == 0 ? nil : Int(slot) - 1
  }

  func find(_ name: String) -> Int? { find(Array(name.utf8)[...]) }

  /// The number of a name, a new one if it was not there.
  mutating func insert(_ name: ArraySlice<UInt8>) -> Int {
    let place = place(of: name)
    if slots[place] != 0 { return Int(slots[place]) - 1 }
    bytes.append(contentsOf: name)
    ends.append(bytes.count)
    slots[place] = Int32(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  mutating func insert(_ name: String) -> Int { insert(Array(name.utf8)[...]) }

  private func place(of name: ArraySlice<UInt8>) -> Int {
    name.withUnsafeBufferPointer { name in
      let mask = slots.count - 1
      var place = NameTable.hash(name) & mask
      while slots[place] != 0, !isName(Int(slots[place]) - 1, name) { place = (place + 1) & mask }
      return place
    }
  }

  private func isName(_ number: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == name.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      var offset = 0
      while offset < name.count {
        if bytes[range.lowerBound &+ offset] != name[offset] { return false }
        offset &+= 1
      }
      return true
    }
  }

  // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/: short keys, no start-up cost.
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    var h: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { h = (h ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (h ^ h >> 29) & 0x7FFF_FFFF_FFFF)
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for number in 0..<count { slots[place(of: bytes[range(number)])] = Int32(number + 1) }
  }
}
