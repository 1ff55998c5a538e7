import Policies
import Tabular

/// What a simulation needs of a corridor: its network, its policies, and how people move.
package struct MovementCorridor: Sendable {
  package var id: String
  package var network: CorridorNetwork
  package var policies: PolicySet
  package var plan: MovementPlan
}

extension CorridorFolder {
  /// Reads and checks what a simulation needs: `places.csv`, `roads.csv`, `policies.yaml` and
  /// `movement.yaml`.
  ///
  /// - Throws: an ``InputError`` that lists all mistakes in them.
  package func movement() throws(InputError) -> MovementCorridor {
    let policies = try policies()
    let root = try DataFile(path: path + "/movement.yaml", name: shown("movement.yaml")).entries
    let plan = try MovementPlanReader(root: root, policies: policies).read()
    let reader = NetworkReader(
      circuity: plan.circuity, kilometresPerDay: plan.kilometresPerDay,
      facts: Set(policies.facts.keys))
    let network = try reader.read(
      places: path + "/places.csv", roads: path + "/roads.csv", shown: shown)
    let corridor = MovementCorridor(id: id, network: network, policies: policies, plan: plan)
    try MovementChecks(corridor: corridor, shown: shown).check()
    return corridor
  }
}

/// Checks that the files of a corridor agree with one another.
struct MovementChecks {
  let corridor: MovementCorridor
  let shown: (String) -> String

  func check() throws(InputError) {
    var issues = InputIssues(file: shown("movement.yaml"))
    let network = corridor.network
    let plan = corridor.plan
    let ids = network.places.map(\.id)
    func place(_ id: String, _ what: String) {
      guard !ids.contains(id) else { return }
      issues.add(
        expected: "a place for \(what)", found: "\"\(id)\"",
        hint: suggestionHint(for: id, among: ids))
    }
    for count in plan.counts { for id in count.places { place(id, "the count \(count.id)") } }
    for entry in plan.entries {
      for (id, _) in entry.from { place(id, "the entry \(entry.id)") }
      if let count = entry.count,
        !plan.counts.contains(where: { $0.id == count && $0.what == .arrivals })
      {
        issues.add(
          expected: "a count of arrivals for the entry \(entry.id)", found: "\"\(count)\"")
      }
    }
    for stock in plan.stocks { place(stock.place, "a stock") }
    for interception in plan.interceptions {
      for id in interception.takenTo { place(id, "an interception") }
    }
    for hazard in plan.hazards {
      for road in hazard.roads
      where road.count != 2
        || network.road(from: road.first ?? "", to: road.last ?? "") == nil
      {
        issues.add(
          expected: "roads for the hazard \(hazard.id)",
          found: "[\(road.joined(separator: ", "))]", hint: "Roads are those of roads.csv.")
      }
    }
    checkPolicies(&issues, ids)
    checkWays(&issues)
    try issues.check()
  }

  /// Places that policies name.
  private func checkPolicies(_ issues: inout InputIssues, _ ids: [String]) {
    for policy in corridor.policies.policies {
      for id in policy.places where !ids.contains(id) {
        issues.add(
          expected: "places of the corridor for the policy \(policy.id)", found: "\"\(id)\"",
          hint: suggestionHint(for: id, among: ids))
      }
      if policy.kind == .closure, policy.places.count == 2,
        corridor.network.road(from: policy.places[0], to: policy.places[1]) == nil
      {
        issues.add(
          expected: "a road that the closure \(policy.id) closes",
          found: "\(policy.places[0]) – \(policy.places[1])")
      }
    }
  }

  /// Roads that must or must not leave a place, by its kind.
  private func checkWays(_ issues: inout InputIssues) {
    let network = corridor.network
    for (index, place) in network.places.enumerated() {
      let leads = network.roads.contains { $0.from == index }
      if place.kind.isEnd, leads {
        issues.add(
          expected: "no road from the \(place.kind.rawValue) \(place.id)",
          found: "one in roads.csv")
      }
      if !place.kind.isEnd, !leads {
        issues.add(
          expected: "a road from \(place.id)", found: "none in roads.csv",
          hint: "People there could never go on.")
      }
    }
    for country in Set(network.places.filter { $0.kind == .sector }.map(\.country))
    where !network.places.contains(where: { $0.kind == .destination && $0.country == country }) {
      issues.add(
        expected: "a place of the kind destination in \(country)", found: "none in places.csv")
    }
  }
}
