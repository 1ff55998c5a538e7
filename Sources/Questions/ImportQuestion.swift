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
  /// Whether everything is read and checked, and nothing is stored.
  package var dryRun = false
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
      .option(
        "published", \.published,
        "Day the files were published (default: as the file, its name or its folder shows)."),
      .option("retrieved", \.retrieved, "Day the files were fetched."),
      .option(
        "url", \.url, "Address they were fetched from.",
        .only("an address", "address") { _ in true }),
      .flag("replace", \.replace, "Replace a source of the same name."),
      .flag(
        "strict", \.strict,
        "Refuse a release that lost figures, looks filtered, or has totals that are not sums."),
      .flag(
        "dry-run", \.dryRun,
        "Read and check everything, list what would change, and store nothing."),
    ]
  }

  /// What an import would bring, and which series would be answered otherwise.
  package struct Rehearsal: Encodable, Sendable {
    package var isDryRun = true
    package var imports: [ImportOutcome]
    package var series: [SeriesMove]
  }

  /// - Throws: an `InputError` with everything that is wrong with the files, a `RecordError` where a
  ///   source is held with other figures.
  package func answer(in world: World) async throws -> [ImportOutcome] {
    if dryRun { return try rehearsal(in: world).imports }
    return try bring(into: world.store(), world)
  }

  /// Reads the files into a copy of the record, of which nothing is left.
  ///
  /// - Throws: as the import itself.
  package func rehearsal(in world: World) throws -> Rehearsal {
    let (outcomes, moves) = try world.store().rehearsing { try bring(into: $0, world) }
    return Rehearsal(imports: outcomes, series: moves)
  }

  private func bring(into store: RecordStore, _ world: World) throws -> [ImportOutcome] {
    let published = try files.map { path in
      PublishedFile(
        path: path, name: names[path] ?? path, sha256: try FileHash.sha256(path: path),
        published: self.published, retrieved: retrieved, url: url ?? "", sheet: sheet,
        vocabulary: store.vocabulary)
    }
    return try store.importFiles(
      published, format: format, replacing: replace, strict: strict, askDay: world.dayOfPublication)
  }
}
