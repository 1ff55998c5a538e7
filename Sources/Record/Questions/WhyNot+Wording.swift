import Wording

extension AnsweringTables {
  /// The error for a question that no table answers: why each does not.
  func nothing(by dimension: Dimension? = nil) -> QuestionError {
    let words = "\(selection)" + (dimension.map { " by \($0.rawValue)" } ?? "")
    return .nothingFound(
      selection: words, hint: Localized(whyNothing(.english), whyNothing(.spanish)))
  }

  private func whyNothing(_ language: Language) -> String {
    var reasons = self.reasons(language)
    let most = 6
    if reasons.count > most {
      let more = reasons.count - most
      reasons =
        reasons.prefix(most) + [
          language("\(more) more reasons of other tables.", "\(more) razones más de otras tablas.")
        ]
    }
    reasons = vagueRegions(language) + reasons
    if reasons.isEmpty {
      reasons = [
        language(
          "`trocha record list` shows what it holds.", "`trocha record list` muestra lo que tiene.")
      ]
    }
    return reasons.joined(separator: "\n  ")
  }

  /// Why the tables do not answer, each reason once with its tables; first those of tables that would if
  /// less were asked.
  private func reasons(_ language: Language) -> [String] {
    var tables: [String: (rank: Int, ids: Set<String>)] = [:]
    for (table, why) in whyNot {
      guard let words = why.words(table, context.vocabulary, language) else { continue }
      tables[words, default: (why.rank, [])].ids.insert(table.source.id)
    }
    return tables.sorted { a, b in
      (a.value.rank, a.value.ids.min() ?? "", a.key) < (
        b.value.rank, b.value.ids.min() ?? "", b.key
      )
    }.map { words, tables in
      let ids = tables.ids.sorted()
      let others = ids.count - 1
      return "\(ids[0]) \(words)"
        + (others > 0
          ? language(" (and so \(others) more)", " (y así \(others) más)") : "") + "."
    }
  }

  /// What to do about regions whose countries publishers do not agree on.
  private func vagueRegions(_ language: Language) -> [String] {
    let asked = selection.including[.place, default: []] + selection.excluding[.place, default: []]
    let vague = asked.filter(context.vocabulary.places.isVague)
    guard !vague.isEmpty else { return [] }
    let names = WhyNot.list(vague, .place, context.vocabulary, language)
    return [
      language(
        "Which countries are in \(names) is not the same for every publisher: ask for them by name, "
          + "such as place=CRI|PAN.",
        "Qué países abarca \(names) no es lo mismo para cada fuente: pídalos por su nombre, "
          + "como place=CRI|PAN.")
    ]
  }
}

extension WhyNot {
  /// Place among the reasons: what a question can be narrowed to first.
  fileprivate var rank: Int {
    switch self {
    case .limited: 0
    case .notHeld: 1
    case .notBrokenDown: 2
    case .quotedOtherwise: 3
    }
  }

  /// Why, as the rest of a sentence that begins with the source; `nil` for what is no reason to
  /// show.
  func words(_ table: HeldTable, _ vocabulary: Vocabulary, _ language: Language) -> String? {
    switch self {
    case .notBrokenDown(let dimension):
      return language(
        "is not broken down by \(dimension.rawValue)", "no se desglosa por \(dimension.rawValue)")
    case .notHeld(let dimension, let labels):
      let names = WhyNot.list(labels, dimension, vocabulary, language)
      return language(
        "does not list \(names) separately (\(dimension.rawValue))",
        "no separa \(names) (\(dimension.rawValue))")
    case .limited(let dimension, let extent):
      let limits = WhyNot.limits(extent, dimension, table, vocabulary, language)
      return extent.reach == .undeclared
        ? language(
          "does not say that it holds more than \(limits)", "no dice que tenga más que \(limits)")
        : language("holds only \(limits)", "solo tiene \(limits)")
    case .quotedOtherwise: return nil
    }
  }

  private static func limits(
    _ extent: Extent, _ dimension: Dimension, _ table: HeldTable, _ vocabulary: Vocabulary,
    _ language: Language
  ) -> String {
    if extent.reach == .within {
      let place = vocabulary.name(extent.place, in: .place, language)
      return "\(place) (place=\(extent.place))"
    }
    let labels = extent.labels.isEmpty ? (table.labels[dimension] ?? []).sorted() : extent.labels
    let most = 12
    if labels.count > most {
      return language(
        "\(labels.count) labels (\(dimension.rawValue))",
        "\(labels.count) etiquetas (\(dimension.rawValue))")
    }
    let shown = list(labels, dimension, vocabulary, language)
    return "\(shown) (\(dimension.rawValue)=\(labels.joined(separator: "|")))"
  }

  fileprivate static func list(
    _ labels: [String], _ dimension: Dimension, _ vocabulary: Vocabulary, _ language: Language
  ) -> String {
    language.list(labels.map { vocabulary.name($0, in: dimension, language) })
  }
}
