/// What one argument is, before any command gives it a meaning.
///
/// An argument is an option only if it exactly names one. Everything else with one leading minus is an
/// expression: `autodiff grad -x^2 --at x=-3` needs no quoting and no `--`.
enum Token {
  /// `--name`, `-n`, or `--name=value`.
  case option(Option, value: Argument?)
  /// Two minus signs before something that names no option; its name, without a value.
  case unknownOption(Argument)
  /// `-m=…`: a short option takes its value from the next argument only.
  case shortWithEquals(Option, value: Argument)
  /// `--`
  case separator
  case operand

  init(_ argument: Argument) {
    let bytes = argument.bytes
    guard bytes.first == UInt8(ascii: "-"), bytes.count > 1 else {
      self = .operand
      return
    }
    if bytes[1] == UInt8(ascii: "-") {
      self = bytes.count == 2 ? .separator : Token(long: bytes.dropFirst(2))
    } else if bytes.count == 2, let option = Option.short(bytes[1]) {
      self = .option(option, value: nil)
    } else if let (option, value) = Token.shortWithEquals(bytes) {
      self = .shortWithEquals(option, value: value)
    } else {
      self = .operand
    }
  }

  private init(long bytes: ArraySlice<UInt8>) {
    let equals = bytes.firstIndex(of: UInt8(ascii: "="))
    let name = bytes[..<(equals ?? bytes.endIndex)]
    if let option = Option.long(name) {
      self = .option(option, value: equals.map { Argument(bytes[($0 + 1)...]) })
    } else {
      self = .unknownOption(Argument([UInt8(ascii: "-"), UInt8(ascii: "-")] + name))
    }
  }

  /// `-m=reverse` is no expression (a definition has a name before its `=`), so it can only be a slip.
  /// `-m==2` is one: a comparison.
  private static func shortWithEquals(_ bytes: [UInt8]) -> (Option, Argument)? {
    guard bytes.count >= 3, bytes[2] == UInt8(ascii: "="),
      !bytes.dropFirst(3).starts(with: [UInt8(ascii: "=")]),
      let option = Option.short(bytes[1])
    else { return nil }
    return (option, Argument(bytes[3...]))
  }
}

/// What can be read off a command line that may be wrong or unfinished.
struct LooseScan {
  /// The command, if the first operand names one.
  var command: Command?
  var operands: [Argument] = []
  var file: Argument?
  /// How an error in this very command line is to be drawn.
  var color = ColorChoice.auto
  var ascii = false

  init(_ arguments: [Argument]) {
    var rest = arguments[...]
    var isFirstOperand = true
    func noteOperand(_ argument: Argument, into scan: inout LooseScan) {
      if isFirstOperand { scan.command = Command(argument) } else { scan.operands.append(argument) }
      isFirstOperand = false
    }
    while let argument = rest.popFirst() {
      switch Token(argument) {
      case .operand: noteOperand(argument, into: &self)
      case .separator:
        for argument in rest { noteOperand(argument, into: &self) }
        return
      case .unknownOption, .shortWithEquals: continue
      case .option(let option, let inline):
        var value = inline
        if case .flag = option.value {} else if value == nil { value = rest.popFirst() }
        switch option.name {
        case .file: file = value
        case .color: color = value.flatMap { ColorChoice(rawValue: $0.word) } ?? color
        case .ascii: ascii = true
        default: break
        }
      }
    }
  }
}
