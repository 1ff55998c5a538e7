import Flee
import Foundation
import Sampling
import Testing

@Suite struct EnsembleTests {
  private func instance(_ name: String = "fork") throws -> FleeInstance {
    try FleeInstanceReader.read(ConformanceTests.folder.appending(path: name).path)
  }

  @Test(arguments: EngineKind.allCases)
  func threadsChangeNothing(_ engine: EngineKind) async throws {
    let instance = try instance("capacity")
    let ensemble = Ensemble(instance, seed: 42, engine: engine)
    let one = await ensemble.run(40, threads: 1)
    for threads in [2, 7] {
      let more = await ensemble.run(40, threads: threads)
      #expect(more == one)
      #expect(FleeOutput.ensemble(more, instance) == FleeOutput.ensemble(one, instance))
    }
  }

  @Test func sameSeedGivesTheSameBytesAndAnotherDoesNot() throws {
    let instance = try instance()
    let first = FleeOutput.out(SimulationRun(instance, seed: 5))
    #expect(FleeOutput.out(SimulationRun(instance, seed: 5)) == first)
    #expect(FleeOutput.out(SimulationRun(instance, seed: 6)) != first)
  }

  /// An ensemble that goes on where it was stopped ends where one in a single piece does, after the
  /// state has been through a file.
  @Test func resumingEndsAtTheSame() async throws {
    let ensemble = Ensemble(try instance(), seed: 8, engine: .person)
    let whole = await ensemble.run(60, threads: 2)
    let half = await ensemble.run(25, threads: 2)
    let stored = try PropertyListEncoder().encode(half)
    let read = try PropertyListDecoder().decode(EnsembleStatistics.self, from: stored)
    #expect(await ensemble.run(60, threads: 1, from: read) == whole)
  }

  @Test func cancellingKeepsWhatIsDone() async throws {
    let ensemble = Ensemble(try instance(), seed: 8, engine: .person)
    let whole = await ensemble.run(5, threads: 1)
    let flag = Flag()
    let part = await ensemble.run(
      1000, threads: 1, isCancelled: { flag.isSet }, progress: { if $0.runs == 5 { flag.set() } })
    #expect(part == whole)
  }

  /// Mean, variance and quantiles against the plain definitions over all values; quantiles on a line
  /// between neighbours (type 7 of Hyndman and Fan), as R and NumPy do.
  @Test func statisticsAreThoseOfTheValues() throws {
    let template = try #require(SimulationRun(instance(), seed: 1, days: 1).days.first)
    var statistics = EnsembleStatistics(places: 1, days: 1, seed: 0)
    let values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
    for value in values {
      var day = template
      day.atPlaces = [value]
      statistics.add([day], nil)
    }
    #expect(abs(statistics.mean(day: 0, column: 0) - 3.9) < 1e-12)
    // statistics.variance of Python: 6.1 (population 5.49, times 10/9).
    #expect(abs(statistics.variance(day: 0, column: 0) - 6.1) < 1e-12)
    // numpy.quantile of the values at 0.025, 0.1, 0.5, 0.9, 0.975.
    let quantiles = statistics.quantiles(day: 0, column: 0)
    for (found, expected) in zip(quantiles, [1, 1, 3.5, 6.3, 8.325]) {
      #expect(abs(found - expected) < 1e-9)
    }
  }

  @Test func parametersAreDrawnForEachRun() throws {
    let ensemble = Ensemble(
      try instance(), seed: 1, engine: .person,
      variations: [Ensemble.Variation(key: "max_move_speed", low: 100, high: 500)])
    let draws = (0..<200).map { ensemble.instance(ofRun: $0).settings.maxMoveSpeed }
    #expect(draws == (0..<200).flatMap(ensemble.draws(ofRun:)))
    #expect(draws.count == 200 && draws.allSatisfy { (100...500).contains($0) })
    let mean = draws.reduce(0, +) / 200
    // Mean and standard error of an even distribution.
    #expect(abs(mean - 300) < 5 * 400 / 12.0.squareRoot() / 200.0.squareRoot())
  }
}

private final class Flag: @unchecked Sendable {
  private let lock = NSLock()
  private var value = false
  var isSet: Bool { lock.withLock { value } }
  func set() { lock.withLock { value = true } }
}
