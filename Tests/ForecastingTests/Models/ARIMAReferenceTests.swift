import Forecasting
import Testing

/// ARIMA against statsmodels' SARIMAX on the differenced series, an exact Kalman filter.
struct ARIMAReferenceTests {
  private func order(_ reference: ModelReferences.ARIMA) -> ARIMAOrder {
    let numbers = reference.order
    return ARIMAOrder(
      numbers[0], numbers[1], numbers[2], seasonal: (numbers[3], numbers[4], numbers[5]),
      constant: numbers[6] == 1)
  }

  @Test(arguments: ModelReferences.all)
  func `likelihood, constant and forecasts at statsmodels' coefficients`(
    series: ModelReferences.Series
  ) throws {
    #expect(!series.arima.isEmpty)
    for reference in series.arima {
      let model = try #require(
        ARIMAModel(
          series.values, order: order(reference),
          coefficients: .init(
            ar: reference.ar, ma: reference.ma, seasonalAR: reference.seasonalAR,
            seasonalMA: reference.seasonalMA)), "\(reference.order)")
      // The constant is here at its best for the coefficients: no worse, and hardly better.
      let gain = model.logLikelihood - reference.logLikelihood
      #expect(gain > -1e-6 && gain < 0.001, "\(reference.order) \(gain)")
      for (ahead, mean) in zip(model.ahead(12), reference.mean) {
        #expect(near(ahead.mean, mean, within: 0.001), "\(reference.order)")
      }
      let left = Double(model.order.coefficientCount)
      let count = Double(series.values.count)
      for (ahead, variance) in zip(model.ahead(12), reference.variances) {
        #expect(near(ahead.variance * (count - left) / count, variance, within: 0.001))
      }
    }
  }

  @Test(arguments: ModelReferences.all)
  func `the highest likelihood is no lower than statsmodels'`(series: ModelReferences.Series) throws
  {
    for reference in series.arima {
      let model = try #require(ARIMAModel(series.values, order: order(reference)))
      #expect(
        model.logLikelihood > reference.logLikelihood - 0.01,
        "\(reference.order) \(model.logLikelihood) \(reference.logLikelihood)")
      guard abs(model.logLikelihood - reference.logLikelihood) < 0.001 else { continue }
      let expected = reference.ar + reference.ma + reference.seasonalAR + reference.seasonalMA
      let found =
        model.coefficients.ar + model.coefficients.ma + model.coefficients.seasonalAR
        + model.coefficients.seasonalMA
      for (a, b) in zip(found, expected) { #expect(abs(a - b) < 0.02, "\(reference.order)") }
    }
  }
}
