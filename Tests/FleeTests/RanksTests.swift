import Flee
import Foundation
import Sampling
import Testing

/// One run in several processes, which share its people: to the last byte what one process makes.
///
/// The processes are threads here, which exchange what MPI's processes do; `MPICommandTests` has real ones.
@Suite struct RanksTests {
  private func run(_ instance: FleeInstance, seed: UInt64, in size: Int) async -> [[DayResult]] {
    let exchange = ThreadExchange(size: size)
    return await withCheckedContinuation { continuation in
      let results = Results(size: size) { continuation.resume(returning: $0) }
      for rank in 0..<size {
        Thread {
          let ranks = ThreadRanks(rank: rank, exchange: exchange)
          let run = SimulationRun(instance, seed: seed, sharedBy: ranks)
          results.put(run.days, rank: rank)
        }.start()
      }
    }
  }

  /// Places that fill up, camps where journeys end, traits, closures and conflicts: each a conformance case.
  @Test(
    arguments: [
      "capacity", "fork", "closures", "conflict-driven-ratio", "awareness-three", "long-road",
    ], [2, 4])
  func peopleAreShared(name: String, size: Int) async throws {
    let instance = try FleeInstanceReader.read(ConformanceTests.folder.appending(path: name).path)
    let one = SimulationRun(instance, seed: 9).days
    for days in await run(instance, seed: 9, in: size) { #expect(days == one) }
  }

  @Test(arguments: [3, 5]) func journeysThatEndAndTraitsAreShared(size: Int) async throws {
    var instance = try FleeInstanceReader.read(
      ConformanceTests.folder.appending(path: "capacity").path)
    instance.settings.campsAreSinks = true
    instance.settings.childrenAvoidHazards = true
    for place in instance.places.indices where instance.places[place].kind == .camp {
      instance.places[place].attributes["deactivation_probability"] = "0.05"
    }
    let one = SimulationRun(instance, seed: 3).days
    #expect(try #require(one.last).gone > 0)
    for days in await run(instance, seed: 3, in: size) { #expect(days == one) }
  }

  @Test func logsAreRefusedByName() throws {
    var instance = try FleeInstanceReader.read(ConformanceTests.folder.appending(path: "fork").path)
    #expect(PersonEngine.refusalToShare(instance) == nil)
    instance.settings.linkLog = 1
    #expect(try #require(PersonEngine.refusalToShare(instance)).contains("log_levels: link"))
  }
}

/// What threads that stand for processes have put down for each other.
private final class ThreadExchange: @unchecked Sendable {
  private let lock = NSCondition()
  private var inbox: [[[Int]]]
  let size: Int

  /// For each pair of processes what is on its way, in order.
  init(size: Int) {
    self.size = size
    inbox = Array(repeating: [], count: size * size)
  }

  func put(_ numbers: [Int], from: Int, to: Int) {
    lock.withLock {
      inbox[from * size + to].append(numbers)
      lock.broadcast()
    }
  }

  func take(from: Int, to: Int) -> [Int] {
    lock.withLock {
      while inbox[from * size + to].isEmpty { lock.wait() }
      return inbox[from * size + to].removeFirst()
    }
  }
}

private struct ThreadRanks: Ranks {
  let rank: Int
  let exchange: ThreadExchange
  var size: Int { exchange.size }

  func gather(_ bytes: [UInt8]) -> [[UInt8]] { [] }

  func sum(_ numbers: [Int]) -> [Int] {
    guard rank == 0 else {
      send(numbers, to: 0)
      return receive(numbers.count, from: 0)
    }
    var sums = numbers
    for other in 1..<size {
      for (index, number) in receive(numbers.count, from: other).enumerated() {
        sums[index] += number
      }
    }
    for other in 1..<size { send(sums, to: other) }
    return sums
  }

  func send(_ numbers: [Int], to rank: Int) { exchange.put(numbers, from: self.rank, to: rank) }

  func receive(_ count: Int, from rank: Int) -> [Int] { exchange.take(from: rank, to: self.rank) }

  func share(_ numbers: [Int], from rank: Int) -> [Int] {
    guard rank == self.rank else { return receive(numbers.count, from: rank) }
    for other in 0..<size where other != rank { send(numbers, to: other) }
    return numbers
  }
}

/// Collects what the threads have, and hands it on when all have ended.
private final class Results: @unchecked Sendable {
  private let lock = NSLock()
  private var days: [Int: [DayResult]] = [:]
  private let size: Int
  private let done: @Sendable ([[DayResult]]) -> Void

  init(size: Int, _ done: @escaping @Sendable ([[DayResult]]) -> Void) {
    self.size = size
    self.done = done
  }

  func put(_ result: [DayResult], rank: Int) {
    let all = lock.withLock {
      days[rank] = result
      return days.count == size ? (0..<size).compactMap { days[$0] } : nil
    }
    if let all { done(all) }
  }
}
