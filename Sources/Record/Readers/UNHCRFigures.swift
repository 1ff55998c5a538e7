import Periods
import Tabular

/// Makes releases of the rows of one of UNHCR's tables: one of the ends of years, and one of the
/// middle of the last year where the table holds that.
struct UNHCRFigures {
  private let file: PublishedFile
  private let tables: [UNHCRTables]
  private let topic: UNHCRTopic
  private let dataset: DescribedSources.Dataset
  private var columns: UNHCRColumns?
  private var scope = UNHCRScope()
  private var years: UNHCRYears
  private var ends: Release
  private var middle: Release
  private var codes: [String: String] = [:]

  /// - Parameter tables: one table, or the pages of an answer.
  /// - Throws: an `InputError` when the topic's dataset is not described.
  init(
    _ file: PublishedFile, _ tables: [UNHCRTables], _ topic: UNHCRTopic
  ) throws(InputError) {
    self.file = file
    self.tables = tables
    self.topic = topic
    let described = try DescribedSources.shipped()
    dataset = try described.dataset(topic.dataset)
    years = UNHCRYears(file, lastYear: nil, usualLag: dataset.usualLag)
    ends = Release(source: dataset.source(of: file))
    let ofMiddle = try described.middleOfYear(of: topic.dataset)
    middle = Release(source: dataset.source(of: file))
    middle.source.usualLag = ofMiddle.usualLag
    middle.source.note += " " + ofMiddle.note
  }

  /// Reads every row twice: what the table as a whole covers says what a row means.
  mutating func releases() throws(InputError) -> [Release] {
    var issues = InputIssues(file: file.name)
    for table in tables { _ = issues.collect { () throws(InputError) in try survey(table.open()) } }
    try issues.check()
    scope.hasPages = tables.count > 1
    scope.asksForAll = file.url.contains("coa_all=true") || file.url.contains("coo_all=true")
    years = UNHCRYears(file, lastYear: scope.lastYear, usualLag: dataset.usualLag)
    for table in tables { _ = issues.collect { () throws(InputError) in try read(table.open()) } }
    try issues.check()
    try (ends.count > 0 ? ends : middle).checkHasFigures(file, expected: "rows with figures")
    var releases: [Release] = []
    for (release, suffix) in [(ends, ""), (middle, "-mid-year")] where release.count > 0 {
      var release = release
      declare(&release)
      try release.checkTotals(file)
      try release.publish(file, suffix: suffix)
      releases.append(release)
    }
    return releases
  }

  private mutating func survey(_ table: any UNHCRRows) throws(InputError) {
    var rows = table
    let columns = layout(&rows)
    try rows.issues.check()
    while try rows.next() {
      guard let year = Int(rows.text(columns.year)) else { continue }
      scope.add(
        year: year, origin: surveyed(&rows, columns.origin), asylum: surveyed(&rows, columns.asylum)
      )
    }
  }

  private mutating func surveyed(
    _ rows: inout some UNHCRRows, _ side: UNHCRColumns.Side?
  ) -> UNHCRScope.Country {
    guard let side else { return .all }
    switch country(&rows, side) {
    case .named(_, let text): return code(text).map(UNHCRScope.Country.named) ?? .all
    case .all: return .all
    case .nothing: return .nothing
    }
  }

  private mutating func layout(_ rows: inout some UNHCRRows) -> UNHCRColumns {
    let columns = UNHCRColumns(&rows, topic: topic)
    if self.columns == nil { self.columns = columns }
    return columns
  }

  private mutating func read(_ table: any UNHCRRows) throws(InputError) {
    var rows = table
    try read(&rows)
  }

  private mutating func read(_ rows: inout some UNHCRRows) throws(InputError) {
    let columns = UNHCRColumns(&rows, topic: topic)
    while try rows.next() { readRow(&rows, columns) }
    try rows.issues.check()
  }

  private mutating func readRow(_ rows: inout some UNHCRRows, _ columns: UNHCRColumns) {
    let faults = rows.issues.count
    let year = year(&rows, columns)
    var labels = SeriesKey(measure: "")
    labels[.place] = country(&rows, columns.asylum, isTold: scope.tellsAsylums)
    labels[.nationality] = country(&rows, columns.origin, isTold: scope.tellsOrigins)
    for (label, column) in columns.labels {
      labels[label.dimension] = code(&rows, column, label)
    }
    let values = columns.counts.map { value(&rows, $0.column) }
    guard rows.issues.count == faults, let year else { return }
    for ((count, _), value) in zip(columns.counts, values) {
      guard let value, value.number != 0 || value.isSmall || !scope.isWorld else { continue }
      if let other = add(count, labels, year, value, number: rows.number) {
        rows.noteRepeated(of: other)
        return
      }
    }
  }

  /// Adds a figure; the number of the row that had it already, if one had.
  private mutating func add(
    _ count: UNHCRTopic.Count, _ labels: SeriesKey, _ year: (number: Int, isMiddle: Bool),
    _ value: (number: Double, isSmall: Bool), number: Int
  ) -> Int? {
    var series = labels
    series[.measure] = count.measure
    if let kind = count.kind { series[.kind] = kind }
    let isStock = file.vocabulary.measure(count.measure)?.isStock ?? false
    guard
      let period = UNHCRYears.period(year.number, isMiddle: year.isMiddle, isStock: isStock)
    else { return nil }
    let figure = Figure(
      series: series, period: period, value: value.number,
      exactness: value.isSmall ? .tooSmall : .exact)
    return year.isMiddle
      ? middle.add(figure, line: number) : ends.add(figure, line: number)
  }

  /// Years of UNHCR's statistics: the first is 1951.
  private static let possibleYears = 1900...2100

  private mutating func year(
    _ rows: inout some UNHCRRows, _ columns: UNHCRColumns
  ) -> (number: Int, isMiddle: Bool)? {
    guard let year = Int(rows.text(columns.year)), UNHCRFigures.possibleYears.contains(year) else {
      rows.note(columns.year, expected: "a year", hint: "")
      return nil
    }
    guard let asOf = columns.asOf else { return (year, years.isMiddle(year)) }
    switch rows.text(asOf) {
    case "\(year)-06-30": return (year, true)
    case "\(year)-12-31": return (year, false)
    default:
      rows.note(asOf, expected: "\(year)-06-30 or \(year)-12-31", hint: "")
      return nil
    }
  }

  /// What a row says of one of its countries.
  private enum Said {
    case named(column: Int, String)
    /// A dash: all countries together.
    case all
    case nothing
  }

  private func country(
    _ rows: inout some UNHCRRows, _ side: UNHCRColumns.Side
  ) -> Said {
    var hasDash = false
    for column in [side.column] + side.others {
      let text = rows.text(column)
      if !text.isEmpty, text != "-" { return .named(column: column, text) }
      hasDash = hasDash || text == "-"
    }
    return hasDash ? .all : .nothing
  }

  /// A country's code; `nil` for a total over all countries. Where other rows name a country, a row
  /// that says nothing is of people whose country is not known: the releases until June 2023 leave the
  /// field empty where those since October 2023 have `UNK`.
  private mutating func country(
    _ rows: inout some UNHCRRows, _ side: UNHCRColumns.Side?, isTold: Bool
  ) -> String? {
    guard let side else { return nil }
    switch country(&rows, side) {
    case .all: return nil
    case .nothing: return isTold ? Extent.unknown : nil
    case .named(let column, let text):
      if let code = code(text) { return code }
      rows.note(
        column, expected: "a country",
        hint: WordHint.text(text, in: .nationality, file.vocabulary))
      return nil
    }
  }

  /// The code of a country's spelling; `nil` for none and for one that is not known.
  private mutating func code(_ text: String) -> String? {
    if let known = codes[text] { return known }
    // HDX keeps UNHCR's own code for an unknown country beside ISO's codes for the others. A word that
    // was taught as a place counts as well.
    let code =
      text == "UKN" ? Extent.unknown : file.vocabulary.country(published: text)
    if let code { codes[text] = code }
    return code
  }

  private mutating func code(
    _ rows: inout some UNHCRRows, _ column: Int, _ label: UNHCRTopic.Label
  ) -> String? {
    let text = rows.text(column)
    if text.isEmpty, !label.isNeeded { return nil }
    if let code = label.codes[text.uppercased()] { return code.isEmpty ? nil : code }
    if let known = file.vocabulary.label(label.dimension, published: text) { return known }
    rows.note(
      column, expected: "one of \(label.codes.keys.sorted().joined(separator: ", "))",
      hint: WordHint.text(text, in: label.dimension, file.vocabulary))
    return nil
  }

  /// A count; `nil` for a field that is empty, which is not known.
  private mutating func value(
    _ rows: inout some UNHCRRows, _ column: Int
  ) -> (number: Double, isSmall: Bool)? {
    let text = rows.text(column)
    if text.isEmpty { return nil }
    if text == "-" || text == "*" { return (0, true) }
    switch CSVTable.count(text) {
    case .success(let number): return (number, false)
    case .failure(let fault):
      rows.note(column, expected: fault.expected + " or \"-\"", hint: fault.hint)
      return nil
    }
  }

  private func declare(_ release: inout Release) {
    // Where a country counts cases, or decides at another level, there is no row either.
    let hasLevels = topic.labels.contains { $0.dimension == .level }
    release.source.leavesOutZeros = scope.isWorld && !hasLevels
    release.declareCoverage(file.vocabulary)
    declare(.nationality, scope.origin, &release)
    declare(.place, scope.asylum, &release)
    guard let columns else { return }
    let hasLevel = columns.labels.contains { $0.label.dimension == .level }
    let lacksLevel = topic.labels.contains { $0.dimension == .level } && !hasLevel
    let lacksKinds =
      topic.dataset == UNHCRTopic.population.dataset
      && Set(columns.kinds) != Set(UNHCRTopic.kindsOfConcern)
    if lacksLevel || lacksKinds, release.source.coverage.extents[.kind] != nil {
      // Without levels, kinds of application are what tells an appeal from a new claim.
      release.source.coverage.extents[.kind] = Extent(
        .only, labels: lacksLevel ? [] : columns.kinds.sorted())
    }
  }

  private func declare(_ dimension: Dimension, _ extent: Extent, _ release: inout Release) {
    guard release.series.contains(where: { $0[dimension] != nil }) else {
      release.source.coverage.extents[dimension] = nil
      return
    }
    if extent.reach == .only, !extent.labels.isEmpty {
      release.limit(ReleasePart(dimension: dimension, missing: [], held: extent.labels))
    } else {
      release.source.coverage.extents[dimension] = extent
    }
  }
}
