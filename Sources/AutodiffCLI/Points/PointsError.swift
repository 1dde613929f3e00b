/// What is wrong with a table of points, and where.
struct PointsError: Error, Equatable {
  enum Cause: Error, Equatable {
    // A cell, by the name of its column.
    case notANumber(name: String, text: [UInt8])
    case outOfRange(name: String, text: [UInt8])
    case emptyCell(name: String)
    case missingMember(name: String)
    case repeatedMember(name: String)
    // The form.
    case fieldCount(found: Int, expected: Int)
    case strayQuote
    case unclosedQuote
    case textAfterQuote
    case malformedJSON(expected: String)
    case unknownMember(name: String)
    case rowTooLong(limit: Int)
    // The header.
    case noHeader
    case numberInHeader([UInt8])
    case namelessColumn(Int)
    case repeatedName(String)
  }

  /// Whether `--on-error` has a say.
  var isOfCell: Bool {
    switch cause {
    case .notANumber, .outOfRange, .emptyCell, .missingMember: true
    default: false
    }
  }

  var cause: Cause
  /// The file as the user named it, or `standard input`.
  var file: String
  /// From 1.
  var line: Int
  /// In characters, from 1; nil where a column has a name that says more.
  var column: Int?

  /// - Parameter severity: a warning where the row is left out.
  func diagnostic(_ severity: Diagnostic.Severity = .error) -> Diagnostic {
    let place = column.map { "\(line):\($0)" } ?? "\(line)"
    return Diagnostic(severity, "\(file):\(place): \(message)", help: help)
  }

  private var message: String {
    switch cause {
    case .notANumber(let name, let text): "\(name): \(DisplayText.quoted(text)) is not a number"
    case .outOfRange(let name, let text):
      "\(name): \(DisplayText.quoted(text)) is beyond the range of a double"
    case .emptyCell(let name): "\(name): the cell is empty"
    case .missingMember(let name): "\(name) is missing"
    case .repeatedMember(let name): "\(name) occurs twice"
    case .fieldCount(let found, let expected):
      "expected \(expected) field\(expected == 1 ? "" : "s"), found \(found)"
    case .strayQuote: "a quotation mark within a field that is not quoted"
    case .unclosedQuote: "a quoted field that does not end"
    case .textAfterQuote: "text after the end of a quoted field"
    case .malformedJSON(let expected): "expected \(expected)"
    case .unknownMember(let name): "\(DisplayText.quoted(Array(name.utf8))) is not in the first row"
    case .rowTooLong(let limit): "the row is longer than the limit of \(limit) bytes"
    case .noHeader: "there are no rows"
    case .numberInHeader(let text): "expected the names of the columns, found \(DisplayText.quoted(text))"
    case .namelessColumn(let number): "column \(number) has no name"
    case .repeatedName(let name): "two columns are named \(DisplayText.quoted(Array(name.utf8)))"
    }
  }

  private var help: String? {
    switch cause {
    case .noHeader, .numberInHeader: "the first line names the columns: x1,x2"
    case .strayQuote, .textAfterQuote: "quote the whole field, and double the quotation marks in it"
    case .malformedJSON: "a row is an object on a line of its own: {\"x1\":2,\"x2\":5}"
    case .unknownMember: "--format json keeps members that only some rows have"
    default: nil
    }
  }
}
