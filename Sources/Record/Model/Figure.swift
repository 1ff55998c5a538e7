import Periods

/// One published number: what it counts, when, and its value.
///
/// Its source and publication date are those of the ``Release`` that holds it.
public struct Figure: Hashable, Sendable {
  /// What is counted, where, and by which labels.
  public var series: SeriesKey
  /// The days that the number is about; of a stock, the day it was counted on, or the period at whose end
  /// it was.
  public var period: Period
  /// `nil` when the source says that the number is not known; zero is a known number.
  public var value: Double?
  /// How exactly the source states the number: "about", "at least".
  public var exactness: Exactness
  /// Where it happened, for single incidents.
  public var point: Coordinate?
  /// What the source says of this number alone; empty for most.
  public var note: String

  /// - Parameter value: a count is at least 0; what has a unit may be below it.
  public init(
    series: SeriesKey, period: Period, value: Double?, exactness: Exactness = .exact,
    point: Coordinate? = nil, note: String = ""
  ) {
    self.series = series
    self.period = period
    self.value = value
    self.exactness = exactness
    self.point = point
    self.note = note
  }
}

/// How exactly a source states a number.
public enum Exactness: String, CaseIterable, Codable, Sendable {
  /// A number without any such word.
  case exact
  /// "some 500,000", "about", "approaching".
  case about
  /// "at least 7.3 million".
  case atLeast = "at-least"
  /// "more than 220,000".
  case moreThan = "more-than"
  /// "up to", "at most".
  case atMost = "at-most"
  /// Words instead of a number: "little changed". The value is then unknown.
  case inWords = "in-words"
  /// A number that the publisher holds too small to publish, for people's protection. A figure's
  /// value is then 0, which adds nothing to a sum; the answer for it alone is not known.
  case tooSmall = "too-small"
}

/// A point on the Earth, WGS 84, in decimal degrees.
public struct Coordinate: Hashable, Codable, Sendable {
  /// Degrees north, −90 to 90.
  public let latitude: Double
  /// Degrees east, −180 to 180.
  public let longitude: Double

  /// `nil` when a degree is out of its range.
  public init?(latitude: Double, longitude: Double) {
    guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
    self.latitude = latitude
    self.longitude = longitude
  }
}
