import Periods
import Record
import Wording

/// Numbers that the record has, found by the number itself.
///
/// Words call for more series than can be looked at, and some for none at all: "2,118 of them were
/// recognised". A number of four digits or more is seldom met by chance; a series that has that very
/// number, all of whose parts the text names, at a time that it speaks of, is what is meant (Jo et al.,
/// AggChecker, SIGMOD 2019, where candidates are ranked by the value that they give). One of three digits
/// is so only where all of it stands in its own sentence.
extension Checker {
  /// A support for a number without a verdict, where the record has it to the digit; else `nil`.
  func met(_ claim: FoundClaim) -> Outcome? {
    guard forced == nil, !claim.isExpected, !claim.isNegated, isOfTheField(claim),
      let amount = claim.amount, Checker.canBeMet(amount), isCounted(claim),
      // Words for decisions name a series here, and are of nothing held elsewhere.
      Tolerance.significantDigits(amount) >= Checker.five
        || !isOfAnotherEvent(claim, isNamed: true)
    else { return nil }
    let limit = Checker.farthestMet(amount)
    let times = timeOptions(claim) + timesComparedWith(claim)
    func good(_ options: [Option<Selection>]) -> [Candidate] {
      combine(options, times, claim).within(limit).filter { $0.values.contains(amount.value) }
    }
    var good = good(metSeries(claim, amount.value) + seriesBefore(claim))
    if good.isEmpty { good = sums(claim, amount, times) }
    guard let first = good.first else { return nil }
    var outcome = withAlternatives(supported(first, claim, amount), good, first)
    // Five digits are met of what is named, however far it stands.
    let isSure = Tolerance.significantDigits(amount) >= Checker.five
    outcome.excess = isSure ? min(first.cost, Checker.likelyOfFive) : first.cost
    return outcome
  }

  /// Readings that give the number, of series put together from the parts that are named: sums, which no
  /// table has as one cell.
  private func sums(
    _ claim: FoundClaim, _ amount: Amount, _ times: [Option<TimeReading>]
  ) -> [Candidate] {
    guard Tolerance.significantDigits(amount) >= Checker.fewestOfSum else { return [] }
    let limit = Checker.farthestSum(amount)
    return combine(combinations(claim), times, claim).within(limit).filter {
      $0.values.contains(amount.value)
    }
  }

  private static let fewestOfSum = 4

  /// More combinations than cells are tried: each digit fewer makes a chance meeting ten times as likely.
  private static func farthestSum(_ amount: Amount) -> Double {
    switch Tolerance.significantDigits(amount) {
    case 6...: 18
    case 5: 15
    default: 8
    }
  }

  func combinations(_ claim: FoundClaim) -> [Option<Selection>] {
    kept.combinations(claim.sentence, claim.tokens.lowerBound, findings.count) {
      NamedCombinations(
        article: article, index: claim.sentence, tokens: claim.tokens,
        focus: before(claim).map(\.selection), vocabulary: vocabulary
      ).options()
    }
  }

  /// A slip of a number that the record has, of which all else is named: two digits changed round, and of
  /// five or more one that differs or is too many.
  ///
  /// Some sixty such numbers stand for one of five digits: that one of them is by chance the figure of
  /// what is named beside it is as unlikely as one in a hundred.
  func metSlip(_ claim: FoundClaim) -> Outcome? {
    guard forced == nil, !claim.isExpected, !claim.isNegated, isOfTheField(claim),
      let amount = claim.amount, amount.isDigits, Checker.canBeMet(amount), amount.leeway == .none,
      isCounted(claim), !isCompared(claim)
    else { return nil }
    let times = timeOptions(claim)
    // "Del Rio, in Texas, with 71,408": two digits of five changed round speak for themselves.
    let isOfAnother = isOfAnotherEvent(claim)
    // The same for all of them.
    let before = combine(seriesBefore(claim), times, claim)
    var best: (candidate: Candidate, slip: Slips.Meant)?
    for slip in Slips.meant(by: amount.value)
    where !isOfAnother || slip.kind == .transposed && slip.value >= Checker.leastOfFive {
      let trials = combine(metSeries(claim, slip.value), times, claim).within(slip.farthest)
      let fitting = (trials + before.within(slip.farthest)).filter {
        $0.values.contains(slip.value) && $0.time.basis <= .carried
      }
      let trial = fitting.min { $0.cost < $1.cost }
      if let trial, best.map({ trial.cost < $0.candidate.cost }) ?? true { best = (trial, slip) }
    }
    if best == nil, !isOfAnother, let sum = turnedRoundSum(claim, amount, times) { return sum }
    return best.map {
      slipped(
        $0.candidate, $0.slip.value, amount, $0.slip.kind.words(language),
        isFactor: $0.slip.kind == .tenfold)
    }
  }

  private static let leastOfFive = 10_000.0

  /// A sum that no table has as one cell, of parts that are all named, with two of its digits changed round.
  private func turnedRoundSum(
    _ claim: FoundClaim, _ amount: Amount, _ times: [Option<TimeReading>]
  ) -> Outcome? {
    guard Tolerance.significantDigits(amount) >= Checker.five else { return nil }
    let limit = Tolerance.significantDigits(amount) > Checker.five ? 15.0 : 9.0
    let trials = combine(combinations(claim) + seriesBefore(claim), times, claim).within(limit)
    for trial in trials where trial.time.basis <= .carried {
      // What the record has to the digit is of a part of the sum.
      let isHeld = valued.cells(amount.value).contains {
        $0.selection.measure == trial.selection.measure && $0.period == trial.period
      }
      guard !isHeld,
        let value = trial.values.first(where: { Slips.isNeighbourSwapped(amount, $0) })
      else { continue }
      return slipped(trial, value, amount, Slips.Meant.Kind.transposed.words(language))
    }
    return nil
  }

  /// Whether a number has so many digits that it may identify what it counts: all of them written.
  ///
  /// - Parameter digits: significant ones that it needs.
  static func canBeMet(_ amount: Amount, digits: Int = 3) -> Bool {
    amount.isToTheUnit && amount.upper == nil && amount.decimals == 0
      && amount.value < 1e9
      && [.none, .exact, .atLeast, .atMost].contains(amount.leeway)
      && Tolerance.significantDigits(amount) >= digits
  }

  private static func farthestMet(_ amount: Amount) -> Double {
    switch Tolerance.significantDigits(amount) {
    case 5...: 16
    case 4: 9
    default: 3
    }
  }

  /// "Fell to 54,728 from 121,963": the time before the one that the numbers beside it are of, or a year
  /// before.
  func timesComparedWith(_ claim: FoundClaim) -> [Option<TimeReading>] {
    guard isCompared(claim) else { return [] }
    let beside = findings.filter { $0.sentence == claim.sentence && $0.tokens != claim.tokens }
    return beside.suffix(2).flatMap { finding in
      [finding.period.previous, finding.period.yearBefore].map { period in
        Option(
          value: TimeReading(period: period, isOpen: false), cost: Checker.comparedWith,
          basis: .assumed, words: [ReadFrom(part: .time, basis: .assumed)])
      }
    }
  }

  private static let comparedWith = 3.0

  /// Series that have a number, all of whose parts are named.
  func metSeries(_ claim: FoundClaim, _ value: Double) -> [Option<Selection>] {
    let cells = valued.cells(value)
    guard !cells.isEmpty else { return [] }
    let parts = NamedParts(
      article: article, index: claim.sentence, tokens: claim.tokens,
      focus: before(claim).map(\.selection))
    var memory = NamedParts.Memory(parts)
    var best = Cheapest<Selection>()
    for cell in cells {
      for selection in unnamed(cell.selection) {
        if let option = parts.option(selection, &memory) { best.add(option) }
      }
    }
    return best.sorted
  }

  /// The series of the numbers before, which the text may go on about unsaid.
  func seriesBefore(_ claim: FoundClaim) -> [Option<Selection>] {
    Cheapest(
      before(claim).suffix(Checker.seriesBefore).map { finding in
        let far = Checker.goneOn + article.distance(from: finding.sentence, to: claim.sentence)
        return Option(
          value: finding.selection, cost: far, basis: .carried,
          words: finding.words.filter { $0.part != .time }.map(\.carried))
      }
    ).sorted
  }

  private func before(_ claim: FoundClaim) -> [Finding] {
    findings.filter { $0.sentence <= claim.sentence && $0.tokens != claim.tokens }
  }

  /// A series, and the same without parts that nobody writes: who decides on asylum, what kind of
  /// application it is, the people of a country who are displaced in it.
  private func unnamed(_ selection: Selection) -> [Selection] {
    var all = [selection]
    for dimension in readings.traits[selection.measure].unnamed {
      for held in all where held.including[dimension] != nil { all.append(held.without(dimension)) }
    }
    if selection.including[.place] == selection.including[.nationality] {
      all.append(selection.without(.nationality))
    }
    return all
  }

  /// So many numbers before are looked at, and what it costs to go on about theirs.
  private static let seriesBefore = 8
  private static let goneOn = 5.0

  /// Whether it may count people or events: no money, ages or votes.
  func isCounted(_ claim: FoundClaim) -> Bool {
    switch claim.statement {
    case .level, .other(.unknown), .other(.uncounted): true
    default: false
    }
  }

  /// Whether words beside the number say that it counts what no series does.
  private func isOfAnotherEvent(_ claim: FoundClaim, isNamed: Bool = false) -> Bool {
    article.sentences[claim.sentence].obstacle(to: claim.tokens, isNamed: isNamed) != nil
  }
}

/// The cells of the record that have a number of the text, looked up once for all of its numbers.
final class ValuedCells {
  private let store: RecordStore
  private let values: Set<Double>
  private lazy var byValue: [Double: [ValuedCell]] = Dictionary(
    grouping: (try? store.cells(valued: values)) ?? [], by: \.value)

  init(_ store: RecordStore, _ claims: [FoundClaim]) {
    self.store = store
    let met = claims.compactMap(\.amount).filter { Checker.canBeMet($0) }.map(\.value)
    values = Set(met + met.flatMap { Slips.meant(by: $0).map(\.value) })
  }

  func cells(_ value: Double) -> [ValuedCell] { byValue[value] ?? [] }
}
