import Foundation
import Periods
import Record

/// What the program says of a period, in the oracle's terms.
struct ProgramAnswer: Equatable {
  var answer: OracleAnswer
  var sources: [String] = []
  /// Why a question is refused; a refusal counts as not known.
  var refusal = ""

  init(_ observation: Observation) {
    sources = observation.sources.sorted()
    guard let value = observation.value else {
      answer = .notKnown
      return
    }
    let isLowest =
      observation.exactness == .atLeast || observation.exactness == .moreThan
      || observation.isPartial
    // Figures are whole; a number that is not stands out as one that nobody gave.
    let whole = Int(exactly: value) ?? .min
    answer = isLowest ? .atLeast(whole) : .exact(whole)
  }

  init(refusal: String) {
    answer = .notKnown
    self.refusal = refusal
  }
}

/// A record that holds made-up sources and nothing else.
struct OracleRecord {
  let fixture: RecordFixture

  enum Writing {
    case plain, windows, gzip
  }

  init(_ sources: [OracleSource] = []) throws {
    fixture = try RecordFixture(seeded: false)
    for source in sources { try add([source]) }
  }

  /// Imports one file with the tables of some sources.
  func add(_ sources: [OracleSource], as writing: Writing = .plain) throws {
    let text = OracleTidy.text(sources)
    let name = "\(UUID().uuidString).csv"
    let path = try fixture.file(
      name, writing == .windows ? text.replacing("\n", with: "\r\n") : text)
    if writing == .gzip { try gzip(path) }
    _ = try fixture.store.importFile(path: writing == .gzip ? path + ".gz" : path)
  }

  private func gzip(_ path: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", path]
    try process.run()
    process.waitUntilExit()
  }

  func remove() {
    try? FileManager.default.removeItem(at: fixture.folder)
  }

  /// Answers for some periods; a refused question is refused for each.
  func answers(_ question: OracleQuestion, _ periods: [Period]) throws -> [ProgramAnswer] {
    do {
      let timeline = try fixture.store.timeline(question.selection, asOf: question.asOf)
      return periods.map { ProgramAnswer(timeline.observation($0)) }
    } catch let error as QuestionError {
      return periods.map { _ in ProgramAnswer(refusal: "\(error)") }
    }
  }

  /// The total and the parts of a question by a dimension; `nil` when it is refused.
  func breakdown(_ question: OracleQuestion, by dimension: OracleDimension) throws -> Breakdown? {
    do {
      return try fixture.store.breakdown(
        question.selection, by: dimension.dimension, asOf: question.asOf)
    } catch is QuestionError {
      return nil
    }
  }
}

extension OracleDimension {
  var dimension: Record.Dimension {
    switch self {
    case .place: .place
    case .component: .component
    case .nationality: .nationality
    case .route: .route
    case .demographic: .demographic
    }
  }
}

extension OracleQuestion {
  var selection: Selection {
    var selection = Selection(measure: OracleWords.measure)
    for (dimension, labels) in including { selection.include(labels, in: dimension.dimension) }
    for (dimension, labels) in excluding { selection.exclude(labels, in: dimension.dimension) }
    return selection
  }
}

/// Questions that the program answered against a rule, and how often it did not.
struct OracleTally {
  private(set) var asked = 0
  private(set) var kinds: [String: Int] = [:]
  private(set) var examples: [String] = []
  /// Examples are long: a few are enough to work on.
  private static let shown = 4

  mutating func right() { asked += 1 }

  mutating func wrong(_ kind: String, _ example: @autoclosure () -> String) {
    asked += 1
    kinds[kind, default: 0] += 1
    // One of each kind before two of any.
    if examples.count < Self.shown, kinds[kind] == 1 { examples.append(example()) }
  }

  var wrong: Int { kinds.values.reduce(0, +) }

  var description: String {
    let list = kinds.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
      .map { "  \($0.value) \($0.key)" }
    return (["\(wrong) of \(asked) answers differ"] + list + examples).joined(separator: "\n")
  }
}
