/// The words that have a meaning in the language, found by their UTF-8 bytes without making a string.
struct Vocabulary: Sendable {
  enum Word: Sendable {
    case function(Function)
    case construct(Construct)
    case constant(NamedConstant)
  }

  static let language = Vocabulary()

  private var names = NameTable()
  /// By the number of the name.
  private var words: [Word] = []

  private init() {
    for (name, function) in Function.names { add(name, .function(function)) }
    for construct in Construct.allCases { add(construct.rawValue, .construct(construct)) }
    for constant in NamedConstant.spelled { add(constant.spelling, .constant(constant)) }
    add("√", .function(.sqrt))
    add("π", .constant(.pi))
  }

  private mutating func add(_ name: String, _ word: Word) {
    if names.insert(name) == words.count { words.append(word) }
  }

  func find(_ name: ArraySlice<UInt8>) -> Word? { names.find(name).map { words[$0] } }
}

extension Vocabulary {
  func find(_ name: String) -> Word? { find(Array(name.utf8)[...]) }

  func isConstant(_ name: String) -> Bool {
    if case .constant? = find(name) { true } else { false }
  }

  /// Whether a name stands for a function, or has the form of one, and for nothing else.
  func isFunction(_ name: String) -> Bool {
    switch find(name) {
    case .function(let function)?: !function.isLetter
    case .construct?: true
    default: false
    }
  }
}
