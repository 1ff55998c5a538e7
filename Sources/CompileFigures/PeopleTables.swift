import Periods
import Record

/// Tables of UNHCR and IOM.
extension OfficialTable {
  /// UNHCR's own releases. A release of autumn has the middle of its last year.
  static let populationOfConcern = OfficialTable("unhcr-population") { row in
    let origin = row.text("country_of_origin")
    let year = row.period("year")
    let isMiddle = row.text("as_of").hasSuffix("-06-30")
    return worldColumns.compactMap { column, measure, kind in
      guard !row.text(column).isEmpty, let count = row.count(column), count > 0 else { return nil }
      var series = SeriesKey(
        measure: measure,
        [
          .place: placeIfKnown("country_of_asylum", &row),
          .nationality: origin.isEmpty ? Extent.unknown : origin,
        ])
      series[.kind] = kind
      return Figure(
        series: series,
        period: isMiddle ? middle(of: year, isStock: !flows.contains(measure)) : year,
        value: count)
    }
  }

  /// The years before UNHCR's own releases here, as gdidata names their columns.
  static let populationBefore2000 = OfficialTable("unhcr-population-before-2000") { row in
    let word = row.text("population_type")
    guard let (measure, kind) = populationTypes[word] else {
      row.note("population_type", expected: "one of \(populationTypes.keys.sorted())")
      return []
    }
    var series = SeriesKey(
      measure: measure,
      [
        .place: row.label(.place, "country_of_asylum"),
        .nationality: row.label(.nationality, "country_of_origin"),
      ])
    series[.kind] = kind
    return [Figure(series: series, period: row.period("year"), value: row.count("count"))]
  }

  private static let populationTypes: [String: (measure: String, kind: String?)] = [
    "refugee": ("population-of-concern", "refugee"),
    "asylum": ("population-of-concern", "asylum-seeker"),
    "other": ("population-of-concern", "other-of-concern"),
    "idp": ("internally-displaced", nil),
    "refugee return": ("returned-refugees", nil),
  ]

  private static let flows: Set<String> = ["returned-refugees", "returned-internally-displaced"]

  /// What a figure for the middle of a year is about: the state of 30 June, or the half year.
  private static func middle(of year: Period, isStock: Bool) -> Period {
    let june = Period.quarter(of: year.first.adding(months: 3)).last
    return isStock ? .day(june) : Period(from: year.first, through: june) ?? year
  }

  private static let worldColumns: [(column: String, measure: String, kind: String?)] = [
    ("refugees", "population-of-concern", "refugee"),
    ("asylum_seekers", "population-of-concern", "asylum-seeker"),
    ("ooc", "population-of-concern", "other-of-concern"),
    ("oip", "population-of-concern", "other-in-need-of-protection"),
    ("idps", "internally-displaced", nil),
    ("returned_refugees", "returned-refugees", nil),
    ("returned_idps", "returned-internally-displaced", nil),
    ("stateless", "stateless", nil),
  ]

  static let missingMigrants = OfficialTable("iom-missing-migrants") { row in
    var notes: [String] = []
    var series = SeriesKey(
      measure: "deaths-and-disappearances",
      [
        .place: placeIfKnown("country", &row),
        .kind: single(.kind, "type", severalAs: "Split Incident", &row, &notes),
        .nationality: single(.nationality, "nationality", severalAs: "UNK", &row, &notes),
        .route: row.label(.route, "route"),
        .cause: cause(&row, &notes),
        .event: "iom-\(row.line)",
      ])
    let period = row.period("date")
    let point = point(&row)
    let note = notes.joined(separator: "; ")
    var figures = [
      Figure(
        series: series, period: period, value: row.count("dead_and_missing"), point: point,
        note: note)
    ]
    // Some releases write -1 for survivors that nobody counted.
    let survivors = row.text("survivors")
    if !survivors.isEmpty, !survivors.hasPrefix("-") {
      series[.measure] = "survivors"
      figures.append(
        Figure(
          series: series, period: period, value: row.count("survivors"), point: point, note: note))
    }
    return figures
  }

  /// The place of a field; that it is not known where the field is empty.
  private static func placeIfKnown(_ column: String, _ row: inout OfficialRow) -> String {
    row.text(column).isEmpty ? Extent.unknown : row.label(.place, column)
  }

  /// A label for a field that may name several things between commas.
  private static func single(
    _ dimension: Dimension, _ column: String, severalAs word: String, _ row: inout OfficialRow,
    _ notes: inout [String]
  ) -> String {
    let text = row.text(column)
    guard text.contains(",") else { return row.label(dimension, column) }
    notes.append("\(column): " + text.split(separator: ",").joined(separator: ", "))
    return row.label(dimension, word, column)
  }

  /// One cause's own name has commas in it.
  private static let environment =
    "Harsh environmental conditions / lack of adequate shelter, food, water"

  private static func cause(_ row: inout OfficialRow, _ notes: inout [String]) -> String {
    let text = row.text("cause")
    let others = text.replacing(environment, with: "environment")
    guard others.contains(",") else { return row.label(.cause, "cause") }
    let list = others.split(separator: ",").map { $0 == "environment" ? environment : String($0) }
    notes.append("causes: " + list.joined(separator: "; "))
    return row.label(.cause, "Mixed or unknown", "cause")
  }

  private static func point(_ row: inout OfficialRow) -> Coordinate? {
    if let latitude = Double(row.text("lat")), let longitude = Double(row.text("lon")),
      let point = Coordinate(latitude: latitude, longitude: longitude)
    {
      return point
    }
    row.note("lat", expected: "degrees")
    return nil
  }
}
