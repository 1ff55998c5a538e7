import Foundation
import Tabular

/// What closes, and the well-known ways.
extension FleeTables {
  /// `closures.csv`. A row that FLEE passes over, or that never closes anything, is a warning.
  static func closures(
    _ file: File, places: Set<String>, countries: Set<String>
  ) throws(InputError) -> Read<[FleeInstance.Closure]> {
    guard FileManager.default.fileExists(atPath: file.path) else {
      return Read(value: [], warnings: [])
    }
    var rows = try Rows(file)
    var closures: [FleeInstance.Closure] = []
    while try rows.next() {
      guard let kind = FleeInstance.Closure.Kind(rawValue: rows.text(0)) else {
        rows.warn(
          "\"\(rows.text(0))\" is no kind of closure; the row is passed over, as in FLEE. Kinds: "
            + FleeInstance.Closure.Kind.allCases.map(\.rawValue).joined(separator: ", ") + ".")
        continue
      }
      guard let start = rows.day(3, in: -1e6...1e9), let end = rows.day(4, in: -1e9...1e9) else {
        continue
      }
      let closure = FleeInstance.Closure(
        kind: kind, first: rows.text(1), second: rows.text(2), start: start, end: end)
      let names = kind == .country ? countries : places
      if isKnown(closure, names, &rows) {
        note(closure, &rows)
        noteOverlap(closure, closures, &rows)
        closures.append(closure)
      }
    }
    try rows.issues.check()
    return Read(value: closures, warnings: rows.warnings)
  }

  /// Whether a closure names what there is; otherwise it is passed over.
  private static func isKnown(
    _ closure: FleeInstance.Closure, _ names: Set<String>, _ rows: inout Rows
  ) -> Bool {
    let hasTwo = [.country, .link, .redirection].contains(closure.kind)
    let unknown = (hasTwo ? [closure.first, closure.second] : [closure.first])
      .first { !names.contains($0) }
    guard let unknown else { return true }
    let kind = closure.kind == .country ? "country" : "place"
    let near = suggestion(for: unknown, among: names.sorted())
    rows.warn(
      "\"\(unknown)\" is no \(kind); nothing is closed."
        + (near.map { " Did you mean \"\($0)\"?" } ?? ""))
    return false
  }

  private static func note(_ closure: FleeInstance.Closure, _ rows: inout Rows) {
    if closure.start < 0 {
      rows.warn("it would close before the first day, and never closes, as in FLEE.")
    } else if closure.end < closure.start, closure.end != -1 {
      rows.warn(
        "it would open on day \(closure.end), before it closes on day \(closure.start); it stays "
          + "closed, as in FLEE. Write -1 for what stays closed.")
    }
    switch closure.kind {
    case .link:
      rows.warn(
        "the link is closed both ways, as is meant; FLEE closes at most the way from the second place "
          + "to the first, and mostly none.")
    case .redirection:
      rows.warn("remove_forced_redirection has no effect, as in FLEE.")
    default: return
    }
  }

  /// What two rows close opens for good at the end of the first of them, as in FLEE.
  private static func noteOverlap(
    _ closure: FleeInstance.Closure, _ others: [FleeInstance.Closure], _ rows: inout Rows
  ) {
    func last(_ closure: FleeInstance.Closure) -> Int {
      closure.end < closure.start ? Int.max : closure.end
    }
    for other in others
    where other.kind == closure.kind
      && Set([other.first, other.second]) == Set([closure.first, closure.second])
    {
      let (first, second) = other.start <= closure.start ? (other, closure) : (closure, other)
      guard last(first) > second.start, last(first) < last(second) else { continue }
      rows.warn(
        "another row opens the same on day \(first.end), though this closure is to last longer; it is open "
          + "from then on, as in FLEE.")
    }
  }

  /// `major_routes.csv`: the names of the places along a way, a row for each.
  static func majorRoutes(
    _ file: File, places: Set<String>, roads: [FleeInstance.Road]
  ) throws(InputError) -> Read<[[String]]> {
    let links = Set(roads.flatMap { [[$0.from, $0.to], [$0.to, $0.from]] })
    var rows = try Rows(file)
    var ways: [[String]] = []
    while try rows.next() {
      let way = (0..<rows.reader.count).map { rows.text($0) }.filter { !$0.isEmpty }
      if way.count < 2 {
        rows.warn("a way of one place is passed over.")
        continue
      }
      for (column, name) in way.enumerated() where !places.contains(name) {
        _ = rows.name(column, among: places, "the name of a place")
      }
      for (index, pair) in zip(way, way.dropFirst()).enumerated()
      where places.contains(pair.0) && places.contains(pair.1) && !links.contains([pair.0, pair.1])
      {
        rows.note(
          index + 1, expected: "a place with a road from \"\(pair.0)\"",
          hint: "Add the road to routes.csv; FLEE stops here.")
      }
      ways.append(way)
    }
    try rows.issues.check()
    return Read(value: ways, warnings: rows.warnings)
  }
}
