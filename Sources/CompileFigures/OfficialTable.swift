import Foundation
import Periods
import Record
import Tabular

/// The form of one dataset's official tables, and how their rows become figures. What each table is and
/// where it comes from is said in `sources.yaml`.
struct OfficialTable: Sendable {
  /// The dataset whose releases have this form.
  let dataset: String
  /// Whether rows with the same labels and period are parts of one number, to be added up.
  var addsUpRepeats = false
  let reading: Reading

  /// How a table's rows become figures.
  enum Reading: Sendable {
    /// The figures that the current row holds.
    case rows(@Sendable (inout OfficialRow) -> [Figure])
    /// A table as it was published, by the reader of its format.
    case format(any FigureReader)
  }

  init(
    _ dataset: String, addsUpRepeats: Bool = false,
    figures: @escaping @Sendable (inout OfficialRow) -> [Figure]
  ) {
    self.init(dataset, reading: .rows(figures))
    self.addsUpRepeats = addsUpRepeats
  }

  init(_ dataset: String, reading: Reading) {
    self.dataset = dataset
    self.reading = reading
  }

  static let all: [OfficialTable] = [
    southwestEncounters, sectorApprehensions, darienMonthly, darienAnnual, darienDemographics,
    hondurasEntries, hondurasTotals, mexicoEvents, mexicoReturns, guatemalaReturns,
    populationOfConcern, populationBefore2000, missingMigrants, encountersByState, southwestGrouped,
    borderPatrolNationwide, mexicoEventsBySexAndAge, hondurasDemographics, asylumApplications,
    asylumDecisions, removals, colombiaTransits, patrolByCitizenship, patrolBySector,
    patrolByFamilyStatus, southwestBeforeFiscal2018, regularEntries, regularExits,
    frontexDetections,
  ]

  /// The form of a described source's table.
  static func form(of source: Source) throws(InputError) -> OfficialTable {
    if let known = all.first(where: { $0.dataset == source.dataset }) { return known }
    throw InputError(
      InputIssue(
        file: DescribedSources.fileName,
        expected: "a dataset whose tables can be compiled, one of \(all.map(\.dataset).sorted())",
        found: source.dataset))
  }

  /// Reads the table and writes its figures of the periods and nationalities that the source is said to cover:
  /// a table's last month is often half counted.
  ///
  /// - Parameters:
  ///   - description: what is said of its source.
  ///   - path: the table as it was published.
  /// - Returns: how many figures there are.
  func compile(
    _ description: DescribedSources.Shipped, from path: String, into output: String,
    _ vocabulary: Vocabulary
  ) throws -> Int {
    var release = try read(path, description.source, vocabulary)
    let coverage = description.source.coverage
    if !description.isPacked {
      // What a table that ships covers, and how sure its day is, is said beside it.
      (release.source.coverage, release.source.dating) = (.undeclared, .given)
    }
    let covered = release.figures.filter { figure in
      (coverage.span?.contains(figure.period) ?? true) && coverage.names(figure.series)
    }
    let figures = covered.sorted { a, b in
      a.series == b.series
        ? a.period < b.period : a.series.row.lexicographicallyPrecedes(b.series.row)
    }
    var writer = TidyWriter(
      columns: TidyWriter.columns(usedBy: figures, source: release.source))
    for figure in figures { writer.write(figure, source: release.source) }
    guard let packed = GzipWriter.packed(Array(writer.finish().utf8)) else {
      throw CocoaError(.fileWriteUnknown)
    }
    try Data(packed).write(
      to: URL(fileURLWithPath: output + "/" + description.table), options: .atomic)
    return figures.count
  }

  private func read(
    _ path: String, _ described: Source, _ vocabulary: Vocabulary
  ) throws(InputError) -> Release {
    var source = described
    source.sha256 = try FileHash.sha256(path: path)
    var release = Release(source: source)
    switch reading {
    case .rows(let figures):
      try read(path, figures, vocabulary, into: &release)
    case .format(let reader):
      let file = PublishedFile(
        path: path, name: path, sha256: source.sha256, published: source.published,
        vocabulary: vocabulary)
      for (index, figure) in try reader.read(file).flatMap({ Array($0.figures) }).enumerated() {
        _ = release.add(figure, line: index)
      }
    }
    return release
  }

  private func read(
    _ path: String, _ figures: (inout OfficialRow) -> [Figure], _ vocabulary: Vocabulary,
    into release: inout Release
  ) throws(InputError) {
    var row = try OfficialRow(path, vocabulary)
    while try row.next() {
      for figure in figures(&row) {
        let wording = addsUpRepeats ? row.line : 0
        if let line = release.add(figure, line: row.line, wording: wording) {
          row.noteRepeat(of: line)
        }
      }
    }
    try row.check()
  }
}

extension Coverage {
  /// Whether a series is of a nationality that is listed, where some are.
  fileprivate func names(_ series: SeriesKey) -> Bool {
    let nationalities = self[.nationality]
    guard nationalities.reach == .only, let nationality = series[.nationality] else { return true }
    return nationalities.labels.contains(nationality)
  }
}
