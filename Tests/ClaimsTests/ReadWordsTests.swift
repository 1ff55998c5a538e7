import Claims
import Testing

/// Each part of a reading names the words that it was read from.
@Suite struct ReadWordsTests {
  private func parts(_ claim: CheckedClaim) -> [ReadingPart: ReadWords] {
    Dictionary(claim.read?.parts.map { ($0.part, $0) } ?? []) { first, _ in first }
  }

  @Test func `the words stand beside the figure, before it, or nowhere`() throws {
    let text =
      "The Border Patrol made 181,059 arrests of migrants in August. Of them 22,090 were Venezuelans."
    let claims = try ClaimsFixture.report(text).claims
    let arrests = parts(try #require(claims.first { $0.text.contains("181,059") }))
    #expect(arrests[.series]?.words == "arrests" && arrests[.series]?.basis == .said)
    #expect(arrests[.agency]?.words?.contains("Border Patrol") == true)
    #expect(arrests[.time]?.words?.contains("August") == true && arrests[.time]?.basis == .said)
    // No border is named: the southwest's is what a desk means.
    #expect(arrests[.place] == ReadWords(part: .place, basis: .assumed))
    let people = parts(try #require(claims.first { $0.text.contains("22,090") }))
    #expect(people[.people]?.words == "Venezuelans" && people[.people]?.basis == .said)
    #expect(people[.series]?.words == "arrests" && people[.series]?.basis == .carried)
    #expect(people[.time]?.words?.contains("August") == true && people[.time]?.basis == .carried)
  }

  @Test func `a change names what it is compared with`() throws {
    let text =
      "Las detenciones de migrantes de la Patrulla Fronteriza en la frontera suroeste subieron 36,5 % en agosto de 2023 frente a julio."
    let claim = try ClaimsFixture.claim("36,5", in: text)
    #expect(claim.verdict.rawValue == "supported")
    #expect(parts(claim)[.base]?.words == "julio")
    #expect(claim.explanation.contains("«julio»"))
  }

  /// Whatever a text is, the words stand where they are said to stand.
  @Test(arguments: PassageTests.sets)
  func `words stand at their bytes of the input`(set: String) throws {
    let check = try ClaimsFixture.check.get()
    var count = 0
    for passage in try PassageTests.passages(set).passages.prefix(25) {
      let bytes = Array(passage.text.utf8)
      for claim in check.report(text: passage.text, date: passage.date).claims {
        for part in claim.read?.parts ?? [] {
          guard let words = part.words else {
            #expect(part.start == nil && part.end == nil && part.basis != .said)
            continue
          }
          let (start, end) = (try #require(part.start), try #require(part.end))
          #expect(String(decoding: bytes[start..<end], as: UTF8.self) == words)
          count += 1
        }
      }
    }
    #expect(count > 100)
  }

  @Test func `in a page they stand in its markup`() throws {
    let text = "<p>Border Patrol <b>arre</b>sts in August: 181,059.</p>"
    let claim = try #require(ClaimsFixture.report(text, format: .html).claims.first)
    let series = try #require(parts(claim)[.series])
    let bytes = Array(text.utf8)
    #expect(series.words == "arrests")
    #expect(
      String(
        decoding: bytes[try #require(series.start)..<(try #require(series.end))], as: UTF8.self)
        == "arre</b>sts")
  }
}
