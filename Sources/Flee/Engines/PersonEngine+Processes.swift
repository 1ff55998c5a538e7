import Sampling

/// How processes that share the people of a run go through a day together.
extension PersonEngine {
  /// Does something that each process does with its people, and adds up how many come to each place and go.
  func addingUp(_ body: () -> Void) {
    guard ranks.size > 1 else { return body() }
    let before = world.occupancy.array
    body()
    let changes = ranks.sum(zip(world.occupancy.array, before).map { $0 - $1 })
    for (place, change) in changes.enumerated() {
      world.occupancy[place] = before[place]
      occupancy.change(place, by: change)
    }
  }

  /// Goes through the batches of all processes in the order of their people: the processes take turns, and
  /// each hands the number of people at each place on to the next.
  func inOrder(_ move: (_ batch: Int) -> Void) {
    guard ranks.size > 1 else { return batches.indices.forEach(move) }
    let turns = turns()
    for (index, turn) in turns.enumerated() where turn.rank == ranks.rank {
      if index > 0, turns[index - 1].rank != ranks.rank {
        take(ranks.receive(world.occupancy.count, from: turns[index - 1].rank))
      }
      move(turn.batch)
      if index + 1 < turns.count, turns[index + 1].rank != ranks.rank {
        ranks.send(world.occupancy.array, to: turns[index + 1].rank)
      }
    }
    if let last = turns.last { take(ranks.share(world.occupancy.array, from: last.rank)) }
  }

  /// Batches of processes in the order of their people, without those where nobody is active.
  private func turns() -> [(batch: Int, rank: Int)] {
    var active = [Int](repeating: 0, count: batches.count * ranks.size)
    for (number, batch) in batches.enumerated() {
      active[number * ranks.size + ranks.rank] = activePeople.count(in: batch.people)
    }
    return ranks.sum(active).enumerated().filter { $0.element > 0 }.map {
      (batch: $0.offset / ranks.size, rank: $0.offset % ranks.size)
    }
  }

  /// Takes over the number of people at each place.
  private func take(_ numbers: [Int]) {
    for (place, number) in numbers.enumerated() where number != world.occupancy[place] {
      world.occupancy[place] = number
      occupancy.change(place, by: 0)
    }
  }
}
