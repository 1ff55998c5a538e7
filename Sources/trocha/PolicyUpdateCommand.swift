import ArgumentParser
import Corridors
import Periods
import Policies
import Questions
import Tabular
import Wording

struct PolicyUpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Take a newer policy file for a corridor, and say what it changes.",
    discussion: """
      The file is checked first: all mistakes are reported at once, the exit code is then 2, and nothing \
      changes. It must state the day through which its rules were checked; a file checked through an \
      earlier day than the one in use is refused without --force. It is kept beside the record and used by \
      every command; --remove takes it out again.

      EXAMPLES
        trocha policy update --from policies-2026-05.yaml --dry-run
        trocha policy update --from policies-2026-05.yaml
        trocha policy update --remove
      """)

  @Option(help: ArgumentHelp("The newer policy file.", valueName: "file"))
  var from: String?

  @Flag(help: "Take the file out again, and use the corridor's own rules.")
  var remove = false

  @Flag(name: .long, help: "Change nothing; list what would change.")
  var dryRun = false

  @Flag(help: "Take a file whose rules were checked through an earlier day.")
  var force = false

  @Option(help: ArgumentHelp("Corridor, by name.", valueName: "corridor"))
  var corridor = CorridorFolder.standard

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @Option(name: .long, help: "Language of the answer: en or es.")
  var lang: Language = .english

  func validate() throws {
    if (from == nil) != remove { throw ValidationError("Give either --from FILE or --remove.") }
  }

  func run() throws {
    do {
      let folder = try CorridorFolder(corridor)
      if let from { return try take(from, for: folder) }
      try takeOut(of: folder)
    } catch let error as InputError {
      Output.warn("\(error)")
      throw ExitCode(2)
    }
  }

  private func take(_ path: String, for folder: CorridorFolder) throws {
    let update = try PolicyUpdate(from: path, for: folder, isForced: force, lang)
    if !dryRun, !update.isHeld { try update.keep() }
    let report = PolicyUpdateReport(update, corridor: corridor, isDryRun: dryRun, lang)
    if json { return try printJSON(report) }
    Output.write(report.lines(lang).map { $0 + "\n" }.joined())
  }

  private func takeOut(of folder: CorridorFolder) throws {
    guard let own = folder.ownPolicies, own.isThere else {
      throw QuestionUnsuited.noOwnPolicies(corridor)
    }
    if !dryRun { _ = try own.remove() }
    struct Removed: Encodable {
      var removed: String
      var isDryRun: Bool
      var checkedThrough: Day?
    }
    let checked = dryRun ? nil : try CorridorFolder(corridor).policies().checked
    if json {
      return try printJSON(
        Removed(removed: own.path, isDryRun: dryRun, checkedThrough: checked))
    }
    let through = checked.map {
      lang(
        ", checked through \(lang.day($0))", ", revisadas hasta el \(lang.day($0))")
    }
    Output.write(
      dryRun
        ? lang("\(own.path) would be taken out.\n", "\(own.path) se quitaría.\n")
        : lang(
          "\(own.path) was taken out. The corridor's own rules hold again\(through ?? "").\n",
          "\(own.path) se quitó. Valen otra vez las normas del corredor\(through ?? "").\n"))
  }
}

/// What a command cannot do here, with what to do instead.
enum QuestionUnsuited {
  static func noOwnPolicies(_ corridor: String) -> InputError {
    InputError(
      InputIssue(
        file: corridor, expected: "a policy file that was taken with `trocha policy update --from`",
        found: "none", hint: "The corridor's own rules are in use."))
  }
}

/// What a newer policy file changes, for programs and in words.
struct PolicyUpdateReport: Encodable {
  var corridor: String
  var isDryRun: Bool
  /// Whether the rules were those of the file already.
  var isHeld: Bool
  /// Where the file is kept.
  var path: String
  var checkedBefore: Day?
  var checkedThrough: Day?
  /// What is odd in the file without being an error.
  var warnings: [String]
  var policies: PolicyChanges
  var answers: AnswerChanges
  /// For each of the changed answers the command that shows it.
  var commands: [String]

  init(_ update: PolicyUpdate, corridor: String, isDryRun: Bool, _ language: Language) {
    self.corridor = corridor
    self.isDryRun = isDryRun
    isHeld = update.isHeld
    path = update.path
    checkedBefore = update.held.checked
    checkedThrough = update.new.checked
    warnings = update.new.warnings.map { $0(language) }
    policies = update.changes
    answers = update.answers
    commands = update.answers.changes.map { change in
      var question = ScreeningQuestion()
      question.on = change.on
      question.facts = change.example.map { ScreeningQuestion.Fact($0.name, $0.value) }
      return question.commandLine(language, corridor: corridor)
    }
  }

  /// Changes of answers that are listed in words; the rest is in the JSON.
  private static let mostAnswers = 12

  func lines(_ language: Language) -> [String] {
    if isHeld {
      return [
        language(
          "The rules in use are those of the file already. Nothing changed.",
          "Las normas en uso ya son las del archivo. Nada cambió.")
      ]
    }
    return [heading(language)] + warnings.map { language("Warning: ", "Aviso: ") + $0 }
      + policyLines(language) + answerLines(language) + [ending(language)]
  }

  private func heading(_ language: Language) -> String {
    let (was, now) = (checkedBefore.map(language.day), checkedThrough.map(language.day))
    let unknown = language("not stated", "no se indica")
    return language("Rules checked through: ", "Normas revisadas hasta: ")
      + "\(was ?? unknown) → \(now ?? unknown)."
  }

  private func ending(_ language: Language) -> String {
    isDryRun
      ? language("Nothing was changed (--dry-run).", "No se cambió nada (--dry-run).")
      : language(
        "Kept as \(path); `trocha policy update --remove` takes it out.",
        "Guardado como \(path); `trocha policy update --remove` lo quita.")
  }

  private func policyLines(_ language: Language) -> [String] {
    guard !policies.isEmpty else {
      return [language("No policy is stated otherwise.", "Ninguna política cambia.")]
    }
    var lines: [String] = []
    for (entries, sign) in [
      (policies.added, "+"), (policies.removed, "−"), (policies.changed, "~"),
    ] {
      for entry in entries {
        let span = "\(entry.from.map { "\($0)" } ?? "…") – \(entry.until.map { "\($0)" } ?? "…")"
        lines.append("\(sign) \(entry.policy)  \(entry.name) (\(span))")
        lines += entry.statements.map { statement in
          let rule = statement.rule.map { language("rule of \($0), ", "norma del \($0), ") } ?? ""
          let none = language("nothing", "nada")
          return
            "    \(rule)\(statement.entry): \(statement.before ?? none) → \(statement.after ?? none)"
        }
      }
    }
    if !policies.assumptions.isEmpty {
      lines.append(
        language("Assumed otherwise: ", "Se supone otra cosa de: ")
          + policies.assumptions.joined(separator: ", "))
    }
    return lines
  }

  private func answerLines(_ language: Language) -> [String] {
    guard !answers.changes.isEmpty else {
      return [
        language(
          "Of \(answers.situations) typical situations none is answered otherwise.",
          "De \(answers.situations) situaciones típicas ninguna tiene otra respuesta.")
      ]
    }
    var lines = [
      language(
        "Answers that change, of \(answers.situations) typical situations:",
        "Respuestas que cambian, de \(answers.situations) situaciones típicas:")
    ]
    for (change, command) in zip(answers.changes, commands).prefix(Self.mostAnswers) {
      let none = language("not there", "no está")
      let (was, now) = (change.before?.word(language), change.after?.word(language))
      lines.append(
        "  \(change.on)  \(change.policy): \(was ?? none) → \(now ?? none) (\(change.situations))")
      lines.append("    " + command)
    }
    let more = answers.changes.count - Self.mostAnswers
    if more > 0 {
      lines.append(
        language("  … and \(more) more (--json)", "  … y \(more) más (--json)"))
    }
    return lines
  }
}

extension Answer {
  fileprivate func word(_ language: Language) -> String {
    switch self {
    case .yes: language("yes", "sí")
    case .no: "no"
    case .unknown: language("not certain", "no es seguro")
    }
  }
}
