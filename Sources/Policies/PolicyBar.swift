import Periods
import Wording

/// What decides besides a rule's own condition: an exclusion that the law makes, with how far a few facts
/// can tell it.
package struct Bar: Hashable, Sendable {
  /// What follows when the bar's condition holds.
  package enum Level: String, CaseIterable, Hashable, Codable, Sendable {
    /// The pathway is not open.
    case excludes
    /// The law presumes that it is not open; the presumption can be rebutted: ask a lawyer.
    case presumption
    /// Whether the bar itself is in force is before the courts: ask a lawyer.
    case contested
    /// There are exceptions that depend on the case: ask a lawyer.
    case lawyer
  }

  package let id: String
  package var name: Localized
  package var level: Level
  package var from: Day
  package var until: Day?
  package var when: Expression
  /// Taken not to apply while nothing is said of it; it is then named with the answer.
  package var isRare: Bool
  package var note: Localized?
  /// Ids of sources.
  package var sources: [String]
  /// What became of it before agencies and courts, in order of days.
  package var history: [Turn] = []
  package var line: Int?

  package func isInForce(on day: Day) -> Bool {
    from <= day && (until.map { day <= $0 } ?? true)
  }

  /// Whether a court had stopped it by a day. What courts did after the day of the last check is not known, so that
  /// the bar is then left for a lawyer.
  func isStopped(on day: Day, checked: Day?) -> Bool {
    guard checked.map({ day <= $0 }) ?? true else { return false }
    return history.last { $0.from <= day }.map { !$0.isInForce } ?? false
  }

  /// What there is to say of it on a day: its note, and what became of it by then.
  func remark(on day: Day, _ language: Language) -> String? {
    let steps = history.filter { $0.from <= day }.map {
      language("On \(language.day($0.from)): ", "El \(language.day($0.from)): ") + $0.text(language)
    }
    let lines = [note?(language)].compactMap(\.self) + steps
    return lines.isEmpty ? nil : lines.joined(separator: " ")
  }

  /// A bar with the answer for a person.
  package struct Finding: Hashable, Sendable {
    package let bar: Bar
    package let answer: Answer
    package let reason: Reason?
  }
}

/// A step in what became of a rule before agencies and courts, and whether the rule holds from then on.
package struct Turn: Hashable, Sendable {
  package enum State: String, CaseIterable, Hashable, Codable, Sendable {
    case inForce = "in-force"
    case vacated
    case terminated
    case postponed
    case stayed
    case stayLifted = "stay-lifted"
    case setAside = "set-aside"
    case affirmed
  }

  package var from: Day
  package var state: State
  /// Whether the rule holds from this day on.
  package var isInForce: Bool
  /// People for whom that is not settled.
  package var unless: Expression?
  package var text: Localized
  /// Ids of sources.
  package var sources: [String]
}

/// What somebody who asks about a policy should know beside the answer.
package struct Guidance: Hashable, Sendable {
  /// What the law asks for, in words, where the facts of a case decide.
  package var requires: Localized?
  /// The work permit that goes with it.
  package var work: Localized?
  /// Papers to bring.
  package var bring: [Localized] = []
  /// Questions for a lawyer.
  package var ask: [Localized] = []
  package var deadline: Deadline?

  package init() {}

  /// The last day to apply, counted from a fact.
  package struct Deadline: Hashable, Sendable {
    package var fact: String
    package var years: Int
    package var workingDays: Int
    package var text: Localized
    /// The first day from which the law counts it; `nil` for always.
    package var since: Day?

    /// Which days were counted; `nil` where years were.
    package func counted(_ calendar: HolidayCalendar, _ language: Language) -> String? {
      guard workingDays > 0 else { return nil }
      return calendar.note?(language)
        ?? language(
          "Counted from Monday to Friday. Holidays are not known here; each makes the day later.",
          "Se cuenta de lunes a viernes. Aquí no se conocen los feriados; cada uno atrasa el día.")
    }

    /// The last day. Where no holidays are stated, working days are Monday to Friday, so that a holiday only makes it
    /// later. Years that end on a day off run to the next working day (8 CFR 208.4(a)(2)(ii)).
    package func day(from start: Day, _ calendar: HolidayCalendar) -> Day {
      guard workingDays > 0 else {
        return calendar.workingDay(from: start.adding(months: 12 * years))
      }
      var day = start
      for _ in 0..<workingDays { day = calendar.workingDay(from: day.adding(days: 1)) }
      return day
    }
  }
}
