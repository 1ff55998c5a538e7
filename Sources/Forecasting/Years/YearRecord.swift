import Periods
import Record

/// The series of the record from which forecasts of years learn: of numbers at a moment every country's people
/// by origin and kind, of events the totals of twelve months of the monthly series.
package struct YearRecord: Sendable {
  private let stocks: [Vintages]
  private let flows: RecordPanel

  package init(_ store: RecordStore) throws {
    var stocks: [Vintages] = []
    for measure in store.vocabulary.measures where measure.isStock {
      guard let selection = try? store.parser.selection("measure=\(measure.id)"),
        let parts = try? store.vintages(selection, by: [.nationality, .place, .kind])
      else { continue }
      stocks += parts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }
    self.stocks = stocks.filter { part in
      YearlySeries(name: "", part.timeline()).values.contains { $0 >= YearPanel.least }
    }
    flows = try RecordPanel(store)
  }

  /// Twelve months that end with the last one, and with those three, six and nine months before it: a change of a year
  /// may begin in any month.
  private static func years(_ series: MonthlySeries) -> [YearlySeries] {
    stride(from: 0, to: 12, by: 3).compactMap { earlier in
      var shorter = series
      shorter.months.removeLast(min(earlier, shorter.months.count))
      shorter.values.removeLast(min(earlier, shorter.values.count))
      return YearlySeries(name: "", ofMonths: shorter)
    }
  }

  /// How they had changed by a day.
  ///
  /// - Parameter asOf: `nil` for all that is known.
  package func panel(isStock: Bool, asOf: Day?) -> YearPanel {
    let series =
      isStock
      ? stocks.map { YearlySeries(name: "", $0.timeline(asOf: asOf)) }
      : flows.series(asOf: asOf).flatMap(Self.years)
    return YearPanel(series.map(\.values), isStock: isStock)
  }
}

/// A series of the record by year, in all its vintages.
package struct YearHistory: Sendable {
  package let name: String
  package let selection: Selection
  package let isStock: Bool
  private let vintages: Vintages

  /// - Throws: a ``QuestionError`` when the words name no series.
  package init(_ query: String, _ store: RecordStore) throws {
    selection = try store.parser.selection(query)
    name = query
    vintages = try store.vintages(selection)
    isStock = vintages.timeline().isStock
  }

  /// As it stood on a day.
  package func series(asOf: Day?) -> YearlySeries {
    YearlySeries(name: name, vintages.timeline(asOf: asOf))
  }

  /// The day on which a year of it was first known; of twelve months the day of the last.
  func known(from year: Period) -> Day? {
    vintages.known(from: year) ?? vintages.known(from: Period.month(of: year.last))
  }
}
