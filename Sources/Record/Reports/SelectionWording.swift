import Wording

extension Vocabulary {
  /// What a selection counts, in words: the title of the named series it is, else its measure and
  /// its labels.
  public func title(_ selection: Selection, _ language: Language) -> String {
    if let named = namedSeries(for: selection) { return named.title(language) }
    var parts = [measure(selection.measure)?.name(language) ?? selection.measure]
    for dimension in Dimension.allCases {
      if let labels = selection.including[dimension] {
        parts.append(words(labels, in: dimension, language))
      }
      if let labels = selection.excluding[dimension] {
        parts.append(language("not ", "sin ") + words(labels, in: dimension, language))
      }
    }
    return parts.joined(separator: " · ")
  }

  /// The named series that a selection is.
  public func namedSeries(for selection: Selection) -> NamedSeries? {
    selectionIndex[selection]
  }

  private func words(
    _ labels: [String], in dimension: Dimension, _ language: Language
  ) -> String {
    language.list(labels.map { name($0, in: dimension, language) })
  }

  /// What is counted, as a plural: "encounters".
  public func unit(_ selection: Selection, _ language: Language) -> String {
    measure(selection.measure)?.unit(language) ?? selection.measure
  }
}
