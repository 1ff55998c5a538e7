import Corridors
import Foundation
import Periods
import Policies
import Testing
import Wording

/// A generator whose numbers follow from a seed: splitmix64.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

private let shipped = Result { try CorridorFolder("venezuela-us").policies() }

@Suite struct InterviewTests {
  /// Every fact of a person, as the full form would ask for it.
  private static func person(_ set: PolicySet, on day: Day, _ random: inout Seeded) -> [String:
    FactValue?]
  {
    var facts: [String: FactValue?] = [:]
    let arrived = day.adding(days: -Int.random(in: 0...1500, using: &random))
    for (id, fact) in set.facts.sorted(by: { $0.key < $1.key }) where fact.covers.isEmpty {
      switch fact.kind {
      case .yesNo: facts[id] = .yesNo(Int.random(in: 0..<4, using: &random) == 0)
      case .country:
        let words =
          id == "in" ? ["USA", "USA", "USA", "MEX", "COL"] : ["VEN", "VEN", "CUB", "HTI", "COL"]
        facts[id] = .word(words.randomElement(using: &random) ?? "VEN")
      case .choice(let words): facts[id] = words.randomElement(using: &random).map(FactValue.word)
      case .number: facts[id] = .number(Double(Int.random(in: 0...80, using: &random)))
      case .day:
        let since =
          Bool.random(using: &random)
          ? arrived : day.adding(days: -Int.random(in: 0...4000, using: &random))
        facts[id] = .day(id == "arrived" ? arrived : since)
      }
      // Now and then something is not known.
      if Int.random(in: 0..<12, using: &random) == 0 { facts[id] = .some(nil) }
    }
    return facts
  }

  /// What a person with these facts answers to a question.
  private static func answer(_ fact: Fact, _ facts: [String: FactValue?]) -> FactValue? {
    if let since = fact.coversSince {
      let start = facts[since] ?? nil
      return .yesNo(fact.covers.allSatisfy { (facts[$0] ?? nil) == start })
    }
    if !fact.covers.isEmpty {
      let values = fact.covers.map { facts[$0] ?? nil }
      return .yesNo(!values.allSatisfy { $0 == .yesNo(false) })
    }
    return facts[fact.id] ?? nil
  }

  /// What must hold of every interview: it ends with the answers of the full form, in no more questions.
  @Test func `an interview ends with the answers of the full form`() throws {
    let set = try shipped.get()
    let seed = UInt64(20_251_107)
    var random = Seeded(state: seed)
    var counts: [Int] = []
    let questions = set.facts.values.count { $0.covers.isEmpty }
    for number in 0..<30 {
      let day = try #require(Day("2022-06-01")).adding(
        days: Int.random(in: 0...1700, using: &random))
      let facts = Self.person(set, on: day, &random)
      let interview = ScreeningInterview(set, on: day)
      var said: [String: FactValue?] = [:]
      while let question = interview.step(said).question {
        #expect(said[question.id] == nil, "asked twice")
        said[question.id] = .some(Self.answer(question, facts))
        if said.count > 60 { break }
      }
      counts.append(said.count)
      #expect(said.count <= questions)
      let full = Screening(set, Situation(on: day, stated: facts))
      let short = Screening(set, Situation(on: day, stated: set.expanded(said)))
      for policy in set.policies where ScreeningInterview.kinds.contains(policy.kind) {
        #expect(
          short.answer(of: policy) == full.answer(of: policy),
          "seed \(seed), person \(number), \(policy.id) on \(day): \(facts)")
      }
    }
    print("questions asked: \(counts.sorted())")
  }

  /// Somebody without convictions or earlier orders, as most people are, is asked five to eight questions.
  @Test(arguments: [
    (
      "2023-10-10",
      ["nationality": "VEN", "in": "USA", "arrived": "2023-06-15", "arrival": "between-ports"]
    ),
    (
      "2023-10-10",
      ["nationality": "VEN", "in": "USA", "arrived": "2023-08-05", "arrival": "between-ports"]
    ),
    (
      "2023-10-10",
      ["nationality": "VEN", "in": "MEX", "northern-mexico": "yes", "arrived": "2023-09-20"]
    ),
    (
      "2025-06-01",
      ["nationality": "VEN", "in": "USA", "arrived": "2022-11-01", "arrival": "between-ports"]
    ),
    (
      "2025-10-10",
      [
        "nationality": "CUB", "in": "USA", "arrived": "2024-02-01", "arrival": "air",
        "paroled-chnv": "yes", "admitted-or-paroled": "yes",
      ]
    ),
    ("2025-10-10", ["nationality": "COL", "in": "COL"]),
  ])
  func `most people are asked few questions`(on: String, told: [String: String]) throws {
    let set = try shipped.get()
    let reader = SituationReader(set)
    var facts = try reader.read(told.map { (fact: $0.key, value: $0.value) })
    for (id, fact) in set.facts where fact.kind == .yesNo && facts[id] == nil && fact.covers.isEmpty
    {
      facts[id] = .yesNo(false)
    }
    if let arrived = facts["arrived"] {
      for id in Situation.followingArrival { facts[id] = arrived }
    }
    let interview = ScreeningInterview(set, on: try #require(Day(on)))
    var said: [String: FactValue?] = [:]
    var order: [String] = []
    while let question = interview.step(said).question {
      said[question.id] = .some(Self.answer(question, facts))
      order.append(question.id)
    }
    #expect(order.count <= 9, "\(order)")
    print("\(on) \(told["nationality"] ?? "") in \(told["in"] ?? ""): \(order)")
  }

  @Test func `countries are known by name in both languages`() throws {
    var set = try shipped.get()
    set.countries = Countries([
      "VEN": Localized("Venezuela", "Venezuela"), "HTI": Localized("Haiti", "Haití"),
      "USA": Localized("United States", "Estados Unidos"),
    ])
    let reader = SituationReader(set)
    for (text, code) in [
      ("Venezuela", "VEN"), ("haiti", "HTI"), ("Haití", "HTI"), ("estados  unidos", "USA"),
      ("ven", "VEN"),
    ] {
      #expect(try reader.read([("nationality", text)])["nationality"] == .some(.word(code)))
    }
    let fault = #expect(throws: SituationReader.Fault.self) {
      try reader.read([("nationality", "Venezuala")])
    }
    #expect(fault?.description.contains("Did you mean \"Venezuela\"?") == true)
    let situation = Situation(
      on: try #require(Day("2023-10-10")),
      ["nationality": .word("HTI"), "arrived": .day(try #require(Day("2023-01-01")))])
    let report = ScreeningReport(Screening(set, situation), .spanish)
    #expect(report.assumptions.contains("La persona está en Estados Unidos."))
  }
}
