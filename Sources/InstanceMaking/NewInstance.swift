import Flee
import Foundation
import Periods
import Tabular

/// An instance made from events, places and counts.
///
/// A place becomes a conflict zone on the day of its first violent event. An event belongs to the place of its name,
/// else to the nearest one that is no camp.
package struct NewInstance: Sendable {
  package private(set) var places: [FleeInstance.Place]
  package private(set) var roads: [FleeInstance.Road]
  /// Days of fighting by place, as numbers from the first day.
  package private(set) var conflicts: [String: ClosedRange<Int>] = [:]
  package private(set) var counts: [String: [Day: Int]]
  package let start: Day
  package let length: Int
  /// What a person should know before the first run: a sentence each.
  package private(set) var notes: [String] = []

  /// What an instance is made from.
  package struct Parts: Sendable {
    package var places: [FleeInstance.Place] = []
    package var events: [EventTable.Event] = []
    package var counts: [String: [Day: Int]] = [:]
    /// `nil` to join neighbours.
    package var roads: [FleeInstance.Road]?
    /// First and last day. `nil` for the first day on which there are counts and events, and for the last of the
    /// counts, else of the events.
    package var from: Day?
    package var through: Day?
    /// Kilometres from an event to the place that it is counted to.
    package var within = 50.0
    /// Deaths that an event needs to count.
    package var leastFatalities = 0.0
    /// Days without an event after which the fighting at a place is over; `nil` for never.
    package var calm: Int?
    /// Length of a road over the great circle between its ends.
    package var circuity = RoadNetwork.circuity

    package init() {}
  }

  /// Longest instance, in days: ten years and more.
  private static let longest = 4000

  /// - Throws: an `InputError` with everything that the parts lack or contradict each other in.
  package init(_ parts: Parts) throws(InputError) {
    var issues = InputIssues(file: "the new instance")
    counts = NewInstance.named(parts.counts, parts.places, &issues)
    places = parts.places
    var known: Set<String> = []
    for place in places where !known.insert(InstanceName.key(place.name)).inserted {
      issues.add(expected: "each place once, camps too", found: "\(place.name) again")
    }
    let days = counts.values.flatMap(\.keys)
    let eventDays = parts.events.map(\.day)
    // Before there is fighting nobody can set out, whatever is counted.
    let first = parts.from ?? [days.min(), eventDays.min()].compactMap(\.self).max()
    let last = parts.through ?? days.max() ?? eventDays.max()
    if !places.contains(where: { $0.kind == .camp || $0.kind == .idpCamp }) {
      issues.add(expected: "a camp among the places", found: "none")
    }
    guard let first, let last, last >= first, last.days(since: first) < NewInstance.longest else {
      issues.add(
        expected: "a first day and a later last day, at most \(NewInstance.longest) days apart",
        found: "\(first.map { "\($0)" } ?? "none") to \(last.map { "\($0)" } ?? "none")")
      throw InputError(issues.listed, unlisted: issues.unlisted) ?? NewInstance.nothing
    }
    start = first
    length = last.days(since: first) + 1
    roads = parts.roads ?? RoadNetwork.neighbours(parts.places, circuity: parts.circuity)
    addConflicts(parts)
    if conflicts.isEmpty {
      issues.add(
        expected: "a place with fighting between \(first) and \(last)", found: "none",
        hint: "Events belong to a place within \(Int(parts.within)) km: --within allows more.")
    }
    try issues.check()
    lookAround()
  }

  private static let nothing = InputError(
    InputIssue(file: "the new instance", expected: "places, events and counts", found: "none"))

  /// Counts under the names of the camps.
  private static func named(
    _ counts: [String: [Day: Int]], _ places: [FleeInstance.Place], _ issues: inout InputIssues
  ) -> [String: [Day: Int]] {
    let camps = places.filter { $0.kind == .camp || $0.kind == .idpCamp }.map(\.name)
    let names = Dictionary(
      camps.map { (InstanceName.key($0), $0) }, uniquingKeysWith: { first, _ in first })
    var named: [String: [Day: Int]] = [:]
    for (name, series) in counts.sorted(by: { $0.key < $1.key }) {
      guard let camp = names[InstanceName.key(name)] else {
        issues.add(
          line: nil, expected: "a camp of the name of each count",
          found: "\"\(name)\", which is none",
          hint: suggestionHint(for: name, among: camps))
        continue
      }
      named[camp, default: [:]].merge(series) { first, _ in first }
    }
    return named
  }

  // MARK: Fighting

  private mutating func addConflicts(_ parts: Parts) {
    let open = places.indices.filter { ![.camp, .idpCamp].contains(places[$0].kind) }
    let named = Dictionary(
      open.map { (InstanceName.key(places[$0].name), $0) }, uniquingKeysWith: { a, _ in a })
    var days: [Int: [Int]] = [:]
    var (tooFar, tooFew) = (0, 0)
    for event in parts.events {
      guard event.fatalities >= parts.leastFatalities else {
        tooFew += 1
        continue
      }
      guard let place = named[InstanceName.key(event.place)] ?? nearest(event, open, parts.within)
      else {
        tooFar += 1
        continue
      }
      days[place, default: []].append(event.day.days(since: start))
    }
    for (place, days) in days {
      guard let range = fighting(days, calm: parts.calm) else { continue }
      conflicts[places[place].name] = range
      places[place].kind = .conflictZone
      places[place].conflictDay = range.lowerBound
    }
    if tooFar > 0 {
      notes.append(
        "\(tooFar) events lie more than \(Int(parts.within)) km from every place and do not count.")
    }
    if tooFew > 0 { notes.append("\(tooFew) events have fewer deaths than asked for.") }
  }

  private func nearest(_ event: EventTable.Event, _ open: [Int], _ within: Double) -> Int? {
    let found = open.map { place in
      (
        place,
        Sphere.kilometres(
          event.latitude, event.longitude, places[place].latitude, places[place].longitude)
      )
    }.min { $0.1 < $1.1 }
    return found.flatMap { $0.1 <= within ? $0.0 : nil }
  }

  /// From the first event to the last day, or until it has been calm for long; `nil` where all of it lies outside
  /// the days of the instance.
  private func fighting(_ days: [Int], calm: Int?) -> ClosedRange<Int>? {
    let sorted = days.sorted()
    let last = calm.map { (sorted.last ?? 0) + $0 } ?? length - 1
    guard let first = sorted.first, first < length, last >= 0 else { return nil }
    return max(0, first)...min(last, length - 1)
  }

  // MARK: What to look at

  private mutating func lookAround() {
    for place in places where place.kind == .conflictZone && place.population == 0 {
      notes.append("\(place.name) is a conflict zone without a population: nobody sets out there.")
    }
    let homes = places.filter { $0.kind == .conflictZone }.reduce(0) { $0 + $1.population }
    let camps = counts.values.map { series in
      (series.max { $0.key < $1.key }?.value ?? 0) - (series.min { $0.key < $1.key }?.value ?? 0)
    }.reduce(0, +)
    if homes > 0, camps > homes {
      notes.append(
        "The camps' counts grow by \(camps), and \(homes) people live where there is fighting.")
    }
    let ends = Set(roads.flatMap { [$0.from, $0.to] })
    for place in places where !ends.contains(place.name) {
      notes.append("No road leads to \(place.name).")
    }
    for camp in places where [.camp, .idpCamp].contains(camp.kind) && counts[camp.name] == nil {
      notes.append("\(camp.name) has no counts: it is not compared with anything.")
    }
    if counts.isEmpty {
      notes.append("There are no counts: nobody sets out until the settings say who does.")
    }
  }
}
