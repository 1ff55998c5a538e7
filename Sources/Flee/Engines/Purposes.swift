import Sampling

/// What FLEE's engines draw random numbers for.
extension CounterRandom.Purpose {
  /// Of a person: the decisions of the day, two to a block.
  static let deciding: UInt32 = 0
  /// Of a person: whether a road is walked, a block for each road of the day.
  static let walking: UInt32 = 1 << 15
  /// Of a person: where they set out.
  static let home: UInt32 = 1 << 16
  /// Of a person: age, gender and the like, a draw for each.
  static let traits: UInt32 = 1 << 17
  /// Of a person: whether a camp is the end of the journey.
  static let sink: UInt32 = 1 << 18
  /// Of a place: how many set out.
  static let spawning: UInt32 = 1 << 19
  /// Of the cohort engine, in the order of its work.
  static let cohorts: UInt32 = 1 << 20
}
