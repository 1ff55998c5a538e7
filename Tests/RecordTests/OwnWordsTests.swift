import Foundation
import Record
import Tabular
import Testing

/// Spellings that a user teaches the record.
@Suite struct OwnWordsTests {
  private func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func aLabelThatIsNoneIsRefused() throws {
    let store = try RecordFixture(seeded: false).store
    var own = try OwnWords(record: store.path)
    let add = { (dimension: Record.Dimension, spelling: String, label: String) in
      refusal {
        try own.add(
          .init(dimension: dimension, spelling: spelling, label: label), to: store.vocabulary)
      }
    }
    #expect(
      add(.demographic, "Single Adult (new)", "single-adult")
        == "\"single-adult\" is no label of demographic.\n  Did you mean \"single-adults\"?")
    #expect(add(.nationality, "Venezuela (RB)", "Venezuela").contains("Did you mean \"VEN\"?"))
    #expect(add(.nationality, "Elsewhere", "XQZ").contains("is no label of nationality"))
    #expect(add(.nationality, "", "VEN").contains("empty spelling"))
    #expect(add(.nationality, " - ", "VEN").contains("empty spelling"))
    #expect(own.words.isEmpty)
    #expect(add(.demographic, "Single Adult (new)", "single-adults") == "")
    #expect(add(.place, "Cuba (island)", "CUB") == "")
    #expect(try OwnWords(record: store.path).words.count == 2)
  }

  /// Each line that is damaged is named with what takes it out, and taking it out opens the record.
  @Test func aDamagedTableCanBeMended() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = fixture.store.path
    let table = """
      dimension,spelling,label
      demographic,Adulto,single-adults
      nationality,,VEN
      nationality,"  ",VEN
      colour,red,blue
      """
    try Data(table.utf8).write(to: URL(fileURLWithPath: path + ".words.csv"))
    let words = refusal { _ = try RecordStore(path: path, seeded: false) }
    #expect(words.contains(".words.csv:3: expected a dimension, a spelling and a label"))
    #expect(words.contains("trocha record word --remove nationality \"\""))
    #expect(words.contains(".words.csv:5:") && words.contains("Take the line out of the file."))
    var own = try OwnWords(readable: path)
    #expect(own.words.map(\.spelling) == ["Adulto"])
    #expect(own.faults.listed.count == 3)
    // Both empty spellings are one.
    #expect(try own.take(.nationality, ""))
    #expect(try OwnWords(readable: path).faults.listed.count == 1)
    #expect(throws: InputError.self) { try RecordStore(path: path, seeded: false) }
    try Data("dimension,spelling,label\ndemographic,Adulto,single-adults\n".utf8)
      .write(to: URL(fileURLWithPath: path + ".words.csv"))
    _ = try RecordStore(path: path, seeded: false)
  }
}
