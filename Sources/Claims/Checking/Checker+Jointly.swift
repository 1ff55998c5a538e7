import Periods
import Record

/// Numbers of a whole text that show together what it counts.
///
/// Two numbers of four or five digits that the record has in one series, each at a time that the text says,
/// are no chance, wherever in the text they stand and whatever words it has for what they count (Jo et al.,
/// AggChecker, SIGMOD 2019, where all numbers of a document speak for what it is about). Of a list, each must
/// stand in a sentence that names its own label.
extension Checker {
  /// One place in the record where a number of the text stands.
  private struct Place: Hashable {
    /// The claim by its order; -1 for a number that was met before.
    var claim: Int
    var selection: Selection
    var period: Period
    var digits: Int
  }

  /// Digits of two numbers together, and of each, with which they are not met in one series by chance.
  private static let digitsJointly = 9
  private static let fewestJointly = 4
  /// How much farther than the nearest time a number's own may be.
  private static let nearestTimes = 3.0

  /// Supports for numbers without a verdict, by their places among the claims.
  func jointly(_ outcomes: [Outcome]) -> [Int: Outcome] {
    guard forced == nil else { return [:] }
    let named = article.sentences.reduce(into: Set<String>()) {
      $0.formUnion(Checker.names(in: $1))
    }
    let open = article.claims.indices.filter { index in
      [.uncheckable, .notAClaim].contains(outcomes[index].verdict)
        && canBeJoint(article.claims[index])
    }
    let places = open.flatMap { placed($0, named) }
    let met = findings.filter(\.isSure).map {
      Place(claim: -1, selection: $0.selection, period: $0.period, digits: Checker.five)
    }
    let bySelection = Dictionary(grouping: places + met) { $0.selection }
    var found: [Int: Outcome] = [:]
    for place in places where found[place.claim] == nil {
      let isPartnered = (bySelection[place.selection] ?? []).contains { other in
        other.claim != place.claim && other.period != place.period
          && other.digits + place.digits >= Checker.digitsJointly
      }
      guard isPartnered || isListedJointly(place, places) else { continue }
      found[place.claim] = supported(place)
    }
    return found
  }

  private func canBeJoint(_ claim: FoundClaim) -> Bool {
    guard let amount = claim.amount, isCounted(claim), !claim.isExpected, !claim.isNegated else {
      return false
    }
    return Checker.canBeMet(amount, digits: Checker.fewestJointly)
  }

  /// Where the record has a number at a time that the text says of it.
  private func placed(_ index: Int, _ named: Set<String>) -> [Place] {
    let claim = article.claims[index]
    guard let amount = claim.amount else { return [] }
    let options = timeOptions(claim).filter { $0.basis <= .carried }
    let limit = (options.first?.cost ?? 0) + Checker.nearestTimes
    let times = Set(options.filter { $0.cost <= limit }.map(\.value.period))
    return valued.cells(amount.value).filter {
      times.contains($0.period) && isNamed($0.selection, named)
    }
    .map {
      Place(
        claim: index, selection: $0.selection, period: $0.period,
        digits: Tolerance.significantDigits(amount))
    }
  }

  /// Whether the text names each people, group, sector or state of a series, and where it counts or what.
  private func isNamed(_ selection: Selection, _ named: Set<String>) -> Bool {
    let labels = Checker.listed + [.state, .cause, .route]
    let isLabelled = labels.allSatisfy { dimension in
      guard dimension != .component, let own = selection.including[dimension] else { return true }
      return own.allSatisfy(named.contains)
    }
    let subject = [selection.measure] + (selection.including[.place] ?? [])
    return isLabelled
      && (subject.contains(where: named.contains)
        || labels.contains { selection.including[$0]?.contains(where: named.contains) ?? false })
  }

  /// Numbers of one list at one time: the labels that they differ by stand in the sentences of each.
  private func isListedJointly(_ place: Place, _ places: [Place]) -> Bool {
    let own = Checker.plain(place.selection)
    return places.contains { other in
      other.claim != place.claim && other.period == place.period
        && other.selection != place.selection && Checker.plain(other.selection) == own
        && other.digits + place.digits >= Checker.digitsJointly + 1
        && [place, other].allSatisfy(namesOwnLabel)
    }
  }

  private func namesOwnLabel(_ place: Place) -> Bool {
    let here = Checker.names(in: article.sentences[article.claims[place.claim].sentence])
    return Checker.listed.allSatisfy { dimension in
      dimension == .component
        || place.selection.including[dimension].map { $0.allSatisfy(here.contains) } ?? true
    }
  }

  private func supported(_ place: Place) -> Outcome? {
    let claim = article.claims[place.claim]
    guard let amount = claim.amount,
      let time = timeOptions(claim).first(where: { $0.value.period == place.period })
    else { return nil }
    let candidate = Candidate(
      selection: place.selection, period: place.period,
      series: Option(
        value: place.selection, cost: 0, basis: .carried,
        words: [ReadFrom(part: .series, basis: .carried)]), time: time,
      now: recorded(place.selection, place.period, asOf: nil),
      then: recorded(place.selection, place.period, asOf: date))
    guard candidate.values.contains(amount.value) else { return nil }
    return supported(candidate, claim, amount)
  }

  /// Ids of all that a sentence names.
  static func names(in sentence: SentenceReading) -> Set<String> {
    let mentions = sentence.mentions
    let all =
      mentions.places + mentions.loosePlaces + mentions.nationalities + mentions.origins
      + mentions.states + mentions.labels.map(\.mention)
    return Set(all.flatMap { $0.id.split(separator: "|").map(String.init) })
  }
}
