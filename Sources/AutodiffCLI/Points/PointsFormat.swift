/// `--points-format`: how a table of points is written.
enum PointsFormat: String, OptionChoice {
  case csv, tsv, jsonl

  /// What the ending of a file's name says: `.csv`, `.tsv`, `.tab`, `.jsonl`, `.ndjson`, `.json`.
  init?(ending path: Argument) {
    guard let point = path.bytes.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    switch String(decoding: path.bytes[(point + 1)...].prefix(8), as: UTF8.self).lowercased() {
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "jsonl", "ndjson", "json": self = .jsonl
    default: return nil
    }
  }

  /// What the first line looks like: an object, or fields with tabs between them; CSV otherwise.
  init(firstLine line: UnsafeBufferPointer<UInt8>) {
    if line.first(where: { $0 > UInt8(ascii: " ") }) == UInt8(ascii: "{") {
      self = .jsonl
    } else {
      self = line.contains(UInt8(ascii: "\t")) && !line.contains(UInt8(ascii: ",")) ? .tsv : .csv
    }
  }

  /// The byte between fields.
  var separator: UInt8 { self == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",") }

  /// The output format with the same syntax.
  var outputFormat: OutputFormat {
    switch self {
    case .csv: .csv
    case .tsv: .tsv
    case .jsonl: .json
    }
  }
}

/// `--on-error`: what happens to a row with a cell that is no number.
enum BadCellChoice: String, OptionChoice { case stop, skip, nan }
