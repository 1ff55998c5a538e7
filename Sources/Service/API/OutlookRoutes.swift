import Effects
import Forecasting
import Foundation
import Hummingbird
import Periods
import Record
import Reports
import Tabular
import Wording

/// What comes next, and what a measure changed.
enum OutlookRoutes {
  /// In what form a report is handed out.
  enum Format: String, CaseIterable {
    /// As the command line's `--json`.
    case json
    /// Tables and charts in one language.
    case content
    /// The figures of the charts.
    case csv
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    let group = router.group("api/v1")
    group.get("outlook") { request, _ in
      try await site.answer(request) { try outlook(Query(request), site, $0) }
    }
    group.get("effect") { request, _ in
      try await site.answer(request) { try effect(Query(request), site, $0) }
    }
    group.get("effect/dates") { request, _ in
      try await site.answer(request) { language in
        let dates = try dates(site, language)
        return try Answer(json: ListAnswer(dates, Query(request)))
      }
    }
  }

  private static func outlook(
    _ query: Query, _ site: Site, _ language: Language
  ) throws -> Answer {
    let series = try query.required("q")
    let months = try query.number("months", 1...12) ?? 6
    let method = try query.text("method") ?? ForecastMethods.names[0]
    let asOf = try query.day("as-of")
    let format: Format = try query.choice("format") ?? .json
    let report = try OutlookReport.make(
      series, store: site.store, months: months, method: method, asOf: asOf)
    guard format != .json else { return try Answer(json: report) }
    let selection = try site.store.parser.selection(series)
    let timeline = try site.store.timeline(selection, asOf: asOf)
    let sources = timeline.sources.values
      .filter { $0.standing == .official }.sorted { $0.id < $1.id }
    let page = OutlookPage(
      report, title: site.store.vocabulary.title(timeline, language),
      corridor: try site.folder.corridor(), sources: sources, language: language,
      version: site.configuration.version,
      command: "trocha outlook \(series) --months \(months) --method \(method)"
        + (asOf.map { " --as-of \($0)" } ?? ""))
    return try answer(page.content, format, "outlook")
  }

  private static func effect(
    _ query: Query, _ site: Site, _ language: Language
  ) throws -> Answer {
    guard let on = try query.day("on") else {
      throw Problem.badParameter("on", expected: "the day of the measure", found: "")
    }
    var asked = EffectQuery(series: try query.required("q"), on: on)
    asked.from = try month("from", query)
    asked.through = try month("through", query)
    asked.firstMonth = try month("first-month", query)
    asked.donors = try query.text("donors")?.split(separator: ",").map(String.init)
    asked.methods = try query.text("method").map { [$0] }
    asked.asOf = try query.day("as-of")
    let format: Format = try query.choice("format") ?? .json
    let policies = site.folder.has("policies.yaml") ? try site.folder.policies() : nil
    let report = try EffectReport.make(asked, store: site.store, policies: policies)
    guard format != .json else { return try Answer(json: report) }
    var command = "trocha effect \(asked.series) --on \(on)"
    for (name, value) in [
      ("from", asked.from), ("through", asked.through), ("first-month", asked.firstMonth),
    ] {
      if let value { command += " --\(name) \(value)" }
    }
    if let asOf = asked.asOf { command += " --as-of \(asOf)" }
    let page = EffectPage(
      report, corridor: try site.folder.corridor(),
      sources: try report.sources.compactMap(site.store.source), language: language,
      version: site.configuration.version, command: command)
    return try answer(page.content, format, "effect")
  }

  private static func month(_ name: String, _ query: Query) throws -> Period? {
    guard let period = try query.period(name) else { return nil }
    guard period.granularity == .month else {
      throw Problem.badParameter(name, expected: "a month such as 2023-10", found: "\(period)")
    }
    return period
  }

  private static func answer(
    _ content: BriefContent, _ format: Format, _ name: String
  ) throws -> Answer {
    format == .csv
      ? Answer(
        text: content.chartFigures, type: "text/csv; charset=utf-8", fileName: name + ".csv")
      : try Answer(json: content)
  }

  /// A day on which something about the policies changed.
  struct DatedPolicy: Encodable {
    var day: Day
    var event: String
    var policy: String
    var name: String
  }

  static func dates(_ site: Site, _ language: Language) throws -> [DatedPolicy] {
    guard site.folder.has("policies.yaml") else { return [] }
    return EffectReport.dates(of: try site.folder.policies()).map {
      DatedPolicy(day: $0.day, event: $0.event, policy: $0.policy, name: $0.name(language))
    }
  }
}

extension BriefContent {
  /// The figures of all charts, a row for each.
  var chartFigures: String {
    var writer = CSVWriter(header: ["chart", "series", "label", "x", "value"])
    for chart in chartSections.flatMap(\.charts) {
      for series in chart.series {
        for point in series.points {
          writer.write([
            chart.id, series.id, series.label, point.x, point.y.map(CSVWriter.number) ?? "",
          ])
        }
      }
    }
    return writer.text
  }
}
