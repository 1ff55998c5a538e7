import Wording

/// Whether a measure's numbers add up over time.
public enum Nature: String, Codable, Sendable, CaseIterable {
  /// Events over a period: the months of a year add up.
  case flow
  /// A number at a moment: the months of a year do not add up.
  case stock

  /// Why a sum over periods is not known where nobody has said which of the two a measure is.
  static let unsaid = Localized(
    "the file does not say whether its numbers add up over time",
    "el archivo no dice si sus números se suman en el tiempo")
  /// The same of percentages and rates, whatever the file says.
  static let ofRates = Localized(
    "percentages and rates do not add up over time",
    "los porcentajes y las tasas no se suman en el tiempo")
}

extension Selection {
  /// Whether numbers of a unit are asked for that is a share of something or so many of something.
  var isRate: Bool {
    including[.unit]?.contains { $0 == "share" || $0 == "words" || $0.hasPrefix("per") } ?? false
  }
}

extension Vocabulary.Measure {
  /// Whether its numbers add up over time.
  public var nature: Nature { isStock ? .stock : .flow }
}

extension QuestionContext {
  /// Whether a measure's numbers add up over time: as the vocabulary has it, else as the tables say.
  ///
  /// - Returns: `nil` where none of the tables says it, or not all say the same.
  func nature(of measure: String, _ tables: some Sequence<HeldTable>) -> Nature? {
    if let known = vocabulary.measure(measure) { return known.nature }
    let said = Set(tables.compactMap { $0.source.coverage.natures?[measure] })
    if !said.isEmpty { return said.count == 1 ? said.first : nil }
    // Single incidents are events.
    return tables.contains(where: \.isByEvent) ? .flow : nil
  }
}

extension Release {
  /// Measures of which neither the vocabulary nor the release says whether their numbers add up over time. Single
  /// incidents are events, and what has a unit is no count.
  func naturesUnsaid(_ vocabulary: Vocabulary) -> [String] {
    Set(series.filter { $0[.event] == nil && $0[.unit] == nil }.map(\.measure)).filter {
      vocabulary.measure($0) == nil && source.coverage.natures?[$0] == nil
    }.sorted()
  }
}
