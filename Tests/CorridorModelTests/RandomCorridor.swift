import CorridorModel
import Corridors
import Foundation
import Periods
import TestSupport

/// A small corridor made up by a seed, written as files and read like any other.
struct RandomCorridor {
  private var random: SplitMix

  init(_ seed: UInt64) { random = SplitMix(seed: seed) }

  /// What a test sets instead of leaving it to chance.
  struct Fixed {
    /// Flights a week, all the time and with an agreement.
    var flights: Int?
    /// Appointments a day, all the time.
    var appointments: Int?
    var hasAgreement: Bool?
    var hasAppointments = true
  }

  mutating func make(_ fixed: Fixed = Fixed()) throws -> MovementCorridor {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "corridor-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let towns = Int.random(in: 1...4, using: &random)
    let borders = Int.random(in: 1...3, using: &random)
    let hasPort = (0..<borders).map { _ in chance(0.7) }
    let files = [
      "places.csv": places(towns, borders, hasPort), "roads.csv": roads(towns, borders, hasPort),
      "policies.yaml": policies(fixed, borders), "movement.yaml": plan(fixed),
    ]
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    return try CorridorFolder(folder.path).movement()
  }

  private mutating func chance(_ part: Double) -> Bool {
    Double.random(in: 0..<1, using: &random) < part
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  private mutating func part() -> String {
    String(format: "%.3f", Double.random(in: 0.01...0.99, using: &random))
  }

  private mutating func places(_ towns: Int, _ borders: Int, _ hasPort: [Bool]) -> String {
    var rows = [("origin", "ORI", "origin")]
    for town in 0..<towns { rows.append(("town\(town)", "TRA", chance(0.3) ? "waiting" : "town")) }
    for border in 0..<borders {
      rows.append(("border\(border)", "TRA", "border"))
      rows.append(("sector\(border)", "DST", "sector"))
      if hasPort[border] { rows.append(("port\(border)", "DST", "port")) }
    }
    rows.append(("inside", "DST", "destination"))
    let lines = rows.enumerated().map { index, row in
      "\(row.0),\(row.0),\(row.0),\(row.1),\(row.2),\(index),0,made up"
    }
    return (["id,name_en,name_es,country,kind,latitude,longitude,source"] + lines)
      .joined(separator: "\n") + "\n"
  }

  private mutating func roads(_ towns: Int, _ borders: Int, _ hasPort: [Bool]) -> String {
    var lines = ["from,to,mode,days,weight,source"]
    for town in 0..<towns {
      lines.append("origin,town\(town),bus,\(number(1...5)),\(part()),made up")
      if town + 1 < towns { lines.append("town\(town),town\(town + 1),bus,2,\(part()),made up") }
      for border in 0..<borders {
        lines.append("town\(town),border\(border),bus,\(number(1...4)),\(part()),made up")
      }
    }
    for border in 0..<borders {
      lines.append("border\(border),sector\(border),foot,1,1,made up")
      if hasPort[border] { lines.append("border\(border),port\(border),foot,1,1,made up") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func dates(always: Bool) -> String {
    guard !always else { return "from: 2023-01-01" }
    let from = RandomCorridor.start.adding(days: number(0...60))
    return "from: \(from)"
      + (chance(0.5) ? ", until: \(from.adding(days: number(5...60)))" : "")
  }

  static let start = Day(year: 2023, month: 1, day: 1) ?? Day(number: 0)

  private mutating func policies(_ fixed: Fixed, _ borders: Int) -> String {
    let queue = ["lottery", "first-come", "mixed"].randomElement(using: &random) ?? "mixed"
    let capacity = number(0...60)
    let limit = capacity > 30 ? ", capacity: \(capacity) people/day" : ""
    var text = """
      name: {en: a, es: a}
      destination: DST
      sources: {x: {publisher: a, title: a}}
      policies:

      """
    func add(_ id: String, _ kind: String, _ more: String, _ rule: String) {
      text +=
        "  - {id: \(id), kind: \(kind), authority: DST, name: {en: a, es: a}\(more), "
        + "rules: [{\(rule), source: x}]}\n"
    }
    if fixed.hasAppointments {
      let dates = dates(always: fixed.appointments != nil)
      add(
        "appointments", "pathway", ", venue: border",
        "\(dates), queue: \(queue), capacity: \(fixed.appointments ?? capacity) people/day")
    }
    add("back", "return", ", takes-from: DST, takes-to: TRA", dates(always: false) + limit)
    let dates = dates(always: fixed.flights != nil)
    let flights = fixed.flights ?? number(0...9)
    let hasAgreement = fixed.hasAgreement ?? chance(0.7)
    add(
      "flights", "return", ", takes-from: DST, takes-to: ORI, needs: agreement",
      "\(dates), flights: \(flights) flights/week, seats: 20 seats/flight")
    if hasAgreement {
      add("agreement", "agreement", "", self.dates(always: fixed.flights != nil))
    } else {
      // Over before anybody comes.
      add("agreement", "agreement", "", "from: 2022-01-01, until: 2022-01-02")
    }
    add("closure", "closure", ", places: [border0, sector0]", self.dates(always: false))
    add("raids", "enforcement", "", self.dates(always: false))
    if chance(0.4) {
      add(
        "processing", "processing", "",
        "\(self.dates(always: false)), capacity: \(capacity + 1) people/day")
    }
    return text
  }

  private mutating func plan(_ fixed: Fixed) -> String {
    var text = """
      start: 2023-01-01
      people: ORI
      travel:
        circuity: 1
        kilometres-per-day: {bus: 500, foot: 20, boat: 200, air: 3000}
        stay: {origin: 1, town: 2, waiting: 3, border: 2}
      counts:
        - {id: met, series: none, label: {en: a, es: a}, counts: encounters, country: DST, way: between-ports}
        - {id: stopped, series: none, label: {en: a, es: a}, counts: interceptions, country: TRA, share: 0.5}
        - {id: come, series: none, label: {en: a, es: a}, counts: arrivals, at: [town0], share: 0.7}
      entries:
        - {id: in, label: {en: a, es: a}, people-a-day: \(number(5...80)), from: {origin: 1}}
      stocks: [{place: border0, people: 50}]
      returns:
        - {policy: back, carried-out: \(part())}
        - {policy: flights, held: \(part())}
      interception:
        - {country: TRA, per-day: 0.1, moved: \(part()), taken-to: [town0], under: {policy: raids, factor: 2, moved: \(part())}}
      appointments: \(fixed.hasAppointments ? "[{policy: appointments, share: \(part())}]" : "[]")
      walk-up: 1
      news: {delay: 3, window: 10}
      hazards:
        - {id: road, label: {en: a, es: a}, roads: [[border0, sector0]], deaths: none, passages: none}
      parameters:

      """
    for (id, kind, median) in RandomCorridor.parameters {
      text += "  \(id): {kind: \(kind), median: \(median), spread: 0.5, label: {en: a, es: a}}\n"
    }
    return text
  }

  private static let parameters: [(String, String, Double)] = [
    ("tempo", "positive", 1), ("attrition", "share", 0.1), ("settled-days", "positive", 20),
    ("decide-days", "positive", 3), ("appeal-of-waiting", "real", 0.3),
    ("dislike-of-waiting", "positive", 0.5), ("fear-of-return", "positive", 2),
    ("appeal-of-stopping", "real", -1.5), ("appeal-of-turning-back", "real", -2.5),
    ("patience-days", "positive", 15), ("held-days", "positive", 10),
    ("depart-again", "share", 0.05),
    ("entries-drift", "positive", 0.2), ("entries-response", "positive", 1),
    ("announcement-effect", "real", 0),
  ]
}

extension CorridorScenario {
  /// Some months of a made-up corridor, with deaths on its one dangerous road.
  init(random corridor: MovementCorridor, months: Int = 4) {
    let last = Period.month(of: corridor.plan.start.adding(months: months - 1))
    self.init(
      name: "random", corridor, record: CorridorRecord(counts: [:], hazards: ["road": 0.02]),
      through: last)
  }
}
