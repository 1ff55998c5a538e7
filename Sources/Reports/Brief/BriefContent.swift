import Foundation

/// What a brief says, ready to be shown: every text is already in the reader's language and every
/// number already carries the words that say where it comes from.
///
/// `brief.json` is this value encoded; the page and the terminal summary are two renderings of it.
/// Its fields are documented for other programs in `docs/json.md`.
public struct BriefContent: Codable, Equatable, Sendable {
  /// BCP 47 language of every text in the brief: `en` or `es`.
  public var language: String
  public var title: String
  /// The corridor the brief is about.
  public var corridor: Named
  /// Only figures known on this day are used; `nil` when nothing was hidden.
  public var asOf: String?
  /// One line that says what was known when ("As of 5 October 2023 …").
  public var knowledge: String
  public var headline: String
  /// Two to five sentences under the headline, each with the figures it rests on.
  public var summary: [Sentence]
  /// The numbers to remember, at most eight, shown large.
  public var keyFigures: [KeyFigure]
  /// `nil` on a page that is of no place in particular.
  public var map: CorridorMap?
  public var chartSections: [ChartSection]
  public var tables: [FigureTable]
  /// What the record does not hold or what a reader could mistake.
  public var cautions: [String]
  public var sources: [SourceNote]
  public var provenance: Provenance

  public struct Named: Codable, Equatable, Sendable {
    public var id: String
    public var name: String
  }

  /// A number as shown, with the way back to its source.
  public struct CitedNumber: Codable, Equatable, Sendable {
    /// `nil` when the figure is unknown; zero is a known figure.
    public var value: Double?
    /// As written in the brief's language: "181,059", "+36.5%", "not known".
    public var display: String
    /// Ids of ``SourceNote``s.
    public var sources: [String]
    /// What stands behind the number: "Published 22 September 2023" or
    /// "Sum of 412 cells; late vintage of June 2025 standing in".
    public var vintage: String
  }

  public struct Sentence: Codable, Equatable, Sendable {
    public var text: String
    public var figures: [CitedNumber]
  }

  public struct KeyFigure: Codable, Equatable, Sendable {
    public var label: String
    public var period: String
    public var figure: CitedNumber
    /// The comparison worth saying, such as "+36.5% on July 2023".
    public var comparison: CitedNumber?
    /// The named series it belongs to.
    public var series: String
  }

  public struct CorridorMap: Codable, Equatable, Sendable {
    public var title: String
    /// A text that says what the map shows, for who cannot see it.
    public var description: String
    public var points: [MapPoint]
    /// Ways between points, in order from origin to destination.
    public var ways: [MapWay]
  }

  public struct MapPoint: Codable, Equatable, Sendable {
    public var id: String
    public var name: String
    /// Decimal degrees north, WGS 84.
    public var latitude: Double
    /// Decimal degrees east, WGS 84.
    public var longitude: Double
    /// Who counts here: "U.S. Border Patrol", "Servicio Nacional de Migración".
    public var countedBy: String
    /// What is counted here and what is not.
    public var counts: String
    /// The point's measure of size on the map; `nil` when unknown.
    public var magnitude: Double?
    public var figures: [LabelledNumber]
  }

  public struct LabelledNumber: Codable, Equatable, Sendable {
    public var label: String
    public var period: String
    public var figure: CitedNumber
  }

  public struct MapWay: Codable, Equatable, Sendable {
    public var from: String
    public var to: String
    public var label: String
  }

  public struct ChartSection: Codable, Equatable, Sendable {
    public var id: String
    public var title: String
    public var text: String
    public var charts: [Chart]
  }

  public struct Chart: Codable, Equatable, Sendable {
    public enum Form: String, Codable, Sendable {
      /// Lines over time, told apart by dash and direct label as well as colour.
      case lines
      /// Stacked bars over time.
      case stackedBars
      /// Horizontal bars by category, for one period.
      case rankedBars
    }

    public var id: String
    public var title: String
    /// One sentence that says what is to be seen, for everybody and for screen readers.
    public var description: String
    public var form: Form
    /// Title of the value axis: "Encounters a month".
    public var unit: String
    public var series: [ChartSeries]
    /// Dated events to mark: policies, changes of source.
    public var marks: [ChartMark]
    /// Said under the chart: gaps, seams, how a sum was made.
    public var notes: [String]
    public var sources: [String]
    /// Areas between two of the series, the widest first; of charts of lines only.
    public var bands: [ChartBand]?
  }

  /// The area between two series of a chart.
  public struct ChartBand: Codable, Equatable, Sendable {
    /// Ids of the series.
    public var low: String
    public var high: String

    public init(low: String, high: String) {
      self.low = low
      self.high = high
    }
  }

  public struct ChartSeries: Codable, Equatable, Sendable {
    public var id: String
    public var label: String
    public var points: [ChartPoint]
  }

  public struct ChartPoint: Codable, Equatable, Sendable {
    /// ISO 8601 date of the period's first day for charts over time, else the category's id.
    public var x: String
    /// "August 2023", or the category's name.
    public var label: String
    /// `nil` when unknown: a gap in the line, "not known" in the table.
    public var y: Double?
    /// As written in the brief's language.
    public var display: String
    /// Ends of the band around `y`, where there is one.
    public var low: Double?
    public var high: Double?
  }

  public struct ChartMark: Codable, Equatable, Sendable {
    /// ISO 8601 date.
    public var date: String
    public var label: String
  }

  /// A table of figures: comparisons, deaths along the way, people abroad.
  public struct FigureTable: Codable, Equatable, Sendable {
    public var id: String
    public var title: String
    public var caption: String
    public var columns: [String]
    public var rows: [Row]
    public var notes: [String]

    public struct Row: Codable, Equatable, Sendable {
      public var header: String
      /// One cell per column after the first.
      public var cells: [Cell]
    }

    public struct Cell: Codable, Equatable, Sendable {
      /// Exactly one of the two is set.
      public var text: String?
      public var figure: CitedNumber?
    }
  }

  public struct SourceNote: Codable, Equatable, Sendable {
    public var id: String
    public var publisher: String
    public var title: String
    public var url: String
    /// ISO 8601 date of publication of the vintage held.
    public var published: String
    public var licence: String
    /// SHA-256 of the file the figures were read from, in hexadecimal.
    public var sha256: String
    /// What it counts, what it does not, how it came here.
    public var note: String
  }

  /// How to make the same brief again.
  public struct Provenance: Codable, Equatable, Sendable {
    public var program: String
    public var version: String
    public var command: String
    /// ISO 8601 date of the newest publication used.
    public var newestPublication: String
  }
}
/// A number that is not known is written as null, so that a program need not tell "left out" from
/// "not known".
extension BriefContent.CitedNumber {
  private enum CodingKeys: CodingKey {
    case value, display, sources, vintage
  }

  public func encode(to encoder: any Encoder) throws {
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

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(x, forKey: .x)
    try container.encode(label, forKey: .label)
    try container.encode(y, forKey: .y)
    try container.encode(display, forKey: .display)
    try container.encodeIfPresent(low, forKey: .low)
    try container.encodeIfPresent(high, forKey: .high)
  }
}
