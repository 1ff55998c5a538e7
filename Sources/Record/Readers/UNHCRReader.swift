import Tabular

/// Reads UNHCR's refugee statistics: answers of its API (JSON, of one page or of several that are
/// given together), downloads of its website (CSV, older ones with lines of metadata before the
/// header) and HDX's tables.
///
/// A number too small to publish (`-`, `*`) is marked so. A row without a country is not broken
/// down by it.
protocol UNHCRTopicReader: FigureReader {
  static var topic: UNHCRTopic { get }
}

extension UNHCRTopicReader {
  package static func recognises(_ start: String) -> Bool {
    if start.first(where: { !$0.isWhitespace }) == "{" {
      return start.contains("\"items\"") && answerTopic(start)?.dataset == topic.dataset
    }
    return FileStart.hasHeader(start) { UNHCRTopic.of($0)?.dataset == topic.dataset }
  }

  /// The topic of an answer by the entries of its first items.
  private static func answerTopic(_ start: String) -> UNHCRTopic? {
    let keys = start.split(separator: "\"", omittingEmptySubsequences: false).prefix(2000)
      .map { FileStart.folded(String($0)) }
    return UNHCRTopic.of(Set(keys))
  }

  package func isPart(_ file: PublishedFile) throws(InputError) -> Bool {
    guard try UNHCRAnswer.isAnswer(file) else { return false }
    return try UNHCRAnswer(file).pages > 1
  }

  package func read(_ file: PublishedFile) throws(InputError) -> [Release] {
    try read([file])
  }

  package func read(_ files: [PublishedFile]) throws(InputError) -> [Release] {
    var releases: [Release] = []
    var pages: [UNHCRAnswer] = []
    guard let first = files.first else { return [] }
    var issues = InputIssues(file: first.name)
    for file in files {
      _ = issues.collect { () throws(InputError) in
        guard try UNHCRAnswer.isAnswer(file) else {
          releases += try Self.releases(file, [.table(file)])
          return
        }
        let answer = try UNHCRAnswer(file)
        if answer.pages > 1 {
          pages.append(answer)
        } else {
          releases += try Self.releases(file, [.answer(answer)])
        }
      }
    }
    try issues.check()
    guard !pages.isEmpty else { return releases }
    pages = try UNHCRPages.ordered(pages)
    var whole = pages[0].file
    whole.sha256 = FileHash.sha256(of: pages.map(\.file.sha256))
    return releases + (try Self.releases(whole, pages.map(UNHCRTables.answer)))
  }

  private static func releases(
    _ file: PublishedFile, _ tables: [UNHCRTables]
  ) throws(InputError) -> [Release] {
    var figures = try UNHCRFigures(file, tables, topic)
    return try figures.releases()
  }
}

/// Reads UNHCR's population figures: people of concern by country of asylum and of origin.
package struct UNHCRReader: UNHCRTopicReader {
  package static let format = "unhcr-population"
  package static let summary = "UNHCR Refugee Statistics, population by country, JSON or CSV"
  static let topic = UNHCRTopic.population

  package init() {}
}

/// Reads UNHCR's asylum applications.
package struct UNHCRApplicationsReader: UNHCRTopicReader {
  package static let format = "unhcr-asylum-applications"
  package static let summary = "UNHCR Refugee Statistics, asylum applications, JSON or CSV"
  static let topic = UNHCRTopic.applications

  package init() {}
}

/// Reads UNHCR's decisions on asylum.
package struct UNHCRDecisionsReader: UNHCRTopicReader {
  package static let format = "unhcr-asylum-decisions"
  package static let summary = "UNHCR Refugee Statistics, asylum decisions, JSON or CSV"
  static let topic = UNHCRTopic.decisions

  package init() {}
}

/// Reads UNHCR's solutions: returns, resettlement, naturalisation.
package struct UNHCRSolutionsReader: UNHCRTopicReader {
  package static let format = "unhcr-solutions"
  package static let summary = "UNHCR Refugee Statistics, returns and resettlement, JSON or CSV"
  static let topic = UNHCRTopic.solutions

  package init() {}
}
