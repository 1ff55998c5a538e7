import Foundation
import Periods
import Record
import Testing

/// Numbers that are looked up among all cells.
@Suite struct ValuedCellTests {
  /// A long text has more numbers, with those that they may be slips of, than SQLite takes arguments.
  /// UNHCR counts 6,918,373 Colombians displaced in their country at the end of 2023.
  @Test func aNumberIsFoundAmongManyThousands() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try RecordStore(
      path: folder.appending(path: "r.sqlite").path(percentEncoded: false))
    let others = (1...300_000).map { Double($0) + 0.5 }
    let cells = try store.cells(valued: Set(others + [6_918_373]))
    #expect(!cells.isEmpty)
    #expect(cells.allSatisfy { $0.value == 6_918_373 })
    #expect(
      cells.contains {
        $0.selection.measure == "internally-displaced"
          && $0.selection.including[.nationality] == ["COL"] && $0.period.first.year == 2023
      })
    #expect(try store.cells(valued: []).isEmpty)
  }
}
