/// A growing list of values, one for each person, place or road, that the daily loop reads through a
/// pointer.
///
/// An `Array` checks its bounds, and at each write whether it is shared. The daily loop does little
/// else than read and write single values, and spent half of its time on these checks.
final class Column<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 1024) {
    self.capacity = max(capacity, 1)
    base = .allocate(capacity: self.capacity)
  }

  convenience init(repeating element: Element, count: Int) {
    self.init(capacity: count)
    for _ in 0..<count { append(element) }
  }

  convenience init(_ elements: [Element]) {
    self.init(capacity: elements.count)
    for element in elements { append(element) }
  }

  deinit { base.deallocate() }

  func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count += 1
  }

  /// Appends an element several times.
  func append(_ element: Element, times: Int) {
    while count + times > capacity { grow() }
    (base + count).initialize(repeating: element, count: times)
    count += times
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }

  func removeAll() { count = 0 }

  /// Removes the last elements.
  func shorten(to count: Int) { self.count = min(count, self.count) }

  func fill(_ element: Element) { base.update(repeating: element, count: count) }

  /// - Precondition: the index is from 0 up to the count; checked in debug builds only.
  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
