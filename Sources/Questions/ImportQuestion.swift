import Foundation
import Periods
import Record

/// Published files for the record to hold.
package struct ImportQuestion: Question {
  /// Paths of the files.
  package var files: [String] = []
  /// `nil` to go by the files.
  package var format: String?
  package var sheet: String?
  package var published: Day?
  package var retrieved: Day?
  /// Address the files were fetched from.
  package var url: String?
  /// Whether a source of the same name is replaced.
  package var replace = false
  /// Whether a release that lost figures or looks filtered is refused.
  package var strict = false
  /// Names of the files for messages, by their paths; a path stands for itself.
  package var names: [String: String] = [:]

  package init() {}

  package static let command = ["record", "import"]
  package static let address = QuestionAddress.post("imports")
  package static let summary = "Read published files into the record."

  package static var inputs: [Input<Self>] {
    [
      .names(
        "file", \.files, "Files to read: CSV or JSON, plain or gzip; ZIP; XLSX.",
        .only("a file", "file") { _ in true }
      ).required,
      .option(
        "format", \.format,
        "Format of the files: \(FigureReaders.formats.joined(separator: ", ")).",
        .choice(FigureReaders.formats)),
      .option(
        "sheet", \.sheet,
        "Sheet of a workbook, by name or number, or file in an archive (default: the first that fits)."
      ),
      .option("published", \.published, "Day the files were published."),
      .option("retrieved", \.retrieved, "Day the files were fetched."),
      .option(
        "url", \.url, "Address they were fetched from.",
        .only("an address", "address") { _ in true }),
      .flag("replace", \.replace, "Replace a source of the same name."),
      .flag(
        "strict", \.strict,
        "Refuse a release that lost figures, looks filtered, or has totals that are not sums."),
    ]
  }

  /// - Throws: an `InputError` with everything that is wrong with the files, a `RecordError` where a
  ///   source is held with other figures.
  package func answer(in world: World) async throws -> [ImportOutcome] {
    let store = try world.store()
    let published = try files.map { path in
      PublishedFile(
        path: path, name: names[path] ?? path, sha256: try FileHash.sha256(path: path),
        published: self.published, retrieved: retrieved, url: url ?? "", sheet: sheet,
        vocabulary: store.vocabulary)
    }
    return try store.importFiles(published, format: format, replacing: replace, strict: strict)
  }
}
