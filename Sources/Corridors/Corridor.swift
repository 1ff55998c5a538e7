import Periods
import Wording

/// What the brief shows of a corridor: the points at which people are counted, by whom, and dated events.
///
/// A corridor is a folder of data; nothing in the code names one.
package struct Corridor: Hashable, Sendable {
  package let id: String
  package let name: Localized
  /// Nationality of the people that the corridor is about, ISO 3166-1 alpha-3.
  package let people: String
  /// Points of counting, from origin to destination.
  package let points: [Point]
  package let ways: [Way]
  /// Dated events worth marking on a chart.
  package let events: [Event]
  /// Country outlines, GeoJSON (RFC 7946).
  package let outlines: [UInt8]

  package struct Point: Hashable, Codable, Sendable {
    package let id: String
    package let name: Localized
    /// Degrees north, WGS 84.
    package let latitude: Double
    /// Degrees east, WGS 84.
    package let longitude: Double
    /// The office that counts here.
    package let countedBy: Localized
    /// What is counted, and what is not.
    package let counts: Localized
    /// Queries of the figures shown at the point; the first one sets its size.
    package let series: [LabelledQuery]
  }

  package struct LabelledQuery: Hashable, Codable, Sendable {
    package let query: String
    package let label: Localized
  }

  package struct Way: Hashable, Codable, Sendable {
    package let from: String
    package let to: String
    package let label: Localized
    /// Whether the people counted at its end came along it; `nil` for no.
    package let isCounted: Bool?

    private enum CodingKeys: String, CodingKey {
      case from, to, label
      case isCounted = "counted"
    }
  }

  package struct Event: Hashable, Codable, Sendable {
    package let id: String
    package let day: Day
    package let label: Localized
    /// Source of the date.
    package let source: String
  }
}
