import Foundation
import Testing

@Suite struct RecordCommandTests {
  let program: Program

  init() throws {
    program = try Program.shared.get()
  }

  /// The form that `docs/json.md` promises, with CBP's figures.
  @Test func compareAsJSON() throws {
    let result = try program.run(
      "record compare encounters usbp southwest --period 2023-08 --json")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    let report = try result.object()
    #expect(report["period"] as? String == "2023-08")
    #expect(report["value"] as? Double == 181_054)
    let comparisons = try #require(report["comparisons"] as? [[String: Any]])
    let previous = try #require(comparisons.first { $0["kind"] as? String == "previous-period" })
    #expect(previous["period"] as? String == "2023-07")
    #expect(previous["value"] as? Double == 132_642)
    #expect(previous["change"] as? Double == 0.365)
    #expect(comparisons.contains { $0["kind"] as? String == "year-before" })
    #expect(comparisons.contains { $0["kind"] as? String == "highest-since" })
    #expect((report["source"] as? [String: Any])?["sha256"] is String)
    #expect(report["published"] is String)
  }

  @Test(
    .enabled(if: Schema.isAvailable, "needs Python's jsonschema"),
    arguments: [
      ("record compare usbp-southwest --period 2023-08 --json", "compare.schema.json"),
      ("record compare darien --as-of 2023-09-30 --json", "compare.schema.json"),
      (
        "record compare measure=encounters place=us-southwest-border nationality=VEN "
          + "--period 2023-09-01/2023-09-17 --as-of 2023-10-05 --json", "compare.schema.json"
      ),
      ("record compare mexico-events --period 2024-06 --json", "compare.schema.json"),
      ("record show darien --every year --json", "series.schema.json"),
      ("record show usbp-southwest --as-of 2023-10-05 --json", "series.schema.json"),
      ("record show usbp-southwest --by sector --from 2023-01 --json", "breakdown.schema.json"),
      ("record sources --json", "sources.schema.json"),
    ])
  func jsonKeepsItsPromise(_ line: String, _ schema: String) throws {
    let result = try program.run(line)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try Schema.faults(schema, json: result.output, in: program.folder) == "")
  }

  /// Mexico's two tables of events in June 2024, as published: 121,349 by nationality, 121,589 by sex
  /// and age; in May 125,302, and by sex and age another number again.
  @Test func compareNamesOtherDatasetsFigures() throws {
    let report = try program.run("record compare mexico-events --period 2024-06 --json").object()
    #expect(report["value"] as? Double == 121_349)
    let differing = try #require(report["differing"] as? [[String: Any]])
    // The figure's own period first, then each that it is compared with, once.
    let periods = differing.compactMap { $0["period"] as? String }
    #expect(periods.first == "2024-06")
    #expect(periods.contains("2024-05"))
    #expect(Set(periods).count == periods.count)
    #expect(differing.first?["value"] as? Double == 121_589)
    let source = "mexico-irregular-situation-events-demographics-2025-06-19"
    #expect(differing.allSatisfy { $0["source"] as? String == source })
    let command = "record compare mexico-events --period 2024-06"
    let english = try program.run(command, environment: ["COLUMNS": "200"]).output
    #expect(
      english.contains("Another source differs: \(source) has 121,589 for June 2024."), "\(english)"
    )
    let spanish = try program.run(command + " --lang es", environment: ["COLUMNS": "200"]).output
    #expect(
      spanish.contains("Otra fuente difiere: \(source) tiene 121.589 en junio de 2024."),
      "\(spanish)")
    // Both tables say the same until December 2023.
    let agreed = try program.run("record compare mexico-events --period 2023-11 --json").object()
    #expect(agreed["differing"] == nil)
  }

  /// Days are told where they are held: of two series one may have days that the other has not.
  @Test func severalSeriesByTheDayStandInRowsOfTheirDays() throws {
    let result = try program.run(
      "record show missing-migrants-americas, usbp-southwest --every day --period 2023")
    #expect(result.status == 0, "\(result.errors)")
    let rows = result.output.split(separator: "\n").filter { $0.contains("2023") }
    // Nothing is held of Border Patrol by the day.
    #expect(rows.count > 100)
    #expect(rows.filter { $0.hasSuffix("–") }.count >= rows.count - 2)
  }

  /// A schema that accepts everything would keep no promise.
  @Test(.enabled(if: Schema.isAvailable, "needs Python's jsonschema"))
  func schemaRefusesAnotherForm() throws {
    let faults = try Schema.faults(
      "compare.schema.json", json: #"{"series": 1, "period": "August"}"#, in: program.folder)
    #expect(faults.contains("period"))
  }

  @Test func asOfHidesWhatWasNotKnown() throws {
    let before = try program.run(
      "record show usbp-southwest --period 2023-08 --as-of 2023-09-01 --json"
    ).object()
    let observations = try #require(before["observations"] as? [[String: Any]])
    #expect(observations.count == 1)
    #expect(observations[0]["value"] is NSNull)
    let after = try program.run(
      "record show usbp-southwest --period 2023-08 --as-of 2023-10-05 --json"
    ).object()
    let known = try #require(after["observations"] as? [[String: Any]])
    #expect(known[0]["value"] as? Double == 181_059)
  }

  @Test func numbersAndMonthsInSpanish() throws {
    let result = try program.run(
      "record compare usbp-southwest --period 2023-08 --as-of 2023-10-05 --lang es")
    #expect(result.output.contains("181.059"))
    #expect(result.output.contains("julio de 2023"))
    #expect(result.output.contains("+36,5\u{A0}%"))
    #expect(result.output.contains("casi sin cambio"))
  }

  @Test func tablesFitTheTerminal() throws {
    for line in [
      "record list", "record sources", "record compare darien", "record show darien --every year",
      "record show encounters southwest --by nationality --from 2024-01",
    ] {
      for width in [72, 100, 160] {
        let result = try program.run(line, environment: ["COLUMNS": "\(width)"])
        let longest = result.output.split(separator: "\n").map(\.count).max() ?? 0
        #expect(longest <= width, "\(line) at \(width)")
      }
    }
  }

  @Test func sourceChangeAndMissingMonthsAreSaid() throws {
    let change = try program.run("record show usbp-southwest --from 2017-08 --to 2017-12")
    #expect(change.output.contains("The source changes with October 2017"))
    let missing = try program.run("record show darien --from 2020-03 --to 2020-08")
    #expect(
      missing.output.contains("Not known: April 2020 to May 2020 and July 2020")
        || missing.output.contains("Not known: April to May 2020 and July 2020"))
  }

  @Test(arguments: [
    ("record show encountrs southwest", "Did you mean \"encounters\"?"),
    ("record show southwest", "does not say what to count"),
    ("record show darien --period 2023-13", "2023-13"),
    ("record show darien --by nationalty", "nationalty"),
    ("record compare darien --as-of 2000-01-01", "No figure of it was known on 1 January 2000."),
    ("record sources nosuch", "holds no figure for source nosuch"),
    ("record import nosuch.csv", "expected a file that can be read"),
    ("record remove nosuch", "The record holds no source \"nosuch\"."),
    ("record remove press-report-2023-10-05", "came with Trocha and cannot be taken out"),
    ("record remove press-report-2023-10-05 --dry-run", "came with Trocha and cannot be taken out"),
    ("policy update --from nosuch.yaml", "expected a file that can be read"),
    ("policy update --remove", "The corridor's own rules are in use."),
    ("policy update", "Give either --from FILE or --remove."),
    ("brief --corridor nowhere", "Corridors that come with Trocha: venezuela-us."),
  ])
  func mistakesAreToldInPlainWords(_ line: String, _ words: String) throws {
    let result = try program.run(line)
    #expect(result.status != 0)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test(arguments: ["record", "record list", "watch", "policy update"])
  func helpIsAnAnswer(_ command: String) throws {
    let result = try program.run("\(command) --help")
    #expect(result.status == 0)
    #expect(result.output.contains("EXAMPLES"))
  }

  @Test func csvWithHashtags() throws {
    let lines = try program.run("record show darien --every year --csv --hxl").output
      .split(separator: "\n")
    #expect(lines[1].split(separator: ",").allSatisfy { $0.hasPrefix("#") })
    #expect(lines.contains { $0.hasPrefix("darien,2023,520085,") })
  }

  @Test func listsAsCSV() throws {
    for line in ["record list --csv", "record sources --csv", "record list --measures --csv"] {
      let lines = try program.run(line).output.split(separator: "\n")
      #expect(lines.count > 10)
      #expect(lines.allSatisfy { $0.contains(",") })
    }
  }

  @Test func revisionsAreListed() throws {
    let output = try program.run("record show usbp-southwest --period 2023-07 --revisions").output
    for value in ["132,652", "132,648", "132,642"] { #expect(output.contains(value)) }
  }

  @Test func theShippedRecordIsSound() throws {
    let result = try program.run("record check")
    #expect(result.status == 0)
    #expect(result.output.contains("The record is sound"))
  }

  /// Exporting, importing into an empty record and exporting again gives the same bytes.
  @Test func exportAndImportAreInverse() throws {
    let first = try program.run("record export --csv --out first.csv")
    #expect(first.status == 0, "\(first.errors)")
    let other = try Program()
    let path = program.folder.appending(path: "first.csv").path
    let again = try other.run(["record", "import", path])
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("held already"))
    // An empty record: the shipped figures are there from the start, so their sources are renamed.
    let text = try String(contentsOfFile: path, encoding: .utf8)
      .replacing("press-report-2023-10-05", with: "another-report")
    let changed = try other.file("changed.csv", text)
    #expect(try other.run(["record", "import", changed]).status == 0)
    let exported = try other.run("record export --source another-report")
    let imported = try program.run("record export --source press-report-2023-10-05")
    #expect(
      exported.output
        == imported.output.replacing("press-report-2023-10-05", with: "another-report"))
  }
}
