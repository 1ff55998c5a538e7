import Sampling

/// What the corridor model and its calibration draw random numbers for.
extension CounterRandom.Purpose {
  /// The cohort engine: a purpose of the day and a cell, such as a place.
  static let corridor: UInt32 = 1 << 22
  /// The person engine: the decisions of a person.
  static let corridorPerson: UInt32 = 1 << 23
  /// The calibration.
  static let calibration: UInt32 = 1 << 24
}
