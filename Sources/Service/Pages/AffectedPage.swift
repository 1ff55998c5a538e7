import Foundation
import Hummingbird
import Periods
import Policies
import Questions
import Reports
import Wording

/// Which rules apply to a person in a situation: an interview whose answers nobody keeps. With scripts it happens
/// on the page; without, each answer comes back in a form, with those before it, and is forgotten.
enum AffectedPage: SitePage {
  static let path = "/affected"
  static let name = Localized("Who is affected", "A quién afecta")
  static let scripts = ["affected.js"]
  static let draws = false

  private struct Content {
    var questions: [Question]
    var countries: [Country]
    var today, on, data: String
    /// How the rules of today apply to common situations.
    var common: ShownReport.Table?
    /// The next question of an interview without scripts, and the answer.
    var asked: Asked?
    var sheet: ScreeningSheet?
    var problem: PageFault?
  }

  private struct Country {
    var name: String
  }

  private struct Choice {
    var value, label: String
    var selected: Bool
  }

  private struct Question {
    var fact, question, value: String
    var isYesNo, isDay, isNumber, isCountry, isChoice, isSeveral: Bool
    /// Of a question with yes and no.
    var isYes, isNo, isUnknown: Bool
    var choices: [Choice]

    init(_ asked: AskedFact, said value: String) {
      (fact, question, self.value) = (asked.fact, asked.question, value)
      isYesNo = asked.kind == "yes-no"
      isDay = asked.kind == "day"
      isNumber = asked.kind == "number"
      isCountry = asked.kind == "country"
      isChoice = asked.kind == "choice"
      isSeveral = asked.kind == "several"
      (isYes, isNo, isUnknown) = (value == "yes", value == "no", value == "unknown")
      choices = asked.choices.map {
        Choice(value: $0.value, label: $0.label, selected: $0.value == value)
      }
    }
  }

  /// Where an interview without scripts stands.
  private struct Asked {
    struct Said {
      var fact, value: String
    }
    var question: Question
    var number: Int
    var why, caution: String?
    var said: [Said]
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get(route) { request, context in
      try await site.page(request, context) { try page(Form(), request, site) }
    }
    addForm(to: router, site, .cheap, upTo: 1 << 16) { said, request in
      try await answered(Form(said.texts), request, site)
    }
  }

  /// What a form without scripts says. The facts travel in each: the service remembers nothing.
  private struct Form {
    var facts = InputTexts()
    var isInterview = false
    /// The fact that was asked, and how many were before.
    var asked, said: String?
    var isUnknown = false

    init() {}

    init(_ texts: InputTexts) {
      isInterview = texts["interview"].last == "true"
      asked = texts["asked"].last
      // Of several facts each that is so is sent by itself.
      said = texts["said"].isEmpty ? nil : texts["said"].joined(separator: ",")
      isUnknown = texts["unknown"].last == "true"
      let own: Set<String> = ["interview", "asked", "said", "unknown", "lang"]
      for name in texts.names where !own.contains(name) { facts[name] = texts[name].suffix(1) }
    }

    /// The facts as they are once the question is answered.
    var answered: InputTexts {
      var facts = facts
      if let asked { facts[asked] = isUnknown ? ["unknown"] : said.map { [$0] } ?? [] }
      return facts
    }

    /// Facts that were said, without the day.
    static func members(_ facts: InputTexts) -> [(fact: String, value: String)] {
      facts.names.compactMap { name in facts[name].last.map { (fact: name, value: $0) } }
    }
  }

  private static func answered(
    _ form: Form, _ request: Request, _ site: Site
  ) async throws -> Answer {
    let world = site.world(request.language)
    var form = form
    var content = try content(Form(), request.language, site)
    do {
      let question = try ScreeningQuestion(members: Form.members(form.answered))
      let step = form.isInterview ? try question.next(in: world) : nil
      form.facts = form.answered
      if let asked = step?.question {
        content.asked = self.asked(asked, step, form)
      } else {
        content.sheet = ScreeningSheet(try await question.answer(in: world), request.language)
      }
    } catch {
      content.problem = try PageFault(error, request.language)
      // The question that was not understood is asked again.
      if form.isInterview, let earlier = try? ScreeningQuestion(members: Form.members(form.facts)),
        let step = try? earlier.next(in: world), let asked = step.question
      {
        content.asked = self.asked(asked, step, form)
      }
    }
    let shown = try self.content(form, request.language, site)
    (content.questions, content.on) = (shown.questions, shown.on)
    return try site.pages.html(self, request, content: content)
  }

  private static func asked(_ fact: AskedFact, _ step: ScreeningStep?, _ form: Form) -> Asked {
    let said = Form.members(form.facts).map { Asked.Said(fact: $0.fact, value: $0.value) }
    return Asked(
      question: Question(fact, said: ""), number: said.count { $0.fact != "on" } + 1, why: fact.why,
      caution: step?.caution, said: said)
  }

  private static func page(_ form: Form, _ request: Request, _ site: Site) throws -> Answer {
    try site.pages.html(self, request, content: content(form, request.language, site))
  }

  private static func content(_ form: Form, _ language: Language, _ site: Site) throws -> Content {
    let asked = ScreeningQuestions(try site.folder.policies(), language)
    return Content(
      questions: asked.questions.map { Question($0, said: form.facts[$0.fact].last ?? "") },
      countries: Countries.shipped.all(language).map { Country(name: $0.name) },
      today: "\(Day.today)", on: form.facts["on"].last ?? "\(Day.today)",
      data: try Pages.data(asked), common: try common(site, language))
  }

  private static func common(_ site: Site, _ language: Language) throws -> ShownReport.Table? {
    guard site.folder.has("brief.yaml") else { return nil }
    var builder = try BriefBuilder(
      store: site.store, folder: site.folder, asOf: nil, language: language, command: "",
      version: site.configuration.version)
    return try builder.affectedToday().map(ShownReport.Table.init)
  }
}
