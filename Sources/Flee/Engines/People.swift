/// Where a person is and how they got there: what the daily loop reads and writes.
///
/// These fields are always used together, so they share a column: half a cache line for each person.
/// Eight columns of single values took twice as long.
struct Motion: BitwiseCopyable {
  /// Place they are at; a road as −1 less its number; ``gone`` when the journey has ended.
  var at: Int32
  /// Route they follow; −1 for none.
  var route: Int32 = -1
  /// Kilometres covered on the road.
  var distanceOnRoad = 0.0
  /// Halving average of the distance covered each day, as a part of the most that can be covered, as
  /// it was at the beginning of ``recentDay``. Each day at rest halves it; that is done when it is next
  /// needed.
  var recentTravel = 0.0
  var recentDay: Int32
  /// How often the road had closed when they set out on it.
  var closings: UInt16 = 0
  /// Roads of the route that they have set out on.
  var step: UInt8 = 0
  /// Whether they have reached the end of a road before.
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
  /// Day on which they leave the place where they rest; −1 for none.
  let leavesOn = Column<Int32>()
  /// Next of those who leave on the same day; −1 for none.
  let nextToLeave = Column<Int32>()

  var count: Int { motions.count }

  func at(_ person: Int) -> Int32 { motions.base[person].at }

  /// Adds people who set out on a day from one place, without traits.
  func add(_ number: Int, at place: Int, day: Int) {
    motions.append(Motion(at: Int32(place), recentDay: Int32(day)), times: number)
    traits.append(0, times: number)
    classes.append(0, times: number)
    leavesOn.append(-1, times: number)
    nextToLeave.append(-1, times: number)
  }
}

/// Which people have to be looked at on a day, a bit for each.
///
/// Most people of a long run rest in camps. A day looks only at the others, in the order in which they
/// set out: that is the order in which FLEE moves them.
struct ActivePeople {
  private let words = Column<UInt64>()
  /// People of the run, active or not.
  private var people = 0

  /// Adds people, all of them active.
  mutating func add(_ number: Int) {
    let first = people
    people += number
    words.append(0, times: (people + 63) >> 6 - words.count)
    for person in first..<people { activate(person) }
  }

  @inline(__always)
  func activate(_ person: Int) { words.base[person >> 6] |= 1 << UInt64(person & 63) }

  @inline(__always)
  func rest(_ person: Int) { words.base[person >> 6] &= ~(1 << UInt64(person & 63)) }

  func isActive(_ person: Int) -> Bool { words[person >> 6] & (1 << UInt64(person & 63)) != 0 }

  /// How many are active.
  var count: Int {
    (0..<(people + 63) >> 6).reduce(0) { $0 + words[$1].nonzeroBitCount }
  }

  /// Calls a function with each active person of a range, in the order in which they set out.
  @inline(__always)
  func visit(_ range: Range<Int>, _ body: (Int) -> Void) {
    guard !range.isEmpty else { return }
    let words = words.base
    let last = (range.upperBound - 1) >> 6
    for index in range.lowerBound >> 6...last {
      var word = words[index]
      // Bits of people before and after the range.
      if index == range.lowerBound >> 6 { word &= ~0 << UInt64(range.lowerBound & 63) }
      if index == last { word &= ~0 >> UInt64(63 - (range.upperBound - 1) & 63) }
      while word != 0 {
        body(index << 6 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }

  /// How many of a range are active.
  func count(in range: Range<Int>) -> Int {
    var count = 0
    visit(range) { _ in count += 1 }
    return count
  }
}
