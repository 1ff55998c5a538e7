import ArgumentParser
import Foundation
import Periods
import Record
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

/// Writes a value as JSON: keys in order, so that two runs give the same bytes.
func printJSON(_ value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  Output.write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n")
}
