import Foundation
import Periods
import Record
import Tabular

/// One of the official tables, and how its rows become figures.
struct OfficialTable: Sendable {
  /// The table as it was handed over, within the folder of the published tables.
  let file: String
  /// File name of the figures that ship.
  let shipped: String
  /// The source, but for the hash of the file.
  let source: Source
  /// Whether rows with the same labels and period are parts of one number, to be added up.
  var addsUpRepeats = false
  /// The figures that the current row holds.
  let figures: @Sendable (inout OfficialRow) -> [Figure]

  /// - Parameter shipped: `nil` for the dataset's own name.
  init(
    file: String, shipped: String? = nil, source: Source, addsUpRepeats: Bool = false,
    figures: @escaping @Sendable (inout OfficialRow) -> [Figure]
  ) {
    self.file = file
    self.shipped = shipped ?? source.dataset + ".csv.gz"
    self.source = source
    self.addsUpRepeats = addsUpRepeats
    self.figures = figures
  }

  static let all: [OfficialTable] = [
    southwestEncounters, sectorApprehensions, darienMonthly, darienAnnual, darienDemographics,
    hondurasEntries, mexicoEvents, mexicoReturns, guatemalaReturns, populationOfConcern,
    populationOfJune2025, missingMigrants,
  ]

  /// Reads the table and writes its figures.
  ///
  /// - Returns: how many figures there are.
  func compile(
    from folder: String, into output: String, _ vocabulary: Vocabulary
  ) throws -> Int {
    let release = try read(folder + "/" + file, vocabulary)
    let figures = release.figures.sorted { a, b in
      a.series == b.series
        ? a.period < b.period : a.series.row.lexicographicallyPrecedes(b.series.row)
    }
    var writer = TidyWriter(
      columns: TidyWriter.columns(usedBy: figures, source: release.source))
    for figure in figures { writer.write(figure, source: release.source) }
    guard let packed = GzipWriter.packed(Array(writer.finish().utf8)) else {
      throw CocoaError(.fileWriteUnknown)
    }
    try Data(packed).write(to: URL(fileURLWithPath: output + "/" + shipped), options: .atomic)
    return figures.count
  }

  private func read(_ path: String, _ vocabulary: Vocabulary) throws(InputError) -> Release {
    var source = source
    source.sha256 = try FileHash.sha256(path: path)
    var release = Release(source: source)
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
    return release
  }
}
