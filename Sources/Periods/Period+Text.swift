/// The written form of periods: `2023-08-05`, `2023-08`, `2023-Q3`, `2023`, `FY2023`, and
/// `2023-09-01/2023-09-17` for any other range (ISO 8601's interval).
extension Period: LosslessStringConvertible {
  /// The shortest written form: `2023-08`, not `2023-08-01/2023-08-31`. A fiscal year is written with the
  /// year in which it ends.
  public var description: String {
    let (year, month, _) = first.parts
    switch granularity {
    case .day: return first.description
    case .month: return "\(padded(year, to: 4))-\(padded(month, to: 2))"
    case .quarter: return "\(padded(year, to: 4))-Q\((month - 1) / 3 + 1)"
    case .year: return padded(year, to: 4)
    case .fiscalYear: return "FY\(padded(last.year, to: 4))"
    case .range: return "\(first)/\(last)"
    }
  }

  /// Years that figures are about. Any other is a slip of the hand, and months or days split from ten
  /// thousand years would fill the memory.
  public static let plausibleYears = 1900...2100

  /// Reads exactly the written form; `nil` for anything else, and outside ``plausibleYears``.
  public init?(_ text: String) {
    // The longest written form is two days and a stroke.
    guard text.utf8.count <= 21 else { return nil }
    self.init(written: text)
    let years = Period.plausibleYears
    guard years.contains(first.year), years.contains(last.year) else { return nil }
  }

  private init?(written text: String) {
    if let slash = text.firstIndex(of: "/") {
      guard let start = Period(written: String(text[..<slash])),
        let end = Period(written: String(text[text.index(after: slash)...]))
      else { return nil }
      self.init(from: start.first, through: end.last)
      return
    }
    if let day = Day(text) {
      self = .day(day)
      return
    }
    let bytes = Array(text.utf8)
    if bytes.count == 6, text.hasPrefix("FY"), let year = decimal(bytes[2...]),
      let fiscal = Period.fiscalYear(year)
    {
      self = fiscal
      return
    }
    guard bytes.count >= 4, let year = decimal(bytes[0..<4]),
      let january = Day(year: year, month: 1, day: 1)
    else { return nil }
    switch bytes.count {
    case 4:
      self = .year(of: january)
    case 7 where bytes[4] == UInt8(ascii: "-") && bytes[5] == UInt8(ascii: "Q"):
      guard let quarter = decimal(bytes[6...]), (1...4).contains(quarter) else { return nil }
      self = .quarter(of: january.adding(months: 3 * (quarter - 1)))
    case 7 where bytes[4] == UInt8(ascii: "-"):
      guard let month = decimal(bytes[5...]), let day = Day(year: year, month: month, day: 1)
      else { return nil }
      self = .month(of: day)
    default:
      return nil
    }
  }
}

extension Period: Codable {
  /// Reads a text in the written form.
  ///
  /// - Throws: a `DecodingError` for any other value, and outside ``plausibleYears``.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let period = Period(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(text) is not a period"))
    }
    self = period
  }

  /// Writes ``description``.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
