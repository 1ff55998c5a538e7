import Estimation

/// The experts' forecasts with the weights and bands that were learned by the day of the question from how
/// each did on all series of the record (see ``Learning``). Where nothing was learned all count alike.
package struct Learned: ForecastMethod {
  package static let name = "learned"
  package var name: String { Self.name }

  /// What it learns from, in the order of the weights.
  package static let experts: [any ForecastMethod] = [
    Persistence(), Calibrated.ownChanges, PooledChanges(), Changes(), PanelMethod.recent,
    PanelMethod.similar, PanelMethod.scaled, PanelMethod.wide, PanelMethod.damped, Theta(),
    SeasonalNaive(),
  ]

  package init() {}

  package func forecast(_ question: ForecastQuestion, months: Int) -> Forecast? {
    guard months <= Panel.longest else { return nil }
    let experts = Learned.quantiles(question, months: months)
    let known = experts.contains { !$0.isEmpty }
    guard known, let step = question.learned ?? Learned.unlearned else { return nil }
    return Forecast(
      method: name,
      quantiles: (0..<months).map { month in
        let joint = step.aggregate(experts.map { $0.isEmpty ? [] : $0[month] }, month: month)
        return step.calibrated(joint).map(CountScale.count)
      })
  }

  private static let unlearned = ForecastQuestion.firstDay.map { LearnedStep.start($0) }

  /// By expert and month on the ``CountScale``; empty where an expert has none.
  static func quantiles(_ question: ForecastQuestion, months: Int) -> [[[Double]]] {
    experts.map { expert in
      expert.forecast(question, months: months)?.quantiles.map { $0.map(CountScale.transform) }
        ?? []
    }
  }
}
