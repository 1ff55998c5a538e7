import Periods

/// The facts that can still change a formula: those of which two values give different answers, whatever else is
/// known or stays unknown.
///
/// The formula is opened fact by fact, each with the values between which its conditions differ and with "not known";
/// where all of them lead to the same, the fact cannot matter there. Formulas that are equal are opened once.
struct DecidingFacts {
  /// What is left of the formula after a fact, for each of its values.
  private struct Fork: Hashable {
    var fact: String
    var ways: [Int]
  }

  private let order: [String]
  /// For each fact its values, as situations in which nothing else is known.
  private let values: [String: [Evaluation]]
  private var known: [Verdict: Int] = [:]
  private var forks: [Fork: Int] = [:]
  /// For each outcome the facts that it hangs on.
  private var facts: [Set<String>] = []

  /// - Parameter set: whose facts are opened in the order of the file.
  init(of formula: Verdict, _ set: PolicySet, on day: Day) {
    let conditions = formula.conditions
    let used = Set(conditions.compactMap(\.fact))
    order = set.factOrder.filter(used.contains)
    values = order.reduce(into: [:]) { values, id in
      guard let fact = set.facts[id] else { return }
      values[id] = ([nil] + fact.edges(in: conditions, on: day)).map { value in
        var situation = Situation(on: day)
        situation[id] = value
        return Evaluation(situation: situation) { _ in .unknown }
      }
    }
    for (number, answer) in Answer.allCases.enumerated() {
      known[.known(answer)] = number
      facts.append([])
    }
  }

  /// The facts that can change what is left of the formula.
  mutating func facts(of formula: Verdict) -> Set<String> { facts[outcome(of: formula)] }

  private mutating func outcome(of formula: Verdict) -> Int {
    if let outcome = known[formula] { return outcome }
    let outcome = opened(formula)
    known[formula] = outcome
    return outcome
  }

  private mutating func opened(_ formula: Verdict) -> Int {
    let used = Set(formula.conditions.compactMap(\.fact))
    guard let fact = order.first(where: used.contains), let values = values[fact] else { return 0 }
    var ways: [Int] = []
    for value in values { ways.append(outcome(of: formula.given(fact, value))) }
    if Set(ways).count == 1 { return ways[0] }
    let fork = Fork(fact: fact, ways: ways)
    if let outcome = forks[fork] { return outcome }
    facts.append(ways.reduce(into: [fact]) { $0.formUnion(facts[$1]) })
    forks[fork] = facts.count - 1
    return facts.count - 1
  }
}

extension Fact {
  /// Values between which conditions on the fact differ: one for each stretch in which none of them changes.
  func edges(in conditions: [Expression], on day: Day) -> [FactValue] {
    let conditions = conditions.filter { $0.fact == id }
    let operands = conditions.compactMap { condition -> FactValue? in
      if case .compare(_, _, let operand) = condition { operand.value(on: day) } else { nil }
    }
    switch kind {
    case .yesNo: return [.yesNo(true), .yesNo(false)]
    case .choice(let words): return words.map(FactValue.word)
    case .country:
      var words = Set(
        operands.compactMap { value -> String? in
          if case .word(let word) = value { word } else { nil }
        })
      for case .among(_, let list) in conditions { words.formUnion(list) }
      let other = ["KEN", "JPN", "FRA"].first { !words.contains($0) }
      return (words.sorted() + [other].compactMap(\.self)).map(FactValue.word)
    case .day:
      let days = operands.flatMap { value -> [Day] in
        guard case .day(let edge) = value else { return [] }
        return [edge.adding(days: -1), edge, edge.adding(days: 1)]
      }
      // Nothing lies after the day asked about.
      return Set(days + [day]).filter { $0 <= day }.sorted().map(FactValue.day)
    case .number:
      let numbers = operands.flatMap { value -> [Double] in
        guard case .number(let edge) = value else { return [] }
        return [edge - 1, edge, edge + 1]
      }
      return Set(numbers + [0]).sorted().map(FactValue.number)
    }
  }
}
