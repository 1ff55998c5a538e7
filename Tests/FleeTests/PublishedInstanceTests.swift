import Flee
import Foundation
import Periods
import Tabular
import Testing

/// The folder with published instances, which are not in the repository.
enum Shared {
  static let folder = ProcessInfo.processInfo.environment["TROCHA_SHARED"].map { $0 + "/data" }
}

/// Published instances of FabFlee against one run of FLEE itself on each.
@Suite(.enabled(if: Shared.folder != nil))
struct PublishedInstanceTests {

  /// FLEE's mean error as it computes it, and the share of people counted elsewhere than simulated in the same
  /// `out.csv`; ours may be above by what two runs of one model differ.
  static let flee: [(name: String, scale: Int, error: Double, share: Double)] = [
    ("mali2012", 1, 0.249, 0.347), ("burundi2015", 1, 0.459, 0.518), ("car2013", 5, 0.305, 0.333),
    ("ssudan2013", 20, 0.419, 0.511), ("tigray2020", 20, 0.106, 0.450),
    ("venezuela2022", 20, 0.836, 0.836),
  ]

  private func instance(_ name: String, scale: Int = 1) throws -> FleeInstance {
    let folder = try #require(Shared.folder) + "/flee-instances"
    guard scale > 1 else {
      return try FleeInstanceReader.read(
        "\(folder)/\(name)", settings: "\(folder)/simsetting.yml")
    }
    let text = try String(contentsOfFile: "\(folder)/simsetting.yml", encoding: .utf8)
    let settings = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yml")
    try Data(text.replacingOccurrences(of: "hasten: 1", with: "hasten: \(scale)").utf8)
      .write(to: settings)
    return try FleeInstanceReader.read("\(folder)/\(name)", settings: settings.path)
  }

  @Test(arguments: flee.map(\.name))
  func errorIsThatOfFLEE(_ name: String) throws {
    let known = try #require(Self.flee.first { $0.name == name })
    let instance = try instance(name, scale: known.scale)
    let validation = try #require(Validation(SimulationRun(instance, seed: 1)))
    let error = validation.meanTotalError
    let share = try #require(validation.meanCountedElsewhere)
    // Between runs it spreads by 0.001 at full size, by 0.003 with one person for twenty.
    let tolerance = known.scale == 1 ? 0.0035 : 0.01
    #expect(abs(error - known.error) < tolerance, "\(name): \(error), FLEE \(known.error)")
    // Its denominator is smaller, and its spread larger by as much.
    let wider = tolerance * max(1, known.share / known.error)
    #expect(abs(share - known.share) < wider, "\(name): \(share), FLEE \(known.share)")
  }

  /// Counts, interpolation, corrections, debt and FLEE's raw count do not hang on chance: they are
  /// the same to the digit.
  @Test(arguments: ["mali2012", "burundi2015", "car2013"])
  func countsAreFLEEsToTheDigit(_ name: String) throws {
    let folder = try #require(Shared.folder)
    var instance = try instance(name)
    instance.settings.scaleDown = 1
    let theirs = try CSVTable(path: "\(folder)/fleeout/\(name).csv")
    let counts = try #require(instance.counts)
    let days = instance.length
    let empty = [[Double]](
      repeating: [Double](repeating: 0, count: instance.places.count), count: days)
    let validation = try #require(Validation(instance, empty))
    for (index, camp) in validation.camps.enumerated() {
      let column = "\(instance.places[camp].name) data"
      #expect(try theirs.numbers(column) == validation.counted[index], "\(column)")
    }
    #expect(try theirs.numbers("raw UNHCR refugee count") == validation.countedRaw)
    #expect(counts.camps.count >= validation.camps.count)
  }
}

/// A CSV file as columns, read plainly: these files have no quotes.
private struct CSVTable {
  private let header: [String]
  private let rows: [[String]]

  init(path: String) throws {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let cells = lines.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    header = cells[0]
    rows = Array(cells.dropFirst())
  }

  func numbers(_ column: String) throws -> [Int] {
    let index = try #require(header.firstIndex(of: column))
    return rows.compactMap { Int($0[index]) }
  }
}
