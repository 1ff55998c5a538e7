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
      terminal (--interview). None of it is stored. The answer is information, not legal advice.

      EXAMPLES
        trocha screen --nationality VEN --arrived 2023-08-05 --on 2023-10-10
        trocha screen --nationality VEN --arrived 2023-08-05 --fact refused-elsewhere=yes
        echo '{"nationality": "VEN", "arrived": "2023-06-15"}' | trocha screen --situation -
        trocha screen --interview --lang es
        trocha screen --table
      """)

  package init() {}

  @OptionGroup var file: PolicyFileOptions

  @OptionGroup package var asking: QuestionArguments<ScreeningQuestion>

  @Option(
    help: ArgumentHelp(
      "A situation in JSON, facts by name; - for standard input.", valueName: "file"))
  var situation: String?

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
    if let situation {
      question.facts = try SituationFile.facts(situation) + question.facts
    }
    do {
      if interview {
        // What is wrong with the facts given is reported before anything is asked.
        let given = try SituationReader(set).read(question.facts.map { ($0.name, $0.value) })
        question.facts += Interview(set: set, language: file.lang).ask(Set(given.keys))
      }
      let report = try await question.answer(in: file.world(set))
      if json { return try printJSON(report) }
      Output.write(ScreeningText(report, language: file.lang).text)
    } catch let fault as SituationReader.Fault {
      Output.warn("\(fault)")
      throw ExitCode(2)
    }
  }

  private func showTable(_ set: PolicySet, asOf: Day?) throws {
    let table = DecisionTable(asOf.map(set.known(by:)) ?? set)
    if json { return try printJSON(table) }
    Output.write(DecisionTableText(table).text)
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
      if let policies { return try PolicyReader.read(policies) }
      return try CorridorFolder(corridor).policies()
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
