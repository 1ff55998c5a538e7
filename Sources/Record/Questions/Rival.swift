/// Another dataset's figure for the same selection and period, which differs by more than rounding.
public struct Rival: Hashable, Sendable {
  /// The other dataset's best release.
  public let source: Source.ID
  /// Its publisher, which may be that of the figure too.
  public let publisher: String
  /// What it has for the period; exact but for its rounding.
  public let value: Double

  /// The other datasets' figures among the answers for one period.
  static func others(than best: Candidate, among list: [Candidate]) -> [Rival] {
    guard list.count > 1, let value = best.value, !best.isAtLeast else { return [] }
    var seen: Set<String> = [best.table.source.dataset]
    return list.compactMap { other in
      // Beside a number that was out, one that came later is not of that day.
      guard let theirs = other.value, !other.isAtLeast, !other.isWithdrawn,
        other.wasOut || !best.wasOut,
        other.table.source.standing == .official,
        seen.insert(other.table.source.dataset).inserted,
        abs(theirs - value) > best.roundingSlack + other.roundingSlack
      else { return nil }
      let source = other.table.source
      return Rival(source: source.id, publisher: source.publisher, value: theirs)
    }
  }
}
