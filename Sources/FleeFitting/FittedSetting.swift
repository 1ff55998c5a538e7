import Flee
import Foundation
import Tabular

/// A setting that is looked for, and the range that it is looked for in.
package struct FittedSetting: Codable, Equatable, Sendable {
  /// How values are spread over the range.
  package enum Scale: String, Codable, CaseIterable, Sendable {
    case linear
    /// As many between 1 and 10 as between 10 and 100.
    case log
    /// Whole numbers from the low end to the high one.
    case whole
  }

  /// Its key in `simsetting.yml`.
  package var setting: String
  package var low, high: Double
  package var scale: Scale

  package init(_ setting: String, _ low: Double, _ high: Double, _ scale: Scale) {
    self.setting = setting
    (self.low, self.high, self.scale) = (low, high, scale)
  }

  /// The section of `simsetting.yml` that its key belongs into.
  package var section: String {
    MovementSettings.fileKeys["spawn_rules"]?.contains(setting) == true
      ? "spawn_rules" : "move_rules"
  }

  /// The value at a place of the range, from 0 to 1.
  package func value(at place: Double) -> Double {
    switch scale {
    case .linear: low + place * (high - low)
    case .log: low * pow(high / low, place)
    case .whole: min(high, (low + place * (high - low + 1)).rounded(.down))
    }
  }

  /// Settings that decide how fast people go, who leaves, and what draws them. The ranges hold the values that FLEE's
  /// published instances use, with a factor of about three beyond. Of 160 settings of every number and flag, tried
  /// on six conflicts, how full a camp may be (`capacity_scaling`) made the largest difference, and then the powers of
  /// weight and distance.
  package static let usual = [
    FittedSetting("max_move_speed", 100, 700, .log),
    FittedSetting("conflict_movechance", 0.2, 1, .linear),
    FittedSetting("default_movechance", 0.05, 1, .linear),
    FittedSetting("camp_movechance", 0.0001, 0.1, .log),
    FittedSetting("camp_weight", 0.5, 20, .log),
    FittedSetting("conflict_weight", 0.01, 1, .log),
    FittedSetting("foreign_weight", 0.5, 20, .log),
    FittedSetting("softening", 1, 300, .log),
    FittedSetting("distance_power", 0.3, 3, .linear),
    FittedSetting("awareness_level", 1, 3, .whole),
    FittedSetting("weight_power", 0.3, 2, .linear),
    FittedSetting("weight_softening", 0, 2, .linear),
    FittedSetting("capacity_scaling", 0.5, 3, .log),
    FittedSetting("conflict_spawn_decay_interval", 5, 200, .log),
  ]

  /// Reads a table with the columns `setting`, `low`, `high` and `scale`.
  ///
  /// - Throws: an `InputError` that lists every fault with line and column.
  package static func read(path: String) throws(InputError) -> [FittedSetting] {
    var table = try CSVTable(ByteStream(path: path), having: [["setting"], ["low"], ["high"]])
    let columns = ["setting", "low", "high"].map { table.requiredColumn($0) }
    let scale = table.column("scale")
    table.noteRepeatedColumns()
    try table.issues.check()
    var settings: [FittedSetting] = []
    while try table.next() {
      if let setting = row(&table, columns, scale) { settings.append(setting) }
    }
    try table.issues.check()
    guard !settings.isEmpty else {
      throw InputError(InputIssue(file: path, expected: "a row for each setting", found: "none"))
    }
    return settings
  }

  private static func row(
    _ table: inout CSVTable, _ columns: [Int], _ scaleColumn: Int?
  ) -> FittedSetting? {
    let name = table.text(columns[0])
    let keys = MovementSettings.numberKeys
    guard keys.contains(name) else {
      table.note(
        columns[0], expected: "a number of simsetting.yml",
        hint: suggestionHint(for: name, among: keys))
      return nil
    }
    var scale = Scale.linear
    let text = table.text(scaleColumn)
    if let scaleColumn, !text.isEmpty {
      guard let known = Scale(rawValue: text) else {
        table.note(scaleColumn, expected: Scale.allCases.map(\.rawValue).joined(separator: ", "))
        return nil
      }
      scale = known
    }
    var ends: [Double] = []
    for column in columns.dropFirst() {
      var settings = MovementSettings()
      guard let value = CSVTable.number(table.text(column)), settings.set(name, to: value) else {
        table.note(column, expected: "a value that \(name) can have")
        return nil
      }
      ends.append(value)
    }
    guard ends[0] < ends[1], scale != .log || ends[0] > 0 else {
      table.note(
        columns[2], expected: "more than \"low\"",
        hint: scale == .log ? "A logarithmic range begins above 0." : "")
      return nil
    }
    return FittedSetting(name, ends[0], ends[1], scale)
  }
}
