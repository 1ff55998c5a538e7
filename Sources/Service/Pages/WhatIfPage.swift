import CorridorModel
import Corridors
import Foundation
import Hummingbird
import Periods
import Reports
import Wording
import Yams

/// Policies as cards to be changed, scenarios to be put side by side, and what comes of them.
enum WhatIfPage: SitePage {
  static let path = "/what-if"
  static let name = Localized("What if", "¿Y si…?")
  static let scripts = ["report.js", "progress.js", "cards.js", "maps.js", "whatif.js"]

  private struct Content {
    var data: String
    var asOf, through, from: String
    var isReady: Bool
    /// The results that come with the corridor.
    var kept: ShownReport?
  }

  /// What the script starts from.
  private struct Start: Encodable {
    var policies: [PolicyEntry]
    var scenarios: [Scenario]
    /// Ids of those that are compared when nothing is chosen.
    var usual: [String]
    /// The command of the results that come with the corridor; `nil` where none do.
    var kept: String?
  }

  private struct Scenario: Encodable {
    var id: String
    var name: String
    /// The file as JSON, for its changes to be shown on the cards.
    var file: String?
  }

  /// What its script keeps in the address.
  private static let addressed = [
    "scenarios", "job", "as-of", "from", "through", "runs", "seed",
  ]

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      try await site.page(request, context, scripts: addressed, cost: .dear) {
        try page(request, site)
      }
    }
    router.get("what-if/kept") { request, context in
      try await site.answer(request, context, ["format"]) { language in
        try kept(Query(request).choice("format") ?? .content, site, language)
      }
    }
  }

  /// The results that come with the corridor, as those of a job.
  private static func kept(
    _ format: JobRoutes.Format, _ site: Site, _ language: Language
  ) throws -> Answer {
    guard let corridor = site.movement, let result = try site.front.whatIf() else {
      throw Problem.notFound("This corridor has no results of its own.")
    }
    return try JobRoutes.answer(result, corridor, "what-if-kept", format, site, language)
  }

  private static func page(_ request: Request, _ site: Site) throws -> Answer {
    let language = request.language
    let scenarios = try CorridorRoutes.scenarios(site, language).map {
      Scenario(id: $0.id, name: $0.name, file: $0.text.isEmpty ? nil : try json($0.text))
    }
    let policies = try site.folder.policiesIfAny()?.policies ?? []
    // What the corridor's brief compares is where the page begins.
    let plan = try SeriesChoice.plan(site)?.whatIf
    let kept = try site.movement.flatMap { corridor in
      try site.front.whatIf().map { site.content(of: $0, corridor, language) }
    }
    let content = Content(
      data: try Pages.data(
        Start(
          policies: policies.map { PolicyEntry($0, language) }, scenarios: scenarios,
          usual: plan?.scenarios ?? ["base"], kept: kept?.provenance.command)),
      asOf: "",
      through: plan.map { String("\($0.through.first)".prefix(7)) } ?? "",
      from: plan.map { String("\($0.from.first)".prefix(7)) } ?? "", isReady: site.movement != nil,
      kept: try kept.map { try ShownReport($0, language, withData: false) })
    return try site.pages.html(self, request, content: content)
  }

  /// A scenario file as JSON, dates as they are written.
  private static func json(_ text: String) throws -> String {
    guard let node = try Yams.compose(yaml: text) else { return "{}" }
    let data = try JSONSerialization.data(
      withJSONObject: plain(node), options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }

  private static func plain(_ node: Node) -> Any {
    switch node {
    case .mapping(let map):
      return Dictionary(
        map.map { ($0.key.string ?? "", plain($0.value)) }, uniquingKeysWith: { first, _ in first })
    case .sequence(let list): return list.map(plain)
    default:
      let text = node.string ?? ""
      return node.scalar?.style == .plain ? (node.float.map { $0 as Any } ?? text) : text
    }
  }
}
