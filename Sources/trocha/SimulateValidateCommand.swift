import ArgumentParser
import Foundation
import Questions
import Reports
import Wording

package struct SimulateValidateCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: FleeValidationQuestion.summary,
    discussion: """
      One table over all instances: the share of people counted elsewhere than simulated, the error
      as FLEE computes it, and the measures of FLEE's post-processing (ARD, rescaled ARD, MASE over 7
      and 30 days). Writes validation.csv, validation.json and a page, validation.html. An instance that cannot
      be run has a row that says why; the exit code is then 2.

      EXAMPLES
        trocha simulate validate mali2012 burundi2015
        trocha simulate validate flee-instances --settings simsetting.yml --runs 10 --out validation
        trocha simulate validate results/mali2012/out.csv --csv
      """)

  @OptionGroup package var asking: QuestionArguments<FleeValidationQuestion>

  @Option(name: .long, help: "Runs computed at once (default: as many as the machine has cores).")
  var threads: Int?

  @Option(name: .long, help: ArgumentHelp("Folder to write into.", valueName: "folder"))
  var out = "validation"

  @Flag(name: .long, help: "Write no page.")
  var noPage = false

  @OptionGroup var forms: TableForms

  @Option(name: .long, help: "Language of the answer and the page: en or es.")
  var lang: Language = .english

  package init() {}

  package func validate() throws {
    _ = try question
    if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more.") }
  }

  package func run() async throws {
    let question = try question
    Interruption.listen()
    var world = RecordOptions.world(nil, lang, threads: threads)
    let progress = ProgressBar(
      total: question.subjects.count * FleeValidationQuestion.parts,
      unit: lang("instances", "instancias"), per: FleeValidationQuestion.parts)
    progress.show(0)
    world.progress = { done, _ in progress.show(done) }
    world.isCancelled = { Interruption.isRequested }
    let answer: ValidationAnswer
    do {
      answer = try await question.answer(in: world)
      progress.end()
    } catch let stopped as Stopped {
      progress.end()
      Output.warn("\(stopped)")
      throw ExitCode(130)
    }
    try write(answer)
    if answer.isPartial {
      Output.warn(
        lang(
          "Stopped after \(answer.instances.count) of \(question.subjects.count) instances.",
          "Detenido tras \(answer.instances.count) de \(question.subjects.count) instancias."))
      throw ExitCode(130)
    }
    if answer.instances.contains(where: { $0.problem != nil }) { throw ExitCode(2) }
  }

  private func write(_ answer: ValidationAnswer) throws {
    let folder = SimulationFolder(path: out)
    try folder.create()
    try folder.write("validation.csv", answer.csv)
    try folder.write(
      "validation.json", String(decoding: AnswerJSON.data(answer), as: UTF8.self))
    var files = ["validation.csv", "validation.json"]
    if !noPage {
      files += try folder.writePage("validation.html", lang) {
        ValidationPage(answer, lang, version: Trocha.version).content
      }
    }
    for row in answer.instances {
      if let problem = row.problem { Output.warn("\(row.instance): \(shortened(problem))") }
      let missing = row.missingSentences(lang)
      for warning in row.warnings where !missing.contains(warning) {
        Output.warn("\(row.instance): \(warning)")
      }
    }
    if forms.json { return try printJSON(answer) }
    if forms.table.isAsked { return forms.table.write(answer.csv) }
    Output.write(ValidationText(answer, lang, files: files, folder: out).text)
  }
}

extension SimulateValidateCommand {
  /// The first lines of a problem: the files of a validation have it whole.
  private func shortened(_ problem: String) -> String {
    let lines = problem.split(separator: "\n")
    let most = 3
    guard lines.count > most else { return problem }
    return lines.prefix(most).joined(separator: "\n")
      + lang(
        "\n… and \(lines.count - most) more lines; trocha simulate check shows all",
        "\n… y \(lines.count - most) líneas más; trocha simulate check las muestra todas")
  }
}

/// What the terminal says of a validation.
struct ValidationText {
  private let answer: ValidationAnswer
  private let language: Language
  private let files: [String]
  private let folder: String

  init(_ answer: ValidationAnswer, _ language: Language, files: [String], folder: String) {
    self.answer = answer
    self.language = language
    self.files = files
    self.folder = folder
  }

  var text: String {
    let slash = folder.hasSuffix("/") ? "" : "/"
    let warnings = answer.instances.flatMap { row in
      row.missingSentences(language).map {
        language("Warning: ", "Aviso: ") + row.instance + ": " + $0 + "\n"
      }
    }
    return table + "\n" + warnings.joined()
      + language("Elsewhere: s", "Otro lugar: p")
      + SimulationWording.countedElsewhere(language).dropFirst() + ", "
      + SimulationWording.countedElsewhereMeans(language) + ".\n"
      + language("As FLEE: ", "Como FLEE: ")
      + SimulationWording.errorAsFleeMeans(language) + ".\n"
      + MeasureWording.caption(language) + " " + MeasureWording.slopedNote(language) + "\n\n"
      + Terminal.dim(
        language("Written: ", "Escrito: ")
          + files.map { folder + slash + $0 }.joined(separator: ", ")) + "\n"
  }

  private var table: String {
    var table = TextTable([
      (language("Instance", "Instancia"), .left), (language("People", "Personas"), .right),
      (language("Elsewhere", "Otro lugar"), .right),
      (language("As FLEE", "Como FLEE"), .right),
      (language("Rescaled", "Reescalada"), .right), ("MASE7", .right),
      (language("slope", "pend."), .right), (language("ratio", "prop."), .right),
      ("MASE30", .right), (language("slope", "pend."), .right),
      (language("ratio", "prop."), .right),
    ])
    for row in answer.instances {
      let (early, late) = (row.measures?.mase7, row.measures?.mase30)
      table.add(
        [
          row.instance,
          row.problem == nil
            ? row.people.map { language.number($0) } ?? "–" : language("not run", "sin simular"),
        ]
          + [
            row.countedElsewhere, row.errorAsFlee,
            row.measures?.averagedRelativeDifferenceRescaled,
          ].map { $0.map { language.number($0, decimals: 3) } ?? "–" }
          + [early?.flat, early?.sloped, early?.ratio, late?.flat, late?.sloped, late?.ratio]
          .map { $0.map { language.number($0, decimals: 2) } ?? "–" })
    }
    return table.text()
  }
}
