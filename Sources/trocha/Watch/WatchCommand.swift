import ArgumentParser
import Fetching
import Forecasting
import Foundation
import Periods
import Record
import Reports
import Tabular
import Wording

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Show what is new in series since the last time, for cron and for feed readers.",
    discussion: """
      New is a figure, a revision, or a release that is late. The exit code is 0 when nothing is, and \
      \(WatchCommand.hasNews) when something is. The first time notes what is held. A new figure outside the \
      bands of the outlook that was made before it came is marked.

      EXAMPLES
        trocha watch usbp-southwest, darien
        trocha watch usbp-southwest, darien-venezuelans --out feeds
        trocha watch darien --json
        trocha watch darien --post https://chat.example.org/hooks/figures
      """)

  /// Exit code for news, apart from those of failures.
  static let hasNews: Int32 = 10
  /// Periods looked back on, and months ahead that an outlook is kept of.
  private static let (periods, months) = (24, 12)

  @OptionGroup var query: QueryArgument

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Folder to write an Atom feed and a JSON Feed of each series into.", valueName: "folder"))
  var out: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "File with what was seen before (default: watch.json beside the record).",
      valueName: "file"))
  var state: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Address to send what is new to, as JSON (a webhook; docs/watch.md).", valueName: "address"))
  var post: String?

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var options: RecordOptions

  /// What is new of one series.
  private struct News: Encodable {
    var series, title: String
    /// Whether it was looked at for the first time.
    var isFirst: Bool
    var age: AgeReport?
    var items: [SeriesNews.Item]
  }

  func run() async throws {
    let language = options.lang
    try await FetchOptions.speaking(language) { try await look() }
  }

  private func look() async throws {
    let webhook = try post.map { try Webhook($0) }
    let store = try options.store()
    let path =
      state
      ?? URL(fileURLWithPath: store.path).deletingLastPathComponent()
      .appending(path: "watch.json").path
    var known = try WatchState.read(path)
    var all: [News] = []
    for selection in try query.selections(store) {
      let news = try store.news(
        selection, periods: WatchCommand.periods, today: .today, options.lang)
      all.append(fresh(news, known.series[news.query]))
      known.series[news.query] = seen(news, known.series[news.query], store)
      try writeFeeds(news)
    }
    if json {
      try printJSON(all)
    } else {
      Output.write(all.map(text).joined(separator: "\n"))
    }
    let isNews = all.contains { !$0.isFirst && !$0.items.isEmpty }
    if isNews, let webhook { try await send(all, to: webhook) }
    // What was not told is told again the next time.
    try known.write(path)
    if isNews { throw ExitCode(WatchCommand.hasNews) }
  }

  /// What a webhook gets: a text, which chats show, and the news themselves.
  private struct Message: Encodable {
    var text: String
    var series: [News]
  }

  private func send(_ all: [News], to webhook: Webhook) async throws {
    let news = all.filter { !$0.isFirst && !$0.items.isEmpty }
    let text = news.map { one in
      ([one.title] + one.items.map { "\($0.day) \($0.text)" }).joined(separator: "\n")
    }
    let body = try AnswerJSON.data(Message(text: text.joined(separator: "\n\n"), series: news))
    let downloader = Downloader(version: Trocha.version, for: "watch")
    do {
      try await downloader.post(body, to: webhook)
      await downloader.close()
    } catch {
      await downloader.close()
      throw error
    }
  }

  /// What was not there before, or with another number.
  private func fresh(_ news: SeriesNews, _ seen: WatchState.Seen?) -> News {
    var items: [SeriesNews.Item] = []
    if let seen {
      items = news.items.compactMap { item in
        guard let before = seen.items[item.id] else { return marked(item, seen) }
        guard before != item.value else { return nil }
        var changed = item
        (changed.kind, changed.before) = (.revision, before)
        return changed
      }
    }
    return News(
      series: news.series, title: news.title, isFirst: seen == nil, age: news.age, items: items)
  }

  /// A new figure outside the bands of the outlook that was made before it.
  private func marked(_ item: SeriesNews.Item, _ seen: WatchState.Seen) -> SeriesNews.Item {
    guard item.kind == .figure, let value = item.value,
      let band = seen.bands["\(item.period)"], let missed = band.missed(by: value)
    else { return item }
    var item = item
    let language = options.lang
    let (low, high) = missed == .ninetyFive ? (band.q025, band.q975) : (band.q10, band.q90)
    let range = "\(language.number(low)) – \(language.number(high))"
    let day = language.day(band.made)
    item.text +=
      missed == .ninetyFive
      ? language(
        "; outside the band of 95 in 100 (\(range)) of the outlook of \(day)",
        "; fuera de la banda de 95 de cada 100 (\(range)) del pronóstico del \(day)")
      : language(
        "; outside the band of 8 in 10 (\(range)) of the outlook of \(day)",
        "; fuera de la banda de 8 de cada 10 (\(range)) del pronóstico del \(day)")
    return item
  }

  /// What is known now, with an outlook where the series can have one. That of a month stays until a newer one is
  /// made from newer figures.
  private func seen(
    _ news: SeriesNews, _ before: WatchState.Seen?, _ store: RecordStore
  ) -> WatchState.Seen {
    let items = Dictionary(
      news.items.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first })
    if let before, before.items == items { return before }
    var bands: [String: WatchState.Band] = [:]
    let outlook = try? OutlookReport.make(
      news.query, store: store, months: WatchCommand.months, judging: false)
    for month in outlook?.months ?? [] {
      bands["\(month.month)"] = WatchState.Band(
        q025: month.q025, q10: month.q10, q90: month.q90, q975: month.q975, made: .today)
    }
    return WatchState.Seen(items: items, bands: bands)
  }

  private func writeFeeds(_ news: SeriesNews) throws {
    guard let out else { return }
    let folder = URL(fileURLWithPath: out, isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let plain = news.series.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let name = String(String(plain).prefix(120))
    for (ending, text) in [("atom", AtomFeed(news).text), ("json", try JSONFeed(news).text)] {
      try FileWriting.write(text, to: folder.appending(path: "\(name).\(ending)").path)
    }
  }

  private func text(_ news: News) -> String {
    let language = options.lang
    let head = Terminal.bold(news.title) + "\n" + AgeLine(news.age).text
    if news.isFirst {
      return head + language("Followed from now on.\n", "Seguida desde ahora.\n")
    }
    return head
      + (news.items.isEmpty
        ? language("Nothing new.\n", "Nada nuevo.\n") : NewsList(news.items).text)
  }
}
