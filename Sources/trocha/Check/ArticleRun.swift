import ArgumentParser
import Claims
import Foundation
import Periods
import Tabular
import Wording

/// Checks articles and writes what comes out: one, several under their names, or each as it appears
/// in a folder.
struct ArticleRun {
  /// Checks one article.
  let report: (Document) -> ClaimReport
  /// What the files are; `nil` to find it by each.
  let kind: DocumentKind?
  let answer: ArticleAnswer

  /// A file that cannot be read is an error line; the others are done first.
  func several(_ names: ArticleNames) throws {
    var failed = !names.faults.isEmpty
    for fault in names.faults { Output.warn("Error: \(fault)") }
    var articles: [NamedReport] = []
    var pages = ArticlePages(answer)
    for name in names.names {
      do {
        let report = report(try ArticleFile(name: name).document(kind))
        try pages.write(report, name: name)
        if answer.json {
          articles.append(NamedReport(file: name, report: report))
        } else if !answer.isWritten {
          Output.write(NamedReport(file: name, report: report).text)
        }
      } catch let error as InputError {
        Output.warn("Error: \(error)")
        failed = true
      }
    }
    if answer.json { try printJSON(["articles": articles]) }
    if failed { throw ExitCode.failure }
  }

  /// Goes on until Ctrl-C.
  func watch(_ folder: FolderWatch) throws {
    var watch = folder
    var pages = ArticlePages(answer)
    Interruption.listen(to: [SIGINT, SIGTERM])
    while !Interruption.isRequested {
      for name in watch.settled() where !Interruption.isRequested {
        do {
          let report = report(try ArticleFile(name: name).document(kind))
          try pages.write(report, name: name)
          let named = NamedReport(file: name, report: report)
          if answer.json {
            Output.write(try named.line())
          } else if !answer.isWritten {
            Output.write(named.text)
          }
        } catch {
          Output.warn("Error: \(error)")
        }
      }
      watch.wait()
    }
  }
}

/// A report under its file's name.
struct NamedReport: Encodable {
  let file: String
  let report: ClaimReport

  private enum CodingKeys: String, CodingKey { case file }

  /// The name beside the report's own keys.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try report.encode(to: encoder)
  }

  var text: String {
    Terminal.bold("== \(ClaimReport.plain(file))") + "\n\n" + ClaimCheckText(report: report).text
      + "\n"
  }

  /// JSON in one line.
  func line() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
