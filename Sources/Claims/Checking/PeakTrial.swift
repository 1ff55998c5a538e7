import Periods
import Record

/// A month or a year beside others that it is said to be the highest or the lowest of.
struct PeakTrial {
  var isHigh: Bool
  /// 2 for the second-highest.
  var rank: Int
  var value: Double
  var period: Period
  /// By how large a part publishers change such figures: what is beaten by less may have been right.
  var revision: Double
  /// What was surely published by the day of the text, besides what came before the period.
  var isPublished: (Period) -> Bool

  enum Finding {
    /// None is beyond it, or so many as its rank says.
    case right(among: Period?)
    /// Others are: the farthest of them, or who has the rank instead.
    case wrong(Observation)
    /// Some are not held, or it is too close.
    case open
  }

  private func isKnown(_ observation: Observation) -> Bool {
    observation.value != nil && !observation.isPartial
  }

  private func beats(_ observation: Observation, by margin: Double = 0) -> Bool {
    guard isKnown(observation), let other = observation.value, observation.period != period else {
      return false
    }
    return isHigh ? other > value * (1 + margin) : other * (1 + margin) < value
  }

  /// - Parameters:
  ///   - others: all times of the span that were over at the text's date, itself among them.
  ///   - span: what they are, for the words of the answer.
  ///   - isWhole: whether each must be held for it to be right.
  func finding(among others: [Observation], _ span: Period?, isWhole: Bool = true) -> Finding {
    guard others.count > 1 else { return .open }
    let beyond = others.filter { beats($0) }
    // What was not out yet on the text's day it says nothing of.
    let isHeld = others.allSatisfy {
      isKnown($0) || $0.period == period || $0.period > period && !isPublished($0.period)
    }
    let isAnyHeld = others.contains { isKnown($0) && $0.period != period }
    if beyond.count == rank - 1, isHeld || !isWhole, isAnyHeld { return .right(among: span) }
    if beyond.count >= rank {
      let sure = others.filter {
        beats($0, by: revision) && ($0.period < period || isPublished($0.period))
      }
      let farthest = sure.max {
        isHigh ? ($0.value ?? 0) < ($1.value ?? 0) : ($0.value ?? 0) > ($1.value ?? 0)
      }
      return farthest.flatMap { sure.count >= rank ? .wrong($0) : nil } ?? .open
    }
    return .open
  }

  /// Whether the time before or after is farther out, so that it is a peak of no span that holds both.
  func neighbour(_ timeline: Timeline) -> Observation? {
    [period.previous, period.shifted(by: 1)].map(timeline.observation).first {
      beats($0, by: revision) && ($0.period < period || isPublished($0.period))
    }
  }
}
