import Foundation

extension RandomStream {
  /// How many of `wanted` people, drawn from `all` without replacement, are among the `good` ones: a
  /// hypergeometric number, exact, by adding up chances outwards from the most likely number.
  package func hypergeometric(good: Int, all: Int, wanted: Int) -> Int {
    let drawn = min(wanted, all)
    guard good > 0, drawn > 0 else { return 0 }
    guard good < all, drawn < all else { return drawn == all ? good : drawn }
    let bad = all - good
    let lowest = max(0, drawn - bad)
    let highest = min(good, drawn)
    let mode = min(
      highest, max(lowest, Int(Double(drawn + 1) * Double(good + 1) / Double(all + 2))))
    let peak = exp(
      LogFactorial.choose(good, mode) + LogFactorial.choose(bad, drawn - mode)
        - LogFactorial.choose(all, drawn))
    var left = next() - peak
    if left < 0 { return mode }
    var (below, above) = (mode, mode)
    var (chanceBelow, chanceAbove) = (peak, peak)
    while below > lowest || above < highest {
      if above < highest {
        // Ratio of one chance to the one before it.
        chanceAbove *=
          Double(good - above) * Double(drawn - above)
          / (Double(above + 1) * Double(bad - drawn + above + 1))
        above += 1
        left -= chanceAbove
        if left < 0 { return above }
      }
      if below > lowest {
        chanceBelow *=
          Double(below) * Double(bad - drawn + below)
          / (Double(good - below + 1) * Double(drawn - below + 1))
        below -= 1
        left -= chanceBelow
        if left < 0 { return below }
      }
      // Far in both tails, where rounding has used up the sum of the chances.
      if chanceAbove < 1e-300, chanceBelow < 1e-300 { break }
    }
    return mode
  }

  /// How many of `wanted` people, drawn from all cells without replacement, come from each cell.
  package func shares(of wanted: Int, among cells: [Int]) -> [Int] {
    var all = cells.reduce(0, +)
    var left = min(wanted, all)
    return cells.map { people in
      let number = hypergeometric(good: people, all: all, wanted: left)
      all -= people
      left -= number
      return number
    }
  }
}

/// Logarithms of factorials: a table for small numbers, Stirling's series for others.
enum LogFactorial {
  private static let table: [Double] = {
    var sums = [0.0]
    for number in 1..<256 { sums.append(sums[number - 1] + log(Double(number))) }
    return sums
  }()

  static func of(_ number: Int) -> Double {
    if number < table.count { return table[max(0, number)] }
    let x = Double(number) + 1
    let x2 = x * x
    return (x - 0.5) * log(x) - x + 0.918_938_533_204_672_7
      + (1.0 / 12 - (1.0 / 360 - 1 / (1260 * x2)) / x2) / x
  }

  static func choose(_ n: Int, _ k: Int) -> Double { of(n) - of(k) - of(n - k) }
}
