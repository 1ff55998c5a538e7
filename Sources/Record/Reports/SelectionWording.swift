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

  /// What a timeline counts, in words, with where its sources count it: not all of them do everywhere.
  public func title(_ timeline: Timeline, _ language: Language) -> String {
    let selection = timeline.selection
    let title = title(selection, language)
    // Who names a place is told of the countries that are not known there.
    guard selection.including[.place] == nil else { return title }
    let scopes = Set(
      timeline.sources.values.compactMap {
        coverages.scope(of: selection.measure, in: $0)?(language)
      })
    return scopes.isEmpty ? title : "\(title), " + language.list(scopes.sorted())
  }

  /// The named series that a selection is.
  public func namedSeries(for selection: Selection) -> NamedSeries? {
    selectionIndex[selection]
  }

  /// What a reader should know of a named series' figures; `nil` where there is nothing, or no name.
  package func note(_ selection: Selection, _ language: Language) -> String? {
    namedSeries(for: selection).map { $0.note(language) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private func words(
    _ labels: [String], in dimension: Dimension, _ language: Language
  ) -> String {
    language.list(labels.map { words($0, in: dimension, language) })
  }

  /// A label so that a country says what it is: "Mexicans", "from Mexico", or where it is counted,
  /// "Mexico".
  private func words(_ label: String, in dimension: Dimension, _ language: Language) -> String {
    let name = name(label, in: dimension, language)
    switch dimension {
    case .nationality:
      // "Other", "unknown" and "stateless" are no countries to be from.
      guard !["OOO", "STL", "UNK"].contains(label) else { return name }
      return term(label, in: dimension)?.people(language) ?? name
    case .from: return language("from ", "desde ") + name
    case .to: return language("to ", "hacia ") + name
    default: return name
    }
  }

  /// What is counted, as a plural: "encounters".
  public func unit(_ selection: Selection, _ language: Language) -> String {
    measure(selection.measure)?.unit(language) ?? selection.measure
  }
}
