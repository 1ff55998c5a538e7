import Foundation
import Testing

/// A headless Chromium, driven as the W3C's WebDriver says, by Debian's chromium-driver.
final class Browser {
  private let driver: Process
  private let port: UInt16
  private let session: String

  /// Whether a driver is installed.
  static let isInstalled: Bool = path("chromedriver") != nil && path("chromium") != nil

  private static func path(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  init(
    width: Int = 1280, height: Int = 900, dark: Bool = false, language: String = "en-US",
    downloads: URL? = nil
  ) async throws {
    port = UInt16.random(in: 20_000..<32_000)
    driver = Process()
    driver.executableURL = URL(fileURLWithPath: try #require(Browser.path("chromedriver")))
    driver.arguments = ["--port=\(port)"]
    driver.standardOutput = FileHandle.nullDevice
    driver.standardError = FileHandle.nullDevice
    try driver.runWithSignals()
    var arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--window-size=\(width),\(height)",
    ]
    if dark { arguments.append("--blink-settings=preferredColorScheme=0") }
    var options: [String: Any] = ["args": arguments]
    var preferences: [String: Any] = ["intl.accept_languages": language]
    if let downloads { preferences["download.default_directory"] = downloads.path }
    options["prefs"] = preferences
    let wanted: [String: Any] = [
      "capabilities": [
        "alwaysMatch": [
          "browserName": "chrome", "goog:chromeOptions": options,
          "goog:loggingPrefs": ["browser": "ALL"],
        ]
      ]
    ]
    session = try await Browser.session(port, wanted)
    if width < 500 { try await resize(width: width, height: height) }
  }

  /// Another size of the window. It cannot be as narrow as a phone; the page is told that it is.
  ///
  /// - Parameter scale: pixels of the screen for one of the page's, as a zoom has them.
  func resize(width: Int, height: Int, scale: Int = 1) async throws {
    _ = try await command(
      "POST", "/goog/cdp/execute",
      [
        "cmd": "Emulation.setDeviceMetricsOverride",
        "params": [
          "width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 500,
        ],
      ])
  }

  /// Shows the page as it is printed.
  func onPaper() async throws {
    _ = try await command(
      "POST", "/goog/cdp/execute",
      ["cmd": "Emulation.setEmulatedMedia", "params": ["media": "print"]])
  }

  deinit {
    // The driver would leave its browser running.
    if let socket = try? RawSocket(port: port, timeout: 10) {
      socket.write("DELETE /session/\(session) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n")
      socket.waitForBytes()
    }
    driver.terminate()
  }

  /// Asks for a browser until the driver listens.
  private static func session(_ port: UInt16, _ wanted: [String: Any]) async throws -> String {
    for _ in 0..<100 {
      try await Task.sleep(for: .milliseconds(100))
      do {
        let made = try await send(port, "POST", "/session", wanted) as? [String: Any]
        return try #require(made?["sessionId"] as? String)
      } catch is RawSocket.Refused {
        continue
      }
    }
    throw Fault(description: "the driver of the browser did not start")
  }

  /// Over a plain socket: Foundation's client takes no header without a space behind its colon, as the
  /// driver writes them.
  private static func send(
    _ port: UInt16, _ method: String, _ path: String, _ body: [String: Any]?
  ) async throws -> Any? {
    let data = try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
    let socket = try RawSocket(port: port, timeout: 120)
    socket.write(
      """
      \(method) \(path) HTTP/1.1\r
      Host: 127.0.0.1:\(port)\r
      Content-Type: application/json\r
      Content-Length: \(data.count)\r
      Connection: close\r
      \r
      \(String(decoding: data, as: UTF8.self))
      """)
    let answer = await socket.readAnswer()
    let end = try #require(answer.range(of: "\r\n\r\n"), "\(method) \(path): \(answer.prefix(600))")
    let text = answer[end.upperBound...]
    guard answer.hasPrefix("HTTP/1.1 200") else { throw Fault(description: "\(text.prefix(600))") }
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return object?["value"]
  }

  private func command(
    _ method: String, _ path: String, _ body: [String: Any]? = nil
  ) async throws -> Any? {
    try await Browser.send(port, method, "/session/\(session)" + path, body)
  }

  func open(_ address: String) async throws {
    _ = try await command("POST", "/url", ["url": address])
  }

  /// What an expression is in the page.
  func value(_ expression: String) async throws -> Any? {
    try await run("return " + expression)
  }

  func text(_ expression: String) async throws -> String {
    try await value(expression) as? String ?? ""
  }

  func number(_ expression: String) async throws -> Double {
    (try await value(expression) as? NSNumber)?.doubleValue ?? .nan
  }

  @discardableResult
  func run(_ script: String) async throws -> Any? {
    try await command("POST", "/execute/sync", ["script": script, "args": [Any]()])
  }

  /// Waits until an expression is true.
  func wait(
    _ expression: String, seconds: Int = 30, _ location: SourceLocation = #_sourceLocation
  ) async throws {
    for _ in 0..<(seconds * 10) {
      if try await value("!!(\(expression))") as? Bool == true { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    let page = try await text("document.body.innerText.slice(0, 1500)")
    Issue.record("never true: \(expression)\n\(page)", sourceLocation: location)
    throw Fault(description: "never true: \(expression)")
  }

  private func element(_ selector: String) async throws -> String {
    let found = try await command(
      "POST", "/element", ["using": "css selector", "value": selector])
    let entry = try #require(found as? [String: String], "no \(selector)")
    return try #require(entry.values.first)
  }

  /// Clicks as a person would: where the element is, which fails when something covers it.
  func click(_ selector: String) async throws {
    let element = try await element(selector)
    // At once, where the page itself would glide there.
    _ = try await command(
      "POST", "/execute/sync",
      [
        "script": "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })",
        "args": [["element-6066-11e4-a52e-4f735466cecf": element]],
      ])
    _ = try await command("POST", "/element/\(element)/click", [:])
  }

  func type(_ text: String, into selector: String) async throws {
    let element = try await element(selector)
    _ = try await command("POST", "/element/\(element)/value", ["text": text])
  }

  /// Chooses an option by its value, as the keyboard would.
  func choose(_ value: String, in selector: String) async throws {
    try await run(
      """
      const select = document.querySelector('\(selector)');
      select.value = '\(value)';
      select.dispatchEvent(new Event('change', { bubbles: true }));
      """)
  }

  /// What stands in the console at the level of an error or a warning.
  func complaints() async throws -> [String] {
    let entries = try await command("POST", "/se/log", ["type": "browser"]) as? [[String: Any]]
    return (entries ?? []).filter { ["SEVERE", "WARNING"].contains($0["level"] as? String) }
      .map { "\($0["message"] ?? "")" }
  }

  /// Hosts of everything that the page fetched.
  func hosts() async throws -> Set<String> {
    let names = try await value(
      "performance.getEntriesByType('resource').map((entry) => new URL(entry.name).host)")
    return Set((names as? [String] ?? []).filter { !$0.isEmpty })
  }

  /// What axe-core finds wrong that is serious or critical.
  func violations(_ axe: String) async throws -> [String] {
    try await run(String(decoding: Data(contentsOf: URL(fileURLWithPath: axe)), as: UTF8.self))
    let found = try await command(
      "POST", "/execute/async",
      [
        "script": """
        const done = arguments[0];
        for (const details of document.querySelectorAll("details")) details.open = true;
        axe.run(document, { iframes: false }).then((result) => done(result.violations
          .filter((one) => ["serious", "critical"].includes(one.impact))
          .map((one) => one.id + ": "
            + one.nodes.map((node) => node.html.slice(0, 160)).slice(0, 5).join(" | "))));
        """, "args": [Any](),
      ])
    return found as? [String] ?? []
  }

  /// A picture of the window, kept where `TROCHA_SCREENSHOTS` says.
  func screenshot(_ name: String) async throws {
    guard let folder = ProcessInfo.processInfo.environment["TROCHA_SCREENSHOTS"], !folder.isEmpty
    else { return }
    let data = try await command("GET", "/screenshot") as? String
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try Data(base64Encoded: data ?? "")?.write(
      to: URL(fileURLWithPath: folder).appending(path: name + ".png"))
  }

  func press(_ key: String, times: Int = 1) async throws {
    let stroke = [["type": "keyDown", "value": key], ["type": "keyUp", "value": key]]
    let strokes = (0..<times).flatMap { _ in stroke }
    _ = try await command(
      "POST", "/actions",
      ["actions": [["type": "key", "id": "keyboard", "actions": strokes]]])
  }
}
