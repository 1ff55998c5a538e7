import Periods
import Record

/// Parameters of addresses that name one dimension each, such as `nationality=VEN` beside
/// `q=encounters`: forms have a field for each. The words say the same.
package enum SelectionShortcuts {
  /// In the order in which their labels are added to the words.
  package static let dimensions: [Record.Dimension] = [
    .measure, .place, .state, .nationality, .component, .sector, .demographic, .authority, .kind,
    .level, .from, .to, .route, .cause,
  ]

  /// The parameter of a dimension: `from` and `to` are periods, so the countries are `from-country`
  /// and `to-country`.
  package static func parameter(_ dimension: Record.Dimension) -> String {
    dimension == .from || dimension == .to ? dimension.rawValue + "-country" : dimension.rawValue
  }

  static func inputs<Asked: Question>(_ words: Input<Asked>.Path<String>) -> [Input<Asked>] {
    dimensions.map { dimension in
      .shortcut(
        parameter(dimension), "A label of the dimension \(dimension.rawValue).",
        expectation: .init(
          "a label without spaces, beside one series at most", "label",
          spanish: "una etiqueta sin espacios, junto a una sola serie")
      ) { text, asked in
        let isLabel = text.utf8.count <= 300 && !text.contains { $0.isWhitespace || $0 == "," }
        // Beside several series it would not be clear for which of them it is.
        guard isLabel, !asked[keyPath: words].contains(",") else { return false }
        asked[keyPath: words] = [asked[keyPath: words], "\(dimension.rawValue)=\(text)"]
          .filter { !$0.isEmpty }.joined(separator: " ")
        return true
      }
    }
  }

  /// Words are required, and a shortcut gives them as well.
  static func faults(_ words: String) -> [InputFault] {
    words.isEmpty
      ? [
        InputFault(
          "q", expected: "a series' name, or what is counted in words",
          spanish: "el nombre de una serie, o qué se cuenta, en palabras", found: nil)
      ] : []
  }
}

extension Input {
  /// The day whose knowledge is used.
  static func asOf(_ path: Path<Day?>) -> Self {
    .option("as-of", path, "Use only what was known on this day.", .knownDay)
  }

  /// A month.
  static func month(_ name: String, _ path: Path<Period?>, _ help: String) -> Self {
    .option(name, path, help, .month)
  }
}

extension InputRule where Value == Day {
  /// A day of which it can be said what was known: what will be known on a day to come nobody knows.
  package static var knownDay: Self {
    .only(
      "a day such as 2023-10-05 that is not after today", "YYYY-MM-DD",
      spanish: "un día como 2023-10-05 que no sea posterior a hoy"
    ) { $0 <= Day.today }
  }
}

extension InputRule where Value == Period {
  static var month: Self {
    .only("a month such as 2023-10", "YYYY-MM", spanish: "un mes como 2023-10") {
      $0.granularity == .month
    }
  }
}
