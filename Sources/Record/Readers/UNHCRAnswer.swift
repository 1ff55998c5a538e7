import Foundation
import Periods
import Tabular

/// An answer of UNHCR's API: an object with `items`, one for each year and pair of countries.
struct UNHCRAnswer {
  /// Largest answer that is read: the whole population table is some 30 MB.
  private static let limit = 1 << 28

  private let file: PublishedFile
  private let answer: Answer

  private struct Answer: Decodable {
    var page: Int?
    var maxPages: Int?
    var items: [[String: Field]]
  }

  /// A field that may be a number, a text or null.
  private enum Field: Decodable {
    case number(Double)
    case text(String)
    case null

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    var text: String {
      switch self {
      case .number(let value): CSVWriter.number(value)
      case .text(let text): text
      case .null: ""
      }
    }
  }

  init(_ file: PublishedFile) throws(InputError) {
    self.file = file
    let bytes = try ByteStream(path: file.path, name: file.name)
      .readAll(limit: UNHCRAnswer.limit)
    do {
      answer = try JSONDecoder().decode(Answer.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw InputError(UNHCRAnswer.issue(error, file.name))
    } catch {
      throw InputError(InputIssue(file: file.name, expected: "JSON", found: "\(error)"))
    }
  }

  func read(into release: inout Release) throws(InputError) {
    if let pages = answer.maxPages, pages > 1 {
      release.source.note += " Page \(answer.page ?? 1) of \(pages) of the answer alone."
    }
    var issues = InputIssues(file: file.name)
    for (index, item) in answer.items.enumerated() {
      read(item, number: index + 1, into: &release, &issues)
    }
    try issues.check()
    guard release.count > 0 else {
      throw InputError(InputIssue(file: file.name, expected: "items with figures", found: "none"))
    }
  }

  private func read(
    _ item: [String: Field], number: Int, into release: inout Release,
    _ issues: inout InputIssues
  ) {
    let yearText = item["year"]?.text ?? ""
    guard let year = Int(yearText), let first = Day(year: year, month: 1, day: 1) else {
      issues.add(
        expected: "a year in item \(number) of \"items\"",
        found: yearText.isEmpty ? "nothing" : "\"\(yearText)\"")
      return
    }
    var countries: [String: String?] = [:]
    for key in ["coa_iso", "coo_iso"] {
      let text = item[key]?.text ?? ""
      let (code, isKnown) = UNHCRReader.code(text, file.vocabulary)
      if !isKnown {
        issues.add(
          expected: "a country in \"\(key)\" of item \(number)", found: "\"\(text)\"",
          hint: "UNHCR gives ISO 3166-1 alpha-3 codes.")
      }
      countries[key] = code
    }
    for people in UNHCRReader.people {
      guard let text = item[people.api]?.text, !text.isEmpty else { continue }
      let value = CSVTable.number(text)
      if value == nil, text != "-", text != "*" {
        issues.add(
          expected: "a number or \"-\" in \"\(people.api)\" of item \(number)",
          found: "\"\(text)\"")
        continue
      }
      let figure = Figure(
        series: UNHCRReader.series(
          people, asylum: countries["coa_iso"] ?? nil, origin: countries["coo_iso"] ?? nil),
        period: .year(of: first), value: value)
      if let other = release.add(figure, line: number) {
        issues.add(
          expected: "one item for each year and pair of countries",
          found: "item \(number), the same as item \(other)")
        return
      }
    }
  }

  private static func issue(_ error: DecodingError, _ file: String) -> InputIssue {
    let hint = "The answer may be cut off: fetch it again."
    switch error {
    case .keyNotFound(let key, _):
      return InputIssue(
        file: file, expected: "an entry \"\(key.stringValue)\"", found: "none", hint: hint)
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return InputIssue(
        file: file, expected: "numbers and texts in \(path)", found: "something else")
    default:
      return InputIssue(file: file, expected: "JSON", found: "a fault in it", hint: hint)
    }
  }
}
