import Foundation
import Record

/// What a brief says, ready to be shown: every text is already in the reader's language and every
/// number already carries the words that say where it comes from.
///
/// `brief.json` is this value encoded; the page and the terminal summary are two renderings of it.
/// Its fields are documented for other programs in `docs/json.md`.
package struct BriefContent: Codable, Equatable, Sendable {
  /// BCP 47 language of every text in the brief: `en` or `es`.
  package var language: String
  package var title: String
  /// The corridor the brief is about.
  package var corridor: Named
  /// Only figures known on this day are used; `nil` when nothing was hidden.
  package var asOf: String?
  /// One line that says what was known when ("As of 5 October 2023 …").
  package var knowledge: String
  package var headline: String
  /// Two to five sentences under the headline, each with the figures it rests on.
  package var summary: [Sentence]
  /// The numbers to remember, at most eight, shown large.
  package var keyFigures: [KeyFigure]
  /// `nil` on a page that is of no place in particular.
  package var map: CorridorMap?
  package var chartSections: [ChartSection]
  package var tables: [FigureTable]
  /// What the record does not hold or what a reader could mistake.
  package var cautions: [String]
  package var sources: [SourceNote]
  package var provenance: Provenance
  /// How old the newest figure of the headline's series is; left out on a page of no series.
  package var age: AgeReport?
  /// Series of the brief that end before the headline's does.
  package var older: [OlderSeries]?

  package struct OlderSeries: Codable, Equatable, Sendable {
    package var series: String
    package var title: String
    package var age: AgeReport
  }

  package struct Named: Codable, Equatable, Sendable {
    package var id: String
    package var name: String
  }

  /// A number as shown, with the way back to its source.
  package struct CitedNumber: Codable, Equatable, Sendable {
    /// `nil` when the figure is unknown; zero is a known figure.
    package var value: Double?
    /// As written in the brief's language: "181,059", "+36.5%", "not known".
    package var display: String
    /// Ids of ``SourceNote``s.
    package var sources: [String]
    /// What stands behind the number: "Published 22 September 2023" or
    /// "Sum of 412 cells; late vintage of June 2025 standing in".
    package var vintage: String
  }

  package struct Sentence: Codable, Equatable, Sendable {
    package var text: String
    package var figures: [CitedNumber]
  }

  package struct KeyFigure: Codable, Equatable, Sendable {
    package var label: String
    package var period: String
    package var figure: CitedNumber
    /// The comparison worth saying, such as "+36.5% on July 2023".
    package var comparison: CitedNumber?
    /// The named series it belongs to.
    package var series: String
  }

  package struct CorridorMap: Codable, Equatable, Sendable {
    package var title: String
    /// A text that says what the map shows, for who cannot see it.
    package var description: String
    package var points: [MapPoint]
    /// Ways between points, in order from origin to destination.
    package var ways: [MapWay]
  }

  package struct MapPoint: Codable, Equatable, Sendable {
    package var id: String
    package var name: String
    /// Decimal degrees north, WGS 84.
    package var latitude: Double
    /// Decimal degrees east, WGS 84.
    package var longitude: Double
    /// Who counts here: "U.S. Border Patrol", "Servicio Nacional de Migración".
    package var countedBy: String
    /// What is counted here and what is not.
    package var counts: String
    /// The point's measure of size on the map; `nil` when unknown.
    package var magnitude: Double?
    package var figures: [LabelledNumber]
  }

  package struct LabelledNumber: Codable, Equatable, Sendable {
    package var label: String
    package var period: String
    package var figure: CitedNumber
  }

  package struct MapWay: Codable, Equatable, Sendable {
    package var from: String
    package var to: String
    package var label: String
  }

  package struct ChartSection: Codable, Equatable, Sendable {
    package var id: String
    package var title: String
    package var text: String
    package var charts: [Chart]
  }

  package struct Chart: Codable, Equatable, Sendable {
    package enum Form: String, Codable, Sendable {
      /// Lines over time, set apart by dash and direct label as well as colour.
      case lines
      /// Stacked bars over time.
      case stackedBars = "stacked-bars"
      /// Horizontal bars by category, for one period.
      case rankedBars = "ranked-bars"
    }

    package var id: String
    package var title: String
    /// One sentence that says what is to be seen, for everybody and for screen readers.
    package var description: String
    package var form: Form
    /// Title of the value axis: "Encounters a month".
    package var unit: String
    package var series: [ChartSeries]
    /// Dated events to mark: policies, changes of source.
    package var marks: [ChartMark]
    /// Said under the chart: gaps, changes of source, how a sum was made.
    package var notes: [String]
    package var sources: [String]
    /// Areas between two of the series, the widest first; of charts of lines only.
    package var bands: [ChartBand]?
  }

  /// The area between two series of a chart.
  package struct ChartBand: Codable, Equatable, Sendable {
    /// Ids of the series.
    package var low: String
    package var high: String

    package init(low: String, high: String) {
      self.low = low
      self.high = high
    }
  }

  package struct ChartSeries: Codable, Equatable, Sendable {
    package var id: String
    package var label: String
    package var points: [ChartPoint]
  }

  package struct ChartPoint: Codable, Equatable, Sendable {
    /// ISO 8601 date of the period's first day for charts over time, else the category's id.
    package var x: String
    /// "August 2023", or the category's name.
    package var label: String
    /// `nil` when unknown: a gap in the line, "not known" in the table.
    package var y: Double?
    /// As written in the brief's language.
    package var display: String
    /// Ends of the band around `y`, where there is one.
    package var low: Double?
    package var high: Double?
  }

  package struct ChartMark: Codable, Equatable, Sendable {
    /// ISO 8601 date.
    package var date: String
    package var label: String

    package init(date: String, label: String) {
      self.date = date
      self.label = label
    }
  }

  /// A table of figures: comparisons, deaths along the way, people abroad.
  package struct FigureTable: Codable, Equatable, Sendable {
    package var id: String
    package var title: String
    package var caption: String
    package var columns: [String]
    package var rows: [Row]
    package var notes: [String]

    package struct Row: Codable, Equatable, Sendable {
      package var header: String
      /// One cell per column after the first.
      package var cells: [Cell]
    }

    package struct Cell: Codable, Equatable, Sendable {
      /// Exactly one of the two is set.
      package var text: String?
      package var figure: CitedNumber?
    }
  }

  package struct SourceNote: Codable, Equatable, Sendable {
    package var id: String
    package var publisher: String
    package var title: String
    package var url: String
    /// ISO 8601 date of publication of the vintage held.
    package var published: String
    package var licence: String
    /// SHA-256 of the file the figures were read from, in hexadecimal.
    package var sha256: String
    /// What it counts, what it does not, how it came here.
    package var note: String
  }

  /// How to make the same brief again.
  package struct Provenance: Codable, Equatable, Sendable {
    package var program: String
    package var version: String
    package var command: String
    /// ISO 8601 date of the newest publication used.
    package var newestPublication: String
  }
}
/// A number that is not known is written as null, so that a program can keep "left out" apart from
/// "not known".
extension BriefContent.CitedNumber {
  private enum CodingKeys: CodingKey {
    case value, display, sources, vintage
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(value, forKey: .value)
    try container.encode(display, forKey: .display)
    try container.encode(sources, forKey: .sources)
    try container.encode(vintage, forKey: .vintage)
  }
}

extension BriefContent.ChartPoint {
  private enum CodingKeys: CodingKey {
    case x, label, y, display, low, high
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(x, forKey: .x)
    try container.encode(label, forKey: .label)
    try container.encode(y, forKey: .y)
    try container.encode(display, forKey: .display)
    try container.encodeIfPresent(low, forKey: .low)
    try container.encodeIfPresent(high, forKey: .high)
  }
}
