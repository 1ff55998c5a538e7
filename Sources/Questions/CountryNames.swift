import Policies
import Record
import Wording

extension Countries {
  /// The countries of the vocabulary that ships.
  package static let shipped = Countries(
    Dictionary(
      ((try? Vocabulary.shipped())?.terms ?? []).filter {
        $0.dimension == .nationality && $0.id.count == 3 && !["OOO", "UNK"].contains($0.id)
      }.map { ($0.id, Localized($0.name(.english), $0.name(.spanish))) }
    ) { first, _ in first })

  /// Policies whose answers name countries.
  package static func naming(_ set: PolicySet) -> PolicySet {
    var copy = set
    copy.countries = shipped
    return copy
  }
}
