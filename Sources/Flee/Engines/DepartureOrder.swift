import Sampling

/// Divides a day's crowds into groups by when their people set out: that is the order in which FLEE
/// moves people, and where a camp fills up it decides who finds it full.
struct DepartureOrder {
  private var crowds: [CrowdList.Entry]
  /// Of each crowd, the first and the last day on which the people left in it may have set out.
  private var spans: [(first: Double, last: Double)]
  /// People expected to have set out by the end of each part of the time between the first and the last
  /// departure; empty until they are asked for.
  private var expected: [Double] = []
  /// How many people were to be taken so far.
  private var position = 0.0
  private var begin = 0.0
  private var length = 0.0
  private static let parts = 128
  private let total: Int
  private var left: Int
  private let random: RandomStream
  private let remembers: Bool

  init(_ crowds: [CrowdList.Entry], day: Int, _ random: RandomStream, remembers: Bool) {
    self.crowds = crowds
    spans = crowds.map { $0.crowd.departures(by: day) }
    total = crowds.reduce(0) { $0 + $1.crowd.count }
    left = total
    self.random = random
    self.remembers = remembers
  }

  var isEmpty: Bool { left == 0 }

  /// Takes about a given part of all the people: those left who set out first.
  mutating func next(_ part: Double) -> [CrowdList.Entry] {
    let wanted = part * Double(total)
    guard wanted < Double(left) * 0.75 else { return takeAll() }
    position += max(wanted, 1)
    guard position < Double(total) else { return takeAll() }
    let day = day(before: position)
    var group: [CrowdList.Entry] = []
    for index in crowds.indices where crowds[index].crowd.count > 0 {
      let (first, last) = spans[index]
      guard first < day else { continue }
      let count = crowds[index].crowd.count
      let number = last <= day ? count : random.binomial(count, (day - first) / (last - first))
      spans[index].first = day
      guard number > 0 else { continue }
      var entry = crowds[index]
      entry.crowd = crowds[index].crowd.take(number, remembers: remembers)
      left -= number
      group.append(entry)
    }
    return group
  }

  private mutating func takeAll() -> [CrowdList.Entry] {
    defer {
      crowds = []
      left = 0
    }
    return crowds
  }

  /// The day before which a number of all people are expected to have set out.
  private mutating func day(before number: Double) -> Double {
    if expected.isEmpty { countExpected() }
    let index = min(max(expected.firstIndex { $0 > number } ?? 0, 1), expected.count - 1)
    let (below, above) = (expected[index - 1], expected[index])
    let part = above > below ? (number - below) / (above - below) : 1
    return begin + (Double(index - 1) + part) * length
  }

  /// Works out how many people are expected to have set out by each of some days.
  private mutating func countExpected() {
    begin = spans.reduce(.infinity) { min($0, $1.first) }
    let end = spans.reduce(-.infinity) { max($0, $1.last) }
    length = max(end - begin, 1e-6) / Double(DepartureOrder.parts)
    // People per part, first as changes from one to the next.
    var rates = [Double](repeating: 0, count: DepartureOrder.parts + 2)
    for (entry, span) in zip(crowds, spans) {
      let first = min(Int((span.first - begin) / length), DepartureOrder.parts - 1)
      let last = min(max(Int((span.last - begin) / length), first + 1), DepartureOrder.parts)
      let rate = Double(entry.crowd.count) / Double(last - first)
      rates[first] += rate
      rates[last] -= rate
    }
    expected = [0]
    var rate = 0.0
    for part in 0..<DepartureOrder.parts {
      rate += rates[part]
      expected.append((expected.last ?? 0) + max(rate, 0))
    }
  }
}
