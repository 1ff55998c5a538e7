import Claims
import Foundation
import Hummingbird
import Periods
import Questions
import Wording

/// An article's figures, marked and checked against the record. The text is checked and forgotten.
enum CheckPage: SitePage {
  static let path = "/check"
  static let name = Localized("Check", "Verificar")
  static let scripts = ["choosing.js", "check.js"]
  static let draws = false

  private struct Content {
    var today: String
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, _ in
      let answer = try site.pages.html(
        self, request, content: Content(today: "\(Day.today)"))
      return site.pages.respond(answer, to: request)
    }
    router.post("api/v1/checks") { request, context in
      let asked = try await request.decoded(Asked.self)
      let language = request.language
      let form: Form = try Query(request, knowing: ["format"]).choice("format") ?? .json
      let report = try await site.desk.make(.dear, for: context.client) {
        try await asked.question(language).answer(in: site.world(language))
      }
      let answer =
        form == .json ? try Answer(json: report) : try Answer(json: Marked(report, language))
      return answer.response(to: request, caching: "no-store")
    }
  }

  /// In what form a report is handed out.
  private enum Form: String, CaseIterable {
    /// As the command line's `--json`.
    case json
    /// With the text in pieces and everything in words.
    case content
  }

  /// A text to be checked.
  private struct Asked: Decodable {
    var text: String
    var date: Day?
    var format: TextFormat?
    /// Of the text; by its words when left out.
    var language: Language?
    /// Readings that the reader chose for figures of this text.
    var choices: [Choice]?

    func question(_ answer: Language) -> CheckQuestion {
      var question = CheckQuestion()
      question.document = Document(text: text, format: format ?? .plain)
      (question.date, question.textLanguage) = (date, language)
      (question.answerLanguage, question.choices) = (answer, choices ?? [])
      return question
    }
  }

  /// The report, with the text in pieces that the same claims cover.
  private struct Marked: Encodable {
    var report: ClaimReport
    var pieces: [TextPiece]
    /// The verdicts in words.
    var verdicts: [String: String]
    /// The parts of a reading in words.
    var parts: [String: String]

    init(_ report: ClaimReport, _ language: Language) {
      self.report = report
      pieces = report.pieces
      verdicts = Dictionary(
        Verdict.allCases.map { ($0.rawValue, $0.words(language)) }, uniquingKeysWith: { a, _ in a })
      parts = Dictionary(
        ReadingPart.allCases.map { ($0.rawValue, $0.words(language)) },
        uniquingKeysWith: { a, _ in a })
    }
  }
}
