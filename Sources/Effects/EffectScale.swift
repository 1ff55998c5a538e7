import Foundation

/// The scale on which a series is compared with its donors.
package enum EffectScale: String, CaseIterable, Codable, Sendable {
  /// Counts as they are.
  case levels
  /// log(count + 1), each series less its own mean over the months of the fit: a donor of a tenth of
  /// the size is as good as any when its months rise and fall in the same proportion.
  case log
  /// Counts divided by each series' own mean over the months of the fit.
  case scaled

  package func transform(_ count: Double) -> Double { self == .log ? log1p(max(0, count)) : count }

  func count(_ value: Double) -> Double {
    self == .log ? max(0, expm1(min(value, 40))) : max(0, value)
  }

  /// What a series is brought to a common size by.
  func norm(_ values: [Double], fit: [Int]) -> Norm {
    let mean = fit.reduce(0) { $0 + values[$1] } / Double(max(1, fit.count))
    switch self {
    case .levels: return Norm(shift: 0, factor: 1)
    case .log: return Norm(shift: mean, factor: 1)
    case .scaled: return Norm(shift: 0, factor: max(mean, 1e-9))
    }
  }

  /// value = shift + factor × common.
  struct Norm {
    var shift: Double
    var factor: Double

    func common(_ value: Double) -> Double { (value - shift) / factor }
    func value(_ common: Double) -> Double { shift + factor * common }
  }
}
