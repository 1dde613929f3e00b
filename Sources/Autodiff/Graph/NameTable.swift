/// Names by number and numbers by name, found by their UTF-8 bytes without making a string.
struct NameTable: Sendable {
  // The names, each padded with zeros to whole words.
  private var words: [UInt64] = []
  private var entries: [Entry] = []
  // Open addressing, at most half full.
  private var slots = [Slot](repeating: Slot(), count: 16)

  /// Where a name is: its first word, and its length in bytes.
  private struct Entry {
    var start: Int32
    var count: Int32
  }

  /// A number plus one, with the hash of its name: names are compared only where hashes are equal.
  private struct Slot {
    var hash: UInt32 = 0
    var number: Int32 = 0
  }

  var count: Int { entries.count }

  subscript(number: Int) -> String {
    let entry = entries[number]
    return words.withUnsafeBytes {
      let start = Int(entry.start) * 8
      return String(
        decoding: UnsafeRawBufferPointer(rebasing: $0[start..<start + Int(entry.count)]), as: UTF8.self)
    }
  }

  var all: [String] { (0..<count).map { self[$0] } }

  /// The number of a name that is there.
  func find(_ name: Name) -> Int? {
    let slot = slots[place(of: name)]
    return slot.number == 0 ? nil : Int(slot.number) - 1
  }

  func find(_ name: String) -> Int? { Name.with(name.utf8) { find($0) } }

  /// The number of a name, a new one if it was not there.
  mutating func insert(_ name: Name) -> Int {
    let place = place(of: name)
    if slots[place].number != 0 { return Int(slots[place].number) - 1 }
    entries.append(Entry(start: Int32(words.count), count: Int32(name.count)))
    for index in 0..<name.wordCount { words.append(name.word(index).littleEndian) }
    slots[place] = Slot(hash: name.hash, number: Int32(entries.count))
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  mutating func insert(_ name: String) -> Int { Name.with(name.utf8) { insert($0) } }

  /// The slot that has a name, or the one where it would be put.
  @inline(__always)
  private func place(of name: Name) -> Int {
    let mask = slots.count - 1
    return slots.withUnsafeBufferPointer { slots in
      var place = Int(name.hash) & mask
      while true {
        let slot = slots[place]
        if slot.number == 0 || (slot.hash == name.hash && isName(Int(slot.number) &- 1, name)) {
          return place
        }
        place = (place &+ 1) & mask
      }
    }
  }

  private func isName(_ number: Int, _ name: Name) -> Bool {
    let entry = entries[number]
    guard Int(entry.count) == name.count else { return false }
    let start = Int(entry.start)
    // Most names are one word; an empty one is none.
    if name.count > 0 && words[start] != name.firstWord.littleEndian { return false }
    var index = 1
    while index < name.wordCount {
      if words[start &+ index] != name.word(index).littleEndian { return false }
      index &+= 1
    }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    let mask = slots.count - 1
    slots.withUnsafeMutableBufferPointer { slots in
      for slot in old where slot.number != 0 {
        var place = Int(slot.hash) & mask
        while slots[place].number != 0 { place = (place &+ 1) & mask }
        slots[place] = slot
      }
    }
  }
}
