import Foundation
import Periods
import Record

extension Citation {
  /// Items of CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html): the answer,
  /// and each source that it rests on.
  package func csl() throws -> Data {
    let encoder = JSONEncoder()
    // The names of the fields are CSL's own.
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode([item] + origin.sources.map(item)) + Data("\n".utf8)
  }

  private struct Item: Encodable {
    var id, type, title: String
    var author: [Name]
    var issued: Date?
    var accessed: Date?
    var address: String?
    var publisher: String?
    var language: String
    var note: String
    var version: String?

    private enum CodingKeys: String, CodingKey {
      case id, type, title, author, issued, accessed, publisher, language, note, version
      case address = "URL"
    }
  }

  /// An institution, whose name is not taken apart.
  private struct Name: Encodable { var literal: String }

  private struct Date: Encodable {
    var parts: [[Int]]

    init(_ day: Day) {
      let (year, month, day) = day.parts
      parts = [[year, month, day]]
    }

    private enum CodingKeys: String, CodingKey { case parts = "date-parts" }
  }

  private var item: Item {
    Item(
      id: key, type: origin.maker == .publishers ? "dataset" : "report", title: origin.title,
      author: authors.map(Name.init), issued: issued.map(Date.init), accessed: Date(asked),
      address: address, publisher: nil, language: language.rawValue,
      note: vintage + " "
        + language(
          "Asked with Trocha: \(origin.command)", "Consultado con Trocha: \(origin.command)"),
      version: "Trocha \(origin.version)")
  }

  private func item(_ source: SourceReport) -> Item {
    Item(
      id: source.id, type: "dataset", title: source.title,
      author: [Name(literal: source.publisher)],
      issued: Date(source.published), accessed: source.retrieved.map(Date.init),
      address: source.url.isEmpty ? nil : source.url, publisher: source.publisher,
      language: language.rawValue,
      note: source.sha256.isEmpty ? source.licence : "SHA-256 \(source.sha256)", version: nil)
  }
}
