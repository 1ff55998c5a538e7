import Periods
import Record

/// A text that has been read sentence by sentence, with the claims that were found in it.
struct ArticleReading: Sendable {
  var sentences: [SentenceReading] = []
  /// Paragraph of each sentence.
  var paragraphs: [Int] = []
  var claims: [FoundClaim] = []
  /// The first sentence that names a fiscal year.
  private(set) var firstFiscal: Int?
  /// Where each sentence stands, in sentences; the lines of a list are near one another.
  private var positions: [Double] = []

  /// What a line of a list is from the one before, in sentences.
  private static let ofLine = 0.25

  mutating func append(_ sentence: SentenceReading, paragraph: Int, isLine: Bool) {
    let isFiscal =
      sentence.moments.contains { $0.period(date: sentence.date)?.granularity == .fiscalYear }
      || sentence.sentence.range.contains { sentence.sentence.isWord($0, in: .fiscal) }
    if isFiscal, firstFiscal == nil { firstFiscal = sentences.count }
    positions.append((positions.last ?? -1) + (isLine ? ArticleReading.ofLine : 1))
    sentences.append(sentence)
    paragraphs.append(paragraph)
  }

  /// Sentences from which a subject may be carried to a later one; the first is the headline or the
  /// opening, which all of a short text is about.
  static let reach = 6

  /// Sentences before one that it may go on about, the nearest first.
  func before(_ index: Int) -> [Int] {
    let near = Array((max(0, index - ArticleReading.reach)..<index).reversed())
    return near.contains(0) || index == 0 ? near : near + [0]
  }

  /// How far a sentence before is, in sentences; a new paragraph counts as one more.
  func distance(from earlier: Int, to index: Int) -> Double {
    guard earlier != 0 || index - earlier <= ArticleReading.reach else { return 5 }
    let paragraphs = min(2, self.paragraphs[index] - self.paragraphs[earlier])
    return max(0, positions[index] - positions[earlier] - 1) + Double(paragraphs)
  }

  /// The whole years that the text speaks of, with one more on either side; the last of them, where it
  /// speaks of many.
  func years(date: Day) -> Period? {
    let spoken = sentences.flatMap { sentence in
      sentence.moments.compactMap { $0.period(date: date) }
        .flatMap { [$0.first.year, $0.last.year] }
    }
    let last = spoken.max() ?? date.year
    let first = max(spoken.min() ?? date.year, last - ArticleReading.fewYears)
    guard let from = Day(year: first - 1, month: 1, day: 1),
      let to = Day(year: last + 1, month: 12, day: 31)
    else { return nil }
    return Period(from: from, through: to)
  }

  private static let fewYears = 7

  /// Words of a sentence, as what a part of a reading was read from.
  func words(
    _ part: ReadingPart, _ tokens: Range<Int>, in sentence: Int, _ basis: Basis
  ) -> ReadFrom {
    ReadFrom(part: part, basis: basis, bytes: sentences[sentence].sentence.bytes(tokens))
  }

  /// Whether the sentence, one shortly before it or the opening speaks of migration: deaths, arrests
  /// and crossings alone are no evidence of it.
  func isOfTheField(_ index: Int) -> Bool {
    let near = max(0, index - 3)...index
    return near.contains { sentences[$0].namesTheField } || sentences[0].namesTheField
  }
}
