import Periods
import Record

/// Tables of Mexico and Guatemala.
extension OfficialTable {
  static let mexicoEvents = OfficialTable(
    "mexico-irregular-situation-events", addsUpRepeats: true
  ) { row in
    let series = SeriesKey(
      measure: "irregular-situation-events",
      [.place: "MEX", .nationality: row.label(.nationality, "nationality")])
    return [Figure(series: series, period: row.period("month"), value: row.count("count"))]
  }

  static let mexicoEventsBySexAndAge = OfficialTable(
    "mexico-irregular-situation-events-demographics", addsUpRepeats: true
  ) { row in
    let month = row.period("month")
    let age = row.text("age")
    guard let groups = ["male": ("men", "boys"), "female": ("women", "girls")][row.text("sex")],
      age == "18+" || minors.contains(age)
    else {
      row.note("age", expected: "a sex and an age of the table")
      return []
    }
    let series = SeriesKey(
      measure: "irregular-situation-events",
      [.place: "MEX", .demographic: age == "18+" ? groups.0 : groups.1])
    return [Figure(series: series, period: month, value: row.count("count"))]
  }

  private static let minors: Set<String> = [
    "12-17", "under 12, accompanied", "under 12, unaccompanied",
  ]

  static let mexicoReturns = OfficialTable("mexico-returns") { row in
    let series = SeriesKey(
      measure: "returns",
      [
        .place: "MEX", .from: "MEX", .kind: row.label(.kind, "return_type"),
        .nationality: row.label(.nationality, "nationality"),
      ])
    return [Figure(series: series, period: row.period("month"), value: row.count("count"))]
  }

  static let guatemalaReturns = OfficialTable("guatemala-returns-received") { row in
    let country = row.text("returned_from")
    let group = "\(row.text("sex")) \(row.text("age"))"
    let series = SeriesKey(
      measure: "returns-received",
      [
        .place: "GTM", .from: country.isEmpty ? "UNK" : row.label(.from, "returned_from"),
        .demographic: row.label(.demographic, group, "age"), .nationality: "GTM",
      ])
    return [Figure(series: series, period: row.period("month"), value: row.count("count"))]
  }
}
