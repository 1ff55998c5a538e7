import Periods
import Record
import Wording

/// The claims of a text with their verdicts; `docs/json.md` is the promise of its form.
package struct ClaimReport: Encodable, Sendable {
  /// Day of the text.
  package var date: Day
  /// The same day, and what it was taken from.
  package var dateOrigin: DocumentDay
  /// Of the explanations.
  package var language: Language
  /// What was read.
  package var document: Document
  /// In the order of the text.
  package var claims: [CheckedClaim]
  /// SHA-256 of the input as UTF-8: what choices are remembered by.
  package var sha256: String
  /// What a reader has to know beside the claims: choices that did not fit the text.
  package var notes: [String] = []
  /// The words of the text, for showing it.
  let article: ArticleText

  enum CodingKeys: String, CodingKey {
    case date, language, format, headline, attachments, text, claims, counts, sha256, notes
    case dateFrom = "date_from"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(date, forKey: .date)
    try container.encode(language, forKey: .language)
    try container.encode(dateOrigin.origin, forKey: .dateFrom)
    try container.encode(document.kind, forKey: .format)
    try container.encodeIfPresent(document.headline, forKey: .headline)
    if !document.attachments.isEmpty {
      try container.encode(document.attachments, forKey: .attachments)
    }
    // What `start` and `end` count in does not stand in the file.
    if document.kind == .email || document.kind == .pdf {
      try container.encode(document.text, forKey: .text)
    }
    try container.encode(claims, forKey: .claims)
    try container.encode(counts, forKey: .counts)
    try container.encode(sha256, forKey: .sha256)
    if !notes.isEmpty { try container.encode(notes, forKey: .notes) }
  }

  /// How many claims have each verdict. What a reader chose is no verdict of the checker's and is
  /// counted as `chosen`.
  package var counts: [String: Int] {
    Dictionary(grouping: claims) { $0.isChosen ? "chosen" : $0.verdict.rawValue }
      .mapValues(\.count)
  }

  /// The words of the text, without what marks them up.
  package var text: String { String(decoding: article.bytes, as: UTF8.self) }
}

/// A claim of a text, what the record says, and the verdict.
package struct CheckedClaim: Encodable, Sendable {
  /// First byte of the claim in the input, as UTF-8.
  package var start: Int
  /// The byte after its last.
  package var end: Int
  package var text: String
  package var kind: ClaimKind
  /// What is stated: a count, or a fraction for changes and shares; `nil` for words without a number.
  package var value: Double?
  /// The upper end of a range.
  package var upper: Double?
  package var hedge: Leeway
  package var measure: String?
  package var place: String?
  package var nationality: String?
  package var period: Period?
  /// What it is compared with.
  package var base: Period?
  package var attributedTo: String?
  package var isQuoted: Bool
  package var verdict: Verdict
  /// Today's figure.
  package var record: Double?
  /// The figure as it was known on the text's date.
  package var recordThen: Double?
  /// The verdict by what was known then.
  package var verdictThen: Verdict?
  /// The figure that seems to have been meant.
  package var intended: Double?
  /// What the series and the time were read from; `nil` where nothing was compared.
  package var read: ReadingBasis?
  package var explanation: String
  /// Name of the series, or its query.
  package var series: String?
  package var query: String?
  package var source: SourceReport?
  package var alternatives: [Alternative]
  /// The readings that may be chosen, the likeliest first; numbered from 1 for a reader.
  package var readings: [Alternative]
  /// SHA-256 of the figure and its sentence, by which a choice knows it.
  package internal(set) var hash = ""
  /// What a reader decided; the verdict is then of that reading.
  package internal(set) var choice: Choice?
  /// What the text says and what was counted, in plain words; `nil` where it is no claim.
  package internal(set) var sentence: String?
  /// How old the record of the series is, where it ends before the period; left out where it does not.
  package var age: AgeReport?
  /// Where it stands in the words of the text.
  let bytes: Range<Int>
  /// What an accusation rests on; only scores ask for it.
  let ground: Ground?

  init(
    _ claim: FoundClaim, _ outcome: Outcome, article: ArticleText, vocabulary: Vocabulary
  ) {
    let range = article.inputRange(claim.bytes)
    (start, end) = (range.lowerBound, range.upperBound)
    bytes = claim.bytes
    ground = outcome.verdict.isAccusation ? outcome.ground ?? Ground(claim.statement) : nil
    text = article.text(claim.bytes)
    kind = claim.kind
    hedge = claim.amount?.leeway ?? .none
    if let amount = claim.amount {
      let isPercent = amount.unit == .percent || amount.unit == .points
      var sign = 1.0
      if case .change(let direction) = claim.statement, direction < 0, amount.unit != .multiple {
        sign = -1
      }
      value = sign * (isPercent ? CheckedClaim.fraction(amount.value) : amount.value)
      upper = amount.upper.map { isPercent ? CheckedClaim.fraction($0) : $0 }
    }
    let selection = outcome.selection ?? (claim.isTentative ? nil : claim.subjects.first?.selection)
    measure = selection?.measure
    place = selection?.including[.place]?.first
    nationality = selection?.including[.nationality]?.first
    period = outcome.period ?? claim.periods.first
    base = outcome.base ?? claim.bases.first
    attributedTo = claim.attributedTo
    isQuoted = claim.isQuoted
    verdict = outcome.verdict
    // What a share or a change may be said of is a count, and nothing to set beside it.
    let isOfCount =
      outcome.verdict == .uncheckable
      && claim.amount.map { [.percent, .points, .fraction, .multiple].contains($0.unit) } ?? false
    record = isOfCount ? nil : outcome.record
    recordThen = isOfCount ? nil : outcome.recordThen
    verdictThen = outcome.verdictThen
    intended = outcome.intended
    read = outcome.read
    read?.parts = outcome.words.map { ReadWords($0, article) }
    explanation = outcome.explanation.trimmed
    series = selection.map { vocabulary.namedSeries(for: $0)?.id ?? $0.description }
    query = selection?.description
    age = outcome.age
    source = outcome.source.map { SourceReport($0) }
    alternatives = outcome.alternatives
    readings = outcome.readings
    if case .cutoff(let day, _) = claim.statement {
      period = .day(day)
      if outcome.verdict == .slip || outcome.verdict == .off { base = outcome.period }
    }
  }

  /// Whether the verdict is of a reading that a reader chose.
  package var isChosen: Bool { choice != nil }

  /// The verdict in words: "off, by your choice".
  package func verdictWords(_ language: Language) -> String {
    let words = verdict.words(language)
    return isChosen ? words + language(", by your choice", ", por elección suya") : words
  }

  /// Hundredths without the noise of binary fractions.
  private static func fraction(_ percent: Double) -> Double { (percent * 1000).rounded() / 100_000 }

  enum CodingKeys: String, CodingKey {
    case start, end, text, kind, value, upper, hedge, measure, place, nationality, period, base
    case attributedTo = "attributed_to"
    case isQuoted = "quoted"
    case verdict, record
    case recordThen = "record_then"
    case verdictThen = "verdict_then"
    case intended, read, explanation, series, query, source, alternatives, readings, hash
    case chosen, choice, sentence, age
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(start, forKey: .start)
    try container.encode(end, forKey: .end)
    try container.encode(text, forKey: .text)
    try container.encode(kind, forKey: .kind)
    try container.encode(value, forKey: .value)
    try container.encodeIfPresent(upper, forKey: .upper)
    try container.encode(hedge, forKey: .hedge)
    try container.encode(measure, forKey: .measure)
    try container.encode(place, forKey: .place)
    try container.encode(nationality, forKey: .nationality)
    try container.encode(period, forKey: .period)
    try container.encodeIfPresent(base, forKey: .base)
    try container.encode(attributedTo, forKey: .attributedTo)
    try container.encode(isQuoted, forKey: .isQuoted)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(record, forKey: .record)
    try container.encode(recordThen, forKey: .recordThen)
    try container.encodeIfPresent(verdictThen, forKey: .verdictThen)
    try container.encode(intended, forKey: .intended)
    try container.encodeIfPresent(read, forKey: .read)
    try container.encode(explanation, forKey: .explanation)
    try container.encode(series, forKey: .series)
    try container.encode(query, forKey: .query)
    try container.encode(source, forKey: .source)
    try container.encode(alternatives, forKey: .alternatives)
    try container.encode(readings, forKey: .readings)
    try container.encode(hash, forKey: .hash)
    try container.encode(sentence, forKey: .sentence)
    try container.encodeIfPresent(age, forKey: .age)
    if let choice {
      try container.encode(true, forKey: .chosen)
      try container.encode(choice, forKey: .choice)
    }
  }
}

extension String {
  var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
