import Periods
import Record

/// A time that is said to be the highest or the lowest among others: "July was the deadliest month of the
/// year", "the peak came in August".
struct Peak: Sendable {
  enum Direction: String, Sendable {
    case high, low
    /// "the worst month": most often the highest.
    case worst
  }

  /// Among which times.
  enum Span: Sendable {
    /// Nothing says it.
    case unsaid
    /// Words that limit it and are no time: "of the period", "of the dozen years".
    case vague
    /// All that was ever counted.
    case everything
    case within(Period)
    /// "of the year": the calendar's or the government's.
    case year
    case fiscalYear
    case since(Moment)
    /// "in three years".
    case last(months: Int)
  }

  var direction: Direction
  /// 2 for "the second-highest month".
  var rank = 1
  /// What kind of time it is; `nil` where the words do not say.
  var unit: Granularity?
  var span: Span
  /// The time that is said to be it, where it is named beside the words.
  var subject: Moment?
  /// Whether a verb says it: what is only set beside a time may be of something else.
  var isStated = false
}

/// Somebody or something that is said to have a place among others: "the busiest sector", "second only to
/// Mexicans", "más que ningún otro país".
struct Rank: Sendable {
  struct Name: Sendable, Hashable {
    var dimension: Record.Dimension
    var label: String
  }

  /// 1 for the largest; 0 where it is the one after ``follows``.
  var place: Int
  /// Counted from the smallest.
  var isLeast = false
  /// Who is said to have it, in each way that the name may be meant.
  var names: [Name]
  /// Others that are named before the words: the place may be theirs.
  var others: [Name] = []
  /// Who is said to stand before: "behind only Venezuela".
  var before: [String] = []
  /// Who is said to be followed by it: "Tucson, followed by Del Rio".
  var follows: [String] = []
  /// How many share it: "Mexicans and Guatemalans led the list".
  var sharedBy = 1
  /// Whether words leave some out: "among the Latin American groups".
  var isLimited = false
}
