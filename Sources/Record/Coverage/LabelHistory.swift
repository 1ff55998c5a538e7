import Periods
import Tabular
import Wording

/// Since when publishers count by a label, and since when it means what it says, from
/// `vocabulary/history.csv`: before that day a table has no zero for it. The day 9999-12-31 stands for
/// every period.
struct LabelHistory: Sendable {
  private static let everyPeriod = "9999-12-31"

  enum Change: String {
    /// Nobody was counted under it before.
    case begins
    /// People were counted under it who now have a label of their own.
    case narrows
    /// Those whom it stands for seem to be counted under another label: who is there is not all.
    case elsewhere
    /// A measure is counted in some countries only: where a table has no row, it is not known, and
    /// a sum over all places is one over those that are counted. It holds of every period.
    case unlisted
  }

  private struct Rule {
    var dimension: Dimension
    var label: String
    var day: Day
    var change: Change
    /// The label that those have who were counted under it.
    var with: String
    var note: Localized
    /// Where those are who are counted, as a title says it.
    var scope: Localized
  }

  /// What is to be said of figures before a day.
  struct Doubt: Hashable {
    enum Kind {
      /// The label asked for was not counted.
      case uncounted
      /// One of the labels asked for was not counted.
      case short
      /// Others are among them.
      case wide
      /// What has no row was not counted.
      case unlisted
    }

    var kind: Kind
    var before: Day
    var note: Localized
  }

  private var rules: [String: [Rule]] = [:]

  init(path: String) throws(InputError) {
    let table = try VocabularyTable(path)
    for (index, row) in table.rows.enumerated() {
      guard let dimension = Dimension(rawValue: row["dimension"]), let day = Day(row["day"]),
        let change = Change(rawValue: row["what"])
      else {
        throw InputError(
          InputIssue(
            file: path, line: index + 2, expected: "a dimension, a day and what changed on it",
            found: "\"\(row["dimension"]),\(row["day"]),\(row["what"])\""))
      }
      if change == .unlisted { try LabelHistory.checkUnlisted(row, line: index + 2, path) }
      let rule = Rule(
        dimension: dimension, label: row["label"], day: day, change: change, with: row["with"],
        note: Localized(row["note"], row["note_es"].isEmpty ? row["note"] : row["note_es"]),
        scope: Localized(row["scope_en"], row["scope_es"]))
      for dataset in row.list("dataset") { rules[dataset, default: []].append(rule) }
    }
  }

  /// That a measure is counted in some countries only is said of all its periods, and with the words
  /// that a sum of them is shown with.
  private static func checkUnlisted(
    _ row: VocabularyTable.Row, line: Int, _ path: String
  ) throws(InputError) {
    guard row["dimension"] == Dimension.measure.rawValue else {
      throw InputError(
        InputIssue(
          file: path, line: line, columnName: "dimension",
          expected: "measure, for what is unlisted", found: "\"\(row["dimension"])\""))
    }
    guard row["day"] == everyPeriod else {
      throw InputError(
        InputIssue(
          file: path, line: line, columnName: "day",
          expected: "\(everyPeriod) (every period), for what is unlisted",
          found: "\"\(row["day"])\""))
    }
    for column in ["scope_en", "scope_es"] where row[column].isEmpty {
      throw InputError(
        InputIssue(
          file: path, line: line, columnName: column, expected: "where those are who are counted",
          found: "nothing"))
    }
  }

  /// Where those are whom a dataset counts under a measure, when that is in some countries only;
  /// `nil` for what is counted everywhere.
  func scope(of measure: String, in dataset: String) -> Localized? {
    rules[dataset]?.first { $0.change == .unlisted && $0.label == measure }?.scope
  }

  /// What is to be said of a dataset's figures of a selection.
  func doubts(_ selection: Selection, of dataset: String) -> [Doubt] {
    (rules[dataset] ?? []).flatMap { rule -> [Doubt] in
      kinds(rule, selection).map { Doubt(kind: $0, before: rule.day, note: rule.note) }
    }
  }

  private func kinds(_ rule: Rule, _ selection: Selection) -> [Doubt.Kind] {
    if rule.change == .unlisted { return selection.measure == rule.label ? [.unlisted] : [] }
    guard let labels = selection.including[rule.dimension], labels.contains(rule.label),
      !labels.contains(rule.with)
    else { return [] }
    return switch rule.change {
    case .begins: [labels.count == 1 ? .uncounted : .short]
    case .narrows: [.wide]
    case .elsewhere: labels.count == 1 ? [.uncounted, .short] : [.short]
    case .unlisted: []
    }
  }
}
