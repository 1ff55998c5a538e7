import Foundation

/// The code that draws a page's charts and map: Vega and Leaflet, read from the system's folder of
/// JavaScript libraries.
///
/// None of it is part of Trocha; it is put into each page so that the page opens without a network.
package struct ScriptLibraries: Sendable {
  /// A library file and the name other files ask for it by.
  struct Module: Sendable {
    var name: String
    var code: String
  }

  var modules: [Module]
  /// Leaflet's style sheet, without the images it names.
  var style: String
  /// What the libraries' licences ask to be told wherever their code goes.
  var licences: String

  /// The variable that names another folder than ``usualFolder``.
  package static let folderVariable = "TROCHA_SCRIPTS"
  /// Where Debian and Ubuntu keep JavaScript libraries.
  package static let usualFolder = "/usr/share/javascript"

  /// What of Vega the charts need; d3 is inside these files already.
  private static let vegaParts = [
    "util", "statistics", "time", "format", "loader", "dataflow", "scale", "canvas", "scenegraph",
    "expression", "selection", "functions", "event-selector", "parser", "runtime", "view",
    "transforms", "view-transforms", "encode", "interpreter",
  ]

  /// Reads the libraries from the folder that `TROCHA_SCRIPTS` names, or from the usual one.
  package static func found() throws(ScriptLibrariesMissing) -> ScriptLibraries {
    let named = ProcessInfo.processInfo.environment[folderVariable]
    return try found(in: named.flatMap { $0.isEmpty ? nil : $0 } ?? usualFolder)
  }

  /// Reads the libraries from a folder that holds `vega/` and `leaflet/`.
  package static func found(in folder: String) throws(ScriptLibrariesMissing) -> ScriptLibraries {
    let root = URL(fileURLWithPath: folder, isDirectory: true)
    var absent: [String] = []

    func text(_ choices: String...) -> String {
      for choice in choices {
        if let data = try? Data(contentsOf: root.appendingPathComponent(choice)) {
          return String(decoding: data, as: UTF8.self)
        }
      }
      absent.append(choices[0])
      return ""
    }

    var modules = vegaParts.map { part in
      // Other files ask for vega-selection by its package's name, in the plural.
      Module(
        name: part == "selection" ? "vega-selections" : "vega-\(part)",
        code: fitForPage(text("vega/vega-\(part).min.js", "vega/vega-\(part).js")))
    }
    modules.append(
      Module(
        name: "leaflet", code: fitForPage(text("leaflet/leaflet.min.js", "leaflet/leaflet.js"))))
    let style = withoutImages(text("leaflet/leaflet.css"))
    guard absent.isEmpty else { throw ScriptLibrariesMissing(folder: folder, files: absent) }
    return ScriptLibraries(modules: modules, style: style, licences: licences(beside: root))
  }

  /// The copyright notices of Debian's packages, which lie in `share/doc` beside the code; elsewhere
  /// the names of the licences must do.
  private static func licences(beside root: URL) -> String {
    let documents = root.deletingLastPathComponent().appendingPathComponent("doc")
    let notices = ["vega", "leaflet"].compactMap { name in
      try? String(
        contentsOf: documents.appendingPathComponent("libjs-\(name)/copyright"), encoding: .utf8)
    }
    let text =
      notices.count == 2
      ? notices.joined(separator: "\n\n")
      : "Vega: BSD 3-clause, UW Interactive Data Lab. Leaflet: BSD 2-clause, Volodymyr Agafonkin."
    // Two hyphens would end the comment that the text stands in.
    return text.replacingOccurrences(of: "--", with: "- -")
  }

  /// Code that can stand inside a `script` element: nothing in it ends the element or opens a
  /// comment, and it names no source map.
  private static func fitForPage(_ code: String) -> String {
    code.replacingOccurrences(of: "\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("//# sourceMappingURL=") }
      .joined(separator: "\n")
      .replacingOccurrences(of: "</script", with: "<\\/script", options: .caseInsensitive)
      .replacingOccurrences(of: "<!--", with: "<\\!--")
  }

  private static func withoutImages(_ style: String) -> String {
    style.replacingOccurrences(of: "\r\n", with: "\n")
      .replacingOccurrences(
        of: #"url\([^)#]*\.(png|svg|gif)["']?\)"#, with: "none", options: .regularExpression
      )
      .replacingOccurrences(of: "</style", with: "<\\/style", options: .caseInsensitive)
  }
}

/// The system lacks library files that a page needs.
package struct ScriptLibrariesMissing: Error, Equatable, CustomStringConvertible, Sendable {
  /// The folder that was searched.
  package var folder: String
  /// Paths inside the folder that are not there.
  package var files: [String]

  package var description: String {
    let shown = files.prefix(3).joined(separator: ", ") + (files.count > 3 ? ", …" : "")
    return """
      The page needs the chart library Vega and the map library Leaflet, and \(folder) lacks \
      \(files.count == 1 ? "a file" : "\(files.count) files") of them: \(shown).
      Install them with: apt-get install libjs-vega libjs-leaflet
      If they are in another folder, name it in \(ScriptLibraries.folderVariable).
      """
  }
}
