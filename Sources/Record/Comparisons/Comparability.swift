extension Comparison {
  /// Why two figures are not compared as a rate, though one of them may be known.
  public enum Obstacle: String, CaseIterable, Codable, Sendable {
    /// The figure itself is not known.
    case ownNotKnown = "own-not-known"
    /// Of the figure itself, some months are not known.
    case ownPartial = "own-partial"
    /// The figure itself is "about" or "at least" so many.
    case ownNotExact = "own-not-exact"
    /// What it is compared with is not known.
    case notKnown = "not-known"
    /// Of what it is compared with, some months are not known.
    case partial
    /// What it is compared with is "about" or "at least" so many.
    case notExact = "not-exact"
    /// There is no rate of change from zero or less.
    case noBase = "no-base"
    /// The periods are not equally long, and nobody has said whether the numbers add up over time.
    case natureUnsaid = "nature-unsaid"
    /// What it is a part of is smaller: one of the two is wrong, and there is no share.
    case totalTooSmall = "total-too-small"

    /// `nil` for two numbers that may be set against one another.
    init?(comparing own: Observation, with other: Observation) {
      if !own.isNumber {
        self = .ownNotKnown
      } else if !other.isNumber {
        self = .notKnown
      } else if own.isPartial {
        self = .ownPartial
      } else if other.isPartial {
        self = .partial
      } else if own.exactness != .exact {
        self = .ownNotExact
      } else if other.exactness != .exact {
        self = .notExact
      } else {
        return nil
      }
    }
  }
}

extension Observation {
  /// Whether there is a value. A sum that is too large for a number is none.
  var isNumber: Bool { value?.isFinite ?? false }

  /// Whether it is a number of the whole period, exact but for rounding: one that can be added up and parted.
  package var isCertain: Bool {
    isNumber && !isPartial && [.exact, .about].contains(exactness)
  }

  /// Whether the value is a number that others may be set against: known, whole and exact.
  var isComparable: Bool { isNumber && !isPartial && exactness == .exact }

  /// The value, where it is of the whole period.
  var wholeValue: Double? { isNumber && !isPartial ? value : nil }

  /// The least that the number can be; `nil` when that is not known. A count of some months is a
  /// least for all of them.
  var least: Double? {
    switch exactness {
    case .exact, .atLeast, .moreThan: value
    case .about, .atMost, .inWords, .tooSmall: nil
    }
  }

  /// The most that the number can be; `nil` when that is not known.
  var most: Double? {
    switch exactness {
    case .exact: isPartial ? nil : value
    case .atMost: value
    case .about, .atLeast, .moreThan, .inWords, .tooSmall: nil
    }
  }
}
