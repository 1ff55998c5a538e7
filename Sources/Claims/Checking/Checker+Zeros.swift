import Periods
import Record
import Wording

/// Zeros too many: "in July 772 Chinese crossed the Darién, and in August, 530" where the record has 53.
///
/// Of a series that a number beside it fixes, or that the sentence says in full, one figure at one time is looked at:
/// that a number is just ten, a hundred or a thousand times as large is no chance.
extension Checker {
  func zeros(_ claim: FoundClaim) -> Outcome? {
    guard forced == nil, !claim.isExpected, !claim.isNegated, isOfTheField(claim),
      isCounted(claim), let amount = claim.amount, amount.unit == .count, amount.upper == nil,
      amount.decimals == 0, amount.isDigits, [.none, .exact].contains(amount.leeway),
      amount.value >= Checker.leastWithZeros, amount.value.remainder(dividingBy: 10) == 0,
      article.sentences[claim.sentence].obstacle(to: claim.tokens) == nil
    else { return nil }
    let times = timeOptions(claim).filter { $0.basis == .said && $0.cost <= Checker.inSentence }
    for finding in fixing(claim) {
      let series = Option(
        value: finding.selection, cost: 0,
        basis: finding.sentence == claim.sentence ? .said : .carried,
        words: finding.words(for: claim.sentence).filter { $0.part != .time })
      let trials = combine([series], times, claim).filter { $0.period != finding.period }
      if let slip = zeros(amount, Array(trials), least: Checker.fewestOfBeside) { return slip }
    }
    guard let main = candidates(claim).first(where: \.isKnown), main.series.basis == .said,
      main.time.basis == .said, namesOnly(main.selection, claim, within: Checker.farName)
    else { return nil }
    return zeros(amount, [main], least: Checker.fewestOfSaid)
  }

  private static let leastWithZeros = 100.0
  /// The least figure that a number may be a multiple of.
  private static let fewestOfBeside = 10.0
  private static let fewestOfSaid = 100.0
  private static let farName = 40
  private static let nearName = 8

  private func zeros(_ amount: Amount, _ trials: [Candidate], least: Double) -> Outcome? {
    let factors: [(Double, String)] = [
      (10, Slips.Meant.Kind.tenfold.words(language)),
      (100, language("a hundred times too much", "cien veces mayor")),
      (1000, language("a thousand times too much", "mil veces mayor")),
    ]
    for trial in trials where !trial.known.isAbout {
      for (factor, words) in factors {
        if let value = trial.values.first(where: { $0 >= least && $0 * factor == amount.value }) {
          return slipped(trial, value, amount, words, isFactor: true)
        }
      }
    }
    return nil
  }

  /// Numbers of the sentence, or of the one before, that were met, and whose series nobody named beside the number
  /// departs from: the latest first.
  private func fixing(_ claim: FoundClaim) -> [Finding] {
    findings.reversed().filter { finding in
      finding.digits >= 3 && finding.tokens != claim.tokens
        && (claim.sentence - 1...claim.sentence).contains(finding.sentence)
        && article.paragraphs[finding.sentence] == article.paragraphs[claim.sentence]
        && namesOnly(
          finding.selection, claim,
          within: finding.sentence == claim.sentence ? Checker.nearName : Checker.farName)
    }
  }

  /// Whether all who are named near a claim, and all places, are those of a series.
  func namesOnly(_ selection: Selection, _ claim: FoundClaim, within far: Int) -> Bool {
    let mentions = article.sentences[claim.sentence].mentions
    let named =
      mentions.nationalities + mentions.origins + mentions.labels.map(\.mention)
      + mentions.components + mentions.hints
    let own = Set(selection.including.values.flatMap(\.self))
    let isOwn = named.allSatisfy { mention in
      SeriesOptions.gap(mention.tokens, claim.tokens) > far
        || mention.id.split(separator: "|").contains { own.contains(String($0)) }
    }
    let countries = Set(own.compactMap { readings.country(of: $0) }).union(own)
    return isOwn
      && mentions.places.allSatisfy {
        SeriesOptions.gap($0.tokens, claim.tokens) > far || readings.traits.isWide($0.id)
          || countries.contains($0.id) || countries.contains(readings.country(of: $0.id) ?? "")
      }
  }
}
