import ArgumentParser
import Claims
import Corridor
import Foundation
import Periods
import Policy
import Record
import Tabular
import Wording

struct ClaimCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find the figures that an article states, and check each against the record.",
    discussion: """
      Reads English and Spanish, as text, HTML or Markdown. Each figure gets a verdict: supported, \
      supported after rounding, revised since, off, a slip (with the figure that was meant), not \
      checkable here, or no claim about the record; with the series, the source and the arithmetic.

      EXAMPLES
        trocha check --say "Border Patrol made 181,509 arrests in August, up 37% from July" --date 2023-10-05
        trocha check article.txt --date 2023-10-05
        trocha check article.html --date 2023-10-05 --html checked.html
        trocha check article.txt --date 2023-10-05 --choose
        trocha check article.txt --date 2023-10-05 --choice 3=2 --sentences
        cat article.md | trocha check - --date 2023-10-05 --json
        trocha check --labelled passages.jsonl
      """)

  @Argument(help: ArgumentHelp("The article; - for standard input.", valueName: "file"))
  var file: String?

  @Option(help: ArgumentHelp("Check one sentence.", valueName: "text"))
  var say: String?

  @Option(
    help: ArgumentHelp("Day of the article (default: today).", valueName: "YYYY-MM-DD"))
  var date: Day?

  @Option(help: "Language of the text and of the answer: en or es (default: the text's).")
  var lang: Language?

  @Option(help: "text, html or markdown (default: by the file's name).")
  var format: TextFormat?

  @Option(help: ArgumentHelp("The record's file.", valueName: "path"))
  var record: String?

  @Option(help: ArgumentHelp("Corridor whose policies are looked up.", valueName: "corridor"))
  var corridor = "venezuela-us"

  @Option(
    help: ArgumentHelp(
      "Write the article, marked up, as a page; - for standard output.", valueName: "file"))
  var html: String?

  @Option(
    help: ArgumentHelp(
      "Write the verdicts as ClaimReview (JSON-LD); - for standard output.", valueName: "file"))
  var claimReview: String?

  @Option(help: ArgumentHelp("Who publishes the ClaimReview.", valueName: "name"))
  var publisher = "Trocha"

  @Option(help: ArgumentHelp("Title of the page (default: the file's name).", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp(
      "Measure the checker on labelled passages (JSON lines) or sentences (CSV).",
      valueName: "file"))
  var labelled: String?

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @OptionGroup(title: "What a figure means")
  var choosing: ChoiceOptions

  @Option(help: .hidden)
  var timings: Int?

  func run() throws {
    let check = try checker()
    if let timings { return try time(check, runs: timings) }
    if let labelled { return try ClaimScores(path: labelled, json: json).write(check) }
    let (text, name) = try input()
    let bytes = text.utf8
    let report = try choosing.report(record: record ?? RecordStore.defaultPath()) { choices in
      check.report(
        text: text,
        format: format
          ?? (say == nil ? TextFormat.guess(name: name, bytes: Array(bytes.prefix(600))) : .plain),
        date: date ?? Day.today, language: lang, answer: lang, choices: choices)
    }
    if let html {
      let page = ClaimPage(report, title: title ?? (say == nil ? name : "Trocha"))
      try write(page.html, to: html)
    }
    if let claimReview {
      try write(try encoded(ClaimReviews(report, publisher: publisher)), to: claimReview)
    }
    if json { return try printJSON(report) }
    if choosing.sentences { return Output.write(report.sentences) }
    if html == nil, claimReview == nil { Output.write(ClaimCheckText(report: report).text) }
  }

  private func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }

  /// A file is written beside its target and renamed; - is standard output.
  private func write(_ text: String, to path: String) throws {
    if path == "-" { return Output.write(text) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    Output.progress(path)
  }

  /// Milliseconds of each of several checks of the same text, the first of which asks the record.
  private func time(_ check: ClaimCheck, runs: Int) throws {
    let (text, name) = try input()
    let clock = ContinuousClock()
    for _ in 0..<max(1, runs) {
      var claims = 0
      let took = clock.measure {
        claims =
          check.report(
            text: text,
            format: format ?? TextFormat.guess(name: name, bytes: Array(text.utf8.prefix(600))),
            date: date ?? Day.today, language: lang
          ).claims.count
      }
      Output.write(
        "\(Double(took.components.attoseconds) / 1e15 + Double(took.components.seconds) * 1000) \(claims)\n"
      )
    }
  }

  private func checker() throws -> ClaimCheck {
    let policies = try? CorridorFolder(corridor).policies()
    return try ClaimCheck(store: RecordStore(path: record), policies: policies)
  }

  private func input() throws -> (text: String, name: String) {
    if let say { return (say, "say") }
    guard let file else { throw ValidationError("Give a file, - or --say \"…\".") }
    let data =
      file == "-"
      ? FileHandle.standardInput.readDataToEndOfFile()
      : try Data(contentsOf: URL(fileURLWithPath: file))
    return (String(decoding: data, as: UTF8.self), file)
  }
}

extension TextFormat: ExpressibleByArgument {}
