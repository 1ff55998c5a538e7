import Foundation
import Testing

/// Every step of docs/extend, carried out on a copy of the repository as it is.
@Suite(.enabled(if: RecipeScript.isThere, "needs python3"))
struct RecipeTests {
  @Test(
    .enabled(
      if: RecipeScript.build != nil, "needs the modules of a build beside the tests"))
  func `what the steps make compiles`() throws {
    let build = try #require(RecipeScript.build)
    let said = try RecipeScript.run(["check", "--build", build.path])
    #expect(said.status == 0, "\(said.text)")
    #expect(said.text.contains("5 recipes, 0 faults"), "\(said.text)")
    for target in ["Flee", "Forecasting", "Record", "Service"] {
      #expect(said.text.contains("\(target): compiles"))
    }
  }

  /// Renamed code must not leave a page behind unnoticed: the page and the line are named.
  @Test func `a step whose line is gone is reported`() throws {
    let folder = try copy()
    let list = folder.url.appending(path: "Sources/Forecasting/Methods/ForecastMethods.swift")
    let code = try String(contentsOf: list, encoding: .utf8)
    try Data(code.replacing("Theta(), ", with: "").utf8).write(to: list)
    let said = try RecipeScript.run(["apply", folder.url.path])
    #expect(said.status == 1)
    let page = try String(
      contentsOf: RecipePage.root.appending(path: "docs/extend/method.md"), encoding: .utf8)
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("ForecastMethods.swift") }) + 1
    #expect(said.text.hasPrefix("docs/extend/method.md:\(line): the line `Theta(), "))
    #expect(said.text.contains("stands 0 times"))
  }

  @Test func `a recipe that needs more places than the table allows is reported`() throws {
    let folder = try copy()
    let table = folder.url.appending(path: "docs/extend/README.md")
    let text = try String(contentsOf: table, encoding: .utf8)
    try Data(text.replacing("(rule.md) | 3", with: "(rule.md) | 2").utf8).write(to: table)
    let said = try RecipeScript.run(["apply", folder.url.path])
    #expect(said.status == 1)
    #expect(said.text.contains("rule.md:1: the steps touch 3 places, the table allows 2"))
  }

  /// What the steps of the pages read and write.
  private func copy() throws -> OwnFolder {
    let folder = try OwnFolder()
    for name in ["Sources", "docs"] {
      try FileManager.default.copyItem(
        at: RecipePage.root.appending(path: name), to: folder.url.appending(path: name))
    }
    return folder
  }
}

/// scripts/recipes.py.
enum RecipeScript {
  static let isThere = (try? run(["--help"]).status) == 0

  /// The folder that the tests were built in: that of the test bundle, or one up.
  static let build: URL? = {
    let folder = Bundle.main.bundleURL
    return [folder, folder.deletingLastPathComponent()].first {
      FileManager.default.fileExists(
        atPath: $0.appending(path: "Modules/Record.swiftmodule").path)
    }
  }()

  /// Runs it, and gives the exit code and all that it prints.
  static func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["python3", RecipePage.root.appending(path: "scripts/recipes.py").path] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
