import Periods
import Policies
import Tabular
import Wording

/// Reads `movement.yaml` of a corridor and reports all of its mistakes at once.
struct MovementPlanReader {
  let root: DataEntry
  let policies: PolicySet

  private static let sections = [
    "start", "people", "travel", "ordinary", "counts", "entries", "stocks", "returns",
    "interception", "appointments", "walk-up", "news", "hazards", "parameters",
  ]

  func read() throws(InputError) -> MovementPlan {
    root.knows(MovementPlanReader.sections)
    let parameters = (root.required("parameters")?.members ?? []).compactMap(parameter)
    let numbers = Numbers(names: parameters.map(\.id))
    let travel = root.required("travel")
    travel?.knows(["circuity", "kilometres-per-day", "stay"])
    let news = root.required("news")
    news?.knows(["delay", "window"])
    let start = root.required("start")?.value("a date such as 2022-01-01") { Day($0) }
    let people = root.required("people")?.country
    let plan = MovementPlan(
      start: start ?? Day(number: 0), people: people ?? "",
      circuity: travel?.required("circuity").flatMap { positive($0) } ?? 1,
      kilometresPerDay: table(travel?.required("kilometres-per-day")),
      stay: table(travel?.required("stay")), ordinary: ordinary(),
      counts: (root.required("counts")?.list ?? []).compactMap { count($0, numbers) },
      entries: (root.required("entries")?.list ?? []).compactMap { entry($0, numbers) },
      stocks: (root.optional("stocks")?.list ?? []).compactMap { stock($0, numbers) },
      returns: (root.optional("returns")?.list ?? []).compactMap { practice($0, numbers) },
      interceptions: (root.optional("interception")?.list ?? []).compactMap {
        interception($0, numbers)
      },
      appointments: (root.optional("appointments")?.list ?? []).compactMap {
        appointment($0, numbers)
      },
      walkUp: numbers.phased(root.optional("walk-up"), .people) ?? PhasedNumber(first: .value(0)),
      newsDelay: days(news?.required("delay")), newsWindow: max(1, days(news?.required("window"))),
      hazards: (root.optional("hazards")?.list ?? []).compactMap(hazard), parameters: parameters)
    for id in MovementPlan.needed where !parameters.contains(where: { $0.id == id }) {
      root.required("parameters")?.wrong(expected: "a parameter \"\(id)\"", found: "none")
    }
    try root.check()
    return plan
  }

  /// Reads numbers that are set or are named parameters, and refuses other names.
  private struct Numbers {
    let names: [String]

    /// What a number stands for. Numbers of people have the bound that policies' have: a run draws some in time that
    /// grows with them.
    enum Meaning: Double {
      case share = 1
      case factor = 1000
      case people = 1e7
    }

    func number(_ entry: DataEntry?, _ meaning: Meaning) -> ModelNumber? {
      guard let entry, let text = entry.text else { return nil }
      if let value = Double(text) {
        if (0...meaning.rawValue).contains(value) { return .value(value) }
        entry.wrong(
          expected: "a number from 0 to \(Int(meaning.rawValue)), or a parameter", found: text)
        return nil
      }
      if names.contains(text) { return .parameter(text) }
      entry.unknown(text, expected: "a number or a parameter", among: names)
      return nil
    }

    /// One number, or a list of numbers each of which holds from a day on.
    func phased(_ entry: DataEntry?, _ meaning: Meaning) -> PhasedNumber? {
      guard let entry else { return nil }
      guard entry.isList else { return number(entry, meaning).map { PhasedNumber(first: $0) } }
      var phased: PhasedNumber?
      for phase in entry.list {
        phase.knows(["from", "value"])
        guard let value = number(phase.required("value"), meaning) else { continue }
        if phased == nil {
          phased = PhasedNumber(first: value)
        } else if let from = phase.required("from")?.value("a date", { Day($0) }) {
          phased?.later.append(PhasedNumber.Phase(from: from, number: value))
        }
      }
      phased?.later.sort { $0.from < $1.from }
      return phased
    }
  }

  private func positive(_ entry: DataEntry) -> Double? {
    entry.value("a number above zero") { text in
      Double(text).flatMap { (1e-9...1e9).contains($0) ? $0 : nil }
    }
  }

  private func table<Key: RawRepresentable & CaseIterable & Hashable>(
    _ entry: DataEntry?
  ) -> [Key: Double] where Key.RawValue == String {
    guard let entry else { return [:] }
    entry.knows(Key.allCases.map(\.rawValue))
    var numbers: [Key: Double] = [:]
    for (name, value) in entry.members {
      if let key = Key(rawValue: name) { numbers[key] = positive(value) }
    }
    return numbers
  }

  private func texts(_ entry: DataEntry?) -> [String] { (entry?.list ?? []).compactMap(\.text) }

  private func ordinary() -> [String: FactValue] {
    var values: [String: FactValue] = [:]
    for (id, entry) in root.optional("ordinary")?.members ?? [] {
      guard let fact = policies.facts[id] else {
        entry.unknown(id, expected: "a fact of the policy file", among: policies.factOrder)
        continue
      }
      values[id] = entry.value(fact.format.en) { fact.value($0) }
    }
    return values
  }

  /// Standard deviations, on the scale of a parameter's kind.
  private static let widest = 5.0

  private func parameter(_ name: String, _ entry: DataEntry) -> MovementPlan.Parameter? {
    entry.knows(["kind", "median", "spread", "label"])
    guard
      let kind = entry.required("kind")?.choice(of: MovementPlan.Parameter.Kind.self),
      let median = entry.required("median")?.number,
      let spread = entry.required("spread").flatMap({ positive($0) }),
      let label = entry.required("label")?.localized
    else { return nil }
    let (isInside, expected) =
      switch kind {
      case .share: (median > 0 && median < 1, "a number between 0 and 1")
      case .positive: (median > 0 && median <= 1e7, "a number above zero, up to 10000000")
      case .real: (abs(median) <= 100, "a number from -100 to 100")
      }
    if !isInside { entry.optional("median")?.wrong(expected: expected, found: "\(median)") }
    // Beyond it a draw is many powers of ten away from the median.
    if spread > Self.widest {
      entry.optional("spread")?.wrong(
        expected: "a number above zero, up to \(Int(Self.widest))", found: "\(spread)")
    }
    return MovementPlan.Parameter(
      id: name, kind: kind, median: median, spread: spread, label: label)
  }

  private func count(_ entry: DataEntry, _ numbers: Numbers) -> MovementPlan.Count? {
    entry.knows(["id", "series", "label", "counts", "at", "country", "way", "share", "note"])
    guard let id = entry.required("id")?.text, let series = entry.required("series")?.text,
      let label = entry.required("label")?.localized,
      let what = entry.required("counts")?.choice(of: MovementPlan.Count.What.self)
    else { return nil }
    var way: ArrivalWay?
    switch what {
    case .arrivals: _ = entry.required("at")
    case .interceptions: _ = entry.required("country")
    case .encounters:
      _ = entry.required("country")
      way = entry.required("way")?.choice(of: ArrivalWay.self)
    }
    return MovementPlan.Count(
      id: id, series: series, label: label, what: what, places: texts(entry.optional("at")),
      country: entry.optional("country")?.country,
      way: way,
      share: numbers.phased(entry.optional("share"), .share) ?? PhasedNumber(first: .value(1)),
      note: entry.optional("note")?.localized)
  }

  private func entry(_ entry: DataEntry, _ numbers: Numbers) -> MovementPlan.Entry? {
    entry.knows(["id", "label", "count", "people-a-day", "from", "closed-by", "note"])
    guard let id = entry.required("id")?.text,
      let label = entry.required("label")?.localized
    else { return nil }
    let parts = (entry.required("from")?.members ?? []).map { place, value in
      (place: place, part: positive(value) ?? 0)
    }
    let sum = parts.reduce(0) { $0 + $1.part }
    if abs(sum - 1) > 0.001 {
      entry.optional("from")?.wrong(expected: "parts that add up to 1", found: "\(sum)")
    }
    if entry.optional("count") == nil { _ = entry.required("people-a-day") }
    var made = MovementPlan.Entry(
      id: id, label: label, count: entry.optional("count")?.text,
      peopleADay: numbers.number(entry.optional("people-a-day"), .people),
      closedBy: entry.optional("closed-by").flatMap(policy))
    made.from = parts
    return made
  }

  private func stock(_ entry: DataEntry, _ numbers: Numbers) -> MovementPlan.Stock? {
    entry.knows(["place", "people"])
    guard let place = entry.required("place")?.text,
      let people = numbers.number(entry.required("people"), .people)
    else { return nil }
    return MovementPlan.Stock(place: place, people: people)
  }

  /// The id of an existing policy.
  private func policy(_ entry: DataEntry) -> String? {
    guard let id = entry.text else { return nil }
    if policies[id] == nil {
      entry.unknown(id, expected: "the id of a policy", among: policies.policies.map(\.id))
    }
    return id
  }

  private func practice(_ entry: DataEntry, _ numbers: Numbers) -> MovementPlan.ReturnPractice? {
    entry.knows(["policy", "carried-out", "held"])
    guard let id = entry.required("policy").flatMap(policy) else { return nil }
    return MovementPlan.ReturnPractice(
      policy: id, carriedOut: numbers.number(entry.optional("carried-out"), .share),
      held: numbers.number(entry.optional("held"), .share))
  }

  private func interception(_ entry: DataEntry, _ numbers: Numbers) -> MovementPlan.Interception? {
    entry.knows(["country", "per-day", "moved", "taken-to", "under"])
    let under = entry.optional("under")
    under?.knows(["policy", "factor", "moved"])
    guard let country = entry.required("country")?.country,
      let perDay = numbers.number(entry.required("per-day"), .share)
    else { return nil }
    return MovementPlan.Interception(
      country: country, perDay: perDay,
      moved: numbers.number(entry.optional("moved"), .share) ?? .value(0),
      takenTo: texts(entry.optional("taken-to")), policy: under?.required("policy").flatMap(policy),
      factor: numbers.number(under?.optional("factor"), .factor),
      movedUnder: numbers.number(under?.optional("moved"), .share))
  }

  private func appointment(
    _ entry: DataEntry, _ numbers: Numbers
  ) -> MovementPlan.AppointmentShare? {
    entry.knows(["policy", "share"])
    guard let id = entry.required("policy").flatMap(policy),
      let share = numbers.phased(entry.required("share"), .share)
    else { return nil }
    return MovementPlan.AppointmentShare(policy: id, share: share)
  }

  private func days(_ entry: DataEntry?) -> Int {
    entry?.value("a number of days") { text in
      Int(text).flatMap { (0...365).contains($0) ? $0 : nil }
    } ?? 0
  }

  private func hazard(_ entry: DataEntry) -> MovementPlan.Hazard? {
    entry.knows(["id", "label", "roads", "deaths", "passages"])
    guard let id = entry.required("id")?.text,
      let label = entry.required("label")?.localized,
      let deaths = entry.required("deaths")?.text, let passages = entry.required("passages")?.text
    else { return nil }
    let roads = (entry.required("roads")?.list ?? []).map { texts($0) }
    return MovementPlan.Hazard(
      id: id, label: label, roads: roads, deaths: deaths, passages: passages)
  }
}

extension MovementPlan {
  /// Names of the parameters that the model's rules use.
  package static let needed = [
    "tempo", "attrition", "settled-days", "decide-days", "appeal-of-waiting", "dislike-of-waiting",
    "fear-of-return", "appeal-of-stopping", "appeal-of-turning-back", "patience-days", "held-days",
    "depart-again", "entries-drift", "entries-response", "announcement-effect",
  ]
}
