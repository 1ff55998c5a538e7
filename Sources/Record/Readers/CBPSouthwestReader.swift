import Periods
import Tabular

/// Reads CBP's southwest land border encounters and their variants.
///
/// The file of fiscal years 2019 to 2022 has `Citizenship Grouping` in place of `Citizenship`: four
/// countries and "Other", which is then all the rest. It is a dataset of its own, since its "other"
/// is not that of the later files.
public struct CBPSouthwestReader: FigureReader {
  public static let format = "cbp-southwest"
  public static let summary = "CBP southwest land border encounters"

  public init() {}

  public static func recognises(_ start: String) -> Bool {
    let names = CBPNationwideReader.headerNames(start)
    return names.contains("fiscal year") && !names.contains("land border region")
      && (names.contains("encounter count") || names.contains("count"))
  }

  public func read(_ file: PublishedFile) throws(InputError) -> [Release] {
    var table = try CBPTable(file, place: "us-southwest-border")
    let isGrouped = CBPNationwideReader.headerNames(table.header.joined(separator: ","))
      .contains("citizenship grouping")
    let dataset = "cbp-southwest-encounters" + (isGrouped ? "-grouped" : "")
    let note =
      isGrouped
      ? " \"Other\" is every citizenship but El Salvador, Guatemala, Honduras and Mexico." : ""
    var release = Release(
      source: Source(
        id: dataset, dataset: dataset, publisher: "U.S. Customs and Border Protection",
        title: "Southwest Land Border Encounters", url: file.url,
        citation: "U.S. Customs and Border Protection, Southwest Land Border Encounters",
        licence: "public domain (work of the U.S. government)", published: Day(number: 0),
        retrieved: file.retrieved, sha256: file.sha256, usualLag: CBPTable.usualLag,
        leavesOutZeros: true,
        note: "Events, not people: a person met twice counts twice." + note))
    try table.read(into: &release)
    CBPNationwideReader.date(&release, file)
    return [release]
  }
}
