import Sampling

/// One run of all scenarios of an ensemble: from the start on, and apart where they part.
struct BranchedRun: Sendable {
  let number: Int
  /// By scenario.
  private(set) var tallies: [CorridorTally?]
  /// States that were not kept yet, by their keys.
  private(set) var states: [String: [UInt8]] = [:]
  private let ensemble: CorridorEnsemble
  private let known: KnownPast?
  /// The run under the policies as they were, from when it is done.
  private var reference: ReferenceRun?

  init(_ number: Int, of ensemble: CorridorEnsemble, _ known: KnownPast?) {
    self.number = number
    self.ensemble = ensemble
    self.known = known
    tallies = ensemble.all.map { _ in nil }
  }

  /// Runs from the first day on.
  ///
  /// - Returns: false when it was cancelled.
  mutating func begin<Engine: CorridorEngine>(
    _ type: Engine.Type, _ isCancelled: () -> Bool
  ) -> Bool {
    for root in ensemble.tree.roots {
      guard follow(root, engine(type, for: root), isCancelled, { _, _ in }) else { return false }
    }
    return true
  }

  /// Runs from the states that are kept on, and from the first day where one is missing.
  mutating func resume<Engine: KeptEngine>(
    _ type: Engine.Type, _ isCancelled: () -> Bool
  ) -> Bool {
    for root in ensemble.tree.roots {
      let shared = known?.nodes(in: root) ?? []
      let resumed = resumed(type, shared)
      let isKept = !shared.isEmpty && resumed.count == shared.count
      let day = known?.day
      var new: [String: [UInt8]] = [:]
      for (node, run) in isKept ? resumed : [(root, engine(type, for: root))] {
        let isDone = follow(node, run, isCancelled) { node, run in
          guard !isKept, run.day == day,
            let key = shared.first(where: { $0.node.members == node.members })?.key
          else { return }
          new[key] = run.bytes
        }
        guard isDone else { return false }
      }
      states.merge(new) { _, new in new }
    }
    return true
  }

  /// Runs in the states that are kept for nodes, up to the first without.
  private func resumed<Engine: KeptEngine>(
    _ type: Engine.Type, _ nodes: [(node: ScenarioTree.Node, key: String)]
  ) -> [(ScenarioTree.Node, Engine)] {
    var resumed: [(ScenarioTree.Node, Engine)] = []
    for (node, key) in nodes {
      guard let state = known?.state(of: key, run: number) else { break }
      var run = engine(type, for: node)
      guard run.resume(state), run.day == known?.day else { break }
      resumed.append((node, run))
    }
    return resumed
  }

  private func engine<Engine: CorridorEngine>(
    _ type: Engine.Type, for node: ScenarioTree.Node
  ) -> Engine {
    let first = node.members[0]
    var draw = ensemble.draws[number % max(1, ensemble.draws.count)]
    draw.values.merge(ensemble.own[first]) { _, own in own }
    draw.place = RunPlaces.place(ofRun: number)
    return Engine(
      ensemble.all[first], draw, seed: CounterRandom.seed(ensemble.seed, run: number))
  }

  /// Runs to the end of what the scenarios of a node share, and on from there with each of its parts.
  ///
  /// - Parameter ended: called at the end of each day.
  private mutating func follow<Engine: CorridorEngine>(
    _ node: ScenarioTree.Node, _ start: Engine, _ isCancelled: () -> Bool,
    _ ended: (ScenarioTree.Node, Engine) -> Void
  ) -> Bool {
    var run = start
    // Which stands first, so that it is done by the time that others need it.
    let isReference = ensemble.hasReference && node.members[0] == 0
    run.turn(to: ensemble.all[node.members[0]], reference: isReference ? nil : reference)
    while run.day < node.days.upperBound {
      if isCancelled() { return false }
      run.step()
      ended(node, run)
    }
    for child in node.children {
      guard follow(child, run, isCancelled, ended) else { return false }
    }
    guard node.children.isEmpty else { return true }
    if isReference { reference = ReferenceRun(ensemble.all[0], beliefs: run.beliefs) }
    for member in node.members {
      var end = run
      end.turn(to: ensemble.all[member], reference: nil)
      tallies[member] = end.tally
    }
    return true
  }
}
