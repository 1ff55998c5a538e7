import Policies
import Tabular
import Wording

/// The answers to many situations for the terminal, and as CSV.
struct SituationAnswersText {
  private let answers: SituationAnswers
  private let language: Language

  init(_ answers: SituationAnswers, _ language: Language) {
    self.answers = answers
    self.language = language
  }

  var text: String {
    var text = answers.caution.map { Terminal.bold($0) + "\n\n" } ?? ""
    let isOne = answers.situations == 1
    let isOnePerson = answers.people == 1
    text += language.count(Double(answers.situations))
    text += language(
      isOne ? " situation, " : " situations, ", isOne ? " situación, " : " situaciones, ")
    text += language.count(answers.people)
    text += language(
      isOnePerson ? " person" : " people", isOnePerson ? " persona" : " personas")
    text += language(", on \(answers.on)\n", ", el \(answers.on)\n")
    var table = TextTable([
      (language("policy", "política"), .left), (language("yes", "sí"), .right), ("no", .right),
      (language("not known", "no se sabe"), .right),
    ])
    for line in answers.summary where line.yes + line.unknown > 0 {
      table.add(
        [line.name] + [line.yes, line.no, line.unknown].map { language.count($0) })
    }
    text += table.text()
    let none = answers.summary.filter { $0.yes + $0.unknown == 0 }.map(\.name)
    if !none.isEmpty {
      text += wrapped(language("For nobody: ", "Para nadie: ") + none.joined(separator: "; ") + ".")
    }
    guard let other = answers.and else { return text }
    text += "\n" + Terminal.bold(language("Different on \(other)", "Distinto el \(other)")) + "\n"
    if answers.differences.isEmpty { return text + language("Nothing.\n", "Nada.\n") }
    var changes = TextTable([
      (language("policy", "política"), .left), (language("from", "de"), .left),
      (language("to", "a"), .left), (language("people", "personas"), .right),
      (language("lines", "líneas"), .left),
    ])
    for change in answers.differences {
      changes.add([
        change.name, word(change.from), word(change.to), language.count(change.people),
        change.lines.prefix(5).map(String.init).joined(separator: ", ")
          + (change.lines.count > 5 ? ", …" : ""),
      ])
    }
    return text + changes.text()
  }

  /// A row for each situation. What lies after the day of the last check says so.
  var csv: String {
    let policies = answers.summary.map(\.policy)
    var writer = CSVWriter(header: ["line", "on", "checked_through", "after_check"] + policies)
    for row in answers.rows {
      writer.write(
        [
          "\(row.line)", row.on, answers.checkedThrough ?? "", row.isAfterCheck ? "yes" : "no",
        ] + policies.map { row.answers[$0]?.rawValue ?? "" })
    }
    return writer.text
  }

  private func wrapped(_ text: String) -> String {
    wrap(text, to: Terminal.width).joined(separator: "\n") + "\n"
  }

  private func word(_ answer: Answer) -> String {
    switch answer {
    case .yes: language("yes", "sí")
    case .no: "no"
    case .unknown: language("not known", "no se sabe")
    }
  }
}
