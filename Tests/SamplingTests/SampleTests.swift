import Sampling
import Testing

@Suite struct SampleTests {
  /// Beyond the sample's size quantiles come from a random sample: of 0 … 9,999 the median is 5,000
  /// within five standard errors, 0.5·10,000/√1000 each.
  @Test func quantilesOfManyRunsComeFromASample() {
    var sample = Sample(cells: 1, seed: 3)
    for run in 0..<10_000 {
      if let slot = sample.slot(forRun: run) { sample.put(Int32(run), cell: 0, slot: slot) }
    }
    #expect(abs(sample.quantiles([0.5], cell: 0)[0] - 5000) < 5 * 5000 / 1000.0.squareRoot())
  }
}
