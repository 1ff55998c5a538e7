/// People at the same place or on the same stretch of a road, moved together.
///
/// Besides their number a crowd knows two things of its people, both as sums over them, so that crowds
/// are joined by adding and divided in proportion:
///
/// - when they set out: FLEE moves people in that order, and where a camp fills up the order decides who
///   finds it full. Sum and sum of squares give days with the right mean and spread;
/// - how much they have moved lately (``Memory``), which `avoid_short_stints` asks for.
///
/// Crowds with different pasts are joined. How a past is spread over the people of a crowd stays known,
/// but not which of them has which; where it matters, it is a random part of them.
struct Crowd: BitwiseCopyable {
  private(set) var count = 0
  private var sum = 0.0
  private var squares = 0.0
  var memory = Memory()

  static let nobody = Crowd()

  private init() {}

  /// People who set out on a day and have not moved before.
  init(_ number: Int, on day: Int) {
    count = number
    // The people of one day set out at times spread evenly over it.
    let middle = Double(day) + 0.5
    sum = Double(number) * middle
    squares = Double(number) * (middle * middle + 1.0 / 12)
    memory = Memory(unmoved: number)
  }

  /// First and last day of an even distribution with about the mean and the variance of the days on
  /// which the people set out.
  ///
  /// - Parameter today: people who set out today come last.
  func departures(by today: Int) -> (first: Double, last: Double) {
    guard count > 0 else { return (0, 0) }
    let mean = sum / Double(count)
    let half = (3 * max(1.0 / 12, squares / Double(count) - mean * mean)).squareRoot()
    let last = Double(mean < Double(today) ? today : today + 1)
    return (mean - half, max(min(mean + half, last), mean - half / 2))
  }

  /// Some people of a crowd, drawn at random, without a copy of it.
  struct Part {
    fileprivate let whole: UnsafePointer<Crowd>
    let count: Int
    fileprivate let factor: Double

    /// Everybody. Valid as long as the crowd stays where it is and as it is.
    @inline(__always)
    init(all whole: UnsafePointer<Crowd>) {
      self.whole = whole
      count = whole.pointee.count
      factor = 1
    }

    @inline(__always)
    private init(_ whole: UnsafePointer<Crowd>, _ count: Int, _ factor: Double) {
      self.whole = whole
      self.count = count
      self.factor = factor
    }

    /// Some of these people.
    @inline(__always)
    func some(_ number: Int) -> Part {
      Part(whole, number, factor * Double(number) / Double(count))
    }
  }

  @inline(__always)
  private mutating func addNumbers(_ people: Part) {
    count += people.count
    sum += people.whole.pointee.sum * people.factor
    squares += people.whole.pointee.squares * people.factor
  }

  @inline(__always)
  mutating func add(_ people: Part, remembers: Bool) {
    addNumbers(people)
    if remembers { memory.add(people.whole.pointee.memory, times: Float(people.factor)) }
  }

  /// Adds people as they are at the end of a day.
  ///
  /// - Parameter moved: what they have covered, as a part of the most that can be covered in a day.
  @inline(__always)
  mutating func add(_ people: Part, afterMoving moved: Double, remembers: Bool) {
    addNumbers(people)
    if remembers {
      memory.add(people.whole.pointee.memory, times: Float(people.factor), afterMoving: moved)
    }
  }

  /// A day at rest, which halves everybody's average.
  mutating func rest() {
    let before = memory
    memory = Memory()
    memory.add(before, times: 1, afterMoving: 0)
  }

  /// Takes out some of the people, drawn at random.
  mutating func take(_ number: Int, remembers: Bool) -> Crowd {
    var taken = self
    taken.keep(number, remembers: remembers)
    keep(count - number, remembers: remembers)
    return taken
  }

  /// Leaves so many of the people.
  @inline(__always)
  mutating func keep(_ number: Int, remembers: Bool) {
    guard number < count else { return }
    let part = Double(number) / Double(count)
    count = number
    sum *= part
    squares *= part
    if remembers { memory = memory.times(Float(part)) }
  }

  /// Makes this some people of another crowd, with a memory of their own.
  @inline(__always)
  mutating func keep(_ number: Int, of other: Crowd, _ memory: Memory) {
    let part = Double(number) / Double(other.count)
    count = number
    sum = other.sum * part
    squares = other.squares * part
    self.memory = memory
  }
}
