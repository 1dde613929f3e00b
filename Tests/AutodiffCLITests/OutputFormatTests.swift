import Autodiff
import Testing

@testable import AutodiffCLI

/// What other programs rely on in each format, for every command.
@Suite("Output formats")
struct OutputFormatTests {
  static let survey = ["ln(x1)+x1*x2-sin(x2)", "--at", "x1=2,x2=5"]
  static let polar = ["r*cos(t)", "r*sin(t)", "--at", "r=2,t=0.5"]
  static let nonfinite = ["x_1*ln(x_1)", "1/x_1", "--at", "x_1=0", "--allow-nonfinite", "--quiet"]

  static let commands: [[String]] = {
    var commands = [["functions"], ["functions", "atan2", "max"]]
    for point in [survey, polar, nonfinite] {
      let expressions = point.prefix { $0 != "--at" }
      commands += [["eval"] + point, ["eval"] + point + ["--trace"], ["grad"] + point + ["--value"]]
      for mode in Mode.allCases {
        commands.append(["grad"] + point + ["--mode", mode.rawValue, "--trace"])
        commands.append(["grad"] + point + ["--mode", mode.rawValue, "--stats"])
      }
      commands += [["diff"] + expressions, ["diff"] + expressions + ["--stats", "--order", "2"]]
    }
    commands += [["swell", "4*x*(1-x)", "--iterate", "4"], ["swell", "sin(x)*x", "--order", "3"]]
    commands.append(["diff", "a = sin(x)*exp(x); b = a^a + a; c = sin(b)*b^a; d = c^c/(1+b); d^d", "--stats"])
    let greek = ["alpha*x_max^2*sin(β_1)", "--at", "alpha=1,x_max=2,β_1=0.5"]
    for command in ["jacobian", "hessian", "check", "paths", "graph"] { commands.append([command] + greek) }
    commands.append(["jacobian", "--stats"] + greek)
    commands.append(["grad", "--mode", "all", "--stats"] + greek)
    commands.append(["sweep", "--steps", "1e-4:1e-2"] + greek)
    commands.append(["jvp", "--seed", "alpha=1"] + greek)
    commands.append(["vjp", "--seed", "1"] + greek)
    commands.append(["hvp", "--seed", "x_max=1"] + greek)
    commands.append(["taylor", "--wrt", "x_max", "--remainder", "0.5"] + greek)
    return commands
  }()

  private func output(_ command: [String], _ format: String) -> String {
    let result = Tool.run((command + ["--format", format]).map { Argument($0) })
    #expect(result.status == 0, "\(result.errorText)")
    #expect(result.output.last == 0x0A)
    return result.outputText
  }

  @Test("JSON has one object a line", .enabled(if: isInstalled("jq")), arguments: commands)
  func json(_ command: [String]) {
    let text = output(command, "json")
    #expect(text.hasPrefix("{"))
    #expect(temporary(text) { shell("jq -c . '\($0)' | wc -l") }.output.contains("\(lines(text).count)\n"))
    #expect(temporary(text) { shell("jq -e 'type == \"object\"' '\($0)' | sort -u") }.output == "true\n")
  }

  /// The keys of the object, or of the first of several, in order.
  static let documentedKeys: [(command: [String], keys: String)] = [
    (["eval"] + survey, "expression at value"),
    (["eval"] + polar, "expression at values"),
    (["grad"] + survey, "expression mode at value gradient"),
    (["grad"] + polar, "expression mode at values wrt jacobian"),
    (["grad"] + survey + ["--stats"], "expression mode at value gradient stats"),
    (["eval", "--trace"] + survey, "sweep variable assign expression operands value"),
    (["diff", "x^2"], "expression order derivatives"),
    (["diff", "x^2", "--stats"], "expression order derivatives stats"),
    (["swell", "x^2"], "n f raw simplified shared forward reverse"),
    (["functions", "sin"], "name signature aliases summary domain derivatives convention"),
    (
      ["grad", "--trace", "--mode", "symbolic"] + survey,
      "wrt row expression rule raw_derivative simplified"
    ),
  ]

  @Test("JSON has the keys that are documented", .enabled(if: isInstalled("jq")), arguments: documentedKeys)
  func keys(_ command: [String], _ keys: String) {
    let found = temporary(output(command, "json")) {
      shell("jq -r 'keys_unsorted | map(gsub(\" \"; \",\")) | join(\" \")' '\($0)' | head -1")
    }
    #expect(found.output == keys + "\n")
  }

  @Test("CSV and TSV have as many fields in every record", arguments: commands)
  func delimited(_ command: [String]) {
    for (format, separator) in [("csv", UInt8(ascii: ",")), ("tsv", UInt8(ascii: "\t"))] {
      for table in tables(output(command, format)) {
        let counts = lines(table).map { line in
          // Quotes come in pairs, so that every second part is outside them.
          line.utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false).enumerated()
            .reduce(1) { $0 + ($1.offset % 2 == 0 ? $1.element.count { $0 == separator } : 0) }
        }
        #expect(counts.count > 1)
        #expect(Set(counts).count == 1, "\(command) \(format): \(counts)")
      }
    }
  }

  @Test("Markdown tables have as many cells in every row", arguments: commands)
  func markdown(_ command: [String]) {
    for table in tables(output(command, "markdown")) where table.hasPrefix("|") {
      let counts = lines(table).map { line in
        #expect(line.hasPrefix("| ") && line.hasSuffix(" |"))
        return line.replacingScalars { $0 == "\\" ? "\u{1}" : nil }.utf8.split(separator: UInt8(ascii: "|"))
          .count { $0.last != 1 }
      }
      #expect(Set(counts).count == 1, "\(command): \(counts)")
    }
  }

  @Test("LaTeX has balanced braces, dollars and environments", arguments: commands)
  func latex(_ command: [String]) {
    let text = output(command, "latex")
    var (depth, isMath) = (0, false)
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if previous == "\\" {
        // `\\` is a whole command: what follows it is not escaped.
        previous = " "
        continue
      }
      previous = scalar
      switch scalar {
      case "{": depth += 1
      case "}": depth -= 1
      case "$": isMath.toggle()
      case "_", "^": #expect(isMath || !text.contains("tabular"), "\(scalar) outside mathematics: \(text)")
      default: #expect(scalar.value < 0x7F, "\(scalar) needs a package")
      }
      #expect(depth >= 0)
    }
    #expect(depth == 0)
    #expect(!isMath)
    #expect(text.contains("\\begin{tabular}") == text.contains("\\end{tabular}"))
    for line in lines(text) where line.contains("&") {
      let columns = line.replacingScalars { $0 == "\\" ? "\u{1}" : nil }.utf8.split(
        separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
      #expect(columns.count >= 2)
    }
  }

  /// Tables are a blank line apart.
  private func tables(_ text: String) -> [String] {
    var tables = [""]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty { tables.append("") } else { tables[tables.count - 1] += line + "\n" }
    }
    return tables.filter { !$0.isEmpty }
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }
}
