import Foundation
import FoundationXML
import Reports
import Testing

/// Whether the chart and map libraries are installed here.
let hasLibraries = (try? ScriptLibraries.found()) != nil

/// A page of `content` before a rough box of land, whose name tries to end a script.
func samplePage(_ content: BriefContent) throws -> String {
  let land = """
    {"type":"FeatureCollection","features":[{"type":"Feature",
    "properties":{"name":"</script>"},"geometry":{"type":"Polygon","coordinates":[[[-118,33],
    [-97,26],[-88,16],[-83,9],[-77,8],[-72,12],[-60,10],[-70,-2],[-80,0],[-95,15],[-110,22],
    [-118,33]]]}}]}
    """
  return try BriefPage(libraries: ScriptLibraries.found())
    .html(for: content, outlines: Data(land.utf8))
}

func withoutScriptsAndStyle(_ html: String) -> String {
  html.replacing(/(?s)(<(?:script|style)[^>]*>).*?(<\/(?:script|style)>)/) {
    "\($0.1)\($0.2)"
  }
}

/// What a strict XML parser finds in a page; the page is written so that it is XML too.
final class PageOutline: NSObject, XMLParserDelegate {
  private(set) var language: String?
  private(set) var ids: [String] = []
  /// Ids that links and buttons of the page lead to.
  private(set) var inward: [String] = []
  private(set) var outward: [String] = []
  private(set) var headings: [Int] = []
  private(set) var buttons: [String] = []
  private(set) var spans: [String] = []
  private(set) var cells: [String] = []
  private(set) var text = ""
  private var open: [(name: String, start: Int)] = []

  init(_ html: String) throws {
    super.init()
    let parser = XMLParser(data: Data(withoutScriptsAndStyle(html).utf8))
    parser.delegate = self
    let parsed = parser.parse()
    try #require(parsed, "\(parser.lineNumber): \(String(describing: parser.parserError))")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if name == "html" { language = attributes["lang"] }
    if let id = attributes["id"] { ids.append(id) }
    if let target = attributes["popovertarget"] { inward.append(target) }
    if let reference = attributes["aria-labelledby"] { inward.append(reference) }
    if let address = attributes["href"] {
      if address.hasPrefix("#") {
        inward.append(String(address.dropFirst()))
      } else {
        outward.append(address)
      }
    }
    if name.first == "h", let level = Int(name.dropFirst()) { headings.append(level) }
    open.append((name, text.utf8.count))
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    text += characters
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard let (_, start) = open.popLast() else { return }
    let inside = String(decoding: text.utf8.dropFirst(start), as: UTF8.self)
    switch name {
    case "button": buttons.append(inside)
    case "span": spans.append(inside)
    case "td": cells.append(inside)
    default: break
    }
  }
}
