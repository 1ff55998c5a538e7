import Service
import Synchronization
import Testing

/// Who may work when, by the rules in words: nothing is timed.
@Suite struct AnswerTurnsTests {
  private final class Order: Sendable {
    private let clients = Mutex<[String]>([])
    var all: [String] { clients.withLock { $0 } }
    func add(_ client: String) { clients.withLock { $0.append(client) } }
  }

  private func until(_ isTrue: @Sendable () -> Bool) async {
    while !isTrue() { try? await Task.sleep(for: .milliseconds(1)) }
  }

  /// Of two threads one is left for what is cheap, however many dear questions wait.
  @Test
  func cheapQuestionsGoBeforeDearOnes() async throws {
    let turns = AnswerTurns(threads: 2, simulations: 1)
    try await turns.wait(.dear, for: "one")
    let second = Task { try await turns.wait(.dear, for: "one") }
    await until { turns.waiting == 1 }
    try await turns.wait(.cheap, for: "two")
    #expect(turns.waiting == 1)
    turns.leave(.cheap)
    #expect(turns.waiting == 1)
    turns.leave(.dear)
    try await second.value
    #expect(turns.waiting == 0)
  }

  /// Who had a turn already comes after who had none, also where the latter came later.
  @Test
  func connectionsTakeTurns() async throws {
    let turns = AnswerTurns(threads: 2, simulations: 1)
    let order = Order()
    try await turns.wait(.dear, for: "greedy")
    var asked: [Task<Void, any Error>] = []
    for client in ["greedy", "greedy", "modest"] {
      asked.append(
        Task {
          try await turns.wait(.dear, for: client)
          order.add(client)
          turns.leave(.dear)
        })
      let count = asked.count
      await until { turns.waiting == count }
    }
    turns.leave(.dear)
    for task in asked { try await task.value }
    #expect(order.all == ["modest", "greedy", "greedy"])
  }

  @Test
  func whoGivesUpIsNotWaitedFor() async throws {
    let turns = AnswerTurns(threads: 2, simulations: 1)
    try await turns.wait(.dear, for: "one")
    let waiting = Task { try await turns.wait(.dear, for: "two") }
    await until { turns.waiting == 1 }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    #expect(turns.waiting == 0)
    turns.leave(.dear)
    try await turns.wait(.dear, for: "three")
  }
}
