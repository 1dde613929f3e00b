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

  func find(_ name: Name) -> Word? {
    guard let number = names.find(name) else { return nil }
    return words[number]
  }
}

extension Vocabulary {
  func find(_ name: String) -> Word? { Name.with(name.utf8) { find($0) } }

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
