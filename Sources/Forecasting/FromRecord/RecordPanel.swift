import Periods
import Record

/// The series of the record whose changes a ``Panel`` is made of: every named monthly series that counts
/// everybody, and its parts by nationality, in all their vintages.
package struct RecordPanel: Sendable {
  private let vintages: [Vintages]

  package init(_ store: RecordStore) throws {
    let parser = store.parser
    var vintages: [Vintages] = []
    for named in store.vocabulary.namedSeries where named.isPooled {
      let selection = try parser.selection(named.selection)
      guard selection.including[.nationality] == nil, selection.including[.demographic] == nil,
        store.vocabulary.measure(selection.measure)?.isStock == false,
        let whole = try? store.vintages(selection)
      else { continue }
      vintages.append(whole)
      // In an order of their own: changes of equal size are told apart by it, so that what is learned is the same
      // each time.
      vintages += try store.vintages(selection, by: [.nationality])
        .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }
    // Series that never saw many people take no part in a panel, and most of them did not.
    self.vintages = vintages.filter { part in
      MonthlySeries(name: "", part.timeline(), isExact: true).values
        .contains { $0 >= Panel.leastMean }
    }
  }

  /// The series as they were known on a day, always in the same order; without months where nothing was.
  ///
  /// Exact counts only: some parts stand apart in a table that is rounded, and are others in the
  /// exact one.
  func series(asOf: Day?) -> [MonthlySeries] {
    vintages.map { MonthlySeries(name: "", $0.timeline(asOf: asOf), isExact: true) }
  }

  /// The day on which the newest figure of all was first known.
  func newest() -> Day? {
    zip(vintages, series(asOf: nil)).compactMap { vintages, series in
      series.months.last.flatMap(vintages.known)
    }.max()
  }

  static func panel(of series: [MonthlySeries]) -> Panel {
    let newest = series.compactMap { $0.months.last?.first }.max()
    return Panel(
      series.map { one in
        guard let newest, let last = one.months.last else { return Panel.Row(one.values) }
        return Panel.Row(one.values, behind: newest.monthNumber - last.first.monthNumber)
      })
  }
}

extension Day {
  /// Months since the year 0.
  var monthNumber: Int { year * 12 + month - 1 }
}
