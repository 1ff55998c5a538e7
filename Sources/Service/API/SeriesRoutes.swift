import Hummingbird
import Record

/// A part of a list.
struct ListAnswer<Item: Encodable>: Encodable {
  var total: Int
  var offset: Int
  var limit: Int
  var items: [Item]

  init(_ all: [Item], _ query: Query) throws(Problem) {
    total = all.count
    offset = try query.number("offset", 0...1_000_000) ?? 0
    limit = try query.number("limit", 1...1_000) ?? 100
    items = Array(all.dropFirst(offset).prefix(limit))
  }
}

/// The parameters of every list.
enum ListParameters {
  static let names = ["offset", "limit"]
}

/// What the record holds: series, measures, labels, sources.
enum SeriesRoutes {
  static func add(to router: Router<WebContext>, _ site: Site) {
    let group = router.group("api/v1")
    group.get("series") { request, context in
      try await site.answer(request, context, ["as-of"] + ListParameters.names) { language in
        let query = Query(request)
        return try Answer(
          json: ListAnswer(
            try site.store.seriesEntries(asOf: try query.knownDay("as-of"), language), query))
      }
    }
    group.get("measures") { request, context in
      try await site.answer(request, context, ListParameters.names) { language in
        let measures = site.store.vocabulary.measures.map { MeasureEntry($0, language) }
        return try Answer(json: ListAnswer(measures, Query(request)))
      }
    }
    group.get("labels/:dimension") { request, context in
      let name = try context.parameters.require("dimension")
      guard let dimension = Record.Dimension(rawValue: name) else {
        throw Problem.notFound("There is no dimension \"\(name.prefix(100))\".")
      }
      return try await site.answer(request, context, ListParameters.names) { language in
        let labels = site.store.vocabulary.labels(dimension, language)
        return try Answer(json: ListAnswer(labels, Query(request)))
      }
    }
    addSources(to: group, site)
  }

  private static func addSources(to group: RouterGroup<WebContext>, _ site: Site) {
    group.get("sources") { request, context in
      try await site.answer(request, context, ListParameters.names) { _ in
        let sources = try site.store.sources().map { SourceReport($0) }
        return try Answer(json: ListAnswer(sources, Query(request)))
      }
    }
    group.get("sources/:id") { request, context in
      let id = try context.parameters.require("id")
      return try await site.answer(request, context) { _ in
        guard let found = try site.store.sources().first(where: { $0.source.id == id }) else {
          throw Problem.notFound("The record has no source \"\(id.prefix(200))\".")
        }
        return try Answer(json: SourceReport(found))
      }
    }
  }
}
