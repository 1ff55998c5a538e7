import ArgumentParser
import Record
import Wording

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check that the record is sound, and list where its sources disagree.",
    discussion: """
      Exits with an error when the file is damaged. Disagreement between sources is not damage:
      earlier and later vintages differ.

      EXAMPLES
        trocha record check
      """)

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var options: RecordOptions

  func run() throws {
    let store = try options.store()
    Output.progress(options.lang("Checking \(store.path) …", "Revisando \(store.path) …"))
    let check = try store.check()
    if json { try printJSON(check) } else { Output.write(text(check)) }
    if !check.faults.isEmpty { throw ExitCode.failure }
  }

  private func text(_ check: RecordCheck) -> String {
    let language = options.lang
    let figures = language.count(Double(check.figures))
    var text =
      check.faults.isEmpty
      ? language(
        "The record is sound: \(figures) figures of \(check.sources) sources.\n",
        "El registro está en buen estado: \(figures) cifras de \(check.sources) fuentes.\n")
      : check.faults.map { language("Fault: ", "Daño: ") + $0 + "\n" }.joined()
    guard !check.disagreements.isEmpty else { return text }
    text += language("\nDifferences between sources:\n", "\nDiferencias entre fuentes:\n")
    var table = TextTable([
      (language("Series", "Serie"), .left),
      (language("Used, and the other", "Usada, y la otra"), .left),
      (language("Periods", "Períodos"), .right), (language("Differ", "Difieren"), .right),
      (language("Largest", "Mayor"), .left),
    ])
    for entry in check.disagreements {
      table.add([
        entry.series, entry.sources.joined(separator: " / "), "\(entry.periods)",
        "\(entry.differing)",
        language.shortPeriod(entry.largest.period) + ": "
          + entry.largest.values.map(language.count).joined(separator: " / "),
      ])
    }
    return text + table.text()
  }
}
