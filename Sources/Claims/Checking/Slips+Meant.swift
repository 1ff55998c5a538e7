import Wording

/// The numbers of which one may be a slip.
extension Slips {
  /// A number that may have been meant, and what happened to it.
  struct Meant: Sendable {
    var value: Double
    var kind: Kind

    enum Kind: Sendable {
      case transposed, differs, tooMany, tooFew, tenfold

      func words(_ language: Language) -> String {
        switch self {
        case .transposed:
          language("two digits are the wrong way round", "dos dígitos están cambiados de lugar")
        case .differs: language("one digit differs", "difiere un dígito")
        case .tooMany: language("a digit is too many", "sobra un dígito")
        case .tooFew: language("the first digit is missing", "falta el primer dígito")
        case .tenfold: language("ten times too much", "diez veces mayor")
        }
      }
    }

    /// How far-fetched a reading may be under which it was meant: the more numbers stand for one, the
    /// likelier one of them is met by chance. Of five digits 27 have one that differs, ten have two turned
    /// round, five have one less, and nine one more in front.
    var farthest: Double {
      switch kind {
      case .transposed: value >= 100_000 ? 18 : value >= 10_000 ? 14 : value >= 1_000 ? 8 : 3
      case .tooMany: value >= 10_000 ? 14 : value >= 1_000 ? 8 : 3
      case .differs: value >= 100_000 ? 10 : 6
      case .tooFew: 10
      case .tenfold: 3
      }
    }
  }

  /// Digits at the end that rounding or a revision may change.
  private static let loose = 2

  /// What may have been meant by a whole number of four digits or more: two turned round, or a zero less;
  /// of five, also with one digit other, one less or one more in front.
  static func meant(by value: Double) -> [Meant] {
    let digits = Array(String(Int(value)))
    guard digits.count >= 4 else { return [] }
    let swapped = transposed(digits).map { Meant(value: $0, kind: .transposed) }
    guard digits.count >= 5 else {
      return swapped + (digits.last == "0" ? [Meant(value: value / 10, kind: .tenfold)] : [])
    }
    return swapped + other(digits).map { Meant(value: $0, kind: .differs) }
      + shorter(digits).map { Meant(value: $0, kind: .tooMany) }
      + "123456789".compactMap { number([$0] + digits) }.map { Meant(value: $0, kind: .tooFew) }
  }

  private static func transposed(_ digits: [Character]) -> [Double] {
    digits.indices.flatMap { i in
      digits.indices.compactMap { j -> Double? in
        guard j > i, digits[i] != digits[j] else { return nil }
        var changed = digits
        changed.swapAt(i, j)
        return number(changed)
      }
    }
  }

  private static func other(_ digits: [Character]) -> [Double] {
    digits.indices.dropLast(loose).flatMap { index in
      "0123456789".compactMap { digit -> Double? in
        guard digit != digits[index] else { return nil }
        var changed = digits
        changed[index] = digit
        return number(changed)
      }
    }
  }

  private static func shorter(_ digits: [Character]) -> [Double] {
    digits.indices.compactMap { index in
      var changed = digits
      changed.remove(at: index)
      return number(changed)
    }
  }

  private static func number(_ digits: [Character]) -> Double? {
    digits.first == "0" ? nil : Double(String(digits))
  }
}
