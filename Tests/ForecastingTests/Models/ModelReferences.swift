import Forecasting
import Foundation
import Testing

/// What statsforecast and statsmodels found, by Benchmarks/statsforecast/references.py; the file names
/// their versions and the command that made it.
struct ModelReferences: Decodable, Sendable {
  struct Smoothing: Decodable, Sendable {
    var form: String
    var alpha: Double
    var beta: Double
    var gamma: Double
    var phi: Double
    var level: Double
    var slope: Double
    var season: [Double]
    var logLikelihood: Double
    var parameters: Int
    var variance: Double
    var mean: [Double]
  }

  struct Theta: Decodable, Sendable {
    var kind: String
    var alpha: Double
    var theta: Double
    var level: Double
    var season: [Double]
    var squares: Double
    var mean: [Double]
  }

  struct ARIMA: Decodable, Sendable {
    var order: [Int]
    var ar: [Double]
    var ma: [Double]
    var seasonalAR: [Double]
    var seasonalMA: [Double]
    var constant: Double
    var mean: [Double]
    var variances: [Double]
    var logLikelihood: Double
    var scale: Double
  }

  struct Series: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var values: [Double]
    var ets: [Smoothing]
    var theta: [Theta]
    var arima: [ARIMA]

    var testDescription: String { name }
  }

  var series: [Series]

  static let all: [Series] = {
    guard
      let file = Bundle.module.url(
        forResource: "references", withExtension: "json", subdirectory: "references"),
      let data = try? Data(contentsOf: file),
      let found = try? JSONDecoder().decode(ModelReferences.self, from: data)
    else { return [] }
    return found.series
  }()
}

/// Whether two numbers are the same but for a part of their size.
func near(_ a: Double, _ b: Double, within part: Double) -> Bool {
  abs(a - b) <= part * max(1, abs(a), abs(b))
}

struct ModelReferenceTests {
  @Test func `at least twenty series are held against the references`() {
    #expect(ModelReferences.all.count >= 20)
  }
}
