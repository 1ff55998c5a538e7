import Wording

/// How words that call something a peak or give it a place are joined to what stands before them.
enum Joint {
  /// "July was [the busiest month]".
  case copula
  /// "81,946 in August, [the most of any month]".
  case apposition
  /// "twice as many as in February and [the highest monthly total]".
  case and
  /// "overtook the Valley as [the busiest sector]".
  case role
  /// "down from [the peak]", "below [the busiest sector]": what stands before is something else.
  case apart
  /// Another word, or none.
  case other
}

extension Sentence {
  /// What joins some words to those before them; articles and small words between are passed over.
  func joint(before start: Int) -> Joint {
    var index = start - 1
    var isRole = false
    while let token = self.token(index),
      has(.small, at: index) || has(.figureWord, at: index) || token.isSymbol("-")
    {
      isRole = isRole || isWord(index, in: .inRole)
      index -= 1
    }
    guard let token = self.token(index) else { return .other }
    if has(.apart, at: index) { return .apart }
    if has(.copula, at: index) || isWord(index, in: .contracted) { return .copula }
    if isWord(index, in: .and) { return .and }
    if [",", "(", "—", "–", ":"].contains(token.folded) { return .apposition }
    return isRole ? .role : .other
  }
}
