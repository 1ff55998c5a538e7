import GRDB
import Periods

/// Days of a row. The library's own reading of a number that is too large for its type ends the program; a
/// file that another program has changed must not.
extension Row {
  func day(_ column: Int) throws -> Day {
    guard let day = Day(stored: self[column]) else { throw RecordError.noDay }
    return day
  }

  func day(_ column: String) throws -> Day {
    guard let day = Day(stored: self[column]) else { throw RecordError.noDay }
    return day
  }

  /// `nil` where there is none.
  func dayIfAny(_ column: String) throws -> Day? {
    guard let number = self[column] as Int64? else { return nil }
    guard let day = Day(stored: number) else { throw RecordError.noDay }
    return day
  }

  /// The days from one column to another; `nil` where they end before they begin.
  func period(_ first: Int, _ last: Int) throws -> Period? {
    try Period(from: day(first), through: day(last))
  }
}

extension DimensionSet {
  /// What a row says; of a number that no record has nothing.
  init(stored number: Int64) { self.init(rawValue: Int32(exactly: number) ?? 0) }
}

extension Day {
  /// The days of the years 1 to 9999, as numbers.
  static let storable: ClosedRange<Int64> = -719_162...2_932_896

  /// `nil` for a number that stands for no day of these years.
  init?(stored number: Int64) {
    guard Day.storable.contains(number), let number = Int32(exactly: number) else { return nil }
    self.init(number: number)
  }
}
