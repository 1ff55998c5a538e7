import Foundation
import Tabular

/// A planner's shares, amounts, prices and capacities, a row for each item.
package struct NeedsPlan: Equatable, Sendable {
  package struct Item: Equatable, Sendable {
    package var name: String
    package var unit: String
    /// Part of the people counted who need it.
    package var share: Double
    /// Units for a person and day.
    package var perPersonDay: Double
    /// Days that a person needs it.
    package var days: Double
    /// Price of a unit, and its currency.
    package var cost: Double?
    package var currency: String?
    /// Units that can be given a day.
    package var capacityPerDay: Double?
    /// Where the numbers come from.
    package var source: String?

    package var perCounted: Double { share * perPersonDay * days }
  }

  package var items: [Item]

  private static let most = 1_000

  /// Reads a table with the columns item, unit, share, per_person_day, days and, where there are any,
  /// unit_cost, currency, capacity_per_day and source.
  ///
  /// - Throws: an ``InputError`` with all that is wrong with it.
  package init(_ stream: ByteStream) throws(InputError) {
    var table = try CSVTable(stream)
    let name = table.requiredColumn("item")
    let unit = table.requiredColumn("unit")
    let share = table.requiredColumn("share")
    let amount = table.requiredColumn("per_person_day")
    let days = table.requiredColumn("days")
    // A misspelt one would leave a capacity or a price out without a word.
    table.noteOtherColumns(
      of: "a plan",
      [
        "item", "unit", "share", "per_person_day", "days", "unit_cost", "currency",
        "capacity_per_day", "source",
      ])
    try table.issues.check()
    let cost = table.column("unit_cost")
    let currency = table.column("currency")
    let capacity = table.column("capacity_per_day")
    let source = table.column("source")
    var items: [Item] = []
    var lines: [String: Int] = [:]
    while try table.next() {
      let title = table.text(name).trimmingCharacters(in: .whitespaces)
      if title.isEmpty { table.note(name, expected: "a name") }
      // Nobody means two items by a capital or a blank.
      let key = CSVTable.sameWords(title)
      if let line = lines[key] {
        table.note(
          name, expected: "an item that is not there yet",
          hint: "It is already on line \(line). Give each item one row.")
      }
      lines[key] = table.line
      let part = table.number(share, 0...1, "a part from 0 to 1, such as 0.3")
      let each = table.number(amount, 0...1e6, "units for a person and day, such as 3")
      let long = table.number(days, 0...3660, "days for a person, such as 2.5")
      let price = cost.flatMap { table.isEmpty($0) ? nil : table.number($0, 0...1e9, "a price") }
      // "usd" and "USD" are one currency, whose costs add up.
      let money = table.text(currency).uppercased()
      if price != nil, money.isEmpty, let cost {
        table.note(
          currency ?? cost, expected: "the price's currency, such as USD in a column \"currency\"")
      }
      let most = capacity.flatMap {
        table.isEmpty($0) ? nil : table.number($0, 0...1e12, "units a day that can be given")
      }
      let words = table.text(source)
      items.append(
        Item(
          name: title, unit: table.text(unit), share: part ?? 0, perPersonDay: each ?? 0,
          days: long ?? 0, cost: price, currency: price == nil || money.isEmpty ? nil : money,
          capacityPerDay: most, source: words.isEmpty ? nil : words))
      if items.count > Self.most {
        table.note(name, expected: "at most \(Self.most) items")
        break
      }
    }
    try table.issues.check()
    guard !items.isEmpty else {
      throw InputError(
        InputIssue(file: stream.name, expected: "a row for each item", found: "none"))
    }
    self.items = items
  }
}

extension CSVTable {
  fileprivate mutating func isEmpty(_ column: Int) -> Bool { text(column).isEmpty }
}
