import Platform
import Testing

@testable import AutodiffCLI

/// Holds the manual page to the tables that it speaks of.
@Suite("Manual page")
struct ManPageTests {
  private static let path = "man/autodiff.1"

  private static let sections = [
    ("commands", ManSection.commands), ("options", ManSection.options),
    ("functions", ManSection.functions), ("conventions", ManSection.conventions),
  ]

  @Test("its lists are those of the tables")
  func generated() throws {
    var page = try Repository.read(Self.path)
    for (name, section) in Self.sections {
      page = try #require(Self.replacing(name, in: page, with: section), "no markers of '\(name)'")
    }
    try Repository.expect(Self.path, toBe: page)
  }

  @Test("mandoc finds nothing to complain about", .enabled(if: isInstalled("mandoc")))
  func lint() {
    #expect(shell("mandoc -Tlint -Wstyle '\(Repository.root)/\(Self.path)'") == ("", 0))
  }

  @Test("it is shown in ASCII, as in a terminal", .enabled(if: isInstalled("mandoc")))
  func ascii() {
    let (text, status) = shell("mandoc -Tascii '\(Repository.root)/\(Self.path)'")
    #expect(status == 0 && text.utf8.count > 10_000 && text.utf8.allSatisfy { $0 < 0x80 })
  }

  /// The page with the lines between a section's markers replaced.
  private static func replacing(_ name: String, in page: String, with section: String) -> String? {
    var lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(of: ".\\\" generated: \(name)"),
      let end = lines[start...].firstIndex(of: ".\\\" end")
    else { return nil }
    lines.replaceSubrange(start + 1..<end, with: section.split(separator: "\n").map(String.init))
    return lines.joined(separator: "\n")
  }
}
