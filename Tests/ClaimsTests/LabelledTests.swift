import Claims
import Foundation
import Testing

/// The sentences that a person labelled, by reading the record before the checker did. They are one or
/// two sentences each: what is not fixed by so little is left open, where the labels call it off.
@Suite struct LabelledTests {
  @Test(arguments: ["sentences", "held-out", "held-out-2"])
  func thresholdsHold(_ name: String) throws {
    let path = ClaimsFixture.folder.appending(path: "labelled/\(name).csv").path(
      percentEncoded: false)
    let set = try LabelledSentences(path: path)
    let scores = LabelledScores(set, by: try ClaimsFixture.check.get())
    let words = scores.failures.map { "line \($0.line): \($0.claim): \($0.what)" }
      .joined(separator: "\n")
    #expect(scores.total.precision >= 0.95, "\(words)")
    #expect(scores.total.recall >= 0.90, "\(words)")
    #expect(scores.total.accuracy >= 0.85, "\(words)")
  }

  /// The sets hold what they are said to: 150 sentences or more, of both languages, with every kind
  /// and every verdict.
  @Test func theSetsAreLargeAndVaried() throws {
    let sets = try ["sentences", "held-out", "held-out-2"].map { name in
      try LabelledSentences(
        path: ClaimsFixture.folder.appending(path: "labelled/\(name).csv").path(
          percentEncoded: false))
    }
    let all = sets.flatMap(\.sentences)
    #expect(Set(all.map(\.text)).count == all.count)
    #expect(all.count >= 150)
    #expect(all.count { $0.language == .spanish } * 3 >= all.count)
    #expect(Set(all.flatMap(\.claims).map(\.verdict)) == Set(Verdict.allCases))
    #expect(Set(all.flatMap(\.claims).map(\.kind)) == Set(ClaimKind.allCases))
    let heldOut = sets[1].sentences.count + sets[2].sentences.count
    #expect(heldOut * 3 >= all.count)
  }

  /// A perfect score is no matter of course: what is labelled otherwise is told as a failure.
  @Test func aWrongLabelIsAFailure() throws {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "labels-\(UUID().uuidString).csv")
    try """
    language,date,sentence,claim,kind,verdict,period
    en,2023-10-05,"Border Patrol made 181,054 arrests at the Mexican border in August.","181,054",level,off,2023-07
    en,2023-10-05,"Border Patrol made 181,054 arrests at the Mexican border in August 2023.",,,,
    en,2023-10-05,Nobody came.,Nobody,share,supported,
    """.write(to: path, atomically: true, encoding: .utf8)
    let scores = LabelledScores(
      try LabelledSentences(path: path.path(percentEncoded: false)),
      by: try ClaimsFixture.check.get())
    #expect(scores.total.labelled == 2)
    #expect(scores.total.found == 2)
    #expect(scores.total.precision == 0.5)
    #expect(scores.total.recall == 0.5)
    #expect(scores.total.accuracy == 0)
    #expect(scores.total.periodsRight == 0)
    #expect(scores.failures.count == 4)
  }
}
