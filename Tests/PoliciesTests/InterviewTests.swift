import Corridors
import Foundation
import Periods
import Policies
import TestSupport
import Testing
import Wording

private let shipped = Result { try CorridorFolder("venezuela-us").policies() }

@Suite struct InterviewTests {
  /// Every fact of a person, as the full form would ask for it, and how often they do not know.
  private static func person(
    _ set: PolicySet, on day: Day, _ random: inout SplitMix, unknown: Double = 0.08
  ) -> [String: FactValue?] {
    var facts: [String: FactValue?] = [:]
    let arrived = day.adding(days: -ago(&random))
    for (id, fact) in set.facts.sorted(by: { $0.key < $1.key }) where fact.covers.isEmpty {
      switch fact.kind {
      case .yesNo: facts[id] = .yesNo(Int.random(in: 0..<4, using: &random) == 0)
      case .country:
        let words =
          id == "in"
          ? ["USA", "USA", "USA", "MEX", "COL"] : ["VEN", "VEN", "CUB", "HTI", "COL", "MEX", "USA"]
        facts[id] = .word(words.randomElement(using: &random) ?? "VEN")
      case .choice(let words): facts[id] = words.randomElement(using: &random).map(FactValue.word)
      case .number: facts[id] = .number(Double(Int.random(in: 0...80, using: &random)))
      case .day:
        let since = Bool.random(using: &random) ? arrived : day.adding(days: -ago(&random))
        facts[id] = .day(id == "arrived" ? arrived : since)
      }
      if random.uniform() < unknown { facts[id] = .some(nil) }
    }
    return facts
  }

  /// Days before the day asked about: days, weeks, months and years are as likely.
  private static func ago(_ random: inout SplitMix) -> Int {
    Int(exp(random.uniform() * log(4000.0))) - 1
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

  /// Answers a question. Of a list those facts that are so are named; who is in doubt about one of the others is taken
  /// to be in doubt about all of them.
  private static func say(
    _ question: Fact, _ facts: inout [String: FactValue?], to said: inout [String: FactValue?]
  ) {
    said[question.id] = .some(answer(question, facts))
    guard question.isList, said[question.id] == .yesNo(true) else { return }
    let left = question.covers.filter { said[$0] == nil && facts[$0] != .yesNo(true) }
    let isDoubtful = left.contains { facts[$0] != .yesNo(false) }
    if isDoubtful { for fact in left { facts[fact] = .some(nil) } }
    for fact in question.covers where said[fact] == nil { said[fact] = facts[fact] }
  }

  /// What must hold of every interview: it ends with the answers of the full form, in no more questions, whatever the
  /// person does not know. Who does not know whether any of several things happened knows none of them.
  @Test(arguments: [0, 0.05, 0.2, 0.5])
  func `an interview ends with the answers of the full form`(unknown: Double) throws {
    let set = try shipped.get()
    let seed = UInt64(20_251_107) &+ UInt64(unknown * 100)
    var random = SplitMix(seed: seed)
    var counts: [Int] = []
    let questions = set.facts.values.count { $0.covers.isEmpty }
    for number in 0..<30 {
      let day = try #require(Day("2022-06-01")).adding(
        days: Int.random(in: 0...1700, using: &random))
      var facts = Self.person(set, on: day, &random, unknown: unknown)
      let interview = ScreeningInterview(set, on: day)
      var said: [String: FactValue?] = [:]
      var asked = 0
      while let question = interview.step(said).question {
        #expect(said[question.id] == nil, "asked twice")
        if question.isList, random.uniform() < unknown {
          for fact in question.covers where said[fact] == nil { facts[fact] = .some(nil) }
          said[question.id] = .some(nil)
        } else {
          Self.say(question, &facts, to: &said)
        }
        asked += 1
        if asked > 60 { break }
      }
      counts.append(asked)
      #expect(asked <= questions)
      #expect(interview.step(said).open == 0)
      let full = Screening(set, Situation(on: day, stated: facts))
      let short = Screening(set, Situation(on: day, stated: set.expanded(said)))
      for policy in set.policies where ScreeningInterview.kinds.contains(policy.kind) {
        #expect(
          short.answer(of: policy) == full.answer(of: policy),
          "seed \(seed), person \(number), \(policy.id) on \(day): \(facts); said \(said)")
      }
    }
    print("questions asked, \(unknown) unknown: \(counts.sorted())")
  }

  /// Somebody without convictions or earlier orders, as most people are, is asked eight questions at most.
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
      Self.say(question, &facts, to: &said)
      order.append(question.id)
    }
    #expect(order.count <= 8, "\(order)")
    print("\(on) \(told["nationality"] ?? "") in \(told["in"] ?? ""): \(order)")
  }

  /// Those who come to an adviser have more to say than most: none is asked more than eight questions.
  /// What their row does not say did not happen to them.
  @Test func `people as an adviser meets them are asked few questions`() throws {
    let set = try shipped.get()
    let counts = try AdvisedPerson.all.map { person in
      let told = try person.screening(set).situation
      var facts: [String: FactValue?] = [:]
      for (id, fact) in set.facts where fact.covers.isEmpty {
        facts[id] = told[id] ?? (fact.kind == .yesNo ? .yesNo(false) : nil)
      }
      let interview = ScreeningInterview(set, on: try #require(Day(person.on)))
      var said: [String: FactValue?] = [:]
      var asked = 0
      while let question = interview.step(said).question {
        Self.say(question, &facts, to: &said)
        asked += 1
      }
      return asked
    }
    print("questions to people as an adviser meets them: \(counts.sorted())")
    #expect(counts.allSatisfy { $0 <= 8 })
  }

  /// What must hold of every question: some people who have said the same so far, "I don't know" with the rest, and differ in
  /// its answer alone, get different answers. Two thousand of them are tried at most.
  @Test(arguments: [0.05, 0.3])
  func `nothing is asked that cannot matter`(unknown: Double) throws {
    let set = try shipped.get()
    let seed = UInt64(41) &+ UInt64(unknown * 100)
    var random = SplitMix(seed: seed)
    for number in 0..<25 {
      let day = try #require(Day("2022-06-01")).adding(
        days: Int.random(in: 0...1600, using: &random))
      let facts = Self.person(set, on: day, &random, unknown: unknown)
      let interview = ScreeningInterview(set, on: day)
      var said: [String: FactValue?] = [:]
      while let question = interview.step(said).question {
        #expect(
          try Self.matters(question, after: said, set, day, &random),
          "seed \(seed), person \(number), \(day), \(question.id) after \(said)")
        said[question.id] = .some(
          random.uniform() < unknown ? nil : Self.answer(question, facts))
        if said.count > 60 { break }
      }
    }
  }

  private static func matters(
    _ question: Fact, after said: [String: FactValue?], _ set: PolicySet, _ day: Day,
    _ random: inout SplitMix
  ) throws -> Bool {
    let policies = set.policies.filter { ScreeningInterview.kinds.contains($0.kind) }
    func answers(_ facts: [String: FactValue?]) -> [Answer] {
      let screening = Screening(set, Situation(on: day, stated: set.expanded(facts)))
      return policies.map { screening.answer(of: $0) }
    }
    // Facts that a group has settled are not free, nor are those that were said.
    let settled = set.expanded(said)
    for _ in 0..<2000 {
      var one = person(set, on: day, &random)
      for (id, value) in settled { one[id] = value }
      var other = one
      let another = person(set, on: day, &random)
      for id in question.covers.isEmpty ? [question.id] : question.covers where settled[id] == nil {
        other[id] = another[id]
      }
      if answers(one) != answers(other) { return true }
    }
    return false
  }

  /// Nobody who is beyond the rules is asked on: a citizen (8 U.S.C. 1101(a)(3)), or somebody in a country without
  /// rules here.
  @Test(arguments: [
    ("2025-10-10", ["nationality": "USA", "in": "USA"], 2),
    ("2025-10-10", ["nationality": "USA", "in": "MEX"], 2),
    ("2025-10-10", ["nationality": "VEN", "in": "ARG"], 2),
    ("2025-10-10", ["nationality": "COL", "in": "COL"], 2),
    ("2025-10-10", ["nationality": "FRA", "in": "FRA"], 2),
  ])
  func `an interview ends at once where nothing can matter`(
    on: String, told: [String: String], most: Int
  ) throws {
    let set = try shipped.get()
    let facts = try SituationReader(set).read(told.map { (fact: $0.key, value: $0.value) })
    let interview = ScreeningInterview(set, on: try #require(Day(on)))
    var said: [String: FactValue?] = [:]
    while let question = interview.step(said).question {
      said[question.id] = .some(facts[question.id] ?? nil)
      if said.count > 20 { break }
    }
    #expect(said.count <= most, "\(said.keys.sorted())")
    let situation = Situation(on: try #require(Day(on)), stated: set.expanded(said))
    #expect(!Screening(set, situation).remarks(.english).isEmpty)
  }

  /// A permanent resident (8 U.S.C. 1101(a)(20)) is asked only about what can still be at risk.
  @Test func `a permanent resident is asked about convictions and orders alone`() throws {
    let set = try shipped.get()
    let interview = ScreeningInterview(set, on: try #require(Day("2025-10-10")))
    var said: [String: FactValue?] = [
      "nationality": .word("VEN"), "in": .word("USA"), "permanent-resident": .yesNo(true),
    ]
    var asked: [String] = []
    while let question = interview.step(said).question {
      asked.append(question.id)
      said[question.id] = .some(.yesNo(false))
      if asked.count > 10 { break }
    }
    #expect(Set(asked).isSubset(of: ["trouble", "conviction", "missed-hearing"]), "\(asked)")
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
