import Periods

/// Sums by period of cells that come in no order.
///
/// A total over a large table adds up tens of thousands of cells, and hashing two days for each took an
/// eighth of a question's time. Periods of one table rarely begin on the same day, so the place of a sum
/// is looked up by its first day in an array, and only where two do, in a dictionary.
struct PeriodSums {
  private var spans: [Span] = []
  private var sums: [CellSum] = []
  /// By first day, counted from `start`: one more than the place of the sum; 0 for none.
  private var places: ContiguousArray<Int32> = []
  private var start: Int32 = 0
  /// Periods that begin on the same day as another.
  private var others: [Span: Int] = [:]

  /// First and last day of a period, as the record stores them.
  private struct Span: Hashable {
    var first: Int32
    var last: Int32
  }

  /// Days from the first to the last period's beginning that the array covers: two hundred years,
  /// far more than any table.
  private static let reach = 73_000

  mutating func add(first: Int32, last: Int32, _ cell: CellSum) {
    sums[place(Span(first: first, last: last))].add(cell)
  }

  private mutating func place(_ span: Span) -> Int {
    let (offset, isFar) = span.first.subtractingReportingOverflow(start)
    if !isFar, offset >= 0, Int(offset) < places.count {
      let place = Int(places[Int(offset)]) - 1
      if place >= 0, spans[place].last == span.last { return place }
    }
    return rarePlace(span)
  }

  /// The place of a period that is new, or begins on the day of another.
  private mutating func rarePlace(_ span: Span) -> Int {
    if let place = others[span] { return place }
    let place = spans.count
    spans.append(span)
    sums.append(CellSum())
    if places.isEmpty { start = span.first }
    let offset = Int(span.first) - Int(start)
    if offset < 0, places.count - offset <= PeriodSums.reach {
      places.insert(contentsOf: repeatElement(0, count: -offset), at: 0)
      start = span.first
    } else if offset >= places.count, offset < PeriodSums.reach {
      places.append(contentsOf: repeatElement(0, count: offset + 1 - places.count))
    }
    let index = Int(span.first) - Int(start)
    if places.indices.contains(index), places[index] == 0 {
      places[index] = Int32(place + 1)
    } else {
      others[span] = place
    }
    return place
  }

  /// - Throws: a ``RecordError`` for a day that is none.
  func byPeriod() throws -> [Period: CellSum] {
    var result: [Period: CellSum] = [:]
    result.reserveCapacity(spans.count)
    for (span, sum) in zip(spans, sums) {
      guard let first = Day(stored: Int64(span.first)), let last = Day(stored: Int64(span.last))
      else { throw RecordError.noDay }
      if let period = Period(from: first, through: last) {
        result[period, default: CellSum()].add(sum)
      }
    }
    return result
  }
}
