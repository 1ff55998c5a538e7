import Tabular

/// Reads CBP's nationwide encounters, by area of responsibility or by state.
///
/// The agency has spelt the header in title case and in snake case; all are read. Fiscal years and
/// months become calendar months, countries ISO 3166-1 alpha-3 codes, states ISO 3166-2 codes.
package struct CBPNationwideReader: FigureReader {
  package static let format = "cbp-nationwide"
  package static let summary = "CBP nationwide encounters, by area of responsibility or by state"

  package init() {}

  package static func recognises(_ start: String) -> Bool {
    FileStart.hasHeader(start) {
      $0.contains("fiscal year") && $0.contains("land border region")
    }
  }

  package func read(_ file: PublishedFile) throws(InputError) -> [Release] {
    let header = try CBPColumns.table(file).header
    let isByState = header.contains { FileStart.folded($0) == "state" }
    return [
      try CBPNationwideReader.release(file, form: isByState ? .byState : .nationwide)
    ]
  }

  /// A whole file as a release.
  static func release(_ file: PublishedFile, form: CBPForm) throws(InputError) -> Release {
    let dataset = try DescribedSources.shipped().dataset(form.dataset)
    var table = try CBPTable(file, form: form, title: dataset.source.title)
    var release = Release(source: dataset.source(of: file))
    try table.read(into: &release)
    release.declareCoverage(file.vocabulary)
    release.compare(withWindowOf: file)
    try release.publish(file)
    return release
  }
}
