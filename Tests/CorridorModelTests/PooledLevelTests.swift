import CorridorModel
import Foundation
import Periods
import Testing

/// The mean of two forecasts of a count's level, in closed form: logarithms of the count and 50 are averaged.
struct PooledLevelTests {
  private let months = [3, 4, 5, 6].compactMap { month in
    Day("2023-0\(month)-01").map(Period.month(of:))
  }

  private func mean(_ model: Double, _ outlook: Double) -> Double {
    ((model + 50) * (outlook + 50)).squareRoot() - 50
  }

  private func isNear(_ one: [[Double]], _ other: [[Double]]) -> Bool {
    one.count == other.count
      && zip(one.joined(), other.joined()).allSatisfy { abs($0 - $1) < 1e-6 * max(1, abs($1)) }
  }

  /// Two runs, the first the larger; two draws in another order. The outlook knows April and May: March is known
  /// already, and June keeps May's factor.
  @Test func `smallest goes with smallest, and months beyond the outlook keep its last factor`() {
    let outlook = EntryOutlook(first: months[1], draws: [[900, 1000], [100, 140]])
    let base = [[700.0, 300], [600, 200], [650, 350], [800, 450]]
    let level = PooledLevel(outlook, base: base, months: months)
    let pooled = level.apply(base)
    // June, of each run: the factor that May has.
    func june(_ base: Double, may: Double, outlook: Double) -> Double {
      let factor: Double = ((outlook + 50) / (may + 50)).squareRoot()
      return (base + 50) * factor - 50
    }
    let last: [Double] = [
      june(800, may: 650, outlook: 1000), june(450, may: 350, outlook: 140),
    ]
    #expect(
      isNear(
        pooled,
        [
          [700, 300], [mean(600, 900), mean(200, 100)], [mean(650, 1000), mean(350, 140)], last,
        ]))
  }

  /// Under the policies as they were, what came; in a scenario with a tenth more (of the count and 50), a tenth more.
  @Test func `a month that is known is what came`() {
    let base = [[700.0, 300], [600, 200]]
    let level = PooledLevel(
      EntryOutlook(first: months[1], draws: [[600], [200]]), base: base,
      months: Array(months[0...1]), known: [months[0]: 450])
    #expect(isNear(level.apply(base), [[450, 450], [600, 200]]))
    #expect(isNear(level.apply([[775, 335], [600, 200]]), [[500, 500], [600, 200]]))
  }

  /// A scenario in which twice as many (of the count and 50) are counted is twice the mean.
  @Test func `what a scenario changes is the model's`() {
    let outlook = EntryOutlook(first: months[0], draws: [[400, 400, 400, 400]])
    let base = months.map { _ in [150.0, 1950] }
    let level = PooledLevel(outlook, base: base, months: months)
    let doubled = base.map { $0.map { 2 * ($0 + 50) - 50 } }
    #expect(
      isNear(
        level.apply(doubled),
        months.map { _ in [2 * (mean(150, 400) + 50) - 50, 2 * (mean(1950, 400) + 50) - 50] }))
  }

  @Test func `an outlook without draws changes nothing, and no count falls below zero`() {
    let base = months.map { _ in [0.0, 20] }
    #expect(
      PooledLevel(EntryOutlook(first: months[0], draws: []), base: base, months: months)
        .apply(base) == base)
    let low = PooledLevel(
      EntryOutlook(first: months[0], draws: [[0, 0, 0, 0]]), base: base, months: months)
    #expect(low.apply(months.map { _ in [0.0, 0] }).joined().allSatisfy { $0 >= 0 })
  }
}
