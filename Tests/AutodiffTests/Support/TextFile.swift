import Platform

/// The lines of a file beside the tests, without comments. Without Foundation, as the library is.
func referenceLines(_ name: String) -> [Substring] {
  String(decoding: referenceBytes(name), as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
}

/// The bytes of a file of the folder References, none if it is not there.
func referenceBytes(_ name: String, tests: StaticString = #filePath) -> [UInt8] {
  var folder = "\(tests)"[...]
  for _ in 0..<2 { folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)] }
  guard let file = fopen("\(folder)/References/\(name)", "r") else { return [] }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { break }
    bytes += chunk[..<count]
  }
  return bytes
}
