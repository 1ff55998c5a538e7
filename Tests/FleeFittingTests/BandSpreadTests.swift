import FleeFitting
import Foundation
import Testing

/// Bands' widths against quantiles counted by hand.
@Suite struct BandSpreadTests {
  /// Of ten distances 1 … 10, eight lie up to 8 and all but a twentieth up to 10.
  @Test func factorsAreQuantilesOfTheDistances() throws {
    let spread = try #require(BandSpread([[(1...10).map(Double.init)]]))
    #expect(abs(log(spread.factor80) - 8) < 1e-9)
    #expect(abs(log(spread.factor95) - 10) < 1e-9)
  }

  /// Three quarters of the weight lie at 0 where the large distances are of one camp of two in one of two conflicts,
  /// however many days it has.
  @Test func conflictsAndCampsWeighTheSame() throws {
    let many = [Double](repeating: 2, count: 1000)
    let spread = try #require(BandSpread([[[0, 0], many], [[0]]]))
    #expect(abs(log(spread.factor80) - 2) < 1e-9)
    let less = try #require(BandSpread([[[0, 0], many], [[0]], [[0]]]))
    #expect(less.factor80 == 1)
    #expect(abs(log(less.factor95) - 2) < 1e-9)
  }

  /// 99 people and one more are a tenth of 999 and one more.
  @Test func distancesAreOfPeopleAndOneMore() {
    #expect(abs(BandSpread.distance(99, 999) - log(10)) < 1e-12)
    #expect(BandSpread.distance(0, 0) == 0)
    #expect(BandSpread([[[]]]) == nil)
  }
}
