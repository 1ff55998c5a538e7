import Tabular

/// What to do about a spelling that the vocabulary lacks.
package enum WordHint {
  /// A longer text is no word that somebody misspelt, and takes long to compare.
  private static let longestWord = 60

  /// The word that may be meant, and the command that makes a new spelling known to the record.
  package static func text(
    _ spelling: String, in dimension: Dimension, _ vocabulary: Vocabulary
  ) -> String {
    guard spelling.count <= longestWord, !spelling.isEmpty else { return "" }
    let terms = vocabulary.terms.filter { $0.dimension == dimension }
    let near = suggestion(
      for: spelling, among: terms.lazy.flatMap { $0.published + [$0.english] })
    let label = near.flatMap { vocabulary.label(dimension, published: $0) }
    let word = spelling.replacing("\"", with: "\\\"")
    let command =
      "trocha record word \(dimension.rawValue) \"\(word)\" \(label ?? "LABEL")"
    let asks = near.map { "Did you mean \"\($0)\"? " } ?? ""
    return asks + "If it is a new spelling: \(command)"
  }
}
