import Autodiff

/// The rows of a table in JSON Lines: an object a line, its members numbers, strings, or arrays of numbers.
///
/// > RFC 8259 and jsonlines.org. `"NaN"`, `"Infinity"` and `"-Infinity"` are numbers, as in our own output.
struct JSONRows {
  /// A member of the first row: a column, or as many as its array has elements.
  struct Member {
    /// As it is written between the quotation marks.
    var key: [UInt8]
    var name: String
    /// The number of elements of an array.
    var elementCount: Int?
    /// The variable of a number; -1 where it is none.
    var slot: Int32 = -1
    /// The variables of the elements of an array.
    var elementSlots: [Int32] = []
  }

  private(set) var members: [Member] = []
  private(set) var names: [String] = []
  /// How many variables have a column.
  private var variableCount = 0
  private var places: [String: Int] = [:]
  private var variableNames: [String] = []

  /// Takes the columns from the first row.
  init(firstRow text: UnsafeBufferPointer<UInt8>) throws(PointsError.Cause) {
    var scan = JSONScan(text)
    var failure: PointsError.Cause?
    do throws(JSONScan.Fault) {
      try scan.object { key, value throws(JSONScan.Fault) in
        let name = JSONScan.decoded(key)
        var member = Member(key: Array(key), name: name)
        if value.first == UInt8(ascii: "[") {
          var elements = JSONScan(value)
          var count = 0
          try elements.array { _ throws(JSONScan.Fault) in count += 1 }
          member.elementCount = count
          for index in 0..<count { names.append("\(name)\(index + 1)") }
        } else {
          names.append(name)
        }
        if places.updateValue(members.count, forKey: name) != nil { failure = .repeatedMember(name: name) }
        members.append(member)
      }
    } catch {
      throw .malformedJSON(expected: error.expected)
    }
    if let failure { throw failure }
  }

  /// Says which columns are values of which variables.
  mutating func bind(_ slots: [String: Int32], variables: [String]) {
    variableNames = variables
    for index in members.indices {
      guard let count = members[index].elementCount else {
        members[index].slot = slots[members[index].name] ?? -1
        variableCount += members[index].slot >= 0 ? 1 : 0
        continue
      }
      members[index].elementSlots = (0..<count).map { slots["\(members[index].name)\($0 + 1)"] ?? -1 }
      variableCount += members[index].elementSlots.count { $0 >= 0 }
    }
  }

  /// Reads the row that begins at `start`, as `DelimitedRows.read` does.
  ///
  /// - Parameter seen: for each variable whether it has had a value in this row; all false before and after.
  func read(
    _ start: Bytes, _ limit: Bytes, into values: UnsafeMutablePointer<Double>, stride: Int,
    seen: inout [Bool], faults: inout [RowFault]
  ) -> RowPlace {
    var end = start
    while end < limit, end.pointee != newline { end += 1 }
    var row = RowPlace(start: start, end: end, next: end < limit ? end + 1 : end)
    while row.end > start, row.end[-1] <= UInt8(ascii: " ") { row.end -= 1 }
    if row.end == start {
      row.isBlank = true
      return row
    }
    var scan = JSONScan(row.text)
    var (index, found) = (0, 0)
    var problems: [(PointsError.Cause, Bytes)] = []
    do throws(JSONScan.Fault) {
      try scan.object { key, value throws(JSONScan.Fault) in
        guard let place = self.place(of: key, expected: index) else { return }
        index = place + 1
        let member = members[place]
        func take(_ text: UnsafeBufferPointer<UInt8>, _ slot: Int32, _ name: @autoclosure () -> String) {
          guard slot >= 0 else { return }
          let variable = Int(slot)
          if seen[variable] {
            problems.append((.repeatedMember(name: name()), text.baseAddress!))
            return
          }
          seen[variable] = true
          found += 1
          switch JSONScan.number(text, name: name()) {
          case .success(let number): values[variable * stride] = number
          case .failure(let cause):
            values[variable * stride] = .nan
            problems.append((cause, text.baseAddress!))
          }
        }
        guard member.elementCount != nil else { return take(value, member.slot, member.name) }
        guard value.first == UInt8(ascii: "[") else {
          throw JSONScan.Fault(expected: "an array, as in the first row", at: value.baseAddress!)
        }
        var elements = JSONScan(value)
        var element = 0
        try elements.array { text throws(JSONScan.Fault) in
          if element < member.elementSlots.count {
            take(text, member.elementSlots[element], "\(member.name)\(element + 1)")
          }
          element += 1
        }
        if element > member.elementSlots.count {
          throw JSONScan.Fault(
            expected: "\(member.elementSlots.count) elements, as in the first row", at: value.baseAddress!)
        }
      }
    } catch {
      problems = [(.malformedJSON(expected: error.expected), error.place)]
      found = variableCount
    }
    if found < variableCount {
      for (variable, isSeen) in seen.enumerated() where !isSeen && isBound(variable) {
        values[variable * stride] = .nan
        problems.append((.missingMember(name: variableNames[variable]), start))
      }
    }
    for variable in seen.indices { seen[variable] = false }
    for (cause, place) in problems { faults.append(RowFault(cause, at: place, inRowFrom: start)) }
    return row
  }

  private func isBound(_ variable: Int) -> Bool {
    members.contains { $0.slot == Int32(variable) || $0.elementSlots.contains(Int32(variable)) }
  }

  /// The member of this key; most rows have the same ones in the same order.
  private func place(of key: UnsafeBufferPointer<UInt8>, expected: Int) -> Int? {
    if expected < members.count, members[expected].key.elementsEqual(key) { return expected }
    return places[JSONScan.decoded(key)]
  }

  /// The cells of a row that has been read, in the order of the columns; those that are missing are empty.
  /// - Returns: a member that the first row does not have.
  func cells(of row: RowPlace) -> (cells: [[UInt8]], unknown: String?) {
    var texts = [[[UInt8]]](repeating: [[]], count: members.count)
    var unknown: String?
    var scan = JSONScan(row.text)
    var index = 0
    try? scan.object { key, value throws(JSONScan.Fault) in
      guard let place = self.place(of: key, expected: index) else {
        unknown = unknown ?? JSONScan.decoded(key)
        return
      }
      index = place + 1
      guard let count = members[place].elementCount else {
        texts[place] = [JSONScan.cell(value)]
        return
      }
      var elements = JSONScan(value)
      var cells: [[UInt8]] = []
      try elements.array { text throws(JSONScan.Fault) in cells.append(JSONScan.cell(text)) }
      while cells.count < count { cells.append([]) }
      texts[place] = cells
    }
    return (texts.flatMap { $0 }, unknown)
  }
}
