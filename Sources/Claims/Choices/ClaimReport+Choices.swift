import Record
import Wording

extension ReadWords {
  init(_ read: ReadFrom, _ article: ArticleText) {
    self.init(part: read.part, basis: read.basis)
    guard let bytes = read.bytes, !bytes.isEmpty else { return }
    let range = article.inputRange(bytes)
    words = article.text(bytes)
    (start, end) = (range.lowerBound, range.upperBound)
  }
}

extension CheckedClaim {
  /// The reading that was chosen, in words; `nil` for none.
  func chosenReading(_ language: Language) -> String? {
    guard choice?.reading != nil else { return nil }
    if let known = readings.first(where: { $0.isSame(as: choice?.reading) }) { return known.text }
    return [query, period.map(language.period), base.map(language.period)]
      .compactMap(\.self).joined(separator: ", ")
  }
}

extension Choice {
  /// Which figure it is of, whatever was chosen.
  fileprivate var figure: Choice { Choice(start: start, end: end, hash: hash, reading: nil) }
}

extension CheckedClaim {
  fileprivate var figure: Choice { Choice(self, nil) }
}

extension ClaimReport {
  /// More would only say the same.
  private static let mostNotes = 20

  /// Gives each claim the hash by which choices know it.
  mutating func addHashes() {
    for index in claims.indices {
      let claim = claims[index]
      claims[index].hash = FileHash.sha256(
        text: [claim.kind.rawValue, claim.text, sentence(around: claim)].joined(separator: "\n"))
    }
  }

  /// Puts claims to the readings that a reader chose for them. A choice that does not fit the text, or
  /// the record, is dropped with a note.
  mutating func apply(_ choices: [Choice], _ claim: (Int, Choice) -> CheckedClaim?) {
    let places = Dictionary(claims.indices.map { (claims[$0].figure, $0) }) { first, _ in first }
    var seen: Set<Choice> = []
    // Of several for one figure the last counts.
    for choice in choices.reversed() where seen.insert(choice.figure).inserted {
      guard notes.count < ClaimReport.mostNotes else { return }
      guard let index = places[choice.figure] else {
        notes.append(
          language(
            "A choice was dropped: the text at bytes \(choice.start)–\(choice.end) is not the one that it was made for.",
            "Se descartó una elección: el texto en los bytes \(choice.start)–\(choice.end) no es aquel para el que se hizo."
          ))
        continue
      }
      guard var chosen = claim(index, choice) else {
        notes.append(
          language(
            "A choice was dropped: figure \(index + 1) cannot be read as “\(choice.reading?.query ?? "")”.",
            "Se descartó una elección: la cifra \(index + 1) no puede leerse como «\(choice.reading?.query ?? "")»."
          ))
        continue
      }
      chosen.hash = choice.hash
      chosen.choice = choice
      // Another of the readings may still be chosen instead.
      chosen.readings = claims[index].readings
      claims[index] = chosen
    }
  }

  /// The plain sentences of all figures, one a line.
  package var sentences: String {
    claims.compactMap(\.sentence).map { ClaimReport.plain($0) + "\n" }.joined()
  }
}
