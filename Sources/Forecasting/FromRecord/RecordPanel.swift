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
      vintages += try store.vintages(selection, by: [.nationality]).map(\.value)
    }
    // Series that never saw many people take no part in a panel, and most of them did not.
    self.vintages = vintages.filter { part in
      RecordPanel.values(part).contains { $0 >= Panel.leastMean }
    }
  }

  /// How the series had changed by a day, as it was known then; `nil` for all that is known today.
  package func panel(asOf: Day?) -> Panel {
    Panel(vintages.map { RecordPanel.values($0, asOf: asOf) })
  }

  /// Exact counts only: some parts stand apart in a table that is rounded, and are others in the
  /// exact one.
  private static func values(_ vintages: Vintages, asOf: Day? = nil) -> [Double] {
    MonthlySeries(name: "", vintages.timeline(asOf: asOf), isExact: true).values
  }
}
