import Testing

@testable import AutodiffCLI

@Suite("ArgumentParser")
struct ArgumentParserTests {
  private func parse(_ line: String) throws -> Invocation {
    try ArgumentParser.parse(line.split(separator: " ").map { Argument(String($0)) })
  }

  /// What is printed for a command line that is wrong.
  private func report(_ arguments: [Argument]) -> String {
    do {
      _ = try ArgumentParser.parse(arguments)
      return "no error"
    } catch {
      return DiagnosticRenderer().text(error.diagnostic)
    }
  }

  @Test("operands, with and without a leading minus")
  func operands() throws {
    let invocation = try parse("grad -x^2 --at x=-3 y -m forward -- --z -- -h")
    #expect(invocation.request == .run(.grad))
    #expect(invocation.operands == ["-x^2", "y", "--z", "--", "-h"])
    #expect(invocation.options.at == ["x=-3"])
    #expect(invocation.options.mode == .forward)
  }

  @Test("an option takes the next argument, whatever it is")
  func greedyValues() throws {
    #expect(try parse("eval x --at --").options.at == ["--"])
    #expect(try parse("eval x --at --at").options.at == ["--at"])
    #expect(try parse("eval x -f - -o -x^2").options.output == "-x^2")
    #expect(try parse("eval x -a x=1 --at=y=2").options.at == ["x=1", "y=2"])
  }

  @Test("every value arrives")
  func values() throws {
    let options = try parse(
      "grad x -a x=1 -f F -w x,y -m numeric -t --value --stats --format csv -o O --digits 5 --ascii "
        + "--color never -q --allow-nonfinite"
    ).options
    var expected = Options()
    (expected.at, expected.file, expected.wrt, expected.mode) = (["x=1"], "F", ["x", "y"], .numeric)
    (expected.trace, expected.value, expected.stats, expected.format) = (true, true, true, .csv)
    (expected.output, expected.numbers, expected.ascii, expected.color) = ("O", .digits(5), true, .never)
    (expected.quiet, expected.allowNonfinite, expected.isFormatGiven) = (true, true, true)
    #expect(options == expected)
    #expect(try parse("diff x --order 3 --raw --json").options.order == 3)
    #expect(try parse("diff x --json").options.format == .json)
    #expect(try parse("swell x --iterate 1000").options.iterate == 1000)
    #expect(try parse("eval x --hex").options.numbers == .hex)
  }

  @Test("names of --wrt are trimmed")
  func names() throws {
    #expect(try ArgumentParser.parse(["grad", "x", "--wrt", " x , y"]).options.wrt == ["x", "y"])
  }

  @Test("every option × command: taken, or refused by name", arguments: Command.listed)
  func matrix(_ command: Command) throws {
    for option in Option.table {
      for spelling in option.spellings {
        var arguments = [Argument(command.rawValue), Argument(spelling)]
        if option.value.placeholder != nil { arguments.append(Argument(option.value.sample)) }
        // Both are needed for a request at all; the help wins.
        if option.name != .longHelp { arguments.append("--help") }
        if option.isTaken(by: command) {
          #expect(throws: Never.self) { try ArgumentParser.parse(arguments) }
        } else {
          #expect(report(arguments).hasPrefix("autodiff: error: '\(command.rawValue)' takes no option"))
        }
      }
    }
  }

  @Test("every value outside the range or the closed set is refused", arguments: Option.table)
  func badValues(_ option: Option) throws {
    let commands = Command.listed.filter { option.isTaken(by: $0) }
    #expect(!commands.isEmpty, "no command takes \(option.spelling)")
    // Drawings are formats of some commands only.
    func accepts(_ value: String) -> Bool {
      commands.contains { command in
        let arguments = [Argument(command.rawValue), Argument(option.spelling + "=" + value)]
        return (try? ArgumentParser.parse(arguments)) != nil
      }
    }
    switch option.value {
    case .flag:
      #expect(!accepts("1"))
      #expect(!accepts(""))
    case .choice(_, let type):
      for spelling in type.spellings {
        #expect(accepts(spelling))
        if spelling.uppercased() != spelling { #expect(!accepts(spelling.uppercased())) }
        #expect(!accepts(String(spelling.dropLast())))
        #expect(!accepts(spelling + " "))
      }
    case .integer(_, let range):
      for good in [range.lowerBound, range.upperBound] { #expect(accepts(String(good))) }
      for bad in [
        String(range.lowerBound - 1), String(range.upperBound + 1), "", "-1", "+1", "1.0", "1e1", "0x1", " 1",
        "٣", "99999999999999999999",
      ] { #expect(!accepts(bad), "\(option.spelling) \(bad)") }
    case .number:
      for good in ["1", "1e-5", "2^-20"] { #expect(accepts(good)) }
      for bad in ["", "0", "-1", "x", "1/0", "nan", "1,2", "1:2"] {
        #expect(!accepts(bad), "\(option.spelling) \(bad)")
      }
    case .range:
      for good in ["1e-5:1", "2^-20:2^-1", "1:1"] { #expect(accepts(good)) }
      for bad in ["", "1", "1:", ":1", "1:2:3", "2:1", "0:1", "x:1"] {
        #expect(!accepts(bad), "\(option.spelling) \(bad)")
      }
    case .text:
      #expect(!accepts(""))
    }
  }

  @Test("requests")
  func requests() throws {
    #expect(try ArgumentParser.parse([]).request == .noArguments)
    #expect(try parse("-h").request == .help(.overview(.short)))
    #expect(try parse("--help").request == .help(.overview(.long)))
    #expect(try parse("help").request == .help(.overview(.short)))
    #expect(try parse("grad -h").request == .help(.command(.grad, .short)))
    #expect(try parse("grad x --at x=1 --help").request == .help(.command(.grad, .long)))
    #expect(try parse("--help grad").request == .help(.command(.grad, .long)))
    #expect(try parse("help grad").request == .help(.command(.grad, .long)))
    #expect(try parse("help exit-status").request == .help(.topic(.exitStatus)))
    #expect(try parse("--color never -V").request == .version)
    #expect(try parse("--color=always grad x").request == .run(.grad))
    #expect(try parse("completions zsh").request == .completions(.zsh))
    #expect(try parse("functions sin").request == .run(.functions))
  }

  @Test("the hidden command accepts any unfinished line")
  func completion() throws {
    let invocation = try parse("__complete variables grad --foo a*b -f m.txt --mode purple --at")
    #expect(invocation.request == .complete(.variables))
    #expect(invocation.operands == ["a*b"])
    #expect(invocation.options.file == "m.txt")
    #expect(try parse("__complete functions").request == .complete(.functions))
    #expect(throws: UsageError.self) { try self.parse("__complete") }
    #expect(throws: UsageError.self) { try self.parse("__complete nonsense") }
    #expect(throws: UsageError.self) { try self.parse("help __complete") }
  }
}

extension OptionValue {
  /// Some value that the option accepts.
  var sample: String {
    switch self {
    case .flag: ""
    case .text: "x"
    case .choice(_, let type): type.spellings[0]
    case .integer(_, let range): String(range.lowerBound)
    case .number: "1"
    case .range: "0.1:1"
    }
  }
}
