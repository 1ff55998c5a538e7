import Foundation
import Testing

/// Every command line in the README and in docs/ works, and what the README shows is what comes.
@Suite struct DocumentationTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  /// A page's lines of shell blocks that call the program, in their order, but for those that need a file of the
  /// reader's.
  struct Page: CustomTestStringConvertible {
    var name: String
    var lines: [String]
    var testDescription: String { name }
  }

  static let pages: [Page] = {
    let pages = [
      "README.md", "docs/record.md", "docs/comparisons.md", "docs/brief.md", "docs/json.md",
      "docs/simulate.md", "docs/sensitivity.md", "docs/scale.md", "docs/screen.md",
      "docs/policy.md", "docs/whatif.md",
      "docs/corridor.md",
      "docs/calibration.md", "docs/calendar.md", "docs/watch.md", "docs/outlook.md",
      "docs/effect.md", "docs/claims.md", "docs/takeaway.md", "docs/needs.md", "docs/judgements.md",
    ]
    return pages.map { page in
      let text = (try? String(contentsOf: root.appending(path: page), encoding: .utf8)) ?? ""
      var isShell = false
      let lines = text.split(separator: "\n").compactMap { line -> String? in
        if line.hasPrefix("```") { isShell = line == "```sh" }
        guard isShell, line.hasPrefix("trocha ") else { return nil }
        let command = line.prefix { $0 != "#" }.replacing("\\|", with: "|")
        let needsFile = command.contains("nationwide-") || command.contains("my-corridor")
        return needsFile ? nil : String(command)
      }
      return Page(name: page, lines: lines)
    }
  }()

  /// What the file VERSION says.
  static func version() throws -> String {
    try String(contentsOf: root.appending(path: "VERSION"), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The program, the changelog and the page that shows how it introduces itself say one version.
  @Test func oneVersion() throws {
    let version = try Self.version()
    #expect(version.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
    #expect(try Program.shared.get().run("--version").output == version + "\n")
    let text = { (path: String) in
      try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }
    #expect(try text("CHANGELOG.md").contains("\n## \(version)"))
    #expect(try text("docs/update.md").contains("trocha/\(version) "))
  }

  @Test func thereAreLines() {
    #expect(Self.pages.reduce(0) { $0 + $1.lines.count } >= 100)
  }

  /// One line may need what another of its page wrote.
  @Test(arguments: pages)
  func works(_ page: Page) throws {
    let program = try Program.shared.get()
    // The documentation speaks from the repository's folder.
    try? FileManager.default.createSymbolicLink(
      at: program.folder.appending(path: "examples"),
      withDestinationURL: Self.root.appending(path: "examples"))
    try? FileManager.default.createSymbolicLink(
      at: program.folder.appending(path: "Tests"),
      withDestinationURL: Self.root.appending(path: "Tests"))
    for line in page.lines {
      let result = try program.run(String(line.dropFirst("trocha ".count)))
      #expect(result.status == 0, "\(line): \(result.errors)")
      let isFile = ["--out", "export"].contains { line.contains($0) }
      #expect(!result.output.isEmpty || isFile, "\(line)")
    }
  }

  @Test func theREADMEShowsWhatComes() throws {
    let text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let block = try #require(text.firstMatch(of: /```console\n\$ trocha ([^\n]*)\n([\s\S]*?)```/))
    let result = try Program.shared.get().run(String(block.1))
    #expect(result.output == String(block.2))
  }
}
