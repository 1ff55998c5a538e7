import ArgumentParser
import Fetching
import Foundation
import Periods
import Record
import Wording

struct UpdateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Keep the record current: show what is due, and fetch it.",
    discussion: """
      Without --fetch and --from nothing leaves this machine: it shows for each publisher's table \
      what is held, how old it is, what has come due since, and where it comes from. With --fetch \
      it downloads what is new, checks it and reads it in; with --from it reads files that somebody \
      brought, such as a folder made by `trocha record pack`. See docs/update.md.

      The exit code is 0 when every table asked for was read or was unchanged, and 3 when one could \
      not be had; the others are then read all the same.

      EXAMPLES
        trocha record update
        trocha record update --fetch
        trocha record update --fetch cbp-nationwide unhcr-population --dry-run
        trocha record update --from /media/stick/pack
      """)

  @Argument(
    help: ArgumentHelp(
      "Tables (default: all); `trocha record update` names them.", valueName: "table"))
  var tables: [String] = []

  @Flag(name: .long, help: "Download what is new and read it into the record.")
  var fetch = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Read the files of a folder instead: a pack, or files as they were saved.",
      valueName: "folder"))
  var from: String?

  @Flag(name: .long, help: "Try it on a copy of the record and change nothing.")
  var dryRun = false

  @Flag(
    name: .long,
    help: "Refuse a release that lost figures, looks filtered, or has totals that are not sums.")
  var strict = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Day the files were published, where you know it better.", valueName: "YYYY-MM-DD"))
  var published: Day?

  @OptionGroup var fetching: FetchOptions

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var options: RecordOptions

  func validate() throws {
    if fetch, from != nil { throw ValidationError("Choose one of --fetch and --from.") }
    if fetch, published != nil, tables.count != 1 {
      throw ValidationError("--published is the day of one table: name the table.")
    }
    if !fetch, from == nil, dryRun || strict || published != nil {
      throw ValidationError("--dry-run, --strict and --published belong to --fetch or --from.")
    }
  }

  func run() async throws {
    try await FetchOptions.speaking(options.lang) { try await answer() }
  }

  private func answer() async throws {
    let catalogue = try fetching.publishers()
    let store = try options.store()
    let language = options.lang
    var run = UpdateRun(catalogue: catalogue, store: store, language: language)
    run.limits = fetching.limits
    run.published = published
    run.isStrict = strict
    run.isDryRun = dryRun
    let isFetching = fetch
    run.begins = { table in
      Output.progress(
        isFetching
          ? language("Fetching \(table) …", "Obteniendo \(table) …")
          : language("Reading \(table) …", "Leyendo \(table) …"))
    }
    let report = try await report(run, catalogue.tables(named: tables))
    if json {
      try printJSON(report)
    } else {
      Output.write(UpdateText(report, store.vocabulary, language).text)
    }
    if !report.failures.isEmpty { throw ExitCode(FetchOptions.notHad) }
  }

  private func report(_ run: UpdateRun, _ tables: [PublishedTable]) async throws -> UpdateReport {
    if let from {
      return try await run.read(
        from: URL(fileURLWithPath: from, isDirectory: true), only: self.tables)
    }
    guard fetch else { return try run.look(at: tables) }
    let progress = DownloadProgress()
    defer { progress.end() }
    let downloader = Downloader(
      version: Trocha.version, limits: run.limits, progress: progress.show)
    do {
      let report = try await run.fetch(tables, with: downloader, areNamed: !self.tables.isEmpty)
      await downloader.close()
      return report
    } catch {
      await downloader.close()
      throw error
    }
  }
}

/// What fetching may take, and from whom.
struct FetchOptions: ParsableArguments {
  /// Exit code where a table could not be had.
  static let notHad: Int32 = 3

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A catalogue of publishers in place of the one that ships (docs/update.md).",
      valueName: "file"))
  var catalogue: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Largest file that is downloaded (default: 256).", valueName: "MB"))
  var maxSize: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Longest wait for a connection or the next bytes (default: 30).", valueName: "seconds"))
  var timeout: Int?

  @Option(
    name: .long,
    help: ArgumentHelp("Times that a file is asked for (default: 3).", valueName: "number"))
  var tries: Int?

  func validate() throws {
    for (name, value, most) in [
      ("max-size", maxSize, 8192), ("timeout", timeout, 3600), ("tries", tries, 10),
    ] {
      if let value, !(1...most).contains(value) {
        throw ValidationError("--\(name) is a number from 1 to \(most).")
      }
    }
  }

  var limits: FetchLimits {
    var limits = FetchLimits()
    if let maxSize { limits.size = maxSize << 20 }
    if let timeout {
      limits.idle = .seconds(timeout)
      limits.whole = .seconds(timeout * 30)
    }
    if let tries { limits.tries = tries }
    return limits
  }

  /// Says in the user's language why nothing could be done.
  static func speaking(_ language: Language, _ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let fault as FetchFault {
      Output.warn("Error: " + fault.words(language))
      throw ExitCode.failure
    }
  }

  func publishers() throws -> PublisherCatalogue {
    if let catalogue { return try PublisherCatalogue(path: catalogue) }
    return try PublisherCatalogue.shipped()
  }
}
