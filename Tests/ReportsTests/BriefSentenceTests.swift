import Corridors
import Foundation
import Periods
import Record
import Reports
import Testing
import Wording

/// The sentences of the brief on the figures that ship.
@Suite struct BriefSentenceTests {
  private static let store = Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sentences-\(UUID())")
    return try RecordStore(path: folder.appending(path: "record.sqlite").path)
  }

  /// In May 2025 the highest month of the twelve before was that of the year before, 117,905: one number, once.
  @Test(arguments: [(nil as String?, Language.english), (nil, .spanish), ("2023-10-05", .english)])
  func sayEachNumberOnce(_ asOf: String?, _ language: Language) throws {
    var builder = try BriefBuilder(
      store: Self.store.get(), folder: CorridorFolder("venezuela-us"),
      asOf: asOf.flatMap { Day($0) }, language: language, command: "trocha brief", version: "test")
    let sentences = try builder.content().summary.map(\.text)
    #expect(!sentences.isEmpty)
    for sentence in sentences {
      let cited = sentence.matches(of: /\d{4} \([\d.,]+\)/).map { String($0.output) }
      #expect(Set(cited).count == cited.count, "\(sentence)")
    }
  }
}
