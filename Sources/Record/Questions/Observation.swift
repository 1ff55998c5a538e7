import Periods
import Wording

/// What the record says about one period of a series.
public struct Observation: Hashable, Sendable {
  /// The period asked about, whether it is held as such or joined of others.
  public var period: Period
  /// `nil` when it is not known; zero is a known number.
  public var value: Double?
  /// Of a sum, how exact the least exact of its parts is.
  public var exactness: Exactness
  /// Whether the value was published as such, added up, or left out as zero.
  public var basis: Basis
  /// Ids of the sources that the value rests on, the most telling first.
  public var sources: [Source.ID]
  /// Day the vintage was published; the latest where several are joined.
  public var published: Day?
  /// Whether a late vintage stands in for the one of the time, which is not held.
  public var isStandIn: Bool
  /// What sources say beside the number, and why it is not known or not exact; empty where there is nothing
  /// to say.
  public var note: Localized
  /// Whether the value is a lowest number because nobody says that the table holds everybody, or
  /// because it covers some days of the period only.
  public var isLowest = false
  /// How many of the value have a label that is not known, where the question leaves labels out.
  var ofUnknown = 0.0
  /// Whether others are counted among the value, nobody knows how many.
  var isWide = false

  /// How a value came about.
  public enum Basis: Hashable, Sendable {
    /// The source publishes this very number.
    case published
    /// Trocha added up this many cells of the source's table.
    case sum(cells: Int)
    /// The table covers the period and leaves out cells that are zero.
    case leftOutZero
    /// Trocha added up periods: how many of how many are known.
    case joined(known: Int, of: Int)
    /// Nothing is held for the period.
    case missing
  }

  /// Whether the value says how many there are at the most, and nothing of how many at the least.
  var isOnlyHighest: Bool { exactness == .atMost && (ofUnknown == 0 || isWide) }

  /// The least that the value can be, where some of it may not belong.
  var lowest: Double {
    let value = value ?? 0
    if isOnlyHighest { return 0 }
    return exactness == .atMost ? value - ofUnknown : value
  }

  /// Takes a sum away that is neither a lowest nor a highest number, and says why.
  mutating func makeUnbounded(_ isShort: Bool) {
    value = nil
    exactness = .exact
    ofUnknown = 0
    let why =
      isShort
      ? Localized(
        "what is missing makes the sum too low and the rest is known at the most only",
        "lo que falta hace la suma muy baja y del resto solo se sabe lo máximo")
      : Localized(
        "some of it is known at the least only and the rest is known at the most only",
        "de una parte solo se sabe lo mínimo y del resto solo lo máximo")
    note = note.isEmpty ? why : Localized("\(why.en) (\(note.en))", "\(why.es) (\(note.es))")
  }

  /// How many cells of the source's table it rests on.
  var cells: Int {
    if case .sum(let cells) = basis { return cells }
    return value == nil || basis == .leftOutZero ? 0 : 1
  }

  /// Whether some of what is counted is not known, so that the value is too low.
  public var isPartial: Bool {
    if isLowest { return true }
    if case .joined(let known, let all) = basis { return known < all }
    return false
  }

  /// - Parameter note: why it is not known, where more is to be said than that nothing is held.
  public static func missing(_ period: Period, note: Localized = .nothing) -> Observation {
    Observation(
      period: period, value: nil, exactness: .exact, basis: .missing, sources: [], published: nil,
      isStandIn: false, note: note)
  }
}

/// Where one source's figures end and another's begin.
public struct SourceChange: Hashable, Sendable {
  /// First period that rests on the later source.
  public var period: Period
  /// The most telling source of the period before.
  public var from: Source.ID
  /// The most telling source from ``period`` on.
  public var to: Source.ID
}

/// A value that a source gave for a period, whether or not a later one has taken its place.
public struct Revision: Hashable, Sendable {
  /// The release that gave it.
  public var source: Source.ID
  /// Day the release was published.
  public var published: Day
  /// `nil` where the release says that the number is not known.
  public var value: Double?
  /// Whether the release has this very number, or a sum of its cells.
  public var basis: Observation.Basis
}

extension Localized {
  /// No words.
  public static let nothing = Localized("", "")

  /// Whether there is nothing to say.
  public var isEmpty: Bool { en.isEmpty && es.isEmpty }

  /// Several things that are said beside one number, those that say nothing left out.
  static func joined(_ notes: [Localized]) -> Localized {
    let said = notes.filter { !$0.isEmpty }
    return Localized(
      said.map(\.en).joined(separator: "; "), said.map(\.es).joined(separator: "; "))
  }
}
