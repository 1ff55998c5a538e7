import Foundation
import Synchronization

/// What an answer takes of the machine.
package enum AnswerCost: Int, CaseIterable, Sendable {
  /// Milliseconds.
  case cheap
  /// Seconds, such as a backtest or a brief.
  case dear
  /// Seconds of every core: scenarios are simulated.
  case simulation
}

/// Who may work when. Cheap questions go before dear ones, which never take all threads; among those of
/// one cost each connection has its turn, however many questions another has sent.
package final class AnswerTurns: Sendable {
  private struct Waiter {
    var id: Int
    var client: String
    var turn: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var running = [Int](repeating: 0, count: AnswerCost.allCases.count)
    /// Those that wait, in the order they came.
    var waiting = [[Waiter]](repeating: [], count: AnswerCost.allCases.count)
    /// When a connection had its turn last.
    var served: [String: Int] = [:]
    var count = 0
    /// Those that gave up before they had begun to wait.
    var gone: Set<Int> = []
  }

  private let state = Mutex(State())
  private let threads: Int
  private let simulations: Int
  /// Questions that may wait together, and those of one connection.
  private let mostWaiting: Int

  /// - Parameters:
  ///   - threads: that answer what is no simulation; at least 2, so that one is left for what is cheap.
  ///   - simulations: that run at a time.
  package init(threads: Int, simulations: Int, mostWaiting: Int = 256) {
    self.threads = max(2, threads)
    self.simulations = max(1, simulations)
    self.mostWaiting = mostWaiting
  }

  /// How many wait.
  package var waiting: Int { state.withLock { $0.waiting.reduce(0) { $0 + $1.count } } }

  /// Waits for a turn; ``leave(_:)`` ends it.
  ///
  /// - Throws: a `Problem` when too many wait, a `CancellationError` when the client has gone.
  package func wait(_ cost: AnswerCost, for client: String) async throws {
    let id = state.withLock { state in
      state.count += 1
      return state.count
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { turn in
        enter(Waiter(id: id, client: client, turn: turn), cost)
      }
    } onCancel: {
      giveUp(id)
    }
  }

  private func enter(_ waiter: Waiter, _ cost: AnswerCost) {
    enum Outcome { case turn, wait, full, gone }
    let outcome: Outcome = state.withLock { state in
      if state.gone.remove(waiter.id) != nil { return .gone }
      if isFree(cost, state) {
        begin(waiter, cost, &state)
        return .turn
      }
      guard state.waiting.reduce(0, { $0 + $1.count }) < mostWaiting else { return .full }
      state.waiting[cost.rawValue].append(waiter)
      return .wait
    }
    switch outcome {
    case .turn: waiter.turn.resume()
    case .gone: waiter.turn.resume(throwing: CancellationError())
    case .full: waiter.turn.resume(throwing: Problem.busy)
    case .wait: break
    }
  }

  private func giveUp(_ id: Int) {
    let waiter = state.withLock { state -> Waiter? in
      for cost in state.waiting.indices {
        if let index = state.waiting[cost].firstIndex(where: { $0.id == id }) {
          return state.waiting[cost].remove(at: index)
        }
      }
      state.gone.insert(id)
      return nil
    }
    waiter?.turn.resume(throwing: CancellationError())
  }

  /// Ends a turn, and gives it to the next.
  package func leave(_ cost: AnswerCost) {
    let next = state.withLock { state -> [Waiter] in
      state.running[cost.rawValue] -= 1
      // What gave up after its turn had come is not waited for.
      if state.waiting.allSatisfy(\.isEmpty) {
        state.gone = []
        state.served = [:]
      }
      var next: [Waiter] = []
      for cost in AnswerCost.allCases {
        while isFree(cost, state), let waiter = first(cost, &state) {
          begin(waiter, cost, &state)
          next.append(waiter)
        }
      }
      return next
    }
    for waiter in next { waiter.turn.resume() }
  }

  /// The waiter whose connection had its turn longest ago.
  private func first(_ cost: AnswerCost, _ state: inout State) -> Waiter? {
    let waiting = state.waiting[cost.rawValue]
    let index = waiting.indices.min {
      (state.served[waiting[$0].client] ?? 0, waiting[$0].id)
        < (state.served[waiting[$1].client] ?? 0, waiting[$1].id)
    }
    return index.map { state.waiting[cost.rawValue].remove(at: $0) }
  }

  private func begin(_ waiter: Waiter, _ cost: AnswerCost, _ state: inout State) {
    state.running[cost.rawValue] += 1
    state.count += 1
    state.served[waiter.client] = state.count
    state.gone.remove(waiter.id)
  }

  private func isFree(_ cost: AnswerCost, _ state: State) -> Bool {
    let (cheap, dear) = (state.running[0], state.running[1])
    return switch cost {
    case .cheap: cheap + dear < threads
    case .dear: cheap + dear < threads && dear < threads - 1
    case .simulation: state.running[2] < simulations
    }
  }
}
