import Flee
import Foundation
import Sampling
import Testing

/// Parts of an ensemble, put together, are what one machine makes, to the last byte.
@Suite struct ShardTests {
  private func ensemble(_ engine: EngineKind) throws -> Ensemble {
    let instance = try FleeInstanceReader.read(
      ConformanceTests.folder.appending(path: "capacity").path)
    return Ensemble(
      instance, seed: 11, engine: engine,
      variations: [Ensemble.Variation(key: "max_move_speed", low: 50, high: 400)])
  }

  @Test(arguments: [
    (EngineKind.person, 17, 2), (.person, 17, 5), (.cohort, 16, 4), (.person, 3, 5),
  ])
  func partsAreTheWhole(engine: EngineKind, runs: Int, parts: Int) async throws {
    let ensemble = try ensemble(engine)
    let whole = await ensemble.run(runs, threads: 2)
    var list: [EnsembleStatistics] = []
    for number in (1...parts).reversed() {
      let shard = try #require(RunShard(number, of: parts))
      let part = await ensemble.run(runs, shard: shard, threads: 2)
      #expect(part.runs == shard.size(of: runs))
      let stored = try PropertyListEncoder().encode(part)
      list.append(try PropertyListDecoder().decode(EnsembleStatistics.self, from: stored))
    }
    let merged = try #require(EnsembleStatistics.merged(list))
    #expect(merged == whole)
    let instance = ensemble.instance
    #expect(FleeOutput.ensemble(merged, instance) == FleeOutput.ensemble(whole, instance))
    #expect(ErrorTable.csv(ensemble, merged) == ErrorTable.csv(ensemble, whole))
    #expect(EnsembleStatistics.merged(Array(list.dropLast())) == nil)
    #expect(EnsembleStatistics.merged(list + [list[0]]) == nil)
  }

  /// A part that goes on where it was stopped ends where one in a single piece does.
  @Test func aPartIsResumed() async throws {
    let ensemble = try ensemble(.person)
    let shard = try #require(RunShard("2/3"))
    let whole = await ensemble.run(20, shard: shard, threads: 2)
    let some = await ensemble.run(8, shard: shard, threads: 2)
    #expect(some.runs == 3)
    #expect(await ensemble.run(20, shard: shard, threads: 1, from: some) == whole)
  }

  /// Where nobody is simulated, everybody who was counted was counted elsewhere.
  @Test func errorsAreOfThePeopleCounted() throws {
    var instance = try FleeInstanceReader.read(
      ConformanceTests.folder.appending(path: "fork").path)
    instance.length = 40
    let validation = try #require(
      Validation(instance, Array(repeating: instance.places.map { _ in 0.0 }, count: 40)))
    let errors = RunErrors(validation)
    let counted = validation.counted.map { $0[39] }.reduce(0, +)
    try #require(counted > 0)
    let daysWithCounts = (0..<40).filter { day in validation.counted.contains { $0[day] > 0 } }
    #expect(abs(try #require(errors.countedElsewhere) - Double(daysWithCounts.count) / 40) < 1e-12)
  }
}
