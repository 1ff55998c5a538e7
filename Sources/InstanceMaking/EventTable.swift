import Foundation
import Periods
import Tabular
import Wording

/// Events of a conflict, as ACLED's data export has them (acleddata.com, "Data Export Tool").
package struct EventTable: Sendable {
  package struct Event: Sendable {
    package var day: Day
    package var place: String
    package var latitude, longitude: Double
    package var fatalities: Double
  }

  /// Those that make people flee, in the order of the file.
  package private(set) var events: [Event] = []
  /// Rows of other kinds, such as protests.
  package private(set) var passedOver = 0

  /// ACLED's event types with violence against people; its codebook lists them.
  private static let violent: Set<String> = [
    "battles", "explosions/remote violence", "violence against civilians",
  ]

  /// Reads the columns `event_date`, `location`, `latitude`, `longitude`, and where they are there `event_type` and
  /// `fatalities`. Days may be written `15 April 2023` or `2023-04-15`.
  ///
  /// - Throws: an `InputError` that lists every fault with line and column.
  package init(path: String) throws(InputError) {
    var table = try CSVTable(
      ByteStream(path: path), having: [["event_date", "date"], ["location", "place", "name"]])
    let date = table.requiredColumn("event_date", "date")
    let place = table.requiredColumn("location", "place", "name")
    let latitude = table.requiredColumn("latitude", "lat")
    let longitude = table.requiredColumn("longitude", "lon", "long", "lng")
    let (type, fatalities) = (table.column("event_type"), table.column("fatalities", "deaths"))
    try table.issues.check()
    while try table.next() {
      if type != nil, !EventTable.violent.contains(table.text(type).lowercased()) {
        passedOver += 1
        continue
      }
      let faults = table.issues.count
      let day = Day(typed: table.text(date))
      if day == nil {
        table.note(date, expected: "a day", hint: "Write it as 2023-04-15 or 15 April 2023.")
      }
      let (north, east) = (
        degrees(&table, latitude, 90), degrees(&table, longitude, 180)
      )
      var deaths = 0.0
      if let fatalities, !table.text(fatalities).isEmpty {
        deaths = table.count(fatalities) ?? 0
      }
      guard table.issues.count == faults, let day else { continue }
      events.append(
        Event(
          day: day, place: table.text(place), latitude: north, longitude: east,
          fatalities: deaths))
    }
    try table.issues.check()
    guard !events.isEmpty else {
      throw InputError(
        InputIssue(
          file: path, expected: "events of battles, explosions or violence against civilians",
          found: passedOver == 0 ? "no rows" : "\(passedOver) of other kinds"))
    }
  }

  private func degrees(_ table: inout CSVTable, _ column: Int, _ limit: Double) -> Double {
    if let value = CSVTable.number(table.text(column)), abs(value) <= limit { return value }
    table.note(column, expected: "degrees from -\(Int(limit)) to \(Int(limit))")
    return 0
  }
}
