import Foundation
import Synchronization

/// Makes answers: each in its turn, for a limited time, and no longer than somebody waits for it.
final class AnswerDesk: Sendable {
  let turns: AnswerTurns
  private let workers: WorkerPool
  private let simulations: WorkerPool
  /// Seconds that an answer may wait for its turn, and that it may take then.
  private let limits: [Double]
  let givenUp = Counter()

  /// - Parameter limit: seconds for an answer; a simulation has ``timesForSimulations`` as many.
  init(
    workers: WorkerPool, simulations: WorkerPool, turns: AnswerTurns, limit: Double
  ) {
    self.turns = turns
    self.workers = workers
    self.simulations = simulations
    limits = [limit, limit, limit * AnswerDesk.timesForSimulations]
  }

  static let timesForSimulations = 5.0

  /// Makes an answer on a thread of its own. It is asked to stop (`Task.isCancelled`) when its time is over
  /// or its client has gone; who asked is told at once.
  ///
  /// - Throws: what the body throws; a `Problem` when it takes too long or too many wait.
  func make<Value: Sendable>(
    _ cost: AnswerCost, for client: WebClient, _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let outcome = FirstOutcome<Value>()
    let limit = limits[cost.rawValue]
    let pool = cost == .simulation ? simulations : workers
    let work = Task {
      let patience = Task {
        guard (try? await Task.sleep(for: .seconds(limit))) != nil else { return }
        outcome.settle(.failure(Problem.busy))
      }
      do {
        defer { patience.cancel() }
        try await turns.wait(cost, for: client.connection)
      } catch {
        return outcome.settle(.failure(error))
      }
      let clock = Task {
        guard (try? await Task.sleep(for: .seconds(limit))) != nil else { return }
        givenUp.add()
        outcome.settle(.failure(Problem.tooLong(limit)))
      }
      // In a task of its own, so that its thread is not that of the waiting.
      let making = Task(executorPreference: pool) { try await body() }
      outcome.onSettled { making.cancel() }
      let result = await withTaskCancellationHandler {
        await making.result
      } onCancel: {
        making.cancel()
      }
      clock.cancel()
      turns.leave(cost)
      outcome.settle(result)
    }
    // Who waited in vain gives up the turn too.
    outcome.onSettled { work.cancel() }
    let watch = client.whenGone {
      work.cancel()
      outcome.settle(.failure(CancellationError()))
    }
    defer { client.forget(watch) }
    return try await withTaskCancellationHandler {
      try await outcome.value
    } onCancel: {
      work.cancel()
      outcome.settle(.failure(CancellationError()))
    }
  }
}

/// The first of several outcomes, which one task waits for.
private final class FirstOutcome<Value: Sendable>: Sendable {
  private struct State {
    var result: Result<Value, any Error>?
    var waiting: CheckedContinuation<Value, any Error>?
    var then: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())

  /// The first time counts.
  func settle(_ result: Result<Value, any Error>) {
    let (waiting, then) = state.withLock { state in
      guard state.result == nil else {
        return (nil as CheckedContinuation<Value, any Error>?, [] as [@Sendable () -> Void])
      }
      state.result = result
      defer { (state.waiting, state.then) = (nil, []) }
      return (state.waiting, state.then)
    }
    waiting?.resume(with: result)
    for action in then { action() }
  }

  /// Does something once there is an outcome, whoever brought it.
  func onSettled(_ action: @escaping @Sendable () -> Void) {
    let isSettled = state.withLock { state in
      if state.result == nil { state.then.append(action) }
      return state.result != nil
    }
    if isSettled { action() }
  }

  var value: Value {
    get async throws {
      try await withCheckedThrowingContinuation { waiting in
        let result = state.withLock { state in
          if state.result == nil { state.waiting = waiting }
          return state.result
        }
        if let result { waiting.resume(with: result) }
      }
    }
  }
}

extension Problem {
  static let busy = Problem(
    .serviceUnavailable, "busy", "Too many questions wait", "Come back in some seconds.",
    spanish: "Vuelva en unos segundos.")

  static func tooLong(_ seconds: Double) -> Problem {
    Problem(
      .serviceUnavailable, "time", "The answer takes too long",
      "It was given up after \(Int(seconds)) seconds. Ask for less, or start the service with a higher "
        + "--answer-limit.",
      spanish: "Se abandonó tras \(Int(seconds)) segundos. Pida menos, o inicie el servicio con un "
        + "--answer-limit mayor.")
  }
}
