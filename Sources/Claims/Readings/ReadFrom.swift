import Wording

/// What a part of a reading says.
package enum ReadingPart: String, CaseIterable, Codable, Sendable {
  /// What is counted.
  case series
  case place, people, agency, group, sector, authority, kind, cause
  /// Where people come from, or are returned from.
  case from
  case time
  /// What a change is compared with.
  case base

  /// In a line such as "agency: “Border Patrol”".
  package func words(_ language: Language) -> String {
    switch self {
    case .series: language("series", "serie")
    case .place: language("place", "lugar")
    case .people: language("people", "personas")
    case .agency: language("agency", "organismo")
    case .group: language("group", "grupo")
    case .sector: language("sector", "sector")
    case .authority: language("law", "ley")
    case .kind: language("kind", "tipo")
    case .cause: language("cause", "causa")
    case .from: language("from", "desde")
    case .time: language("time", "período")
    case .base: language("compared with", "comparado con")
    }
  }
}

/// The words that a part of a reading was read from, while it is read.
struct ReadFrom: Hashable, Sendable {
  var part: ReadingPart
  var basis: Basis
  /// Bytes of the text; `nil` where no words say it.
  var bytes: Range<Int>?

  /// As what stands in an earlier sentence says it for a later one.
  var carried: ReadFrom { ReadFrom(part: part, basis: max(basis, .carried), bytes: bytes) }
}

/// The words that a part of a reading was read from, as the report shows them.
package struct ReadWords: Hashable, Codable, Sendable {
  package var part: ReadingPart
  package var basis: Basis
  /// The words; `nil`, as their place, where the part was filled in.
  package var words: String?
  /// First byte of the words in the input, as UTF-8.
  package var start: Int?
  /// The byte after their last.
  package var end: Int?

  package init(
    part: ReadingPart, basis: Basis, words: String? = nil, start: Int? = nil, end: Int? = nil
  ) {
    self.part = part
    self.basis = basis
    self.words = words
    self.start = start
    self.end = end
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(part, forKey: .part)
    try container.encode(basis, forKey: .basis)
    try container.encode(words, forKey: .words)
    try container.encode(start, forKey: .start)
    try container.encode(end, forKey: .end)
  }

  /// "“Border Patrol”", "“Border Patrol”, from before", "filled in".
  package func told(_ language: Language) -> String {
    guard let words else { return basis.told(language) }
    let quoted = language("“\(words)”", "«\(words)»")
    return basis == .said ? quoted : "\(quoted), \(basis.told(language))"
  }
}

extension Basis {
  fileprivate func told(_ language: Language) -> String {
    switch self {
    case .said: language("said", "se dice")
    case .carried: language("from before", "de antes")
    case .assumed: language("filled in", "supuesto")
    }
  }
}
