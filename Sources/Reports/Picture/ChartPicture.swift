import Crypto
import Foundation
import Wording

/// A chart as a picture that stands alone in a document, with title, source, vintage and age in it: drawn
/// by the code that draws the pages' charts, in a browser without a window.
package struct ChartPicture: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case svg, png

    /// By the ending of a file's name; `nil` for another.
    package init?(of path: String) {
      self.init(rawValue: URL(fileURLWithPath: path).pathExtension.lowercased())
    }
  }

  /// What stands around the drawing.
  package struct Frame: Codable, Equatable, Sendable {
    package var title, unit: String
    /// Below it.
    package var lines: [String]

    package init(_ chart: BriefContent.Chart, _ origin: AnswerOrigin) {
      title = origin.title
      let isSaid = origin.title.contains(chart.title)
      unit = isSaid ? chart.unit : "\(chart.title): \(chart.unit)"
      lines = origin.lines
    }
  }

  private let chart: BriefContent.Chart
  private let frame: Frame
  private let language: Language

  /// Points across, as wide as a page's column of text on a screen.
  private static let width = 920

  package init(_ chart: BriefContent.Chart, _ origin: AnswerOrigin) {
    self.chart = chart
    frame = Frame(chart, origin)
    language = origin.language
  }

  /// The picture's bytes.
  ///
  /// - Throws: a ``PictureFault`` where there is no browser or it draws nothing, or a
  ///   ``ScriptLibrariesMissing``.
  package func data(_ kind: Kind) throws -> Data {
    let browser = try HeadlessBrowser.found()
    let document = try browser.document(of: page(kind, .found()))
    if let made = document.firstMatch(of: /<pre id="made">([^<]*)</),
      let data = Data(base64Encoded: String(made.1))
    {
      return data
    }
    let said = document.firstMatch(of: /<pre id="fault">([^<]*)</).map { String($0.1) }
    throw PictureFault.notDrawn(said ?? "the browser left no picture")
  }

  private func page(_ kind: Kind, _ libraries: ScriptLibraries) throws -> String {
    struct Asked: Encodable {
      var chart: BriefContent.Chart
      var frame: Frame
      var words: ScriptWords
      var width: Int
      var kind: String
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let asked = try encoder.encode(
      Asked(
        chart: chart, frame: frame, words: ScriptWords(language), width: ChartPicture.width,
        kind: kind.rawValue))
    let files = try PageFiles()
    let scripts = [
      PageScripts.libraries(libraries, loader: files.loader), files.drawing + files.picture,
    ]
    let hashes = scripts.map { script in
      "'sha256-\(Data(SHA256.hash(data: Data(script.utf8))).base64EncodedString())'"
    }
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
      style-src 'unsafe-inline'; script-src \(hashes.joined(separator: " "))">
      <style>\(files.style)</style></head><body>
      <script type="application/json" id="asked">\(PageScripts.quiet(String(decoding: asked, as: UTF8.self)))</script>
      \(scripts.map { "<script>\($0)</script>" }.joined(separator: "\n"))
      </body></html>
      """
  }
}

/// Why there is no picture.
package enum PictureFault: Error, Equatable, Sendable, CustomStringConvertible {
  case noBrowser
  /// The file's name says neither SVG nor PNG.
  case unknownKind(String)
  /// The answer is no chart, for the reason given.
  case noChart(String)
  case notDrawn(String)

  package var description: String {
    switch self {
    case .noBrowser:
      """
      A picture is drawn by Chromium without a window, and there is none on the search path.
      Install it with: apt-get install chromium
      Another browser of its kind can be named in \(HeadlessBrowser.variable).
      """
    case .unknownKind(let path):
      "A picture's name ends in .svg or .png; \"\(path)\" does not."
    case .noChart(let reason): "There is no chart of this answer: \(reason)."
    case .notDrawn(let reason): "The picture could not be drawn: \(reason)."
    }
  }
}
