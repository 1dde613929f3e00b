/// Names by number and numbers by name, found by their UTF-8 bytes without making a string.
struct NameTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  // Open addressing, at most half full.
  private var slots = [Slot](repeating: Slot(), count: 16)

  /// A number plus one, with the hash of its name: names are compared only where hashes are equal.
  private struct Slot {
    var hash: UInt32 = 0
    var number: Int32 = 0
  }

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
    let slot = slots[place(of: name, NameTable.hash(name))]
    return slot.number == 0 ? nil : Int(slot.number) - 1
  }

  func find(_ name: String) -> Int? { find(Array(name.utf8)[...]) }

  /// The number of a name, a new one if it was not there.
  mutating func insert(_ name: ArraySlice<UInt8>) -> Int {
    let hash = NameTable.hash(name)
    let place = place(of: name, hash)
    if slots[place].number != 0 { return Int(slots[place].number) - 1 }
    bytes.append(contentsOf: name)
    ends.append(bytes.count)
    slots[place] = Slot(hash: hash, number: Int32(ends.count))
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  mutating func insert(_ name: String) -> Int { insert(Array(name.utf8)[...]) }

  @inline(__always)
  private func place(of name: ArraySlice<UInt8>, _ hash: UInt32) -> Int {
    let mask = slots.count - 1
    var place = Int(hash) & mask
    while true {
      let slot = slots[place]
      if slot.number == 0 || (slot.hash == hash && isName(Int(slot.number) - 1, name)) { return place }
      place = (place + 1) & mask
    }
  }

  private func isName(_ number: Int, _ name: ArraySlice<UInt8>) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - start == name.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      name.withUnsafeBufferPointer { name in
        var offset = 0
        while offset < name.count {
          if bytes[start &+ offset] != name[offset] { return false }
          offset &+= 1
        }
        return true
      }
    }
  }

  // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/: short keys, no start-up cost.
  @inline(__always)
  private static func hash(_ name: ArraySlice<UInt8>) -> UInt32 {
    name.withUnsafeBufferPointer { name in
      var h: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in name { h = (h ^ UInt64(byte)) &* 0x100_0000_01B3 }
      return UInt32(truncatingIfNeeded: h ^ h >> 29)
    }
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    let mask = slots.count - 1
    for slot in old where slot.number != 0 {
      var place = Int(slot.hash) & mask
      while slots[place].number != 0 { place = (place + 1) & mask }
      slots[place] = slot
    }
  }
}
