import Crypto
import Foundation
import GRDB

/// A file that was read into the record.
public struct ImportedFile: Sendable, Codable, Equatable {
  /// SHA-256 of the file, in hexadecimal: the import's name.
  public var id: String
  /// The file's own name, without its folder.
  public var file: String
  /// Short name of the format that it was read as.
  public var format: String
  /// Sources that it brought and that are still there.
  public var sources: [String]
  /// How many figures those sources have.
  public var figures: Int
}

extension RecordStore {
  /// The files that were read into the record and brought something, by name.
  public func imports() throws -> [ImportedFile] {
    try pool.read { try RecordStore.imports($0) }
  }

  private static func imports(_ db: Database, only id: String? = nil) throws -> [ImportedFile] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT imported_file.sha256, imported_file.name, imported_file.format, source.id,
          (SELECT COUNT(*) FROM figure WHERE figure.source = source.key) AS figures
        FROM imported_source JOIN imported_file ON imported_file.sha256 = imported_source.file
        JOIN source ON source.key = imported_source.source
        WHERE ? IS NULL OR imported_file.sha256 = ?
        ORDER BY imported_file.name, imported_file.sha256, source.id
        """, arguments: [id, id])
    var files: [ImportedFile] = []
    for row in rows {
      if files.last?.id == row[0] {
        files[files.count - 1].sources.append(row[3])
        files[files.count - 1].figures += row[4] as Int
      } else {
        files.append(
          ImportedFile(
            id: row[0], file: row[1], format: row[2], sources: [row[3]], figures: row[4]))
      }
    }
    return files
  }

  /// Takes back what an import brought, in one transaction.
  ///
  /// - Parameter id: SHA-256 of the file.
  /// - Returns: what is gone; `nil` when no such import is held.
  public func undoImport(_ id: String) throws -> ImportedFile? {
    try pool.write { db in
      guard let file = try RecordStore.imports(db, only: id).first else { return nil }
      try db.execute(
        sql: """
          DELETE FROM source WHERE key IN (SELECT source FROM imported_source WHERE file = ?)
          """, arguments: [id])
      try db.execute(sql: "DELETE FROM imported_file WHERE sha256 = ?", arguments: [id])
      try Catalogue.bump(db)
      try db.execute(sql: "DELETE FROM series WHERE id NOT IN (SELECT series FROM figure)")
      return file
    }
  }

  /// A name of what the record holds: the same for the same sources with the same figures.
  package func contentVersion() throws -> String {
    let rows = try pool.read { db in
      try Row.fetchAll(db, sql: "SELECT id, digest FROM source ORDER BY id")
        .map { "\($0[0] as String) \($0[1] as String)\n" }
    }
    let hash = SHA256.hash(data: Data(rows.joined().utf8))
    return hash.prefix(8).map { String(format: "%02x", $0) }.joined()
  }
}
