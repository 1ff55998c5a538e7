import Periods
import Tabular
import Wording

extension PublisherCatalogue {
  /// - Throws: an `InputError` that lists every fault with its line.
  package init(path: String) throws(InputError) { try self.init(DataFile(path: path)) }

  /// Reads a text as if it stood in a file.
  package init(text: String, name: String) throws(InputError) {
    try self.init(DataFile(text: text, name: name))
  }

  private init(_ file: DataFile) throws(InputError) {
    let root = file.entries
    root.knows(["tables"])
    var ids: Set<String> = []
    let tables = root.required("tables")?.list.map { TableEntry($0).table(&ids) } ?? []
    try root.check()
    self.init(tables: tables)
  }
}

/// Reads the entries of one table, and notes what is wrong with them.
private struct TableEntry {
  private let entry: DataEntry

  /// Longest lag in days, as in `sources.yaml`: ten years.
  private static let longestLag = 3660
  /// A name is a folder's name too.
  private static let nameLetters = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
  private static let mostLetters = 60

  init(_ entry: DataEntry) {
    self.entry = entry
  }

  /// - Parameter known: names of the tables before it.
  func table(_ known: inout Set<String>) -> PublishedTable {
    entry.knows([
      "table", "datasets", "releases_begin", "publisher", "title", "page", "licence", "covers",
      "format", "every", "usual_lag", "usual_lag_of_middle", "find",
    ])
    let id = entry.required("table")?.value("a name in a-z, 0-9 and - that no other has") {
      TableEntry.isName($0) && known.insert($0).inserted ? $0 : nil
    }
    let datasets = entry.required("datasets")?.list.compactMap(\.text) ?? []
    if entry.optional("datasets")?.isList == true, datasets.isEmpty {
      entry.required("datasets")?.wrong(expected: "one dataset or more", found: "none")
    }
    return PublishedTable(
      id: id ?? "", datasets: datasets, releasesBegin: entry.optional("releases_begin")?.text,
      publisher: text("publisher"), title: text("title"), page: address("page", in: entry),
      licence: text("licence"), covers: text("covers"),
      format: entry.optional("format")?.choice(FigureReaders.formats), schedule: schedule,
      finding: finding)
  }

  static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.count <= mostLetters && text.allSatisfy(nameLetters.contains)
      && text.first != "-"
  }

  private func text(_ name: String) -> String { entry.required(name)?.text ?? "" }

  private func address(_ name: String, in entry: DataEntry) -> String {
    entry.required(name)?.value("an address that begins with https:// or http://") {
      TableEntry.isAddress($0) ? $0 : nil
    } ?? ""
  }

  private static func isAddress(_ text: String) -> Bool {
    (text.hasPrefix("https://") || text.hasPrefix("http://"))
      && !text.contains { $0.isWhitespace || $0.isNewline }
  }

  private var schedule: ReleaseSchedule {
    let every = entry.required("every")?
      .choice(ReleaseSchedule.Frequency.allCases.map(\.rawValue))
      .flatMap(ReleaseSchedule.Frequency.init(rawValue:))
    guard every != .irregular else {
      if let lag = entry.optional("usual_lag") {
        lag.wrong(expected: "no usual lag where there is no usual day", found: "one")
      }
      return ReleaseSchedule(every: .irregular, usualLag: 0)
    }
    return ReleaseSchedule(
      every: every ?? .month, usualLag: entry.required("usual_lag").flatMap(days) ?? 0,
      lagOfMiddle: entry.optional("usual_lag_of_middle").flatMap(days))
  }

  private func days(_ entry: DataEntry) -> Int? {
    entry.value("a number of days from 0 to \(TableEntry.longestLag)") { text in
      Int(text).flatMap { (0...TableEntry.longestLag).contains($0) ? $0 : nil }
    }
  }

  private var finding: PublishedTable.Finding {
    let nothing = PublishedTable.Finding.byHand(Localized("", ""))
    guard let find = entry.required("find") else { return nothing }
    find.knows(["address", "link", "on", "pages", "by_hand"])
    let ways = ["address", "link", "pages", "by_hand"].filter { find.optional($0) != nil }
    guard ways.count == 1 else {
      find.wrong(
        expected: "one of address, link, pages and by_hand",
        found: ways.isEmpty ? "none" : ways.joined(separator: " and "))
      return nothing
    }
    switch ways[0] {
    case "address": return .address(address("address", in: find))
    case "link": return .link(pattern: pattern(find), page: address("on", in: find))
    case "pages": return .pages(pages(find))
    default: return .byHand(byHand(find))
    }
  }

  private func pattern(_ find: DataEntry) -> String {
    find.required("link")?.value("a regular expression") { text in
      (try? Regex(text)) != nil ? text : nil
    } ?? ""
  }

  private func pages(_ find: DataEntry) -> String {
    let place = PublishedTable.pagePlace
    return find.required("pages")?.value("an address with \(place) in it") { text in
      TableEntry.isAddress(text) && text.contains(place) ? text : nil
    } ?? ""
  }

  private func byHand(_ find: DataEntry) -> Localized {
    guard let group = find.required("by_hand") else { return Localized("", "") }
    group.knows(["en", "es"])
    return Localized(group.required("en")?.text ?? "", group.required("es")?.text ?? "")
  }
}
