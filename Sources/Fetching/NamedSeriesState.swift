import Periods
import Record
import Wording

/// What the record says of a series that has a name, to be compared with what it says after an update.
struct NamedSeriesState {
  var series: String
  var title: String
  var last: Period?
  var value: Double?
  /// Datasets that its newest figure comes from.
  var datasets: Set<String> = []
  var values: [Period: Double?] = [:]

  static func all(_ store: RecordStore, _ language: Language) -> [NamedSeriesState] {
    store.vocabulary.namedSeries.map { series in
      var state = NamedSeriesState(series: series.id, title: series.title(language))
      guard let selection = try? store.parser.selection(series.id),
        let timeline = try? store.timeline(selection, asOf: nil)
      else { return state }
      for observation in timeline.observations(every: timeline.native) {
        state.values[observation.period] = observation.value
      }
      if let latest = timeline.latest(every: timeline.native) {
        state.last = latest.period
        state.value = latest.value
        state.datasets = Set(latest.sources.compactMap { timeline.sources[$0]?.dataset })
      }
      return state
    }
  }
}

/// What an update did to the series that have names.
package struct SeriesMoves: Sendable, Encodable {
  /// Series with a newer figure than before.
  package var moved: [Move] = []
  /// Series of the tables asked for whose newest figure is of the same period as before.
  package var notMoved: [Stay] = []
  /// Series of which figures that were there are now others.
  package var revised: [Revision] = []

  package struct Move: Sendable, Encodable {
    package var series: String
    package var title: String
    package var from: Period?
    package var to: Period
    package var value: Double?
  }

  package struct Stay: Sendable, Encodable {
    package var series: String
    package var title: String
    package var last: Period?
  }

  package struct Revision: Sendable, Encodable {
    package var series: String
    package var title: String
    /// How many periods have another number.
    package var periods: Int
    /// The largest difference.
    package var period: Period
    package var before: Double?
    package var after: Double?
  }

  package init() {}

  /// - Parameter datasets: those of the tables asked for.
  init(_ before: [NamedSeriesState], _ after: [NamedSeriesState], datasets: Set<String>) {
    let earlier = Dictionary(before.map { ($0.series, $0) }) { first, _ in first }
    for now in after {
      let was = earlier[now.series]
      if let last = now.last, last != was?.last {
        moved.append(
          Move(
            series: now.series, title: now.title, from: was?.last, to: last, value: now.value))
      } else if !now.datasets.isDisjoint(with: datasets) {
        notMoved.append(Stay(series: now.series, title: now.title, last: now.last))
      }
      if let was { note(was, now) }
    }
  }

  private mutating func note(_ was: NamedSeriesState, _ now: NamedSeriesState) {
    let changed = was.values.filter { period, value in
      guard let other = now.values[period] else { return value != nil }
      return other != value
    }
    let largest = changed.max { a, b in
      let size = { (entry: (key: Period, value: Double?)) in
        abs((now.values[entry.key].flatMap { $0 } ?? 0) - (entry.value ?? 0))
      }
      return (size(a), a.key.first) < (size(b), b.key.first)
    }
    guard let largest else { return }
    revised.append(
      Revision(
        series: now.series, title: now.title, periods: changed.count, period: largest.key,
        before: largest.value, after: now.values[largest.key].flatMap { $0 }))
  }
}
