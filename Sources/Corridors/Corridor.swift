import Periods
import Wording

/// Places that people move along, what is counted there, and what happened when.
///
/// A corridor is a folder of data; nothing in the code names one.
public struct Corridor: Hashable, Sendable {
  public let id: String
  public let name: Localized
  /// ISO 3166-1 alpha-3 code of the people that the corridor is told about.
  public let people: String
  /// Places from origin to destination.
  public let points: [Point]
  public let ways: [Way]
  /// Dated events worth marking on a chart.
  public let events: [Event]
  /// Country outlines, GeoJSON (RFC 7946).
  public let outlines: [UInt8]

  public struct Point: Hashable, Codable, Sendable {
    public let id: String
    public let name: Localized
    /// Degrees north, WGS 84.
    public let latitude: Double
    /// Degrees east, WGS 84.
    public let longitude: Double
    /// Who counts here.
    public let countedBy: Localized
    /// What is counted, and what is not.
    public let counts: Localized
    /// Queries of the figures shown at the point; the first one sets its size.
    public let series: [LabelledQuery]
  }

  public struct LabelledQuery: Hashable, Codable, Sendable {
    public let query: String
    public let label: Localized
  }

  public struct Way: Hashable, Codable, Sendable {
    public let from: String
    public let to: String
    public let label: Localized
    /// Whether who is counted at its end came along it; `nil` for no.
    public let isCounted: Bool?

    private enum CodingKeys: String, CodingKey {
      case from, to, label
      case isCounted = "counted"
    }
  }

  public struct Event: Hashable, Codable, Sendable {
    public let id: String
    public let day: Day
    public let label: Localized
    /// Where the date is from.
    public let source: String
  }
}
