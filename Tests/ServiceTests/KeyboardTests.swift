import Foundation
import Testing

/// The site without a mouse (WCAG 2.2, 2.1.1, 2.1.2, 2.4.1, 2.4.3 and 2.4.7).
@Suite(.enabled(if: Browser.isInstalled, "needs chromium and chromium-driver"), .serialized)
struct KeyboardTests {
  /// Keys by the W3C's WebDriver, 17.4.2.
  private static let (tab, enter, space, right) = ("\u{E004}", "\u{E007}", " ", "\u{E014}")

  private func page(_ path: String) async throws -> Browser {
    let server = try await Server.shared.value
    let browser = try await Browser()
    try await browser.open(server.base + path)
    try await browser.wait("document.readyState === 'complete'")
    // The first page's answers are made beside everything else.
    try await browser.wait("document.querySelector('\(SitePaths.answer(path))')", seconds: 600)
    try await Task.sleep(for: .milliseconds(300))
    return browser
  }

  /// Tab until what is sought has the focus.
  private func reach(
    _ selector: String, _ browser: Browser, _ location: SourceLocation = #_sourceLocation
  ) async throws {
    let quoted = selector.replacing("'", with: "\\'")
    for _ in 0..<600 {
      if try await browser.value("document.activeElement.matches('\(quoted)')") as? Bool == true {
        return
      }
      try await browser.press(KeyboardTests.tab)
    }
    Issue.record("Tab never comes to \(selector)", sourceLocation: location)
  }

  @Test(arguments: SitePaths.all)
  func `Tab comes to everything in its order, shows where it is, and comes out again`(
    path: String
  ) async throws {
    let browser = try await page(path)
    try await browser.run(
      """
      window.reached = [];
      window.unseen = [];
      const shows = (one) => {
        const style = getComputedStyle(one);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
      };
      const note = (one) => {
        if (window.reached.at(-1) === one) return;
        window.reached.push(one);
        // What has no look of its own is shown by its label.
        const seen = one.tagName === "IFRAME" || (one.className === "skip" && one.getBoundingClientRect().left >= 0) || (one.classList.contains("unseen")
          ? shows(one.labels?.[0] ?? one.nextElementSibling ?? one) : shows(one));
        if (!seen) window.unseen.push(one.outerHTML.slice(0, 120));
      };
      document.addEventListener("focusin", (event) => note(event.target));
      // A frame takes the focus from the window.
      addEventListener("blur", () => { if (document.activeElement?.tagName === "IFRAME") note(document.activeElement); });
      """)
    // Once around: the link that skips the navigation comes first, and again after the last.
    for _ in 0..<60 {
      try await browser.press(KeyboardTests.tab, times: 40)
      let rounds = try await browser.number(
        "window.reached.filter((one) => one.className === 'skip').length")
      if rounds > 1 { break }
    }
    let told = try await browser.value(
      """
      (() => {
        const once = window.reached.slice(0, window.reached.findIndex((one, index) =>
          index > 0 && one.className === "skip"));
        const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, iframe, [tabindex]")]
          .filter((one) => one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && one.checkVisibility());
        const name = (one) => one.tagName + " " + (one.id || one.textContent.trim().slice(0, 40));
        const missed = all.filter((one) => !once.includes(one)).map(name);
        const order = once.filter((one) => all.includes(one)).map((one) => all.indexOf(one));
        const back = order.findIndex((place, index) => index > 0 && place < order[index - 1]);
        return [String(once.length), missed.slice(0, 8).join("; "), back < 0 ? "" : name(all[order[back]]),
          window.unseen.slice(0, 4).join(" ")];
      })()
      """)
    let found = try #require(told as? [String])
    #expect(Int(found[0]) ?? 0 > 15, "a trap, or no round: \(found[0])")
    #expect(found[1] == "", "never reached")
    #expect(found[2] == "", "comes before what stands before it")
    #expect(found[3] == "", "has the focus and does not show it")
  }

  @Test func `the first link skips the navigation`() async throws {
    let browser = try await page("/outlook")
    try await browser.press(KeyboardTests.tab)
    #expect(try await browser.text("document.activeElement.className") == "skip")
    // It can be seen while it has the focus.
    #expect(
      try await browser.number("document.activeElement.getBoundingClientRect().left") >= 0)
    try await browser.press(KeyboardTests.enter)
    try await browser.wait("document.activeElement.id === 'main'")
    try await browser.press(KeyboardTests.tab)
    let inside = "document.getElementById('main').contains(document.activeElement)"
    #expect(try await browser.value(inside) as? Bool == true)
  }

  @Test func `the map, the months and the places answer to keys`() async throws {
    let browser = try await page("/")
    try await browser.wait("document.querySelectorAll('path.point').length === 6")
    try await reach("#map", browser)
    // Leaflet pans with the arrows.
    let moved = "document.querySelector('.leaflet-map-pane').style.transform"
    let before = try await browser.text(moved)
    try await browser.press(KeyboardTests.right)
    try await browser.wait("\(moved) !== '\(before)'")
    try await reach("path.point", browser)
    let place = try await browser.text("document.activeElement.getAttribute('aria-label')")
    try await browser.press(KeyboardTests.enter)
    let title = "document.querySelector('#detail h2')?.textContent ?? ''"
    let name = try #require(place.split(separator: ",").first)
    try await browser.wait("(\(title)).startsWith('\(name)')")
    try await reach("#play", browser)
    try await browser.press(KeyboardTests.space)
    try await browser.wait(
      "document.getElementById('play').getAttribute('aria-pressed') === 'true'")
    try await browser.press(KeyboardTests.space)
    try await browser.wait(
      "document.getElementById('play').getAttribute('aria-pressed') === 'false'")
    try await reach("#month", browser)
    let month = try await browser.text("document.getElementById('month-name').value")
    try await browser.press(KeyboardTests.right)
    #expect(try await browser.text("document.getElementById('month-name').value") != month)
    try await reach("[data-choose=darien]", browser)
    try await browser.press(KeyboardTests.enter)
    try await browser.wait("(\(title)).includes('Darién')")
  }

  @Test func `menus, details and buttons answer to keys`() async throws {
    let browser = try await page("/together")
    try await reach("details.more > summary", browser)
    try await browser.press(KeyboardTests.space)
    try await browser.wait("document.querySelector('details.more').open")
    let record = try await page("/record?q=usbp-southwest&at=2023-08")
    try await reach("#q", record)
    // A list takes the first letters.
    try await record.type("Irregular", into: "#q")
    try await record.wait(
      "document.getElementById('series-title').textContent.includes('Irregular')")
    // The list keeps the focus though the answer is another.
    #expect(try await record.text("document.activeElement.id") == "q")
  }

  /// The first task of docs/tasks.md, with keys alone.
  @Test func `the Darién's August 2023 is compared with July`() async throws {
    let browser = try await page("/")
    try await reach("nav a[href=\"/record\"]", browser)
    try await browser.press(KeyboardTests.enter)
    try await browser.wait(
      "location.pathname === '/record' && document.querySelector('#answer svg')")
    try await reach("#q", browser)
    // Letter by letter: the list stays until the keys rest.
    for letter in "Irregular transits through the D" { try await browser.press(String(letter)) }
    try await browser.wait("location.search.includes('q=darien')")
    try await browser.wait(
      "document.getElementById('series-title').textContent.includes('Darién')")
    try await reach("#answer tbody a[href*=\"at=2023-08\"]", browser)
    try await browser.press(KeyboardTests.enter)
    // Panama's table: 81,946 in August 2023, 55,387 in July.
    try await browser.wait(
      "document.querySelector('main').innerText.includes('August 2023: 81,946')")
    try await browser.wait("document.querySelector('main').innerText.includes('+48.0%')")
  }

  @Test func `an interview is answered with keys`() async throws {
    let browser = try await page("/affected")
    try await reach("#guided-start", browser)
    try await browser.press(KeyboardTests.enter)
    try await browser.wait("document.activeElement.id === 'guided-answer'")
    let first = try await browser.text(
      "document.querySelector('#guided-question label').textContent")
    try await reach("#guided-unknown", browser)
    try await browser.press(KeyboardTests.space)
    let label = "document.querySelector('#guided-question label')?.textContent"
    try await browser.wait(
      "\(label) && \(label) !== \(String(reflecting: first)) || document.querySelector('#screening h2')"
    )
  }
}
