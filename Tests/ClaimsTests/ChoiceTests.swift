import Claims
import Foundation
import Periods
import Testing
import Wording

/// A figure under the reading that a reader chose.
///
/// CBP's tables of 19 June 2025: Border Patrol 181,054 at the southwest border in August 2023, 132,642 in
/// July 2023 and 181,774 in August 2022; 22,090 Venezuelans among the first. CBP's release of 22
/// September 2023 said 181,059.
@Suite struct ChoiceTests {
  private static let borderPatrol = "measure=encounters place=us-southwest-border component=usbp"
  private static let august = Period("2023-08")

  /// The report with one of its figures put to a reading.
  private func report(
    _ text: String, _ words: String, _ reading: ChosenReading?, _ date: String = "2026-01-10",
    answer: Language = .english
  ) throws -> (report: ClaimReport, claim: CheckedClaim) {
    let day = try #require(Day(date))
    let check = try ClaimsFixture.check.get()
    let plain = check.report(text: text, date: day, answer: answer)
    let figure = try #require(
      plain.claims.first { $0.text.contains(words) }, "\(plain.claims.map(\.text))")
    let choice = Choice(
      start: figure.start, end: figure.end, hash: figure.hash, reading: reading)
    let chosen = check.report(text: text, date: day, answer: answer, choices: [choice])
    let claim = try #require(chosen.claims.first { $0.start == figure.start && $0.isChosen })
    #expect(chosen.notes.isEmpty)
    return (chosen, claim)
  }

  private func reading(
    _ period: String = "2023-08", base: String? = nil, query: String = borderPatrol,
    whole: String? = nil
  ) throws -> ChosenReading {
    ChosenReading(
      query: query, period: try #require(Period(period)), base: base.flatMap { Period($0) },
      whole: whole)
  }

  @Test(arguments: [
    ("181,054", Verdict.supported), ("181,000", .rounded), ("181,059", .revised),
    ("181,509", .off), ("some 180,000", .supported), ("more than 182,000", .off),
  ])
  func `a count is put to the reading alone`(stated: String, verdict: Verdict) throws {
    let text = "Migrants kept coming to the border. Agents stopped \(stated) migrants last summer."
    let words = try #require(stated.split(separator: " ").last)
    let (report, claim) = try report(text, String(words), try reading(), "2023-10-05")
    #expect(claim.verdict == verdict)
    #expect(claim.query == Self.borderPatrol)
    #expect(claim.period == Self.august)
    #expect(claim.record == 181_054)
    #expect(claim.explanation.hasPrefix("By your choice."))
    #expect(claim.intended == nil && claim.alternatives.isEmpty)
    // What a reader chose is no accusation of the checker's.
    #expect(report.counts["chosen"] == 1 && report.counts["off"] == nil)
  }

  @Test func `how far off it is stands in a plain sentence of either language`() throws {
    let text = "Agents stopped 181,509 migrants at the border."
    let (_, claim) = try report(text, "181,509", try reading())
    #expect(
      claim.sentence
        == "The article says 181,509; U.S. Customs and Border Protection counted 181,054 Border "
        + "Patrol encounters at the US–Mexico border in August 2023 (published 19 June 2025). "
        + "Off by 455.")
    #expect(claim.verdictWords(.english) == "off, by your choice")
    let (_, spanish) = try report(text, "181,509", try reading(), answer: .spanish)
    #expect(
      spanish.sentence
        == "El artículo dice 181.509; U.S. Customs and Border Protection contó 181.054 encuentros de la "
        + "Patrulla Fronteriza en la frontera México–EE. UU. en agosto de 2023 (publicado el 19 de "
        + "junio de 2025). Difiere en 455.")
    #expect(spanish.verdictWords(.spanish) == "no coincide, por elección suya")
  }

  /// 181,054 / 132,642 − 1 = 36.5 %; 181,054 / 181,774 − 1 = −0.4 %.
  @Test func `a change is put to its base`() throws {
    let text = "Border Patrol arrests of migrants at the southwest border rose 37 % in August 2023."
    let month = try report(text, "37", try reading(base: "2023-07")).claim
    #expect(month.verdict == .rounded)
    #expect(month.record == 0.365 && month.base == Period("2023-07"))
    let year = try report(text, "37", try reading(base: "2022-08")).claim
    #expect(year.verdict == .off && year.record == -0.004)
    #expect(try #require(year.sentence).hasSuffix("Off by 37.4 points."))
  }

  /// 22,090 / 181,054 = 12.2 %.
  @Test func `a share is put to its whole`() throws {
    let text =
      "The Border Patrol stopped 181,054 migrants at the southwest border in August 2023; 20% were Venezuelans."
    let share = try report(
      text, "20%",
      try reading(query: Self.borderPatrol + " nationality=VEN", whole: Self.borderPatrol)
    ).claim
    #expect(share.verdict == .off && share.record == 0.122)
    #expect(try #require(share.sentence).hasSuffix(": 12.2%. Off by 7.8 points."))
  }

  @Test func `none of the readings is not checked`() throws {
    let (report, claim) = try report(
      "Agents stopped 181,509 migrants at the border.", "181,509", nil)
    #expect(claim.verdict == .notAClaim && claim.record == nil && claim.query == nil)
    #expect(report.counts["chosen"] == 1)
    #expect(
      try #require(claim.sentence).hasSuffix("it is about something else, and was not checked."))
  }

  @Test func `what is not held, expected or denied is not refuted`() throws {
    // No table ends after 2026.
    let future = try report(
      "Agents stopped 181,509 migrants at the border.", "181,509", try reading("2031-08")
    ).claim
    #expect(future.verdict == .uncheckable && future.record == nil)
    let expected = try report(
      "Agents are expected to stop 250,000 migrants at the border.", "250,000", try reading()
    ).claim
    #expect(expected.verdict == .uncheckable)
    let denied = try report(
      "Arrests of migrants at the border did not reach 181,054.", "181,054", try reading()
    ).claim
    #expect(denied.verdict == .uncheckable)
  }

  @Test func `a choice for other words is dropped with a note`() throws {
    let text = "Agents stopped 181,509 migrants at the border in August."
    let day = try #require(Day("2023-10-05"))
    let check = try ClaimsFixture.check.get()
    let figure = try #require(check.report(text: text, date: day).claims.first)
    let choice = Choice(
      start: figure.start, end: figure.end, hash: figure.hash, reading: try reading())
    for changed in [
      text.replacing("August", with: "July"), text.replacing("181,509", with: "181,508"),
      "Now: " + text, "",
    ] {
      let report = check.report(text: changed, date: day, choices: [choice])
      #expect(report.notes.count == 1 && !report.claims.contains(where: \.isChosen))
    }
    // A question that the record does not know, and a base that a change lacks.
    let change =
      "Border Patrol arrests of migrants at the southwest border rose 37 % in August 2023."
    for (text, words, query) in [(text, "181,509", "measure=unicorns"), (change, "37", nil)] {
      let figure = try #require(
        check.report(text: text, date: day).claims.first { $0.text.contains(words) })
      let report = check.report(
        text: text, date: day,
        choices: [
          Choice(
            start: figure.start, end: figure.end, hash: figure.hash,
            reading: try reading(query: query ?? Self.borderPatrol))
        ])
      #expect(
        report.notes.count == 1 && !report.claims.contains(where: \.isChosen),
        "\(words): \(report.notes) \(report.claims.map { [$0.text, $0.explanation] })")
    }
  }

  /// Every reading that is offered can be chosen; nothing else of the text changes by it.
  @Test(arguments: ["passages-3.en", "passages-3.es"])
  func `all readings that are shown can be chosen`(set: String) throws {
    let check = try ClaimsFixture.check.get()
    var chosen = 0
    for passage in try PassageTests.passages(set).passages.prefix(20) {
      let plain = check.report(
        text: passage.text, date: passage.date, language: passage.language)
      for (index, claim) in plain.claims.enumerated() {
        #expect(claim.alternatives.allSatisfy { claim.readings.contains($0) })
        for reading in claim.readings {
          let report = check.report(
            text: passage.text, date: passage.date, language: passage.language,
            choices: [Choice(claim, reading)])
          let told = report.claims[index]
          chosen += 1
          #expect(report.notes.isEmpty && told.isChosen, "\(claim.text): \(reading.text)")
          #expect(told.verdict != .slip && told.verdict != .notAClaim)
          if claim.kind == .level || claim.kind == .share, told.record != nil {
            #expect(told.record == reading.record, "\(claim.text): \(reading.text)")
          }
          let others = zip(plain.claims, report.claims).enumerated().filter { $0.offset != index }
          #expect(others.allSatisfy { $0.element.0.verdict == $0.element.1.verdict })
        }
      }
    }
    #expect(chosen > 100)
  }

  @Test func `the review says which reading was chosen`() throws {
    let (report, _) = try report(
      "Agents stopped 181,509 migrants at the border.", "181,509", try reading())
    let data = try JSONEncoder().encode(ClaimReviews(report, publisher: "The Daily"))
    let graph = try #require(
      (JSONSerialization.jsonObject(with: data) as? [String: Any])?["@graph"] as? [[String: Any]])
    let review = try #require(graph.first)
    let rating = try #require(review["reviewRating"] as? [String: Any])
    #expect(rating["alternateName"] as? String == "off, of the reading that The Daily chose")
    #expect(rating["ratingValue"] as? Int == 1)
    let body = try #require(review["reviewBody"] as? String)
    #expect(body.hasPrefix("Reading chosen by The Daily: "))
    #expect(body.contains("181,054") && body.hasSuffix("Off by 455."))
  }

  @Test func `choices are remembered without a word of the text`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "choices-\(UUID().uuidString)")
    let path = ChoiceFile.path(
      besideRecord: folder.appending(path: "record.sqlite").path(percentEncoded: false))
    var file = try ChoiceFile(path: path)
    let text = "Wearisome throngs: 181,509 apprehensions at the southwest border."
    let (report, claim) = try report(text, "181,509", try reading())
    let choice = try #require(claim.choice)
    file.set([choice], for: report.sha256)
    try file.write()
    let written = try String(contentsOfFile: path, encoding: .utf8)
    for word in ["Wearisome", "throngs", "apprehensions", "181,509", "181509"] {
      #expect(!written.contains(word))
    }
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    var again = try ChoiceFile(path: path)
    #expect(again.choices(report.sha256) == [choice])
    #expect(again.choices("0") == [] && again.isOfOthers("0"))
    again.set([], for: report.sha256)
    try again.write()
    #expect(try ChoiceFile(path: path).choices(report.sha256) == [])
    try Data("{\"version\": 1".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: (any Error).self) { try ChoiceFile(path: path) }
  }
}
