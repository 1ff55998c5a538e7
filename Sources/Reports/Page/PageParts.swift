/// Style and scripts of the brief's page, for pages that are served rather than written.
package struct PageParts: Sendable {
  /// Leaflet's style and the brief's own.
  package let style: String
  /// Vega and Leaflet behind a loader.
  package let libraries: String
  /// What draws charts with them, and makes pictures of them.
  package let drawing: String

  package init(_ libraries: ScriptLibraries) throws {
    let files = try PageFiles()
    style = libraries.style + "\n" + files.style
    self.libraries = PageScripts.libraries(libraries, loader: files.loader)
    drawing = files.drawing + files.composing
  }
}
