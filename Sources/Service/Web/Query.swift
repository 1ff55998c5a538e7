import Foundation
import Hummingbird
import Periods
import Record
import Wording

/// The parameters of a request's address, or the fields of a form.
struct Query: Sendable {
  private let values: [String: [String]]

  init(_ request: Request) { self.init(text: request.uri.query ?? "") }

  /// `a=b&c=d`, percent-encoded, with plus signs for spaces.
  init(text: String) {
    var values: [String: [String]] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let decoded = parts.map {
        $0.replacing("+", with: " ").removingPercentEncoding ?? String($0)
      }
      values[decoded[0], default: []].append(decoded.count > 1 ? decoded[1] : "")
    }
    self.values = values
  }

  /// The last value of a parameter; `nil` when it is not there or empty.
  func text(_ name: String, limit: Int = 2_000) throws(Problem) -> String? {
    guard let value = values[name]?.last, !value.isEmpty else { return nil }
    guard value.utf8.count <= limit else {
      throw .badParameter(name, expected: "at most \(limit) bytes", found: value)
    }
    guard !value.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
    else { throw .badParameter(name, expected: "text without control characters", found: "some") }
    return value
  }

  func required(_ name: String) throws(Problem) -> String {
    guard let value = try text(name) else {
      throw .badParameter(name, expected: "a value", found: "")
    }
    return value
  }

  func all(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }

  func day(_ name: String) throws(Problem) -> Day? {
    guard let text = try text(name) else { return nil }
    guard let day = Day(typed: text), (1900...2200).contains(day.year) else {
      throw .badParameter(name, expected: "a day such as 2023-10-05", found: text)
    }
    return day
  }

  func period(_ name: String) throws(Problem) -> Period? {
    guard let text = try text(name) else { return nil }
    return try Query.period(text, name)
  }

  static func period(_ text: String, _ name: String) throws(Problem) -> Period {
    guard let period = Period(typed: text) else {
      throw .badParameter(
        name, expected: "a period such as 2023-08, 2023-Q3, 2023 or FY2023", found: text)
    }
    return period
  }

  func number(_ name: String, _ range: ClosedRange<Int>) throws(Problem) -> Int? {
    guard let text = try text(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw .badParameter(
        name, expected: "a number from \(range.lowerBound) to \(range.upperBound)", found: text)
    }
    return number
  }

  func flag(_ name: String) throws(Problem) -> Bool? {
    guard let text = try text(name) else { return nil }
    switch text {
    case "true", "yes", "1", "on": return true
    case "false", "no", "0": return false
    default: throw .badParameter(name, expected: "true or false", found: text)
    }
  }

  func choice<Value: RawRepresentable & CaseIterable>(
    _ name: String, _ type: Value.Type = Value.self
  ) throws(Problem) -> Value? where Value.RawValue == String {
    guard let text = try text(name) else { return nil }
    guard let value = Value(rawValue: text) else {
      let all = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw .badParameter(name, expected: "one of \(all)", found: text)
    }
    return value
  }
}
