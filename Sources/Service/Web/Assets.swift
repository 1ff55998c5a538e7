import Foundation
import Hummingbird
import Reports

/// Styles and scripts, read once when the service begins. A request names one of them, never a path
/// in the file system.
struct Assets: Sendable {
  private var answers: [String: Answer] = [:]

  /// What each of our own files is made of.
  private static let styles = ["site.css", "controls.css", "print.css"]
  private static let scripts = Set(
    ["site.js"] + EmbedPage.scripts + Pages.all.flatMap { $0.scripts })

  init() throws {
    let libraries = try ScriptLibraries.found()
    let parts = try PageParts(libraries)
    add("libraries.js", parts.libraries, "text/javascript; charset=utf-8")
    add("drawing.js", parts.drawing, "text/javascript; charset=utf-8")
    let own = try Assets.styles.map(Assets.text).joined()
    add("site.css", parts.style + own, "text/css; charset=utf-8")
    for name in Assets.scripts {
      add(name, try Assets.text(name), "text/javascript; charset=utf-8")
    }
    add("icon.svg", try Assets.text("icon.svg"), "image/svg+xml")
  }

  private mutating func add(_ name: String, _ text: String, _ type: String) {
    answers[name] = Answer(text: text, type: type, isLasting: true)
  }

  subscript(name: String) -> Answer? { answers[name] }

  /// The address of a file, with a name of its content, so that it may be kept for ever.
  func address(_ name: String) -> String {
    "/assets/\(name)" + (answers[name].map { "?v=\($0.tag)" } ?? "")
  }

  /// A file that comes with the service.
  static func text(_ name: String) throws -> String {
    guard let folder = Bundle.module.resourceURL,
      let data = try? Data(contentsOf: folder.appendingPathComponent("site/\(name)"))
    else { throw BriefPageError.partMissing(name) }
    return String(decoding: data, as: UTF8.self)
  }

  static func add(to router: Router<WebContext>, _ site: Site) {
    router.get("assets/:name") { request, context in
      let name = try context.parameters.require("name")
      guard let answer = site.assets[name] else { throw Problem.notFound("There is no \(name).") }
      let isNamed = request.uri.queryParameters["v"].map { $0 == answer.tag } ?? false
      return answer.response(
        to: request, caching: isNamed ? "public, max-age=31536000, immutable" : "no-cache")
    }
  }
}
