import Flee
import Foundation
import Sampling
import Testing

private let casesFolder = ProcessInfo.processInfo.environment["TROCHA_SHARED"].map {
  $0 + "/flee-cases"
}

/// Both engines against FLEE on small instances that show one rule each. They are not part of the project;
/// who has them names their folder's parent in `TROCHA_SHARED`.
@Suite(.enabled(if: casesFolder != nil)) struct FleeCasesTests {
  static let cases: [String] = {
    guard let folder = casesFolder else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().filter {
      FileManager.default.fileExists(atPath: folder + "/" + $0 + "/expected.csv")
    }
  }()

  @Test(arguments: cases, EngineKind.allCases)
  func agreesWithFLEE(_ name: String, _ engine: EngineKind) throws {
    let path = try #require(casesFolder) + "/" + name
    let instance = try FleeInstanceReader.read(path)
    if engine == .cohort, CohortEngine.refusal(of: instance) != nil { return }
    let runs = 600
    let expected = try Expected(URL(fileURLWithPath: path + "/expected.csv"))
    let sums = EnsembleSums(instance, engine, runs: runs)
    let scores = expected.cells.map { cell in
      let (mean, variance) = sums.moments(cell)
      // A cell without spread in either is known to a part of one person.
      let error = variance / Double(runs) + cell.variance / Double(expected.replicates) + 1e-5
      return (mean - cell.mean) / error.squareRoot()
    }
    let worst = scores.map(abs).max() ?? 0
    let square = scores.reduce(0) { $0 + $1 * $1 } / Double(max(scores.count, 1))
    #expect(worst < 5.5, "\(name), \(engine): off by \(worst)")
    #expect(square < 2.6, "\(name), \(engine): mean square \(square)")
  }
}
