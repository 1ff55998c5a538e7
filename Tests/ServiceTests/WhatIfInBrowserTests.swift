import Foundation
import Testing

/// Scenarios changed, run and read in a real browser, against the numbers of the command line.
@Suite(.enabled(if: Browser.isInstalled, "needs chromium and chromium-driver"), .serialized)
struct WhatIfInBrowserTests {
  @Test func `a what-if runs to its end and says what the command line says`() async throws {
    let server = try await Server()
    let browser = try await Browser()
    try await browser.open(
      server.base
        + "/what-if?scenarios=base,flights-none&as-of=2023-10-05&through=2023-12&runs=9&seed=7")
    try await browser.wait("document.querySelectorAll('#scenarios input').length > 5")
    try await browser.click("#go")
    // The page opened with the corridor's own results, which go when the job begins.
    try await browser.wait("location.search.includes('job=')")
    try await browser.wait("document.querySelector('[data-table=scenarios]')", seconds: 120)
    // A reload finds the job again.
    #expect(try await browser.text("location.search").contains("job="))
    try await browser.run("location.reload()")
    try await browser.wait(
      "document.querySelector('#jobs')?.innerText.includes('done')", seconds: 120)
    // A list that was asked for before the end, and is answered after it, changes nothing.
    try await browser.run(
      """
      const ask = site.ask;
      site.ask = async (path, ...rest) => {
        const answer = await ask(path, ...rest);
        if (!path.includes("jobs?limit")) return answer;
        setTimeout(() => { window.lateAnswer = true; }, 0);
        return { ...answer, items: answer.items.map((job) => ({ ...job, state: "running" })) };
      };
      document.dispatchEvent(new Event("visibilitychange"));
      """)
    try await browser.wait("window.lateAnswer")
    #expect(try await browser.text("document.querySelector('#jobs').innerText").contains("done"))
    try await browser.wait("document.querySelector('#result svg')", seconds: 60)
    try await browser.wait("document.querySelector('#result code')")
    // Two maps with one scale, month by month.
    try await browser.wait("document.querySelectorAll('#result .map path.point').length > 100")
    try await browser.run(
      """
      const slider = document.getElementById('map-month');
      slider.value = 0;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      """)
    let place = try await browser.text(
      "document.querySelector('[data-table=places] tbody tr').textContent")
    try await browser.screenshot("what-if")
    let command = try await browser.text("document.querySelector('#result code').textContent")
    #expect(
      command
        == "trocha whatif base flights-none --runs 9 --seed 7 --as-of 2023-10-05 --from 2023-10 --through 2023-12"
    )
    let record = server.folder.appending(path: "record.sqlite").path
    let words = command.split(separator: " ").dropFirst().map(String.init)
    let line = try Server.run(words + ["--json", "--record", record])
    let told = try #require(
      try JSONSerialization.jsonObject(with: Data(line.output.utf8)) as? NSDictionary)
    let id = try await browser.text("new URL(location).searchParams.get('job')")
    let answer = try await server.ask("/api/v1/jobs/\(id)/result")
    let served = try #require(
      try JSONSerialization.jsonObject(with: answer.data) as? NSDictionary)
    // Every number of every outcome.
    #expect(served == told)
    // And the page shows them: the median of what crossed the Darién in the first scenario.
    let scenarios = try #require(told["scenarios"] as? [[String: Any]])
    let total = try #require(scenarios.first?["total"] as? [[String: Any]])
    let darien = try #require(
      total.first { $0["item"] as? String == "darien" && $0["measure"] as? String == "counted" })
    let median = try #require((darien["value"] as? [String: Double])?["q50"])
    let shown = try await browser.text(
      "document.querySelector('[data-table=scenarios] tbody').innerText")
    #expect(
      shown.contains(Int(median.rounded()).formatted(.number.locale(Locale(identifier: "en_US")))))
    // The table beside the maps has the places' medians of the month chosen.
    let months = try #require(scenarios.first?["months"] as? [[String: Any]])
    let people = try #require(months.first?["outcomes"] as? [[String: Any]])
      .filter { $0["measure"] as? String == "people" && $0["place"] != nil }
    let medians = Dictionary(grouping: people) { $0["place"] as? String ?? "" }.mapValues {
      $0.reduce(0) { $0 + (($1["value"] as? [String: Double])?["q50"] ?? 0) }
    }
    let counts = Set(
      medians.values.map {
        Int($0.rounded()).formatted(.number.locale(Locale(identifier: "en_US")))
      })
    #expect(counts.contains { $0 != "0" && place.contains($0) }, "\(place)")
    #expect(try await browser.complaints() == [])
  }

  @Test func `a policy is changed on its card, shared by address, and run`() async throws {
    let server = try await Server()
    let folder = try Server.newFolder()
    let browser = try await Browser(downloads: folder)
    try await browser.open(
      server.base + "/what-if?scenarios=base&as-of=2023-10-05&through=2023-11&runs=2")
    try await browser.wait("document.querySelectorAll('#cards > li').length > 10")
    try await browser.click("#editor > summary")
    try await browser.type("Six thousand", into: "#own-name")
    try await browser.run(
      """
      const set = (id, value) => {
        const input = document.getElementById(id);
        input.value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        input.dispatchEvent(new Event('change', { bubbles: true }));
      };
      set('capacity-cbp-one', 6000);
      set('from-cbp-one', '2023-10-18');
      """)
    try await browser.click("#add")
    try await browser.wait("document.getElementById('scenario-six-thousand')?.checked")
    // The address holds the scenario; another browser finds it there.
    let address = try await browser.text("location.href")
    let other = try await Browser()
    try await other.open(address)
    try await other.wait("document.getElementById('scenario-six-thousand')?.checked")
    try await other.click("#go")
    try await other.wait(
      "document.querySelector('#jobs').innerText.includes('done')", seconds: 120)
    // The page opened with the corridor's own results, which have such a table too.
    try await other.wait(
      "document.querySelector('[data-table=differences]')?.innerText.includes('Six thousand')",
      seconds: 60)
    let told = try await other.text("document.querySelector('[data-table=differences]').innerText")
    #expect(told.contains("Six thousand"), "\(told)")
    // More appointments, more people admitted with one.
    let id = try await other.text("new URL(location).searchParams.get('job')")
    let result = try await server.ask("/api/v1/jobs/\(id)/result").json()
    let own = try #require((result["scenarios"] as? [[String: Any]])?.last)
    let total = try #require(own["total"] as? [[String: Any]])
    let admitted = try #require(total.first { $0["measure"] as? String == "admitted" })
    #expect(try #require((admitted["difference"] as? [String: Double])?["mean"]) > 0)
    // Saved as a file, it says the same to the command line, and to a page that loads it.
    try await browser.click("#save-file")
    let file = folder.appending(path: "six-thousand.yaml")
    for _ in 0..<100 where !FileManager.default.fileExists(atPath: file.path) {
      try await Task.sleep(for: .milliseconds(100))
    }
    let line = try Server.run([
      "whatif", "base", file.path, "--as-of", "2023-10-05", "--from", "2023-10", "--through",
      "2023-11", "--runs", "2", "--json", "--record",
      server.folder.appending(path: "record.sqlite").path,
    ])
    #expect(line.status == 0, "\(line.errors)")
    let command = try #require(
      try JSONSerialization.jsonObject(with: Data(line.output.utf8)) as? [String: Any])
    let read = try #require((command["scenarios"] as? [[String: Any]])?.last)
    #expect(read["total"] as? NSArray == own["total"] as? NSArray)
    try await browser.open(server.base + "/what-if?scenarios=base")
    try await browser.wait("document.querySelectorAll('#cards > li').length > 10")
    try await browser.click("#editor > summary")
    try await browser.type(file.path, into: "#load-file")
    try await browser.wait("document.getElementById('scenario-six-thousand')?.checked")
    #expect(try await browser.text("document.getElementById('capacity-cbp-one').value") == "6000")
  }

  @Test func `a simulation is cancelled on the page`() async throws {
    let server = try await Server()
    let browser = try await Browser()
    try await browser.open(
      server.base + "/what-if?scenarios=base&as-of=2023-10-05&through=2024-06&runs=2000")
    try await browser.wait("document.querySelectorAll('#scenarios input').length > 5")
    try await browser.click("#go")
    try await browser.wait("!document.getElementById('run').hidden")
    try await browser.wait("document.getElementById('run-progress').value > 0", seconds: 60)
    try await browser.click("#cancel")
    try await browser.wait("document.getElementById('run').hidden")
    try await browser.wait("document.getElementById('jobs').innerText.includes('cancelled')")
    let jobs = try await server.ask("/api/v1/jobs").json()
    let job = try #require((jobs["items"] as? [[String: Any]])?.first)
    #expect(job["state"] as? String == "cancelled")
    #expect(try #require(job["done"] as? Int) < 2000)
  }
}
