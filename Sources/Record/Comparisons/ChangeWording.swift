import Wording

/// Words for a change, by a stated rule, so that "little changed" means the same every time.
///
/// | change | words |
/// | --- | --- |
/// | less than 2 % either way | little changed |
/// | 2 % to less than 5 % | slightly above, slightly below |
/// | 5 % to less than 15 % | above, below |
/// | 15 % or more | well above, well below |
/// | 100 % | twice |
/// | more than 100 % | more than twice |
/// | −50 % | half |
/// | less than −50 % | less than half |
///
/// A count below ``fewest`` before the change gets no such word: two deaths after one are no
/// doubling of anything. The thresholds are Trocha's own; the first three contain the usage of the
/// press report of 5 October 2023 (−0.4 % "little changed", −18 % "well below").
public enum ChangeWording: String, CaseIterable, Codable, Sendable {
  /// Less than 2 % either way.
  case littleChanged = "little-changed"
  /// 2 % to less than 5 % more.
  case slightlyAbove = "slightly-above"
  /// 2 % to less than 5 % fewer.
  case slightlyBelow = "slightly-below"
  /// 5 % to less than 15 % more.
  case above
  /// 5 % to less than 15 % fewer.
  case below
  /// 15 % to less than 100 % more.
  case wellAbove = "well-above"
  /// 15 % to less than 50 % fewer.
  case wellBelow = "well-below"
  /// 100 % more.
  case twice
  /// More than 100 % more.
  case moreThanTwice = "more-than-twice"
  /// 50 % fewer.
  case half
  /// More than 50 % fewer.
  case lessThanHalf = "less-than-half"
  /// Too few to compare as a rate.
  case tooFew = "too-few"

  /// The smallest count that a rate of change is put in words for.
  public static let fewest = 20.0
  /// Changes below this fraction, up or down, are "little changed".
  public static let little = 0.02
  /// Changes from ``little`` to less than this fraction are "slightly above" or "slightly below".
  public static let slight = 0.05
  /// Changes from this fraction on are "well above" or "well below"; those from ``slight`` on, "above" or
  /// "below".
  public static let well = 0.15

  /// - Parameters:
  ///   - change: as a fraction of `base`.
  ///   - base: the count that it is measured against.
  public init(change: Double, base: Double) {
    guard abs(base) >= ChangeWording.fewest else {
      self = .tooFew
      return
    }
    let isRise = change > 0
    // Averages of unequal periods may miss it by the last digit.
    func isJust(_ other: Double) -> Bool { abs(change - other) < 1e-9 }
    switch abs(change) {
    case ..<ChangeWording.little: self = .littleChanged
    case _ where isJust(1): self = .twice
    case _ where isJust(-0.5): self = .half
    case _ where change >= 1: self = .moreThanTwice
    case _ where change <= -0.5: self = .lessThanHalf
    case ..<ChangeWording.slight: self = isRise ? .slightlyAbove : .slightlyBelow
    case ..<ChangeWording.well: self = isRise ? .above : .below
    default: self = isRise ? .wellAbove : .wellBelow
    }
  }

  /// The words alone: "well below".
  public func words(_ language: Language) -> String {
    switch self {
    case .littleChanged: language("little changed", "casi sin cambio")
    case .slightlyAbove: language("slightly above", "ligeramente por encima")
    case .slightlyBelow: language("slightly below", "ligeramente por debajo")
    case .above: language("above", "por encima")
    case .below: language("below", "por debajo")
    case .wellAbove: language("well above", "muy por encima")
    case .wellBelow: language("well below", "muy por debajo")
    case .twice: language("twice as many", "el doble")
    case .half: language("half as many", "la mitad")
    case .moreThanTwice: language("more than twice as many", "más del doble")
    case .lessThanHalf: language("less than half", "menos de la mitad")
    case .tooFew: language("too few to compare", "muy pocos para comparar")
    }
  }

  /// The words with what the change is measured against: "well below December 2022".
  public func words(against other: String, _ language: Language) -> String {
    switch self {
    case .littleChanged:
      language("little changed from \(other)", "casi sin cambio frente a \(other)")
    case .twice: language("twice \(other)", "el doble de \(other)")
    case .half: language("half of \(other)", "la mitad de \(other)")
    case .moreThanTwice: language("more than twice \(other)", "más del doble de \(other)")
    case .lessThanHalf: language("less than half of \(other)", "menos de la mitad de \(other)")
    case .tooFew: language("against \(other)", "frente a \(other)")
    default: language("\(words(language)) \(other)", "\(words(language)) de \(other)")
    }
  }
}
