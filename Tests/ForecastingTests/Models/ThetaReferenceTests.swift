import Forecasting
import Testing

/// Theta models against statsforecast's AutoTheta with the kind given.
struct ThetaReferenceTests {
  @Test(arguments: ModelReferences.all)
  func `season, squares and forecasts at statsforecast's parameters`(
    series: ModelReferences.Series
  ) throws {
    for reference in series.theta {
      let kind = try #require(ThetaModel.Kind(rawValue: reference.kind))
      let fitted = try #require(SeasonalTheta(series.values, kind: kind))
      #expect(fitted.season.isEmpty == reference.season.isEmpty)
      let count = series.values.count
      for month in reference.season.indices {
        #expect(near(fitted.season[(count + month) % 12], reference.season[month], within: 1e-9))
      }
      let model = try #require(
        SeasonalTheta(
          series.values, kind: kind,
          parameters: (reference.alpha, reference.theta, reference.level)))
      #expect(near(model.model.squares, reference.squares, within: 1e-8))
      for (ahead, mean) in zip(model.ahead(12), reference.mean) {
        #expect(near(ahead.mean, mean, within: 1e-8))
      }
    }
  }

  @Test(arguments: ModelReferences.all)
  func `the squares are no more than statsforecast's`(series: ModelReferences.Series) throws {
    for reference in series.theta {
      let kind = try #require(ThetaModel.Kind(rawValue: reference.kind))
      let fitted = try #require(SeasonalTheta(series.values, kind: kind))
      #expect(fitted.model.squares <= reference.squares * (1 + 1e-6), "\(reference.kind)")
      guard kind == .standard || kind == .dynamicStandard else { continue }
      // One top, which may be flat: nearly the same smoothing, and the same forecasts.
      #expect(abs(fitted.model.alpha - reference.alpha) < 0.02)
      for (ahead, mean) in zip(fitted.ahead(12), reference.mean) {
        #expect(near(ahead.mean, mean, within: 0.002))
      }
    }
  }
}
