import Tabular

/// Numbers of people in published tables.
enum PeopleCount {
  /// The largest number up to which every whole number can be told from the next: 2^53.
  private static let most: Double = 9_007_199_254_740_992

  /// Why a text is no count of people, as what was expected and what to do; `nil` when it is one,
  /// or no number at all.
  static func fault(_ text: String) -> (expected: String, hint: String)? {
    if let digits = thousandsByPoints(text) {
      return (
        "a whole number",
        "People are counted whole: if the point in \(text) stands between thousands, "
          + "write \(digits)."
      )
    }
    guard let value = CSVTable.number(text) else { return nil }
    if value != value.rounded() {
      return ("a whole number", "People are counted whole: a share or a mean needs a unit.")
    }
    if value < 0 {
      return ("a count of 0 or more", "A change needs a unit, such as percent-change.")
    }
    return value > most ? ("a count of at most 9007199254740992", "") : nil
  }

  /// `81.946` or `1.234.567` without its points, as tables in Spanish write thousands.
  private static func thousandsByPoints(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: ".")), text.utf8.count < 40 else { return nil }
    let groups = text.split(separator: ".", omittingEmptySubsequences: false)
    let first = groups[0].drop { $0 == "-" }
    guard (1...3).contains(first.count), first.first != "0",
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }),
      (first + groups.dropFirst().joined()).utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return groups.joined()
  }
}

extension CSVTable {
  /// A count of people in a field; notes an issue and returns `nil` when it is none.
  mutating func people(_ column: Int) -> Double? {
    let text = text(column)
    if let fault = PeopleCount.fault(text) {
      note(column, expected: fault.expected, hint: fault.hint)
      return nil
    }
    return CSVTable.number(text) ?? count(column)
  }
}
