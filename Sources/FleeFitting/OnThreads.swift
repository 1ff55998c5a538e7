/// The user has asked to stop.
package struct Cancelled: Error {
  package init() {}
}

/// Computes values by number on several threads, in any order.
///
/// - Parameter progress: called with 1 for each value that is there.
/// - Returns: the values by their numbers.
/// - Throws: what the body throws; ``Cancelled`` when that was asked for.
func onThreads<Value: Sendable>(
  _ threads: Int, _ count: Int, isCancelled: @Sendable () -> Bool,
  progress: @Sendable (Int) -> Void, _ body: @escaping @Sendable (Int) throws -> Value
) async throws -> [Value] {
  var values = [Value?](repeating: nil, count: count)
  try await withThrowingTaskGroup(of: (Int, Value).self) { group in
    var next = 0
    func launch() {
      guard next < count else { return }
      let number = next
      next += 1
      group.addTask { (number, try body(number)) }
    }
    for _ in 0..<max(1, threads) { launch() }
    while let (number, value) = try await group.next() {
      values[number] = value
      progress(1)
      if isCancelled() {
        group.cancelAll()
        throw Cancelled()
      }
      launch()
    }
  }
  return values.compactMap(\.self)
}
