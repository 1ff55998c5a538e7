import ArgumentParser
import Flee
import Foundation
import Reports
import Wording

struct SimulateCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a FLEE instance without running it.",
    discussion: """
      All errors are reported at once, with file and line; the exit code is then 2. Warnings say what
      FLEE passes over without a word, and so does Trocha. Ahead of a run it says how many people will
      be missing, from which day and why, and how large FLEE's logs will be.

      EXAMPLES
        trocha simulate check mali2012
        trocha simulate check mali2012 --settings simsetting.yml
      """)

  @OptionGroup var arguments: InstanceArguments

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @Option(name: .long, help: "Language of the answer: en or es.")
  var lang: Language = .english

  private struct Answer: Encodable {
    var instance: String
    var places: Int
    var camps: Int
    var roads: Int
    var closures: Int
    var days: Int
    var countedCamps: Int
    /// People simulated by the last day, as far as it can be told ahead.
    var people: Int
    /// People whom a run will lack, and why.
    var shortfalls: [ShortfallReport]
    /// Bytes that FLEE's logs will take; 0 for none.
    var logBytes: LogBytes
    var warnings: [String]
  }

  private struct LogBytes: Encodable {
    var agents: Double
    var links: Double
  }

  func run() throws {
    let instance = try arguments.read()
    let outlook = DepartureOutlook(instance)
    let shortfalls = outlook.reports(instance)
    let sizes = LogSizes(instance, people: outlook.people)
    let isEmpty = shortfalls.isEmpty && !outlook.people.contains { $0 > 0 }
    let ahead =
      (isEmpty ? [SimulationWording.nobody(instance, days: instance.length, lang)] : [])
      + shortfalls.map { SimulationWording.sentence($0, runs: 1, lang) }
      + SimulationWording.warnings(of: outlook, instance, lang)
      + SimulationWording.warnings(of: sizes, instance.settings, lang)
    let answer = Answer(
      instance: arguments.name, places: instance.places.count,
      camps: instance.places.filter { $0.kind == .camp || $0.kind == .idpCamp }.count,
      roads: instance.roads.count, closures: instance.closures.count, days: instance.length,
      countedCamps: instance.counts?.camps.count ?? 0, people: outlook.people.last ?? 0,
      shortfalls: shortfalls,
      logBytes: LogBytes(agents: sizes.agents.rounded(), links: sizes.links.rounded()),
      warnings: instance.warnings + ahead)
    if json { return try printJSON(answer) }
    let first = instance.start
    let number = instance.warnings.count
    let warnings =
      number == 0 ? "" : lang(" Warnings above: \(number).", " Avisos arriba: \(number).")
    Output.write(
      lang(
        """
        \(answer.instance): \(answer.places) places, of which \(answer.camps) camps, \
        \(answer.roads) roads, \(answer.closures) closures, \(answer.days) days from \
        \(first), counts of \(answer.countedCamps) camps. No errors found.\(warnings)

        """,
        """
        \(answer.instance): \(answer.places) lugares, de ellos \(answer.camps) campamentos, \
        \(answer.roads) caminos, \(answer.closures) cierres, \(answer.days) días desde \
        \(first), recuentos de \(answer.countedCamps) campamentos. No se hallaron errores.\(warnings)

        """)
        + ahead.map {
          lang("Ahead of a run: ", "Antes de una simulación: ") + $0 + "\n"
        }.joined())
  }
}
