// What the statistical models of the outlook find on series that are read from the standard input, and
// how long they take: one half of Benchmarks/compare-statsforecast.sh.
//
// With "learned FILE" it writes what the outlook learned from the figures that ship, which ships too.
//
// Usage: measure-outlook fit|time [rounds] < series.json
//        measure-outlook learned FILE
//   series.json: [{"name": "…", "values": […], "orders": [[p, d, q, P, D, Q, constant], …]}, …]

import Forecasting
import Foundation
import Record

struct Input: Decodable {
  var name: String
  var values: [Double]
  var orders: [[Int]]?
}

struct Months: Encodable {
  var mean: [Double]
  var variance: [Double]

  init(_ months: [(mean: Double, variance: Double)]) {
    mean = months.map(\.mean)
    variance = months.map(\.variance)
  }
}

struct SmoothingAnswer: Encodable {
  var form: String
  var logLikelihood: Double
  var aicc: Double
  var variance: Double
  var alpha: Double
  var beta: Double
  var gamma: Double
  var phi: Double
  var level: Double
  var slope: Double
  var season: [Double]
  var months: Months

  init(_ model: SmoothingModel) {
    let parameters = model.parameters
    (form, logLikelihood) = (model.form.description, model.logLikelihood)
    (aicc, variance) = (model.aicc, model.variance)
    (alpha, beta) = (parameters.alpha, parameters.beta)
    (gamma, phi) = (parameters.gamma, parameters.phi)
    (level, slope, season) = (parameters.level, parameters.slope, parameters.season)
    months = Months((1...12).map(model.ahead))
  }
}

struct ThetaAnswer: Encodable {
  var kind: String
  var squares: Double
  var alpha: Double
  var theta: Double
  var level: Double
  var season: [Double]
  var isMultiplied: Bool
  var variance: Double
  var months: Months

  init(_ seasonal: SeasonalTheta) {
    let model = seasonal.model
    (kind, squares, variance) = (model.kind.rawValue, model.squares, model.variance)
    (alpha, theta, level) = (model.alpha, model.theta, model.firstLevel)
    (season, isMultiplied) = (seasonal.season, seasonal.isMultiplied)
    months = Months(seasonal.ahead(12))
  }
}

struct ARIMAAnswer: Encodable {
  var order: String
  var logLikelihood: Double
  var aicc: Double
  var variance: Double
  var ar: [Double]
  var ma: [Double]
  var seasonalAR: [Double]
  var seasonalMA: [Double]
  var constant: Double
  var months: Months

  init(_ model: ARIMAModel) {
    (order, logLikelihood) = (model.order.description, model.logLikelihood)
    (aicc, variance, constant) = (model.aicc, model.variance, model.constant)
    (ar, ma) = (model.coefficients.ar, model.coefficients.ma)
    (seasonalAR, seasonalMA) = (model.coefficients.seasonalAR, model.coefficients.seasonalMA)
    months = Months(model.ahead(12))
  }
}

struct Answer: Encodable {
  var name: String
  var ets: [SmoothingAnswer]
  var chosenForm: String?
  var theta: [ThetaAnswer]
  var chosenKind: String?
  var arima: [ARIMAAnswer]
  var chosenARIMA: ARIMAAnswer?
}

func order(_ numbers: [Int]) -> ARIMAOrder {
  ARIMAOrder(
    numbers[0], numbers[1], numbers[2], seasonal: (numbers[3], numbers[4], numbers[5]),
    constant: numbers[6] == 1)
}

func seconds(_ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  let taken = clock.measure(body).components
  return Double(taken.seconds) + Double(taken.attoseconds) * 1e-18
}

let arguments = CommandLine.arguments
if arguments.dropFirst().first == "learned", let path = arguments.dropFirst(2).first {
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "learned-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  let store = try RecordStore(path: folder.appending(path: "record.sqlite").path)
  try LearnedHistory.shipped(store).write(to: URL(fileURLWithPath: path), options: .atomic)
  exit(0)
}
let inputs = try JSONDecoder().decode(
  [Input].self, from: FileHandle.standardInput.readDataToEndOfFile())
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys]
encoder.nonConformingFloatEncodingStrategy = .convertToString(
  positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")

switch arguments.dropFirst().first {
case "fit":
  let answers = inputs.map { input in
    Answer(
      name: input.name,
      ets: SmoothingForm.stable.compactMap { SmoothingModel(input.values, form: $0) }
        .map(SmoothingAnswer.init),
      chosenForm: SmoothingModel.best(input.values)?.form.description,
      theta: ThetaModel.Kind.allCases.compactMap { SeasonalTheta(input.values, kind: $0) }
        .map(ThetaAnswer.init),
      chosenKind: SeasonalTheta(input.values)?.model.kind.rawValue,
      arima: (input.orders ?? []).compactMap { ARIMAModel(input.values, order: order($0)) }
        .map(ARIMAAnswer.init),
      chosenARIMA: ARIMAModel.best(input.values).map(ARIMAAnswer.init))
  }
  print(String(decoding: try encoder.encode(answers), as: UTF8.self))
case "time":
  let rounds = arguments.dropFirst(2).first.flatMap(Int.init) ?? 1
  let methods: [any ForecastMethod] = [
    ExponentialSmoothing(scale: .raw), Theta(scale: .raw), ARIMA(scale: .raw),
  ]
  var times: [String: Double] = [:]
  for method in methods {
    func all() { for input in inputs { _ = method.forecast(input.values, months: 6) } }
    all()
    times[method.name] = seconds { for _ in 0..<rounds { all() } } / Double(rounds)
  }
  print(String(decoding: try encoder.encode(times), as: UTF8.self))
default:
  FileHandle.standardError.write(
    Data("Usage: measure-outlook fit|time [rounds] < series.json\n".utf8))
  exit(64)
}
