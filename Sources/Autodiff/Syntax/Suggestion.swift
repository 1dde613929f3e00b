/// Returns the candidate that `word` is most likely a slip of, or nil if none is near enough.
///
/// The measure is the Damerau–Levenshtein distance (optimal string alignment: insertions, deletions,
/// substitutions and swaps of neighbours), ASCII case ignored. The longer the word, the more slips are
/// allowed, up to three. A word that only begins a candidate comes second: `comp` suggests `completions`.
/// Of equally near candidates the first wins.
///
/// - Complexity: O(*n*·*m*) a candidate; words of more than 64 characters have no suggestion.
package func nearest(_ word: String, among candidates: some Sequence<String>) -> String? {
  guard word.utf8.count <= 256 else { return nil }
  let letters = foldedScalars(word)
  guard (1...64).contains(letters.count) else { return nil }
  var limit =
    switch letters.count {
    case 1: 0
    case 2...4: 1
    case 5...8: 2
    default: 3
    }
  var best: String?
  var continuation: String?
  for candidate in candidates {
    let other = foldedScalars(candidate)
    if let distance = alignmentDistance(letters, other, atMost: limit) {
      if distance == 0 { return candidate }
      best = candidate
      limit = distance - 1
    }
    if letters.count >= 3, other.starts(with: letters),
      candidate.utf8.count < continuation?.utf8.count ?? .max
    {
      continuation = candidate
    }
  }
  return best ?? continuation
}

private func foldedScalars(_ text: String) -> [UInt32] {
  text.unicodeScalars.map { ("A"..."Z").contains($0) ? $0.value + 32 : $0.value }
}

/// The distance between `a` and `b` if it is at most `limit`.
private func alignmentDistance(_ a: [UInt32], _ b: [UInt32], atMost limit: Int) -> Int? {
  guard limit >= 0, abs(a.count - b.count) <= limit else { return nil }
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    row.reserveCapacity(b.count + 1)
    for j in b.indices {
      var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count] <= limit ? last[b.count] : nil
}
