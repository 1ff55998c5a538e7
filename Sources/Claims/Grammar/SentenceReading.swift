import Periods
import Policies
import Wording

/// All that is known of a sentence before claims are made of it.
///
/// A class, though nothing in it changes: it is asked for thousands of times, and copied at each.
final class SentenceReading: Sendable {
  let sentence: Sentence
  let text: ArticleText
  let date: Day
  let moments: [Moment]
  let amounts: [Amount]
  let mentions: Mentions
  let distance: SentenceDistance
  let finder: SubjectFinder
  let attribution: String?
  /// Whether each token stands between quotation marks.
  let isQuoted: @Sendable (Int) -> Bool
  /// The series that any word of the sentence calls for, with the least that each costs.
  let stems: [Option<Stem>]
  /// The series of the places and agencies that it names, whatever is counted there.
  let stemsOfPlaces: [Stem]
  /// Words of what the record does not hold: another event, a part of a place, a week.
  let obstacles: [Match]
  /// Whether it speaks of migration beyond doubt.
  let namesTheField: Bool
  /// Whether countries stand in it each with a number, as a list of nationalities does.
  let isListOfCountries: Bool

  init(
    _ sentence: Sentence, text: ArticleText, date: Day, readings: Readings,
    context: SubjectFinder.Context, isQuoted: @escaping @Sendable (Int) -> Bool
  ) {
    self.sentence = sentence
    self.text = text
    self.date = date
    self.isQuoted = isQuoted
    var moments = MomentReader(sentence: sentence, date: date).all()
    var taken: Set<Int> = []
    for moment in moments { taken.formUnion(moment.range) }
    // "through June … this year" is one time.
    let parts = moments.filter {
      sentence.isWord($0.range.lowerBound, in: .until)
    }
    if let part = parts.first?.period(date: date) {
      moments.removeAll { moment in
        guard case .period(let period) = moment.value, period != part else { return false }
        return period.granularity == .year && period.contains(part)
      }
    }
    SentenceReading.setAside(&moments, in: sentence)
    self.moments = moments
    amounts = AmountReader(sentence: sentence).all(except: taken)
    mentions = Mentions(sentence)
    distance = SentenceDistance(sentence, amounts: amounts)
    finder = SubjectFinder(
      readings: readings, mentions: mentions, distance: distance, context: context,
      amounts: amounts.map(\.core))
    attribution = Attribution(sentence: sentence, text: text).source()
    // "Venezuelans were stopped at the border" needs no other word.
    let isAtBorder =
      !mentions.nationalities.isEmpty
      && (!mentions.loosePlaces.isEmpty
        || mentions.places.contains {
          readings.traits.isBorder($0.id) && readings.traits.place($0.id).means == nil
        })
    // "Arrests in the Del Rio sector": the Border Patrol's.
    let isInSector = mentions.labels.contains { label in
      label.dimension == .sector
        && (label.mention.tokens.lowerBound..<label.mention.tokens.upperBound + 1).contains {
          sentence.isWord($0, in: .sectorNoun)
        }
    }
    namesTheField =
      !sentence.all(.field).isEmpty || sentence.holdsField || isAtBorder || isInSector
    obstacles = sentence.all(.obstacle)
    let (amounts, places) = (self.amounts, mentions.places.filter { $0.id.count == 3 })
    isListOfCountries =
      places.count { place in
        amounts.contains { amount in
          let between =
            place.tokens.upperBound..<max(place.tokens.upperBound, amount.core.lowerBound)
          return amount.core.lowerBound >= place.tokens.upperBound && between.count <= 2
            && between.allSatisfy { SentenceReading.isListMark($0, in: sentence) }
        }
      } >= SentenceReading.fewestListed
    var best = Cheapest<Stem>()
    for cue in mentions.cues {
      for found in finder.stems(at: cue.tokens) {
        best.add(
          Option(
            value: found.stem, cost: found.cost, basis: .said,
            words: found.words.read(in: sentence, .said)))
      }
    }
    stems = best.options
    stemsOfPlaces = finder.stemsOfPlaces()
  }

  /// "Cubans, who had filed 114,762 in 2022, dropped to 56,583": a time within a clause between commas is
  /// not that of the numbers after it.
  private static func setAside(_ moments: inout [Moment], in sentence: Sentence) {
    for index in moments.indices {
      let start = moments[index].range.lowerBound
      let opening = (sentence.range.lowerBound..<start).last { sentence.word($0) == "," }
      guard let opening, start - opening <= longestClause,
        sentence.isWord(opening + 1, in: .relative),
        sentence.word(moments[index].range.upperBound) == ","
      else { continue }
      moments[index].isAside = true
    }
  }

  private static let longestClause = 10

  private static func isListMark(_ token: Int, in sentence: Sentence) -> Bool {
    sentence.isWord(token, in: .listLink)
      || [",", ":", "(", "—", "-", "|"].contains(sentence.word(token))
  }

  /// Two countries with a number each may be places.
  private static let fewestListed = 3

  // MARK: When

  /// The time that belongs to a place in the sentence.
  ///
  /// A time just after a number belongs to it ("222,018 in December"); else the nearest that is not
  /// the base of a comparison does.
  func moment(for tokens: Range<Int>, bases: Set<Int>) -> Moment? {
    if let after = momentJustAfter(tokens) ?? momentJustBefore(tokens) { return after }
    var best: (cost: Double, moment: Moment)?
    for (index, moment) in moments.enumerated() {
      if case .relative = moment.value { continue }
      var cost = min(distance.between(tokens, moment.range), 14)
      if bases.contains(index) || moment.isAside { cost += 30 }
      if moment.range.lowerBound >= tokens.upperBound { cost -= 2 }
      if isDayOfPublication(moment) { cost += 20 }
      if best.map({ cost < $0.cost }) ?? true { best = (cost, moment) }
    }
    return best.flatMap { $0.cost < 30 ? $0.moment : nil }
  }

  /// "December's 249,740".
  func momentJustBefore(_ tokens: Range<Int>) -> Moment? {
    moments.first { moment in
      guard moment.range.upperBound <= tokens.lowerBound, !isRelative(moment) else { return false }
      let between = moment.range.upperBound..<tokens.lowerBound
      // "twice as many as in 2022 (72,177)".
      if between.count == 1, sentence.word(between.lowerBound) == "(" { return true }
      // "in July, when 55,387 did".
      if between.count <= 4,
        between.contains(where: { sentence.isWord($0, in: .when) })
      {
        return true
      }
      if between.allSatisfy({ sentence.match(at: $0)?.has(.hedge) == true }) { return true }
      // "September alone brought 207,597".
      return between.count <= 3
        && sentence.isWord(between.lowerBound, in: .alone)
        && between.allSatisfy { sentence.token($0)?.kind == .word }
    }
  }

  /// "December closed at 25,140", "in December alone 6,814 came back": whether a time opens the clause of a
  /// number, with nothing but a few words between.
  func leads(_ moment: Moment, to tokens: Range<Int>) -> Bool {
    guard moment.range.upperBound <= tokens.lowerBound, !isRelative(moment), !moment.isAside,
      !isDayOfPublication(moment)
    else { return false }
    let between = moment.range.upperBound..<tokens.lowerBound
    guard (1...SentenceReading.farthestLead).contains(between.count) else { return false }
    let words = between.enumerated().allSatisfy { order, token in
      sentence.token(token)?.kind == .word || order == 0 && sentence.word(token) == ","
    }
    let isApart = between.contains {
      sentence.isWord($0, in: .partsMoment)
        || sentence.match(at: $0)?.has(.change) == true
    }
    return words && !isApart && !moments.contains { between.contains($0.range.lowerBound) }
      && !amounts.contains { between.contains($0.core.lowerBound) }
      && !sentence.isWord(moment.range.lowerBound - 1, in: .partsMoment)
  }

  private static let farthestLead = 5

  func momentJustAfter(_ tokens: Range<Int>, isRelativeToo: Bool = false) -> Moment? {
    moments.first { moment in
      guard moment.range.lowerBound >= tokens.upperBound,
        moment.range.lowerBound - tokens.upperBound <= 4,
        isRelativeToo || !isRelative(moment)
      else { return false }
      let between = tokens.upperBound..<moment.range.lowerBound
      return between.allSatisfy { token in
        sentence.isWord(token, in: .momentLink) || sentence.has(.cue, at: token)
          // "18,199 Nicaraguans last month".
          || sentence.match(at: token).map { $0.has(.nationality) || $0.has(.demographic) } ?? false
      }
    }
  }

  func isRelative(_ moment: Moment) -> Bool {
    if case .relative = moment.value { return true }
    return false
  }

  /// "figures released in September", "said on Wednesday": when it was said, not when it was.
  func isDayOfPublication(_ moment: Moment) -> Bool {
    // "Released operational statistics for December": what was said is of that time.
    if sentence.isWord(moment.range.lowerBound - 1, in: .contentOf),
      !sentence.isWord(moment.range.lowerBound - 2, in: .publishing)
    {
      return false
    }
    let words = (1...4).map { sentence.word(moment.range.lowerBound - $0) }
    return words.contains { sentence.isWord($0, in: .publishing) }
      || sentence.isWord(moment.range.upperBound, in: .publishing)
  }

  // MARK: Comparisons

  /// The time that a comparison is made with, looked for from a token on.
  ///
  /// - Parameter isDirect: whether the words take what is compared with as they are: "similar to July".
  func base(from start: Int, isDirect: Bool, reach: Int = 16) -> (index: Int, moment: Moment)? {
    let limit = min(start + reach, sentence.range.upperBound)
    var isBase = isDirect
    var index = start
    while index < limit {
      if let found = moments.firstIndex(where: { $0.range.lowerBound == index }) {
        let moment = moments[found]
        if isBase || isRelative(moment) { return (found, moment) }
        index = moment.range.upperBound
        continue
      }
      guard let token = sentence.token(index) else { return nil }
      if [";", "("].contains(token.folded) { return nil }
      if token.kind == .symbol, token.folded == ",", isBase || index > start + 8 { return nil }
      if sentence.isWord(token.folded, in: .but) { return nil }
      if let match = sentence.match(startingAt: index) {
        let phrase = match.range.map { sentence.word($0) }.joined(separator: " ")
        if match.has(.base), sentence.isWord(phrase, in: .strongBase) { isBase = true }
        // "up 76% on 2022", "on the month before".
        if sentence.isWord(phrase, in: .upOn), index == start { isBase = true }
        if index > start, match.has(.change), match.id(.change) != "up" || match.range.count > 1,
          !isBase
        {
          return nil
        }
        index =
          match.range.upperBound > index
            && moments.allSatisfy({
              $0.range.lowerBound <= index || $0.range.lowerBound >= match.range.upperBound
            })
          ? match.range.upperBound : index + 1
      } else {
        index += 1
      }
    }
    return nil
  }

  /// Words of what the record does not hold that may be said of a number: those of another clause are
  /// of something else.
  ///
  /// - Parameters:
  ///   - isRate: whether it is a mean, so that "on average" is no obstacle.
  ///   - isNamed: whether words that name a part of a series are none: "decisions".
  func obstacle(to tokens: Range<Int>, isRate: Bool = false, isNamed: Bool = false) -> String? {
    let near = obstacles.first { obstacle in
      !(isRate && obstacle.has(.average))
        && !(isNamed && mentions.isNamed(obstacle.range))
        && distance.between(obstacle.range, tokens) <= SentenceReading.farObstacle
    }
    return near.map { $0.range.map { sentence.word($0) }.joined(separator: " ") }
  }

  private static let farObstacle = 20.0

  /// Whether a number is denied: "did not reach 250,000".
  func isNegated(_ tokens: Range<Int>) -> Bool {
    sentence.all(.negation).contains { match in
      let between = match.range.upperBound..<max(match.range.upperBound, tokens.lowerBound)
      return match.range.upperBound <= tokens.lowerBound && between.count <= 3
        && between.allSatisfy { sentence.token($0)?.kind == .word }
    }
  }

  /// Whether something is said to be expected rather than counted.
  ///
  /// "May 2018" is a month, and expects nothing.
  func isExpected(_ tokens: Range<Int>) -> Bool {
    sentence.all(.expected).contains { match in
      !moments.contains { $0.range.overlaps(match.range) }
        && distance.between(match.range, tokens) < 14
    }
  }
}
