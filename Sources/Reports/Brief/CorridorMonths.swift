import Corridors
import Periods
import Record
import Wording

/// The figures of a corridor's points month by month, for a map that goes through time.
package struct CorridorMonths: Encodable, Sendable {
  package var id: String
  package var name: String
  package var asOf: Day?
  /// First days of the months shown, without a gap.
  package var months: [Month]
  package var points: [Point]
  package var ways: [Way]
  package var events: [Event]

  package struct Month: Encodable, Sendable {
    /// `2023-08`.
    package var month: String
    package var label: String
  }

  package struct Point: Encodable, Sendable {
    package var id: String
    package var name: String
    /// Degrees north and east, WGS 84.
    package var latitude: Double
    package var longitude: Double
    package var countedBy: String
    package var counts: String
    package var series: [Series]
  }

  package struct Series: Encodable, Sendable {
    package var query: String
    package var label: String
    /// Whether its figures are numbers at the end of a year rather than of the month.
    package var isYearly: Bool
    /// One for each month, in their order.
    package var figures: [Figure]
    /// How old the newest figure is; left out when none was known.
    package var age: AgeReport?
  }

  package struct Figure: Encodable, Sendable {
    /// `nil` when it is not known.
    package var value: Double?
    package var display: String
    /// What stands behind it.
    package var vintage: String
    /// What other datasets have instead; `nil` when none differs.
    package var differing: String?
  }

  package struct Way: Encodable, Sendable {
    package var from: String
    package var to: String
    package var label: String
    /// Whether the count at its end is of people who came along it, by the label of the series.
    package var isCounted: Bool
  }

  package struct Event: Encodable, Sendable {
    package var id: String
    package var day: Day
    package var label: String
    package var source: String
  }

  /// - Throws: a `QuestionError` for a query of the corridor that the record does not understand.
  package init(
    _ corridor: Corridor, _ store: RecordStore, asOf: Day?, today: Day = .today,
    _ language: Language
  ) throws {
    let parser = store.parser
    var timelines: [String: Timeline] = [:]
    for query in Set(corridor.points.flatMap(\.series).map(\.query)) {
      timelines[query] = try CorridorMonths.timeline(parser.selection(query), store, asOf)
    }
    let periods = CorridorMonths.months(corridor, timelines)
    id = corridor.id
    name = corridor.name(language)
    self.asOf = asOf
    months = periods.map { Month(month: "\($0)", label: language.period($0)) }
    points = corridor.points.map { point in
      Point(
        id: point.id, name: point.name(language), latitude: point.latitude,
        longitude: point.longitude, countedBy: point.countedBy(language),
        counts: point.counts(language),
        series: point.series.map { series in
          let timeline = timelines[series.query]
          let isYearly = timeline.map { $0.native == .year } ?? false
          return Series(
            query: series.query, label: series.label(language), isYearly: isYearly,
            figures: periods.map {
              CorridorMonths.figure(timeline, $0, isYearly: isYearly, language)
            },
            age: timeline.flatMap { store.age(of: $0, today: today) }
              .map { AgeReport($0, language) })
        })
    }
    ways = corridor.ways.map {
      Way(
        from: $0.from, to: $0.to, label: $0.label(language),
        isCounted: $0.isCounted ?? false)
    }
    events = corridor.events.filter { event in asOf.map { event.day <= $0 } ?? true }.map {
      Event(id: $0.id, day: $0.day, label: $0.label(language), source: $0.source)
    }
  }

  private static func timeline(
    _ selection: Selection, _ store: RecordStore, _ asOf: Day?
  ) throws -> Timeline? {
    do {
      return try store.timeline(selection, asOf: asOf)
    } catch QuestionError.nothingFound {
      return nil
    }
  }

  /// The months from the first to the last in which half of the points are known.
  private static func months(
    _ corridor: Corridor, _ timelines: [String: Timeline]
  ) -> [Period] {
    let held = corridor.points.compactMap { $0.series.first }.compactMap { timelines[$0.query] }
      .filter { $0.native == .month }
    var known: [Period: Int] = [:]
    for timeline in held {
      for observation in timeline.observations(every: .month) where observation.value != nil {
        known[observation.period, default: 0] += 1
      }
    }
    let enough = known.filter { 2 * $0.value >= held.count }.keys
    guard let first = enough.min(), let last = enough.max(),
      let range = Period(from: first.first, through: last.last)
    else { return [] }
    return range.split(into: .month)
  }

  private static func figure(
    _ timeline: Timeline?, _ month: Period, isYearly: Bool, _ language: Language
  ) -> Figure {
    let period = isYearly ? Period.year(of: month.first.adding(months: -11)) : month
    let observation = timeline?.observation(period)
    guard let timeline, let observation, observation.value != nil else {
      return Figure(value: nil, display: language("not known", "no se sabe"), vintage: "")
    }
    let end = isYearly ? language(", end of ", ", fin de ") + "\(period.first.year)" : ""
    let others = timeline.rivalNotes(observation, language)
    return Figure(
      value: observation.value, display: observation.text(language) + end,
      vintage: observation.vintage(language),
      differing: others.isEmpty ? nil : others.joined(separator: " "))
  }
}
