import Foundation
import Testing

/// Every command line in the README and in docs/ works, and what the README shows is what comes.
@Suite struct DocumentationTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  /// Lines of shell blocks that call the program, but for those that need a file of the reader's.
  static let lines: [String] = {
    let pages = [
      "README.md", "docs/record.md", "docs/comparisons.md", "docs/brief.md", "docs/json.md",
      "docs/simulate.md", "docs/sensitivity.md", "docs/scale.md", "docs/screen.md",
      "docs/policy.md", "docs/whatif.md",
      "docs/corridor.md",
      "docs/calibration.md", "docs/calendar.md", "docs/watch.md", "docs/outlook.md",
      "docs/effect.md", "docs/claims.md", "docs/takeaway.md",
    ]
    return pages.flatMap { page -> [String] in
      let text = (try? String(contentsOf: root.appending(path: page), encoding: .utf8)) ?? ""
      var isShell = false
      return text.split(separator: "\n").compactMap { line in
        if line.hasPrefix("```") { isShell = line == "```sh" }
        guard isShell, line.hasPrefix("trocha ") else { return nil }
        let command = line.prefix { $0 != "#" }.replacing("\\|", with: "|")
        let needsFile = command.contains("nationwide-") || command.contains("my-corridor")
        return needsFile ? nil : String(command)
      }
    }
  }()

  @Test func thereAreLines() {
    #expect(Self.lines.count >= 10)
  }

  @Test(arguments: lines)
  func works(_ line: String) throws {
    let program = try Program.shared.get()
    // The documentation speaks from the repository's folder.
    try? FileManager.default.createSymbolicLink(
      at: program.folder.appending(path: "examples"),
      withDestinationURL: Self.root.appending(path: "examples"))
    try? FileManager.default.createSymbolicLink(
      at: program.folder.appending(path: "Tests"),
      withDestinationURL: Self.root.appending(path: "Tests"))
    let result = try program.run(String(line.dropFirst("trocha ".count)))
    #expect(result.status == 0, "\(result.errors)")
    #expect(!result.output.isEmpty || ["--out", "export"].contains { line.contains($0) })
  }

  @Test func theREADMEShowsWhatComes() throws {
    let text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let block = try #require(text.firstMatch(of: /```console\n\$ trocha ([^\n]*)\n([\s\S]*?)```/))
    let result = try Program.shared.get().run(String(block.1))
    #expect(result.output == String(block.2))
  }
}
