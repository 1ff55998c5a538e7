import Tabular

/// The pages of one answer of UNHCR's API, which counts only as a whole.
enum UNHCRPages {
  /// Missing pages that a message names.
  private static let mostNamed = 8

  /// Pages in order, when they are all of one answer.
  ///
  /// - Throws: an `InputError` that names the pages which are missing or there twice.
  static func ordered(_ answers: [UNHCRAnswer]) throws(InputError) -> [UNHCRAnswer] {
    guard let first = answers.first else { return [] }
    var issues = InputIssues(file: first.file.name)
    var byPage: [Int: UNHCRAnswer] = [:]
    for answer in answers {
      if answer.pages != first.pages {
        add(
          answer, "pages of one answer, all of \(first.pages)",
          "page \(answer.page) of \(answer.pages)", &issues)
      } else if answer.page < 1 || answer.page > answer.pages {
        add(answer, "a page from 1 to \(answer.pages)", "page \(answer.page)", &issues)
      } else if let other = byPage.updateValue(answer, forKey: answer.page) {
        add(
          answer, "each page once", "page \(answer.page), which is in \(other.file.name) too",
          &issues)
      }
    }
    try issues.check()
    guard byPage.count == first.pages else { throw missing(byPage, first) }
    return byPage.values.sorted { $0.page < $1.page }
  }

  private static func add(
    _ answer: UNHCRAnswer, _ expected: String, _ found: String, _ issues: inout InputIssues
  ) {
    issues.add(
      InputError(InputIssue(file: answer.file.name, expected: expected, found: found)))
  }

  private static func missing(
    _ byPage: [Int: UNHCRAnswer], _ first: UNHCRAnswer
  ) -> InputError {
    var lacks: [Int] = []
    var page = 1
    while page <= first.pages, lacks.count <= mostNamed {
      if byPage[page] == nil { lacks.append(page) }
      page += 1
    }
    let held = numbers(byPage.keys.sorted(), of: "page")
    let names =
      lacks.count > mostNamed
      ? numbers(Array(lacks.dropLast()), of: "page") + " and more are missing"
      : numbers(lacks, of: "page") + (lacks.count == 1 ? " is missing" : " are missing")
    return InputError(
      InputIssue(
        file: first.file.name, expected: "every page of the answer",
        found: "\(held) of \(first.pages): \(names)",
        hint: "Give all pages to one import: trocha record import page1.json page2.json …"))
  }

  /// "page 1", "pages 2 and 3", "pages 1, 2 and 4".
  private static func numbers(_ pages: [Int], of word: String) -> String {
    let names = pages.prefix(mostNamed).map(String.init)
    guard let last = names.last, names.count > 1 else {
      return "\(word) \(names.first ?? "")"
    }
    return "\(word)s \(names.dropLast().joined(separator: ", ")) and \(last)"
  }
}
