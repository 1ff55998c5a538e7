import ArgumentParser
import Corridors
import Foundation
import Periods
import Policies
import Questions
import Record
import Tabular
import Wording

package struct ScreenCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: ScreeningQuestion.summary,
    discussion: """
      The situation comes from options, from JSON (--situation), or from a short interview in the \
      terminal (--interview, or no fact at all at a terminal), which asks first what decides most. None of it is \
      stored. The answer is information, not legal advice.

      --situations reads many at once from a CSV file with a column for each fact and no names, and answers with a \
      summary, with a row each (--csv), or with what differs on another day (--compare).

      EXAMPLES
        trocha screen --nationality VEN --arrived 2023-08-05 --on 2023-10-10
        trocha screen --nationality VEN --arrived 2023-08-05 --fact refused-elsewhere=yes
        echo '{"nationality": "VEN", "arrived": "2023-06-15"}' | trocha screen --situation -
        trocha screen --interview --lang es
        trocha screen --nationality VEN --arrived 2023-06-15 --on 2023-10-10 --sheet
        trocha screen --situations people.csv --on 2025-11-07 --compare 2025-11-08
        trocha screen --table
      """)

  package init() {}

  @OptionGroup var file: PolicyFileOptions

  @OptionGroup package var asking: QuestionArguments<ScreeningQuestion>

  @Option(
    help: ArgumentHelp(
      "A situation in JSON, facts by name; - for standard input.", valueName: "file"))
  var situation: String?

  @Option(
    help: ArgumentHelp("Many situations, a row each, facts only.", valueName: "file.csv"))
  var situations: String?

  @Option(help: ArgumentHelp("With --situations: what differs on this day.", valueName: "day"))
  var compare: Day?

  @Flag(name: .long, help: "With --situations: a row of answers for each situation.")
  var csv = false

  @Flag(help: "A sheet in plain words to print and take along.")
  var sheet = false

  @Flag(help: "Ask for the situation, one fact at a time.")
  var interview = false

  @Flag(help: "Show the whole rule set as a decision table.")
  var table = false

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  package func run() async throws {
    var question = try question
    let set = try file.read()
    if table { return try showTable(set, asOf: question.asOf) }
    if let situations {
      guard question.facts.isEmpty, situation == nil, !sheet, !interview else {
        throw ValidationError(
          "--situations reads the facts from the table: it goes with no other fact, --situation, --sheet or --interview."
        )
      }
      return try showMany(situations, set, question)
    }
    if compare != nil || csv {
      throw ValidationError("--compare and --csv go with --situations.")
    }
    if let situation {
      question.facts = try SituationFile.facts(situation) + question.facts
    }
    do {
      let isAlone = question.facts.isEmpty && situation == nil && !json && isatty(STDIN_FILENO) == 1
      if interview || isAlone {
        // What is wrong with the facts given is reported before anything is asked.
        let given = try SituationReader(set).read(question.facts.map { ($0.name, $0.value) })
        question.facts += Interview(
          set: set, language: file.lang, day: question.on ?? Day.today
        ).ask(given)
      }
      let report = try await question.answer(in: file.world(set))
      if sheet {
        let sheet = ScreeningSheet(report, file.lang)
        if json { return try printJSON(sheet) }
        return Output.write(sheet.text(width: Terminal.width))
      }
      if json { return try printJSON(report) }
      Output.write(ScreeningText(report, language: file.lang).text)
    } catch let fault as SituationReader.Fault {
      Output.warn(fault.text(file.lang))
      throw ExitCode(2)
    }
  }

  private func showMany(_ path: String, _ set: PolicySet, _ question: ScreeningQuestion) throws {
    do {
      let table = try SituationTable(path: path, set)
      let answers = try SituationAnswers(
        table, set, on: question.on ?? Day.today, and: compare, knowledge: question.asOf, file.lang)
      if json { return try printJSON(answers) }
      Output.write(
        csv
          ? SituationAnswersText(answers, file.lang).csv
          : SituationAnswersText(answers, file.lang).text)
    } catch let fault as SituationReader.Fault {
      Output.warn("\(path): \(fault.text(file.lang))")
      throw ExitCode(2)
    } catch let fault as InputError {
      Output.warn("\(fault)")
      throw ExitCode(2)
    }
  }

  private func showTable(_ set: PolicySet, asOf: Day?) throws {
    let table = DecisionTable(asOf.map(set.known(by:)) ?? set)
    if json { return try printJSON(table) }
    Output.write(DecisionTableText(table, file.lang).text)
  }
}

/// Whose policies are asked.
struct PolicyFileOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Corridor, by name or folder.", valueName: "corridor"))
  var corridor = CorridorFolder.standard

  @Option(help: ArgumentHelp("Another policy file (default: the corridor's).", valueName: "file"))
  var policies: String?

  @Option(name: .long, help: "Language of the answer: en or es.")
  var lang: Language = .english

  /// Reads the file; what is wrong with it goes to standard error, and the exit code is 2.
  func read() throws -> PolicySet {
    do {
      if let policies { return Countries.naming(try PolicyReader.read(policies)) }
      return Countries.naming(try CorridorFolder(corridor).policies())
    } catch {
      Output.warn("\(error)")
      throw ExitCode(2)
    }
  }

  /// What questions about these policies are answered from.
  func world(_ set: PolicySet) -> World {
    let corridor = corridor
    var sources = World.Sources(
      store: { try RecordStore() }, folder: { try CorridorFolder(corridor) })
    sources.policies = { set }
    return World(
      sources, language: lang, corridor: corridor, version: Trocha.version, threads: 1)
  }
}
