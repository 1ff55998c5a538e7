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
    let known = (0..<months).allSatisfy { month in
      experts.contains { $0.indices.contains(month) && !$0[month].isEmpty }
    }
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
  ///
  /// An expert that cannot look as far as is asked has its near months all the same.
  static func quantiles(_ question: ForecastQuestion, months: Int) -> [[[Double]]] {
    experts.map { expert in
      func forecast(_ months: Int) -> [[Double]] {
        expert.forecast(question, months: months)?.quantiles.map { $0.map(CountScale.transform) }
          ?? []
      }
      let near = forecast(min(months, LearnedStep.months))
      guard months > near.count, !near.isEmpty else { return near }
      let far = forecast(months).dropFirst(near.count)
      return near + (far.isEmpty ? (near.count..<months).map { _ in [] } : Array(far))
    }
  }
}
