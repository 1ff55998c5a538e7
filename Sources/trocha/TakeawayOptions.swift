import ArgumentParser
import Foundation
import Periods
import Questions
import Record
import Reports
import Tabular
import Wording

/// How an answer is cited.
struct CitationOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Print how to cite the answer instead: text, bibtex or csl.", valueName: "form"))
  var cite: Citation.Form?

  /// Prints the citation where one is asked for; `false` where none is.
  func print<Asked: CitedQuestion>(
    _ question: Asked, _ answer: Asked.Answer, _ world: World
  ) throws -> Bool {
    guard let cite else { return false }
    Output.write(try question.citation(of: answer, cite, in: world))
    return true
  }
}

/// A workbook or a picture of the answer.
struct TakeawayOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write an Excel workbook: the figures, and their sources on a sheet of their own.",
      valueName: "file"))
  var xlsx: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write a picture of the chart, with title, source and age in it; the name ends in .svg or .png.",
      valueName: "file"))
  var chart: String?

  @OptionGroup var citation: CitationOption

  func validate() throws {
    if let chart, ChartPicture.Kind(of: chart) == nil {
      throw ValidationError("\(PictureFault.unknownKind(chart))")
    }
  }

  /// Writes the files that are asked for and prints the citation, if one is.
  ///
  /// - Returns: whether that was all.
  func take<Asked: TabledQuestion & DrawnQuestion>(
    _ question: Asked, _ answer: Asked.Answer, _ world: World
  ) throws -> Bool {
    if let xlsx { try OutputFile.write(question.workbook(of: answer, in: world), to: xlsx) }
    if let chart, let kind = ChartPicture.Kind(of: chart) {
      try OutputFile.write(question.picture(of: answer, in: world).data(kind), to: chart)
    }
    return try citation.print(question, answer, world)
  }
}

/// A workbook of an answer that has no chart.
struct WorkbookOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write an Excel workbook: the table, and the sources on a sheet of their own.",
      valueName: "file"))
  var xlsx: String?

  /// Writes it where one is asked for.
  func take<Asked: TabledQuestion>(
    _ question: Asked, _ answer: Asked.Answer, _ world: World
  ) throws {
    if let xlsx { try OutputFile.write(question.workbook(of: answer, in: world), to: xlsx) }
  }

  /// Writes a list of the record, where one is asked for.
  ///
  /// - Parameter sources: the releases that the list is of.
  func take(
    _ sheet: @autoclosure () throws -> TableSheet, _ title: Localized,
    sources: @autoclosure () throws -> [SourceReport] = [], asOf: Day? = nil, command: [String],
    _ store: RecordStore, _ language: Language
  ) throws {
    guard let xlsx else { return }
    let origin = AnswerOrigin(
      title: title(language), sources: try sources(), asOf: asOf, newest: nil,
      command: (["trocha", "record"] + command).map(Shell.quoted).joined(separator: " "),
      version: Trocha.version, language: language)
    try OutputFile.write(origin.workbook(sheet(), store.vocabulary, asked: .today), to: xlsx)
  }
}

/// A file beside the answer.
enum OutputFile {
  /// Writes it whole or not at all, as `FileWriting` does.
  static func write(_ data: Data, to path: String) throws {
    try FileWriting.write(data, to: path)
    Output.progress("Written: \(path)")
  }
}

/// CSV, and CSV that Excel reads.
struct CSVForm: ParsableArguments {
  @Flag(name: .long, help: "Write CSV.")
  var csv = false

  @Flag(
    name: [.customLong("bom"), .customLong("excel")],
    help: "Write CSV with a byte order mark, by which Excel knows that it is in UTF-8.")
  var mark = false

  var isAsked: Bool { csv || mark }

  func write(_ text: String) {
    Output.write(marked(text))
  }

  func marked(_ text: String) -> String { mark ? CSVWriter.byteOrderMark + text : text }
}

extension Citation.Form: ExpressibleByArgument {}
