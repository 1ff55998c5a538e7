import Sampling

/// People who wait, in cells of people in the same state, by the week in which they began.
///
/// People who began in the same week are served in random order, whatever the queue's discipline.
package struct WaitingQueue {
  /// Weeks that are distinguished; people who have waited longer are counted with the oldest.
  static let weeks = 52

  let cells: Int
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
    let taken = stream.shares(of: number, among: Array(people[base..<(base + WaitingQueue.weeks)]))
    for week in 0..<WaitingQueue.weeks { people[base + week] -= taken[week] }
    totals[cell] -= number
    total -= number
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
    var age = WaitingQueue.weeks - 1
    while left > 0, age >= 0 {
      let week = (newest - age + WaitingQueue.weeks) % WaitingQueue.weeks
      let column = (0..<cells).map { people[$0 * WaitingQueue.weeks + week] }
      let here = stream.shares(of: left, among: column)
      for cell in 0..<cells where here[cell] > 0 {
        people[cell * WaitingQueue.weeks + week] -= here[cell]
        totals[cell] -= here[cell]
        total -= here[cell]
        taken[cell] += here[cell]
        left -= here[cell]
      }
      age -= 1
    }
    return taken
  }
}
