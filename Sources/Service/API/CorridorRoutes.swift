import CorridorModel
import Corridors
import Foundation
import Hummingbird
import Periods
import Policies
import Reports
import Wording
import Yams

/// The corridor: its points month by month, its outlines, and what can be changed about it.
enum CorridorRoutes {
  static func add(to router: Router<WebContext>, _ site: Site) {
    let group = router.group("api/v1/corridor")
    group.get { request, context in
      try await site.answer(request, context, ["as-of"]) { language in
        try Answer(
          json: CorridorMonths(
            site.folder.corridor(), site.store, asOf: try Query(request).knownDay("as-of"), language
          ))
      }
    }
    group.get("outlines") { request, context in
      try await site.answer(request, context, caching: "max-age=3600") { _ in
        Answer(Data(try site.folder.corridor().outlines), type: "application/geo+json")
      }
    }
    group.get("scenarios") { request, context in
      try await site.answer(request, context, ListParameters.names) { language in
        try Answer(json: ListAnswer(try scenarios(site, language), Query(request)))
      }
    }
    group.get("policies") { request, context in
      try await site.answer(request, context, ["as-of"] + ListParameters.names) { language in
        let asOf = try Query(request).knownDay("as-of")
        let set = try site.folder.policies()
        let known = asOf.map(set.known(by:)) ?? set
        let entries = known.policies.map { PolicyEntry($0, language) }
        return try Answer(json: ListAnswer(entries, Query(request)))
      }
    }
  }

  struct ScenarioEntry: Encodable {
    var id: String
    var name: String
    /// The scenario's file; empty for the base.
    var text: String
  }

  static func scenarios(_ site: Site, _ language: Language) throws -> [ScenarioEntry] {
    guard let movement = site.movement else { return [] }
    return try (["base"] + ScenarioReader.shipped(site.folder)).map { id in
      let scenario = try ScenarioReader.read(id, folder: site.folder, corridor: movement)
      let path = site.folder.path + "/scenarios/\(id).yaml"
      let text = id == "base" ? "" : try String(contentsOfFile: path, encoding: .utf8)
      return ScenarioEntry(id: id, name: scenario.name(language), text: text)
    }
  }
}

/// A policy with the numbers that a scenario may change.
struct PolicyEntry: Encodable {
  struct Rule: Encodable {
    var from: Day
    var until: Day?
    /// As a scenario file writes them: `1450 people/day`.
    var capacity: String?
    var flights: String?
    var seats: String?
    var note: String?
  }

  var id: String
  var kind: Policy.Kind
  var name: String
  var authority: String
  var rules: [Rule]

  init(_ policy: Policy, _ language: Language) {
    id = policy.id
    kind = policy.kind
    name = policy.name(language)
    authority = policy.authority
    rules = policy.rules.map { rule in
      Rule(
        from: rule.from, until: rule.until, capacity: rule.capacity.map { "\($0)" },
        flights: rule.flights.map { "\($0)" }, seats: rule.seats.map { "\($0)" },
        note: rule.note?(language))
    }
  }
}
