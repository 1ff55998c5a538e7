/// Style and scripts of the brief's page, for pages that are served rather than written.
public struct PageParts: Sendable {
  /// Leaflet's style and the brief's own.
  public let style: String
  /// Vega and Leaflet behind a loader.
  public let libraries: String
  /// What draws charts with them.
  public let drawing: String

  public init(_ libraries: ScriptLibraries) throws {
    let files = try PageFiles()
    style = libraries.style + "\n" + files.style
    self.libraries = PageScripts.libraries(libraries, loader: files.loader)
    drawing = files.drawing
  }
}
