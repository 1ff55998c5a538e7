import Periods
import Testing

/// One rule of Coverage.md: a few cells, a question, and the answer read off them by hand.
struct RuleCase: CustomTestStringConvertible, Sendable {
  let rule: String
  let sources: @Sendable () -> [OracleSource]
  let question: OracleQuestion
  let period: Period
  let expected: OracleAnswer

  var testDescription: String { rule }

  init(
    _ rule: String, _ question: OracleQuestion, _ expected: OracleAnswer,
    _ sources: @escaping @Sendable @autoclosure () -> [OracleSource]
  ) {
    self.init(rule, question, "2023-01", expected, sources())
  }

  init(
    _ rule: String, _ question: OracleQuestion, _ period: String,
    _ expected: OracleAnswer, _ sources: @escaping @Sendable @autoclosure () -> [OracleSource]
  ) {
    self.rule = rule
    self.question = question
    self.period = Period(period)!
    self.expected = expected
    self.sources = sources
  }
}

extension OracleSource {
  /// A source whose cells are written "VEN darien 2023-01 5", in the order of `dimensions`; a value
  /// of `?` is not known.
  static func of(
    _ id: String, dataset: String = "alpha", published: String = "2024-02-01",
    _ covers: [OracleDimension: OracleExtent] = [:], by dimensions: [OracleDimension],
    _ cells: String..., change: (inout OracleSource) -> Void = { _ in }
  ) -> OracleSource {
    var source = OracleSource(id: id, dataset: dataset, published: Day(published)!)
    source.extents = covers
    source.cells = cells.map { text in
      let words = text.split(separator: " ").map(String.init)
      let labels = Dictionary(
        uniqueKeysWithValues: zip(dimensions, words).filter { $0.1 != "-" }.map { ($0, $1) })
      let value = words[dimensions.count + 1]
      return OracleCell(
        labels: labels, period: Period(words[dimensions.count])!, value: Int(value))
    }
    change(&source)
    return source
  }
}

extension OracleExtent {
  static let whole = OracleExtent(reach: .whole)
  static let only = OracleExtent(reach: .only)

  static func within(_ place: String, _ labels: String...) -> OracleExtent {
    OracleExtent(reach: .within, place: place, labels: labels)
  }

  static func rest(of labels: String...) -> OracleExtent {
    OracleExtent(reach: .whole, labels: labels, hasRest: true)
  }
}

extension OracleQuestion {
  static let everybody = OracleQuestion()

  static func `in`(_ dimension: OracleDimension, _ labels: String...) -> OracleQuestion {
    OracleQuestion(including: [dimension: labels])
  }

  static func without(_ dimension: OracleDimension, _ labels: String...) -> OracleQuestion {
    OracleQuestion(excluding: [dimension: labels])
  }
}
