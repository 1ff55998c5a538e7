import Sampling

/// People who wait, in cells of people in the same state, by the week in which they began.
///
/// People who began in the same week are served in random order, whatever the queue's discipline.
package struct WaitingQueue {
  /// Weeks that are distinguished; people who have waited longer are counted with the oldest.
  static let weeks = 52

  package private(set) var cells: Int
  /// `cell * weeks + week`, the week counted around.
  private var people: [Int]
  package private(set) var totals: [Int]
  package private(set) var total = 0
  private var newest = 0

  package init(cells: Int) {
    self.cells = cells
    people = [Int](repeating: 0, count: cells * WaitingQueue.weeks)
    totals = [Int](repeating: 0, count: cells)
  }

  /// Has other cells, with nobody in them.
  mutating func take(cells: Int) {
    self.cells = cells
    people = [Int](repeating: 0, count: cells * WaitingQueue.weeks)
    totals = [Int](repeating: 0, count: cells)
    total = 0
  }

  mutating func pass(_ archive: inout StateArchive) {
    archive.pass(&people)
    archive.pass(&totals)
    archive.pass(&total)
    archive.pass(&newest)
    if !(0..<WaitingQueue.weeks).contains(newest) { newest = 0 }
  }

  /// Begins a week: those of the oldest week that still wait become part of the one after it.
  package mutating func beginWeek() {
    newest = (newest + 1) % WaitingQueue.weeks
    let second = (newest + 1) % WaitingQueue.weeks
    for cell in 0..<cells where totals[cell] > 0 {
      let base = cell * WaitingQueue.weeks
      people[base + second] += people[base + newest]
      people[base + newest] = 0
    }
  }

  package mutating func add(_ number: Int, to cell: Int) {
    people[cell * WaitingQueue.weeks + newest] += number
    totals[cell] += number
    total += number
  }

  /// Removes people of a cell by lot.
  mutating func remove(_ number: Int, from cell: Int, _ stream: RandomStream) {
    let base = cell * WaitingQueue.weeks
    if number <= WaitingQueue.few {
      for gone in 0..<number { removeOne(of: totals[cell] - gone, at: base, stream) }
    } else {
      let weeks = base..<(base + WaitingQueue.weeks)
      let taken = stream.shares(of: number, among: Array(people[weeks]))
      for (week, taken) in zip(weeks, taken) { people[week] -= taken }
    }
    totals[cell] -= number
    total -= number
  }

  /// So many are removed one by one: it is faster than a number for each week.
  private static let few = 24

  /// - Parameter all: people who are left in the cell that begins at the base.
  private mutating func removeOne(of all: Int, at base: Int, _ stream: RandomStream) {
    var left = Int(stream.next() * Double(all))
    var week = base
    while left >= people[week], week < base + WaitingQueue.weeks - 1 {
      left -= people[week]
      week += 1
    }
    people[week] -= 1
  }

  /// Removes people by lot among all.
  ///
  /// - Returns: how many of each cell.
  package mutating func takeByLot(_ number: Int, _ stream: RandomStream) -> [Int] {
    let taken = stream.shares(of: number, among: totals)
    for cell in 0..<cells where taken[cell] > 0 { remove(taken[cell], from: cell, stream) }
    return taken
  }

  /// Removes the people who have waited longest.
  ///
  /// - Returns: how many of each cell.
  package mutating func takeFirstCome(_ number: Int, _ stream: RandomStream) -> [Int] {
    var left = min(number, total)
    var taken = [Int](repeating: 0, count: cells)
    // Cells with nobody in them take no random numbers.
    let occupied = (0..<cells).filter { totals[$0] > 0 }
    var age = WaitingQueue.weeks - 1
    while left > 0, age >= 0 {
      let week = (newest - age + WaitingQueue.weeks) % WaitingQueue.weeks
      age -= 1
      let column = occupied.map { people[$0 * WaitingQueue.weeks + week] }
      guard column.contains(where: { $0 > 0 }) else { continue }
      for (cell, here) in zip(occupied, stream.shares(of: left, among: column)) where here > 0 {
        people[cell * WaitingQueue.weeks + week] -= here
        totals[cell] -= here
        total -= here
        taken[cell] += here
        left -= here
      }
    }
    return taken
  }
}
