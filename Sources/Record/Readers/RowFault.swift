import Wording

/// A row of a published file whose own numbers contradict each other: it is stored as published, and said.
public struct RowFault: Hashable, Codable, Sendable {
  /// Line of the file.
  public var line: Int
  /// The total that the row states.
  public var total: Double
  /// What its parts come to.
  public var parts: Double
}

extension RowFault {
  /// "line 2: 9 in all, and its dead and missing come to 5".
  package func words(_ language: Language) -> String {
    let (all, sum) = (language.count(total), language.count(parts))
    return language(
      "line \(line): \(all) in all, and its dead and missing come to \(sum)",
      "línea \(line): \(all) en total, y sus muertos y desaparecidos suman \(sum)")
  }
}
