import Wording

extension ReleasePart {
  /// "no Mexico nor Other (nationality): taken as Venezuela only".
  package func words(_ vocabulary: Vocabulary, _ language: Language) -> String {
    let name = { (label: String) in vocabulary.name(label, in: dimension, language) }
    let most = 8
    let more =
      held.count > most ? [language("\(held.count - most) more", "\(held.count - most) más")] : []
    let taken = language.list(held.prefix(most).map(name) + more)
    let lacks =
      missing.isEmpty
      ? language("few labels", "pocas etiquetas")
      : language("without ", "sin ") + language.list(missing.map(name))
    return language(
      "\(lacks) (\(dimension.rawValue)): taken as \(taken) only",
      "\(lacks) (\(dimension.rawValue)): se toma solo como \(taken)")
  }
}

extension [ReleasePart] {
  /// What an import says of a file that looks like a part; `nil` of a whole one.
  package func warning(_ vocabulary: Vocabulary, _ language: Language) -> String? {
    guard !isEmpty else { return nil }
    let words = map { $0.words(vocabulary, language) }.joined(separator: "; ")
    return language("looks like a part of the table: ", "parece una parte de la tabla: ") + words
  }
}
