import Periods
import Record

/// A question to the record as an address puts it: words in `q`, or one parameter for each
/// dimension, or both.
struct RecordQuestion {
  var series: SeriesQuestion
  var by: Record.Dimension?

  var selection: Selection { series.selection }

  /// Dimensions that have a parameter of their own.
  static let dimensions: [Record.Dimension] = [
    .place, .nationality, .component, .sector, .demographic, .authority, .kind, .from, .to, .route,
    .cause,
  ]

  init(_ query: Query, _ store: RecordStore) throws {
    var words = try query.text("q") ?? ""
    if let measure = try query.text("measure") { words += " measure=\(measure)" }
    for dimension in RecordQuestion.dimensions {
      // "from" and "to" are the months told; the countries are `from-country` and `to-country`.
      let name = RecordQuestion.parameter(dimension)
      if let label = try query.text(name, limit: 300) {
        guard !label.contains(where: \.isWhitespace) else {
          throw Problem.badParameter(name, expected: "a label without spaces", found: label)
        }
        words += " \(dimension.rawValue)=\(label)"
      }
    }
    guard !words.isEmpty else {
      throw Problem.badParameter("q", expected: "a series or a question in words", found: "")
    }
    let selection = try store.parser.selection(words)
    let (period, from, to) = (
      try query.period("period"), try query.period("from"), try query.period("to")
    )
    if let from, let to, from.first > to.last {
      throw Problem.badParameter(
        "from", expected: "a period that does not come after \(to)", found: "\(from)")
    }
    series = SeriesQuestion(
      selection, asOf: try query.day("as-of"), every: try query.choice("every"), period: period,
      from: from, to: to)
    by = try query.choice("by")
  }

  /// The parameter of a dimension.
  static func parameter(_ dimension: Record.Dimension) -> String {
    dimension == .from || dimension == .to ? dimension.rawValue + "-country" : dimension.rawValue
  }

  /// A name for a file with the answer: letters, digits and hyphens of the question.
  var fileName: String {
    let text = "\(selection)".map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return String(String(text).prefix(80))
  }
}
