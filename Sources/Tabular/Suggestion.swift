/// Letters of the longest word that something is suggested for: no name of a country, a place or a
/// setting is longer, and comparing takes the product of two lengths.
private let longestWord = 64

/// The candidate nearest to a word by edit distance, when it is near enough to be meant.
package func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
  // A letter may take several bytes, and an accent more.
  guard word.utf8.count <= 8 * longestWord else { return nil }
  let target = Array(word.lowercased())
  guard target.count <= longestWord else { return nil }
  let limit = max(1, target.count / 3)
  var best: (distance: Int, candidate: String)?
  for candidate in candidates where candidate.utf8.count <= 8 * longestWord {
    let other = Array(candidate.lowercased())
    guard abs(other.count - target.count) <= min(limit, (best?.distance ?? .max) - 1) else {
      continue
    }
    let distance = editDistance(target, other)
    if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
  }
  return best?.candidate
}

/// Optimal string alignment: insertions, deletions, replacements, and swaps of neighbours, that turn
/// `a` into `b`.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var before: [Int] = []
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var next = [i + 1] + [Int](repeating: 0, count: b.count)
    for (j, y) in b.enumerated() {
      next[j + 1] = min(row[j] + (x == y ? 0 : 1), row[j + 1] + 1, next[j] + 1)
      if i > 0, j > 0, x == b[j - 1], a[i - 1] == y {
        next[j + 1] = min(next[j + 1], before[j - 1] + 1)
      }
    }
    before = row
    row = next
  }
  return row[b.count]
}

/// A hint that asks whether a similar name is meant; empty when none is similar.
package func suggestionHint(for word: String, among candidates: some Sequence<String>) -> String {
  suggestion(for: word, among: candidates).map { "Did you mean \"\($0)\"?" } ?? ""
}
