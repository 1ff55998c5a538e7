import Estimation
import Foundation
import Periods

/// An outlook's months under judgements: with the weight of each what it says, with the rest the outlook as it
/// is (a linear pool; Stone, Annals of Mathematical Statistics 32, 1961).
///
/// A judgement multiplies what comes in the days of the break. What the last month known has seen of it already
/// is in the outlook, which starts from that month, and is taken out again: a judgement whose break lies wholly
/// in known months changes nothing.
package struct JudgedMonths: Sendable {
  /// The last month known.
  private let origin: Period
  private let judgements: [Judgement]

  package init(origin: Period, _ judgements: [Judgement]) {
    self.origin = origin
    self.judgements = judgements
  }

  /// Points of a factor's distribution, each as likely as the others.
  private static let points = 41

  /// Whether a judgement changes anything of a month.
  package func concerns(_ judgement: Judgement, _ month: Period) -> Bool {
    let (own, before) = (Self.share(judgement, month), Self.share(judgement, origin))
    return own != before && judgement.weight > 0
  }

  /// Quantiles of a month at ``Scores/levels``.
  ///
  /// - Parameter base: the outlook's own.
  package func quantiles(_ base: [Double], of month: Period) -> [Double] {
    let applied = judgements.filter { concerns($0, month) }
    guard !applied.isEmpty else { return base }
    let curve = QuantileCurve(base)
    let parts = applied.map { (weight: $0.weight, factors: factors($0, month)) }
    let rest = 1 - parts.reduce(0) { $0 + $1.weight }
    func chance(above count: Double) -> Double {
      parts.reduce(max(0, rest) * curve.chance(above: count)) { sum, part in
        let own = part.factors.reduce(0) { $0 + curve.chance(above: count / $1) }
        return sum + part.weight * own / Double(part.factors.count)
      }
    }
    let highest = max(1, parts.flatMap(\.factors).max() ?? 1)
    let most = CountScale.transform(
      curve.value(at: QuantileCurve.trusted.upperBound) * highest + 1)
    return Scores.levels.map { level in
      guard chance(above: 0) > 1 - level else { return 0 }
      // On the scale of counts, where the curve is a line.
      return CountScale.count(
        Bisection.root(from: 0, to: most, steps: 60) {
          1 - level - chance(above: CountScale.count($0))
        })
    }
  }

  /// What the count of a month is multiplied by, at points of equal chance: between the middle and each end of
  /// the band of 8 in 10 the logarithm is normal.
  private func factors(_ judgement: Judgement, _ month: Period) -> [Double] {
    let (own, before) = (Self.share(judgement, month), Self.share(judgement, origin))
    let middle = log(judgement.factor)
    let (down, up) = (middle - log(judgement.low), log(judgement.high) - middle)
    return (0..<Self.points).map { point in
      let score = QuantileCurve.normalScore((Double(point) + 0.5) / Double(Self.points))
      let factor = exp(middle + score / 1.281_552 * (score < 0 ? down : up))
      return max(1e-9, (1 - own + own * factor) / (1 - before + before * factor))
    }
  }

  /// The part of a month's days that lies in the break.
  private static func share(_ judgement: Judgement, _ month: Period) -> Double {
    let first = max(judgement.from, month.first)
    let last = min(judgement.through ?? month.last, month.last)
    return first > last ? 0 : Double(last.days(since: first) + 1) / Double(month.dayCount)
  }
}
