import Foundation
import Testing

/// Every page opened in a real browser against the real service, and used as a person would.
@Suite(.enabled(if: Browser.isInstalled, "needs chromium and chromium-driver"), .serialized)
struct PagesInBrowserTests {
  /// With an answer on those that can have one at once.
  private static let paths = [
    "/?place=darien", "/record?q=usbp-southwest&at=2023-08", "/together?q=darien",
    "/outlook?q=darien", "/needs",
    "/what-if",
    "/affected", "/check", "/effect?q=usbp-southwest-venezuelans&on=2022-10-12", "/brief",
    "/watch", "/calendar", "/contents", "/nowcast",
  ]

  /// Nothing in the console, nothing from elsewhere.
  private func isQuiet(
    _ browser: Browser, _ server: Server, _ location: SourceLocation = #_sourceLocation
  ) async throws {
    #expect(try await browser.complaints() == [], sourceLocation: location)
    #expect(
      try await browser.hosts().subtracting(["127.0.0.1:\(server.port)"]) == [],
      sourceLocation: location)
  }

  private func isComplete(_ browser: Browser, _ path: String) async throws {
    try await browser.wait("document.readyState === 'complete'")
    if path.contains("=") { try await browser.wait("document.querySelector('main figure svg')") }
    try await Task.sleep(for: .milliseconds(500))
  }

  @Test func `the map goes through the months, and a place chosen shows its series`() async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    try await browser.open(server.base + "/?month=2023-08")
    try await browser.wait("document.querySelectorAll('path.point').length === 6")
    // Panama's table: 81,946 people came out of the Darién in August 2023, the most of any month.
    let darien = "document.querySelector('[data-place=darien] dd').firstChild.textContent"
    #expect(try await browser.text(darien) == "81,946")
    #expect(try await browser.text("document.getElementById('month-name').value") == "August 2023")
    try await browser.run(
      """
      const slider = document.getElementById('month');
      slider.value = Number(slider.value) - 1;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      """)
    #expect(try await browser.text(darien) == "55,387")
    #expect(try await browser.text("new URL(location).searchParams.get('month')") == "2023-07")
    // Twice as many people, a line twice as wide: the width is proportional.
    let width = "Number(document.querySelector('path.flow').getAttribute('stroke-width'))"
    let july = try await browser.number(width)
    try await browser.open(server.base + "/?month=2023-08")
    try await browser.wait("document.querySelectorAll('path.flow').length === 5")
    let ratio = try await browser.number(width) / july
    #expect(abs(ratio - 81_946.0 / 55_387) < 0.01)
    try await browser.click("[data-choose=darien]")
    try await browser.wait("document.querySelector('#detail svg')")
    try await browser.wait("document.querySelector('#detail dl')")
    #expect(
      try await browser.text("document.querySelector('#detail dl').innerText").contains("+48.0%"))
    #expect(try await browser.text("new URL(location).searchParams.get('place')") == "darien")
    try await browser.click("#play")
    try await browser.wait("document.getElementById('month-name').value !== 'August 2023'")
    try await browser.screenshot("corridor")
    try await isQuiet(browser, server)
  }

  @Test func `a choice in the record changes chart, table, comparisons and address`() async throws {
    let server = try await Server.shared.value
    let folder = try Server.newFolder()
    let browser = try await Browser(downloads: folder)
    try await browser.open(server.base + "/record?q=usbp-southwest&at=2023-08")
    try await browser.wait("document.querySelector('#answer svg')")
    let figure = "document.querySelector('.figure-large').textContent"
    #expect(try await browser.text(figure) == "August 2023: 181,054")
    let line = "document.querySelector('#answer svg path[stroke=\"var(--c1)\"]').getAttribute('d')"
    let before = try await browser.text(line)
    try await browser.choose("VEN", in: "#nationality")
    try await browser.wait(
      "document.querySelector('#series-title').textContent.includes('Venezuelans')")
    try await browser.wait("document.querySelector('#answer svg')")
    #expect(try await browser.text(line) != before)
    #expect(try await browser.text("location.search").contains("nationality=VEN"))
    // The address alone gives the same page again.
    let address = try await browser.text("location.href")
    let rows = try await browser.text("document.querySelector('#answer tbody').innerText")
    try await browser.open(address)
    #expect(try await browser.text("document.querySelector('#answer tbody').innerText") == rows)
    try await browser.choose("sector", in: "#by")
    try await browser.wait(
      "document.querySelectorAll('#answer table')[0].innerText.includes('El Paso') || document.querySelector('.figures').innerText.includes('El Paso')"
    )
    try await browser.open(server.base + "/record?q=usbp-southwest&at=2023-08")
    // Three values were published for August 2023 (docs/data.md).
    #expect(
      try await browser.text("document.querySelector('table.narrow').innerText").contains("181,509")
    )
    try await browser.click("[data-save=svg]")
    try await browser.click("[data-save=png]")
    let files = ["trocha.svg", "trocha.png"].map { folder.appending(path: $0) }
    for _ in 0..<100 where !files.allSatisfy({ FileManager.default.fileExists(atPath: $0.path) }) {
      try await Task.sleep(for: .milliseconds(100))
    }
    // A picture that stands alone: its colours are written out.
    let drawing = try String(contentsOf: files[0], encoding: .utf8)
    #expect(drawing.hasPrefix("<svg") && !drawing.contains("var(--"))
    // ISO/IEC 15948: every PNG begins with these eight bytes.
    #expect(try Data(contentsOf: files[1]).prefix(8) == Data([137, 80, 78, 71, 13, 10, 26, 10]))
    try await browser.screenshot("record")
    try await isQuiet(browser, server)
  }

  @Test func `a file is brought in by hand and undone, and a bad one explains itself`() async throws
  {
    let server = try await Server()
    let browser = try await Browser()
    let folder = try Server.newFolder()
    let file = folder.appending(path: "camp.csv")
    try Data(TidyTable.good.utf8).write(to: file)
    let bad = folder.appending(path: "bad.csv")
    try Data(TidyTable.bad.utf8).write(to: bad)
    try await browser.open(server.base + "/record")
    try await browser.type(bad.path, into: "#file")
    try await browser.wait("document.querySelector('#bring-answer [role=alert]')")
    let told = try await browser.text("document.querySelector('#bring-answer').innerText")
    #expect(told.contains("bad.csv, line 3"), "\(told)")
    #expect(told.contains("many"), "\(told)")
    try await browser.type(file.path, into: "#file")
    try await browser.wait("document.querySelector('#bring-answer .good')")
    #expect(
      try await browser.text("document.querySelector('#bring-answer').innerText").contains(
        "2 figures"))
    // All that the command line says: the table says nothing of what it covers.
    let said = try await browser.text("document.querySelector('#bring-answer').innerText")
    #expect(said.contains("Published 1 March 2024."), "\(said)")
    #expect(said.contains("does not say what it covers"), "\(said)")
    let shown = try await server.ask("/api/v1/figures?q=measure%3Dtransits%20place%3Dtest-camp")
    #expect(shown.status == 200, "\(shown.text)")
    try await browser.click("[data-undo]")
    try await browser.wait("!document.querySelector('[data-undo]')")
    #expect(
      try await server.ask("/api/v1/figures?q=measure%3Dtransits%20place%3Dtest-camp").status == 404
    )
    // Dropped rather than chosen, two at once.
    try await browser.run(
      """
      const data = new DataTransfer();
      const text = \(TidyTable.quoted);
      data.items.add(new File([text], "dropped.csv"));
      data.items.add(new File([text.replaceAll("test-camp", "other-camp")], "second.csv"));
      document.getElementById('bring')
        .dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      """)
    try await browser.wait("document.querySelector('#imports')?.innerText.includes('dropped.csv')")
    #expect(
      try await browser.number("document.querySelectorAll('#imports [data-undo]').length") == 2)
    // The refused file is a note of the browser's own, and the only one.
    #expect(try await browser.complaints().allSatisfy { $0.contains("422") })
  }

  @Test func `another dataset's figure stands beside the one that is told`() async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    // Mexico's table by sex and age has 121,589 events in June 2024, the one by nationality 121,349.
    try await browser.open(server.base + "/?month=2024-06&place=mexico")
    try await browser.wait("document.querySelector('#detail dl')")
    let note = "has 121,589"
    let card = "document.querySelector('[data-place=mexico] dd').textContent"
    #expect(try await browser.text(card).contains(note))
    #expect(
      try await browser.text("document.getElementById('detail').innerText").contains(note))
    // The tables agree until December 2023.
    try await browser.open(server.base + "/?month=2023-12&place=mexico")
    try await browser.wait("document.querySelector('#detail dl')")
    #expect(try await !browser.text(card).contains("Another table"))
    try await isQuiet(browser, server)
  }

  @Test func `a screening answers with reasons and leaves nothing behind`() async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    try await browser.open(server.base + "/affected")
    try await browser.run(
      """
      document.getElementById('on').value = '2023-10-10';
      document.getElementById('fact-arrived').value = '2023-08-05';
      """)
    try await browser.type("ven", into: "#fact-nationality")
    try await browser.click("#interview button.primary")
    try await browser.wait("document.querySelector('#screening h2')")
    let told = try await browser.text("document.getElementById('screening').innerText")
    // 88 FR 68130: continuous residence since 31 July 2023; 5 August is too late.
    #expect(told.contains("31 July 2023"), "\(told)")
    #expect(try await browser.text("location.search") == "")
    #expect(!server.log.contains("2023-08-05"))
    #expect(!server.log.lowercased().contains("ven "))
    try await browser.screenshot("affected")
    try await isQuiet(browser, server)
  }

  /// The interview asks one question after the other and keeps nothing: in no address, in no storage.
  @Test func `an interview in the browser leaves nothing behind`() async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    try await browser.open(server.base + "/affected")
    try await browser.run("document.getElementById('guided-on').value = '2023-10-10'")
    try await browser.click("#guided-start")
    var asked = 0
    while asked < 20 {
      try await browser.wait(
        "document.querySelector('#guided-answer') || document.querySelector('#screening h2')")
      if try await browser.text("String(!!document.querySelector('#screening h2'))") == "true" {
        break
      }
      asked += 1
      try await browser.run(
        """
        (() => {
          const input = document.getElementById('guided-answer');
          const label = document.querySelector('#guided-question label, #guided-question legend').textContent;
          if (input.tagName === 'FIELDSET') input.querySelector('[value=no]').checked = true;
          else if (input.tagName === 'SELECT') input.value = label.includes('without a break') ? 'yes'
            : [...input.options].some((one) => one.value === 'no') ? 'no' : 'between-ports';
          else input.value = input.type === 'date' ? '2023-06-15'
            : label.includes('Nationality') ? 'Venezuela' : 'United States';
          window.lastQuestion = label;
          input.id = 'answered';
          document.querySelector('#guided-question button.primary').click();
        })()
        """)
    }
    #expect((3...8).contains(asked), "\(asked)")
    let told = try await browser.text("document.getElementById('screening').innerText")
    #expect(
      told.contains("Temporary protected status for Venezuela (2023 designation)"),
      "\(told.prefix(500))")
    #expect(try await browser.text("location.search") == "")
    #expect(
      try await browser.text("String(localStorage.length + sessionStorage.length)") == "0")
    #expect(try await browser.text("document.cookie") == "")
    // Nor in the databases and caches that a page can fill, nor in a worker that outlives it.
    try await browser.run(
      """
      Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()])
        .then((kept) => { window.kept = kept.flat().length; });
      """)
    try await browser.wait("window.kept !== undefined")
    #expect(try await browser.text("String(window.kept)") == "0")
    #expect(!server.log.contains("2023-06-15"))
    try await isQuiet(browser, server)
  }

  /// The rules were checked through 7 November 2025. On a later day the page says so first, beside every answer, and
  /// what courts did with the designation of 2023 through 3 October 2025 (Noem v. National TPS Alliance, No. 25A326).
  @Test func `a day after the check is marked on the page`() async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    try await browser.open(server.base + "/affected")
    try await browser.run(
      """
      (() => {
        const say = (id, value) => { document.getElementById(id).value = value; };
        say('on', '2026-11-20');
        say('fact-nationality', 'Venezuela');
        say('fact-in', 'United States');
        say('fact-arrived', '2023-06-15');
        say('fact-arrival', 'between-ports');
      })()
      """)
    try await browser.click("#interview button.primary")
    try await browser.wait("document.querySelector('#screening h2')")
    let told = try await browser.text("document.getElementById('screening').innerText")
    #expect(told.hasPrefix("Rules checked through 7 November 2025"), "\(told.prefix(200))")
    #expect(told.contains("It ended on 2 October 2026 at the latest."))
    for step in ["3 February 2025:", "31 March 2025:", "3 October 2025: the Supreme Court stayed"] {
      #expect(told.contains(step), "\(step)")
    }
    // Every answer that is yes or no bears the mark.
    let unmarked = try await browser.text(
      """
      String([...document.querySelectorAll('#screening .verdicts > li')].filter((entry) =>
        !/ask a lawyer/.test(entry.querySelector('.verdict').textContent)
        && !/By the rules as they were on 7 November 2025/.test(entry.innerText)
        && entry.querySelector('.verdict').textContent).length)
      """)
    #expect(unmarked == "0")
    #expect(!server.log.contains("2023-06-15"))
    try await isQuiet(browser, server)
  }

  @Test func `an article is checked, and a figure leads to the record`() async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    try await browser.open(server.base + "/check")
    try await browser.click("#clear")
    // CBP's release of 22 September 2023 says 181,059, later tables 181,054; nobody says 191,059, which
    // is a digit away.
    try await browser.type(
      "In August 2023 the Border Patrol made 181,059 apprehensions at the southwest border. "
        + "In August 2023 the Border Patrol made 191,059 apprehensions at the southwest border.",
      into: "#text")
    try await browser.run("document.getElementById('date').value = '2023-10-05'")
    try await browser.click("#check button.primary")
    try await browser.wait("document.querySelectorAll('.article mark').length > 1")
    let marks = try await browser.value(
      "[...document.querySelectorAll('.article mark')].map((one) => [one.className, one.innerText])"
    )
    let told = (marks as? [[String]] ?? []).filter { $0[1].contains(",059") }
    #expect(told.count == 2)
    #expect(told.map { $0[0] } == ["v-revised", "v-slip"], "\(told)")
    try await browser.click(".article mark a")
    #expect(try await browser.text("document.activeElement.className") == "claim")
    try await browser.screenshot("check")
    try await isQuiet(browser, server)
    #expect(!server.log.contains("apprehensions"))
    try await browser.click("li.claim a")
    try await browser.wait("document.querySelector('.figure-large')")
    #expect(
      try await browser.text("document.querySelector('.figure-large').textContent")
        .contains("181,054"))
    try await isQuiet(browser, server)
  }

  @Test func `the brief is read inside the page`() async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    try await browser.open(server.base + "/brief?as-of=2023-10-05")
    try await browser.wait(
      "document.getElementById('brief-frame').contentDocument?.querySelector('figure svg')")
    let title = try await browser.text(
      "document.getElementById('brief-frame').contentDocument.querySelector('h1').innerText")
    // The release of 22 September 2023.
    #expect(title.contains("181,059"))
    try await isQuiet(browser, server)
  }

  @Test func `an outlook shows its fan, its months and its past scores`() async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    try await browser.open(server.base + "/outlook?q=darien&months=2&as-of=2023-10-15")
    try await browser.wait("document.querySelector('#answer svg')", seconds: 120)
    let record = server.folder.appending(path: "record.sqlite").path
    let line = try Server.run([
      "outlook", "darien", "--months", "2", "--as-of", "2023-10-15", "--json", "--record", record,
    ])
    let told = try #require(
      try JSONSerialization.jsonObject(with: Data(line.output.utf8)) as? NSDictionary)
    let answer = try await server.ask("/api/v1/outlook?q=darien&months=2&as-of=2023-10-15")
    let served = try #require(
      try JSONSerialization.jsonObject(with: answer.data) as? NSDictionary)
    #expect(served == told)
    let month = try #require((told["months"] as? [[String: Any]])?.last)
    let median = try #require(month["q50"] as? Double)
    let shown = try await browser.text("document.querySelector('#answer').textContent")
    #expect(shown.contains(Int(median).formatted(.number.locale(Locale(identifier: "en_US")))))
    // A choice asks at once, and is in the address.
    try await browser.run(
      """
      const input = document.getElementById('months');
      input.value = 4;
      input.dispatchEvent(new Event('change', { bubbles: true }));
      """)
    #expect(try await browser.text("new URL(location).searchParams.get('months')") == "4")
    try await browser.wait("document.querySelector('#answer svg')", seconds: 120)
    try await browser.screenshot("outlook")
    try await isQuiet(browser, server)
  }

  @Test func `an effect is estimated for a policy that is chosen by its name`() async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    try await browser.open(server.base + "/effect")
    try await browser.choose("2022-10-12", in: "#policy")
    try await browser.wait("document.querySelector('#answer svg')", seconds: 240)
    #expect(try await browser.text("new URL(location).searchParams.get('on')") == "2022-10-12")
    #expect(try await browser.number("document.querySelectorAll('#answer table').length") > 1)
    try await browser.screenshot("effect")
    try await isQuiet(browser, server)
    // What cannot be answered says why.
    let early = try await server.ask("/api/v1/effect?q=darien&on=1999-01-01")
    #expect(early.status == 422)
    #expect(early.text.contains("outside the months"))
  }

  @Test func `the language switches, is kept, and follows the browser at first`() async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    try await browser.open(server.base + "/record?q=darien&at=2023-08")
    #expect(try await browser.text("document.documentElement.lang") == "en")
    try await browser.click("[data-language]")
    try await browser.wait("document.documentElement.lang === 'es'")
    // The same question, in Spanish, with Spanish numbers.
    #expect(
      try await browser.text("document.querySelector('.figure-large').textContent")
        == "agosto de 2023: 81.946")
    try await browser.open(server.base + "/what-if")
    #expect(try await browser.text("document.querySelector('h1').textContent") == "¿Y si…?")
    let spanish = try await server.ask("/", headers: ["Accept-Language": "es-VE,es;q=0.9"])
    #expect(spanish.text.contains("<html lang=\"es\">"))
  }

  @Test(arguments: paths)
  func `a page has no serious barrier, on a phone, in the dark, in Spanish`(path: String)
    async throws
  {
    let server = try await Server.shared.value
    let browser = try await Browser(width: 360, height: 740, dark: true)
    let url = try #require(URLComponents(string: server.base + path))
    var spanish = url
    spanish.queryItems = (url.queryItems ?? []) + [.init(name: "lang", value: "es")]
    try await browser.open(try #require(spanish.string))
    try await isComplete(browser, path)
    // Nothing is cut off or makes the page scroll sideways.
    #expect(try await browser.number("document.documentElement.scrollWidth") <= 360)
    try await browser.screenshot("phone-\(url.path.count > 1 ? url.path.dropFirst() : "corridor")")
    if let axe = Accessibility.script {
      #expect(try await browser.violations(axe) == [])
    }
  }

  @Test(arguments: paths)
  func `a page has no serious barrier on a screen, and is small`(path: String) async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    try await browser.open(server.base + path)
    try await isComplete(browser, path)
    // Everything that a first visit fetches, unpacked.
    let weight = try await browser.number(
      """
      performance.getEntries().filter((one) => ['resource', 'navigation'].includes(one.entryType))
        .reduce((sum, one) => sum + (one.decodedBodySize || 0), 0)
      """)
    #expect(weight > 10_000 && weight < 1_500_000)
    // The keyboard comes first to the link that skips the navigation.
    try await browser.press("\u{E004}")
    #expect(try await browser.text("document.activeElement.className") == "skip")
    if let axe = Accessibility.script {
      #expect(try await browser.violations(axe) == [])
    }
    try await isQuiet(browser, server)
  }
}

/// The accessibility checker's script.
enum Accessibility {
  static let script = ProcessInfo.processInfo.environment["TROCHA_AXE"].flatMap {
    $0.isEmpty ? nil : $0
  }
}

/// A small table in Trocha's own form.
enum TidyTable {
  private static let header =
    "measure,place,period,value,source,dataset,publisher,title,url,citation,licence,published"
  private static let source =
    "test-camp-2024,test-camp,Nobody,A test,https://example.org/,Nobody 2024,CC0,2024-03-01"

  static let good = """
    \(header)
    transits,test-camp,2024-01,120,\(source)
    transits,test-camp,2024-02,80,\(source)

    """
  /// "many" is no number.
  static let bad = """
    \(header)
    transits,test-camp,2024-01,120,\(source)
    transits,test-camp,2024-02,many,\(source)

    """
  /// As a text of JavaScript.
  static var quoted: String { "`\(good)`" }
}
