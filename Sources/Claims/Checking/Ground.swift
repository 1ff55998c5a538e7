/// What an accusation rests on. Scores tell accusations apart by it, so that a kind that is often wrong is seen.
package enum Ground: String, CaseIterable, Codable, Sendable {
  /// The digits of the very figure, two of them changed round, one other, or one too many or missing.
  case digits
  /// The very figure, ten or a thousand times.
  case factor
  /// The figure of another time.
  case otherTime = "other-time"
  /// The figure of another people, group, sector or agency.
  case otherName = "other-name"
  /// Two numbers of a sentence, each beside the other's name.
  case exchanged
  /// A number that differs from the one figure that can be meant.
  case level
  /// A part that is more than its whole.
  case part
  case rate, change, share, direction
  /// Which of two numbers is the larger.
  case larger
  /// A record, a peak, a run.
  case peak, run
  case rank
  /// The day of a rule.
  case rule
  /// A number of a list whose others were met.
  case list

  /// Of a claim whose verdict says no more.
  init(_ statement: FoundClaim.Statement) {
    switch statement {
    case .level, .other: self = .level
    case .rate: self = .rate
    case .change, .degree: self = .change
    case .direction, .every: self = .direction
    case .beside, .outdo: self = .larger
    case .share, .majority: self = .share
    case .extreme, .peak: self = .peak
    case .running: self = .run
    case .largest, .rank: self = .rank
    case .cutoff: self = .rule
    }
  }
}
