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
    abstract: "Find the figures that an article states, and hold each against the record.",
    discussion: """
      Reads English and Spanish, as text, HTML or Markdown. Each figure gets a verdict: supported, \
      supported after rounding, revised since, off, a slip (with the figure that was meant), not \
      checkable here, or no claim about the record; with the series, the source and the arithmetic.

      EXAMPLES
        trocha check --say "Border Patrol made 181,509 arrests in August, up 37% from July" --date 2023-10-05
        trocha check article.txt --date 2023-10-05
        trocha check article.html --date 2023-10-05 --html checked.html
        cat article.md | trocha check - --date 2023-10-05 --json
        trocha check --labelled sentences.csv
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

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  func run() throws {
    let check = try checker()
    let (text, name) = try input()
    let bytes = text.utf8
    let report = check.report(
      text: text, format: format ?? (say == nil ? TextFormat.guess(name: name, bytes: Array(bytes.prefix(600))) : .plain),
      date: date ?? Day.today, language: lang, answer: lang)
    if json { return try printJSON(report) }
    for claim in report.claims { Output.write("\(claim.text) | \(claim.kind.rawValue) | \(claim.verdict.rawValue) | \(claim.explanation)\n") }
  }

  private func checker() throws -> ClaimCheck {
    let policies = try? CorridorFolder(corridor).policies()
    return try ClaimCheck(store: RecordStore(path: record), policies: policies)
  }

  private func input() throws -> (text: String, name: String) {
    if let say { return (say, "say") }
    guard let file else { throw ValidationError("Give a file, - or --say \"…\".") }
    let data = file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(fileURLWithPath: file))
    return (String(decoding: data, as: UTF8.self), file)
  }
}

extension TextFormat: ExpressibleByArgument {}
