import Sampling

/// What a wave of people is held in while it goes through the day, a column for each value.
final class WaveBuffers {
  /// In ``spares``, for nobody's numbers. Should it come up as a number, it is drawn again, and the same.
  static let noSpare = UInt64.max
  /// People in a wave. In a longer one more people see rooms that those before them have changed, and have
  /// to be moved again; a shorter one has fewer to go through a loop with.
  static let size = 128
  /// Further decisions of a day that a wave holds; whoever makes more is moved on their own.
  static let most = 16

  /// Everybody who travels today, in the order in which they set out first.
  let travellers = Column<Int32>()
  let travellersSpares = Column<UInt64>()
  /// People of the wave.
  let people = UnsafeMutablePointer<Int32>.allocate(capacity: size)
  /// Where they are at the end of their day so far, as ``Motion/at``.
  let at = UnsafeMutablePointer<Int32>.allocate(capacity: size)
  let distance = UnsafeMutablePointer<Double>.allocate(capacity: size)
  /// Kilometres covered today.
  let moved = UnsafeMutablePointer<Double>.allocate(capacity: size)
  /// Their average at the beginning of the day.
  let before = UnsafeMutablePointer<Double>.allocate(capacity: size)
  /// How many decisions they have made.
  let decided = UnsafeMutablePointer<Int32>.allocate(capacity: size)
  /// Those who are still on their way, as indices into the other columns, and those of the next round.
  let going = UnsafeMutablePointer<Int32>.allocate(capacity: size + 1)
  let next = UnsafeMutablePointer<Int32>.allocate(capacity: size + 1)

  /// Random numbers for leaving and for the route, by position in ``going``.
  let leaving = UnsafeMutablePointer<Double>.allocate(capacity: size + 1)
  let choosing = UnsafeMutablePointer<Double>.allocate(capacity: size + 1)
  /// The second half of the last block of each person, for their next decision.
  let spares = UnsafeMutablePointer<UInt64>.allocate(capacity: size * 2)

  /// Each person's decisions for a route: from where, by which random number, which road, and the version of
  /// the place's weights.
  struct Choice: BitwiseCopyable {
    var place: Int32 = 0
    var road: Int32 = 0
    var unit = 0.0
    var version: UInt32 = 0
  }
  let choices = UnsafeMutablePointer<Choice>.allocate(capacity: size * most)

  init() {
    choices.initialize(repeating: Choice(), count: WaveBuffers.size * WaveBuffers.most)
    spares.initialize(repeating: 0, count: WaveBuffers.size * 2)
  }

  /// Nobody travels yet.
  func removeAll() {
    travellers.removeAll()
    travellersSpares.removeAll()
  }

  deinit {
    people.deallocate()
    at.deallocate()
    distance.deallocate()
    moved.deallocate()
    before.deallocate()
    decided.deallocate()
    going.deallocate()
    next.deallocate()
    leaving.deallocate()
    choosing.deallocate()
    spares.deallocate()
    choices.deallocate()
  }
}
