import Crypto
import Foundation
import GRDB
import Periods
import Tabular

extension RecordStore {
  /// Puts the figures that ship with Trocha into the record, unless the ones of this installation
  /// are there. Sources that a user has imported stay as they are.
  ///
  /// - Parameter folder: tidy tables, and beside them `sources.yaml`, which describes their sources and
  ///   says what they cover.
  /// - Throws: an `InputError` for a table that is damaged, or whose source is not described.
  func seed(from folder: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".csv") || $0.hasSuffix(".csv.gz") }.sorted()
    let state = try RecordStore.state(of: names + [DescribedSources.fileName], in: folder)
    guard try pool.read({ try RecordStore.shippedState($0) }) != state else { return }
    let described = try DescribedSources(path: folder + "/" + DescribedSources.fileName)
    let releases = try together(names) { name in
      try shippedReleases(of: name, in: folder, described)
    }
    let shipped = PublishedFile(path: "", name: "shipped", sha256: state, vocabulary: vocabulary)
    _ = try store(
      Array(releases.joined()), file: shipped, format: TidyReader.format, replacing: true,
      shipped: true)
  }

  private func shippedReleases(
    of name: String, in folder: String, _ described: DescribedSources
  ) throws -> [Release] {
    let path = folder + "/" + name
    var file = PublishedFile(
      path: path, name: name, sha256: try FileHash.sha256(path: path), vocabulary: vocabulary)
    // A machine whose clock is wrong has its record all the same.
    file.today = Day(number: .max)
    return try TidyReader().read(file).map { release in
      var release = release
      let source = try described.source(release.source.id).source
      release.source.coverage = source.coverage
      release.source.dating = source.dating
      release.listOwnWords()
      return release
    }
  }

  static func shippedState(_ db: Database) throws -> String? {
    try String.fetchOne(db, sql: "SELECT value FROM setting WHERE name = 'shipped'")
  }

  private static func state(of names: [String], in folder: String) throws -> String {
    var hash = SHA256()
    for name in names {
      hash.update(data: Data(name.utf8))
      hash.update(data: try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }
    return hash.finalize().map { padded(hexadecimal: $0) }.joined()
  }

  private static func padded(hexadecimal byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
