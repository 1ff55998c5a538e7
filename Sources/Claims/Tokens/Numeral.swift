import Wording

/// A number written in digits, with what its writing shows of how exact it is.
struct Numeral: Hashable, Sendable {
  var value: Double
  /// Digits after the decimal mark.
  var decimals: Int
  /// Whether its thousands are set apart.
  var isGrouped: Bool

  /// Reads digits as a language writes them.
  ///
  /// English parts thousands with commas. Spanish is written with points or with commas by country,
  /// so that a mark before exactly three digits parts thousands there, unless a word for millions or
  /// a per cent sign follows.
  ///
  /// - Returns: `nil` for what is no number: "10.10.2023", "1.2.3".
  static func read(_ text: String, _ language: Language, isScaled: Bool = false) -> Numeral? {
    guard !text.isEmpty, text.utf8.count <= 24 else { return nil }
    var groups: [String] = [""]
    var marks: [Character] = []
    for character in text {
      if character.isASCII, character.isNumber {
        groups[groups.count - 1].append(character)
      } else {
        marks.append(character == "." || character == "," ? character : " ")
        groups.append("")
      }
    }
    if marks.isEmpty { return make(groups.joined(), decimals: "", isGrouped: false) }
    let isThousands = groups.dropFirst().allSatisfy { $0.count == 3 } && groups[0].count <= 3
    if Set(marks).count == 1, let mark = marks.first {
      let isDecimal =
        marks.count == 1
        && (!isThousands || groups[0] == "0" || decimalOnly(mark, language, isScaled: isScaled))
      if isDecimal, mark != " " { return make(groups[0], decimals: groups[1], isGrouped: false) }
      return isThousands ? make(groups.joined(), decimals: "", isGrouped: true) : nil
    }
    // Thousands, then a decimal mark of the other kind.
    guard let last = marks.last, last != " ", Set(marks.dropLast()).count == 1,
      marks.dropLast().first != last, let decimals = groups.last,
      groups.dropFirst().dropLast().allSatisfy({ $0.count == 3 })
    else { return nil }
    return make(groups.dropLast().joined(), decimals: decimals, isGrouped: true)
  }

  private static func decimalOnly(_ mark: Character, _ language: Language, isScaled: Bool) -> Bool {
    if language == .english { return mark == "." }
    return isScaled && mark == ","
  }

  private static func make(_ whole: String, decimals: String, isGrouped: Bool) -> Numeral? {
    guard let value = Double(decimals.isEmpty ? whole : "\(whole).\(decimals)") else { return nil }
    return Numeral(value: value, decimals: decimals.count, isGrouped: isGrouped)
  }
}
