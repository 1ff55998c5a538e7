import Corridors
import Crypto
import Foundation
import Periods

/// The day whose states are kept, and where.
package struct KeptPast: Sendable {
  /// States before anything of this day has happened.
  package let day: Day
  let states: any PastStates
  /// What the states depend on beyond the ensemble: the version of the program, the corridor's files.
  let context: String

  package init(_ day: Day, _ states: any PastStates, context: String) {
    self.day = day
    self.states = states
    self.context = context
  }

  /// What is kept for an ensemble; `nil` where none of its scenarios has a past by the day.
  func known(to ensemble: CorridorEnsemble) -> KnownPast? {
    guard let first = ensemble.all.first else { return nil }
    let number = day.days(since: first.start)
    guard number > 0 else { return nil }
    var keys: [[Int]: String] = [:]
    var known: [String: [Int: [UInt8]]] = [:]
    for node in ensemble.tree.roots.flatMap({ KnownPast.nodes(in: $0, endingOn: number) }) {
      guard let key = key(ensemble, node.members[0], number) else { return nil }
      keys[node.members] = key
      known[key] = states.states(of: key)
    }
    return KnownPast(day: number, keys: keys, states: known)
  }

  /// SHA-256 of all that the state of a run depends on.
  private func key(_ ensemble: CorridorEnsemble, _ member: Int, _ day: Int) -> String? {
    let scenario = ensemble.all[member]
    let content = Content(
      context: context, engine: ensemble.engine.rawValue, seed: ensemble.seed, day: day,
      start: "\(scenario.start)",
      counts: scenario.record.counts.mapValues { months in
        Dictionary(uniqueKeysWithValues: months.map { ("\($0.key)", $0.value) })
      }, hazards: scenario.record.hazards,
      outlooks: scenario.record.outlooks.mapValues { .init(first: "\($0.first)", draws: $0.draws) },
      draws: ensemble.draws.map(\.values),
      own: ensemble.own[member], policies: KeptPast.changes(scenario, before: day),
      reference: ensemble.hasReference ? KeptPast.changes(ensemble.all[0], before: day) : nil,
      eras: scenario.timeline.eraStarts.map { "\($0)" },
      isBackAtBorder: scenario.layout.isBackAtBorder)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(content)).map { data in
      SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined()
    }
  }

  /// What the policies meant on the days before a day, where it changed.
  private static func changes(_ scenario: CorridorScenario, before day: Int) -> [Content.Change] {
    let days = scenario.timeline.days[..<day]
    return days.indices.filter { $0 == 0 || days[$0] != days[$0 - 1] }.map {
      Content.Change(from: $0, day: days[$0])
    }
  }

  private struct Content: Encodable {
    struct Outlook: Encodable {
      var first: String
      var draws: [[Double]]
    }

    struct Change: Encodable {
      var from: Int
      var day: PolicyTimeline.Day
    }

    var context: String
    var engine: String
    var seed: UInt64
    var day: Int
    var start: String
    var counts: [String: [String: Double]]
    var hazards: [String: Double]
    var outlooks: [String: Outlook]
    var draws: [[String: Double]]
    var own: [String: Double]
    var policies: [Change]
    /// Of the policies as they were; others respond to what is different.
    var reference: [Change]?
    var eras: [String]
    var isBackAtBorder: [Bool]
  }
}

/// What is kept for an ensemble, read once for all its runs.
struct KnownPast: Sendable {
  let day: Int
  /// By the members of a node.
  let keys: [[Int]: String]
  let states: [String: [Int: [UInt8]]]

  func state(of key: String, run: Int) -> [UInt8]? { states[key]?[run] }

  /// The nodes under a root whose days hold the end of the day before, each with its key.
  func nodes(in root: ScenarioTree.Node) -> [(node: ScenarioTree.Node, key: String)] {
    KnownPast.nodes(in: root, endingOn: day).compactMap { node in
      keys[node.members].map { (node, $0) }
    }
  }

  static func nodes(in root: ScenarioTree.Node, endingOn day: Int) -> [ScenarioTree.Node] {
    if root.days.lowerBound < day, day <= root.days.upperBound { return [root] }
    return root.children.flatMap { nodes(in: $0, endingOn: day) }
  }
}
