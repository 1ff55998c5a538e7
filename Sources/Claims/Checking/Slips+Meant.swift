import Wording

/// The numbers of which one may be a slip.
extension Slips {
  /// A number that may have been meant, and what happened to it.
  struct Meant: Sendable {
    var value: Double
    var kind: Kind

    enum Kind: Sendable {
      case transposed, differs, tooMany

      func words(_ language: Language) -> String {
        switch self {
        case .transposed:
          language("two digits are the wrong way round", "dos dígitos están cambiados de lugar")
        case .differs: language("one digit differs", "difiere un dígito")
        case .tooMany: language("a digit is too many", "sobra un dígito")
        }
      }
    }

    /// How far-fetched a reading may be under which it was meant: of the digits that are changed there are
    /// more than of those that are turned round.
    var farthest: Double {
      switch kind {
      case .transposed: value >= 10_000 ? 14 : 6
      case .differs, .tooMany: value >= 100_000 ? 10 : 6
      }
    }
  }

  /// Digits at the end that rounding or a revision may change.
  private static let loose = 2

  /// What may have been meant by a whole number of four digits or more; of five, also with one digit
  /// other or less.
  static func meant(by value: Double) -> [Meant] {
    let digits = Array(String(Int(value)))
    guard digits.count >= 4 else { return [] }
    let swapped = transposed(digits).map { Meant(value: $0, kind: .transposed) }
    guard digits.count >= 5 else { return swapped }
    return swapped + other(digits).map { Meant(value: $0, kind: .differs) }
      + shorter(digits).map { Meant(value: $0, kind: .tooMany) }
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
