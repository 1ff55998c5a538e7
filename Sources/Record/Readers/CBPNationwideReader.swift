import Periods
import Tabular

/// Reads CBP's nationwide encounters, by area of responsibility or by state.
///
/// The agency has spelt the header in title case and in snake case; all are read. Fiscal years and
/// months become calendar months, countries ISO 3166-1 alpha-3 codes.
public struct CBPNationwideReader: FigureReader {
  public static let format = "cbp-nationwide"
  public static let summary = "CBP nationwide encounters, by area of responsibility or by state"

  public init() {}

  public static func recognises(_ start: String) -> Bool {
    let names = headerNames(start)
    return names.contains("fiscal year") && names.contains("land border region")
  }

  /// Names of the first line's columns, in lower case with spaces.
  static func headerNames(_ start: String) -> Set<String> {
    let line = start.prefix { !$0.isNewline }
    return Set(
      line.split(separator: ",").map { field in
        String(
          field.filter { $0 != "\"" && $0 != "\u{FEFF}" }.lowercased()
            .map { $0 == "_" ? " " : $0 })
      })
  }

  public func read(_ file: PublishedFile) throws(InputError) -> [Release] {
    var table = try CBPTable(file, place: nil)
    let isByState = table.header.contains { $0.lowercased() == "state" }
    let dataset =
      isByState ? "cbp-nationwide-encounters-by-state" : "cbp-nationwide-encounters"
    var release = Release(
      source: Source(
        id: dataset, dataset: dataset, publisher: "U.S. Customs and Border Protection",
        title: "Nationwide Encounters" + (isByState ? ", by state" : ""), url: file.url,
        citation: "U.S. Customs and Border Protection, Nationwide Encounters",
        licence: "public domain (work of the U.S. government)", published: Day(number: 0),
        retrieved: file.retrieved, sha256: file.sha256, usualLag: CBPTable.usualLag,
        leavesOutZeros: true,
        note: "Events, not people: a person met twice counts twice."))
    try table.read(into: &release)
    CBPNationwideReader.date(&release, file)
    return [release]
  }

  /// Gives a release its day of publication, once its last month is known.
  static func date(_ release: inout Release, _ file: PublishedFile) {
    let (day, note) = file.publication(of: release, usualLag: CBPTable.usualLag)
    release.source.published = day
    release.source.note += note
    release.source.id = file.sourceID(dataset: release.source.dataset, published: day)
  }
}
