import Tabular

/// The publishers' tables that the record is kept current with. It is data: `publishers.yaml`, beside the
/// figures that ship, or a user's own file of the same form.
package struct PublisherCatalogue: Sendable {
  package static let fileName = "publishers.yaml"

  /// In the order of the file.
  package let tables: [PublishedTable]

  /// The catalogue that comes with Trocha.
  ///
  /// - Throws: an `InputError` when the file is missing or damaged, as in a broken installation.
  package static func shipped() throws(InputError) -> PublisherCatalogue {
    try PublisherCatalogue(path: ShippedFiles.folder("figures") + "/" + fileName)
  }

  /// Tables by their names; all when none is named.
  ///
  /// - Throws: an `InputError` that lists the names that are not known.
  package func tables(named names: [String]) throws(InputError) -> [PublishedTable] {
    guard !names.isEmpty else { return tables }
    let known = tables.map(\.id)
    var issues = InputIssues(file: "table")
    for name in names where !known.contains(name) {
      issues.add(
        expected: "a table among \(known.joined(separator: ", "))", found: "\"\(name)\"",
        hint: suggestion(for: name, among: known).map { "Did you mean \"\($0)\"?" } ?? "")
    }
    try issues.check()
    return tables.filter { names.contains($0.id) }
  }

  /// Whether a release of the record belongs to a table: by its dataset and, where two tables share one, by the
  /// beginning of its name.
  package func owns(_ table: PublishedTable, _ source: Source) -> Bool {
    guard table.datasets.contains(source.dataset) else { return false }
    if let beginning = table.releasesBegin { return source.id.hasPrefix(beginning) }
    return !tables.contains { other in
      other.datasets.contains(source.dataset)
        && other.releasesBegin.map { source.id.hasPrefix($0) } == true
    }
  }
}
