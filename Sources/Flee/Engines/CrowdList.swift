/// Crowds on roads, or at places in the middle of a route, each in a state of its own.
final class CrowdList {
  /// Where a crowd is and what it will do: people in the same state are one crowd.
  struct State: BitwiseCopyable, Equatable {
    /// Road they are on, or the place where they wait.
    var at: Int32
    /// The road of their route that comes next, as an index into ``RouteTable/roads``; −1 when they
    /// choose anew at the end of this one.
    var onward: Int32
    /// How often the road had closed when they set out on it.
    var closings: UInt16 = 0
    var hasArrived = true
    /// Kilometres covered on the road.
    var distance = 0.0
  }

  struct Entry: BitwiseCopyable {
    let state: State
    var crowd: Crowd
    /// Another entry with the same place or road; −1 for none.
    fileprivate let next: Int32

    /// An entry of no list.
    init(_ state: State, _ crowd: Crowd) { self.init(state, crowd, next: -1) }

    fileprivate init(_ state: State, _ crowd: Crowd, next: Int32) {
      self.state = state
      self.crowd = crowd
      self.next = next
    }
  }

  let entries = Column<Entry>(capacity: 64)
  /// The last entry at each place or road; −1 for none.
  private let last: Column<Int32>
  private let remembers: Bool

  init(places: Int, remembers: Bool) {
    last = Column(repeating: -1, count: places)
    self.remembers = remembers
  }

  func add(_ people: Crowd.Part, _ state: State) {
    // First the index: a new entry may move the others.
    let index = index(of: state)
    entries.base[index].crowd.add(people, remembers: remembers)
  }

  /// Adds people as they are at the end of a day.
  ///
  /// - Parameter moved: what they have covered, as a part of the most that can be covered in a day.
  func add(_ people: Crowd.Part, afterMoving moved: Double, _ state: State) {
    let index = index(of: state)
    entries.base[index].crowd.add(people, afterMoving: moved, remembers: remembers)
  }

  /// The entry of a state, a new one if there is none.
  private func index(of state: State) -> Int {
    let first = last[Int(state.at)]
    var index = first
    while index >= 0, entries.base[Int(index)].state != state {
      index = entries.base[Int(index)].next
    }
    if index < 0 {
      index = Int32(entries.count)
      last[Int(state.at)] = index
      entries.append(Entry(state, .nobody, next: first))
    }
    return Int(index)
  }

  /// Takes some people out of an entry, drawn at random.
  func take(_ number: Int, from entry: Int) -> Crowd {
    entries.base[entry].crowd.take(number, remembers: remembers)
  }

  func removeAll() {
    for index in 0..<entries.count { last[Int(entries.base[index].state.at)] = -1 }
    entries.removeAll()
  }
}
