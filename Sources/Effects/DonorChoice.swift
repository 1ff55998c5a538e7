import Periods
import Record
import Wording

/// Which other series a series is compared with, and why others are not.
struct DonorChoice {
  /// Fewest a month: on average over the fit, and in its lowest month.
  static let leastMean = 100.0
  static let leastMonth = 10.0

  let store: RecordStore
  let selection: Selection
  let months: EffectMonths
  let reach: PolicyReach?
  let query: EffectQuery

  /// The only nationality of the series; `nil` when it is a total or several.
  var treated: String? {
    guard let labels = selection.including[.nationality], labels.count == 1 else { return nil }
    return labels.first
  }

  struct Outcome {
    var used: [EffectPanel.Donor] = []
    var listed: [EffectReport.Donor] = []
  }

  /// - Throws: an ``EffectError`` for a donor that is not there.
  func outcome() throws -> Outcome {
    guard let treated else { return try withoutNationality() }
    let parts = try store.breakdown(
      selection.without(.nationality), by: .nationality, asOf: query.asOf
    ).parts
    let labels = parts.map(\.label)
    for label in query.donors ?? [] {
      if label == treated { throw EffectError.isTreated(label) }
      if !labels.contains(label) {
        throw EffectError.unknownDonor(label, known: labels.filter { $0 != treated }.sorted())
      }
    }
    var outcome = Outcome()
    for part in parts.sorted(by: { $0.label < $1.label }) where part.label != treated {
      let values = months.all.map { part.timeline.observation($0).value }
      // The rounded table of earlier months has nationalities apart that the exact one does not.
      let isNamed = query.donors?.contains(part.label) ?? false
      let isElsewhere = part.timeline.endsRounded && values.allSatisfy { $0 == nil }
      guard isNamed || !isElsewhere else { continue }
      let reason = reason(part.label, values)
      // Of series that nobody named, the nearly empty ones are not worth a line.
      outcome.listed.append(
        EffectReport.Donor(
          label: part.label,
          name: Localized(
            store.vocabulary.name(part.label, in: .nationality, .english),
            store.vocabulary.name(part.label, in: .nationality, .spanish)), isUsed: reason == nil,
          reason: reason))
      if reason == nil {
        outcome.used.append(
          .init(
            label: part.label, values: values.compactMap(\.self), steps: steps(part.label)))
      }
    }
    return outcome
  }

  /// First months of earlier policies that may touch a nationality; of the total for `nil`.
  func steps(_ label: String?) -> [Int] {
    reach?.steps(label, in: months.all, before: months.leftOut.first ?? months.after[0]) ?? []
  }

  /// A total has no others of its kind; a donor may still be named where the record breaks it down.
  private func withoutNationality() throws -> Outcome {
    if let first = query.donors?.first { throw EffectError.unknownDonor(first, known: []) }
    return Outcome()
  }

  private func reason(_ label: String, _ values: [Double?]) -> Localized? {
    if let named = query.donors, !named.contains(label) {
      return Localized("not named", "no nombrado")
    }
    let gaps = zip(months.all, values).filter { $0.1 == nil }.map(\.0)
    if !gaps.isEmpty {
      return Localized(
        "not known in \(Language.english.runs(of: gaps))",
        "no se sabe en \(Language.spanish.runs(of: gaps))")
    }
    if query.donors != nil { return nil }
    if ["OOO", "UNK"].contains(label) {
      return Localized("no single nationality", "no es una nacionalidad")
    }
    if reach?.changes(on: query.on, nationality: label) ?? false {
      return Localized("touched by the same policy", "alcanzado por la misma política")
    }
    let before = values.prefix(months.before.count).compactMap(\.self)
    let mean = before.reduce(0, +) / Double(max(1, before.count))
    if mean < Self.leastMean || before.min() ?? 0 < Self.leastMonth {
      return Localized(
        "too few: \(Language.english.number(mean)) a month before, \(Language.english.number(before.min() ?? 0)) in the lowest",
        "muy pocos: \(Language.spanish.number(mean)) al mes antes, \(Language.spanish.number(before.min() ?? 0)) en el más bajo"
      )
    }
    return nil
  }
}
