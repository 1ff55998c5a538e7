import Periods
import Policies
import Wording

/// The kinds of claims, as the report names them.
package enum ClaimKind: String, CaseIterable, Codable, Sendable {
  case level, change, share, rate, comparison, date
}

/// A statement found in a text, not yet checked.
struct FoundClaim: Sendable {
  /// What it says of the figure.
  enum Statement: Sendable {
    /// So many.
    case level
    /// So much more (1) or less (−1) than in the base: by a fraction, a factor, or a number.
    case change(direction: Double)
    /// "up from 9,672": more (1) or less (−1) than the number at those tokens.
    /// Where `own` is `nil`, the number just before is.
    case beside(direction: Double, number: Range<Int>, own: Range<Int>? = nil)
    /// "little changed", "well above": words of degree, without a number.
    case degree(Degree)
    /// "rose, to 45,018": a direction, without a number of its own.
    case direction(Going)
    /// "fell every month".
    case every(Granularity, Going)
    /// So large a part; the part is in `part`.
    case share
    /// "most", "the vast majority".
    case majority(isVast: Bool)
    /// So many a day, week, month.
    case rate(per: String, isAverage: Bool)
    /// "a record", "the highest since", "the lowest so far this year".
    case extreme(isHigh: Bool, ExtremeSpan)
    /// "for the third month running".
    case running(count: Int, unit: Granularity, direction: Double)
    /// "the largest group".
    case largest(rank: Int)
    /// "July was the deadliest month of the year".
    case peak(Peak)
    /// "the busiest sector", "second only to Mexicans".
    case rank(Rank)
    /// "more than Ecuador": the number just before is larger (1) or smaller (−1) than that of another name.
    case outdo(direction: Double, [Rank.Name])
    /// A day before which something must have happened.
    case cutoff(Day, policy: String)
    /// Something with a number that the record does not count.
    case other(Other)
  }

  enum Degree: String, Sendable {
    case flat, up, down
    case slightlyUp = "slightly-up"
    case slightlyDown = "slightly-down"
    case wellUp = "well-up"
    case wellDown = "well-down"

    /// 1 for more, −1 for less, 0 for as many.
    var direction: Double {
      switch self {
      case .up, .slightlyUp, .wellUp: 1
      case .down, .slightlyDown, .wellDown: -1
      case .flat: 0
      }
    }
  }

  /// Why a number is no claim of the record.
  enum Other: Sendable {
    case money, age, distance, time, votes, poll, quotation, unknown
    /// It counts people or events of migration, but no series does.
    case uncounted
  }

  var kind: ClaimKind
  var statement: Statement
  /// Bytes of the text.
  var bytes: Range<Int>
  var amount: Amount?
  /// Ways to read what is counted, likeliest first.
  var subjects: [Subject] = []
  /// The part that a share is of.
  var part: Part?
  /// Periods that may be meant, likeliest first.
  var periods: [Period] = []
  /// Whether the period was said, rather than taken from what stands before.
  var isPeriodSaid = true
  /// The period goes on at the article's date.
  var isOpen = false
  /// Periods that it may be compared with, likeliest first.
  var bases: [Period] = []
  /// "expected", "could reach".
  var isExpected = false
  var isNegated = false
  var attributedTo: String?
  var isQuoted = false
  /// Whether nothing beside the number says that it counts another thing.
  var isBare = false
  /// Which sentence of the text it stands in.
  var sentence = 0
  /// Tokens of the number, or of the words that claim.
  var tokens: Range<Int> = 0..<0
  /// The time that it is compared with, as it is said.
  var baseMoment: Moment?
  /// Moments of the sentence that something is compared with.
  var baseMoments: Set<Int> = []
  /// Only a guess at what is counted: it may support a claim, and says nothing else.
  var isTentative = false
  var language: Language

  /// Whether it states a number of people or events, which others may be said of.
  var isNumber: Bool {
    switch statement {
    case .level, .rate: true
    case .other: amount?.unit == .count
    default: false
    }
  }

  /// "up from 9,672": said of two numbers that are claims of their own.
  var isBesideNumber: Bool {
    switch statement {
    case .beside, .outdo: true
    default: false
    }
  }

  /// Whether it is a number of people or events, by all that is known.
  var isCount: Bool {
    switch statement {
    case .level: true
    case .other(.uncounted), .other(.unknown): amount?.unit == .count && (amount?.value ?? 0) >= 100
    default: false
    }
  }

  struct Part: Sendable, Hashable {
    var dimension: String
    var labels: [String]
  }
}
