import Corridors
import Periods
import Record
import Wording

/// What every page about what comes next in a series has beside its answer: the series, what it rests on and what
/// made it.
package struct SeriesFrame {
  /// The series in words.
  let title: String
  let corridor: Corridor
  /// Those that the past rests on.
  let sources: [Source]
  let language: Language
  private let version: String
  private let command: String

  package init(
    title: String, corridor: Corridor, sources: [Source], language: Language, version: String,
    command: String
  ) {
    self.title = title
    self.corridor = corridor
    self.sources = sources
    self.language = language
    self.version = version
    self.command = command
  }

  /// - Parameter question: what stands before the series in the title.
  func content(
    _ question: String, asOf: Day?, knowledge: String, age: AgeReport?, headline: String,
    charts: BriefContent.ChartSection, tables: [BriefContent.FigureTable], cautions: [String]
  ) -> BriefContent {
    BriefContent(
      language: language.rawValue, title: question + title,
      corridor: .init(id: corridor.id, name: corridor.name(language)),
      asOf: asOf?.description, knowledge: knowledge + (age.map { " " + $0.sentence } ?? ""),
      headline: headline, summary: [], keyFigures: [], map: nil, chartSections: [charts],
      tables: tables, cautions: cautions, sources: sources.map(BriefContent.SourceNote.init),
      provenance: .init(
        program: "trocha", version: version, command: command,
        newestPublication: sources.map(\.published).max()?.description ?? ""),
      age: age)
  }

  func known(through origin: Period, method: String) -> String {
    language(
      "From the figures through \(language.period(origin)), method \(method)",
      "Con las cifras hasta \(language.period(origin)), método \(method)")
  }

  /// A section of one fan.
  func fan(_ id: String, _ title: String, _ chart: BriefContent.Chart) -> BriefContent.ChartSection
  {
    .init(
      id: id, title: title,
      text: language(
        "The band of 8 in 10 is the darker one, that of 95 in 100 the lighter.",
        "La banda de 8 de cada 10 es la más oscura; la de 95 de cada 100, la más clara."),
      charts: [chart])
  }

  // MARK: A period by its quantiles at 0.025, 0.1, 0.5, 0.9 and 0.975

  /// "August 2025: 1,000 to 2,000, with a probability of 8 in 10".
  func headline(_ period: Period, _ quantiles: [Double]) -> String {
    let when = language.period(period)
    let (low, high) = (language.number(quantiles[1]), language.number(quantiles[3]))
    return language(
      "\(when): \(low) to \(high), with a probability of 8 in 10",
      "\(when): de \(low) a \(high), con una probabilidad de 8 en 10")
  }

  var bandCaption: String {
    language(
      "The median forecast, and the bands expected to contain 8 in 10 and 95 in 100 outcomes.",
      "La mediana del pronóstico y las bandas en que se espera que caigan 8 de 10 y 95 de 100.")
  }

  /// After the column of periods.
  var bandColumns: [String] {
    [
      language("Median", "Mediana"), language("8 in 10", "8 de 10"),
      language("95 in 100", "95 de 100"),
    ]
  }

  func bandCells(_ quantiles: [Double]) -> [BriefContent.FigureTable.Cell] {
    let numbers = quantiles.map { language.number($0) }
    return [
      .init(text: numbers[2]), .init(text: "\(numbers[1]) – \(numbers[3])"),
      .init(text: "\(numbers[0]) – \(numbers[4])"),
    ]
  }
}
