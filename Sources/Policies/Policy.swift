import Periods
import Wording

/// Something that a state does about people on the move: a lawful way in, a return programme, a
/// closure, processing at a border, enforcement in transit, a visa rule, an agreement or an
/// announcement.
public struct Policy: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Codable, Sendable {
    /// A lawful way in, or to stay.
    case pathway
    /// A programme that takes people back to a country.
    case `return`
    /// What a country promises another: without it no return happens.
    case agreement
    /// A way that is not to be used.
    case closure
    /// People that an authority can process in a day.
    case processing
    /// Interception on the way, and where people are taken.
    case enforcement
    /// A visa that is asked of those who arrive.
    case visa
    /// Something that was said; it changes what people expect.
    case announcement
  }

  /// Where a pathway is asked for.
  public enum Venue: String, CaseIterable, Hashable, Codable, Sendable {
    /// At a port of entry, by an appointment.
    case border
    /// Before the journey, arriving by air.
    case abroad
    /// By people who are in the country already.
    case inside
  }

  /// Who of those that wait is next.
  public enum Queue: String, CaseIterable, Hashable, Codable, Sendable {
    case lottery
    case firstCome = "first-come"
    /// Half of the places by lot, half to those who have waited longest.
    case mixed
  }

  public let id: String
  public var kind: Kind
  /// Country or body that does it: ISO 3166-1 alpha-3.
  public let authority: String
  public let name: Localized
  /// For a pathway.
  public var venue: Venue?
  /// For a return: the country that people are taken from, and the one that they are taken to.
  public var takesFrom: String?
  public var takesTo: String?
  /// For a return: the id of the agreement without which there is none.
  public var needs: String?
  /// For a closure: the two ends of the road. For enforcement: where people are taken. For a
  /// pathway at the border: its ports. Ids of places of a corridor.
  public var places: [String]
  /// What was in force when, in order of their first days.
  public var rules: [Rule]
  /// Line of the file it was read from.
  public var line: Int?

  /// A stretch of time with the same conditions and numbers.
  public struct Rule: Hashable, Sendable {
    public var from: Day
    /// Last day in force; `nil` while no end is known.
    public var until: Day?
    /// The day since when it was known that the rule would be; its first day when nothing was said.
    public var announced: Day?
    /// The day since when its end was known; the announcement when nothing was said.
    public var endKnown: Day?
    public var applies: Expression
    /// Why nobody can say for certain that the rule holds.
    public var contested: Contested?
    /// Ids of sources.
    public var sources: [String]
    /// The dates are from press reports.
    public var isFromPress: Bool
    public var note: Localized?
    /// People a day or month that it has room for; `nil` when it has no limit that is known.
    public var capacity: Quantity?
    /// People that it has room for in all.
    public var total: Quantity?
    public var flights: Quantity?
    public var seats: Quantity?
    public var queue: Queue?
    public var line: Int?

    public var knownFrom: Day { announced ?? from }

    public func isInForce(on day: Day) -> Bool {
      from <= day && (until.map { day <= $0 } ?? true)
    }

    /// People that it can take on an average day: its capacity, or flights × seats.
    public var peoplePerDay: Double? {
      if let flights = flights?.perDay { return flights * (seats?.value ?? 0) }
      return capacity?.perDay
    }
  }

  public struct Contested: Hashable, Sendable {
    public var from: Day
    public var until: Day?
    public var reason: Localized

    public func covers(_ day: Day) -> Bool { from <= day && (until.map { day <= $0 } ?? true) }
  }

  /// The policy as it was known on a day: later rules are not there yet, and an end that was not
  /// known is none.
  public func known(by day: Day) -> Policy {
    var copy = self
    copy.rules = rules.filter { $0.knownFrom <= day }.map { rule in
      var rule = rule
      if let end = rule.endKnown, end > day { rule.until = nil }
      if let contested = rule.contested, contested.from > day { rule.contested = nil }
      return rule
    }
    return copy
  }

  /// The rule in force on a day; of several, the one announced last.
  public func rule(on day: Day) -> Rule? {
    rules.filter { $0.isInForce(on: day) }.max { $0.knownFrom < $1.knownFrom }
  }
}

/// Where a rule is written.
public struct PolicySource: Hashable, Codable, Sendable {
  public var id: String
  public var publisher: String
  public var title: String
  /// Empty when there is no stable address.
  public var url: String
  public var date: String
}

/// The policies of a corridor, with the facts they ask for and the sources they rest on.
public struct PolicySet: Sendable {
  public let name: Localized
  /// Country that `arrived` speaks of when nothing else is said.
  public let destination: String
  /// What is taken to be so of somebody who has arrived, when nothing else is said.
  public let assumptions: [Assumption]
  /// Common facts and those of the file, by id.
  public let facts: [String: Fact]
  /// Ids of the facts in the order to ask for them.
  public let factOrder: [String]
  public let sources: [String: PolicySource]
  public var policies: [Policy]
  /// What is odd about the file, without being wrong.
  public var warnings: [String] = []

  /// A fact's value and how it is told to the reader.
  public struct Assumption: Hashable, Sendable {
    public var fact: String
    public var value: FactValue
    public var text: Localized
  }

  public subscript(id: String) -> Policy? { policies.first { $0.id == id } }

  public func known(by day: Day) -> PolicySet {
    var copy = self
    copy.policies = policies.map { $0.known(by: day) }.filter { !$0.rules.isEmpty }
    return copy
  }
}
