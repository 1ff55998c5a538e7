import Foundation
import Testing

/// Readings chosen over the API and on the page.
///
/// CBP's tables of June 2025 hold 181,054 Border Patrol encounters at the southwest border in August 2023.
enum ChosenText {
  static let text =
    "Las detenciones de migrantes en la frontera suroeste aumentaron en agosto de 2023. Se habla de 190.500 encuentros."
  static let query = "measure=encounters place=us-southwest-border component=usbp"
}

@Suite struct ChoiceAPITests {
  private func check(_ server: Server, _ body: [String: Any]) async throws -> [String: Any] {
    let answer = try await server.ask(
      "/api/v1/checks", "POST", body: try JSONSerialization.data(withJSONObject: body),
      headers: ["Content-Type": "application/json"])
    #expect(answer.status == 200, "\(answer.text)")
    return try answer.json()
  }

  @Test func `a choice in the body is used, one that does not fit is dropped`() async throws {
    let server = try await Server.shared.value
    var body: [String: Any] = ["text": ChosenText.text, "date": "2023-10-05"]
    let plain = try await check(server, body)
    let claims = try #require(plain["claims"] as? [[String: Any]])
    let figure = try #require(claims.first { $0["text"] as? String == "190.500" })
    #expect(figure["verdict"] as? String == "uncheckable" && figure["chosen"] == nil)
    var choice: [String: Any] = [
      "reading": ["query": ChosenText.query, "period": "2023-08"]
    ]
    for key in ["start", "end", "hash"] { choice[key] = figure[key] }
    body["choices"] = [choice]
    let chosen = try await check(server, body)
    let told = try #require(
      (chosen["claims"] as? [[String: Any]])?.first { $0["text"] as? String == "190.500" })
    #expect(told["verdict"] as? String == "off" && told["chosen"] as? Bool == true)
    #expect(told["record"] as? Double == 181_054)
    #expect(chosen["notes"] == nil)
    #expect((chosen["counts"] as? [String: Int])?["chosen"] == 1)
    body["text"] = ChosenText.text.replacing("190.500", with: "190.501")
    let dropped = try await check(server, body)
    #expect((dropped["notes"] as? [String])?.count == 1)
    #expect((dropped["counts"] as? [String: Int])?["chosen"] == nil)
    #expect(!server.log.contains("190.500") && !server.log.contains(ChosenText.query))
  }

  @Test func `choices that are none are refused`() async throws {
    let server = try await Server.shared.value
    for choices in [["x"], [["start": -1]], "all"] as [Any] {
      let answer = try await server.ask(
        "/api/v1/checks", "POST",
        body: try JSONSerialization.data(
          withJSONObject: ["text": "Hello", "choices": choices] as [String: Any]),
        headers: ["Content-Type": "application/json"])
      #expect(answer.status == 422)
    }
  }
}

@Suite(.enabled(if: Browser.isInstalled, "needs chromium and chromium-driver"), .serialized)
struct ChoiceInBrowserTests {
  private static let card =
    "[...document.querySelectorAll('li.claim')]"
    + ".find((one) => one.querySelector('q').innerText === '190.500')"

  private func open(_ browser: Browser, _ server: Server, _ language: String) async throws {
    try await browser.open(server.base + "/check?lang=\(language)")
    // The page opens with an example, which is put away first.
    try await browser.click("#clear")
    try await browser.type(ChosenText.text, into: "#text")
    try await browser.run("document.getElementById('date').value = '2023-10-05'")
    try await browser.click("#check button.primary")
    try await browser.wait(Self.card)
  }

  @Test(arguments: [("en", "by your choice"), ("es", "por elección suya")])
  func `a reading is chosen with the keyboard, remembered and undone`(
    language: String, words: String
  ) async throws {
    let server = try await Server.shared.value
    let browser = try await Browser(width: 360, height: 740)
    try await open(browser, server, language)
    try await browser.wait("\(Self.card)?.querySelector('.readings button')")
    if let axe = Accessibility.script { #expect(try await browser.violations(axe) == []) }
    #expect(try await browser.number("document.documentElement.scrollWidth") <= 360)
    try await browser.screenshot("check-readings-\(language)")
    // The reading of the Border Patrol is reached and pressed without a mouse.
    try await browser.run(
      """
      [...\(Self.card).querySelectorAll('.readings button')]
        .find((one) => /181.054/.test(one.innerText)).focus()
      """)
    try await browser.press("\u{E007}")
    try await browser.wait("\(Self.card)?.querySelector('.undo')")
    let told = try await browser.text("\(Self.card).innerText")
    #expect(told.contains(words) && told.contains(language == "en" ? "9,446" : "9.446"), "\(told)")
    #expect(
      try await browser.text("document.activeElement.querySelector('q').innerText") == "190.500")
    if let axe = Accessibility.script { #expect(try await browser.violations(axe) == []) }
    // Nothing of the text is kept or stands in an address.
    let kept = try await browser.text("JSON.stringify(localStorage)")
    #expect(
      kept.contains("component=usbp") && !kept.contains("suroeste") && !kept.contains("190.500"))
    #expect(try await browser.text("location.search") == "?lang=\(language)")
    #expect(!server.log.contains("suroeste") && !server.log.contains("component=usbp"))
    // Another visit with the same text knows it.
    try await open(browser, server, language)
    try await browser.wait("\(Self.card)?.querySelector('.undo')")
    try await browser.run("\(Self.card).querySelector('.undo').click()")
    try await browser.wait("\(Self.card)?.querySelector('.readings button')")
    #expect(try await browser.text("JSON.stringify(localStorage)").contains("usbp") == false)
    #expect(try await browser.complaints() == [])
    #expect(try await browser.hosts().subtracting(["127.0.0.1:\(server.port)"]) == [])
  }

  @Test func `the sentence is copied, and the words of a reading are told`() async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    try await open(browser, server, "en")
    try await browser.run("\(Self.card).querySelector('.copy').click()")
    try await browser.wait("\(Self.card).querySelector('.sentence [role=status]').textContent")
    #expect(
      try await browser.text("\(Self.card).querySelector('.sentence').innerText")
        .contains("The article says 190,500; this could not be checked."))
    try await browser.run("\(Self.card).querySelector('details.read').open = true")
    #expect(
      try await browser.text("\(Self.card).querySelector('details.read').innerText")
        .contains("“encuentros”"))
    #expect(try await browser.complaints() == [])
  }
}
