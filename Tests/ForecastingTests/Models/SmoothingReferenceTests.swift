import Forecasting
import Testing

/// Exponential smoothing against statsforecast's AutoETS with the form given.
struct SmoothingReferenceTests {
  private func named(_ name: String) -> SmoothingForm? {
    SmoothingForm.stable.first {
      $0.errors.rawValue + $0.trend.rawValue + $0.season.rawValue == name
    }
  }

  private func given(
    _ values: [Double], _ form: SmoothingForm, _ reference: ModelReferences.Smoothing
  ) -> SmoothingModel? {
    SmoothingModel(
      values, form: form,
      parameters: .init(
        alpha: reference.alpha, beta: reference.beta, gamma: reference.gamma, phi: reference.phi,
        level: reference.level, slope: reference.slope, season: reference.season))
  }

  @Test(arguments: ModelReferences.all)
  func `likelihood, variance and forecasts at statsforecast's parameters`(
    series: ModelReferences.Series
  ) throws {
    #expect(!series.ets.isEmpty)
    for reference in series.ets {
      let form = try #require(named(reference.form))
      let model = try #require(given(series.values, form, reference), "\(reference.form)")
      #expect(
        near(model.logLikelihood, reference.logLikelihood, within: 1e-8), "\(reference.form)")
      // statsforecast divides by one less than R does.
      let left = Double(series.values.count - reference.parameters)
      #expect(near(model.variance * left / (left - 1), reference.variance, within: 1e-8))
      // Its damped trends go on by φ + φ + φ² …: only the first month is right.
      let months = form.trend == .damped ? 1 : 12
      for month in 1...months {
        #expect(near(model.ahead(month).mean, reference.mean[month - 1], within: 1e-8))
      }
    }
  }

  /// The bounds that statsforecast leaves while it searches, β < α and γ < 1 − α, are kept here: where its
  /// parameters lie outside, its likelihood may be higher.
  @Test(arguments: ModelReferences.all)
  func `the highest likelihood is no lower than statsforecast's`(
    series: ModelReferences.Series
  ) throws {
    for reference in series.ets
    where reference.beta <= reference.alpha && reference.gamma <= 1 - reference.alpha {
      let form = try #require(named(reference.form))
      let model = try #require(SmoothingModel(series.values, form: form))
      #expect(
        model.logLikelihood > reference.logLikelihood - 0.05,
        "\(reference.form) \(model.logLikelihood) \(reference.logLikelihood)")
      // Where a level alone is smoothed both stand at the same top.
      if reference.form == "ANN" {
        #expect(near(model.logLikelihood, reference.logLikelihood, within: 1e-4))
        #expect(abs(model.alpha - reference.alpha) < 0.01)
        #expect(near(model.ahead(6).mean, reference.mean[5], within: 0.005))
      }
    }
  }
}
