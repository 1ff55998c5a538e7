import Claims
import Foundation
import Wording

/// Asks, in the terminal, what each figure without a verdict means.
struct ChoiceWalk {
  let report: ClaimReport

  private var language: Language { report.language }

  /// The figures that are asked about.
  private var open: [Int] {
    report.claims.indices.filter {
      let claim = report.claims[$0]
      return claim.verdict == .uncheckable && !claim.isChosen && !claim.readings.isEmpty
    }
  }

  /// What was chosen before, with what is chosen now.
  func choices(_ made: [Choice]) -> [Choice] {
    var made = made
    let open = open
    guard !open.isEmpty else {
      say(
        language(
          "No figure needs a choice of reading.",
          "Ninguna cifra requiere elegir una lectura.") + "\n")
      return made
    }
    for (place, index) in open.enumerated() {
      let claim = report.claims[index]
      say(question(claim, index, place: place + 1, of: open.count))
      switch answer(claim.readings.count) {
      case .quit: return made
      case .skip: continue
      case .none: made.append(Choice(claim, nil))
      case .reading(let number): made.append(Choice(claim, claim.readings[number - 1]))
      }
    }
    return made
  }

  private enum Answer {
    case reading(Int)
    case none, skip, quit
  }

  private func question(_ claim: CheckedClaim, _ index: Int, place: Int, of count: Int) -> String {
    let figure = ClaimReport.plain(claim.text)
    let sentence = report.sentence(around: claim)
    var text = "\n\(place)/\(count)  " + Terminal.bold("[\(index + 1)] \(figure)") + "\n"
    text += lines(sentence, indent: "  ")
    for (number, reading) in claim.readings.enumerated() {
      text += lines("\(number + 1)  " + reading.text, indent: "  ")
    }
    return text
      + language(
        "Number, Enter to skip, n for none of these, q to quit: ",
        "Número, Intro para omitir, n para ninguna, q para terminar: ")
  }

  private func lines(_ text: String, indent: String) -> String {
    wrap(text, to: Terminal.width - 6).enumerated().map { number, line in
      indent + (number == 0 ? "" : "   ") + line + "\n"
    }.joined()
  }

  private func answer(_ count: Int) -> Answer {
    while true {
      guard let line = readLine() else { return .quit }
      switch line.trimmingCharacters(in: .whitespaces).lowercased() {
      case "": return .skip
      case "n": return .none
      case "q": return .quit
      case let text:
        if let number = Int(text), (1...count).contains(number) { return .reading(number) }
        say(
          language(
            "A number from 1 to \(count), Enter, n or q: ",
            "Un número de 1 a \(count), Intro, n o q: "))
      }
    }
  }

  /// Questions are no part of the answer: they go to standard error.
  private func say(_ text: String) { Output.ask(text) }
}
