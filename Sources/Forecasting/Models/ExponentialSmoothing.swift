/// Exponential smoothing with the form of the lowest corrected information criterion.
///
/// On the power 0.2 of the count, which had the lowest weighted quantile loss on the earlier origins that
/// docs/outlook-models.md names.
package struct ExponentialSmoothing: SeriesMethod {
  package let name: String
  private let scale: ModelScale
  private let forms: [SmoothingForm]

  /// - Parameters:
  ///   - scale: on which the model is fitted.
  ///   - forms: to choose from; the multiplicative ones are left out where a number is not positive.
  package init(
    name: String = "ets", scale: ModelScale = .usual,
    forms: [SmoothingForm] = SmoothingForm.stable
  ) {
    self.name = name
    self.scale = scale
    self.forms = forms
  }

  package func forecast(_ past: [Double], months: Int) -> Forecast? {
    // A multiplicative error of a logarithm means nothing.
    let forms = forms.filter { scale != .log || !$0.isMultiplicative }
    guard let model = SmoothingModel.best(scale.values(past), among: forms) else { return nil }
    return Forecast(
      method: name,
      quantiles: (1...months).map { month in
        let ahead = model.ahead(month)
        return scale.quantiles(mean: ahead.mean, variance: ahead.variance)
      })
  }
}
