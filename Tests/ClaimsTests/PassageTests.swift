import Claims
import Foundation
import Testing

/// Passages in the manner of releases, wire stories and notes, written from the record's figures by
/// people who had not read the grammar, a part of them with errors made on purpose. docs/claims.md
/// says how each set fared when it was first run.
@Suite struct PassageTests {
  static let sets = [
    "passages-1", "passages-2.en", "passages-2.es", "passages-3.en", "passages-3.es",
    "passages-4.en",
    "passages-5.en", "passages-5.es", "passages-6.en", "passages-6.es",
  ]

  static func passages(_ name: String) throws -> LabelledPassages {
    try LabelledPassages(
      path: ClaimsFixture.folder.appending(path: "labelled/\(name).jsonl").path(
        percentEncoded: false))
  }

  /// What does harm is an accusation of a right figure: of all accusations, not one in thirty.
  @Test func fewAccusationsAreFalse() throws {
    var all = PassageScores.Tally()
    var words: [String] = []
    for name in PassageTests.sets {
      let scores = PassageScores(
        try PassageTests.passages(name), by: try ClaimsFixture.check.get())
      all = all + scores.all
      words += scores.failures.filter { $0.labelled != "off" && ["off", "slip"].contains($0.got) }
        .map { "\($0.passage) \($0.words): \($0.explanation)" }
    }
    let falseShare = try #require(all.falseShare)
    #expect(all.accusations >= 150)
    #expect(falseShare.share <= 0.03, "\(words.joined(separator: "\n"))")
    // Most right figures are found to be right, and by the reading that is meant.
    #expect(Double(all.rightSupported) >= 0.8 * Double(all.right))
    // Of the others most are another group's or month's figure, which a sentence by itself does not show.
    #expect(Double(all.errorsAccused) >= 0.55 * Double(all.errors))
    #expect(Double(all.supportedFairly) >= 0.95 * Double(all.supported))
    #expect(Double(all.errorsSupported) <= 0.15 * Double(all.errors))
  }

  /// Short texts of the kinds that the checker once read wrongly, as they were handed out.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["TROCHA_SHARED"] != nil))
  func theKindsThatFailedAreRead() throws {
    let shared = try #require(ProcessInfo.processInfo.environment["TROCHA_SHARED"])
    let scores = PassageScores(
      try LabelledPassages(path: shared + "/claims/failing.jsonl"),
      by: try ClaimsFixture.check.get())
    #expect(scores.all.figures == 100)
    #expect(scores.all.falseAccusations == 0)
    #expect(scores.all.fair >= 75)
  }

  /// A thousand sentences with numbers about the weather, sport, health, trade and crime.
  @Test func nothingIsSaidOfOtherSubjects() throws {
    let check = try ClaimsFixture.check.get()
    let set = try PassageTests.passages("other-subjects")
    #expect(set.passages.count == 1000)
    for passage in set.passages {
      let report = check.report(
        text: passage.text, date: passage.date, language: passage.language)
      for claim in report.claims {
        #expect(
          [.uncheckable, .notAClaim].contains(claim.verdict),
          "\(passage.text): \(claim.text): \(claim.explanation)")
      }
    }
  }

  /// Of no false one in n accusations the upper end is z² / (n + z²) in closed form: 3.8415 / 103.8415.
  @Test func theIntervalIsWilsons() throws {
    var tally = PassageScores.Tally()
    #expect(tally.falseShare == nil)
    tally.accusations = 100
    let interval = try #require(tally.falseShare)
    #expect(interval.share == 0)
    #expect(interval.low == 0)
    #expect(abs(interval.high - 0.036994) < 0.00001)
  }

  @Test func aDamagedLineIsNamed() throws {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "passages-\(UUID().uuidString).jsonl")
    try """
    {"id":"a","lang":"en","date":"2023-10-05","text":"Nobody came.","figures":[]}

    {"id":"b","lang":"en","date":"2023-10-05","text":"Nobody came.","figures":[{"text":"12","verdict":"off"}]}
    """.write(to: path, atomically: true, encoding: .utf8)
    #expect {
      _ = try LabelledPassages(path: path.path(percentEncoded: false))
    } throws: { error in
      "\(error)".contains(":3") && "\(error)".contains("words that are not in the text: 12")
    }
  }
}
