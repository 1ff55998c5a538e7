import Sampling

/// What the engines of FLEE's model draw random numbers for.
extension CounterRandom.Purpose {
  /// For a person: the decisions of the day, two to a block.
  static let deciding: UInt32 = 0
  /// For a person: whether a road is walked, a block for each road of the day.
  static let walking: UInt32 = 1 << 15
  /// For a person: where they set out.
  static let home: UInt32 = 1 << 16
  /// For a person: age, gender and other traits, a draw for each.
  static let traits: UInt32 = 1 << 17
  /// For a person: whether the journey ends in a camp.
  static let sink: UInt32 = 1 << 18
  /// For a place: how many set out.
  static let spawning: UInt32 = 1 << 19
  /// For a person: how many connections the agents log shows.
  static let connections: UInt32 = (1 << 18) + (1 << 17)
  /// For the cohort engine, in the order of its work.
  static let cohorts: UInt32 = 1 << 20
}
