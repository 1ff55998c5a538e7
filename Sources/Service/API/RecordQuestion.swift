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
    .place, .state, .nationality, .component, .sector, .demographic, .authority, .kind, .level,
    .from, .to, .route, .cause,
  ]

  init(_ query: Query, _ store: RecordStore) throws {
    try self.init(store.parser.selection(RecordQuestion.words(query)), query)
  }

  /// Series in one answer: as many as a table has room for, and each takes its time.
  private static let most = 20

  /// One question for each series that `q` names: `a, b`.
  ///
  /// - Throws: a `Problem` for a parameter of a dimension beside several series, which says of none
  ///   of them that it is meant, and for too many.
  static func several(_ query: Query, _ store: RecordStore) throws -> [RecordQuestion] {
    let selections = try store.parser.selections(words(query))
    if selections.count > 1, let (dimension, label) = try labels(query).first {
      throw Problem.badParameter(
        parameter(dimension),
        expected: "one series in \"q\", since each of several has its own labels behind it: "
          + "\"usbp-southwest VEN, darien VEN\"", found: label)
    }
    guard selections.count <= most else {
      throw Problem.badParameter(
        "q", expected: "at most \(most) series", found: "\(selections.count) of them")
    }
    return try selections.map { try RecordQuestion($0, query) }
  }

  private init(_ selection: Selection, _ query: Query) throws {
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

  /// The words of `q` and those of the dimensions' parameters, as one text.
  private static func words(_ query: Query) throws -> String {
    var words = try query.text("q") ?? ""
    for (dimension, label) in try labels(query) {
      guard !label.contains(where: \.isWhitespace) else {
        throw Problem.badParameter(
          parameter(dimension), expected: "a label without spaces", found: label)
      }
      words += " \(dimension.rawValue)=\(label)"
    }
    guard !words.isEmpty else {
      throw Problem.badParameter("q", expected: "a series or a question in words", found: "")
    }
    return words
  }

  /// The parameters of dimensions that are there, `measure` before the others.
  private static func labels(
    _ query: Query
  ) throws -> [(dimension: Record.Dimension, label: String)] {
    try ([.measure] + dimensions).compactMap { dimension in
      try query.text(parameter(dimension), limit: 300).map { (dimension, $0) }
    }
  }

  /// The parameter of a dimension: `from` and `to` are the months told, so the countries are
  /// `from-country` and `to-country`.
  static func parameter(_ dimension: Record.Dimension) -> String {
    dimension == .from || dimension == .to ? dimension.rawValue + "-country" : dimension.rawValue
  }

  /// A name for a file with the answer: letters, digits and hyphens of the questions.
  static func fileName(_ questions: [RecordQuestion]) -> String {
    let text = questions.map { "\($0.selection)" }.joined(separator: "-")
      .map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return String(String(text).prefix(80))
  }
}
