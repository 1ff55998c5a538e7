extension CSVTable {
  /// A count of people in a field, as `count(_: String)` reads it; notes an issue with a hint and
  /// returns `nil` when it is none.
  package mutating func count(_ column: Int) -> Double? {
    let text = text(column)
    switch CSVTable.count(text) {
    case .success(let count): return count
    case .failure(let fault):
      note(column, expected: fault.expected, hint: fault.hint)
      return nil
    }
  }

  /// Why a text is no count of people.
  package struct CountFault: Error, Hashable, Sendable {
    package let expected: String
    /// How to write it.
    package let hint: String

    init(_ hint: String, expected: String = "a whole number") {
      self.expected = expected
      self.hint = hint
    }
  }

  /// The largest count: up to 2^53 a `Double` holds every whole number.
  package static let largestCount: UInt64 = 1 << 53

  /// The count of people that a text spells: a whole number from 0 to ``largestCount``, thousands
  /// separated by commas or not, perhaps with a zero or two behind a point, as CBP writes `9584.0`.
  ///
  /// Anything else is refused, above all `4.500`: in Spanish it is four thousand five hundred.
  package static func count(_ text: String) -> Result<Double, CountFault> {
    let bytes = Array(text.utf8.prefix(60))
    guard text.utf8.count <= 60, bytes.contains(where: isDigit) else {
      return .failure(
        CountFault("Write the number of people in digits, such as 4500."))
    }
    let whole = withoutZeros(bytes)
    let digits = whole.filter { $0 != Byte.comma }
    guard digits.allSatisfy(isDigit),
      whole.count == digits.count || isGrouped(whole, by: Byte.comma)
    else { return .failure(fault(bytes, text)) }
    guard let value = UInt64(String(decoding: digits, as: UTF8.self)), value <= largestCount else {
      return .failure(CountFault("No count of people is above \(largestCount)."))
    }
    return .success(Double(value))
  }

  /// Takes `.0` or `.00` off; three zeros are thousands to many.
  private static func withoutZeros(_ bytes: [UInt8]) -> [UInt8] {
    for end in [".0", ".00"]
    where bytes.count > end.utf8.count && bytes.suffix(end.utf8.count) == Array(end.utf8)[...] {
      return Array(bytes.dropLast(end.utf8.count))
    }
    return bytes
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether digits stand in groups of three with a mark between them: `1,234,567`.
  private static func isGrouped(_ bytes: [UInt8], by mark: UInt8) -> Bool {
    let groups = bytes.split(separator: mark, omittingEmptySubsequences: false)
    guard groups.count > 1, (1...3).contains(groups[0].count), groups[0].first != 0x30 else {
      return false
    }
    return groups.allSatisfy { $0.allSatisfy(isDigit) }
      && groups.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// What to write instead of a text with digits that is no count.
  private static func fault(_ bytes: [UInt8], _ text: String) -> CountFault {
    let digits = String(decoding: bytes.filter(isDigit), as: UTF8.self)
    let others = Set(text.unicodeScalars.filter { !$0.isASCII || !isDigit(UInt8($0.value)) })
    if isGrouped(bytes, by: UInt8(ascii: ".")) {
      return CountFault(
        "People are counted whole: if \(text) means \(grouped(digits)), write \(digits).")
    }
    if others.contains("%") { return CountFault("Give the number of people, not a share.") }
    if others.contains("-") || others.contains("\u{2212}"), bytes.first.map(isDigit) == false {
      return CountFault("People cannot be fewer than none.", expected: "a count of 0 or more")
    }
    if others == ["+"] { return CountFault("Write it without a sign: \(digits).") }
    let marks: Set<Unicode.Scalar> = [
      " ", "'", "\u{A0}", "\u{2009}", "\u{202F}", "\u{2019}", "\u{B4}",
    ]
    if others.isSubset(of: marks) {
      return CountFault("Write it without marks between the digits: \(digits).")
    }
    if others.isSubset(of: [".", ","]) {
      return CountFault(
        "People are counted whole: write \"4500\" or \"4,500\", and no part of a person.")
    }
    // Of "1O4" nobody can say what was meant.
    let isNumber = others.contains { !$0.isASCII } || Double(text) != nil
    return CountFault(isNumber ? "Write the number of people in digits alone, such as 4500." : "")
  }

  /// How to write a number that a person typed, where it may mean a thousand times as much: `1.250` is one and a
  /// quarter in English and one thousand two hundred and fifty in Spanish, and in a table that separates its fields
  /// by semicolons so is `1,250`. `nil` for what can be read in one way only.
  package func thousandsHint(_ text: String) -> String? {
    let bytes = Array(text.utf8.prefix(60).drop { $0 == UInt8(ascii: "-") })
    let isPoint = CSVTable.isGrouped(bytes, by: UInt8(ascii: "."))
    let isComma =
      reader.separator == Byte.semicolon && CSVTable.isGrouped(bytes, by: Byte.comma)
    guard isPoint || isComma else { return nil }
    let digits = String(decoding: bytes.filter(CSVTable.isDigit), as: UTF8.self)
    let groups = text.split { $0 == "." || $0 == "," }
    let many = "If \(text) means \(CSVTable.grouped(digits)), write \(digits)"
    guard groups.count == 2 else { return many + "." }
    let zeros = groups[1].allSatisfy { $0 == "0" }
    return many + "; if it means \(groups[0]).\(groups[1]), write "
      + (zeros ? "\(groups[0])." : "\(groups[0]).\(groups[1])0.")
  }

  /// A number that a person typed into a column, within a range; noted where it is none, or can be read in two ways.
  package mutating func number(
    _ column: Int, _ range: ClosedRange<Double>, _ expected: String
  ) -> Double? {
    let text = text(column)
    if let hint = thousandsHint(text) {
      note(column, expected: expected, hint: hint)
      return nil
    }
    if let value = CSVTable.number(text), range.contains(value) { return value }
    note(
      column,
      expected: expected
        + ", within \(CSVWriter.number(range.lowerBound)) to \(CSVWriter.number(range.upperBound))")
    return nil
  }

  /// A name by which two are taken for one: without capitals, and with single blanks.
  package static func sameWords(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func grouped(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// The finite number that a text spells, for measures that may have decimals or a sign (degrees,
  /// rates, corrections); thousands separated by commas or not. Counts of people are read by
  /// `count(_: String)`: here `4.500` is four and a half.
  package static func number(_ text: String) -> Double? {
    let plain =
      text.utf8.contains(Byte.comma) && hasThousands(text)
      ? text.filter { $0 != "," } : text
    // Swift's own reading takes hexadecimal and words as well, which no table means.
    guard let first = plain.utf8.first, first != UInt8(ascii: "+"),
      plain.utf8.allSatisfy(isDecimal), let value = Double(plain), value.isFinite
    else { return nil }
    return value
  }

  private static func isDecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
      UInt8(ascii: "E"):
      true
    default: false
    }
  }

  /// Whether commas stand only where they separate thousands: "1,234,567".
  private static func hasThousands(_ text: String) -> Bool {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    return (1...3).contains(groups[0].drop { $0 == "-" }.count)
      && groups.dropFirst().allSatisfy { $0.prefix { $0 != "." }.count == 3 }
  }
}
