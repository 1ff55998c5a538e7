import Wording

/// How far a number may be from the record, by how it is worded. The rules are stated in
/// docs/claims.md; they are Trocha's own.
enum Tolerance {
  enum Fit: Int, Comparable, Sendable {
    case none
    /// The wording allows the difference: "about", "more than".
    case hedged
    /// The record rounds to it.
    case rounded
    case exact

    static func < (a: Fit, b: Fit) -> Bool { a.rawValue < b.rawValue }
  }

  /// "about" allows 5 %, or half of the last digit written where that is more, up to 10 %.
  static let about = 0.05
  /// "nearly" allows 7.5 % less.
  static let nearly = 0.075
  /// However few digits are written, rounding covers no more than this.
  static let mostRounding = 0.025

  /// How a count that is stated fits the record's.
  static func fit(_ amount: Amount, _ record: Double) -> Fit {
    let (value, step) = (amount.value, amount.step)
    if let upper = amount.upper {
      let slack = min(step / 2, value * mostRounding)
      return record >= value - slack && record <= upper + slack ? .hedged : .none
    }
    let rounding =
      step > 1 || amount.decimals > 0 ? min(step / 2, max(value * mostRounding, 0.5)) : 0
    let difference = abs(record - value)
    switch amount.leeway {
    case .none, .exact:
      if difference < 0.5 * min(step, 1) { return .exact }
      return difference <= rounding ? .rounded : .none
    case .about:
      if difference < 0.5 { return .exact }
      let slack = max(value * about, min(step / 2, value * 0.1))
      return difference <= slack ? .hedged : .none
    case .nearly:
      if record < value { return value - record <= max(value * nearly, step / 2) ? .hedged : .none }
      return record - value <= value * 0.005 ? .rounded : .none
    // "Only 894", "at least 1,402": the very number is more than allowed.
    case .atLeast where step == 1 && difference < 0.5, .atMost where step == 1 && difference < 0.5:
      return .exact
    case .moreThan, .atLeast:
      if record > value || amount.leeway == .atLeast && record == value { return .hedged }
      return value - record <= min(rounding, value * 0.005) ? .rounded : .none
    case .lessThan, .atMost:
      if record < value || amount.leeway == .atMost && record == value { return .hedged }
      return record - value <= min(rounding, value * 0.005) ? .rounded : .none
    }
  }

  /// How a per cent, a part or a factor fits; both as fractions (0.37) or factors (2).
  ///
  /// A whole per cent stands for half a point either way, and a twentieth more: 36.498 % is 36.5 %,
  /// and so 37 %.
  static func fitRelative(_ amount: Amount, _ record: Double) -> Fit {
    let value = relativeValue(amount)
    let difference = abs(record - value)
    let step = relativeStep(amount)
    let rounding = step * 0.55
    if let upper = amount.upper {
      return record >= value - rounding && record <= upper / 100 + rounding ? .hedged : .none
    }
    switch amount.leeway {
    case .none, .exact:
      // Told to a tenth of a per cent, the record is what is stated.
      let exact = amount.unit == .percent ? min(step / 2, 0.00051) : step * 0.05
      if difference <= exact { return .exact }
      return difference <= rounding ? .rounded : .none
    case .about:
      return difference <= max(rounding, value * 0.1, amount.unit == .percent ? 0.02 : 0)
        ? .hedged : .none
    case .nearly:
      if record < value { return value - record <= max(value * 0.1, rounding) ? .hedged : .none }
      return difference <= step * 0.1 ? .rounded : .none
    case .moreThan, .atLeast:
      if record > value - 1e-9 { return .hedged }
      return difference <= step * 0.1 ? .rounded : .none
    case .lessThan, .atMost:
      if record < value + 1e-9 { return .hedged }
      // "Only 7 %" is of 7.3 % as well.
      return difference <= (amount.leeway == .atMost ? rounding : step * 0.1) ? .rounded : .none
    }
  }

  /// As a fraction or a factor.
  static func relativeValue(_ amount: Amount) -> Double {
    amount.unit == .percent ? amount.value / 100 : amount.value
  }

  private static func relativeStep(_ amount: Amount) -> Double {
    switch amount.unit {
    case .percent: (0..<min(amount.decimals, 6)).reduce(0.01) { step, _ in step / 10 }
    case .fraction: 0.06
    case .multiple: amount.value * 0.18
    default: amount.step
    }
  }

  /// Digits that are written before the zeros: 181,509 has six, 500,000 one.
  static func significantDigits(_ amount: Amount) -> Int {
    guard amount.step > 0, amount.value > 0 else { return 0 }
    var count = 0
    var rest = (amount.value / max(amount.step, 1e-6)).rounded()
    while rest >= 1 {
      rest = (rest / 10).rounded(.down)
      count += 1
    }
    return count
  }
}
