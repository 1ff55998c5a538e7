import Sampling

/// People who wait, in cells of people who are alike, by the week in which they began.
///
/// Who began in the same week is served in random order, whatever the discipline.
package struct WaitingRoom {
  /// Weeks apart that are told from one another; who has waited longer counts with the oldest.
  static let weeks = 52

  let cells: Int
  /// `cell * weeks + week`, the week counted around.
  private var people: [Int]
  package private(set) var totals: [Int]
  package private(set) var total = 0
  private var newest = 0

  package init(cells: Int) {
    self.cells = cells
    people = [Int](repeating: 0, count: cells * WaitingRoom.weeks)
    totals = [Int](repeating: 0, count: cells)
  }

  /// Begins a week: those of the oldest week that still wait become part of the one after it.
  package mutating func beginWeek() {
    newest = (newest + 1) % WaitingRoom.weeks
    let second = (newest + 1) % WaitingRoom.weeks
    for cell in 0..<cells where totals[cell] > 0 {
      let base = cell * WaitingRoom.weeks
      people[base + second] += people[base + newest]
      people[base + newest] = 0
    }
  }

  package mutating func add(_ number: Int, to cell: Int) {
    people[cell * WaitingRoom.weeks + newest] += number
    totals[cell] += number
    total += number
  }

  /// Takes people of a cell out by lot.
  mutating func remove(_ number: Int, from cell: Int, _ stream: RandomStream) {
    let base = cell * WaitingRoom.weeks
    let taken = stream.shares(of: number, among: Array(people[base..<(base + WaitingRoom.weeks)]))
    for week in 0..<WaitingRoom.weeks { people[base + week] -= taken[week] }
    totals[cell] -= number
    total -= number
  }

  /// Takes the next people by lot among all: how many of each cell.
  package mutating func byLot(_ number: Int, _ stream: RandomStream) -> [Int] {
    let taken = stream.shares(of: number, among: totals)
    for cell in 0..<cells where taken[cell] > 0 { remove(taken[cell], from: cell, stream) }
    return taken
  }

  /// Takes those who have waited longest.
  package mutating func firstCome(_ number: Int, _ stream: RandomStream) -> [Int] {
    var left = min(number, total)
    var taken = [Int](repeating: 0, count: cells)
    var age = WaitingRoom.weeks - 1
    while left > 0, age >= 0 {
      let week = (newest - age + WaitingRoom.weeks) % WaitingRoom.weeks
      let column = (0..<cells).map { people[$0 * WaitingRoom.weeks + week] }
      let here = stream.shares(of: left, among: column)
      for cell in 0..<cells where here[cell] > 0 {
        people[cell * WaitingRoom.weeks + week] -= here[cell]
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
