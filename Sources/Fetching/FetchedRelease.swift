import Foundation
import Periods
import Record

/// One file of a publisher as it was fetched.
package struct FetchedFile: Codable, Hashable, Sendable {
  /// Its name, without a folder.
  package var file: String
  /// The address that was asked for it.
  package var address: String
  /// Of the file as it stands, in lower-case hexadecimal.
  package var sha256: String
  package var bytes: Int
  /// What the server calls this version, to ask only for a newer one.
  package var etag: String?
  package var lastModified: String?

  var version: KnownVersion { KnownVersion(etag: etag, lastModified: lastModified) }
}

/// A release of a table as it was fetched: one file, or all pages of an answer.
package struct FetchedRelease: Codable, Hashable, Sendable {
  /// The table's name in the catalogue.
  package var table: String
  package var publisher: String
  package var title: String
  package var page: String
  package var licence: String
  /// The reader of its files; `nil` to recognise it by the file.
  package var format: String?
  package var fetched: Day?
  /// Day of publication, where it was known when it was fetched.
  package var published: Day?
  /// What that day is taken from.
  package var dated: PublicationDay.Sign?
  package var files: [FetchedFile]

  init(_ table: PublishedTable, fetched: Day?, files: [FetchedFile]) {
    self.table = table.id
    publisher = table.publisher
    title = table.title
    page = table.page
    licence = table.licence
    format = table.format
    self.fetched = fetched
    self.files = files
  }

  /// A release written as a tidy table, which itself says when it was published.
  package init(of source: Source, file: String, sha256: String, bytes: Int) {
    table = source.id
    publisher = source.publisher
    title = source.title
    page = source.url
    licence = source.licence
    format = TidyReader.format
    files = [FetchedFile(file: file, address: source.url, sha256: sha256, bytes: bytes)]
  }

  /// A file that no table is known for.
  init(_ file: FetchedFile, format: String) {
    table = file.file
    publisher = ""
    title = ""
    page = ""
    licence = ""
    self.format = format
    files = [file]
  }
}

/// How releases and packs are written.
enum FetchJSON {
  static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return try encoder.encode(value) + Data("\n".utf8)
  }

  static func read<Value: Decodable>(_ type: Value.Type, from file: URL) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: try Data(contentsOf: file))
  }
}
