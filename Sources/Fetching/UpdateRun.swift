import Foundation
import Periods
import Record
import Tabular
import Wording

/// Keeps a record current with the publishers' tables.
package struct UpdateRun: Sendable {
  package var catalogue: PublisherCatalogue
  package var store: RecordStore
  package var language: Language
  package var today = Day.today
  package var limits = FetchLimits()
  /// Day of publication that the user gives, in the place of what the files and the server say.
  package var published: Day?
  /// Whether a release that lost figures or looks filtered is refused.
  package var isStrict = false
  /// Whether all is tried on a copy of the record, and nothing is kept.
  package var isDryRun = false
  /// Called when a table's turn comes.
  package var begins: @Sendable (String) -> Void = { _ in }

  package init(catalogue: PublisherCatalogue, store: RecordStore, language: Language) {
    self.catalogue = catalogue
    self.store = store
    self.language = language
  }

  /// What is held of tables and what is due; nothing leaves the machine.
  package func look(at tables: [PublishedTable]) throws -> UpdateReport {
    var report = UpdateReport(today: today)
    report.tables = try held(tables, in: store)
    return report
  }

  private func held(_ tables: [PublishedTable], in store: RecordStore) throws -> [TableReport] {
    let sources = try store.sources()
    return tables.map { table in
      var entry = TableReport(table)
      entry.hold(
        store.held(table, in: catalogue, sources: sources), of: table, on: today)
      return entry
    }
  }

  // MARK: Over the network

  /// Fetches tables, one after the other, and reads what is new into the record. A table that cannot be had
  /// does not keep the others from being read.
  ///
  /// - Parameter areNamed: whether the user asked for just these.
  package func fetch(
    _ tables: [PublishedTable], with downloader: Downloader, areNamed: Bool
  ) async throws -> UpdateReport {
    let kept = KeptReleases(record: store.path)
    return try await alone(kept) {
      try await withTarget { target in
        let before = NamedSeriesState.all(target, language)
        var outcomes: [String: TableOutcome] = [:]
        for table in tables {
          begins(table.id)
          outcomes[table.id] = await outcome(
            of: table, kept, downloader, target, areNamed: areNamed)
        }
        return try report(tables, outcomes, before: before, in: target, isFetched: true)
      }
    }
  }

  /// A dry run changes nothing, and need not be alone.
  private func alone<Value>(
    _ kept: KeptReleases, _ body: () async throws -> Value
  ) async throws -> Value {
    try await isDryRun ? body() : kept.alone(body)
  }

  private func outcome(
    of table: PublishedTable, _ kept: KeptReleases, _ downloader: Downloader, _ store: RecordStore,
    areNamed: Bool
  ) async -> TableOutcome {
    if case .byHand(let words) = table.finding, !areNamed {
      var outcome = TableOutcome(state: .byHand)
      outcome.words = words
      return outcome
    }
    do {
      let folder = try kept.newFolder(for: table.id, isTemporary: isDryRun)
      defer { try? FileManager.default.removeItem(at: folder) }
      let fetcher = Fetcher(
        downloader: downloader, limits: limits, kept: kept.release(of: table.id), today: today)
      let fetched = try await fetcher.fetch(table, into: folder)
      var (outcome, release) = try read(fetched.release, in: fetched.folder, into: store)
      outcome.moved = fetched.moved
      outcome.bytes = fetched.bytes
      outcome.isResumed = fetched.isResumed
      if !isDryRun { try kept.keep(release, from: folder) }
      return outcome
    } catch let fault as FetchFault {
      return .failed(fault)
    } catch {
      return .failed(UpdateRun.notReadable(error))
    }
  }

  static func notReadable(_ error: any Error) -> FetchFault {
    FetchFault(
      .notReadable, "What came cannot be read into the record. \(error)",
      "Lo que llegó no se puede leer en el registro. \(error)")
  }

  // MARK: Reading

  /// Reads a release into a record by the importers that its user has.
  func read(
    _ release: FetchedRelease, in folder: URL, into store: RecordStore
  ) throws -> (TableOutcome, FetchedRelease) {
    var release = release
    var files = release.files.map { file in
      PublishedFile(
        path: folder.appending(path: file.file).path, name: file.file, sha256: file.sha256,
        published: nil, retrieved: release.fetched, url: file.address,
        vocabulary: store.vocabulary)
    }
    let groups = try FigureReaders.groups(of: files, format: release.format)
    let releases = try groups.flatMap { try $0.reader.read($0.files) }
    let last = releases.compactMap(\.coverage?.last).max()
    if let day = day(of: release, last: last) {
      release.published = day.day
      release.dated = day.sign
      for index in files.indices { files[index].published = day.day }
    }
    var outcome = TableOutcome(state: .unchanged)
    outcome.imports = try store.importFiles(files, format: release.format, strict: isStrict)
    outcome.state = outcome.imports.contains(where: \.changedRecord) ? .added : .unchanged
    outcome.files = release.files
    outcome.published = release.published
    outcome.dated = release.dated
    let table = catalogue.tables.first { $0.id == release.table }
    if let last, let name = release.files.first?.file, let named = table?.namedEnd(of: name),
      named > last
    {
      outcome.shortfall = TableOutcome.Shortfall(named: named, last: last)
    }
    return (outcome, release)
  }

  /// `nil` where nothing beside the file says when it was published: its own sign then counts, else the day
  /// on which it is read.
  private func day(of release: FetchedRelease, last: Day?) -> PublicationDay? {
    if published == nil, let day = release.published, let sign = release.dated {
      // A pack says what its maker knew.
      return PublicationDay(day: day, sign: sign)
    }
    guard published != nil || release.fetched != nil else { return nil }
    return PublicationDay(
      given: published, lastModified: release.files.compactMap(\.lastModified).first,
      address: release.files.first?.address ?? "", fetched: release.fetched ?? today, last: last)
  }

  // MARK: Where it goes

  /// The record, or for a dry run a copy of it that is deleted in the end.
  func withTarget<Value>(_ body: (RecordStore) async throws -> Value) async throws -> Value {
    guard isDryRun else { return try await body(store) }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "trocha-dry-run-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "record.sqlite").path
    try store.copy(to: path)
    return try await body(RecordStore(path: path, seeded: false))
  }

  func report(
    _ tables: [PublishedTable], _ outcomes: [String: TableOutcome], before: [NamedSeriesState],
    in store: RecordStore, isFetched: Bool
  ) throws -> UpdateReport {
    var report = UpdateReport(today: today, isFetched: isFetched, isDryRun: isDryRun)
    report.tables = try held(tables, in: store).map { entry in
      var entry = entry
      entry.outcome = outcomes[entry.table]
      return entry
    }
    let wasRead = outcomes.values.contains { [.added, .unchanged].contains($0.state) }
    guard wasRead else { return report }
    let changed = outcomes.values.contains { $0.state == .added }
    let read = tables.filter { outcomes[$0.id].map { $0.state != .byHand } ?? false }
    report.series = SeriesMoves(
      before, changed ? NamedSeriesState.all(store, language) : before,
      datasets: Set(read.flatMap(\.datasets)))
    return report
  }
}
