import Sampling

/// What the engines of corridors and the calibration draw random numbers for.
extension CounterRandom.Purpose {
  /// A stage of the day and a cell of it.
  static let corridor: UInt32 = 1 << 22
  /// Of a person: what is decided, one after the other.
  static let corridorPerson: UInt32 = 1 << 23
  /// Of a calibration.
  static let calibration: UInt32 = 1 << 24
}
