import Tabular

/// Reads CBP's southwest land border encounters.
///
/// Most of the agency's files have `Citizenship Grouping` in place of `Citizenship`: four countries
/// and "Other", which is then all the rest. Those are a dataset of their own, since their "other" is
/// not that of a file with more countries.
package struct CBPSouthwestReader: FigureReader {
  package static let format = "cbp-southwest"
  package static let summary = "CBP southwest land border encounters"

  package init() {}

  /// Any table of fiscal years, so that one which is not of encounters is refused with the names of
  /// the columns that make it another.
  package static func recognises(_ start: String) -> Bool {
    FileStart.hasHeader(start) {
      $0.contains("fiscal year") && !$0.contains("land border region") && $0.count > 1
    }
  }

  package func read(_ file: PublishedFile) throws(InputError) -> [Release] {
    let header = try CBPColumns.table(file).header
    let isGrouped = header.contains { FileStart.folded($0) == "citizenship grouping" }
    return [
      try CBPNationwideReader.release(file, form: isGrouped ? .southwestGrouped : .southwest)
    ]
  }
}
