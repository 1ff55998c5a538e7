import Foundation
import HTTPTypes
import Hummingbird
import Periods
import Record
import Tabular
import Wording

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

/// What the record says.
enum SeriesRoutes {
  /// In what form figures are handed out.
  enum Format: String, CaseIterable {
    case json, csv, hxl
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    let group = router.group("api/v1")
    group.get("series") { request, _ in
      try await site.answer(request) { language in
        let query = Query(request)
        return try Answer(
          json: ListAnswer(
            site.store.seriesEntries(asOf: try query.day("as-of"), language), query))
      }
    }
    group.get("figures") { request, _ in
      try await site.answer(request) { try figures(request, site, $0) }
    }
    group.get("comparisons") { request, _ in
      try await site.answer(request) { language in
        let query = Query(request)
        let against = try query.all("against").prefix(20).map { try Query.period($0, "against") }
        let report = try site.store.comparisons(
          try RecordQuestion(query, site.store).selection, period: try query.period("period"),
          against: against, asOf: try query.day("as-of"), since: try query.day("since"))
        return try Answer(json: CompareReport(report, site.store.vocabulary, language))
      }
    }
    group.get("revisions") { request, _ in
      try await site.answer(request) { _ in
        let query = Query(request)
        let selection = try RecordQuestion(query, site.store).selection
        guard let period = try query.period("period") else {
          throw Problem.badParameter("period", expected: "a period such as 2023-08", found: "")
        }
        return try Answer(
          json: RevisionReport(
            selection, period: period, try site.store.revisions(selection, period: period)))
      }
    }
    group.get("measures") { request, _ in
      try await site.answer(request) { language in
        let measures = site.store.vocabulary.measures.map { MeasureEntry($0, language) }
        return try Answer(json: ListAnswer(measures, Query(request)))
      }
    }
    group.get("labels/:dimension") { request, context in
      let name = try context.parameters.require("dimension")
      guard let dimension = Record.Dimension(rawValue: name) else {
        throw Problem.notFound("There is no dimension \"\(name.prefix(100))\".")
      }
      return try await site.answer(request) { language in
        let labels = site.store.vocabulary.labels(dimension, language)
        return try Answer(json: ListAnswer(labels, Query(request)))
      }
    }
    addSources(to: group, site)
  }

  private static func addSources(to group: RouterGroup<WebContext>, _ site: Site) {
    group.get("sources") { request, _ in
      try await site.answer(request) { _ in
        let sources = try site.store.sources().map { SourceReport($0) }
        return try Answer(json: ListAnswer(sources, Query(request)))
      }
    }
    group.get("sources/:id") { request, context in
      let id = try context.parameters.require("id")
      return try await site.answer(request) { _ in
        guard let found = try site.store.sources().first(where: { $0.source.id == id }) else {
          throw Problem.notFound("The record has no source \"\(id.prefix(200))\".")
        }
        return try Answer(json: SourceReport(found))
      }
    }
  }

  private static func figures(
    _ request: Request, _ site: Site, _ language: Language
  ) throws -> Answer {
    let query = Query(request)
    let questions = try RecordQuestion.several(query, site.store)
    let transform: SeriesTransform? = try query.choice("as")
    let format: Format = try query.choice("format") ?? .json
    guard let question = questions.first, questions.count == 1, transform == nil else {
      let report = try table(questions, transform, query, site, language)
      guard format == .json else {
        return file(report.csv(hxl: format == .hxl), questions, format)
      }
      return try Answer(json: report)
    }
    if try query.text("of") != nil { throw mismatch }
    if let by = question.by {
      let report = try site.store.parted(question.series, by: by, language)
      guard format == .json else {
        return file(report.csv(hxl: format == .hxl), questions, format)
      }
      return try Answer(json: report)
    }
    let report = try site.series(question.series, language)
    guard format == .json else { return file(report.csv(hxl: format == .hxl), questions, format) }
    return try Answer(json: report)
  }

  /// Several series beside one another, or what is reckoned from them.
  private static func table(
    _ questions: [RecordQuestion], _ transform: SeriesTransform?, _ query: Query, _ site: Site,
    _ language: Language
  ) throws -> SeriesTableReport {
    if let by = questions.first?.by {
      throw Problem.badParameter(
        "by", expected: "nothing beside several series or \"as\"; one series at a time is parted",
        found: by.rawValue)
    }
    let of = try query.text("of")
    guard (transform == .percentShare) == (of != nil) else { throw mismatch }
    let whole = try of.map { try site.store.parser.selection($0) }
    return try site.store.table(
      SeriesTableQuestion(questions.map(\.series), transform: transform, of: whole), language)
  }

  private static let mismatch = Problem.badParameter(
    "of", expected: "a series, together with \"as=percent-share\", or neither",
    found: "one of the two")

  private static func file(
    _ text: String, _ questions: [RecordQuestion], _ format: Format
  ) -> Answer {
    Answer(
      text: text, type: "text/csv; charset=utf-8",
      fileName: RecordQuestion.fileName(questions) + (format == .hxl ? ".hxl.csv" : ".csv"))
  }
}
