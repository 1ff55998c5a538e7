import Foundation
import Tabular

extension Vocabulary {
  /// The vocabulary that ships with Trocha, read once.
  ///
  /// - Throws: an `InputError` when a table is missing or damaged, as in a broken installation.
  public static func shipped() throws(InputError) -> Vocabulary {
    try loaded.get()
  }

  private static let loaded: Result<Vocabulary, InputError> = Result { () throws(InputError) in
    try Vocabulary(folder: ShippedFiles.folder("vocabulary"))
  }

  /// The vocabulary that ships with the rows of one's own tables added: measures, places and so on of
  /// another region.
  package static func shipped(adding folders: [URL]) throws(InputError) -> Vocabulary {
    guard !folders.isEmpty else { return try shipped() }
    return try Vocabulary(
      folder: ShippedFiles.folder("vocabulary"),
      own: folders.map { $0.path(percentEncoded: false) })
  }

  /// Reads a folder of vocabulary tables: `measures.csv`, `nationalities.csv`, `places.csv`,
  /// `labels.csv`, `series.csv`, `datasets.csv`, `always.csv`, `history.csv`,
  /// `belongs.csv`.
  ///
  /// - Parameter own: folders that hold any of the first five, whose rows are added.
  package init(folder: String, own: [String] = []) throws(InputError) {
    let countries = try VocabularyTable("nationalities.csv", in: folder, own)
    let places = try VocabularyTable("places.csv", in: folder, own)
    let labels = try VocabularyTable("labels.csv", in: folder, own)
    let measures = try VocabularyTable("measures.csv", in: folder, own)
    let series = try VocabularyTable("series.csv", in: folder, own)
    let belongs = try Vocabulary.belonging(VocabularyTable("\(folder)/belongs.csv"))
    var terms =
      countries.rows.map { row in
        var term = Term(
          dimension: .nationality, id: row["code"], english: row["en"], spanish: row["es"],
          published: row.list("cbp"),
          aliases: row.list("aliases") + row.list("people_en")
            + row.list("people_es") + row.list("alpha2"))
        term.peopleEnglish = row["people_en"]
        term.peopleSpanish = row["people_es"]
        term.demonyms = row.list("demonyms")
        return term
      }
      + places.rows.map { row in
        var term = Term(
          dimension: .place, id: row["id"], english: row["en"], spanish: row["es"],
          published: [], aliases: row.list("aliases"))
        term.parent = row["parent"].isEmpty ? nil : row["parent"]
        term.parts = row.list("parts")
        term.isRegion = row["kind"] == "region"
        if let latitude = Double(row["latitude"]), let longitude = Double(row["longitude"]) {
          term.coordinate = Coordinate(latitude: latitude, longitude: longitude)
        }
        return term
      }
      + labels.rows.compactMap { row in
        Dimension(rawValue: row["dimension"]).map { dimension in
          var term = Term(
            dimension: dimension, id: row["id"], english: row["en"], spanish: row["es"],
            published: row.list("published") + row.list("short"), aliases: row.list("aliases"))
          term.parent = row["parent"].isEmpty ? nil : row["parent"]
          return term
        }
      }
    for index in terms.indices {
      terms[index].measures = belongs[terms[index].dimension]?[terms[index].id] ?? []
    }
    self.init(
      measures: measures.rows.map { row in
        Measure(
          id: row["id"], isStock: row["nature"] == "stock", english: row["en"],
          spanish: row["es"], unitEnglish: row["unit_en"], unitSpanish: row["unit_es"],
          definitionEnglish: row["defines_en"], definitionSpanish: row["defines_es"],
          aliases: row.list("aliases"), countedIn: Dimension(rawValue: row["counted_in"]),
          isServed: row["served"] != "no")
      },
      namedSeries: series.rows.map { row in
        NamedSeries(
          id: row["id"], selection: row["selection"], english: row["en"], spanish: row["es"],
          noteEnglish: row["note_en"], noteSpanish: row["note_es"],
          lead: row["lead"].isEmpty ? nil : row["lead"], isPooled: row["pooled"] != "no",
          datasets: row.list("datasets").map { $0.split(separator: " ").map(String.init) })
      },
      terms: terms,
      coverages: try DeclaredCoverage(
        path: "\(folder)/datasets.csv", always: "\(folder)/always.csv",
        history: "\(folder)/history.csv"))
  }
}

extension Vocabulary {
  /// Which measures labels belong to, by dimension.
  private static func belonging(_ table: VocabularyTable) -> [Dimension: [String: [String]]] {
    var found: [Dimension: [String: [String]]] = [:]
    for row in table.rows {
      guard let dimension = Dimension(rawValue: row["dimension"]) else { continue }
      for label in row.list("labels") {
        found[dimension, default: [:]][label] = row.list("measures")
      }
    }
    return found
  }
}

/// A small table held whole, its fields found by name.
struct VocabularyTable {
  struct Row {
    let fields: [String: String]

    /// A field; empty when the table has no such column.
    subscript(name: String) -> String { fields[name] ?? "" }

    /// A field's parts between vertical bars.
    func list(_ name: String) -> [String] {
      self[name].split(separator: "|").map(String.init)
    }
  }

  private(set) var rows: [Row] = []

  init(_ path: String) throws(InputError) {
    var table = try CSVTable(ByteStream(path: path))
    while try table.next() {
      var fields: [String: String] = [:]
      for (column, name) in table.header.enumerated() { fields[name] = table.text(column) }
      rows.append(Row(fields: fields))
    }
    try table.issues.check()
  }

  /// The rows of a table of one folder, and of the others that have it.
  init(_ name: String, in folder: String, _ others: [String]) throws(InputError) {
    try self.init("\(folder)/\(name)")
    for other in others {
      let path = "\(other)/\(name)"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      rows += try VocabularyTable(path).rows
    }
  }
}

/// Where the files that come with Trocha are.
package enum ShippedFiles {
  /// The path of a folder among the target's resources.
  package static func folder(_ name: String) -> String {
    Bundle.module.bundleURL.appending(path: name).path(percentEncoded: false)
  }
}
