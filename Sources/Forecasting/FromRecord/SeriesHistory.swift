import Periods
import Record

/// A series of the record in all its vintages, with what is counted further up the corridor.
package struct SeriesHistory: Sendable {
  package let name: String
  package let selection: Selection
  let vintages: Vintages
  /// Nearest first.
  let leads: [Vintages]

  /// Reads a series by its name or by a query.
  ///
  /// - Throws: a ``QuestionError`` when the words name no series.
  package init(_ query: String, _ store: RecordStore) throws {
    let selection = try store.parser.selection(query)
    try self.init(name: query, selection, store)
  }

  package init(name: String, _ selection: Selection, _ store: RecordStore) throws {
    self.name = name
    self.selection = selection
    vintages = try store.vintages(selection)
    leads = try SeriesHistory.leads(of: selection, store)
  }

  /// The named series further up whose people are those of a selection: of the same nationality, and
  /// not parted in ways the lead does not know.
  private static func leads(of selection: Selection, _ store: RecordStore) throws -> [Vintages] {
    let parser = store.parser
    let whole = selection.without(.nationality)
    let named = store.vocabulary.namedSeries
    var next = try named.first { try parser.selection($0.selection) == whole }?.lead
    var leads: [Vintages] = []
    while let id = next, let series = named.first(where: { $0.id == id }),
      leads.count < named.count
    {
      var lead = try parser.selection(series.selection)
      lead.include(selection.including[.nationality] ?? [], in: .nationality)
      if let vintages = try? store.vintages(lead) { leads.append(vintages) }
      next = series.lead
    }
    return leads
  }

  /// The series as it stood on a day.
  package func series(asOf: Day?) -> MonthlySeries {
    MonthlySeries(name: name, vintages.timeline(asOf: asOf), endsBeforeGap: true)
  }

  /// The day on which a month of it was first known.
  package func known(from month: Period) -> Day? { vintages.known(from: month) }

  /// What a forecast can go by on a day.
  package func question(
    _ series: MonthlySeries, asOf: Day?, _ learned: LearnedHistory
  ) -> ForecastQuestion {
    learned.question(
      past: series.values, lead: lead(for: series.months, asOf: asOf), asOf: asOf)
  }

  /// Counts of the nearest lead that saw enough people over the last year.
  private func lead(for months: [Period], asOf: Day?) -> [Double] {
    for vintages in leads {
      let values = MonthlySeries(name: "", vintages.timeline(asOf: asOf)).values(of: months)
      let year = values.suffix(12)
      if year.count == 12, year.reduce(0, +) >= SeriesHistory.leastLead * 12 { return values }
    }
    return []
  }

  /// Mean of a month below which a lead explains nothing.
  private static let leastLead = 30.0
}
