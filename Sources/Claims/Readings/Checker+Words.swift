import Record
import Wording

/// The words that a reading was read from.
extension Checker {
  /// All parts of a reading in the order of ``ReadingPart``; what no words say is filled in.
  func words(of candidate: Candidate) -> [ReadFrom] {
    guard !candidate.isChosen else { return [] }
    var words = candidate.series.words + candidate.time.words
    func add(_ part: ReadingPart, _ basis: Basis) {
      guard !words.contains(where: { $0.part == part }) else { return }
      words.append(ReadFrom(part: part, basis: basis))
    }
    add(.series, candidate.series.basis == .said ? .assumed : candidate.series.basis)
    for dimension in Dimension.allCases where candidate.selection.including[dimension] != nil {
      if let part = ReadingPart(dimension) { add(part, .assumed) }
    }
    add(.time, candidate.time.basis == .said ? .assumed : candidate.time.basis)
    var seen: Set<ReadFrom> = []
    let order = ReadingPart.allCases
    return words.filter { seen.insert($0).inserted }.sorted {
      (order.firstIndex(of: $0.part) ?? 0) < (order.firstIndex(of: $1.part) ?? 0)
    }
  }

  /// " Read from “arrests”, “in August”; filled in: place."
  func told(_ words: [ReadFrom]) -> String {
    let text = article.sentences.first?.text
    var said: [String] = []
    for bytes in words.compactMap(\.bytes) where !bytes.isEmpty {
      guard let word = text?.text(bytes) else { continue }
      let quoted = language("“\(word)”", "«\(word)»")
      if !said.contains(quoted) { said.append(quoted) }
    }
    guard !said.isEmpty else { return "" }
    let filled = words.filter { $0.bytes == nil && $0.basis == .assumed }
      .map { $0.part.words(language) }
    let told = language(" Read from ", " Leído de ") + said.joined(separator: ", ")
    return filled.isEmpty
      ? told + "."
      : told + language("; filled in: ", "; supuesto: ") + filled.joined(separator: ", ") + "."
  }

  /// The words of a verdict that was reached without telling them, of the reading that it is of.
  func withWords(_ outcome: Outcome) -> Outcome {
    guard outcome.words.isEmpty, let selection = outcome.selection, let period = outcome.period,
      let candidate = kept.all.first(where: {
        $0.selection == selection && $0.period == period
      })
    else { return outcome }
    var outcome = outcome
    outcome.words = words(of: candidate)
    outcome.read = ReadingBasis(series: candidate.series.basis, period: candidate.time.basis)
    return outcome
  }
}
