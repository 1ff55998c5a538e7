import Foundation
import Testing

/// `trocha check` as a user runs it.
@Suite struct ClaimCheckCommandTests {
  /// CBP's release of 22 September 2023 says 181,059, from which 191,059 is a digit away.
  private static let article = """
    <h1>Border</h1><p>Agents made 181,059 apprehensions at the southwest border in August 2023.</p>
    <p>Agents made 191,059 apprehensions at the southwest border in August 2023.</p>
    <script>alert(1)</script>
    """

  @Test func theVerdictsOfAPage() throws {
    let program = try Program()
    let file = try program.file("article.html", Self.article)
    let result = try program.run(["check", file, "--date", "2023-10-05", "--json"])
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    let claims = try #require(try result.object()["claims"] as? [[String: Any]])
    let verdicts = claims.filter { ($0["text"] as? String)?.contains(",059") == true }
      .compactMap { $0["verdict_then"] as? String ?? $0["verdict"] as? String }
    #expect(verdicts == ["supported", "slip"])
    // Where a claim stands is told in bytes of the file.
    let first = try #require(claims.first)
    let (start, end) = (
      try #require(first["start"] as? Int), try #require(first["end"] as? Int)
    )
    #expect(
      String(decoding: Array(Self.article.utf8)[start..<end], as: UTF8.self)
        == first["text"] as? String)
    guard Schema.isAvailable else { return }
    #expect(try Schema.faults("check.schema.json", json: result.output, in: program.folder) == "")
  }

  @Test func theMarkedPageHasNoScriptOfTheArticle() throws {
    let program = try Program()
    let file = try program.file("article.html", Self.article)
    let result = try program.run(["check", file, "--date", "2023-10-05", "--html", "-"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("<mark") && result.output.contains("191,059"))
    #expect(!result.output.contains("alert(1)"))
  }

  @Test func theReviewNamesItsPublisher() throws {
    let result = try Program.shared.get().run(
      "check --say \"Agents made 191,059 apprehensions at the southwest border in August 2023.\" "
        + "--date 2023-10-05 --claim-review - --publisher \"The Daily\"")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("ClaimReview") && result.output.contains("The Daily"))
  }

  /// Two runs of the program hash in different orders; what they say is the same to the byte.
  @Test func aTextIsReadTheSameWayInEveryRun() throws {
    let passages = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "ClaimsTests/labelled/passages-2.es.jsonl")
      .path(percentEncoded: false)
    let program = try Program()
    let runs = try (0..<3).map { _ in
      try program.run(["check", "--labelled", passages, "--json"])
    }
    #expect(runs[0].status == 0, "\(runs[0].errors)")
    #expect(Set(runs.map(\.output)).count == 1)
  }

  @Test func aMissingFileIsToldInPlainWords() throws {
    let result = try Program.shared.get().run("check nothing.txt")
    #expect(result.status != 0 && result.output.isEmpty)
    #expect(result.errors.contains("nothing.txt"))
  }
}
