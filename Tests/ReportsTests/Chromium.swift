import Foundation

/// The browser that the page's tests run in, when one is installed.
struct Chromium {
  private let program: String

  /// The first of the usual names found on the search path.
  static let installed: Chromium? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for name in ["chromium", "chromium-browser", "google-chrome"] {
      for folder in folders {
        let path = "\(folder)/\(name)"
        if FileManager.default.isExecutableFile(atPath: path) { return Chromium(program: path) }
      }
    }
    return nil
  }()

  struct Visit {
    /// The page after its scripts have run.
    var document: String
    /// What the page or the browser wrote to the console.
    var console: [String]
  }

  /// Opens a page in a window, lets its scripts run and reads it back.
  func visit(_ html: String, width: Int = 1280, dark: Bool = false) throws -> Visit {
    let folder = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let page = folder.appending(path: "page.html")
    try Data(html.utf8).write(to: page)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0",
      "--user-data-dir=\(folder.path)/profile", "--window-size=\(width),900",
      "--virtual-time-budget=20000",
    ]
    if dark { process.arguments?.append("--blink-settings=preferredColorScheme=0") }
    process.arguments?.append(contentsOf: ["--dump-dom", page.absoluteString])
    // Files, not pipes: a pipe that nobody empties while the other is read would stop the browser.
    let (document, log) = (folder.appending(path: "document"), folder.appending(path: "log"))
    for file in [document, log] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: document)
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    process.waitUntilExit()
    let lines = String(decoding: try Data(contentsOf: log), as: UTF8.self).split(separator: "\n")
    return Visit(
      document: String(decoding: try Data(contentsOf: document), as: UTF8.self),
      console: lines.filter { $0.contains(":CONSOLE:") }.map(String.init))
  }
}
