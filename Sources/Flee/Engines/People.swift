/// Where a person is and how they got there: what a step of the daily loop reads and writes.
///
/// These fields are always used together, so they share a column: half a cache line for each person
/// instead of a line of each of eight columns, which took twice as long.
struct Motion: BitwiseCopyable {
  /// Place they are at; a road as −1 less its number; ``gone`` when the journey has ended.
  var at: Int32
  /// Route they follow; −1 for none.
  var route: Int32 = -1
  /// Kilometres come on the road.
  var distanceOnRoad = 0.0
  /// Halving average of the part of a full day's way that was come on each day, as it was at the
  /// beginning of ``recentDay``. Days at rest halve it, which is done when it is next asked for.
  var recentTravel = 0.0
  var recentDay: Int32
  /// Closings of the road when they set out on it.
  var closings: UInt16 = 0
  /// Roads of the route that they have set out on.
  var step: UInt8 = 0
  /// Whether they have come to the end of a road before.
  var hasArrived = false

  static let gone = Int32.min
}

/// The people of a run, in columns.
struct People {
  let motions = Column<Motion>()
  /// Number of their combination of traits.
  let traits = Column<Int32>()
  /// Class of the rules they fall into.
  let classes = Column<UInt16>()
  /// Day on which they leave the place they rest at; −1 for none.
  let leavesOn = Column<Int32>()
  /// Next of those who leave on the same day; −1 for none.
  let nextToLeave = Column<Int32>()

  var count: Int { motions.count }

  func at(_ person: Int) -> Int32 { motions.base[person].at }

  /// Adds people who set out on a day, all from one place until they are told apart.
  func add(_ number: Int, at place: Int, day: Int) {
    motions.append(Motion(at: Int32(place), recentDay: Int32(day)), times: number)
    traits.append(0, times: number)
    classes.append(0, times: number)
    leavesOn.append(-1, times: number)
    nextToLeave.append(-1, times: number)
  }
}

/// Which people have something to do on a day, a bit for each.
///
/// Most people of a long run rest in camps. A day looks only at those who do not, in the order in
/// which they set out, which is the order that FLEE moves them in.
struct Roster {
  private let words = Column<UInt64>()
  private var count = 0

  /// Adds people who are awake.
  mutating func add(_ number: Int) {
    let first = count
    count += number
    words.append(0, times: (count + 63) >> 6 - words.count)
    for person in first..<count { wake(person) }
  }

  @inline(__always)
  func wake(_ person: Int) { words.base[person >> 6] |= 1 << UInt64(person & 63) }

  @inline(__always)
  func rest(_ person: Int) { words.base[person >> 6] &= ~(1 << UInt64(person & 63)) }

  func isAwake(_ person: Int) -> Bool { words[person >> 6] & (1 << UInt64(person & 63)) != 0 }

  /// How many are awake.
  var awake: Int {
    (0..<(count + 63) >> 6).reduce(0) { $0 + words[$1].nonzeroBitCount }
  }

  /// Calls with everybody awake, in the order in which they set out.
  @inline(__always)
  func visit(_ body: (Int) -> Void) {
    let words = words.base
    for index in 0..<(count + 63) >> 6 {
      var word = words[index]
      while word != 0 {
        body(index << 6 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }
}
