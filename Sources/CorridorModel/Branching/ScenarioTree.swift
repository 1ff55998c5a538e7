import Corridors
import Periods
import Policies

/// Scenarios by what they share: they are one run until the first day on which their policies differ, and
/// part then. So what they share is simulated once.
struct ScenarioTree: Sendable {
  struct Node: Sendable {
    /// Indices of the scenarios that are the same on these days; the first stands for all.
    var members: [Int]
    /// Numbers of the days.
    var days: Range<Int>
    /// Those that go on from there, each with some of the members; empty at the end.
    var children: [Node]
  }

  private let scenarios: [CorridorScenario]
  private(set) var roots: [Node] = []

  /// - Parameter own: for each scenario the parameters that it sets.
  init(_ scenarios: [CorridorScenario], own: [[String: Double]]) {
    self.scenarios = scenarios
    let groups = ScenarioTree.parted(Array(scenarios.indices)) {
      own[$0] == own[$1] && scenarios[$0].days == scenarios[$1].days
        && scenarios[$0].start == scenarios[$1].start
        && scenarios[$0].layout.isBackAtBorder == scenarios[$1].layout.isBackAtBorder
    }
    roots = groups.map { node($0, from: 0) }
  }

  /// Days that are simulated, of all scenarios together; each on its own they would be the sum of theirs.
  var days: Int {
    func days(_ node: Node) -> Int { node.days.count + node.children.map(days).reduce(0, +) }
    return roots.map(days).reduce(0, +)
  }

  private func node(_ members: [Int], from start: Int) -> Node {
    let first = members[0]
    let end = scenarios[first].days
    let others = members.dropFirst()
    var day = others.isEmpty ? end : start
    while day < end, others.allSatisfy({ areSame(first, $0, on: day) }) { day += 1 }
    let parts = day < end ? ScenarioTree.parted(members) { areSame($0, $1, on: day) } : []
    return Node(members: members, days: start..<day, children: parts.map { node($0, from: day) })
  }

  /// Whether two scenarios that were the same so far are the same on a day.
  private func areSame(_ a: Int, _ b: Int, on day: Int) -> Bool {
    let (one, other) = (scenarios[a].timeline, scenarios[b].timeline)
    guard one.days[day] == other.days[day] else { return false }
    guard one.eraStarts != other.eraStarts else { return true }
    // People who are held are drawn by era, so that other eras to come make other draws.
    guard day < scenarios[a].firstDayOfHolding else { return false }
    let date = scenarios[a].start.adding(days: day)
    return one.eraStarts.prefix { $0 <= date } == other.eraStarts.prefix { $0 <= date }
  }

  /// The members by what is the same, each group in their order.
  private static func parted(_ members: [Int], _ areSame: (Int, Int) -> Bool) -> [[Int]] {
    var groups: [[Int]] = []
    for member in members {
      if let group = groups.firstIndex(where: { areSame($0[0], member) }) {
        groups[group].append(member)
      } else {
        groups.append([member])
      }
    }
    return groups
  }
}

extension CorridorScenario {
  /// The first day on which anybody can be held for a seat; ``days`` when there is none.
  var firstDayOfHolding: Int {
    let practices = corridor.plan.returns
    let holding = practices.indices.filter { practices[$0].held != nil }
    return timeline.days.firstIndex { day in
      holding.contains { practice in
        (0..<PolicyTimeline.classes).contains { day.applies[$0 * practices.count + practice] }
      }
    } ?? days
  }
}
