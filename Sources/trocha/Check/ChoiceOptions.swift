import ArgumentParser
import Claims
import Foundation
import Wording

/// Which reading is meant, where a text does not fix it: asked, given, or remembered.
struct ChoiceOptions: ParsableArguments {
  @Flag(
    name: .long,
    help: "Go through the figures without a verdict, and choose what each means.")
  var choose = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Choose a reading: 3=2 is figure 3, reading 2; 3=none is none of them. May be repeated.",
      valueName: "figure=reading"))
  var choice: [GivenChoice] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Read and write choices in this file (default: choices.json beside the record).",
      valueName: "file"))
  var choices: String?

  @Flag(name: .long, help: "Forget the choices for this article.")
  var forget = false

  @Flag(name: .long, help: "Write each figure and what was counted as a plain sentence.")
  var sentences = false

  /// Whether something is asked that only one article can answer.
  var isOfOne: Bool { choose || !choice.isEmpty || choices != nil || forget || sentences }

  func validate() throws {
    let figures = choice.map(\.figure)
    if Set(figures).count != figures.count {
      throw ValidationError("--choice names a figure twice.")
    }
  }

  /// The report of a text with the choices that were made for it.
  ///
  /// - Parameters:
  ///   - record: path of the record's file, beside which choices are remembered.
  ///   - check: checks the text with some choices.
  /// - Throws: a `ValidationError` where a choice names no reading, or nobody can be asked; an
  ///   `InputError` where the file of choices cannot be read or written.
  func report(record: String, _ check: ([Choice]) -> ClaimReport) throws -> ClaimReport {
    guard !choose || Terminal.inputIsTerminal else {
      throw ValidationError(
        "--choose asks questions, but standard input is not a terminal. Use --choice figure=reading."
      )
    }
    var file = try ChoiceFile(path: choices ?? ChoiceFile.path(besideRecord: record))
    let plain = check([])
    let remembered = file.choices(plain.sha256)
    var made = forget ? [] : remembered
    for given in choice { made = given.adding(to: made, try given.choice(plain)) }
    var report = made.isEmpty ? plain : check(made)
    if choose {
      made = ChoiceWalk(report: report).choices(made)
      report = check(made)
    }
    if made != remembered {
      file.set(made, for: plain.sha256)
      try file.write()
    }
    if choices != nil, made.isEmpty, file.isOfOthers(plain.sha256) {
      Output.warn(
        report.language(
          "\(file.path) has choices for other texts but none for this version; they were not used.",
          "\(file.path) tiene elecciones para otros textos, pero no para esta versión; no se usaron."
        ))
    }
    for note in report.notes { Output.warn(note) }
    return report
  }
}

/// `3=2`: figure 3, reading 2.
struct GivenChoice: ExpressibleByArgument {
  var figure: Int
  /// `nil` for none of them.
  var reading: Int?

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let figure = Int(parts[0]), figure > 0 else { return nil }
    self.figure = figure
    if ["none", "n", "ninguna"].contains(parts[1].lowercased()) { return }
    guard let reading = Int(parts[1]), reading > 0 else { return nil }
    self.reading = reading
  }

  /// What is chosen in a report.
  func choice(_ report: ClaimReport) throws -> Choice {
    guard report.claims.indices.contains(figure - 1) else {
      throw ValidationError("--choice: there is no figure \(figure); \(report.claims.count) found.")
    }
    let claim = report.claims[figure - 1]
    guard let reading else { return Choice(claim, nil) }
    guard claim.readings.indices.contains(reading - 1) else {
      throw ValidationError(
        "--choice: figure \(figure) (\(ClaimReport.plain(claim.text))) has \(claim.readings.count) readings to choose from."
      )
    }
    return Choice(claim, claim.readings[reading - 1])
  }

  /// Choices with one in the place of an earlier one for the same figure.
  func adding(to choices: [Choice], _ choice: Choice) -> [Choice] {
    choices.filter { $0.hash != choice.hash || $0.start != choice.start } + [choice]
  }
}
