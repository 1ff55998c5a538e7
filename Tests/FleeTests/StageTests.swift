import Flee
import Foundation
import Testing

@Suite struct StageTests {
  /// The process overview of FLEE's model in `docs/model.md` has the stages that the engines run, in
  /// their order.
  @Test func docsGiveTheStagesOfADay() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/model.md").standardizedFileURL
    let text = try String(contentsOf: page, encoding: .utf8)
    let overview = try #require(
      text.split(separator: "\n## ").first { $0.hasPrefix("3. Process overview") })
    let names = overview.matches(of: /\n\d+\. \*\*(\w[\w ]*)\*\*:/).map { String($0.output.1) }
    #expect(names == MovementStage.allCases.map(\.rawValue))
    #expect(names.count == 7)
  }
}
