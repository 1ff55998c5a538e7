import Tabular
import Wording

/// A number with its unit, as a policy states it: `1450 people/day`, `135 seats/flight`.
package struct Quantity: Hashable, Sendable {
  package enum Unit: String, CaseIterable, Hashable, Sendable {
    case people, flights, seats, appointments, beds, days, percent
  }

  package enum Per: String, CaseIterable, Hashable, Sendable {
    case day, week, month, year, flight

    /// Length in days; `nil` for a flight. A month is a twelfth of 365.25 days.
    package var days: Double? {
      switch self {
      case .day: 1
      case .week: 7
      case .month: 365.25 / 12
      case .year: 365.25
      case .flight: nil
      }
    }
  }

  /// Never negative.
  package var value: Double
  package var unit: Unit
  package var per: Per?

  package init(_ value: Double, _ unit: Unit, per: Per? = nil) {
    self.value = value
    self.unit = unit
    self.per = per
  }

  /// Largest value that is read: more than any policy concerns, few enough to be simulated.
  private static let most = 1e7

  /// `number unit` or `number unit/per`; `nil` when it is written otherwise.
  package init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 2, let value = Double(words[0]), (0...Quantity.most).contains(value) else {
      return nil
    }
    let parts = words[1].split(separator: "/", omittingEmptySubsequences: false)
    guard let unit = Quantity.unit(parts[0]), parts.count <= 2 else { return nil }
    self.init(value, unit)
    if parts.count == 2 {
      guard let per = Per(rawValue: String(parts[1])) else { return nil }
      self.per = per
    }
  }

  private static func unit(_ word: Substring) -> Unit? {
    Unit(rawValue: String(word)) ?? Unit(rawValue: word + "s") ?? (word == "person" ? .people : nil)
  }

  /// The value for one day; `nil` when the quantity is not one per time.
  package var perDay: Double? { per?.days.map { value / $0 } }
}

extension Quantity: CustomStringConvertible {
  package var description: String {
    let number = Int(exactly: value).map(String.init) ?? "\(value)"
    return number + " " + unit.rawValue + (per.map { "/\($0.rawValue)" } ?? "")
  }
}

extension Quantity {
  /// "4.5 flights/month", "4,5 vuelos/mes".
  package func text(_ language: Language) -> String {
    guard language == .spanish else { return description }
    let unit =
      switch unit {
      case .people: "personas"
      case .flights: "vuelos"
      case .seats: "asientos"
      case .appointments: "citas"
      case .beds: "camas"
      case .days: "días"
      case .percent: "por ciento"
      }
    let per = per.map { per in
      switch per {
      case .day: "/día"
      case .week: "/semana"
      case .month: "/mes"
      case .year: "/año"
      case .flight: "/vuelo"
      }
    }
    return language.count(value) + " " + unit + (per ?? "")
  }
}
