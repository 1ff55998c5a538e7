/// A sentence taken apart into words and the numbers it spells, so that each number can lead to its
/// source.
enum CitedText {
  enum Piece: Equatable {
    case words(String)
    /// Index of the figure that the text spells here.
    case figure(Int)
  }

  /// Pieces of `text` in order; each display is looked for once, the longest first, and never
  /// inside a longer number. A display that the text does not spell is in no piece.
  static func pieces(of text: String, displays: [String]) -> [Piece] {
    var found: [(range: Range<String.Index>, figure: Int)] = []
    let longestFirst = displays.indices.sorted {
      (displays[$0].count, $1) > (displays[$1].count, $0)
    }
    for figure in longestFirst {
      let taken = found.map(\.range)
      if let range = range(of: displays[figure], in: text, outside: taken) {
        found.append((range, figure))
      }
    }
    found.sort { $0.range.lowerBound < $1.range.lowerBound }

    var pieces: [Piece] = []
    var start = text.startIndex
    for (range, figure) in found {
      if start < range.lowerBound { pieces.append(.words(String(text[start..<range.lowerBound]))) }
      pieces.append(.figure(figure))
      start = range.upperBound
    }
    if start < text.endIndex { pieces.append(.words(String(text[start...]))) }
    return pieces
  }

  private static func range(
    of display: String, in text: String, outside taken: [Range<String.Index>]
  ) -> Range<String.Index>? {
    guard !display.isEmpty else { return nil }
    var start = text.startIndex
    while let range = text[start...].firstRange(of: display) {
      let free = taken.allSatisfy { !$0.overlaps(range) }
      if free && standsAlone(range, in: text) { return range }
      start = text.index(after: range.lowerBound)
    }
    return nil
  }

  /// Whether no digit or letter continues the number on either side, nor a mark and a digit.
  private static func standsAlone(_ range: Range<String.Index>, in text: String) -> Bool {
    let before = text[..<range.lowerBound].suffix(2)
    let after = text[range.upperBound...].prefix(2)
    func continues(_ near: Character?, _ far: Character?) -> Bool {
      guard let near else { return false }
      if near.isLetter || near.isNumber { return true }
      return ",.".contains(near) && far?.isNumber == true
    }
    return !continues(before.last, before.count == 2 ? before.first : nil)
      && !continues(after.first, after.count == 2 ? after.last : nil)
  }
}
