import Platform

@testable import AutodiffCLI

/// Gives `body` the path of a file with this text, and removes it afterwards.
func temporary<Result>(_ text: String, _ body: (String) throws -> Result) rethrows -> Result {
  try temporary(Array(text.utf8), body)
}

func temporary<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) rethrows -> Result {
  var template = Array("/tmp/autodiff-file.XXXXXX".utf8CString)
  close(mkstemp(&template))
  let path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  defer { unlink(path) }
  do {
    var writer = try OutputWriter.file(Argument(path))
    try writer.write(bytes)
    try writer.close()
  } catch {
    fatalError("no temporary file: \(error)")
  }
  return try body(path)
}
