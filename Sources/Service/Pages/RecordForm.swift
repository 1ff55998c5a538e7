import Foundation
import Periods
import Questions
import Record
import Wording

/// What can be chosen on the page of the record, with what is chosen.
struct RecordForm {
  struct Option {
    var value, text: String
    var selected: Bool
  }
  struct Field {
    var name, label: String
    var options: [Option]
    /// Whether there are so many that a name is better typed, with completion.
    var isLong: Bool
    /// What is chosen, as it is typed, and what can be.
    var value: String
    var names: [String]
  }

  /// Options that are shown as a list.
  private static let mostListed = 12

  var series: [Option]
  var measures: [Option]
  var fields: [Field]
  var by: [Option]
  var every: [Option]
  var from, to, asOf, period: String

  /// - Parameter question: `nil` when there is none yet that is understood.
  init(_ question: RecordQuestion?, _ query: Query, _ store: RecordStore, _ language: Language)
    throws
  {
    let vocabulary = store.vocabulary
    let selection = question?.selection
    let named = selection.flatMap(vocabulary.namedSeries(for:))
    series =
      [
        Option(
          value: "", text: language("Another question", "Otra pregunta"), selected: named == nil)
      ]
      + vocabulary.namedSeries.map {
        Option(value: $0.id, text: $0.title(language), selected: $0.id == named?.id)
      }
    measures = vocabulary.measures.map {
      Option(value: $0.id, text: $0.name(language), selected: $0.id == selection?.measure)
    }
    fields = try RecordForm.fields(selection, store, language)
    let parting = fields.map(\.name).compactMap { name in
      RecordQuestion.dimensions.first { SelectionShortcuts.parameter($0) == name }
    }
    by =
      [Option(value: "", text: language("nothing", "nada"), selected: question?.by == nil)]
      + parting.map {
        Option(
          value: $0.rawValue, text: $0.name(language).lowercased(),
          selected: $0 == question?.by)
      }
    every = RecordForm.every(question?.series.every, language)
    from = question?.series.from.map { "\($0)" } ?? ""
    to = question?.series.to.map { "\($0)" } ?? ""
    asOf = question?.series.asOf.map { "\($0)" } ?? ""
    period = question?.series.period.map { "\($0)" } ?? ""
  }

  private static func every(_ chosen: Granularity?, _ language: Language) -> [Option] {
    let choices: [(Granularity?, String)] = [
      (nil, language("as held", "sin agrupar")), (.month, language("month", "mes")),
      (.quarter, language("quarter", "trimestre")), (.year, language("year", "año")),
      (.fiscalYear, language("US fiscal year", "año fiscal de EE. UU.")),
    ]
    return choices.map {
      Option(value: $0.0?.rawValue ?? "", text: $0.1, selected: $0.0 == chosen)
    }
  }

  /// One field for each dimension in which the measure's figures have labels.
  private static func fields(
    _ selection: Selection?, _ store: RecordStore, _ language: Language
  ) throws -> [Field] {
    guard let selection else { return [] }
    return try RecordQuestion.dimensions.compactMap { dimension in
      let held = try store.labels(
        of: selection.measure, in: dimension,
        at: dimension == .place ? nil : selection.including[.place])
      guard !held.isEmpty else { return nil }
      let chosen = selection.including[dimension] ?? []
      var options = held.map {
        Option(
          value: $0, text: store.vocabulary.name($0, in: dimension, language),
          selected: chosen == [$0])
      }.sorted { $0.text.localizedCompare($1.text) == .orderedAscending }
      if chosen.count > 1 || (chosen.count == 1 && !held.contains(chosen[0])) {
        options.insert(
          Option(
            value: chosen.joined(separator: "|"),
            text: language.list(
              chosen.map { store.vocabulary.name($0, in: dimension, language) }), selected: true),
          at: 0)
      }
      options.insert(
        Option(value: "", text: language("all", "todo"), selected: chosen.isEmpty), at: 0)
      let own = chosen.first.map { store.vocabulary.name($0, in: dimension, language) }
      return Field(
        name: SelectionShortcuts.parameter(dimension), label: dimension.name(language),
        options: options, isLong: options.count > mostListed,
        value: chosen.count > 1 ? chosen.joined(separator: "|") : own ?? "",
        names: options.filter { !$0.value.isEmpty }.map(\.text))
    }
  }
}
