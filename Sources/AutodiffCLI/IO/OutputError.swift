/// Output that failed: where, and why. Exit status 3.
struct OutputError: Error, Equatable {
  /// The file as the user named it, or `standard output`.
  var name: String
  var cause: SystemError

  var diagnostic: Diagnostic { Diagnostic(.error, "cannot write to \(name): \(cause)") }
}
