import Periods
import Wording

/// A number that a later release of the same dataset has taken back: where it stood, the release says that it is not
/// known.
struct Withdrawal: Hashable, Sendable {
  /// What the number was.
  var value: Double
  /// The release that had it last.
  var source: Source.ID
  /// The day of the release that took it back.
  var day: Day

  var words: Localized {
    Localized(
      "withdrawn on \(Language.english.day(day)): \(source) had \(Language.english.count(value))",
      "retirado el \(Language.spanish.day(day)): \(source) tenía \(Language.spanish.count(value))")
  }
}

extension Candidates {
  /// Puts the numbers last that a later release of their dataset says are not known, and lets that release say so. A
  /// number of which a later release says that a part is not known stays, and says so itself: a whole number goes
  /// before a later one that lacks some.
  ///
  /// - Parameter list: the answers for one period, best first.
  static func withdrawing(_ list: [Candidate]) -> [Candidate] {
    let saying = list.filter { $0.sum.unknown > 0 && $0.wasOut && $0.isOfPublisher }
    guard !saying.isEmpty else { return list }
    var (kept, gone): ([Candidate], [Candidate]) = ([], [])
    for candidate in list {
      var copy = candidate
      if saying.contains(where: { $0.withdraws(candidate) }) {
        copy.isWithdrawn = true
        gone.append(copy)
      } else {
        copy.partWithdrawn =
          saying.filter { $0.withdrawsPart(of: candidate) }.map(\.table.source.published).max()
        kept.append(copy)
      }
    }
    for index in kept.indices where kept[index].sum.unknown > 0 {
      let before = gone.filter(kept[index].withdraws)
        .max { $0.table.source.published < $1.table.source.published }
      guard let before, let value = before.value else { continue }
      kept[index].withdrew = Withdrawal(
        value: value, source: before.table.source.id, day: kept[index].table.source.published)
    }
    return kept + gone
  }
}

extension Candidate {
  fileprivate var isOfPublisher: Bool { table.source.standing == .official }

  /// Whether this one says that a number of an earlier release of its dataset is not known.
  fileprivate func withdraws(_ other: Candidate) -> Bool {
    sum.unknown == sum.cells && isLater(than: other)
  }

  /// Whether this one says of the same table that a cell of it is not known.
  fileprivate func withdrawsPart(of other: Candidate) -> Bool {
    sum.unknown < sum.cells && other.sum.unknown < sum.unknown
      && table.dimensions == other.table.dimensions && isLater(than: other)
  }

  private func isLater(than other: Candidate) -> Bool {
    let (own, earlier) = (table.source, other.table.source)
    return own.dataset == earlier.dataset && earlier.published < own.published
      && other.value != nil && other.isOfPublisher
  }

  /// What is said of a withdrawal beside the number; nothing where there is none.
  var withdrawal: Localized {
    if let withdrew { return withdrew.words }
    guard let partWithdrawn else { return .nothing }
    let (en, es) = (Language.english.day(partWithdrawn), Language.spanish.day(partWithdrawn))
    return Localized(
      "the release of \(en) says that a part of it is not known",
      "la edición del \(es) dice que una parte no se sabe")
  }
}
