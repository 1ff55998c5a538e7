import Claims
import Foundation
import Testing

/// Claims stand where the report says, in bytes of the input.
@Suite struct OffsetTests {
  private func bytes(_ text: String, _ claim: CheckedClaim) -> String {
    String(decoding: Array(text.utf8)[claim.start..<claim.end], as: UTF8.self)
  }

  @Test func inPlainText() throws {
    let text = "«Año difícil», dijo. En agosto cruzaron el Darién 81.946 personas — un récord."
    let claims = try ClaimsFixture.report(text).claims
    #expect(claims.map { bytes(text, $0) } == ["81.946", "un récord"])
    #expect(claims.map(\.text) == ["81.946", "un récord"])
  }

  @Test func inHTML() throws {
    let text = """
      <html><head><title>99,999 arrests</title><style>p { width: 181,509px }</style>
      <script>var arrests = "181,509 arrests in August";</script></head>
      <body><p title="5 > 3">Border&nbsp;Patrol made <b>181,5</b>09 arrests at the Mexican&#32;border in August&hellip;</p>
      <p>In July it made 132&#44;652.</p><!-- 12,345 arrests --></body></html>
      """
    let claims = try ClaimsFixture.report(text, format: .html).claims
    #expect(claims.map(\.text) == ["181,509", "132,652"])
    #expect(claims.map { bytes(text, $0) } == ["181,5</b>09", "132&#44;652"])
    #expect(claims.map(\.verdict) == [.slip, .revised])
  }

  @Test func inMarkdown() throws {
    let text = """
      # Border, *August*

      - The **Border Patrol** made [181,059](https://example.org/99999) arrests at the Mexican border in August.

      ```
      12,345 arrests
      ```
      """
    let claims = try ClaimsFixture.report(text, format: .markdown).claims
    #expect(claims.map { bytes(text, $0) } == ["181,059"])
  }

  @Test func guessesTheFormat() {
    #expect(TextFormat.guess(name: "a.HTM", bytes: []) == .html)
    #expect(TextFormat.guess(name: "notes.md", bytes: []) == .markdown)
    #expect(TextFormat.guess(name: "-", bytes: Array("<!DOCTYPE html><p>".utf8)) == .html)
    #expect(TextFormat.guess(name: "-", bytes: Array("5 < 6".utf8)) == .plain)
  }
}
