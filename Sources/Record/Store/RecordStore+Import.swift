import Foundation
import GRDB
import Periods
import Tabular

/// What an import did.
public struct ImportOutcome: Sendable, Codable, Equatable {
  /// The file as its owner calls it; of several that make one release, their names with commas between.
  public var file: String
  /// Short name of the format that it was read as.
  public var format: String
  /// Figures added to the record.
  public var figuresAdded: Int
  /// Sources that were new, in the order they were read.
  public var sourcesAdded: [String]
  /// Sources that were there already, figure for figure.
  public var sourcesUnchanged: [String]
  /// What there is to say of each source that was added or was there.
  public var releases: [ReleaseNews] = []

  /// Whether the record is now another than before.
  public var changedRecord: Bool { !sourcesAdded.isEmpty }
}

/// What an import says of one release.
public struct ReleaseNews: Sendable, Codable, Equatable {
  /// The name it has in the record.
  public var source: Source.ID
  /// Day of publication that was taken.
  public var published: Day
  /// Where that day comes from.
  public var dating: Source.Dating
  /// Day of publication that was taken before, where a day that was given took its place.
  public var publishedBefore: Day?
  /// Day that was given now and not taken, since another was given before.
  public var publishedNotTaken: Day?
  /// How many figures the file has of it, whether or not they are new.
  public var figures: Int
  /// First to last day that the figures are about.
  public var span: Period?
  /// How it differs from the release before; `nil` when it is the first or was there already.
  public var changes: ReleaseChanges?
  /// What its tables cover, as the tidy column `covers` has it; empty when nothing is declared.
  public var covers: String
  /// Dimensions in which the file looks like a part of its publication, and is taken as one.
  public var parts: [ReleasePart] = []
  /// Periods that the file is said to be about and has no row for: they are not known.
  public var unfilled: [UnfilledWindow] = []
  /// What shows the day of publication; `nil` where the table itself states it.
  public var sign: PublicationSign?
  /// Totals of the file that differ from the sum of its own parts, the largest difference first; of
  /// many some.
  public var totalFaults: [TotalFault] = []
  /// Years and quarters of the file that its own months come to more than, the largest difference first; of many
  /// some.
  public var periodFaults: [PeriodFault] = []
  /// Measures of which neither the vocabulary nor the file says whether their numbers add up over time.
  public var naturesUnsaid: [String] = []
  /// Measures of its own whose names are words for something else.
  public var takenNames: [TakenName] = []

  /// Labels that look like subtotals of others.
  public var sumLabels: [SumLabel] = []
  /// Rows that contradict themselves, the first ones.
  public var rowFaults: [RowFault] = []

  static let mostFaults = 6

  init(_ release: Release, held source: Source, changes: ReleaseChanges? = nil) {
    self.source = source.id
    published = source.published
    dating = source.dating
    figures = release.count
    span = release.coverage
    self.changes = changes
    covers = source.coverage.extentText
    parts = release.parts
    unfilled = release.unfilled
  }
}

extension RecordStore {
  /// Reads a published file into the record. Nothing is stored unless all of it can be read.
  ///
  /// - Parameters:
  ///   - name: the file as its owner calls it, for messages; `nil` for its path.
  ///   - format: name of a reader; `nil` to recognise it by the file.
  ///   - sheet: name or number of a workbook's sheet, or name of a file in an archive; `nil` for the
  ///     first that fits.
  ///   - published: the day the file was published; `nil` where the file shows it (``PublicationSign``).
  ///   - replacing: whether figures of a source with the same name and other content give way.
  ///   - strict: whether a release that lost figures against the one before is refused, one that
  ///     looks like a part of its publication, and one whose totals are not the sum of their parts.
  /// - Throws: an `InputError` for a file that cannot be read, a ``RecordError`` for one that cannot
  ///   be stored.
  public func importFile(
    path: String, named name: String? = nil, format: String? = nil, sheet: String? = nil,
    published: Day? = nil, retrieved: Day? = nil, url: String = "", replacing: Bool = false,
    strict: Bool = false
  ) throws -> ImportOutcome {
    let file = try PublishedFile(
      path: path, name: name ?? path, sha256: FileHash.sha256(path: path), published: published,
      retrieved: retrieved, url: url, sheet: sheet, vocabulary: vocabulary)
    let outcomes = try importFiles([file], format: format, replacing: replacing, strict: strict)
    guard let outcome = outcomes.first else { throw RecordError.nothingRead(file: file.name) }
    return outcome
  }

  /// Reads several published files into the record, the parts of one release as one. A file that
  /// cannot be read keeps the others from being stored.
  ///
  /// - Parameter askDay: asked for the day of publication of a file that does not show it; one for which it
  ///   has none is refused. `nil` where nobody can be asked: it was out by the day of reading.
  /// - Throws: as ``importFile(path:named:format:sheet:published:retrieved:url:replacing:strict:)``.
  public func importFiles(
    _ files: [PublishedFile], format: String? = nil, replacing: Bool = false, strict: Bool = false,
    askDay: ((UndatedFile) -> Day?)? = nil
  ) throws -> [ImportOutcome] {
    var read = try ReadFiles(files, format: format, today: today)
    try read.date(asking: askDay) { try holds($0) }
    return try read.groups.compactMap { group, releases in
      guard var file = group.files.first else { return nil }
      if group.files.count > 1 {
        file.name = group.files.map(\.name).joined(separator: ", ")
        file.sha256 = FileHash.sha256(text: group.files.map(\.sha256).joined())
      }
      return try store(
        releases, file: file, format: type(of: group.reader).format, replacing: replacing,
        strict: strict)
    }
  }

  /// Whether a published file's figures are held already: its day of publication is then known.
  private func holds(_ release: Release) throws -> Bool {
    try pool.read { db in
      try Bool.fetchOne(
        db, sql: "SELECT 1 FROM source WHERE digest = ? AND dataset = ?",
        arguments: [ReleaseDigest(release).text, release.source.dataset]) ?? false
    }
  }

  /// Stores releases in one transaction.
  ///
  /// - Parameter shipped: whether they are all the figures that ship with Trocha, which then take
  ///   the place of those that shipped before.
  package func store(
    _ releases: [Release], file: PublishedFile, format: String, replacing: Bool = false,
    shipped: Bool = false, strict: Bool = false
  ) throws -> ImportOutcome {
    let digests = try together(releases) { ReleaseDigest($0).text }
    return try pool.write { db in
      var outcome = ImportOutcome(
        file: file.name, format: format, figuresAdded: 0, sourcesAdded: [], sourcesUnchanged: [])
      // Another program may have put the same in since it was looked for.
      if shipped, try RecordStore.shippedState(db) == file.sha256 { return outcome }
      try Catalogue.bump(db)
      if shipped { try db.execute(sql: "DELETE FROM source WHERE shipped") }
      let indexes = shipped ? try FigureIndexes(droppedFrom: db) : nil
      // A tidy table names its releases itself; a published file is known by what it holds.
      let isNamed = format == TidyReader.format
      for (release, digest) in zip(releases, digests) {
        if let held = try held(release, digest: digest, byContent: !isNamed, in: db) {
          outcome.sourcesUnchanged.append(held.source.id)
          var news = ReleaseNews(release, held: held.source)
          news.sign = isNamed ? nil : file.sign
          news.publishedBefore = held.before
          let day = release.source.published
          if release.source.dating != .guessed, day != held.source.published {
            news.publishedNotTaken = day
          }
          outcome.releases.append(news)
          continue
        }
        var release = release
        let key = try insert(
          release, digest: digest, replacing: replacing, shipped: shipped, in: db)
        let pair = shipped ? nil : try ReleasePair(of: key, release.source, vocabulary, in: db)
        var lost = try pair.map { try LostLabels($0, of: release.source, in: db).parts } ?? []
        if !isNamed, let pair, !lost.isEmpty {
          try limit(&release, to: lost, key: pair.new, in: db)
          lost = []
        }
        let changes = try pair.map { try ReleaseChanges($0, release.source, in: db) }
        if strict, let warning = (release.parts + lost).warning(vocabulary, .english) {
          throw InputError(
            InputIssue(
              file: file.name, expected: "a whole table", found: "one that \(warning)",
              hint: "Download it without a filter. Without --strict it is taken as a part."))
        }
        if strict, let changes, changes.hasLosses {
          throw RecordError.lostFigures(id: release.source.id, changes)
        }
        let faults = shipped ? [] : release.totalFaults()
        let ofPeriods = shipped ? [] : release.periodFaults(vocabulary)
        let sumLabels = shipped ? [] : release.sumLabels()
        if strict, let fault = faults.first {
          throw InputError(
            InputIssue(
              file: file.name, expected: "totals that are the sum of their parts",
              found: fault.words(.english), hint: "Without --strict it is stored with a warning."))
        }
        if strict, let fault = ofPeriods.first {
          throw InputError(
            InputIssue(
              file: file.name, expected: "months, quarters and years that agree",
              found: fault.words(.english), hint: "Without --strict it is stored with a warning."))
        }
        if strict, let label = sumLabels.first {
          throw InputError(
            InputIssue(
              file: file.name, expected: "labels that nobody is under twice",
              found: label.words(vocabulary, .english),
              hint: "Leave the subtotal out. Without --strict it is stored with a warning."))
        }
        outcome.sourcesAdded.append(release.source.id)
        outcome.figuresAdded += release.count
        var news = ReleaseNews(release, held: release.source, changes: changes)
        news.sign = isNamed ? nil : file.sign
        news.totalFaults = Array(faults.prefix(ReleaseNews.mostFaults))
        news.periodFaults = Array(ofPeriods.prefix(ReleaseNews.mostFaults))
        news.sumLabels = sumLabels
        news.rowFaults = Array(release.rowFaults.prefix(ReleaseNews.mostFaults))
        news.naturesUnsaid = release.naturesUnsaid(vocabulary)
        news.takenNames = shippedParser.taken(
          Set(release.series.map(\.measure)).filter { vocabulary.measure($0) == nil }.sorted())
        outcome.releases.append(news)
      }
      try indexes?.restore(in: db)
      if replacing {
        try db.execute(sql: "DELETE FROM series WHERE id NOT IN (SELECT series FROM figure)")
      }
      if shipped {
        try db.execute(
          sql: "INSERT OR REPLACE INTO setting VALUES ('shipped', ?)", arguments: [file.sha256])
      } else {
        // Not "or replace", which would forget what an earlier reading of the file brought.
        try db.execute(
          sql: "INSERT OR IGNORE INTO imported_file VALUES (?, ?, ?)",
          arguments: [file.sha256, URL(fileURLWithPath: file.name).lastPathComponent, format])
        for id in outcome.sourcesAdded {
          try db.execute(
            sql: "INSERT INTO imported_source SELECT ?, key FROM source WHERE id = ?",
            arguments: [file.sha256, id])
        }
      }
      return outcome
    }
  }

  /// The source that holds a release already; `nil` when none does.
  ///
  /// A day of publication that is given takes the place of one that was guessed, and what the file is
  /// now known to cover that of what it was taken for.
  ///
  /// - Returns: the source as it is now, and its day of publication before where that was moved.
  /// - Parameter byContent: whether a release of the same dataset with the same figures is the same
  ///   one, whatever it is called and however its file was packed.
  private func held(
    _ release: Release, digest: String, byContent: Bool, in db: Database
  ) throws -> (source: Source, before: Day?)? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT * FROM source WHERE digest = ? AND (id = ? OR (? AND dataset = ?)) LIMIT 1
        """, arguments: [digest, release.source.id, byContent, release.source.dataset])
    guard let row else { return nil }
    var source = try Source(row: row)
    // What a file covers may have been read otherwise by a version before.
    var coverage = release.source.coverage
    var asRead = source
    asRead.coverage = coverage
    if byContent, let pair = try ReleasePair(of: row["key"], asRead, vocabulary, in: db) {
      for part in try LostLabels(pair, of: release.source, in: db).parts {
        coverage.extents[part.dimension] = Extent(.only, labels: part.held)
      }
    }
    let isOwn = byContent && !(row["shipped"] as Bool)
    if isOwn, source.coverage.extents != coverage.extents, source.coverage.span == coverage.span {
      source.coverage.extents = coverage.extents
      try db.execute(
        sql: "UPDATE source SET coverage = ? WHERE id = ?",
        arguments: [try source.coverage.stored(), source.id])
    }
    var before: Day?
    let (dating, day) = (release.source.dating, release.source.published)
    // Of two days by which it was out at the latest, the earlier says more.
    let isEarlier = dating == .atLatest && source.dating == .atLatest && day < source.published
    if dating.rank > source.dating.rank || isEarlier {
      if source.published != day { before = source.published }
      source.published = day
      source.dating = dating
      try db.execute(
        sql: "UPDATE source SET published = ?, dating = ? WHERE id = ?",
        arguments: [source.published.number, source.dating.rawValue, source.id])
    }
    return (source, before)
  }

  /// Takes a release as the labels that it has, and stores that: a published file does not say whether it
  /// was filtered. What a tidy table says of itself stands.
  private func limit(
    _ release: inout Release, to parts: [ReleasePart], key: Int64, in db: Database
  ) throws {
    for part in parts { release.limit(part) }
    try db.execute(
      sql: "UPDATE source SET coverage = ? WHERE key = ?",
      arguments: [try release.source.coverage.stored(), key])
  }

  /// Adds a release under a key of its own.
  private func insert(
    _ release: Release, digest: String, replacing: Bool, shipped: Bool, in db: Database
  ) throws -> Int64 {
    let isTaken = try Bool.fetchOne(
      db, sql: "SELECT 1 FROM source WHERE id = ?", arguments: [release.source.id])
    if isTaken != nil {
      guard replacing else { throw RecordError.sourceDiffers(id: release.source.id) }
      try db.execute(sql: "DELETE FROM source WHERE id = ?", arguments: [release.source.id])
    }
    let key = try insertSource(
      release.source, digest: digest, shipped: shipped, hasUnknown: release.hasUnknown, in: db)
    let series = try seriesKeys(of: release, in: db)
    try insertFigures(of: release, source: key, series: series, in: db)
    try ReleaseTables(release).insertSlices(source: key, in: db)
    try ReleaseTables(release).insertReach(source: key, in: db)
    try Subtotals(release, ids: series).insert(source: key, in: db)
    return key
  }

  private func insertSource(
    _ source: Source, digest: String, shipped: Bool, hasUnknown: Bool, in db: Database
  ) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO source (id, dataset, publisher, title, url, citation, licence, published,
          retrieved, sha256, usual_lag, standing, leaves_out_zeros, note, digest, shipped,
          coverage, dating, has_unknown)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        source.id, source.dataset, source.publisher, source.title, source.url, source.citation,
        source.licence, source.published.number, source.retrieved?.number, source.sha256,
        source.usualLag, source.standing.rawValue, source.leavesOutZeros, source.note, digest,
        shipped, try source.coverage.stored(), source.dating.rawValue, hasUnknown,
      ])
    return db.lastInsertedRowID
  }

  /// The store's number of each of a release's series, made where new.
  private func seriesKeys(of release: Release, in db: Database) throws -> [Int64] {
    let columns = Dimension.allCases.map { "\"\($0.rawValue)\"" }
    let find = try db.makeStatement(
      sql: "SELECT id FROM series WHERE " + columns.map { "\($0) = ?" }.joined(separator: " AND "))
    let insert = try db.makeStatement(
      sql: """
        INSERT INTO series (shape, \(columns.joined(separator: ", ")))
        VALUES (?\(String(repeating: ", ?", count: columns.count)))
        """)
    return try release.series.map { series in
      if let id = try Int64.fetchOne(find, arguments: StatementArguments(series.row)) { return id }
      try insert.execute(
        arguments: StatementArguments(
          [series.dimensions.rawValue] as [any DatabaseValueConvertible])
          + StatementArguments(series.row))
      return db.lastInsertedRowID
    }
  }

  private func insertFigures(
    of release: Release, source: Int64, series: [Int64], in db: Database
  ) throws {
    let insert = try db.makeStatement(sql: "INSERT INTO figure VALUES (?, ?, ?, ?, ?)")
    let insertExtra = try db.makeStatement(
      sql: "INSERT INTO extra VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    // In the order of the primary key, so that the table grows at its end.
    let order = release.rows.indices.sorted { a, b in
      let (x, y) = (release.rows[a], release.rows[b])
      return (series[Int(x.series)], x.period.first, x.period.last)
        < (series[Int(y.series)], y.period.first, y.period.last)
    }
    for index in order {
      let row = release.rows[index]
      let (first, last) = (row.period.first.number, row.period.last.number)
      insert.setUncheckedArguments([series[Int(row.series)], source, first, last, row.value])
      try insert.execute()
      if let extra = release.extras[index] {
        try insertExtra.execute(arguments: [
          series[Int(row.series)], source, first, last, extra.exactness.rawValue,
          extra.point?.latitude, extra.point?.longitude, extra.note,
        ])
      }
    }
  }
}
