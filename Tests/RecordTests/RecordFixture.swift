import Foundation
import Periods
import Record
import Testing

/// A record of its own in a temporary folder, with the figures that ship.
struct RecordFixture {
  let folder: URL
  let store: RecordStore

  init(seeded: Bool = true) throws {
    try self.init(figures: seeded ? ShippedFiles.folder("figures") : nil)
  }

  /// - Parameter figures: folder of the tables that the record holds from the start.
  init(figures: String?) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "trocha-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var store = try RecordStore(
      path: folder.appending(path: "record.sqlite").path, figures: figures)
    store.today = RecordFixture.today
    self.store = store
  }

  /// Tests import figures of years to come, which nothing that ships can have.
  static let today = Day(year: 2040, month: 1, day: 1)

  /// A record that is there already.
  init(opening path: String, in folder: URL) throws {
    self.folder = folder
    store = try RecordStore(path: path, seeded: false)
  }

  /// Seeding takes a second: tests that only read share one record.
  static let shared = Result { try RecordFixture() }

  /// A record of the tables of June 2024, which stay as they are when more figures ship.
  static let official = Result {
    try RecordFixture(
      figures: Bundle.module.bundleURL.appending(path: "official").path(percentEncoded: false))
  }

  func selection(_ query: String) throws -> Selection {
    try SelectionParser(store.vocabulary).selection(query)
  }

  /// Writes a file beside the record and gives its path.
  func file(_ name: String, _ text: String) throws -> String {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  func value(_ query: String, _ period: String, asOf: String? = nil) throws -> Double? {
    let timeline = try store.timeline(selection(query), asOf: asOf.flatMap(Day.init))
    return timeline.observation(try #require(Period(period))).value
  }
}
