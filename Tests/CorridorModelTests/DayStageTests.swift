import CorridorModel
import Foundation
import Testing

struct DayStageTests {
  /// The process overview of the corridor model, the second of `docs/model.md`, has the stages that
  /// the engines run, in their order.
  @Test func `the docs give the stages of a day`() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/model.md").standardizedFileURL
    let text = try String(contentsOf: page, encoding: .utf8)
    let overview = try #require(
      text.split(separator: "\n## ").last { $0.hasPrefix("3. Process overview") })
    let names = overview.matches(of: /\n\d+\. \*\*(\w[\w -]*)\*\*:/).map { String($0.output.1) }
    #expect(names == DayStage.allCases.map(\.rawValue))
    #expect(names.count == 9)
  }
}
