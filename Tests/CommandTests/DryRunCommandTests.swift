import Foundation
import Testing

/// What is only tried changes no byte, and what is taken out leaves the answers of before.
@Suite struct DryRunCommandTests {
  /// Own figures in CBP's form: 7 people in families at the southwest border in November 2025. One row is not
  /// taken for a filtered table.
  private static let table =
    "Fiscal Year,Month Grouping,Month (abbv),Component,Demographic,Citizenship,"
    + "Title of Authority,Encounter Type,Encounter Count\n"
    + "2026,FYTD,NOV,U.S. Border Patrol,FMUA,GUATEMALA,Title 8,Apprehensions,7\n"
  private static let name = "sbo-encounters-fy26-dec.published-2026-01.csv"

  private static let questions = [
    "record list --json", "record show usbp-southwest --from 2024-01 --json",
    "record show encounters usbp southwest --by nationality --period 2024-05 --json",
    "record compare usbp-southwest --json", "record sources --json",
  ]

  private func answers(_ program: Program) throws -> [String] {
    try Self.questions.map { try program.run($0).output }
  }

  /// Every file in the program's folder that is not an answer of it, with its bytes.
  private func files(_ program: Program) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: program.folder.path)
    where !path.hasPrefix("out-") && !path.hasPrefix("err-") {
      files[path] = FileManager.default.contents(atPath: program.folder.path + "/" + path) ?? Data()
    }
    return files
  }

  @Test func anImportIsTriedAndDoneAndTakenOut() throws {
    let program = try Program()
    _ = try program.file(Self.name, Self.table)
    let before = try answers(program)
    let bytes = try files(program)
    let tried = try program.run("record import \(Self.name) --dry-run")
    #expect(tried.status == 0, "\(tried.errors)")
    #expect(tried.output.contains("1 figure would be added"))
    #expect(tried.output.contains("Published 31 January 2026 at the latest"))
    #expect(
      tried.output.contains(
        "no row is about October 2025 and December 2025, which stays not known."))
    #expect(tried.output.contains("usbp-southwest: newest May 2025 → November 2025;"))
    #expect(tried.output.hasSuffix("Nothing was stored (--dry-run).\n"))
    let json = try program.run("record import \(Self.name) --dry-run --json").object()
    #expect(json["dry_run"] as? Bool == true)
    #expect((json["imports"] as? [Any])?.count == 1)
    #expect(
      (json["series"] as? [[String: Any]])?.contains { $0["series"] as? String == "usbp-southwest" }
        == true)
    #expect(try files(program) == bytes)
    // The same, done.
    let done = try program.run("record import \(Self.name)")
    #expect(done.output.contains("1 figure added"), "\(done.errors)")
    #expect(try answers(program) != before)
    let sources = try program.run("record sources --json").json() as? [[String: Any]]
    let source = try #require(
      sources?.compactMap { $0["id"] as? String }.first {
        $0.contains("southwest-encounters-2026-01-31")
      })
    let held = try files(program)
    let tryRemove = try program.run("record remove \(source) --dry-run")
    #expect(tryRemove.output.contains("no longer known: November 2025"))
    #expect(try files(program) == held)
    // A name that is not whole is told what it may be.
    let half = try program.run("record remove cbp-southwest-encounters-2026")
    #expect(half.status != 0)
    #expect(half.errors.contains("Did you mean \(source)?"), "\(half.errors)")
    let removed = try program.run("record remove \(source) --json").object()
    #expect(removed["dry_run"] as? Bool == false)
    #expect(try answers(program) == before)
  }

  /// There is no record before a first dry run, and none after it.
  @Test func noRecordIsMade() throws {
    let program = try Program()
    _ = try program.file(Self.name, Self.table)
    #expect(try program.run("record import \(Self.name) --dry-run").status == 0)
    #expect(try Array(files(program).keys) == [Self.name])
  }

  /// In a pipe nobody is asked: the file is out by today.
  @Test func aFileWithoutADayIsOutByToday() throws {
    let program = try Program()
    _ = try program.file("sbo.csv", Self.table)
    let taken = try program.run("record import sbo.csv --dry-run")
    #expect(
      taken.output.contains(
        " at the latest, the day it was read in: give the day with --published if you know it."),
      "\(taken.output)\(taken.errors)")
    let fetched = try program.run("record import sbo.csv --retrieved 2026-01-07 --lang es")
    #expect(
      fetched.output.contains(
        "Publicado a más tardar el 7 de enero de 2026 (el día en que se obtuvo)"),
      "\(fetched.errors)")
  }

  /// A newer policy file is used by every command, and taken out again.
  @Test func policiesAreTakenAndTakenOut() throws {
    let program = try Program()
    let shipped = try String(
      contentsOf: DocumentationTests.root.appending(
        path: "Sources/Corridors/Resources/corridors/venezuela-us/policies.yaml"), encoding: .utf8)
    let checked = try #require(shipped.firstMatch(of: /\nchecked: (\S+)\n/)?.1)
    let newer = shipped.replacing("\nchecked: \(checked)\n", with: "\nchecked: 2026-06-01\n")
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
    _ = try program.file("newer.yaml", newer)
    let screen = "screen --nationality VEN --arrived 2023-08-05 --on 2026-03-01 --json"
    let before = try program.run(screen).output
    #expect(try program.run("policy update --from newer.yaml --dry-run").status == 0)
    #expect(try program.run(screen).output == before)
    #expect(try Set(files(program).keys) == ["newer.yaml"])
    let taken = try program.run("policy update --from newer.yaml --json").object()
    let policies = try #require(taken["policies"] as? [String: Any])
    #expect((policies["added"] as? [[String: Any]])?.first?["policy"] as? String == "test-pathway")
    #expect(taken["checked_through"] as? String == "2026-06-01")
    let command = try #require((taken["commands"] as? [String])?.first)
    #expect(command.hasPrefix("trocha screen "))
    let shown = try program.run(String(command.dropFirst("trocha ".count)))
    #expect(shown.output.contains("Test pathway"), "\(shown.errors)")
    #expect(try program.run(screen).output != before)
    #expect(try program.run("policy list").output.contains("Test pathway"))
    #expect(try program.run("policy update --from newer.yaml").output.contains("Nothing changed"))
    #expect(try program.run("policy update --remove").status == 0)
    #expect(try program.run(screen).output == before)
  }
}
