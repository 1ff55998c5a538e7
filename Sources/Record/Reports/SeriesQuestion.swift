import Periods
import Wording

/// What is asked of a series beside its selection: as of when, joined to what, from when to when.
package struct SeriesQuestion: Sendable, Hashable {
  package var selection: Selection
  package var asOf: Day?
  /// Joined to this; `nil` for the period asked about, else what the figures are held in.
  package var every: Granularity?
  /// Only this period; `nil` for ``from`` to ``to``.
  package var period: Period?
  package var from: Period?
  package var to: Period?

  package init(
    _ selection: Selection, asOf: Day? = nil, every: Granularity? = nil, period: Period? = nil,
    from: Period? = nil, to: Period? = nil
  ) {
    self.selection = selection
    self.asOf = asOf
    self.every = every
    self.period = period
    self.from = from
    self.to = to
  }

  /// What the figures are joined to.
  package func granularity(_ timeline: Timeline) -> Granularity {
    every ?? period?.granularity ?? timeline.native
  }

  /// First to last day that is shown; `nil` for all that is held. An end that is left open reaches to
  /// the first or last figure held, but never past the end that is named.
  package func range(_ timeline: Timeline) -> Period? {
    if let period { return period }
    guard from != nil || to != nil else { return nil }
    let held = timeline.coverage(every: granularity(timeline))
    // Where nothing is held on the open side, what was named is what is shown.
    let first = from?.first ?? held.flatMap { $0.first <= to?.last ?? $0.first ? $0.first : nil }
    let last = to?.last ?? held.flatMap { $0.last >= from?.first ?? $0.last ? $0.last : nil }
    guard let first = first ?? to?.first, let last = last ?? from?.last else { return from ?? to }
    return Period(from: first, through: last) ?? from ?? to
  }

  /// The answer from figures that were read before.
  ///
  /// - Parameter timeline: of this question's selection and day.
  package func report(
    _ timeline: Timeline, _ vocabulary: Vocabulary, _ language: Language
  ) -> SeriesReport {
    SeriesReport(
      timeline, every: granularity(timeline), within: range(timeline), vocabulary, language)
  }
}

extension RecordStore {
  /// Answers a question about a series.
  ///
  /// - Throws: a ``QuestionError`` when the record holds nothing that answers.
  package func series(_ question: SeriesQuestion, _ language: Language) throws -> SeriesReport {
    question.report(
      try timeline(question.selection, asOf: question.asOf), vocabulary, language)
  }

  /// Answers a question about a series, parted by the labels of a dimension.
  package func parted(
    _ question: SeriesQuestion, by dimension: Dimension, _ language: Language
  ) throws -> BreakdownReport {
    let breakdown = try breakdown(question.selection, by: dimension, asOf: question.asOf)
    return BreakdownReport(
      breakdown, every: question.granularity(breakdown.leading),
      within: question.range(breakdown.leading), vocabulary, language)
  }
}
