import Autodiff
import Platform

/// The command `autodiff`.
public enum CommandLineTool {
  /// Runs the command with the arguments of this process and returns its exit status.
  public static func main() -> Int32 {
    run(Argument.ofProcess(count: CommandLine.argc, values: CommandLine.unsafeArgv)).rawValue
  }

  static func run(_ arguments: [Argument]) -> ExitStatus {
    let terminal = Terminal.current
    let invocation: Invocation
    do throws(UsageError) {
      invocation = try ArgumentParser.parse(arguments)
    } catch {
      let scan = LooseScan(arguments)
      var options = Options()
      options.color = scan.color
      options.ascii = scan.ascii
      return Session(terminal, options).fail(error.diagnostic, .usage)
    }
    return Session(terminal, invocation.options).run(invocation)
  }
}

/// What the exit status says; the numbers are documented.
enum ExitStatus: Int32 {
  case done = 0
  /// Computed, and a result is not finite, or `check` found a disagreement.
  case notFinite = 1
  /// The command line, the expression or its data are wrong.
  case usage = 2
  /// Input or output failed.
  case failedIO = 3
}

/// Why a command stopped.
enum Failure: Error {
  case usage(UsageError)
  case diagnostic(Diagnostic)
  case input(InputError)
  case output(OutputError)
  /// Input is expected from a terminal: the help of the command.
  case help(Command)
}
