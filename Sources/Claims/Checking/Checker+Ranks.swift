import Periods
import Record
import Wording

/// Places among sectors, peoples, countries and causes.
extension Checker {
  /// "San Diego was the busiest sector", "second only to Mexicans".
  ///
  /// It is right where one near reading makes it so; wrong only where a table tells all apart and no
  /// reading of series, time and name gives the place that is said.
  func rank(_ claim: FoundClaim, _ rank: Rank) -> Outcome {
    let candidates = relationCandidates(claim)
    guard let main = candidates.first else { return Outcome(.uncheckable, nothingFits) }
    var (isDoubtful, wrong): (Bool, (RankTrial, Candidate)?) = (false, nil)
    var seen: Set<RankTrial.Question> = []
    for candidate in candidates where candidate.cost <= main.cost + Checker.farRank {
      guard seen.count < Checker.fewRankings else { break }
      for name in rank.names {
        let question = question(name, candidate)
        guard seen.insert(question).inserted else { continue }
        guard let trial = RankTrial(rank, question, cache) else {
          // What the likeliest reading asks is not held.
          if candidate.cost <= main.cost + Evidence.rivals { isDoubtful = isDoubtful || wrong == nil }
          continue
        }
        if trial.isRight {
          guard candidate.cost > main.cost + Checker.nearRank else {
            return outcome(.supported, rank, trial, candidate)
          }
          isDoubtful = true
        } else if trial.isWrong {
          if wrong == nil, candidate.cost <= main.cost + Evidence.rivals {
            wrong = (trial, candidate)
          }
        } else {
          isDoubtful = true
        }
      }
    }
    guard let (trial, candidate) = wrong else { return undecided(.rival, candidates) }
    if forced == nil, isDoubtful || rank.isLimited { return undecided(.series, candidates) }
    return relationDoubt(candidate, claim).map { undecided($0, candidates) }
      ?? outcome(.off, rank, trial, candidate)
  }

  private static let nearRank = 3.0
  private static let farRank = 8.0
  private static let fewRankings = 12

  /// Whose place among whom: the series without the name's own dimension.
  private func question(_ name: Rank.Name, _ candidate: Candidate) -> RankTrial.Question {
    var whole = candidate.selection
    // A country is one of those of a region, which stays.
    let isRegion = name.dimension == .place && whole.including[.place] != [name.label]
    if !isRegion { whole = whole.without(name.dimension) }
    if name.dimension == .sector, whole.including[.component] == nil {
      whole.include(["usbp"], in: .component)
    }
    return RankTrial.Question(name: name, whole: whole, period: candidate.period)
  }

  private func outcome(
    _ verdict: Verdict, _ rank: Rank, _ trial: RankTrial, _ candidate: Candidate
  ) -> Outcome {
    let (name, whole) = (trial.question.name, trial.question.whole)
    let own = whole.including(name.label, in: name.dimension)
    let known = cache.known(own, trial.question.period, asOf: nil)
    let listed = trial.ranking.prefix(max(3, trial.place)).prefix(6).map {
      "\(vocabulary.name($0.label, in: name.dimension, language)) \(language.count($0.value))"
    }
    let said = rank.isLeast ? language("last", "el último") : "\(rank.place)"
    var outcome = Outcome(
      verdict,
      "\(title(whole)), \(language.period(trial.question.period))"
        + source(known.source, known.published) + ": " + listed.joined(separator: ", ") + ". "
        + language(
          "\(vocabulary.name(name.label, in: name.dimension, language)): place \(trial.place); stated: \(said).",
          "\(vocabulary.name(name.label, in: name.dimension, language)): lugar \(trial.place); se afirma: \(said)."
        ))
    fill(&outcome, own, trial.question.period, now: known, then: nil)
    mark(&outcome, candidate)
    outcome.record = Double(trial.place)
    return outcome
  }
}

/// A name's place in one ranking of the record.
struct RankTrial {
  struct Question: Hashable {
    var name: Rank.Name
    var whole: Selection
    var period: Period
  }

  let question: Question
  /// The largest first.
  let ranking: [(label: String, value: Double)]
  /// From 1.
  let place: Int
  let isRight: Bool
  let isWrong: Bool

  /// `nil` where no table tells all apart, or the name is not among them.
  init?(_ rank: Rank, _ question: Question, _ cache: RecordCache) {
    var ranking = cache.ranking(question.whole, by: question.name.dimension, question.period)
    guard ranking.contains(where: { $0.label == question.name.label }) else { return nil }
    let rests = ranking.filter { RankTrial.isRest($0.label) }
    ranking.removeAll { RankTrial.isRest($0.label) }
    // People at home are no guests of a country: a list of hosts is without it, or with it.
    let home = question.whole.including[.nationality] ?? []
    if question.name.dimension == .place, !home.contains(question.name.label) {
      ranking.removeAll { home.contains($0.label) }
    }
    guard let index = ranking.firstIndex(where: { $0.label == question.name.label }) else {
      return nil
    }
    self.question = question
    self.ranking = ranking
    place = index + 1
    let said = rank.isLeast ? ranking.count + 1 - rank.place : rank.place
    let ahead = Set(ranking.prefix(index).map(\.label))
    let isNamed = rank.before.isEmpty || rank.before.contains(where: ahead.contains)
    isRight = (said..<said + rank.sharedBy).contains(place) && isNamed
    guard !isRight, ranking.indices.contains(said - 1) else {
      isWrong = false
      return
    }
    // The figures must differ by more than publishers revise, and nobody in the rest may be between.
    let (own, other) = (ranking[index].value, ranking[said - 1].value)
    let margin = Evidence.revision(question.whole)
    let isApart = place == said || max(own, other) > min(own, other) * (1 + margin)
    let hidden = max(cache.rest(question), rests.map(\.value).max() ?? 0)
    isWrong =
      isApart && place != said && rank.sharedBy == 1 && (place > said || hidden < own)
      && (!rank.isLeast || question.name.dimension == .sector)
  }

  private static func isRest(_ label: String) -> Bool {
    label.hasPrefix("other") || label.contains("unknown") || label == "undefined"
  }
}

extension RecordCache {
  /// How many are counted without a name of their own, among whom somebody larger may be.
  func rest(_ question: RankTrial.Question) -> Double {
    guard question.name.dimension == .nationality else { return 0 }
    return ["OOO", "UNK"].compactMap { label in
      known(question.whole.including(label, in: .nationality), question.period, asOf: nil).value
    }.max() ?? 0
  }
}
