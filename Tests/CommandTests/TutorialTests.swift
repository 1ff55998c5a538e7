import Foundation
import Testing

/// Each first half-hour of `docs/first` can be followed: every step works, and shows the lines that the page shows.
@Suite struct TutorialTests {
  struct Step {
    let command: String
    /// Lines in their order; others may stand between where the page has `…`.
    var lines: [String] = []
  }

  /// A page's steps, and the files that it has its reader save.
  struct Page: CustomStringConvertible {
    let name: String
    var steps: [Step] = []
    var files: [String: String] = [:]

    var description: String { name }

    init(_ name: String) {
      self.name = name
      let place = DocumentationTests.root.appending(path: "docs/first/\(name).md")
      let text = (try? String(contentsOf: place, encoding: .utf8)) ?? ""
      for file in text.matches(of: /`([a-z.]+)`:\n\n```csv\n([\s\S]*?)```/) {
        files[String(file.1)] = String(file.2)
      }
      for block in text.matches(of: /```console\n([\s\S]*?)```/) {
        for line in block.1.split(separator: "\n") {
          if line.hasPrefix("$ trocha ") {
            steps.append(Step(command: String(line.dropFirst("$ trocha ".count))))
          } else if !steps.isEmpty {
            steps[steps.count - 1].lines.append(String(line))
          }
        }
      }
    }
  }

  static let pages = ["planner", "reporter", "adviser", "modeller"].map(Page.init)

  @Test(arguments: pages)
  func canBeFollowed(_ page: Page) throws {
    #expect(page.steps.count >= 5)
    let program = try Program()
    defer { try? FileManager.default.removeItem(at: program.folder) }
    try FileManager.default.createSymbolicLink(
      at: program.folder.appending(path: "examples"),
      withDestinationURL: DocumentationTests.root.appending(path: "examples"))
    for (name, text) in page.files { _ = try program.file(name, text) }
    for step in page.steps {
      let result = try program.run(step.command)
      #expect(result.status == 0, "\(step.command): \(result.errors)")
      let missing = Self.missing(step.lines, in: result.output)
      #expect(missing == nil, "\(step.command): \(missing ?? "")\n\(result.output)")
    }
  }

  /// What a page shows and a program does not print there; `nil` when all comes in its order.
  private static func missing(_ shown: [String], in output: String) -> String? {
    let printed = output.split(separator: "\n").map(String.init)
    var next = 0
    // A line follows the one before at once, but for the `…` between.
    var mayLieFarther = false
    for line in shown {
      if line == "…" {
        mayLieFarther = true
        continue
      }
      let rest = printed[next...]
      guard
        let found = mayLieFarther
          ? rest.firstIndex(of: line) : rest.first.flatMap({ $0 == line ? next : nil })
      else { return line }
      next = found + 1
      mayLieFarther = false
    }
    return nil
  }
}
