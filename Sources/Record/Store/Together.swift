import Foundation
import Synchronization

/// The results for each item, in their order, worked out on every core: the tables that ship are most of
/// what the first use waits for.
package func together<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ work: @Sendable (Item) throws -> Result
) throws -> [Result] {
  let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
  DispatchQueue.concurrentPerform(iterations: items.count) { index in
    let result = Swift.Result { try work(items[index]) }
    results.withLock { $0[index] = result }
  }
  let all = results.withLock { $0 }
  return try items.indices.compactMap { try all[$0]?.get() }
}
