import Periods
import Wording

/// A policy of a state about people on the move: a lawful way in, a return programme, a closure, processing at a border, enforcement in transit, a visa rule, an agreement or an
/// announcement.
package struct Policy: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Codable, Sendable {
    /// A lawful way in, or to stay.
    case pathway
    /// A programme that takes people back to a country.
    case `return`
    /// What a country promises another: without it no return happens.
    case agreement
    /// A road that may not be used.
    case closure
    /// People that an authority can process in a day.
    case processing
    /// Interception on the way, and where people are taken.
    case enforcement
    /// A visa that is required for entry.
    case visa
    /// A public statement; it changes what people expect.
    case announcement
    /// What an authority can do to people in a situation: a risk that an adviser checks first.
    case exposure
    /// A way whose answer hangs on the facts of a case: it is named with what it asks for, and nothing
    /// more.
    case referral

    /// How lists name it.
    package func name(_ language: Language) -> String {
      switch self {
      case .pathway: language("pathway", "vía")
      case .return: language("return", "retorno")
      case .agreement: language("agreement", "acuerdo")
      case .closure: language("closure", "cierre")
      case .processing: language("processing", "trámite")
      case .enforcement: language("enforcement", "control")
      case .visa: language("visa", "visa")
      case .announcement: language("announcement", "anuncio")
      case .exposure: language("exposure", "riesgo")
      case .referral: language("referral", "otra vía")
      }
    }
  }

  /// Where a person applies for a pathway.
  package enum Venue: String, CaseIterable, Hashable, Codable, Sendable {
    /// At a port of entry, by an appointment.
    case border
    /// Before the journey, arriving by air.
    case abroad
    /// By people who are in the country already.
    case inside
  }

  /// Who of those who wait is next.
  package enum Queue: String, CaseIterable, Hashable, Codable, Sendable {
    case lottery
    case firstCome = "first-come"
    /// Half of the places by lot, half to those who have waited longest.
    case mixed
  }

  package let id: String
  package var kind: Kind
  /// Country whose policy it is: ISO 3166-1 alpha-3.
  package let authority: String
  package let name: Localized
  /// For a pathway.
  package var venue: Venue?
  /// For a return: the country that people are taken from, and the one that they are taken to.
  package var takesFrom: String?
  package var takesTo: String?
  /// For a return: the id of the agreement that it depends on.
  package var needs: String?
  /// For a closure: the two ends of the road. For enforcement: where people are taken. For a
  /// pathway at the border: its ports. Ids of places of a corridor.
  package var places: [String]
  /// What was in force when, in order of their first days.
  package var rules: [Rule]
  /// What excludes people who meet the rule.
  package var bars: [Bar] = []
  package var guidance = Guidance()
  /// Line of the file it was read from.
  package var line: Int?

  /// The conditions and numbers of a policy over a span of time.
  package struct Rule: Hashable, Sendable {
    package var from: Day
    /// Last day in force; `nil` while no end is known.
    package var until: Day?
    /// The day on which the rule became known; `nil` for its first day.
    package var announced: Day?
    /// The day on which its end became known; `nil` for the day of the announcement.
    package var endKnown: Day?
    package var applies: Expression
    /// Why it is not certain that the rule holds.
    package var contested: Contested?
    /// Ids of sources.
    package var sources: [String]
    /// The dates are from press reports.
    package var isFromPress: Bool
    package var note: Localized?
    /// That the condition holds says only that a lawyer should look: the facts of the case decide.
    package var isForLawyer = false
    /// The day through which this rule was checked; `nil` for that of the file.
    package var checked: Day?
    /// What became of the rule before agencies and courts, in order of days.
    package var history: [Turn] = []
    /// People a day or month that it has room for; `nil` when no limit is known.
    package var capacity: Quantity?
    /// People that it has room for over its whole time.
    package var total: Quantity?
    package var flights: Quantity?
    package var seats: Quantity?
    package var queue: Queue?
    package var line: Int?

    package var knownFrom: Day { announced ?? from }

    package func isInForce(on day: Day) -> Bool {
      from <= day && (until.map { day <= $0 } ?? true)
    }

    /// The last step of its history by a day.
    package func turn(on day: Day) -> Turn? { history.last { $0.from <= day } }

    /// People that it can take on an average day: its capacity, or flights × seats.
    package var peoplePerDay: Double? {
      if let flights = flights?.perDay { return flights * (seats?.value ?? 0) }
      return capacity?.perDay
    }
  }

  package struct Contested: Hashable, Sendable {
    package var from: Day
    package var until: Day?
    package var reason: Localized

    package func covers(_ day: Day) -> Bool { from <= day && (until.map { day <= $0 } ?? true) }
  }

  /// The policy as it was known on a day: without rules that became known later, and without ends that
  /// were not yet known.
  package func known(by day: Day) -> Policy {
    var copy = self
    copy.rules = rules.filter { $0.knownFrom <= day }.map { rule in
      var rule = rule
      if let end = rule.endKnown, end > day { rule.until = nil }
      if let contested = rule.contested, contested.from > day { rule.contested = nil }
      rule.history.removeAll { $0.from > day }
      return rule
    }
    copy.bars.removeAll { $0.from > day }
    for index in copy.bars.indices { copy.bars[index].history.removeAll { $0.from > day } }
    return copy
  }

  /// The rule that ended last of those that ended before a day.
  package func lastRule(by day: Day) -> Rule? {
    rules.filter { $0.until.map { $0 < day } ?? false }.max {
      ($0.until ?? day) < ($1.until ?? day)
    }
  }

  /// The rule in force on a day; of several, the one announced last.
  package func rule(on day: Day) -> Rule? {
    rules.filter { $0.isInForce(on: day) }.max { $0.knownFrom < $1.knownFrom }
  }
}

/// Where a rule is published.
package struct PolicySource: Hashable, Codable, Sendable {
  package var id: String
  package var publisher: String
  package var title: String
  /// Empty when there is no stable address.
  package var url: String
  package var date: String
}

/// The policies of a corridor, with the facts they ask for and the sources they rest on.
public struct PolicySet: Sendable {
  package let name: Localized
  /// Country in which a person who has arrived is assumed to be.
  package let destination: String
  /// What is assumed of a person who has arrived.
  package let assumptions: [Assumption]
  /// Common facts and those of the file, by id.
  package let facts: [String: Fact]
  /// Ids of the facts, in the order of an interview.
  package let factOrder: [String]
  package let sources: [String: PolicySource]
  package var policies: [Policy]
  /// The day through which the rules were checked; `nil` where the file does not state it.
  package var checked: Day?
  /// People whom a country's rules do not reach.
  package var exemptions: [Exemption] = []
  /// Days on which offices are closed, by country.
  package var holidays: [String: HolidayCalendar] = [:]
  /// Names of countries, for answers and for what is asked.
  package var countries = Countries.unnamed
  /// What is odd in the file without being an error.
  package var warnings: [Localized] = []

  /// A country's days off; without holidays where the file states none.
  package func calendar(of country: String) -> HolidayCalendar {
    holidays[country] ?? HolidayCalendar()
  }

  /// The day through which a rule was checked.
  package func checked(_ rule: Policy.Rule) -> Day? { rule.checked ?? checked }

  /// What must be read before an answer for a day that nobody has checked the rules for; `nil` for a day
  /// through which they were checked.
  package func caution(on day: Day, _ language: Language) -> String? {
    guard let checked else {
      return language(
        "The policy file does not state until when its rules were checked. They may have changed.",
        "El archivo de políticas no indica hasta cuándo se revisaron sus normas. Pueden haber cambiado."
      )
    }
    guard day > checked else { return nil }
    return language(
      "Rules checked through \(language.day(checked)); what changed after that day is not in here.",
      "Normas revisadas hasta el \(language.day(checked)); lo que cambió después de ese día no está aquí."
    )
  }

  /// A fact's value and the sentence that states it.
  package struct Assumption: Hashable, Sendable {
    package var fact: String
    package var value: FactValue
    package var text: Localized
  }

  package subscript(id: String) -> Policy? { policies.first { $0.id == id } }

  package func known(by day: Day) -> PolicySet {
    var copy = self
    copy.policies = policies.map { $0.known(by: day) }.filter { !$0.rules.isEmpty }
    return copy
  }
}
