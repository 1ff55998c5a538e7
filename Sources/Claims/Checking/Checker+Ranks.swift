import Periods
import Record
import Wording

/// Places among sectors, peoples, countries and causes.
extension Checker {
  /// "San Diego was the busiest sector", "second only to Mexicans".
  ///
  /// It is right where one near reading makes it so; wrong only where a table lists all and no
  /// reading of series, time and name gives the place that is said.
  func rank(_ claim: FoundClaim, _ rank: Rank) -> Outcome {
    let candidates = relationCandidates(claim)
    guard let main = candidates.first else { return Outcome(.uncheckable, nothingFits) }
    let questions = rankReadings(claim, rank, candidates, main)
    var (isDoubtful, wrong): (Bool, (trial: RankTrial, candidate: Candidate)?) = (false, nil)
    for (question, candidate) in questions {
      let more = candidate.cost - main.cost
      let trial = RankTrial(
        rank, question, cache,
        revision: readings.traits[question.whole.measure].revision)
      if let trial, trial.isRight, more <= Checker.nearRank {
        return outcome(.supported, rank, trial, candidate)
      }
      if let trial, trial.isWrong, !isOfOthers(rank, trial) {
        if wrong == nil, more <= Evidence.rivals { wrong = (trial, candidate) }
      } else if trial != nil || more <= Evidence.rivals && wrong == nil {
        // It is right, it cannot be decided, or what the likeliest reading asks is not held.
        isDoubtful = true
      }
    }
    guard let (trial, candidate) = wrong else { return undecided(.rival, candidates) }
    if forced == nil, isDoubtful || rank.isLimited { return undecided(.series, candidates) }
    return relationDoubt(candidate, claim).map { undecided($0, candidates) }
      ?? outcome(.off, rank, trial, candidate)
  }

  /// Whether another name of the sentence has the place that is said.
  private func isOfOthers(_ rank: Rank, _ trial: RankTrial) -> Bool {
    trial.ranking.indices.contains(rank.place - 1)
      && rank.others.contains {
        $0.dimension == trial.question.name.dimension
          && $0.label == trial.ranking[rank.place - 1].label
      }
  }

  /// Whose place among whom may be meant, each once, likeliest first.
  private func rankReadings(
    _ claim: FoundClaim, _ rank: Rank, _ candidates: Trials, _ main: Candidate
  ) -> [(RankTrial.Question, Candidate)] {
    var readings: [(RankTrial.Question, Candidate)] = []
    var seen: Set<RankTrial.Question> = []
    for candidate in candidates.within(main.cost + Checker.farRank) {
      for name in rank.names where readings.count < Checker.fewRankings {
        let question = question(name, candidate)
        guard isOf(besides(name, claim), question), seen.insert(question).inserted else { continue }
        readings.append((question, candidate))
      }
    }
    return readings
  }

  private static let nearRank = 3.0
  private static let farRank = 8.0
  private static let fewRankings = 12

  /// Whose place among whom: the series without the name's own dimension.
  private func question(_ name: Rank.Name, _ candidate: Candidate) -> RankTrial.Question {
    question(name, candidate.selection, candidate.period)
  }

  private func question(
    _ name: Rank.Name, _ selection: Selection, _ period: Period
  ) -> RankTrial.Question {
    var whole = selection
    // A country is one of those of a region, which stays.
    let isRegion = name.dimension == .place && whole.including[.place] != [name.label]
    if !isRegion { whole = whole.without(name.dimension) }
    if name.dimension == .sector, whole.including[.component] == nil,
      let agency = readings.traits[whole.measure].agencyOfSector.last?.agency
    {
      whole.include([agency], in: .component)
    }
    return RankTrial.Question(name: name, whole: whole, period: period)
  }

  /// What the name's own number in the sentence, where it was met, is a part of.
  private func besides(_ name: Rank.Name, _ claim: FoundClaim) -> [RankTrial.Question] {
    findings.filter {
      $0.sentence == claim.sentence && $0.selection.including[name.dimension] == [name.label]
    }.map { question(name, $0.selection, $0.period) }
  }

  private func isOf(_ besides: [RankTrial.Question], _ question: RankTrial.Question) -> Bool {
    besides.isEmpty || besides.contains(question)
  }

  private func outcome(
    _ verdict: Verdict, _ rank: Rank, _ trial: RankTrial, _ candidate: Candidate
  ) -> Outcome {
    let (name, whole) = (trial.question.name, trial.question.whole)
    let own = whole.including(name.label, in: name.dimension)
    let known = recorded(own, trial.question.period, asOf: nil)
    let listed = trial.ranking.prefix(max(3, trial.place)).prefix(6).map {
      "\(vocabulary.name($0.label, in: name.dimension, language)) \(language.count($0.value))"
    }
    let said = rank.isLeast ? language("last", "el último") : "\(trial.said)"
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
  /// The place that is said.
  let said: Int
  let isRight: Bool
  let isWrong: Bool

  /// `nil` where no table lists all, or the name is not among them.
  init?(_ rank: Rank, _ question: Question, _ cache: RecordCache, revision margin: Double) {
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
    if rank.follows.isEmpty {
      said = rank.isLeast ? ranking.count + 1 - rank.place : rank.place
    } else {
      guard let last = ranking.lastIndex(where: { rank.follows.contains($0.label) }) else {
        return nil
      }
      said = last + 2
    }
    let ahead = Set(ranking.prefix(index).map(\.label))
    let isNamed = rank.before.isEmpty || rank.before.contains(where: ahead.contains)
    isRight = (said..<said + rank.sharedBy).contains(place) && isNamed
    guard !isRight, ranking.indices.contains(said - 1) else {
      isWrong = false
      return
    }
    // The figures must differ by more than publishers revise, and nobody in the rest may be between.
    let (own, other) = (ranking[index].value, ranking[said - 1].value)
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
      figures(question.whole.including(label, in: .nationality), asOf: nil)
        .known(question.period).value
    }.max() ?? 0
  }
}
