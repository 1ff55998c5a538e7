import Claims
import Foundation
import Hummingbird
import Periods
import Record
import Synchronization
import Wording

/// An article's figures, marked and held against the record. The text is checked and forgotten.
enum CheckPage: SitePage {
  static let path = "/check"
  static let name = Localized("Check", "Verificar")

  private struct Content {
    var today: String
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get("check") { request, _ in
      let answer = try site.pages.html(
        "check", title: name(request.language), page: id, request,
        scripts: ["choosing.js", "check.js"],
        draws: false, content: Content(today: "\(Day.today)"))
      return site.pages.respond(answer, to: request)
    }
    let checks = Checks(site)
    router.post("api/v1/checks") { request, _ in
      let asked = try await request.decoded(Asked.self)
      let language = request.language
      let told = try await withTaskExecutorPreference(site.workers) {
        Told(
          try checks.current().report(
            Document(text: asked.text, format: asked.format ?? .plain), date: asked.date,
            language: asked.language, answer: language, choices: asked.choices ?? []), language)
      }
      return try Answer(json: told).response(to: request, caching: "no-store")
    }
  }

  /// A text to be checked.
  private struct Asked: Decodable {
    var text: String
    var date: Day?
    var format: TextFormat?
    /// Of the text; told by its words when left out.
    var language: Language?
    /// Readings that the reader chose for figures of this text.
    var choices: [Choice]?
  }

  /// The report, with the text in pieces that the same claims cover.
  private struct Told: Encodable {
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

/// The checker of the record as it is: it keeps the record's answers, so that a record that has
/// changed needs another.
private final class Checks: Sendable {
  private let site: Site
  private let kept = Mutex<(version: String, check: ClaimCheck)?>(nil)

  init(_ site: Site) { self.site = site }

  func current() throws -> ClaimCheck {
    let version = try site.store.contentVersion()
    if let check = kept.withLock({ $0?.version == version ? $0?.check : nil }) { return check }
    let policies = site.folder.has("policies.yaml") ? try site.folder.policies() : nil
    let check = try ClaimCheck(store: site.store, policies: policies)
    kept.withLock { $0 = (version, check) }
    return check
  }
}
