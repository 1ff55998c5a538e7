import Periods
import Wording

/// How the checker does on labelled passages: of its accusations, how many are false; of the errors,
/// how many it accuses; of the right figures, how many it supports.
package struct PassageScores: Encodable, Sendable {
  /// Counts of one language, or of all.
  package struct Tally: Encodable, Sendable, Equatable {
    package var figures = 0
    package var found = 0
    /// Verdicts of `off` or `slip`, on labels and on anything else in the passages.
    package var accusations = 0
    package var falseAccusations = 0
    /// Labels that are off, and those of them that are accused.
    package var errors = 0
    package var errorsAccused = 0
    package var errorsSupported = 0
    /// Labels that are supported, and those of them that are found so.
    package var right = 0
    package var rightSupported = 0
    /// Supported verdicts, those that are fair, and those that rest on the very series and period.
    package var supported = 0
    package var supportedFairly = 0
    package var supportedBySame = 0
    /// "Cannot tell" where the label is supported or off.
    package var couldHaveTold = 0
    /// Verdicts that are fair.
    package var fair = 0

    package init() {}

    /// Share of accusations that are false, with the interval of 95 % by Wilson (1927); `nil` without
    /// an accusation.
    package var falseShare: (share: Double, low: Double, high: Double)? {
      guard accusations > 0 else { return nil }
      let (n, p) = (Double(accusations), Double(falseAccusations) / Double(accusations))
      let z = 1.959964
      let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
      let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
      return (p, max(0, middle - half), min(1, middle + half))
    }
  }

  /// An accusation, fair or not.
  package struct Accusation: Encodable, Sendable {
    package var passage: String
    package var words: String
    package var labelled: String
    package var ground: Ground?
    package var isFalse: Bool
    package var explanation: String
  }

  package struct Failure: Encodable, Sendable {
    package var passage: String
    package var words: String
    package var labelled: String
    package var got: String
    package var explanation: String
  }

  package private(set) var all = Tally()
  package private(set) var byLanguage: [String: Tally] = [:]
  package private(set) var failures: [Failure] = []
  package private(set) var accusations: [Accusation] = []

  /// Accusations and the false ones among them, by what they rest on.
  package var byGround: [(ground: Ground, accusations: Int, falseOnes: Int)] {
    Ground.allCases.compactMap { ground in
      let own = accusations.filter { $0.ground == ground }
      return own.isEmpty ? nil : (ground, own.count, own.count(where: \.isFalse))
    }
  }

  package init(_ set: LabelledPassages, by check: ClaimCheck) {
    for passage in set.passages { add(passage, check) }
  }

  enum CodingKeys: String, CodingKey {
    case all, failures, accusations
    case byLanguage = "by_language"
  }

  private mutating func add(_ passage: LabelledPassages.Passage, _ check: ClaimCheck) {
    let report = check.report(text: passage.text, date: passage.date, language: passage.language)
    var tally = Tally()
    var open = report.claims
    for figure in passage.figures {
      let index = open.indices.max { a, b in
        PassageScores.overlap(open[a], figure) < PassageScores.overlap(open[b], figure)
      }
      let claim = index.flatMap { PassageScores.overlap(open[$0], figure) > 0 ? open[$0] : nil }
      if claim != nil, let index { open.remove(at: index) }
      count(figure, claim, passage, &tally)
    }
    for claim in open where LabelledPassages.Judgement(claim.verdict) == .off {
      // "down from 5,156" may be two claims: what is said twice of words that are labelled off is one accusation.
      let isOfError = passage.figures.contains {
        $0.verdict == .off && PassageScores.overlap(claim, $0) > 0
      }
      if isOfError { continue }
      tally.accusations += 1
      tally.falseAccusations += 1
      fail(passage, claim.text, "not labelled", claim)
      accuse(passage, claim.text, "not labelled", claim)
    }
    all = all + tally
    byLanguage[passage.language.rawValue] =
      (byLanguage[passage.language.rawValue] ?? Tally()) + tally
  }

  private mutating func count(
    _ figure: LabelledPassages.Figure, _ claim: CheckedClaim?,
    _ passage: LabelledPassages.Passage, _ tally: inout Tally
  ) {
    let got = claim.map { LabelledPassages.Judgement($0.verdict) } ?? .notAClaim
    if got == .off, let claim { accuse(passage, figure.words, figure.verdict.rawValue, claim) }
    tally.figures += 1
    tally.found += claim == nil ? 0 : 1
    tally.errors += figure.verdict == .off ? 1 : 0
    tally.right += figure.verdict == .supported ? 1 : 0
    tally.fair += figure.isFair(got) ? 1 : 0
    switch got {
    case .off:
      tally.accusations += 1
      tally.falseAccusations += figure.verdict == .off ? 0 : 1
      tally.errorsAccused += figure.verdict == .off ? 1 : 0
    case .supported:
      tally.supported += 1
      tally.supportedFairly += figure.isFair(.supported) ? 1 : 0
      tally.supportedBySame +=
        figure.isFair(.supported) && PassageScores.isSame(figure, claim) ? 1 : 0
      tally.rightSupported += figure.verdict == .supported ? 1 : 0
      tally.errorsSupported += figure.verdict == .off ? 1 : 0
    case .cannotTell, .notAClaim:
      tally.couldHaveTold += [.supported, .off].contains(figure.verdict) ? 1 : 0
    }
    if !figure.isFair(got) { fail(passage, figure.words, figure.verdict.rawValue, claim) }
  }

  private mutating func accuse(
    _ passage: LabelledPassages.Passage, _ words: String, _ labelled: String, _ claim: CheckedClaim
  ) {
    accusations.append(
      Accusation(
        passage: passage.id, words: words, labelled: labelled, ground: claim.ground,
        isFalse: labelled != LabelledPassages.Judgement.off.rawValue,
        explanation: claim.explanation))
  }

  private mutating func fail(
    _ passage: LabelledPassages.Passage, _ words: String, _ labelled: String, _ claim: CheckedClaim?
  ) {
    failures.append(
      Failure(
        passage: passage.id, words: words, labelled: labelled,
        got: claim?.verdict.rawValue ?? "not found", explanation: claim?.explanation ?? ""))
  }

  /// Bytes that a claim and a label share.
  private static func overlap(_ claim: CheckedClaim, _ figure: LabelledPassages.Figure) -> Int {
    min(claim.end, figure.bytes.upperBound) - max(claim.start, figure.bytes.lowerBound)
  }

  /// Whether the claim was compared with what the figure is about.
  private static func isSame(_ figure: LabelledPassages.Figure, _ claim: CheckedClaim?) -> Bool {
    guard let claim, let query = claim.query, !figure.labels.isEmpty else { return false }
    let parts = query.split(separator: " ").map { $0.split(separator: "=", maxSplits: 1) }
    let got = Dictionary(
      parts.filter { $0.count == 2 }.map { (String($0[0]), String($0[1])) }
    ) { first, _ in first }
    let isSeries = ["measure", "place", "component", "nationality", "demographic", "sector"]
      .allSatisfy { figure.labels[$0] == got[$0] }
    return isSeries && (figure.period == nil || figure.period == claim.period)
  }
}

extension PassageScores.Tally {
  package static func + (a: Self, b: Self) -> Self {
    var sum = a
    sum.figures += b.figures
    sum.found += b.found
    sum.accusations += b.accusations
    sum.falseAccusations += b.falseAccusations
    sum.errors += b.errors
    sum.errorsAccused += b.errorsAccused
    sum.errorsSupported += b.errorsSupported
    sum.right += b.right
    sum.rightSupported += b.rightSupported
    sum.supported += b.supported
    sum.supportedFairly += b.supportedFairly
    sum.supportedBySame += b.supportedBySame
    sum.couldHaveTold += b.couldHaveTold
    sum.fair += b.fair
    return sum
  }
}
