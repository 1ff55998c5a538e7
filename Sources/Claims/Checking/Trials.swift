/// The ways to read a claim, likeliest first, each put to the record when it is looked at: where a near
/// one gives the number, the far-fetched ones are never asked for.
struct Trials: Sequence {
  private let kept: Kept

  /// Those that were looked at, and what makes the next one.
  fileprivate final class Kept {
    var made: [Candidate]
    var next: (() -> Candidate?)?

    init(_ made: [Candidate], _ next: (() -> Candidate?)?) {
      self.made = made
      self.next = next
    }

    func candidate(_ place: Int) -> Candidate? {
      while made.count <= place, let more = next?() { made.append(more) }
      if made.count <= place { next = nil }
      return made.indices.contains(place) ? made[place] : nil
    }
  }

  init(_ made: [Candidate]) { kept = Kept(made, nil) }

  /// - Parameter next: the next likeliest one; `nil` after the last.
  init(_ next: @escaping () -> Candidate?) { kept = Kept([], next) }

  var first: Candidate? { kept.candidate(0) }
  var isEmpty: Bool { first == nil }
  /// Those that have been looked at.
  var seen: [Candidate] { kept.made }

  /// Those that cost no more than a limit.
  func within(_ limit: Double) -> [Candidate] { prefix { $0.cost <= limit } }

  struct Iterator: IteratorProtocol {
    private let kept: Kept
    private var place = 0

    fileprivate init(_ kept: Kept) { self.kept = kept }

    mutating func next() -> Candidate? {
      defer { place += 1 }
      return kept.candidate(place)
    }
  }

  func makeIterator() -> Iterator { Iterator(kept) }
}

/// Puts pairs of a series and a time to the record, one after the other in the order of their cost.
struct TrialQueue<Pair> {
  private let pairs: [Pair]
  private let cost: (Pair) -> Double
  private let put: (Pair) -> [Candidate]
  private var place = 0
  /// Candidates of pairs that were put to the record; a time that goes on makes several, some of which cost
  /// more than the pairs that follow.
  private var waiting: [Candidate] = []

  /// - Parameters:
  ///   - pairs: cheapest first.
  ///   - put: the candidates of a pair, none of which costs less than it.
  init(
    _ pairs: [Pair], cost: @escaping (Pair) -> Double, put: @escaping (Pair) -> [Candidate]
  ) {
    self.pairs = pairs
    self.cost = cost
    self.put = put
  }

  mutating func next() -> Candidate? {
    while true {
      let cheapest = waiting.indices.min { waiting[$0].cost < waiting[$1].cost }
      if let cheapest, place == pairs.count || waiting[cheapest].cost <= cost(pairs[place]) {
        return waiting.remove(at: cheapest)
      }
      guard place < pairs.count else { return nil }
      waiting += put(pairs[place])
      place += 1
    }
  }
}
