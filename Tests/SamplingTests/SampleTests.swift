import Foundation
import Sampling
import Testing

@Suite struct SampleTests {
  /// Beyond the sample's size quantiles come from a random sample: of 0 … 9,999 the median is 5,000
  /// within five standard errors, 0.5·10,000/√1000 each.
  @Test func quantilesOfManyRunsComeFromASample() {
    var sample = Sample(cells: 1, seed: 3)
    for run in 0..<10_000 {
      sample.add([run], run: run)
    }
    #expect(abs(sample.quantiles([0.5], cell: 0)[0] - 5000) < 5 * 5000 / 1000.0.squareRoot())
  }

  /// Parts put together in any order, after they have been through a file, are the sample of all runs;
  /// numbers beyond 32 bits stay what they are.
  @Test(arguments: [2, 3, 7]) func partsAddUpToTheWhole(parts: Int) throws {
    func value(_ run: Int) -> [Int] { [run, run % 97 == 0 ? 10_000_000_000 + run : run * 3] }
    var whole = Sample(cells: 2, seed: 5)
    for run in 0..<4000 { whole.add(value(run), run: run) }
    var together = Sample(cells: 2, seed: 5)
    for number in (1...parts).reversed() {
      let shard = try #require(RunShard(number, of: parts))
      var sample = Sample(cells: 2, seed: 5)
      for position in 0..<shard.size(of: 4000) {
        let run = shard.run(at: position)
        sample.add(value(run), run: run)
      }
      let stored = try PropertyListEncoder().encode(sample)
      together.add(try PropertyListDecoder().decode(Sample.self, from: stored))
    }
    #expect(together == whole)
    #expect(together.quantiles([1], cell: 1)[0] >= 10_000_000_000)
  }

  /// Every run is in exactly one part: by listing them.
  @Test(arguments: [(1, 1), (10, 3), (2, 5), (16, 4), (17, 4)])
  func everyRunIsInOnePart(runs: Int, parts: Int) throws {
    let all = try (1...parts).flatMap { number -> [Int] in
      let shard = try #require(RunShard(number, of: parts))
      return (0..<shard.size(of: runs)).map(shard.run(at:))
    }
    #expect(all.sorted() == Array(0..<runs))
  }

  @Test func aPartIsReadFromTwoNumbers() {
    #expect(RunShard("2/16").map { "\($0)" } == "2/16")
    for text in ["0/4", "5/4", "2", "2/", "/4", "2/4/8", "a/b", "1/0", "-1/4", ""] {
      #expect(RunShard(text) == nil, "\(text)")
    }
  }
}
