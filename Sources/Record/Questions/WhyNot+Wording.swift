import Wording

extension AnsweringTables {
  /// The error for a question that no table answers: why each does not.
  func nothing(by dimension: Dimension? = nil) -> QuestionError {
    let words = "\(selection)" + (dimension.map { " by \($0.rawValue)" } ?? "")
    var reasons = self.reasons
    let most = 6
    if reasons.count > most {
      let more = reasons.count - most
      reasons = reasons.prefix(most) + ["\(more) more reasons of other tables."]
    }
    reasons = vagueRegions + reasons
    if reasons.isEmpty {
      reasons = ["`trocha record list` shows what it holds."]
    }
    return .nothingFound(selection: words, hint: reasons.joined(separator: "\n  "))
  }

  /// Why the tables do not answer, each reason once with its tables; first those of tables that would if
  /// less were asked.
  private var reasons: [String] {
    var tables: [String: (rank: Int, ids: Set<String>)] = [:]
    for (table, why) in whyNot {
      guard let words = why.words(table, context.vocabulary) else { continue }
      tables[words, default: (why.rank, [])].ids.insert(table.source.id)
    }
    return tables.sorted { a, b in
      (a.value.rank, a.value.ids.min() ?? "", a.key) < (
        b.value.rank, b.value.ids.min() ?? "", b.key
      )
    }.map { words, tables in
      let ids = tables.ids.sorted()
      let others = ids.count - 1
      return "\(ids[0]) \(words)" + (others > 0 ? " (and so \(others) more)" : "") + "."
    }
  }

  /// What to do about regions whose countries publishers do not agree on.
  private var vagueRegions: [String] {
    let asked = selection.including[.place, default: []] + selection.excluding[.place, default: []]
    let vague = asked.filter(context.vocabulary.places.isVague)
    guard !vague.isEmpty else { return [] }
    let names = WhyNot.list(vague, .place, context.vocabulary)
    return [
      "Which countries are in \(names) is not the same for every publisher: ask for them by name, "
        + "such as place=CRI|PAN."
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
  func words(_ table: HeldTable, _ vocabulary: Vocabulary) -> String? {
    switch self {
    case .notBrokenDown(let dimension):
      "is not broken down by \(dimension.rawValue)"
    case .notHeld(let dimension, let labels):
      "does not tell \(WhyNot.list(labels, dimension, vocabulary)) apart (\(dimension.rawValue))"
    case .limited(let dimension, let extent):
      (extent.reach == .undeclared ? "does not say that it holds more than " : "holds only ")
        + WhyNot.limits(extent, dimension, table, vocabulary)
    case .quotedOtherwise: nil
    }
  }

  private static func limits(
    _ extent: Extent, _ dimension: Dimension, _ table: HeldTable, _ vocabulary: Vocabulary
  ) -> String {
    if extent.reach == .within {
      let place = vocabulary.name(extent.place, in: .place, .english)
      return "\(place) (place=\(extent.place))"
    }
    let labels = extent.labels.isEmpty ? (table.labels[dimension] ?? []).sorted() : extent.labels
    let most = 12
    if labels.count > most { return "\(labels.count) labels (\(dimension.rawValue))" }
    let shown = list(labels, dimension, vocabulary)
    return "\(shown) (\(dimension.rawValue)=\(labels.joined(separator: "|")))"
  }

  fileprivate static func list(
    _ labels: [String], _ dimension: Dimension, _ vocabulary: Vocabulary
  ) -> String {
    Language.english.list(labels.map { vocabulary.name($0, in: dimension, .english) })
  }
}
