import ArgumentParser
import Fetching
import Foundation
import Record
import Wording

struct PackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Make a folder of publishers' files for colleagues without a network.",
    discussion: """
      The folder has the files as their publishers gave them, and trocha-pack.json, which says for \
      each its publisher, address, day and SHA-256. `trocha record update --from FOLDER` reads it. \
      Without --fetch it packs what `trocha record update --fetch` fetched last. The exit code is 3 \
      when a table could not be packed.

      EXAMPLES
        trocha record pack /media/stick/pack
        trocha record pack pack cbp-nationwide iom-missing-migrants --fetch
      """)

  @Argument(
    help: ArgumentHelp("A new or empty folder, or one with an earlier pack.", valueName: "folder"))
  var folder: String

  @Argument(help: ArgumentHelp("Tables (default: all that can be fetched).", valueName: "table"))
  var tables: [String] = []

  @Flag(name: .long, help: "Download the tables now; the record stays as it is.")
  var fetch = false

  @OptionGroup var fetching: FetchOptions

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var options: RecordOptions

  func run() async throws {
    try await FetchOptions.speaking(options.lang) { try await answer() }
  }

  private func answer() async throws {
    let language = options.lang
    let tables = try fetching.publishers().tables(named: tables)
    var run = PackRun(store: try options.store())
    run.limits = fetching.limits
    run.begins = { Output.progress(language("Packing \($0) …", "Empaquetando \($0) …")) }
    let progress = DownloadProgress()
    defer { progress.end() }
    let downloader =
      fetch
      ? Downloader(version: Trocha.version, limits: run.limits, progress: progress.show) : nil
    let report: PackRun.Report
    do {
      report = try await run.pack(
        tables, into: URL(fileURLWithPath: folder, isDirectory: true), with: downloader,
        areNamed: !self.tables.isEmpty)
      await downloader?.close()
    } catch {
      await downloader?.close()
      throw error
    }
    if json { try printJSON(report) } else { Output.write(text(report, language)) }
    if !report.missing.isEmpty || report.releases.isEmpty { throw ExitCode(FetchOptions.notHad) }
  }

  private func text(_ report: PackRun.Report, _ language: Language) -> String {
    var text = ""
    for release in report.releases {
      let bytes = language.count(Double(release.files.reduce(0) { $0 + $1.bytes }))
      let files = release.files.count
      let day = release.published.map {
        language(", published ", ", publicado el ") + language.day($0)
      }
      text += language(
        "\(release.table): \(files) \(files == 1 ? "file" : "files"), \(bytes) bytes",
        "\(release.table): \(files) \(files == 1 ? "archivo" : "archivos"), \(bytes) bytes")
      text += (day ?? "") + "\n"
    }
    for missing in report.missing { text += "\(missing.table): \(missing.words(language))\n" }
    if !report.notFetched.isEmpty {
      text +=
        language("Not fetched yet: ", "Aún no obtenidas: ") + language.list(report.notFetched)
        + ".\n"
    }
    let count = report.releases.count
    return text
      + (count == 0
        ? language("Nothing was packed.\n", "No se empaquetó nada.\n")
        : language(
          "\(count) \(count == 1 ? "table" : "tables") in \(report.folder).\n",
          "\(count) \(count == 1 ? "tabla" : "tablas") en \(report.folder).\n"))
  }
}
