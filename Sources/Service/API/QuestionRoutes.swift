import Foundation
import Hummingbird
import Questions
import Reports
import Tabular
import Wording

/// Questions whose inputs are parameters of an address, and the forms that their answers have.
enum QuestionRoutes {
  /// What of a request is no input of a question.
  static let ofDoor: Set<String> = ["lang", "format"]

  /// A new question needs a line here.
  static let all: [any ServedQuestionRoute] = [
    ServedQuestion<FiguresQuestion>(forms: figures),
    ServedQuestion<ComparisonQuestion>(
      forms: all(
        TakeawayForms.table { fileName($0.words) + "-compared" }, TakeawayForms.citations())
    ) { _ in .dear },
    ServedQuestion<NowcastQuestion>(
      forms: all(
        pages("nowcast") { try $0.page($1, $2) }, workbook("nowcast"),
        TakeawayForms.citations())),
    ServedQuestion<FeedQuestion>(forms: FeedRoutes.forms),
    ServedQuestion<CalendarQuestion>(forms: [
      "ics": { calendar, _, world in
        Answer(
          text: calendar.calendarFile(world.language), type: "text/calendar; charset=utf-8",
          fileName: "releases.ics")
      }
    ]),
    ServedQuestion<BacktestQuestion>(
      forms: pages("backtest") { try BacktestPage($0, $1, $2)?.content }
    ) { _ in .dear },
    ServedQuestion<OutlookQuestion>(
      forms: all(
        pages("outlook") { try $0.page($1, $2) }, workbook("outlook"),
        TakeawayForms.citations())
    ) { _ in .dear },
    ServedQuestion<EffectQuestion>(
      forms: all(
        pages("effect") { try EffectPage($0, $1, $2).content }, workbook("effect"),
        TakeawayForms.citations())
    ) { _ in .dear },
    ServedQuestion<BriefQuestion>(forms: TakeawayForms.citations()) {
      $0.noWhatIf ? .dear : .simulation
    },
    // The values of one period, for which the command line has a flag.
    ServedQuestion<FiguresQuestion>(
      at: "revisions",
      forms: all(
        TakeawayForms.table { fileName($0.words) + "-revisions" }, TakeawayForms.citations()),
      implied: ["revisions"]),
  ]

  static func add(to router: Router<WebContext>, _ site: Site) {
    for question in all { question.add(to: router, site) }
  }

  /// The figures as tables.
  private static var figures: [String: ServedQuestion<FiguresQuestion>.Form] {
    all(TakeawayForms.table { fileName($0.words) }, TakeawayForms.citations())
      .merging([
        "hxl": { answer, question, world in
          Answer(
            text: answer.sheet(world.language).csv(hxl: true), type: "text/csv; charset=utf-8",
            fileName: fileName(question.words) + ".hxl.csv")
        }
      ]) { own, _ in own }
  }

  private static func all<Asked: Question>(
    _ forms: [String: ServedQuestion<Asked>.Form]...
  ) -> [String: ServedQuestion<Asked>.Form] {
    forms.reduce(into: [:]) { $0.merge($1) { _, later in later } }
  }

  /// A name for a file with the answer: letters, digits and hyphens of the question.
  private static func fileName(_ words: String) -> String {
    let text = words.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return String(String(text).prefix(80))
  }

  /// The answer as a workbook; its CSV has the charts' figures instead.
  private static func workbook<Asked: TabledQuestion>(
    _ name: String
  ) -> [String: ServedQuestion<Asked>.Form] {
    TakeawayForms.table { _ in name }.filter { $0.key == "xlsx" }
  }

  /// Tables and charts in one language, and the figures of the charts.
  private static func pages<Asked: Question>(
    _ name: String,
    _ content: @escaping @Sendable (Asked.Answer, Asked, World) throws -> BriefContent?
  ) -> [String: ServedQuestion<Asked>.Form] {
    let page: ServedQuestion<Asked>.Content = {
      guard let content = try content($0, $1, $2) else {
        throw Problem.badParameter(
          "format", expected: "json for an answer that has no page", found: "another")
      }
      return content
    }
    return [
      "content": { try Answer(json: page($0, $1, $2)) },
      "csv": {
        Answer(
          text: try page($0, $1, $2).chartFigures, type: "text/csv; charset=utf-8",
          fileName: name + ".csv")
      },
    ]
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
