/// What a part of a reading rests on.
enum Basis: Int, Comparable, Sendable {
  /// The words stand in the sentence.
  case said
  /// Taken from a sentence before, or from the headline.
  case carried
  /// What a desk usually means, or what is likeliest.
  case assumed

  static func < (a: Basis, b: Basis) -> Bool { a.rawValue < b.rawValue }
}

/// A part of a reading, with what speaks for it.
///
/// Costs are Trocha's own, in steps of about "one word farther off"; they only put readings in order
/// and say how far from the likeliest one may be. They were set on passages written for that and are
/// judged by passages that were not seen (docs/claims.md).
struct Option<Value: Sendable>: Sendable {
  var value: Value
  /// How far-fetched it is; 0 is what stands beside the number.
  var cost: Double
  var basis: Basis
}

extension Option {
  func adding(_ more: Double, _ weaker: Basis? = nil) -> Option {
    Option(value: value, cost: cost + more, basis: weaker.map { max($0, basis) } ?? basis)
  }
}
