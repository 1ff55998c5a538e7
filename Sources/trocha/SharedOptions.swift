import ArgumentParser
import Corridors
import Foundation
import Periods
import Questions
import Record
import Reports
import Wording

/// Which record, and in which language.
struct RecordOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The record's file (default: trocha/record.sqlite in the XDG data folder).",
      valueName: "path"))
  var record: String?

  @Option(name: .long, help: "Language of the answer: en or es.")
  var lang: Language = .english

  func store() throws -> RecordStore { try RecordStore.opened(record, lang) }

  /// A day that is set and not understood would be told of another day than was meant.
  func validate() throws {
    guard let found = Day.unreadToday else { return }
    throw ValidationError(
      "\(Day.todayVariable): expected a day such as 2026-11-27, found \"\(found.prefix(40))\".")
  }

  /// What questions are answered from.
  ///
  /// - Parameter corridor: by name or folder.
  func world(corridor: String = CorridorFolder.standard, threads: Int? = nil) -> World {
    RecordOptions.world(record, lang, corridor: corridor, threads: threads)
  }

  /// The same, of commands that need no record.
  static func world(
    _ record: String? = nil, _ language: Language = .english,
    corridor: String = CorridorFolder.standard, threads: Int? = nil
  ) -> World {
    var world = World(
      .init(
        store: { try RecordStore.opened(record, language) },
        folder: { try CorridorFolder(corridor) }),
      language: language, corridor: corridor, version: Trocha.version,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
    world.past = .onDisk(version: Trocha.version)
    return world
  }
}

/// A table or its forms for programs.
struct TableForms: ParsableArguments {
  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @OptionGroup var table: CSVForm

  func validate() throws { try OneForm.check([("--json", json), ("--csv", table.isAsked)]) }

  /// A citation is printed in place of an answer.
  func check(beside takeaway: TakeawayOptions) throws {
    try OneForm.check([
      ("--json", json), ("--csv", table.isAsked), ("--cite", takeaway.citation.cite != nil),
    ])
  }
}

/// Answers are printed in one form.
enum OneForm {
  /// - Throws: a `ValidationError` that names the forms, where more than one is asked for.
  static func check(_ forms: [(name: String, isAsked: Bool)]) throws {
    let asked = forms.filter(\.isAsked).map(\.name)
    guard asked.count > 1 else { return }
    throw ValidationError("Choose one of \(asked.joined(separator: " and ")).")
  }
}

extension RecordStore {
  /// Opens a record; where one of a version before has to be brought up to date, says so on a
  /// terminal.
  ///
  /// - Parameter path: `nil` for the default place.
  static func opened(_ path: String?, _ language: Language) throws -> RecordStore {
    try RecordStore(path: path) {
      Output.progress(
        language(
          "Updating the record for this version of Trocha; this happens once…",
          "Actualizando el registro para esta versión de Trocha, por única vez…"))
    }
  }
}

/// The day whose knowledge is used.
struct AsOfOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Use only what was known on this day.", valueName: "YYYY-MM-DD"))
  var asOf: Day?

  func validate() throws {
    guard let asOf else { return }
    do {
      _ = try InputRule<Day>.knownDay.value("\(asOf)", of: "as-of")
    } catch {
      throw ValidationError(error.text("--"))
    }
  }
}

/// The words of a question.
struct QueryArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A series' name (usbp-southwest) or words (encounters usbp southwest VEN), or "
        + "dimension=label.", valueName: "query"))
  var words: [String]

  func selection(_ store: RecordStore) throws -> Selection {
    try store.parser.selection(words.joined(separator: " "))
  }

  /// One series, or several with commas between them.
  func selections(_ store: RecordStore) throws -> [Selection] {
    try store.parser.selections(words.joined(separator: " "))
  }
}

extension Language: ExpressibleByArgument {}

extension Day: ExpressibleByArgument {
  public init?(argument: String) { self.init(typed: argument) }
}

extension Period: ExpressibleByArgument {
  public init?(argument: String) { self.init(typed: argument) }
}

extension Granularity: ExpressibleByArgument {}
extension Record.Dimension: ExpressibleByArgument {}

/// Writes an answer as JSON.
func printJSON(_ value: some Encodable) throws {
  Output.write(String(decoding: try AnswerJSON.data(value), as: UTF8.self))
}
