import Corridors
import Foundation
import Periods
import Policies
import Tabular
import Testing

/// A newer policy file of the user in the place of the one that ships.
@Suite struct PolicyUpdateTests {
  let folder: String
  private let today: Day

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "policies-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.path
    today = try #require(Day("2026-11-27"))
  }

  /// The file that ships.
  private func shipped() throws -> String {
    let path = CorridorFolder.resources("corridors") + "/venezuela-us/policies.yaml"
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  private func file(_ text: String, _ name: String = "newer.yaml") throws -> String {
    let path = folder + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func corridor() throws -> CorridorFolder {
    try CorridorFolder("venezuela-us", userFolder: folder)
  }

  private func update(_ text: String, isForced: Bool = false) throws -> PolicyUpdate {
    try PolicyUpdate(
      from: file(text), for: corridor(), isForced: isForced, today: today, .english)
  }

  private func fault(_ text: String, isForced: Bool = false) -> String {
    do {
      _ = try update(text, isForced: isForced)
      return ""
    } catch {
      return "\(error)"
    }
  }

  /// The day of the shipped file, so that the tests follow it.
  private func checked() throws -> Day {
    try #require(
      OwnPolicies.checked(CorridorFolder.resources("corridors") + "/venezuela-us/policies.yaml"))
  }

  /// The shipped rules checked through a later day, with a pathway of their own for Venezuelans.
  private func newer(_ day: String = "2026-06-01") throws -> String {
    try shipped()
      .replacing("checked: \(try checked())", with: "checked: \(day)")
      .replacing(
        "\npolicies:\n",
        with: """

          policies:
            - id: test-pathway
              kind: pathway
              venue: inside
              authority: USA
              name: {en: Test pathway, es: Vía de prueba}
              rules:
                - from: 2026-02-01
                  applies: nationality = VEN
                  source: ina-208

          """)
  }

  @Test func takenAndTakenOutAgain() throws {
    let before = try corridor().policies()
    let digest = try corridor().digest
    let update = try update(try newer())
    #expect(update.changes.added.map(\.policy) == ["test-pathway"])
    #expect(update.changes.removed.isEmpty && update.changes.changed.isEmpty)
    // From the first day on it is open to Venezuelans, and to nobody else.
    #expect(Set(update.answers.changes.map(\.policy)) == ["test-pathway"])
    #expect(
      Set(update.answers.changes.map(\.on))
        == Set(["2026-02-01", "2026-11-27"].compactMap { Day($0) }))
    for change in update.answers.changes {
      #expect(change.before == nil && change.after == .yes)
      #expect(change.example.first?.value == "VEN")
    }
    // Nothing has changed so far.
    #expect(try corridor().policies()["test-pathway"] == nil)
    try update.keep()
    #expect(try corridor().policies()["test-pathway"] != nil)
    #expect(try corridor().policies().checked == Day("2026-06-01"))
    #expect(try corridor().movement().policies["test-pathway"] != nil)
    #expect(try corridor().digest != digest)
    #expect(try self.update(newer()).isHeld)
    #expect(try corridor().ownPolicies?.note?.file == "newer.yaml")
    #expect(try corridor().ownPolicies?.remove() == true)
    #expect(try corridor().policies().policies == before.policies)
    #expect(try corridor().digest == digest)
    #expect(try corridor().ownPolicies?.remove() == false)
  }

  /// An end that became known.
  @Test func aRuleThatChanged() throws {
    var lines = try newer().split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    try update(lines.joined(separator: "\n")).keep()
    let first = try #require(lines.firstIndex { $0.contains("- from: 2026-02-01") })
    lines.insert("        until: 2026-09-30", at: first + 1)
    let update = try update(lines.joined(separator: "\n"))
    let entry = try #require(update.changes.changed.first)
    #expect(update.changes.changed.count == 1)
    #expect(
      entry.statements.map { "\($0.entry) \($0.before ?? "-") \($0.after ?? "-")" }
        == ["until - 2026-09-30"])
    #expect(entry.statements.first?.rule == Day("2026-02-01"))
    // On 1 October and today it is over; on 1 February nothing is different.
    #expect(
      Set(update.answers.changes.map(\.on))
        == Set(["2026-10-01", "2026-11-27"].compactMap { Day($0) }))
    #expect(update.answers.changes.allSatisfy { $0.before == .yes && $0.after == .no })
  }

  /// Everything that is wrong is told at once; nothing is kept.
  @Test func filesThatAreRefused() throws {
    let day = try checked()
    let older = try newer("2024-01-01")
    #expect(fault(older).contains("expected rules checked through \(day), as those held, or later"))
    #expect(
      fault(try newer("2026-11-28")).contains("today at the latest, found checked: 2026-11-28"))
    #expect(
      fault(try newer().replacing("checked: 2026-06-01\n", with: "")).contains(
        "expected the day through which its rules were checked, found none"))
    let both = fault(older.replacing("destination: USA", with: "destination: CAN"))
    #expect(both.contains("destination USA") && both.contains("expected rules checked through"))
    let faulty = try newer().replacing("kind: pathway\n    venue: inside", with: "kind: pathwey")
      .replacing("applies: nationality = VEN\n", with: "applies: nationalty = VEN\n")
    #expect(fault(faulty).contains("nationalty"), "\(fault(faulty))")
    #expect(try corridor().ownPolicies?.isThere == false)
  }

  /// By force an older file is taken, and stays until rules that were checked later ship.
  @Test func anOlderFileByForce() throws {
    let update = try update(try newer("2024-01-01"), isForced: true)
    #expect(update.overridden == (try checked()))
    try update.keep()
    #expect(try corridor().policies()["test-pathway"] != nil)
    let own = OwnPolicies(corridor: "venezuela-us", in: folder)
    let day = try checked()
    #expect(own.standsBefore(day))
    #expect(!own.standsBefore(day.adding(days: 1)))
  }

  /// After an upgrade of Trocha the rules that were checked later are read.
  @Test func whatShipsLaterGoesBefore() throws {
    try update(try newer("2026-06-01")).keep()
    let own = OwnPolicies(corridor: "venezuela-us", in: folder)
    #expect(own.standsBefore(Day("2026-06-01")))
    #expect(!own.standsBefore(Day("2026-06-02")))
    // A file that was damaged since is told, and not another answered from.
    try Data("policies: [".utf8).write(to: URL(fileURLWithPath: own.path))
    #expect(throws: InputError.self) { try corridor().policies() }
  }

  @Test func aCorridorOfOnesOwn() throws {
    let copy = folder + "/mine"
    try FileManager.default.copyItem(
      atPath: CorridorFolder.resources("corridors") + "/venezuela-us", toPath: copy)
    let mine = try CorridorFolder(copy, userFolder: folder)
    #expect(mine.ownPolicies == nil)
    let path = try file(try newer())
    let error = #expect(throws: InputError.self) {
      try PolicyUpdate(from: path, for: mine, today: today, .english)
    }
    #expect(error?.issues.first?.hint.contains("\(copy)/policies.yaml") == true)
  }
}
