import Periods

/// What a reader decided about one figure of a text, where the text does not fix what it means.
///
/// It names the figure by its place and a hash, and holds no word of the text.
package struct Choice: Hashable, Codable, Sendable {
  /// First byte of the figure in the input, as UTF-8.
  package var start: Int
  /// The byte after its last.
  package var end: Int
  /// SHA-256 of the figure and of the sentence that it stands in, as the report gives it: a choice made
  /// for other words does not fit.
  package var hash: String
  /// `nil` for none of the readings: the figure is about something else and is not checked.
  package var reading: ChosenReading?

  package init(start: Int, end: Int, hash: String, reading: ChosenReading?) {
    self.start = start
    self.end = end
    self.hash = hash
    self.reading = reading
  }

  /// The choice of a claim's reading.
  package init(_ claim: CheckedClaim, _ reading: Alternative?) {
    self.init(
      start: claim.start, end: claim.end, hash: claim.hash,
      reading: reading.map(ChosenReading.init))
  }

  enum CodingKeys: String, CodingKey {
    case start, end, hash, reading
  }

  /// A reading that is left out is `null`: both say "none of these".
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(start, forKey: .start)
    try container.encode(end, forKey: .end)
    try container.encode(hash, forKey: .hash)
    try container.encode(reading, forKey: .reading)
  }
}

/// A reading as data: what the record is asked.
package struct ChosenReading: Hashable, Codable, Sendable {
  /// The series, as a question to the record: `measure=encounters component=usbp`.
  package var query: String
  package var period: Period
  /// What a change is compared with.
  package var base: Period?
  /// The series that a share is of.
  package var whole: String?

  package init(query: String, period: Period, base: Period? = nil, whole: String? = nil) {
    self.query = query
    self.period = period
    self.base = base
    self.whole = whole
  }

  package init(_ reading: Alternative) {
    self.init(
      query: reading.query, period: reading.period, base: reading.base, whole: reading.whole)
  }
}

extension Alternative {
  /// Whether it is the reading that was chosen.
  package func isSame(as chosen: ChosenReading?) -> Bool { ChosenReading(self) == chosen }
}
