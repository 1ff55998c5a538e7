import Foundation
import Hummingbird
import Periods
import Questions
import Record
import Reports
import Wording

/// The record: a question, and its answer as a chart, a table and comparisons.
enum RecordPage: SitePage {
  static let path = "/record"
  static let name = Localized("Record", "Registro")
  static let scripts = ["record.js", "import.js"]

  private struct Content {
    var form: RecordForm
    var answer: RecordAnswer?
    var problem: PageFault?
    var formats: [RecordForm.Option]
    var imports: [Import]
    var hasImports: Bool
  }

  private struct Import {
    var id, file, sources, figures: String
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      try await site.page(request, context, FiguresQuestion.inputs.map(\.name) + ["at"]) {
        try page(request, site)
      }
    }
  }

  /// The first series that has a name, when nothing is asked.
  private static func asked(_ request: Request, _ site: Site) throws -> Query {
    let query = Query(request)
    let isAsked = !query.texts["q"].isEmpty || !query.texts["measure"].isEmpty
    guard !isAsked, let first = site.store.vocabulary.namedSeries.first else { return query }
    return Query(text: (request.uri.query.map { $0 + "&" } ?? "") + "q=\(first.id)")
  }

  private static func page(_ request: Request, _ site: Site) throws -> Answer {
    let language = request.language
    let query = try asked(request, site)
    var problem: PageFault?
    var question: RecordQuestion?
    var answer: RecordAnswer?
    do {
      let understood = try RecordQuestion(query, site.store)
      question = understood
      answer = try RecordAnswer(understood, site, language)
    } catch {
      problem = try PageFault(error, language)
    }
    let imports = try site.store.imports().map {
      Import(
        id: $0.id, file: $0.file, sources: language.list($0.sources),
        figures: language.count(Double($0.figures)))
    }
    let content = Content(
      form: try RecordForm(question, query, site.store, language), answer: answer,
      problem: problem,
      formats: FigureReaders.all.map {
        .init(value: type(of: $0).format, text: type(of: $0).format, selected: false)
      }, imports: imports, hasImports: !imports.isEmpty)
    return try site.pages.html(self, title: answer?.title, request, content: content)
  }
}
