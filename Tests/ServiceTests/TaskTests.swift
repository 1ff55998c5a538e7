import Foundation
import Testing

/// The fifteen tasks of docs/tasks.md, each by what a page shows, in at most four steps from the first page.
@Suite(.enabled(if: Browser.isInstalled, "needs chromium and chromium-driver"), .serialized)
struct TaskTests {
  /// A reader who begins at the first page, sees words, and counts steps.
  private final class Reader {
    let browser: Browser
    private(set) var steps = 0

    init(_ server: Server, downloads: URL? = nil) async throws {
      browser = try await Browser(downloads: downloads)
      try await browser.open(server.base + "/")
      try await browser.wait("document.readyState === 'complete'")
    }

    /// Finds what is clicked by its words among what can be seen, marks it, and clicks it.
    func press(_ words: String, within: String = "body") async throws {
      steps += 1
      let script = """
        [...document.querySelectorAll("\(within) :is(a, button, summary)")].find((one) =>
          one.textContent.trim() === "\(words)" && one.checkVisibility())
        """
      try await browser.wait(script)
      try await browser.run(
        """
        document.querySelector("[data-pressed]")?.removeAttribute("data-pressed");
        (\(script)).dataset.pressed = "";
        """)
      try await browser.click("[data-pressed]")
      try await browser.wait("document.readyState === 'complete'")
    }

    /// A choice in the list that has a label, by the option's words.
    func choose(_ option: String, in label: String) async throws {
      steps += 1
      try await browser.run(
        """
        const label = [...document.querySelectorAll("label")].find((one) => one.textContent === "\(label)");
        const list = document.getElementById(label.htmlFor);
        list.value = [...list.options].find((one) => one.text === "\(option)").value;
        list.dispatchEvent(new Event("change", { bubbles: true }));
        """)
    }

    func write(_ text: String, in label: String) async throws {
      steps += 1
      try await browser.run(
        """
        const label = [...document.querySelectorAll("label")].find((one) => one.textContent === "\(label)");
        const field = document.getElementById(label.htmlFor);
        field.value = "";
        field.dataset.written = "";
        """)
      try await browser.type(text, into: "[data-written]")
    }

    /// A day in the field that has a label.
    func set(_ day: String, in label: String) async throws {
      steps += 1
      try await browser.run(
        """
        const label = [...document.querySelectorAll("label")].find((one) => one.textContent === "\(label)");
        document.getElementById(label.htmlFor).value = "\(day)";
        """)
    }

    /// Waits until the page shows some words.
    func sees(_ words: String, _ location: SourceLocation = #_sourceLocation) async throws {
      let text = words.replacing("'", with: "\\'")
      try await browser.wait(
        "document.querySelector('main').innerText.includes('\(text)')", seconds: 60, location)
    }
  }

  @Test func `1: the Darién's August 2023 against July`() async throws {
    let reader = try await Reader(try await Server.shared.value)
    try await reader.press("Record", within: "nav")
    try await reader.choose("Irregular transits through the Darién", in: "Series")
    // The page opened with another series' answer.
    try await reader.browser.wait(
      "document.getElementById('series-title')?.textContent.includes('Darién')")
    try await reader.press("Aug 2023")
    // Panama's table: 81,946 in August 2023, 55,387 in July.
    try await reader.sees("August 2023: 81,946")
    try await reader.sees("+48.0%")
    #expect(reader.steps <= 4)
  }

  @Test func `2: is 181,509 right`() async throws {
    let reader = try await Reader(try await Server.shared.value)
    try await reader.press("Check", within: "nav")
    try await reader.write(
      "Border Patrol made 181,509 arrests at the southwest border in August 2023.", in: "Text")
    try await reader.press("Check", within: "main")
    // CBP's table of June 2025 has 181,054.
    try await reader.sees("181,054")
    #expect(reader.steps <= 4)
  }

  @Test func `3: which pathway is open to somebody who arrived in June 2023`() async throws {
    let reader = try await Reader(try await Server.shared.value)
    try await reader.press("Who is affected?")
    try await reader.sees("Common situations")
    try await reader.sees("Arrived between ports, May to July 2023")
    try await reader.sees("Rules checked through")
    #expect(reader.steps <= 4)
  }

  @Test func `4: beds in Tapachula if flights go daily`() async throws {
    let reader = try await Reader(try await Server.shared.value)
    try await reader.press("What if?")
    try await reader.sees("Where people are in the last month")
    let cell = try await reader.browser.text(
      """
      (() => {
        const table = document.querySelector("[data-table=waiting]");
        const column = [...table.querySelectorAll("thead th")]
          .findIndex((one) => one.textContent === "Beds: Flights to Venezuela, daily");
        const row = [...table.querySelectorAll("tbody tr")]
          .find((one) => one.cells[0].textContent === "Tapachula");
        return row?.cells[column]?.textContent ?? "";
      })()
      """)
    #expect(cell.contains(/^[0-9,]+ \([0-9,]+ – [0-9,]+\)$/), "\(cell)")
    #expect(reader.steps <= 4)
  }

  @Test func `5: what moved since the month before`() async throws {
    let reader = try await Reader(try await Server.shared.value)
    // CBP's table: 8,725 in May 2025 and 8,382 in April, 4.1 % more.
    try await reader.sees("rose 4.1% in May 2025, to 8,725")
    let moved = try await reader.browser.number(
      """
      [...document.querySelectorAll(".places dd")]
        .filter((one) => /[+−]\\d[\\d.]*%/.test(one.textContent)).length
      """)
    #expect(moved >= 4)
    #expect(reader.steps <= 4)
  }

  @Test func `6: the border's chart in a document`() async throws {
    let folder = try Server.newFolder()
    let reader = try await Reader(try await Server.shared.value, downloads: folder)
    try await reader.press("What does the record say?")
    try await reader.browser.wait("document.querySelector('#answer svg')")
    try await reader.press("PNG")
    let file = folder.appending(path: "trocha.png")
    for _ in 0..<100 where !FileManager.default.fileExists(atPath: file.path) {
      try await Task.sleep(for: .milliseconds(100))
    }
    // ISO/IEC 15948: every PNG begins with these eight bytes.
    #expect(try Data(contentsOf: file).prefix(8) == Data([137, 80, 78, 71, 13, 10, 26, 10]))
    let said = try await reader.browser.text("document.getElementById('frame-data').textContent")
    #expect(said.contains("U.S. Customs and Border Protection"))
    #expect(said.contains("Newest figure shown: May 2025."))
    #expect(said.contains("newest release 19 June 2025"))
    #expect(reader.steps <= 4)
  }

  @Test func `7: how many people come next, and how sure that is`() async throws {
    let reader = try await Reader(try await Server.shared.value)
    try await reader.press("What comes next?")
    try await reader.sees("with a probability of 8 in 10")
    try await reader.sees("8 in 10")
    #expect(reader.steps <= 4)
  }

  @Test func `8: did the expulsions of October 2022 change anything`() async throws {
    let reader = try await Reader(try await Server.shared.value)
    try await reader.press("Did it work?")
    try await reader.sees("After 12 October 2022: a fall")
    try await reader.sees("Of 5 methods")
    #expect(reader.steps <= 4)
  }

  @Test func `9: does the border follow the Darién a month later`() async throws {
    let reader = try await Reader(try await Server.shared.value)
    try await reader.press("Two series", within: "nav")
    try await reader.sees("Irregular transits through the Darién, shown 1 month later")
    try await reader.choose("as an index", in: "Shown")
    try await reader.sees("Index, ")
    try await reader.browser.wait("document.querySelectorAll('#answer svg path').length > 1")
    #expect(reader.steps <= 4)
  }

  @Test func `10: when the Darién's next release is due`() async throws {
    let reader = try await Reader(try await Server.shared.value)
    try await reader.press("Calendar", within: "nav")
    try await reader.sees("Irregular transits through the Darién")
    try await reader.sees("due")
    #expect(reader.steps <= 4)
  }

  @Test func `11: what moved in all series, and which are late`() async throws {
    let reader = try await Reader(try await Server.shared.value)
    try await reader.press("Watch", within: "nav")
    // CBP's table: 8,725 in May 2025 and 8,382 in April, 4.1 % more.
    try await reader.sees("May 2025: 8,725")
    try await reader.sees("have releases due that are not held")
    #expect(reader.steps <= 4)
  }

  @Test func `12: the address of a feed of the Darién's news`() async throws {
    let server = try await Server.shared.value
    let reader = try await Reader(server)
    try await reader.press("Watch", within: "nav")
    try await reader.choose("Irregular transits through the Darién", in: "Place or series")
    try await reader.browser.wait("location.search === '?q=darien'")
    try await reader.sees("\(server.base)/feeds/darien.atom")
    #expect(reader.steps <= 4)
  }

  @Test func `13: Venezuelans abroad at the end of the next years`() async throws {
    let reader = try await Reader(try await Server.shared.value)
    try await reader.press("What comes next?")
    try await reader.choose(
      "Venezuelans abroad: refugees and others in need of protection", in: "Series")
    try await reader.write("2", in: "Years, instead of months")
    try await reader.browser.press("\u{E007}")
    try await reader.browser.wait("location.search.includes('years=2')")
    try await reader.sees("2027")
    #expect(reader.steps <= 4)
  }

  @Test func `14: 500 places of shelter instead of 900`() async throws {
    let reader = try await Reader(try await Server.shared.value)
    try await reader.press("Needs", within: "nav")
    let plan = try await reader.browser.text("document.getElementById('plan').value")
    #expect(plan.contains(",900,"))
    try await reader.write(plan.replacing(",900,", with: ",500,"), in: "Table, as CSV")
    try await reader.press("Show", within: "main")
    try await reader.browser.wait(
      "document.getElementById('answer').innerText.includes('500')", seconds: 120)
    #expect(reader.steps <= 4)
  }

  @Test func `15: what was known on 5 October 2023, on one page`() async throws {
    let reader = try await Reader(try await Server.shared.value)
    try await reader.press("Brief", within: "nav")
    try await reader.set("2023-10-05", in: "As known on")
    try await reader.press("Make", within: "main")
    try await reader.browser.wait("location.search.includes('as-of=2023-10-05')")
    // CBP's release of 22 September 2023.
    try await reader.browser.wait(
      "document.getElementById('brief-frame').contentDocument?.body.innerText.includes('181,059')",
      seconds: 120)
    #expect(reader.steps <= 4)
  }
}
