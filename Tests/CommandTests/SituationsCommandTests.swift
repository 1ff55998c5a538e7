import Foundation
import Testing

/// `trocha screen --situations`, its interview and its sheet, as a user runs them.
@Suite struct SituationsCommandTests {
  private static let table = """
    nationality,in,arrived,arrival,tps-registered,tps-papers-2026,count
    Venezuela,USA,2021-01-15,between-ports,yes,no,3
    VEN,USA,2023-06-15,between-ports,yes,no,2
    Cuba,Estados Unidos,2023-06-15,air,,,1

    """

  private func summary(_ answer: [String: Any], _ policy: String) throws -> [String: Any] {
    let lines = try #require(answer["summary"] as? [[String: Any]])
    return try #require(lines.first { $0["policy"] as? String == policy })
  }

  /// Who loses what after 7 November 2025, the last day of the designation of 2021 (90 FR 43225).
  @Test func manySituationsAreAnsweredAndTwoDaysCompared() throws {
    let program = try Program()
    _ = try program.file("people.csv", Self.table)
    let line = "screen --situations people.csv --on 2025-11-07 --compare 2025-11-08"
    let answer = try program.run(line + " --json").object()
    #expect(answer["situations"] as? Int == 3 && answer["people"] as? Double == 6)
    let tps = try summary(answer, "tps-venezuela-2021")
    #expect(tps["yes"] as? Double == 3 && tps["no"] as? Double == 3)
    let differences = try #require(answer["differences"] as? [[String: Any]])
    let loss = try #require(differences.first { $0["policy"] as? String == "tps-venezuela-2021" })
    #expect(loss["from"] as? String == "yes" && loss["to"] as? String == "no")
    #expect(loss["people"] as? Double == 3 && loss["lines"] as? [Int] == [2])
    #expect(
      (answer["caution"] as? String)?.hasPrefix("Rules checked through 7 November 2025") == true)

    let csv = try program.run("screen --situations people.csv --on 2025-11-08 --csv").output
    let rows = csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(
      rows.count == 4 && rows[0].prefix(4) == ["line", "on", "checked_through", "after_check"])
    #expect(rows[1].prefix(4) == ["2", "2025-11-08", "2025-11-07", "yes"])
    let text = try program.run(line + " --lang es").output
    #expect(text.contains("Distinto el 2025-11-08") && text.contains("Normas revisadas hasta"))
  }

  @Test(arguments: [
    ("name,nationality\nJane Doe,VEN", "facts only"), ("A-Number,nationality\n1,VEN", "facts only"),
    ("correo,nationality\nx@y.z,VEN", "facts only"),
    ("fecha de nacimiento,nationality\n1990-01-01,VEN", "facts only"),
    ("nationalty\nVEN", "Did you mean \"nationality\""), ("nationality\nVenezuala", "a country"),
    ("arrived,on\n2024-01-01,2023-10-10", "no later than"), ("arrived\n2024-13-01", "a date"),
    ("nationality,in\nVEN", "2 fields"), ("", "a header"),
  ])
  func aTableThatIsNoneOfFactsIsRefused(text: String, words: String) throws {
    let program = try Program()
    _ = try program.file("people.csv", text)
    let result = try program.run("screen --situations people.csv --on 2023-10-10")
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(!result.errors.contains("Jane Doe") && !result.errors.contains("x@y.z"))
  }

  /// Ten thousand different situations within a second, as somebody waits for them.
  @Test func tenThousandAreAnsweredAtOnce() throws {
    let program = try Program()
    let days = (0..<10_000).map { number in
      let (year, rest) = (1 + number / 336, number % 336)
      return String(
        format: "VEN,USA,%04d-%02d-%02d,between-ports", 1990 + year, 1 + rest / 28, 1 + rest % 28)
    }
    _ = try program.file(
      "people.csv", "nationality,in,arrived,arrival\n" + days.joined(separator: "\n") + "\n")
    var best = Double.infinity
    for _ in 0..<3 {
      let start = ContinuousClock.now
      let result = try program.run("screen --situations people.csv --on 2025-11-07 --csv")
      let taken = ContinuousClock.now - start
      #expect(result.status == 0 && result.output.split(separator: "\n").count == 10_001)
      best = min(
        best, Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18)
    }
    print("10,000 situations: \(best) s")
    #if !DEBUG
      #expect(best < 2, "\(best) s; under a second where nothing else runs")
    #endif
  }

  /// A day of arrival after the day asked about is told, not answered.
  @Test func whoArrivesAfterTheDayIsRefused() throws {
    let result = try Program.shared.get().run(
      "screen --nationality VEN --arrived 2024-01-01 --on 2023-10-10")
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(
      result.errors.contains(
        "For \"arrived\": expected a day no later than the day asked about (2023-10-10), found 2024-01-01."
      ))
  }

  @Test func theSheetHasADeadlineAndWhatToBring() throws {
    let line =
      "screen --nationality Cuba --in USA --arrived 2023-08-05 --arrival air --on 2023-10-10 --sheet"
    let english = try Program.shared.get().run(line).output
    #expect(english.contains("Last day to file for asylum: 5 August 2024."))
    #expect(english.contains("The rules were checked through 7 November 2025."))
    #expect(english.contains("\nBring\n") && english.contains("8 U.S.C. 1158"))
    let spanish = try Program.shared.get().run(line + " --lang es").output
    #expect(spanish.contains("Último día para pedir asilo: 5 de agosto de 2024."))
    #expect(spanish.contains("\nLleve\n"))
  }

  @Test func theCheckListsWhatMustBeLookedUpAgain() throws {
    let answer = try Program.shared.get().run("policy check --json --on 2026-11-27").object()
    let currency = try #require(answer["currency"] as? [String: Any])
    func policies(_ key: String) -> [String] {
      (currency[key] as? [[String: Any]] ?? []).compactMap { $0["policy"] as? String }
    }
    #expect(currency["checked_through"] as? String == "2025-11-07")
    #expect(policies("unchecked").isEmpty)
    // The extension of 90 FR 5961 ended on 2 October 2026, after the check.
    #expect(policies("ended") == ["tps-venezuela-2023"])
    for id in ["tps-venezuela-2023", "expedited-removal-interior", "parole-chnv-ended", "asylum"] {
      #expect(policies("contested").contains(id), "\(id)")
    }
    let sources = try #require(currency["without_address"] as? [[String: Any]])
    #expect(sources.isEmpty, "\(sources)")
    let text = try Program.shared.get().run("policy check --on 2026-11-27").output
    #expect(text.contains("Before the courts when last checked:"))
  }
}
