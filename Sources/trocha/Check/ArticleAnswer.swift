import Claims
import Foundation
import Tabular

/// In which forms the answer is wanted.
struct ArticleAnswer {
  var json: Bool
  /// Where the marked page goes; of several articles a folder.
  var html: String?
  /// Where the ClaimReview goes; of several articles a folder.
  var claimReview: String?
  var publisher: String
  var title: String?
  /// Whether each figure is wanted as a plain sentence.
  var sentences = false

  /// Whether the answer is written elsewhere than to the terminal.
  var isWritten: Bool { html != nil || claimReview != nil }

  func write(_ report: ClaimReport, name: String) throws {
    if let html { try ArticleAnswer.write(page(report, name), to: html) }
    if let claimReview { try ArticleAnswer.write(review(report), to: claimReview) }
    if json { return try printJSON(report) }
    if sentences { return Output.write(report.sentences) }
    if !isWritten { Output.write(ClaimCheckText(report: report).text) }
  }

  func page(_ report: ClaimReport, _ name: String) -> String {
    ClaimPage(report, title: title ?? report.document.headline ?? name).html
  }

  func review(_ report: ClaimReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let reviews = ClaimReviews(report, publisher: publisher)
    return String(decoding: try encoder.encode(reviews), as: UTF8.self) + "\n"
  }

  /// A file is written beside its target and renamed, for its owner's eyes: an article may be private. - is
  /// standard output.
  static func write(_ text: String, to path: String) throws {
    if path == "-" { return Output.write(text) }
    try FileWriting.write(text, to: path, isPrivate: true)
    Output.progress(path)
  }
}

/// Writes the pages of several articles into a folder, each under its file's name.
struct ArticlePages {
  private let answer: ArticleAnswer
  /// Which file has which name: two folders may hold the same.
  private var taken: [String: String] = [:]

  init(_ answer: ArticleAnswer) { self.answer = answer }

  mutating func write(_ report: ClaimReport, name: String) throws {
    if let folder = answer.html {
      try write(answer.page(report, name), folder, name, ending: ".html")
    }
    if let folder = answer.claimReview {
      try write(try answer.review(report), folder, name, ending: ".json")
    }
  }

  private mutating func write(
    _ text: String, _ folder: String, _ name: String, ending: String
  ) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    let base = name == "-" ? "standard-input" : URL(fileURLWithPath: name).lastPathComponent
    var (file, count) = (base + ending, 1)
    while let owner = taken[file], owner != name {
      count += 1
      file = "\(base)-\(count)\(ending)"
    }
    taken[file] = name
    try ArticleAnswer.write(text, to: folder + "/" + file)
  }
}
