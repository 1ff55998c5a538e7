/// The theta method: the season taken off where the series has one, the kind of model with the least
/// squares, and the season put back.
package struct Theta: SeriesMethod {
  package let name: String
  private let scale: ModelScale

  package init(name: String = "theta", scale: ModelScale = .usual) {
    self.name = name
    self.scale = scale
  }

  package func forecast(_ past: [Double], months: Int) -> Forecast? {
    let values = scale.values(past)
    guard let model = SeasonalTheta(values) else { return nil }
    return Forecast(
      method: name,
      quantiles: model.ahead(months).map { scale.quantiles(mean: $0.mean, variance: $0.variance) })
  }
}

/// A theta model on a series whose season was taken off.
package struct SeasonalTheta: Hashable, Sendable {
  package let model: ThetaModel
  /// Parts of the season by month, the first is that of the first value; empty for none.
  package let season: [Double]
  /// Whether they multiply.
  package let isMultiplied: Bool
  private let count: Int

  /// - Parameters:
  ///   - values: on the scale of the model.
  ///   - kind: that of the least squares when left out.
  ///   - parameters: α, θ and the first level, when they are given, for a kind that is.
  /// - Returns: `nil` for fewer than six values.
  package init?(
    _ values: [Double], kind: ThetaModel.Kind? = nil, period: Int = 12,
    parameters: (alpha: Double, theta: Double, firstLevel: Double)? = nil
  ) {
    var season: [Double] = []
    var multiplied = false
    if ClassicalDecomposition.isSeasonal(values, period: period) {
      multiplied = values.allSatisfy { $0 > 0 }
      season = ClassicalDecomposition.season(values, period: period, multiplied: multiplied) ?? []
      if multiplied, season.contains(where: { $0 < 0.01 }) {
        multiplied = false
        season = ClassicalDecomposition.season(values, period: period, multiplied: false) ?? []
      }
    }
    let rest = values.indices.map { index in
      guard !season.isEmpty else { return values[index] }
      let part = season[index % period]
      return multiplied ? values[index] / part : values[index] - part
    }
    let model = kind.map { kind in
      parameters.map {
        ThetaModel(
          rest, kind: kind, alpha: $0.alpha, theta: $0.theta, firstLevel: $0.firstLevel)
      } ?? ThetaModel(rest, kind: kind)
    }
    guard let model = model ?? ThetaModel.best(rest) else { return nil }
    self.model = model
    self.season = season
    isMultiplied = multiplied
    count = values.count
  }

  /// Means and variances of the months ahead.
  package func ahead(_ months: Int) -> [(mean: Double, variance: Double)] {
    model.ahead(months).enumerated().map { month, ahead in
      guard !season.isEmpty else { return ahead }
      let part = season[(count + month) % season.count]
      return isMultiplied
        ? (ahead.mean * part, ahead.variance * part * part) : (ahead.mean + part, ahead.variance)
    }
  }
}
