/// Another dataset's figure for the same selection and period, which differs by more than rounding.
public struct Rival: Hashable, Sendable {
  public let source: Source.ID
  public let publisher: String
  public let value: Double

  /// The other datasets' figures among the answers for one period.
  static func others(than best: Candidate, among list: [Candidate]) -> [Rival] {
    guard let value = best.value, !best.isAtLeast else { return [] }
    var seen: Set<String> = [best.table.source.dataset]
    return list.compactMap { other in
      guard let theirs = other.value, !other.isAtLeast,
        other.table.source.standing == .official,
        seen.insert(other.table.source.dataset).inserted,
        abs(theirs - value) > slack(best) + slack(other)
      else { return nil }
      let source = other.table.source
      return Rival(source: source.id, publisher: source.publisher, value: theirs)
    }
  }

  /// How far rounding may move a sum: half a unit for each cell.
  private static func slack(_ candidate: Candidate) -> Double {
    (candidate.table.source.coverage.roundedTo ?? 0) / 2 * Double(max(1, candidate.sum.cells))
  }
}
