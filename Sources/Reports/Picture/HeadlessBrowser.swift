import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Chromium without a window, which runs a page of ours and gives back what became of it.
struct HeadlessBrowser: Sendable {
  private let program: String

  /// The variable that names another program than the usual ones.
  static let variable = "TROCHA_BROWSER"
  private static let usual = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
  ]
  /// A chart takes a second or two, on a slow machine ten.
  private static let seconds = 60.0

  /// - Throws: ``PictureFault/noBrowser``.
  static func found() throws(PictureFault) -> HeadlessBrowser {
    let environment = ProcessInfo.processInfo.environment
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    let named = environment[variable].flatMap { $0.isEmpty ? nil : $0 }
    let programs = (named.map { [$0] } ?? usual).flatMap { name in
      name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
    }
    guard let program = programs.first(where: FileManager.default.isExecutableFile) else {
      throw .noBrowser
    }
    return HeadlessBrowser(program: program)
  }

  /// A page after its scripts have run.
  ///
  /// - Throws: a ``PictureFault`` when the browser does not run, or takes too long.
  func document(of html: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "trocha-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let page = folder.appending(path: "page.html")
    let (output, log) = (folder.appending(path: "document"), folder.appending(path: "log"))
    try Data(html.utf8).write(to: page)
    for file in [output, log] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments(folder, page)
    // Files, not pipes: a pipe that nobody empties would stop the browser.
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: log)
    process.standardInput = FileHandle.nullDevice
    do { try HeadlessBrowser.start(process) } catch {
      throw PictureFault.notDrawn("\(program) does not run")
    }
    let end = ContinuousClock.now + .seconds(HeadlessBrowser.seconds)
    while process.isRunning, ContinuousClock.now < end { usleep(20_000) }
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      throw PictureFault.notDrawn(
        "\(program) took more than \(Int(HeadlessBrowser.seconds)) seconds")
    }
    let document = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    guard process.terminationStatus == 0, !document.isEmpty else {
      let said =
        String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self)
        .split(separator: "\n").last.map { ": \($0.prefix(300))" } ?? ""
      throw PictureFault.notDrawn("\(program) ended with \(process.terminationStatus)\(said)")
    }
    return document
  }

  /// Starts a program that receives all signals: it inherits what its parent's thread blocks, and threads
  /// that tasks run on block nearly all.
  private static func start(_ process: Process) throws {
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
  }

  private func arguments(_ folder: URL, _ page: URL) -> [String] {
    // For root Chromium has no sandbox; the page is ours, and its policy lets it load nothing.
    (geteuid() == 0 ? ["--no-sandbox"] : []) + [
      "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
      "--user-data-dir=\(folder.path)/profile", "--window-size=1200,900",
      "--virtual-time-budget=20000", "--dump-dom", page.absoluteString,
    ]
  }
}
