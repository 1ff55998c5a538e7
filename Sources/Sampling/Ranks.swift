/// The processes that share a work: one, or those that MPI has started.
///
/// Every process makes the same calls in the same order; a call returns when the others have made theirs.
package protocol Ranks: Sendable {
  /// Number of this process, from 0.
  var rank: Int { get }
  /// How many processes there are.
  var size: Int { get }
  /// Brings what each process has to the first one.
  ///
  /// - Returns: by rank, in the first process; empty in the others.
  func gather(_ bytes: [UInt8]) -> [[UInt8]]
  /// Adds numbers up over the processes, one by one; each has as many.
  func sum(_ numbers: [Int]) -> [Int]
  /// Sends numbers to one process, which receives them.
  func send(_ numbers: [Int], to rank: Int)
  /// Receives as many numbers as are sent.
  func receive(_ count: Int, from rank: Int) -> [Int]
  /// Gives everybody the numbers that one process has; each has as many.
  func share(_ numbers: [Int], from rank: Int) -> [Int]
}

/// The only process.
package struct OneProcess: Ranks {
  package let rank = 0
  package let size = 1

  package init() {}

  package func gather(_ bytes: [UInt8]) -> [[UInt8]] { [bytes] }
  package func sum(_ numbers: [Int]) -> [Int] { numbers }
  package func send(_ numbers: [Int], to rank: Int) {}
  package func receive(_ count: Int, from rank: Int) -> [Int] { [] }
  package func share(_ numbers: [Int], from rank: Int) -> [Int] { numbers }
}
