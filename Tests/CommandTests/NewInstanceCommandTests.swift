import Foundation
import Testing

/// The tutorial of docs/new-instance.md, command by command in its order.
@Suite struct NewInstanceCommandTests {
  private static let lines: [String] = {
    let page = DocumentationTests.root.appending(path: "docs/new-instance.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.matches(of: /```sh\n([\s\S]*?)```/).flatMap { block in
      block.1.replacing(/\\\n\s*/, with: "").split(separator: "\n").map(String.init)
    }
  }()

  private func program() throws -> Program {
    let program = try Program()
    try FileManager.default.createSymbolicLink(
      at: program.folder.appending(path: "examples"),
      withDestinationURL: DocumentationTests.root.appending(path: "examples"))
    return program
  }

  @Test func theTutorialWorks() throws {
    #expect(Self.lines.count == 5)
    let program = try program()
    for line in Self.lines {
      let result = try program.run(String(line.dropFirst("trocha ".count)))
      #expect(result.status == 0, "\(line)\n\(result.errors)")
    }
    // Everybody counted on the last day has set out: 6,400 and 2,150.
    let summary = try String(
      contentsOf: program.folder.appending(path: "alund-runs/summary.json"), encoding: .utf8)
    #expect(summary.contains("8550"))
    let closures = try String(
      contentsOf: program.folder.appending(path: "alund/input_csv/closures.csv"), encoding: .utf8)
    #expect(closures.hasSuffix("country,Alund,Bergia,30,45\n"))
  }

  @Test func everyFaultIsReportedAtOnce() throws {
    let program = try program()
    let towns = try program.file("towns.csv", "name,latitude,longitude\nA,100,2\n")
    let events = try program.file("events.csv", "event_date,location,latitude,longitude\nx,A,1,2\n")
    let result = try program.run("simulate new mine --places \(towns) --events \(events)")
    #expect(result.status == 2)
    #expect(result.errors.contains("towns.csv:2"))
    #expect(result.errors.contains("events.csv:2"))
    #expect(
      !FileManager.default.fileExists(atPath: program.folder.appending(path: "mine").path))
  }

  /// Two files that give another count of one camp for one day: neither is taken without a word.
  @Test func countsThatContradictEachOtherAreAFault() throws {
    let program = try program()
    let one = try program.file("one.csv", "date,camp,people\n2023-04-20,Estra,5\n")
    let two = try program.file("two.csv", "date,camp,people\n2023-04-20,Estra,7\n")
    let folder = "examples/made-up-events/"
    let result = try program.run(
      "simulate new mine --events \(folder)acled.csv --places \(folder)towns.csv "
        + "--camps \(folder)camps.csv --counts \(one) \(two)")
    #expect(result.status == 2)
    #expect(result.errors.contains("5 and 7"))
  }

  @Test func aChangeThatIsNoneIsAnError() throws {
    let program = try program()
    for line in [
      "simulate edit mine", "simulate edit mine --road A,B", "simulate edit mine --to A,5",
      "simulate edit mine --close-border A,B,9,3",
    ] {
      #expect(try program.run(line).status == 64, "\(line)")
    }
  }
}
