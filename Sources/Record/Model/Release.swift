import Periods

/// What a reader makes of a published file: a source and its figures, ready to be stored.
///
/// Figures are kept as rows of small numbers with their series apart, since a file repeats each
/// series for every month.
package struct Release: Sendable {
  package var source: Source
  package private(set) var series: [SeriesKey] = []
  package private(set) var rows: [Row] = []
  package private(set) var extras: [Int: Extra] = [:]
  /// Dimensions in which the file looks like a part of its publication.
  package internal(set) var parts: [ReleasePart] = []
  /// Periods that the file is said to be about and has no row for.
  package internal(set) var unfilled: [UnfilledWindow] = []

  /// Rows of the file that contradict themselves, in its order.
  package internal(set) var rowFaults: [RowFault] = []

  private var seriesIndex: [SeriesKey: Int32] = [:]
  private var rowIndex: [Cell: Int32] = [:]

  package struct Row: Sendable {
    package var series: Int32
    package var period: Period
    package var value: Double?
    /// Line of the file it was read from.
    var line: Int32
    /// What stood in the file's own words, so that a repeated line is distinguished from two spellings of
    /// one cell.
    var wording: Int
  }

  /// What few rows have.
  package struct Extra: Hashable, Sendable {
    package var exactness: Exactness
    package var point: Coordinate?
    package var note: String

    static let none = Extra(exactness: .exact, point: nil, note: "")
  }

  private struct Cell: Hashable {
    var series: Int32
    var period: Period
  }

  package init(source: Source) {
    self.source = source
  }

  /// Number of figures.
  package var count: Int { rows.count }

  /// Whether some figure is not known.
  var hasUnknown: Bool { rows.contains { $0.value == nil } }

  /// First to last day that figures are about; `nil` when there are none.
  package var coverage: Period? {
    guard let first = rows.lazy.map(\.period.first).min(),
      let last = rows.lazy.map(\.period.last).max()
    else { return nil }
    return Period(from: first, through: last)
  }

  /// Adds a figure read from a line.
  ///
  /// Two lines with different wordings that mean one cell (`UAC` and `UC / Single Minors`) are
  /// added up; two with the same wording are a fault.
  ///
  /// - Parameter wording: a hash of the line's labels as published.
  /// - Returns: `nil`, or the line that already held the cell in the same wording.
  package mutating func add(_ figure: Figure, line: Int, wording: Int = 0) -> Int? {
    let index = index(of: figure.series)
    let cell = Cell(series: index, period: figure.period)
    if let known = rowIndex[cell] {
      let row = rows[Int(known)]
      if row.wording == wording { return Int(row.line) }
      rows[Int(known)].value = row.value.flatMap { a in figure.value.map { a + $0 } }
      return nil
    }
    let extra = Extra(exactness: figure.exactness, point: figure.point, note: figure.note)
    if extra != .none { extras[rows.count] = extra }
    rowIndex[cell] = Int32(rows.count)
    rows.append(
      Row(
        series: index, period: figure.period, value: figure.value, line: Int32(clamping: line),
        wording: wording))
    return nil
  }

  private mutating func index(of key: SeriesKey) -> Int32 {
    if let known = seriesIndex[key] { return known }
    let index = Int32(series.count)
    series.append(key)
    seriesIndex[key] = index
    return index
  }

  /// The figures, in the order they were read.
  package var figures: some Sequence<Figure> {
    rows.indices.lazy.map { index in
      let row = rows[index]
      let extra = extras[index] ?? .none
      return Figure(
        series: series[Int(row.series)], period: row.period, value: row.value,
        exactness: extra.exactness, point: extra.point, note: extra.note)
    }
  }
}
