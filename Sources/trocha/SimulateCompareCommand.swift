import ArgumentParser
import Flee
import Foundation
import Periods
import Reports
import Tabular
import Wording

struct SimulateCompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two runs, place by place.",
    discussion: """
      A run is the folder that trocha simulate flee wrote, or an out.csv, FLEE's too; of several
      runs the means are compared. With --out a page shows both in one chart for each place.

      EXAMPLES
        trocha simulate compare simulation/one simulation/two
        trocha simulate compare flee/out.csv simulation/out.csv --out comparison
        trocha simulate compare simulation/one simulation/two --csv
      """)

  @Argument(help: ArgumentHelp("The first run: a folder or an out.csv.", valueName: "first"))
  var first: String

  @Argument(help: ArgumentHelp("The second run.", valueName: "second"))
  var second: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Folder to write comparison.csv, comparison.json and comparison.html into.",
      valueName: "folder"))
  var out: String?

  @OptionGroup var forms: TableForms

  @Option(name: .long, help: "Language of the answer and the page: en or es.")
  var lang: Language = .english

  func run() throws {
    let tables: (OutTable, OutTable)
    do {
      tables = (try OutTable(path: Self.file(first)), try OutTable(path: Self.file(second)))
    } catch {
      Output.warn("\(error)")
      throw ExitCode(2)
    }
    guard let comparison = RunComparison(tables.0, tables.1, paths: (first, second)) else {
      Output.warn(
        lang(
          "\(first) and \(second) have no day or no place in common.",
          "\(first) y \(second) no tienen ningún día o ningún lugar en común."))
      throw ExitCode(2)
    }
    let files = try out.map { try write(comparison, tables, into: $0) } ?? []
    if forms.json { return try printJSON(comparison) }
    if forms.table.isAsked { return forms.table.write(Self.csv(comparison)) }
    Output.write(text(comparison, files))
  }

  /// The table of a run that a path names.
  private static func file(_ path: String) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return path }
    let names = ["out.csv", "ensemble.csv", "places.csv"].map { path + "/" + $0 }
    return names.first { FileManager.default.fileExists(atPath: $0) } ?? names[0]
  }

  private func write(
    _ comparison: RunComparison, _ tables: (OutTable, OutTable), into path: String
  ) throws -> [String] {
    let folder = SimulationFolder(path: path)
    try folder.create()
    try folder.write("comparison.csv", Self.csv(comparison))
    try folder.write(
      "comparison.json", String(decoding: AnswerJSON.data(comparison), as: UTF8.self))
    let sums = try (Self.checksum(tables.0.path), Self.checksum(tables.1.path))
    // The days that both have, by the first file, which has the dates of the days after them.
    let days = Set(comparison.days)
    let dates = zip(tables.0.days, tables.0.dates).filter { days.contains($0.0) }
      .map { Day($0.1)?.adding(days: -1).description ?? $0.1 }
    let page = try folder.writePage("comparison.html", lang) {
      RunComparisonPage(
        comparison, sums: sums, dates: dates, lang, version: Trocha.version,
        command: "trocha simulate compare \(comparison.first.path) \(comparison.second.path)"
      ).content
    }
    let slash = path.hasSuffix("/") ? "" : "/"
    return (["comparison.csv", "comparison.json"] + page).map { path + slash + $0 }
  }

  private static func checksum(_ path: String) throws -> String {
    InstanceValidation.checksum(of: try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private static func csv(_ comparison: RunComparison) -> String {
    var writer = CSVWriter(
      header: [
        "place", "mean_first", "mean_second", "mean_absolute_difference", "largest_difference",
        "largest_on_day", "last_first", "last_second",
      ])
    for place in comparison.places {
      writer.write(
        [place.name]
          + [
            place.meanFirst, place.meanSecond, place.meanAbsoluteDifference,
            place.largestDifference, Double(place.largestOnDay), place.lastFirst, place.lastSecond,
          ].map(CSVWriter.number))
    }
    return writer.text
  }

  private func text(_ comparison: RunComparison, _ files: [String]) -> String {
    let words = RunComparisonWording(comparison, lang)
    var table = TextTable([
      (lang("Place", "Lugar"), .left), (lang("First", "Primera"), .right),
      (lang("Second", "Segunda"), .right),
      (lang("Mean absolute difference", "Diferencia absoluta media"), .right),
      (lang("Largest difference", "Mayor diferencia"), .right), (lang("on day", "el día"), .right),
    ])
    for place in comparison.places {
      table.add(
        [place.name]
          + [
            place.meanFirst, place.meanSecond, place.meanAbsoluteDifference,
            place.largestDifference,
          ].map { lang.number($0, decimals: 1) } + ["\(place.largestOnDay)"])
    }
    var lines = [Terminal.bold(words.headline), words.days] + words.sentences + words.cautions
    lines += ["", table.text().trimmingCharacters(in: .newlines)]
    if !files.isEmpty {
      lines += [
        "", Terminal.dim(lang("Written: ", "Escrito: ") + files.joined(separator: ", ")),
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
