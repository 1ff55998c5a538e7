import Periods
import Tabular

extension DescribedSources {
  /// - Throws: an `InputError` that lists every fault with its line.
  package init(path: String) throws(InputError) { try self.init(DataFile(path: path)) }

  /// Reads a text as if it stood in a file.
  package init(text: String, name: String) throws(InputError) {
    try self.init(DataFile(text: text, name: name))
  }

  private init(_ file: DataFile) throws(InputError) {
    let root = file.entries
    root.knows(["sources", "datasets"])
    var ids: Set<String> = []
    var names: Set<String> = []
    let sources =
      root.required("sources")?.list.flatMap { entry in
        let newest = Description(entry).shipped(&ids)
        let earlier = entry.optional("earlier")?.list ?? []
        return [newest] + earlier.map { Description($0).earlier(than: newest, &ids) }
      } ?? []
    let datasets = root.required("datasets")?.list.map { Description($0).dataset(&names) } ?? []
    try root.check()
    self.init(file: file.name, sources: sources, datasets: datasets)
  }
}

/// Reads the entries of one description, and notes what is wrong with them.
///
/// Each must be there: what there is none of is written as `none`, so that nothing is left out by
/// mistake.
private struct Description {
  private let entry: DataEntry

  private static let none = "none"
  /// Longest lag in days, as in a tidy table: ten years.
  private static let longestLag = 3660
  private static let ofBoth = [
    "dataset", "publisher", "title", "url", "citation", "licence", "usual_lag", "leaves_out_zeros",
    "note",
  ]
  private static let ofEnd = ["ended", "continued_by"]

  init(_ entry: DataEntry) {
    self.entry = entry
  }

  /// - Parameter known: names of the sources before it.
  func shipped(_ known: inout Set<String>) -> DescribedSources.Shipped {
    entry.knows(
      Description.ofBoth + [
        "source", "table", "compiled_from", "published", "retrieved", "standing", "covers", "span",
        "gaps", "counts", "rounded_to", "earlier", "at_the_latest",
      ] + Description.ofEnd)
    let standing = standing
    let isQuoted = standing == .quoted
    let source = Source(
      id: name("source", &known), dataset: text("dataset"), publisher: text("publisher"),
      title: text("title"), url: address(mayBeNone: isQuoted), citation: text("citation"),
      licence: licence(mayBeNone: isQuoted), published: day("published") ?? Day(number: 0),
      retrieved: entry.optional("retrieved") == nil ? nil : day("retrieved"), sha256: "",
      usualLag: lagOrNone, standing: standing, leavesOutZeros: leavesOutZeros, note: text("note"),
      coverage: coverage(isQuoted: isQuoted), dating: dating)
    return DescribedSources.Shipped(
      source: source, table: text("table"), compiledFrom: entry.optional("compiled_from")?.text,
      end: end)
  }

  /// A release before the newest, of which only what differs is written: its day, its table, what it
  /// covers.
  ///
  /// - Parameter known: names of the sources before it.
  func earlier(
    than newest: DescribedSources.Shipped, _ known: inout Set<String>
  ) -> DescribedSources.Shipped {
    entry.knows([
      "published", "at_the_latest", "title", "compiled_from", "covers", "span", "gaps", "note",
      "packed", "name",
    ])
    var source = newest.source
    source.published = day("published") ?? Day(number: 0)
    source.retrieved = source.published
    let suffix = entry.optional("name")?.text.map { "-" + $0 } ?? ""
    source.id = "\(source.dataset)-\(source.published)\(suffix)"
    _ = entry.required("published")?.value("a day that no other release of the dataset has") { _ in
      known.insert(source.id).inserted ? source.id : nil
    }
    source.dating = dating
    if entry.optional("covers") != nil {
      source.coverage.extents = coverage(isQuoted: false).extents
    }
    let own = coverage(isQuoted: true)
    source.coverage.span = own.span
    if entry.optional("gaps") != nil { source.coverage.gaps = own.gaps }
    source.title = entry.optional("title")?.text ?? source.title
    source.note = entry.optional("note")?.text ?? source.note
    source.citation += "; state of \(source.published)"
    return DescribedSources.Shipped(
      source: source, table: "\(source.id).csv.gz",
      compiledFrom: entry.required("compiled_from")?.text, end: newest.end,
      isPacked: entry.optional("packed")?.flag ?? false)
  }

  /// - Parameter known: names of the datasets before it.
  func dataset(_ known: inout Set<String>) -> DescribedSources.Dataset {
    entry.knows(Description.ofBoth + ["middle_of_year"] + Description.ofEnd)
    let name = name("dataset", &known)
    let usualLag = lag ?? 0
    let source = Source(
      id: name, dataset: name, publisher: text("publisher"), title: text("title"),
      url: address(mayBeNone: false), citation: text("citation"),
      licence: licence(mayBeNone: false), published: Day(number: 0), sha256: "",
      usualLag: usualLag, leavesOutZeros: leavesOutZeros, note: text("note"))
    return DescribedSources.Dataset(
      source: source, usualLag: usualLag, middleOfYear: middleOfYear, end: end)
  }

  /// A dataset that another goes on with has ended.
  private var end: DescribedSources.End {
    let continuedBy = entry.optional("continued_by")?.text
    return DescribedSources.End(
      isEnded: entry.optional("ended")?.flag ?? (continuedBy != nil), continuedBy: continuedBy)
  }

  private var middleOfYear: DescribedSources.MiddleOfYear? {
    entry.optional("middle_of_year").map { group in
      group.knows(["usual_lag", "note"])
      let inside = Description(group)
      return DescribedSources.MiddleOfYear(usualLag: inside.lag ?? 0, note: inside.text("note"))
    }
  }

  private func text(_ name: String) -> String { entry.required(name)?.text ?? "" }

  private func name(_ name: String, _ known: inout Set<String>) -> String {
    entry.required(name)?.value("a name without spaces that no other entry has") { text in
      let isName = !text.isEmpty && !text.contains(where: \.isWhitespace)
      return isName && known.insert(text).inserted ? text : nil
    } ?? ""
  }

  private func address(mayBeNone: Bool) -> String {
    entry.required("url")?.value("an address that begins with https://") { text in
      mayBeNone && text == Description.none ? "" : text.hasPrefix("https://") ? text : nil
    } ?? ""
  }

  /// What somebody quotes may have none; of all else the terms are needed, if only that the publisher
  /// states none.
  private func licence(mayBeNone: Bool) -> String {
    entry.required("licence")?.value("the terms under which the figures may be used") { text in
      text == Description.none ? (mayBeNone ? "" : nil) : text.isEmpty ? nil : text
    } ?? ""
  }

  private func day(_ name: String) -> Day? {
    entry.required(name)?.value("a day as YYYY-MM-DD", Day.init)
  }

  private var lag: Int? {
    entry.required("usual_lag")?.value(
      "a number of days from 0 to \(Description.longestLag)", Description.days)
  }

  /// `nil` for a release that stands in for no other: its figures count from its own day on.
  private var lagOrNone: Int? {
    let expected = "a number of days from 0 to \(Description.longestLag), or none"
    return entry.required("usual_lag")?.value(expected) { text -> Int?? in
      text == Description.none ? .some(nil) : Description.days(text).map { .some($0) }
    } ?? nil
  }

  private static func days(_ text: String) -> Int? {
    Int(text).flatMap { (0...longestLag).contains($0) ? $0 : nil }
  }

  private var standing: Source.Standing {
    entry.optional("standing")?.choice(Source.Standing.allCases.map(\.rawValue))
      .flatMap(Source.Standing.init(rawValue:)) ?? .official
  }

  private var dating: Source.Dating {
    entry.optional("at_the_latest")?.flag == true ? .atLatest : .given
  }

  private var leavesOutZeros: Bool { entry.required("leaves_out_zeros")?.flag ?? false }

  /// A quoted source answers for what it names only, so that it need not say what it covers.
  private func coverage(isQuoted: Bool) -> Coverage {
    let covers = isQuoted ? entry.optional("covers") : entry.required("covers")
    var coverage = Coverage()
    for (name, member) in covers?.members ?? [] {
      let found = member.value("whole, within:PLACE or only, with labels after it or without") {
        Coverage.extent("\(name)=\($0)")
      }
      if let found { coverage.extents[found.dimension] = found.extent }
    }
    coverage.span = entry.optional("span")?.value("a period", Period.init)
    coverage.gaps =
      entry.optional("gaps")?.list.compactMap { $0.value("a period", Period.init) } ?? []
    coverage.counts = entry.optional("counts")?.text ?? ""
    coverage.roundedTo = entry.optional("rounded_to")?.number
    return coverage
  }
}
