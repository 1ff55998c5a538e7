import ArgumentParser
import Corridors
import Foundation
import Periods
import Policies
import Tabular
import Wording

struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "Find which pathways are open to a person, and which returns apply.",
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

  @OptionGroup var file: PolicyFileOptions

  @Option(help: ArgumentHelp("Day asked about (default: today).", valueName: "YYYY-MM-DD"))
  var on: Day?

  @Option(help: ArgumentHelp("Use only what was known on this day.", valueName: "YYYY-MM-DD"))
  var asOf: Day?

  @Option(help: ArgumentHelp("Nationality, three letters.", valueName: "code"))
  var nationality: String?

  @Option(
    name: .customLong("in"), help: ArgumentHelp("Country where the person is.", valueName: "code"))
  var country: String?

  @Option(help: ArgumentHelp("Day of arrival in the country, or unknown.", valueName: "YYYY-MM-DD"))
  var arrived: String?

  @Option(
    help: ArgumentHelp("between-ports, port-of-entry, air, sea or unknown.", valueName: "way"))
  var arrival: String?

  @Option(
    help: ArgumentHelp(
      "Continuously resident since (default: the arrival).", valueName: "YYYY-MM-DD"))
  var residentSince: String?

  @Option(
    help: ArgumentHelp("Physically present since (default: the arrival).", valueName: "YYYY-MM-DD"))
  var presentSince: String?

  @Option(help: ArgumentHelp("Age in years.", valueName: "years"))
  var age: String?

  @Flag(inversion: .prefixedNo, help: "With or without a sponsor.")
  var sponsor: Bool?

  @Flag(inversion: .prefixedNo, help: "With or without an appointment at a port of entry.")
  var appointment: Bool?

  @Flag(inversion: .prefixedNo, help: "Removed earlier or not.")
  var removed: Bool?

  @Flag(inversion: .prefixedNo, help: "In a family unit or not.")
  var family: Bool?

  @Option(
    name: .long,
    help: ArgumentHelp("Another fact of the policy file; may be repeated.", valueName: "name=value")
  )
  var fact: [String] = []

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

  func run() throws {
    let set = try file.read()
    if table { return try showTable(set) }
    let day = on ?? Day.today
    var facts = try SituationArguments.read(set, json: situation, options: options)
    if interview { facts = Interview(set: set, language: file.lang).ask(facts) }
    let screening = Screening(set, Situation(on: day, stated: facts), knowledge: asOf)
    let report = ScreeningReport(screening, file.lang)
    if json { return try printJSON(report) }
    Output.write(ScreeningText(report, language: file.lang).text)
  }

  private var options: [(fact: String, value: String)] {
    var list: [(fact: String, value: String)] = []
    for (name, value) in [
      ("nationality", nationality), ("in", country), ("arrived", arrived), ("arrival", arrival),
      ("resident-since", residentSince), ("present-since", presentSince), ("age", age),
    ] {
      if let value { list.append((name, value)) }
    }
    for (name, value) in [
      ("sponsor", sponsor), ("appointment", appointment), ("removed", removed), ("family", family),
    ] {
      if let value { list.append((name, value ? "yes" : "no")) }
    }
    for text in fact {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      list.append((parts[0], parts.count == 2 ? parts[1] : "yes"))
    }
    return list
  }

  private func showTable(_ set: PolicySet) throws {
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
}
