import Corridor
import Foundation
import Movement
import Testing

/// The person engine against FLEE itself: `expected.csv` of each case holds the mean and variance of
/// the people at each place at the end of each day over 400 runs of FLEE (main, May 2026).
@Suite struct ConformanceTests {
  static let folder = Bundle.module.bundleURL.appending(path: "conformance")

  /// Cases whose rules are simulated; the others are refused by name.
  static let cases = [
    "awareness-three", "awareness-two", "capacity", "chain", "close-to-home", "closures",
    "conflict-driven-poisson", "conflict-driven-ratio", "day-zero-camps", "fixed-routes", "fork",
    "long-road",
    "marker", "on-foot", "population-weights", "spread-of-conflict", "walking-link", "weights",
  ]

  @Test(arguments: cases, EngineKind.allCases)
  func agreesWithFLEE(_ name: String, _ engine: EngineKind) throws {
    let runs = 1000
    let instance = try FleeInstanceReader.read(Self.folder.appending(path: name).path)
    let expected = try Expected(Self.folder.appending(path: name + "/expected.csv"))
    let sums = EnsembleSums.sums(instance, engine, runs: runs, names: expected.places)
    var scores: [Double] = []
    for cell in expected.cells {
      let mean = sums.mean(cell, runs: runs)
      let variance = sums.variance(cell, runs: runs)
      let error = (variance / Double(runs) + cell.variance / Double(expected.replicates))
        .squareRoot()
      if error == 0 {
        #expect(mean == cell.mean, "\(name), day \(cell.day), \(cell.place)")
      } else {
        scores.append((mean - cell.mean) / error)
      }
    }
    let square = scores.reduce(0) { $0 + $1 * $1 } / Double(max(scores.count, 1))
    let largest = scores.map(abs).max() ?? 0
    print("\(name) \(engine): mean square \(square), largest \(largest) of \(scores.count)")
    #expect(largest < 5, "\(name)")
  }
}

/// What FLEE did on a case.
struct Expected {
  struct Cell {
    var day: Int
    var place: String
    var mean: Double
    var variance: Double
  }
  var cells: [Cell] = []
  var places: [String] = []
  var replicates = 0

  init(_ url: URL) throws {
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
    for line in lines {
      let fields = line.split(separator: ",").map(String.init)
      cells.append(
        Cell(
          day: try #require(Int(fields[0])), place: fields[1],
          mean: try #require(Double(fields[2])), variance: try #require(Double(fields[3]))))
      replicates = try #require(Int(fields[4]))
      if !places.contains(fields[1]) { places.append(fields[1]) }
    }
  }
}

/// Sums over runs.
struct EnsembleSums {
  var sum: [String: [Double]] = [:]
  var squares: [String: [Double]] = [:]

  static func sums(
    _ instance: FleeInstance, _ engine: EngineKind, runs: Int, names: [String]
  ) -> EnsembleSums {
    var ensemble = EnsembleSums()
    for name in names {
      ensemble.sum[name] = [Double](repeating: 0, count: instance.length)
      ensemble.squares[name] = [Double](repeating: 0, count: instance.length)
    }
    for run in 0..<runs {
      let days = SimulationRun(instance, seed: UInt64(run), engine: engine).days
      for (day, result) in days.enumerated() {
        for (place, number) in result.atPlaces.enumerated() {
          ensemble.add(Double(number), instance.places[place].name, day)
        }
        ensemble.add(Double(result.onTheRoad), "(on the road)", day)
      }
    }
    return ensemble
  }

  private mutating func add(_ value: Double, _ name: String, _ day: Int) {
    sum[name]?[day] += value
    squares[name]?[day] += value * value
  }

  func mean(_ cell: Expected.Cell, runs: Int) -> Double {
    (sum[cell.place]?[cell.day] ?? .nan) / Double(runs)
  }

  func variance(_ cell: Expected.Cell, runs: Int) -> Double {
    let mean = mean(cell, runs: runs)
    return max(0, (squares[cell.place]?[cell.day] ?? .nan) / Double(runs) - mean * mean)
  }
}
