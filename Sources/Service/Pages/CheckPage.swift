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
    var date, text: String
    var isExample: Bool
    var problem: PageFault?
    var shown: ShownCheck?
    /// Empty, or the language chosen for the text.
    var isEnglish, isSpanish: Bool
    /// For the script, which adds what can be clicked.
    var data: String?
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      try await site.page(request, context, cost: .dear) {
        let language = request.language
        let example = try CheckExample(site, language)
        let asked = Asked(text: example.text, date: example.date)
        return try await page(asked, isExample: true, request, site)
      }
    }
    addForm(to: router, site, .dear) { said, request in
      var asked = Asked(text: said.texts["text"].last ?? "")
      asked.language = Language(rawValue: said.texts["language"].last ?? "")
      return try await page(asked, day: said, isExample: false, request, site)
    }
    router.post("api/v1/checks") { request, context in
      let asked = try await request.decoded(Asked.self, knowing: Asked.members)
      let language = request.language
      let question = try asked.question(language)
      let form: Form = try Query(request, knowing: ["format"]).choice("format") ?? .json
      let report = try await site.desk.make(.dear, for: context.client) {
        try await question.answer(in: site.world(language))
      }
      let answer =
        form == .json ? try Answer(json: report) : try Answer(json: Marked(report, language))
      return answer.response(to: request, caching: "no-store")
    }
  }

  private static func page(
    _ asked: Asked, day form: Query? = nil, isExample: Bool, _ request: Request, _ site: Site
  ) async throws -> Answer {
    let language = request.language
    var asked = asked
    var content = Content(
      date: form?.texts["date"].last ?? "\(asked.date ?? .today)", text: asked.text,
      isExample: isExample,
      isEnglish: asked.language == .english, isSpanish: asked.language == .spanish)
    do {
      guard !asked.text.isEmpty else {
        throw Problem(
          .badRequest, "empty", "The body is empty",
          "There is no text to check. Put an article, or a sentence with a figure, into the field.",
          spanish:
            "No hay texto por verificar. Ponga en el campo un artículo o una frase con una cifra.")
      }
      if let form { asked.date = try form.day("date") }
      let report = try await asked.question(language).answer(in: site.world(language))
      content.shown = ShownCheck(report, language)
      content.data = try Pages.data(Marked(report, language))
    } catch {
      content.problem = try PageFault(error, language)
    }
    return try site.pages.html(self, request, content: content)
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
    static let members = ["text", "date", "format", "language", "choices"]

    var text: String
    var date: Day?
    var format: TextFormat?
    /// Of the text; by its words when left out.
    var language: Language?
    /// Readings that the reader chose for figures of this text.
    var choices: [Choice]?

    /// - Throws: an `InputFaults` for a day to come.
    func question(_ answer: Language) throws -> CheckQuestion {
      var texts = InputTexts()
      texts["date"] = date.map { ["\($0)"] } ?? []
      var question = try CheckQuestion(texts)
      question.document = Document(text: text, format: format ?? .plain)
      question.textLanguage = language
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
