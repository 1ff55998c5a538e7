import Flee
import Foundation
import Testing

/// The table of `docs/simulate.md` is written from ``FLEETable``, which has a line for each key that the
/// reader knows. With `TROCHA_WRITE_TABLE` the page is written anew.
@Suite struct FLEETableTests {
  private static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/simulate.md")
  private static let begin =
    "<!-- Written by FLEETableTests: the lines are in Tests/FleeTests/FLEETable.swift. -->"
  private static let end = "<!-- The end of the table. -->"

  @Test func thePageHasTheTable() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let first = try #require(text.range(of: Self.begin + "\n"))
    let last = try #require(text.range(of: "\n" + Self.end))
    if ProcessInfo.processInfo.environment["TROCHA_WRITE_TABLE"] != nil {
      let written =
        text[..<first.upperBound] + "\n" + FLEETable.text + "\n" + text[last.lowerBound...]
      try String(written).write(to: Self.page, atomically: true, encoding: .utf8)
      return
    }
    #expect(
      text[first.upperBound..<last.lowerBound].trimmingCharacters(in: .newlines) == FLEETable.text)
  }

  @Test func everyKeyHasALine() {
    let lines = [
      "": FLEETable.topLevel, "log_levels": FLEETable.logLevels,
      "spawn_rules": FLEETable.spawnRules, "move_rules": FLEETable.moveRules,
      "optimisations": [FLEETable.Line("hasten")],
    ]
    for (section, keys) in MovementSettings.fileKeys {
      #expect(Set(lines[section]?.map(\.name) ?? []) == Set(keys), "\(section)")
    }
  }

  /// What the table says is without effect makes no difference to a run's settings, and is named.
  @Test func whatHasNoEffectIsNamed() throws {
    let folder = try TemporaryInstance()
    let plain = try FleeInstanceReader.read(folder.path)
    for (section, lines) in [
      ("log_levels", FLEETable.logLevels), ("spawn_rules", FLEETable.spawnRules),
      ("move_rules", FLEETable.moveRules),
    ] {
      for line in lines where line.verdict == .without && line.words.contains("warning") {
        try folder.write("simsetting.yml", "\(section):\n  \(line.name): 1\n")
        let read = try FleeInstanceReader.read(folder.path)
        var settings = read.settings
        settings.maxMoveSpeed = plain.settings.maxMoveSpeed
        #expect(settings == plain.settings, "\(line.name)")
        #expect(read.warnings.contains { $0.contains(line.name) }, "\(line.name)")
      }
    }
  }
}
