import Crypto
import Foundation
import Mustache
import Wording

/// Turns what a brief says into one HTML file that opens without a network.
///
/// Style, charts, map and figures are all inside. The page's own policy forbids it to load anything,
/// and to run any script but those it was made with. Numbers, tables and sources need no script.
package struct BriefPage: Sendable {
  private let libraries: ScriptLibraries

  package init(libraries: ScriptLibraries) {
    self.libraries = libraries
  }

  /// The page of a brief.
  ///
  /// - Parameter outlines: the land behind the map, a GeoJSON object.
  /// - Throws: ``BriefPageError`` when a number names a source that the brief does not list or the
  ///   outlines are not GeoJSON.
  package func html(for content: BriefContent, outlines: Data) throws -> String {
    var builder = PageModelBuilder(content)
    var model = try builder.model()
    let files = try PageFiles()
    model.style = libraries.style + "\n" + files.style
    model.licences = libraries.licences
    model.libraries = PageScripts.libraries(libraries, loader: files.loader)
    model.code = files.code
    model.data = try PageScripts.data(for: content)
    model.outlines = try PageScripts.outlines(outlines)
    model.policy = policy(scripts: [model.libraries, model.code], style: model.style)
    return try files.render(model)
  }

  /// The Content-Security-Policy: nothing is loaded, and only these scripts and this style count.
  private func policy(scripts: [String], style: String) -> String {
    func hash(_ text: String) -> String {
      "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
    }
    return [
      "default-src 'none'", "script-src \(scripts.map(hash).joined(separator: " "))",
      "style-src \(hash(style))", "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")
  }
}

/// What keeps a page from being made.
package enum BriefPageError: Error, Equatable, CustomStringConvertible, Sendable {
  /// A number or a chart names a source that the brief does not list.
  case unknownSource(String)
  /// The land behind the map is not a GeoJSON object.
  case outlinesUnreadable
  /// A part of the page that comes with Trocha is not where the program was installed.
  case partMissing(String)

  package var description: String {
    switch self {
    case .unknownSource(let id):
      "A number of the brief leads to the source “\(id)”, which is not among the brief's sources."
    case .outlinesUnreadable:
      "The country outlines are not a GeoJSON object, so the map cannot be drawn."
    case .partMissing(let name):
      "The page's part \(name) is missing from the installed program; install Trocha again."
    }
  }
}

/// The scripts and data blocks of a page, as they stand inside their elements.
enum PageScripts {
  /// The libraries behind a loader, each under the name by which the others ask for it.
  static func libraries(_ libraries: ScriptLibraries, loader: String) -> String {
    let modules = libraries.modules.map { module in
      "library.add(\"\(module.name)\", function (define) {\n\(module.code)\n});\n"
    }
    return loader + modules.joined()
  }

  /// Charts, map and words for the scripts, as JSON.
  static func data(for content: BriefContent) throws -> String {
    struct Block: Encodable {
      var language: String
      var words: ScriptWords
      var charts: [BriefContent.Chart]
      var map: BriefContent.CorridorMap?
    }
    let language = Language(rawValue: content.language) ?? .english
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(
      Block(
        language: content.language, words: ScriptWords(language),
        charts: content.chartSections.flatMap(\.charts), map: content.map))
    return quiet(String(decoding: data, as: UTF8.self))
  }

  /// Outlines checked to be a GeoJSON object; their text is kept so that coordinates stay short.
  static func outlines(_ outlines: Data) throws -> String {
    guard let object = try? JSONSerialization.jsonObject(with: outlines) as? [String: Any],
      object["type"] is String
    else { throw BriefPageError.outlinesUnreadable }
    return quiet(String(decoding: outlines, as: UTF8.self))
  }

  /// JSON in which no text can end the element it stands in.
  static func quiet(_ json: String) -> String {
    json.replacingOccurrences(of: "<", with: "\\u003c")
  }
}

/// The page's own parts, which come with Trocha.
struct PageFiles {
  var style: String
  var loader: String
  /// What draws charts, and all that the page runs.
  var drawing, code: String
  /// What makes one chart a picture, and what does so in a page of its own.
  var composing, picture: String
  private var templates: MustacheLibrary

  private static let partials = ["number", "map", "chart", "table", "source"]

  init() throws {
    style = try ["brief.css", "map.css", "paper.css"].map { try PageFiles.text($0) }.joined()
    loader = try PageFiles.text("loader.js")
    drawing = try ["charts.js", "bars.js", "drawing.js", "labels.js"].map { try PageFiles.text($0) }
      .joined()
    code = try drawing + ["map.js", "brief.js"].map { try PageFiles.text($0) }.joined()
    composing = try PageFiles.text("picture.js")
    picture = try composing + PageFiles.text("picture-page.js")
    templates = MustacheLibrary()
    for name in PageFiles.partials {
      let text = try PageFiles.text("\(name).mustache")
      // Without its last line break, so that nothing comes between a number and the next comma.
      try templates.register(text.hasSuffix("\n") ? String(text.dropLast()) : text, named: name)
    }
    try templates.register(try PageFiles.text("brief.mustache"), named: "brief")
  }

  func render(_ model: PageModel) throws -> String {
    guard let page = templates.render(model, withTemplate: "brief") else {
      throw BriefPageError.partMissing("brief.mustache")
    }
    return page
  }

  private static func text(_ name: String) throws -> String {
    guard let folder = Bundle.module.resourceURL,
      let data = try? Data(contentsOf: folder.appendingPathComponent("page/\(name)"))
    else { throw BriefPageError.partMissing(name) }
    return String(decoding: data, as: UTF8.self)
  }
}
