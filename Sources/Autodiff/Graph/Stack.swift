/// An array that is never copied, so that a change need not ask who else holds it: with arrays that took a
/// sixth of the time of parsing.
struct Stack<Element>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity = 64
  private(set) var count = 0

  init() { base = .allocate(capacity: capacity) }

  init(repeating element: Element, count: Int) {
    capacity = max(count, 1)
    base = .allocate(capacity: capacity)
    base.initialize(repeating: element, count: count)
    self.count = count
  }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  var isEmpty: Bool { count == 0 }

  /// - Precondition: the index is below `count`.
  subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      return base[index]
    }
    @inline(__always) _modify {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      yield &base[index]
    }
  }

  var last: Element? {
    @inline(__always) get { count == 0 ? nil : base[count &- 1] }
  }

  func last(where predicate: (Element) -> Bool) -> Element? {
    var index = count
    while index > 0 {
      index -= 1
      if predicate(base[index]) { return base[index] }
    }
    return nil
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count &+= 1
  }

  /// - Precondition: the stack is not empty.
  @discardableResult @inline(__always)
  mutating func removeLast() -> Element {
    precondition(count > 0)
    count &-= 1
    return (base + count).move()
  }

  /// - Precondition: there are at least `length` elements.
  mutating func removeLast(_ length: Int) {
    precondition(length <= count)
    count -= length
    (base + count).deinitialize(count: length)
  }

  mutating func removeAll() { removeLast(count) }

  /// The elements, oldest first.
  func array() -> [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: 2 * capacity)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }
}
