import Wording

/// What a part of a reading rests on.
package enum Basis: String, CaseIterable, Comparable, Codable, Sendable {
  /// The words stand in the sentence.
  case said
  /// Taken from a sentence before, or from the headline.
  case carried
  /// What a desk usually means, or what is likeliest.
  case assumed

  package static func < (a: Basis, b: Basis) -> Bool {
    let order = Basis.allCases
    return (order.firstIndex(of: a) ?? 0) < (order.firstIndex(of: b) ?? 0)
  }
}

/// A part of a reading, with what speaks for it.
///
/// Costs are Trocha's own, in steps of about "one word farther off"; they only put readings in order
/// and say how far from the likeliest one may be. They were set on passages written for that and are
/// judged by passages that were not seen (docs/claims.md).
struct Option<Value: Sendable>: Sendable {
  var value: Value
  /// How far-fetched it is; 0 is what stands beside the number.
  var cost: Double
  var basis: Basis
  /// The words that it was read from, by its parts.
  var words: [ReadFrom] = []
}

extension Option {
  func adding(_ more: Double, _ weaker: Basis? = nil) -> Option {
    Option(
      value: value, cost: cost + more, basis: weaker.map { max($0, basis) } ?? basis, words: words)
  }
}

/// Options with each value once, at its least cost, in the order in which the values came: the same text
/// is read the same way in every run.
struct Cheapest<Value: Hashable & Sendable>: Sendable {
  private(set) var options: [Option<Value>] = []
  private var places: [Value: Int] = [:]

  init() {}

  init(_ options: some Sequence<Option<Value>>) {
    for option in options { add(option) }
  }

  var isEmpty: Bool { options.isEmpty }

  /// Likeliest first.
  var sorted: [Option<Value>] { options.sorted { $0.cost < $1.cost } }

  mutating func add(_ option: Option<Value>) {
    guard let place = places[option.value] else {
      places[option.value] = options.count
      options.append(option)
      return
    }
    if option.cost < options[place].cost { options[place] = option }
  }
}

/// What the series and the time of a reading rest on.
package struct ReadingBasis: Hashable, Codable, Sendable {
  package var series: Basis
  package var period: Basis
  /// The words that each part was read from; a part that no words say is filled in.
  package var parts: [ReadWords] = []

  /// What was not said beside the figure; empty where all was.
  func words(_ language: Language) -> String {
    let whatWords: String
    switch series {
    case .said: whatWords = ""
    case .carried:
      whatWords = language(
        " What is counted was said before.", " Lo que se cuenta se dijo antes.")
    case .assumed:
      whatWords = language(
        " What is counted is not said; this is the likeliest.",
        " No se dice qué se cuenta; esto es lo más probable.")
    }
    switch period {
    case .said: return whatWords
    case .carried:
      return whatWords + language(" The time was said before.", " El período se dijo antes.")
    case .assumed:
      return whatWords
        + language(
          " The time is not said; this is the likeliest.",
          " No se dice cuándo; esto es lo más probable.")
    }
  }
}
